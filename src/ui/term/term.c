/*
 * Setting curses up, translating roles to attributes, and sending only the cells that
 * changed since the last frame.
 */
#include "ui/term/term.h"

#include <assert.h>
#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/mem.h"
#include "ui/term/scroll.h"
#include "ui/term/signals.h"
#include "ui/term/theme.h"

enum {
    DESCRIBED_KEYS_MAX = 32,
    /* Reads in a row without a byte, on a terminal said to be ready, before it is taken
     * for gone. */
    EMPTY_READS_MAX = 3,
};

struct terminal {
    struct terminal_options options;
    SCREEN *screen;
    FILE *in;                /* a copy of tty_fd, for newterm */
    struct grid shown;       /* what curses' window holds */
    bool forget;             /* `shown` must not be trusted */
    bool color;              /* asked for, and the terminal has some */
    struct termios settings; /* as they were found */
    struct key_decoder decoder;
    struct key_sequence described[DESCRIBED_KEYS_MAX];
    int empty_reads;
    bool gone;
};

/* --- Keys of the terminal's description --- */

struct key_capability {
    const char *name; /* in terminfo */
    struct key key;
};

/* clang-format off */
static const struct key_capability key_capabilities[] = {
    {"kcuu1", {KEYCODE_UP, 0}},         {"kcud1", {KEYCODE_DOWN, 0}},
    {"kcub1", {KEYCODE_LEFT, 0}},       {"kcuf1", {KEYCODE_RIGHT, 0}},
    {"khome", {KEYCODE_HOME, 0}},       {"kend",  {KEYCODE_END, 0}},
    {"kpp",   {KEYCODE_PAGE_UP, 0}},    {"knp",   {KEYCODE_PAGE_DOWN, 0}},
    {"kich1", {KEYCODE_INSERT, 0}},     {"kdch1", {KEYCODE_DELETE, 0}},
    {"kcbt",  {KEYCODE_TAB, KEYMOD_SHIFT}},
    {"kf1",   {KEYCODE_F1, 0}},         {"kf2",   {KEYCODE_F1 + 1, 0}},
    {"kf3",   {KEYCODE_F1 + 2, 0}},     {"kf4",   {KEYCODE_F1 + 3, 0}},
    {"kRIT3", {KEYCODE_RIGHT, KEYMOD_META}},
    {"kLFT3", {KEYCODE_LEFT, KEYMOD_META}},
};
/* clang-format on */

enum { KEY_CAPABILITY_COUNT = sizeof key_capabilities / sizeof *key_capabilities };
static_assert((int)KEY_CAPABILITY_COUNT <= (int)DESCRIBED_KEYS_MAX, "room for all");

/* terminfo's functions take char *, though they do not write. */
static const char *capability(const char *name)
{
    char copy[16];
    snprintf(copy, sizeof copy, "%s", name);
    const char *value = tigetstr(copy);
    return value == (const char *)-1 ? NULL : value;
}

static void describe_keys(struct terminal *term)
{
    size_t count = 0;
    for (size_t i = 0; i < KEY_CAPABILITY_COUNT; i++) {
        const char *bytes = capability(key_capabilities[i].name);
        /* Single bytes are decoded as characters; they are the same everywhere. */
        if (bytes == NULL || strlen(bytes) < 2)
            continue;
        term->described[count++] =
            (struct key_sequence){bytes, key_capabilities[i].key};
    }
    term->decoder.table = term->described;
    term->decoder.table_count = count;
}

/* --- Opening and closing --- */

/* Padding ("$<5>") means nothing outside of tputs. */
static void add_restore(struct buf *out, const char *name)
{
    const char *bytes = capability(name);
    if (bytes == NULL)
        return;
    struct str rest = str_from(bytes);
    while (rest.len > 0) {
        size_t padding = str_find(rest, STR("$<"));
        buf_puts(out, str_slice(rest, 0, padding));
        rest = str_tail(rest, padding);
        rest = str_tail(rest, str_chr(rest, '>') + (rest.len > 0));
    }
}

static void arm(struct terminal *term)
{
    struct buf bytes = {0};
    add_restore(&bytes, "sgr0");
    add_restore(&bytes, "cnorm");
    add_restore(&bytes, "rmkx");
    add_restore(&bytes, "rmcup");
    if (capability("rmcup") == NULL)
        buf_puts(&bytes, STR("\r\n"));
    signals_arm(STDOUT_FILENO, buf_str(&bytes), &term->settings);
    buf_release(&bytes);
}

static void set_modes(void)
{
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    idlok(stdscr, TRUE);
    leaveok(stdscr, FALSE);
    curs_set(0);
}

/* Each role that has colours has the pair of its own number and one: 0 is curses'
 * own. */
static void set_colors(struct terminal *term)
{
    term->color = term->options.color && has_colors() && start_color() == OK &&
                  use_default_colors() == OK && COLOR_PAIRS > ROLE_COUNT;
    for (int role = 0; term->color && role < ROLE_COUNT; role++) {
        struct look look = theme_look((enum role)role, 0, true);
        init_pair((short)(role + 1), (short)look.fg, (short)look.bg);
    }
}

/* Why curses has not found the description of a terminal, which it does not say. */
static int is_unknown(const char *name, struct error *err)
{
    int probe = dup(STDOUT_FILENO);
    if (probe < 0)
        return error_errno(err, errno, "cannot read what terminal '%s' is like", name);
    close(probe);
    return error_set(err,
                     "terminal '%s' is not known here; "
                     "try 'lectern show' or 'lectern toc'",
                     name);
}

/* Fails with what a person can do about it. */
static int check_terminal(const char *name, struct error *err)
{
    if (name == NULL || *name == '\0')
        return error_set(err, "TERM is not set, so the screen cannot be drawn; "
                              "try 'lectern show' or 'lectern toc'");
    int found;
    if (setupterm(name, STDOUT_FILENO, &found) != OK)
        return is_unknown(name, err);
    bool moves = capability("cup") != NULL;
    del_curterm(cur_term);
    if (!moves)
        return error_set(err,
                         "terminal '%s' cannot move its cursor; "
                         "try 'lectern show' or 'lectern toc'",
                         name);
    return 0;
}

static int open_input(struct terminal *term, struct error *err)
{
    int fd = dup(term->options.tty_fd);
    if (fd < 0)
        return error_errno(err, errno, "cannot read the keyboard");
    term->in = fdopen(fd, "r");
    if (term->in != NULL)
        return 0;
    close(fd);
    return error_errno(err, errno, "cannot read the keyboard");
}

int terminal_open(const struct terminal_options *options, struct terminal **out,
                  struct error *err)
{
    const char *name = getenv("TERM");
    if (check_terminal(name, err) != 0)
        return -1;
    struct terminal *term = mem_zalloc(1, sizeof *term);
    term->options = *options;
    term->forget = true;
    grid_init(&term->shown);
    if (tcgetattr(options->tty_fd, &term->settings) != 0) {
        error_errno(err, errno, "the keyboard is no terminal");
        goto fail;
    }
    if (open_input(term, err) != 0)
        goto fail;
    term->screen = newterm(name, stdout, term->in);
    if (term->screen == NULL) {
        is_unknown(name, err);
        goto fail;
    }
    arm(term);
    set_modes();
    set_colors(term);
    describe_keys(term);
    die_set_hook(signals_restore_terminal);
    *out = term;
    return 0;
fail:
    if (term->in != NULL)
        fclose(term->in);
    free(term);
    return -1;
}

void terminal_close(struct terminal *term)
{
    if (term == NULL)
        return;
    die_set_hook(NULL);
    endwin();
    signals_disarm();
    delscreen(term->screen);
    fclose(term->in);
    grid_release(&term->shown);
    free(term);
}

/* --- Size and suspension --- */

static int within(int value, int most)
{
    return value < 1 ? 1 : value > most ? most : value;
}

void terminal_size(const struct terminal *term, int *rows, int *cols)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 &&
        ioctl(term->options.tty_fd, TIOCGWINSZ, &size) != 0)
        size = (struct winsize){0};
    /* A window of 0 x 0 has no known size, as on a serial line. */
    *rows = within(size.ws_row == 0 ? LINES : size.ws_row, GRID_ROWS_MAX);
    *cols = within(size.ws_col == 0 ? COLS : size.ws_col, GRID_COLS_MAX);
}

void terminal_resize(struct terminal *term, int rows, int cols)
{
    if (rows != LINES || cols != COLS)
        resizeterm(rows, cols);
    term->forget = true;
}

void terminal_forget(struct terminal *term)
{
    term->forget = true;
}

void terminal_suspend(struct terminal *term)
{
    endwin(); /* the next refresh takes the terminal again, modes and cursor too */
    signals_disarm();
    signals_suspend();
    arm(term);
    term->forget = true;
}

/* --- Drawing --- */

static attr_t curses_attrs(unsigned look)
{
    attr_t attrs = A_NORMAL;
    if (look & LOOK_BOLD)
        attrs |= A_BOLD;
    if (look & LOOK_DIM)
        attrs |= A_DIM;
    if (look & LOOK_ITALIC)
        attrs |= A_ITALIC;
    if (look & LOOK_UNDERLINE)
        attrs |= A_UNDERLINE;
    if (look & LOOK_REVERSE)
        attrs |= A_REVERSE;
    return attrs; /* curses has no word for struck-out text; layout marks it */
}

static short color_pair(const struct terminal *term, const struct cell *cell,
                        struct look look)
{
    bool own = look.fg == COLOR_OWN && look.bg == COLOR_OWN;
    return term->color && !own ? (short)(cell->role + 1) : 0;
}

/* The characters of a cell as curses takes them; its length. */
static int cell_chars(const struct terminal *term, const struct cell *cell,
                      wchar_t chars[CELL_CODES_MAX + 1])
{
    int len = 0;
    if (cell->codes[0] == 0)
        chars[len++] = L' ';
    else if (term->options.utf8)
        while (len < CELL_CODES_MAX && cell->codes[len] != 0) {
            chars[len] = (wchar_t)cell->codes[len];
            len++;
        }
    else {
        struct buf cluster = {0}, ascii = {0};
        cell_text(cell, &cluster);
        text_ascii(&ascii, buf_str(&cluster), cell->cols);
        for (size_t i = 0; i < ascii.len && len < 2; i++)
            chars[len++] = (wchar_t)(unsigned char)ascii.data[i];
        buf_release(&cluster);
        buf_release(&ascii);
    }
    chars[len] = L'\0';
    return len;
}

static void send_chars(const wchar_t *chars, attr_t attrs, short pair)
{
    cchar_t out;
    if (setcchar(&out, chars, attrs, pair, NULL) == OK)
        add_wch(&out);
}

static void blit_cell(const struct terminal *term, const struct cell *cell, int row,
                      int col)
{
    if (cell->cols == 0)
        return; /* came with its left half */
    struct look look = theme_look(cell->role, cell->attrs, term->color);
    attr_t attrs = curses_attrs(look.attrs);
    short pair = color_pair(term, cell, look);
    wchar_t chars[CELL_CODES_MAX + 1];
    int len = cell_chars(term, cell, chars);
    move(row, col);
    if (term->options.utf8) {
        send_chars(chars, attrs, pair);
        return;
    }
    for (int i = 0; i < len; i++)
        send_chars((wchar_t[]){chars[i], L'\0'}, attrs, pair);
}

/* A wide cell must be sent again when either half of its place changed. */
static bool cell_changed(const struct terminal *term, const struct grid *grid, int row,
                         int col)
{
    const struct cell *now = grid_at(grid, row, col);
    if (!cell_eq(now, grid_at(&term->shown, row, col)))
        return true;
    return now->cols == 2 && col + 1 < grid->cols &&
           !cell_eq(now + 1, grid_at(&term->shown, row, col + 1));
}

static void blit(struct terminal *term, const struct grid *grid)
{
    for (int row = 0; row < grid->rows && row < LINES; row++)
        for (int col = 0; col < grid->cols && col < COLS; col++)
            if (term->forget || cell_changed(term, grid, row, col))
                blit_cell(term, grid_at(grid, row, col), row, col);
}

/*
 * Moves the rows that scrolled on the terminal itself, before the cells that then still
 * differ are drawn. curses finds such moves alone where whole rows moved; beside a tree
 * pane no whole row does, and it would draw the text again. So all rows are moved, pane
 * and all, and what that spoiled is repaired, when that costs less.
 */
static void scroll_first(struct terminal *term, const struct grid *grid)
{
    struct grid_shift shift = grid->shift;
    if (term->forget || !scroll_pays(&term->shown, grid))
        return;
    scrollok(stdscr, TRUE);
    wsetscrreg(stdscr, shift.top, shift.bottom - 1);
    wscrl(stdscr, shift.rows);
    wsetscrreg(stdscr, 0, LINES - 1);
    scrollok(stdscr, FALSE);
    scroll_grid(&term->shown, shift);
    wnoutrefresh(stdscr);
    doupdate();
}

static void keep_shown(struct terminal *term, const struct grid *grid)
{
    grid_resize(&term->shown, grid->rows, grid->cols);
    size_t count = (size_t)grid->rows * (size_t)grid->cols;
    if (count > 0)
        memcpy(term->shown.cells, grid->cells, count * sizeof *grid->cells);
}

static void place_cursor(const struct grid *grid)
{
    bool visible = grid->cursor_row >= 0 && grid->cursor_col >= 0;
    curs_set(visible ? 1 : 0);
    move(visible ? grid->cursor_row : 0, visible ? grid->cursor_col : 0);
}

void terminal_draw(struct terminal *term, const struct grid *grid)
{
    if (grid->rows != term->shown.rows || grid->cols != term->shown.cols)
        term->forget = true;
    if (term->forget) {
        werase(stdscr);
        clearok(stdscr, TRUE);
    }
    scroll_first(term, grid);
    blit(term, grid);
    place_cursor(grid);
    wnoutrefresh(stdscr);
    doupdate();
    keep_shown(term, grid);
    term->forget = false;
}

/* --- Waiting and keys --- */

static bool poll_input(const struct terminal *term, int timeout_ms)
{
    struct pollfd fd = {.fd = term->options.tty_fd, .events = POLLIN};
    return poll(&fd, 1, timeout_ms) > 0 && (fd.revents & POLLIN) != 0;
}

/* Reads what is there; does not wait. */
static void read_input(struct terminal *term)
{
    size_t room = sizeof term->decoder.bytes - term->decoder.len;
    if (term->gone || room == 0 || !poll_input(term, 0))
        return;
    char bytes[128];
    ssize_t len =
        read(term->options.tty_fd, bytes, room < sizeof bytes ? room : sizeof bytes);
    if (len > 0) {
        key_decoder_feed(&term->decoder, bytes, (size_t)len);
        term->empty_reads = 0;
    } else if (len == 0 || (errno != EAGAIN && errno != EINTR)) {
        term->gone = ++term->empty_reads >= EMPTY_READS_MAX || len < 0;
    }
}

enum terminal_wait terminal_wait(struct terminal *term)
{
    while (!term->gone) {
        struct pollfd fds[] = {{.fd = term->options.tty_fd, .events = POLLIN},
                               {.fd = signals_fd(), .events = POLLIN},
                               {.fd = STDOUT_FILENO, .events = 0},
                               {.fd = term->options.wake_fd, .events = POLLIN}};
        if (poll(fds, 4, -1) < 0)
            continue; /* interrupted by a signal, which is in the pipe now */
        if (fds[1].revents != 0)
            return TERMINAL_SIGNAL;
        if ((fds[0].revents | fds[2].revents) & (POLLHUP | POLLERR | POLLNVAL))
            return TERMINAL_GONE;
        if (fds[0].revents & POLLIN)
            return TERMINAL_KEYS;
        if (fds[3].revents != 0)
            return TERMINAL_WOKEN;
    }
    return TERMINAL_GONE;
}

bool terminal_key(struct terminal *term, struct key *key)
{
    read_input(term);
    if (key_decoder_next(&term->decoder, false, key) == KEY_READY)
        return true;
    if (!key_decoder_pending(&term->decoder))
        return false;
    if (poll_input(term, KEYS_ESCAPE_MS))
        read_input(term);
    if (key_decoder_next(&term->decoder, false, key) == KEY_READY)
        return true;
    return key_decoder_next(&term->decoder, true, key) == KEY_READY;
}
