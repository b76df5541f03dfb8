/*
 * lectern search: the sections that have what is asked for, the best first.
 */
#include "base/json.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/finding.h"
#include "cli/place.h"

enum {
    LIMIT_DEFAULT = 50,
    SNIPPET_BYTES = 160, /* two lines of a terminal */
};

/* A hit with what is shown of it. */
struct shown {
    const struct passage_hit *hit;
    const struct fact_heading *section; /* or NULL */
    struct snippet snippet;             /* may be empty */
};

static void put_json(struct call *call, const struct shown *shown)
{
    const struct snippet *snippet = &shown->snippet;
    struct json json;

    json_init(&json, &call->out);
    json_open(&json, NULL, '{');
    place_put_json(&json, call->library, shown->hit->article, shown->section);
    json_real(&json, "score", shown->hit->score);
    json_str(&json, "snippet", snippet->text);
    json_open(&json, "matches", '[');
    for (size_t i = 0; i < snippet->mark_count; i++) {
        json_open(&json, NULL, '[');
        json_int(&json, NULL, (long long)snippet->marks[i].from);
        json_int(&json, NULL, (long long)snippet->marks[i].to);
        json_close(&json, ']');
    }
    json_close(&json, ']');
    json_close(&json, '}');
    json_end(&json);
}

static void put_text(struct call *call, const struct shown *shown)
{
    place_put(&call->out, call->library, shown->hit->article, shown->section);
    buf_putc(&call->out, '\n');
    if (shown->snippet.text.len > 0)
        buf_printf(&call->out, "    " STR_FMT "\n", STR_ARG(shown->snippet.text));
}

static void put_hit(struct finding *finding, const struct passages *found, size_t index)
{
    struct shown shown = {.hit = &found->hits[index]};
    const struct facts *facts = finding_facts(finding, shown.hit->article);

    if (facts != NULL && shown.hit->heading < facts->heading_count)
        shown.section = &facts->headings[shown.hit->heading];
    if (!search_snippet(finding->search, found->query, shown.hit, SNIPPET_BYTES,
                        &finding->arena, &shown.snippet))
        shown.snippet = (struct snippet){0};
    if (finding->call->json)
        put_json(finding->call, &shown);
    else
        put_text(finding->call, &shown);
}

static int find(struct finding *finding, struct error *err)
{
    struct call *call = finding->call;
    struct passages found;
    enum search_status searched =
        search_passages(finding->search, str_from(call->argument), false,
                        finding->scope, 0, &finding->arena, &found);
    int status = finding_take(finding, searched, found.query, found.count,
                              call->limit > 0 ? call->limit : LIMIT_DEFAULT, err);

    for (size_t i = 0; i < finding->shown && finding_flush(finding); i++)
        put_hit(finding, &found, i);
    return status;
}

int run_search(struct call *call, struct error *err)
{
    return finding_run(call, find, err);
}
