/*
 * Making a position from a node and a byte, and finding it again: by the same block
 * with the same words, else by likeness of words, else by section and distance.
 */
#include "ui/pages/position.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* --- Nodes --- */

static const struct node *node_at(struct content content, uint32_t id)
{
    return footer_node(content.doc, content.footer, id);
}

static bool is_in_footer(struct content content, uint32_t id)
{
    return id >= content.doc->node_count;
}

/* The document that a place is in; NULL when there is no footer. */
static const struct doc *doc_of(struct content content, bool in_footer)
{
    if (!in_footer)
        return content.doc;
    return content.footer != NULL ? content.footer->doc : NULL;
}

static const struct node *block_of(const struct node *node)
{
    while (node->parent != NULL && !node_is_block(node))
        node = node->parent;
    return node;
}

static struct str text_of(const struct node *node)
{
    if (node->kind == NODE_TEXT || node->kind == NODE_CODE)
        return node->u.text;
    return node->kind == NODE_CODE_BLOCK ? node->u.code.text : (struct str){0};
}

static uint16_t depth_of(const struct node *node)
{
    uint16_t depth = 0;
    while ((node = node->parent) != NULL)
        depth++;
    return depth;
}

/* Where a link leads, as it was written; 0 for what is none. */
static uint64_t dest_of(const struct node *node)
{
    if (node->kind == NODE_LINK || node->kind == NODE_IMAGE)
        return str_hash(node->u.link.dest) | 1;
    return node->kind == NODE_FOOTNOTE_REF ? str_hash(node->u.footnote.label) | 1 : 0;
}

/* The hash of the slug of a block's section; the footer is in none. */
static uint64_t section_of(struct content content, const struct node *block)
{
    const struct node *heading = NULL;
    if (!is_in_footer(content, block->id))
        heading = doc_heading_of(content.doc, block);
    return heading != NULL ? str_hash(heading->u.heading.slug) | 1 : 0;
}

/* --- Words --- */

/* The first words of a block; their length. */
static size_t copy_words(const struct node *block, char words[POSITION_WORDS_BYTES])
{
    size_t len = 0;
    for (const struct node *at = block; at != NULL && len < POSITION_WORDS_BYTES;
         at = node_following(at, block)) {
        struct str text = text_of(at);
        size_t room = POSITION_WORDS_BYTES - len;
        if (text.len > 0)
            memcpy(words + len, text.ptr, text.len < room ? text.len : room);
        len += text.len < room ? text.len : room;
    }
    return len;
}

/* Whether a block begins with these words: mostly the first text says. */
static bool has_words(const struct node *block, struct str words)
{
    size_t len = 0;
    for (const struct node *at = block; at != NULL && len < POSITION_WORDS_BYTES;
         at = node_following(at, block)) {
        struct str text = text_of(at);
        size_t room = POSITION_WORDS_BYTES - len;
        size_t part = text.len < room ? text.len : room;
        if (part == 0)
            continue;
        if (len + part > words.len || memcmp(words.ptr + len, text.ptr, part) != 0)
            return false;
        len += part;
    }
    return len == words.len;
}

static struct str words_of_position(const struct position *position)
{
    return (struct str){position->words, position->words_len};
}

/* --- Taking --- */

/* Bytes of the block's text before the node. */
static uint32_t text_before(const struct node *block, const struct node *node)
{
    size_t bytes = 0;
    for (const struct node *at = block; at != NULL && at != node;
         at = node_following(at, block))
        bytes += text_of(at).len;
    return (uint32_t)bytes;
}

struct position position_of(struct content content, struct anchor anchor)
{
    const struct node *node = node_at(content, anchor.node);
    struct position position = {.page = content.page, .is_set = node != NULL};
    if (node == NULL)
        return position;
    const struct node *block = block_of(node), *heading = NULL;
    position.in_footer = is_in_footer(content, node->id);
    if (!position.in_footer)
        heading = doc_heading_of(content.doc, block);
    position.id = block->id - doc_of(content, position.in_footer)->root->id;
    position.inner = node->id - block->id;
    if (heading != NULL)
        position.below = block->id - heading->id;
    position.section = section_of(content, block);
    position.dest = dest_of(node);
    position.byte = anchor.byte;
    position.bytes = text_before(block, node) + anchor.byte;
    position.line = block->line;
    position.depth = depth_of(block);
    position.kind = block->kind;
    position.inner_kind = node->kind;
    position.words_len = (uint8_t)copy_words(block, position.words);
    return position;
}

/* --- Finding the block --- */

/* How much of what is known of the block is so of this one, which has its words; a
 * section counts for more than the place in the tree. */
static int likeness(const struct position *position, struct content content,
                    const struct node *block)
{
    return (block->kind == position->kind ? 4 : 0) +
           (section_of(content, block) == position->section ? 2 : 0) +
           (depth_of(block) == position->depth ? 1 : 0);
}

enum { LIKENESS_FULL = 7 };

static uint32_t distance(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

static bool is_candidate(const struct position *position, const struct node *node)
{
    return node_is_block(node) && has_words(node, words_of_position(position));
}

/* The block that is most like it, of those the nearest. */
static const struct node *find_by_words(const struct position *position,
                                        struct content content)
{
    const struct doc *doc = doc_of(content, position->in_footer);
    const struct node *best = NULL;
    int best_likeness = position->words_len > 0 ? -1 : LIKENESS_FULL - 1;
    if (doc == NULL)
        return NULL;
    const uint32_t near = position->id + doc->root->id;
    if (position->id < doc->node_count &&
        is_candidate(position, doc->nodes[position->id]) &&
        likeness(position, content, doc->nodes[position->id]) == LIKENESS_FULL)
        return doc->nodes[position->id];
    for (uint32_t i = 0; i < doc->node_count; i++) {
        const struct node *node = doc->nodes[i];
        if (!is_candidate(position, node))
            continue;
        int like = likeness(position, content, node);
        if (like > best_likeness ||
            (best != NULL && like == best_likeness &&
             distance(node->id, near) < distance(best->id, near))) {
            best = node;
            best_likeness = like;
        }
    }
    return best;
}

/* As far below the heading of its section as it was. */
static const struct node *find_by_section(const struct position *position,
                                          const struct doc *doc)
{
    for (size_t i = 0; i < doc->heading_count && position->section != 0; i++) {
        const struct node *heading = doc->headings[i];
        if ((str_hash(heading->u.heading.slug) | 1) != position->section)
            continue;
        uint32_t id = heading->id + position->below, end = heading->u.heading.end;
        return block_of(doc->nodes[id < end ? id : end - 1]);
    }
    return NULL;
}

/* The last block that begins on its line or before it. */
static const struct node *find_by_line(const struct position *position,
                                       const struct doc *doc)
{
    const struct node *best = doc->root;
    for (uint32_t id = 1; id < doc->node_count; id++) {
        const struct node *node = doc->nodes[id];
        if (node_is_block(node) && node->line > 0 && node->line <= position->line)
            best = node;
    }
    return best;
}

/* The block, `*is_same`, or what is in its place. */
static const struct node *find_block(const struct position *position,
                                     struct content content, bool *is_same)
{
    const struct doc *doc = content.doc;
    const struct node *block = position->kind == NODE_DOCUMENT
                                   ? doc->root /* the top of it all */
                                   : find_by_words(position, content);
    *is_same = block != NULL;
    if (block == NULL && position->in_footer) /* as far down as there is something */
        return block_of(doc->nodes[doc->node_count - 1]);
    if (block == NULL)
        block = find_by_section(position, doc);
    return block != NULL ? block : find_by_line(position, doc);
}

/* --- Finding the place in it --- */

static bool is_inner(const struct position *position, const struct node *node)
{
    return node->kind == position->inner_kind && dest_of(node) == position->dest;
}

/* The node itself; of a link also where it has moved in its block. */
static const struct node *find_inner(const struct position *position,
                                     struct content content, const struct node *block)
{
    const struct node *there = node_at(content, block->id + position->inner);
    const struct node *best = NULL;
    if (position->inner == 0)
        return is_inner(position, block) ? block : NULL;
    if (there != NULL && is_inner(position, there) && block_of(there) == block)
        return there;
    for (const struct node *at = block; at != NULL && position->dest != 0;
         at = node_following(at, block))
        if (is_inner(position, at) &&
            (best == NULL || at->id <= block->id + position->inner))
            best = at;
    return best;
}

/* So many bytes of text after the beginning of the block. */
static struct anchor text_place(const struct node *block, size_t bytes)
{
    struct anchor place = {block->id, 0};
    for (const struct node *at = block; at != NULL; at = node_following(at, block)) {
        size_t len = text_of(at).len;
        if (len == 0)
            continue;
        place = (struct anchor){at->id, (uint32_t)(bytes < len ? bytes : len - 1)};
        if (bytes < len)
            break;
        bytes -= len;
    }
    return place;
}

bool position_find(const struct position *position, struct content content,
                   struct anchor *anchor)
{
    bool is_same = false;
    *anchor = (struct anchor){0};
    if (!position->is_set)
        return false;
    const struct node *block = find_block(position, content, &is_same);
    const struct node *node = is_same ? find_inner(position, content, block) : NULL;
    size_t len = node != NULL ? text_of(node).len : 0;
    if (node != NULL && (position->byte == 0 || position->byte < len))
        *anchor = (struct anchor){node->id, position->byte};
    else
        *anchor = text_place(block, position->bytes);
    return is_same;
}

uint32_t position_node(const struct position *position, struct content content)
{
    bool is_same = false;
    if (!position->is_set)
        return NODE_NONE;
    const struct node *block = find_block(position, content, &is_same), *node = NULL;
    if (is_same || position->dest != 0)
        node = find_inner(position, content, block);
    return node != NULL ? node->id : NODE_NONE;
}

/* --- Ranges --- */

struct position_range range_of(struct content content, uint32_t from, uint32_t to)
{
    uint32_t count = content.doc->node_count;
    struct position_range range = {.is_set = to > from && from < count};
    if (!range.is_set)
        return range;
    range.to_end = to >= count;
    range.with_footer = to > count;
    range.first = position_of(content, (struct anchor){from, 0});
    range.last = position_of(content, (struct anchor){range.to_end ? from : to - 1, 0});
    return range;
}

void range_find(const struct position_range *range, struct content content,
                uint32_t *from, uint32_t *to)
{
    *from = *to = 0;
    if (!range->is_set)
        return;
    uint32_t first = position_node(&range->first, content);
    uint32_t last = position_node(&range->last, content);
    if (first == NODE_NONE)
        return;
    *from = first;
    *to = node_end(node_at(content, first));
    if (range->to_end)
        *to = range->with_footer ? UINT32_MAX : content.doc->node_count;
    else if (last != NODE_NONE && last >= *to)
        *to = last + 1;
}

/* --- Folds --- */

static uint64_t fold_words(const struct node *node)
{
    char words[POSITION_WORDS_BYTES];
    size_t len = copy_words(node, words);
    return str_hash((struct str){words, len}) ^ node->kind;
}

struct fold_mark *fold_marks_of(const struct doc *doc, const uint32_t *ids,
                                size_t count)
{
    if (count == 0)
        return NULL;
    struct fold_mark *marks = mem_zalloc(count, sizeof *marks);
    for (size_t i = 0; i < count; i++) {
        marks[i] = (struct fold_mark){fold_words(doc->nodes[ids[i]]), ids[i]};
    }
    return marks;
}

static int compare_marks(const void *a, const void *b)
{
    const struct fold_mark *left = a, *right = b;
    if (left->words != right->words)
        return left->words < right->words ? -1 : 1;
    return left->id < right->id ? -1 : left->id > right->id;
}

static int compare_ids(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

/* All that can be folded, by words. */
static struct fold_mark *all_folds(const struct doc *doc, size_t *count)
{
    struct fold_mark *all = NULL;
    size_t cap = 0;
    *count = 0;
    for (uint32_t id = 0; id < doc->node_count; id++) {
        if (!layout_can_fold(doc->nodes[id]))
            continue;
        all = mem_grow(all, *count, &cap, sizeof *all);
        all[(*count)++] = (struct fold_mark){fold_words(doc->nodes[id]), id};
    }
    if (*count > 0)
        qsort(all, *count, sizeof *all, compare_marks);
    return all;
}

/* Of those with the same words the nearest; NODE_NONE when there is none. */
static uint32_t nearest_fold(const struct fold_mark *all, size_t count,
                             struct fold_mark wanted)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_marks(&all[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    uint32_t found = NODE_NONE;
    if (low < count && all[low].words == wanted.words)
        found = all[low].id;
    if (low > 0 && all[low - 1].words == wanted.words &&
        (found == NODE_NONE || wanted.id - all[low - 1].id < found - wanted.id))
        found = all[low - 1].id;
    return found;
}

size_t fold_marks_find(const struct fold_mark *marks, size_t count,
                       const struct doc *doc, uint32_t *ids)
{
    size_t found = 0, kept = 0;
    if (count == 0)
        return 0;
    size_t all_count;
    struct fold_mark *all = all_folds(doc, &all_count);
    for (size_t i = 0; i < count; i++) {
        uint32_t id = nearest_fold(all, all_count, marks[i]);
        if (id != NODE_NONE)
            ids[found++] = id;
    }
    free(all);
    if (found > 0)
        qsort(ids, found, sizeof *ids, compare_ids);
    for (size_t i = 0; i < found; i++)
        if (kept == 0 || ids[kept - 1] != ids[i])
            ids[kept++] = ids[i];
    return kept;
}
