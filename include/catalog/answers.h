/*
 * Key points on a subject, and beside them the sections that are about it: not all that
 * is said of a subject is a key point.
 */
#ifndef LECTERN_CATALOG_ANSWERS_H
#define LECTERN_CATALOG_ANSWERS_H

#include "catalog/search.h"

/* The rows are the first `sections_at` points, then the sections, then the other
 * points. */
struct answers {
    struct items points;
    struct passages sections; /* without `more` */
    size_t sections_at;
};

/*
 * The key points that search_items() finds. When fewer of them than one sees at once
 * match well, up to five sections stand among them, the best first: after the points
 * that match about as well as the best section, before the others; of these those that
 * hardly match are left out. No section has the label of a point that is shown, or of
 * another section, nor is it of a translation of an article that is there. All is in
 * the arena.
 */
enum search_status search_answers(struct search *search, struct str text, bool typing,
                                  struct scope scope, size_t limit, struct arena *arena,
                                  struct answers *answers);

size_t answers_count(const struct answers *answers); /* of all rows */

/* What a row is: a point, or else, NULL, a section; the other way about. */
const struct item_hit *answers_point(const struct answers *answers, size_t row);
const struct passage_hit *answers_section(const struct answers *answers, size_t row);

/* Where sections go among points or questions, the best of these first: how many score
 * as much, and how many are left without the last ones that neither do nor have all
 * words. */
size_t items_worth(const struct item_hit *hits, size_t count, double score);
size_t items_listed(const struct item_hit *hits, size_t count, double score);

/* A section as a key point. In the arena, or the facts' own. */
struct section_point {
    struct str label; /* its heading, or its article's title where that says more */
    struct str text;  /* a snippet, without the heading */
};

/* Of what the facts of its article, NULL if they are not known, say of the section. */
void search_section_point(struct search *search, const struct query *query,
                          const struct passage_hit *hit, const struct facts *facts,
                          struct arena *arena, struct section_point *point);

#endif
