/*
 * The statements for the table `flaw`. flaw_rows_are() compares first, so that rows
 * which have not changed are not written again.
 */
#include "catalog/sync/flaw_rows.h"

#include <stdlib.h>

#include "base/mem.h"
#include "library/library.h"

struct flaw_rows {
    struct statement *drop, *drop_named, *put, *ask_named;
};

struct flaw_rows *flaw_rows_new(struct database *database)
{
    struct flaw_rows *rows = mem_zalloc(1, sizeof *rows);
    rows->drop = statement_new(database, "DELETE FROM flaw WHERE article = ?");
    rows->drop_named =
        statement_new(database, "DELETE FROM flaw WHERE article = ? AND kind >= ?");
    rows->put =
        statement_new(database, "INSERT INTO flaw(article, kind, n, line, target,"
                                " is_name, text, fragment) VALUES(?,?,?,?,?,?,?,?)");
    rows->ask_named = statement_new(
        database, "SELECT kind, n, line, target, is_name, text, fragment FROM flaw"
                  " WHERE article = ? AND kind >= ? ORDER BY kind, n");
    return rows;
}

void flaw_rows_free(struct flaw_rows *rows)
{
    if (rows == NULL)
        return;
    statement_free(rows->drop);
    statement_free(rows->drop_named);
    statement_free(rows->put);
    statement_free(rows->ask_named);
    free(rows);
}

void flaw_rows_drop(struct flaw_rows *rows, uint32_t article)
{
    statement_int(rows->drop, 1, article);
    statement_run(rows->drop);
}

void flaw_rows_drop_named(struct flaw_rows *rows, uint32_t article)
{
    statement_int(rows->drop_named, 1, article);
    statement_int(rows->drop_named, 2, FLAW_DANGLING);
    statement_run(rows->drop_named);
}

static void put(struct statement *put, uint32_t article, const struct fact_flaw *flaw)
{
    statement_int(put, 1, article);
    statement_int(put, 2, flaw->kind);
    statement_int(put, 3, flaw->order);
    statement_int(put, 4, flaw->line);
    if (flaw->to != ARTICLE_NONE)
        statement_int(put, 5, flaw->to);
    else
        statement_null(put, 5);
    statement_int(put, 6, flaw->is_name);
    statement_record(put, 7, flaw->text);
    statement_record(put, 8, flaw->fragment);
    statement_run(put);
}

void flaw_rows_put(struct flaw_rows *rows, uint32_t article,
                   const struct fact_flaw *flaws, size_t count)
{
    for (size_t i = 0; i < count; i++)
        put(rows->put, article, &flaws[i]);
}

static bool is_same(const struct statement *row, const struct fact_flaw *flaw)
{
    uint32_t to = column_is_null(row, 3) ? ARTICLE_NONE : (uint32_t)column_int(row, 3);
    return column_int(row, 0) == flaw->kind && column_int(row, 1) == flaw->order &&
           column_int(row, 2) == flaw->line && to == flaw->to &&
           (column_int(row, 4) != 0) == flaw->is_name &&
           str_eq(column_bytes(row, 5), flaw->text) &&
           str_eq(column_bytes(row, 6), flaw->fragment);
}

bool flaw_rows_are(struct flaw_rows *rows, uint32_t article,
                   const struct fact_flaw *flaws, size_t count)
{
    struct statement *ask = rows->ask_named;
    size_t at = 0;
    bool are = true;
    statement_int(ask, 1, article);
    statement_int(ask, 2, FLAW_DANGLING);
    while (statement_next(ask)) {
        are = are && at < count && is_same(ask, &flaws[at]);
        at++;
    }
    return are && at == count;
}
