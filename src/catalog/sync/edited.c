/*
 * Comparing by marks (see the header).
 */
#include "catalog/sync/edited.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "catalog/store/record.h"
#include "library/file_digest.h"
#include "library/file_rules.h"

void edited_release(struct edited *edited)
{
    free(edited->marks);
    arena_release(&edited->arena);
    *edited = (struct edited){0};
}

/* --- Rows --- */

struct known_file known_file_of(const struct statement *row)
{
    return (struct known_file){
        .path = column_bytes(row, 0),
        .stamp = {.size_bytes = (uint64_t)column_int(row, 1),
                  .mtime_ns = column_int(row, 2),
                  .ctime_ns = column_int(row, 3),
                  .inode = (uint64_t)column_int(row, 4),
                  .device = (uint64_t)column_int(row, 5)},
        .is_named = column_int(row, 6) != FORMAT_NOT_NAMED,
    };
}

bool known_file_arranges(struct str path, const struct head *head)
{
    return !head->is_article || str_eq_nocase(path_stem(path), STR("summary"));
}

/* --- Marks --- */

static uint64_t mark_of(struct str path, const struct file_stamp *stamp, bool is_named)
{
    uint64_t mark = 0;
    file_digest_add(&mark, path, stamp, is_named);
    return mark;
}

void edited_meet(struct edited *edited, const struct scan_file *file)
{
    edited->marks = mem_grow(edited->marks, edited->mark_count, &edited->mark_cap,
                             sizeof *edited->marks);
    edited->marks[edited->mark_count++] =
        mark_of(file->path, &file->stamp, file->is_article);
}

static int compare_marks(const void *a, const void *b)
{
    const uint64_t *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

static bool has_met(const struct edited *edited, uint64_t mark)
{
    return bsearch(&mark, edited->marks, edited->mark_count, sizeof mark,
                   compare_marks) != NULL;
}

/* --- Finding --- */

/* Takes a row that was not met; false when it is more than an edit. */
static bool take_row(struct edited *edited, const struct known_file *file,
                     const struct statement *row)
{
    struct known_file *kept = &edited->files[edited->count];
    if (edited->count == EDITED_MAX || column_is_null(row, 9) ||
        column_int(row, 10) != SCHEMA_READ)
        return false;
    *kept = *file;
    kept->id = (uint32_t)column_int(row, 7);
    kept->path = arena_str(&edited->arena, file->path);
    kept->head = arena_str(&edited->arena, column_bytes(row, 8));
    edited->count++;
    return true;
}

/* Whether each row was met but for those that are taken. */
static bool take_rows(struct edited *edited, struct statement *rows)
{
    size_t count = 0;
    bool is_sound = true;
    while (is_sound && statement_next(rows)) {
        struct known_file file = known_file_of(rows);
        count++;
        if (!has_met(edited, mark_of(file.path, &file.stamp, file.is_named)))
            is_sound = take_row(edited, &file, rows);
    }
    statement_end(rows);
    return is_sound && count == edited->mark_count;
}

bool edited_find(struct edited *edited, struct database *database, uint64_t digest)
{
    struct statement *rows =
        statement_new(database, "SELECT " KNOWN_FILE_COLUMNS ", id, head, ord, is_read"
                                " FROM article");
    if (edited->mark_count > 0)
        qsort(edited->marks, edited->mark_count, sizeof *edited->marks, compare_marks);
    edited->digest = digest;
    bool is_found = take_rows(edited, rows) && database_fault(database) == FAULT_NONE;
    statement_free(rows);
    if (!is_found)
        edited->count = 0;
    return edited->count > 0;
}

/* --- Looking at them --- */

/* The head is as the catalog has it. */
static bool is_called_as_before(const struct known_file *file, const struct head *head)
{
    struct buf record = {0};
    record_put_head(&record, head);
    bool is_same = str_eq(buf_str(&record), file->head);
    buf_release(&record);
    return is_same && head->trouble.len == 0 && !known_file_arranges(file->path, head);
}

static bool confirm(struct edited *edited, struct known_file *file,
                    const struct source *source, struct arena *scratch)
{
    uint64_t old = mark_of(file->path, &file->stamp, file->is_named);
    struct head head;
    arena_clear(scratch);
    if (!library_read_head(source, file->path, scratch, &head, &file->stamp) ||
        !is_called_as_before(file, &head))
        return false;
    uint64_t now = mark_of(file->path, &file->stamp, true);
    edited->digest += now - old;
    return has_met(edited, now);
}

bool edited_confirm(struct edited *edited, const struct source *source)
{
    struct arena scratch = {0};
    bool is_sound = true;
    for (size_t i = 0; i < edited->count && is_sound; i++)
        is_sound = confirm(edited, &edited->files[i], source, &scratch);
    arena_release(&scratch);
    return is_sound;
}

/* --- Writing --- */

void edited_write(const struct edited *edited, struct database *database)
{
    struct statement *put = statement_new(
        database, "UPDATE article SET size = ?, mtime = ?, ctime = ?, inode = ?,"
                  " device = ?, is_read = 0 WHERE id = ?");
    database_run(database, "BEGIN IMMEDIATE");
    for (size_t i = 0; i < edited->count; i++) {
        const struct file_stamp *stamp = &edited->files[i].stamp;
        statement_int(put, 1, (int64_t)stamp->size_bytes);
        statement_int(put, 2, stamp->mtime_ns);
        statement_int(put, 3, stamp->ctime_ns);
        statement_int(put, 4, (int64_t)stamp->inode);
        statement_int(put, 5, (int64_t)stamp->device);
        statement_int(put, 6, edited->files[i].id);
        statement_run(put);
    }
    state_set(database, "digest", (int64_t)edited->digest);
    state_set(database, "structures", state_get(database, "structures") + 1);
    database_run(database, "COMMIT");
    statement_free(put);
}
