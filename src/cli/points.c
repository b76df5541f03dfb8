/*
 * lectern points: the key points of the library, a topic or an article.
 */
#include "base/json.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/finding.h"
#include "cli/place.h"

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

static void put_hit(struct finding *finding, const struct item_hit *hit)
{
    const struct facts *facts = finding_facts(finding, hit->article);
    struct arena arena = {0};
    struct fact_point point;

    if (facts == NULL || hit->index >= facts->point_count)
        return;
    point = facts->points[hit->index];
    point.text = search_item_text(finding->search, ITEM_POINT, hit, facts, &arena);
    if (finding->call->json)
        put_json(finding->call, hit->article, &point);
    else
        put_text(finding->call, hit->article, &point);
    arena_release(&arena);
}

static int find(struct finding *finding, struct error *err)
{
    struct call *call = finding->call;
    struct items found;
    enum search_status searched =
        search_items(finding->search, ITEM_POINT, str_from(call->argument),
                     finding->scope, 0, &finding->arena, &found);
    int status =
        finding_take(finding, searched, found.query, found.count, call->limit, err);

    for (size_t i = 0; i < finding->shown && finding_flush(finding); i++)
        put_hit(finding, &found.hits[i]);
    return status;
}

int run_points(struct call *call, struct error *err)
{
    return finding_run(call, find, err);
}
