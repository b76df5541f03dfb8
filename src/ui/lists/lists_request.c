/*
 * The lists that the catalog answers: names to go to, passages, and the key points and
 * questions of the library or a topic.
 *
 * What is typed is asked on a thread (catalog/search_thread.h). The answer mostly comes
 * before the frame is drawn; where it does not, the rows of the last one stay until it
 * is there.
 */
#include "catalog/search_thread.h"
#include "ui/keys/actions.h"
#include "ui/lists/lists.h"
#include "ui/state.h"

enum {
    /* More rows than anyone goes through; to find another one, one types more. */
    ROWS_MAX = 200,
    /* Each shows a piece of its article, which is read for it. */
    PASSAGES_MAX = 40,
    /* Half of what an eye takes for at once: an answer within it needs no frame of its
     * own. */
    ANSWER_WAIT_MS = 15,
};

/* --- Asking --- */

static void add_rows(struct app *app, const struct list_source *source)
{
    struct search_reply *answer = app->listed.answer;
    for (uint32_t i = 0; i < answer->count; i++) {
        struct list_row row = source->row(&answer->rows[i], &answer->arena);
        row.value = i;
        list_put(&app->list, row);
    }
    app->list.terms = answer->terms;
    bool is_all = answer->text.len == 0 && !answer->is_partial;
    if (source->about == ABOUT_SCOPE && is_all)
        app->list.total = answer->count;
    app->list.found = answer->found;
    app->list.has_more = answer->is_partial;
    app->list.left_out = answer->left_out;
    app->list.note = (struct str){0};
    if (answer->count > 0 && answer->missing.len > 0)
        app->list.note = arena_printf(&answer->arena, "Nothing here has " STR_FMT,
                                      STR_ARG(answer->missing));
    if (answer->shown_for.len > 0)
        app->list.note = answer->shown_for;
    list_filter(&app->list);
}

static bool is_same(const struct search_row *a, const struct search_row *b)
{
    return a->article == b->article && a->heading == b->heading &&
           a->index == b->index && str_eq(a->text, b->text);
}

/* The row that shows the same as one of an earlier answer did. */
static void select_same(struct app *app, const struct search_row *was, size_t above)
{
    const struct search_reply *answer = app->listed.answer;
    for (size_t i = 0; i < answer->count; i++) {
        if (!is_same(&answer->rows[i], was))
            continue;
        list_reveal(&app->list, (uint32_t)i);
        size_t selected = app->list.selected;
        app->list.top = selected > above ? selected - above : 0;
        return;
    }
}

/* What was selected when the list was left. The library may be another one by now: then
 * it is the same row, not the same number. */
static void select_left(struct app *app)
{
    const struct search_reply *answer = app->listed.answer;
    const struct left *left = &app->listed.left;
    size_t at = left->selected < answer->count ? left->selected : 0;
    for (size_t i = 0; i < answer->count; i++)
        if (answer->rows[i].article == left->article &&
            answer->rows[i].heading == left->heading)
            at = i;
    list_reveal(&app->list, (uint32_t)at);
    app->list.top = left->top;
    app->listed.returns = false;
}

/* Among all articles one begins at the one that is read. */
static void select_here(struct app *app)
{
    const struct page *page = app->reader.page;
    const struct search_reply *answer = app->listed.answer;
    for (size_t i = 0; page->id.kind == PAGE_ARTICLE && i < answer->count; i++) {
        if (answer->rows[i].article != page->article)
            continue;
        list_reveal(&app->list, (uint32_t)i);
        return;
    }
}

/* Shows an answer. What is selected stays so where only more became known. */
static void show(struct app *app, struct search_reply *answer)
{
    struct listed *listed = &app->listed;
    struct list *list = &app->list;
    struct search_reply *old = listed->answer;
    const struct list_row *row = list_selected(list);
    const struct search_row *was =
        row != NULL && old != NULL && listed->keeps ? &old->rows[row->value] : NULL;
    size_t above = list->selected - list->top;
    listed->answer = answer;
    list_empty(list);
    add_rows(app, list_source_of(list->kind));
    if (listed->returns)
        select_left(app);
    else if (was != NULL)
        select_same(app, was, above);
    else if (list->kind == LIST_NAMES && answer->text.len == 0)
        select_here(app);
    search_reply_free(old);
}

bool list_awaits_reply(const struct app *app)
{
    const struct listed *listed = &app->listed;
    return listed->asked != 0 &&
           (listed->answer == NULL || listed->answer->serial != listed->asked);
}

void list_send_request(struct app *app, bool keeps)
{
    struct list *list = &app->list;
    const struct list_source *source = list_source_of(list->kind);
    struct search_request ask = {
        .kind = source->ask,
        .text = editor_text(&list->filter),
        .scope = app->listed.scope,
        .limit = source->ask == ASK_PASSAGES ? PASSAGES_MAX : ROWS_MAX,
    };
    list->stale = app->asker == NULL; /* asked as soon as there is one */
    if (list->stale)
        return;
    app->listed.keeps = keeps;
    app->listed.asked = search_thread_send(app->asker, &ask);
    list_receive_reply(app, ANSWER_WAIT_MS);
}

bool list_receive_reply(struct app *app, int ms)
{
    struct listed *listed = &app->listed;
    bool goes_on = listed->answer != NULL && listed->answer->goes_on;
    if (app->asker == NULL || (!list_awaits_reply(app) && !goes_on))
        return false;
    struct search_reply *answer = search_thread_receive(app->asker, ms);
    if (answer == NULL)
        return false;
    /* What was chosen in the first answer stays chosen in the second. */
    listed->keeps |= !list_awaits_reply(app) && app->list.selected > 0;
    if (!app->list.open || answer->serial != listed->asked) {
        search_reply_free(answer);
        return false;
    }
    show(app, answer);
    return true;
}

void list_forget_request(struct app *app)
{
    search_reply_free(app->listed.answer);
    app->listed.answer = NULL;
    app->list.terms = app->list.left_out = app->list.note = (struct str){0};
    app->listed.asked = 0;
    app->listed.accepts = app->listed.returns = false;
}

/* --- Rows and where they lead --- */

static const struct search_row *found_of(const struct app *app, uint32_t value)
{
    return &app->listed.answer->rows[value];
}

/* What else is to be said of a row: words that it does not have, and how often the same
 * is said elsewhere. */
static struct str note_of(const struct search_row *found, struct arena *arena)
{
    struct str without = {0}, also = {0};
    if (found->below > 0)
        also = arena_printf(arena, "%u more", found->below);
    if (found->missing.len > 0)
        without = arena_printf(arena, "without " STR_FMT, STR_ARG(found->missing));
    if (found->also > 0)
        also = arena_printf(arena, "and in %zu more", found->also);
    if (without.len == 0 || also.len == 0)
        return without.len > 0 ? without : also;
    return arena_printf(arena, STR_FMT ", " STR_FMT, STR_ARG(without), STR_ARG(also));
}

static struct list_row with_place(struct list_row row, const struct search_row *found,
                                  struct arena *arena)
{
    row.detail = found->title;
    row.section = found->section;
    row.note = note_of(found, arena);
    row.below = (uint16_t)found->below;
    row.indent = found->is_below;
    if (found->is_below && row.section.len > 0)
        row.detail = (struct str){0};
    return row;
}

/* A section that stands for a point is marked as what it is. */
static struct list_row point_found(const struct search_row *found, struct arena *arena)
{
    struct list_row row = point_row(found->text, found->more);
    if (found->is_section)
        row.mark = STR("§");
    return with_place(row, found, arena);
}

static struct list_row question_found(const struct search_row *found,
                                      struct arena *arena)
{
    return with_place(question_row(found->text, found->more, found->inferred), found,
                      arena);
}

static struct list_row passage_found(const struct search_row *found,
                                     struct arena *arena)
{
    struct list_row row = {
        .text = found->text,
        .text_marks = found->text_marks,
        .is_excerpt = true,
    };
    return with_place(row, found, arena);
}

static struct list_row name_found(const struct search_row *found, struct arena *arena)
{
    (void)arena;
    return (struct list_row){
        .text = found->text,
        .detail = found->more,
        .text_marks = found->text_marks,
        .detail_marks = found->more_marks,
    };
}

/* The answer may know articles that the library on the screen does not have yet, while
 * it is looked through for the first time: those have no path there. */
static bool is_in_library(const struct destination *destination)
{
    return destination->page.path.len > 0;
}

static bool destination_of_place(const struct app *app, uint32_t value,
                                 struct destination *destination)
{
    const struct search_row *found = found_of(app, value);
    *destination = (struct destination){
        .page = page_of_article(app->library, found->article),
        .at = DESTINATION_SECTION,
        .number = found->heading == SEARCH_TOP ? 0 : found->heading + 1,
        .slug = found->slug,
    };
    return is_in_library(destination);
}

static bool destination_of_item(const struct app *app, uint32_t value,
                                struct destination *destination)
{
    const struct search_row *found = found_of(app, value);
    if (found->is_section)
        return destination_of_place(app, value, destination);
    *destination = (struct destination){
        .page = page_of_article(app->library, found->article),
        .at = DESTINATION_FACT,
        .number = found->node,
        .end = found->end_node,
        .slug = found->slug,
    };
    return is_in_library(destination);
}

const struct list_source list_all_points = {
    .title = "Key points in",
    .empty = "There are no key points here",
    .about = ABOUT_SCOPE,
    .look = LIST_GROUPS,
    .behind = true,
    .is_asked = true,
    .ask = ASK_POINTS,
    .row = point_found,
    .destination = destination_of_item,
};

const struct list_source list_all_questions = {
    .title = "Questions in",
    .empty = "There are no questions here",
    .about = ABOUT_SCOPE,
    .look = LIST_GROUPS,
    .behind = true,
    .is_asked = true,
    .ask = ASK_QUESTIONS,
    .row = question_found,
    .destination = destination_of_item,
};

const struct list_source list_names = {
    .title = "Go to",
    .empty = "There are no articles",
    .nothing = "Nothing is called so.",
    .behind = true,
    .is_asked = true,
    .ask = ASK_NAMES,
    .row = name_found,
    .destination = destination_of_place,
};

/* --- Passages --- */

/* Goes to the section, and to the first of the words in it, all of which are marked. */
static enum reaction choose_passage(struct app *app, uint32_t value)
{
    struct left left = {
        .scope = app->listed.scope,
        .selected = value,
        .top = app->listed.top,
        .article = found_of(app, value)->article,
        .heading = found_of(app, value)->heading,
    };
    struct str terms = app->listed.answer->terms;
    enum reaction reaction = REACT_DRAW;
    buf_puts(&left.text, app->listed.answer->text);
    struct destination destination;
    if (destination_of_place(app, value, &destination))
        reaction = destination_go(app, &destination);
    listed_leave(app, &left);
    reader_find_all(&app->reader, terms, app->reader.top);
    buf_release(&left.text);
    return reaction;
}

const struct list_source list_passages = {
    .title = "Search",
    .empty = "Nothing is known of the library yet",
    .hint = "words \"a phrase\" -not begin* title: topic: in: has:",
    .about = ABOUT_SCOPE,
    .look = LIST_PLACES,
    .behind = true,
    .is_asked = true,
    .ask = ASK_PASSAGES,
    .finds = true,
    .row = passage_found,
    .destination = destination_of_place,
    .choose = choose_passage,
};
