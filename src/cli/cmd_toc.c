/*
 * lectern toc: the topic tree.
 */
#include "base/json.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/cli.h"
#include "cli/command.h"

static void put_json(struct call *call, const struct topic *topic, size_t depth)
{
    struct json json;
    json_init(&json, &call->out);
    json_open(&json, NULL, '{');
    json_int(&json, "level", (long long)depth);
    json_str(&json, "kind", topic->is_topic ? STR("topic") : STR("article"));
    json_str(&json, "title", topic->title);
    if (topic->article != ARTICLE_NONE)
        json_str(&json, "path", library_article(call->library, topic->article)->path);
    if (topic->summary.len > 0)
        json_str(&json, "summary", topic->summary);
    json_close(&json, '}');
    json_end(&json);
}

static void put_text(struct call *call, const struct topic *topic, size_t depth)
{
    buf_repeat(&call->out, ' ', (depth - 1) * 2);
    buf_puts(&call->out, topic->title);
    if (topic->article != ARTICLE_NONE) {
        buf_puts(&call->out, STR("  "));
        text_clean_to(&call->out, library_article(call->library, topic->article)->path,
                      TEXT_ONE_LINE);
    }
    buf_putc(&call->out, '\n');
}

/* The topic after `at` below `top` in reading order, NULL at the end; keeps `*depth` in
 * step. */
static struct topic *following(const struct library *library, const struct topic *top,
                               struct topic *at, size_t *depth)
{
    struct topic *first = library_children(library, at);
    if (first != NULL) {
        ++*depth;
        return first;
    }
    while (at != top && at->next == NULL) {
        at = at->parent;
        --*depth;
    }
    return at == top ? NULL : at->next;
}

static int put_tree(struct answer *answer, struct error *err)
{
    struct call *call = answer->call;
    struct topic *at = library_tree(call->library, call->tree);
    const struct topic *top = at;
    size_t depth = 0;
    (void)err;
    while ((at = following(call->library, top, at, &depth)) != NULL) {
        if (call->json)
            put_json(call, at, depth);
        else
            put_text(call, at, depth);
    }
    return CLI_FOUND;
}

int run_toc(struct call *call, struct error *err)
{
    return answer_run(call, ANSWER_COMPARED, put_tree, err);
}
