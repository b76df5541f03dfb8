/*
 * How long the sections, points and questions of a library are, for ranking: the sums
 * of their words over all texts that count.
 *
 * Code that writes or deletes a row of `text` also adds or drops its spans. So the
 * averages are those of the articles as they are now, however many edits they have
 * seen.
 */
#ifndef LECTERN_CATALOG_TEXT_LENGTHS_H
#define LECTERN_CATALOG_TEXT_LENGTHS_H

#include "catalog/store/database.h"
#include "catalog/text/spans.h"

/* Where an occurrence may be, seen from a section, key point or question. */
enum rank_part {
    RANK_TITLE, /* of the article */
    RANK_PLACE, /* the heading of the section that a point or question is in */
    RANK_HEAD,
    RANK_REST,
    RANK_PART_COUNT
};

struct lengths {
    uint64_t texts;
    uint64_t spans[SPAN_KIND_COUNT];
    uint64_t words[SPAN_KIND_COUNT][RANK_PART_COUNT]; /* of all of them */
};

/* All is 0 in a catalog without texts. What makes no sense is damage. */
void lengths_load(struct database *database, struct lengths *lengths);
void lengths_save(struct database *database, const struct lengths *lengths);

void lengths_add(struct lengths *lengths, const struct spans *spans);

/* False when more would be dropped than was added. */
bool lengths_drop(struct lengths *lengths, const struct spans *spans);

/* How many words such a part has on average. */
double lengths_average(const struct lengths *lengths, enum span_kind kind,
                       enum rank_part part);

/* The words of the heading, label or question. */
static inline uint32_t lengths_head(const struct word_span *span)
{
    return span->rest - span->from;
}

/* The section whose heading a point or question is below. */
static inline const struct word_span *lengths_place(const struct spans *spans,
                                                    const struct word_span *item)
{
    return &spans->of[SPAN_SECTION].items[item->place];
}

#endif
