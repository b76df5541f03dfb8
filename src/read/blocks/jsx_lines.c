/*
 * Lines of MDX (see the header).
 */
#include "read/blocks/jsx_lines.h"

#include <string.h>

#include "base/ascii.h"
#include "read/inline/token_scan.h"
#include "read/templates/template_use.h"

enum {
    STATEMENT_MAX_BYTES = 4096, /* of one that goes over several lines */
};

static size_t place_of(const struct liner *l, const char *at)
{
    return (size_t)(at - l->text.ptr);
}

/* Hides the text up to `end`, which is in this line or a later one. */
static void hide(struct liner *l, struct str s, size_t end)
{
    const size_t line_end = place_of(l, str_end(s));
    liner_replace(l, s.ptr, str_end(s));
    l->hidden_end = end;
    l->leaf = end > line_end ? LEAF_HIDDEN : LEAF_NONE;
}

/* --- Statements --- */

/* "from" and a name in quotes. */
static bool has_source(struct str s)
{
    const struct str from = STR("from ");
    for (size_t at = 0; at < s.len; at += from.len) {
        at += str_find(str_tail(s, at), from);
        const size_t quote = at + from.len;
        if (quote < s.len && (s.ptr[quote] == '"' || s.ptr[quote] == '\''))
            return true;
    }
    return false;
}

/* Where the statement ends that begins `s`: where its brackets are closed at the end of
 * a line, or before an empty line; 0 when neither comes soon. */
static size_t statement_end(struct str s)
{
    int open = 0;
    for (size_t at = 0; at < s.len && at < STATEMENT_MAX_BYTES; at++) {
        const char c = s.ptr[at];
        if (c == '\n' && (open <= 0 || (at + 1 < s.len && s.ptr[at + 1] == '\n')))
            return at;
        open += c == '{' || c == '(' || c == '[';
        open -= c == '}' || c == ')' || c == ']';
    }
    return s.len < STATEMENT_MAX_BYTES ? s.len : 0;
}

static size_t word_end(struct str s, size_t at)
{
    while (at < s.len &&
           (ascii_is_alnum(s.ptr[at]) || s.ptr[at] == '_' || s.ptr[at] == '$'))
        at++;
    return at;
}

/* "Name from", "Name, {": what is imported, and no sentence. */
static bool names_one(struct str s)
{
    const size_t end = word_end(s, 0);
    const struct str rest = str_trim(str_tail(s, end));
    return end > 0 && (str_starts(rest, STR("from ")) || str_starts(rest, STR(",")) ||
                       (str_starts(s, STR("type ")) && rest.len > 0));
}

static bool is_import(struct str s)
{
    if (!str_starts(s, STR("import ")) || s.len < 8)
        return false;
    const char c = s.ptr[7];
    if (c == '"' || c == '\'')
        return str_tail(s, 8).len > 0 && str_chr(str_tail(s, 8), c) < s.len - 8;
    if (c == '{' && str_chr(s, '}') == s.len)
        return true; /* goes on */
    return has_source(s) && (c == '{' || c == '*' || names_one(str_tail(s, 7)));
}

static bool is_export(struct str s)
{
    static const struct str words[] = {
        STR_INIT("const "),    STR_INIT("default "), STR_INIT("let "),
        STR_INIT("function "), STR_INIT("async "),   STR_INIT("class "),
        STR_INIT("type "),     STR_INIT("* from "),  STR_INIT("{"),
    };
    if (!str_starts(s, STR("export ")))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_starts(str_tail(s, 7), words[i]))
            return true;
    }
    return false;
}

/* The name of a module, and nothing after it. */
static bool ends_as_import(struct str s)
{
    s = str_trim(s);
    s.len -= str_ends(s, STR(";"));
    const char last = s.len > 0 ? s.ptr[s.len - 1] : '\0';
    return last == '"' || last == '\'';
}

static bool begin_statement(struct liner *l, struct str s)
{
    const size_t from = place_of(l, s.ptr);
    const bool import = is_import(s);
    if (l->depth > 0 || l->leaf == LEAF_PARAGRAPH || (!import && !is_export(s)) ||
        from < l->no_statement)
        return false;
    const struct str all = str_tail(l->text, from);
    const size_t len = statement_end(all);
    if (len == 0) {
        l->no_statement = from + STATEMENT_MAX_BYTES;
        return false;
    }
    if (import && !ends_as_import(str_slice(all, 0, len)))
        return false;
    hide(l, s, from + len);
    l->is_mdx = true;
    return true;
}

/* --- Comments and expressions --- */

static bool begin_comment(struct liner *l, struct str s)
{
    const struct str end = STR("*/}");
    const size_t from = place_of(l, s.ptr);
    if (!str_starts(s, STR("{/*")) || str_find(s, end) < s.len)
        return false;
    if (l->jsx_comment_end < from)
        l->jsx_comment_end = from + str_find(str_tail(l->text, from), end);
    if (l->jsx_comment_end >= l->text.len)
        return false;
    hide(l, s, l->jsx_comment_end + end.len);
    return true;
}

/* "{list.map(x => (" that goes on in the next line, up to where it is closed. */
static bool begin_expression(struct liner *l, struct str s)
{
    const size_t from = place_of(l, s.ptr);
    if (!l->is_mdx || *s.ptr != '{' || l->leaf == LEAF_PARAGRAPH ||
        from < l->no_statement || str_chr(s, '}') < s.len)
        return false;
    const size_t len = statement_end(str_tail(l->text, from));
    if (len == 0 || len <= s.len)
        return false;
    hide(l, s, from + len);
    return true;
}

bool jsx_line_begin(struct liner *l, struct str s)
{
    if (*s.ptr == '{')
        return begin_comment(l, s) || begin_expression(l, s);
    return begin_statement(l, s);
}

/* --- Callouts --- */

static size_t name_end(struct str s)
{
    size_t at = 1;
    while (at < s.len && (ascii_is_alnum(s.ptr[at]) || s.ptr[at] == '.'))
        at++;
    return at;
}

static bool is_box(enum template_kind kind)
{
    return kind == USE_BOX || kind == USE_SECTION || kind == USE_DETAILS;
}

/* The name of the component that closes at the end of `s`. */
static bool closes(struct str s, struct str name)
{
    const size_t at = str_rchr(s, '<');
    return at < s.len && s.len - at == name.len + 3 && s.ptr[at + 1] == '/' &&
           str_eq(str_slice(s, at + 2, s.len - 1), name);
}

bool jsx_box_begin(struct liner *l, struct str s)
{
    s = str_trim(s);
    if (s.len < 4 || !ascii_is_upper(s.ptr[1]))
        return false;
    const struct str name = str_slice(s, 1, name_end(s));
    const size_t end = str_chr(s, '>');
    const struct str body = str_trim(str_tail(s, end + 1));
    if (end == s.len || body.len == 0 || s.ptr[end - 1] == '/' ||
        s.ptr[end - 1] == '=' || *body.ptr == '<')
        return false;
    const struct template_tag tag = {.name = name,
                                     .args = str_slice(s, 1 + name.len, end)};
    const struct template_use use = template_use(l->tokens->arena, &tag);
    if (!is_box(use.kind))
        return false;
    const bool whole = closes(body, name);
    const struct str text = whole ? str_slice(body, 0, body.len - name.len - 3) : body;
    struct token token = {.kind = whole ? TOKEN_NOTICE : TOKEN_DIV_OPEN,
                          .before = 2,
                          .after = 2,
                          .line = l->line,
                          .source = s,
                          .name = template_box_type(&use, name),
                          .fragment = TOKEN_NO_FRAGMENT,
                          .body = scan_fragment(l->tokens, text, l->line)};
    if (use.title.len > 0)
        token.fragment = scan_fragment(l->tokens, use.title, l->line);
    (void)liner_put_block(l, s, tokens_add(l->tokens, &token));
    l->leaf = LEAF_NONE;
    return true;
}

bool jsx_is_open_tag(struct str s)
{
    s = str_trim(s);
    if (s.len < 2 || s.ptr[0] != '<' || !ascii_is_upper(s.ptr[1]))
        return false;
    const struct str rest = str_tail(s, name_end(s));
    return rest.len == 0 || (*rest.ptr == ' ' && str_chr(rest, '=') < rest.len &&
                             str_chr(rest, '>') == rest.len);
}

/* --- Indents --- */

static bool is_component(struct str s)
{
    const size_t at = s.len > 1 && s.ptr[1] == '/' ? 2 : 1;
    return s.len > at && s.ptr[0] == '<' && ascii_is_upper(s.ptr[at]);
}

uint32_t jsx_dedent(struct liner *l, struct str s, uint32_t indent)
{
    if (l->tags.in_tag)
        return 0;
    if (is_component(s)) {
        l->is_dedent_known = false;
        return indent;
    }
    if (!l->is_dedent_known)
        l->dedent = indent;
    l->is_dedent_known = true;
    return indent < l->dedent ? indent : l->dedent;
}
