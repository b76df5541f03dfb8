#include "catalog/nearness.h"

#include "catalog/record.h"
#include "library/near.h"

enum {
    /* Whose rows are written in one transaction: a few milliseconds, for where readers
     * have to wait for it. */
    BATCH_ARTICLES = 250,
};

struct nearness {
    const struct structure *structure;
    const struct library *library;
    struct arena arena;
    struct near_words *words;
    struct near_links *links;
    struct near_input input;
};

/* --- Usage --------------------------------------------------------------------------
 */

static struct usage *load_usage(struct database *database)
{
    struct statement *ask =
        statement_new(database, "SELECT value FROM state WHERE key = 'usage'");
    struct usage *usage = NULL;

    if (statement_next(ask) && !record_get_usage(column_bytes(ask, 0), &usage))
        database_distrust(database);
    statement_end(ask);
    statement_free(ask);
    return usage;
}

static void keep_usage(struct database *database, const struct usage *usage)
{
    struct statement *put =
        statement_new(database, "REPLACE INTO state(key, value) VALUES('usage', ?)");
    struct buf record = {0};

    record_put_usage(&record, usage);
    statement_record(put, 1, buf_str(&record));
    statement_run(put);
    statement_free(put);
    buf_release(&record);
}

struct usage *nearness_usage(const struct structure *structure,
                             const struct library *library, const atomic_bool *stop)
{
    struct usage *usage;

    if (library->article_count <= USAGE_ARTICLES_MIN)
        return NULL;
    usage = load_usage(structure->database);
    if (usage == NULL && database_fault(structure->database) == FAULT_NONE) {
        usage = usage_sample(library, stop);
        if (usage != NULL)
            keep_usage(structure->database, usage);
    }
    return usage;
}

/* --- Taking in ----------------------------------------------------------------------
 */

/* Articles that could not be read have no words and are left out. The rows are taken in
 * order, since the sum of fractions depends on it, and may decide between two articles
 * that are equally near. */
static void take_words(struct nearness *it)
{
    struct database *database = it->structure->database;
    struct statement *rows = statement_new(
        database, "SELECT facts.article, words FROM article CROSS JOIN facts"
                  " ON facts.article = article.id WHERE ord IS NOT NULL ORDER BY ord");
    struct usage *usage = load_usage(database);
    struct arena scratch = {0};

    while (!atomic_load(it->input.stop) && statement_next(rows)) {
        uint32_t number = structure_number(it->structure, column_int(rows, 0));
        struct str record = column_bytes(rows, 1);
        struct article_words *counted;

        if (number == ARTICLE_NONE || record.len == 0)
            continue;
        arena_clear(&scratch);
        if (record_get_words(record, usage, &scratch, &counted))
            near_words_take(it->words, number, counted);
        else
            database_distrust(database);
    }
    statement_end(rows);
    statement_free(rows);
    usage_free(usage);
    arena_release(&scratch);
}

static void take_links(struct nearness *it)
{
    struct statement *rows = statement_new(it->structure->database,
                                           "SELECT article, target, given FROM lead");

    while (!atomic_load(it->input.stop) && statement_next(rows)) {
        uint32_t from = structure_number(it->structure, column_int(rows, 0));
        uint32_t to = structure_number(it->structure, column_int(rows, 1));

        if (from != ARTICLE_NONE && to != ARTICLE_NONE)
            near_links_take(it->links, from, to, column_int(rows, 2) != 0);
    }
    statement_end(rows);
    statement_free(rows);
}

/* --- Writing ------------------------------------------------------------------------
 */

static struct statement *bind_article(struct statement *statement,
                                      const struct nearness *it, uint32_t number)
{
    statement_int(statement, 1, it->structure->ids[number]);
    return statement;
}

static bool has_related(const struct nearness *it, const struct near *near,
                        uint32_t number, struct statement *rows)
{
    const struct near_related *related = &near->related;
    size_t first = related->firsts[number], end = related->firsts[number + 1];
    bool is_same = true;

    bind_article(rows, it, number);
    for (size_t i = first; i < end && is_same; i++) {
        const struct related *item = &related->items[i];

        is_same = statement_next(rows) && column_int(rows, 0) == (int64_t)(i - first) &&
                  column_int(rows, 1) == it->structure->ids[item->article] &&
                  column_int(rows, 2) == (int64_t)item->why;
    }
    is_same = is_same && !statement_next(rows);
    statement_end(rows);
    return is_same;
}

static void write_related(const struct nearness *it, const struct near *near,
                          uint32_t number, struct statement *put)
{
    const struct near_related *related = &near->related;
    size_t first = related->firsts[number];

    for (size_t i = first; i < related->firsts[number + 1]; i++) {
        bind_article(put, it, number);
        statement_int(put, 2, (int64_t)(i - first));
        statement_int(put, 3, it->structure->ids[related->items[i].article]);
        statement_int(put, 4, related->items[i].why);
        statement_run(put);
    }
}

static bool is_see(const struct nearness *it, const struct see *see,
                   const struct statement *row, size_t question, size_t n)
{
    return column_int(row, 0) == (int64_t)question &&
           column_int(row, 1) == (int64_t)n &&
           column_int(row, 2) == it->structure->ids[see->article] &&
           column_int(row, 3) == (int64_t)see->heading;
}

static bool has_sees(const struct nearness *it, const struct near *near,
                     uint32_t number, struct statement *rows)
{
    const struct near_sees *sees = &near->sees;
    size_t first = sees->questions[number], end = sees->questions[number + 1];
    bool is_same = true;

    bind_article(rows, it, number);
    for (size_t q = first; q < end && is_same; q++) {
        for (size_t i = sees->firsts[q]; i < sees->firsts[q + 1] && is_same; i++)
            is_same = statement_next(rows) &&
                      is_see(it, &sees->items[i], rows, q - first, i - sees->firsts[q]);
    }
    is_same = is_same && !statement_next(rows);
    statement_end(rows);
    return is_same;
}

static void write_sees(const struct nearness *it, const struct near *near,
                       uint32_t number, struct statement *put)
{
    const struct near_sees *sees = &near->sees;

    for (size_t q = sees->questions[number]; q < sees->questions[number + 1]; q++) {
        for (size_t i = sees->firsts[q]; i < sees->firsts[q + 1]; i++) {
            bind_article(put, it, number);
            statement_int(put, 2, (int64_t)(q - sees->questions[number]));
            statement_int(put, 3, (int64_t)(i - sees->firsts[q]));
            statement_int(put, 4, it->structure->ids[sees->items[i].article]);
            statement_int(put, 5, sees->items[i].heading);
            statement_run(put);
        }
    }
}

struct putting {
    struct statement *get_related, *get_sees;
    struct statement *drop_related, *drop_sees, *put_related, *put_see;
};

/* Most articles keep what they had. True when something was written. */
static bool write_article(const struct nearness *it, const struct near *near,
                          uint32_t number, const struct putting *putting)
{
    bool has = has_related(it, near, number, putting->get_related);
    bool sees = has_sees(it, near, number, putting->get_sees);

    if (!has) {
        statement_run(bind_article(putting->drop_related, it, number));
        write_related(it, near, number, putting->put_related);
    }
    if (!sees) {
        statement_run(bind_article(putting->drop_sees, it, number));
        write_sees(it, near, number, putting->put_see);
    }
    return !has || !sees;
}

/* Writes what is near the articles from `number` on, some of them, in one transaction.
 * Where it went to. */
static uint32_t write_batch(const struct nearness *it, const struct near *near,
                            uint32_t number, const struct putting *putting)
{
    struct database *database = it->structure->database;
    size_t written = 0;

    database_run(database, "BEGIN IMMEDIATE");
    for (; number < it->library->article_count && written < BATCH_ARTICLES; number++)
        written += write_article(it, near, number, putting);
    database_run(database, "COMMIT");
    return number;
}

static void write_out(const struct nearness *it, const struct near *near)
{
    struct database *database = it->structure->database;
    struct putting putting = {
        .get_related = statement_new(
            database, "SELECT n, other, why FROM related WHERE article = ? ORDER BY n"),
        .get_sees =
            statement_new(database, "SELECT question, n, other, heading FROM see"
                                    " WHERE article = ? ORDER BY question, n"),
        .drop_related =
            statement_new(database, "DELETE FROM related WHERE article = ?"),
        .drop_sees = statement_new(database, "DELETE FROM see WHERE article = ?"),
        .put_related = statement_new(database, "INSERT INTO related VALUES(?,?,?,?)"),
        .put_see = statement_new(database, "INSERT INTO see VALUES(?,?,?,?,?)"),
    };
    uint32_t number = 0;

    while (number < it->library->article_count && !atomic_load(it->input.stop) &&
           database_fault(database) == FAULT_NONE)
        number = write_batch(it, near, number, &putting);
    if (database_fault(database) != FAULT_NONE)
        database_rollback(database);
    statement_free(putting.get_related);
    statement_free(putting.get_sees);
    statement_free(putting.drop_related);
    statement_free(putting.drop_sees);
    statement_free(putting.put_related);
    statement_free(putting.put_see);
}

void nearness_write(const struct structure *structure, const struct library *library,
                    const atomic_bool *stop)
{
    struct nearness it = {
        .structure = structure,
        .library = library,
        .words = near_words_new(library->article_count),
        .links = near_links_new(library->article_count),
    };
    struct near near;

    it.input = (struct near_input){
        .library = library,
        .words = it.words,
        .links = it.links,
        .stop = stop,
    };
    take_words(&it);
    take_links(&it);
    if (!atomic_load(stop) && database_fault(structure->database) == FAULT_NONE) {
        near_reckon(&near, &it.input, &it.arena);
        if (!atomic_load(stop))
            write_out(&it, &near);
    }
    near_words_free(it.words);
    near_links_free(it.links);
    arena_release(&it.arena);
}
