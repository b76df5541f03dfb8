/*
 * The state of the line pre-pass (read/markdown/prepass.h), and how it writes: shared
 * by the files that know what lines begin.
 */
#ifndef LECTERN_READ_MARKDOWN_LINER_H
#define LECTERN_READ_MARKDOWN_LINER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "read/blocks/tags.h"
#include "read/markdown/cursor.h"
#include "read/markdown/token.h"

enum {
    /* Quotes and list items; a list item is two levels of the tree, and there is room
     * left for what HTML and callouts open (DOC_DEPTH_MAX). */
    LINES_DEPTH_MAX = 24,
};

enum {
    CODE_INDENT_COLS = 4,
    QUOTE_INDENT_COLS = 3,
    NOTE_COLS = 4, /* what belongs to a footnote or admonition is indented this far */
};

/* What is open besides containers, and may go on in the next line. */
enum leaf {
    LEAF_NONE,
    LEAF_PARAGRAPH,
    LEAF_FENCE,
    LEAF_HTML,    /* until `html_end` */
    LEAF_TAGS,    /* HTML up to an empty line, or to Markdown after whole tags */
    LEAF_TABLE,   /* rows follow */
    LEAF_COMMENT, /* a %% block */
    LEAF_HIDDEN,  /* a template's comment, or the rest of its tag, until `hidden_end` */
    LEAF_CODE,    /* a template's code, until the tag that ends it */
};

enum {
    MATH_COUNT = 4,
    LINER_DIVS = 32, /* that are open at once; the tree takes fewer */
    LINER_ENDS = 16, /* kinds of ends of templates */
};

struct container {
    bool quote;
    bool definition;
    uint32_t indent; /* of an item: columns its content is indented by */
};

/* A ":::" container that is open. */
struct liner_div {
    size_t colons;
    bool is_box; /* else it leaves no trace */
};

struct liner {
    struct tokens *tokens;
    struct str text; /* the whole source */
    struct buf *out;
    size_t line_at; /* where the line begins in what is written */
    size_t copied;  /* bytes of the source that are in `out` */
    uint32_t line;  /* of the source */
    struct container open[LINES_DEPTH_MAX];
    size_t depth;
    enum leaf leaf;
    char fence;
    size_t fence_len;
    struct str html_end;
    struct tags tags;
    size_t tags_token; /* the first of the block */
    uint32_t table;
    struct str outer; /* the name of the element that `outer_end` is about */
    size_t outer_end; /* where it may be closed next; the end of the text: nowhere */
    bool after_term;  /* the block before may be the term of a definition */
    bool after_blank; /* the line before was empty */
    size_t math_end[MATH_COUNT]; /* where the next ends are, as far as it is known */
    size_t blank_at;             /* and the next empty line */
    size_t fence_at;             /* and the next line that begins with "```" */
    size_t comment_end;          /* where the next "%%" is, as far as it is known */
    size_t html_end_at;          /* and the next "-->" */
    size_t hidden_end;           /* where what is hidden, or code, ends */
    size_t ends_at[LINER_ENDS];  /* where the next ends of templates are */
    struct liner_div divs[LINER_DIVS];
    size_t div_count;
    bool is_mdx;            /* modules are imported or exported */
    size_t no_statement;    /* before it none ends that is looked for */
    size_t jsx_comment_end; /* where the next "*}" is, as far as it is known */
    uint32_t dedent;        /* of lines in a component, if it is known */
    bool is_dedent_known;
    bool in_raw; /* between "{% raw %}" and its end: tags are text */
};

/* Writes the source up to `from`, and `to` is where it will go on. */
void liner_replace(struct liner *l, const char *from, const char *to);

/* Replaces `source` by the token `number`, in a line that is an HTML block of its own
 * to cmark; returns the number. */
size_t liner_put_block(struct liner *l, struct str source, size_t number);

static inline const char *str_end(struct str s)
{
    return s.ptr + s.len;
}

#endif
