/*
 * Walking the tree.
 */
#include "doc/doc.h"

struct walk walk_begin(struct node *top)
{
    return (struct walk){.top = top};
}

/* After a node that is done with: its neighbour, or its parent, which is left. */
static struct node *move_on(struct walk *walk)
{
    if (walk->node == walk->top) {
        walk->top = NULL;
        return NULL;
    }
    if (walk->node->next != NULL) {
        walk->node = walk->node->next;
        walk->entering = true;
    } else {
        walk->node = walk->node->parent;
        walk->entering = false;
    }
    return walk->node;
}

struct node *walk_next(struct walk *walk)
{
    if (walk->top == NULL)
        return NULL;
    if (walk->node == NULL) {
        walk->node = walk->top;
        walk->entering = true;
        return walk->node;
    }
    if (!walk->entering || node_is_leaf(walk->node))
        return move_on(walk);
    if (walk->node->first != NULL)
        walk->node = walk->node->first;
    else
        walk->entering = false;
    return walk->node;
}

void walk_skip(struct walk *walk)
{
    walk->entering = false;
}

struct node *node_following(const struct node *node, const struct node *top)
{
    if (node->first != NULL)
        return node->first;
    while (node != top && node->next == NULL)
        node = node->parent;
    return node == top ? NULL : node->next;
}

struct node *node_within(const struct node *node, enum node_kind kind)
{
    while (node != NULL && node->kind != kind)
        node = node->parent;
    /* The tree is the caller's; const only says that this function does not write. */
    return (struct node *)(uintptr_t)node;
}

uint32_t node_end(const struct node *node)
{
    while (node->last != NULL)
        node = node->last;
    return node->id + 1;
}

ptrdiff_t doc_heading_index(const struct doc *doc, uint32_t node_id)
{
    size_t low = 0, high = doc->heading_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (doc->headings[middle]->id <= node_id)
            low = middle + 1;
        else
            high = middle;
    }
    return (ptrdiff_t)low - 1;
}

size_t doc_link_at(const struct doc *doc, uint32_t node_id)
{
    size_t low = 0, high = doc->link_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (doc->links[middle]->id < node_id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct node *doc_heading_of(const struct doc *doc, const struct node *node)
{
    ptrdiff_t index = doc_heading_index(doc, node->id);
    return index < 0 ? NULL : doc->headings[index];
}

uint32_t doc_section_end(const struct doc *doc, size_t index)
{
    return doc->headings[index]->u.heading.end;
}
