/* Records of a catalog that may be damaged: what is taken for one is whole, clean, and
 * no larger than a record can be; and it is the same when it is written again. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "catalog/store/record.h"
#include "catalog/store/varint.h"
#include "catalog/text/spans.h"
#include "catalog/text/terms_column.h"
#include "fuzz.h"

enum {
    /* A byte may be a thing of its own: a term, or a text and what is clean of it. */
    GROWTH_MAX = 160,
    FIRST_BLOCKS = 16 << 10, /* of an arena, whatever is in it */
};

/* As a record of facts that was not deflated, so many bytes of it without the links. */
static struct buf unpacked(struct str bytes, size_t facts)
{
    struct buf record = {0};
    varint_put(&record, facts);
    varint_put(&record, facts);
    varint_put(&record, bytes.len);
    buf_puts(&record, bytes);
    return record;
}

static void must_be_small(const struct arena *arena, size_t size)
{
    MUST(arena->total_bytes <= size * GROWTH_MAX + FIRST_BLOCKS);
}

static void must_be_line(struct str s)
{
    fuzz_must_be_clean(s);
    MUST(str_chr(s, '\n') == s.len);
}

/* --- Facts ------------------------------------------------------------------------ */

static void check_section(const struct facts *facts, const struct fact_heading *section)
{
    MUST(section == NULL || (section >= facts->headings &&
                             section < facts->headings + facts->heading_count));
}

static void check_facts(const struct facts *facts)
{
    for (size_t i = 0; i < facts->heading_count; i++) {
        must_be_line(facts->headings[i].title);
        must_be_line(facts->headings[i].slug);
    }
    for (size_t i = 0; i < facts->point_count; i++) {
        must_be_line(facts->points[i].label);
        must_be_line(facts->points[i].text);
        MUST(facts->points[i].source <= POINT_LABEL);
        check_section(facts, facts->points[i].section);
    }
    for (size_t i = 0; i < facts->question_count; i++) {
        must_be_line(facts->questions[i].question);
        fuzz_must_be_clean(facts->questions[i].answer);
        check_section(facts, facts->questions[i].section);
    }
}

static void try_facts(struct str record, size_t size)
{
    struct packer *packer = packer_new();
    struct arena arena = {0}, second = {0};
    struct buf once = {0}, twice = {0};
    struct facts *facts, *again;
    if (record_get_facts(record, &arena, &facts)) {
        check_facts(facts);
        record_put_facts(packer, &once, facts, NULL, 0);
        MUST(record_get_facts(buf_str(&once), &second, &again));
        MUST(again->heading_count == facts->heading_count);
        record_put_facts(packer, &twice, again, NULL, 0);
        MUST(str_eq(buf_str(&once), buf_str(&twice)));
    }
    must_be_small(&arena, size);
    packer_free(packer);
    buf_release(&once);
    buf_release(&twice);
    arena_release(&arena);
    arena_release(&second);
}

static void try_headings(struct str record, size_t size)
{
    struct arena arena = {0};
    struct str *titles;
    size_t count;
    if (record_get_headings(record, &arena, &titles, &count)) {
        for (size_t i = 0; i < count; i++)
            must_be_line(titles[i]);
    }
    must_be_small(&arena, size);
    arena_release(&arena);
}

/* --- Links ------------------------------------------------------------------------ */

static void try_links(struct str record, size_t size)
{
    static const struct facts nothing;
    struct packer *packer = packer_new();
    struct arena arena = {0}, second = {0};
    struct buf once = {0}, twice = {0};
    struct record_link *links, *again;
    size_t count, same;
    if (record_get_links(record, &arena, &links, &count)) {
        for (size_t i = 0; i < count; i++) {
            must_be_line(links[i].text);
            MUST(links[i].form <= LINK_TERM && links[i].target == ARTICLE_NONE);
        }
        record_put_facts(packer, &once, &nothing, links, count);
        MUST(record_get_links(buf_str(&once), &second, &again, &same));
        MUST(same == count);
        record_put_facts(packer, &twice, &nothing, again, count);
        MUST(str_eq(buf_str(&once), buf_str(&twice)));
    }
    must_be_small(&arena, size);
    packer_free(packer);
    buf_release(&once);
    buf_release(&twice);
    arena_release(&arena);
    arena_release(&second);
}

/* --- Terms ------------------------------------------------------------------------ */

static void try_terms(struct str record, size_t size)
{
    struct arena arena = {0};
    struct buf joined = {0};
    struct terms terms = {0};
    size_t bytes = 0;
    struct lexicon *lexicon = lexicon_new();
    if (terms_get(record, lexicon, &arena, &terms)) {
        for (size_t i = 0; i < terms.count; i++) {
            MUST(terms.items[i].text.len > 0 && terms.items[i].columns != 0);
            MUST(terms.items[i].count <= TERM_COUNT_MAX);
            bytes += terms.items[i].text.len;
        }
        terms_join(&terms, TERM_BODY, &joined);
        MUST(joined.len <= bytes + terms.count);
        MUST(arena.total_bytes <= size * GROWTH_MAX + FIRST_BLOCKS + 4 * bytes);
    }
    lexicon_free(lexicon);
    buf_release(&joined);
    arena_release(&arena);
}

/* --- All that is packed --- */

/* What the bytes are packed, and what they are when they are not. */
static void try_packed(struct str bytes)
{
    struct buf facts = unpacked(bytes, bytes.len), links = unpacked(bytes, 0);
    try_facts(bytes, bytes.len * PACK_RATIO_MAX);
    try_headings(bytes, bytes.len * PACK_RATIO_MAX);
    try_links(bytes, bytes.len * PACK_RATIO_MAX);
    try_terms(bytes, bytes.len * PACK_RATIO_MAX);
    try_facts(buf_str(&facts), bytes.len);
    try_headings(buf_str(&facts), bytes.len);
    try_links(buf_str(&links), bytes.len);
    try_terms(buf_str(&facts), bytes.len);
    buf_release(&facts);
    buf_release(&links);
}

static void try_targets(struct str rest)
{
    uint32_t article = 1000, target;
    while (rest.len > 0 && record_get_target(&rest, article, &target)) {
        struct record_link link = {.target = target};
        struct buf record = {0};
        record_put_targets(&record, article, &link, 1);
        struct record_link again;
        MUST(record_get_targets(buf_str(&record), article, &again, 1));
        MUST(again.target == target);
        buf_release(&record);
    }
}

/* --- Heads ------------------------------------------------------------------------ */

static void try_head(struct str record)
{
    struct arena arena = {0}, second = {0};
    struct buf once = {0}, twice = {0};
    struct head head, again;
    if (record_get_head(record, &arena, &head)) {
        must_be_line(head.title);
        record_put_head(&once, &head);
        MUST(record_get_head(buf_str(&once), &second, &again));
        record_put_head(&twice, &again);
        MUST(str_eq(buf_str(&once), buf_str(&twice)));
    }
    must_be_small(&arena, record.len);
    buf_release(&once);
    buf_release(&twice);
    arena_release(&arena);
    arena_release(&second);
}

/* --- Spans ------------------------------------------------------------------------ */

static void must_stand_within(const struct span_list *list, uint32_t words,
                              size_t sections)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct word_span *span = &list->items[i];
        MUST(span->from <= span->rest && span->rest <= span->to && span->to <= words);
        MUST(span->place < sections);
    }
}

static void try_spans(struct str record)
{
    struct arena arena = {0}, second = {0};
    struct buf once = {0}, twice = {0};
    struct spans spans, again;
    if (spans_get(record, &arena, &spans)) {
        const struct span_list *sections = &spans.of[SPAN_SECTION];
        uint32_t words = sections->items[sections->count - 1].to;
        for (int kind = 0; kind < SPAN_KIND_COUNT; kind++)
            must_stand_within(&spans.of[kind], words, sections->count);
        spans_put(&once, &spans);
        MUST(spans_get(buf_str(&once), &second, &again));
        spans_put(&twice, &again);
        MUST(str_eq(buf_str(&once), buf_str(&twice)));
    }
    must_be_small(&arena, record.len);
    buf_release(&once);
    buf_release(&twice);
    arena_release(&arena);
    arena_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* A copy of just that size, so that a step beyond it is seen. */
    char *copy = malloc(size ? size : 1);
    memcpy(copy, data, size);
    struct str record = {copy, size};
    try_packed(record);
    try_targets(record);
    try_head(record);
    try_spans(record);
    free(copy);
    return 0;
}
