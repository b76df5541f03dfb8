/*
 * Looking for tokens among the characters of a line: wikilinks, embeds, comments,
 * footnote references and mathematics.
 */
#ifndef LECTERN_READ_INLINE_TOKEN_SCAN_H
#define LECTERN_READ_INLINE_TOKEN_SCAN_H

#include <stdbool.h>

#include "base/str.h"
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
    size_t pos;
    bool no_comment;                      /* no "%%" ahead closes one */
    bool no_html_comment, no_declaration; /* nor "-->" or ">" one of HTML */
    bool no_display;                      /* nor "$$" mathematics */
    size_t more_bytes; /* that follow the text in memory; a tag may end in them, */
    size_t beyond;     /* and how many of them it then took */
    bool in_raw;       /* tags of templates are text, up to "{% endraw %}" */
    size_t code_end;   /* of the code that was come to last */
    bool in_blanks;    /* which begins and ends with one */
    bool no_code[SCAN_TICKS_MAX]; /* no so many ticks ahead end code */
};

/* The next thing to replace; false when there is none. Linear over all calls. */
bool scan_next(struct token_scan *scan, struct arena *arena, struct scan_found *found);

/* Adds the token that was found, with its fragment; returns its number. */
size_t scan_add(struct tokens *tokens, const struct scan_found *found);

/* A picture or link that a template stands for, as a fragment. */
uint32_t scan_use_fragment(struct tokens *tokens, const struct template_use *use,
                           uint32_t line);

/* A fragment from inline Markdown that is not scanned yet. */
uint32_t scan_fragment(struct tokens *tokens, struct str text, uint32_t line);

#endif
