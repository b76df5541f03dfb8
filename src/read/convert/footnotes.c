/*
 * Footnotes: references tied to notes, notes put at the end (read/markdown/markdown.h).
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "read/markdown/markdown.h"

/* Notes by label: a table with open addresses, at most half full. */
struct note_table {
    struct arena *arena;
    struct node **notes;
    size_t mask;
};

static struct str folded(struct note_table *table, const struct node *node)
{
    return text_fold(table->arena, node->u.footnote.label, true);
}

/* The place of the note with that label, or the empty one where it belongs. */
static struct node **find(struct note_table *table, struct str label)
{
    size_t at = (size_t)str_hash(label) & table->mask;
    while (table->notes[at] != NULL && !str_eq(folded(table, table->notes[at]), label))
        at = (at + 1) & table->mask;
    return &table->notes[at];
}

struct note_list {
    struct node **items;
    size_t count, cap;
};

static void take_out(struct doc *doc, struct note_list *list)
{
    for (struct node *node = doc->root; node != NULL;
         node = node_following(node, doc->root)) {
        if (node->kind == NODE_FOOTNOTE) {
            list->items =
                mem_grow(list->items, list->count, &list->cap, sizeof *list->items);
            list->items[list->count++] = node;
        }
    }
    for (size_t i = 0; i < list->count; i++)
        node_unlink(list->items[i]);
}

/* Fills the table; of equal labels the first counts. Notes without a label belong to
 * their reference. */
static void fill(struct note_table *table, const struct note_list *list)
{
    table->mask = 15;
    while (table->mask + 1 < 2 * list->count + 2)
        table->mask = 2 * table->mask + 1;
    table->notes = mem_zalloc(table->mask + 1, sizeof(struct node *));
    for (size_t i = 0; i < list->count; i++) {
        struct node *note = list->items[i];
        if (note->u.footnote.label.len == 0)
            continue;
        struct node **place = find(table, folded(table, note));
        if (*place == NULL)
            *place = note;
    }
}

/* True for a reference to a note rather than an expression such as "[^a-z]". */
static bool touches_word(const struct node *reference)
{
    const struct node *before = reference->prev;
    if (before == NULL)
        return false;
    const struct str s = before->kind == NODE_TEXT ? before->u.text : STR("x");
    return before->kind != NODE_SOFT_BREAK && before->kind != NODE_LINE_BREAK &&
           !str_ends(s, STR(" "));
}

/* A label that nothing answers to stays text: without its caret after a word, else as
 * it was written. */
static void make_text(struct doc *doc, struct node *reference)
{
    const struct str label = reference->u.footnote.label;
    const char *caret = touches_word(reference) ? "" : "^";
    reference->kind = NODE_TEXT;
    reference->u.text =
        arena_printf(doc->arena, "[%s" STR_FMT "]", caret, STR_ARG(label));
}

static void tie(struct doc *doc, struct note_table *table, struct node *reference)
{
    struct node *note = reference->u.footnote.other;
    if (note == NULL)
        note = *find(table, folded(table, reference));
    if (note == NULL) {
        make_text(doc, reference);
        return;
    }
    reference->u.footnote.other = note;
    if (note->parent == NULL)
        node_append(doc->root, note);
}

/* Notes are put after the place where the walk is, so it comes to them, too. */
static void tie_from(struct doc *doc, struct note_table *table, struct node *node)
{
    for (; node != NULL; node = node_following(node, doc->root)) {
        if (node->kind == NODE_FOOTNOTE_REF)
            tie(doc, table, node);
    }
}

void markdown_finish(struct doc *doc)
{
    struct arena scratch = {0};
    struct note_list list = {0};
    struct note_table table = {.arena = &scratch};
    if (!doc->has_notes)
        return;
    take_out(doc, &list);
    fill(&table, &list);
    tie_from(doc, &table, doc->root);
    /* What nothing refers to is shown all the same. */
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i]->parent == NULL) {
            node_append(doc->root, list.items[i]);
            tie_from(doc, &table, list.items[i]);
        }
    }
    free(list.items);
    free(table.notes);
    arena_release(&scratch);
}
