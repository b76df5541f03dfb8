/*
 * What is wrong with a library, by its catalog: kind by kind, in reading order.
 *
 * Most flaws are rows of the table `flaw`. Links to sections of other articles are
 * checked here: against the headings in the catalog first, then against the article's
 * file, which may have an anchor of that name.
 */
#ifndef LECTERN_CATALOG_CHECK_H
#define LECTERN_CATALOG_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/view.h"

enum check_kind {
    CHECK_UNREADABLE, /* articles that cannot be read */
    CHECK_NOTICE,     /* what could not be taken as it is */
    CHECK_DANGLING,   /* links that lead nowhere */
    CHECK_AMBIGUOUS,  /* links that may mean several articles */
    CHECK_SECTION,    /* links to sections that are not there */
    CHECK_UNTITLED,   /* articles without a title */
    CHECK_DUPLICATE,  /* articles called like one before them, by their titles */
    CHECK_ORPHAN,     /* articles that nothing links to */
    CHECK_KIND_COUNT,
};

struct flaw {
    uint32_t article;
    struct str path;  /* of the article */
    uint32_t line;    /* of its source; 0 when unknown, or of the whole article */
    uint32_t order;   /* of a link: its index in the document */
    bool is_name;     /* of a dangling link: it seeks an article, not another file */
    struct str text;  /* why, clean; of a link its destination, raw; or the title */
    struct str other; /* path of the article that is taken for an ambiguous link, that
                       * has no such section, or that has the same title; or empty */
};

struct check;

/* Looks for flaws of a kind. The view must outlive it, and be held or not change. */
struct check *check_begin(struct view *view, enum check_kind kind);

/* The next one, valid until the next call; false at the end. */
bool check_next(struct check *check, struct flaw *flaw);

void check_end(struct check *check); /* NULL is fine */

#endif
