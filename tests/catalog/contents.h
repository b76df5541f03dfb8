/*
 * What a catalog holds, as lines of text that two catalogs of one library share.
 *
 * Ids depend on how a catalog came to be, so every article stands there by its path.
 * Words are listed from the inverted index itself: all that it has.
 */
#ifndef LECTERN_TESTS_CONTENTS_H
#define LECTERN_TESTS_CONTENTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "catalog/store/checksum_vfs.h"
#include "catalog/text/terms_column.h"
#include "catalog/text/tokenizer.h"

/* Where the number of an article stands. */
#define PATH_OF(id) "(SELECT CAST(path AS TEXT) FROM article WHERE article.id = " id ")"
#define WORDS(table, article, which)                                                   \
    "SELECT '" table                                                                   \
    "', ifnull(" PATH_OF(article) ", 'nothing'), " which                               \
                                  ", col, offset, term FROM temp." table "_words"

/* clang-format off */
static const char *const contents_asked[] = {
    "SELECT 'file', CAST(path AS TEXT), size, mtime, ctime, inode, device, format, title,"
    " hex(head), topic, ord, is_read FROM article",
    "SELECT 'name', key, CASE entry & 63 WHEN 0 THEN '' ELSE " PATH_OF("name.entry / 64")
    " END, entry & 63 FROM name",
    "SELECT 'topic', id, parent, ord, title, summary, " PATH_OF("topic.article")
    ", is_topic, has_children, below FROM topic",
    "SELECT 'notice', n, CAST(path AS TEXT), text FROM notice",
    "SELECT 'facts', " PATH_OF("facts.article") ", hex(data) FROM facts",
    "SELECT 'text', " PATH_OF("text.article") ", hex(spans) FROM text",
    "SELECT 'terms', " PATH_OF("terms.article") ", terms_of(data) FROM terms",
    "SELECT 'tag', " PATH_OF("tag.article") ", tag FROM tag",
    "SELECT 'lead', " PATH_OF("lead.article") ", section, " PATH_OF("lead.target")
    " FROM lead",
    "SELECT 'flaw', " PATH_OF("flaw.article") ", kind, n, line, " PATH_OF("flaw.target")
    ", is_name, hex(text), hex(fragment) FROM flaw",
    "SELECT 'state', key, value FROM state WHERE key IN ('title', 'order', 'articles')",
    "SELECT 'home', " PATH_OF("state.value") " FROM state WHERE key = 'home'",
    WORDS("passage", "doc", "0"),
    WORDS("called", "doc / 2", "doc % 2"),
};

/* clang-format on */

struct contents_lines {
    char **items;
    size_t count, cap;
};

static inline void contents_take_row(struct contents_lines *lines, sqlite3_stmt *row)
{
    struct buf line = {0};
    for (int i = 0; i < sqlite3_column_count(row); i++) {
        const char *text = (const char *)sqlite3_column_text(row, i);
        buf_puts(&line, i > 0 ? STR("|") : STR(""));
        buf_puts(&line, str_from(text != NULL ? text : "-"));
    }
    buf_putc(&line, '\0');
    if (lines->count == lines->cap) {
        lines->cap = lines->cap * 2 + 64;
        lines->items = realloc(lines->items, lines->cap * sizeof *lines->items);
    }
    lines->items[lines->count++] = line.data;
}

static inline void contents_ask(struct contents_lines *lines, sqlite3 *handle,
                                const char *sql)
{
    sqlite3_stmt *rows;
    if (sqlite3_prepare_v2(handle, sql, -1, &rows, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sqlite3_errmsg(handle), sql);
    int result;
    while ((result = sqlite3_step(rows)) == SQLITE_ROW)
        contents_take_row(lines, rows);
    if (result != SQLITE_DONE)
        fail_msg("%s: %s", sqlite3_errmsg(handle), sql);
    sqlite3_finalize(rows);
}

static inline void contents_run(sqlite3 *handle, const char *sql)
{
    if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sqlite3_errmsg(handle), sql);
}

/* As the program does it, so that what is changed is not damage. */
static inline int contents_connect(const char *path, sqlite3 **handle)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    int result = sqlite3_open_v2(path, handle, flags, checksum_vfs());
    if (result == SQLITE_OK)
        result = tokenizer_register(*handle);
    return result == SQLITE_OK ? checksum_reserve(*handle) : result;
}

static inline int contents_order_terms(const void *a, const void *b)
{
    return str_cmp(((const struct term *)a)->text, ((const struct term *)b)->text);
}

/* The function terms_of(): which words have a number depends on how a catalog came to
 * be, and the terms of a record do not. */
static inline void contents_terms(sqlite3_context *context, int count,
                                  sqlite3_value **values)
{
    struct str record = {sqlite3_value_blob(values[0]),
                         (size_t)sqlite3_value_bytes(values[0])};
    struct arena arena = {0};
    struct buf list = {0};
    (void)count;
    struct terms terms;
    if (!terms_get(record, sqlite3_user_data(context), &arena, &terms))
        fail_msg("a record of terms is damaged");
    if (terms.count > 0)
        qsort(terms.items, terms.count, sizeof *terms.items, contents_order_terms);
    for (size_t i = 0; i < terms.count; i++)
        buf_printf(&list, "%.*s:%u:%u ", (int)terms.items[i].text.len,
                   terms.items[i].text.ptr, terms.items[i].columns,
                   terms.items[i].count);
    sqlite3_result_text(context, list.data, (int)list.len, SQLITE_TRANSIENT);
    buf_release(&list);
    arena_release(&arena);
}

static inline void contents_free_lexicon(void *lexicon)
{
    lexicon_free(lexicon);
}

static inline void contents_know_terms(sqlite3 *handle)
{
    struct database database = {.handle = handle};
    struct lexicon *lexicon = lexicon_new();
    lexicon_load(lexicon, &database);
    if (database_fault(&database) != FAULT_NONE ||
        sqlite3_create_function_v2(handle, "terms_of", 1, SQLITE_UTF8, lexicon,
                                   contents_terms, NULL, NULL,
                                   contents_free_lexicon) != SQLITE_OK)
        fail_msg("the lexicon cannot be read");
}

static inline sqlite3 *contents_open(const char *path)
{
    static const char *const tables[] = {"passage", "called"};
    sqlite3 *handle;
    if (contents_connect(path, &handle) != SQLITE_OK)
        fail_msg("%s: %s", path, sqlite3_errmsg(handle));
    sqlite3_busy_timeout(handle, 5000);
    char sql[160];
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        snprintf(sql, sizeof sql,
                 "CREATE VIRTUAL TABLE temp.%s_words USING fts5vocab(main, %s, "
                 "instance)",
                 tables[i], tables[i]);
        contents_run(handle, sql);
    }
    contents_know_terms(handle);
    return handle;
}

static inline int contents_order(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static inline struct contents_lines contents_of(const char *path)
{
    struct contents_lines lines = {0};
    sqlite3 *handle = contents_open(path);
    for (size_t i = 0; i < sizeof contents_asked / sizeof *contents_asked; i++)
        contents_ask(&lines, handle, contents_asked[i]);
    sqlite3_close(handle);
    qsort(lines.items, lines.count, sizeof *lines.items, contents_order);
    return lines;
}

static inline void contents_free(struct contents_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        free(lines->items[i]);
    free(lines->items);
    *lines = (struct contents_lines){0};
}

/* Fails with the first line that one of them alone has. */
static inline void contents_assert_equal(const struct contents_lines *is,
                                         const struct contents_lines *should_be)
{
    for (size_t i = 0; i < is->count || i < should_be->count; i++) {
        const char *left = i < is->count ? is->items[i] : "(end)";
        const char *right = i < should_be->count ? should_be->items[i] : "(end)";
        if (strcmp(left, right) != 0)
            fail_msg("line %zu is\n%.600s\nand should be\n%.600s", i, left, right);
    }
}

/* Damage that SQLite and FTS5 find by themselves. */
static inline void contents_assert_sound(const char *path)
{
    static const char *const checks[] = {
        "INSERT INTO passage(passage) VALUES('integrity-check')",
        "INSERT INTO called(called) VALUES('integrity-check')",
    };
    struct contents_lines lines = {0};
    sqlite3 *handle = contents_open(path);
    contents_ask(&lines, handle, "PRAGMA integrity_check");
    assert_int_equal(lines.count, 1);
    assert_string_equal(lines.items[0], "ok");
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        contents_run(handle, checks[i]);
    contents_free(&lines);
    sqlite3_close(handle);
}

#endif
