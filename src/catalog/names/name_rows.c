#include "catalog/names/name_rows.h"

#include <stdlib.h>

#include "base/mem.h"

enum { PARTS = 4 }; /* of the library, in which rows are looked at */

static void add(struct name_rows *it, int64_t row, struct filter *filter)
{
    struct name_row_list *list =
        schema_is_headings_row(row) ? &it->headings : &it->names;
    int64_t article = schema_article_of(row);
    if (filter != NULL && !filter_accepts_row(filter, article))
        return;
    list->articles =
        mem_grow(list->articles, list->count, &list->cap, sizeof *list->articles);
    list->articles[list->count++] = article;
}

static void find_in(struct name_rows *it, struct statement *rows, size_t most,
                    struct filter *filter)
{
    size_t count = 0;
    while (count < most && statement_next(rows)) {
        add(it, column_int(rows, 0), filter);
        count++;
    }
    it->is_partial |= count == most;
    statement_end(rows);
}

void name_rows_find(struct name_rows *it, struct search *search, struct str match,
                    size_t most, struct filter *filter)
{
    struct statement *rows = search->called.rows;
    int64_t from = 0, to = search_ids_end(search);
    *it = (struct name_rows){0};
    if (filter != NULL)
        filter_range(filter, &from, &to);
    int64_t step = (to - from) / PARTS + 1;
    for (int i = 0; i < PARTS && !search_is_stopped(search); i++, from += step) {
        statement_bytes(rows, 1, match);
        statement_int(rows, 2, schema_names_row(from));
        statement_int(rows, 3, schema_headings_row(from + step - 1));
        find_in(it, rows, most / PARTS, filter);
    }
}

void name_rows_thin(struct name_rows *it, struct name_row_list *list, size_t most)
{
    if (list->count <= most)
        return;
    for (size_t i = 0; i < most; i++)
        list->articles[i] = list->articles[i * list->count / most];
    list->count = most;
    it->is_partial = true;
}

void name_rows_release(struct name_rows *it)
{
    free(it->names.articles);
    free(it->headings.articles);
}
