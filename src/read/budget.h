/*
 * What reading one article may take.
 *
 * The limits count work, never time, so that an article reads the same on a busy
 * machine and for the catalog as for the screen. All that follows reading (extraction,
 * layout, the catalog's rows) is linear in nodes and bytes, so these bound it as well.
 *
 * A reader that finds its budget spent sets doc->is_over and returns; read_document()
 * then reads the article in a simpler way: Markdown as plain text, plain text as
 * running text.
 */
#ifndef LECTERN_READ_BUDGET_H
#define LECTERN_READ_BUDGET_H

#include "doc/doc.h"

enum {
    /* A million nodes take a second to read, lay out and show, and 100 MB; a book of
     * 8 MB has some 200,000. */
    BUDGET_NODES_MAX = 1000000,
    /* All of cmark's trees together (each is freed before the next is made): what 30 MB
     * of prose take, or two million nodes of anything. */
    BUDGET_TREE_BYTES = 320 << 20,
    /* One tree: so many bytes, or so many times the article. */
    BUDGET_TREE_LEAST_BYTES = 96 << 20,
    BUDGET_TREE_TIMES = 8,
    /* Lines of plain text: each is a line, a chunk and a node until the text is
     * read. */
    BUDGET_LINES_MAX = 1000000,
};

/* True, once and for all, when the document has more nodes than it may. */
static inline bool budget_is_spent(struct doc *doc)
{
    if (doc->made_count > BUDGET_NODES_MAX)
        doc->is_over = true;
    return doc->is_over;
}

#endif
