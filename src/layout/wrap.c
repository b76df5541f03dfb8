/*
 * Wrapping: where the lines of a flow end.
 *
 * Breaks are those of the whole text (UAX #14), less those that the runs hold back.
 * Plain ASCII is cut by counting bytes and looking back for the last break, at first in
 * the last words only; other text is measured cluster by cluster. Either way a byte is
 * looked at a bounded number of times.
 */
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "layout/flow.h"

/* A word or two: nearly always a line ends there. */
enum { WINDOW_BYTES = 16 };

static void hold_run(const struct run *run, const char *text, uint32_t from,
                     uint32_t to, char *breaks)
{
    uint32_t end = run->at + run->len;
    /* A break before code stays: the text before it decides on that. */
    if (run->hold == HOLD_WORDS && from <= run->at)
        from = run->at + 1;
    if (from < run->at)
        from = run->at;
    for (uint32_t i = from; i < end && i < to; i++) {
        if (breaks[i] == TEXT_BREAK_MAY &&
            (run->hold == HOLD_ALL || text[i - 1] != ' '))
            breaks[i] = TEXT_BREAK_NO;
    }
}

/* Writes flow->breaks for the bytes [from, to). */
static void find_breaks(struct flow *flow, const struct strip *strip, uint32_t from,
                        uint32_t to)
{
    if (flow->breaks_cap < flow->text.len) {
        flow->breaks_cap = flow->text.len * 2;
        flow->breaks = mem_realloc(flow->breaks, flow->breaks_cap);
    }
    text_breaks((struct str){flow->text.data + from, to - from}, flow->breaks + from);
    for (size_t i = strip->run; i < flow->run_count; i++) {
        const struct run *run = &flow->runs[i];
        if (run->at >= to)
            break;
        if (run->hold != HOLD_NOTHING && run->at + run->len > from)
            hold_run(run, flow->text.data, from, to, flow->breaks);
    }
}

static void find_all_breaks(struct flow *flow, struct strip *strip)
{
    if (strip->breaks_known < strip->end)
        find_breaks(flow, strip, strip->pos, strip->end);
    strip->breaks_known = strip->end;
}

/* The place after the blanks at `at`, and after a line end that follows them. */
static uint32_t behind_blanks(const char *text, uint32_t at, uint32_t end)
{
    while (at < end && text[at] == ' ')
        at++;
    return at < end && text[at] == '\n' ? at + 1 : at;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n';
}

/* The last break in [from, limit], looked for in its last words first: breaks do not
 * depend on what is further back than a blank. 0 when there is none. */
static uint32_t last_break(struct flow *flow, const struct strip *strip, uint32_t from,
                           uint32_t limit)
{
    const char *text = flow->text.data;
    uint32_t window = limit - from > WINDOW_BYTES ? limit - WINDOW_BYTES : from;
    uint32_t end = limit + 1 < strip->end ? limit + 1 : strip->end;
    while (window > from && !is_space(text[window - 1]))
        window--;
    if (window > from)
        window--; /* the blank, for a break after it */
    for (uint32_t stop = limit; stop > from; window = from) {
        find_breaks(flow, strip, window > 0 ? window - 1 : 0, end);
        for (uint32_t i = limit; i > window; i--) {
            if (flow->breaks[i] != TEXT_BREAK_NO)
                return i;
        }
        stop = window;
    }
    return 0;
}

/* Where the next line starts when this one starts at `from`. */
static uint32_t cut_ascii(struct flow *flow, const struct strip *strip, uint32_t from,
                          uint32_t width)
{
    const char *text = flow->text.data;
    uint32_t limit = strip->end - from > width ? from + width : strip->end;
    const char *newline = memchr(text + from, '\n', limit - from);
    if (newline)
        return (uint32_t)(newline - text) + 1;
    uint32_t next = behind_blanks(text, limit, strip->end);
    if (next == strip->end || text[next - 1] == '\n')
        return next;
    next = last_break(flow, strip, from, next);
    return next > 0 ? next : limit;
}

/* As text_cluster, quick where ASCII is followed by ASCII. */
static int cluster_at(const struct flow *flow, size_t *pos, uint32_t end)
{
    const char *text = flow->text.data;
    int cols = 1;
    if ((unsigned char)text[*pos] < 0x80 &&
        (*pos + 1 == end || (unsigned char)text[*pos + 1] < 0x80))
        (*pos)++;
    else
        text_cluster((struct str){text, end}, pos, &cols);
    return cols;
}

static uint32_t cut_clusters(struct flow *flow, struct strip *strip, uint32_t from,
                             uint32_t width)
{
    const char *text = flow->text.data;
    uint32_t last = from, used = 0;
    find_all_breaks(flow, strip);
    size_t next;
    for (size_t at = from; at < strip->end; at = next) {
        if (text[at] == '\n')
            return (uint32_t)at + 1;
        if (at > from && flow->breaks[at] != TEXT_BREAK_NO)
            last = (uint32_t)at;
        next = at;
        uint32_t cols = (uint32_t)cluster_at(flow, &next, strip->end);
        if (text[at] != ' ' && used + cols > width) {
            if (last > from)
                return last;
            return (uint32_t)(at > from ? at : next);
        }
        used += cols;
    }
    return strip->end;
}

bool wrap_next(struct flow *flow, struct strip *strip, int width, struct wrapped *line)
{
    const char *text = flow->text.data;
    uint32_t from = strip->pos;
    while (from < strip->end && text[from] == ' ')
        from++;
    if (from == strip->end)
        return false;
    if (flow->is_ascii)
        strip->pos = cut_ascii(flow, strip, from, (uint32_t)width);
    else
        strip->pos = cut_clusters(flow, strip, from, (uint32_t)width);
    uint32_t to = strip->pos;
    if (to > from && text[to - 1] == '\n')
        to--;
    while (to > from && text[to - 1] == ' ')
        to--;
    *line = (struct wrapped){from, to};
    return true;
}

/* --- Extents --- */

static void widen(int *widest, const struct flow *flow, uint32_t from, uint32_t to)
{
    while (to > from &&
           (flow->text.data[to - 1] == ' ' || flow->text.data[to - 1] == '\n'))
        to--;
    int cols = flow_cols(flow, from, to);
    if (cols > *widest)
        *widest = cols;
}

struct extent strip_extent(struct flow *flow, struct strip strip)
{
    struct extent extent = {0};
    uint32_t word = strip.pos, line = strip.pos;
    if (strip.pos == strip.end)
        return extent;
    find_all_breaks(flow, &strip);
    for (uint32_t i = strip.pos + 1; i <= strip.end; i++) {
        bool at_end = i == strip.end || flow->breaks[i] == TEXT_BREAK_MUST;
        if (!at_end && flow->breaks[i] == TEXT_BREAK_NO)
            continue;
        widen(&extent.word_cols, flow, word, i);
        word = i;
        if (at_end) {
            widen(&extent.line_cols, flow, line, i);
            line = i;
            extent.lines++;
        }
    }
    return extent;
}
