/*
 * Key points that a line announces which is no heading: lists below "**Key
 * takeaways**", quotations that open with "TL;DR", fold-outs called "Highlights".
 */
#include "extract/heading_line.h"
#include "extract/points/points.h"

static enum head_role led_by(struct point_scan *scan, struct node *line)
{
    return heading_line_role(scan->sections, scan->arena, line, &scan->work);
}

static bool add_block(struct point_scan *scan, struct node *block,
                      enum point_source list_source, int weight)
{
    if (block->kind == NODE_TABLE)
        points_add_rows(scan, block, POINT_TABLE, weight);
    return block->kind == NODE_TABLE ||
           (block->kind == NODE_LIST &&
            points_add_items(scan, block, list_source, weight));
}

bool points_led(struct point_scan *scan, struct node *block, int weight)
{
    if (block->kind != NODE_LIST && block->kind != NODE_TABLE)
        return false;
    enum head_role role = led_by(scan, block->prev);
    return (role == HEAD_POINTS || role == HEAD_SUMMARY) &&
           add_block(scan, block, POINT_LIST, weight);
}

/* "TL;DR: all of it in a sentence." */
static void add_labelled(struct point_scan *scan, struct node *paragraph, int weight)
{
    struct label label;
    if (paragraph->kind == NODE_PARAGRAPH &&
        label_read(scan->arena, paragraph, &scan->work, &label) && label.text.len > 0 &&
        head_role(scan->sections->heads, scan->arena, label.label) == HEAD_POINTS)
        points_add(scan, paragraph, POINT_CALLOUT, weight, (struct str){0}, label.text);
}

/* Quotations are looked at no further, whatever they hold. */
bool points_boxed(struct point_scan *scan, struct node *block, int weight)
{
    size_t before = scan->count;
    if ((block->kind != NODE_QUOTE && block->kind != NODE_DETAILS) ||
        block->first == NULL)
        return false;
    if (led_by(scan, block->first) == HEAD_POINTS) {
        for (struct node *at = block->first->next; at != NULL; at = at->next)
            add_block(scan, at, POINT_CALLOUT, weight);
    } else if (block->kind == NODE_QUOTE) {
        add_labelled(scan, block->first, weight);
    }
    return block->kind == NODE_QUOTE || scan->count > before;
}
