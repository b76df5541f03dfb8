/*
 * Every edit is a splice of the text; keys move by cluster or by word.
 */
#include "ui/lists/editor.h"

#include "base/text.h"

void editor_release(struct editor *editor)
{
    buf_release(&editor->text);
    *editor = (struct editor){0};
}

void editor_set(struct editor *editor, struct str text)
{
    buf_clear(&editor->text);
    text_clean_to(&editor->text, str_slice(text, 0, EDITOR_MAX_BYTES), TEXT_ONE_LINE);
    editor->cursor = editor->text.len;
}

struct str editor_text(const struct editor *editor)
{
    return buf_str(&editor->text);
}

/* The start of the cluster before the cursor. */
static size_t before(const struct editor *editor)
{
    size_t start = 0;
    for (size_t pos = 0; pos < editor->cursor;) {
        start = pos;
        int cols;
        text_cluster(editor_text(editor), &pos, &cols);
    }
    return start;
}

static size_t behind(const struct editor *editor)
{
    size_t pos = editor->cursor;
    int cols;
    if (pos < editor->text.len)
        text_cluster(editor_text(editor), &pos, &cols);
    return pos;
}

/* The start of the word before the cursor. */
static size_t word_before(const struct editor *editor)
{
    const char *text = editor->text.data;
    size_t pos = editor->cursor;
    while (pos > 0 && text[pos - 1] == ' ')
        pos--;
    while (pos > 0 && text[pos - 1] != ' ')
        pos--;
    return pos;
}

/* Replaces the bytes [from, to) and leaves the cursor after what came in. */
static enum edit_result splice(struct editor *editor, size_t from, size_t to,
                               struct str text)
{
    struct str old = editor_text(editor);
    if (old.len - (to - from) + text.len > EDITOR_MAX_BYTES)
        return EDIT_MOVED;
    if (from == to && text.len == 0)
        return EDIT_MOVED;
    struct buf joined = {0};
    buf_puts(&joined, str_slice(old, 0, from));
    buf_puts(&joined, text);
    editor->cursor = joined.len;
    buf_puts(&joined, str_tail(old, to));
    buf_release(&editor->text);
    editor->text = joined;
    return EDIT_CHANGED;
}

static enum edit_result move_to(struct editor *editor, size_t cursor)
{
    editor->cursor = cursor;
    return EDIT_MOVED;
}

static enum edit_result insert(struct editor *editor, uint32_t c)
{
    struct buf raw = {0}, clean = {0};
    text_put(&raw, c);
    /* A mark is clean only after the letter that it belongs to. */
    bool is_mark = c >= 0x80 && text_code_cols(c) == 0;
    if (is_mark && editor->cursor == 0) {
        buf_release(&raw);
        return EDIT_MOVED;
    }
    if (is_mark)
        buf_puts(&clean, buf_str(&raw));
    else
        text_clean_to(&clean, buf_str(&raw), TEXT_ONE_LINE);
    enum edit_result result =
        splice(editor, editor->cursor, editor->cursor, buf_str(&clean));
    buf_release(&raw);
    buf_release(&clean);
    return result;
}

static enum edit_result control(struct editor *editor, uint32_t letter)
{
    switch (letter) {
    case 'a':
        return move_to(editor, 0);
    case 'e':
        return move_to(editor, editor->text.len);
    case 'b':
        return move_to(editor, before(editor));
    case 'f':
        return move_to(editor, behind(editor));
    case 'd':
        return splice(editor, editor->cursor, behind(editor), (struct str){0});
    case 'k':
        return splice(editor, editor->cursor, editor->text.len, (struct str){0});
    case 'u':
        return splice(editor, 0, editor->cursor, (struct str){0});
    case 'w':
        return splice(editor, word_before(editor), editor->cursor, (struct str){0});
    default:
        return EDIT_IGNORED;
    }
}

enum edit_result editor_key(struct editor *editor, struct key key)
{
    if (key.mods == KEYMOD_CTRL)
        return control(editor, key.code);
    if (key.mods != 0)
        return EDIT_IGNORED;
    switch (key.code) {
    case KEYCODE_LEFT:
        return move_to(editor, before(editor));
    case KEYCODE_RIGHT:
        return move_to(editor, behind(editor));
    case KEYCODE_HOME:
        return move_to(editor, 0);
    case KEYCODE_END:
        return move_to(editor, editor->text.len);
    case KEYCODE_BACKSPACE:
        return splice(editor, before(editor), editor->cursor, (struct str){0});
    case KEYCODE_DELETE:
        return splice(editor, editor->cursor, behind(editor), (struct str){0});
    default:
        return key.code < KEYCODE_FIRST ? insert(editor, key.code) : EDIT_IGNORED;
    }
}

int editor_draw(const struct editor *editor, struct grid *grid, struct area area,
                int row, int col, enum role role)
{
    struct str text = editor_text(editor);
    int room = area.cols - col - 1; /* one column is the cursor's */
    size_t start = 0;
    int used = (int)text_cols(str_slice(text, 0, editor->cursor));
    while (used > room && start < editor->cursor) {
        int cols;
        text_cluster(text, &start, &cols);
        used -= cols;
    }
    int end = grid_put(grid, area, row, col, str_tail(text, start), role, 0);
    if (row >= 0 && row < area.rows && room >= 0) {
        grid->cursor_row = area.row + row;
        grid->cursor_col = area.col + col + used;
    }
    return end;
}
