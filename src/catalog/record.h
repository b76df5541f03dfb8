/*
 * Records: facts, counted words, usage and heads as bytes of a catalog, and back.
 *
 * Numbers are varints (varint.h), texts a length and their bytes; facts and links are
 * packed then (pack.h). What is read back may be damaged or a stranger's: a record that
 * does not fit together is refused whole, and every text is made clean again.
 */
#ifndef LECTERN_CATALOG_RECORD_H
#define LECTERN_CATALOG_RECORD_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "catalog/pack.h"
#include "library/facts.h"
#include "library/hooks.h"
#include "library/usage.h"
#include "library/words.h"

enum {
    /* Of a key point's text and of an answer, kept; the rest is in the article. */
    RECORD_POINT_BYTES = 320,
    RECORD_ANSWER_BYTES = 320,
};

/* Links and flaws are not part of it: links have a record of their own. */
void record_put_facts(struct packer *packer, struct buf *out,
                      const struct facts *facts);

/* False for a record that is damaged. Everything goes into `arena`. Folded texts are
 * not made. */
bool record_get_facts(struct str record, struct arena *arena, struct facts **facts);

/* The same, but only what its headings are called, for those that are the title
 * nothing. Quicker: no more of the record is unpacked. */
bool record_get_headings(struct str record, struct arena *arena, struct str **titles,
                         size_t *count);

/* Stems that the usage has take less room; it may be NULL. With another one the record
 * is damaged, or other words come out. */
void record_put_words(struct buf *out, const struct article_words *words,
                      const struct usage *usage);
bool record_get_words(struct str record, const struct usage *usage, struct arena *arena,
                      struct article_words **words);

void record_put_usage(struct buf *out, const struct usage *usage);

/* The usage is the caller's. */
bool record_get_usage(struct str record, struct usage **usage);

void record_put_head(struct buf *out, const struct head *head);
bool record_get_head(struct str record, struct arena *arena, struct head *head);

#endif
