/*
 * Comparing folder by folder (see the header).
 */
#include "catalog/sync/edited.h"

#include "base/buf.h"
#include "catalog/store/record.h"
#include "library/file_digest.h"
#include "library/file_rules.h"

void edited_release(struct edited *edited)
{
    arena_release(&edited->arena);
    *edited = (struct edited){0};
}

void edited_forget(struct edited *edited)
{
    arena_clear(&edited->arena);
    edited->folder_count = edited->count = 0;
    edited->change = 0;
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

static uint64_t mark_of(struct str path, const struct file_stamp *stamp, bool is_named)
{
    uint64_t mark = 0;
    file_digest_add(&mark, path, stamp, is_named);
    return mark;
}

/* --- Folders --- */

static bool add_folder(struct edited *edited, struct str path, uint64_t found)
{
    if (edited->folder_count == EDITED_MAX)
        return false;
    edited->folders[edited->folder_count++] =
        (struct edited_folder){arena_str(&edited->arena, path), found};
    return true;
}

bool edited_add_folder(struct edited *edited, struct database *database,
                       struct str path)
{
    struct statement *ask = statement_new(
        database, "SELECT found FROM probe WHERE path = ? AND found IS NOT NULL");
    statement_bytes(ask, 1, path);
    bool is_added =
        statement_next(ask) && add_folder(edited, path, (uint64_t)column_int(ask, 0));
    statement_end(ask);
    statement_free(ask);
    return is_added;
}

/* One that the walk has not met, or not as a folder, is a change of more than files. */
static bool add_if_different(struct edited *edited, const struct probes *probes,
                             struct str path, uint64_t found)
{
    const struct probe *folder = probes_folder(probes, path);
    return folder != NULL &&
           (folder->found == found || add_folder(edited, path, found));
}

bool edited_add_different(struct edited *edited, struct database *database,
                          const struct probes *probes)
{
    struct statement *rows = statement_new(
        database, "SELECT path, found FROM probe WHERE found IS NOT NULL");
    bool is_sound = probes->fixed_sum == (uint64_t)state_get(database, "fixed");
    while (is_sound && statement_next(rows))
        is_sound = add_if_different(edited, probes, column_bytes(rows, 0),
                                    (uint64_t)column_int(rows, 1));
    statement_end(rows);
    statement_free(rows);
    if (!is_sound || database_fault(database) != FAULT_NONE)
        edited_forget(edited);
    return edited->folder_count > 0;
}

bool edited_has_same_rules(struct database *database, const struct source *source)
{
    struct statement *rows =
        statement_new(database, "SELECT path FROM probe WHERE found IS NULL");
    struct probes probes = {.is_begun = false};
    while (statement_next(rows))
        probes_look(&probes, source, column_bytes(rows, 0));
    statement_free(rows);
    bool is_same = probes.fixed_sum == (uint64_t)state_get(database, "fixed");
    probes_release(&probes);
    return is_same;
}

/* --- Looking at them --- */

struct look {
    struct edited *edited;
    const struct source *source;
    struct statement *row; /* of a path */
    struct arena heads;
    uint64_t known; /* the digest of the rows of what was met */
    bool is_sound;
};

/* The head is as the catalog has it. */
static bool is_called_as_before(const struct known_file *file, const struct head *head)
{
    struct buf record = {0};
    record_put_head(&record, head);
    bool is_same = str_eq(buf_str(&record), file->head);
    buf_release(&record);
    return is_same && head->trouble.len == 0 && !known_file_arranges(file->path, head);
}

/* Takes a file that differs from its row; false when it is more than an edit. */
static bool take_file(struct look *look, const struct known_file *known)
{
    struct edited *edited = look->edited;
    struct edited_file *file = &edited->files[edited->count];
    struct head head;
    if (edited->count == EDITED_MAX || column_is_null(look->row, 9) ||
        column_int(look->row, 10) != SCHEMA_READ)
        return false;
    file->known = *known;
    file->known.id = (uint32_t)column_int(look->row, 7);
    file->known.path = arena_str(&edited->arena, known->path);
    file->known.head = arena_str(&edited->arena, column_bytes(look->row, 8));
    file->mark = mark_of(known->path, &known->stamp, known->is_named);
    edited->count++;
    arena_clear(&look->heads);
    return known->is_named &&
           library_read_head(look->source, file->known.path, &look->heads, &head,
                             &file->known.stamp) &&
           is_called_as_before(&file->known, &head);
}

static void meet(void *context, const struct scan_file *met)
{
    struct look *look = context;
    if (!look->is_sound)
        return;
    statement_bytes(look->row, 1, met->path);
    look->is_sound = statement_next(look->row);
    if (look->is_sound) {
        struct known_file known = known_file_of(look->row);
        look->known += mark_of(known.path, &known.stamp, known.is_named);
        if (!file_stamp_eq(&known.stamp, &met->stamp) ||
            known.is_named != met->is_article)
            look->is_sound = take_file(look, &known);
    }
    statement_end(look->row);
}

/* Sums up in `found` what the folder holds once its files are written. */
static bool look_at(struct look *look, struct edited_folder *folder, struct str wanted)
{
    const struct library_hooks hooks = {.context = look, .met = meet};
    struct edited *edited = look->edited;
    size_t from = edited->count;
    struct error ignored;
    look->known = 0;
    if (library_show_folder(look->source, folder->path, wanted, &hooks, &ignored) !=
            0 ||
        !look->is_sound || look->known != folder->found) /* one is gone */
        return false;
    for (size_t i = from; i < edited->count; i++) {
        const struct known_file *now = &edited->files[i].known;
        uint64_t change =
            mark_of(now->path, &now->stamp, now->is_named) - edited->files[i].mark;
        folder->found += change;
        edited->change += change;
    }
    return true;
}

bool edited_look(struct edited *edited, struct database *database,
                 const struct source *source, struct str wanted)
{
    struct look look = {
        .edited = edited,
        .source = source,
        .row = statement_new(database, "SELECT " KNOWN_FILE_COLUMNS
                                       ", id, head, ord, is_read FROM article"
                                       " WHERE path = ?"),
        .is_sound = true,
    };
    for (size_t i = 0; i < edited->folder_count && look.is_sound; i++)
        look.is_sound = look_at(&look, &edited->folders[i], wanted);
    statement_free(look.row);
    arena_release(&look.heads);
    return look.is_sound && database_fault(database) == FAULT_NONE;
}

/* --- Writing --- */

static void write_files(const struct edited *edited, struct database *database)
{
    struct statement *put = statement_new(
        database, "UPDATE article SET size = ?, mtime = ?, ctime = ?, inode = ?,"
                  " device = ?, is_read = 0 WHERE id = ?");
    for (size_t i = 0; i < edited->count; i++) {
        const struct known_file *file = &edited->files[i].known;
        statement_int(put, 1, (int64_t)file->stamp.size_bytes);
        statement_int(put, 2, file->stamp.mtime_ns);
        statement_int(put, 3, file->stamp.ctime_ns);
        statement_int(put, 4, (int64_t)file->stamp.inode);
        statement_int(put, 5, (int64_t)file->stamp.device);
        statement_int(put, 6, file->id);
        statement_run(put);
    }
    statement_free(put);
}

static void write_folders(const struct edited *edited, struct database *database)
{
    struct statement *put = statement_new(
        database, "UPDATE probe SET found = ? WHERE path = ? AND found IS NOT NULL");
    for (size_t i = 0; i < edited->folder_count; i++) {
        statement_int(put, 1, (int64_t)edited->folders[i].found);
        statement_bytes(put, 2, edited->folders[i].path);
        statement_run(put);
    }
    statement_free(put);
}

void edited_write(const struct edited *edited, struct database *database)
{
    uint64_t digest = (uint64_t)state_get(database, "digest") + edited->change;
    database_run(database, "BEGIN IMMEDIATE");
    write_files(edited, database);
    write_folders(edited, database);
    state_set(database, "digest", (int64_t)digest);
    state_set(database, "structures", state_get(database, "structures") + 1);
    database_run(database, "COMMIT");
}
