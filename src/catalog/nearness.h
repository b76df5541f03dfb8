/*
 * Nearness in the catalog: reckoned from the words and links of all articles
 * (library/near.h), kept as rows.
 */
#ifndef LECTERN_CATALOG_NEARNESS_H
#define LECTERN_CATALOG_NEARNESS_H

#include <stdatomic.h>
#include <stdbool.h>

#include "catalog/structure.h"
#include "library/usage.h"

/* By what the words of a large library are thinned out when its articles are read: once
 * it was sampled it stays, so that all words are thinned alike. NULL for a small
 * library, and when `*stop` is set. The caller's. */
struct usage *nearness_usage(const struct structure *structure,
                             const struct library *library, const atomic_bool *stop);

/* Reckons what is near each article and writes what differs from before. A word more
 * in one article weighs differently in all, so none can be left out; most time goes
 * into reading the words anyway. In several transactions, each with what is near some
 * articles; when it is stopped the others keep what they had. */
void nearness_write(const struct structure *structure, const struct library *library,
                    const atomic_bool *stop);

#endif
