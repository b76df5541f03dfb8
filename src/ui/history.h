/*
 * Where the reader has been: places to go back and forward to, exactly.
 */
#ifndef LECTERN_UI_HISTORY_H
#define LECTERN_UI_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/reader.h"

enum {
    PLACES_MAX = 1000, /* remembered in each direction (SECURITY 2.4 R8) */
    PLACE_MARKS = 26,
};

struct place {
    enum page_kind kind;
    uint32_t article;
    uint32_t item; /* where in the tree it was opened */
    struct spot spot;
    bool skim;
    struct spot full; /* where one was before skimming */
    uint32_t *folds;  /* owned */
    size_t fold_count;
    bool is_head;    /* only the head of the article was there: ids are those of it */
    bool is_dressed; /* the page was (ui/dress.h): ids are those of its document */
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

/* Makes a place in a page that was plain then fit the page as it is now. */
void place_redress(struct place *place, const struct page *page);

/* Puts the reader, which shows the place's page, back to it; lay out by force next,
 * then call place_resume(). */
void place_prepare(const struct place *place, struct reader *reader);
void place_resume(const struct place *place, struct reader *reader);

/* Takes over the place. */
void trail_push(struct trail *trail, struct place place);
bool trail_pop(struct trail *trail, struct place *place);
void trail_clear(struct trail *trail);

#endif
