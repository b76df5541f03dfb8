/*
 * The conversion of blocks (see the header).
 */
#include "read/convert/convert.h"

#include <string.h>

#include "base/ascii.h"
#include "read/budget.h"
#include "read/convert/block_end.h"
#include "read/convert/convert_block.h"
#include "read/convert/convert_inline.h"
#include "read/convert/open_blocks.h"
#include "read/convert/token_nodes.h"
#include "read/html/html_block.h"

static struct node *add_block(struct convert *c, cmark_node *node, enum node_kind kind)
{
    cmark_node *owner = cmark_node_parent(node);
    struct node *parent =
        kind == NODE_ITEM ? convert_place(owner) : block_place(c, owner);
    return convert_add_block(c, parent, kind, convert_line(c, node));
}

static uint8_t heading_level(const struct convert *c, cmark_node *node)
{
    const int level = cmark_node_get_heading_level(node) + c->input->level_shift;
    return (uint8_t)(level > 6 ? 6 : level);
}

/* The node that takes the inlines of a paragraph or heading below `owner` because an
 * HTML element is open there that holds nothing else; NULL when there is none. */
static struct node *holder_of(cmark_node *owner)
{
    struct node *place = convert_place(owner);
    switch ((int)place->kind) {
    case NODE_CELL:
    case NODE_SUMMARY:
    case NODE_TERM:
    case NODE_HEADING:
        return place;
    default:
        return NULL;
    }
}

/* True when the inlines of a block go to the HTML element that is open around it. */
static bool enter_holder(struct convert *c, cmark_node *node)
{
    struct node *holder = holder_of(cmark_node_parent(node));
    if (holder == NULL)
        return false;
    if (holder->first != NULL && holder->last->kind != NODE_LINE_BREAK)
        node_append(holder, doc_node(c->doc, NODE_LINE_BREAK, 0));
    cmark_node_set_user_data(node, holder);
    return true;
}

static void enter_heading(struct convert *c, cmark_node *node)
{
    if (enter_holder(c, node))
        return;
    struct node *heading = add_block(c, node, NODE_HEADING);
    heading->u.heading.level = heading_level(c, node);
    cmark_node_set_user_data(node, heading);
}

static void enter_list(struct convert *c, cmark_node *node)
{
    struct node *list = add_block(c, node, NODE_LIST);
    list->u.list.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    list->u.list.tight = cmark_node_get_list_tight(node) != 0;
    if (list->u.list.ordered) {
        list->u.list.start = (uint32_t)cmark_node_get_list_start(node);
        list->u.list.delimiter =
            cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? ')' : '.';
    }
    cmark_node_set_user_data(node, list);
}

static struct str first_word(struct str s)
{
    const struct str trimmed = str_trim(s);
    size_t end = 0;
    while (end < trimmed.len && !ascii_is_blank(trimmed.ptr[end])) {
        end++;
    }
    return str_slice(trimmed, 0, end);
}

static void add_code(struct convert *c, cmark_node *node)
{
    struct node *code = add_block(c, node, NODE_CODE_BLOCK);
    const char *info = cmark_node_get_fence_info(node);
    if (info != NULL && *info != '\0') {
        code->u.code.info =
            convert_clean(c, first_word(convert_literal(c, info)), TEXT_ONE_LINE);
    }
    const struct str text = convert_literal(c, cmark_node_get_literal(node));
    code->u.code.text = convert_clean(c, text, TEXT_MANY_LINES);
}

static void enter_container(struct convert *c, cmark_node *node, enum node_kind kind)
{
    cmark_node_set_user_data(node, add_block(c, node, kind));
}

/* A note or definition, if the pre-pass has made this item. */
static void enter_item(struct convert *c, cmark_node *node)
{
    const struct tokens *t = c->tokens;
    const uint32_t line = convert_line(c, node);
    const uint32_t column = (uint32_t)cmark_node_get_start_column(node);
    enter_container(c, node, NODE_ITEM);
    while (c->made_at < t->made_count && t->items_made[c->made_at].line < line)
        c->made_at++;
    if (c->made_at == t->made_count || t->items_made[c->made_at].line != line ||
        t->items_made[c->made_at].column != column)
        return;
    token_make_item(c, convert_place(node),
                    &t->items[t->items_made[c->made_at++].token]);
}

static bool is_fragment(const struct convert *c, cmark_node *node)
{
    return (uint32_t)cmark_node_get_start_line(node) <= c->lines_before &&
           cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT;
}

/* A fragment's inlines wait outside the tree until its token asks for them. */
static void enter_fragment(struct convert *c, cmark_node *node)
{
    const size_t number =
        c->first_fragment + ((size_t)cmark_node_get_start_line(node) - 1) / 2;
    struct node *holder = doc_node(c->doc, NODE_PARAGRAPH, convert_line(c, node));
    c->fragments[number] = holder;
    cmark_node_set_user_data(node, holder);
}

static void enter_paragraph(struct convert *c, cmark_node *node)
{
    if (is_fragment(c, node)) {
        enter_fragment(c, node);
    } else if (!enter_holder(c, node)) {
        enter_container(c, node, NODE_PARAGRAPH);
    }
}

static void enter_html(struct convert *c, cmark_node *node)
{
    const struct str literal = str_from(cmark_node_get_literal(node));
    const struct token *token = block_token_of(c, literal);
    if (token != NULL)
        block_token(c, node, token);
    else
        html_block(c, node, tokens_restore(c->tokens, literal, &c->html));
}

static void enter(struct convert *c, cmark_node *node)
{
    /* clang-format off */
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:    enter_container(c, node, NODE_QUOTE); break;
    case CMARK_NODE_LIST:           enter_list(c, node); break;
    case CMARK_NODE_ITEM:           enter_item(c, node); break;
    case CMARK_NODE_PARAGRAPH:      enter_paragraph(c, node); break;
    case CMARK_NODE_HEADING:        enter_heading(c, node); break;
    case CMARK_NODE_CODE_BLOCK:     add_code(c, node); break;
    case CMARK_NODE_THEMATIC_BREAK: add_block(c, node, NODE_RULE); break;
    case CMARK_NODE_HTML_BLOCK:     enter_html(c, node); break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:          inline_enter(c, node); break;
    case CMARK_NODE_NONE:
    case CMARK_NODE_DOCUMENT:
    case CMARK_NODE_CUSTOM_BLOCK:
    case CMARK_NODE_CUSTOM_INLINE:  break;
    }
    /* clang-format on */
}

/* What is open in a container closes with it, and its own node is its place again. */
static struct node *leave_container(struct convert *c, cmark_node *node)
{
    block_close_all(c, node);
    return convert_place(node);
}

static void leave_quote(struct convert *c, cmark_node *node)
{
    block_end_quote(c, leave_container(c, node));
}

static void leave_item(struct convert *c, cmark_node *node)
{
    block_end_item(leave_container(c, node));
}

/* The block itself: among inlines an element may have taken its place. */
static struct node *leave_inlines(struct convert *c, cmark_node *node)
{
    struct node *block = convert_block_of(convert_place(node));
    inline_end(c, block);
    return block;
}

static void leave_paragraph(struct convert *c, cmark_node *node)
{
    block_end_paragraph(c, leave_inlines(c, node));
    cmark_node *owner = cmark_node_parent(node);
    for (; c->box_ends > 0; c->box_ends--) {
        if (!block_close(c, owner, BLOCK_DIV))
            block_close_later(c, owner, BLOCK_DIV);
    }
}

static void leave_heading(struct convert *c, cmark_node *node)
{
    block_end_heading(c, leave_inlines(c, node));
}

static void leave(struct convert *c, cmark_node *node)
{
    /* clang-format off */
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:    leave_quote(c, node); break;
    case CMARK_NODE_LIST:           block_end_list(c, convert_place(node)); break;
    case CMARK_NODE_ITEM:           leave_item(c, node); break;
    case CMARK_NODE_PARAGRAPH:      leave_paragraph(c, node); break;
    case CMARK_NODE_HEADING:        leave_heading(c, node); break;
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:          inline_leave(c, node); break;
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_THEMATIC_BREAK:
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_TEXT:
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
    case CMARK_NODE_NONE:
    case CMARK_NODE_DOCUMENT:
    case CMARK_NODE_CUSTOM_BLOCK:
    case CMARK_NODE_CUSTOM_INLINE:  break;
    }
    /* clang-format on */
}

/* Puts the top of a tree in the place of the top of the one before. */
static void begin_tree(struct convert *c, cmark_node *tree)
{
    for (int i = 0; i < c->block_count; i++) {
        if (c->blocks[i].owner == c->tree)
            c->blocks[i].owner = tree;
    }
    c->tree = tree;
    cmark_node_set_user_data(tree, c->place);
}

void convert_tree(struct convert *c, cmark_node *tree, bool is_last)
{
    begin_tree(c, tree);
    cmark_iter *iter = cmark_iter_new(tree);
    for (cmark_event_type event; !budget_is_spent(c->doc) &&
                                 (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER)
            enter(c, node);
        else
            leave(c, node);
    }
    cmark_iter_free(iter);
    if (is_last)
        block_close_all(c, tree);
    c->place = convert_place(tree);
}
