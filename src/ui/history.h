/*
 * Where the reader has been: places to go back and forward to, exactly.
 */
#ifndef LECTERN_UI_HISTORY_H
#define LECTERN_UI_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/reader/reader.h"

enum {
    PLACES_MAX = 1000, /* remembered in each direction (SECURITY.md) */
    PLACE_MARKS = 26,
};

struct place {
    enum page_kind kind;
    uint32_t article;
    uint32_t item; /* where in the tree it was opened */
    struct spot spot;
    bool skim;
    struct spot full;        /* where one was before skimming */
    struct fold_mark *folds; /* owned */
    size_t fold_count;
    bool is_head; /* it is in the head of the article: the rest need not be there */
    bool is_set;
};

struct trail {
    struct place *items;
    size_t count, cap;
};

struct history {
    struct trail back, forward;
    struct place marks[PLACE_MARKS];
};

void history_release(struct history *history);

/* The place where a reader is now. */
struct place place_of(const struct reader *reader, uint32_t item);
struct place place_copy(const struct place *place);
void place_release(struct place *place);

/* Whether the reader, which shows the place's page, shows it as it was then: as much
 * folded, and skimmed. */
bool place_is_alike(const struct place *place, const struct reader *reader);

/* Puts the reader, which shows the place's page, back to it; lay out by force next,
 * then call place_resume(). */
void place_prepare(const struct place *place, struct reader *reader);
void place_resume(const struct place *place, struct reader *reader);

/*
 * All that a reader shows of its page, kept while that becomes another: whole, or read
 * again. It goes on as if nothing had happened, as far as what it shows is still there.
 */
struct kept {
    struct place place;
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
                    struct lines *lines);

/* Restores what is marked and found where the place is restored already. */
void reader_restore_marks(struct reader *reader, const struct kept *kept);

/* Takes over the place. */
void trail_push(struct trail *trail, struct place place);
bool trail_pop(struct trail *trail, struct place *place);
void trail_clear(struct trail *trail);

#endif
