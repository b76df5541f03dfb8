/*
 * The line pre-pass: the source is gone through once, a line at a time, before cmark.
 *
 * It follows the containers (quotes and list items) that are open as CommonMark does,
 * knows code and HTML blocks from the rest, and rewrites what CommonMark does not know
 * (read/markdown/token.h). It keeps the number of lines, and it bounds how deep
 * containers nest, which is what makes cmark's work linear (SECURITY.md).
 *
 * Where it takes code for text, nothing is lost: tokens in code are turned back.
 */
#ifndef LECTERN_READ_MARKDOWN_PREPASS_H
#define LECTERN_READ_MARKDOWN_PREPASS_H

#include "read/markdown/token.h"

/* The text for cmark: `text` itself when nothing had to change, else in `out`. */
struct str lines_rewrite(struct tokens *tokens, struct str text, uint32_t first_line,
                         struct buf *out);

#endif
