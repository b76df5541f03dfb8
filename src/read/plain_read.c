/*
 * The reader of plain text: its steps in order (plain.h tells them).
 */
#include "read/plain.h"

#include <stdlib.h>

#include "read/plain_lines.h"

void plain_read(struct doc *doc, struct str text, uint32_t first_line)
{
    struct plain plain = {.doc = doc, .text = text, .first_line = first_line};
    if (text.len > UINT32_MAX) {
        doc_notice(doc, first_line, "text is cut at 4 GB");
        plain.text.len = UINT32_MAX;
    }
    plain_lines(&plain);
    plain_furniture(&plain);
    plain_shape(&plain);
    plain_chunks(&plain);
    plain_facts(&plain);
    plain_model(&plain);
    plain_depth(&plain);
    plain_title(&plain);
    plain_blocks(&plain);
    free(plain.lines);
    free(plain.chunks);
}
