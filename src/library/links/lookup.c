/*
 * The order in which names are tried. Each step is a question to the index, so a link
 * costs the same in a library of ten articles and of a million.
 */
#include "library/links/lookup.h"

#include "base/file.h"
#include "library/links/key.h"

/* What is under a key, among the files that end in `ext`, if it is not 0. */
static struct lookup_result find_ext(const struct lookup *lookup, enum name_class class,
                                     struct name_key key, unsigned char ext)
{
    struct lookup_result found = {0};
    struct name_list list;
    names_find_key(lookup->names, class, key, ext, &list);
    if (list.count > 0)
        found = (struct lookup_result){
            .kind = FOUND_ARTICLE, .ambiguous = list.count > 1, .id = list.items[0].id};
    return found;
}

static struct lookup_result find(const struct lookup *lookup, enum name_class class,
                                 struct name_key key)
{
    return find_ext(lookup, class, key, 0);
}

static bool is_called(const struct lookup *lookup, enum name_class class,
                      struct name_key key)
{
    struct name_list list;
    names_find_key(lookup->names, class, key, 0, &list);
    return list.count > 0;
}

/* --- Paths --- */

/* An article at a path from the root, its suffix given or not. */
static struct lookup_result find_article_at(const struct lookup *lookup,
                                            struct name_key path)
{
    struct lookup_result found = find(lookup, NAME_PATH, path);
    return found.kind != FOUND_NOTHING ? found : find(lookup, NAME_STEM, path);
}

static struct lookup_result find_in_folder(const struct lookup *lookup,
                                           struct str folder, struct str stem)
{
    struct str path = stem;
    if (folder.len > 0)
        path = arena_printf(lookup->arena, STR_FMT "/" STR_FMT, STR_ARG(folder),
                            STR_ARG(stem));
    return find(lookup, NAME_STEM, name_key(path));
}

/* The page that speaks for a folder: an index, or the file called as the folder. */
static struct lookup_result find_page_of(const struct lookup *lookup, struct str folder)
{
    static const struct str pages[] = {
        STR_INIT("_index"), STR_INIT("index"),  STR_INIT("Index"),
        STR_INIT("README"), STR_INIT("readme"), STR_INIT("Readme"),
    };
    struct lookup_result found = {0};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        found = find_in_folder(lookup, folder, pages[i]);
        if (found.kind != FOUND_NOTHING)
            return found;
    }
    return find_in_folder(lookup, folder, path_name(folder));
}

static bool is_folder(const struct lookup *lookup, struct name_key path)
{
    return path.text.len == 0 || is_called(lookup, NAME_FOLDER, path);
}

/* What is at a path from the root where no article is, but for folders without a
 * page. */
static struct lookup_result find_other_at(const struct lookup *lookup,
                                          struct name_key path)
{
    if (is_called(lookup, NAME_FILE, path))
        return (struct lookup_result){.kind = FOUND_FILE};
    if (is_folder(lookup, path))
        return find_page_of(lookup, path.text);
    return (struct lookup_result){0};
}

static struct lookup_result find_at(const struct lookup *lookup, struct name_key path)
{
    struct lookup_result found = find_article_at(lookup, path);
    return found.kind != FOUND_NOTHING ? found : find_other_at(lookup, path);
}

static struct str without_slashes(struct str path)
{
    while (str_starts(path, STR("/")))
        path = str_tail(path, 1);
    while (str_ends(path, STR("/")))
        path.len--;
    return path;
}

/* A page that a site generator makes of an article: "x.html" or "x/index.html". */
static struct lookup_result find_made_page(const struct lookup *lookup, struct str path)
{
    struct str stem = path;
    if (str_ends(path, STR(".html")))
        stem.len -= 5;
    else if (str_ends(path, STR(".htm")))
        stem.len -= 4;
    else
        return (struct lookup_result){0};
    return find_at(lookup, name_key(stem));
}

/* --- Suffixes and base names --- */

/* A name in the form in which most classes keep it. */
struct folded_name {
    struct str text, stem;
    unsigned char ext; /* of the text, which is its stem when it has none */
    struct name_key key, stem_key;
};

static struct folded_name fold_name(const struct lookup *lookup, struct str text)
{
    struct folded_name name = {.text = text};
    name.stem = key_stem(text, &name.ext);
    name.key = name_key(key_folded(lookup->arena, text));
    name.stem_key =
        name.ext == 0 ? name.key : name_key(key_folded(lookup->arena, name.stem));
    return name;
}

/* Articles whose path ends in `name`: the one in the asking folder, else the preferred
 * one. */
static struct lookup_result find_suffix(const struct lookup *lookup,
                                        const struct folded_name *name)
{
    struct lookup_result all = find_ext(lookup, NAME_SUFFIX, name->stem_key, name->ext);
    if (all.kind == FOUND_NOTHING && name->ext != 0)
        all = find(lookup, NAME_SUFFIX, name->key); /* "v1.txt" of "v1.txt.md" */
    if (!all.ambiguous || lookup->folder.len == 0)
        return all;
    struct str beside;
    if (!path_join(lookup->arena, lookup->folder, name->stem, &beside))
        return all;
    struct lookup_result here = find_ext(
        lookup, NAME_SUFFIX, name_key(key_folded(lookup->arena, beside)), name->ext);
    here.ambiguous = true;
    return here.kind != FOUND_NOTHING ? here : all;
}

static struct lookup_result find_file_suffix(const struct lookup *lookup,
                                             struct str name)
{
    struct str key = key_folded(lookup->arena, name);
    struct name_list list;
    names_find(lookup->names, NAME_FILE_SUFFIX, key, &list);
    if (list.count == 0)
        return (struct lookup_result){0};
    return (struct lookup_result){.kind = FOUND_FILE, .ambiguous = list.count > 1};
}

/* --- Names --- */

static struct lookup_result find_loose(const struct lookup *lookup,
                                       const struct folded_name *name)
{
    struct name_key key = name_key(key_loose(lookup->arena, name->stem));
    struct lookup_result found = find_ext(lookup, NAME_LOOSE_BASE, key, name->ext);
    if (found.kind != FOUND_NOTHING)
        return found;
    if (name->ext != 0)
        key = name_key(key_loose(lookup->arena, name->text));
    return find(lookup, NAME_LOOSE_TITLE, key);
}

/* What is called `text`, in the order of lectern-library.5 from rule 3 on. */
static struct lookup_result find_named(const struct lookup *lookup, struct str text)
{
    struct folded_name name = fold_name(lookup, text);
    struct lookup_result found = find_suffix(lookup, &name);
    if (found.kind == FOUND_NOTHING)
        found = find(lookup, NAME_ALIAS, name.key);
    if (found.kind == FOUND_NOTHING)
        found = find(lookup, NAME_TITLE, name.key);
    if (found.kind == FOUND_NOTHING)
        found = find_loose(lookup, &name);
    return found;
}

/* A path that names are tried at; false when it leaves the root. */
static bool path_key(const struct lookup *lookup, struct str folder, struct str name,
                     struct name_key *path)
{
    struct str joined;
    bool inside = path_join(lookup->arena, folder, name, &joined);
    *path = inside ? name_key(joined) : (struct name_key){0};
    return inside;
}

struct lookup_result lookup_wiki(const struct lookup *lookup, struct str name)
{
    struct name_key rooted, beside;
    struct lookup_result found = {0};
    bool in_root = path_key(lookup, (struct str){0}, name, &rooted);
    bool in_reach = path_key(lookup, lookup->folder, name, &beside);
    if (name.len == 0)
        return found;
    if (in_root)
        found = find_article_at(lookup, rooted);
    if (found.kind == FOUND_NOTHING && in_reach)
        found = find_article_at(lookup, beside);
    if (found.kind == FOUND_NOTHING)
        found = find_named(lookup, in_root    ? rooted.text
                                   : in_reach ? beside.text
                                              : name);
    if (found.kind == FOUND_NOTHING && in_reach)
        found = find_other_at(lookup, beside);
    if (found.kind == FOUND_NOTHING && in_root)
        found = find_other_at(lookup, rooted);
    if (found.kind == FOUND_NOTHING)
        found = find_file_suffix(lookup, in_root ? rooted.text : name);
    if (found.kind == FOUND_NOTHING && in_root && rooted.text.len > 0 &&
        is_folder(lookup, rooted))
        found.kind = FOUND_FOLDER;
    return found;
}

/* Where the path leads when it is not taken as it is: the author's root may lie below
 * ours (a site's content folder), or links are made by the base name alone. */
static struct lookup_result find_elsewhere(const struct lookup *lookup,
                                           struct name_key path)
{
    struct lookup_result found = find(lookup, NAME_ADDRESS, path);
    if (found.kind == FOUND_NOTHING) {
        struct folded_name name = fold_name(lookup, path.text);
        found = find_suffix(lookup, &name);
    }
    if (found.kind == FOUND_NOTHING)
        found = find_file_suffix(lookup, path.text);
    return found;
}

struct lookup_result lookup_path(const struct lookup *lookup, struct str path)
{
    struct str joined;
    if (!path_join(lookup->arena, lookup->folder, path, &joined))
        return (struct lookup_result){0};
    struct name_key key = name_key(without_slashes(joined));
    struct lookup_result found = find_at(lookup, key);
    if (found.kind == FOUND_NOTHING)
        found = find_made_page(lookup, key.text);
    if (found.kind == FOUND_NOTHING && is_folder(lookup, key))
        found.kind = FOUND_FOLDER;
    if (found.kind == FOUND_NOTHING)
        found = find_elsewhere(lookup, key);
    return found;
}

/* --- Terms --- */

/* An article by one form of a term; what is at a path is found by its base name. */
static struct lookup_result find_term(const struct lookup *lookup, struct str term)
{
    struct lookup_result found = {0};
    if (term.len == 0)
        return found;
    struct name_key rooted;
    if (path_key(lookup, (struct str){0}, term, &rooted))
        found = find_article_at(lookup, rooted);
    return found.kind != FOUND_NOTHING ? found : find_named(lookup, term);
}

/* How English makes one number of the other: an end is replaced by another one. Other
 * languages find their titles as written. */
static const struct number_rule {
    struct str end, other;
    size_t len_min; /* of the term */
} number_rules[] = {
    {STR_INIT("ies"), STR_INIT("y"), 5}, /* allies -> ally */
    {STR_INIT("es"), STR_INIT(""), 5},   /* taxes -> tax */
    {STR_INIT("s"), STR_INIT(""), 4},    /* alliances -> alliance */
    {STR_INIT("y"), STR_INIT("ies"), 1}, /* treaty -> treaties */
    {STR_INIT(""), STR_INIT("es"), 1},   /* tax -> taxes */
    {STR_INIT(""), STR_INIT("s"), 1},    /* alliance -> alliances */
};

/* The term in the other number; false when the rule is for others. */
static bool other_number(struct arena *arena, struct str term,
                         const struct number_rule *rule, struct str *other)
{
    if (term.len < rule->len_min || !str_ends(term, rule->end) ||
        (str_eq(rule->end, STR("s")) && str_ends(term, STR("ss"))))
        return false;
    term.len -= rule->end.len;
    *other = arena_printf(arena, STR_FMT STR_FMT, STR_ARG(term), STR_ARG(rule->other));
    return true;
}

static struct lookup_result find_either_number(const struct lookup *lookup,
                                               struct str term)
{
    struct lookup_result found = find_term(lookup, term);
    if (found.kind != FOUND_NOTHING || term.len == 0)
        return found;
    struct str folded = key_folded(lookup->arena, term);
    struct str other;
    for (size_t i = 0;
         i < sizeof number_rules / sizeof *number_rules && found.kind == FOUND_NOTHING;
         i++) {
        if (other_number(lookup->arena, folded, &number_rules[i], &other))
            found = find_named(lookup, other);
    }
    return found;
}

/* Cuts `term` before a dash or bracket that starts a description. */
static bool cut_description(struct str *term)
{
    static const struct str marks[] = {
        STR_INIT(" \xE2\x80\x93 "),
        STR_INIT(" \xE2\x80\x94 "),
        STR_INIT(" - "),
        STR_INIT(" ("),
        STR_INIT(": "),
    };
    size_t cut = term->len;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = str_find(*term, marks[i]);
        if (at < cut)
            cut = at;
    }
    if (cut == 0 || cut == term->len)
        return false;
    *term = str_trim(str_slice(*term, 0, cut));
    return true;
}

static struct str without_article(struct str term)
{
    static const struct str words[] = {
        STR_INIT("the "),
        STR_INIT("a "),
        STR_INIT("an "),
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_eq_nocase(str_slice(term, 0, words[i].len), words[i]))
            return str_trim(str_tail(term, words[i].len));
    }
    return (struct str){0};
}

struct lookup_result lookup_term(const struct lookup *lookup, struct str term)
{
    struct str name = str_trim(term);
    struct lookup_result found = find_either_number(lookup, name);
    if (found.kind == FOUND_NOTHING)
        found = find_either_number(lookup, without_article(name));
    if (found.kind == FOUND_NOTHING && cut_description(&name))
        found = find_either_number(lookup, name);
    return found;
}
