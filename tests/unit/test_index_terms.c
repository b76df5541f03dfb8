/*
 * The terms of an article: what is counted, and the record that keeps it; and the
 * lexicon, by which most of a record are numbers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "catalog/store/schema.h"
#include "catalog/text/lexicon_growth.h"
#include "catalog/text/terms_column.h"

struct kept {
    struct arena arena;
    struct packer *packer;
    struct database database;
    struct lexicon *lexicon;
    struct lexicon_growth growth;
    struct term_counter *counter;
    struct buf record;
    struct str unnumbered;
};

static int set_up(void **state)
{
    static struct kept kept;

    kept = (struct kept){.packer = packer_new(), .lexicon = lexicon_new()};
    kept.counter = term_counter_new(kept.lexicon);
    struct error err;
    if (database_open(&kept.database, ":memory:", DATABASE_WRITE, &err) != 0 ||
        !schema_make(&kept.database))
        return -1;
    *state = &kept;
    return 0;
}

static int tear_down(void **state)
{
    struct kept *kept = *state;
    packer_free(kept->packer);
    term_counter_free(kept->counter);
    lexicon_growth_release(&kept->growth);
    lexicon_free(kept->lexicon);
    database_close(&kept->database);
    arena_release(&kept->arena);
    buf_release(&kept->record);
    return 0;
}

static struct terms round_trip(struct kept *kept, const struct columns *columns)
{
    struct terms terms = {0};
    buf_clear(&kept->record);
    terms_put(kept->counter, kept->packer, &kept->record, columns, &kept->unnumbered);
    assert_true(terms_get(buf_str(&kept->record), kept->lexicon, &kept->arena, &terms));
    return terms;
}

/* Gives these words numbers. */
static void learn(struct kept *kept, const char *words)
{
    lexicon_add(kept->lexicon, &kept->database, str_from(words));
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
        .title = STR("tea and tea"),
        .body = STR("tea with milk. milk first; tea-time"),
        .names = STR("tea and tea drinks/tea.md"),
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
    for (int i = 0; i < 1000; i++)
        buf_printf(&body, "word%d often ", i);
    columns.body = buf_str(&body);
    struct terms terms = round_trip(kept, &columns);
    assert_int_equal(terms.count, 1001);
    assert_true(str_eq(terms.items[0].text, STR("often")));
    assert_int_equal(terms.items[0].count, TERM_COUNT_MAX);
    assert_null(terms_look_up(&terms, STR("word1000")));
    assert_int_equal(terms_look_up(&terms, STR("word999"))->count, 1);
    for (size_t i = 1; i < terms.count; i++)
        assert_true(str_cmp(terms.items[i - 1].text, terms.items[i].text) < 0);
    buf_release(&body);
}

/* The index cuts them, too: what it has not cannot be deleted from it. */
static void endless_words_are_cut(void **state)
{
    struct buf body = {0};
    struct columns columns = {0};
    buf_repeat(&body, 'a', 100000);
    columns.body = buf_str(&body);
    struct terms terms = round_trip(*state, &columns);
    assert_int_equal(terms.count, 1);
    assert_int_equal(terms.items[0].text.len, 32768);
    buf_release(&body);
}

/* Words with a number or without: what is read is the same. */
static void numbers_change_nothing(void **state)
{
    const struct columns columns = {
        .title = STR("tea and tea"),
        .body = STR("tea with milk. milk first; tea-time"),
        .names = STR("tea and tea drinks/tea.md"),
        .headings = STR("milk"),
    };
    struct kept *kept = *state;
    struct terms without = round_trip(kept, &columns);
    learn(kept, "time of tea ");
    learn(kept, "milk drinks first sugar");
    struct terms with = round_trip(kept, &columns);

    assert_int_equal(with.count, without.count);
    assert_int_equal(with.runs[0] + with.runs[1], 5);
    for (size_t i = 0; i < without.count; i++) {
        const struct term *expected = &without.items[i];
        const struct term *term = terms_look_up(&with, expected->text);
        assert_non_null(term);
        assert_true(str_eq(term->text, expected->text));
        assert_int_equal(term->columns, expected->columns);
        assert_int_equal(term->count, expected->count);
    }
    assert_null(terms_look_up(&with, STR("sugar")));
    assert_null(terms_look_up(&with, STR("coffee")));
}

static void a_record_names_no_word_that_is_not_there(void **state)
{
    const struct columns columns = {.body = STR("tea with milk")};
    struct kept *kept = *state;
    struct lexicon *shorter = lexicon_new();
    learn(kept, "tea milk");
    (void)round_trip(kept, &columns);
    struct terms terms;
    assert_false(terms_get(buf_str(&kept->record), shorter, &kept->arena, &terms));
    lexicon_load(shorter, &kept->database);
    assert_true(terms_get(buf_str(&kept->record), shorter, &kept->arena, &terms));
    lexicon_free(shorter);
}

/* Numbers that do not follow each other, and a word that is there twice. */
static void a_lexicon_that_makes_no_sense_is_distrusted(void **state)
{
    static const char *const rows[] = {
        "INSERT INTO lexicon VALUES(3, 'tea')",
        "INSERT INTO lexicon VALUES(0, 'tea milk tea')",
    };
    struct kept *kept = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct lexicon *lexicon = lexicon_new();
        database_run(&kept->database, rows[i]);
        lexicon_load(lexicon, &kept->database);
        assert_int_equal(database_fault(&kept->database), FAULT_BROKEN);
        database_clear_error(&kept->database);
        database_run(&kept->database, "DELETE FROM lexicon");
        lexicon_free(lexicon);
    }
}

/* Of words that many articles have; the words of one alone get none. */
static void frequent_words_get_numbers(void **state)
{
    struct kept *kept = *state;
    struct buf body = {0};
    size_t bytes = 0;
    for (int i = 0; i < 2 * LIMIT_BATCH_FIRST; i++) {
        buf_clear(&body);
        buf_printf(&body, "all of them and number%d", i);
        (void)round_trip(kept, &(struct columns){.body = buf_str(&body)});
        lexicon_growth_count(&kept->growth, kept->lexicon, &kept->database,
                             kept->unnumbered);
        if (i == 0)
            bytes = kept->record.len;
    }
    assert_int_equal(lexicon_count(kept->lexicon), 4);
    assert_true(kept->record.len < bytes - 8);
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
    learn(kept, "two seven thirteen");
    struct terms terms = round_trip(kept, &columns);
    size_t len = kept->record.len;

    for (size_t cut = 0; cut < len; cut++)
        assert_false(terms_get(str_slice(buf_str(&kept->record), 0, cut), kept->lexicon,
                               &arena, &terms));
    for (size_t at = 0; at < len; at++) {
        for (int bit = 0; bit < 8; bit++) {
            kept->record.data[at] ^= (char)(1 << bit);
            if (terms_get(buf_str(&kept->record), kept->lexicon, &arena, &terms)) {
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
        cmocka_unit_test_setup_teardown(numbers_change_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_record_names_no_word_that_is_not_there,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_lexicon_that_makes_no_sense_is_distrusted,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(frequent_words_get_numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(damaged_records_do_no_harm, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("index_terms", tests, NULL, NULL);
}
