/*
 * Creates the tables and checks the version. A file that is no catalog of this program
 * is never changed.
 */
#include "catalog/store/schema.h"

#include <stdio.h>

#include "catalog/text/tokenizer.h"

#define TOKENIZE "tokenize='" TOKENIZER_NAME "'"

/* clang-format off */
static const char *const tables[] = {
    "CREATE TABLE state(key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE article(id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE,"
    " size INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER, device INTEGER,"
    " format INTEGER,"   /* below 0: no article, see structure.c */
    " title TEXT, head BLOB, topic INTEGER, ord INTEGER,"
    " is_read INTEGER NOT NULL DEFAULT 0)", /* enum schema_read */
    "CREATE INDEX article_ord ON article(ord) WHERE ord IS NOT NULL",
    "CREATE INDEX article_unread ON article(ord) WHERE is_read = 0 AND ord IS NOT NULL",
    "CREATE INDEX article_failed ON article(path) WHERE is_read = 2",
    "CREATE TABLE probe(path BLOB, found INTEGER)", /* NULL: it is no folder */
    "CREATE INDEX probe_folder ON probe(path) WHERE found IS NOT NULL",
    "CREATE TABLE name(key INTEGER PRIMARY KEY, entry INTEGER)",
    "CREATE TABLE topic(id INTEGER, parent INTEGER, ord INTEGER PRIMARY KEY, title TEXT,"
    " summary TEXT, article INTEGER, is_topic INTEGER, has_children INTEGER,"
    " below INTEGER)",
    "CREATE INDEX topic_id ON topic(id)",
    "CREATE INDEX topic_parent ON topic(parent)",
    "CREATE TABLE notice(n INTEGER PRIMARY KEY, path BLOB, text TEXT,"
    " is_unread INTEGER)",
    "CREATE TABLE facts(article INTEGER PRIMARY KEY, data BLOB, targets BLOB)",
    "CREATE TABLE text(article INTEGER PRIMARY KEY, written INTEGER, spans BLOB)",
    "CREATE INDEX text_written ON text(written)",
    "CREATE TABLE terms(article INTEGER PRIMARY KEY, data BLOB)",
    "CREATE TABLE lexicon(first INTEGER PRIMARY KEY, words BLOB)",
    "CREATE TABLE wordlist(run INTEGER PRIMARY KEY, words BLOB)",
    "CREATE TABLE tag(article INTEGER, tag TEXT, PRIMARY KEY(article, tag))"
    " WITHOUT ROWID",
    "CREATE INDEX tag_article ON tag(tag, article)",
    "CREATE TABLE lead(target INTEGER, article INTEGER, section INTEGER,"
    " given INTEGER,"
    " PRIMARY KEY(target, article, section)) WITHOUT ROWID",
    "CREATE TABLE flaw(article INTEGER, kind INTEGER, n INTEGER, line INTEGER,"
    " target INTEGER, is_name INTEGER, text BLOB, fragment BLOB,"
    " PRIMARY KEY(article, kind, n)) WITHOUT ROWID",
    "CREATE VIRTUAL TABLE passage USING fts5(title, body, content='', columnsize=0,"
    " " TOKENIZE ")",
    "CREATE VIRTUAL TABLE called USING fts5(name, content='', detail=none,"
    " columnsize=0, " TOKENIZE ")",
    "CREATE TABLE word(word TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID",
};

/* Words are gathered in memory before they are written, 32 MB of them, and portions are
 * not joined as they come but when they are sixteen, or all at the end (compact.h): that
 * takes half off the time. */
static const char *const settings[] = {
    "INSERT INTO passage(passage, rank) VALUES('hashsize', 33554432)",
    "INSERT INTO passage(passage, rank) VALUES('automerge', 0)",
    "INSERT INTO called(called, rank) VALUES('hashsize', 33554432)",
    "INSERT INTO called(called, rank) VALUES('automerge', 0)",
};
/* clang-format on */

static int64_t pragma(struct database *database, const char *sql)
{
    struct statement *ask = statement_new(database, sql);
    int64_t value = statement_next(ask) ? column_int(ask, 0) : -1;
    statement_end(ask);
    statement_free(ask);
    return value;
}

/* All tables are there as they were made, and nothing that runs by itself. */
static bool has_tables(struct database *database)
{
    struct statement *ask =
        statement_new(database, "SELECT 1 FROM sqlite_schema WHERE sql = ?");
    bool has = pragma(database, "SELECT count(*) FROM sqlite_schema WHERE type NOT IN"
                                " ('table', 'index')") == 0;
    for (size_t i = 0; i < sizeof tables / sizeof *tables && has; i++) {
        statement_bytes(ask, 1, str_from(tables[i]));
        has = statement_next(ask);
        statement_end(ask);
    }
    statement_free(ask);
    return has;
}

bool schema_is_current(struct database *database)
{
    return pragma(database, "PRAGMA application_id") == SCHEMA_APPLICATION_ID &&
           pragma(database, "PRAGMA user_version") == SCHEMA_VERSION &&
           has_tables(database);
}

static bool is_empty(struct database *database)
{
    return pragma(database, "SELECT count(*) FROM sqlite_schema") == 0;
}

static void make_tables(struct database *database)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        database_run(database, tables[i]);
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        database_run(database, settings[i]);
    char mark[80];
    snprintf(mark, sizeof mark, "PRAGMA application_id=%d; PRAGMA user_version=%d",
             SCHEMA_APPLICATION_ID, SCHEMA_VERSION);
    database_run(database, mark);
}

void schema_claim(struct database *database)
{
    char mark[80];
    snprintf(mark, sizeof mark, "PRAGMA application_id=%d", SCHEMA_APPLICATION_ID);
    if (pragma(database, "PRAGMA application_id") == 0 && is_empty(database))
        database_run(database, mark);
}

bool schema_make(struct database *database)
{
    if (is_empty(database)) {
        database_run(database, "BEGIN IMMEDIATE");
        if (is_empty(database)) /* still: others may have made them meanwhile */
            make_tables(database);
        database_run(database, "COMMIT");
    }
    return schema_is_current(database);
}

/* --- State --- */

int64_t state_get(struct database *database, const char *key)
{
    struct statement *ask =
        statement_new(database, "SELECT value FROM state WHERE key = ?");
    int64_t value = 0;
    statement_bytes(ask, 1, str_from(key));
    if (statement_next(ask))
        value = column_int(ask, 0);
    statement_end(ask);
    statement_free(ask);
    return value;
}

void state_set(struct database *database, const char *key, int64_t value)
{
    struct statement *put =
        statement_new(database, "REPLACE INTO state(key, value) VALUES(?, ?)");
    statement_bytes(put, 1, str_from(key));
    statement_int(put, 2, value);
    statement_run(put);
    statement_free(put);
}
