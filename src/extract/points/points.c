/*
 * The walk that finds key points, and the table of what it looks for.
 *
 * Each block of the document is shown to the recognisers in the order of the table; the
 * first that takes it has it whole. The weight says how sure it is that a writer meant
 * the statement to be read alone: most where the article says so in as many words,
 * least where only the looks of a line do. Code, footnotes and glossaries are never
 * looked at, of quotations only those that are used as boxes: what is in them is not
 * the article's own statement.
 */
#include "extract/points/points.h"

#include <stdlib.h>
#include <string.h>

#include "extract/inlines.h"

struct point_recogniser {
    recogniser_take *take;
    int weight;
    const char *reason;
};

/* clang-format off */
static const struct point_recogniser recognisers[] = {
    {points_given,       100, "listed under key_points: in the YAML"},
    {points_table,        90, "a row of a table that is headed as key points"},
    {points_list,         80, "an item of a list that is headed as key points"},
    {points_prose,        75, "a short paragraph under such a heading without a list"},
    {points_callout,      70, "a summary, tl;dr, abstract or important callout"},
    {points_led,          70, "a list or table below a bold line like Key takeaways"},
    {points_boxed,        65, "a quotation or fold-out that opens with such words"},
    {points_label_list,   50, "an item that opens with a label"},
    {points_label_prose,  40, "a paragraph that opens with a label"},
};
/* clang-format on */

static bool is_closed(const struct node *node)
{
    return node->kind == NODE_CODE_BLOCK || node->kind == NODE_FOOTNOTE ||
           node->kind == NODE_TERMS || node->kind == NODE_RULE ||
           (node->flags & NODE_HIDDEN);
}

static bool is_taken(struct point_scan *scan, struct node *block)
{
    for (size_t i = 0; i < sizeof recognisers / sizeof *recognisers; i++) {
        if (recognisers[i].take(scan, block, recognisers[i].weight))
            return true;
    }
    return false;
}

/* True when nothing below the block can be a point. */
static bool is_leaf(const struct node *block)
{
    return node_holds_inlines(block) || block->kind == NODE_TABLE;
}

static void look_through(struct point_scan *scan, struct doc *doc)
{
    struct walk walk = walk_begin(doc->root);
    size_t at = 0;
    for (struct node *node; (node = walk_next(&walk)) != NULL;) {
        if (!walk.entering || node->kind == NODE_DOCUMENT)
            continue;
        scan->section = sections_at(scan->sections, &at, node->id);
        if (is_closed(node) || is_taken(scan, node) || is_leaf(node))
            walk_skip(&walk);
    }
}

/* After it come questions, sources and the like, or nothing. */
static const struct section *last_ordinary(const struct sections *sections)
{
    size_t i = sections->count;
    while (i > 1 && sections->items[i - 1].role != HEAD_OTHER)
        i--;
    return &sections->items[i - 1];
}

void points_find(struct arena *arena, struct doc *doc, const struct sections *sections,
                 struct extract *out)
{
    struct point_scan scan = {
        .arena = arena, .sections = sections, .last = last_ordinary(sections)};
    look_through(&scan, doc);
    out->point_count = scan.count;
    out->points = ARENA_ARRAY(arena, scan.count, struct point);
    if (scan.count > 0)
        memcpy(out->points, scan.points, scan.count * sizeof *scan.points);
    free(scan.points);
    buf_release(&scan.work);
}
