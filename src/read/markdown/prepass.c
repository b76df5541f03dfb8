/*
 * The line pre-pass (see the header).
 */
#include "read/markdown/prepass.h"

#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "read/blocks/directive.h"
#include "read/blocks/jsx_lines.h"
#include "read/blocks/opening.h"
#include "read/blocks/table_rows.h"
#include "read/inline/scan_parts.h"
#include "read/inline/token_scan.h"
#include "read/markdown/liner.h"
#include "read/templates/template_lines.h"

/* --- Writing --- */

/* Bytes that are written when everything before `at` is. */
static size_t written_before(const struct liner *l, const char *at)
{
    return l->out->len + (size_t)(at - l->text.ptr) - l->copied;
}

/* Puts a mark before `at` that keeps it from opening a container. */
static void put_stop(struct liner *l, const char *at)
{
    liner_replace(l, at, at);
    buf_puts(l->out, STR(TOKEN_STOP));
}

/* True where a mark would make a callout of the quote. */
static bool in_quote(const struct liner *l)
{
    return l->depth > 0 && l->open[l->depth - 1].quote;
}

/* Rewrites the tokens in a piece of a line. */
static void scan_text(struct liner *l, struct str text)
{
    struct token_scan scan = {.text = text,
                              .line = l->line,
                              .in_raw = l->in_raw,
                              .is_mdx = l->is_mdx,
                              .references = &l->tokens->references,
                              .in_quote = in_quote(l)};
    const size_t left = (size_t)(str_end(l->text) - str_end(text));
    if (l->leaf == LEAF_PARAGRAPH)
        scan.more_bytes = left < SCAN_MORE_BYTES ? left : SCAN_MORE_BYTES;
    struct scan_found found;
    while (!tokens_are_too_many(l->tokens) &&
           scan_next(&scan, l->tokens->arena, &found)) {
        liner_replace(l, text.ptr + found.from, text.ptr + found.to);
        if (found.is_token)
            token_put(l->out, scan_add(l->tokens, &found));
        else
            buf_puts(l->out, found.plain);
    }
    l->in_raw = scan.in_raw;
    if (scan.beyond > 0) {
        l->hidden_end = (size_t)(str_end(text) - l->text.ptr) + scan.beyond;
        l->leaf = LEAF_HIDDEN;
    }
}

/* In code only the noncharacters matter, and what could nest too deeply. */
static void scan_code(struct liner *l, struct str text)
{
    if (token_find(text, 0) < text.len)
        scan_text(l, text);
}

static struct str rest_of(const struct cursor *c)
{
    return str_tail(c->line, c->first);
}

/* --- Depth --- */

/*
 * Stops what may nest too deeply in a line that is taken for code or HTML, in case
 * cmark sees it otherwise: every container takes a mark or two columns.
 */
static void guard_depth(struct liner *l, struct str line)
{
    size_t levels = 0, columns = 0;
    for (size_t at = 0; at < line.len; at++) {
        const char c = line.ptr[at];
        if (ascii_is_blank(c))
            columns += c == '\t' ? 4 : 1;
        else if (c == '>' || memchr("-+*.)", c, 5) != NULL)
            levels++;
        else if (c < '0' || c > '9')
            return;
        if (levels + columns / 2 > LINES_DEPTH_MAX && !ascii_is_blank(c)) {
            put_stop(l, line.ptr + at);
            return;
        }
    }
}

/* --- Containers --- */

static bool match_container(const struct container *container, struct cursor *c)
{
    cursor_look(c);
    if (!container->quote) {
        if (!c->blank && c->indent < container->indent)
            return false;
        cursor_take(c, c->blank ? c->indent : container->indent);
        return true;
    }
    if (c->blank || c->indent > QUOTE_INDENT_COLS || c->line.ptr[c->first] != '>')
        return false;
    cursor_pass(c, 1);
    cursor_take(c, 1);
    return true;
}

static size_t match_containers(const struct liner *l, struct cursor *c)
{
    size_t matched = 0;
    while (matched < l->depth && match_container(&l->open[matched], c))
        matched++;
    cursor_look(c);
    return matched;
}

static void close_to(struct liner *l, size_t depth)
{
    if (l->depth > depth) {
        l->depth = depth;
        l->leaf = LEAF_NONE;
    }
}

static void open_container(struct liner *l, struct container container)
{
    l->open[l->depth++] = container;
    l->leaf = LEAF_NONE;
}

/* Takes a list marker of `len` bytes and the blanks that belong to it. */
static void take_marker(struct liner *l, struct cursor *c, size_t len)
{
    const uint32_t before = c->indent;
    cursor_pass(c, len);
    cursor_look(c);
    const bool far = c->blank || c->indent > CODE_INDENT_COLS;
    const uint32_t blanks = far ? 1 : c->indent;
    cursor_take(c, blanks);
    open_container(l, (struct container){.indent = before + (uint32_t)len + blanks});
}

/* True when a paragraph in the container that the line is in would go on. */
static bool in_paragraph(const struct liner *l, size_t matched)
{
    return l->leaf == LEAF_PARAGRAPH && matched == l->depth;
}

/* "- item"; a paragraph is only interrupted by one that has text and starts at 1. */
static bool open_item(struct liner *l, struct cursor *c, size_t matched)
{
    const struct str s = rest_of(c);
    bool starts_at_one;
    const size_t len = opening_list_marker(s, &starts_at_one);
    if (len == 0 || opening_is_rule(s))
        return false;
    if (in_paragraph(l, matched) &&
        (!starts_at_one || str_trim(str_tail(s, len)).len == 0))
        return false;
    close_to(l, matched);
    take_marker(l, c, len);
    return true;
}

static bool open_quote(struct liner *l, struct cursor *c, size_t matched)
{
    if (c->line.ptr[c->first] != '>')
        return false;
    close_to(l, matched);
    cursor_pass(c, 1);
    cursor_take(c, 1);
    open_container(l, (struct container){.quote = true});
    return true;
}

/* The marker of an item and its blanks. Its token says what it is by its place, or, so
 * that an item without text is one, as its text. */
static void put_marker(struct liner *l, size_t cols, const struct token *token,
                       bool empty)
{
    const size_t number = tokens_add(l->tokens, token);
    if (!empty)
        tokens_item(l->tokens, l->line, l->out->len - l->line_at + 1, number);
    buf_putc(l->out, '+');
    buf_repeat(l->out, ' ', cols - 1);
    if (empty)
        token_put(l->out, number);
}

/* "[^label]: text" becomes an item with its token before the text. Its lines need four
 * columns, however far it is indented itself: the blanks before it go. */
static bool open_note(struct liner *l, struct cursor *c, size_t matched)
{
    const struct str s = rest_of(c);
    struct str label;
    const size_t len = opening_note(s, &label);
    if (len == 0)
        return false;
    const struct token token = {.kind = TOKEN_NOTE,
                                .before = NOTE_COLS,
                                .line = l->line,
                                .source = str_slice(s, 0, len),
                                .name = label,
                                .fragment = TOKEN_NO_FRAGMENT,
                                .body = TOKEN_NO_FRAGMENT};
    const uint32_t indent = c->pending > 0 ? c->indent : 0; /* half a tab stays */
    close_to(l, matched);
    liner_replace(l, indent > 0 ? s.ptr : c->line.ptr + c->at, s.ptr + len);
    put_marker(l, NOTE_COLS, &token, len == s.len);
    open_container(l, (struct container){.indent = indent + NOTE_COLS});
    cursor_pass(c, len);
    return true;
}

static bool follows_definition(const struct liner *l, size_t matched)
{
    return matched < l->depth && l->open[matched].definition;
}

/* Columns of ":" and its blanks. More than belong to a marker are one. */
static uint32_t definition_cols(const struct cursor *c, struct str marker)
{
    const uint32_t from = c->col + c->indent - c->pending;
    uint32_t col = from;
    for (size_t i = 0; i < marker.len; i++)
        col += marker.ptr[i] == '\t' ? 4 - col % 4 : 1;
    return col - from > 1 + CODE_INDENT_COLS ? 2 : col - from;
}

/* ": text" below a term or another definition becomes an item, too. */
static bool open_definition(struct liner *l, struct cursor *c, size_t matched)
{
    const struct str s = rest_of(c);
    const size_t len = opening_definition(s);
    if (len == 0 ||
        !(follows_definition(l, matched) || (l->after_term && matched == l->depth)))
        return false;
    const struct token token = {.kind = TOKEN_DEFINITION,
                                .before = (uint8_t)len,
                                .line = l->line,
                                .source = str_slice(s, 0, len),
                                .fragment = TOKEN_NO_FRAGMENT,
                                .body = TOKEN_NO_FRAGMENT};
    close_to(l, matched);
    liner_replace(l, s.ptr, s.ptr + len);
    const uint32_t cols = definition_cols(c, str_slice(s, 0, len));
    put_marker(l, cols, &token, false);
    open_container(l,
                   (struct container){.definition = true, .indent = c->indent + cols});
    cursor_pass(c, len);
    return true;
}

/* "!!! type" and "=== "tab"": an item whose content is indented by four columns. */
static bool open_admonition(struct liner *l, struct cursor *c, size_t matched)
{
    const struct str s = rest_of(c);
    struct opening_admonition found;
    if (!opening_admonition(s, &found))
        return false;
    struct token token = {.kind = TOKEN_ADMONITION,
                          .before = NOTE_COLS + 2,
                          .after = 2,
                          .fold = found.fold,
                          .open = found.open,
                          .line = l->line,
                          .source = s,
                          .name = found.type,
                          .fragment = TOKEN_NO_FRAGMENT,
                          .body = TOKEN_NO_FRAGMENT};
    if (found.title.len > 0)
        token.fragment = scan_fragment(l->tokens, found.title, l->line);
    close_to(l, matched);
    liner_replace(l, s.ptr, s.ptr);
    buf_puts(l->out, STR("+   "));
    liner_put_block(l, s, tokens_add(l->tokens, &token));
    open_container(l, (struct container){.indent = c->indent + NOTE_COLS});
    c->first = c->at = c->line.len;
    return true;
}

static bool open_one(struct liner *l, struct cursor *c, size_t matched)
{
    switch (c->line.ptr[c->first]) {
    case '>':
        return open_quote(l, c, matched);
    case '[':
        return open_note(l, c, matched);
    case ':':
        return open_definition(l, c, matched);
    case '!':
    case '?':
    case '=':
        return open_admonition(l, c, matched);
    default:
        return open_item(l, c, matched);
    }
}

static bool starts_container(struct str s)
{
    bool starts_at_one;
    return s.ptr[0] == '>' || opening_list_marker(s, &starts_at_one) > 0;
}

/* Opens what containers start here. Returns how many are open for this line. */
static size_t open_containers(struct liner *l, struct cursor *c, size_t matched)
{
    for (;;) {
        cursor_look(c);
        if (c->blank || c->indent >= CODE_INDENT_COLS)
            return matched;
        if (matched == LINES_DEPTH_MAX) {
            if (starts_container(rest_of(c)))
                put_stop(l, rest_of(c).ptr);
            return matched;
        }
        if (!open_one(l, c, matched))
            return matched;
        matched = l->depth;
    }
}

/* --- Leaves --- */

static void take_fence_line(struct liner *l, const struct cursor *c)
{
    if (c->indent < CODE_INDENT_COLS &&
        opening_closes_fence(rest_of(c), l->fence, l->fence_len))
        l->leaf = LEAF_NONE;
    scan_code(l, str_tail(c->line, c->at));
    guard_depth(l, c->line);
}

static void take_html_line(struct liner *l, const struct cursor *c)
{
    const struct str s = str_tail(c->line, c->at);
    if (str_find(s, l->html_end) < s.len)
        l->leaf = LEAF_NONE;
    scan_code(l, s);
    guard_depth(l, c->line);
}

/* A line of a %% block: gone, up to the "%%" that ends it. */
static void take_comment_line(struct liner *l, const struct cursor *c)
{
    const struct str s = rest_of(c);
    const size_t end = str_find(s, STR("%%"));
    const bool last = end < s.len;
    liner_replace(l, s.ptr, s.ptr + (last ? end + 2 : s.len));
    if (last)
        l->leaf = LEAF_NONE;
}

/* What is after the end of what is hidden is text. */
static void take_hidden_line(struct liner *l, const struct cursor *c)
{
    const struct str rest = template_line_hide(l, str_tail(c->line, c->at));
    if (str_trim(rest).len == 0)
        return;
    l->leaf = LEAF_PARAGRAPH;
    scan_text(l, rest);
}

/* Where the next line begins with "```", blanks and marks of quotes aside. */
static size_t find_fence(struct str text, size_t from)
{
    for (size_t at = from; at < text.len; at++) {
        at += str_find(str_tail(text, at), STR("\n"));
        size_t first = at + 1;
        while (first < text.len && memchr(" \t>", text.ptr[first], 3) != NULL)
            first++;
        if (str_starts(str_tail(text, first), STR("```")))
            return first;
    }
    return text.len;
}

/*
 * "```sh title=`x`" is no fence by CommonMark, but its end would then open one, which
 * nothing closes. So it is a fence here if the next one is such an end, and its info is
 * cut before the ticks. The place of that end is kept, as for comments, so that no line
 * is searched twice.
 */
static size_t begin_ticked_fence(struct liner *l, struct str s)
{
    const size_t len = opening_ticked_fence(s);
    const size_t from = (size_t)(str_end(s) - l->text.ptr);
    if (len == 0)
        return 0;
    if (l->fence_at < from)
        l->fence_at = find_fence(l->text, from);
    struct str rest = str_tail(l->text, l->fence_at);
    struct str line;
    if (!str_cut_line(&rest, &line) || !opening_closes_fence(line, '`', len))
        return 0;
    const char *tick = s.ptr + len + str_chr(str_tail(s, len), '`');
    liner_replace(l, tick, str_end(s));
    return len;
}

static bool begin_fence(struct liner *l, struct str s)
{
    l->fence_len = opening_fence(s);
    if (l->fence_len == 0)
        l->fence_len = begin_ticked_fence(l, s);
    if (l->fence_len == 0)
        return false;
    l->fence = s.ptr[0];
    l->leaf = LEAF_FENCE;
    return true;
}

/* True for "<!--" that nothing ends in what is left of the source: to hide all of that
 * was never meant. The place of the next end is remembered, as that of "%%" is. */
static bool is_endless(struct liner *l, struct str s)
{
    const size_t from = (size_t)(s.ptr - l->text.ptr) + 2; /* "<!-->" ends itself */
    if (!str_starts(s, STR("<!--")))
        return false;
    if (l->html_end_at < from)
        l->html_end_at = from + str_find(str_tail(l->text, from), STR("-->"));
    return l->html_end_at >= l->text.len;
}

static bool begin_html(struct liner *l, struct str s)
{
    l->html_end = opening_html_end(s);
    if (l->html_end.len == 0)
        return false;
    if (is_endless(l, s)) {
        liner_replace(l, s.ptr, s.ptr);
        buf_putc(l->out, '\\');
        return false;
    }
    /* "<!-->" ends itself, so the end is looked for right after "<!". */
    const struct str rest = str_tail(s, 2);
    l->leaf = str_find(rest, l->html_end) < rest.len ? LEAF_NONE : LEAF_HTML;
    scan_code(l, s);
    return true;
}

static uint32_t count_quotes(const struct liner *l)
{
    uint32_t quotes = 0;
    for (size_t i = 0; i < l->depth; i++)
        quotes += l->open[i].quote;
    return quotes;
}

static size_t put_tags(struct liner *l, struct str s, bool first)
{
    const struct token token = {.kind = TOKEN_HTML,
                                .before = 2,
                                .after = 2,
                                .open = !first,
                                .line = l->line,
                                .source = s,
                                .name = s,
                                .fragment = TOKEN_NO_FRAGMENT,
                                .body = TOKEN_NO_FRAGMENT,
                                .count = count_quotes(l)};
    tags_line(&l->tags, s);
    return liner_put_block(l, s, tokens_add(l->tokens, &token));
}

/* Each line of the block is an HTML block of its own to cmark, so that the next one may
 * be Markdown; all its text is in the first one's token. */
static bool begin_tags(struct liner *l, struct str s, bool in_paragraph)
{
    const bool ends_component =
        str_starts(s, STR("</")) && s.len > 2 && ascii_is_upper(s.ptr[2]);
    if (!opening_is_tags(str_trim(s), in_paragraph && !ends_component) &&
        (in_paragraph || !jsx_is_open_tag(s)))
        return false;
    tags_clear(&l->tags);
    l->tags_token = put_tags(l, s, true);
    l->leaf = LEAF_TAGS;
    return true;
}

static bool starts_block(struct str s);

/* True when the line is Markdown again: all tags before it are whole, and it neither
 * begins with a tag nor continues the text of one. */
static bool ends_tags(const struct liner *l, const struct cursor *c)
{
    const struct str s = rest_of(c);
    /* The content of a component may be indented, that of HTML is then HTML. */
    if (!tags_may_end(&l->tags) ||
        (c->indent >= CODE_INDENT_COLS && l->tags.element != HTML_UNKNOWN))
        return false;
    if (s.ptr[0] == '<')
        return opening_html_end(s).len > 0 || !tags_start(s);
    return l->tags.ends_with_part || !l->tags.has_text || starts_block(s);
}

/* False when the block has ended before this line. */
static bool take_tags_line(struct liner *l, const struct cursor *c)
{
    /* With its indent, in which cmark would see code. */
    const struct str s = str_tail(c->line, c->at);
    if (c->blank || ends_tags(l, c))
        return false;
    put_tags(l, s, false);
    struct str *all = &l->tokens->items[l->tags_token].name;
    all->len = (size_t)(str_end(s) - all->ptr);
    return true;
}

/* "%%" with no other in its line, if one comes later. The place of the next one is
 * remembered, so that all searches together go through the text once. */
static bool begin_comment(struct liner *l, struct str s)
{
    if (!str_starts(s, STR("%%")) || str_find(str_tail(s, 2), STR("%%")) < s.len - 2)
        return false;
    const size_t from = (size_t)(str_end(s) - l->text.ptr);
    if (l->comment_end < from)
        l->comment_end = from + str_find(str_tail(l->text, from), STR("%%"));
    if (l->comment_end >= l->text.len)
        return false;
    liner_replace(l, s.ptr, str_end(s));
    l->leaf = LEAF_COMMENT;
    return true;
}

/* --- Mathematics --- */

/* What begins mathematics of several lines, and what ends it. */
enum { MATH_NEAR_BYTES = 4096 };

static const struct math {
    struct str begin, end;
    bool alone; /* in its line */
} maths[MATH_COUNT] = {
    {STR_INIT("$$"), STR_INIT("$$"), false},
    {STR_INIT("\\["), STR_INIT("\\]"), true},
    {STR_INIT("\\\\["), STR_INIT("\\\\]"), true},
    {STR_INIT("\\begin{"), STR_INIT("\\end{"), false},
};

/* The mathematics that the line begins and does not end; MATH_COUNT: none. */
static size_t math_of(struct str s)
{
    for (size_t i = 0; i < MATH_COUNT; i++) {
        const struct math *math = &maths[i];
        if (!str_starts(s, math->begin))
            continue;
        const struct str rest = str_tail(s, math->begin.len);
        if (math->alone ? str_trim(rest).len == 0
                        : str_find(rest, math->end) == rest.len)
            return i;
    }
    return MATH_COUNT;
}

static size_t place_of(const struct liner *l, const char *at)
{
    return (size_t)(at - l->text.ptr);
}

/* Where what begins in the line ends: of "\\begin{name}" by its name, if that is near.
 */
static size_t math_ends(const struct liner *l, struct str s, size_t math)
{
    const struct math *kind = &maths[math];
    const size_t end = l->math_end[math] + kind->end.len;
    if (!str_ends(kind->end, STR("{")))
        return end;
    const struct str name =
        str_slice(s, kind->begin.len,
                  kind->begin.len + str_chr(str_tail(s, kind->begin.len), '}'));
    const struct str near =
        str_slice(l->text, l->math_end[math], l->math_end[math] + MATH_NEAR_BYTES);
    for (size_t at = 0; at < near.len; at += kind->end.len) {
        at += str_find(str_tail(near, at), kind->end);
        const struct str rest = str_tail(near, at + kind->end.len);
        if (str_starts(rest, name) && str_starts(str_tail(rest, name.len), STR("}")))
            return l->math_end[math] + at + kind->end.len + name.len + 1;
    }
    return end + str_chr(str_tail(l->text, end), '}') + 1;
}

/* True when the containers of the line are open in all lines up to `end`, and none of
 * these is empty. */
static bool stays_within(const struct liner *l, struct str s, size_t end)
{
    const size_t from = place_of(l, str_end(s));
    struct str rest = str_slice(l->text, from + 1, end);
    if (l->depth == 0)
        return true;
    if (end < from || rest.len > MATH_NEAR_BYTES)
        return false;
    for (struct str line; str_cut_line(&rest, &line);) {
        struct cursor c = {.line = line};
        if (match_containers(l, &c) < l->depth || c.blank)
            return false;
    }
    return true;
}

/* If its end comes before an empty line. Both places are remembered, so that all
 * searches together go through the text once. */
static bool begin_math(struct liner *l, struct str s)
{
    const size_t math = math_of(s);
    const size_t from = (size_t)(str_end(s) - l->text.ptr);
    if (math == MATH_COUNT)
        return false;
    if (l->math_end[math] < from)
        l->math_end[math] = from + str_find(str_tail(l->text, from), maths[math].end);
    if (l->blank_at < from)
        l->blank_at = from + str_find(str_tail(l->text, from), STR("\n\n"));
    if (l->math_end[math] >= l->text.len || l->math_end[math] > l->blank_at)
        return false;
    const size_t end = math_ends(l, s, math);
    if (!stays_within(l, s, end))
        return false;
    const struct token token = {.kind = TOKEN_MATH,
                                .before = 2,
                                .after = 2,
                                .line = l->line,
                                .source = str_slice(l->text, place_of(l, s.ptr), end),
                                .fragment = TOKEN_NO_FRAGMENT,
                                .body = TOKEN_NO_FRAGMENT,
                                .count = count_quotes(l)};
    (void)liner_put_block(l, s, tokens_add(l->tokens, &token));
    l->hidden_end = end;
    l->leaf = LEAF_HIDDEN;
    return true;
}

/* --- Directives --- */

static struct str line_after(const struct liner *l, struct str line)
{
    struct str rest = str_tail(l->text, (size_t)(str_end(line) - l->text.ptr));
    if (rest.len == 0)
        return rest;
    rest = str_tail(rest, 1);
    struct str next;
    return str_cut_line(&rest, &next) ? next : rest;
}

/* "*[name]: text" */
static bool begin_term(struct liner *l, struct str s)
{
    struct str name, text;
    if (!directive_term(s, &name, &text))
        return false;
    const struct token token = {.kind = TOKEN_TERM,
                                .before = 2,
                                .after = 2,
                                .line = l->line,
                                .source = s,
                                .name = name,
                                .fragment = TOKEN_NO_FRAGMENT,
                                .body = scan_fragment(l->tokens, text, l->line)};
    (void)liner_put_block(l, s, tokens_add(l->tokens, &token));
    l->leaf = LEAF_NONE;
    return true;
}

/* A line of which nothing is read is empty, but for the name of a block. */
static bool take_directive(struct liner *l, struct str s)
{
    struct str id;
    if (!directive_is_quiet(s, &id))
        return false;
    if (id.len == 0) {
        liner_replace(l, s.ptr, str_end(s));
    } else {
        const struct token token = {.kind = TOKEN_MARK,
                                    .before = 2,
                                    .after = 2,
                                    .line = l->line,
                                    .source = s,
                                    .name = id,
                                    .fragment = TOKEN_NO_FRAGMENT,
                                    .body = TOKEN_NO_FRAGMENT};
        (void)liner_put_block(l, s, tokens_add(l->tokens, &token));
    }
    l->leaf = LEAF_NONE;
    return true;
}

/* --- Tables --- */

static bool begin_table(struct liner *l, struct str s, struct str line)
{
    struct token_table table;
    if (!rows_start(l->tokens->arena, s, line_after(l, line), &table))
        return false;
    table.line = l->line;
    table.source = s;
    struct tokens *t = l->tokens;
    t->tables = mem_grow(t->tables, t->table_count, &t->table_cap, sizeof *t->tables);
    t->tables[t->table_count] = table;
    l->table = (uint32_t)t->table_count++;
    liner_put_block(l, s, rows_add(t, l->table, s, l->line));
    l->leaf = LEAF_TABLE;
    return true;
}

/* The row that gives the alignment has no cells of its own. */
static bool is_alignment_row(const struct liner *l)
{
    return l->line == l->tokens->tables[l->table].line + 1;
}

static void take_row(struct liner *l, struct str s)
{
    struct token_table *table = &l->tokens->tables[l->table];
    table->source.len = (size_t)(str_end(s) - table->source.ptr);
    if (is_alignment_row(l)) {
        const struct token token = {.kind = TOKEN_ROW,
                                    .before = 2,
                                    .after = 2,
                                    .open = true,
                                    .line = l->line,
                                    .source = s,
                                    .fragment = TOKEN_NO_FRAGMENT,
                                    .body = TOKEN_NO_FRAGMENT,
                                    .table = l->table};
        liner_put_block(l, s, tokens_add(l->tokens, &token));
    } else {
        liner_put_block(l, s, rows_add(l->tokens, l->table, s, l->line));
    }
}

/* --- Lines --- */

/* True for what ends a table, other than an empty line. */
static bool starts_block(struct str s)
{
    return opening_is_heading(s) || opening_is_rule(s) || opening_fence(s) > 0 ||
           opening_html_end(s).len > 0 || str_starts(s, STR(":::")) ||
           starts_container(s);
}

/* "## Title ## {#id}": what names the heading stands before its title, so that cmark
 * takes the marks at its end for what they are. */
static void take_heading(struct liner *l, struct str s)
{
    struct str id;
    const size_t at = scan_last_attributes(s, &id);
    size_t from = 0;
    while (from < s.len && s.ptr[from] == '#')
        from++;
    if (at == s.len || from == 0 || at <= from) {
        scan_text(l, s);
        return;
    }
    if (id.len > 0) {
        const struct token token = {.kind = TOKEN_MARK,
                                    .line = l->line,
                                    .name = id,
                                    .fragment = TOKEN_NO_FRAGMENT,
                                    .body = TOKEN_NO_FRAGMENT};
        while (from < at && ascii_is_blank(s.ptr[from]))
            from++;
        liner_replace(l, s.ptr + from, s.ptr + from);
        token_put(l->out, tokens_add(l->tokens, &token));
    }
    scan_text(l, str_slice(s, 0, at));
    liner_replace(l, s.ptr + at, str_end(s));
}

/* What is after the containers, no blank first and not indented as code is. */
static void take_block_line(struct liner *l, const struct cursor *c, size_t matched)
{
    const struct str s = rest_of(c);
    const char mark = s.ptr[0];
    if (opening_is_heading(s) || opening_is_rule(s) ||
        (in_paragraph(l, matched) && opening_is_underline(s))) {
        close_to(l, matched);
        l->leaf = LEAF_NONE;
        l->after_term = false;
        take_heading(l, s);
        return;
    }
    const bool lazy = l->leaf == LEAF_PARAGRAPH && matched < l->depth;
    const size_t depth = l->depth;
    const enum leaf leaf = l->leaf;
    close_to(l, matched);
    if (((mark == '`' || mark == '~') && begin_fence(l, s)) ||
        ((mark == '{' || str_starts(s, STR("<%"))) && template_line_begin(l, s)) ||
        ((mark == '{' || mark == 'i' || mark == 'e') && jsx_line_begin(l, s)) ||
        (mark == '<' && (jsx_box_begin(l, s) || begin_html(l, s) ||
                         begin_tags(l, s, leaf == LEAF_PARAGRAPH))) ||
        ((mark == ':' || mark == '/') && directive_div(l, s)) ||
        (mark == '*' && begin_term(l, s)) || take_directive(l, s) ||
        ((mark == '$' || mark == '\\') && begin_math(l, s)) ||
        (mark == '%' && begin_comment(l, s)) || begin_table(l, s, c->line)) {
        l->after_term = false;
        return;
    }
    if (lazy) {
        l->depth = depth;
        l->leaf = leaf;
    }
    l->leaf = LEAF_PARAGRAPH;
    l->after_term = !lazy;
    scan_text(l, s);
}

/* True when the line belongs to what is open and is taken care of. */
static bool take_open_leaf(struct liner *l, const struct cursor *c, size_t matched)
{
    if (matched < l->depth)
        return false;
    switch (l->leaf) {
    case LEAF_FENCE:
        take_fence_line(l, c);
        return true;
    case LEAF_HTML:
        take_html_line(l, c);
        return true;
    case LEAF_TAGS:
        return take_tags_line(l, c);
    case LEAF_COMMENT:
        take_comment_line(l, c);
        return true;
    case LEAF_HIDDEN:
        take_hidden_line(l, c);
        return true;
    case LEAF_CODE:
        template_line_code(l, str_tail(c->line, c->at));
        return true;
    case LEAF_TABLE:
        if (c->blank || c->indent >= CODE_INDENT_COLS)
            return false;
        break;
    case LEAF_NONE:
    case LEAF_PARAGRAPH:
        return false;
    }
    const struct str s = rest_of(c);
    if (!is_alignment_row(l) && starts_block(s))
        return false;
    if (template_line_is_quiet(l, s))
        liner_replace(l, s.ptr, str_end(s));
    else
        take_row(l, s);
    return true;
}

static void take_blank_line(struct liner *l, size_t matched)
{
    close_to(l, matched);
    l->leaf = LEAF_NONE;
}

static size_t find_end_tag(struct str text, size_t from, struct str name)
{
    for (size_t at = from; at < text.len; at++) {
        at += str_find(str_tail(text, at), STR("</"));
        if (str_eq_nocase(str_slice(text, at + 2, at + 2 + name.len), name))
            return at;
    }
    return text.len;
}

/* True when an element is open that is closed later on: what is indented in it, and
 * begins with a tag, was laid out by hand and is no code. Where it is closed is
 * remembered, so that all searches together go through the text once. */
static bool is_in_element(struct liner *l, struct str line)
{
    const size_t from = (size_t)(line.ptr - l->text.ptr);
    if (l->tags.outer_open == 0)
        return false;
    if (l->outer.ptr != l->tags.outer.ptr || l->outer_end < from)
        l->outer_end = find_end_tag(l->text, from, l->tags.outer);
    l->outer = l->tags.outer;
    return l->outer_end < l->text.len;
}

/* True for a line that is HTML however far it is indented. */
static bool goes_on_with_tags(struct liner *l, const struct cursor *c)
{
    const struct str s = rest_of(c);
    return (l->tags.lists > 0 && tags_start_part(s)) ||
           (tags_start(s) && is_in_element(l, c->line));
}

/* For Markdown that is no code however far it is indented. */
static void drop_indent(struct liner *l, struct cursor *c)
{
    liner_replace(l, c->line.ptr + c->at, c->line.ptr + c->first);
    cursor_pass(c, 0);
}

/* Takes off what a line in a component is indented by for its looks. */
static void dedent(struct liner *l, struct cursor *c)
{
    cursor_look(c);
    if (c->blank || !is_in_element(l, c->line))
        return;
    cursor_take(c, jsx_dedent(l, rest_of(c), c->indent));
    liner_replace(l, c->line.ptr, c->line.ptr + c->at);
    l->line_at = l->out->len - c->at;
}

/* True for an item that is there to be replaced by a table of contents. */
static bool is_toc_item(const struct liner *l, const struct cursor *c)
{
    size_t at = (size_t)(str_end(c->line) - l->text.ptr) + 1;
    while (at < l->text.len && l->text.ptr[at] == ' ')
        at++;
    return !c->blank && at < l->text.len && l->text.ptr[at] == '{' &&
           directive_is_toc_item(rest_of(c), line_after(l, c->line));
}

static void take_line(struct liner *l, struct str line)
{
    l->line_at = written_before(l, line.ptr);
    struct cursor c = {.line = line};
    if (l->tags.outer_open > 0 && ascii_is_upper(*l->tags.outer.ptr))
        dedent(l, &c);
    size_t matched = match_containers(l, &c);
    const bool was_tags = l->leaf == LEAF_TAGS && matched == l->depth;
    if (take_open_leaf(l, &c, matched))
        return;
    if (l->leaf != LEAF_PARAGRAPH)
        l->leaf = LEAF_NONE;
    if (is_toc_item(l, &c)) {
        liner_replace(l, rest_of(&c).ptr, str_end(line));
        take_blank_line(l, matched);
        return;
    }
    if (was_tags && !c.blank && c.indent >= CODE_INDENT_COLS)
        drop_indent(l, &c);
    matched = open_containers(l, &c, matched);
    if (c.blank)
        take_blank_line(l, matched);
    else if (c.indent < CODE_INDENT_COLS)
        take_block_line(l, &c, matched);
    else if (l->leaf == LEAF_PARAGRAPH)
        scan_text(l, rest_of(&c));
    else if (goes_on_with_tags(l, &c)) {
        close_to(l, matched);
        begin_tags(l, str_tail(c.line, c.at), false);
    } else {
        close_to(l, matched);
        scan_code(l, rest_of(&c));
        guard_depth(l, line);
    }
}

/* --- Cuts --- */

/* True for a line that ends all containers and begins a heading or paragraph, unless
 * it is inside of something that goes on over empty lines. */
static bool begins_anew(const struct liner *l, struct str line)
{
    const bool inside = l->leaf == LEAF_FENCE || l->leaf == LEAF_HTML ||
                        l->leaf == LEAF_COMMENT || l->leaf == LEAF_HIDDEN ||
                        l->leaf == LEAF_CODE;
    if (!l->after_blank || line.len == 0 || (l->depth == 0 && inside))
        return false;
    const unsigned char c = (unsigned char)line.ptr[0];
    return opening_is_heading(line) || ascii_is_letter((char)c) || c >= 0x80;
}

static void note_cut(struct liner *l, struct str line)
{
    struct tokens *t = l->tokens;
    const size_t at = written_before(l, line.ptr);
    const size_t from = t->cut_count > 0 ? t->cuts[t->cut_count - 1].at : 0;
    if (at - from < t->piece_bytes || !begins_anew(l, line))
        return;
    t->cuts = mem_grow(t->cuts, t->cut_count, &t->cut_cap, sizeof *t->cuts);
    t->cuts[t->cut_count++] = (struct token_cut){.at = at, .line = l->line};
}

/* A line of a paragraph is a text, and a block or the break before it; but for the
 * definition of a link. */
static uint32_t least_nodes(const struct liner *l, struct str line)
{
    return l->leaf == LEAF_PARAGRAPH && line.len > 0 && *line.ptr != '[' ? 2 : 0;
}

struct str lines_rewrite(struct tokens *tokens, struct str text, uint32_t first_line,
                         struct buf *out)
{
    struct liner l = {.tokens = tokens, .text = text, .out = out, .line = first_line};
    struct str rest = text;
    for (struct str line; !tokens_are_too_many(tokens) && str_cut_line(&rest, &line);
         l.line++) {
        note_cut(&l, line);
        take_line(&l, line);
        tokens->least_nodes += least_nodes(&l, line);
        l.after_blank = str_trim(line).len == 0;
    }
    if (l.copied == 0 && out->len == 0)
        return text;
    buf_puts(out, str_tail(text, l.copied));
    return buf_str(out);
}
