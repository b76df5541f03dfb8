/*
 * The reader of plain text.
 */
#ifndef LECTERN_READ_PLAIN_H
#define LECTERN_READ_PLAIN_H

#include <stdint.h>

#include "base/str.h"
#include "doc/doc.h"

/*
 * Appends the blocks of `text` (decoded) below doc->root. Its first line is line
 * `first_line` of the source. Sets doc->title, title_inferred and title_node when it
 * finds a title and the document has none yet.
 */
void plain_read(struct doc *doc, struct str text, uint32_t first_line);

#endif
