/*
 * From cmark's tree to the document tree: what the phases of the conversion share, and
 * the nodes that all of them make.
 *
 * cmark's nodes are walked once, without recursion. The document node that takes the
 * children of a cmark node is kept in that node as its user data, so that an HTML
 * element that opens in one child and closes in another can redirect what is between.
 *
 * Text is gathered as cmark hands it out, in pieces, until something else comes; then
 * inline_flush() looks through it once for tokens, bare URLs and strikethrough.
 */
#ifndef LECTERN_READ_CONVERT_CONTEXT_H
#define LECTERN_READ_CONVERT_CONTEXT_H

#define CMARK_NO_SHORT_NAMES /* they are ours (doc/doc.h) */
#include <cmark.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "base/text.h"
#include "doc/doc.h"
#include "read/markdown/components.h"
#include "read/markdown/markdown_input.h"
#include "read/markdown/token.h"

enum {
    /* Deeper emphasis and the like lose their mark and keep their text. */
    INLINE_DEPTH_MAX = 12,
    /* HTML elements and ":::" containers that are open at once. */
    BLOCK_DEPTH_MAX = 12,
    CONVERT_MARKS = 4, /* kinds of runs that open and close (inline_marks.c) */
    BLOCK_DIV = 255,   /* among enum html_element: a ":::" container */
};

/* An HTML element that is open among the children of a cmark node. */
struct html_open {
    cmark_node *owner;
    struct node *node;  /* takes what comes, until the element is closed */
    struct node *place; /* takes what comes then */
    uint8_t element;    /* enum html_element */
    bool is_over;       /* its end tag was further in: it closes before what follows */
    bool is_closed;     /* its end tag was there; among inlines */
};

/* A TEXT node such as "~~" that may yet open a mark; NULL when there is none. */
struct convert_mark {
    struct node *run;
    bool after_word;
};

struct convert {
    struct doc *doc;
    struct node *root; /* takes the blocks */
    const struct markdown_input *input;
    const struct tokens *tokens;
    struct node **fragments; /* by number: a node that holds the inlines */
    struct node *notes;      /* DOCUMENT outside the tree: notes until they are tied */

    struct buf text; /* gathered text, raw */
    struct node *text_parent;
    uint32_t text_line;

    struct buf scratch; /* for one call of tokens_restore() */
    struct buf dest, html;
    struct convert_mark marks[CONVERT_MARKS];
    struct node *note; /* the TEXT "^[" that may yet open a note; NULL when none */
    int note_depth;    /* brackets that are open in it, its own included */
    bool in_html;      /* text of an HTML block: no Markdown */
    struct html_open open[INLINE_DEPTH_MAX]; /* HTML elements among inlines */
    int open_count;
    struct html_open blocks[BLOCK_DEPTH_MAX]; /* read/convert/open_blocks.h */
    int block_count;
    uint32_t inline_details; /* <details> in a paragraph, which are text, still open */
    uint32_t inline_boxes, box_ends; /* the same of a template's callouts */
    struct components components;
    size_t made_at;     /* the next item that the pre-pass has made */
    struct node *table; /* the last one; its rows come one by one */
    uint32_t table_number;

    /* The piece of text whose tree is converted: */
    cmark_node *tree;
    struct node *place;    /* takes the blocks at its top */
    uint32_t lines_before; /* fragment lines, to be taken off cmark's lines */
    uint32_t first_fragment;
    uint32_t first_line; /* of the source */
    bool has_boxes;      /* keys or images are among the inlines that are open */
    int depth;           /* of inline containers that are open */
    int link_depth;      /* of LINK and IMAGE, in which no URL is made a link */
};

/* The line of the source that a cmark node starts on. */
uint32_t convert_line(const struct convert *c, cmark_node *node);

/* The document node that takes the children of a cmark node. */
struct node *convert_place(cmark_node *node);

/* Clean text that stays as long as the document. */
struct str convert_clean(struct convert *c, struct str raw, enum text_lines lines);

/* A literal of cmark as it was in the source: tokens are put back. The result is valid
 * until the next call. */
struct str convert_literal(struct convert *c, const char *literal);

/* The block that an inline is in; a block itself. */
struct node *convert_block_of(struct node *node);

/* A new block below `parent`, with the flags of the input at the top. */
struct node *convert_add_block(struct convert *c, struct node *parent,
                               enum node_kind kind, uint32_t line);

/* A TEXT node below `parent`; nothing for an empty slice. */
struct node *convert_plain(struct convert *c, struct node *parent, struct str raw,
                           uint32_t line);

/* A new LINK or IMAGE below `parent`; the destination is cut to what is kept. */
struct node *convert_link(struct convert *c, struct node *parent, enum node_kind kind,
                          enum link_form form, struct str dest, uint32_t line);

/* The node that holds a fragment's inlines, out of the tree; NULL once it is used. */
struct node *convert_fragment(struct convert *c, uint32_t fragment);

#endif
