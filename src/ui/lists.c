/* The lists: where their rows come from and what choosing one does. */
#include <assert.h>

#include "ui/actions.h"
#include "ui/state.h"

/* A kind of list. */
struct list_source {
    const char *title;
    bool has_preview;
    /* Adds the rows; returns the value of the one to start at, UINT32_MAX for the
     * first. */
    uint32_t (*fill)(struct app *app);
    enum reaction (*choose)(struct app *app, uint32_t value);
};

enum {
    /* Larger articles are not laid out while one goes through the list. */
    PREVIEW_MAX_BYTES = 1 << 20,
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
    for (uint32_t i = 0; i < app->library->article_count; i++) {
        const struct article *article = &app->library->articles[i];
        list_add(&app->list, article->title, article_detail(app, article), i, 0);
    }
    return app->reader.page->kind == PAGE_ARTICLE ? app->reader.page->article
                                                  : UINT32_MAX;
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

static enum reaction choose_section(struct app *app, uint32_t value)
{
    travel_remember(app);
    reader_go_heading(&app->reader, value);
    return REACT_DRAW;
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

/* clang-format off */
static const struct list_source sources[LIST_KIND_COUNT] = {
    [LIST_OUTLINE] = { .title = "Sections", .has_preview = true,
                       .fill = fill_outline, .choose = choose_section },
    [LIST_ARTICLES] = { .title = "Articles", .has_preview = true,
                        .fill = fill_articles, .choose = choose_article },
    [LIST_COMMANDS] = { .title = "Commands",
                        .fill = fill_commands, .choose = choose_command },
};
/* clang-format on */

enum reaction run_list(struct app *app, int list_kind, int count)
{
    (void)count;
    assert(list_kind >= 0 && list_kind < LIST_KIND_COUNT);
    const struct list_source *source = &sources[list_kind];
    list_open(&app->list, (enum list_kind)list_kind, str_from(source->title));
    app->list.has_preview = source->has_preview;
    uint32_t start = source->fill(app);
    if (app->list.row_count == 0) {
        list_close(&app->list);
        app_say(app, "This page has no sections");
        return REACT_DRAW;
    }
    list_filter(&app->list);
    list_select(&app->list, start);
    return REACT_DRAW;
}

enum reaction list_accept(struct app *app)
{
    const struct list_row *row = list_selected(&app->list);
    if (row == NULL)
        return REACT_NONE;
    const struct list_source *source = &sources[app->list.kind];
    uint32_t value = row->value;
    list_close(&app->list);
    app->tree_focus = false;
    return source->choose(app, value) | REACT_RELAYOUT | REACT_DRAW;
}

enum reaction run_rows(struct app *app, int step, int count)
{
    long rows = step;
    if (step > 1 || step < -1)
        rows = (step > 0 ? 1 : -1) * (app->list.height > 1 ? app->list.height - 1 : 1);
    return list_move(&app->list, rows * (count > 0 ? count : 1)) ? REACT_DRAW
                                                                 : REACT_NONE;
}

/* --- The preview --- */

static bool is_large(const struct app *app, uint32_t article)
{
    return app->library->articles[article].stamp.size_bytes > PREVIEW_MAX_BYTES;
}

/* Shows what the selected row leads to, when it is not shown already. */
void list_preview(struct app *app)
{
    struct list *list = &app->list;
    if (!list_fit(list, app->grid.rows, app->grid.cols))
        return;
    const struct list_row *row = list_selected(list);
    uint32_t value = row != NULL ? row->value : UINT32_MAX;
    if (value == list->previewed)
        return;
    list->previewed = value;
    bool outline = list->kind == LIST_OUTLINE;
    if (row == NULL || (!outline && is_large(app, value))) {
        reader_release(&list->preview);
        return;
    }
    const struct page *page = app->reader.page;
    if (!outline)
        reader_show(&list->preview, shelf_take(&app->shelf, PAGE_ARTICLE, value));
    else if (list->preview.page == NULL)
        reader_show(&list->preview, shelf_take(&app->shelf, page->kind, page->article));
    list_fit(list, app->grid.rows, app->grid.cols);
    if (outline)
        reader_go_heading(&list->preview, value);
}
