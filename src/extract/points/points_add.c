/*
 * Adding a point, with its label.
 */
#include "base/mem.h"
#include "extract/inlines.h"
#include "extract/points/points.h"

void points_add(struct point_scan *scan, struct node *node, enum point_source source,
                int weight, struct str label, struct str text)
{
    if (label.len == 0 && text.len == 0)
        return;
    scan->points =
        mem_grow(scan->points, scan->count, &scan->cap, sizeof *scan->points);
    scan->points[scan->count++] = (struct point){.label = label,
                                                 .text = text,
                                                 .source = source,
                                                 .weight = weight,
                                                 .node = node,
                                                 .section = scan->section->heading};
    node->flags |= NODE_POINT;
}

/* The text of the blocks after the first of an item, in one line. */
static struct str with_rest(struct point_scan *scan, struct str text,
                            struct node *after)
{
    if (after == NULL)
        return text;
    buf_puts(&scan->work, text);
    if (text.len > 0)
        buf_putc(&scan->work, ' ');
    inlines_text_of(after, NULL, SIZE_MAX, &scan->work);
    struct str all = arena_str(scan->arena, str_trim(buf_str(&scan->work)));
    buf_clear(&scan->work);
    return all;
}

void points_add_block(struct point_scan *scan, struct node *block,
                      enum point_source source, int weight)
{
    struct node *holder = block->kind == NODE_ITEM ? block->first : block;
    struct node *after = block->kind == NODE_ITEM && holder ? holder->next : NULL;
    struct label label = {0};
    if (holder == NULL)
        return;
    if (holder->kind != NODE_PARAGRAPH ||
        !label_read(scan->arena, holder, &scan->work, &label) ||
        (label.look == LABEL_PLAIN_DASH && source == POINT_LABEL)) {
        label = (struct label){0};
        inlines_text(holder, SIZE_MAX, &scan->work);
        label.text = arena_str(scan->arena, str_trim(buf_str(&scan->work)));
        buf_clear(&scan->work);
    }
    points_add(scan, block, source, weight, label.label,
               with_rest(scan, label.text, after));
}

bool points_add_items(struct point_scan *scan, struct node *list,
                      enum point_source source, int weight)
{
    size_t before = scan->count;
    for (struct node *item = list->first; item != NULL; item = item->next) {
        if (!inlines_only_links(item))
            points_add_block(scan, item, source, weight);
    }
    return scan->count > before;
}
