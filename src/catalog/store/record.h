/*
 * Records: facts, links and heads as bytes of a catalog, and back.
 *
 * Numbers are varints (varint.h), texts a length and their bytes; facts and links are
 * packed then (pack.h). What is read back may be damaged or a stranger's: a record that
 * does not fit together is refused whole, and every text is made clean again.
 */
#ifndef LECTERN_CATALOG_STORE_RECORD_H
#define LECTERN_CATALOG_STORE_RECORD_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "catalog/store/pack.h"
#include "doc/doc.h"
#include "library/facts.h"
#include "library/hooks.h"

enum {
    /* How much of a key point's text and of an answer is kept; the rest is in the
     * article. */
    RECORD_POINT_BYTES = 320,
    RECORD_ANSWER_BYTES = 320,
};

/* A link of an article that leads to another one, or may when names change. */
struct record_link {
    enum link_form form;
    struct str dest;  /* as written */
    struct str text;  /* its label, clean */
    uint32_t section; /* it is in, by number (section.h); they do not fall */
    uint32_t order;   /* its index among all links of the document */
    uint32_t line;    /* of the source; 0 when unknown */
    uint32_t target;  /* the article it leads to, or ARTICLE_NONE */
    bool given;       /* the author lists the article as related, in YAML */
};

/* Flaws are not part of it, and of its links those that are given, without their
 * targets: those change with the names of other articles, the rest when the article
 * does. */
void record_put_facts(struct packer *packer, struct buf *out, const struct facts *facts,
                      const struct record_link *links, size_t count);

/* False for a record that is damaged where it is read. Everything goes into `arena`.
 * Folded texts and links are not made. */
bool record_get_facts(struct str record, struct arena *arena, struct facts **facts);

/* The titles of its headings only, empty for one that is the article's title. Quicker:
 * no more of the record is unpacked. */
bool record_get_headings(struct str record, struct arena *arena, struct str **titles,
                         size_t *count);

/* Its links; their targets are none. */
bool record_get_links(struct str record, struct arena *arena,
                      struct record_link **links, size_t *count);

/* The targets of the links of an article, one after the other, by their ids. */
void record_put_targets(struct buf *out, uint32_t article,
                        const struct record_link *links, size_t count);
bool record_get_targets(struct str record, uint32_t article, struct record_link *links,
                        size_t count);

/* Takes one of them off the front. */
bool record_get_target(struct str *rest, uint32_t article, uint32_t *target);

void record_put_head(struct buf *out, const struct head *head);
bool record_get_head(struct str record, struct arena *arena, struct head *head);

#endif
