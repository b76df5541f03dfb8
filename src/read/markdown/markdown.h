/*
 * The reader of Markdown.
 *
 * Reading goes in phases, each in files of its own, each linear in the text:
 *
 *     source ──lines──> rewritten source + tokens + fragments ──cmark──> its tree
 *            ──convert──> document tree ──notes──> footnotes resolved
 *
 * What CommonMark does not know (wikilinks, table rows, footnotes, comments) is taken
 * out of the source as *tokens* before cmark sees it (read/markdown/token.h) and put
 * back into the tree as nodes. cmark stays the only judge of what is code, HTML or
 * text: a token that ends up in code is turned back into the characters it came from.
 *
 * cmark's tree takes ten times what the document takes. Long text without reference
 * definitions, which hold everywhere, is handed to it in pieces that begin with a
 * heading or paragraph at the top, so that only the tree of one piece is there at once.
 */
#ifndef LECTERN_READ_MARKDOWN_MARKDOWN_H
#define LECTERN_READ_MARKDOWN_MARKDOWN_H

#include "doc/doc.h"
#include "read/markdown/markdown_input.h"

/* Appends the blocks of the input below `parent`, a node of the tree. When that takes
 * more than reading may, doc->is_over is set and the tree is of no use. */
void markdown_read(struct doc *doc, struct node *parent,
                   const struct markdown_input *input);

/*
 * Footnotes found by all the calls of markdown_read() for one document: ties references
 * to notes and puts the notes at the end of the document, those in use first. Call
 * once, before doc_finish().
 */
void markdown_finish(struct doc *doc);

#endif
