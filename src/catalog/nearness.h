/*
 * Nearness in the catalog: reckoned from the words and links of all articles
 * (library/near.h), kept as rows.
 */
#ifndef LECTERN_CATALOG_NEARNESS_H
#define LECTERN_CATALOG_NEARNESS_H

#include <stdatomic.h>
#include <stdbool.h>

#include "catalog/structure.h"

enum {
    /* The words of all articles are in memory meanwhile, some 4 kB an article, and the
     * time grows with them. In a larger library nothing is related by its words. */
    NEARNESS_ARTICLES_MAX = 50000,
};

/* Reckons and writes what is near the articles that are `wanted`, by number; NULL is
 * all. One transaction; nothing is written when it is stopped. */
void nearness_write(const struct structure *structure, const struct library *library,
                    const bool *wanted, const atomic_bool *stop);

#endif
