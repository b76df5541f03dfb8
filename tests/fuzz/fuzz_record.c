/* Records of a catalog that may be damaged: what is taken for one is whole, clean, and
 * no larger than a record can be; and it is the same when it is written again. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "catalog/record.h"
#include "fuzz.h"

enum {
    /* A byte may be a thing of its own: a stem, or a text and what is clean of it. */
    GROWTH_MAX = 160,
    FIRST_BLOCKS = 16 << 10, /* of an arena, whatever is in it */
};

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
    must_be_line(facts->trouble);
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
    for (size_t i = 0; i < facts->notice_count; i++)
        must_be_line(facts->notices[i].text);
}

static void try_facts(struct str record)
{
    struct arena arena = {0}, second = {0};
    struct buf once = {0}, twice = {0};
    struct facts *facts, *again;
    if (record_get_facts(record, &arena, &facts)) {
        check_facts(facts);
        record_put_facts(&once, facts);
        MUST(record_get_facts(buf_str(&once), &second, &again));
        MUST(again->heading_count == facts->heading_count);
        record_put_facts(&twice, again);
        MUST(str_eq(buf_str(&once), buf_str(&twice)));
    }
    must_be_small(&arena, record.len);
    buf_release(&once);
    buf_release(&twice);
    arena_release(&arena);
    arena_release(&second);
}

static void try_headings(struct str record)
{
    struct arena arena = {0};
    struct str *titles;
    size_t count;
    if (record_get_headings(record, &arena, &titles, &count)) {
        for (size_t i = 0; i < count; i++)
            must_be_line(titles[i]);
    }
    must_be_small(&arena, record.len);
    arena_release(&arena);
}

/* --- Words ------------------------------------------------------------------------ */

static void check_stems(const struct stems *stems)
{
    for (uint32_t i = 1; i < stems->count; i++)
        MUST(stems->items[i - 1].id < stems->items[i].id);
}

static void try_words(struct str record)
{
    struct arena arena = {0};
    struct article_words *words;
    if (record_get_words(record, &arena, &words)) {
        for (uint32_t i = 0; i < words->section_count; i++)
            check_stems(&words->sections[i]);
        for (uint32_t i = 0; i < words->question_count; i++)
            check_stems(&words->questions[i].stems);
    }
    must_be_small(&arena, record.len);
    arena_release(&arena);
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* A copy of just that size, so that a step beyond it is seen. */
    char *copy = malloc(size ? size : 1);
    memcpy(copy, data, size);
    struct str record = {copy, size};
    try_facts(record);
    try_headings(record);
    try_words(record);
    try_head(record);
    free(copy);
    return 0;
}
