/*
 * How fast an article becomes lines: reading, extraction, layout and find, over an
 * article that is made here, the same every time. Prints JSON Lines; times are medians.
 *
 *     bench_read [MEGABYTES]           measures (10 MB)
 *     bench_read --write MEGABYTES     writes the Markdown article to standard output
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/buf.h"
#include "base/text.h"
#include "extract/extract.h"
#include "layout/layout.h"
#include "read/read.h"

enum { ROUNDS = 5, WIDTH_COLS = 80 };

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* --- The article ---------------------------------------------------------------- */

static uint32_t draw(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525 + 1013904223;
    return (*state >> 8) % below;
}

static void put_words(struct buf *out, uint32_t *state, uint32_t count, bool markup)
{
    static const char *const words[] = {
        "harbour", "the",   "of",    "treaty", "and",   "a",       "river", "between",
        "council", "grain", "under", "winter", "to",    "letters", "that",  "was",
        "crossed", "is",    "café",  "first",  "seven", "no",      "law",   "answered",
    };
    /* What an article of its kind carries: markup on one word in 25. */
    static const char *const marks[][2] = {
        {"*", "*"}, {"**", "**"}, {"[", "](other.md#part)"}, {"`", "`"}, {"[[", "]]"},
    };
    for (uint32_t i = 0; i < count; i++) {
        uint32_t look = markup ? draw(state, 125) : 5;
        bool marked = look < sizeof marks / sizeof marks[0];
        buf_printf(out, "%s%s%s", marked ? marks[look][0] : "",
                   words[draw(state, sizeof words / sizeof words[0])],
                   marked ? marks[look][1] : "");
        buf_puts(out, i + 1 == count ? STR(".") : i % 12 == 11 ? STR(",\n") : STR(" "));
    }
    buf_puts(out, STR("\n\n"));
}

static void put_part(struct buf *out, uint32_t *state, uint32_t part, bool markup)
{
    switch (part % 16) {
    case 0:
        buf_printf(out, markup ? "## Part %u of it\n\n" : "Part %u of it\n\n", part);
        break;
    case 5:
        for (int i = 0; i < 5; i++) {
            buf_puts(out, STR("- "));
            put_words(out, state, 4 + draw(state, 9), markup);
            buf_truncate(out, out->len - 1);
        }
        buf_putc(out, '\n');
        break;
    case 9:
        for (int row = 0; markup && row < 6; row++)
            buf_puts(out, row == 1 ? STR("|---|:-:|--:|\n")
                                   : STR("| grain | of the river | 17 |\n"));
        buf_putc(out, '\n');
        break;
    case 13:
        buf_puts(out, markup ? STR("> ") : STR("Letters: "));
        put_words(out, state, 20, markup);
        break;
    default:
        put_words(out, state, 40 + draw(state, 60), markup);
        break;
    }
}

static void make_article(struct buf *out, size_t bytes, bool markup)
{
    uint32_t state = 7;
    buf_puts(out, markup ? STR("# An article\n\n") : STR("An article\n\n"));
    for (uint32_t part = 0; out->len < bytes; part++)
        put_part(out, &state, part, markup);
}

/* --- Measuring ------------------------------------------------------------------ */

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return left < right ? -1 : left > right;
}

static double median(double times[ROUNDS])
{
    qsort(times, ROUNDS, sizeof times[0], compare);
    return times[ROUNDS / 2];
}

static void print_speed(const char *what, const char *format, size_t bytes, double s)
{
    printf("{\"bench\":\"%s\",\"format\":\"%s\",\"bytes\":%zu,\"ms\":%.1f,"
           "\"mb_per_s\":%.1f}\n",
           what, format, bytes, s * 1e3, (double)bytes / 1e6 / s);
}

static void measure(const char *name, enum doc_format format, struct str raw)
{
    double read[ROUNDS], extract[ROUNDS], layout[ROUNDS], find[ROUNDS], all[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        struct arena arena = {0}, lines_arena = {0};
        double start = now_s();
        struct doc *doc = read_document(&arena, format, raw);
        double was_read = now_s();
        extract_all(&arena, doc);
        double was_extracted = now_s();
        struct layout_options options = {.width_cols = WIDTH_COLS};
        struct layout *lines = layout_new(&lines_arena, doc, &options);
        double was_laid_out = now_s();
        layout_find(&lines_arena, lines, STR("winter"));
        find[i] = now_s() - was_laid_out;
        read[i] = was_read - start;
        extract[i] = was_extracted - was_read;
        layout[i] = was_laid_out - was_extracted;
        all[i] = was_laid_out - start;
        arena_release(&lines_arena);
        arena_release(&arena);
    }
    print_speed("read", name, raw.len, median(read));
    print_speed("extract", name, raw.len, median(extract));
    print_speed("layout", name, raw.len, median(layout));
    print_speed("find", name, raw.len, median(find));
    print_speed("open", name, raw.len, median(all));
}

int main(int argc, char **argv)
{
    struct buf article = {0};
    bool write_only = argc > 2 && strcmp(argv[1], "--write") == 0;
    size_t megabytes = argc > 1 ? strtoul(argv[argc - 1], NULL, 10) : 10;
    text_setup();
    make_article(&article, megabytes * 1000000, true);
    if (write_only) {
        fwrite(article.data, 1, article.len, stdout);
        buf_release(&article);
        return 0;
    }
    measure("markdown", DOC_MARKDOWN, buf_str(&article));
    buf_clear(&article);
    make_article(&article, megabytes * 1000000, false);
    measure("text", DOC_TEXT, buf_str(&article));
    buf_release(&article);

    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("{\"bench\":\"memory\",\"bytes\":%zu,\"peak_kib\":%ld}\n",
           megabytes * 1000000, usage.ru_maxrss);
    return 0;
}
