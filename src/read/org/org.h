/*
 * The reader of Org, as Emacs writes it.
 */
#ifndef LECTERN_READ_ORG_ORG_H
#define LECTERN_READ_ORG_ORG_H

#include <stdint.h>

#include "base/str.h"
#include "doc/doc.h"

/* Reads decoded text into the document; its keywords are facts. */
void org_read(struct doc *doc, struct str text, uint32_t first_line);

/* Adds the ids of a text, which other files refer to, to the `aliases` in `*meta`. */
void org_labels(struct arena *arena, struct str text, struct meta **meta);

#endif
