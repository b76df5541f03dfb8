/*
 * The record of the sums, one row of `state`: the number of texts, then of each kind
 * how many spans there are and the words of each part.
 */
#include "catalog/text/lengths.h"

#include "catalog/store/varint.h"

#define KEY "lengths"

/* --- The record --- */

static void put(struct buf *out, const struct lengths *lengths)
{
    varint_put(out, lengths->texts);
    for (int kind = 0; kind < SPAN_KIND_COUNT; kind++) {
        varint_put(out, lengths->spans[kind]);
        for (int part = 0; part < RANK_PART_COUNT; part++)
            varint_put(out, lengths->words[kind][part]);
    }
}

static bool get(struct str record, struct lengths *lengths)
{
    bool is_whole = varint_get(&record, &lengths->texts);
    for (int kind = 0; kind < SPAN_KIND_COUNT; kind++) {
        is_whole = is_whole && varint_get(&record, &lengths->spans[kind]);
        for (int part = 0; part < RANK_PART_COUNT; part++)
            is_whole = is_whole && varint_get(&record, &lengths->words[kind][part]);
    }
    return is_whole && record.len == 0;
}

void lengths_load(struct database *database, struct lengths *lengths)
{
    struct statement *ask =
        statement_new(database, "SELECT value FROM state WHERE key = '" KEY "'");
    *lengths = (struct lengths){0};
    if (statement_next(ask) && !get(column_bytes(ask, 0), lengths)) {
        *lengths = (struct lengths){0};
        database_mark_corrupt(database);
    }
    statement_end(ask);
    statement_free(ask);
}

void lengths_save(struct database *database, const struct lengths *lengths)
{
    struct statement *keep =
        statement_new(database, "REPLACE INTO state(key, value) VALUES('" KEY "', ?)");
    struct buf record = {0};
    put(&record, lengths);
    statement_record(keep, 1, buf_str(&record));
    statement_run(keep);
    statement_free(keep);
    buf_release(&record);
}

/* --- Sums --- */

static struct lengths lengths_of(const struct spans *spans)
{
    struct lengths sums = {.texts = 1};
    for (int kind = 0; kind < SPAN_KIND_COUNT; kind++) {
        const struct span_list *list = &spans->of[kind];
        uint64_t *words = sums.words[kind];
        sums.spans[kind] = list->count;
        words[RANK_TITLE] = (uint64_t)spans->title_words * list->count;
        for (size_t i = 0; i < list->count; i++) {
            const struct word_span *span = &list->items[i];
            words[RANK_PLACE] += lengths_head(lengths_place(spans, span));
            words[RANK_HEAD] += lengths_head(span);
            words[RANK_REST] += span->to - span->rest;
        }
    }
    return sums;
}

void lengths_add(struct lengths *lengths, const struct spans *spans)
{
    const struct lengths more = lengths_of(spans);
    lengths->texts += more.texts;
    for (int kind = 0; kind < SPAN_KIND_COUNT; kind++) {
        lengths->spans[kind] += more.spans[kind];
        for (int part = 0; part < RANK_PART_COUNT; part++)
            lengths->words[kind][part] += more.words[kind][part];
    }
}

static bool take(uint64_t *sum, uint64_t part)
{
    bool is_enough = *sum >= part;
    *sum -= is_enough ? part : *sum;
    return is_enough;
}

bool lengths_drop(struct lengths *lengths, const struct spans *spans)
{
    const struct lengths less = lengths_of(spans);
    bool is_enough = take(&lengths->texts, less.texts);
    for (int kind = 0; kind < SPAN_KIND_COUNT; kind++) {
        is_enough &= take(&lengths->spans[kind], less.spans[kind]);
        for (int part = 0; part < RANK_PART_COUNT; part++)
            is_enough &= take(&lengths->words[kind][part], less.words[kind][part]);
    }
    return is_enough;
}

double lengths_average(const struct lengths *lengths, enum span_kind kind,
                       enum rank_part part)
{
    uint64_t spans = lengths->spans[kind];
    return spans > 0 ? (double)lengths->words[kind][part] / (double)spans : 0;
}
