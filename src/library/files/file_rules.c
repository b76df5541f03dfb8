/*
 * Names that make a file an article, hide a folder or give an order.
 */
#include "library/file_rules.h"

#include "base/ascii.h"
#include "base/file.h"
#include "read/read.h"

/* Files without a suffix that are written to be read. Licences and build files are not
 * what one opens a library for; links to them still work as links to files. */
/* clang-format off */
static const struct str bare_articles[] = {
    STR_INIT("README"), STR_INIT("READ-ME"), STR_INIT("READ_ME"), STR_INIT("INSTALL"),
    STR_INIT("NEWS"), STR_INIT("CHANGES"), STR_INIT("CHANGELOG"), STR_INIT("HISTORY"),
    STR_INIT("TODO"), STR_INIT("FAQ"), STR_INIT("ABOUT"), STR_INIT("INDEX"),
    STR_INIT("INTRO"), STR_INIT("INTRODUCTION"), STR_INIT("OVERVIEW"),
    STR_INIT("NOTES"), STR_INIT("HACKING"), STR_INIT("CONTRIBUTING"),
    STR_INIT("GLOSSARY"), STR_INIT("RELEASE-NOTES"),
};

/* Folders that programs keep for themselves and that are not hidden by name. */
static const struct str private_folders[] = {
    STR_INIT("node_modules"), STR_INIT("CVS"), STR_INIT("_darcs"), STR_INIT("SCCS"),
};
/* clang-format on */

/* Files at the root that give the order of articles and are none themselves. */
static const struct str root_files[] = {
    STR_INIT("library.yaml"),
    STR_INIT("library.yml"),
};

/* Likewise in any folder. */
static const struct str order_files[] = {
    STR_INIT("mkdocs.yml"),     STR_INIT("mkdocs.yaml"),
    STR_INIT(".nav.yml"),       STR_INIT(".pages"),
    STR_INIT("book.toml"),      STR_INIT("_Sidebar.md"),
    STR_INIT("_sidebar.md"),    STR_INIT("toc.yml"),
    STR_INIT("toc.yaml"),       STR_INIT("_toc.yml"),
    STR_INIT("docs.json"),      STR_INIT("mint.json"),
    STR_INIT("_quarto.yml"),    STR_INIT("nav.adoc"),
    STR_INIT("navigation.yml"), STR_INIT("meta.json"),
    STR_INIT("_meta.json"),     STR_INIT("_category_.json"),
    STR_INIT("_category_.yml"), STR_INIT("_category_.yaml"),
    STR_INIT("llms.txt"),
};

/* Parts of each page of a wiki or site. */
static const struct str page_parts[] = {
    STR_INIT("_Footer.md"), STR_INIT("_footer.md"),    STR_INIT("_Header.md"),
    STR_INIT("_navbar.md"), STR_INIT("_coverpage.md"),
};

/* Articles and orders by what is in them. */
static const struct str summaries[] = {
    STR_INIT("SUMMARY.md"),
};

static bool is_listed(struct str name, const struct str *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_eq(name, list[i]))
            return true;
    }
    return false;
}

#define IS_LISTED(name, list) is_listed(name, list, sizeof list / sizeof *list)

static bool is_order_file(struct str path)
{
    return IS_LISTED(path, root_files) || IS_LISTED(path_name(path), order_files);
}

bool library_file_format(struct str path, enum doc_format *format)
{
    if (is_order_file(path) || IS_LISTED(path_name(path), page_parts))
        return false;
    if (path_suffix(path).len > 0)
        return read_format_of(path, format);
    for (size_t i = 0; i < sizeof bare_articles / sizeof *bare_articles; i++) {
        if (str_eq_nocase(path_name(path), bare_articles[i])) {
            *format = DOC_TEXT;
            return true;
        }
    }
    return false;
}

bool library_is_private(struct str name)
{
    for (size_t i = 0; i < sizeof private_folders / sizeof *private_folders; i++) {
        if (str_eq(name, private_folders[i]))
            return true;
    }
    return false;
}

bool library_may_hold(struct str path)
{
    struct str rest = path, name;
    while (str_cut(&rest, '/', &name)) {
        bool is_folder = rest.ptr != NULL;
        if (name.len == 0 || name.ptr[0] == '.' ||
            (is_folder && library_is_private(name)))
            return false;
    }
    enum doc_format format;
    return library_file_format(path, &format);
}

bool library_gives_order(struct str path)
{
    return is_order_file(path) || IS_LISTED(path_name(path), summaries);
}

static bool has_any(const struct source *source, const struct str *list, size_t count)
{
    bool has = false;
    for (size_t i = 0; i < count; i++)
        has |= source_has(source, list[i]);
    return has;
}

bool library_has_order(const struct source *source)
{
    return has_any(source, root_files, sizeof root_files / sizeof *root_files) ||
           has_any(source, order_files, sizeof order_files / sizeof *order_files) ||
           has_any(source, summaries, sizeof summaries / sizeof *summaries) ||
           source_has(source, STR("src/SUMMARY.md"));
}

/* --- What stands last --- */

/* Papers that come with a collection and are no part of what it says. */
static const struct str papers[] = {
    STR_INIT("LICENSE"),      STR_INIT("LICENCE"),         STR_INIT("COPYING"),
    STR_INIT("COPYRIGHT"),    STR_INIT("ORIGIN"),          STR_INIT("UNLICENSE"),
    STR_INIT("CHANGELOG"),    STR_INIT("CODE_OF_CONDUCT"), STR_INIT("CODE-OF-CONDUCT"),
    STR_INIT("CONTRIBUTORS"), STR_INIT("MAINTAINERS"),     STR_INIT("PATENTS"),
    STR_INIT("CODEOWNERS"),   STR_INIT("REQUIREMENTS"),
};

/* Those that may be articles of their own, when they are not in capitals. */
static const struct str loud_papers[] = {
    STR_INIT("CHANGES"),       STR_INIT("HISTORY"),      STR_INIT("NEWS"),
    STR_INIT("RELEASES"),      STR_INIT("NOTICE"),       STR_INIT("AUTHORS"),
    STR_INIT("CREDITS"),       STR_INIT("THANKS"),       STR_INIT("SECURITY"),
    STR_INIT("RELEASE-NOTES"), STR_INIT("CONTRIBUTING"), STR_INIT("GOVERNANCE"),
    STR_INIT("SUPPORT"),
};

/* The name up to its suffix, or to what tells one licence from the next. */
static struct str first_word(struct str name)
{
    size_t end = str_chr(name, '.');
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        size_t len = papers[i].len;
        if (len < end && name.ptr[len] == '-' &&
            str_eq(str_slice(name, 0, len), papers[i]))
            return papers[i];
    }
    return str_slice(name, 0, end);
}

bool library_is_paper(struct str path)
{
    struct str word = first_word(path_name(path));
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        if (str_eq_nocase(word, papers[i]))
            return true;
    }
    return IS_LISTED(word, loud_papers);
}

/* --- Summaries and articles of that name --- */

static bool is_item(struct str line)
{
    size_t at = 0;
    while (at < line.len && ascii_is_digit(line.ptr[at]))
        at++;
    return line.len > 1 &&
           ((at > 0 && at < line.len && line.ptr[at] == '.') ||
            ((line.ptr[0] == '-' || line.ptr[0] == '*' || line.ptr[0] == '+') &&
             ascii_is_blank(line.ptr[1])));
}

bool library_is_summary(struct str path, struct str text)
{
    size_t links = 0, others = 0;
    struct str line;
    if (!IS_LISTED(path_name(path), summaries))
        return false;
    while (str_cut_line(&text, &line)) {
        line = str_trim(line);
        bool has_link = str_find(line, STR("](")) < line.len;
        bool is_link = has_link && line.ptr[0] == '[' && str_ends(line, STR(")"));
        if (is_link || (is_item(line) && has_link))
            links++;
        else if (line.len > 0 && line.ptr[0] != '#' && line.ptr[0] != '<' &&
                 !is_item(line) && !str_starts(line, STR("--")) &&
                 !str_starts(line, STR("***")))
            others++;
    }
    return links > 0 && others * 4 <= links;
}
