/*
 * The terms of an article: what is counted, and the record that keeps it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "catalog/text/terms.h"

struct kept {
    struct arena arena;
    struct packer *packer;
    struct buf record;
};

static int set_up(void **state)
{
    static struct kept kept;

    kept = (struct kept){.packer = packer_new()};
    *state = &kept;
    return 0;
}

static int tear_down(void **state)
{
    struct kept *kept = *state;

    packer_free(kept->packer);
    arena_release(&kept->arena);
    buf_release(&kept->record);
    return 0;
}

static struct terms round_trip(struct kept *kept, const struct columns *columns)
{
    struct terms terms = {0};

    buf_clear(&kept->record);
    terms_put(kept->packer, &kept->record, columns, &kept->arena);
    assert_true(terms_get(buf_str(&kept->record), &kept->arena, &terms));
    return terms;
}

static void assert_joined(const struct terms *terms, enum term_column column,
                          const char *expected)
{
    struct buf joined = {0};

    terms_join(terms, column, &joined);
    assert_int_equal(joined.len, strlen(expected));
    if (joined.len > 0)
        assert_memory_equal(joined.data, expected, joined.len);
    buf_release(&joined);
}

static void each_word_stands_once_with_its_columns(void **state)
{
    const struct columns columns = {
        .title = STR("Tea and tea"),
        .body = STR("tea with Milk. MILK first; tea-time"),
        .names = STR("Tea and tea drinks/tea.md"),
        .headings = STR("milk"),
    };
    struct terms terms = round_trip(*state, &columns);

    assert_joined(&terms, TERM_TITLE, "and tea");
    assert_joined(&terms, TERM_BODY, "first milk tea time with");
    assert_joined(&terms, TERM_NAMES, "and drinks md tea");
    assert_joined(&terms, TERM_HEADINGS, "milk");
    for (size_t i = 0; i < terms.count; i++) {
        if (str_eq(terms.items[i].text, STR("tea")))
            assert_int_equal(terms.items[i].count, 4);
        if (str_eq(terms.items[i].text, STR("drinks")))
            assert_int_equal(terms.items[i].count, 0);
    }
}

static void nothing_is_a_record_too(void **state)
{
    const struct columns columns = {.body = STR(" .,- ")};
    struct terms terms = round_trip(*state, &columns);

    assert_int_equal(terms.count, 0);
    assert_joined(&terms, TERM_BODY, "");
}

static void letters_of_all_scripts_are_kept(void **state)
{
    const struct columns columns = {.body = STR("größe 北 京 größer 北 κόσμε")};
    struct terms terms = round_trip(*state, &columns);

    assert_joined(&terms, TERM_BODY, "größe größer κόσμε 京 北");
}

/* A thousand words, and one more often than is counted. */
static void many_words_come_back(void **state)
{
    struct kept *kept = *state;
    struct buf body = {0};
    struct columns columns = {0};
    struct terms terms;

    for (int i = 0; i < 1000; i++)
        buf_printf(&body, "word%d often ", i);
    columns.body = buf_str(&body);
    terms = round_trip(kept, &columns);
    assert_int_equal(terms.count, 1001);
    assert_true(str_eq(terms.items[0].text, STR("often")));
    assert_int_equal(terms.items[0].count, TERM_COUNT_MAX);
    for (size_t i = 1; i < terms.count; i++)
        assert_true(str_cmp(terms.items[i - 1].text, terms.items[i].text) < 0);
    buf_release(&body);
}

/* The index cuts them, too: what it has not cannot be deleted from it. */
static void endless_words_are_cut(void **state)
{
    struct buf body = {0};
    struct columns columns = {0};
    struct terms terms;

    buf_repeat(&body, 'a', 100000);
    columns.body = buf_str(&body);
    terms = round_trip(*state, &columns);
    assert_int_equal(terms.count, 1);
    assert_int_equal(terms.items[0].text.len, 32768);
    buf_release(&body);
}

/* Whatever a record is, reading it ends, and what is read is in order. */
static void damaged_records_do_no_harm(void **state)
{
    const struct columns columns = {
        .title = STR("one two three"),
        .body = STR("four five six seven eight nine ten eleven twelve thirteen"),
    };
    struct kept *kept = *state;
    struct arena arena = {0};
    struct terms terms = round_trip(kept, &columns);
    size_t len = kept->record.len;

    for (size_t cut = 0; cut < len; cut++)
        assert_false(
            terms_get(str_slice(buf_str(&kept->record), 0, cut), &arena, &terms));
    for (size_t at = 0; at < len; at++) {
        for (int bit = 0; bit < 8; bit++) {
            kept->record.data[at] ^= (char)(1 << bit);
            if (terms_get(buf_str(&kept->record), &arena, &terms)) {
                for (size_t i = 0; i < terms.count; i++)
                    assert_true(terms.items[i].text.len > 0 &&
                                terms.items[i].columns != 0);
            }
            kept->record.data[at] ^= (char)(1 << bit);
            arena_clear(&arena);
        }
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_word_stands_once_with_its_columns, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_a_record_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(letters_of_all_scripts_are_kept, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(many_words_come_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(endless_words_are_cut, set_up, tear_down),
        cmocka_unit_test_setup_teardown(damaged_records_do_no_harm, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("index_terms", tests, NULL, NULL);
}
