/*
 * Nearness in the catalog: reckoned from the words and links of all articles
 * (library/near.h), kept as rows.
 */
#ifndef LECTERN_CATALOG_NEARNESS_H
#define LECTERN_CATALOG_NEARNESS_H

#include <stdatomic.h>
#include <stdbool.h>

#include "catalog/structure.h"

/* Reckons and writes what is near the articles that are `wanted`, by number; NULL is
 * all. In several transactions, each with what is near some articles; when it is
 * stopped the others keep what they had. */
void nearness_write(const struct structure *structure, const struct library *library,
                    const bool *wanted, const atomic_bool *stop);

#endif
