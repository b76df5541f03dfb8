/*
 * lectern check: what is wrong with a library, grouped by kind; 1 when anything is.
 */
#include <stdlib.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "library/check.h"
#include "library/suggest.h"
#include "library/survey.h"

struct checking {
    struct call *call;
    const struct library *library;
    const struct survey *survey;
    struct arena arena;
    size_t findings;
    const char *kind, *heading; /* of the group */
    size_t in_group;
};

/* --- Writing ---------------------------------------------------------------------- */

static void begin_group(struct checking *it, const char *kind, const char *heading)
{
    it->kind = kind;
    it->heading = heading;
    it->in_group = 0;
}

static struct str path_of(const struct checking *it, uint32_t article)
{
    return library_article(it->library, article)->path;
}

static void begin_text(struct checking *it, struct str path, uint32_t line)
{
    struct buf *out = &it->call->out;

    if (it->in_group == 0)
        buf_printf(out, "%s%s\n", it->findings > 0 ? "\n" : "", it->heading);
    buf_puts(out, STR("  "));
    text_clean_to(out, path, TEXT_ONE_LINE);
    if (line > 0)
        buf_printf(out, ":%u", line);
}

/* Opens a finding; what is behind its place is written by who found it. `json` is only
 * used where JSON is asked for. */
static void begin_finding(struct checking *it, struct json *json, struct str path,
                          uint32_t line)
{
    if (it->call->json) {
        json_init(json, &it->call->out);
        json_open(json, NULL, '{');
        json_str(json, "kind", str_from(it->kind));
        json_str(json, "path", path);
        if (line > 0)
            json_int(json, "line", line);
    } else {
        begin_text(it, path, line);
    }
}

static void end_finding(struct checking *it, struct json *json)
{
    if (it->call->json) {
        json_close(json, '}');
        json_end(json);
    } else {
        buf_putc(&it->call->out, '\n');
    }
    it->in_group++;
    it->findings++;
}

/* A member of a finding: in the text it stands behind `before`. */
static void put_member(struct checking *it, struct json *json, const char *key,
                       struct str before, struct str value)
{
    if (it->call->json) {
        json_str(json, key, value);
    } else {
        buf_puts(&it->call->out, before);
        text_clean_to(&it->call->out, value, TEXT_ONE_LINE);
    }
}

/* --- Links ------------------------------------------------------------------------ */

struct dangling {
    uint32_t from;
    const struct fact_flaw *link;
    uint32_t near[SUGGEST_MAX];
    size_t near_count;
};

static size_t collect_dangling(const struct checking *it, struct dangling *list)
{
    size_t count = 0;

    for (uint32_t i = 0; i < it->library->article_count; i++) {
        const struct facts *facts = survey_facts(it->survey, i);

        for (size_t k = 0; k < facts->flaw_count; k++) {
            if (facts->flaws[k].kind != FLAW_DANGLING)
                continue;
            if (list != NULL)
                list[count] = (struct dangling){.from = i, .link = &facts->flaws[k]};
            count++;
        }
    }
    return count;
}

static int compare_dests(const void *a, const void *b)
{
    const struct dangling *const *left = a, *const *right = b;

    return str_cmp((*left)->link->dest, (*right)->link->dest);
}

/* Looks for each destination once, however many links have it. */
static void find_nearest(const struct checking *it, struct dangling *list, size_t count)
{
    struct dangling **order = mem_zalloc(count, sizeof(struct dangling *));
    struct suggest *suggest = suggest_new(it->library);

    for (size_t i = 0; i < count; i++)
        order[i] = &list[i];
    qsort(order, count, sizeof(struct dangling *), compare_dests);
    for (size_t i = 0; i < count; i++) {
        struct dangling *at = order[i];

        if (!at->link->is_name)
            continue;
        if (i > 0 && order[i - 1]->link->is_name &&
            str_eq(order[i - 1]->link->dest, at->link->dest)) {
            at->near_count = order[i - 1]->near_count;
            for (size_t k = 0; k < at->near_count; k++)
                at->near[k] = order[i - 1]->near[k];
        } else {
            at->near_count = suggest_find(suggest, at->link->dest, at->near);
        }
    }
    suggest_free(suggest);
    free(order);
}

static void put_nearest(struct checking *it, struct json *json,
                        const struct dangling *dangling)
{
    if (it->call->json)
        json_open(json, "nearest", '[');
    for (size_t i = 0; i < dangling->near_count; i++) {
        const struct article *article = library_article(it->library, dangling->near[i]);

        if (it->call->json) {
            json_open(json, NULL, '{');
            json_str(json, "path", article->path);
            json_str(json, "title", article->title);
            json_close(json, '}');
        } else {
            buf_puts(&it->call->out, i == 0 ? STR("  near: ") : STR(", "));
            buf_puts(&it->call->out, article->title);
        }
    }
    if (it->call->json)
        json_close(json, ']');
}

static void check_dangling(struct checking *it)
{
    size_t count = collect_dangling(it, NULL);
    struct dangling *list = ARENA_ARRAY(&it->arena, count, struct dangling);

    if (count == 0)
        return;
    collect_dangling(it, list);
    find_nearest(it, list, count);
    begin_group(it, "dangling", "Links that lead nowhere");
    for (size_t i = 0; i < count; i++) {
        struct json json;

        begin_finding(it, &json, path_of(it, list[i].from), list[i].link->line);
        put_member(it, &json, "target", STR(": "), list[i].link->dest);
        put_nearest(it, &json, &list[i]);
        end_finding(it, &json);
    }
}

static void check_ambiguous(struct checking *it)
{
    begin_group(it, "ambiguous", "Links that may mean several articles");
    for (uint32_t i = 0; i < it->library->article_count; i++) {
        const struct facts *facts = survey_facts(it->survey, i);

        for (size_t k = 0; k < facts->flaw_count; k++) {
            const struct fact_flaw *flaw = &facts->flaws[k];
            struct json json;

            if (flaw->kind != FLAW_AMBIGUOUS)
                continue;
            begin_finding(it, &json, path_of(it, i), flaw->line);
            put_member(it, &json, "target", STR(": "), flaw->dest);
            if (flaw->to != ARTICLE_NONE)
                put_member(it, &json, "taken", STR("  taken: "), path_of(it, flaw->to));
            end_finding(it, &json);
        }
    }
}

static void put_missing(struct checking *it, uint32_t from,
                        const struct fact_flaw *flaw)
{
    struct json json;

    begin_finding(it, &json, path_of(it, from), flaw->line);
    put_member(it, &json, "target", STR(": "), flaw->dest);
    put_member(it, &json, "article", STR("  not in: "), path_of(it, flaw->to));
    end_finding(it, &json);
}

/* Those into the article itself, and those into others, in reading order. */
static void check_missing(struct checking *it)
{
    struct missing_section *others;
    size_t count = check_sections(it->survey, &it->arena, &others), next = 0;

    begin_group(it, "section", "Links to sections that are not there");
    for (uint32_t i = 0; i < it->library->article_count; i++) {
        const struct facts *facts = survey_facts(it->survey, i);

        for (size_t k = 0; k < facts->flaw_count; k++) {
            const struct fact_flaw *flaw = &facts->flaws[k];
            bool elsewhere = next < count && others[next].link == flaw;

            if (flaw->kind == FLAW_SECTION || elsewhere)
                put_missing(it, i, flaw);
            next += elsewhere;
        }
    }
}

/* --- Articles --------------------------------------------------------------------- */

static void check_unread(struct checking *it)
{
    begin_group(it, "unreadable", "Files that cannot be read");
    for (uint32_t i = 0; i < it->library->article_count; i++) {
        const struct facts *facts = survey_facts(it->survey, i);
        struct json json;

        if (facts->trouble.len == 0)
            continue;
        begin_finding(it, &json, path_of(it, i), 0);
        put_member(it, &json, "text", STR(": "), facts->trouble);
        end_finding(it, &json);
    }
}

static void put_notice(struct checking *it, struct str path, uint32_t line,
                       struct str text)
{
    struct json json;

    begin_finding(it, &json, path, line);
    put_member(it, &json, "text", STR(": "), text);
    end_finding(it, &json);
}

static void check_notices(struct checking *it)
{
    begin_group(it, "notice", "What could not be taken as it stands");
    for (const struct library_notice *notice = it->library->notices; notice != NULL;
         notice = notice->next)
        put_notice(it, notice->path, 0, notice->text);
    for (uint32_t i = 0; i < it->library->article_count; i++) {
        const struct facts *facts = survey_facts(it->survey, i);

        for (size_t k = 0; k < facts->notice_count; k++)
            put_notice(it, path_of(it, i), facts->notices[k].line,
                       facts->notices[k].text);
    }
}

static void check_untitled(struct checking *it)
{
    begin_group(it, "untitled", "Articles without a title");
    for (uint32_t i = 0; i < it->library->article_count; i++) {
        struct json json;

        if (!survey_facts(it->survey, i)->untitled)
            continue;
        begin_finding(it, &json, path_of(it, i), 0);
        end_finding(it, &json);
    }
}

struct titled {
    struct str title; /* folded */
    uint32_t article;
};

static int compare_titles(const void *a, const void *b)
{
    const struct titled *left = a, *right = b;
    int order = str_cmp(left->title, right->title);

    if (order != 0)
        return order;
    return left->article < right->article ? -1 : left->article > right->article;
}

/* Each article that is called like one before it, with that one. */
static void check_duplicates(struct checking *it)
{
    size_t count = it->library->article_count;
    struct titled *list = ARENA_ARRAY(&it->arena, count, struct titled);

    begin_group(it, "duplicate", "Articles of one title");
    for (uint32_t i = 0; i < count; i++)
        list[i] = (struct titled){
            text_fold(&it->arena, library_article(it->library, i)->title, true), i};
    qsort(list, count, sizeof *list, compare_titles);
    for (size_t i = 1, first = 0; i < count; i++) {
        struct json json;

        if (!str_eq(list[i].title, list[first].title)) {
            first = i;
            continue;
        }
        begin_finding(it, &json, path_of(it, list[i].article), 0);
        put_member(it, &json, "title", STR(": "),
                   library_article(it->library, list[i].article)->title);
        put_member(it, &json, "other", STR("  like: "),
                   path_of(it, list[first].article));
        end_finding(it, &json);
    }
}

/* The page of a topic is found by the topic. */
static bool is_page(const struct library *library, uint32_t article)
{
    const struct topic *topic = library_article(library, article)->topic;

    return article == library->home ||
           (topic != NULL && topic->is_topic && topic->article == article);
}

static void check_orphans(struct checking *it)
{
    begin_group(it, "orphan", "Articles that nothing links to");
    for (uint32_t i = 0; i < it->library->article_count; i++) {
        struct json json;
        size_t links;

        survey_backlinks(it->survey, i, &links);
        if (links > 0 || is_page(it->library, i))
            continue;
        begin_finding(it, &json, path_of(it, i), 0);
        end_finding(it, &json);
    }
}

int run_check(struct call *call, struct error *err)
{
    static void (*const checks[])(struct checking *) = {
        check_unread,  check_notices,  check_dangling,   check_ambiguous,
        check_missing, check_untitled, check_duplicates, check_orphans,
    };
    struct survey *survey = survey_run(call->library, NULL);
    struct checking it = {.call = call, .library = call->library, .survey = survey};

    (void)err;
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        checks[i](&it);
    arena_release(&it.arena);
    output_flush(call);
    survey_free(survey);
    return it.findings > 0 ? CLI_NOTHING : CLI_FOUND;
}
