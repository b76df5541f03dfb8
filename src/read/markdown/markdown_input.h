/*
 * What is read as Markdown: a whole article, or a body in a YAML one.
 */
#ifndef LECTERN_READ_MARKDOWN_MARKDOWN_INPUT_H
#define LECTERN_READ_MARKDOWN_MARKDOWN_INPUT_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct markdown_input {
    struct str text;     /* decoded: UTF-8 with LF line ends */
    uint32_t first_line; /* of `text` in the source, from 1 */
    uint8_t level_shift; /* added to the levels of headings, which end at 6 */
    uint8_t flags;       /* enum node_flag, given to the blocks at the top */
    struct str video_id; /* of the article's front matter; may be empty */
    size_t piece_bytes; /* for tests: cmark gets pieces of at least so many; 0: usual */
};

#endif
