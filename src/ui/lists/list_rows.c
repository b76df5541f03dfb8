/*
 * Drawing the rows of a list, and how many lines each takes (enum list_look). Where
 * there are few lines, or few columns beside what is drawn, all rows take one.
 */
#include "base/text.h"
#include "ui/lists/list.h"

enum {
    DETAIL_COLS_MIN = 8, /* less of it would say nothing */
    PLACE_COLS_MIN = 24, /* of a place, before a note stands beside it */
    TALL_ROWS_MIN = 6,   /* lines; with fewer, each row has one */
    TEXT_LINES_MAX = 2,  /* of a row in a group */
    HANGING_COLS = 2,    /* what the second of these is indented by */
    NOTE_GAP_COLS = 2,   /* at least, before a note */
};

/* Where a row of the list is drawn, and how. */
struct row_place {
    struct grid *grid;
    struct area area;
    int at;
    const struct list_words *words;
    bool selected;
    bool alone; /* there is no preview that says more */
};

static const struct byte_ranges no_ranges;

/* --- Places --- */

/* "NATO › Why it holds". Where there is no room for both, the article is cut first,
 * down to a third: it is the section that tells rows apart. */
struct str list_place(const struct list_row *row, int room, struct arena *scratch)
{
    if (row->detail.len == 0 || row->section.len == 0)
        return row->detail.len > 0 ? row->detail : row->section;
    int left = room - (int)text_cols(row->section) - 3;
    left = left < room / 3 ? room / 3 : left;
    struct str article =
        text_ellipsis(scratch, row->detail, (size_t)(left > 0 ? left : 0));
    return arena_printf(scratch, STR_FMT " › " STR_FMT, STR_ARG(article),
                        STR_ARG(row->section));
}

static bool has_place(const struct list_row *row)
{
    return row->detail.len > 0 || row->section.len > 0;
}

static bool is_same_place(const struct list_row *a, const struct list_row *b)
{
    return str_eq(a->detail, b->detail) && str_eq(a->section, b->section);
}

/* --- Lines of a row --- */

static enum list_look look_in(const struct list *list, struct area area)
{
    return area.rows >= TALL_ROWS_MIN ? list->look : LIST_FLAT;
}

static const struct list_row *shown_row(const struct list *list, size_t index)
{
    return &list->rows[list->shown[index]];
}

/* Whether the place of the group stands above the row. */
static bool begins_group(const struct list *list, size_t index, bool is_first)
{
    const struct list_row *row = shown_row(list, index);
    if (!has_place(row))
        return false;
    return is_first || index == 0 || !is_same_place(row, shown_row(list, index - 1));
}

static int first_col(const struct list_row *row)
{
    int mark = row->mark.len > 0 ? (int)text_cols(row->mark) + 1 : 0;
    return 2 + 2 * row->indent + mark;
}

/* Text and more as they are read one after the other. `*label` gets the bytes of the
 * text, which is set apart where more follows. */
static struct str whole_text(const struct list_row *row, struct arena *scratch,
                             size_t *label)
{
    *label = row->more.len > 0 ? row->text.len : 0;
    if (row->more.len == 0)
        return row->text;
    return arena_printf(scratch, STR_FMT "  " STR_FMT, STR_ARG(row->text),
                        STR_ARG(row->more));
}

/* The bytes of a text that stand on a line of so many columns: all, or up to a blank,
 * or as many as there is room for. */
static size_t line_len(struct str text, int cols)
{
    size_t fits = text_fit(text, cols > 0 ? (size_t)cols : 0).len, end = fits;
    if (fits == text.len)
        return fits;
    while (end > 0 && text.ptr[end] != ' ')
        end--;
    return end > 0 ? end : fits;
}

/* The columns of a row's note and what is between it and the text. */
static int note_cols(const struct list_row *row)
{
    return row->note.len > 0 ? (int)text_cols(row->note) + NOTE_GAP_COLS : 0;
}

static int text_lines(const struct list_row *row, struct area area)
{
    struct arena scratch = {0};
    size_t label;
    struct str text = whole_text(row, &scratch, &label);
    int cols = area.cols - 1 - first_col(row) - note_cols(row);
    int lines = line_len(text, cols) < text.len && cols > 0 ? TEXT_LINES_MAX : 1;
    arena_release(&scratch);
    return lines;
}

/* `is_first` says that nothing stands above the row. */
static int lines_of(const struct list *list, struct area area, size_t index,
                    bool is_first)
{
    switch (look_in(list, area)) {
    case LIST_FLAT:
        break;
    case LIST_PLACES:
        return 2;
    case LIST_GROUPS:
        return begins_group(list, index, is_first) +
               text_lines(shown_row(list, index), area);
    }
    return 1;
}

size_t list_first_row(const struct list *list, struct area area)
{
    if (list->selected >= list->shown_count || list->selected <= list->top)
        return list->selected;
    size_t first = list->selected;
    int below = 0; /* lines of the rows after the first */
    while (first > list->top) {
        int more = lines_of(list, area, first, false);
        if (below + more + lines_of(list, area, first - 1, true) > area.rows)
            break;
        below += more;
        first--;
    }
    return first;
}

int list_count_rows(const struct list *list, struct area area)
{
    int lines = 0, count = 0;
    for (size_t i = list->top; i < list->shown_count; i++, count++) {
        lines += lines_of(list, area, i, count == 0);
        if (lines > area.rows)
            break;
    }
    return count;
}

/* --- Texts --- */

/* Text that fits, of `whole`, with what matched set apart: these ranges, or where there
 * are none what was typed. Returns the column after it. */
static int draw_fitting(const struct row_place *place, int at, int col, struct str text,
                        struct str whole, const struct byte_ranges *ranges,
                        enum role role)
{
    if (ranges->count > 0)
        return ranges_draw(ranges, place->grid, place->area, at, col, text, whole,
                           role);
    return words_draw(place->words, place->grid, place->area, at, col, text, role);
}

/* Text cut to the columns before `end`. Returns the column after it. */
static int draw_marked(const struct row_place *place, int at, int col, int end,
                       struct str text, const struct byte_ranges *ranges,
                       enum role role)
{
    struct arena scratch = {0};
    struct str fitting =
        text_ellipsis(&scratch, text, end > col ? (size_t)(end - col) : 0);
    int after = draw_fitting(place, at, col, fitting, text, ranges, role);
    arena_release(&scratch);
    return after;
}

/* Likewise, but what matched is seen, wherever in the text it is. */
static int draw_excerpt(const struct row_place *place, int at, int col, int end,
                        struct str text, const struct byte_ranges *ranges,
                        enum role role)
{
    struct arena scratch = {0};
    struct byte_ranges kept;
    struct str part = ranges_part(ranges, text, end - col, &scratch, &kept);
    int after = draw_marked(place, at, col, end, part, &kept, role);
    arena_release(&scratch);
    return after;
}

static int draw_part(const struct row_place *place, int at, int col, int end,
                     struct str text, enum role role)
{
    return draw_marked(place, at, col, end, text, &no_ranges, role);
}

static enum role text_role(const struct list_row *row, bool selected)
{
    if (row->dangling)
        return ROLE_LINK_DANGLING;
    return selected ? ROLE_STRONG : ROLE_TEXT;
}

/* The note at the right end of a line, if it leaves `least` columns to what is before
 * it. Returns the column that this must end before. */
static int draw_note(const struct row_place *place, int at, const struct list_row *row,
                     int col, int least)
{
    int end = place->area.cols - 1, cols = note_cols(row);
    if (cols == 0 || end - col - cols < least)
        return end;
    grid_put(place->grid, place->area, at, end - cols + NOTE_GAP_COLS, row->note,
             ROLE_QUIET, 0);
    return end - cols;
}

/* --- One line --- */

/* At the right end of the row, on a third of it if both it and the text are long.
 * Returns the column that the text must end before. */
static int draw_detail(const struct row_place *place, const struct list_row *row,
                       int col)
{
    struct arena scratch = {0};
    int end = place->area.cols - 1, room = end - col;
    int text = (int)text_cols(row->text) + 2;
    int most = room - text > room / 3 ? room - text : room / 3;
    struct str detail = list_place(row, most, &scratch);
    detail = text_ellipsis(&scratch, detail, most > 0 ? (size_t)most : 0);
    if (detail.len > 0 && most >= DETAIL_COLS_MIN) {
        int at = end - (int)text_cols(detail);
        draw_fitting(place, place->at, at, detail, row->detail, &row->detail_marks,
                     ROLE_QUIET);
        end = at - 2;
    }
    arena_release(&scratch);
    return end;
}

static void draw_flat(const struct row_place *place, const struct list_row *row,
                      int col)
{
    enum role role = text_role(row, place->selected);
    int at = place->at, end = draw_detail(place, row, col);
    if (row->is_excerpt)
        col = draw_excerpt(place, at, col, end, row->text, &row->text_marks, role);
    else
        col = draw_marked(place, at, col, end, row->text, &row->text_marks, role);
    col += 2;
    if (place->alone && row->more.len > 0 && end - col >= DETAIL_COLS_MIN)
        draw_part(place, at, col, end, row->more, ROLE_QUIET);
}

/* --- A place and what was found there --- */

static void draw_placed(const struct row_place *place, const struct list_row *row,
                        int col)
{
    struct arena scratch = {0};
    int end = draw_note(place, place->at, row, col, PLACE_COLS_MIN);
    draw_part(place, place->at, col, end, list_place(row, end - col, &scratch),
              ROLE_STRONG);
    draw_excerpt(place, place->at + 1, col + HANGING_COLS, place->area.cols - 1,
                 row->text, &row->text_marks, ROLE_TEXT);
    arena_release(&scratch);
}

/* --- In a group --- */

/* A part of a row's text, of which the first `label` bytes are its label. */
static void draw_labelled(const struct row_place *place, int at, int col,
                          struct str text, size_t label, enum role role)
{
    if (label > 0)
        col = draw_fitting(place, at, col, str_slice(text, 0, label), text, &no_ranges,
                           ROLE_STRONG);
    draw_fitting(place, at, col, str_tail(text, label), text, &no_ranges, role);
}

static size_t less(size_t a, size_t b)
{
    return a > b ? a - b : 0;
}

static void draw_grouped(const struct row_place *place, const struct list_row *row,
                         int col)
{
    struct arena scratch = {0};
    size_t label;
    struct str text = whole_text(row, &scratch, &label);
    enum role role = label > 0 ? ROLE_TEXT : text_role(row, place->selected);
    int cols = place->area.cols - 1 - col;
    bool is_short = text_lines(row, place->area) == 1;
    size_t end = line_len(text, is_short ? cols - note_cols(row) : cols);
    struct str rest = str_trim(str_tail(text, end));
    size_t left_out = text.len - rest.len;
    draw_labelled(place, place->at, col, str_slice(text, 0, end),
                  label < end ? label : end, role);
    int last = draw_note(place, place->at + !is_short, row, col + HANGING_COLS, 0);
    if (rest.len > 0) {
        int room = last - col - HANGING_COLS;
        rest = text_ellipsis(&scratch, rest, room > 0 ? (size_t)room : 0);
        size_t labelled = less(label, left_out);
        draw_labelled(place, place->at + 1, col + HANGING_COLS, rest,
                      labelled < rest.len ? labelled : rest.len, role);
    }
    arena_release(&scratch);
}

/* --- The rows --- */

static void draw_heading(const struct row_place *place, const struct list_row *row)
{
    struct arena scratch = {0};
    int end = place->area.cols - 1;
    draw_part(place, place->at, 2, end, list_place(row, end - 2, &scratch), ROLE_QUIET);
    arena_release(&scratch);
}

static void draw_row(const struct row_place *place, const struct list_row *row,
                     enum list_look look)
{
    int col = first_col(row), mark = 2 + 2 * row->indent;
    if (place->selected)
        grid_put(place->grid, place->area, place->at, 1, STR("▌"), ROLE_MARK, 0);
    if (row->mark.len > 0)
        grid_put(place->grid, place->area, place->at, mark, row->mark, ROLE_MARK, 0);
    switch (look) {
    case LIST_FLAT:
        draw_flat(place, row, col);
        break;
    case LIST_PLACES:
        draw_placed(place, row, col);
        break;
    case LIST_GROUPS:
        draw_grouped(place, row, col);
        break;
    }
}

void list_draw_rows(const struct list *list, const struct list_words *words,
                    struct grid *grid, struct area area, bool alone)
{
    enum list_look look = look_in(list, area);
    struct row_place place = {grid, area, 0, words, false, alone};
    for (size_t i = list->top; i < list->shown_count && place.at < area.rows; i++) {
        bool is_first = i == list->top;
        int lines = lines_of(list, area, i, is_first);
        /* No row is seen in part, but for one that there is no room for at all. */
        if (place.at + lines > area.rows && !is_first)
            break;
        if (look == LIST_GROUPS && begins_group(list, i, is_first)) {
            draw_heading(&place, shown_row(list, i));
            place.at++;
            lines--;
        }
        place.selected = i == list->selected;
        draw_row(&place, shown_row(list, i), look);
        place.at += lines;
    }
}
