/*
 * Where links lead.
 *
 * A destination is first classified by how it was written and whether it has a scheme,
 * then cut into path and fragment, then looked up. A path never leaves the root: what
 * would is dangling, and nothing here opens a file.
 */
#include "library/library.h"

#include "base/file.h"
#include "base/text.h"
#include "library/links/dest.h"
#include "library/links/lookup.h"
#include "read/read.h"

/* --- Targets --- */

struct link_query {
    const struct library *library;
    struct lookup lookup;
    uint32_t from; /* the article it is in, or ARTICLE_NONE */
    struct str dest;
    struct arena *arena;
};

static struct str clean(const struct link_query *question, struct str raw)
{
    return text_clean(question->arena, raw, TEXT_ONE_LINE);
}

static struct target url_target(const struct link_query *question)
{
    return (struct target){
        .kind = TARGET_URL,
        .article = ARTICLE_NONE,
        .text = clean(question, question->dest),
    };
}

/* A link to a name that nothing has: to an article that was never written, unless the
 * name is one of another kind of file. */
static struct target dangling_target(const struct link_query *question, struct str path,
                                     struct str fragment)
{
    enum doc_format format;
    bool is_asset = path_suffix(path).len > 0 && path_suffix(path).len <= 5 &&
                    !read_format_of(path, &format) &&
                    str_chr(path_suffix(path), ' ') == path_suffix(path).len;
    return (struct target){
        .kind = is_asset ? TARGET_ASSET : TARGET_ARTICLE,
        .dangling = true,
        .article = ARTICLE_NONE,
        .fragment = fragment,
        .text = clean(question, question->dest),
    };
}

static struct target article_target(const struct link_query *question, uint32_t article,
                                    struct str fragment)
{
    struct str text = str_trim(fragment);
    struct target target = {
        .kind = text.len > 0 ? TARGET_SECTION : TARGET_ARTICLE,
        .article = article,
        .fragment = text,
        .text = clean(question, library_article(question->library, article)->path),
    };
    if (text.len > 0 && text.ptr[0] != '^')
        target.slug = text_slug(question->arena, text);
    return target;
}

static struct target found_target(const struct link_query *question,
                                  struct lookup_result found, struct str path,
                                  struct str fragment)
{
    struct target target = {.kind = TARGET_ASSET, .article = ARTICLE_NONE};
    switch (found.kind) {
    case FOUND_NOTHING:
        return dangling_target(question, path, fragment);
    case FOUND_ARTICLE:
        target = article_target(question, found.id, fragment);
        break;
    case FOUND_FILE:
    case FOUND_FOLDER:
        target.text = clean(question, path);
        target.fragment = fragment;
        break;
    }
    target.ambiguous = found.ambiguous;
    return target;
}

/* A fragment alone: a place in the article itself. */
static struct target own_target(const struct link_query *question, struct str fragment)
{
    if (question->from == ARTICLE_NONE)
        return dangling_target(question, (struct str){0}, fragment);
    return article_target(question, question->from, fragment);
}

enum {
    /* Marks of one destination that are tried as the beginning of a place. */
    HASHES_MAX = 16,
};

/* --- By form --- */

/* The part in front of the first '#', and what is after it. */
static struct str cut_fragment(struct str dest, struct str *fragment)
{
    size_t hash = str_chr(dest, '#');
    *fragment = hash < dest.len ? str_tail(dest, hash + 1) : (struct str){0};
    return str_slice(dest, 0, hash);
}

/* Looks for the whole as a name ("C#"), then for the part before the last '#' ("F#
 * basics#Lists"), then for the part before the '#' that precedes it. Moves `*name` and
 * `*fragment` to what was found, and leaves them where nothing was. */
static struct lookup_result
find_cut(const struct link_query *question, struct str dest,
         struct lookup_result (*find)(const struct lookup *lookup, struct str name),
         struct str *name, struct str *fragment)
{
    size_t cut = dest.len;
    for (int i = 0; i <= HASHES_MAX; i++) {
        struct str before = str_trim(str_slice(dest, 0, cut));
        struct lookup_result found = {0};
        if (before.len > 0 && dest_is_sane_path(before))
            found = find(&question->lookup, before);
        if (found.kind != FOUND_NOTHING) {
            *name = before;
            *fragment = str_tail(dest, cut + 1);
            return found;
        }
        size_t last = cut;
        cut = i + 1 < HASHES_MAX ? str_rchr(str_slice(dest, 0, last), '#')
                                 : str_chr(dest, '#');
        if (cut >= last)
            break;
    }
    return (struct lookup_result){0};
}

static struct target resolve_wiki(const struct link_query *question)
{
    struct str fragment;
    struct str name = str_trim(cut_fragment(question->dest, &fragment));
    if (name.len == 0)
        return own_target(question, fragment);
    struct lookup_result found =
        find_cut(question, question->dest, lookup_wiki, &name, &fragment);
    if (found.kind == FOUND_NOTHING && dest_is_url_among_names(question->dest))
        return url_target(question);
    return found_target(question, found, name, fragment);
}

/* "{% link a.md %}", "{{< ref "a.md" >}}" and "{{ site.baseurl }}/a.md": the path that
 * a template of a site generator would put there. */
static struct str without_template(struct str dest)
{
    struct str inner = str_trim(dest);
    size_t end;
    if (str_starts(inner, STR("{{")) &&
        (end = str_find(inner, STR("}}"))) + 2 < inner.len)
        return str_trim(str_tail(inner, end + 2));
    if (!str_starts(inner, STR("{%")) && !str_starts(inner, STR("{{")))
        return dest;
    size_t quote = str_chr(inner, '"');
    if (quote < inner.len) {
        inner = str_tail(inner, quote + 1);
        return str_slice(inner, 0, str_chr(inner, '"'));
    }
    inner = str_trim(str_tail(inner, 2)); /* the verb, then the path */
    inner = str_trim(str_tail(inner, str_chr(inner, ' ')));
    return str_slice(inner, 0, str_chr(inner, ' '));
}

/* Takes the path as it is meant, decoded, then just as it is written. */
static struct lookup_result find_path(const struct link_query *question,
                                      struct str written, struct str *path)
{
    struct lookup_result found = {0};
    *path = dest_decoded(question->arena, written);
    if (dest_is_sane_path(*path) && path->len > 0)
        found = lookup_path(&question->lookup, *path);
    if (found.kind == FOUND_NOTHING && !str_eq(*path, written) &&
        dest_is_sane_path(written) && written.len > 0) {
        found = lookup_path(&question->lookup, written);
        if (found.kind != FOUND_NOTHING)
            *path = written;
    }
    return found;
}

/* A '?' begins what a server is asked, a '#' the place, unless a name has it. */
static struct lookup_result find_inline(const struct link_query *question,
                                        struct str dest, struct str *path,
                                        struct str *fragment)
{
    struct str written = cut_fragment(dest, fragment);
    size_t query = str_chr(written, '?');
    struct lookup_result found = find_path(question, written, path);
    if (found.kind == FOUND_NOTHING && query < written.len)
        found = find_path(question, str_slice(written, 0, query), path);
    if (found.kind == FOUND_NOTHING && written.len < dest.len) {
        struct str name, rest;
        found = find_cut(question, dest, lookup_path, &name, &rest);
        if (found.kind != FOUND_NOTHING) {
            *path = name;
            *fragment = rest;
        }
    }
    return found;
}

static struct target resolve_inline(const struct link_query *question)
{
    struct str dest = without_template(str_trim(question->dest));
    struct str fragment, path;
    struct str written = cut_fragment(dest, &fragment);
    if (dest_scheme_len(dest) > 0 || str_starts(dest, STR("//")))
        return url_target(question);
    if (written.len == 0 && dest.len > 0) {
        fragment = dest_decoded(question->arena, fragment);
        return own_target(question, str_eq(fragment, STR("top")) ? STR("") : fragment);
    }
    struct lookup_result found = find_inline(question, dest, &path, &fragment);
    fragment = dest_decoded(question->arena, fragment);
    return found_target(question, found, path, fragment);
}

static struct target resolve_term(const struct link_query *question)
{
    struct str fragment = {0};
    struct lookup_result found = {0};
    if (dest_is_url_among_names(question->dest))
        return url_target(question);
    struct str name = question->dest;

    if (dest_is_sane_path(name))
        found = lookup_term(&question->lookup, name);
    if (found.kind == FOUND_NOTHING && str_chr(name, '#') < name.len)
        found = find_cut(question, question->dest, lookup_term, &name, &fragment);
    return found_target(question, found, question->dest, fragment);
}

struct target library_resolve(const struct library *library, uint32_t from,
                              enum link_form form, struct str dest, struct arena *arena)
{
    struct link_query question = {
        .library = library,
        .lookup = {.names = library->names, .arena = arena},
        .from = from,
        .dest = dest,
        .arena = arena,
    };
    if (from != ARTICLE_NONE)
        question.lookup.folder = path_folder(library_article(library, from)->path);
    switch (form) {
    case LINK_INLINE:
        return resolve_inline(&question);
    case LINK_WIKI:
    case LINK_EMBED:
        return resolve_wiki(&question);
    case LINK_TERM:
        return resolve_term(&question);
    case LINK_TIMESTAMP:
        return (struct target){
            .kind = TARGET_TIMESTAMP,
            .article = ARTICLE_NONE,
            .text = clean(&question, dest),
        };
    case LINK_URL:
        break;
    }
    return url_target(&question);
}

/* --- What a person asks for --- */

static uint32_t find_words(const struct library *library, struct str words,
                           struct arena *arena)
{
    struct lookup lookup = {.names = library->names, .arena = arena};
    struct str name = str_trim(words);
    while (str_starts(name, STR("./")))
        name = str_tail(name, 2);
    struct lookup_result found = lookup_wiki(&lookup, name);
    if (found.kind != FOUND_ARTICLE)
        found = lookup_term(&lookup, name);
    return found.kind == FOUND_ARTICLE ? found.id : ARTICLE_NONE;
}

uint32_t library_find(const struct library *library, struct str words,
                      struct str *section)
{
    struct arena arena = {0};
    uint32_t article = find_words(library, words, &arena);
    size_t cut = words.len;
    *section = (struct str){0};
    for (int i = 0; i < HASHES_MAX && article == ARTICLE_NONE; i++) {
        cut = str_rchr(str_slice(words, 0, cut), '#');
        if (cut >= words.len || words.ptr[cut] != '#')
            break;
        article = find_words(library, str_slice(words, 0, cut), &arena);
        if (article != ARTICLE_NONE)
            *section = str_trim(str_tail(words, cut + 1));
    }
    arena_release(&arena);
    return article;
}
