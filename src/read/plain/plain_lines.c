/*
 * Plain text cut into lines, and what a line is by its own form. Nothing here knows of
 * other lines but the underline below a heading and the dashes of a rule.
 */
#include "read/plain/plain_lines.h"

#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/text.h"
#include "read/budget.h"

enum {
    ROW_MAX_BYTES = 64 << 10, /* longer lines are no row of a table */
    COLS_SCAN_BYTES = 640,    /* longer lines are wider than anything that matters */
    RULE_MIN = 3,             /* signs in a rule */
    CODE_INDENT = 4,          /* columns that make a '#' a comment's */
    UNDERLINE_SLACK = 8,      /* columns that an underline may be off its heading */
    HEADING_MAX_BYTES = 400,  /* of a line with the marks of a heading */
    MARKER_MAX_BYTES = 8,     /* of a sign for a folded answer, with its variation */
    NUMBER_MAX_DIGITS = 4,    /* of the number of an item: years are none */
};

struct str line_str(const struct plain *plain, const struct plain_line *line)
{
    return (struct str){plain->text.ptr + line->from, line->len};
}

struct str line_body(const struct plain *plain, const struct plain_line *line)
{
    return str_tail(line_str(plain, line), line->mark);
}

/* Columns of a text that begins in column `from`. */
static size_t cols_of(struct str s, size_t from)
{
    size_t cols = 0;
    s = str_slice(s, 0, COLS_SCAN_BYTES);
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        /* From U+3000 (E3) to U+DFFF (ED) nearly all is wide. */
        cols += (c & 0xC0) != 0x80;
        cols += c >= 0xE3 && c <= 0xED;
        if (c == '\t') {
            cols += TEXT_TAB_COLS - 1 - (from + cols - 1) % TEXT_TAB_COLS;
        }
    }
    return cols;
}

/* --- Blanks and line ends --- */

/* Bytes of the blank at `pos`: ASCII, U+00A0, U+3000; 0 when there is none. */
static size_t blank_at(struct str s, size_t pos)
{
    unsigned char c = (unsigned char)s.ptr[pos];
    if (c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r') {
        return 1;
    }
    if (c == 0xC2 && pos + 1 < s.len && (unsigned char)s.ptr[pos + 1] == 0xA0) {
        return 2;
    }
    if (c == 0xE3 && pos + 2 < s.len && memcmp(s.ptr + pos, "\xE3\x80\x80", 3) == 0) {
        return 3;
    }
    return 0;
}

static size_t trimmed_end(struct str s)
{
    size_t end = s.len;
    while (end > 0) {
        size_t width = 1;
        if (blank_at(s, end - 1) != 1) {
            width = end >= 2 && blank_at(s, end - 2) == 2 ? 2 : 3;
            if (end < width || blank_at(s, end - width) != width) {
                break;
            }
        }
        end -= width;
    }
    return end;
}

/* The first byte after the indent; `*cols` is its width. */
static size_t indent_of(struct str s, size_t *cols)
{
    size_t pos = 0;
    *cols = 0;
    while (pos < s.len) {
        size_t width = blank_at(s, pos);
        if (width == 0) {
            break;
        }
        if (s.ptr[pos] == '\t') {
            *cols += TEXT_TAB_COLS - *cols % TEXT_TAB_COLS;
        } else if (s.ptr[pos] != '\f') {
            *cols += width != 3; /* ideographic blanks open a paragraph, not code */
        }
        pos += width;
    }
    return pos;
}

/* --- Forms --- */

static bool is_rule(struct str s)
{
    size_t count = 0;
    char sign = s.ptr[0];
    if (strchr("-=*_~#^", sign) == NULL) {
        return false;
    }
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == sign) {
            count++;
        } else if (s.ptr[i] != ' ') {
            return false;
        }
    }
    return count >= RULE_MIN;
}

/* U+2500-U+257F: box drawing, and U+2014 in a row. */
static bool is_box_rule(struct str s)
{
    if (s.len < 9 || s.len % 3 != 0) {
        return false;
    }
    for (size_t i = 0; i < s.len; i += 3) {
        unsigned char b = (unsigned char)s.ptr[i + 1];
        bool box = b == 0x94 || b == 0x95;
        bool dash = b == 0x80 && (unsigned char)s.ptr[i + 2] == 0x94;
        if ((unsigned char)s.ptr[i] != 0xE2 || (!box && !dash)) {
            return false;
        }
    }
    return true;
}

static bool only_of(struct str s, const char *signs)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\0' || strchr(signs, s.ptr[i]) == NULL) {
            return false;
        }
    }
    return true;
}

static bool is_row_rule(struct str s)
{
    return only_of(s, "-:| \t") && str_chr(s, '|') < s.len &&
           str_find(s, STR("--")) < s.len;
}

/* A row ends in a pipe after a blank, starts with one, or has blanks around one. */
static bool is_row(struct str s)
{
    if (str_chr(s, '|') == s.len) {
        return false;
    }
    return str_find(s, STR(" | ")) < s.len || (s.len > 2 && str_ends(s, STR(" |"))) ||
           (s.len > 2 && str_starts(s, STR("| ")));
}

static bool is_art(struct str s)
{
    return s.len > 3 && s.ptr[0] == '+' && only_of(s, "+-=| \t:") &&
           (str_find(s, STR("--")) < s.len || str_find(s, STR("==")) < s.len);
}

/* Opens with a box drawing sign. */
static bool is_box_art(struct str s)
{
    return s.len > 3 && (unsigned char)s.ptr[0] == 0xE2 &&
           ((unsigned char)s.ptr[1] == 0x94 || (unsigned char)s.ptr[1] == 0x95);
}

static bool is_fence(struct str s)
{
    return (str_starts(s, STR("```")) && str_chr(str_tail(s, 3), '`') >= s.len - 3) ||
           str_starts(s, STR("~~~"));
}

/* The first bytes of all bullets: most lines are no item, which this finds at once. */
static bool may_be_bullet(unsigned char c)
{
    return c == '-' || c == '*' || c == '+' || c == 0xC2 || c == 0xE2 || c == 0xE3 ||
           c == 0xEF;
}

/* Bytes of a bullet with the blanks after it; 0 when there is none. */
static size_t bullet_mark(struct str s)
{
    static const struct str bullets[] = {
        STR_INIT("-"), STR_INIT("*"), STR_INIT("+"),  STR_INIT("•"),
        STR_INIT("–"), STR_INIT("‣"), STR_INIT("◦"),  STR_INIT("▪"),
        STR_INIT("▫"), STR_INIT("●"), STR_INIT("○"),  STR_INIT("■"),
        STR_INIT("□"), STR_INIT("·"), STR_INIT("∙"),  STR_INIT("⁃"),
        STR_INIT("➢"), STR_INIT("➤"), STR_INIT("►"),  STR_INIT("▸"),
        STR_INIT("✓"), STR_INIT("✔"), STR_INIT("・"), STR_INIT("\xEF\x82\xB7"),
    };
    if (!may_be_bullet((unsigned char)s.ptr[0])) {
        return 0;
    }
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        if (!str_starts(s, bullets[i])) {
            continue;
        }
        size_t len = bullets[i].len, cols;
        size_t blanks = indent_of(str_tail(s, len), &cols);
        bool glued = bullets[i].len > 1 && !str_eq(bullets[i], STR("–"));
        return (blanks > 0 || glued) && len + blanks < s.len ? len + blanks : 0;
    }
    return 0;
}

/* Bytes of "12. " or "12) "; 0 when there is none. */
static size_t number_mark(struct str s)
{
    size_t digits = 0;
    while (digits < s.len && digits <= NUMBER_MAX_DIGITS &&
           ascii_is_digit(s.ptr[digits])) {
        digits++;
    }
    if (digits == 0 || digits >= NUMBER_MAX_DIGITS || digits >= s.len ||
        (s.ptr[digits] != '.' && s.ptr[digits] != ')')) {
        return 0;
    }
    size_t cols;
    size_t blanks = indent_of(str_tail(s, digits + 1), &cols);
    return blanks > 0 && digits + 1 + blanks < s.len ? digits + 1 + blanks : 0;
}

static size_t quote_mark(struct str s)
{
    size_t pos = 0;
    while (pos < s.len && pos < UINT8_MAX - 1 &&
           (s.ptr[pos] == '>' || s.ptr[pos] == ' ')) {
        pos++;
    }
    return pos;
}

/* The signs that scraped pages leave where a click unfolds an answer. */
static bool is_marker(struct str s)
{
    static const struct str markers[] = {
        STR_INIT("▼"),   STR_INIT("▾"), STR_INIT("▽"),   STR_INIT("▿"), STR_INIT("▶"),
        STR_INIT("►"),   STR_INIT("▸"), STR_INIT("▷"),   STR_INIT("⌄"), STR_INIT("❯"),
        STR_INIT("⮟"), STR_INIT("🔽"), STR_INIT("⏷"), STR_INIT("➕"), STR_INIT("＋"),
        STR_INIT("﹀"),  STR_INIT("˅"),
    };
    struct str variation = STR("\xEF\xB8\x8F");
    if (s.len > MARKER_MAX_BYTES || (unsigned char)s.ptr[0] < 0x80) {
        return false;
    }
    if (str_ends(s, variation)) {
        s.len -= variation.len;
    }
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
        if (str_eq(s, markers[i])) {
            return true;
        }
    }
    return false;
}

/* == Heading ==: the level by the signs, 0 when it is none. */
static uint8_t wiki_level(struct str s)
{
    size_t n = 0;
    while (n < s.len && s.ptr[n] == '=') {
        n++;
    }
    if (n < 2 || n > 6 || s.len < 2 * n + 1 || s.ptr[n] == '>' ||
        s.ptr[s.len - n - 1] == '=') {
        return 0;
    }
    for (size_t i = s.len - n; i < s.len; i++) {
        if (s.ptr[i] != '=') {
            return 0;
        }
    }
    return (uint8_t)n;
}

/* ## Heading: its level. A single '#' may be a comment: it needs others (chunks). */
static uint8_t hash_level(struct str s)
{
    size_t n = 0;
    while (n < s.len && s.ptr[n] == '#') {
        n++;
    }
    return n >= 1 && n <= 6 && n + 1 < s.len && s.ptr[n] == ' ' ? (uint8_t)n : 0;
}

static void mark_heading(struct plain_line *line, struct str s)
{
    if (s.len > HEADING_MAX_BYTES) {
        return;
    }
    uint8_t level = s.ptr[0] == '='   ? wiki_level(s)
                    : s.ptr[0] == '#' ? hash_level(s)
                                      : 0;
    if (level > 0) {
        line->level = level;
        line->flags |= LINE_MARKED;
    }
}

static void set_mark(struct plain_line *line, enum line_kind kind, size_t mark)
{
    line->kind = (uint8_t)kind;
    line->mark = (uint8_t)(mark < UINT8_MAX ? mark : UINT8_MAX);
}

/* Lines with a pipe that are rows, or what parts them. */
static bool classify_row(struct plain_line *line, struct str s)
{
    if (memchr(s.ptr, '|', s.len) == NULL) {
        return false;
    }
    if (is_row_rule(s)) {
        line->kind = LINE_ROW_RULE;
    } else if (is_row(s) && bullet_mark(s) == 0 && number_mark(s) == 0) {
        line->kind = LINE_ROW;
    }
    return line->kind != LINE_TEXT;
}

/* Lines that open with a sign of their own. */
static void classify_sign(struct plain_line *line, struct str s)
{
    size_t mark;
    if (is_rule(s) || is_box_rule(s)) {
        line->kind = LINE_RULE;
    } else if (is_art(s) || is_box_art(s)) {
        line->kind = LINE_ART;
    } else if (is_fence(s)) {
        line->kind = LINE_FENCE;
    } else if (s.ptr[0] == '>') {
        set_mark(line, LINE_QUOTE, quote_mark(s));
    } else if (line->indent < CODE_INDENT && is_marker(s)) {
        line->kind = LINE_MARKER;
    } else if ((mark = bullet_mark(s)) > 0) {
        set_mark(line, LINE_BULLET, mark);
    } else if (line->indent < CODE_INDENT) {
        mark_heading(line, s);
    }
}

static void classify(struct plain_line *line, struct str s)
{
    if (s.len <= ROW_MAX_BYTES && classify_row(line, s)) {
        return;
    }
    size_t mark;
    if (ascii_is_digit(s.ptr[0])) {
        if ((mark = number_mark(s)) > 0) {
            set_mark(line, LINE_NUMBER, mark);
        }
    } else if (!ascii_is_letter(s.ptr[0])) {
        classify_sign(line, s);
    }
}

/* --- Underlines --- */

static bool can_be_underlined(const struct plain_line *line)
{
    return (line->kind == LINE_TEXT || line->kind == LINE_NUMBER) &&
           line->len <= HEADING_MAX_BYTES;
}

static bool underlines(const struct plain *plain, const struct plain_line *rule,
                       const struct plain_line *line)
{
    char sign = plain->text.ptr[rule->from];
    size_t cols = (size_t)line->cols, mark = rule->len;
    if (rule->blanks > 0 || strchr("=-~^*#+\"", sign) == NULL ||
        str_chr(line_str(plain, rule), ' ') < rule->len) {
        return false;
    }
    return mark + UNDERLINE_SLACK >= cols && mark <= cols + 2 * UNDERLINE_SLACK;
}

/* "* Title *" between two lines of stars: the stars beside it are the box's. */
static void take_out_of_box(const struct plain *plain, struct plain_line *line,
                            char sign)
{
    struct str s = line_str(plain, line);
    if (s.ptr[0] != sign || (line->kind != LINE_BULLET && line->kind != LINE_TEXT)) {
        return;
    }
    while (s.len > 0 && (s.ptr[0] == sign || s.ptr[0] == ' ')) {
        s = str_tail(s, 1);
    }
    while (s.len > 0 && (s.ptr[s.len - 1] == sign || s.ptr[s.len - 1] == ' ')) {
        s.len--;
    }
    if (s.len > 0) {
        line->kind = LINE_TEXT;
        line->flags &= (uint8_t)~LINE_MARKED;
        line->mark = 0;
        line->from = (uint32_t)(s.ptr - plain->text.ptr);
        line->len = (uint32_t)s.len;
        line->cols = (uint16_t)cols_of(s, line->indent);
    }
}

/* Lines above a rule become headings; the rule, and its twin above, go. Levels follow
 * the order in which the signs are first seen. */
static void find_underlines(struct plain *plain)
{
    char seen[8];
    size_t seen_count = 0;
    for (size_t i = 1; i < plain->line_count; i++) {
        struct plain_line *rule = &plain->lines[i], *line = rule - 1;
        if (rule->kind != LINE_RULE || rule->blanks > 0) {
            continue;
        }
        bool over = i >= 2 && line->blanks == 0 && line[-1].kind == LINE_RULE &&
                    plain->text.ptr[line[-1].from] == plain->text.ptr[rule->from];
        bool boxed = over && line[-1].len == rule->len;
        if (boxed) {
            take_out_of_box(plain, line, plain->text.ptr[rule->from]);
        }
        if (!can_be_underlined(line) || (!boxed && !underlines(plain, rule, line))) {
            continue;
        }
        bool exact = rule->len == line->cols;
        if (i >= 2 && line->blanks == 0 && !over && !exact &&
            line[-1].kind == LINE_TEXT) {
            continue; /* the last line of a paragraph */
        }
        char sign = plain->text.ptr[rule->from];
        size_t level = 0;
        while (level < seen_count && seen[level] != sign) {
            level++;
        }
        if (level == seen_count && seen_count < sizeof seen) {
            seen[seen_count++] = sign;
        }
        line->flags |= LINE_UNDERLINED;
        line->level = (uint8_t)(level + 1 < 6 ? level + 1 : 6);
        rule->kind = LINE_DROPPED;
        if (over) {
            line->blanks = line[-1].blanks;
            line[-1].kind = LINE_DROPPED;
        }
    }
}

/* --- Splitting --- */

static uint16_t one_more(uint16_t count)
{
    return count < UINT16_MAX ? (uint16_t)(count + 1) : count;
}

struct line_cutter {
    size_t cap;
    uint32_t number;
    uint16_t blanks;
    bool page; /* a form feed since the last line */
};

static void add_line(struct plain *plain, struct line_cutter *cutter, struct str raw)
{
    size_t cols;
    struct str s = {raw.ptr, trimmed_end(raw)};
    size_t start = indent_of(s, &cols);
    struct str content = str_tail(s, start);
    cutter->page |=
        memchr(raw.ptr, '\f', start < raw.len ? start + 1 : raw.len) != NULL;
    if (content.len == 0) {
        cutter->blanks = one_more(cutter->blanks);
        return;
    }
    plain->lines =
        mem_grow(plain->lines, plain->line_count, &cutter->cap, sizeof *plain->lines);
    struct plain_line *line = &plain->lines[plain->line_count++];
    *line = (struct plain_line){
        .from = (uint32_t)(content.ptr - plain->text.ptr),
        .len = (uint32_t)content.len,
        .number = cutter->number,
        .blanks = cutter->blanks,
        .cols = (uint16_t)cols_of(content, cols),
        .indent = (uint16_t)(cols < UINT16_MAX ? cols : UINT16_MAX),
        .flags = cutter->page ? LINE_PAGE : 0,
    };
    classify(line, content);
    cutter->blanks = 0;
    cutter->page = false;
}

void plain_lines(struct plain *plain)
{
    struct line_cutter cutter = {.number = plain->first_line};
    struct str rest = plain->text;
    for (struct str raw; str_cut(&rest, '\n', &raw);) {
        if (plain->line_count == BUDGET_LINES_MAX) {
            plain->doc->is_over = true;
            return;
        }
        if (raw.len > 0) {
            add_line(plain, &cutter, raw);
        } else {
            cutter.blanks = one_more(cutter.blanks);
        }
        cutter.number++;
    }
    find_underlines(plain);
}

/* --- The shape of the text --- */

enum {
    PROSE_COLS = 50, /* wide enough to be prose */
    INDENT_MAX = 40,
    INDENT_PERCENT = 25, /* of the long lines are indented no farther */
};

static size_t percentile(const uint32_t *counts, size_t size, size_t total,
                         size_t percent)
{
    size_t sum = 0;
    for (size_t i = 0; i < size; i++) {
        sum += counts[i];
        if (sum * 100 >= total * percent && sum > 0) {
            return i;
        }
    }
    return size - 1;
}

/* The indent of the whole text: where lines that are long enough for prose begin. */
void plain_shape(struct plain *plain)
{
    uint32_t indents[INDENT_MAX + 1] = {0};
    size_t total = 0;
    for (size_t i = 0; i < plain->line_count; i++) {
        const struct plain_line *line = &plain->lines[i];
        if (line->kind == LINE_TEXT && line->len >= PROSE_COLS) {
            indents[line->indent <= INDENT_MAX ? line->indent : INDENT_MAX]++;
            total++;
        }
    }
    if (total > 0) {
        plain->shape.indent =
            (uint16_t)percentile(indents, INDENT_MAX + 1, total, INDENT_PERCENT);
    }
}
