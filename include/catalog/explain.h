/*
 * Why a row of a search is where it is, in terms that a reader can check.
 */
#ifndef LECTERN_CATALOG_EXPLAIN_H
#define LECTERN_CATALOG_EXPLAIN_H

#include "catalog/search.h"

/* What was found of a term: a word that it stands for, and how often it is in the
 * article's names, in the heading, label or question and in the text or answer; of a
 * point or question also in the heading that it is below. */
struct explained_form {
    struct str words; /* a space between two; a star where it may go on */
    const char *kind; /* "typed", "ending", "spelling", "joined" or "slip" */
    unsigned title, place, heading, text;
};

enum explained_where {
    EXPLAINED_HERE,      /* in the section or item, or in the article's names */
    EXPLAINED_ELSEWHERE, /* in another section */
    EXPLAINED_NOWHERE,   /* not in the article; of an item, not in itself */
};

enum explained_what { EXPLAINED_SECTION, EXPLAINED_POINT, EXPLAINED_QUESTION };

struct explained_term {
    struct str term;
    enum explained_where where;
    bool is_small;                /* says nothing beside the others */
    size_t articles;              /* that have it, about */
    double weight;                /* how telling it is: the rarer, the more */
    double score;                 /* its part of the sum */
    struct explained_form *forms; /* that are in the section */
    size_t form_count;
};

struct explanation {
    enum explained_what what;
    struct explained_term *terms; /* in the order typed */
    size_t count;
    size_t articles; /* of the library */
    double sum;      /* of the terms' scores */
    double factor;   /* by which it is more or less for what is missing and how near
                      * the words are to each other */
    double own;      /* 1; of a point also less, by its own weight */
    double score;    /* of all; more when a question in the section asks for this */
    bool is_name;    /* comes first since the article is called so */
};

/* What the hit of an answer owes to each term. False when there were no terms, or the
 * article has changed. In the arena. */
bool search_explain(struct search *search, const struct passages *found,
                    const struct passage_hit *hit, struct arena *arena,
                    struct explanation *explanation);

/* The same of a point or question. */
bool search_explain_item(struct search *search, const struct items *found,
                         enum item_kind kind, const struct item_hit *hit,
                         struct arena *arena, struct explanation *explanation);

#endif
