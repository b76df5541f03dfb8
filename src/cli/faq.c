/*
 * lectern faq: the questions of the library, a topic or an article, their answers, and
 * where more is said.
 */
#include "base/json.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/place.h"
#include "cli/record.h"
#include "library/hits.h"
#include "library/survey.h"

static void put_json(struct call *call, const struct survey *survey,
                     const struct hit *hit)
{
    const struct fact_question *question =
        &survey_facts(survey, hit->article)->questions[hit->index];
    struct json json;

    json_init(&json, &call->out);
    json_open(&json, NULL, '{');
    json_str(&json, "question", question->question);
    json_bool(&json, "inferred", question->inferred);
    json_str(&json, "answer", question->answer);
    place_put_json(&json, call->library, hit->article, question->section);
    record_see(&json, survey, hit->article, hit->index);
    json_close(&json, '}');
    json_end(&json);
}

static void put_indented(struct buf *out, struct str text)
{
    for (struct str line; str_cut_line(&text, &line);) {
        if (line.len > 0) {
            buf_puts(out, STR("    "));
            buf_puts(out, line);
        }
        buf_putc(out, '\n');
    }
}

static void put_sees(struct call *call, const struct survey *survey,
                     const struct hit *hit)
{
    size_t count;
    const struct see *sees = survey_see(survey, hit->article, hit->index, &count);

    for (size_t i = 0; i < count; i++) {
        const struct facts *facts = survey_facts(survey, sees[i].article);
        const struct fact_heading *section =
            sees[i].heading == SEE_TOP ? NULL : &facts->headings[sees[i].heading];

        buf_puts(&call->out, STR("  More on this: "));
        if (sees[i].article == hit->article)
            place_put_within(&call->out, call->library, sees[i].article, section);
        else
            place_put(&call->out, call->library, sees[i].article, section);
        buf_putc(&call->out, '\n');
    }
}

static void put_text(struct call *call, const struct survey *survey,
                     const struct hit *hit)
{
    const struct fact_question *question =
        &survey_facts(survey, hit->article)->questions[hit->index];

    buf_puts(&call->out, question->question);
    if (question->inferred)
        buf_puts(&call->out, STR(" (inferred)"));
    buf_putc(&call->out, '\n');
    put_indented(&call->out, question->answer);
    buf_puts(&call->out, STR("  In: "));
    place_put(&call->out, call->library, hit->article, question->section);
    buf_putc(&call->out, '\n');
    put_sees(call, survey, hit);
}

int run_faq(struct call *call, struct error *err)
{
    struct arena arena = {0};
    struct survey *survey;
    struct scope scope;
    struct hit *hits;
    size_t count;
    int status = find_scope(call, &scope, err);

    if (status != CLI_FOUND)
        return status;
    survey = survey_run(call->library, NULL);
    count = hits_questions(survey, scope, str_from(call->argument), &arena, &hits);
    for (size_t i = 0; i < count; i++) {
        if (call->json) {
            put_json(call, survey, &hits[i]);
            continue;
        }
        if (i > 0)
            buf_putc(&call->out, '\n');
        put_text(call, survey, &hits[i]);
    }
    arena_release(&arena);
    output_flush(call);
    survey_free(survey);
    return count > 0 ? CLI_FOUND : CLI_NOTHING;
}
