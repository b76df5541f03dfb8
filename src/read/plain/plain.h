/*
 * Plain text: an article that shows its structure by its looks only.
 *
 * The text goes through these steps, a file each:
 *
 *     overstrike        bold and underlined words as printers type them
 *     plain_lines       lines, what one is by its form, the indent of the whole text
 *     boilerplate       what web pages and printed pages leave in a text, taken away
 *     item_marks        which lines open items
 *     wrapping          which line breaks wrapping put, block by block
 *     chunks            lines joined to chunks: a chunk becomes one block
 *     chunk_facts       what can be said of a chunk's words (number_prefix: its number)
 *     heading_features  what can be said of its neighbours and its place
 *     heading_model     which chunks are headings: weighs them (heading_weights)
 *     heading_depth     how deep each heading is
 *     opening_title     the title: a heading, a first line, or the opening words
 *     plain_blocks      chunks to blocks of the document (pipe_table: tables)
 *     chunk_text        their text, with bare URLs as links
 */
#ifndef LECTERN_READ_PLAIN_PLAIN_H
#define LECTERN_READ_PLAIN_PLAIN_H

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
