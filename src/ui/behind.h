/*
 * What stands behind the screen: the library, and its catalog, which is brought in step
 * with the folder on a thread while one reads.
 *
 * There is always a library to be shown. That of a folder is the catalog's, once it
 * knows the tree and has what was named; until then what library_open_shallow() knows
 * of it. The starter library and standard input are held in memory, and their catalog,
 * too.
 */
#ifndef LECTERN_UI_BEHIND_H
#define LECTERN_UI_BEHIND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "catalog/catalog.h"
#include "catalog/view.h"
#include "library/library.h"

struct behind_options {
    const char *path; /* as library_open() takes it */
    /* Of a catalog without a path: instead of the folder that it names, if that is not
     * there; may be NULL. */
    const char *fallback;
    const char
        *article;     /* in it, by what a person calls it; NULL: where the path leads */
    const char *made; /* a catalog that was made ahead, or NULL */
};

struct behind {
    int wake[2]; /* a pipe; to be waited for at its first end */
    const char *path;
    struct library *memory; /* of one that is held in memory, else NULL */
    struct library *near;   /* what is known at once, until the tree is */
    struct str named; /* its article that was named, by its path; empty when none was */
    struct catalog *catalog; /* NULL before behind_begin() for one in memory */
    struct view *view;       /* NULL while nothing is known */
    unsigned state;          /* catalog_state() when it was asked last */
    bool is_old;             /* there is another library: behind_replace() */
};

/* What behind_take() has found. */
enum behind_news {
    NEWS_NONE,
    NEWS_FACTS,   /* more is known of articles, or something in them changed */
    NEWS_LIBRARY, /* there is another library: behind_replace() */
};

/* Opens the library; `*start` is the article to begin with or ARTICLE_NONE, and
 * `*section` (of an article that was named) is in `options`. Fails with one line. */
int behind_open(struct behind *behind, const struct behind_options *options,
                uint32_t *start, struct str *section, struct error *err);
void behind_close(struct behind *behind);

struct library *behind_library(const struct behind *behind);

/* Begins what can wait until the first screen is there. */
void behind_begin(struct behind *behind);

/* Empties the pipe and looks for news. `trouble` is empty when there is none. */
enum behind_news behind_take(struct behind *behind, struct error *trouble);

/* Puts the new library in the place of the old one, which is given back: nothing must
 * point into it when behind_discard() is called. */
struct behind behind_replace(struct behind *behind);
void behind_discard(struct behind *old);

#endif
