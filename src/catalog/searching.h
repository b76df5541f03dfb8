/*
 * Inside a search: its connection, its statements, and what the kinds of questions have
 * in common.
 *
 * A *row* is of one of the full-text tables, a *text* the rows of an article in them
 * (schema.h). Rows that are no text's any more are skipped.
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

/* Rows [from, end). */
struct text {
    int64_t from, end;
    uint32_t article;
    int64_t order; /* of the article, in reading order */
};

struct search {
    struct catalog *catalog;
    struct view *view;
    struct database database;
    atomic_bool stop;
    struct ranker passage_ranker, item_ranker;
    struct search_index passage, item, called;
    struct statement *text_at, *text_of, *words, *has_items, *tags;
    struct statement *place, *topic, *below, *in_order, *facts;
    struct statement *name, *names_from;
    struct text text; /* found last; rows of one come together */
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

/* Whether a row of `item` is a question, and one of `called` a heading. */
static inline bool row_is_odd(int64_t row)
{
    return (row & 1) != 0;
}

/* The text that has a row; false when none has. */
bool search_text_at(struct search *search, int64_t row, struct text *text);

/* The text of an article; false when it has none. */
bool search_text_of(struct search *search, uint32_t article, struct text *text);

/* Numbers of rows are below. */
int64_t search_rows_end(struct search *search);

bool search_is_stopped(const struct search *search);

/* For the beginning and the end of what is asked. */
void search_begin(struct search *search);
enum search_status search_end(struct search *search);

#endif
