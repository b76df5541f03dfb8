/*
 * Rows, filtering and the selection. Drawing is in list_draw.c, sources are in lists.c
 * and its neighbours.
 */
#include "ui/lists/list.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

void list_init(struct list *list)
{
    *list = (struct list){.open = false};
    reader_init(&list->preview);
}

void list_release(struct list *list)
{
    list_close(list);
    free(list->rows);
    free(list->shown);
    editor_release(&list->filter);
    arena_release(&list->arena);
    list_init(list);
}

void list_open(struct list *list, enum list_kind kind, struct str title)
{
    list_close(list);
    list->open = true;
    list->kind = kind;
    list->title = title;
}

void list_close(struct list *list)
{
    list->open = false;
    list->has_preview = list->previewing = false;
    list->ranked = list->stale = false;
    list->look = LIST_FLAT;
    list->row_count = list->shown_count = list->below_count = 0;
    list->selected = list->top = 0;
    list->total = list->found = 0;
    list->has_more = list->growing = false;
    list->empty = list->nothing = (struct str){0};
    list->progress = list->note = (struct str){0};
    list->terms = list->left_out = (struct str){0};
    editor_set(&list->filter, (struct str){0});
    arena_clear(&list->arena);
    reader_release(&list->preview);
}

static void fold_part(struct buf *all, struct str part)
{
    if (all->len > 0 && part.len > 0)
        buf_putc(all, ' ');
    buf_puts(all, part);
}

void list_put(struct list *list, struct list_row row)
{
    struct buf all = {0};
    list->rows =
        mem_grow(list->rows, list->row_count, &list->row_cap, sizeof *list->rows);
    if (!list->ranked) {
        fold_part(&all, row.text);
        fold_part(&all, row.more);
        fold_part(&all, row.detail);
        fold_part(&all, row.section);
        row.folded = text_fold_typed(&list->arena, buf_str(&all), false);
    }
    list->rows[list->row_count++] = row;
    buf_release(&all);
}

void list_add(struct list *list, struct str text, struct str detail, uint32_t value,
              int indent)
{
    list_put(list, (struct list_row){.text = text,
                                     .detail = detail,
                                     .value = value,
                                     .indent = (uint16_t)indent});
}

void list_empty(struct list *list)
{
    list->row_count = list->shown_count = list->below_count = 0;
    list->previewing = false;
}

/* Puts the rows of one rank after those that are shown already. */
static void show_rank(struct list *list, const unsigned char *ranks, unsigned char rank)
{
    for (size_t i = 0; i < list->row_count; i++)
        if (ranks[i] == rank)
            list->shown[list->shown_count++] = (uint32_t)i;
}

/* All but what is below rows that are not open. */
static void show_open(struct list *list)
{
    list->shown_count = list->below_count = 0;
    for (size_t i = 0; i < list->row_count; i++) {
        list->shown[list->shown_count++] = (uint32_t)i;
        if (list->rows[i].is_open)
            list->below_count += list->rows[i].below;
        else
            i += list->rows[i].below;
    }
}

static void show_matching(struct list *list)
{
    struct arena scratch = {0};
    struct list_words words = words_of(&scratch, editor_text(&list->filter));
    unsigned char *ranks = arena_alloc(&scratch, list->row_count);
    for (size_t i = 0; i < list->row_count; i++)
        ranks[i] = (unsigned char)words_match(&words, list->rows[i].folded);
    list->shown_count = 0;
    for (unsigned char rank = 3; rank > 0; rank--)
        show_rank(list, ranks, rank);
    arena_release(&scratch);
}

void list_filter(struct list *list)
{
    list->shown = mem_realloc(list->shown, (list->row_count + 1) * sizeof *list->shown);
    if (list->ranked)
        show_open(list);
    else
        show_matching(list);
    if (!list->ranked)
        list->total = list->row_count;
    list->selected = list->top = 0;
    list->stale = list->previewing = false;
}

void list_select(struct list *list, uint32_t value)
{
    for (size_t i = 0; i < list->shown_count; i++)
        if (list->rows[list->shown[i]].value == value)
            list->selected = i;
}

void list_reveal(struct list *list, uint32_t value)
{
    size_t above = 0, at = 0;
    for (; at < list->row_count && list->rows[at].value != value; at++)
        if (at + 1 > above + list->rows[above].below)
            above = at + 1;
    if (at < list->row_count && at > above && !list->rows[above].is_open) {
        list->rows[above].is_open = true;
        show_open(list);
    }
    list_select(list, value);
}

bool list_toggle(struct list *list)
{
    if (list->selected >= list->shown_count)
        return false;
    struct list_row *row = &list->rows[list->shown[list->selected]];
    row->is_open = !row->is_open;
    if (row->below > 0)
        show_open(list);
    return row->below > 0;
}

bool list_move(struct list *list, long rows)
{
    long last = (long)list->shown_count - 1;
    long to = (long)list->selected + rows;
    to = to > last ? last : to;
    to = to < 0 ? 0 : to;
    bool moved = to != (long)list->selected;
    list->selected = (size_t)to;
    return moved;
}

const struct list_row *list_selected(const struct list *list)
{
    return list->selected < list->shown_count ? &list->rows[list->shown[list->selected]]
                                              : NULL;
}
