/* The lists: where their rows come from and what choosing one does. */
#include <assert.h>

#include "base/text.h"
#include "ui/actions.h"
#include "ui/lists.h"
#include "ui/state.h"

enum {
    /* A list that grows is filled anew when this much more of the library is known, or
     * an eighth: so that the work is linear in the library. */
    GROWN_MIN = 64,
    GROWN_SHARE = 8,
};

/* --- Articles --- */

/* What an article is called besides its title, and where it is. */
static struct str article_detail(struct app *app, const struct article *article)
{
    struct buf out = {0};
    for (size_t i = 0; i < article->alias_count; i++) {
        text_clean_to(&out, article->aliases[i], TEXT_ONE_LINE);
        buf_puts(&out, STR(", "));
    }
    buf_truncate(&out, out.len > 2 ? out.len - 2 : 0);
    if (out.len > 0)
        buf_puts(&out, STR(" · "));
    text_clean_to(&out, article->path, TEXT_ONE_LINE);
    struct str kept = buf_keep(&out, &app->list.arena);
    buf_release(&out);
    return kept;
}

static uint32_t fill_articles(struct app *app)
{
    for (uint32_t i = library_step(app->library, ARTICLE_NONE, +1); i != ARTICLE_NONE;
         i = library_step(app->library, i, +1)) {
        const struct article *article = library_article(app->library, i);
        list_add(&app->list, article->title, article_detail(app, article), i, 0);
    }
    return app->reader.page->kind == PAGE_ARTICLE ? app->reader.page->article
                                                  : UINT32_MAX;
}

static bool aim_of_article(const struct app *app, uint32_t value, struct aim *aim)
{
    (void)app;
    *aim = (struct aim){.kind = PAGE_ARTICLE, .article = value, .at = AIM_TOP};
    return true;
}

static enum reaction choose_article(struct app *app, uint32_t value)
{
    const struct page *page = app->reader.page;
    if (page->kind != PAGE_ARTICLE || page->article != value)
        travel_to(app, PAGE_ARTICLE, value, ITEM_NONE);
    return REACT_DRAW;
}

/* --- Sections --- */

static uint32_t fill_outline(struct app *app)
{
    const struct doc *doc = reader_doc(&app->reader);
    int least = 6;
    for (size_t i = 0; i < doc->heading_count; i++)
        if (doc->headings[i] != doc->title_node &&
            doc->headings[i]->u.heading.level < least)
            least = doc->headings[i]->u.heading.level;
    for (uint32_t i = 0; i < doc->heading_count; i++) {
        const struct node *heading = doc->headings[i];
        if (heading == doc->title_node)
            continue;
        struct str mark = heading->flags & NODE_INFERRED ? STR("≈") : (struct str){0};
        list_add(&app->list, node_text_in(heading, &app->list.arena), mark, i,
                 heading->u.heading.level - least);
    }
    ptrdiff_t here = reader_heading(&app->reader);
    return here < 0 ? UINT32_MAX : (uint32_t)here;
}

static bool aim_of_section(const struct app *app, uint32_t value, struct aim *aim)
{
    const struct page *page = app->reader.page;
    *aim = (struct aim){.kind = page->kind,
                        .article = page->article,
                        .at = AIM_HEADING,
                        .number = value};
    return true;
}

/* --- Commands --- */

static uint32_t fill_commands(struct app *app)
{
    struct buf detail = {0};
    for (uint32_t i = 0; i < CMD_COUNT; i++) {
        if (!command_is_choice((enum command_id)i))
            continue;
        buf_clear(&detail);
        buf_printf(&detail, "%s   ", commands[i].help);
        command_key((enum command_id)i, &detail);
        list_add(&app->list, str_from(commands[i].name),
                 buf_keep(&detail, &app->list.arena), i, 0);
    }
    buf_release(&detail);
    return UINT32_MAX;
}

static enum reaction choose_command(struct app *app, uint32_t value)
{
    return commands[value].run(app, commands[value].arg, 0) | REACT_DRAW;
}

/* --- All lists --- */

static const struct list_source list_outline = {
    .title = "Sections",
    .empty = "This page has no sections",
    .own = true,
    .fill = fill_outline,
    .aim = aim_of_section,
};

static const struct list_source list_articles = {
    .title = "Articles",
    .empty = "There are no articles",
    .fill = fill_articles,
    .aim = aim_of_article,
    .choose = choose_article,
};

static const struct list_source list_commands = {
    .title = "Commands",
    .empty = "There are no commands",
    .fill = fill_commands,
    .choose = choose_command,
};

/* clang-format off */
static const struct list_source *const sources[LIST_KIND_COUNT] = {
    [LIST_OUTLINE] = &list_outline,     [LIST_ARTICLES] = &list_articles,
    [LIST_COMMANDS] = &list_commands,
    [LIST_POINTS] = &list_points,       [LIST_ALL_POINTS] = &list_all_points,
    [LIST_QUESTIONS] = &list_questions, [LIST_ALL_QUESTIONS] = &list_all_questions,
    [LIST_LINKS] = &list_links,         [LIST_BACKLINKS] = &list_backlinks,
    [LIST_RELATED] = &list_related,
};
/* clang-format on */

/* The topic under the cursor when the keys are in the tree, else the library. */
static struct scope find_scope(const struct app *app)
{
    struct scope scope = SCOPE_LIBRARY;
    const struct tree_row *row = tree_pane_selected(&app->tree);
    if (app->tree_focus && row != NULL && row->kind == TREE_TOPIC)
        scope.topic = row->topic;
    return scope;
}

static struct str title_of(const struct app *app, const struct list_source *source,
                           struct arena *arena)
{
    struct str about = {0};
    switch (source->about) {
    case ABOUT_NOTHING:
        return str_from(source->title);
    case ABOUT_PAGE:
        about = app->reader.page->title;
        break;
    case ABOUT_SCOPE:
        about = app->listed.scope.topic != NULL ? app->listed.scope.topic->title
                                                : app->library->title;
        break;
    }
    return arena_printf(arena, "%s " STR_FMT, source->title, STR_ARG(about));
}

/* How many articles are known by now. */
static size_t known_articles(const struct app *app)
{
    return app->catalog == NULL ? 0 : catalog_progress(app->catalog).done;
}

/* Whether the rows are not all there yet. */
static bool is_growing(const struct app *app, const struct list_source *source)
{
    return source->behind && !app_knows_all(app);
}

static void describe_growth(struct app *app, const struct list_source *source)
{
    struct list *list = &app->list;
    list->progress = (struct str){0};
    list->empty = str_from(source->empty);
    if (!is_growing(app, source))
        return;
    struct buf text = {0};
    app_describe_work(app, &text);
    list->progress = buf_keep(&text, &list->arena);
    list->empty = STR("Not known yet: still reading the library");
    buf_release(&text);
}

enum reaction run_list(struct app *app, int list_kind, int count)
{
    assert(list_kind >= 0 && list_kind < LIST_KIND_COUNT);
    const struct list_source *source = sources[list_kind];
    struct list *list = &app->list;
    if (source->own && wish_run(app, run_list, list_kind, count))
        return REACT_DRAW;
    app->listed.scope = find_scope(app);
    list_open(list, (enum list_kind)list_kind, (struct str){0});
    list->title = title_of(app, source, &list->arena);
    list->has_preview = source->aim != NULL;
    list->tall = source->tall;
    list->ranked = source->ranked;
    describe_growth(app, source);
    uint32_t start = source->fill(app);
    if (list->row_count == 0 && !is_growing(app, source)) {
        list_close(list);
        app_say(app, "%s", source->empty);
        return REACT_DRAW;
    }
    list_filter(list);
    list_select(list, start);
    return REACT_DRAW;
}

/* --- While it is open --- */

void list_settle(struct app *app)
{
    struct list *list = &app->list;
    if (!list->stale)
        return;
    if (list->ranked) {
        list_empty(list);
        sources[list->kind]->fill(app);
    }
    list_filter(list);
}

/* What a row stands for, whatever its value is when the list is filled anew. */
static struct hit identity(const struct app *app, uint32_t value)
{
    if (app->list.ranked)
        return app->listed.hits[value];
    return (struct hit){.article = ARTICLE_NONE, .index = value};
}

static void select_again(struct app *app, struct hit was, size_t above)
{
    struct list *list = &app->list;
    for (size_t i = 0; i < list->shown_count; i++) {
        struct hit is = identity(app, list->rows[list->shown[i]].value);
        if (is.article == was.article && is.index == was.index) {
            list->selected = i;
            list->top = i > above ? i - above : 0;
            return;
        }
    }
}

/* Fills the list anew and leaves the selection where it is. */
static void refill(struct app *app)
{
    struct list *list = &app->list;
    const struct list_row *row = list_selected(list);
    size_t above = list->selected - list->top;
    struct hit was = {.article = ARTICLE_NONE, .index = UINT32_MAX};
    if (row != NULL)
        was = identity(app, row->value);
    list_empty(list);
    sources[list->kind]->fill(app);
    list_filter(list);
    select_again(app, was, above);
}

void list_news(struct app *app)
{
    struct list *list = &app->list;
    const struct list_source *source = sources[list->kind];
    if (!list->open || !source->behind)
        return;
    list_settle(app);
    describe_growth(app, source);
    size_t read = app->listed.read, share = read / GROWN_SHARE;
    size_t step = share > GROWN_MIN ? share : GROWN_MIN;
    if (app_knows_all(app) ||
        (list->ranked && known_articles(app) >= read + step))
        refill(app);
}

enum reaction list_accept(struct app *app)
{
    list_settle(app);
    const struct list_row *row = list_selected(&app->list);
    if (row == NULL)
        return REACT_NONE;
    const struct list_source *source = sources[app->list.kind];
    uint32_t value = row->value;
    struct aim aim;
    list_close(&app->list);
    app->tree_focus = false;
    if (source->choose != NULL)
        return source->choose(app, value) | REACT_RELAYOUT | REACT_DRAW;
    return source->aim(app, value, &aim) ? aim_go(app, &aim) : REACT_DRAW;
}

enum reaction run_rows(struct app *app, int step, int count)
{
    long rows = step;
    list_settle(app);
    if (step > 1 || step < -1)
        rows = (step > 0 ? 1 : -1) * (app->list.height > 1 ? app->list.height - 1 : 1);
    return list_move(&app->list, rows * (count > 0 ? count : 1)) ? REACT_DRAW
                                                                 : REACT_NONE;
}

/* --- The preview --- */

/* Of a large article only the beginning can be shown without reading all of it. */
static bool is_out_of_reach(const struct app *app, const struct aim *aim)
{
    const struct page *page = app->reader.page;
    if (aim->kind != PAGE_ARTICLE || aim->at == AIM_TOP)
        return false;
    if (page->kind == PAGE_ARTICLE && page->article == aim->article)
        return page->is_head;
    return shelf_has_head(&app->shelf, aim->article);
}

static bool find_aim(const struct app *app, const struct list_row *row, struct aim *aim)
{
    return row != NULL && sources[app->list.kind]->aim(app, row->value, aim) &&
           !is_out_of_reach(app, aim);
}

/* Shows what the selected row leads to, when it is not shown already. */
void list_preview(struct app *app)
{
    struct list *list = &app->list;
    list_settle(app);
    if (!list_fit(list, app->grid.rows, app->grid.cols))
        return;
    const struct list_row *row = list_selected(list);
    uint32_t value = row != NULL ? row->value : UINT32_MAX;
    if (list->previewing && value == list->previewed)
        return;
    list->previewed = value;
    list->previewing = true;
    struct aim aim;
    if (!find_aim(app, row, &aim)) {
        reader_release(&list->preview);
        return;
    }
    struct page *page = shelf_take(&app->shelf, aim.kind, aim.article);
    if (page == list->preview.page)
        page_drop(page);
    else
        reader_show(&list->preview, page);
    list_fit(list, app->grid.rows, app->grid.cols);
    aim_show(&aim, &list->preview);
    /* Below the place in the first row there is an empty one already. */
    const struct layout *layout = list->preview.layout;
    if (list->tall && layout->line_count > 0 &&
        layout->lines[list->preview.top].count == 0)
        reader_scroll(&list->preview, 1);
}
