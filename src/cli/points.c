/*
 * lectern points: the key points of the library, a topic or an article.
 */
#include "base/json.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/place.h"
#include "library/hits.h"
#include "library/survey.h"

static void put_json(struct call *call, uint32_t article,
                     const struct fact_point *point)
{
    struct json json;

    json_init(&json, &call->out);
    json_open(&json, NULL, '{');
    json_str(&json, "label", point->label);
    json_str(&json, "text", point->text);
    json_str(&json, "source", str_from(point_source_name(point->source)));
    place_put_json(&json, call->library, article, point->section);
    json_close(&json, '}');
    json_end(&json);
}

static void put_text(struct call *call, uint32_t article,
                     const struct fact_point *point)
{
    buf_puts(&call->out, point->label);
    if (point->label.len > 0 && point->text.len > 0)
        buf_puts(&call->out, STR(": "));
    buf_puts(&call->out, point->text);
    buf_puts(&call->out, STR("\n    "));
    place_put(&call->out, call->library, article, point->section);
    buf_putc(&call->out, '\n');
}

int run_points(struct call *call, struct error *err)
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
    count = hits_points(survey, scope, str_from(call->argument), &arena, &hits);
    for (size_t i = 0; i < count; i++) {
        const struct facts *facts = survey_facts(survey, hits[i].article);

        if (call->json)
            put_json(call, hits[i].article, &facts->points[hits[i].index]);
        else
            put_text(call, hits[i].article, &facts->points[hits[i].index]);
    }
    arena_release(&arena);
    output_flush(call);
    survey_free(survey);
    return count > 0 ? CLI_FOUND : CLI_NOTHING;
}
