/*
 * Records: what is put into one comes out again, and what is damaged is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "catalog/record.h"
#include "temp_library.h"

/* --- What is put in ----------------------------------------------------------------
 */

static struct fact_heading headings[] = {
    {.title = STR_INIT("Harbour"),
     .slug = STR_INIT("harbour"),
     .node = 1,
     .level = 1,
     .is_title = true},
    {.title = STR_INIT("D\xC3\xA9p\xC3\xB4t"),
     .slug = STR_INIT("depot"),
     .node = 300,
     .level = 2,
     .inferred = true},
};

static struct fact_point points[] = {
    {.label = STR_INIT("Depth"),
     .text = STR_INIT("enough"),
     .source = POINT_LABEL,
     .weight = 70,
     .section = &headings[1],
     .node = 70000},
    {.label = STR_INIT(""), .text = STR_INIT("no label"), .node = 5},
};

static struct fact_question questions[] = {
    {.question = STR_INIT("Who comes?"),
     .answer = STR_INIT("Ships.\n\nAnd boats."),
     .inferred = true,
     .section = &headings[0],
     .node = 9,
     .from = 10,
     .to = 12},
};

static struct fact_notice notices[] = {{.text = STR_INIT("line 3: odd"), .line = 3}};

static const struct facts whole = {
    .trouble = STR_INIT("cannot be read"),
    .headings = headings,
    .heading_count = 2,
    .points = points,
    .point_count = 2,
    .questions = questions,
    .question_count = 1,
    .notices = notices,
    .notice_count = 1,
    .words = 123456,
    .untitled = true,
};

static void facts_come_out_as_they_went_in(void **state)
{
    struct arena arena = {0};
    struct buf record = {0};
    struct facts *facts;

    (void)state;
    record_put_facts(&record, &whole);
    assert_true(record_get_facts(buf_str(&record), &arena, &facts));
    assert_text(facts->trouble, "cannot be read");
    assert_int_equal(facts->words, 123456);
    assert_true(facts->untitled);
    assert_int_equal(facts->heading_count, 2);
    assert_text(facts->headings[1].title, "D\xC3\xA9p\xC3\xB4t");
    assert_text(facts->headings[1].slug, "depot");
    assert_int_equal(facts->headings[1].node, 300);
    assert_int_equal(facts->headings[1].level, 2);
    assert_true(facts->headings[1].inferred && !facts->headings[1].is_title);
    assert_true(facts->headings[0].is_title && !facts->headings[0].inferred);
    assert_int_equal(facts->point_count, 2);
    assert_text(facts->points[0].label, "Depth");
    assert_int_equal(facts->points[0].source, POINT_LABEL);
    assert_int_equal(facts->points[0].weight, 70);
    assert_ptr_equal(facts->points[0].section, &facts->headings[1]);
    assert_int_equal(facts->points[0].node, 70000);
    assert_null(facts->points[1].section);
    assert_int_equal(facts->question_count, 1);
    assert_text(facts->questions[0].answer, "Ships.\n\nAnd boats.");
    assert_true(facts->questions[0].inferred);
    assert_ptr_equal(facts->questions[0].section, &facts->headings[0]);
    assert_int_equal(facts->questions[0].from, 10);
    assert_int_equal(facts->questions[0].to, 12);
    assert_int_equal(facts->notice_count, 1);
    assert_text(facts->notices[0].text, "line 3: odd");
    assert_int_equal(facts->notices[0].line, 3);
    buf_release(&record);
    arena_release(&arena);
}

static void long_texts_are_cut_between_characters(void **state)
{
    struct arena arena = {0};
    struct buf text = {0}, record = {0};
    struct fact_point point = {.label = STR("Long")};
    struct facts facts = {.points = &point, .point_count = 1}, *read;

    (void)state;
    buf_putc(&text, 'x');
    while (text.len < 2 * RECORD_POINT_BYTES)
        buf_puts(&text, STR("\xE2\x82\xAC"));
    point.text = buf_str(&text);
    record_put_facts(&record, &facts);
    assert_true(record_get_facts(buf_str(&record), &arena, &read));
    assert_true(read->points[0].text.len <= RECORD_POINT_BYTES);
    assert_true(read->points[0].text.len > RECORD_POINT_BYTES - 3);
    assert_true(str_starts(buf_str(&text), read->points[0].text));
    assert_int_equal((read->points[0].text.len - 1) % 3, 0);
    buf_release(&text);
    buf_release(&record);
    arena_release(&arena);
}

static void words_come_out_as_they_went_in(void **state)
{
    static struct stem first[] = {{0, 1}, {7, 3}, {UINT32_MAX, 1}}, asked[] = {{9, 2}};
    static struct stems sections[] = {{first, 3, 5}, {NULL, 0, 0}};
    static struct question_words questions_of[] = {{{asked, 1, 2}, {1, 2, 3, 5}}};
    const struct article_words words = {sections, 2, questions_of, 1};
    struct arena arena = {0};
    struct buf record = {0};
    struct article_words *read;

    (void)state;
    record_put_words(&record, &words);
    assert_true(record_get_words(buf_str(&record), &arena, &read));
    assert_int_equal(read->section_count, 2);
    assert_int_equal(read->sections[0].count, 3);
    assert_int_equal(read->sections[1].count, 0);
    assert_int_equal(read->sections[0].items[0].id, 0);
    assert_int_equal(read->sections[0].items[1].id, 7);
    assert_int_equal((int)read->sections[0].items[1].count, 3);
    assert_true(read->sections[0].items[2].id == UINT32_MAX);
    assert_int_equal((int)read->sections[0].total, 5);
    assert_int_equal(read->question_count, 1);
    assert_int_equal(read->questions[0].stems.items[0].id, 9);
    assert_int_equal(read->questions[0].own.home, 1);
    assert_int_equal(read->questions[0].own.heading, 2);
    assert_int_equal(read->questions[0].own.from, 3);
    assert_int_equal(read->questions[0].own.to, 5);
    buf_release(&record);
    arena_release(&arena);
}

static struct str aliases[] = {STR_INIT("port"), STR_INIT("")};
static struct str addresses[] = {STR_INIT("sea/harbour")};
static const struct head a_head = {
    .is_article = true,
    .title_inferred = true,
    .place = -3,
    .title = STR_INIT("Harbour"),
    .aliases = aliases,
    .alias_count = 2,
    .addresses = addresses,
    .address_count = 1,
    .trouble = STR_INIT("none"),
};

static void heads_come_out_as_they_went_in(void **state)
{
    struct arena arena = {0};
    struct buf record = {0};
    struct head head;

    (void)state;
    record_put_head(&record, &a_head);
    assert_true(record_get_head(buf_str(&record), &arena, &head));
    assert_true(head.is_article && head.title_inferred);
    assert_int_equal(head.place, -3);
    assert_text(head.title, "Harbour");
    assert_int_equal(head.alias_count, 2);
    assert_text(head.aliases[0], "port");
    assert_text(head.aliases[1], "");
    assert_int_equal(head.topic_count, 0);
    assert_text(head.addresses[0], "sea/harbour");
    assert_text(head.trouble, "none");
    buf_release(&record);
    arena_release(&arena);
}

/* --- Damage ------------------------------------------------------------------------
 */

/* Each record with its end cut off at each byte, and with one byte more. */
static void what_is_cut_is_refused(void **state)
{
    struct buf record = {0};

    (void)state;
    record_put_facts(&record, &whole);
    buf_putc(&record, '\0');
    for (size_t len = 0; len <= record.len; len++) {
        struct arena arena = {0};
        struct facts *facts;
        char *copy = malloc(len + (len == 0));

        memcpy(copy, record.data, len);
        assert_int_equal(record_get_facts((struct str){copy, len}, &arena, &facts),
                         len == record.len - 1);
        free(copy);
        arena_release(&arena);
    }
    buf_release(&record);
}

static void cut_heads_are_refused(void **state)
{
    struct buf record = {0};

    (void)state;
    record_put_head(&record, &a_head);
    buf_putc(&record, '\0');
    for (size_t len = 0; len <= record.len; len++) {
        struct arena arena = {0};
        struct head head;

        assert_int_equal(record_get_head((struct str){record.data, len}, &arena, &head),
                         len == record.len - 1);
        arena_release(&arena);
    }
    buf_release(&record);
}

/* Sections that are not there, sources that do not exist, numbers without end. */
static void what_makes_no_sense_is_refused(void **state)
{
    static const struct {
        const char *what;
        struct str record;
    } cases[] = {
        /* trouble, words, untitled, headings, points: label, text, source, weight,
         * section, node; questions, notices */
        {"no such section", STR_INIT("\0\1\0\0\1\0\0\0\0\1\0\0\0")},
        {"no such source", STR_INIT("\0\1\0\0\1\0\0\7\0\0\0\0\0")},
        {"too many headings", STR_INIT("\0\1\0\5\0\0\0\0\0\0\0\0")},
        {"a number too long",
         STR_INIT("\0\377\377\377\377\377\377\377\377\377\377\1\0\0\0\0\0")},
        {"a node too large", STR_INIT("\0\1\0\1\0\0\377\377\377\377\377\1\1\0\0\0\0")},
    };
    static const struct str sound = STR_INIT("\0\1\0\0\1\0\0\0\0\0\0\0\0");

    (void)state;
    for (size_t i = 0; i <= sizeof cases / sizeof *cases; i++) {
        bool is_last = i == sizeof cases / sizeof *cases;
        struct arena arena = {0};
        struct facts *facts;

        if (record_get_facts(is_last ? sound : cases[i].record, &arena, &facts) !=
            is_last)
            fail_msg("%s", is_last ? "what is sound" : cases[i].what);
        arena_release(&arena);
    }
}

static void words_out_of_order_are_refused(void **state)
{
    /* sections; count, total, stems: step << 1 | has a count; questions */
    static const struct str twice = STR_INIT("\1\2\2\4\0\0");
    static const struct str around = STR_INIT("\1\2\2\4\376\377\377\377\37\0");
    static const struct str sound = STR_INIT("\1\2\2\4\2\0");
    struct arena arena = {0};
    struct article_words *words;

    (void)state;
    assert_false(record_get_words(twice, &arena, &words));
    assert_false(record_get_words(around, &arena, &words));
    assert_true(record_get_words(sound, &arena, &words));
    arena_release(&arena);
}

/* A count that the record could hold as bytes, not as what is counted. */
static void no_memory_is_taken_for_what_cannot_be(void **state)
{
    enum { BYTES = 1 << 20 };
    struct arena arena = {0};
    struct facts *facts;
    char *record = calloc(BYTES, 1);

    (void)state;
    memcpy(record, "\0\1\0\0\0\300\377\77", 8); /* 1,048,512 questions */
    assert_false(record_get_facts((struct str){record, BYTES}, &arena, &facts));
    assert_true(arena.total_bytes < BYTES);
    free(record);
    arena_release(&arena);
}

/* A stranger's record is no way to the terminal. */
static void what_is_read_is_clean(void **state)
{
    struct fact_heading heading = {.title = STR("a\033[31m\nb"),
                                   .slug = STR("s\033]0;")};
    struct fact_question question = {.question = STR("q\xE2\x80\xAE?"),
                                     .answer = STR("one\n\x9B two\xFF")};
    struct facts facts = {.headings = &heading,
                          .heading_count = 1,
                          .questions = &question,
                          .question_count = 1},
                 *read;
    struct arena arena = {0};
    struct buf record = {0};

    (void)state;
    record_put_facts(&record, &facts);
    assert_true(record_get_facts(buf_str(&record), &arena, &read));
    assert_true(text_is_clean(read->headings[0].title));
    assert_int_equal(str_chr(read->headings[0].title, '\n'),
                     read->headings[0].title.len);
    assert_true(text_is_clean(read->headings[0].slug));
    assert_true(text_is_clean(read->questions[0].question));
    assert_true(text_is_clean(read->questions[0].answer));
    buf_release(&record);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_come_out_as_they_went_in),
        cmocka_unit_test(long_texts_are_cut_between_characters),
        cmocka_unit_test(words_come_out_as_they_went_in),
        cmocka_unit_test(heads_come_out_as_they_went_in),
        cmocka_unit_test(what_is_cut_is_refused),
        cmocka_unit_test(cut_heads_are_refused),
        cmocka_unit_test(what_makes_no_sense_is_refused),
        cmocka_unit_test(words_out_of_order_are_refused),
        cmocka_unit_test(no_memory_is_taken_for_what_cannot_be),
        cmocka_unit_test(what_is_read_is_clean),
    };

    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
