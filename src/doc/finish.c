/*
 * Finishing a document: numbers, lists of headings and links, slugs, footnotes.
 *
 * Everything here is linear in the tree; a document may be finished as often as it is
 * changed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "doc/doc.h"

/* Makes one TEXT of a run of neighbours. */
static void join_texts(struct doc *doc, struct node *first)
{
    size_t len = first->u.text.len;
    struct node *last = first;
    while (last->next != NULL && last->next->kind == NODE_TEXT &&
           last->next->flags == first->flags) {
        last = last->next;
        len += last->u.text.len;
    }
    if (last == first)
        return;
    char *all, *at;
    at = all = arena_bytes(doc->arena, len);
    for (struct node *node = first;; node = node->next) {
        if (node->u.text.len > 0)
            memcpy(at, node->u.text.ptr, node->u.text.len);
        at += node->u.text.len;
        if (node == last)
            break;
    }
    first->u.text = (struct str){all, len};
    first->next = last->next;
    if (last->next != NULL)
        last->next->prev = first;
    else
        first->parent->last = first;
}

static bool is_link(const struct node *node)
{
    return node->kind == NODE_LINK || node->kind == NODE_FOOTNOTE_REF;
}

/* Headings beyond the limit stay in the text and out of the outline. */
static void number_nodes(struct doc *doc)
{
    uint32_t id = 0;
    size_t headings = 0, links = 0;
    for (struct node *node = doc->root; node != NULL;
         node = node_following(node, doc->root)) {
        if (node->kind == NODE_TEXT)
            join_texts(doc, node);
        node->id = id++;
        headings += node->kind == NODE_HEADING;
        links += is_link(node);
    }
    doc->node_count = id;
    doc->has_more_headings = headings > DOC_HEADINGS_MAX;
    doc->nodes = ARENA_ARRAY(doc->arena, id, struct node *);
    doc->headings = ARENA_ARRAY(doc->arena, headings, struct node *);
    doc->links = ARENA_ARRAY(doc->arena, links, struct node *);
    doc->heading_count = doc->link_count = 0;
}

static void list_nodes(struct doc *doc)
{
    for (struct node *node = doc->root; node != NULL;
         node = node_following(node, doc->root)) {
        doc->nodes[node->id] = node;
        if (node->kind == NODE_ITEM)
            node->u.item.number =
                node->prev ? node->prev->u.item.number + 1 : node->parent->u.list.start;
        if (node->kind == NODE_HEADING && doc->heading_count < DOC_HEADINGS_MAX)
            doc->headings[doc->heading_count++] = node;
        if (node->kind == NODE_LINK)
            node->u.link.index = (uint32_t)doc->link_count;
        if (is_link(node))
            doc->links[doc->link_count++] = node;
    }
}

/* --- Slugs --- */

struct slug_entry {
    struct str slug;
    uint32_t repeats; /* how often it was asked for beyond the first time */
};

/* A table with open addresses, at most half full. */
struct slug_table {
    struct slug_entry *entries;
    size_t mask;
};

static struct slug_entry *find_slug(const struct slug_table *table, struct str slug)
{
    size_t at = (size_t)str_hash(slug) & table->mask;
    while (table->entries[at].slug.ptr != NULL &&
           !str_eq(table->entries[at].slug, slug))
        at = (at + 1) & table->mask;
    return &table->entries[at];
}

/* "history", "history-1", "history-2"; a heading that is itself called "History 1"
 * keeps the numbering from meeting it. */
static struct str unique_slug(struct doc *doc, struct slug_table *table,
                              struct str wanted)
{
    struct slug_entry *base = find_slug(table, wanted), *entry = base;
    struct str slug = wanted;
    while (entry->slug.ptr != NULL) {
        base->repeats++;
        slug = arena_printf(doc->arena, STR_FMT "-%u", STR_ARG(wanted), base->repeats);
        entry = find_slug(table, slug);
    }
    entry->slug = slug;
    return slug;
}

static void make_slugs(struct doc *doc)
{
    struct slug_table table = {.mask = 15};
    struct buf text = {0};
    /* Every heading adds one entry: its own or a numbered one. */
    while (table.mask + 1 < doc->heading_count * 2 + 2)
        table.mask = table.mask * 2 + 1;
    table.entries = mem_zalloc(table.mask + 1, sizeof *table.entries);
    for (size_t i = 0; i < doc->heading_count; i++) {
        struct node *heading = doc->headings[i];
        buf_clear(&text);
        node_text(heading, &text);
        struct str slug = text_slug(doc->arena, buf_str(&text));
        heading->u.heading.slug = unique_slug(doc, &table, slug);
    }
    free(table.entries);
    buf_release(&text);
}

/* --- Sections --- */

/*
 * A stack of the headings whose sections are open. A heading closes those of its own
 * level and deeper that have the same parent, and all whose parent lies after it.
 */
static void close_sections(struct doc *doc)
{
    struct node **open = mem_zalloc(doc->heading_count, sizeof *open);
    size_t depth = 0;
    for (size_t i = 0; i < doc->heading_count; i++) {
        struct node *heading = doc->headings[i];
        while (depth > 0) {
            struct node *top = open[depth - 1];
            uint32_t parent_end = node_end(top->parent);
            if (top->parent == heading->parent) {
                if (top->u.heading.level < heading->u.heading.level)
                    break;
                top->u.heading.end = heading->id;
            } else if (heading->id >= parent_end) {
                top->u.heading.end = parent_end;
            } else {
                break;
            }
            depth--;
        }
        open[depth++] = heading;
    }
    while (depth > 0) {
        depth--;
        open[depth]->u.heading.end = node_end(open[depth]->parent);
    }
    free(open);
}

/* Footnotes are numbered by the first reference to them. */
static void number_footnotes(struct doc *doc)
{
    uint32_t number = 0;
    for (uint32_t id = 0; id < doc->node_count; id++) {
        if (doc->nodes[id]->kind == NODE_FOOTNOTE)
            doc->nodes[id]->u.footnote.number = 0;
    }
    for (size_t i = 0; i < doc->link_count; i++) {
        struct node *ref = doc->links[i];
        if (ref->kind != NODE_FOOTNOTE_REF || ref->u.footnote.other == NULL)
            continue;
        struct node *note = ref->u.footnote.other;
        if (note->u.footnote.number == 0) {
            note->u.footnote.number = ++number;
            note->u.footnote.other = ref;
        }
        ref->u.footnote.number = note->u.footnote.number;
    }
}

void doc_finish(struct doc *doc)
{
    number_nodes(doc);
    list_nodes(doc);
    make_slugs(doc);
    close_sections(doc);
    number_footnotes(doc);
}

void doc_number_from(struct doc *doc, uint32_t node, uint32_t link)
{
    for (uint32_t i = 0; i < doc->node_count; i++)
        doc->nodes[i]->id = node + i;
    for (size_t i = 0; i < doc->link_count; i++) {
        if (doc->links[i]->kind == NODE_LINK)
            doc->links[i]->u.link.index = link + (uint32_t)i;
    }
}
