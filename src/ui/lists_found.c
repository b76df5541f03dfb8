/*
 * The lists of key points and questions: of the article that is read, from the article
 * itself, and of the library or a topic, from what is known so far.
 */
#include "base/mem.h"
#include "library/hits.h"
#include "ui/lists.h"
#include "ui/state.h"
#include <stdlib.h>

/* --- Of this article --- */

static struct str section_title(const struct node *heading, struct arena *arena)
{
    return heading != NULL ? node_text_in(heading, arena) : (struct str){0};
}

/* A point without a label is called by its text. */
static struct list_row point_row(struct str label, struct str text)
{
    return label.len > 0 ? (struct list_row){.text = label, .more = text}
                         : (struct list_row){.text = text};
}

/* What was named after its answer need not show the answer's beginning again. */
static struct list_row question_row(struct str question, struct str answer,
                                    bool inferred)
{
    struct str line = {0};
    if (!inferred)
        str_cut_line(&answer, &line);
    return (struct list_row){
        .mark = inferred ? STR("≈") : STR("?"), .text = question, .more = line};
}

/* The page's strings are copied: it may leave the shelf while the list is open. */
static struct str keep(struct app *app, struct str text)
{
    return arena_str(&app->list.arena, text);
}

static uint32_t fill_points(struct app *app)
{
    const struct extract *extract = app->reader.page->opened->extract;
    size_t count = extract != NULL ? extract->point_count : 0;
    for (size_t i = 0; i < count; i++) {
        const struct point *point = &extract->points[i];
        struct list_row row =
            point_row(keep(app, point->label), keep(app, point->text));
        row.section = section_title(point->section, &app->list.arena);
        row.value = (uint32_t)i;
        list_put(&app->list, row);
    }
    return UINT32_MAX;
}

static uint32_t fill_questions(struct app *app)
{
    const struct extract *extract = app->reader.page->opened->extract;
    size_t count = extract != NULL ? extract->question_count : 0;
    for (size_t i = 0; i < count; i++) {
        const struct question *question = &extract->questions[i];
        struct list_row row =
            question_row(keep(app, question->question), keep(app, question->answer),
                         question->inferred);
        if (question->section != question->node)
            row.section = section_title(question->section, &app->list.arena);
        row.value = (uint32_t)i;
        list_put(&app->list, row);
    }
    return UINT32_MAX;
}

static bool aim_of_point(const struct app *app, uint32_t value, struct aim *aim)
{
    const struct page *page = app->reader.page;
    const struct node *node = page->opened->extract->points[value].node;
    *aim = (struct aim){.kind = page->kind,
                        .article = page->article,
                        .at = AIM_NODE,
                        .number = node->id};
    return true;
}

static bool aim_of_question(const struct app *app, uint32_t value, struct aim *aim)
{
    const struct page *page = app->reader.page;
    const struct question *question = &page->opened->extract->questions[value];
    *aim = (struct aim){
        .kind = page->kind,
        .article = page->article,
        .at = AIM_NODE,
        .number = question->node->id,
        .end = question->to,
    };
    return true;
}

const struct list_source list_points = {
    .title = "Key points in",
    .empty = "There are no key points in this article",
    .own = true,
    .about = ABOUT_PAGE,
    .tall = true,
    .fill = fill_points,
    .aim = aim_of_point,
};

const struct list_source list_questions = {
    .title = "Questions in",
    .empty = "There are no questions in this article",
    .own = true,
    .about = ABOUT_PAGE,
    .tall = true,
    .fill = fill_questions,
    .aim = aim_of_question,
};

/* --- Of the library --- */

/* Interim */
static size_t find(struct app *app, bool questions)
{
    struct listed *listed = &app->listed;
    size_t count = 0, cap = 0;
    arena_clear(&listed->arena);
    free(listed->hits);
    listed->hits = NULL;
    if (app->view == NULL)
        return 0;
    for (uint32_t id = library_step(app->library, ARTICLE_NONE, +1); id != ARTICLE_NONE;
         id = library_step(app->library, id, +1)) {
        const struct facts *facts = view_facts(app->view, id, &listed->arena);
        size_t n = facts == NULL ? 0
                   : questions   ? facts->question_count
                                 : facts->point_count;
        for (size_t i = 0; i < n; i++) {
            listed->hits = mem_grow(listed->hits, count, &cap, sizeof *listed->hits);
            listed->hits[count++] = (struct hit){id, (uint32_t)i, 0};
        }
    }
    app->list.total = count;
    return count;
}

static void put_hit(struct app *app, struct list_row row, uint32_t value,
                    const struct fact_heading *section)
{
    const struct hit *hit = &app->listed.hits[value];
    row.detail = library_article(app->library, hit->article)->title;
    if (section != NULL && !section->is_title)
        row.section = section->title;
    row.value = value;
    list_put(&app->list, row);
}

static const struct fact_point *hit_point(const struct app *app, uint32_t value)
{
    const struct hit *hit = &app->listed.hits[value];
    return &app_facts(app, hit->article)->points[hit->index];
}

static const struct fact_question *hit_question(const struct app *app, uint32_t value)
{
    const struct hit *hit = &app->listed.hits[value];
    return &app_facts(app, hit->article)->questions[hit->index];
}

static uint32_t fill_all_points(struct app *app)
{
    size_t count = find(app, false);
    for (uint32_t i = 0; i < count; i++) {
        const struct fact_point *point = hit_point(app, i);
        put_hit(app, point_row(point->label, point->text), i, point->section);
    }
    return UINT32_MAX;
}

static uint32_t fill_all_questions(struct app *app)
{
    size_t count = find(app, true);
    for (uint32_t i = 0; i < count; i++) {
        const struct fact_question *question = hit_question(app, i);
        const struct fact_heading *section = question->section;
        if (section != NULL && section->node == question->node)
            section = NULL;
        put_hit(app,
                question_row(question->question, question->answer, question->inferred),
                i, section);
    }
    return UINT32_MAX;
}

static struct aim aim_of_fact(const struct app *app, uint32_t value, uint32_t node,
                              const struct fact_heading *section)
{
    return (struct aim){
        .kind = PAGE_ARTICLE,
        .article = app->listed.hits[value].article,
        .at = AIM_FACT,
        .number = node,
        .slug = section != NULL ? section->slug : (struct str){0},
    };
}

static bool aim_of_any_point(const struct app *app, uint32_t value, struct aim *aim)
{
    const struct fact_point *point = hit_point(app, value);
    *aim = aim_of_fact(app, value, point->node, point->section);
    return true;
}

static bool aim_of_any_question(const struct app *app, uint32_t value, struct aim *aim)
{
    const struct fact_question *question = hit_question(app, value);
    *aim = aim_of_fact(app, value, question->node, question->section);
    aim->end = question->to;
    return true;
}

const struct list_source list_all_points = {
    .title = "Key points in",
    .empty = "There are no key points here",
    .about = ABOUT_SCOPE,
    .tall = true,
    .ranked = true,
    .behind = true,
    .fill = fill_all_points,
    .aim = aim_of_any_point,
};

const struct list_source list_all_questions = {
    .title = "Questions in",
    .empty = "There are no questions here",
    .about = ABOUT_SCOPE,
    .tall = true,
    .ranked = true,
    .behind = true,
    .fill = fill_all_questions,
    .aim = aim_of_any_question,
};
