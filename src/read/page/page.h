/*
 * What is known while the tree of a page becomes a document: where blocks go, which
 * inlines are open, which names wait for their block.
 */
#ifndef LECTERN_READ_PAGE_PAGE_H
#define LECTERN_READ_PAGE_PAGE_H

#include "base/map.h"
#include "doc/doc.h"
#include "read/html/html.h"
#include "read/web/dom.h"

enum {
    PAGE_INLINES_MAX = 12, /* open at a time; deeper ones are their text */
    PAGE_NAMES_MAX = 64,   /* that wait for one block */
};

/* An inline element that is open. Its node is made when there is text for it, and once
 * more in the next paragraph when it goes on there. */
struct page_inline {
    const GumboNode *element;
    enum html_element kind;
    struct node *node; /* NULL: none in this paragraph yet */
};

struct page {
    struct doc *doc;
    uint32_t line_shift; /* of lines of the tree, to those of the file */

    struct node *block;  /* takes blocks */
    struct node *holder; /* takes inlines: a paragraph, heading, cell; NULL: none yet */
    bool is_fixed;   /* the holder is no paragraph: it stays until its element ends */
    bool ends_blank; /* so that a blank would be the second, or the first of all */
    struct page_inline inlines[PAGE_INLINES_MAX];
    size_t inline_count;
    size_t depth; /* of blocks that are open */

    struct str names[PAGE_NAMES_MAX];
    size_t name_count;

    struct map notes; /* hashes of the names of footnotes */
    bool in_note;     /* where links lead back to their references */
    struct buf text, scratch;
};

/* --- Blocks --- */

/* A block below the one that takes them; it takes the names that wait. */
struct node *page_add(struct page *page, enum node_kind kind, const GumboNode *at);

/* The paragraph that is open is complete. */
void page_end_inlines(struct page *page);

/* Keeps the name of an element (id; name of an anchor) for the next block, or gives it
 * to the paragraph that is open. */
void page_name(struct page *page, const GumboNode *element);
void page_take_names(struct page *page, struct node *node);

uint32_t page_line(const struct page *page, const GumboNode *node);

/* --- Inlines (inline.c) --- */

/* Text as it is in the tree; blanks are folded. */
void page_text(struct page *page, struct str text, const GumboNode *at);
void page_break(struct page *page, const GumboNode *at);
void page_end_line(struct page *page, const GumboNode *at); /* unless it has ended */
void page_image(struct page *page, const GumboNode *element);
void page_leaf(struct page *page, enum node_kind kind, struct str clean,
               const GumboNode *at);
void page_note_ref(struct page *page, struct str name, const GumboNode *at);
void page_open_inline(struct page *page, const GumboNode *element,
                      enum html_element kind);
void page_close_inline(struct page *page, const GumboNode *element);

/* Ends what is open in the paragraph; it goes on in the next. */
void page_finish_inlines(struct page *page);

/* --- Elements (element.c) --- */

void page_children(struct page *page, const GumboNode *element, int depth);
void page_node(struct page *page, const GumboNode *node, int depth);

/* The children in a block of their own: `block` takes blocks until they end. */
void page_children_in(struct page *page, struct node *block, const GumboNode *element,
                      int depth);

/* The children as inlines of `holder`; their blocks are lines of it. */
void page_inlines_in(struct page *page, struct node *holder, const GumboNode *element,
                     int depth);

/* --- Tables (table.c) --- */

void page_table(struct page *page, const GumboNode *table, int depth);

/* --- Code (code.c) --- */

void page_code(struct page *page, const GumboNode *pre);

/* The same as lines of the block that takes inlines. */
void page_code_lines(struct page *page, const GumboNode *pre);

/* --- Callouts (callout.c) --- */

/* Puts an element that is a note, a warning or the like; false when it is none. */
bool page_callout(struct page *page, const GumboNode *element, int depth);

/* --- Footnotes (notes.c) --- */

void page_find_notes(struct page *page, const GumboNode *content);

/* Whether an element is a footnote. */
bool page_is_note(const struct page *page, const GumboNode *element);

/* The name of the footnote that a link leads to; empty when it leads elsewhere. */
struct str page_note_of(const struct page *page, const GumboNode *link);
void page_note(struct page *page, const GumboNode *element, int depth);

#endif
