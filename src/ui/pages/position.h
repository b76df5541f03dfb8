/*
 * Positions: places in a page that outlive it.
 *
 * The number of an article is that of one opening of its library, and numbers of nodes
 * are those of one reading of the article: they are others when its file has changed,
 * and when its head gives way to the whole. Those of a footer are others when what is
 * near the article has changed. A position names a place by what is there: the path of
 * the article, the first words of its block, the section that this is in, and how far
 * into it the place is. So it is found again in any later reading, as near as there is
 * something left of it. Whatever is kept for longer than a page is held keeps
 * positions.
 *
 * A position owns nothing and may be copied.
 */
#ifndef LECTERN_UI_PAGES_POSITION_H
#define LECTERN_UI_PAGES_POSITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout/layout.h"
#include "ui/keys/kinds.h"

#define NODE_NONE UINT32_MAX /* too large for an enumerator */

enum { POSITION_WORDS_BYTES = 40 };

/* Which page it is, in any library and run. */
struct page_id {
    enum page_kind kind;
    struct str path; /* of an article; else empty */
};

static inline bool page_id_eq(struct page_id a, struct page_id b)
{
    return a.kind == b.kind && str_eq(a.path, b.path);
}

/* What a page shows. */
struct content {
    struct page_id page;
    const struct doc *doc;
    const struct footer *footer; /* NULL while there is none */
};

struct position {
    struct page_id page;              /* its path lasts as long as the cache of pages */
    char words[POSITION_WORDS_BYTES]; /* that the block begins with */
    uint64_t section;                 /* hash of its slug; 0 before the first */
    uint64_t dest;     /* of a link, hash of where it leads as it was written */
    uint32_t id;       /* of the block, in its document */
    uint32_t below;    /* nodes from the section's heading to the block */
    uint32_t inner;    /* nodes from the block to the node */
    uint32_t byte;     /* in the node's text */
    uint32_t bytes;    /* of the block's text before that */
    uint32_t line;     /* of the block in the source */
    uint16_t depth;    /* of the block in the tree */
    uint8_t words_len; /* all of the block's text when it is less than there is room */
    uint8_t kind, inner_kind; /* of the block and of the node */
    bool is_set;
    bool in_footer;
};

/* Of a place; not set when there is no such node, but the page is. */
struct position position_of(struct content content, struct anchor anchor);

/* Where it is now. False when its block is no longer there: then `*anchor` is
 * what is nearest, by section or by line. */
bool position_find(const struct position *position, struct content content,
                   struct anchor *anchor);

/* The very node, a block or in one; NODE_NONE when it is no longer there. */
uint32_t position_node(const struct position *position, struct content content);

/* --- Ranges of nodes --- */

struct position_range {
    struct position first, last;
    bool is_set;
    bool to_end; /* of the document */
    bool with_footer;
};

/* Of the ids [from, to) of the document, and its footer if `to` is larger than all of
 * them; not set when `to` is 0. */
struct position_range range_of(struct content content, uint32_t from, uint32_t to);

/* Both 0 when it is no longer there. */
void range_find(const struct position_range *range, struct content content,
                uint32_t *from, uint32_t *to);

/* --- Where a row of a list leads --- */

/* A page, and a place in it, said by what is known before the page is read. */
enum destination_kind {
    DESTINATION_SECTION,  /* heading `number`, from 1, of the article as it was read for
                           * the catalog, if its slug is still `slug` or not known; else
                           * what `slug` names; the top when neither is known */
    DESTINATION_RANGE,    /* `range`; what is nearest where that is gone */
    DESTINATION_FACT,     /* the node `number` of the article as it was read for the
                           * catalog; else its section */
    DESTINATION_BACKLINK, /* the first link to the article `number` in the section
                           * `slug` */
};

struct destination {
    struct page_id page;
    enum destination_kind at;
    uint32_t number;
    uint32_t end; /* of a question: the id after its answer, counted as `number`; 0:
                   * it ends with the node */
    struct str
        slug; /* of DESTINATION_FACT: its section, if the node is no longer there */
    struct position_range range;
    bool marks; /* of DESTINATION_RANGE: it is marked */
};

/* --- What is folded --- */

/* A part that the reader has folded or unfolded: its state differs from the
 * document's. */
struct fold_mark {
    uint64_t words; /* hash of what it begins with */
    uint32_t id;
};

/* One for each of the ids, the caller's to free(); NULL for none. */
struct fold_mark *fold_marks_of(const struct doc *doc, const uint32_t *ids,
                                size_t count);

/* Writes the ids that they have in a document now, sorted; returns how many there are,
 * `count` at most. */
size_t fold_marks_find(const struct fold_mark *marks, size_t count,
                       const struct doc *doc, uint32_t *ids);

#endif
