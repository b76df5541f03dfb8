/*
 * The floor under every full-text index of a library that FTS5 makes: how long it takes
 * to insert all titles and texts as they are in one transaction, into a table without
 * content of its own, and how long a ranked query takes that asks for 20 rows.
 *
 *     bench_floor NAME FOLDER DATABASE HASH_MB [QUERY...]
 *
 * Prints JSON Lines; NAME is the library's. DATABASE must not exist; it stays. HASH_MB
 * is how much FTS5 gathers before it writes: 1 by itself, and faster with more.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/json.h"
#include "clock.h"
#include "paths.h"

enum { QUERY_ROUNDS = 40 };

struct floor {
    const char *name;
    sqlite3 *db;
    sqlite3_stmt *insert;
    size_t articles;
    unsigned long long text_bytes;
    int hash_mb;
    double insert_ms;
};

static int fail(struct floor *floor, struct error *err)
{
    return error_set(err, "%s", sqlite3_errmsg(floor->db));
}

static int execute(struct floor *floor, const char *sql, struct error *err)
{
    return sqlite3_exec(floor->db, sql, NULL, NULL, NULL) == SQLITE_OK
               ? 0
               : fail(floor, err);
}

/* --- Inserting ------------------------------------------------------------------ */

/* What the front matter or the first heading says, else the file's name. */
static struct str title_of(struct str text, struct str path)
{
    struct str line;
    for (int i = 0; i < 8 && str_cut_line(&text, &line); i++) {
        if (str_starts(line, STR("title: ")))
            return str_tail(line, STR("title: ").len);
        if (str_starts(line, STR("# ")))
            return str_tail(line, STR("# ").len);
    }
    return path_stem(path);
}

static void bind(struct floor *floor, int at, struct str text)
{
    sqlite3_bind_text(floor->insert, at, text.ptr, (int)text.len, SQLITE_STATIC);
}

static int insert_article(struct floor *floor, const struct file_root *root,
                          struct str path, struct arena *arena, struct error *err)
{
    struct str text;
    if (file_read(root, path, PATHS_FILE_BYTES_MAX, false, arena, &text, NULL, err))
        return -1;
    double start = clock_ms();
    sqlite3_bind_int64(floor->insert, 1, (sqlite3_int64)++floor->articles);
    bind(floor, 2, title_of(text, path));
    bind(floor, 3, text);
    int result = sqlite3_step(floor->insert);
    sqlite3_reset(floor->insert);
    floor->insert_ms += clock_ms() - start;
    floor->text_bytes += text.len;
    return result == SQLITE_DONE ? 0 : fail(floor, err);
}

static int insert_all(struct floor *floor, const struct file_root *root,
                      const struct paths *paths, struct error *err)
{
    static const char create[] =
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        "CREATE VIRTUAL TABLE text USING fts5(title, body, content = '',"
        " tokenize = 'unicode61 remove_diacritics 2'); BEGIN";
    char *hash = sqlite3_mprintf("INSERT INTO text(text, rank) VALUES('hashsize', %d)",
                                 floor->hash_mb << 20);
    struct arena arena = {0};
    int result = execute(floor, create, err);
    if (result == 0)
        result = execute(floor, hash, err);
    sqlite3_free(hash);
    if (result != 0)
        return -1;
    sqlite3_prepare_v2(floor->db,
                       "INSERT INTO text(rowid, title, body) VALUES (?, ?, ?)", -1,
                       &floor->insert, NULL);
    result = floor->insert ? 0 : fail(floor, err);
    for (size_t i = 0; i < paths->count && result == 0; i++) {
        result = insert_article(floor, root, paths->items[i], &arena, err);
        arena_clear(&arena);
    }
    sqlite3_finalize(floor->insert);
    arena_release(&arena);
    double start = clock_ms();
    if (result == 0)
        result = execute(floor, "COMMIT", err);
    floor->insert_ms += clock_ms() - start;
    return result;
}

static int fill(struct floor *floor, const char *folder, struct error *err)
{
    struct file_root root = {.fd = -1};
    if (file_root_open(&root, folder, err) != 0)
        return -1;
    struct paths paths;
    int result = paths_read(&paths, &root, err);
    if (result == 0)
        result = insert_all(floor, &root, &paths, err);
    paths_release(&paths);
    file_root_close(&root);
    return result;
}

static void print_fill(const struct floor *floor, const char *database)
{
    struct stat st = {0};
    stat(database, &st);
    printf("{\"bench\":\"index\",\"library\":\"%s\",\"program\":\"fts5\","
           "\"what\":\"insert, hash of %d MB\",\"articles\":%zu,\"text_bytes\":%llu,"
           "\"ms\":%.0f,\"cpu_ms\":%.0f,\"catalog_bytes\":%lld,\"peak_kib\":%ld}\n",
           floor->name, floor->hash_mb, floor->articles, floor->text_bytes,
           floor->insert_ms, clock_cpu_ms(), (long long)st.st_size, clock_peak_kib());
}

/* --- Asking --------------------------------------------------------------------- */

/* How many rows there are to a query, in all or, ranked, of the first 20. */
static int count_rows(struct floor *floor, const char *sql, const char *query,
                      size_t *rows, struct error *err)
{
    sqlite3_stmt *select;
    if (sqlite3_prepare_v2(floor->db, sql, -1, &select, NULL) != SQLITE_OK)
        return fail(floor, err);
    sqlite3_bind_text(select, 1, query, -1, SQLITE_STATIC);
    int result = sqlite3_step(select);
    for (*rows = 0; result == SQLITE_ROW; result = sqlite3_step(select))
        ++*rows;
    sqlite3_finalize(select);
    return result == SQLITE_DONE ? 0 : fail(floor, err);
}

static void print_asked(const struct floor *floor, const char *query, double *times,
                        size_t found)
{
    struct buf line = {0};
    struct json json;
    json_init(&json, &line);
    json_open(&json, NULL, '{');
    json_str(&json, "bench", STR("search"));
    json_str(&json, "library", str_from(floor->name));
    json_str(&json, "program", STR("fts5"));
    json_str(&json, "query", str_from(query));
    buf_printf(&line, ",\"p50_ms\":%.2f,\"p95_ms\":%.2f,\"found\":%zu",
               clock_quantile(times, QUERY_ROUNDS, 0.5),
               clock_quantile(times, QUERY_ROUNDS, 0.95), found);
    json_close(&json, '}');
    json_end(&json);
    fwrite(line.data, 1, line.len, stdout);
    buf_release(&line);
}

static int ask(struct floor *floor, const char *query, struct error *err)
{
    static const char ranked[] = "SELECT rowid, bm25(text, 10.0, 1.0) AS r FROM text"
                                 " WHERE text MATCH ? ORDER BY r LIMIT 20";
    size_t rows, found;
    if (count_rows(floor, "SELECT rowid FROM text WHERE text MATCH ?", query, &found,
                   err) != 0)
        return -1;
    double times[QUERY_ROUNDS];
    for (size_t i = 0; i < QUERY_ROUNDS; i++) {
        double start = clock_ms();
        if (count_rows(floor, ranked, query, &rows, err) != 0)
            return -1;
        times[i] = clock_ms() - start;
    }
    print_asked(floor, query, times, found);
    return 0;
}

static int measure(struct floor *floor, char **argv, struct error *err)
{
    if (sqlite3_open_v2(argv[3], &floor->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                        NULL) != SQLITE_OK)
        return fail(floor, err);
    if (fill(floor, argv[2], err) != 0)
        return -1;
    print_fill(floor, argv[3]);
    for (char **query = argv + 5; *query; query++) {
        if (ask(floor, *query, err) != 0)
            return -1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    long hash_mb = argc > 4 ? strtol(argv[4], NULL, 10) : 0;
    if (hash_mb < 1 || hash_mb > 1000) {
        fputs("usage: bench_floor NAME FOLDER DATABASE HASH_MB [QUERY...]\n", stderr);
        return 2;
    }
    struct floor floor = {.name = argv[1], .hash_mb = (int)hash_mb};
    struct error error;
    int result = measure(&floor, argv, &error);
    sqlite3_close(floor.db);
    if (result != 0)
        fprintf(stderr, "bench_floor: %s\n", error.text);
    return result == 0 ? 0 : 1;
}
