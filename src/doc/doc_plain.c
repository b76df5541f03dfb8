/*
 * Documents as plain text.
 */
#include "doc/doc.h"

#include <string.h>

void node_text(const struct node *node, struct buf *out)
{
    size_t begin = out->len;
    for (const struct node *at = node; at != NULL;) {
        if (at->flags & NODE_HIDDEN) {
            while (at != node && at->next == NULL)
                at = at->parent;
            at = at == node ? NULL : at->next;
            continue;
        }
        if (at->kind == NODE_TEXT || at->kind == NODE_CODE)
            buf_puts(out, at->u.text);
        else if (at->kind == NODE_CODE_BLOCK)
            buf_puts(out, at->u.code.text);
        else if (at->kind == NODE_SOFT_BREAK || at->kind == NODE_LINE_BREAK ||
                 (at != node && node_is_block(at))) {
            if (out->len > begin && out->data[out->len - 1] != ' ')
                buf_putc(out, ' ');
        }
        at = node_following(at, node);
    }
}

struct str node_text_in(const struct node *node, struct arena *arena)
{
    struct buf text = {0};
    node_text(node, &text);
    struct str kept = buf_keep(&text, arena);
    buf_release(&text);
    return kept;
}

/* Ends what is in `out` with exactly `count` line ends, if anything is there. */
static void end_lines(struct buf *out, size_t begin, size_t count)
{
    while (out->len > begin &&
           (out->data[out->len - 1] == '\n' || out->data[out->len - 1] == ' '))
        out->len--;
    if (out->len > begin)
        buf_repeat(out, '\n', count);
}

/* Items of a tight list and rows are on lines of their own, without empty ones. */
static bool is_close(const struct node *block)
{
    const struct node *item = node_within(block, NODE_ITEM);
    if (block->kind == NODE_ROW)
        return block->prev != NULL;
    if (block->kind == NODE_ITEM)
        return block->prev != NULL && block->parent->u.list.tight;
    if (block->kind == NODE_LIST)
        return item != NULL && item->parent->u.list.tight;
    return block->kind == NODE_DEFINITION;
}

static void put_marker(const struct node *item, struct buf *out)
{
    const struct node *list = item->parent;
    if (!list->u.list.ordered) {
        buf_puts(out, STR("- "));
        return;
    }
    node_item_number(item, out);
    buf_putc(out, ' ');
}

static void enter(const struct node *node, struct buf *out, size_t begin)
{
    switch (node->kind) {
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_CODE_BLOCK:
    case NODE_TERM:
    case NODE_SUMMARY:
    case NODE_DEFINITION:
    case NODE_ROW:
    case NODE_ITEM:
        /* The first block of an item is after its marker. */
        if (!(node->prev == NULL && node->parent != NULL &&
              (node->parent->kind == NODE_ITEM ||
               node->parent->kind == NODE_DEFINITION)))
            end_lines(out, begin, is_close(node) ? 1 : 2);
        if (node->kind == NODE_ITEM)
            put_marker(node, out);
        if (node->kind == NODE_CODE_BLOCK)
            buf_puts(out, node->u.code.text);
        break;
    case NODE_CELL:
        if (node->prev != NULL)
            buf_puts(out, STR(" | "));
        break;
    case NODE_TEXT:
    case NODE_CODE:
        buf_puts(out, node->u.text);
        break;
    case NODE_SOFT_BREAK:
        buf_putc(out, ' ');
        break;
    case NODE_LINE_BREAK:
        buf_putc(out, '\n');
        break;
    default:
        break;
    }
}

/* The first node from `id` on that is not below a hidden one. */
static uint32_t first_shown(const struct doc *doc, uint32_t id)
{
    const struct node *hidden = NULL;
    for (const struct node *node = id < doc->node_count ? doc->nodes[id] : NULL;
         node != NULL; node = node->parent) {
        if (node->flags & NODE_HIDDEN)
            hidden = node;
    }
    return hidden != NULL ? node_end(hidden) : id;
}

static bool is_moment(const struct node *node)
{
    return node->kind == NODE_LINK && node->u.link.form == LINK_TIMESTAMP;
}

/* Where something was left out, blanks do not double and a full stop moves up to its
 * word. */
static void close_gap(const struct node *behind, struct buf *out, size_t begin)
{
    char next = '\0';
    if (behind->kind == NODE_SOFT_BREAK)
        next = ' ';
    else if (behind->kind == NODE_TEXT && behind->u.text.len > 0)
        next = behind->u.text.ptr[0];
    if (next != '\0' && strchr(" .,;:!?)", next) != NULL && out->len > begin &&
        out->data[out->len - 1] == ' ')
        out->len--;
}

static void put_range(const struct doc *doc, uint32_t from, uint32_t to, bool moments,
                      struct buf *out)
{
    size_t begin = out->len;
    bool gap = false;
    if (to > doc->node_count)
        to = doc->node_count;
    for (uint32_t id = first_shown(doc, from); id < to; id++) {
        const struct node *node = doc->nodes[id];
        bool is_left_out = !moments && is_moment(node);
        if (gap)
            close_gap(node, out, begin);
        gap = is_left_out;
        if (is_left_out || node->flags & NODE_HIDDEN)
            id = node_end(node) - 1;
        else
            enter(node, out, begin);
    }
    end_lines(out, begin, 1);
}

void doc_plain(const struct doc *doc, uint32_t from, uint32_t to, struct buf *out)
{
    put_range(doc, from, to, true, out);
}

void doc_prose(const struct doc *doc, uint32_t from, uint32_t to, struct buf *out)
{
    put_range(doc, from, to, false, out);
}
