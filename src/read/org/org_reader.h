/*
 * What the parts of the reader of Org share.
 *
 * A text is cut at its headings first (org.c); what is between two of them is read
 * block by block (org_blocks.c), and inlines as they come (org_inline.c).
 */
#ifndef LECTERN_READ_ORG_ORG_READER_H
#define LECTERN_READ_ORG_ORG_READER_H

#include "read/markup/labels.h"
#include "read/markup/markup.h"
#include "read/yaml/meta.h"

struct org {
    struct markup m;      /* first: its functions give this struct, too */
    struct labels macros; /* by #+MACRO */
    struct labels links;  /* abbreviations, by #+LINK */
    struct labels states; /* TODO and the like */
    struct labels notes;
    struct labels places; /* names and targets in this file */
    uint32_t *ends;   /* of a line that opens a block or drawer: the line that closes
                       * it, or no line at all */
    struct str label; /* of the block that comes, by #+NAME */
    struct str caption;
    int macro_depth;
    size_t macro_bytes;
    struct meta_list meta;
};

static inline struct org *org_of(struct markup *m)
{
    return (struct org *)m;
}

/* --- org_blocks.c --- */

void org_blocks(struct org *org, struct node *parent, const struct excerpt *lines);

/* "#+KEY: value" */
bool org_keyword(struct str line, struct str *key, struct str *value);

/* "#+begin_name arguments" */
bool org_block_begin(struct str line, struct str *name, struct str *arguments);

/* ":NAME:" alone in its line. */
bool org_drawer(struct str line, struct str *name);

/* --- org_lists.c --- */

/* Bytes of an item's mark and the blanks after it; 0 when the line has none. */
uint32_t org_item_mark(struct str line, bool is_indented);

size_t org_list(struct org *org, struct node *parent, const struct excerpt *lines,
                size_t at);

/* --- org_inline.c --- */

void org_inlines(struct markup *m, struct node *parent, struct str text, uint32_t line);

#endif
