/*
 * Inside a search: its connection, its statements, and what the kinds of questions have
 * in common.
 *
 * A *row* is of one of the full-text tables: a text's number and the row's own in it
 * (schema.h). Rows of texts that are no article's any more are skipped.
 */
#ifndef LECTERN_CATALOG_SEARCHING_H
#define LECTERN_CATALOG_SEARCHING_H

#include <stdatomic.h>

#include "catalog/database.h"
#include "catalog/names_pack.h"
#include "catalog/rank.h"
#include "catalog/schema.h"
#include "catalog/search.h"
#include "catalog/text_cache.h"

/* A full-text table as it is asked. */
struct search_index {
    const char *named;     /* the column that holds what `title:` asks for; or NULL */
    struct ranker *ranker; /* NULL: its rows are not ranked */
    struct statement *next_word; /* of its words the first in a range */
    struct statement *some;      /* the first rows that match */
    struct statement *rows;      /* rows in a range that match */
    struct statement *ranked;    /* likewise, and their scores */
};

struct search {
    struct catalog *catalog;
    struct view *view;
    struct database database;
    atomic_bool stop;
    struct ranker passage_ranker, item_ranker;
    struct search_index passage, item, called;
    struct statement *article_of_text, *text_of_article, *words, *has_items, *tags;
    struct statement *place, *topic, *below, *in_order, *facts, *titles;
    struct statement *name_row, *names_from;
    struct names_pack names;
    struct text_cache read;
    struct extracted {
        struct arena arena;
        const struct extract *extract; /* NULL: of none */
        uint32_t article;
    } extracted;    /* from the article that was asked for last */
    unsigned state; /* of the catalog, when those were read */
    /* The articles below the topic that was searched last: while one types it stays. */
    struct scope_cache {
        bool is_made;
        uint64_t topic;
        uint32_t *articles; /* ascending */
        size_t count;
    } scope;
};

static inline int64_t row_of(int64_t text, int64_t number)
{
    return (int64_t)((uint64_t)text << TEXT_SHIFT) + number;
}

static inline int64_t row_text(int64_t row)
{
    return row >> TEXT_SHIFT;
}

static inline uint32_t row_number(int64_t row)
{
    return (uint32_t)row & ((1u << TEXT_SHIFT) - 1);
}

/* The number of an article's text, or -1 when it has none. */
int64_t search_text(struct search *search, uint32_t article);

/* The article that has a text, and its place in reading order; false when none has. */
bool search_article(struct search *search, int64_t text, uint32_t *article,
                    int64_t *order);

/* Numbers of texts are below. */
int64_t search_texts_end(struct search *search);

bool search_is_stopped(const struct search *search);

/* For the beginning and the end of what is asked. */
void search_begin(struct search *search);
enum search_status search_end(struct search *search);

#endif
