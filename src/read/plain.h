/*
 * Plain text: an article that shows its structure by its looks only.
 *
 * The text goes through these steps, a file each:
 *
 *     plain_overstrike bold and underlined words as printers type them
 *     plain_lines      lines, and what a single line is by its form
 *     plain_furniture  what a web page or a page of print leaves behind, taken away
 *     plain_shape      the indent of the whole text
 *     plain_lists      which lines open items
 *     plain_wrap       which line breaks wrapping put, block by block
 *     plain_chunks     lines joined to chunks: a chunk becomes one block
 *     plain_facts      what can be said of a chunk's words (plain_number: its number)
 *     plain_features   what can be said of its neighbours and its place
 *     plain_model      which chunks are headings: the features weighed (plain_weights)
 *     plain_depth      how deep each heading stands
 *     plain_title      the title: a heading, a first line, or the opening words
 *     plain_blocks     chunks to the blocks of the document (plain_table: tables)
 *     plain_inline     their text, with bare URLs as links
 */
#ifndef LECTERN_READ_PLAIN_H
#define LECTERN_READ_PLAIN_H

#include <stdint.h>

#include "base/str.h"
#include "doc/doc.h"

/*
 * Reads `text` (decoded: valid UTF-8, LF) and appends its blocks below doc->root; the
 * text's first line is line `first_line` of the source. Sets title, title_inferred and
 * title_node of a document that has no title yet. A heading that is one by its looks
 * only has NODE_INFERRED; a line that is nothing but the marker of a folded answer is a
 * PARAGRAPH with NODE_HIDDEN, NODE_QUESTION and NODE_INFERRED. Does not finish the
 * document. Linear in the text. When it takes more than reading may, doc->is_over is
 * set and the tree is of no use.
 */
void plain_read(struct doc *doc, struct str text, uint32_t first_line);

/* The same for text that is too much for that: all its words, as running text without
 * its lines. A node for many thousand bytes. */
void plain_read_running(struct doc *doc, struct str text, uint32_t first_line);

#endif
