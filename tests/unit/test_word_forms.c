/*
 * What is known of words: the list of a library's words and how it is kept, stems,
 * spellings, small words, and words that are nearly others.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "catalog/words/languages.h"
#include "catalog/words/slips.h"
#include "catalog/words/small_words.h"
#include "catalog/words/spellings.h"
#include "catalog/words/stemmer.h"
#include "catalog/words/word_list.h"
#include "catalog/words/word_runs.h"

/* --- The list ------------------------------------------------------------------------
 */

struct listed {
    struct database database;
    struct word_collector collector;
    struct word_list list;
};

static void listed_open(struct listed *it)
{
    struct error err;
    *it = (struct listed){0};
    assert_int_equal(database_open(&it->database, ":memory:", DATABASE_WRITE, &err), 0);
    database_run(&it->database,
                 "CREATE TABLE wordlist(run INTEGER PRIMARY KEY, words BLOB)");
}

static void listed_close(struct listed *it)
{
    word_collector_release(&it->collector);
    word_list_release(&it->list);
    database_close(&it->database);
}

static void listed_add(struct listed *it, const char *words)
{
    word_collector_add(&it->collector, str_from(words));
    word_collector_write(&it->collector, &it->database);
    word_list_load(&it->list, &it->database);
    assert_int_equal(database_fault(&it->database), FAULT_NONE);
}

static bool listed_has(const struct listed *it, const char *word)
{
    return word_list_has(&it->list, str_from(word));
}

static int64_t runs_of(struct listed *it)
{
    struct statement *ask =
        statement_new(&it->database, "SELECT count(*) FROM wordlist");
    int64_t runs = statement_next(ask) ? column_int(ask, 0) : -1;
    statement_end(ask);
    statement_free(ask);
    return runs;
}

static void words_are_kept_once(void **state)
{
    struct listed it;
    (void)state;
    listed_open(&it);
    listed_add(&it, "pilot pilots harbour a an r2d2 in pilot");
    assert_int_equal(it.list.count, 3);
    listed_add(&it, "harbour harbours");
    assert_int_equal(it.list.count, 4);
    assert_true(listed_has(&it, "pilot") && listed_has(&it, "harbours"));
    assert_false(listed_has(&it, "pilo") || listed_has(&it, "an") ||
                 listed_has(&it, "r2d2") || listed_has(&it, "zz") ||
                 listed_has(&it, ""));
    listed_add(&it, "harbour");
    assert_int_equal(runs_of(&it), 2);
    listed_close(&it);
}

static void many_runs_become_one(void **state)
{
    struct listed it;
    (void)state;
    listed_open(&it);
    for (int i = 0; i < 100; i++) {
        char word[] = "quayaa";
        word[4] = (char)('a' + i / 26);
        word[5] = (char)('a' + i % 26);
        listed_add(&it, word);
        assert_true(listed_has(&it, word) && listed_has(&it, "quayaa"));
        assert_true(runs_of(&it) <= 16);
        assert_int_equal(it.list.count, i + 1);
    }
    listed_close(&it);
}

static void a_beginning_is_a_range(void **state)
{
    struct listed it;
    (void)state;
    listed_open(&it);
    listed_add(&it, "sail sailor sailing sale zeal éclair");
    struct word_numbers at = word_list_beginning(&it.list, 0, STR("sail"));
    assert_int_equal(at.to - at.from, 3);
    at = word_list_beginning(&it.list, 0, STR("x"));
    assert_int_equal(at.to, at.from);
    at = word_list_beginning(&it.list, 0, STR(""));
    assert_int_equal(at.to - at.from, 6);
    listed_close(&it);
}

/* Ideographs are words by themselves, and have no forms. */
static void only_words_with_forms_are_kept(void **state)
{
    (void)state;
    static const char *const kept[] = {"tide", "город", "haus", "के"};
    static const char *const not_kept[] = {"京", "ไท", "x", "", "b12", "100"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        assert_true(word_run_takes(str_from(kept[i])));
    for (size_t i = 0; i < sizeof not_kept / sizeof *not_kept; i++)
        assert_false(word_run_takes(str_from(not_kept[i])));
    struct buf text = {0};
    buf_repeat(&text, 'x', 10000);
    assert_false(word_run_takes(buf_str(&text)));
    buf_release(&text);
}

static void damage_is_noticed(void **state)
{
    static const struct str records[] = {
        STR_INIT("\x00"),
        STR_INIT("\x00\x05pilo"),
        STR_INIT("\x03\x01x"),
        STR_INIT("\x00\x00"),
        STR_INIT("\x00\x03pi\""),
        STR_INIT("\x00\x03 OR"),
        STR_INIT("\x00\x01"
                 "a\x01\xFFxxxxxxxx"),
    };
    (void)state;
    for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
        struct listed it;
        listed_open(&it);
        struct statement *put =
            statement_new(&it.database, "INSERT INTO wordlist VALUES(1, ?)");
        statement_record(put, 1, records[i]);
        statement_run(put);
        statement_free(put);
        word_list_load(&it.list, &it.database);
        assert_int_equal(database_fault(&it.database), FAULT_BROKEN);
        listed_close(&it);
    }
}

/* --- Languages and stems -------------------------------------------------------------
 */

static void languages_have_codes_and_names(void **state)
{
    (void)state;
    assert_int_equal(language_of(STR("de")), LANGUAGE_GERMAN);
    assert_int_equal(language_of(STR("pt-BR")), LANGUAGE_PORTUGUESE);
    assert_int_equal(language_of(STR(" EN_us ")), LANGUAGE_ENGLISH);
    assert_int_equal(language_of(STR("Swedish")), LANGUAGE_SWEDISH);
    assert_int_equal(language_of(STR("zh-cn")), LANGUAGE_COUNT);
    assert_int_equal(language_of(STR("")), LANGUAGE_COUNT);
    assert_int_equal(language_of(STR("-")), LANGUAGE_COUNT);
}

static void assert_same_stem(enum language language, const char *a, const char *b,
                             bool same)
{
    struct languages languages = {{language}, 1};
    struct stemmers stemmers;
    struct arena arena = {0};
    stemmers_init(&stemmers, &languages);
    assert_int_equal(stemmers.count, 1);
    struct str left = arena_str(&arena, stemmers_stem(&stemmers, 0, str_from(a)));
    struct str right = stemmers_stem(&stemmers, 0, str_from(b));
    if (str_eq(left, right) != same)
        fail_msg("%s is " STR_FMT ", %s " STR_FMT, a, STR_ARG(left), b, STR_ARG(right));
    stemmers_release(&stemmers);
    arena_release(&arena);
}

/* As the index has them, without accents. */
static void stems_are_those_of_folded_words(void **state)
{
    (void)state;
    assert_same_stem(LANGUAGE_ENGLISH, "deterred", "deterring", true);
    assert_same_stem(LANGUAGE_ENGLISH, "ferry", "ferries", true);
    assert_same_stem(LANGUAGE_ENGLISH, "ferry", "fern", false);
    assert_same_stem(LANGUAGE_SPANISH, "informacion", "informaciones", true);
    assert_same_stem(LANGUAGE_PORTUGUESE, "nacao", "nacoes", true);
    assert_same_stem(LANGUAGE_PORTUGUESE, "informacao", "informacoes", true);
    assert_same_stem(LANGUAGE_FRENCH, "liberte", "libertes", true);
    assert_same_stem(LANGUAGE_FRENCH, "possibilite", "possibilites", true);
    assert_same_stem(LANGUAGE_GERMAN, "haus", "hauser", true);
    assert_same_stem(LANGUAGE_RUSSIAN, "город", "городами", true);
    assert_same_stem(LANGUAGE_FINNISH, "talo", "talossa", true);
    assert_same_stem(LANGUAGE_ITALIAN, "nazione", "nazioni", true);
    assert_same_stem(LANGUAGE_TURKISH, "kitap", "kitaplar", true);
}

static void strange_words_have_stems(void **state)
{
    struct languages languages = {{LANGUAGE_ENGLISH, LANGUAGE_GREEK, LANGUAGE_ARABIC},
                                  3};
    struct stemmers stemmers;
    struct buf text = {0};
    (void)state;
    stemmers_init(&stemmers, &languages);
    buf_repeat(&text, 'e', 10000);
    for (size_t i = 0; i < stemmers.count; i++) {
        assert_int_equal(stemmers_stem(&stemmers, i, buf_str(&text)).len, 10000);
        assert_true(stemmers_stem(&stemmers, i, STR("\xFF\xC3\xE2\x80")).len > 0);
        assert_true(stemmers_stem(&stemmers, i, STR("s")).len > 0);
        assert_int_equal(stemmers_stem(&stemmers, i, STR("")).len, 0);
    }
    buf_release(&text);
    stemmers_release(&stemmers);
}

static uint64_t small_in(const struct small_words *words, const char *word)
{
    return small_words_languages(words, str_from(word));
}

static void small_words_are_those_of_a_language(void **state)
{
    struct languages english = {{LANGUAGE_ENGLISH}, 1};
    struct languages two = {{LANGUAGE_GERMAN, LANGUAGE_FRENCH}, 2};
    struct small_words words = {0};
    (void)state;
    small_words_load(&words, &english);
    assert_int_equal(small_in(&words, "the"), 1);
    assert_int_equal(small_in(&words, "who"), 1);
    assert_int_equal(small_in(&words, "wie"), 0);
    assert_int_equal(small_in(&words, "treaty"), 0);
    assert_int_equal(small_in(&words, ""), 0);
    small_words_load(&words, &two);
    assert_int_equal(small_in(&words, "wie"), 1);
    assert_int_equal(small_in(&words, "fur"), 1);
    assert_int_equal(small_in(&words, "etre"), 2);
    assert_int_equal(small_in(&words, "des"), 3);
    assert_int_equal(small_in(&words, "the"), 0);
    small_words_release(&words);
}

/* --- Spellings -----------------------------------------------------------------------
 */

static bool has_spelling(const struct spellings *spellings, const char *word)
{
    for (size_t i = 0; i < spellings->count; i++) {
        if (str_eq(spellings->items[i], str_from(word)))
            return true;
    }
    return false;
}

static void assert_spelled(const char *word, const char *other, bool expected)
{
    struct arena arena = {0};
    struct spellings spellings = {.count = 0};
    spellings_add(&spellings, str_from(word), &arena);
    if (has_spelling(&spellings, other) != expected)
        fail_msg("%s, %s", word, other);
    arena_release(&arena);
}

static void british_is_american(void **state)
{
    static const char *const pairs[][2] = {
        {"colour", "color"},
        {"harbours", "harbors"},
        {"organise", "organize"},
        {"organisation", "organization"},
        {"analyse", "analyze"},
        {"analysing", "analyzing"},
        {"centre", "center"},
        {"defence", "defense"},
        {"licence", "license"},
        {"catalogue", "catalog"},
        {"catalogues", "catalogs"},
        {"travelled", "traveled"},
        {"modelling", "modeling"},
        {"programme", "program"},
        {"judgement", "judgment"},
        {"anaemia", "anemia"},
        {"encyclopaedia", "encyclopedia"},
        {"grey", "gray"},
        {"neighbourhood", "neighborhood"},
        {"favourable", "favorable"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_spelled(pairs[i][0], pairs[i][1], true);
        assert_spelled(pairs[i][1], pairs[i][0], true);
    }
    assert_spelled("four", "for", false);
    assert_spelled("filled", "filed", false);
    assert_spelled("hour", "hor", false);
    assert_spelled("wise", "wize", false);
    assert_spelled("colour", "colour", false);
}

static void assert_family(const char *word, const char *other)
{
    struct arena arena = {0};
    struct spellings spellings = {.count = 0};
    spellings_add_family(&spellings, str_from(word), &arena);
    if (!has_spelling(&spellings, other))
        fail_msg("%s, %s", word, other);
    arena_release(&arena);
}

static void assert_no_family(const char *word, const char *other)
{
    struct arena arena = {0};
    struct spellings spellings = {.count = 0};
    spellings_add_family(&spellings, str_from(word), &arena);
    assert_false(has_spelling(&spellings, other));
    arena_release(&arena);
}

static void families_have_other_endings(void **state)
{
    static const char *const pairs[][2] = {
        {"went", "go"},
        {"mice", "mouse"},
        {"children", "child"},
        {"revoke", "revocation"},
        {"decision", "decide"},
        {"analysis", "analyses"},
        {"criteria", "criterion"},
        {"bought", "buy"},
        {"strength", "strong"},
        {"perceive", "perception"},
        {"alliance", "ally"},
        {"leaf", "leaves"},
        {"dominant", "dominance"},
        {"respond", "response"},
        {"application", "apply"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_family(pairs[i][0], pairs[i][1]);
        assert_family(pairs[i][1], pairs[i][0]);
    }
    assert_no_family("mission", "mit");
    assert_no_family("base", "bad");
    assert_no_family("more", "moral");
    assert_no_family("culture", "cult");
}

/* --- Slips ---------------------------------------------------------------------------
 */

/* The words that are nearest, apart by spaces. */
static void assert_near(const struct listed *it, const char *typed,
                        const char *expected)
{
    size_t numbers[SLIPS_MAX];
    int distance;
    struct buf line = {0};
    size_t count = slips_find(&it->list, str_from(typed), 0, numbers, &distance);
    for (size_t i = 0; i < count; i++) {
        buf_puts(&line, i > 0 ? STR(" ") : STR(""));
        buf_puts(&line, word_list_word(&it->list, numbers[i]));
    }
    if (!str_eq(buf_str(&line), str_from(expected)))
        fail_msg("'%s': '" STR_FMT "', not '%s'", typed, STR_ARG(buf_str(&line)),
                 expected);
    buf_release(&line);
}

static void slips_are_near(void **state)
{
    struct listed it;
    (void)state;
    listed_open(&it);
    listed_add(&it, "revoking revolving harbour harbor pilot tide tidal deterrence "
                    "forum schiff häfen город");
    assert_near(&it, "revokign", "revoking");
    assert_near(&it, "ervoking", "revoking");
    assert_near(&it, "revolking", "revoking revolving");
    assert_near(&it, "harbur", "harbour harbor");
    assert_near(&it, "pilto", "pilot");
    assert_near(&it, "pillot", "pilot");
    assert_near(&it, "deterance", "deterrence");
    assert_near(&it, "dterrance", "deterrence");
    assert_near(&it, "горад", "город");
    assert_near(&it, "tid", "");
    assert_near(&it, "tidd", "tide");
    assert_near(&it, "t1de", "");
    assert_near(&it, "plt", "");
    assert_near(&it, "", "");
    listed_close(&it);
}

/* A list of all words that are one letter from each other. */
static void many_are_near(void **state)
{
    struct listed it;
    struct buf text = {0};
    (void)state;
    listed_open(&it);
    for (char c = 'a'; c <= 'z'; c++)
        buf_printf(&text, "l%cntern lante%cn ", c, c);
    buf_putc(&text, '\0');
    listed_add(&it, text.data);
    size_t numbers[SLIPS_MAX];
    int distance;
    assert_int_equal(slips_find(&it.list, STR("lxntexn"), 0, numbers, &distance), 2);
    assert_int_equal(slips_find(&it.list, STR("lanten"), 0, numbers, &distance),
                     SLIPS_MAX);
    buf_release(&text);
    listed_close(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_kept_once),
        cmocka_unit_test(many_runs_become_one),
        cmocka_unit_test(a_beginning_is_a_range),
        cmocka_unit_test(only_words_with_forms_are_kept),
        cmocka_unit_test(damage_is_noticed),
        cmocka_unit_test(languages_have_codes_and_names),
        cmocka_unit_test(stems_are_those_of_folded_words),
        cmocka_unit_test(strange_words_have_stems),
        cmocka_unit_test(small_words_are_those_of_a_language),
        cmocka_unit_test(british_is_american),
        cmocka_unit_test(families_have_other_endings),
        cmocka_unit_test(slips_are_near),
        cmocka_unit_test(many_are_near),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
