/* The key points and questions of the article that is read, from the article itself. */
#include "ui/lists/lists.h"
#include "ui/state.h"

/* --- Of this article --- */

static struct str section_title(const struct node *heading, struct arena *arena)
{
    return heading != NULL ? node_text_in(heading, arena) : (struct str){0};
}

struct list_row point_row(struct str label, struct str text)
{
    struct list_row row = {.mark = STR("◆"), .text = label, .more = text};
    if (label.len == 0)
        row = (struct list_row){.mark = STR("◆"), .text = text};
    return row;
}

struct list_row question_row(struct str question, struct str answer, bool inferred)
{
    struct str line = {0};
    if (!inferred)
        str_cut_line(&answer, &line);
    return (struct list_row){
        .mark = inferred ? STR("≈") : STR("?"), .text = question, .more = line};
}

/* The page's strings are copied: it may leave the cache while the list is open. */
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
        list_put_range(app, row, point->node->id, node_end(point->node));
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
        uint32_t end = node_end(question->node);
        list_put_range(app, row, question->node->id,
                       question->to > end ? question->to : end);
    }
    return UINT32_MAX;
}

static bool destination_of_row(const struct app *app, uint32_t value,
                               struct destination *destination)
{
    *destination = (struct destination){
        .page = app->reader.page->id,
        .at = DESTINATION_RANGE,
        .range = *list_range(app, value),
        .marks = true,
    };
    return true;
}

const struct list_source list_points = {
    .title = "Key points in",
    .empty = "There are no key points in this article",
    .own = true,
    .about = ABOUT_PAGE,
    .look = LIST_GROUPS,
    .fill = fill_points,
    .destination = destination_of_row,
};

const struct list_source list_questions = {
    .title = "Questions in",
    .empty = "There are no questions in this article",
    .own = true,
    .about = ABOUT_PAGE,
    .look = LIST_GROUPS,
    .fill = fill_questions,
    .destination = destination_of_row,
};
