/*
 * HTML blocks (see the header).
 */
#include "read/html/html_block.h"

#include <string.h>

#include "base/ascii.h"
#include "read/convert/convert_inline.h"
#include "read/convert/inline_text.h"
#include "read/convert/open_blocks.h"
#include "read/html/component.h"
#include "read/html/html.h"
#include "read/html/html_inline.h"
#include "read/templates/template_use.h"

/* The reading of one block. */
struct block_reader {
    struct convert *c;
    cmark_node *node;    /* the HTML block; owns the inline elements */
    cmark_node *owner;   /* its parent; owns the block elements */
    struct node *holder; /* takes the inlines; NULL between paragraphs */
    struct node *place;  /* in the holder, or in an element open in it */
    uint32_t line;
    struct html_reader html;
    bool no_silent; /* no <script> or the like that begins from here on has an end */
};

/* --- Inlines --- */

static void end_inlines(struct block_reader *r)
{
    if (r->holder == NULL)
        return;
    inline_end(r->c, r->holder);
    struct node *last = r->holder->last;
    if (last != NULL && last->kind == NODE_TEXT && str_ends(last->u.text, STR(" ")))
        last->u.text.len--;
    if (r->holder->first == NULL && r->holder->kind == NODE_PARAGRAPH)
        node_unlink(r->holder);
    r->holder = r->place = NULL;
}

static struct node *add(struct block_reader *r, struct node *parent,
                        enum node_kind kind)
{
    return convert_add_block(r->c, parent, kind, r->line);
}

/* The node that takes inlines here: the open cell, summary, term or heading, or a new
 * paragraph. */
static void need_holder(struct block_reader *r)
{
    if (r->holder != NULL)
        return;
    struct node *place = convert_place(r->owner);
    r->holder = node_holds_inlines(place)
                    ? place
                    : add(r, block_place(r->c, r->owner), NODE_PARAGRAPH);
    r->place = r->holder;
}

/* Runs of white space are one space, and none at the start of a paragraph. */
static void collapse(struct buf *out, struct str text, bool at_start)
{
    bool space = at_start;
    buf_clear(out);
    for (size_t i = 0; i < text.len; i++) {
        if (!ascii_is_space(text.ptr[i]))
            buf_putc(out, text.ptr[i]);
        else if (!space)
            buf_putc(out, ' ');
        space = ascii_is_space(text.ptr[i]);
    }
}

static void put_text(struct block_reader *r, struct str text)
{
    if (r->holder == NULL && str_trim(text).len == 0)
        return;
    text = template_strip(r->c->doc->arena, text);
    if (r->holder == NULL && str_trim(text).len == 0)
        return;
    need_holder(r);
    struct buf *collapsed = &r->c->scratch, *decoded = &r->c->dest;
    collapse(collapsed, text, r->holder->first == NULL && r->c->text.len == 0);
    buf_clear(decoded);
    html_decode(decoded, buf_str(collapsed));
    inline_text(r->c, r->place, buf_str(decoded), r->line);
}

static void put_inline_tag(struct block_reader *r, const struct html_part *tag)
{
    if (tag->element == HTML_UNKNOWN && html_is_word(r->c, tag)) {
        put_text(r, tag->text);
        return;
    }
    if (tag->element == HTML_UNKNOWN && r->holder != NULL &&
        r->holder->kind == NODE_PARAGRAPH)
        end_inlines(r);
    if (tag->element == HTML_OTHER || tag->element == HTML_UNKNOWN ||
        (r->holder == NULL && tag->closing))
        return;
    need_holder(r);
    inline_flush(r->c);
    r->place = html_inline_tag(r->c, r->node, r->place, tag, r->line);
}

/* --- Blocks --- */

static void open(struct block_reader *r, struct node *parent, enum node_kind kind,
                 enum html_element element)
{
    struct node *node = add(r, parent, kind);
    block_open(r->c, r->owner, node, (uint8_t)element);
}

/* Closes an element of that kind if it is the nearest of it and its container. */
static void close_within(struct block_reader *r, enum html_element element,
                         enum html_element container)
{
    for (int i = r->c->block_count - 1; i >= 0 && r->c->blocks[i].owner == r->owner;
         i--) {
        if (r->c->blocks[i].element == container)
            return;
        if (r->c->blocks[i].element == element) {
            block_close(r->c, r->owner, (uint8_t)element);
            return;
        }
    }
}

static void open_heading(struct block_reader *r, const struct html_part *tag)
{
    struct node *heading = add(r, block_place(r->c, r->owner), NODE_HEADING);
    const int level = tag->name.ptr[1] - '0' + r->c->input->level_shift;
    heading->u.heading.level = (uint8_t)(level > 6 ? 6 : level);
    block_open(r->c, r->owner, heading, HTML_HEADING);
}

static void open_details(struct block_reader *r, const struct html_part *tag)
{
    struct node *details = add(r, block_place(r->c, r->owner), NODE_DETAILS);
    details->u.details.open = html_attribute(tag, STR("open"), &r->c->dest);
    block_open(r->c, r->owner, details, HTML_DETAILS);
}

static void open_list(struct block_reader *r, enum html_element element)
{
    struct node *list = add(r, block_place(r->c, r->owner), NODE_LIST);
    list->u.list.tight = true;
    list->u.list.ordered = element == HTML_OL;
    list->u.list.start = list->u.list.ordered ? 1 : 0;
    list->u.list.delimiter = list->u.list.ordered ? '.' : '\0';
    block_open(r->c, r->owner, list, HTML_UL);
}

static void open_item(struct block_reader *r)
{
    close_within(r, HTML_LI, HTML_UL);
    if (convert_place(r->owner)->kind != NODE_LIST)
        open_list(r, HTML_UL);
    struct node *list = convert_place(r->owner);
    if (list->kind == NODE_LIST)
        open(r, list, NODE_ITEM, HTML_LI);
}

static void open_caption(struct block_reader *r)
{
    struct node *table = convert_place(r->owner);
    if (table->kind != NODE_TABLE)
        return;
    struct node *caption = doc_node(r->c->doc, NODE_PARAGRAPH, r->line);
    caption->flags |= table->flags;
    node_insert_before(table, caption);
    block_open(r->c, r->owner, caption, HTML_CAPTION);
}

static void open_row(struct block_reader *r)
{
    close_within(r, HTML_CAPTION, HTML_TABLE);
    close_within(r, HTML_ROW, HTML_TABLE);
    struct node *table = convert_place(r->owner);
    if (table->kind == NODE_TABLE)
        open(r, table, NODE_ROW, HTML_ROW);
}

static bool is_row_full(const struct node *row)
{
    size_t cells = 0;
    for (const struct node *cell = row->first; cell != NULL; cell = cell->next)
        cells++;
    return cells >= DOC_COLUMNS_MAX;
}

static void open_cell(struct block_reader *r, const struct html_part *tag)
{
    close_within(r, HTML_CAPTION, HTML_TABLE);
    close_within(r, HTML_CELL, HTML_TABLE);
    if (convert_place(r->owner)->kind == NODE_TABLE)
        open_row(r);
    struct node *row = convert_place(r->owner);
    if (row->kind != NODE_ROW || is_row_full(row))
        return;
    const bool header = (tag->name.ptr[1] | 0x20) == 'h';
    if (header && row->prev == NULL)
        row->parent->u.table.header = true;
    open(r, row, NODE_CELL, HTML_CELL);
}

static void open_term(struct block_reader *r, enum node_kind kind,
                      enum html_element element)
{
    close_within(r, HTML_TERM, HTML_DL);
    close_within(r, HTML_DEFINITION, HTML_DL);
    struct node *terms = convert_place(r->owner);
    if (terms->kind == NODE_TERMS)
        open(r, terms, kind, element);
}

/* <pre>: as it is, to its end. */
static void put_code(struct block_reader *r)
{
    struct buf *raw = &r->c->scratch;
    buf_clear(raw);
    struct html_part part;
    while (html_next(&r->html, &part) &&
           !(part.kind == HTML_PART_TAG && part.element == HTML_PRE)) {
        if (part.kind == HTML_PART_TEXT)
            buf_puts(raw, part.text);
        else if (part.element == HTML_BR)
            buf_putc(raw, '\n');
    }
    struct str text = buf_str(raw);
    if (str_starts(text, STR("\n")))
        text = str_tail(text, 1);
    buf_clear(&r->c->dest);
    html_decode(&r->c->dest, text);
    if (!str_ends(buf_str(&r->c->dest), STR("\n")))
        buf_putc(&r->c->dest, '\n');
    struct node *code = add(r, block_place(r->c, r->owner), NODE_CODE_BLOCK);
    code->u.code.text = convert_clean(r->c, buf_str(&r->c->dest), TEXT_MANY_LINES);
}

/* <script> and the like: gone with what they hold. Without its end the tag is a word.
 * Such an end is looked for in vain only once. */
static bool skip_silent(struct block_reader *r, struct str name)
{
    struct html_reader html = r->html;
    struct html_part part;
    while (!r->no_silent && html_next(&html, &part)) {
        if (part.kind == HTML_PART_TAG && part.closing &&
            str_eq_nocase(part.name, name)) {
            r->html = html;
            return true;
        }
    }
    r->no_silent = true;
    return false;
}

static void open_element(struct block_reader *r, const struct html_part *tag)
{
    /* clang-format off */
    switch ((int)tag->element) {
    case HTML_CAPTION:    open_caption(r); break;
    case HTML_CELL:       open_cell(r, tag); break;
    case HTML_DEFINITION: open_term(r, NODE_DEFINITION, HTML_DEFINITION); break;
    case HTML_DETAILS:    open_details(r, tag); break;
    case HTML_DL:         open(r, block_place(r->c, r->owner), NODE_TERMS, HTML_DL); break;
    case HTML_HEADING:    open_heading(r, tag); break;
    case HTML_HR:         add(r, block_place(r->c, r->owner), NODE_RULE); break;
    case HTML_LI:         open_item(r); break;
    case HTML_OL:
    case HTML_UL:         open_list(r, tag->element); break;
    case HTML_PRE:        put_code(r); break;
    case HTML_QUOTE:      open(r, block_place(r->c, r->owner), NODE_QUOTE, HTML_QUOTE); break;
    case HTML_ROW:        open_row(r); break;
    case HTML_SUMMARY:
        if (convert_place(r->owner)->kind == NODE_DETAILS)
            open(r, convert_place(r->owner), NODE_SUMMARY, HTML_SUMMARY);
        break;
    case HTML_TABLE:      open(r, block_place(r->c, r->owner), NODE_TABLE, HTML_TABLE); break;
    case HTML_TERM:       open_term(r, NODE_TERM, HTML_TERM); break;
    default: break;
    }
    /* clang-format on */
}

static void close_element(struct block_reader *r, enum html_element element)
{
    if (element == HTML_DETAILS && r->c->inline_details > 0)
        r->c->inline_details--;
    else if (!block_close(r->c, r->owner,
                          element == HTML_OL ? HTML_UL : (uint8_t)element) &&
             element == HTML_DETAILS)
        block_close_later(r->c, r->owner, HTML_DETAILS);
}

/* --- Parts --- */

static bool is_inline_element(enum html_element element)
{
    switch ((int)element) {
    case HTML_A:
    case HTML_B:
    case HTML_BR:
    case HTML_CODE:
    case HTML_EM:
    case HTML_IMG:
    case HTML_KBD:
    case HTML_RUBY:
    case HTML_OTHER:
    case HTML_STRIKE:
    case HTML_SUB:
    case HTML_SUP:
    case HTML_UNKNOWN:
        return true;
    default:
        return false;
    }
}

/* Elements that belong to what a cell, term, summary or heading is part of; all others
 * are only a break in it. */
static bool ends_inlines(const struct html_part *tag)
{
    switch ((int)tag->element) {
    case HTML_CAPTION:
    case HTML_CELL:
    case HTML_DEFINITION:
    case HTML_DETAILS:
    case HTML_DL:
    case HTML_ROW:
    case HTML_SUMMARY:
    case HTML_TABLE:
    case HTML_TERM:
        return true;
    case HTML_HEADING:
        return tag->closing;
    default:
        return false;
    }
}

static void mark_id(struct block_reader *r, const struct html_part *tag)
{
    if (!tag->closing && tag->first_count > 0 &&
        html_attribute(tag, STR("id"), &r->c->dest))
        doc_mark(r->c->doc, buf_str(&r->c->dest), convert_place(r->owner));
}

/* "<Card title="x">": False for what means nothing, or is in a cell or the like. */
static bool put_component(struct block_reader *r, const struct html_part *tag)
{
    const struct template_use use = component_use(r->c, tag);
    const bool boxes = component_is_box(&use);
    if ((!boxes &&
         (tag->closing || use.title.len + use.target.len + use.text.len == 0)) ||
        node_holds_inlines(convert_place(r->owner)))
        return false;
    if (!boxes) {
        need_holder(r);
        inline_flush(r->c);
        component_inline(r->c, r->place, &use, r->line);
        return true;
    }
    end_inlines(r);
    if (tag->closing)
        return block_close(r->c, r->owner, BLOCK_DIV) ||
               block_close_later(r->c, r->owner, BLOCK_DIV);
    struct node *place = block_place(r->c, r->owner);
    if (!component_is_empty(tag))
        block_open(r->c, r->owner, component_box(r->c, place, tag, &use, r->line),
                   BLOCK_DIV);
    else
        component_inline(r->c, add(r, place, NODE_PARAGRAPH), &use, r->line);
    return true;
}

static void put_tag(struct block_reader *r, const struct html_part *tag)
{
    const struct node *place = convert_place(r->owner);
    if (tag->element == HTML_SILENT) {
        if (!tag->closing && !skip_silent(r, tag->name))
            put_text(r, tag->text);
        return;
    }
    if (tag->element == HTML_UNKNOWN && put_component(r, tag))
        return;
    if (is_inline_element(tag->element) ||
        (node_holds_inlines(place) && !ends_inlines(tag))) {
        put_inline_tag(r, tag);
        return;
    }
    end_inlines(r);
    if (tag->closing)
        close_element(r, tag->element);
    else
        open_element(r, tag);
    mark_id(r, tag);
}

void html_block(struct convert *c, cmark_node *node, struct str html)
{
    struct block_reader r = {.c = c,
                             .node = node,
                             .owner = cmark_node_parent(node),
                             .line = convert_line(c, node),
                             .html.rest = html};
    c->in_html = true;
    for (struct html_part part; html_next(&r.html, &part);) {
        if (part.kind == HTML_PART_TEXT)
            put_text(&r, part.text);
        else if (part.kind == HTML_PART_TAG)
            put_tag(&r, &part);
    }
    end_inlines(&r);
    c->in_html = false;
}

/* Where the text of a line begins after the marks of `quotes` quotes. */
static size_t behind_quotes(struct str line, uint32_t quotes)
{
    size_t at = 0;
    for (; at < line.len && quotes > 0; at++) {
        if (line.ptr[at] == '>')
            quotes--;
        else if (!ascii_is_blank(line.ptr[at]))
            break;
    }
    return at;
}

/* The lines of a block, the marks of quotes off all but the first. */
static struct str without_quotes(struct convert *c, struct str text, uint32_t quotes)
{
    buf_clear(&c->html);
    bool first = true;
    for (struct str line; str_cut_line(&text, &line); first = false) {
        if (!first)
            buf_putc(&c->html, '\n');
        buf_puts(&c->html, str_tail(line, first ? 0 : behind_quotes(line, quotes)));
    }
    return buf_str(&c->html);
}

/* The characters that tokens are made of must not come from HTML. */
static void spoil_tokens(struct buf *text)
{
    for (size_t at = 0; (at = token_find(buf_str(text), at)) < text->len;) {
        at += TOKEN_LEAD_BYTES;
        if (at < text->len && ((unsigned char)text->data[at] & 0xF0) == 0x90)
            memcpy(text->data + at - 1, "\xBF\xBD", 2); /* U+FFFD */
    }
}

void html_block_token(struct convert *c, cmark_node *node, const struct token *token)
{
    if (token->open)
        return; /* a line that the first one has shown already */
    without_quotes(c, token->name, token->count);
    spoil_tokens(&c->html);
    html_block(c, node, buf_str(&c->html));
}
