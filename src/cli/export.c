/*
 * lectern export: all that is known of each article, one JSON object a line.
 *
 * The library is read once: while the survey goes through it, what each article tells
 * by itself is written down, and when all are known the lines are put together in
 * reading order. Of a library that is too large for that the rest is read again.
 */
#include <stdatomic.h>
#include <stdlib.h>

#include "base/mem.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/record.h"

enum {
    /* Of text that is held back until all articles were read. */
    RECORDS_MAX_BYTES = 256 << 20,
};

struct exporting {
    struct call *call;
    uint32_t from, to;      /* articles that are asked for */
    struct record *records; /* of those; empty when not written down */
    atomic_size_t bytes;
    struct survey *survey;
};

/* On the survey's threads; each article is shown once. */
static void write_down(void *context, const struct opened *opened)
{
    struct exporting *it = context;
    struct record *record;

    if (opened->article < it->from || opened->article >= it->to ||
        atomic_load(&it->bytes) > RECORDS_MAX_BYTES)
        return;
    record = &it->records[opened->article - it->from];
    record_own(record, it->call->library, opened);
    atomic_fetch_add(&it->bytes, record->text.len);
}

/* Reads an article again that was not written down. */
static int write_now(struct exporting *it, uint32_t article, struct record *record)
{
    struct arena arena = {0};
    struct error unread = {0};
    struct opened *opened;
    int status = article_open(it->call->library, article, &arena, &opened, &unread);

    if (status == 0)
        record_own(record, it->call->library, opened);
    else
        cli_report(error_str(&unread), it->call->utf8);
    arena_release(&arena);
    return status;
}

/* `*failed` when the article cannot be read; false when there is no use in going on. */
static bool put_article(struct exporting *it, uint32_t article, bool *failed)
{
    struct record *record = &it->records[article - it->from];
    int status = record->text.len > 0 ? 0 : write_now(it, article, record);
    struct arena arena = {0};

    if (status == 0) {
        struct record_rest rest = record_ask_survey(it->survey, article, &arena);

        record_write(&it->call->out, it->call->library, &rest, record);
    }
    arena_release(&arena);
    buf_release(&record->text);
    *failed |= status != 0;
    return output_flush(it->call);
}

int run_export(struct call *call, struct error *err)
{
    struct exporting it = {.call = call, .to = (uint32_t)call->library->article_count};
    struct survey_visitor visitor = {.visit = write_down, .context = &it};
    bool failed = false;

    call->json = true; /* there is no other form */
    if (call->argument != NULL) {
        struct str section;

        int status = find_article(call, &it.from, &section, err);

        if (status != CLI_FOUND)
            return status;
        it.to = it.from + 1;
    }
    it.records = mem_zalloc(it.to - it.from, sizeof *it.records);
    it.survey = survey_run(call->library, &visitor);
    for (uint32_t i = it.from; i < it.to && put_article(&it, i, &failed); i++)
        continue;
    survey_free(it.survey);
    for (uint32_t i = it.from; i < it.to; i++)
        buf_release(&it.records[i - it.from].text);
    free(it.records);
    return failed ? CLI_ERROR : CLI_FOUND;
}
