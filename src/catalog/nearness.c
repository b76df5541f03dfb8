#include "catalog/nearness.h"

#include "catalog/record.h"
#include "library/near.h"

enum {
    /* That are written in one transaction: a few milliseconds, for where readers have
     * to wait for it. */
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

/* Of an article that could not be read no words were counted. */
static void take_words(struct nearness *it)
{
    struct database *database = it->structure->database;
    struct statement *rows =
        statement_new(database, "SELECT article, words FROM facts");
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
    struct statement *rows =
        statement_new(it->structure->database, "SELECT article, target FROM lead");

    while (!atomic_load(it->input.stop) && statement_next(rows)) {
        uint32_t from = structure_number(it->structure, column_int(rows, 0));
        uint32_t to = structure_number(it->structure, column_int(rows, 1));

        if (from != ARTICLE_NONE && to != ARTICLE_NONE)
            near_links_take(it->links, from, to);
    }
    statement_end(rows);
    statement_free(rows);
}

/* --- Writing ------------------------------------------------------------------------
 */

static void write_related(const struct nearness *it, const struct near *near,
                          uint32_t number, struct statement *put)
{
    const struct near_related *related = &near->related;
    size_t first = related->firsts[number];

    for (size_t i = first; i < related->firsts[number + 1]; i++) {
        statement_int(put, 1, it->structure->ids[number]);
        statement_int(put, 2, (int64_t)(i - first));
        statement_int(put, 3, it->structure->ids[related->items[i].article]);
        statement_int(put, 4, related->items[i].why);
        statement_run(put);
    }
}

static void write_sees(const struct nearness *it, const struct near *near,
                       uint32_t number, struct statement *put)
{
    const struct near_sees *sees = &near->sees;

    for (size_t q = sees->questions[number]; q < sees->questions[number + 1]; q++) {
        for (size_t i = sees->firsts[q]; i < sees->firsts[q + 1]; i++) {
            statement_int(put, 1, it->structure->ids[number]);
            statement_int(put, 2, (int64_t)(q - sees->questions[number]));
            statement_int(put, 3, (int64_t)(i - sees->firsts[q]));
            statement_int(put, 4, it->structure->ids[sees->items[i].article]);
            statement_int(put, 5, sees->items[i].heading);
            statement_run(put);
        }
    }
}

static void run_for(struct statement *statement, int64_t id)
{
    statement_int(statement, 1, id);
    statement_run(statement);
}

struct putting {
    struct statement *drop_related, *drop_sees, *put_related, *put_see;
};

static void write_article(const struct nearness *it, const struct near *near,
                          uint32_t number, const struct putting *putting)
{
    run_for(putting->drop_related, it->structure->ids[number]);
    run_for(putting->drop_sees, it->structure->ids[number]);
    write_related(it, near, number, putting->put_related);
    write_sees(it, near, number, putting->put_see);
}

/* Writes what is wanted of the articles from `number` on, some of them, in one
 * transaction. Where it went to. */
static uint32_t write_batch(const struct nearness *it, const struct near *near,
                            uint32_t number, const struct putting *putting)
{
    struct database *database = it->structure->database;
    size_t written = 0;

    database_run(database, "BEGIN IMMEDIATE");
    for (; number < it->library->article_count && written < BATCH_ARTICLES; number++) {
        if (it->input.wanted != NULL && !it->input.wanted[number])
            continue;
        write_article(it, near, number, putting);
        written++;
    }
    database_run(database, "COMMIT");
    return number;
}

static void write_out(const struct nearness *it, const struct near *near)
{
    struct database *database = it->structure->database;
    struct putting putting = {
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
    statement_free(putting.drop_related);
    statement_free(putting.drop_sees);
    statement_free(putting.put_related);
    statement_free(putting.put_see);
}

void nearness_write(const struct structure *structure, const struct library *library,
                    const bool *wanted, const atomic_bool *stop)
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
        .wanted = wanted,
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
