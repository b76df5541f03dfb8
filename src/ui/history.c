#include "ui/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static uint32_t *copy_folds(const uint32_t *folds, size_t count)
{
    if (count == 0)
        return NULL;
    uint32_t *copy = mem_zalloc(count, sizeof *copy);
    memcpy(copy, folds, count * sizeof *copy);
    return copy;
}

struct place place_of(const struct reader *reader, uint32_t item)
{
    return (struct place){
        .kind = reader->page->kind,
        .article = reader->page->article,
        .item = item,
        .spot = reader_spot(reader),
        .skim = reader->skim,
        .full = reader->full,
        .is_head = reader->page->is_head,
        .is_dressed = page_is_dressed(reader->page),
        .folds = copy_folds(reader->folds.items, reader->folds.count),
        .fold_count = reader->folds.count,
        .is_set = true,
    };
}

struct place place_copy(const struct place *place)
{
    struct place copy = *place;
    copy.folds = copy_folds(place->folds, place->fold_count);
    return copy;
}

void place_release(struct place *place)
{
    free(place->folds);
    *place = (struct place){0};
}

static void redress(struct spot *spot, const struct page *page)
{
    spot->anchor.node = page_node(page, spot->anchor.node);
    if (spot->selected != NODE_NONE)
        spot->selected = page_node(page, spot->selected);
}

void place_redress(struct place *place, const struct page *page)
{
    if (place->is_dressed || !page_is_dressed(page))
        return;
    redress(&place->spot, page);
    redress(&place->full, page);
    for (size_t i = 0; i < place->fold_count; i++)
        place->folds[i] = page_node(page, place->folds[i]);
    place->is_dressed = true;
}

void place_prepare(const struct place *place, struct reader *reader)
{
    reader->skim = place->skim;
    reader->full = place->full;
    for (size_t i = 0; i < place->fold_count; i++)
        reader_toggle_fold(reader, place->folds[i]);
}

void place_resume(const struct place *place, struct reader *reader)
{
    reader_resume(reader, &place->spot);
}

void trail_push(struct trail *trail, struct place place)
{
    if (trail->count == PLACES_MAX) {
        place_release(&trail->items[0]);
        memmove(trail->items, trail->items + 1, --trail->count * sizeof *trail->items);
    }
    trail->items =
        mem_grow(trail->items, trail->count, &trail->cap, sizeof *trail->items);
    trail->items[trail->count++] = place;
}

bool trail_pop(struct trail *trail, struct place *place)
{
    if (trail->count == 0)
        return false;
    *place = trail->items[--trail->count];
    return true;
}

void trail_clear(struct trail *trail)
{
    while (trail->count > 0)
        place_release(&trail->items[--trail->count]);
}

void history_release(struct history *history)
{
    trail_clear(&history->back);
    trail_clear(&history->forward);
    free(history->back.items);
    free(history->forward.items);
    for (int i = 0; i < PLACE_MARKS; i++)
        place_release(&history->marks[i]);
    *history = (struct history){0};
}
