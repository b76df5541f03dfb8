/*
 * Key points and questions that were found, and which of them come first: those that
 * say the same are one, and the first few are of different articles.
 */
#ifndef LECTERN_CATALOG_SEARCH_ITEM_ORDER_H
#define LECTERN_CATALOG_SEARCH_ITEM_ORDER_H

#include "base/arena.h"
#include "catalog/search.h"

struct placed_item {
    struct item_hit hit;
    int64_t order; /* of the article */
    uint64_t says; /* a hash of all that it says; the same in two that say the same */
    uint64_t name; /* a hash of its label; 0: none */
};

/* Best first, equals in reading order. */
void item_order_sort(struct placed_item *items, size_t count);

/* Makes one of those that say the same: the first, which gets the others in `also`, in
 * the arena. Returns how many are left. */
size_t item_order_join(struct placed_item *items, size_t count, struct arena *arena);

/* Brings variety to the first five of what is sorted: no label twice, and, unless all
 * are of one article anyway, two points of an article at most. What is put off for that
 * stays right after them, and comes first all the same where all else is much worse. */
void item_order_vary(struct placed_item *items, size_t count, bool is_one_article);

#endif
