/*
 * Inlines (see the header).
 */
#include "read/convert/convert_inline.h"

#include <string.h>

#include "read/convert/block_end.h"
#include "read/convert/inline_marks.h"
#include "read/convert/inline_text.h"
#include "read/convert/open_blocks.h"
#include "read/html/component.h"
#include "read/html/html_inline.h"

/* --- Nodes --- */

static bool is_box(const struct node *node)
{
    return node->kind == NODE_KEY || node->kind == NODE_IMAGE;
}

static struct node *add_leaf(struct convert *c, struct node *parent,
                             enum node_kind kind, uint32_t line)
{
    struct node *leaf = doc_node(c->doc, kind, line);
    node_append(parent, leaf);
    return leaf;
}

/* --- Words apart --- */

static bool ends_in_word(struct str s)
{
    size_t at = s.len;
    while (at > 0 && ((unsigned char)s.ptr[--at] & 0xC0) == 0x80)
        ;
    return s.len > 0 && text_is_word(text_next(s, &at));
}

static bool starts_with_word(struct str s)
{
    size_t at = 0;
    return s.len > 0 && text_is_word(text_next(s, &at));
}

/* A blank before the text, outside of what begins with it. */
static void insert_blank(struct convert *c, struct node *text)
{
    struct node *place = text, *blank = doc_node(c->doc, NODE_TEXT, text->line);
    while (place->prev == NULL && node_is_inline(place->parent))
        place = place->parent;
    blank->u.text = STR(" ");
    node_insert_before(place, blank);
}

/* Keys and pictures are looked at one by one, so that their words are none with those
 * beside them: "Ctrl C" for <kbd>Ctrl</kbd><kbd>C</kbd>. */
static void part_boxes(struct convert *c, struct node *block)
{
    struct walk walk = walk_begin(block);
    bool after_word = false, apart = false;
    for (struct node *node; (node = walk_next(&walk)) != NULL;) {
        const bool is_text = node->kind == NODE_TEXT || node->kind == NODE_CODE;
        apart = apart || is_box(node);
        if (!is_text && !node_is_leaf(node))
            continue;
        const struct str text = is_text ? node->u.text : (struct str){0};
        if (apart && after_word && starts_with_word(text))
            insert_blank(c, node);
        after_word = ends_in_word(text);
        apart = false;
    }
}

void inline_end(struct convert *c, struct node *block)
{
    inline_flush(c);
    html_inline_close(c, NULL);
    if (c->has_boxes)
        part_boxes(c, block);
    c->has_boxes = false;
    while (block->last != NULL && block->last->kind == NODE_LINE_BREAK)
        node_unlink(block->last);
    inline_marks_clear(c);
    c->note = NULL;
    c->depth = c->link_depth = 0;
}

/* --- HTML --- */

/* Ends a paragraph at the end tag of the <details> that it is in; what follows begins
 * another one after it. */
static void split_paragraph(struct convert *c, cmark_node *paragraph)
{
    cmark_node *owner = cmark_node_parent(paragraph);
    struct node *before = convert_block_of(convert_place(paragraph));
    inline_end(c, before);
    block_end_paragraph(c, before);
    block_close(c, owner, HTML_DETAILS);
    struct node *place = block_place(c, owner);
    cmark_node_set_user_data(paragraph, convert_add_block(c, place, NODE_PARAGRAPH,
                                                          convert_line(c, paragraph)));
}

/* <details> among inlines is text, but its end tag may close one that is not. False
 * when it is no more than a break in the line. */
static bool take_details(struct convert *c, cmark_node *owner,
                         const struct html_part *tag)
{
    if (!tag->closing) {
        c->inline_details++;
        return false;
    }
    if (c->inline_details > 0) {
        c->inline_details--;
        return false;
    }
    if (convert_block_of(convert_place(owner))->parent == NULL)
        return false; /* a fragment: a cell of a table */
    if (cmark_node_get_type(owner) == CMARK_NODE_PARAGRAPH &&
        block_is_open(c, cmark_node_parent(owner), HTML_DETAILS)) {
        split_paragraph(c, owner);
        return true;
    }
    return block_close_later(c, owner, HTML_DETAILS);
}

/* False for a component that means nothing. */
static bool take_component(struct convert *c, struct node *place,
                           const struct html_part *tag, cmark_node *node)
{
    const struct template_use use = component_use(c, tag);
    if (component_is_box(&use)) {
        component_count(c, tag);
        return true;
    }
    if (tag->closing || use.title.len + use.target.len + use.text.len == 0)
        return false;
    inline_flush(c);
    component_inline(c, place, &use, convert_line(c, node));
    return true;
}

static void enter_html(struct convert *c, cmark_node *node)
{
    const struct str literal = str_from(cmark_node_get_literal(node));
    const struct str html = tokens_restore(c->tokens, literal, &c->html);
    cmark_node *owner = cmark_node_parent(node);
    struct node *place = convert_place(owner);
    struct html_reader reader = {.rest = html};
    struct html_part part;
    if (!html_next(&reader, &part) || part.kind == HTML_PART_COMMENT)
        return;
    if (part.kind == HTML_PART_TEXT) {
        inline_text(c, place, html, convert_line(c, node));
        return;
    }
    if (part.element == HTML_UNKNOWN && html_is_word(c, &part)) {
        inline_text(c, place, html, convert_line(c, node));
        return;
    }
    if (part.element == HTML_UNKNOWN && take_component(c, place, &part, node))
        return;
    if (part.element == HTML_OTHER || part.element == HTML_UNKNOWN) {
        html_inline_mark(c, place, &part);
        return;
    }
    inline_flush(c);
    if (part.element == HTML_DETAILS && take_details(c, owner, &part))
        return;
    place = html_inline_tag(c, owner, place, &part, convert_line(c, node));
    cmark_node_set_user_data(owner, place);
}

/* --- Nodes of cmark --- */

/* True for a link whose label is its destination: <https://x.org>, <me@x.org>. */
static bool is_bare(cmark_node *node, const char *url)
{
    cmark_node *label = cmark_node_first_child(node);
    if (label == NULL || cmark_node_next(label) != NULL ||
        cmark_node_get_type(label) != CMARK_NODE_TEXT)
        return false;
    const char *text = cmark_node_get_literal(label);
    return strcmp(text, url) == 0 ||
           (strncmp(url, "mailto:", 7) == 0 && strcmp(text, url + 7) == 0);
}

static void enter_link(struct convert *c, cmark_node *node, enum node_kind kind)
{
    const char *url = cmark_node_get_url(node);
    const enum link_form form =
        kind == NODE_LINK && is_bare(node, url) ? LINK_URL : LINK_INLINE;
    struct node *place = convert_place(cmark_node_parent(node));
    const struct str dest = tokens_destination(c->tokens, str_from(url), &c->scratch);
    c->link_depth++;
    if (dest.len == 0 && *url != '\0' && kind == NODE_LINK) {
        cmark_node_set_user_data(node, place); /* a template said where it leads */
        return;
    }
    struct node *link = convert_link(c, place, kind, form, dest, convert_line(c, node));
    const char *title = cmark_node_get_title(node);
    if (title != NULL && *title != '\0')
        link->u.link.title = convert_clean(c, convert_literal(c, title), TEXT_ONE_LINE);
    cmark_node_set_user_data(node, link);
}

static void enter_container(struct convert *c, cmark_node *node, enum node_kind kind)
{
    struct node *place = convert_place(cmark_node_parent(node));
    if (++c->depth <= INLINE_DEPTH_MAX)
        place = add_leaf(c, place, kind, convert_line(c, node));
    cmark_node_set_user_data(node, place);
}

static void add_code(struct convert *c, cmark_node *node)
{
    struct node *code = add_leaf(c, convert_place(cmark_node_parent(node)), NODE_CODE,
                                 convert_line(c, node));
    code->u.text = convert_clean(c, convert_literal(c, cmark_node_get_literal(node)),
                                 TEXT_ONE_LINE);
}

/* The line end after a <br> is part of it. */
static void add_soft_break(struct convert *c, struct node *place)
{
    if (place->last == NULL || place->last->kind != NODE_LINE_BREAK)
        add_leaf(c, place, NODE_SOFT_BREAK, 0);
}

void inline_enter(struct convert *c, cmark_node *node)
{
    struct node *place = convert_place(cmark_node_parent(node));
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT) {
        inline_text(c, place, str_from(cmark_node_get_literal(node)),
                    convert_line(c, node));
        return;
    }
    if (type == CMARK_NODE_HTML_INLINE) {
        enter_html(c, node);
        return;
    }
    inline_flush(c);
    /* clang-format off */
    switch ((int)type) {
    case CMARK_NODE_SOFTBREAK: add_soft_break(c, place); break;
    case CMARK_NODE_LINEBREAK: add_leaf(c, place, NODE_LINE_BREAK, 0); break;
    case CMARK_NODE_CODE:      add_code(c, node); break;
    case CMARK_NODE_EMPH:      enter_container(c, node, NODE_EMPHASIS); break;
    case CMARK_NODE_STRONG:    enter_container(c, node, NODE_STRONG); break;
    case CMARK_NODE_LINK:      enter_link(c, node, NODE_LINK); break;
    case CMARK_NODE_IMAGE:     enter_link(c, node, NODE_IMAGE); break;
    default: break;
    }
    /* clang-format on */
}

void inline_leave(struct convert *c, cmark_node *node)
{
    inline_flush(c);
    html_inline_close(c, node);
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        c->link_depth--;
        break;
    default:
        c->depth--;
        break;
    }
}
