/* What Tab stops at: links, and passages that can be folded. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/reader/reader.h"

/* --- Folds --- */

/* Where `node` is in the set, or would be. */
static size_t fold_place(const struct fold_set *set, uint32_t node)
{
    size_t low = 0, high = set->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (set->items[middle] < node)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_toggled(const struct fold_set *set, uint32_t node)
{
    size_t place = fold_place(set, node);
    return place < set->count && set->items[place] == node;
}

static bool folded_at_first(const struct node *node)
{
    if (node->kind == NODE_DETAILS)
        return !node->u.details.open;
    return node->kind == NODE_CALLOUT && node->u.callout.fold && !node->u.callout.open;
}

bool reader_is_folded(const struct reader *reader, const struct node *node)
{
    return folded_at_first(node) != is_toggled(&reader->folds, node->id);
}

void reader_toggle_fold(struct reader *reader, uint32_t node)
{
    struct fold_set *set = &reader->folds;
    size_t place = fold_place(set, node);
    bool there = is_toggled(set, node);
    if (!there)
        set->items = mem_grow(set->items, set->count, &set->cap, sizeof *set->items);
    uint32_t *at = set->items + place;
    size_t behind = set->count - place;
    if (there)
        memmove(at, at + 1, (behind - 1) * sizeof *at);
    else
        memmove(at + 1, at, behind * sizeof *at);
    if (!there)
        *at = node;
    set->count += there ? (size_t)-1 : 1;
}

/* Whether there is something to fold, and all of it is folded. */
static bool all_folded(const struct reader *reader, bool *any)
{
    const struct doc *doc = reader_doc(reader);
    *any = false;
    for (uint32_t id = 0; id < doc->node_count; id++) {
        if (!layout_can_fold(doc->nodes[id]))
            continue;
        *any = true;
        if (!reader_is_folded(reader, doc->nodes[id]))
            return false;
    }
    return true;
}

bool reader_toggle_all(struct reader *reader, bool *folded)
{
    const struct doc *doc = reader_doc(reader);
    struct fold_set *set = &reader->folds;
    bool any;
    *folded = !all_folded(reader, &any);
    if (!any)
        return false;
    set->count = 0;
    for (uint32_t id = 0; id < doc->node_count; id++) {
        const struct node *node = doc->nodes[id];
        if (!layout_can_fold(node) || folded_at_first(node) == *folded)
            continue;
        set->items = mem_grow(set->items, set->count, &set->cap, sizeof *set->items);
        set->items[set->count++] = id;
    }
    reader_fit_soon(reader);
    return true;
}

/* The id after the last node below `node`. */
static uint32_t subtree_end(const struct node *node)
{
    while (node->last != NULL)
        node = node->last;
    return node->id + 1;
}

/* What heads a passage is shown even when that is folded. */
static bool hides(const struct doc *doc, const struct node *fold, uint32_t id)
{
    bool holds = fold->kind == NODE_DETAILS || fold->kind == NODE_CALLOUT;
    return id >= (holds ? fold->id + 1 : subtree_end(fold)) &&
           id < layout_fold_end(doc, fold);
}

/* Where a node is in the document; one of the footer is where it is below a block, else
 * after all. */
static uint32_t own_place(const struct reader *reader, const struct node *node)
{
    struct content content = reader_content(reader);
    if (node->id < content.doc->node_count || content.footer == NULL)
        return node->id;
    for (size_t i = 0; i < content.footer->annex_count; i++) {
        const struct annex *annex = &content.footer->annexes[i];
        if (node->id >= annex->node->id && node->id < subtree_end(annex->node))
            return subtree_end(annex->below) - 1;
    }
    return content.doc->node_count;
}

void reader_unfold_around(struct reader *reader, const struct node *node)
{
    const struct doc *doc = reader_doc(reader);
    uint32_t place = own_place(reader, node);
    bool changed = false;
    for (uint32_t id = 0; id < place && !reader->skim; id++) {
        const struct node *fold = doc->nodes[id];
        if (!layout_can_fold(fold) || !reader_is_folded(reader, fold) ||
            !hides(doc, fold, place))
            continue;
        reader_toggle_fold(reader, id);
        changed = true;
    }
    if (changed)
        reader_fit(reader, reader->rows, reader->cols, true);
}

/* --- Finding the stops --- */

static int compare_stops(const void *a, const void *b)
{
    const struct stop *left = a, *right = b;
    if (left->line != right->line)
        return left->line < right->line ? -1 : 1;
    return left->node < right->node ? -1 : left->node > right->node;
}

/* Besides links: what folds, or what is to be skimmed. */
static bool is_stop(const struct reader *reader, const struct node *node)
{
    if (!reader->skim)
        return layout_can_fold(node);
    return (node->kind == NODE_HEADING ||
            (node->flags & (NODE_POINT | NODE_QUESTION)) != 0) &&
           (node->flags & NODE_HIDDEN) == 0;
}

static size_t count_blocks(const struct reader *reader, const struct doc *doc)
{
    size_t count = 0;
    for (uint32_t id = 0; id < doc->node_count; id++)
        count += is_stop(reader, doc->nodes[id]);
    return count;
}

static bool any_folded(const struct reader *reader, const struct doc *doc)
{
    for (uint32_t id = 0; id < doc->node_count; id++)
        if (layout_can_fold(doc->nodes[id]) && reader_is_folded(reader, doc->nodes[id]))
            return true;
    return false;
}

bool reader_line_shows(const struct reader *reader, size_t index,
                       const struct node *node)
{
    const struct layout *layout = reader->layout;
    if (index >= layout->line_count)
        return false;
    const struct line *line = &layout->lines[index];
    uint32_t end = subtree_end(node);
    for (uint32_t i = 0; i < line->count; i++) {
        uint32_t id = layout->spans[line->first + i].node;
        if (id >= node->id && id < end)
            return true;
    }
    return false;
}

static void add_blocks(struct reader *reader, const struct doc *doc)
{
    size_t before = SIZE_MAX;
    for (uint32_t id = 0; id < doc->node_count; id++) {
        const struct node *node = doc->nodes[id];
        if (!is_stop(reader, node))
            continue;
        size_t line = layout_line_of_node(reader->layout, node);
        /* A point may ask, too, and an item of points hold others. */
        if ((reader->skim && line == before) || !reader_line_shows(reader, line, node))
            continue;
        before = line;
        reader->stops[reader->stop_count++] = (struct stop){id, SPAN_NO_LINK, line};
    }
}

/* Where there are no links beside, they are in order already: there may be a
 * million. */
static void sort_stops(struct stop *stops, size_t count)
{
    size_t sorted = 1;
    while (sorted < count && compare_stops(&stops[sorted - 1], &stops[sorted]) < 0)
        sorted++;
    if (sorted < count)
        qsort(stops, count, sizeof *stops, compare_stops);
}

static uint32_t link_id(const struct reader *reader, size_t index)
{
    const struct doc *doc = reader_doc(reader);
    return index < doc->link_count
               ? doc->links[index]->id
               : reader->footer->parts.doc->links[index - doc->link_count]->id;
}

void reader_find_stops(struct reader *reader)
{
    const struct doc *doc = reader_doc(reader);
    size_t blocks = count_blocks(reader, doc);
    size_t links = doc->link_count + footer_link_count(reader->layout->footer);
    reader->hides = reader->skim || any_folded(reader, doc);
    reader->stops = ARENA_ARRAY(&reader->arena, links + blocks + 1, struct stop);
    reader->stop_count = 0;
    for (size_t i = 0; i < links && !reader->skim; i++) {
        uint32_t line = reader->layout->link_line[i];
        if (line == UINT32_MAX)
            continue;
        reader->stops[reader->stop_count++] =
            (struct stop){link_id(reader, i), (uint32_t)i, line};
    }
    if (blocks > 0)
        add_blocks(reader, doc);
    sort_stops(reader->stops, reader->stop_count);
}

/* --- Selecting --- */

/* The first stop on the line or after it. */
static size_t stop_from(const struct reader *reader, size_t line)
{
    size_t low = 0, high = reader->stop_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (reader->stops[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static size_t bottom(const struct reader *reader)
{
    return reader->top + (size_t)(reader->box.rows > 0 ? reader->box.rows : 0);
}

const struct stop *reader_selected(const struct reader *reader)
{
    if (reader->selected == NODE_NONE || reader->layout == NULL)
        return NULL;
    size_t end = stop_from(reader, bottom(reader));
    for (size_t i = stop_from(reader, reader->top); i < end; i++)
        if (reader->stops[i].node == reader->selected)
            return &reader->stops[i];
    return NULL;
}

/* A stop that is off the screen comes to where something can be read around it. */
static void show_line(struct reader *reader, size_t line)
{
    if (line >= reader->top && line < bottom(reader))
        return;
    size_t air = (size_t)reader->box.rows / 3;
    reader_go_line(reader, line > air ? line - air : 0);
}

bool reader_select_step(struct reader *reader, int direction)
{
    const struct stop *stop = reader_selected(reader);
    ptrdiff_t index;
    if (stop != NULL)
        index = stop - reader->stops + direction;
    else if (direction > 0)
        index = (ptrdiff_t)stop_from(reader, reader->top);
    else
        index = (ptrdiff_t)stop_from(reader, bottom(reader)) - 1;
    if (index < 0 || index >= (ptrdiff_t)reader->stop_count)
        return false;
    reader->selected = reader->stops[index].node;
    show_line(reader, reader->stops[index].line);
    return true;
}

bool reader_select(struct reader *reader, uint32_t node)
{
    for (size_t i = 0; i < reader->stop_count; i++) {
        if (reader->stops[i].node == node) {
            reader->selected = node;
            show_line(reader, reader->stops[i].line);
            return true;
        }
    }
    return false;
}

/* --- By number and by fold --- */

size_t reader_numbered_count(const struct reader *reader)
{
    size_t count = 0, end = stop_from(reader, bottom(reader));
    for (size_t i = stop_from(reader, reader->top); i < end; i++)
        count += reader->stops[i].link != SPAN_NO_LINK;
    return count;
}

const struct stop *reader_numbered_link(const struct reader *reader, size_t number)
{
    size_t end = stop_from(reader, bottom(reader));
    for (size_t i = stop_from(reader, reader->top); i < end; i++)
        if (reader->stops[i].link != SPAN_NO_LINK && --number == 0)
            return &reader->stops[i];
    return NULL;
}

const struct stop *reader_visible_fold(const struct reader *reader)
{
    size_t end = stop_from(reader, bottom(reader));
    for (size_t i = stop_from(reader, reader->top); i < end; i++)
        if (reader->stops[i].link == SPAN_NO_LINK)
            return &reader->stops[i];
    return NULL;
}
