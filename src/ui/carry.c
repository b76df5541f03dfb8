#include "ui/carry.h"

/* --- Nodes ------------------------------------------------------------------------ */

static const struct node *node_of(const struct page *page, uint32_t id)
{
    const struct doc *doc = page->opened->doc;
    return id < doc->node_count ? doc->nodes[id] : NULL;
}

static const struct node *block_of(const struct node *node)
{
    while (node->parent != NULL && !node_is_block(node))
        node = node->parent;
    return node;
}

static bool has_text(const struct node *node)
{
    return node->kind == NODE_TEXT || node->kind == NODE_CODE;
}

static bool is_twin(const struct node *a, const struct node *b)
{
    if (a->kind != b->kind || a->line != b->line)
        return false;
    if (a->kind == NODE_LINK)
        return str_eq(a->u.link.dest, b->u.link.dest);
    return !has_text(a) || str_eq(a->u.text, b->u.text);
}

/* The node of the same number, if it is the same. */
static const struct node *same_number(const struct carry *carry,
                                      const struct node *node)
{
    const struct node *twin = node_of(carry->whole, page_node(carry->whole, node->id));
    if (twin == NULL || !is_twin(node, twin) ||
        !is_twin(block_of(node), block_of(twin)))
        return NULL;
    return twin;
}

/* The last block that begins on the line or before it: of those on the line one of the
 * same kind, if there is one. */
static const struct node *same_line(const struct doc *doc, const struct node *block)
{
    const struct node *best = doc->root;
    for (uint32_t id = 1; id < doc->node_count; id++) {
        const struct node *node = doc->nodes[id];
        if (node->line > block->line && node->parent == doc->root)
            break;
        if (!node_is_block(node) || node->line == 0 || node->line > block->line)
            continue;
        if (node->line != best->line || best->kind != block->kind)
            best = node;
    }
    return best;
}

/* The node of a block in the whole that is the same as one of its twin in the head, and
 * the as manieth of that kind; NULL when there is none. */
static const struct node *same_inline(const struct node *head, const struct node *node,
                                      const struct node *whole)
{
    const struct node *best = NULL;
    size_t before = 0;
    for (const struct node *at = head; at != node; at = node_following(at, head))
        before += is_twin(at, node);
    for (const struct node *at = whole; at != NULL; at = node_following(at, whole)) {
        if (!is_twin(at, node))
            continue;
        best = at;
        if (before-- == 0)
            break;
    }
    return best;
}

/* Bytes of the block's text before the node. */
static size_t text_before(const struct node *block, const struct node *node)
{
    size_t bytes = 0;
    for (const struct node *at = block; at != NULL && at != node;
         at = node_following(at, block))
        bytes += has_text(at) ? at->u.text.len : at->kind == NODE_SOFT_BREAK;
    return bytes;
}

/* The place so many bytes of text behind the beginning of the block. */
static struct anchor text_place(const struct node *block, size_t bytes)
{
    struct anchor place = {block->id, 0};
    for (const struct node *at = block; at != NULL; at = node_following(at, block)) {
        size_t len = has_text(at) ? at->u.text.len : at->kind == NODE_SOFT_BREAK;
        if (has_text(at)) {
            size_t byte = bytes < len ? bytes : len > 0 ? len - 1 : 0;
            place = (struct anchor){at->id, (uint32_t)byte};
        }
        if (bytes < len)
            break;
        bytes -= len;
    }
    return place;
}

/* The same node of the whole; NULL when there is none. */
static const struct node *same_node(const struct carry *carry, const struct node *node)
{
    const struct node *twin = same_number(carry, node), *block = block_of(node);
    if (twin != NULL)
        return twin;
    twin = same_line(carry->whole->opened->doc, block);
    return node == block ? twin : same_inline(block, node, twin);
}

struct anchor carry_anchor(const struct carry *carry, struct anchor anchor)
{
    const struct node *node = node_of(carry->head, anchor.node), *twin, *block;
    if (node == NULL)
        return (struct anchor){0};
    twin = same_node(carry, node);
    if (twin != NULL)
        return (struct anchor){twin->id, anchor.byte};
    block = block_of(node);
    return text_place(same_line(carry->whole->opened->doc, block),
                      text_before(block, node) + anchor.byte);
}

uint32_t carry_node(const struct carry *carry, uint32_t id)
{
    const struct node *node = node_of(carry->head, id);
    const struct node *twin = node != NULL ? same_node(carry, node) : NULL;
    return twin == NULL ? NODE_NONE : twin->id;
}

/* --- Places ----------------------------------------------------------------------- */

/* `here` counts headings. */
static ptrdiff_t carry_heading(const struct carry *carry, ptrdiff_t index)
{
    const struct doc *head = carry->head->opened->doc;
    if (index < 0 || (size_t)index >= head->heading_count)
        return -1;
    uint32_t node = carry_node(carry, head->headings[index]->id);
    return node == NODE_NONE ? -1 : doc_heading_index(carry->whole->opened->doc, node);
}

static void carry_spot(const struct carry *carry, struct spot *spot)
{
    spot->anchor = carry_anchor(carry, spot->anchor);
    spot->here = carry_heading(carry, spot->here);
    if (spot->selected != NODE_NONE)
        spot->selected = carry_node(carry, spot->selected);
}

static size_t carry_folds(const struct carry *carry, uint32_t *folds, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t node = carry_node(carry, folds[i]);
        if (node != NODE_NONE && (kept == 0 || folds[kept - 1] < node))
            folds[kept++] = node;
    }
    return kept;
}

void carry_place(const struct carry *carry, struct place *place)
{
    if (!place->is_set || !place->is_head || place->kind != PAGE_ARTICLE ||
        place->article != carry->whole->article)
        return;
    carry_spot(carry, &place->spot);
    carry_spot(carry, &place->full);
    place->fold_count = carry_folds(carry, place->folds, place->fold_count);
    place->is_head = false;
    place->is_dressed = page_is_dressed(carry->whole);
}

static void carry_trail(const struct carry *carry, struct trail *trail)
{
    for (size_t i = 0; i < trail->count; i++)
        carry_place(carry, &trail->items[i]);
}

void carry_history(const struct carry *carry, struct history *history)
{
    carry_trail(carry, &history->back);
    carry_trail(carry, &history->forward);
    for (int i = 0; i < PLACE_MARKS; i++)
        carry_place(carry, &history->marks[i]);
}

/* --- The reader ------------------------------------------------------------------- */

/* What is marked or shown alone: ids, half-open. */
static void carry_range(const struct carry *carry, uint32_t *from, uint32_t *to)
{
    const struct doc *head = carry->head->opened->doc;
    const struct doc *whole = carry->whole->opened->doc;
    if (*to == 0)
        return;
    uint32_t first = carry_node(carry, *from);
    uint32_t end = *to < head->node_count ? carry_node(carry, *to) : whole->node_count;
    *from = first == NODE_NONE ? 0 : first;
    *to = end == NODE_NONE ? whole->node_count : end;
}

void carry_reader(const struct carry *carry, struct reader *reader, struct lines *lines)
{
    struct spot spot = reader_spot(reader);
    carry_spot(carry, &spot);
    carry_spot(carry, &reader->full);
    reader->anchor = spot.anchor;
    reader->here = spot.here;
    reader->selected = spot.selected;
    reader->folds.count = carry_folds(carry, reader->folds.items, reader->folds.count);
    carry_range(carry, &reader->lit.from, &reader->lit.to);
    carry_range(carry, &reader->from, &reader->to);
    if (reader_seek_match(reader))
        reader->finding.sought = carry_anchor(carry, reader->finding.sought);
    reader_take_lines(reader, lines);
}
