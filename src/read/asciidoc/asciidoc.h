/*
 * The reader of AsciiDoc, as Asciidoctor reads it and, with titles that are underlined,
 * its forerunner.
 */
#ifndef LECTERN_READ_ASCIIDOC_ASCIIDOC_H
#define LECTERN_READ_ASCIIDOC_ASCIIDOC_H

#include <stdint.h>

#include "base/str.h"
#include "doc/doc.h"

/* Reads decoded text into the document; its header and attributes are facts. */
void asciidoc_read(struct doc *doc, struct str text, uint32_t first_line);

#endif
