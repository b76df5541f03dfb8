/*
 * Layout: a document and a width make lines of spans.
 *
 * A *line* is a row of the screen, never of the source. It is made of *spans*: runs of
 * clean text with one look, at a column. Every span that shows text of the document
 * knows the node and the byte it comes from, so that a place on the screen can be named
 * by an anchor and found again at any other width. Roles name meanings; what they look
 * like is the theme's affair (ui) or the shell's (cli).
 *
 * No line is wider than the width asked for, and no word of the document is lost: what
 * does not fit is broken, never cut.
 */
#ifndef LECTERN_LAYOUT_LAYOUT_H
#define LECTERN_LAYOUT_LAYOUT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "doc/doc.h"

enum role {
    ROLE_TEXT,
    ROLE_QUIET, /* bylines, markers of no weight, notices */
    ROLE_STRONG,
    ROLE_HEADING_1,
    ROLE_HEADING_2,
    ROLE_HEADING_3, /* and deeper */
    ROLE_LINK,
    ROLE_LINK_SELECTED,
    ROLE_LINK_DANGLING,
    ROLE_MARK, /* bullets of key points, questions, inferred things */
    ROLE_CODE,
    ROLE_QUOTE,
    ROLE_MATCH,
    ROLE_MATCH_CURRENT,
    ROLE_TITLE,
    ROLE_RULE,
    ROLE_STATUS,
    ROLE_KEY, /* key hints, <kbd> */
    ROLE_ERROR,
    ROLE_COUNT
};

enum span_attr {
    SPAN_BOLD = 1 << 0,
    SPAN_ITALIC = 1 << 1,
    SPAN_UNDERLINE = 1 << 2,
    SPAN_STRIKE = 1 << 3,
};

#define SPAN_NO_LINK UINT32_MAX /* too large for an enumerator */

struct span {
    struct str text; /* clean, one line */
    uint32_t node;   /* id of the node it shows; of the block for markers and rules */
    uint32_t byte;   /* where `text` starts in the node's text */
    uint32_t link;   /* number of a link, or SPAN_NO_LINK; the number before a
                      * footnote has that of the first reference to it */
    uint16_t col;    /* columns from the left edge of the line */
    uint16_t cols;
    uint8_t role;  /* enum role */
    uint8_t attrs; /* enum span_attr */
    bool is_text;  /* text of the document, at node and byte; else decoration */
};

struct line {
    uint32_t first; /* of its spans in layout->spans */
    uint32_t count;
    struct anchor anchor; /* of its first text; without text, of the block it stands
                           * for, or that of the line before; never goes down */
};

/*
 * A document that is laid out with another one and is no part of it. Its first blocks,
 * the *annexes*, are each below a block of that document; the others, its *tail*, are
 * below a rule at the end. Each is a paragraph that begins with a label, a TEXT. Nodes
 * and links are numbered after those of the document (doc_number_from), so that one
 * number names a node of either; an annex is no part of what it is below, and has no
 * anchors: its lines have that of the line before.
 */
struct footer {
    struct doc *doc;
    struct annex {
        const struct node *node, *below;
    } * annexes; /* by the ends of what they are below, of the same the inner first */
    size_t annex_count;
};

/* The node of a document or its footer, which may be NULL; NULL when there is none. */
struct node *footer_node(const struct doc *doc, const struct footer *footer,
                         uint32_t id);
size_t footer_link_count(const struct footer *footer);

/* What to lay out, apart from the document. Zeroed options are good ones but for
 * `width_cols`. */
struct layout_options {
    const struct footer *footer; /* or NULL */
    int width_cols;              /* 1 and more: text never goes beyond it */
    int measure_cols; /* prose is wrapped at this many columns when it is the narrower;
                       * tables and code may take the width; 0 = the width */
    bool skim;        /* headings, key points and questions only */
    bool unfolded;    /* what the document folds itself is open, too */
    /* Asked for what layout_can_fold: true hides what it heads. NULL: nothing is folded
     * that the document does not fold itself. */
    bool (*folded)(const void *context, const struct node *node);
    const void *context;
    /* Once it is set the layout ends early, with what it has. NULL: it is whole. */
    const atomic_bool *stop;
};

struct layout {
    const struct doc *doc;
    const struct footer *footer; /* or NULL */
    struct arena *arena;
    struct line *lines;
    size_t line_count;
    size_t tail_line; /* after the document's own lines, where the tail begins */
    struct span *spans;
    size_t span_count;
    int width_cols;
    uint32_t *link_line;   /* per link, those of the footer last: the line it starts on;
                            * UINT32_MAX: hidden */
    uint32_t *footer_line; /* likewise per node of the footer */
    struct haystack *haystack; /* what layout_find looks in; NULL until it is needed */
};

/* Lays out the whole document, and its footer unless one skims; everything is in the
 * arena. Linear in the document. */
struct layout *layout_new(struct arena *arena, const struct doc *doc,
                          const struct layout_options *options);

/* True for what has a mark to fold it by, unless one skims: DETAILS, CALLOUTs that fold
 * or ask, and what else asks outside of tables. */
bool layout_can_fold(const struct node *node);

/* The id after the last node that is not shown when the node is folded. */
uint32_t layout_fold_end(const struct doc *doc, const struct node *node);

/* The line that shows the anchor, or the nearest one before it; 0 if there is none. */
size_t layout_line_of(const struct layout *layout, struct anchor anchor);

/* The line of a node's first text. */
size_t layout_line_of_node(const struct layout *layout, const struct node *node);

/* --- Find in the article --- */

struct match {
    size_t line; /* where it starts */
    struct anchor anchor;
    uint32_t len; /* bytes of the node's text from the anchor on; a match that runs
                   * over several nodes is several pieces with `more` set */
    bool more;    /* the next piece belongs to the same match */
};

struct matches {
    struct match *items;
    size_t count;       /* pieces */
    size_t match_count; /* matches */
};

/*
 * All places where `words` occurs in what is laid out, in order, also across line ends
 * and changes of look. Case is folded unless `words` has an upper-case letter; white
 * space matches any run of it. Several lines of words are looked for all at once, each
 * where a word begins. In the arena.
 */
struct matches *layout_find(struct arena *arena, struct layout *layout,
                            struct str words);

/* Does beforehand what the first layout_find does for all that follow it: most of its
 * work. In the layout's arena. */
void layout_prepare_find(struct layout *layout);

/* --- As text --- */

/* Plain text, a line a line, without trailing blanks. */
void layout_plain(const struct layout *layout, struct buf *out);

#endif
