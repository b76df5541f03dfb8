/*
 * The record: the title's words and how many spans there are of each kind; then of each
 * section the words of its head and twice those of the rest, one more where there are
 * only links; and of each point and question the step from the one before to where it
 * begins, either way, its words, and those of its head.
 */
#include "catalog/text/spans.h"

#include "catalog/store/varint.h"

enum {
    /* The fewest bytes that a span takes: memory for more is not asked for. */
    LEAST_BYTES = 2,
};

size_t spans_section_at(const struct spans *spans, uint32_t word)
{
    const struct span_list *sections = &spans->of[SPAN_SECTION];
    size_t low = 0, high = sections->count;
    /* The last that begins at the word or before: of those without words the last. */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (sections->items[middle].from <= word)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* --- Writing --- */

/* Steps either way: those forward are even. */
static uint64_t fold_step(int64_t step)
{
    return step < 0 ? (uint64_t)-step * 2 - 1 : (uint64_t)step * 2;
}

static void put_sections(struct buf *out, const struct span_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct word_span *span = &list->items[i];
        varint_put(out, span->rest - span->from);
        varint_put(out, (uint64_t)(span->to - span->rest) * 2 + span->only_links);
    }
}

static void put_items(struct buf *out, const struct span_list *list)
{
    uint32_t last = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct word_span *span = &list->items[i];
        varint_put(out, fold_step((int64_t)span->from - last));
        varint_put(out, span->to - span->from);
        varint_put(out, span->rest - span->from);
        varint_put(out, span->place);
        last = span->from;
    }
}

void spans_put(struct buf *out, const struct spans *spans)
{
    varint_put(out, spans->title_words);
    for (int kind = 0; kind < SPAN_KIND_COUNT; kind++)
        varint_put(out, spans->of[kind].count);
    put_sections(out, &spans->of[SPAN_SECTION]);
    put_items(out, &spans->of[SPAN_POINT]);
    put_items(out, &spans->of[SPAN_QUESTION]);
}

/* --- Reading --- */

struct spans_reader {
    struct str rest;
    uint32_t words; /* of all sections */
    bool failed;    /* sticky; what is read then is 0 */
};

static uint64_t get(struct spans_reader *it, uint64_t most)
{
    uint64_t value = 0;
    it->failed |= !varint_get(&it->rest, &value) || value > most;
    return it->failed ? 0 : value;
}

static int64_t get_step(struct spans_reader *it)
{
    uint64_t value = get(it, 2 * (uint64_t)SPANS_WORDS_MAX);
    return value & 1 ? -(int64_t)(value / 2) - 1 : (int64_t)(value / 2);
}

static void get_sections(struct spans_reader *it, struct span_list *list)
{
    for (size_t i = 0; i < list->count && !it->failed; i++) {
        struct word_span *span = &list->items[i];
        span->from = it->words;
        span->rest = span->from + (uint32_t)get(it, SPANS_WORDS_MAX - span->from);
        uint64_t rest = get(it, (uint64_t)(SPANS_WORDS_MAX - span->rest) * 2 + 1);
        span->to = span->rest + (uint32_t)(rest / 2);
        span->only_links = rest & 1;
        it->words = span->to;
    }
}

static void get_items(struct spans_reader *it, struct span_list *list, size_t sections)
{
    int64_t from = 0;
    for (size_t i = 0; i < list->count && !it->failed; i++) {
        struct word_span *span = &list->items[i];
        from += get_step(it);
        if (from < 0 || from > it->words) {
            it->failed = true;
            return;
        }
        span->from = (uint32_t)from;
        span->to = span->from + (uint32_t)get(it, it->words - span->from);
        span->rest = span->from + (uint32_t)get(it, span->to - span->from);
        span->place = (uint32_t)get(it, sections - 1);
    }
}

static bool get_counts(struct spans_reader *it, uint32_t *title_words,
                       size_t counts[SPAN_KIND_COUNT])
{
    *title_words = (uint32_t)get(it, SPANS_WORDS_MAX);
    for (int kind = 0; kind < SPAN_KIND_COUNT; kind++) {
        counts[kind] = (size_t)get(it, UINT32_MAX);
        it->failed |= counts[kind] > it->rest.len / LEAST_BYTES;
    }
    return !it->failed;
}

bool spans_get(struct str record, struct arena *arena, struct spans *spans)
{
    struct spans_reader it = {.rest = record};
    size_t counts[SPAN_KIND_COUNT];
    if (!get_counts(&it, &spans->title_words, counts) || counts[SPAN_SECTION] == 0)
        return false;
    for (int kind = 0; kind < SPAN_KIND_COUNT; kind++)
        spans->of[kind] = (struct span_list){
            ARENA_ARRAY(arena, counts[kind], struct word_span), counts[kind]};
    get_sections(&it, &spans->of[SPAN_SECTION]);
    get_items(&it, &spans->of[SPAN_POINT], counts[SPAN_SECTION]);
    get_items(&it, &spans->of[SPAN_QUESTION], counts[SPAN_SECTION]);
    return !it.failed && it.rest.len == 0;
}

bool spans_count(struct str record, size_t counts[SPAN_KIND_COUNT])
{
    struct spans_reader it = {.rest = record};
    uint32_t ignored;
    return get_counts(&it, &ignored, counts);
}
