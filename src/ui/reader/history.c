/*
 * A place in the history holds a page item, a position and what was folded there. Two
 * stacks of places, back and forward, and the marks.
 */
#include "ui/reader/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static struct fold_mark *copy_folds(const struct fold_mark *folds, size_t count)
{
    if (count == 0)
        return NULL;
    struct fold_mark *copy = mem_zalloc(count, sizeof *copy);
    memcpy(copy, folds, count * sizeof *copy);
    return copy;
}

struct visit visit_of(const struct reader *reader, uint32_t item)
{
    return (struct visit){
        .item = item,
        .viewport = reader_viewport(reader),
        .skim = reader->skim,
        .full = reader->full,
        .is_head = reader->page->is_head,
        .folds =
            fold_marks_of(reader_doc(reader), reader->folds.items, reader->folds.count),
        .fold_count = reader->folds.count,
        .is_set = true,
    };
}

struct visit visit_copy(const struct visit *visit)
{
    struct visit copy = *visit;
    copy.folds = copy_folds(visit->folds, visit->fold_count);
    return copy;
}

void visit_release(struct visit *visit)
{
    free(visit->folds);
    *visit = (struct visit){0};
}

/* The folds as they are in the reader's page now. */
static struct fold_set find_folds(const struct visit *visit, const struct page *page)
{
    struct fold_set set = {.cap = visit->fold_count};
    if (visit->fold_count > 0)
        set.items = mem_zalloc(visit->fold_count, sizeof *set.items);
    set.count =
        fold_marks_find(visit->folds, visit->fold_count, page->opened->doc, set.items);
    return set;
}

bool visit_is_alike(const struct visit *visit, const struct reader *reader)
{
    struct fold_set set = find_folds(visit, reader->page);
    bool alike = reader->skim == visit->skim && set.count == reader->folds.count &&
                 (set.count == 0 || memcmp(set.items, reader->folds.items,
                                           set.count * sizeof *set.items) == 0);
    free(set.items);
    return alike;
}

void visit_prepare(const struct visit *visit, struct reader *reader)
{
    reader->skim = visit->skim;
    reader->full = visit->full;
    free(reader->folds.items);
    reader->folds = find_folds(visit, reader->page);
}

void visit_resume(const struct visit *visit, struct reader *reader)
{
    reader_resume(reader, &visit->viewport);
}

/* --- Keeping --- */

struct kept reader_keep(const struct reader *reader, uint32_t item)
{
    struct content content = reader_content(reader);
    struct anchor match;
    struct kept kept = {
        .visit = visit_of(reader, item),
        .part = range_of(content, reader->from, reader->to),
        .lit = range_of(content, reader->lit.from, reader->lit.to),
        .finds = reader->finding.matches != NULL,
        .numbered = reader->numbered,
    };
    if (reader_match_place(reader, &match))
        kept.match = position_of(content, match);
    return kept;
}

void kept_release(struct kept *kept)
{
    visit_release(&kept->visit);
    *kept = (struct kept){0};
}

void reader_restore_marks(struct reader *reader, const struct kept *kept)
{
    range_find(&kept->lit, reader_content(reader), &reader->lit.from, &reader->lit.to);
    reader->numbered = kept->numbered;
    if (!kept->finds)
        return;
    struct anchor match;
    bool is_there = position_find(&kept->match, reader_content(reader), &match);
    reader_find_back(reader, is_there ? &match : NULL);
}

void reader_restore(struct reader *reader, const struct kept *kept,
                    struct prepared_lines *lines)
{
    reader_take_content(reader);
    visit_prepare(&kept->visit, reader);
    range_find(&kept->part, reader_content(reader), &reader->from, &reader->to);
    reader_find_viewport(reader, &kept->visit.viewport);
    reader->finding.matches = NULL; /* of another layout */
    reader_take_lines(reader, lines);
    reader_restore_marks(reader, kept);
}

/* --- Trails --- */

void trail_push(struct trail *trail, struct visit visit)
{
    if (trail->count == PLACES_MAX) {
        visit_release(&trail->items[0]);
        memmove(trail->items, trail->items + 1, --trail->count * sizeof *trail->items);
    }
    trail->items =
        mem_grow(trail->items, trail->count, &trail->cap, sizeof *trail->items);
    trail->items[trail->count++] = visit;
}

bool trail_pop(struct trail *trail, struct visit *visit)
{
    if (trail->count == 0)
        return false;
    *visit = trail->items[--trail->count];
    return true;
}

void trail_clear(struct trail *trail)
{
    while (trail->count > 0)
        visit_release(&trail->items[--trail->count]);
}

static void rename_visit(struct visit *visit, struct page_id from, struct page_id to)
{
    if (visit->is_set && page_id_eq(visit->viewport.top.page, from))
        visit->viewport.top.page = to;
}

static void rename_trail(struct trail *trail, struct page_id from, struct page_id to)
{
    for (size_t i = 0; i < trail->count; i++)
        rename_visit(&trail->items[i], from, to);
}

void history_rename(struct history *history, struct page_id from, struct page_id to)
{
    rename_trail(&history->back, from, to);
    rename_trail(&history->forward, from, to);
    for (int i = 0; i < PLACE_MARKS; i++)
        rename_visit(&history->marks[i], from, to);
}

void history_release(struct history *history)
{
    trail_clear(&history->back);
    trail_clear(&history->forward);
    free(history->back.items);
    free(history->forward.items);
    for (int i = 0; i < PLACE_MARKS; i++)
        visit_release(&history->marks[i]);
    *history = (struct history){0};
}
