/*
 * lectern faq: the questions of the library, a topic or an article, their answers, and
 * where more is said.
 */
#include "base/json.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/finding.h"
#include "cli/place.h"

/* A question with all that is said of it. */
struct shown {
    uint32_t article;
    struct fact_question question;
    struct see *sees;
    const struct fact_heading **sections; /* that the sees lead to, or NULL */
    size_t see_count;
};

static void put_json(struct call *call, const struct shown *shown)
{
    const struct fact_question *question = &shown->question;
    struct json json;

    json_init(&json, &call->out);
    json_open(&json, NULL, '{');
    json_str(&json, "question", question->question);
    json_bool(&json, "inferred", question->inferred);
    json_str(&json, "answer", question->answer);
    place_put_json(&json, call->library, shown->article, question->section);
    json_open(&json, "see", '[');
    for (size_t i = 0; i < shown->see_count; i++) {
        const struct fact_heading *section = shown->sections[i];

        json_open(&json, NULL, '{');
        json_str(&json, "path",
                 library_article(call->library, shown->sees[i].article)->path);
        json_str(&json, "section", section != NULL ? section->slug : STR(""));
        json_close(&json, '}');
    }
    json_close(&json, ']');
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

static void put_sees(struct call *call, const struct shown *shown)
{
    for (size_t i = 0; i < shown->see_count; i++) {
        uint32_t article = shown->sees[i].article;

        buf_puts(&call->out, STR("  More on this: "));
        if (article == shown->article)
            place_put_within(&call->out, call->library, article, shown->sections[i]);
        else
            place_put(&call->out, call->library, article, shown->sections[i]);
        buf_putc(&call->out, '\n');
    }
}

static void put_text(struct call *call, const struct shown *shown)
{
    const struct fact_question *question = &shown->question;

    buf_puts(&call->out, question->question);
    if (question->inferred)
        buf_puts(&call->out, STR(" (inferred)"));
    buf_putc(&call->out, '\n');
    put_indented(&call->out, question->answer);
    buf_puts(&call->out, STR("  In: "));
    place_put(&call->out, call->library, shown->article, question->section);
    buf_putc(&call->out, '\n');
    put_sees(call, shown);
}

static void find_sees(struct finding *finding, uint32_t index, struct shown *shown,
                      struct arena *arena)
{
    shown->sees =
        view_see(finding->view, shown->article, index, arena, &shown->see_count);
    shown->sections = arena_array(arena, shown->see_count, sizeof *shown->sections);
    for (size_t i = 0; i < shown->see_count; i++) {
        const struct see *see = &shown->sees[i];
        const struct facts *facts = view_facts(finding->view, see->article, arena);

        if (facts != NULL && see->heading < facts->heading_count)
            shown->sections[i] = &facts->headings[see->heading];
    }
}

static void put_hit(struct finding *finding, const struct item_hit *hit, bool is_first)
{
    struct call *call = finding->call;
    const struct facts *facts = finding_facts(finding, hit->article);
    struct shown shown = {.article = hit->article};
    struct arena arena = {0};

    if (facts == NULL || hit->index >= facts->question_count)
        return;
    shown.question = facts->questions[hit->index];
    shown.question.answer =
        search_item_text(finding->search, ITEM_QUESTION, hit, facts, &arena);
    find_sees(finding, hit->index, &shown, &arena);
    if (call->json) {
        put_json(call, &shown);
    } else {
        if (!is_first)
            buf_putc(&call->out, '\n');
        put_text(call, &shown);
    }
    arena_release(&arena);
}

static int find(struct finding *finding, struct error *err)
{
    struct call *call = finding->call;
    struct items found;
    enum search_status searched =
        search_items(finding->search, ITEM_QUESTION, str_from(call->argument),
                     finding->scope, 0, &finding->arena, &found);
    int status =
        finding_take(finding, searched, found.query, found.count, call->limit, err);

    for (size_t i = 0; i < finding->shown && finding_flush(finding); i++)
        put_hit(finding, &found.hits[i], i == 0);
    return status;
}

int run_faq(struct call *call, struct error *err)
{
    return finding_run(call, find, err);
}
