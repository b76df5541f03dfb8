/*
 * The header, which says where one is, and the status row, which says where the
 * selected link leads, what just happened, or what may be typed; and at its right end,
 * which keys are of use here.
 */
#include "ui/status.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/follow.h"
#include "ui/keys/actions.h"
#include "ui/known.h"
#include "ui/lists/prompt.h"
#include "ui/reader/loader.h"
#include "ui/state.h"

/* --- Header --- */

/* "§ 2 of 5   34%"; of a head, whose end is not that of the article, "§ 2". */
static void describe_position(const struct app *app, ptrdiff_t heading, struct buf *out)
{
    const struct doc *doc = reader_doc(&app->reader);
    bool titled = doc->heading_count > 0 && doc->headings[0] == doc->title_node;
    ptrdiff_t first = titled ? 1 : 0;
    ptrdiff_t count = (ptrdiff_t)doc->heading_count - first;
    if (app->reader.skim)
        buf_puts(out, STR("skim   "));
    bool whole = !app->reader.page->is_head;
    if (count > 1 && heading >= first && whole)
        buf_printf(out, "§ %td of %td   ", heading - first + 1, count);
    else if (heading >= first && !whole)
        buf_printf(out, "§ %td", heading - first + 1);
    if (whole)
        buf_printf(out, "%d%%", reader_percent(&app->reader));
    if (reader_lags(&app->reader)) /* new lines are being made */
        buf_puts(out, STR("…"));
}

/* "Article › Section" */
static struct str describe_place(const struct app *app, ptrdiff_t heading,
                                 struct arena *arena)
{
    const struct doc *doc = reader_doc(&app->reader);
    struct str title = app->reader.page->title;
    if (heading < 0 || doc->headings[heading] == doc->title_node)
        return title;
    struct str section = node_text_in(doc->headings[heading], arena);
    if (section.len == 0)
        return title;
    return arena_printf(arena, STR_FMT " › " STR_FMT, STR_ARG(title), STR_ARG(section));
}

void header_draw(const struct app *app, struct grid *grid)
{
    struct area area = app->screen.header;
    if (area.rows == 0)
        return;
    struct arena scratch = {0};
    if (app->screen.divider >= 0) {
        struct area left = {area.row, 0, 1, app->screen.divider};
        size_t room = (size_t)(left.cols > 2 ? left.cols - 2 : 0);
        grid_put(grid, left, 0, 1, text_ellipsis(&scratch, app->library->title, room),
                 ROLE_TITLE, 0);
        area.col = app->screen.divider + 1;
        area.cols -= area.col;
    }
    ptrdiff_t heading = reader_heading(&app->reader);
    struct buf position = {0};
    describe_position(app, heading, &position);
    int cols = (int)text_cols(buf_str(&position));
    int at = area.cols - cols - 1;
    int room = at - 3;
    if (at < area.cols / 2) /* too narrow for both */
        room = area.cols - 1;
    else
        grid_put(grid, area, 0, at, buf_str(&position), ROLE_QUIET, 0);
    struct str place = describe_place(app, heading, &scratch);
    grid_put(grid, area, 0, 1,
             text_ellipsis(&scratch, place, (size_t)(room > 0 ? room : 0)), ROLE_TITLE,
             0);
    buf_release(&position);
    arena_release(&scratch);
}

/* --- Key hints --- */

enum { HINT_GAP_COLS = 3 };

/* A key and a word on what it does here. */
struct hint {
    enum command_id id;
    const char *word;
};

struct hints {
    struct hint *items;
    size_t count, cap;
};

static void add_hint_word(struct hints *hints, enum command_id id, const char *word)
{
    hints->items =
        mem_grow(hints->items, hints->count, &hints->cap, sizeof *hints->items);
    hints->items[hints->count++] = (struct hint){id, word};
}

static void add_hint(struct hints *hints, enum command_id id)
{
    add_hint_word(hints, id, commands[id].hint);
}

static void add_tree_hints(const struct app *app, struct hints *hints)
{
    const struct tree_row *row = tree_pane_selected(&app->tree);
    if (row != NULL && row->kind == TREE_TOPIC)
        add_hint(hints, CMD_ALL_POINTS);
    add_hint_word(hints, CMD_FOCUS, "text");
    add_hint(hints, CMD_TREE_FOLD);
    add_hint(hints, CMD_TREE_UNFOLD);
    add_hint(hints, CMD_TREE_OPEN);
}

static void add_popup_hints(const struct app *app, struct hints *hints)
{
    add_hint(hints, CMD_PAGE_DOWN);
    add_hint(hints, CMD_CANCEL);
    if (app->popup.leads)
        add_hint_word(hints, CMD_FOLLOW, commands[CMD_ACCEPT].hint);
}

/* What Enter does to the selected stop. */
static const char *follow_word(const struct app *app, const struct stop *stop)
{
    if (stop->link != SPAN_NO_LINK)
        return commands[CMD_FOLLOW].hint;
    if (app->reader.skim)
        return "read";
    const struct node *node = reader_node(&app->reader, stop->node);
    return reader_is_folded(&app->reader, node) ? "unfold" : "fold";
}

static void add_reader_hints(const struct app *app, struct hints *hints)
{
    const struct stop *stop = reader_selected(&app->reader);
    add_hint(hints, CMD_FIND);
    if (app->reader.skim)
        add_hint_word(hints, CMD_SKIM, "whole text");
    if (app->history.back.count > 0)
        add_hint(hints, CMD_BACK);
    if (reader_match_count(&app->reader) > 0)
        add_hint(hints, CMD_FIND_NEXT);
    if (app->reader.stop_count > 0)
        add_hint(hints, CMD_NEXT_LINK);
    if (app->tree.point_count > 0)
        add_hint(hints, CMD_POINTS);
    if (app->tree.question_count > 0)
        add_hint(hints, CMD_QUESTIONS);
    if (stop != NULL)
        add_hint_word(hints, CMD_FOLLOW, follow_word(app, stop));
    if (stop != NULL && stop->link != SPAN_NO_LINK)
        add_hint(hints, CMD_PREVIEW);
}

/* The keys that are of use now, the most useful last: those before fall away first
 * where there is no room. The caller frees the items. */
static struct hints choose_hints(const struct app *app)
{
    struct hints hints = {.count = 0};
    if (app->popup.open)
        add_popup_hints(app, &hints);
    else if (app->tree_focus)
        add_tree_hints(app, &hints);
    else
        add_reader_hints(app, &hints);
    add_hint(&hints, CMD_HELP);
    return hints;
}

static void write_key(enum command_id id, struct buf *key)
{
    buf_clear(key);
    command_key(id, key);
}

static int hint_cols(const struct hint *hint)
{
    struct buf key = {0};
    write_key(hint->id, &key);
    int cols = (int)text_cols(buf_str(&key)) + 1 + (int)text_cols(str_from(hint->word));
    buf_release(&key);
    return cols + HINT_GAP_COLS;
}

/* Draws the hints that fit into the row from column `from` on, at its right end. */
static void draw_hints(const struct app *app, struct grid *grid, struct area area,
                       int from)
{
    struct hints hints = choose_hints(app);
    size_t first = hints.count;
    int cols = 0;
    while (first > 0 && cols + hint_cols(&hints.items[first - 1]) <= area.cols - from)
        cols += hint_cols(&hints.items[--first]);
    struct buf key = {0};
    int at = area.cols - cols + HINT_GAP_COLS - 1;
    for (size_t i = first; i < hints.count; i++, at += HINT_GAP_COLS) {
        write_key(hints.items[i].id, &key);
        at = grid_put(grid, area, 0, at, buf_str(&key), ROLE_KEY, 0) + 1;
        at = grid_put(grid, area, 0, at, str_from(hints.items[i].word), ROLE_QUIET, 0);
    }
    free(hints.items);
    buf_release(&key);
}

/* --- Status --- */

static void draw_prompt(const struct app *app, struct grid *grid, struct area area)
{
    int col = grid_put(grid, area, 0, 1, prompt_label(app->prompt.kind), ROLE_KEY, 0);
    struct buf note = {0};
    if (app->prompt.kind == PROMPT_FIND)
        describe_matches(app, &note);
    int note_cols = (int)text_cols(buf_str(&note));
    struct area typed = area;
    if (note_cols > 0 && area.cols > note_cols + 16) {
        typed.cols -= note_cols + 2;
        grid_put(grid, area, 0, area.cols - note_cols - 1, buf_str(&note), ROLE_QUIET,
                 0);
    }
    editor_draw(&app->prompt.editor, grid, typed, 0, col, ROLE_TEXT);
    buf_release(&note);
}

/* What is being typed, selected or looked for; false when nothing is. */
static bool describe_state(const struct app *app, struct buf *out)
{
    const struct stop *stop = reader_selected(&app->reader);
    const struct finding *finding = &app->reader.finding;
    if (app->key_count > 0) {
        for (int i = 0; i < app->key_count; i++)
            key_show(app->keys[i], out);
        buf_puts(out, STR(" …"));
    } else if (app->count > 0) {
        buf_printf(out, "%d …", app->count);
    } else if (stop != NULL) {
        describe_stop(app, stop, out);
    } else if (finding->matches != NULL && reader_match_count(&app->reader) > 0) {
        struct buf words = {0};
        text_clean_to(&words, buf_str(&finding->words), TEXT_ONE_LINE);
        buf_printf(out, "/" STR_FMT "   ", STR_ARG(buf_str(&words)));
        describe_matches(app, out);
        buf_release(&words);
    } else {
        return false;
    }
    return true;
}

/* How much there is to be read of what is shown the head of; or why it is not read. */
static void describe_reading(const struct app *app, struct buf *out)
{
    const struct page *page = app->reader.page;
    uint64_t bytes = library_article(app->library, page->article)->stamp.size_bytes;
    if (page_waits(page))
        buf_printf(out, "   reading on, %.1f MB", (double)bytes / 1e6);
    else
        buf_printf(out, "   only its beginning: %s", page->trouble.text);
}

/* What is said when nothing happened and nothing is selected: where the page is
 * from. */
static void describe_page(const struct app *app, struct buf *out)
{
    const struct page *page = app->reader.page;
    text_clean_to(out, page->id.path, TEXT_ONE_LINE);
    if (page->is_head) {
        describe_reading(app, out);
        return;
    }
    if (page->is_old || (app->loader != NULL && app->loader->shown == page)) {
        buf_puts(out, STR("   reading it again"));
        return;
    }
    size_t said = out->len;
    buf_puts(out, said > 0 ? STR("   ") : STR(""));
    size_t work = out->len;
    app_describe_work(app, out);
    if (out->len == work)
        buf_truncate(out, said);
}

void status_draw(const struct app *app, struct grid *grid)
{
    struct area area = app->screen.status;
    bool prompting = app->prompt.kind != PROMPT_NONE;
    if (area.rows == 0 && prompting)
        area = (struct area){app->grid.rows - 1, 0, 1, app->grid.cols};
    if (area.rows == 0)
        return;
    if (prompting) {
        grid_fill(grid, area, ROLE_STATUS);
        draw_prompt(app, grid, area);
        return;
    }
    struct arena scratch = {0};
    struct buf text = {0};
    enum role role = ROLE_STATUS;
    if (app->message.len > 0) {
        buf_puts(&text, buf_str(&app->message));
        role = app->message_is_error ? ROLE_ERROR : ROLE_STRONG;
    } else if (!describe_state(app, &text)) {
        describe_page(app, &text);
        role = ROLE_QUIET;
    }
    /* What is said comes before the hints, and is cut only where it has the row
     * alone. */
    int said = (int)text_cols(buf_str(&text));
    draw_hints(app, grid, area, said > 0 ? said + 3 : 1);
    size_t room = (size_t)(area.cols > 2 ? area.cols - 2 : area.cols);
    grid_put(grid, area, 0, area.cols > 2 ? 1 : 0,
             text_ellipsis(&scratch, buf_str(&text), room), role, 0);
    buf_release(&text);
    arena_release(&scratch);
}
