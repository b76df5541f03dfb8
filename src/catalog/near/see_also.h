/*
 * The sections that say more about a question, asked of the catalog when they are
 * shown.
 */
#ifndef LECTERN_CATALOG_NEAR_SEE_ALSO_H
#define LECTERN_CATALOG_NEAR_SEE_ALSO_H

#include "catalog/related.h"
#include "catalog/store/database.h"
#include "library/facts.h"

enum {
    /* Questions of an article that are asked for, its first ones. Each is compared with
     * all headings of the article, so that without a bound the time would grow with the
     * square of an article that is one long list of questions. */
    SEE_QUESTIONS_MAX = 200,
};

struct see_also_finder;

/* As related_finder_new() (related.h). */
struct see_also_finder *see_also_finder_new(struct database *database,
                                            size_t kept_bytes);
void see_also_finder_free(struct see_also_finder *finder); /* NULL is fine */

/* The sections that say more about question `index` of an article with these facts: its
 * own first, then those of others. Returns how many. To be called within one
 * transaction. */
size_t see_also_find(struct see_also_finder *finder, uint32_t article,
                     const struct facts *facts, size_t index,
                     struct see_also found[SEE_MAX]);

#endif
