#include "screen.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In the cell behind a wide character libvterm keeps this instead of one. */
static const uint32_t SECOND_HALF = (uint32_t)-1;

static void put_utf8(FILE *out, uint32_t c)
{
    if (c < 0x80) {
        putc((int)c, out);
        return;
    }
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    putc(lead[more] | (int)(c >> (6 * more)), out);
    while (more-- > 0)
        putc(0x80 | (int)(c >> (6 * more) & 0x3F), out);
}

static VTermScreenCell cell_at(const struct session *session, int row, int col)
{
    VTermScreenCell cell = {0};
    vterm_screen_get_cell(session->screen, (VTermPos){.row = row, .col = col}, &cell);
    return cell;
}

/* Writes what a cell shows; nothing for the second half of a wide character. */
static void put_cell(FILE *out, const VTermScreenCell *cell)
{
    if (cell->chars[0] == SECOND_HALF)
        return;
    if (cell->chars[0] == 0)
        putc(' ', out);
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] != 0; i++)
        put_utf8(out, cell->chars[i]);
}

char *screen_row(const struct session *session, int row)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    for (int col = 0; col < session->cols; col++) {
        VTermScreenCell cell = cell_at(session, row, col);
        put_cell(out, &cell);
    }
    fclose(out);
    while (len > 0 && text[len - 1] == ' ')
        text[--len] = '\0';
    return text;
}

char *screen_text(const struct session *session)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    for (int row = 0; row < session->rows; row++) {
        char *line = screen_row(session, row);
        fprintf(out, "%s\n", line);
        free(line);
    }
    fclose(out);
    return text;
}

/* --- Looks ---------------------------------------------------------------------- */

static bool color_is(const VTermColor *color, bool is_default, const char *wanted)
{
    if (strcmp(wanted, "default") == 0)
        return is_default;
    return !is_default && VTERM_COLOR_IS_INDEXED(color) &&
           color->indexed.idx == (unsigned)strtoul(wanted, NULL, 10);
}

static bool cell_looks(const VTermScreenCell *cell, const char *look, bool *known)
{
    if (strcmp(look, "bold") == 0)
        return cell->attrs.bold;
    if (strcmp(look, "italic") == 0)
        return cell->attrs.italic;
    if (strcmp(look, "underline") == 0)
        return cell->attrs.underline != 0;
    if (strcmp(look, "reverse") == 0)
        return cell->attrs.reverse;
    if (strcmp(look, "strike") == 0)
        return cell->attrs.strike;
    if (strncmp(look, "fg ", 3) == 0)
        return color_is(&cell->fg, VTERM_COLOR_IS_DEFAULT_FG(&cell->fg), look + 3);
    if (strncmp(look, "bg ", 3) == 0)
        return color_is(&cell->bg, VTERM_COLOR_IS_DEFAULT_BG(&cell->bg), look + 3);
    *known = false;
    return false;
}

/* Columns [*from, *to) where `text` first stands in the row. */
static bool find_cells(const struct session *session, int row, const char *text,
                       int *from, int *to)
{
    size_t wanted = strlen(text);
    for (*from = 0; *from < session->cols; ++*from) {
        char *seen = NULL;
        size_t len = 0;
        FILE *out = open_memstream(&seen, &len);
        for (*to = *from; *to < session->cols && ftell(out) < (long)wanted; ++*to) {
            VTermScreenCell cell = cell_at(session, row, *to);
            put_cell(out, &cell);
        }
        fclose(out);
        bool found = strcmp(seen, text) == 0;
        free(seen);
        if (found)
            return true;
    }
    return false;
}

bool screen_looks(const struct session *session, int row, const char *text,
                  const char *look, bool *known)
{
    bool wanted = strncmp(look, "no-", 3) != 0;
    *known = true;
    cell_looks(&(VTermScreenCell){0}, wanted ? look : look + 3, known);
    int from, to;
    if (!*known || !find_cells(session, row, text, &from, &to))
        return false;
    for (int col = from; col < to; col++) {
        VTermScreenCell cell = cell_at(session, row, col);
        if (cell.chars[0] != SECOND_HALF &&
            cell_looks(&cell, wanted ? look : look + 3, known) != wanted)
            return false;
    }
    return true;
}

/* --- Files ---------------------------------------------------------------------- */

char *read_whole(const char *path)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        return NULL;
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    for (int c; (c = getc(in)) != EOF;)
        putc(c, out);
    fclose(in);
    fclose(out);
    return text;
}

bool write_whole(const char *path, const char *text)
{
    FILE *out = fopen(path, "wb");
    if (!out)
        return false;
    bool done = fputs(text, out) >= 0;
    return fclose(out) == 0 && done;
}
