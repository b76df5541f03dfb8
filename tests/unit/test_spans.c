/*
 * Spans: which words are a section's, a key point's, a question's; and their record,
 * which comes back as it was put or is refused.
 */
#include "indexed.h"

#include "catalog/text/body.h"
#include "library/facts_gather.h"

/* --- Of articles ------------------------------------------------------------------ */

static struct body body_of(struct indexed *it, const char *name)
{
    uint32_t article = indexed_article(it, name);
    struct opened *opened;
    assert_int_equal(article_open(it->temp.library, article, &it->arena, &opened, NULL),
                     0);
    return body_make(opened,
                     facts_gather(it->temp.library, opened, &it->arena, &it->arena),
                     &it->arena);
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
           (unsigned char)c >= 0x80;
}

/* Words [from, to) of a text, a space between two. */
static void put_words(struct buf *out, struct str text, uint32_t from, uint32_t to)
{
    uint32_t number = 0;
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && is_word(text.ptr[end]))
            end++;
        if (end > at) {
            if (number > from && number < to)
                buf_putc(out, ' ');
            if (number >= from && number < to)
                buf_puts(out, str_slice(text, at, end));
            number++;
        }
        at = end > at ? end : at + 1;
    }
}

/* "head|rest" of each, a slash between two. */
static void assert_spans(const struct body *body, enum span_kind kind,
                         const char *expected)
{
    const struct span_list *list = &body->spans.of[kind];
    struct buf out = {0};
    for (size_t i = 0; i < list->count; i++) {
        buf_puts(&out, i > 0 ? STR("/") : STR(""));
        put_words(&out, body->text, list->items[i].from, list->items[i].rest);
        buf_putc(&out, '|');
        put_words(&out, body->text, list->items[i].rest, list->items[i].to);
    }
    assert_text(buf_str(&out), expected);
    buf_release(&out);
}

static const struct file shelf[] = {
    {"boats.md",
     "Before.\n\n# Boats\n\nAll kinds.\n\n## Kinds\n\n- **Dory**: Flat at both ends.\n"
     "- **Punt**: Pushed with a pole.\n\n## Does a punt leak?\n\n"
     "A *little*, always.\n\n## Empty\n\n## Last\n\nEnd.\n"},
    {"drawn.md",
     "# Drawn\n\n**Tar**: It is boiled from pine.  \n"
     "**Rope**: It is twisted from hemp.  \n**Sail**: It is sewn from cloth.\n"},
    {"box.md", "# Box\n\n> [!important] Since May\n> Tar is needed for all boats.\n"},
    {"bare.txt", "Only a line of text and nothing else in it.\n"},
    {"given.yaml", "title: Given\nkey_points:\n  - {label: Keel, text: Of oak}\n"
                   "faq:\n  - {question: Who rows?, answer: Two of us.}\n"
                   "sections:\n  - heading: More\n    body: |\n      Later.\n"},
    {"video.md",
     "---\ntitle: Video\nvideoId: abc\n---\n\nThe tide <a class=\"yt-timestamp\""
     " data-t=\"01:59:01\">[01:59:01]</a> turns.\n"},
};

static void sections_follow_each_other(void **state)
{
    (void)state;
    struct indexed it;
    INDEXED(&it, shelf);
    struct body body = body_of(&it, "boats.md");
    /* The first heading is the title: what it heads is part of the top. */
    assert_spans(&body, SPAN_SECTION,
                 "|before all kinds/|/kinds|dory flat at both ends punt pushed with a "
                 "pole/does a punt leak|a little always/empty|/last|end");
    body = body_of(&it, "bare.txt");
    assert_spans(&body, SPAN_SECTION, "|only a line of text and nothing else in it");
    indexed_remove(&it);
}

static void points_and_questions_stand_in_them(void **state)
{
    (void)state;
    struct indexed it;
    INDEXED(&it, shelf);
    struct body body = body_of(&it, "boats.md");
    assert_spans(&body, SPAN_POINT, "dory|flat at both ends/punt|pushed with a pole");
    assert_spans(&body, SPAN_QUESTION, "does a punt leak|a little always");
    body = body_of(&it, "box.md");
    assert_spans(&body, SPAN_POINT, "since may|tar is needed for all boats");
    body = body_of(&it, "given.yaml");
    assert_spans(&body, SPAN_POINT, "keel|of oak");
    assert_spans(&body, SPAN_QUESTION, "who rows|two of us");
    indexed_remove(&it);
}

static void points_of_one_paragraph_are_parted(void **state)
{
    (void)state;
    struct indexed it;
    INDEXED(&it, shelf);
    struct body body = body_of(&it, "drawn.md");
    assert_spans(&body, SPAN_POINT,
                 "tar|it is boiled from pine/rope|it is twisted from hemp/sail|it is "
                 "sewn from cloth");
    indexed_remove(&it);
}

static void moments_are_no_words(void **state)
{
    (void)state;
    struct indexed it;
    INDEXED(&it, shelf);
    struct body body = body_of(&it, "video.md");
    assert_spans(&body, SPAN_SECTION, "|the tide turns");
    indexed_remove(&it);
}

/* --- The section of a word -------------------------------------------------------- */

static void a_word_is_in_one_section(void **state)
{
    struct word_span sections[] = {
        {.to = 3},
        {.from = 3, .rest = 3, .to = 3},
        {.from = 3, .rest = 4, .to = 9},
        {.from = 9, .rest = 9, .to = 9},
    };
    struct spans spans = {.of[SPAN_SECTION] = {sections, 4}};
    (void)state;
    assert_int_equal(spans_section_at(&spans, 0), 0);
    assert_int_equal(spans_section_at(&spans, 2), 0);
    assert_int_equal(spans_section_at(&spans, 3), 2);
    assert_int_equal(spans_section_at(&spans, 8), 2);
    assert_int_equal(spans_section_at(&spans, 9), 3);
    assert_int_equal(spans_section_at(&spans, 1000), 3);
}

/* --- Records ---------------------------------------------------------------------- */

static struct word_span kept_sections[] = {
    {.to = 200},
    {.from = 200, .rest = 203, .to = 470},
    {.from = 470, .rest = 472, .to = 500, .only_links = 1},
};
/* Given points may be told of out of their order. */
static struct word_span kept_points[] = {
    {300, 302, 320, 1, 0}, {10, 10, 40, 0, 0}, {40, 41, 41, 2, 0}};
static struct word_span kept_questions[] = {{0, 5, 500, 2, 0}};
static const struct spans kept_spans = {
    .title_words = 7,
    .of = {{kept_sections, 3}, {kept_points, 3}, {kept_questions, 1}},
};

static void assert_same(const struct spans *a, const struct spans *b)
{
    assert_int_equal(a->title_words, b->title_words);
    for (int kind = 0; kind < SPAN_KIND_COUNT; kind++) {
        assert_int_equal(a->of[kind].count, b->of[kind].count);
        assert_memory_equal(a->of[kind].items, b->of[kind].items,
                            a->of[kind].count * sizeof(struct word_span));
    }
}

static void a_record_gives_back_what_was_put(void **state)
{
    struct arena arena = {0};
    struct buf record = {0};
    (void)state;
    spans_put(&record, &kept_spans);
    struct spans spans;
    assert_true(spans_get(buf_str(&record), &arena, &spans));
    assert_same(&spans, &kept_spans);
    size_t counts[SPAN_KIND_COUNT];
    assert_true(spans_count(buf_str(&record), counts));
    assert_int_equal(counts[SPAN_SECTION], 3);
    assert_int_equal(counts[SPAN_POINT], 3);
    assert_int_equal(counts[SPAN_QUESTION], 1);
    buf_release(&record);
    arena_release(&arena);
}

/* Whatever a byte is changed to: what comes back keeps within the article. */
static void assert_within(const struct spans *spans)
{
    const struct span_list *sections = &spans->of[SPAN_SECTION];
    uint32_t end = sections->items[sections->count - 1].to;
    for (int kind = 0; kind < SPAN_KIND_COUNT; kind++) {
        for (size_t i = 0; i < spans->of[kind].count; i++) {
            const struct word_span *span = &spans->of[kind].items[i];
            assert_true(span->from <= span->rest && span->rest <= span->to);
            assert_true(span->to <= end);
            assert_true(span->place < sections->count);
        }
    }
}

static void a_damaged_record_is_refused_or_harmless(void **state)
{
    struct arena arena = {0};
    struct buf record = {0};
    (void)state;
    spans_put(&record, &kept_spans);
    struct spans spans;
    for (size_t len = 0; len < record.len; len++)
        assert_false(spans_get(str_slice(buf_str(&record), 0, len), &arena, &spans));
    for (size_t at = 0; at < record.len; at++) {
        char was = record.data[at];
        for (int c = 0; c < 256; c++) {
            arena_clear(&arena);
            record.data[at] = (char)c;
            if (spans_get(buf_str(&record), &arena, &spans))
                assert_within(&spans);
        }
        record.data[at] = was;
    }
    buf_putc(&record, '\0');
    assert_false(spans_get(buf_str(&record), &arena, &spans));
    buf_release(&record);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_follow_each_other),
        cmocka_unit_test(points_and_questions_stand_in_them),
        cmocka_unit_test(points_of_one_paragraph_are_parted),
        cmocka_unit_test(moments_are_no_words),
        cmocka_unit_test(a_word_is_in_one_section),
        cmocka_unit_test(a_record_gives_back_what_was_put),
        cmocka_unit_test(a_damaged_record_is_refused_or_harmless),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
