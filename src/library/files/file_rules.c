/*
 * Names that make a file an article, hide a folder or give an order.
 */
#include "library/file_rules.h"

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
static const struct str order_files[] = {
    STR_INIT("library.yaml"),
    STR_INIT("library.yml"),
    STR_INIT("mkdocs.yml"),
    STR_INIT("mkdocs.yaml"),
};

static bool is_order_file(struct str path)
{
    for (size_t i = 0; i < sizeof order_files / sizeof *order_files; i++) {
        if (str_eq(path, order_files[i]))
            return true;
    }
    return false;
}

bool library_file_format(struct str path, enum doc_format *format)
{
    if (is_order_file(path))
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
    return is_order_file(path) || str_eq_nocase(path_stem(path), STR("summary"));
}

bool library_has_order(const struct source *source)
{
    static const struct str summaries[] = {
        STR_INIT("SUMMARY.md"),
        STR_INIT("src/SUMMARY.md"),
    };
    bool has = false;
    for (size_t i = 0; i < sizeof order_files / sizeof *order_files; i++)
        has |= source_has(source, order_files[i]);
    for (size_t i = 0; i < sizeof summaries / sizeof *summaries; i++)
        has |= source_has(source, summaries[i]);
    return has;
}
