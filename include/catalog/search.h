/*
 * Searching a library by its catalog: passages, key points, questions and names.
 *
 * A search has connections of its own and belongs to one thread at a time; it waits for
 * no other one. Another thread may stop what it is doing (search_stop). It shows the
 * structure that the library had when it was opened, and the articles that have been
 * read by the time it is asked.
 *
 * What is asked while one types must be answered at once, in a library of any size. So
 * a *limit* bounds the work as well as the answer:
 *
 *   - Of words that are in more than some thousand sections, not all sections are
 *     ranked: the first some thousand are, as many out of all parts of the library, and
 *     those of articles that are called so.
 *   - A word that is being typed stands for those some dozen words beginning so
 *     that are most frequent in titles and headings, and for rarer ones where there
 *     are no more than that. One or two letters alone are looked for in titles and
 *     headings only.
 *   - Filters alone leave articles out of the first some thousand.
 *
 * An answer that such a bound may have touched says so (`is_partial`). Without a limit
 * (0) nothing is given up: all is found and ranked exactly, however long that takes.
 * Then a catalog that has followed any edits answers like one that was just made.
 */
#ifndef LECTERN_CATALOG_SEARCH_H
#define LECTERN_CATALOG_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "catalog/name_kind.h"
#include "catalog/range.h"
#include "catalog/search_status.h"
#include "catalog/view.h"
#include "library/scope.h"

struct search;

/* Fails when the catalog cannot be read. The catalog must outlive the search. */
int search_open(struct catalog *catalog, struct search **out, struct error *err);
void search_close(struct search *search); /* NULL is fine */

/* The view that its articles are read through; for the thread that searches. */
struct view *search_view(struct search *search);

/* From any thread: ends what the search is doing, and whatever is asked of it, until
 * search_resume(). */
void search_stop(struct search *search);
void search_resume(struct search *search);

/* --- Passages --- */

struct query;

/* A line that says what was typed beyond the limits of a query, and so was not looked
 * for; empty when all was. It is in the arena. */
struct str search_left_out(const struct query *query, struct arena *arena);

/* The terms of a set that has a bit for each, the lowest for the first, as they were
 * typed; their number. In the arena. */
size_t search_terms(const struct query *query, uint32_t set, struct arena *arena,
                    struct str **terms);

/* A line that says which phrases in quotes nothing has, whose words are looked for
 * without the quotes, and which words were taken for slips of the finger, and what was
 * looked for in their place; empty when there are none. It is in the arena. */
struct str search_shown_for(const struct query *query, struct arena *arena);

/* Those phrases, each in its quotes. In the arena. */
struct str search_unquoted(const struct query *query, struct arena *arena);

/* The words that were looked for in the place of slips; their number. In the arena. */
size_t search_shown_words(const struct query *query, struct arena *arena,
                          struct str **words);

/* A section: its heading and what is below it up to the next one. */
struct passage_hit {
    uint32_t article;
    uint32_t heading; /* index into the facts' headings, or SEARCH_TOP */
    double score;     /* higher is better; 0 when no words were asked for */
    /* Sets of terms: that the article does not have, and that it has, but not in this
     * section. */
    uint32_t missing, elsewhere;
    /* The question in this section that asks for this, to be shown in its place: one
     * more than its index in the article's facts; 0: none. */
    uint32_t asks;
    /* What else was found in its article, the best first, without more of their own;
     * within a scope that is an article each is a hit for itself. */
    struct passage_hit *more;
    size_t more_count;
};

struct expression;

struct passages {
    const struct query *query;           /* what was understood, for lighting it */
    const struct expression *expression; /* what was looked for (explain.h), or NULL */
    struct passage_hit *hits;            /* best first, equals in reading order */
    size_t count;
    bool is_partial; /* without a limit there may be more, or another order */
};

/*
 * The articles that have what `text` asks for (query.h; nothing typed is an error),
 * `limit` at most, each by its best section; without words those that the filters
 * leave, in reading order. An article that is called just so comes first.
 *
 * All that has all words is found, in one section or in several of an article; while
 * that is less than some dozen articles, also what lacks the least telling of them,
 * then more. What stands in quotes or is to be in a title must be there. Of a single
 * word nothing is found that does not have it.
 *
 * For words in its title alone an article is found by its top. `typing` takes the last
 * word for the beginning of one. Of the scope's topic only the id is used when the
 * library is in a catalog. All is in the arena.
 */
enum search_status search_passages(struct search *search, struct str text, bool typing,
                                   struct scope scope, size_t limit,
                                   struct arena *arena, struct passages *found);

/* What a hit looks like. */
struct snippet {
    struct str text;          /* clean, one line; "…" where more is before or after */
    struct byte_range *marks; /* the words that were asked for, in order */
    size_t mark_count;
};

/*
 * The part of a passage in which most of what was asked for is together, of about
 * `bytes` bytes. Reads the article, of which a few are kept. False when it cannot be
 * read, or has no such section any more. In the arena.
 */
bool search_snippet(struct search *search, const struct query *query,
                    const struct passage_hit *hit, size_t bytes, struct arena *arena,
                    struct snippet *snippet);

/* --- Key points and questions --- */

enum item_kind { ITEM_POINT, ITEM_QUESTION };

/* Where a point or question is. */
struct item_place {
    uint32_t article;
    uint32_t index; /* in the article's facts */
};

struct item_hit {
    uint32_t article;
    uint32_t index;
    double score;            /* higher is better; 0 when no words were asked for */
    uint32_t missing;        /* a set of terms: that it does not have */
    bool is_vague;           /* the label of a point says nothing without its text */
    struct item_place *also; /* others that say the same, the best first */
    size_t also_count;
};

struct items {
    const struct query *query;           /* what was understood */
    const struct expression *expression; /* what was looked for (explain.h), or NULL */
    struct item_hit *hits;
    size_t count;
    bool is_partial; /* without a limit there may be more, or another order */
};

/*
 * The key points or the questions in which the words of `text` occur, all of them or,
 * as search_passages() has it, most; `typing` takes the last one for the beginning of a
 * word, which counts less. A word counts more in the label or question than in the text
 * or answer, and there more than in the titles of its section and article; a point's
 * own weight counts, too, and whether its label says anything. Best first, equals in
 * reading order; those that say the same are one, and of the first five points no two
 * have one label and, where others are nearly as good, no three are of one article.
 * Without words all are there in reading order, the points of an article by their
 * weight. Minus, quotes and filters are understood as by search_passages().
 */
enum search_status search_items(struct search *search, enum item_kind kind,
                                struct str text, bool typing, struct scope scope,
                                size_t limit, struct arena *arena, struct items *found);

struct facts;
struct fact_point;

/* Whether a point is to be shown without its label, which says nothing: when its text
 * is long enough to say what it is about. */
bool item_hides_label(const struct item_hit *hit, const struct fact_point *point);

/* The text of a key point, or an answer, whole: of a long one the facts have the
 * beginning, and the article is read. In the arena, or the facts' own. `hit->index`
 * must be one of the facts. */
struct str search_item_text(struct search *search, enum item_kind kind,
                            const struct item_hit *hit, const struct facts *facts,
                            struct arena *arena);

/* --- Names --- */

struct name_hit {
    uint32_t article;
    uint32_t heading; /* of a heading, else SEARCH_TOP */
    enum name_kind kind;
    struct str name;          /* clean: the title, alias, heading or path itself */
    struct byte_range *marks; /* the letters that were typed, in order */
    size_t mark_count;
    int score; /* higher is better; for one query only */
};

struct names_found {
    struct name_hit *hits;
    size_t count;
    bool is_partial; /* without a limit there may be more, or another order */
};

/*
 * The names that are meant by what was typed (catalog/names/name_match.h): by words in
 * any order, their beginnings, other forms, initials; when few are, with slips; when
 * none is, names that are near (catalog/similar.h), or have the letters scattered over
 * them. Until the names are in memory, and in a library of more than 300,000
 * (catalog/names/name_index.h), those with words that begin with the words typed, and
 * only when they are few also the others, as far as they are in memory. Best first; of
 * equals titles before aliases before headings before paths, then the shorter, then in
 * reading order. Of an article, its title or the best of its other names; headings are
 * for themselves. When nothing is typed: titles in reading order.
 */
enum search_status search_names(struct search *search, struct str typed, size_t limit,
                                struct arena *arena, struct names_found *found);

/* Brings what questions need into memory before they are asked: the words of the
 * library and its names, as far as it gets until the search is stopped; it goes on
 * there the next time. */
enum search_status search_load_ahead(struct search *search);

#endif
