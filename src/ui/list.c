#include "ui/list.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

void list_init(struct list *list)
{
    *list = (struct list){.previewed = UINT32_MAX};
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
    list->has_preview = false;
    list->row_count = list->shown_count = list->selected = list->top = 0;
    list->previewed = UINT32_MAX;
    editor_set(&list->filter, (struct str){0});
    arena_clear(&list->arena);
    reader_release(&list->preview);
}

void list_add(struct list *list, struct str text, struct str detail, uint32_t value,
              int indent)
{
    list->rows =
        mem_grow(list->rows, list->row_count, &list->row_cap, sizeof *list->rows);
    struct str both = detail.len == 0 ? text
                                      : arena_printf(&list->arena, STR_FMT " " STR_FMT,
                                                     STR_ARG(text), STR_ARG(detail));
    list->rows[list->row_count++] = (struct list_row){
        .text = text,
        .detail = detail,
        .folded = text_fold(&list->arena, both, false),
        .value = value,
        .indent = (uint16_t)indent,
    };
}

/* Puts the rows of one rank behind those that are shown already. */
static void show_rank(struct list *list, const unsigned char *ranks, unsigned char rank)
{
    for (size_t i = 0; i < list->row_count; i++)
        if (ranks[i] == rank)
            list->shown[list->shown_count++] = (uint32_t)i;
}

void list_filter(struct list *list)
{
    struct arena scratch = {0};
    struct words words = words_of(&scratch, editor_text(&list->filter));
    unsigned char *ranks = arena_alloc(&scratch, list->row_count);
    for (size_t i = 0; i < list->row_count; i++)
        ranks[i] = (unsigned char)words_match(&words, list->rows[i].folded);
    list->shown = mem_realloc(list->shown, (list->row_count + 1) * sizeof *list->shown);
    list->shown_count = 0;
    for (unsigned char rank = 3; rank > 0; rank--)
        show_rank(list, ranks, rank);
    list->selected = list->top = 0;
    arena_release(&scratch);
}

void list_select(struct list *list, uint32_t value)
{
    for (size_t i = 0; i < list->shown_count; i++)
        if (list->rows[list->shown[i]].value == value)
            list->selected = i;
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
