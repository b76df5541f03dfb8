#include "catalog/nearness.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "catalog/record.h"
#include "library/near.h"

struct nearness {
    const struct structure *structure;
    const struct library *library;
    struct arena arena;
    const struct facts **facts; /* by number */
    const struct article_words **words;
    struct near_input input;
};

/* --- Taking in ----------------------------------------------------------------------
 */

/* Of facts nearness looks at ids alone. */
static struct facts *slim(const struct facts *facts, struct arena *arena)
{
    struct facts *kept = ARENA_NEW(arena, struct facts);

    kept->heading_count = facts->heading_count;
    kept->headings = ARENA_ARRAY(arena, kept->heading_count, struct fact_heading);
    for (size_t i = 0; i < kept->heading_count; i++)
        kept->headings[i].node = facts->headings[i].node;
    kept->question_count = facts->question_count;
    kept->questions = ARENA_ARRAY(arena, kept->question_count, struct fact_question);
    for (size_t i = 0; i < kept->question_count; i++) {
        const struct fact_question *question = &facts->questions[i];

        kept->questions[i] = (struct fact_question){
            .inferred = question->inferred,
            .node = question->node,
            .from = question->from,
            .to = question->to,
        };
        if (question->section != NULL)
            kept->questions[i].section =
                &kept->headings[question->section - facts->headings];
    }
    return kept;
}

/* An article's facts and words; false when they are damaged. Of one that could not be
 * read no words were counted. */
static bool take_article(struct nearness *it, uint32_t number, struct str data,
                         struct str counted, struct arena *scratch)
{
    struct article_words *words;
    struct facts *facts;

    if (!record_get_facts(data, scratch, &facts))
        return false;
    it->facts[number] = slim(facts, &it->arena);
    if (counted.len == 0)
        return true;
    if (!record_get_words(counted, &it->arena, &words) ||
        words->section_count > facts->heading_count + 1)
        return false;
    it->words[number] = words;
    return true;
}

static void take_facts(struct nearness *it)
{
    struct statement *rows = statement_new(it->structure->database,
                                           "SELECT article, data, words FROM facts");
    struct arena scratch = {0};

    while (!atomic_load(it->input.stop) && statement_next(rows)) {
        uint32_t number = structure_number(it->structure, column_int(rows, 0));

        if (number == ARTICLE_NONE)
            continue;
        arena_clear(&scratch);
        if (!take_article(it, number, column_bytes(rows, 1), column_bytes(rows, 2),
                          &scratch))
            database_distrust(it->structure->database);
    }
    statement_end(rows);
    statement_free(rows);
    arena_release(&scratch);
}

static void take_links(struct nearness *it)
{
    struct statement *rows =
        statement_new(it->structure->database,
                      "SELECT article, target FROM link WHERE target IS NOT NULL"
                      " GROUP BY article, target, slug ORDER BY article, min(n)");
    struct fact_link *list = NULL;
    size_t count = 0, cap = 0;
    uint32_t from = ARTICLE_NONE;
    bool more = true;

    while (more) {
        uint32_t number = ARTICLE_NONE;

        more = statement_next(rows);
        if (more)
            number = structure_number(it->structure, column_int(rows, 0));
        if ((!more || number != from) && from != ARTICLE_NONE && count > 0) {
            struct facts *facts = ARENA_NEW(&it->arena, struct facts);

            *facts = *it->facts[from];
            facts->links = ARENA_ARRAY(&it->arena, count, struct fact_link);
            memcpy(facts->links, list, count * sizeof *list);
            facts->link_count = count;
            it->facts[from] = facts;
        }
        if (number != from)
            count = 0;
        from = number;
        if (!more || number == ARTICLE_NONE)
            continue;
        list = mem_grow(list, count, &cap, sizeof *list);
        list[count++] = (struct fact_link){
            .to = structure_number(it->structure, column_int(rows, 1))};
        count -= list[count - 1].to == ARTICLE_NONE;
    }
    statement_end(rows);
    statement_free(rows);
    free(list);
}

static void take_in(struct nearness *it)
{
    static const struct facts no_facts;
    static const struct article_words no_words;
    size_t count = it->library->article_count;

    it->facts = ARENA_ARRAY(&it->arena, count, const struct facts *);
    it->words = ARENA_ARRAY(&it->arena, count, const struct article_words *);
    for (size_t i = 0; i < count; i++) {
        it->facts[i] = &no_facts;
        it->words[i] = &no_words;
    }
    take_facts(it);
    take_links(it);
    it->input.facts = it->facts;
    it->input.words = it->words;
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

static void write_out(const struct nearness *it, const struct near *near)
{
    struct database *database = it->structure->database;
    struct statement *drop_related =
        statement_new(database, "DELETE FROM related WHERE article = ?");
    struct statement *drop_sees =
        statement_new(database, "DELETE FROM see WHERE article = ?");
    struct statement *put_related =
        statement_new(database, "INSERT INTO related VALUES(?,?,?,?)");
    struct statement *put_see =
        statement_new(database, "INSERT INTO see VALUES(?,?,?,?,?)");

    database_run(database, "BEGIN IMMEDIATE");
    for (uint32_t i = 0; i < it->library->article_count; i++) {
        if (!near_is_wanted(&it->input, i))
            continue;
        run_for(drop_related, it->structure->ids[i]);
        run_for(drop_sees, it->structure->ids[i]);
        write_related(it, near, i, put_related);
        write_sees(it, near, i, put_see);
    }
    database_run(database, atomic_load(it->input.stop) ? "ROLLBACK" : "COMMIT");
    statement_free(drop_related);
    statement_free(drop_sees);
    statement_free(put_related);
    statement_free(put_see);
}

void nearness_write(const struct structure *structure, const struct library *library,
                    const bool *wanted, const atomic_bool *stop)
{
    struct nearness it = {.structure = structure, .library = library};
    struct near near;

    if (library->article_count > NEARNESS_ARTICLES_MAX)
        return;
    it.input = (struct near_input){.library = library, .wanted = wanted, .stop = stop};
    take_in(&it);
    if (!atomic_load(stop) && database_fault(structure->database) == FAULT_NONE) {
        near_reckon(&near, &it.input, &it.arena);
        if (!atomic_load(stop))
            write_out(&it, &near);
    }
    arena_release(&it.arena);
}
