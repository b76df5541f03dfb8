/*
 * The reader of HTML files.
 *
 *     text ──tame──> bounded HTML ──gumbo──> its tree ──content──> the article in it
 *          ──blocks, inlines──> document tree
 *
 * HTML in Markdown is another thing (read/html/html.h): there tags stand among marks.
 */
#ifndef LECTERN_READ_WEB_WEB_H
#define LECTERN_READ_WEB_WEB_H

#include "doc/doc.h"
#include "read/read_head.h"

/* Puts the blocks of a page below doc->root, and sets its title and facts. When that
 * takes more than reading may, doc->is_over is set and the tree is of no use. */
void web_read(struct doc *doc, struct str text, uint32_t first_line);

/* The title by page_title(). A page without one that is a template, a part of a site's
 * pages, is no article. */
void web_head(struct arena *arena, struct str text, struct read_head *head);

/* Whether a text begins as pages do: with a doctype or <html>. */
bool web_looks(struct str text);

#endif
