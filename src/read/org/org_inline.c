/*
 * Inlines of Org: emphasis, code, links, targets, notes, macros.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "read/markup/inline_scan.h"
#include "read/org/org_reader.h"

enum {
    MACRO_MAX_BYTES = 1 << 20, /* of all expansions of a file */
    NAME_MAX_BYTES = 256,
};

enum end_mark {
    END_BOLD,
    END_ITALIC,
    END_UNDER,
    END_VERBATIM,
    END_CODE,
    END_STRIKE,
    END_LINK,
    END_SNIPPET,
    END_MACRO,
    END_TARGET
};

/* --- Emphasis --- */

static bool may_begin_after(char before)
{
    return ascii_is_space(before) || memchr("-({'\"", before, 5) != NULL;
}

static bool may_end_before(char after)
{
    return ascii_is_space(after) || memchr("-.,:!?;'\")}[\\", after, 13) != NULL;
}

static bool is_end(const struct inline_scan *in, size_t at, size_t to)
{
    return !ascii_is_space(inline_before(in, at)) && may_end_before(inline_at(in, to));
}

static size_t take_marked(struct inline_scan *in, size_t at)
{
    static const struct {
        char mark;
        enum end_mark bit;
        enum node_kind kind;
    } kinds[] = {
        {'*', END_BOLD, NODE_STRONG},    {'/', END_ITALIC, NODE_EMPHASIS},
        {'_', END_UNDER, NODE_EMPHASIS}, {'=', END_VERBATIM, NODE_CODE},
        {'~', END_CODE, NODE_CODE},      {'+', END_STRIKE, NODE_STRIKE},
    };
    size_t i = 0;
    while (kinds[i].mark != in->text.ptr[at])
        i++;
    if (!may_begin_after(inline_before(in, at)) ||
        ascii_is_space(inline_at(in, at + 1)) || inline_at(in, at + 1) == kinds[i].mark)
        return at;
    const struct str mark = {&kinds[i].mark, 1};
    const size_t end = inline_find_end(in, at + 2, mark, kinds[i].bit, is_end);
    if (end >= in->text.len)
        return at;
    const struct str inside = str_slice(in->text, at + 1, end);
    inline_scan_flush(in, at, end + 1);
    if (kinds[i].kind == NODE_CODE)
        markup_code_span(in->m, in->parent, inside, in->line);
    else
        inline_scan_inside(in, markup_block(in->m, in->parent, kinds[i].kind, in->line),
                           inside);
    return end + 1;
}

/* --- Links --- */

static bool is_picture(struct str path)
{
    static const struct str endings[] = {STR_INIT(".png"),  STR_INIT(".jpg"),
                                         STR_INIT(".jpeg"), STR_INIT(".gif"),
                                         STR_INIT(".svg"),  STR_INIT(".webp")};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const size_t len = endings[i].len;
        if (path.len > len && str_eq_nocase(str_tail(path, path.len - len), endings[i]))
            return true;
    }
    return false;
}

/* What a link is: how it was written, where it leads, and what it is called without a
 * text of its own. */
struct target {
    enum link_form form;
    struct str dest, label;
};

static bool is_path(struct str raw)
{
    return str_starts(raw, STR("./")) || str_starts(raw, STR("../")) ||
           str_starts(raw, STR("/")) || str_starts(raw, STR("~/"));
}

/* "path::*Heading", "path::#id", "path::words" */
static struct target file_target(struct inline_scan *in, struct str raw)
{
    const size_t at = str_find(raw, STR("::"));
    const struct str path = str_slice(raw, 0, at);
    struct str place = at < raw.len ? str_tail(raw, at + 2) : (struct str){0};
    if (str_starts(place, STR("*")) || str_starts(place, STR("#")))
        place = str_tail(place, 1);
    struct target target = {LINK_INLINE, path, path};
    if (place.len > 0)
        target.dest = arena_printf(in->m->doc->arena, STR_FMT "#" STR_FMT,
                                   STR_ARG(path), STR_ARG(place));
    return target;
}

static struct target place_target(struct inline_scan *in, struct str place)
{
    return (struct target){LINK_INLINE,
                           arena_printf(in->m->doc->arena, "#" STR_FMT, STR_ARG(place)),
                           place};
}

static bool has_scheme(struct str raw)
{
    size_t at = 0;
    while (at < raw.len && (ascii_is_alnum(raw.ptr[at]) || raw.ptr[at] == '-' ||
                            raw.ptr[at] == '+' || raw.ptr[at] == '.'))
        at++;
    return at > 1 && at + 1 < raw.len && raw.ptr[at] == ':' && raw.ptr[at + 1] != ':' &&
           raw.ptr[at + 1] != ' ';
}

/* "abbreviation:rest", by #+LINK: "%s" is where the rest goes. */
static bool expand_link(struct inline_scan *in, struct str raw, struct target *target)
{
    const size_t colon = str_chr(raw, ':');
    const struct label *known =
        labels_find(&org_of(in->m)->links, str_slice(raw, 0, colon));
    if (known == NULL || colon >= raw.len)
        return false;
    const struct str rest = str_tail(raw, colon + 1);
    const size_t at = str_find(known->value, STR("%s"));
    target->dest = arena_printf(in->m->doc->arena, STR_FMT STR_FMT STR_FMT,
                                STR_ARG(str_slice(known->value, 0, at)), STR_ARG(rest),
                                STR_ARG(str_tail(known->value, at + 2)));
    target->form = has_scheme(target->dest) ? LINK_URL : LINK_INLINE;
    target->label = raw;
    return true;
}

static struct target target_of(struct inline_scan *in, struct str raw)
{
    struct arena *arena = in->m->doc->arena;
    struct target target;
    if (str_starts(raw, STR("file:")))
        return file_target(in, str_tail(raw, 5));
    if (is_path(raw))
        return file_target(in, raw);
    if (str_starts(raw, STR("id:"))) {
        const struct str id = str_tail(raw, 3);
        return (struct target){
            LINK_WIKI,
            arena_printf(arena, STR_FMT "#" STR_FMT, STR_ARG(id), STR_ARG(id)), id};
    }
    if (str_starts(raw, STR("*")) || str_starts(raw, STR("#")))
        return place_target(in, str_tail(raw, 1));
    if (expand_link(in, raw, &target))
        return target;
    if (has_scheme(raw))
        return (struct target){LINK_URL, raw, raw};
    return place_target(in, raw);
}

/* "[[dest]]" and "[[dest][text]]" */
static size_t take_link(struct inline_scan *in, size_t at)
{
    const size_t end = inline_find_end(in, at + 2, STR("]]"), END_LINK, NULL);
    if (end >= in->text.len || end == at + 2)
        return at + 2;
    const struct str inside = str_slice(in->text, at + 2, end);
    const size_t middle = str_find(inside, STR("]["));
    const struct target target = target_of(in, str_slice(inside, 0, middle));
    const struct str text =
        middle < inside.len ? str_tail(inside, middle + 2) : (struct str){0};
    const bool picture = text.len == 0 && is_picture(target.dest);
    inline_scan_flush(in, at, end + 2);
    struct node *link = markup_link(in->m, in->parent, picture ? NODE_IMAGE : NODE_LINK,
                                    target.form, target.dest, in->line);
    if (text.len > 0)
        inline_scan_inside(in, link, text);
    else
        doc_text(in->m->doc, link, target.label, in->line);
    return end + 2;
}

/* --- Notes --- */

/* Where the bracket at `at` is closed; text.len when it is not. */
static size_t closing_bracket(const struct inline_scan *in, size_t at)
{
    int depth = 0;
    for (; at < in->text.len; at++) {
        depth += in->text.ptr[at] == '[' ? 1 : in->text.ptr[at] == ']' ? -1 : 0;
        if (depth == 0)
            return at;
    }
    return at;
}

/* "[fn:label]", "[fn:label:text]" and "[fn::text]" */
static size_t take_note(struct inline_scan *in, size_t at)
{
    const size_t end = in->missing & 1u << 31 ? in->text.len : closing_bracket(in, at);
    if (end >= in->text.len) {
        in->missing |= 1u << 31;
        return at + 4;
    }
    struct arena *arena = in->m->doc->arena;
    const struct str inside = str_slice(in->text, at + 4, end);
    const size_t colon = str_chr(inside, ':');
    const struct str label = str_slice(inside, 0, colon);
    if (colon == inside.len && labels_find(&org_of(in->m)->notes, label) == NULL)
        return at + 4;
    inline_scan_flush(in, at, end + 1);
    struct node *reference =
        markup_block(in->m, in->parent, NODE_FOOTNOTE_REF, in->line);
    reference->u.footnote.label =
        arena_str(arena, text_clean(arena, label, TEXT_ONE_LINE));
    in->m->doc->has_notes = true;
    if (colon < inside.len) {
        struct node *note = doc_node(in->m->doc, NODE_FOOTNOTE, in->line);
        struct node *block = markup_block(in->m, note, NODE_PARAGRAPH, in->line);
        inline_scan_inside(in, block, str_trim(str_tail(inside, colon + 1)));
        reference->u.footnote.other = note;
    }
    return end + 1;
}

static size_t take_bracket(struct inline_scan *in, size_t at)
{
    const struct str rest = str_tail(in->text, at);
    if (str_starts(rest, STR("[[")))
        return take_link(in, at);
    return str_starts(rest, STR("[fn:")) ? take_note(in, at) : at;
}

/* --- Targets and moments --- */

static struct node *block_of(struct node *node)
{
    while (node_is_inline(node) && node->parent != NULL)
        node = node->parent;
    return node;
}

/* "<<place>>" is not shown, "<<<place>>>" is. */
static size_t take_target(struct inline_scan *in, size_t at)
{
    const bool shown = inline_at(in, at + 2) == '<';
    const size_t from = at + 2 + shown;
    const size_t end = inline_find_end(in, from, STR(">>"), END_TARGET, NULL);
    if (end >= in->text.len || end - from > NAME_MAX_BYTES)
        return from;
    const struct str name = str_slice(in->text, from, end);
    inline_scan_flush(in, at, end + 2 + shown);
    doc_mark(in->m->doc, name, block_of(in->parent));
    if (shown)
        markup_text(in->m, in->parent, name, in->line);
    return end + 2 + shown;
}

/* "<https://...>" and "<2024-01-31 Wed>" without their brackets. */
static size_t take_angle(struct inline_scan *in, size_t at)
{
    if (inline_at(in, at + 1) == '<')
        return take_target(in, at);
    const struct str near = str_slice(in->text, at + 1, at + NAME_MAX_BYTES);
    const size_t end = str_chr(near, '>');
    const struct str inside = str_slice(near, 0, end);
    const bool date = inside.len >= 10 && ascii_is_digit(inside.ptr[0]) &&
                      inside.ptr[4] == '-' && inside.ptr[7] == '-';
    if (end >= near.len || (!date && str_find(inside, STR("://")) == inside.len))
        return at;
    inline_scan_flush(in, at, at + 1);
    inline_scan_flush(in, at + 1 + end, at + 2 + end);
    return at + 2 + end;
}

/* --- Macros and snippets --- */

/* "{{{name(a, b)}}}": "$1" is the first argument. */
static void put_macro(struct inline_scan *in, struct str value, struct str arguments)
{
    struct str given[9] = {{0}};
    size_t count = 0;
    struct str part;
    while (count < 9 && str_cut(&arguments, ',', &part))
        given[count++] = str_trim(part);
    struct buf out = {0};
    for (size_t i = 0; i < value.len; i++) {
        const char next = i + 1 < value.len ? value.ptr[i + 1] : '\0';
        if (value.ptr[i] == '$' && next >= '1' && next <= '9')
            buf_puts(&out, given[value.ptr[++i] - '1']);
        else
            buf_putc(&out, value.ptr[i]);
    }
    struct org *org = org_of(in->m);
    org->macro_bytes += out.len;
    org->macro_depth++;
    org_inlines(in->m, in->parent, buf_keep(&out, in->m->doc->arena), in->line);
    org->macro_depth--;
    buf_release(&out);
}

static size_t take_brace(struct inline_scan *in, size_t at)
{
    struct org *org = org_of(in->m);
    if (!str_starts(str_tail(in->text, at), STR("{{{")))
        return at;
    const size_t end = inline_find_end(in, at + 3, STR("}}}"), END_MACRO, NULL);
    if (end >= in->text.len)
        return at + 3;
    const struct str inside = str_slice(in->text, at + 3, end);
    const size_t open = str_chr(inside, '(');
    const struct str name = str_slice(inside, 0, open);
    struct str arguments = str_tail(inside, open + 1);
    if (str_ends(arguments, STR(")")))
        arguments.len--;
    const struct label *macro = labels_find(&org->macros, name);
    inline_scan_flush(in, at, end + 3);
    if (macro != NULL && org->macro_depth < 2 && org->macro_bytes < MACRO_MAX_BYTES)
        put_macro(in, macro->value, arguments);
    else
        markup_text(in->m, in->parent, arguments, in->line);
    return end + 3;
}

/* "@@html:<b>@@" is for one output only. */
static size_t take_snippet(struct inline_scan *in, size_t at)
{
    if (inline_at(in, at + 1) != '@')
        return at;
    const size_t end = inline_find_end(in, at + 2, STR("@@"), END_SNIPPET, NULL);
    if (end >= in->text.len)
        return at + 2;
    inline_scan_flush(in, at, end + 2);
    return end + 2;
}

/* "\\" at the end of a line breaks it. */
static size_t take_backslash(struct inline_scan *in, size_t at)
{
    if (inline_at(in, at + 1) != '\\' || inline_at(in, at + 2) != '\n' ||
        at + 2 >= in->text.len)
        return at;
    inline_scan_flush(in, at, at + 3);
    markup_block(in->m, in->parent, NODE_LINE_BREAK, in->line);
    return at + 3;
}

static const inline_take takes[256] = {
    ['*'] = take_marked,  ['/'] = take_marked,     ['_'] = take_marked,
    ['='] = take_marked,  ['~'] = take_marked,     ['+'] = take_marked,
    ['['] = take_bracket, ['<'] = take_angle,      ['{'] = take_brace,
    ['@'] = take_snippet, ['\\'] = take_backslash,
};

void org_inlines(struct markup *m, struct node *parent, struct str text, uint32_t line)
{
    struct inline_scan in = {
        .m = m, .text = text, .parent = parent, .line = line, .takes = takes};
    inline_scan_run(&in);
}
