/* The lists: where their rows come from and what choosing one does. */
#include <assert.h>

#include "base/mem.h"
#include "base/text.h"
#include "library/scope.h"
#include "ui/keys/actions.h"
#include "ui/keys/pending.h"
#include "ui/known.h"
#include "ui/lists/lists.h"
#include "ui/state.h"
#include "ui/tasks.h"

/* --- Rows of the page's own --- */

void list_put_range(struct app *app, struct list_row row, uint32_t from, uint32_t to)
{
    struct listed *listed = &app->listed;
    listed->ranges = mem_grow(listed->ranges, listed->range_count, &listed->range_cap,
                              sizeof *listed->ranges);
    row.value = (uint32_t)listed->range_count;
    listed->ranges[listed->range_count++] =
        range_of(reader_content(&app->reader), from, to);
    list_put(&app->list, row);
}

const struct position_range *list_range(const struct app *app, uint32_t value)
{
    return &app->listed.ranges[value];
}

/* --- Sections --- */

static uint32_t fill_outline(struct app *app)
{
    const struct doc *doc = reader_doc(&app->reader);
    ptrdiff_t here = reader_heading(&app->reader);
    uint32_t start = UINT32_MAX;
    int least = 6;
    for (size_t i = 0; i < doc->heading_count; i++)
        if (doc->headings[i] != doc->title_node &&
            doc->headings[i]->u.heading.level < least)
            least = doc->headings[i]->u.heading.level;
    for (ptrdiff_t i = 0; i < (ptrdiff_t)doc->heading_count; i++) {
        const struct node *heading = doc->headings[i];
        if (heading == doc->title_node)
            continue;
        struct str mark = heading->flags & NODE_INFERRED ? STR("≈") : (struct str){0};
        if (i <= here)
            start = (uint32_t)app->listed.range_count;
        struct list_row row = {
            .text = node_text_in(heading, &app->list.arena),
            .detail = mark,
            .indent = (uint16_t)(heading->u.heading.level - least),
        };
        list_put_range(app, row, heading->id, heading->id + 1);
    }
    return start;
}

static bool destination_of_section(const struct app *app, uint32_t value,
                                   struct destination *destination)
{
    *destination = (struct destination){.page = app->reader.page->id,
                                        .at = DESTINATION_RANGE,
                                        .range = *list_range(app, value)};
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
    .destination = destination_of_section,
};

static const struct list_source list_commands = {
    .title = "Commands",
    .empty = "There are no commands",
    .fill = fill_commands,
    .choose = choose_command,
};

/* clang-format off */
static const struct list_source *const sources[LIST_KIND_COUNT] = {
    [LIST_OUTLINE] = &list_outline,     [LIST_NAMES] = &list_names,
    [LIST_COMMANDS] = &list_commands,
    [LIST_POINTS] = &list_points,       [LIST_ALL_POINTS] = &list_all_points,
    [LIST_QUESTIONS] = &list_questions, [LIST_ALL_QUESTIONS] = &list_all_questions,
    [LIST_LINKS] = &list_links,         [LIST_BACKLINKS] = &list_backlinks,
    [LIST_RELATED] = &list_related,     [LIST_PASSAGES] = &list_passages,
};
/* clang-format on */

const struct list_source *list_source_of(enum list_kind kind)
{
    return sources[kind];
}

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

/* Whether the rows are not all there yet. */
static bool is_growing(const struct app *app, const struct list_source *source)
{
    return source->behind && !app->knows_all;
}

static void describe_growth(struct app *app, const struct list_source *source)
{
    struct list *list = &app->list;
    list->progress = (struct str){0};
    list->empty = str_from(source->hint != NULL ? source->hint : source->empty);
    list->nothing = source->nothing != NULL ? str_from(source->nothing)
                                            : STR("Nothing has all these words.");
    list->growing = is_growing(app, source);
    if (!list->growing)
        return;
    struct buf text = {0};
    app_describe_work(app, &text);
    list->progress = buf_keep(&text, &list->arena);
    list->empty = STR("Not known yet: still reading the library");
    list->nothing = STR("Nothing yet: still reading the library");
    buf_release(&text);
}

/* Nothing to be shown, and nothing that may still come: then there is no list. */
static bool is_in_vain(const struct app *app, const struct list_source *source)
{
    if (app->list.row_count > 0 || is_growing(app, source))
        return false;
    if (!source->is_asked)
        return true;
    return !list_awaits_reply(app) && source->hint == NULL &&
           editor_text(&app->list.filter).len == 0;
}

static bool close_in_vain(struct app *app)
{
    const struct list_source *source = sources[app->list.kind];
    if (!is_in_vain(app, source))
        return false;
    list_leave(app);
    app_say(app, "%s", source->empty);
    return true;
}

/* A list may have rows of a thousand articles. */
static uint32_t fill(struct app *app, const struct list_source *source)
{
    app->listed.range_count = 0;
    library_begin_read(app->library);
    uint32_t start = source->fill(app);
    library_end_read(app->library);
    return start;
}

static void open_list(struct app *app, enum list_kind kind)
{
    const struct list_source *source = sources[kind];
    struct list *list = &app->list;
    list_forget_request(app);
    list_open(list, kind, (struct str){0});
    list->title = title_of(app, source, &list->arena);
    list->has_preview = source->destination != NULL;
    list->look = source->look;
    list->ranked = source->is_asked;
    describe_growth(app, source);
}

enum reaction run_list(struct app *app, int list_kind, int count)
{
    assert(list_kind >= 0 && list_kind < LIST_KIND_COUNT);
    const struct list_source *source = sources[list_kind];
    uint32_t start = UINT32_MAX;
    if (source->own && pending_run(app, run_list, list_kind, count))
        return REACT_DRAW;
    app->listed.scope = find_scope(app);
    open_list(app, (enum list_kind)list_kind);
    if (source->is_asked) {
        list_send_request(app, false);
    } else {
        start = fill(app, source);
        list_filter(&app->list);
    }
    if (!close_in_vain(app))
        list_select(&app->list, start);
    return REACT_DRAW;
}

void list_leave(struct app *app)
{
    list_close(&app->list);
    list_forget_request(app);
}

/* --- While it is open --- */

void list_settle(struct app *app)
{
    struct list *list = &app->list;
    if (!list->stale)
        return;
    app->listed.returns = app->listed.returns && app->asker == NULL;
    if (sources[list->kind]->is_asked)
        list_send_request(app, false);
    else
        list_filter(list);
}

/* The row that stands for a node of the page now, of those it has of its own; else the
 * one of the same number. */
static uint32_t row_of_node(const struct app *app, uint32_t node, uint32_t value)
{
    for (size_t i = 0; i < app->listed.range_count && node != NODE_NONE; i++)
        if (position_node(&app->listed.ranges[i].first, reader_content(&app->reader)) ==
            node)
            return (uint32_t)i;
    return value;
}

/* Fills the list again and leaves the selection where it is. */
static void refill(struct app *app)
{
    struct list *list = &app->list;
    const struct list_source *source = sources[list->kind];
    const struct list_row *row = list_selected(list);
    uint32_t value = row != NULL ? row->value : UINT32_MAX, node = NODE_NONE;
    size_t above = list->selected - list->top;
    if (source->own && row != NULL)
        node =
            position_node(&list_range(app, value)->first, reader_content(&app->reader));
    list_empty(list);
    arena_clear(&list->arena);
    list->title = title_of(app, source, &list->arena);
    describe_growth(app, source);
    (void)fill(app, source);
    list_filter(list);
    list_select(list, source->own ? row_of_node(app, node, value) : value);
    list->top = list->selected > above ? list->selected - above : 0;
}

/* Not of a head: the rows that there are lead to their places, and the others come with
 * the rest of the article. */
void list_page_news(struct app *app)
{
    if (app->list.open && sources[app->list.kind]->own && !page_waits(app->reader.page))
        refill(app);
}

void list_news(struct app *app)
{
    struct list *list = &app->list;
    const struct list_source *source = sources[list->kind];
    if (!list->open || !source->behind)
        return;
    list_settle(app);
    if (!source->is_asked) {
        refill(app);
        return;
    }
    describe_growth(app, source);
    list_send_request(app, true);
}

/* --- Another library --- */

void list_unbind(struct app *app)
{
    reader_release(&app->list.preview);
    app->list.previewing = false;
}

/* The topic of the same name, or the whole library where there is none. */
static struct scope same_scope(struct scope was, const struct library *to)
{
    if (was.topic == NULL)
        return was;
    struct scope found;
    return scope_find(to, was.topic->title, &found) && found.topic != NULL
               ? found
               : SCOPE_LIBRARY;
}

void list_rebind(struct app *app)
{
    struct list *list = &app->list;
    const struct list_source *source = sources[list->kind];
    struct left *left = &app->listed.left;
    app->listed.scope = same_scope(app->listed.scope, app->library);
    if (left->is_set)
        left->scope = same_scope(left->scope, app->library);
    if (!list->open)
        return;
    /* It stays open, whatever it has to show now: what is typed would be taken for
     * commands else. */
    list->title = title_of(app, source, &list->arena);
    if (source->is_asked)
        return; /* the news that follow ask again */
    if (source->own)
        list_page_news(app);
    else
        refill(app);
}

/* --- Choosing --- */

static enum reaction accept_row(struct app *app, const struct list_row *row)
{
    const struct list_source *source = sources[app->list.kind];
    uint32_t value = row->value;
    enum reaction reaction = REACT_DRAW;
    app->listed.top = app->list.top;
    list_close(&app->list);
    /* A command acts on the pane that had the keys; all else leads into the text. */
    app->tree_focus = app->tree_focus && app->list.kind == LIST_COMMANDS;
    struct destination destination;
    if (source->choose != NULL)
        reaction = source->choose(app, value) | REACT_RELAYOUT | REACT_DRAW;
    else if (source->destination(app, value, &destination))
        reaction = destination_go(app, &destination);
    if (!app->list.open) /* a command may have opened another one */
        list_forget_request(app);
    return reaction;
}

/* What is typed and accepted at once is what is meant, not what was found before. */
enum reaction list_accept(struct app *app)
{
    list_settle(app);
    app->listed.accepts = sources[app->list.kind]->is_asked && list_awaits_reply(app);
    const struct list_row *row = list_selected(&app->list);
    if (row == NULL || app->listed.accepts)
        return REACT_NONE;
    return accept_row(app, row);
}

enum reaction list_take_answer(struct app *app)
{
    if (!app->list.open || !sources[app->list.kind]->is_asked)
        return REACT_NONE;
    bool taken = list_receive_reply(app, 0);
    /* News may have asked again, and taken the answer. */
    bool accepts = app->listed.accepts && !list_awaits_reply(app);
    if (!taken && !accepts)
        return REACT_NONE;
    app->listed.accepts = app->listed.accepts && !accepts;
    const struct list_row *row = list_selected(&app->list);
    if (accepts && row != NULL)
        return accept_row(app, row);
    return REACT_DRAW;
}

/* --- Coming back --- */

void listed_leave(struct app *app, const struct left *from)
{
    struct left *left = &app->listed.left;
    buf_clear(&left->text);
    buf_puts(&left->text, buf_str(&from->text));
    left->scope = from->scope;
    left->selected = from->selected;
    left->top = from->top;
    left->article = from->article;
    left->heading = from->heading;
    left->depth = app->history.back.count;
    left->is_set = true;
}

bool listed_return(struct app *app)
{
    struct left *left = &app->listed.left;
    if (!left->is_set || left->depth != app->history.back.count + 1)
        return false;
    left->is_set = false;
    app->listed.scope = left->scope;
    open_list(app, LIST_PASSAGES);
    editor_set(&app->list.filter, buf_str(&left->text));
    app->listed.returns = true;
    list_send_request(app, false);
    return true;
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

/* The key moves in what is typed as long as there is something to move over. */
enum reaction run_open_row(struct app *app, int arg, int count)
{
    struct editor *filter = &app->list.filter;
    (void)arg, (void)count;
    list_settle(app);
    if (filter->cursor < editor_text(filter).len)
        (void)editor_key(filter, (struct key){.code = KEYCODE_RIGHT});
    else
        (void)list_toggle(&app->list);
    return REACT_DRAW;
}

/* --- The preview --- */

enum {
    /* Only the beginning of a larger article is shown beside a list: to show more, all
     * of it would be read. */
    PREVIEW_MAX_BYTES = 8 << 20,
};

static bool is_out_of_reach(const struct app *app,
                            const struct destination *destination)
{
    uint32_t article = library_article_at(app->library, destination->page.path);
    return article != ARTICLE_NONE && !destination_is_top(destination) &&
           article != app->reader.page->article &&
           library_article(app->library, article)->stamp.size_bytes > PREVIEW_MAX_BYTES;
}

static bool find_destination(const struct app *app, const struct list_row *row,
                             struct destination *destination)
{
    return row != NULL &&
           sources[app->list.kind]->destination(app, row->value, destination) &&
           !is_out_of_reach(app, destination);
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
    struct destination destination;
    if (!find_destination(app, row, &destination)) {
        reader_release(&list->preview);
        return;
    }
    /* Its footer comes later: no letter waits for it. */
    struct page *page = page_cache_take(&app->pages, destination.page);
    if (page == list->preview.page)
        page_drop(page);
    else
        reader_show(&list->preview, page);
    list->preview.may_wait = true;
    list_fit(list, app->grid.rows, app->grid.cols);
    list->preview_waits =
        destination_waits(&destination, page) || list->preview.layout == NULL;
    if (list->preview_waits)
        return;
    destination_show(&destination, &list->preview);
    /* Below the place in the first row there is an empty one already. */
    const struct layout *layout = list->preview.layout;
    if (list->look != LIST_FLAT && layout->line_count > 0 &&
        layout->lines[list->preview.top].count == 0)
        reader_scroll(&list->preview, 1);
    if (sources[list->kind]->finds)
        reader_find_all(&list->preview, list->terms, list->preview.top);
}
