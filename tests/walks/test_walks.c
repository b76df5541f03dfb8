/*
 * Walks: keys pressed in a library one after the other, and all that is seen of each.
 *
 * NAME.keys holds a walk. `size COLSxROWS` makes the screen larger or smaller,
 * `catalog` waits until all is known of the library, and any other line is keys as the
 * table of bindings has them. After each line NAME.seen has the rows that changed:
 * their number, their text, and below it the letters of their roles where not all is
 * plain text. With GOLDEN in the environment the .seen are written again.
 */
#include "../unit/ui_case.h"

#include "base/buf.h"

enum { WALK_ROWS = 16, WALK_COLS = 80, KEYS_MAX_BYTES = 128 };

struct trip {
    struct ui_case at;
    struct buf keys, wanted, seen;
    struct buf rows, roles; /* of the screen before */
    int cursor_row, cursor_col;
};

static void read_all(const char *path, struct buf *out)
{
    FILE *file = fopen(path, "r");
    buf_clear(out);
    char piece[4096];
    size_t len;
    while (file != NULL && (len = fread(piece, 1, sizeof piece, file)) > 0)
        buf_puts(out, (struct str){piece, len});
    if (file != NULL)
        fclose(file);
}

/* --- What is seen --- */

static void note_row(struct trip *trip, int number, struct str text, struct str roles)
{
    buf_printf(&trip->seen, "%3d|" STR_FMT "\n", number, STR_ARG(text));
    if (roles.len > 0)
        buf_printf(&trip->seen, "    " STR_FMT "\n", STR_ARG(roles));
}

/* The rows that are not as they were, and where the cursor is. */
static void note_screen(struct trip *trip)
{
    const struct grid *grid = &trip->at.app.grid;
    struct buf rows = {0}, roles = {0};
    grid_dump(grid, &rows);
    grid_dump_roles(grid, &roles);
    struct str text = buf_str(&rows), marks = buf_str(&roles);
    struct str before = buf_str(&trip->rows), marks_before = buf_str(&trip->roles);
    struct str line, letters, old, old_letters;
    for (int i = 1; str_cut_line(&text, &line) && str_cut_line(&marks, &letters); i++) {
        bool was =
            str_cut_line(&before, &old) && str_cut_line(&marks_before, &old_letters);
        if (!was || !str_eq(line, old) || !str_eq(letters, old_letters))
            note_row(trip, i, line, letters);
    }
    if (grid->cursor_row != trip->cursor_row || grid->cursor_col != trip->cursor_col)
        buf_printf(&trip->seen, "  cursor %d %d\n", grid->cursor_row, grid->cursor_col);
    trip->cursor_row = grid->cursor_row;
    trip->cursor_col = grid->cursor_col;
    buf_release(&trip->rows);
    buf_release(&trip->roles);
    trip->rows = rows;
    trip->roles = roles;
}

/* --- Walking --- */

static void take_size(struct trip *trip, const char *line)
{
    int rows = 0, cols = 0;
    assert_int_equal(sscanf(line, "size %dx%d", &cols, &rows), 2);
    app_resize(&trip->at.app, rows, cols);
    buf_clear(&trip->rows);
    buf_clear(&trip->roles);
    answered(&trip->at);
}

static void take_step(struct trip *trip, struct str step)
{
    char line[KEYS_MAX_BYTES];
    assert_true(step.len < sizeof line);
    memcpy(line, step.ptr, step.len);
    line[step.len] = '\0';
    buf_printf(&trip->seen, "%s\n", line);
    if (strncmp(line, "size ", 5) == 0)
        take_size(trip, line);
    else if (strcmp(line, "catalog") == 0)
        know(&trip->at);
    else
        press(&trip->at, line);
    note_screen(trip);
}

static void open_library(struct trip *trip)
{
    trip->at = (struct ui_case){0};
    snprintf(trip->at.folder, sizeof trip->at.folder, "tests/walks/canal");
    start(&trip->at, WALK_ROWS, WALK_COLS);
    answered(&trip->at);
    note_screen(trip);
}

static void walk_through(struct trip *trip)
{
    struct str rest = buf_str(&trip->keys);
    open_library(trip);
    struct str line;
    while (str_cut_line(&rest, &line)) {
        if (line.len > 0 && line.ptr[0] != '#')
            take_step(trip, line);
    }
    close_case(&trip->at);
    buf_release(&trip->at.text);
}

/* --- The walks --- */

static void write_seen(const char *path, struct str seen)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(seen.ptr, 1, seen.len, file), seen.len);
    assert_int_equal(fclose(file), 0);
}

/* The first line that is another, and the step that it belongs to. */
static void fail_where_they_part(const char *name, struct str wanted, struct str seen)
{
    struct str step = STR("the start"), one, other;
    for (int i = 1;; i++) {
        bool more = str_cut_line(&seen, &other), expected = str_cut_line(&wanted, &one);
        if (more && other.len > 0 && other.ptr[0] != ' ')
            step = other;
        if (more && expected && str_eq(one, other))
            continue;
        fail_msg("%s.seen:%d, after '" STR_FMT "', expected and seen:\n" STR_FMT
                 "\n" STR_FMT,
                 name, i, STR_ARG(step), STR_ARG(expected ? one : STR("the end")),
                 STR_ARG(more ? other : STR("the end")));
    }
}

static void walk_is_seen(void **state)
{
    const char *name = *state;
    struct trip trip = {.cursor_row = -1, .cursor_col = -1};
    text_setup();
    char path[KEYS_MAX_BYTES];
    snprintf(path, sizeof path, "tests/walks/%s.keys", name);
    read_all(path, &trip.keys);
    assert_true(trip.keys.len > 0);
    walk_through(&trip);
    snprintf(path, sizeof path, "tests/walks/%s.seen", name);
    if (getenv("GOLDEN") != NULL)
        write_seen(path, buf_str(&trip.seen));
    read_all(path, &trip.wanted);
    if (!str_eq(buf_str(&trip.wanted), buf_str(&trip.seen)))
        fail_where_they_part(name, buf_str(&trip.wanted), buf_str(&trip.seen));
    buf_release(&trip.keys);
    buf_release(&trip.wanted);
    buf_release(&trip.seen);
    buf_release(&trip.rows);
    buf_release(&trip.roles);
}

#define walk_test(name)                                                                \
    {                                                                                  \
        name, walk_is_seen, NULL, NULL, name                                           \
    }

int main(void)
{
    static char reading[] = "reading", lists[] = "lists", tree[] = "tree",
                finding[] = "finding", sizes[] = "sizes", typing[] = "typing",
                travel[] = "travel", unknown[] = "unknown", kept[] = "kept";
    const struct CMUnitTest tests[] = {
        walk_test(reading), walk_test(lists),   walk_test(tree),
        walk_test(finding), walk_test(sizes),   walk_test(typing),
        walk_test(travel),  walk_test(unknown), walk_test(kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
