/*
 * Directives (see the header).
 *
 * Containers that are about the looks of a page alone leave no trace, but their ends
 * have to be known from those of callouts: the pre-pass keeps which are open.
 */
#include "read/blocks/directive.h"

#include <string.h>

#include "base/ascii.h"
#include "read/blocks/opening.h"
#include "read/inline/scan_parts.h"
#include "read/inline/token_scan.h"

static bool is_any_of(struct str s, const struct str *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_eq_nocase(s, names[i]))
            return true;
    }
    return false;
}

#define IS_ANY_OF(s, names) is_any_of(s, names, sizeof(names) / sizeof *(names))

/* --- Lines of which nothing is read --- */

static bool is_toc(struct str s)
{
    static const struct str names[] = {
        STR_INIT("[toc]"),     STR_INIT("[[toc]]"), STR_INIT("[[_toc_]]"),
        STR_INIT("[[_toc]]"),  STR_INIT("${toc}"),  STR_INIT("@[toc]"),
        STR_INIT("[[[toc]]]"), STR_INIT("{{toc}}"), STR_INIT("__toc__"),
    };
    return IS_ANY_OF(s, names);
}

/* "--8<-- "file"", "<<< @/file{2}", ":::moniker range="x"" */
static bool is_include(struct str s)
{
    return str_starts(s, STR("--8<--")) || str_starts(s, STR(";--8<--")) ||
           str_starts(s, STR("<<< @/")) || str_starts(s, STR("<<< ./")) ||
           str_starts(s, STR("<<< ../"));
}

bool directive_is_quiet(struct str s, struct str *id)
{
    const struct str bare = str_trim(s);
    *id = (struct str){0};
    return is_toc(bare) || is_include(bare) || scan_is_attributes(bare, id);
}

bool directive_is_toc_item(struct str s, struct str next)
{
    bool at_one;
    const struct str toc = str_trim(next), mark = STR("toc");
    return str_starts(toc, STR("{:")) && str_find(toc, mark) < toc.len &&
           opening_list_marker(s, &at_one) > 0;
}

bool directive_term(struct str s, struct str *name, struct str *text)
{
    const struct str mark = STR("]:");
    const size_t end = str_find(s, mark);
    if (!str_starts(s, STR("*[")) || end == s.len || end == 2)
        return false;
    *name = str_slice(s, 2, end);
    *text = str_trim(str_tail(s, end + mark.len));
    return str_chr(*name, '[') == name->len && text->len > 0;
}

/* --- Containers --- */

/* Containers whose names say how a page looks. */
static bool is_looks(struct str type)
{
    static const struct str names[] = {
        STR_INIT("right"),     STR_INIT("left"),         STR_INIT("center"),
        STR_INIT("centered"),  STR_INIT("align-right"),  STR_INIT("align-center"),
        STR_INIT("columns"),   STR_INIT("column"),       STR_INIT("row"),
        STR_INIT("grid"),      STR_INIT("cards"),        STR_INIT("code-group"),
        STR_INIT("codetabs"),  STR_INIT("code-tabs"),    STR_INIT("tabs"),
        STR_INIT("tab-set"),   STR_INIT("panel-tabset"), STR_INIT("section"),
        STR_INIT("raw"),       STR_INIT("v-pre"),        STR_INIT("cols"),
        STR_INIT("container"), STR_INIT("div"),          STR_INIT("wide"),
        STR_INIT("zone"),      STR_INIT("moniker"),      STR_INIT("steps"),
        STR_INIT("figure"),    STR_INIT("only-light"),   STR_INIT("incremental"),
        STR_INIT("notes"),     STR_INIT("toctree"),
    };
    return IS_ANY_OF(type, names);
}

struct div {
    struct str type, title;
    size_t colons;
};

static size_t run(struct str s, char c)
{
    size_t at = 0;
    while (at < s.len && s.ptr[at] == c)
        at++;
    return at;
}

static bool is_type(char c)
{
    return ascii_is_alnum(c) || c == '-' || c == '_';
}

static size_t type_end(struct str s)
{
    size_t at = 0;
    while (at < s.len && (is_type(s.ptr[at]) || (unsigned char)s.ptr[at] >= 0x80))
        at++;
    return at;
}

static struct str without_quotes(struct str s)
{
    s = str_trim(s);
    if (s.len >= 2 && s.ptr[0] == '"' && s.ptr[s.len - 1] == '"')
        return str_slice(s, 1, s.len - 1);
    return s;
}

/* "{.callout-note title="x"}", "{note} title": the class or name that says the kind. */
static void read_braces(struct arena *arena, struct str inside, struct div *div)
{
    const size_t dot = str_chr(inside, '.');
    struct str type = str_tail(inside, dot < inside.len ? dot + 1 : 0);
    const struct str callout = STR("callout-");
    div->title = template_get(inside, STR("title"));
    if (dot == inside.len && !is_type(*inside.ptr))
        type = (struct str){0};
    if (str_starts(type, callout))
        type = str_tail(type, callout.len);
    div->type = str_slice(type, 0, type_end(type));
    const struct template_tag tag = {.name = div->type};
    const enum template_kind kind = template_use(arena, &tag).kind;
    if (kind != USE_BOX && kind != USE_DETAILS && kind != USE_SECTION)
        div->type = STR("div");
}

/* False when the line is no container at all. */
static bool read_div(struct arena *arena, struct str s, struct div *div)
{
    const size_t colons = run(s, ':');
    struct str rest = str_trim(str_tail(s, colons));
    *div = (struct div){.colons = colons};
    if (colons < 3)
        return false;
    rest = str_slice(rest, 0, rest.len - (str_ends(rest, STR(":::")) ? 3 : 0));
    if (rest.len == 0)
        return true;
    if (str_starts(rest, STR("image ")) || str_starts(rest, STR("no-loc ")))
        return false; /* in the line */
    if (rest.ptr[0] == '{') {
        const size_t end = str_chr(rest, '}');
        if (end == rest.len || end < 2)
            return false;
        read_braces(arena, str_slice(rest, 1, end), div);
        const struct str title = str_trim(str_tail(rest, end + 1));
        if (title.len > 0)
            div->title = title;
        return true;
    }
    const size_t end = type_end(rest);
    div->type = str_slice(rest, 0, end);
    rest = str_trim(str_tail(rest, end));
    if (div->type.len == 0)
        return false;
    if (rest.len > 0 && rest.ptr[0] == '[' && rest.ptr[rest.len - 1] == ']')
        div->title = str_slice(rest, 1, rest.len - 1);
    else if (rest.len > 0 && rest.ptr[0] == '{')
        div->title = template_get(rest, STR("title"));
    else
        div->title = without_quotes(rest);
    return rest.len == 0 || !str_starts(rest, STR(":"));
}

/* "/// note | Title" and "///". */
static bool read_slashes(struct str s, struct div *div)
{
    const size_t slashes = run(s, '/');
    const struct str rest = str_trim(str_tail(s, slashes));
    *div = (struct div){.colons = slashes};
    if (slashes < 3 || (rest.len > 0 && !ascii_is_blank(s.ptr[slashes])))
        return false;
    const size_t end = type_end(rest);
    const struct str after = str_trim(str_tail(rest, end));
    div->type = str_slice(rest, 0, end);
    if (str_starts(after, STR("|")))
        div->title = str_trim(str_tail(after, 1));
    return after.len == 0 || after.ptr[0] == '|';
}

/* The innermost open container of at least so many colons is closed, with what is in
 * it; of fewer the innermost one. Returns how many callouts that are. */
static size_t close_divs(struct liner *l, size_t colons)
{
    size_t at = l->div_count, callouts = 0;
    while (at > 0 && l->divs[at - 1].colons != colons)
        at--;
    if (at == 0)
        at = l->div_count;
    for (; l->div_count >= at && l->div_count > 0; l->div_count--)
        callouts += l->divs[l->div_count - 1].is_box;
    return callouts;
}

static void leave_blank(struct liner *l, struct str s)
{
    liner_replace(l, s.ptr, str_end(s));
    l->leaf = LEAF_NONE;
}

static void put_div(struct liner *l, struct str s, enum token_kind kind,
                    const struct div *div, size_t count)
{
    struct token token = {.kind = kind,
                          .before = 2,
                          .after = 2,
                          .line = l->line,
                          .source = s,
                          .name = div->type,
                          .fragment = TOKEN_NO_FRAGMENT,
                          .body = TOKEN_NO_FRAGMENT,
                          .count = (uint32_t)count};
    if (div->title.len > 0)
        token.fragment = scan_fragment(l->tokens, div->title, l->line);
    (void)liner_put_block(l, s, tokens_add(l->tokens, &token));
    l->leaf = LEAF_NONE;
}

static bool ends_zone(struct str type)
{
    return str_ends(type, STR("-end")) || str_ends(type, STR("-pivot-end"));
}

bool directive_div(struct liner *l, struct str s)
{
    struct div div;
    if (s.ptr[0] == ':' ? !read_div(l->tokens->arena, s, &div) : !read_slashes(s, &div))
        return false;
    if (div.type.len == 0 && l->div_count == 0 && s.ptr[0] == '/')
        return false;
    if (div.type.len == 0 || ends_zone(div.type)) {
        const bool any = l->div_count > 0;
        const size_t callouts = close_divs(l, div.colons);
        if (callouts > 0 || !any)
            put_div(l, s, TOKEN_DIV_CLOSE, &(struct div){0}, callouts);
        else
            leave_blank(l, s);
        return true;
    }
    const bool is_box = div.title.len > 0 || !is_looks(div.type);
    if (l->div_count < LINER_DIVS)
        l->divs[l->div_count++] =
            (struct liner_div){.colons = div.colons, .is_box = is_box};
    if (is_box)
        put_div(l, s, TOKEN_DIV_OPEN, &div, 0);
    else
        leave_blank(l, s);
    return true;
}
