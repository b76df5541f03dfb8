/*
 * Lines to chunks. First what is kept verbatim and what is a table is told from text;
 * then runs of lines are joined: wrapped lines to paragraphs, rows to tables, an item
 * with the lines that continue it.
 *
 * A break that came early in wrapped text (the next word had room) is meant: the lines
 * before and after it are chunks of their own, so that a heading without a blank line
 * below it can be seen. plain_blocks joins those again that turn out to be verse.
 */
#include "read/plain/plain_lines.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"

enum {
    CODE_INDENT = 4,      /* columns beyond the body's */
    CODE_MAX_COLS = 200,  /* a longer indented line is prose */
    LIST_INDENT_MAX = 12, /* of the first item of a list, beyond the body's */
    CENTRED_INDENT = 12,  /* a centred line's, at least, but for the first one */
    MIDDLE_MIN = 30,      /* columns where the middle of a page may be */
    MIDDLE_MAX = 42,
    GAP_BLANKS = 3, /* blanks in a row that make columns */
    GAP_LINES_MIN = 2,
    VERSE_COLS = 100,     /* of a line of verse, an address, a menu */
    VERSE_MAX_COLS = 160, /* where there are many such lines, of a log perhaps */
    VERSE_LINES_CLEAR = 4,
    VERSE_COLS_MIN = 2, /* a lone sign is none of its lines */
    SENTENCE_COLS = 60, /* lines as long that end in full stops are paragraphs */
};

/* --- Verbatim --- */

static void mark_fences(struct plain *plain)
{
    size_t open = plain->line_count;
    for (size_t i = 0; i < plain->line_count; i++) {
        if (plain->lines[i].kind != LINE_FENCE) {
            continue;
        }
        char sign = plain->text.ptr[plain->lines[i].from];
        if (open == plain->line_count) {
            open = i;
        } else if (sign == plain->text.ptr[plain->lines[open].from]) {
            for (size_t j = open + 1; j < i; j++) {
                plain->lines[j].kind = LINE_CODE;
                plain->lines[j].level = 0;
            }
            plain->lines[open].kind = plain->lines[i].kind = LINE_DROPPED;
            open = plain->line_count;
        }
    }
    if (open < plain->line_count) {
        plain->lines[open].kind = LINE_TEXT;
    }
}

static size_t mark_cols(const struct plain *plain, const struct plain_line *line)
{
    size_t cols = 0;
    for (size_t i = 0; i < line->mark; i++) {
        cols += ((unsigned char)plain->text.ptr[line->from + i] & 0xC0) != 0x80;
    }
    return cols;
}

/* The list that lines may belong to, with the lists in it: columns of its first item,
 * of the last one and of that one's text. */
struct open_list {
    bool open;
    size_t first, item, content;
};

static bool is_item(const struct plain_line *line)
{
    return line->kind == LINE_BULLET || line->kind == LINE_NUMBER;
}

static bool continues_item(const struct plain_line *line, const struct open_list *list)
{
    if (!list->open || line->indent < list->first) {
        return false;
    }
    if (is_item(line)) {
        return line->indent <= list->content + CODE_INDENT;
    }
    return line->indent > list->item && line->indent < list->content + CODE_INDENT;
}

static bool starts_item(const struct plain *plain, const struct plain_line *line,
                        bool code_before)
{
    size_t indent = plain->shape.indent;
    bool ascii = (unsigned char)plain->text.ptr[line->from] < 0x80;
    return is_item(line) && !code_before && line->indent <= indent + LIST_INDENT_MAX &&
           (plain->shape.wrapped || !ascii);
}

/* A line of a wrapped paragraph, or one that is indented as paragraphs open here. */
static bool is_wrapped_prose(const struct plain *plain, size_t i)
{
    const struct plain_line *line = &plain->lines[i];
    bool goes_on = line->flags & LINE_GOES_ON;
    bool comes_on = i > 0 && (line[-1].flags & LINE_GOES_ON);
    return goes_on || comes_on ||
           (plain->shape.first_line_indent > 0 &&
            line->indent == plain->shape.first_line_indent);
}

/* The middle of a line is about where that of the page is. */
static bool is_in_middle(const struct plain_line *line)
{
    size_t middle = line->indent + line->cols / 2u;
    return line->indent >= CODE_INDENT && middle >= MIDDLE_MIN && middle <= MIDDLE_MAX;
}

static bool has_code_signs(struct str s)
{
    for (size_t i = 0; i < s.len && i < CODE_MAX_COLS; i++) {
        if (strchr("=;{}$\\<>|&", s.ptr[i]) != NULL) {
            return true;
        }
    }
    return str_find(s, STR("://")) < s.len;
}

/* A centred line, alone or among others: above all the title's, but for drawings. */
static bool is_centred(const struct plain *plain, size_t i)
{
    const struct plain_line *line = &plain->lines[i], *next = line + 1;
    struct str s = line_str(plain, line);
    size_t pos = 0;
    bool top = i == 0 || (i == 1 && line->blanks == 0);
    bool before = i == 0 || line->blanks > 0 || is_in_middle(line - 1);
    bool after = i + 1 == plain->line_count || next->blanks > 0 || is_in_middle(next);
    bool words = line->kind == LINE_RULE || text_is_word(text_next(s, &pos));
    if (i == 0 && plain->line_count > 1 && after && words && !has_code_signs(s)) {
        return true;
    }
    return is_in_middle(line) && before && after && words &&
           (top || line->indent >= plain->shape.indent + CENTRED_INDENT);
}

static bool is_code(const struct plain *plain, size_t i, const struct open_list *list)
{
    const struct plain_line *line = &plain->lines[i];
    bool code_before = i > 0 && line[-1].kind == LINE_CODE;
    if (line->kind > LINE_QUOTE || line->level > 0 ||
        line->indent < plain->shape.indent + CODE_INDENT ||
        line->cols > CODE_MAX_COLS) {
        return false;
    }
    return !continues_item(line, list) && !starts_item(plain, line, code_before) &&
           !is_wrapped_prose(plain, i) && !is_centred(plain, i);
}

static void mark_code(struct plain *plain)
{
    struct open_list list = {0};
    for (size_t i = 0; i < plain->line_count; i++) {
        struct plain_line *line = &plain->lines[i];
        if (line->kind == LINE_CODE || line->kind == LINE_DROPPED) {
            continue;
        }
        if (is_code(plain, i, &list)) {
            line->kind = LINE_CODE;
        } else if (is_item(line)) {
            bool inside = list.open && line->indent > list.first;
            list =
                (struct open_list){true, inside ? list.first : line->indent,
                                   line->indent, line->indent + mark_cols(plain, line)};
        } else if (line->indent <= list.first) {
            list.open = false;
        }
    }
}

/* A tab or a run of blanks inside the line. Every run holds a place that is looked
 * at. */
static bool has_gap(struct str s)
{
    if (memchr(s.ptr, '\t', s.len) != NULL) {
        return true;
    }
    for (size_t i = GAP_BLANKS - 1; i < s.len; i += GAP_BLANKS) {
        if (s.ptr[i] == ' ') {
            size_t from = i, to = i + 1;
            while (from > 0 && s.ptr[from - 1] == ' ') {
                from--;
            }
            while (to < s.len && s.ptr[to] == ' ') {
                to++;
            }
            if (to - from >= GAP_BLANKS) {
                return true;
            }
        }
    }
    return false;
}

/* True when a word after two blanks begins where a word of `other` does. The longest
 * entry of a column has no wider gap. */
static bool is_aligned(const struct plain *plain, const struct plain_line *line,
                       const struct plain_line *other)
{
    struct str s = line_str(plain, line), o = line_str(plain, other);
    for (size_t i = 2; i < s.len; i++) {
        size_t at = line->indent + i; /* of ASCII; other text is not aligned */
        if (s.ptr[i] == ' ' || s.ptr[i - 1] != ' ' || s.ptr[i - 2] != ' ' ||
            at <= other->indent || at - other->indent >= o.len)
            continue;
        at -= other->indent;
        if (o.ptr[at] != ' ' && o.ptr[at - 1] == ' ')
            return true;
    }
    return false;
}

/* True when the line at `i` is a row of columns, as `after` says of the one before. */
static bool is_row(const struct plain *plain, size_t i, bool after)
{
    const struct plain_line *line = &plain->lines[i], *next = line + 1;
    if (line->kind != LINE_TEXT || line->level > 0 || line->len >= CODE_MAX_COLS)
        return false;
    if (has_gap(line_str(plain, line)) ||
        (after && line->blanks == 0 && is_aligned(plain, line, line - 1)))
        return true;
    return i + 1 < plain->line_count && next->kind == LINE_TEXT && next->blanks == 0 &&
           has_gap(line_str(plain, next)) && is_aligned(plain, line, next);
}

/* Neighbouring lines with gaps are columns, and lines inside a drawn frame are art. */
static void mark_columns(struct plain *plain)
{
    size_t run = 0;
    if (plain->line_count == 0)
        return;
    for (size_t i = 0; i <= plain->line_count; i++) {
        struct plain_line *line = &plain->lines[i];
        bool gap = i < plain->line_count && is_row(plain, i, run > 0);
        if (gap && (run == 0 || line->blanks == 0)) {
            run++;
            continue;
        }
        for (size_t j = i - run; run >= GAP_LINES_MIN && j < i; j++) {
            plain->lines[j].kind = LINE_CODE;
        }
        run = gap ? 1 : 0;
    }
}

/* --- Tables --- */

static size_t count_pipes(struct str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++) {
        count += s.ptr[i] == '|' && (i == 0 || s.ptr[i - 1] != '\\');
    }
    return count;
}

static bool may_be_row(const struct plain *plain, const struct plain_line *line)
{
    return line->kind == LINE_ROW ||
           (line->kind == LINE_TEXT && str_chr(line_str(plain, line), '|') < line->len);
}

/* Rows about a ---|--- line are rows even with no blank about their pipes. */
static void spread_rows(struct plain *plain)
{
    for (size_t i = 1; i < plain->line_count; i++) {
        struct plain_line *line = &plain->lines[i];
        bool joined = line->blanks == 0;
        if (line->kind == LINE_ROW_RULE && joined && may_be_row(plain, line - 1)) {
            line[-1].kind = LINE_ROW;
        } else if (joined && line->kind == LINE_TEXT && may_be_row(plain, line) &&
                   line[-1].kind == LINE_ROW_RULE) {
            line->kind = LINE_ROW;
        } else if (joined && line->kind == LINE_TEXT && line[-1].kind == LINE_ROW &&
                   may_be_row(plain, line) &&
                   count_pipes(line_str(plain, line)) ==
                       count_pipes(line_str(plain, line - 1))) {
            line->kind = LINE_ROW;
        }
    }
}

static bool is_table_part(const struct plain_line *line)
{
    return line->kind == LINE_ROW || line->kind == LINE_ROW_RULE ||
           line->kind == LINE_ART;
}

struct rows {
    size_t rows, rules, arts;
    bool even; /* all rows have as many pipes */
};

static struct rows count_rows(const struct plain *plain, size_t from, size_t to)
{
    struct rows rows = {.even = true};
    size_t pipes = 0;
    for (size_t i = from; i < to; i++) {
        const struct plain_line *line = &plain->lines[i];
        rows.rules += line->kind == LINE_ROW_RULE;
        rows.arts += line->kind == LINE_ART;
        if (line->kind == LINE_ROW) {
            size_t count = count_pipes(line_str(plain, line));
            rows.even &= rows.rows == 0 || count == pipes;
            pipes = count;
            rows.rows++;
        }
    }
    return rows;
}

/* What a run of table lines is: a table, something drawn, or text after all. */
static void settle_rows(struct plain *plain, size_t from, size_t to)
{
    struct rows rows = count_rows(plain, from, to);
    const struct plain_line *line = &plain->lines[from];
    struct str first = line_str(plain, line);
    bool framed = first.ptr[0] == '|' || first.ptr[first.len - 1] == '|';
    bool even = rows.even && rows.rows >= (framed ? 2 : 3) &&
                line->indent < plain->shape.indent + CODE_INDENT;
    bool table = rows.arts == 0 && ((rows.rules > 0 && rows.rows > 0) || even);
    if (table) {
        return;
    }
    bool drawn = rows.arts > 0 && rows.arts + rows.rows + rows.rules > 1;
    for (size_t i = from; i < to; i++) {
        plain->lines[i].kind = drawn ? LINE_CODE : LINE_TEXT;
    }
}

static void mark_tables(struct plain *plain)
{
    spread_rows(plain);
    for (size_t i = 0; i < plain->line_count;) {
        size_t end = i;
        while (end < plain->line_count && is_table_part(&plain->lines[end]) &&
               (end == i || plain->lines[end].blanks == 0)) {
            end++;
        }
        if (end > i) {
            settle_rows(plain, i, end);
        }
        i = end > i ? end : i + 1;
    }
}

/* --- Joining --- */

struct joiner {
    size_t cap;
    uint16_t blanks; /* before the next chunk, over dropped lines */
};

static void add_chunk(struct plain *plain, struct joiner *joiner, size_t first,
                      size_t end)
{
    plain->chunks = mem_grow(plain->chunks, plain->chunk_count, &joiner->cap,
                             sizeof *plain->chunks);
    uint16_t blanks = plain->lines[first].blanks;
    plain->chunks[plain->chunk_count++] = (struct chunk){
        .first = (uint32_t)first,
        .end = (uint32_t)end,
        .blanks = blanks > joiner->blanks ? blanks : joiner->blanks,
        .kind = plain->lines[first].kind,
        .level = plain->lines[first].level,
    };
    joiner->blanks = 0;
}

static size_t text_end(const struct plain *plain, size_t i)
{
    while (plain->lines[i].flags & LINE_GOES_ON) {
        i++;
    }
    return i + 1;
}

/* Code goes on over blank lines; a table and a quote do not. */
static size_t run_end(const struct plain *plain, size_t i)
{
    const struct plain_line *first = &plain->lines[i];
    size_t end = i + 1;
    for (; end < plain->line_count; end++) {
        const struct plain_line *next = &plain->lines[end];
        bool row = is_table_part(first) && is_table_part(next);
        if ((next->kind != first->kind && !row) ||
            (first->kind != LINE_CODE && next->blanks > 0)) {
            break;
        }
    }
    return end;
}

static size_t chunk_end(const struct plain *plain, size_t i)
{
    switch ((enum line_kind)plain->lines[i].kind) {
    case LINE_TEXT:
    case LINE_BULLET:
    case LINE_NUMBER:
        return text_end(plain, i);
    case LINE_ROW:
    case LINE_ROW_RULE:
    case LINE_ART:
    case LINE_QUOTE:
    case LINE_CODE:
        return run_end(plain, i);
    case LINE_RULE:
    case LINE_FENCE:
    case LINE_MARKER:
    case LINE_DROPPED:
        break;
    }
    return i + 1;
}

static void join_lines(struct plain *plain)
{
    struct joiner joiner = {0};
    for (size_t i = 0; i < plain->line_count;) {
        const struct plain_line *line = &plain->lines[i];
        if (line->kind == LINE_DROPPED) {
            joiner.blanks = line->blanks > joiner.blanks ? line->blanks : joiner.blanks;
            i++;
            continue;
        }
        size_t end = chunk_end(plain, i);
        add_chunk(plain, &joiner, i, end);
        i = end;
    }
}

/* --- Verse --- */

static bool is_single_line(const struct plain *plain, const struct chunk *chunk)
{
    const struct plain_line *line = &plain->lines[chunk->first];
    return chunk->kind == LINE_TEXT && chunk->end - chunk->first == 1 &&
           line->cols <= VERSE_MAX_COLS && chunk->level == 0 &&
           (line->flags & LINE_EDITED) == 0;
}

/* Chunks up to the next blank line. */
static size_t block_end(const struct plain *plain, size_t i)
{
    size_t end = i + 1;
    while (end < plain->chunk_count && plain->chunks[end].blanks == 0) {
        end++;
    }
    return end;
}

/* Lines of verse are short and hardly ever sentences. */
static bool is_verse(const struct plain *plain, size_t from, size_t end)
{
    size_t longest = 0, stops = 0, count = end - from;
    for (size_t i = from; i < end; i++) {
        const struct chunk *chunk = &plain->chunks[i];
        const struct plain_line *line = &plain->lines[chunk->first];
        if (!is_single_line(plain, chunk) || line->cols < VERSE_COLS_MIN) {
            return false;
        }
        longest = line->cols > longest ? line->cols : longest;
        stops += str_ends(line_str(plain, line), STR("."));
    }
    if (longest > SENTENCE_COLS && stops * 2 >= count) {
        return false;
    }
    bool many = count >= VERSE_LINES_CLEAR && stops == 0;
    return count > 1 && (many || longest <= VERSE_COLS);
}

/* A block of nothing but short lines is a verse, an address, a menu or a log: its lines
 * belong together, and each ends where it is meant to. */
static void mark_verses(struct plain *plain)
{
    for (size_t i = 0; i < plain->chunk_count;) {
        size_t end = block_end(plain, i);
        bool verse = is_verse(plain, i, end);
        for (; i < end; i++) {
            plain->chunks[i].flags |= verse ? CHUNK_VERSE : 0;
        }
    }
}

/* A '#' is a heading's where there are '##', or where the text opens with it; elsewhere
 * it may be a comment's, or a hash tag's. */
static void settle_hashes(struct plain *plain)
{
    bool deep = false;
    for (size_t i = 0; i < plain->line_count; i++) {
        const struct plain_line *line = &plain->lines[i];
        deep |= (line->flags & LINE_MARKED) && line->level > 1 &&
                line->kind == LINE_TEXT && plain->text.ptr[line->from] == '#';
    }
    for (size_t i = 1; i < plain->line_count && !deep; i++) {
        struct plain_line *line = &plain->lines[i];
        if ((line->flags & LINE_MARKED) && plain->text.ptr[line->from] == '#') {
            line->flags &= (uint8_t)~LINE_MARKED;
            line->level = 0;
        }
    }
}

void plain_chunks(struct plain *plain)
{
    mark_fences(plain);
    mark_tables(plain);
    mark_columns(plain);
    plain_lists(plain);
    plain_wrap(plain);
    mark_code(plain);
    settle_hashes(plain);
    join_lines(plain);
    mark_verses(plain);
}
