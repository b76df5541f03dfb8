/*
 * The reader of gemtext, the pages of Gemini.
 */
#ifndef LECTERN_READ_GEMTEXT_GEMTEXT_H
#define LECTERN_READ_GEMTEXT_GEMTEXT_H

#include <stdint.h>

#include "base/str.h"
#include "doc/doc.h"

void gemtext_read(struct doc *doc, struct str text, uint32_t first_line);

#endif
