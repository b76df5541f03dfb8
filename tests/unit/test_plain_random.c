/*
 * Plain texts composed at random of blocks of every kind, each word in them only once:
 * all words are shown, once and in order; a wrapped paragraph is one line, the lines of
 * a verse are as many, and each item opens with its mark.
 */
#include "reading_plain.h"

#include <stdlib.h>

enum { TEXTS = 1500, BLOCKS_MAX = 9, CHECKS_MAX = 400 };

/* Two words, and whether they have to stand on one line of what is shown. */
struct check {
    char first[24], second[24];
    bool same_line;
};

struct maker {
    uint32_t random;
    uint32_t words; /* made so far */
    size_t width;
    struct buf text;
    struct check checks[CHECKS_MAX];
    size_t check_count;
};

static uint32_t roll(struct maker *maker, uint32_t below)
{
    maker->random = maker->random * 1664525u + 1013904223u;
    return (maker->random >> 8) % below;
}

/* The next word: no two are equal, and all look like words. */
static const char *next_word(struct maker *maker, char word[static 24], bool capital)
{
    static const char *const parts[] = {"ba", "den", "fi",  "gor", "hu",  "kel",
                                        "lo", "mi",  "nar", "pe",  "ris", "sol",
                                        "tu", "vem", "wa",  "zin"};
    size_t len = 0;
    for (uint32_t n = ++maker->words; n > 0; n /= 16)
        len += (size_t)snprintf(word + len, 24 - len, "%s", parts[n % 16]);
    if (roll(maker, 3) == 0)
        snprintf(word + len, 24 - len, "%s", "ing");
    if (capital)
        word[0] = (char)(word[0] - 'a' + 'A');
    return word;
}

static void must(struct maker *maker, const char *first, const char *second, bool same)
{
    struct check *check = &maker->checks[maker->check_count];
    if (maker->check_count == CHECKS_MAX)
        return;
    maker->check_count++;
    snprintf(check->first, sizeof check->first, "%s", first);
    snprintf(check->second, sizeof check->second, "%s", second);
    check->same_line = same;
}

/* Wraps sentences of `count` words; all lines but the first open with `hang`. The first
 * line has `cols` columns already. Writes the first and the last word. */
static void put_prose(struct maker *maker, size_t count, size_t cols, const char *hang,
                      char first[static 24], char last[static 24])
{
    char word[24];
    size_t sentence = 0;
    for (size_t i = 0; i < count; i++) {
        next_word(maker, word, sentence == 0);
        bool end = i + 1 == count || (sentence > 5 && roll(maker, 9) == 0);
        const char *stop = end ? "." : roll(maker, 9) == 0 ? "," : "";
        size_t len = strlen(word) + strlen(stop);
        if (i > 0 && cols + 1 + len > maker->width) {
            buf_printf(&maker->text, "\n%s", hang);
            cols = strlen(hang);
        } else if (i > 0) {
            buf_putc(&maker->text, ' ');
            cols++;
        }
        buf_printf(&maker->text, "%s%s", word, stop);
        cols += len;
        sentence = end ? 0 : sentence + 1;
        if (i == 0)
            snprintf(first, 24, "%s", word);
        snprintf(last, 24, "%s", word);
    }
    buf_putc(&maker->text, '\n');
}

static void put_paragraph(struct maker *maker)
{
    char first[24], last[24];
    put_prose(maker, 18 + roll(maker, 80), 0, "", first, last);
    must(maker, first, last, true);
}

/* Long enough to show how wide the text is. */
static void put_opening(struct maker *maker)
{
    char first[24], last[24];
    put_prose(maker, 60 + roll(maker, 60), 0, "", first, last);
    must(maker, first, last, true);
}

static void put_note(struct maker *maker)
{
    static const char *const labels[] = {"Note: ", "Warning: ", "N.B. "};
    const char *label = labels[roll(maker, 3)];
    char first[24], last[24], hang[24];
    snprintf(hang, sizeof hang, "%*s", (int)strlen(label), "");
    buf_puts(&maker->text, str_from(label));
    put_prose(maker, 20 + roll(maker, 30), strlen(label), hang, first, last);
    must(maker, first, last, true);
}

static void put_verse(struct maker *maker)
{
    size_t lines = 2 + roll(maker, 4);
    char word[24], before[24] = "";
    for (size_t i = 0; i < lines; i++) {
        next_word(maker, word, true);
        buf_puts(&maker->text, str_from(word));
        if (i > 0)
            must(maker, before, word, false);
        snprintf(before, sizeof before, "%s", word);
        for (uint32_t k = roll(maker, 4); k > 0; k--)
            buf_printf(&maker->text, " %s", next_word(maker, word, false));
        buf_putc(&maker->text, '\n');
    }
}

static void put_mark(char mark[static 24], uint32_t form, size_t i)
{
    static const char *const romans[] = {"i", "ii", "iii", "iv", "v", "vi"};
    static const char *const signs[] = {"-", "*", "+", "o", "--", "•", "·", "–"};
    int letter = 'a' + (int)i;
    if (form < 8)
        snprintf(mark, 24, "%s ", signs[form]);
    else if (form == 8)
        snprintf(mark, 24, "%zu. ", i + 1);
    else if (form == 9)
        snprintf(mark, 24, "(%zu) ", i + 1);
    else if (form == 10)
        snprintf(mark, 24, "%c) ", letter);
    else if (form == 11)
        snprintf(mark, 24, "(%c) ", letter);
    else if (form == 12)
        snprintf(mark, 24, "%s. ", romans[i]);
    else
        snprintf(mark, 24, "%zu) ", i + 1);
}

static void put_list(struct maker *maker)
{
    uint32_t form = roll(maker, 14), inner = roll(maker, 14);
    size_t items = 2 + roll(maker, 4);
    bool airy = roll(maker, 3) == 0;
    char mark[24], hang[48], first[24], last[24], before[24] = "";
    for (size_t i = 0; i < items; i++) {
        put_mark(mark, form, i);
        int cols =
            (int)str_from(mark).len - (form >= 5 && form < 8 ? (form == 6 ? 1 : 2) : 0);
        snprintf(hang, sizeof hang, "%*s", cols, "");
        buf_printf(&maker->text, "%s%s", airy && i > 0 ? "\n" : "", mark);
        put_prose(maker, 2 + roll(maker, 24), (size_t)cols, hang, first, last);
        must(maker, first, last, true);
        if (i > 0)
            must(maker, before, first, false);
        snprintf(before, sizeof before, "%s", last);
        for (size_t k = 0; inner != form && i == 0 && k < 2; k++) {
            put_mark(mark, inner, k);
            buf_printf(&maker->text, "%s%s", hang, mark);
            next_word(maker, first, false);
            buf_printf(&maker->text, "%s\n", first);
            must(maker, before, first, false);
            snprintf(before, sizeof before, "%s", first);
        }
    }
}

/* A term, and what it means below it, indented. */
static void put_terms(struct maker *maker)
{
    char first[24], last[24], term[24], before[24] = "";
    for (int i = 0; i < 3; i++) {
        next_word(maker, term, false);
        buf_printf(&maker->text, "  --%s\n        ", term);
        put_prose(maker, 14 + roll(maker, 30), 8, "        ", first, last);
        must(maker, first, last, true);
        must(maker, term, first, false);
        if (i > 0)
            must(maker, before, term, false);
        snprintf(before, sizeof before, "%s", last);
    }
}

/* Prose that is indented as a whole is no code. */
static void put_indented(struct maker *maker)
{
    const char *indent = roll(maker, 2) ? "    " : "        ";
    buf_puts(&maker->text, str_from(indent));
    char first[24], last[24];
    put_prose(maker, 30 + roll(maker, 40), strlen(indent), indent, first, last);
    must(maker, first, last, true);
}

/* A paragraph that opens with an indent, and another one right below it. */
static void put_opened(struct maker *maker)
{
    char first[24], last[24], before[24] = "";
    for (int i = 0; i < 2; i++) {
        buf_puts(&maker->text, STR("   "));
        put_prose(maker, 25 + roll(maker, 50), 3, "", first, last);
        must(maker, first, last, true);
        if (i > 0)
            must(maker, before, first, false);
        snprintf(before, sizeof before, "%s", last);
    }
}

/* An item with a paragraph of its own. */
static void put_long_item(struct maker *maker)
{
    buf_puts(&maker->text, STR("* "));
    char first[24], last[24], before[24];
    put_prose(maker, 10 + roll(maker, 30), 2, "  ", first, before);
    must(maker, first, before, true);
    buf_puts(&maker->text, STR("\n  "));
    put_prose(maker, 20 + roll(maker, 30), 2, "  ", first, last);
    must(maker, first, last, true);
    must(maker, before, first, false);
}

static void put_reply(struct maker *maker)
{
    buf_puts(&maker->text, STR(">> "));
    char first[24], last[24], before[24];
    put_prose(maker, 20 + roll(maker, 20), 3, ">> ", first, before);
    must(maker, first, before, true);
    buf_puts(&maker->text, STR("> "));
    put_prose(maker, 20 + roll(maker, 20), 2, "> ", first, last);
    must(maker, first, last, true);
    must(maker, before, first, false);
}

static void put_table(struct maker *maker)
{
    char word[3][24];
    for (int row = 0; row < 4; row++) {
        if (row == 1)
            buf_puts(&maker->text, STR("|---|---|---|\n"));
        for (int i = 0; i < 3; i++)
            next_word(maker, word[i], row == 0);
        buf_printf(&maker->text, "| %s | %s | %s |\n", word[0], word[1], word[2]);
        must(maker, word[0], word[2], true);
    }
}

static void put_code(struct maker *maker)
{
    char a[24], b[24], before[24] = "";
    for (int i = 0; i < 3; i++) {
        next_word(maker, a, false);
        next_word(maker, b, false);
        buf_printf(&maker->text, "    %s(%s);\n", a, b);
        if (i > 0)
            must(maker, before, a, false);
        snprintf(before, sizeof before, "%s", b);
    }
}

static void put_quote(struct maker *maker)
{
    buf_puts(&maker->text, STR("> "));
    char first[24], last[24];
    put_prose(maker, 20 + roll(maker, 30), 2, "> ", first, last);
    must(maker, first, last, true);
}

static void put_heading(struct maker *maker)
{
    char first[24], second[24];
    next_word(maker, first, true);
    next_word(maker, second, false);
    size_t cols = strlen(first) + 1 + strlen(second);
    buf_printf(&maker->text, "%s %s\n", first, second);
    buf_repeat(&maker->text, roll(maker, 2) ? '=' : '-', cols);
    buf_putc(&maker->text, '\n');
    must(maker, first, second, true);
}

static void put_drawing(struct maker *maker)
{
    char a[24], b[24];
    next_word(maker, a, false);
    next_word(maker, b, false);
    buf_printf(&maker->text, "+------------+\n| %-10s |\n| %-10s |\n+------------+\n",
               a, b);
    must(maker, a, b, false);
}

static void put_log(struct maker *maker)
{
    char first[24], word[24], before[24] = "";
    for (int i = 0; i < 4; i++) {
        next_word(maker, first, false);
        buf_printf(&maker->text, "2031-04-0%d 12:0%d:17 %s", i + 1, i, first);
        for (int k = 0; k < 6; k++)
            buf_printf(&maker->text, " %s", next_word(maker, word, false));
        buf_putc(&maker->text, '\n');
        if (i > 0)
            must(maker, before, first, false);
        snprintf(before, sizeof before, "%s", first);
    }
}

static void put_columns(struct maker *maker)
{
    char a[24], b[24];
    for (int i = 0; i < 3; i++) {
        next_word(maker, a, false);
        next_word(maker, b, false);
        buf_printf(&maker->text, "%-24s%s\n", a, b);
        must(maker, a, b, true);
    }
}

static void make_text(struct maker *maker, uint32_t seed)
{
    static void (*const blocks[])(struct maker *) = {
        put_paragraph, put_paragraph, put_note,      put_verse,     put_list,
        put_list,      put_table,     put_code,      put_quote,     put_heading,
        put_drawing,   put_log,       put_columns,   put_paragraph, put_terms,
        put_indented,  put_opened,    put_long_item, put_reply};
    static const size_t widths[] = {60, 66, 70, 72, 76, 79};
    *maker = (struct maker){.random = seed * 2654435761u + 1};
    maker->width = widths[roll(maker, 6)];
    size_t count = 2 + roll(maker, BLOCKS_MAX - 2);
    put_opening(maker);
    for (size_t i = 0; i < count; i++) {
        buf_putc(&maker->text, '\n');
        blocks[roll(maker, sizeof blocks / sizeof *blocks)](maker);
    }
    buf_putc(&maker->text, '\0');
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The next run of letters that is a made word: marks and labels are shorter, or have
 * another form where they are shown. */
static bool cut_word(const char **at, char word[static 24])
{
    for (;;) {
        size_t len = 0;
        while (**at != '\0' && !is_letter(**at))
            ++*at;
        if (**at == '\0')
            return false;
        while (is_letter((*at)[len]))
            len++;
        const char *start = *at;
        *at += len;
        if (len >= 24)
            len = 23;
        memcpy(word, start, len);
        word[len] = '\0';
        bool label = !strcmp(word, "Note") || !strcmp(word, "Warning");
        bool mark = len < 2 || strspn(word, "ivNB") == len;
        if (!label && !mark)
            return true;
    }
}

static const char *find_word(const char *text, const char *word)
{
    char found[24];
    for (const char *at = text; cut_word(&at, found);)
        if (!strcmp(found, word))
            return at;
    return NULL;
}

static void fail_with(const struct maker *maker, const struct reading *reading,
                      uint32_t seed, const char *why, const char *a, const char *b)
{
    fprintf(stderr, "text %u, %s: %s, %s\n--- text\n%s--- shown\n%s\n", (unsigned)seed,
            why, a, b, maker->text.data, reading->out.data);
    fail();
}

static void assert_words(const struct maker *maker, const struct reading *reading,
                         uint32_t seed)
{
    const char *source = maker->text.data, *shown = reading->out.data;
    char a[24] = "", b[24] = "";
    for (;;) {
        bool more_a = cut_word(&source, a), more_b = cut_word(&shown, b);
        if (more_a != more_b || (more_a && strcmp(a, b) != 0))
            fail_with(maker, reading, seed, "a word is lost or moved", a, b);
        if (!more_a)
            return;
    }
}

static void assert_lines(const struct maker *maker, const struct reading *reading,
                         uint32_t seed)
{
    for (size_t i = 0; i < maker->check_count; i++) {
        const struct check *check = &maker->checks[i];
        const char *first = find_word(reading->out.data, check->first);
        const char *second = find_word(reading->out.data, check->second);
        assert_non_null(first);
        assert_non_null(second);
        bool same = memchr(first, '\n', (size_t)(second - first)) == NULL;
        if (same != check->same_line)
            fail_with(maker, reading, seed, same ? "lines are glued" : "a line is torn",
                      check->first, check->second);
    }
}

static void words_and_lines_are_kept(void **state)
{
    (void)state;
    static struct maker maker;
    for (uint32_t seed = 0; seed < TEXTS; seed++) {
        make_text(&maker, seed);
        struct reading reading;
        read_text(&reading, maker.text.data);
        doc_plain(reading.doc, 0, reading.doc->node_count, &reading.out);
        buf_putc(&reading.out, '\0');
        assert_words(&maker, &reading, seed);
        assert_lines(&maker, &reading, seed);
        end_reading(&reading);
        buf_release(&maker.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_lines_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
