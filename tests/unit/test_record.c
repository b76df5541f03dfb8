/*
 * Records: what is put into one comes out again, and what is damaged is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "catalog/store/record.h"
#include "catalog/store/varint.h"
#include "temp_library.h"

static struct packer *packer;

static int make_packer(void **state)
{
    (void)state;
    packer = packer_new();
    return 0;
}

static int drop_packer(void **state)
{
    (void)state;
    packer_free(packer);
    return 0;
}

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

static struct fact_pointer pointers[] = {
    {.link = 3, .fragment = STR_INIT("Work"), .is_aimed = true},
    {.link = POINTER_OWN, .fragment = STR_INIT("")},
};

static struct fact_question questions[] = {
    {.question = STR_INIT("Who comes?"),
     .answer = STR_INIT("Ships.\n\nAnd boats."),
     .inferred = true,
     .section = &headings[0],
     .node = 9,
     .from = 10,
     .to = 12,
     .pointers = pointers,
     .pointer_count = 2},
};

static const struct record_link links[] = {
    {LINK_WIKI, STR_INIT("Pilots"), STR_INIT("Pilots"), 0, 0, 7, 70, false},
    {LINK_WIKI, STR_INIT("pilots#Work"), STR_INIT("their work"), 2, 5, 7, 70, true},
    {LINK_INLINE, STR_INIT("../gone.md"), STR_INIT(""), 2, 6, 900, ARTICLE_NONE, false},
    {LINK_TERM, STR_INIT(""), STR_INIT(""), 70000, 80000, 0, 0, true}, /* no line */
    {LINK_EMBED, STR_INIT("sea"), STR_INIT("sea"), 70001, 80001, 12, ARTICLE_NONE - 1,
     false},
};
enum { LINKS = sizeof links / sizeof *links };

static const struct facts whole = {
    .headings = headings,
    .heading_count = 2,
    .points = points,
    .point_count = 2,
    .questions = questions,
    .question_count = 1,
    .words = 123456,
};

static void facts_come_out_as_they_went_in(void **state)
{
    struct arena arena = {0};
    struct buf record = {0};
    (void)state;
    record_put_facts(packer, &record, &whole, links, LINKS);
    struct facts *facts;
    assert_true(record_get_facts(buf_str(&record), &arena, &facts));
    assert_int_equal(facts->words, 123456);
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
    assert_int_equal(facts->questions[0].pointer_count, 2);
    assert_int_equal(facts->questions[0].pointers[0].link, 3);
    assert_text(facts->questions[0].pointers[0].fragment, "Work");
    assert_true(facts->questions[0].pointers[0].is_aimed);
    assert_int_equal(facts->questions[0].pointers[1].link, POINTER_OWN);
    assert_false(facts->questions[0].pointers[1].is_aimed);
    buf_release(&record);
    arena_release(&arena);
}

/* Without what is behind them, whatever that is. */
static void headings_come_out_by_themselves(void **state)
{
    struct arena arena = {0};
    struct buf record = {0};
    (void)state;
    record_put_facts(packer, &record, &whole, links, LINKS);
    struct str *titles;
    size_t count;
    assert_true(record_get_headings(buf_str(&record), &arena, &titles, &count));
    assert_int_equal(count, 2);
    assert_text(titles[0], "");
    assert_text(titles[1], "D\xC3\xA9p\xC3\xB4t");
    record.data[record.len - 1] ^= 1;
    assert_true(record_get_headings(buf_str(&record), &arena, &titles, &count));
    record.data[0]--;
    assert_false(record_get_headings(buf_str(&record), &arena, &titles, &count));
    assert_false(record_get_headings((struct str){0}, &arena, &titles, &count));
    buf_release(&record);
    arena_release(&arena);
}

static void long_texts_are_cut_between_characters(void **state)
{
    struct arena arena = {0};
    struct buf text = {0}, record = {0};
    struct fact_point point = {.label = STR("Long")};
    struct facts facts = {.points = &point, .point_count = 1};
    (void)state;
    buf_putc(&text, 'x');
    while (text.len < 2 * RECORD_POINT_BYTES)
        buf_puts(&text, STR("\xE2\x82\xAC"));
    point.text = buf_str(&text);
    record_put_facts(packer, &record, &facts, NULL, 0);
    struct facts *read;
    assert_true(record_get_facts(buf_str(&record), &arena, &read));
    assert_true(read->points[0].text.len <= RECORD_POINT_BYTES);
    assert_true(read->points[0].text.len > RECORD_POINT_BYTES - 3);
    assert_true(str_starts(buf_str(&text), read->points[0].text));
    assert_int_equal((read->points[0].text.len - 1) % 3, 0);
    buf_release(&text);
    buf_release(&record);
    arena_release(&arena);
}

static void assert_links(const struct record_link *read)
{
    for (size_t i = 0; i < LINKS; i++) {
        assert_int_equal(read[i].form, links[i].form);
        assert_true(str_eq(read[i].dest, links[i].dest));
        assert_true(str_eq(read[i].text, links[i].text));
        assert_int_equal(read[i].section, links[i].section);
        assert_true(read[i].order == links[i].order && read[i].line == links[i].line);
        assert_true(read[i].target == links[i].target);
        assert_true(read[i].given == links[i].given);
    }
}

static void links_come_out_as_they_went_in(void **state)
{
    static const uint32_t articles[] = {0, 69, 70, 71, 5000, ARTICLE_NONE - 1};
    struct arena arena = {0};
    struct buf record = {0}, targets = {0};
    (void)state;
    record_put_facts(packer, &record, &whole, links, LINKS);
    struct record_link *read;
    size_t count;
    for (size_t k = 0; k < sizeof articles / sizeof *articles; k++) {
        assert_true(record_get_links(buf_str(&record), &arena, &read, &count));
        assert_int_equal(count, LINKS);
        for (size_t i = 0; i < LINKS; i++)
            assert_true(read[i].target == ARTICLE_NONE);
        buf_clear(&targets);
        record_put_targets(&targets, articles[k], links, LINKS);
        assert_true(record_get_targets(buf_str(&targets), articles[k], read, count));
        assert_links(read);
    }
    buf_release(&record);
    buf_release(&targets);
    arena_release(&arena);
}

static struct str aliases[] = {STR_INIT("port"), STR_INIT("")};
static struct str addresses[] = {STR_INIT("sea/harbour")};
static const struct head a_head = {
    .is_article = true,
    .title_inferred = true,
    .order = {.place = -3,
              .is_draft = true,
              .date = 203104011200,
              .until = 203204010000,
              .label = STR_INIT("Short"),
              .parent = STR_INIT("Above")},
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
    (void)state;
    record_put_head(&record, &a_head);
    struct head head;
    assert_true(record_get_head(buf_str(&record), &arena, &head));
    assert_true(head.is_article && head.title_inferred);
    assert_int_equal(head.order.place, -3);
    assert_true(head.order.is_draft);
    assert_false(head.order.in_menu);
    assert_int_equal(head.order.date, 203104011200);
    assert_int_equal(head.order.from, 0);
    assert_int_equal(head.order.until, 203204010000);
    assert_true(str_eq(head.order.label, STR("Short")));
    assert_true(str_eq(head.order.parent, STR("Above")));
    assert_int_equal(head.order.grand_parent.len, 0);
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

/* A record with its end cut off at each byte, and with one byte more: from where all of
 * the facts are there, they come out. */
static void what_is_cut_is_refused(void **state)
{
    struct buf record = {0};
    bool was_whole = false;
    (void)state;
    record_put_facts(packer, &record, &whole, links, LINKS);
    buf_putc(&record, '\0');
    for (size_t len = 0; len <= record.len; len++) {
        struct arena arena = {0};
        char *copy = malloc(len + (len == 0));
        memcpy(copy, record.data, len);
        struct facts *facts;
        bool is_whole = record_get_facts((struct str){copy, len}, &arena, &facts);
        assert_true(is_whole || !was_whole);
        if (is_whole)
            assert_text(facts->questions[0].question, "Who comes?");
        was_whole = is_whole;
        free(copy);
        arena_release(&arena);
    }
    assert_true(was_whole);
    buf_release(&record);
}

static void cut_links_are_refused(void **state)
{
    struct buf record = {0}, targets = {0};
    struct arena arena = {0};
    (void)state;
    record_put_facts(packer, &record, &whole, links, LINKS);
    buf_putc(&record, '\0');
    struct record_link read[LINKS], *cut;
    size_t count;
    for (size_t len = 0; len <= record.len; len++)
        assert_int_equal(
            record_get_links((struct str){record.data, len}, &arena, &cut, &count),
            len == record.len - 1);
    record_put_targets(&targets, 7, links, LINKS);
    buf_putc(&targets, '\0');
    for (size_t len = 0; len <= targets.len; len++)
        assert_int_equal(
            record_get_targets((struct str){targets.data, len}, 7, read, LINKS),
            len == targets.len - 1);
    buf_release(&record);
    buf_release(&targets);
    arena_release(&arena);
}

/* Before the first article, none by its number, behind the last. */
static void targets_that_cannot_be_are_refused(void **state)
{
    static const struct str wild[] = {
        STR_INIT("\20"), STR_INIT("\361\377\377\377\37"),
        STR_INIT("\377\377\377\377\377\377\377\377\377\1")};

    (void)state;
    for (size_t i = 0; i < sizeof wild / sizeof *wild; i++) {
        struct str rest = wild[i];
        uint32_t target;
        assert_false(record_get_target(&rest, 7, &target));
    }
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

/* A record of facts that was not deflated, `front` bytes of it the headings and what is
 * before them. */
static struct buf facts_of(struct str bytes, size_t front)
{
    struct buf record = {0};
    varint_put(&record, front);
    varint_put(&record, bytes.len);
    varint_put(&record, bytes.len);
    buf_puts(&record, bytes);
    return record;
}

/* Sections that are not there, sources that do not exist, numbers without end. */
static void what_makes_no_sense_is_refused(void **state)
{
    static const struct {
        const char *what;
        struct str record;
    } cases[] = {
        /* words, headings, points: label, text, source, weight, section, node;
         * questions */
        {"no such section", STR_INIT("\1\0\1\0\0\0\0\1\0\0")},
        {"no such source", STR_INIT("\1\0\1\0\0\7\0\0\0\0")},
        {"too many headings", STR_INIT("\1\5\0\0\0\0\0\0\0\0")},
        {"a number too long",
         STR_INIT("\377\377\377\377\377\377\377\377\377\377\1\0\0\0")},
        {"a node too large", STR_INIT("\1\1\0\0\377\377\377\377\377\1\1\0\0")},
    };
    static const struct str sound = STR_INIT("\1\0\1\0\0\0\0\0\0\0");

    (void)state;
    for (size_t i = 0; i <= sizeof cases / sizeof *cases; i++) {
        bool is_last = i == sizeof cases / sizeof *cases;
        struct buf record = facts_of(is_last ? sound : cases[i].record, 2);
        struct arena arena = {0};
        struct facts *facts;
        if (record_get_facts(buf_str(&record), &arena, &facts) != is_last)
            fail_msg("%s", is_last ? "what is sound" : cases[i].what);
        arena_release(&arena);
        buf_release(&record);
    }
}

/* A count that the record could hold as bytes, not as what is counted. */
static void no_memory_is_taken_for_what_cannot_be(void **state)
{
    enum { BYTES = 1 << 20 };
    struct arena arena = {0};
    struct buf bytes = {0};
    (void)state;
    buf_puts(&bytes, STR("\1\0\0\300\377\77")); /* 1,048,512 questions */
    buf_repeat(&bytes, '\0', BYTES - bytes.len);
    struct buf record = facts_of(buf_str(&bytes), 2);
    struct facts *facts;
    assert_false(record_get_facts(buf_str(&record), &arena, &facts));
    assert_true(arena.total_bytes < 3 * BYTES);
    buf_release(&bytes);
    buf_release(&record);
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
                          .question_count = 1};
    static const struct record_link wild[] = {
        {.dest = STR_INIT("a\033[31m"), .text = STR_INIT("a\033[31m")},
        {.dest = STR_INIT("b"), .text = STR_INIT("b\033[31m")}};
    struct arena arena = {0};
    struct buf record = {0};
    (void)state;
    record_put_facts(packer, &record, &facts, wild, 2);
    struct facts *read;
    assert_true(record_get_facts(buf_str(&record), &arena, &read));
    assert_true(text_is_clean(read->headings[0].title));
    assert_int_equal(str_chr(read->headings[0].title, '\n'),
                     read->headings[0].title.len);
    assert_true(text_is_clean(read->headings[0].slug));
    assert_true(text_is_clean(read->questions[0].question));
    assert_true(text_is_clean(read->questions[0].answer));
    struct record_link *found;
    size_t count;
    assert_true(record_get_links(buf_str(&record), &arena, &found, &count));
    assert_true(text_is_clean(found[0].text) && text_is_clean(found[1].text));
    buf_release(&record);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_come_out_as_they_went_in),
        cmocka_unit_test(headings_come_out_by_themselves),
        cmocka_unit_test(long_texts_are_cut_between_characters),
        cmocka_unit_test(links_come_out_as_they_went_in),
        cmocka_unit_test(heads_come_out_as_they_went_in),
        cmocka_unit_test(what_is_cut_is_refused),
        cmocka_unit_test(cut_heads_are_refused),
        cmocka_unit_test(cut_links_are_refused),
        cmocka_unit_test(targets_that_cannot_be_are_refused),
        cmocka_unit_test(what_makes_no_sense_is_refused),
        cmocka_unit_test(no_memory_is_taken_for_what_cannot_be),
        cmocka_unit_test(what_is_read_is_clean),
    };
    text_setup();
    return cmocka_run_group_tests(tests, make_packer, drop_packer);
}
