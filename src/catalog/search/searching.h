/*
 * Inside a search: its connection, its statements, and what the kinds of questions have
 * in common.
 *
 * The *text* of an article is its words in the full-text tables; its rows there follow
 * from the article's id (schema.h). An article that was not read yet has none.
 */
#ifndef LECTERN_CATALOG_SEARCH_SEARCHING_H
#define LECTERN_CATALOG_SEARCH_SEARCHING_H

#include <stdatomic.h>

#include "catalog/names/name_index.h"
#include "catalog/search/rank.h"
#include "catalog/search/text_cache.h"
#include "catalog/search_status.h"
#include "catalog/store/database.h"
#include "catalog/store/schema.h"

struct similar_names;
struct forms_finder;

/* A full-text table as it is asked. */
struct search_index {
    struct statement *next_word; /* of its words the first in a range */
    struct statement *rows;      /* rows in a range that match */
};

struct text {
    uint32_t article;
    int64_t order; /* of the article, in reading order */
};

struct search {
    struct catalog *catalog;
    struct view *view;
    struct database database;
    atomic_bool stop;
    struct ranker ranker;
    struct search_index passage, called;
    struct statement *some; /* the first texts that match */
    struct statement
        *ranked; /* rows of passages in a range, and what is found in each */
    struct statement *text_of, *ids_end, *spans, *words, *tags;
    struct statement *place, *topic, *below, *in_order, *facts;
    struct statement *name;
    struct text text; /* found last, or of ARTICLE_NONE: it is asked for repeatedly */
    struct arena spans_arena;      /* of those that were asked for last */
    struct name_index index;       /* of names; of the structure below */
    struct similar_names *similar; /* or NULL */
    struct forms_finder *forms;
    unsigned structure;
    struct text_cache read;
    struct extracted {
        struct arena arena;
        const struct extract *extract; /* NULL: of none */
        uint32_t article;
    } extracted;    /* from the article that was asked for last */
    unsigned state; /* of the catalog, when those were read */
    bool is_begun;  /* something was asked at that state */
    /* The articles below the topic that was searched last: while one types it stays. */
    struct scope_cache {
        bool is_made;
        uint64_t topic;
        uint32_t *articles; /* ascending */
        size_t count;
    } scope;
};

/* The text of an article, by its id, which may be any number in a database that is
 * damaged; false when it has none. */
bool search_text_of(struct search *search, int64_t article, struct text *text);

/* The spans of a text, valid until others are asked for; false when there are none. */
bool search_spans_of(struct search *search, int64_t article, struct spans *spans);

/* How many sections, points and questions a text has; likewise. */
bool search_counts_of(struct search *search, int64_t article,
                      size_t counts[SPAN_KIND_COUNT]);

/* The ids of all articles that have texts are below this. */
int64_t search_ids_end(struct search *search);

bool search_is_stopped(const struct search *search);

/* For the beginning and the end of what is asked. */
void search_begin(struct search *search);
enum search_status search_end(struct search *search);

#endif
