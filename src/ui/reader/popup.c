/*
 * Size and place of the pop-up; its content is a reader of its own. popup_draw.c draws
 * it.
 */
#include "ui/reader/popup.h"

#include "base/text.h"
#include "ui/pages/builtin_pages.h"

enum {
    FRAME = 1, /* rows and columns at each side */
    /* The least that is worth a frame. */
    ROWS_MIN = 3 + 2 * FRAME,
    COLS_MIN = 20,
    /* Prose at its measure, and air. */
    COLS_MAX = READER_MEASURE_COLS + 6,
};

/* --- Life cycle --- */

void popup_init(struct popup *popup)
{
    *popup = (struct popup){.open = false};
    reader_init(&popup->reader);
}

void popup_close(struct popup *popup)
{
    popup->open = false;
    reader_release(&popup->reader);
    arena_release(&popup->note.arena);
    popup->note = (struct page){.article = ARTICLE_NONE};
}

void popup_release(struct popup *popup)
{
    popup_close(popup);
    buf_release(&popup->title);
}

/* --- Its place --- */

static struct area place_box(struct area text, int from, int to, int rows)
{
    int above = from, below = text.rows - to;
    struct area box = {.row = text.row, .col = text.col, .cols = text.cols};
    bool under = rows <= below || below >= above;
    int room = under ? below : above;
    if (room < ROWS_MIN) { /* over the link, too */
        room = text.rows;
        under = false;
        above = text.rows;
    }
    box.rows = rows < room ? rows : room;
    box.row += under ? to : above - box.rows;
    return box;
}

bool popup_fit(struct popup *popup, struct area text, int from, int to)
{
    struct reader *reader = &popup->reader;
    int cols = text.cols < COLS_MAX ? text.cols : COLS_MAX;
    if (text.rows < ROWS_MIN || text.cols < COLS_MIN)
        return false;
    reader_fit(reader, text.rows - 2 * FRAME, cols - 2 * FRAME, false);
    int lines = (int)(reader->end_line - reader->first_line);
    if (lines > text.rows)
        lines = text.rows;
    popup->box = place_box(text, from, to, lines + 2 * FRAME);
    popup->box.cols = cols;
    reader_fit(reader, popup->box.rows - 2 * FRAME, cols - 2 * FRAME, false);
    return true;
}

/* --- What it shows --- */

void popup_set_title(struct popup *popup, struct str title, struct str section)
{
    buf_clear(&popup->title);
    buf_puts(&popup->title, title);
    if (section.len > 0)
        buf_puts(&popup->title, STR(" › "));
    buf_puts(&popup->title, section);
}

void popup_say(struct popup *popup, struct str title, struct str what, struct str more)
{
    struct str lines[] = {what, more};
    reader_release(&popup->reader);
    arena_clear(&popup->note.arena);
    popup->note.opened = builtin_lines(&popup->note.arena, lines, more.len > 0 ? 2 : 1);
    popup->note.article = ARTICLE_NONE;
    popup->note.holds = 1; /* the reader's */
    reader_show(&popup->reader, &popup->note);
    popup->leads = false;
    popup_set_title(popup, title, (struct str){0});
}
