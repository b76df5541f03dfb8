/*
 * The document tree: what every reader makes and all that the rest of Lectern knows of
 * an article's text.
 *
 * A document is a tree of *blocks* (headings, paragraphs, lists, tables ...) whose
 * leaves are *inlines* (text, emphasis, links ...). Headings are flat among their
 * siblings; which blocks a heading heads is a question of levels, answered by
 * doc_section_end(). All text in the tree is clean (base/text.h): a node may be shown
 * as it is. Link destinations are the exception, they are kept as written, for opening.
 *
 * Nodes are numbered in document order (preorder) by doc_finish(); the number of a node
 * and a byte in its text are an *anchor*, a place that survives every reflow.
 *
 *     DOCUMENT
 *     ├── HEADING 1 ── TEXT "Partnerships"
 *     ├── PARAGRAPH ── TEXT "Partners matter, see " , LINK ── TEXT "NATO"
 *     └── LIST ── ITEM ── PARAGRAPH ── STRONG ── TEXT "Fair shares"
 *
 * No walk of the tree recurses: a hostile document is as deep as it likes to be, up to
 * DOC_DEPTH_MAX.
 */
#ifndef LECTERN_DOC_DOC_H
#define LECTERN_DOC_DOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum {
    DOC_DEPTH_MAX = 64,       /* deeper blocks are flattened (SECURITY.md) */
    DOC_COLUMNS_MAX = 128,    /* of a table; wider ones become code blocks */
    DOC_CELLS_MAX = 20000,    /* of a table */
    DOC_HEADINGS_MAX = 20000, /* in an outline; the rest stay text */
    DOC_TITLE_MAX_BYTES = 512,
    DOC_NOTICES_MAX = 100, /* of an article: thousands of broken tables say the same */
};

enum node_kind {
    NODE_DOCUMENT,

    /* Blocks. */
    NODE_HEADING,    /* inlines; u.heading */
    NODE_PARAGRAPH,  /* inlines */
    NODE_QUOTE,      /* blocks */
    NODE_CALLOUT,    /* blocks; u.callout */
    NODE_LIST,       /* items; u.list */
    NODE_ITEM,       /* blocks; u.item */
    NODE_TERMS,      /* a definition list: terms and definitions */
    NODE_TERM,       /* inlines */
    NODE_DEFINITION, /* blocks */
    NODE_CODE_BLOCK, /* u.code; its lines end in '\n' */
    NODE_RULE,
    NODE_TABLE, /* rows; u.table */
    NODE_ROW,   /* cells; the first row of a table is its header if the table says so */
    NODE_CELL,  /* inlines */
    NODE_DETAILS,  /* a summary, then blocks; u.details */
    NODE_SUMMARY,  /* inlines */
    NODE_FOOTNOTE, /* blocks; u.footnote; is at the end of the document */

    /* Inlines. */
    NODE_TEXT, /* u.text */
    NODE_SOFT_BREAK,
    NODE_LINE_BREAK,
    NODE_CODE, /* u.text */
    NODE_EMPHASIS,
    NODE_STRONG,
    NODE_STRIKE,
    NODE_SUBSCRIPT,
    NODE_SUPERSCRIPT,
    NODE_KEY,          /* <kbd> */
    NODE_LINK,         /* inlines; u.link */
    NODE_IMAGE,        /* inlines: its alternative text; u.link */
    NODE_FOOTNOTE_REF, /* u.footnote */
    NODE_KIND_COUNT
};

enum node_flag {
    NODE_INFERRED = 1 << 0, /* not in the source as such: found by its looks */
    NODE_DANGLING = 1 << 1, /* a link whose target is not in the library */
    NODE_POINT = 1 << 2,    /* an item, paragraph or row that is a key point */
    NODE_QUESTION = 1 << 3, /* a heading, summary, item or paragraph that asks */
    NODE_ANSWER = 1 << 4,   /* the block that answers it */
    NODE_GIVEN = 1 << 5,    /* built from YAML keys, not from the body */
    NODE_HIDDEN = 1 << 6,   /* kept for its place and its links, never shown */
    NODE_EXTERNAL = 1 << 7, /* a link that leaves the library (a URL) */
};

/* How a link was written: its meaning depends on it (lectern-library.5). */
enum link_form {
    LINK_INLINE, /* [text](dest), reference links, <a href>: a path or URL */
    LINK_WIKI,   /* [[dest]], [[dest|text]]: a name, a path, '#' a heading, '#^' a block
                  */
    LINK_EMBED,  /* ![[dest]] */
    LINK_URL,    /* a bare or bracketed URL or address */
    LINK_TIMESTAMP, /* dest is a complete URL of the moment */
    LINK_TERM,      /* a term of a See also list or of related: looked up by name */
};

enum list_numbering {
    LIST_DIGITS,
    LIST_LOWER, /* a, b, c: up to z, digits beyond it */
    LIST_UPPER,
    LIST_LOWER_ROMAN, /* i, ii, iii: up to xxxix, digits beyond it */
    LIST_UPPER_ROMAN,
};

enum cell_align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct node {
    struct node *parent, *prev, *next, *first, *last;
    uint32_t id;    /* place in document order, 0 is the document; set by doc_finish */
    uint32_t line;  /* of the source, from 1; 0 when unknown */
    uint8_t kind;   /* enum node_kind */
    uint16_t flags; /* enum node_flag */
    union {
        struct {
            struct str slug; /* unique in the document; set by doc_finish */
            uint32_t end;    /* id after the last node of its section; by doc_finish */
            uint8_t level;   /* 1-6 */
        } heading;
        struct {
            uint32_t start; /* of an ordered list */
            bool ordered, tight;
            char delimiter;    /* '.' or ')' of an ordered list */
            bool enclosed;     /* its numbers are in two brackets: (1) */
            uint8_t numbering; /* enum list_numbering */
        } list;
        struct {
            uint32_t number; /* in an ordered list; set by doc_finish */
            bool task, done;
        } item;
        struct {
            struct str type; /* lower case: "note", "summary" */
            bool fold, open; /* can be folded; starts open */
        } callout; /* a title is its first child, a PARAGRAPH with NODE_GIVEN */
        struct {
            struct str info; /* the fence's first word */
            struct str text;
        } code;
        struct {
            uint8_t *align; /* enum cell_align, per column */
            uint16_t columns;
            bool header; /* the first row is one */
        } table;
        struct {
            bool open;
        } details;
        struct {
            struct str label;
            struct node
                *other; /* of a reference its note, of a note its first reference */
            uint32_t number; /* from 1, by first use */
        } footnote;
        struct {
            struct str
                dest; /* as written: raw, entities decoded, not percent-decoded */
            struct str title; /* clean */
            uint8_t form;     /* enum link_form */
            uint32_t index;   /* among the document's links; set by doc_finish */
        } link;
        struct str text; /* TEXT, CODE */
    } u;
};

/* One key of the front matter or of a YAML article: a scalar is a list of one. */
struct meta {
    struct str key; /* clean, as written */
    struct str *values;
    size_t count;
    bool is_list;
    bool is_cut; /* it has more values, which are not used */
    struct meta *next;
};

/* A place that the author named: {#id} of a heading, <a id> or <a name>, ^block-id. */
struct mark {
    struct str id;     /* as written, without '#' or '^' */
    struct node *node; /* a block of the tree */
    struct mark *next;
};

enum doc_format {
    DOC_MARKDOWN,
    DOC_TEXT,
    DOC_YAML,
    DOC_HTML,
    DOC_RST,
    DOC_ORG,
    DOC_ASCIIDOC,
    DOC_GEMTEXT
};
enum { DOC_FORMAT_COUNT = DOC_GEMTEXT + 1 };

struct notice {
    struct str text; /* clean: "front matter, line 3, column 7: ..." */
    uint32_t line;
    struct notice *next;
};

struct doc {
    struct arena *arena; /* holds everything below */
    struct node *root;
    uint32_t node_count; /* ids are below it */
    uint32_t made_count; /* nodes made so far, those out of the tree too */
    bool is_over;        /* reading gave up: it takes too much (read/budget.h) */
    enum doc_format format;

    struct str title; /* clean, one line; empty when none was found */
    bool title_inferred;
    struct node
        *title_node; /* the heading that is the title; NULL when it is elsewhere */

    struct meta *meta;      /* in the order of the source */
    struct notice *notices; /* what the reader could not take as it was */
    size_t notice_count;    /* beyond the limit they are counted only */
    bool has_notes;         /* footnotes, or references to them, were read */
    struct mark *marks; /* in no order; of equal ids the last in the list is the first
                         * in the source */

    struct node **nodes;    /* by id */
    struct node **headings; /* NODE_HEADING, in order */
    size_t heading_count;
    bool has_more_headings; /* beyond the limit, in the text only; by doc_finish */
    struct node **links;    /* NODE_LINK and NODE_FOOTNOTE_REF, in order */
    size_t link_count;
};

/* A place in a document that survives reflow. */
struct anchor {
    uint32_t node;
    uint32_t byte; /* into the text of a TEXT, CODE or CODE_BLOCK node; else 0 */
};

/* --- Building --- */

struct doc *doc_new(struct arena *arena, enum doc_format format);

/* A new node, not in the tree yet. */
struct node *doc_node(struct doc *doc, enum node_kind kind, uint32_t line);

/* Puts `child` last below `parent`; both are in the same document. */
void node_append(struct node *parent, struct node *child);
void node_insert_before(struct node *place, struct node *child);
void node_insert_after(struct node *place, struct node *child);

/* Takes a node, with all below it, out of the tree. */
void node_unlink(struct node *node);

/* Moves all children of `from` after those of `to`. */
void node_adopt(struct node *to, struct node *from);

/* Cleans `raw`, copies it and puts it below `parent` as TEXT; line ends become soft
 * breaks. Neighbouring TEXT nodes become one in doc_finish. Nothing for an empty
 * slice. */
void doc_text(struct doc *doc, struct node *parent, struct str raw, uint32_t line);

/* A heading with plain text, last below the root. */
struct node *doc_heading(struct doc *doc, int level, struct str raw, uint32_t line);

/* A LINK with plain text as its label. */
struct node *doc_link(struct doc *doc, struct node *parent, enum link_form form,
                      struct str dest, struct str label, uint32_t line);

/* A LINK to what a name in YAML means: [[x]] and [[x|label]] are as in Markdown, all
 * else is a term. It has NODE_GIVEN. */
struct node *doc_name(struct doc *doc, struct node *parent, struct str name,
                      uint32_t line);

/* Beyond DOC_NOTICES_MAX the last one says that there are more. */
void doc_notice(struct doc *doc, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Names a block as the target of "#id" or "#^id". The id is copied; an empty one names
 * nothing. */
void doc_mark(struct doc *doc, struct str id, struct node *node);

/*
 * Numbers the nodes, makes the slugs of the headings unique, fills `nodes`, `headings`
 * and `links`, numbers the footnotes. Call again after a pass that changed the tree.
 */
void doc_finish(struct doc *doc);

/* Numbers the nodes and links of a finished document from these numbers on, so that
 * they go on with those of another document. Its lists stay as they are: the first node
 * is nodes[0], whatever its id. */
void doc_number_from(struct doc *doc, uint32_t node, uint32_t link);

/* --- Walking --- */

/*
 * Enter and leave events of a subtree, without recursion:
 *
 *     struct walk walk = walk_begin(doc->root);
 *     for (const struct node *node; (node = walk_next(&walk)) != NULL;) {
 *         if (walk.entering) ...
 *     }
 *
 * Leaves by kind (node_is_leaf) are entered and never left; all other nodes are left
 * even when they have no children. The node just returned may not be unlinked.
 */
struct walk {
    struct node *top, *node;
    bool entering;
};

struct walk walk_begin(struct node *top);
struct node *walk_next(struct walk *walk);

/* After an enter event: goes on after the node, without what is below it. The leave
 * event of that node is skipped, too. */
void walk_skip(struct walk *walk);

/* The node after `node` in document order below `top`; NULL at the end. */
struct node *node_following(const struct node *node, const struct node *top);

/* The id after the last node below `node`. */
uint32_t node_end(const struct node *node);

/* What a kind of node is: "code-block". */
const char *node_kind_name(const struct node *node);

/* True for TEXT, breaks, CODE, CODE_BLOCK, RULE, FOOTNOTE_REF: they have no
 * children. */
bool node_is_leaf(const struct node *node);

bool node_is_block(const struct node *node);
bool node_is_inline(const struct node *node);

/* True for kinds whose children are blocks: lists, rows, quotes, the document ... */
bool node_holds_blocks(const struct node *node);

/* True for kinds that hold inlines: HEADING, PARAGRAPH, TERM, CELL, SUMMARY and the
 * inline containers. */
bool node_holds_inlines(const struct node *node);

/* The nearest ancestor of that kind, the node itself included; NULL when none. */
struct node *node_within(const struct node *node, enum node_kind kind);

/* The last heading before or at the node, on the way up; NULL before the first. */
struct node *doc_heading_of(const struct doc *doc, const struct node *node);

/* Index into doc->headings of the last heading at or before node id; -1 before the
 * first. Binary search. */
ptrdiff_t doc_heading_index(const struct doc *doc, uint32_t node_id);

/* Index into doc->links of the first link at or after node id; link_count after the
 * last one. Binary search. */
size_t doc_link_at(const struct doc *doc, uint32_t node_id);

/* The id after the last node of the section that doc->headings[index] heads: that of
 * the next heading of the same or a higher level with the same parent, or of what comes
 * after the parent. */
uint32_t doc_section_end(const struct doc *doc, size_t index);

const struct meta *doc_meta(const struct doc *doc, struct str key);

/* Appends the number of an item of an ordered list as its list writes it: "4.",
 * "(b)". */
void node_item_number(const struct node *item, struct buf *out);

/* --- Plain text --- */

/* The text below a node, in one line: breaks become a space; images give their
 * alternative text, footnote references nothing. Hidden nodes give nothing. */
void node_text(const struct node *node, struct buf *out);
struct str node_text_in(const struct node *node, struct arena *arena);

/* The plain text of the blocks with ids in [from, to): blocks apart by empty lines,
 * list items by their markers, cells by " | ". */
void doc_plain(const struct doc *doc, uint32_t from, uint32_t to, struct buf *out);

/* The same without moments of a video: what is to be read or found by its words. */
void doc_prose(const struct doc *doc, uint32_t from, uint32_t to, struct buf *out);

/* The tree, a node a line, indented: for tests and for a developer's eyes. */
void doc_dump(const struct doc *doc, struct buf *out);

#endif
