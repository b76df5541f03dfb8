/*
 * Where the reader has been: places to go back and forward to, exactly.
 */
#ifndef LECTERN_UI_READER_HISTORY_H
#define LECTERN_UI_READER_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/reader/reader.h"

enum {
    PLACES_MAX = 1000, /* remembered in each direction (SECURITY.md) */
    PLACE_MARKS = 26,
};

struct visit {
    uint32_t item; /* where in the tree it was opened */
    struct viewport viewport;
    bool skim;
    struct viewport full;    /* where one was before skimming */
    struct fold_mark *folds; /* owned */
    size_t fold_count;
    bool is_head; /* it is in the head of the article: the rest need not be there */
    bool is_set;
};

struct trail {
    struct visit *items;
    size_t count, cap;
};

struct history {
    struct trail back, forward;
    struct visit marks[PLACE_MARKS];
};

void history_release(struct history *history);

/* A page goes by another name now: its file was renamed. */
void history_rename(struct history *history, struct page_id from, struct page_id to);

/* The place where a reader is now. */
struct visit visit_of(const struct reader *reader, uint32_t item);
struct visit visit_copy(const struct visit *visit);
void visit_release(struct visit *visit);

/* Whether the reader, which shows the place's page, shows it as it was then: as much
 * folded, and skimmed. */
bool visit_is_alike(const struct visit *visit, const struct reader *reader);

/* Puts the reader, which shows the place's page, back to it; lay out by force next,
 * then call visit_resume(). */
void visit_prepare(const struct visit *visit, struct reader *reader);
void visit_resume(const struct visit *visit, struct reader *reader);

/*
 * All that a reader shows of its page, kept while that becomes another: whole, or read
 * again. It goes on as if nothing had happened, as far as what it shows is still there.
 */
struct kept {
    struct visit visit;
    struct position_range part, lit;
    struct position match; /* the current one; not set when none is */
    bool finds, numbered;
};

/* `item` is where in the tree the page was opened. */
struct kept reader_keep(const struct reader *reader, uint32_t item);
void kept_release(struct kept *kept);

/* Restores it in the reader, which has a page and a size; takes over `lines` if they
 * are what it would make itself. They may be NULL. */
void reader_restore(struct reader *reader, const struct kept *kept,
                    struct prepared_lines *lines);

/* Restores what is marked and found where the place is restored already. */
void reader_restore_marks(struct reader *reader, const struct kept *kept);

/* Takes over the place. */
void trail_push(struct trail *trail, struct visit visit);
bool trail_pop(struct trail *trail, struct visit *visit);
void trail_clear(struct trail *trail);

#endif
