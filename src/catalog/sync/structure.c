/*
 * One run over the files of a library. The walk is summed up in a digest; only where
 * that differs from the last run's digest are the known files loaded, compared one by
 * one (they are sorted by path), and new ids given.
 */
#include "catalog/sync/structure.h"

#include <stdlib.h>

#include "base/mem.h"
#include "catalog/near/leads.h"
#include "catalog/store/record.h"
#include "catalog/store/schema.h"
#include "catalog/sync/structure_tree.h"
#include "catalog/text/texts.h"
#include "library/file_digest.h"

enum { LOOKED_AT_STEP = 1024 }; /* files between two looks at how far it is */

/* --- What is known --- */

void structure_init(struct structure *structure, struct database *database)
{
    *structure = (struct structure){
        .database = database,
        .digest = (uint64_t)state_get(database, "digest"),
        .rest = (uint64_t)state_get(database, "rest"),
        .began_ns = probes_now_ns(),
    };
}

/* Frees the files that were learned, half a kilobyte each. */
static void forget_files(struct structure *structure)
{
    free(structure->learned);
    structure->learned = NULL;
    structure->learned_count = structure->learned_cap = 0;
    structure->known = NULL;
    structure->known_count = 0;
    arena_release(&structure->files);
}

void structure_release(struct structure *structure)
{
    forget_files(structure);
    probes_release(&structure->probes);
    free(structure->unread);
    edited_release(&structure->edited);
    arena_release(&structure->arena);
}

static void take_known(struct structure *structure, const struct statement *row)
{
    struct known_file *file = &structure->known[structure->known_count++];
    int64_t id = column_int(row, 7);
    *file = known_file_of(row);
    if (id < 0 || id >= STRUCTURE_IDS_MAX) {
        database_mark_corrupt(structure->database);
        return;
    }
    file->id = (uint32_t)id;
    file->path = arena_str(&structure->files, file->path);
    file->head = arena_str(&structure->files, column_bytes(row, 8));
    file->is_article = !column_is_null(row, 9);
    file->read = (enum schema_read)column_int(row, 10);
    file->title = arena_str(&structure->files, column_bytes(row, 11));
    if (file->id >= structure->id_count)
        structure->id_count = file->id + 1;
}

/* Ids of files that are gone are not given again. */
static void take_next_id(struct structure *structure)
{
    int64_t next = state_get(structure->database, "next_id");
    if (next < 0 || next > STRUCTURE_IDS_MAX)
        database_mark_corrupt(structure->database);
    else if (next > structure->id_count)
        structure->id_count = (uint32_t)next;
}

static int64_t ask_number(struct database *database, const char *sql)
{
    struct statement *ask = statement_new(database, sql);
    int64_t number = statement_next(ask) ? column_int(ask, 0) : 0;
    statement_end(ask);
    statement_free(ask);
    return number;
}

void structure_load(struct structure *structure)
{
    struct database *database = structure->database;
    struct statement *rows = statement_new(database, "SELECT " KNOWN_FILE_COLUMNS
                                                     ", id, head, ord, is_read, title"
                                                     " FROM article ORDER BY path");
    size_t most = (size_t)ask_number(database, "SELECT count(*) FROM article");
    structure->known = ARENA_ARRAY(&structure->files, most, struct known_file);
    while (structure->known_count < most && statement_next(rows))
        take_known(structure, rows);
    statement_end(rows);
    statement_free(rows);
    take_next_id(structure);
    if (database_fault(database) != FAULT_NONE)
        structure->known_count = 0;
}

static const struct known_file *find_known(const struct structure *structure,
                                           struct str path)
{
    size_t from = 0, to = structure->known_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = str_cmp(structure->known[middle].path, path);
        if (order == 0)
            return &structure->known[middle];
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

/* --- What is there --- */

static void add_to_rest(struct structure *structure, struct str text)
{
    static const struct file_stamp none;

    file_digest_add(&structure->rest_met, text, &none, false);
}

static void probed(void *context, struct str path, const struct file_stamp *stamp)
{
    struct structure *structure = context;
    probes_add(&structure->probes, path, stamp);
}

static void odd(void *context)
{
    struct structure *structure = context;
    probes_doubt(&structure->probes);
}

/* Each walk begins with the root and counts what the walk before it has counted. */
static void folder(void *context, struct str path, const struct file_stamp *stamp)
{
    struct structure *structure = context;
    if (path.len == 0) {
        structure->rest_met = 0;
        probes_begin(&structure->probes, structure->began_ns);
    }
    add_to_rest(structure, path);
    probes_add_folder(&structure->probes, path, stamp);
    if (structure->folder != NULL)
        structure->folder(structure->context, path);
}

static void noticed(void *context, struct str path, struct str text)
{
    add_to_rest(context, path);
    add_to_rest(context, text);
}

static void load_unread(struct structure *structure)
{
    struct database *database = structure->database;
    struct statement *rows =
        statement_new(database, "SELECT path FROM article WHERE is_read = 2"
                                " UNION SELECT path FROM notice WHERE is_unread");
    size_t cap = 0;
    while (statement_next(rows)) {
        structure->unread = mem_grow(structure->unread, structure->unread_count, &cap,
                                     sizeof *structure->unread);
        structure->unread[structure->unread_count++] =
            arena_str(&structure->arena, column_bytes(rows, 0));
    }
    statement_end(rows);
    statement_free(rows);
    structure->has_asked_unread = true;
}

static bool unread(void *context, size_t index, struct str *path)
{
    struct structure *structure = context;
    if (!structure->has_asked_unread)
        load_unread(structure);
    if (index >= structure->unread_count)
        return false;
    *path = structure->unread[index];
    return true;
}

static void readable(void *context)
{
    struct structure *structure = context;
    structure->is_readable = true;
}

/* A file that was named to be opened is an article that time. */
static bool is_same_file(const struct known_file *known, const struct scan_file *file)
{
    return file_stamp_eq(&known->stamp, &file->stamp) &&
           known->is_named == file->is_article;
}

enum structure_sight structure_sight(const struct structure *structure,
                                     const struct scan_file *file)
{
    const struct known_file *known = find_known(structure, file->path);
    if (known == NULL || !is_same_file(known, file))
        return file->is_article ? SIGHT_UNSEEN : SIGHT_NO_ARTICLE;
    if (!known->is_article)
        return SIGHT_NO_ARTICLE;
    return known->read == SCHEMA_READ ? SIGHT_SEEN : SIGHT_UNSEEN;
}

/* What is known is not all that the last run meant to find. */
static bool is_unfinished(struct database *database)
{
    return state_get(database, "stale_links") != 0 ||
           ask_number(database, "SELECT count(*) FROM article WHERE is_read = 0 AND"
                                " ord IS NOT NULL") > 0;
}

static bool is_needed(const struct structure *structure)
{
    return structure->changed_files ||
           (!structure->only_files && is_unfinished(structure->database));
}

/* A small one is walked as soon as its folders are looked at. Ids are no fewer than
 * files. */
static bool is_large(const struct structure *structure)
{
    return structure->unwalked_from > 0 && state_get(structure->database, "next_id") >=
                                               (int64_t)structure->unwalked_from;
}

/* A file that was named may count only because of that. */
static bool is_same(void *context, const struct source *source, struct str wanted)
{
    struct structure *structure = context;
    struct database *database = structure->database;
    uint64_t digest = (uint64_t)state_get(database, "probes");
    if (!is_large(structure) || digest == 0 || structure->is_readable ||
        wanted.len > 0 || is_unfinished(database) || !probes_can_tell(source))
        return false;
    struct statement *rows = statement_new(database, "SELECT path FROM probe");
    probes_begin(&structure->probes, structure->began_ns);
    while (statement_next(rows))
        probes_look(&structure->probes, source, column_bytes(rows, 0));
    statement_free(rows);
    structure->is_unwalked = database_fault(database) == FAULT_NONE &&
                             probes_digest(&structure->probes) == digest;
    return structure->is_unwalked;
}

static void met(void *context, const struct scan_file *file)
{
    struct structure *structure = context;
    uint64_t digest = 0;
    file_digest_add(&digest, file->path, &file->stamp, file->is_article);
    structure->met += digest;
    probes_meet(&structure->probes, file->path, digest);
}

/* Whether files were edited in place, and nothing else is to be done. */
static bool has_only_edited(struct structure *structure)
{
    return structure->wants_edited && structure->changed_files &&
           !structure->changed_names && !is_unfinished(structure->database) &&
           edited_add_different(&structure->edited, structure->database,
                                &structure->probes);
}

static bool has_changed(void *context)
{
    struct structure *structure = context;
    /* The tree and the links follow the folders, and a file that can be read at last
     * may be one that arranges the others. */
    structure->changed_names =
        structure->rest_met != structure->rest || structure->is_readable;
    structure->changed_files =
        structure->met != structure->digest || structure->changed_names;
    return is_needed(structure) && !has_only_edited(structure);
}

/* Second callback of the walk: the files again, now sorted. */
static bool walked(void *context, const struct scan_file *files, size_t count)
{
    struct structure *structure = context;
    structure->walked = files;
    structure->walked_count = count;
    structure->met = 0;
    structure->wants_edited = false;
    for (size_t i = 0; i < count; i++)
        met(structure, &files[i]);
    if (!has_changed(structure))
        return false;
    structure_load(structure);
    return true;
}

/* Reports progress: the heads of a million files take half a minute. */
static void tell_looked_at(struct structure *structure)
{
    size_t done = atomic_fetch_add(&structure->looked_at, 1) + 1;
    if (done % LOOKED_AT_STEP == 0 && structure->progress != NULL)
        structure->progress(structure->context, CATALOG_LOOKING, done,
                            structure->walked_count);
}

static bool find_head(void *context, const struct scan_file *file, struct arena *arena,
                      struct head *head)
{
    struct structure *structure = context;
    const struct known_file *known = find_known(structure, file->path);
    tell_looked_at(structure);

    return known != NULL && is_same_file(known, file) &&
           record_get_head(known->head, arena, head) && head->trouble.len == 0;
}

static void learned(void *context, struct str path, const struct file_stamp *stamp,
                    const struct head *head)
{
    struct structure *structure = context;
    struct learned_file file = {.path = path, /* the library's, and lasts */
                                .stamp = *stamp,
                                .is_named = true,
                                .known = find_known(structure, path)};
    struct buf record = {0};
    if (structure->walked != NULL) /* in the same order, all of them */
        file.is_named = structure->walked[structure->learned_count].is_article;
    record_put_head(&record, head);
    if (file.known != NULL && str_eq(file.known->head, buf_str(&record)))
        file.head = file.known->head;
    else
        file.head = buf_keep(&record, &structure->files);
    buf_release(&record);
    if (file.known == NULL || file.head.ptr != file.known->head.ptr ||
        (known_file_arranges(path, head) && !file_stamp_eq(&file.known->stamp, stamp)))
        structure->changed_names = true;
    structure->learned = mem_grow(structure->learned, structure->learned_count,
                                  &structure->learned_cap, sizeof *structure->learned);
    structure->learned[structure->learned_count++] = file;
}

static int compare_learned(const void *a, const void *b)
{
    const struct learned_file *left = a, *right = b;
    return str_cmp(left->path, right->path);
}

void structure_sort(struct structure *structure)
{
    if (structure->learned_count > 0)
        qsort(structure->learned, structure->learned_count, sizeof *structure->learned,
              compare_learned);
}

/* Marks the catalog as empty: searches find nothing until there are articles again. */
static void has_emptied(void *context)
{
    struct structure *structure = context;
    struct database *database = structure->database;
    database_run(database, "BEGIN IMMEDIATE");
    state_set(database, "articles", 0);
    state_set(database, "digest", 0);
    state_set(database, "structures", state_get(database, "structures") + 1);
    database_run(database, "COMMIT");
}

struct library_hooks structure_hooks(struct structure *structure)
{
    /* Where they were met before, and to no avail, they are walked once more. */
    bool is_known = structure->digest != 0 && structure->edited.folder_count == 0;
    return (struct library_hooks){
        .context = structure,
        .is_same = is_same,
        .folder = folder,
        .probe = probed,
        .odd = odd,
        .noticed = noticed,
        .unread = unread,
        .readable = readable,
        .met = is_known ? met : NULL,
        .has_changed = has_changed,
        .walked = walked,
        .find = find_head,
        .learned = learned,
        .empty = has_emptied,
    };
}

/* --- Numbers and ids --- */

/* A learned file with its id and, for an article, its number in the library. */
struct placed_file {
    const struct learned_file *file;
    uint32_t id, number;
};

struct by_path {
    struct str path;
    uint32_t number;
};

static int compare_paths(const void *a, const void *b)
{
    const struct by_path *left = a, *right = b;
    return str_cmp(left->path, right->path);
}

/* Finds each learned file's number in the library: both are in order of the paths. */
static void find_numbers(struct structure *structure, const struct library *library,
                         struct placed_file *placed)
{
    size_t count = library->article_count, at = 0;
    struct by_path *list = mem_zalloc(count, sizeof *list);
    for (uint32_t i = 0; i < count; i++)
        list[i] = (struct by_path){library_article(library, i)->path, i};
    qsort(list, count, sizeof *list, compare_paths);
    for (size_t i = 0; i < structure->learned_count; i++) {
        struct str path = structure->learned[i].path;
        placed[i].file = &structure->learned[i];
        while (at < count && str_cmp(list[at].path, path) < 0)
            at++;
        placed[i].number =
            at < count && str_eq(list[at].path, path) ? list[at].number : ARTICLE_NONE;
    }
    free(list);
}

/* New files get ids after all others; in a new catalog articles are numbered as in the
 * library. */
static void give_ids(struct structure *structure, const struct library *library,
                     struct placed_file *placed)
{
    bool is_new = structure->known_count == 0;
    uint32_t next = is_new ? (uint32_t)library->article_count : structure->id_count;
    for (size_t i = 0; i < structure->learned_count; i++) {
        const struct known_file *known = placed[i].file->known;
        if (known != NULL)
            placed[i].id = known->id;
        else if (is_new && placed[i].number != ARTICLE_NONE)
            placed[i].id = placed[i].number;
        else
            placed[i].id = next++;
    }
    if (next > STRUCTURE_IDS_MAX)
        database_mark_corrupt(structure->database);
    structure->id_count = next;
    structure->ids = ARENA_ARRAY(&structure->arena, library->article_count, uint32_t);
    structure->numbers = ARENA_ARRAY(&structure->arena, next, uint32_t);
    for (uint32_t i = 0; i < next; i++)
        structure->numbers[i] = ARTICLE_NONE;
    for (size_t i = 0; i < structure->learned_count; i++) {
        if (placed[i].number == ARTICLE_NONE)
            continue;
        structure->ids[placed[i].number] = placed[i].id;
        structure->numbers[placed[i].id] = placed[i].number;
    }
}

uint32_t structure_number(const struct structure *structure, int64_t id)
{
    return id >= 0 && id < structure->id_count ? structure->numbers[id] : ARTICLE_NONE;
}

/* --- Files --- */

static void write_file(struct structure *structure, struct statement *put,
                       const struct library *library, const struct placed_file *placed)
{
    const struct learned_file *file = placed->file;
    const struct known_file *known = file->known;
    bool is_article = placed->number != ARTICLE_NONE;
    bool is_same = known != NULL && file_stamp_eq(&known->stamp, &file->stamp) &&
                   known->is_named == file->is_named &&
                   (known->read != SCHEMA_FAILED || !structure->is_readable);
    /* A list of articles may give it another title, which is indexed with its text. */
    bool keeps = is_article && is_same &&
                 str_eq(known->title, library_article(library, placed->number)->title);
    if (is_same && !structure->changed_names)
        return;
    statement_int(put, 1, placed->id);
    statement_bytes(put, 2, file->path);
    statement_int(put, 3, (int64_t)file->stamp.size_bytes);
    statement_int(put, 4, file->stamp.mtime_ns);
    statement_int(put, 5, file->stamp.ctime_ns);
    statement_int(put, 6, (int64_t)file->stamp.inode);
    statement_int(put, 7, (int64_t)file->stamp.device);
    statement_int(put, 8, file->is_named ? FORMAT_NO_ARTICLE : FORMAT_NOT_NAMED);
    statement_record(put, 10, file->head);
    if (is_article) {
        const struct article *article = library_article(library, placed->number);
        statement_int(put, 8, article->format);
        statement_bytes(put, 9, article->title);
        statement_int(put, 11, placed->number);
        statement_int(put, 12, keeps ? known->read : SCHEMA_UNREAD);
    } else {
        statement_int(put, 12, SCHEMA_UNREAD);
    }
    statement_run(put);
}

static void write_files(struct structure *structure, const struct library *library,
                        const struct placed_file *placed)
{
    struct statement *put = statement_new(
        structure->database,
        "INSERT INTO article(id, path, size, mtime, ctime, inode, device, format, "
        "title,"
        " head, ord, is_read) VALUES(?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE"
        " SET size = excluded.size, mtime = excluded.mtime, ctime = excluded.ctime,"
        " inode = excluded.inode, device = excluded.device, format = excluded.format,"
        " title = excluded.title, head = excluded.head, ord = excluded.ord,"
        " is_read = excluded.is_read");
    for (size_t i = 0; i < structure->learned_count; i++)
        write_file(structure, put, library, &placed[i]);
    statement_free(put);
}

/* --- What is gone --- */

struct gone {
    uint32_t *ids;
    size_t count, cap;
};

static void add_gone(struct gone *gone, uint32_t id)
{
    gone->ids = mem_grow(gone->ids, gone->count, &gone->cap, sizeof *gone->ids);
    gone->ids[gone->count++] = id;
}

static void delete_rows(struct database *database, const char *sql,
                        const struct gone *gone)
{
    struct statement *take = statement_new(database, sql);
    for (size_t i = 0; i < gone->count; i++) {
        statement_int(take, 1, gone->ids[i]);
        statement_run(take);
    }
    statement_free(take);
}

static int compare_ids(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

/* In order of the ids (schema.h). */
static void drop_texts(struct database *database, const struct gone *gone)
{
    qsort(gone->ids, gone->count, sizeof *gone->ids, compare_ids);

    struct texts texts;
    texts_init(&texts, database);
    texts_begin(&texts);
    for (size_t i = 0; i < gone->count; i++)
        texts_drop(&texts, gone->ids[i]);
    texts_end(&texts);
    texts_release(&texts);
}

static void drop_leads(struct database *database, const struct gone *gone)
{
    struct leads *leads = leads_new(database);
    for (size_t i = 0; i < gone->count; i++)
        leads_drop(leads, gone->ids[i]);
    leads_free(leads);
}

/* What was known of articles, and what leads to them but links, which are resolved
 * again. */
static void delete_articles(struct database *database, const struct gone *gone)
{
    static const char *const deletes[] = {
        "DELETE FROM facts WHERE article = ?",
        "DELETE FROM tag WHERE article = ?",
        "DELETE FROM flaw WHERE article = ?",
    };

    if (gone->count == 0)
        return;
    drop_leads(database, gone);
    drop_texts(database, gone);
    for (size_t i = 0; i < sizeof deletes / sizeof *deletes; i++)
        delete_rows(database, deletes[i], gone);
}

/* Known files that the walk did not find; both lists are in order of their paths. They
 * must make room before others can take their paths. */
static void delete_gone(struct structure *structure, struct gone *articles)
{
    struct gone files = {0};
    size_t at = 0;
    for (size_t i = 0; i < structure->known_count; i++) {
        const struct known_file *known = &structure->known[i];
        while (at < structure->learned_count &&
               str_cmp(structure->learned[at].path, known->path) < 0)
            at++;
        if (at < structure->learned_count &&
            str_eq(structure->learned[at].path, known->path))
            continue;
        add_gone(&files, known->id);
        if (known->is_article)
            add_gone(articles, known->id);
        structure->changed_names = true;
    }
    delete_rows(structure->database, "DELETE FROM article WHERE id = ?", &files);
    free(files.ids);
}

/* Files that are still there and no articles any more. */
static void find_former(const struct structure *structure,
                        const struct placed_file *placed, struct gone *articles)
{
    for (size_t i = 0; i < structure->learned_count; i++) {
        const struct known_file *known = placed[i].file->known;
        if (known != NULL && known->is_article && placed[i].number == ARTICLE_NONE)
            add_gone(articles, known->id);
    }
}

/* --- Probes --- */

static void write_probe_paths(const struct structure *structure)
{
    const struct probes *probes = &structure->probes;
    struct statement *put =
        statement_new(structure->database, "INSERT INTO probe VALUES(?,?)");
    database_run(structure->database, "DELETE FROM probe");
    for (size_t i = 0; i < probes->count; i++) {
        const struct probe *probe = &probes->items[i];
        statement_bytes(put, 1, probes_path(probes, probe));
        if (probe->is_folder)
            statement_int(put, 2, (int64_t)probe->found);
        else
            statement_null(put, 2);
        statement_run(put);
    }
    statement_free(put);
}

static void write_found(const struct structure *structure)
{
    const struct probes *probes = &structure->probes;
    struct statement *put =
        statement_new(structure->database, "UPDATE probe SET found = ? WHERE path = ?"
                                           " AND found IS NOT NULL AND found <> ?");
    for (size_t i = 0; i < probes->count; i++) {
        const struct probe *probe = &probes->items[i];
        if (!probe->is_folder)
            continue;
        statement_int(put, 1, (int64_t)probe->found);
        statement_bytes(put, 2, probes_path(probes, probe));
        statement_int(put, 3, (int64_t)probe->found);
        statement_run(put);
    }
    statement_free(put);
}

/* Within a transaction. Their times change more often than they come and go. */
static void write_probes(const struct structure *structure)
{
    struct database *database = structure->database;
    const struct probes *probes = &structure->probes;
    if (probes->paths_sum != (uint64_t)state_get(database, "probe_paths")) {
        write_probe_paths(structure);
        state_set(database, "probe_paths", (int64_t)probes->paths_sum);
    }
    state_set(database, "fixed", (int64_t)probes->fixed_sum);
    state_set(database, "probes", (int64_t)probes_digest(probes));
}

void structure_write_probes(struct structure *structure)
{
    struct database *database = structure->database;
    if (!structure->probes.is_begun ||
        probes_digest(&structure->probes) == (uint64_t)state_get(database, "probes"))
        return;
    database_run(database, "BEGIN IMMEDIATE");
    write_probes(structure);
    database_run(database, "COMMIT");
}

/* --- All --- */

bool structure_take_places(struct structure *structure,
                           const struct watch_place *places, size_t count)
{
    struct database *database = structure->database;
    bool is_sound = structure->digest != 0 && !is_unfinished(database);
    for (size_t i = 0; i < count && is_sound; i++)
        is_sound = !places[i].below &&
                   edited_add_folder(&structure->edited, database, places[i].path);
    if (!is_sound)
        edited_forget(&structure->edited);
    return is_sound && count > 0;
}

/* Writes the digest of all files, and what is found in each folder, as they are in the
 * catalog now. */
static void write_digest(struct structure *structure)
{
    uint64_t digest = 0;
    probes_forget_found(&structure->probes);
    for (size_t i = 0; i < structure->learned_count; i++) {
        const struct learned_file *file = &structure->learned[i];
        uint64_t own = 0;
        file_digest_add(&own, file->path, &file->stamp, file->is_named);
        probes_meet(&structure->probes, file->path, own);
        digest += own;
    }
    state_set(structure->database, "digest", (int64_t)digest);
    state_set(structure->database, "rest", (int64_t)structure->rest_met);
}

void structure_write(struct structure *structure, const struct library *library)
{
    struct placed_file *placed = mem_zalloc(structure->learned_count, sizeof *placed);
    struct gone articles = {0};
    find_numbers(structure, library, placed);
    give_ids(structure, library, placed);
    if (structure->changed_files || structure->changed_names) {
        database_run(structure->database, "BEGIN IMMEDIATE");
        delete_gone(structure, &articles);
        write_files(structure, library, placed);
        find_former(structure, placed, &articles);
        delete_articles(structure->database, &articles);
        write_digest(structure);
        write_probes(structure);
        write_found(structure);
        state_set(structure->database, "next_id", structure->id_count);
        state_set(structure->database, "structures",
                  state_get(structure->database, "structures") + 1);
        if (structure->changed_names) {
            structure_write_tree(structure->database, structure->ids, library);
            /* Until writer_relink() has looked at them, however this run ends. */
            if (structure->known_count > 0)
                state_set(structure->database, "stale_links", 1);
        }
        database_run(structure->database, "COMMIT");
    }
    free(articles.ids);
    free(placed);
    forget_files(structure);
}
