/*
 * A line that is scanned, and what is found in it (read/inline/token_scan.h).
 */
#ifndef LECTERN_READ_INLINE_SCAN_STATE_H
#define LECTERN_READ_INLINE_SCAN_STATE_H

#include <stdbool.h>

#include "base/str.h"
#include "read/inline/references.h"
#include "read/markdown/token.h"
#include "read/templates/template_use.h"

/* What is to be written in the place of text[from, to). */
struct scan_found {
    size_t from, to;
    bool is_token;       /* else `plain` is written */
    struct token token;  /* not yet added; its text is the fragment's when it has one */
    struct str fragment; /* inline Markdown of a label; else empty */
    struct str plain;
};

enum {
    SCAN_TICKS_MAX = 8,    /* round code; what more of them hold is text here */
    SCAN_MORE_BYTES = 256, /* after the line, in which a tag that it begins may end */
};

/* Goes through one line (or cell) from left to right. Zero it but for text and line. */
struct token_scan {
    struct str text;
    uint32_t line;
    struct references *references; /* of the whole text; NULL: all are defined */
    bool in_quote;                 /* at its beginning a mark makes a callout of it */
    size_t pos;
    size_t floor;                         /* bytes before it are replaced already */
    bool in_bracket;                      /* one was opened, */
    size_t bracket;                       /* the last of them here */
    bool stars_open[4];                   /* by the length of the run */
    bool no_comment;                      /* no "%%" ahead closes one */
    bool no_html_comment, no_declaration; /* nor "-->" or ">" one of HTML */
    bool no_display;                      /* nor "$$" mathematics */
    size_t more_bytes; /* that follow the text in memory; a tag may end in them, */
    size_t beyond;     /* and how many of them it then took */
    bool is_mdx;       /* "{name}" is a value */
    bool in_raw;       /* tags of templates are text, up to "{% endraw %}" */
    size_t code_end;   /* of the code that was come to last */
    bool in_blanks;    /* which begins and ends with one */
    bool no_code[SCAN_TICKS_MAX]; /* no so many ticks ahead end code */
};

#endif
