/*
 * The scorer of names by their words: what a name's words are, what a typed word fits,
 * which of two names comes first, and which letters are marked.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/text.h"
#include "catalog/names/name_match.h"
#include "catalog/words/small_words.h"

/* --- Words ------------------------------------------------------------------------ */

static void assert_words(const char *name, enum name_form form, const char *expected)
{
    struct arena arena = {0};
    struct name_words words;
    name_words_read(&words, str_from(name), form);
    assert_string_equal(arena_cstr(&arena, name_words_text(&words, &arena)), expected);
    arena_release(&arena);
}

static void names_have_words(void **state)
{
    (void)state;
    assert_words("Foreign Policy", NAME_PLAIN, "foreign policy");
    assert_words("self-driving \u2013 cars_2", NAME_PLAIN, "self driving cars 2");
    assert_words("Russia's, Russia\u2019s and presidents' own", NAME_PLAIN,
                 "russias russias and presidents own");
    assert_words("l'Europe d\u2019Orsay O'Brien don't", NAME_PLAIN,
                 "l europe d orsay o brien dont");
    assert_words("ch03, G20 and the 007", NAME_PLAIN, "ch 3 g 20 and the 7");
    assert_words("C++, C# and #tags", NAME_PLAIN, "c++ c# and tags");
    assert_words("Élan, Straße, Ærø", NAME_PLAIN, "elan strasse aero");
    assert_words("北京大学 in 2024", NAME_PLAIN, "北京大学 in 2024");
    assert_words("東京tower", NAME_PLAIN, "東京 tower");
    assert_words("docs/v1.2/a_b.md", NAME_AS_PATH, "docs v 1 2 a b md");
    assert_words("--- ?!", NAME_PLAIN, "");
    assert_words("a\xFF\xFE\x1B[31mb\x07", NAME_PLAIN, "a 31 mb");
}

static void words_have_bounds(void **state)
{
    struct buf name = {0};
    struct name_words words;
    (void)state;
    buf_repeat(&name, 'x', 100000);
    name_words_read(&words, buf_str(&name), NAME_PLAIN);
    assert_int_equal(words.letter_count, NAME_LETTERS_MAX);
    assert_int_equal(words.words[0].count, WORD_LETTERS_MAX);
    buf_clear(&name);
    for (int i = 0; i < 5000; i++)
        buf_puts(&name, STR("'a "));
    name_words_read(&words, buf_str(&name), NAME_PLAIN);
    assert_int_equal(words.count, NAME_WORDS_MAX);
    buf_clear(&name);
    buf_repeat(&name, '\'', 100000);
    name_words_read(&words, buf_str(&name), NAME_PLAIN);
    assert_int_equal(words.count, 0);
    buf_release(&name);
}

/* --- Scores ----------------------------------------------------------------------- */

static struct small_words english;

static int load_english(void **state)
{
    const struct languages languages = {{LANGUAGE_ENGLISH}, 1};
    (void)state;
    small_words_load(&english, &languages);
    return 0;
}

static int release_english(void **state)
{
    (void)state;
    small_words_release(&english);
    return 0;
}

static struct name_score score_of(const char *typed, const char *name,
                                  enum name_kind kind, enum fit_manner manner)
{
    struct arena arena = {0};
    struct name_query query;
    name_query_init(&query, str_from(typed), manner, &english, &arena);
    struct name_score score =
        name_match_shown(&query, str_from(name), kind, NULL, NULL);
    arena_release(&arena);
    return score;
}

static void assert_strict(const char *typed, const char *name)
{
    struct name_score score = score_of(typed, name, NAME_OF_TITLE, FIT_STRICT);
    if (score.score == 0 || !score.is_strict)
        fail_msg("'%s' does not fit '%s'", typed, name);
}

static void assert_forgiven(const char *typed, const char *name)
{
    if (score_of(typed, name, NAME_OF_TITLE, FIT_STRICT).score != 0)
        fail_msg("'%s' fits '%s' strictly", typed, name);
    if (score_of(typed, name, NAME_OF_TITLE, FIT_FORGIVING).score == 0)
        fail_msg("'%s' is not forgiven for '%s'", typed, name);
}

static void assert_far(const char *typed, const char *name)
{
    if (score_of(typed, name, NAME_OF_TITLE, FIT_FORGIVING).score != 0)
        fail_msg("'%s' is taken for '%s'", typed, name);
}

static void what_is_written_another_way_fits(void **state)
{
    (void)state;
    assert_strict("dopamines role", "Dopamine's role");
    assert_strict("dopamine\u2019s role", "Dopamines role");
    assert_strict("dopamine role", "Dopamine\u02BCs role");
    assert_strict("europe", "L'Europe");
    assert_strict("leurope", "L'Europe");
    assert_strict("selfdriving", "Self-driving cars");
    assert_strict("self driving", "Selfdriving cars");
    assert_strict("self-driv", "Selfdriving cars");
    assert_strict("selfdri", "Self driving cars");
    assert_strict("u.s. policy", "US policy");
    assert_strict("us policy", "U.S. policy");
    assert_strict("state of the art", "State-of-the-art methods");
    assert_strict("stateoftheart", "State of the art methods");
    assert_strict("ch 3", "CH03");
    assert_strict("uber", "Über den Frieden");
    assert_strict("мир война", "Война и мир");
    assert_strict("京都", "京都の桜");
    assert_strict("桜", "京都の桜");
}

static void other_forms_fit(void **state)
{
    (void)state;
    assert_strict("alliance", "Military alliances");
    assert_strict("policies", "Foreign policy");
    assert_strict("planning", "Plan");
    assert_strict("edited", "Editing pages");
    assert_strict("organisation", "Organization of work");
    assert_strict("labour", "Labor");
    assert_strict("centres of excellence", "Center of excellence");
    assert_strict("defense", "The defence of Europe");
    assert_strict("catalogue", "Catalog");
    assert_strict("programme", "Program");
    assert_strict("traveled", "Travelled");
    assert_strict("paediatrics", "Pediatrics");
    assert_strict("womens rights", "The rights of woman");
    assert_strict("mice", "Of a mouse");
    assert_strict("resolve", "Resolution");
    assert_forgiven("resolving", "Resolution");
    assert_strict("deterrent", "Deterrence");
    assert_forgiven("strategist", "Strategy");
    assert_far("used", "US");
    assert_far("string", "Strand");
}

static void words_come_in_any_order(void **state)
{
    (void)state;
    assert_strict("alliances foreign", "Foreign policy alliances");
    assert_strict("for pol all", "Foreign policy alliances");
    assert_strict("history nato", "The history of NATO");
    assert_strict("the history of nato", "NATO: history");
    assert_strict("fpa", "Foreign policy alliances");
    assert_strict("iop", "Instruments of power");
    assert_strict("ip", "Instruments of power");
    assert_far("nato history", "NATO");
    assert_far("fpx", "Foreign policy alliances");
    /* One of three that say something may be wrong. */
    assert_forgiven("long nato history", "A long history of arms");
    assert_far("short nato history", "A long history of arms");
}

static void slips_are_forgiven(void **state)
{
    (void)state;
    assert_forgiven("ukriane", "Ukraine");
    assert_forgiven("ukrane", "Ukraine");
    assert_forgiven("ukrainne", "Ukraine");
    assert_forgiven("ukrsine", "Ukraine");
    assert_forgiven("kuraine", "Ukraine");
    assert_forgiven("ycraine", "Ycrainf");
    assert_forgiven("ntao", "NATO");
    assert_forgiven("nto", "NATO");
    assert_forgiven("brandenberg gaet", "Brandenburg Gate");
    assert_forgiven("deterence", "Deterrence");
    assert_forgiven("ditterrence", "Deterrence");
    assert_forgiven("selfdrvng", "Self-driving");
    assert_forgiven("фойна", "Война");
    assert_forgiven("teh", "The");
    /* One in four letters, two from eight. */
    assert_far("nota", "NATO");
    assert_far("akrania", "Ukraine");
    assert_far("dotorranc", "Deterrence");
    assert_far("cat", "Car");
    assert_far("2024", "2025");
}

/* The names, apart by bars, are in the order in which they are listed. */
static void assert_ranked(const char *typed, const char *names)
{
    struct arena arena = {0};
    struct str rest = str_from(names), name;
    int before = INT32_MAX;
    while (str_cut(&rest, '|', &name)) {
        enum name_kind kind = NAME_OF_TITLE;
        if (str_starts(name, STR("#")))
            kind = NAME_OF_HEADING;
        else if (str_chr(name, '/') < name.len)
            kind = NAME_OF_PATH;
        const char *text =
            arena_cstr(&arena, str_tail(name, kind == NAME_OF_HEADING ? 1 : 0));
        int score = score_of(typed, text, kind, FIT_FORGIVING).score;
        if (score == 0 || score >= before)
            fail_msg("'%s': '%s' has %d after %d", typed, text, score, before);
        before = score;
    }
    arena_release(&arena);
}

static void names_are_ranked(void **state)
{
    (void)state;
    /* The name itself, its beginning, its words, beginnings of these, their inside. */
    assert_ranked("nato",
                  "NATO|NATO and Russia|The aims of NATO|Natomas and us|Senator");
    assert_ranked("cold war", "Cold War|Cold Wars|War of cold|The Cold War begins"
                              "|Cold weather and warfare");
    assert_ranked("treaty", "The treaty of Rome|The treaty of Maastricht on unions");
    /* A name without its subtitle; one that is the subtitle. */
    assert_ranked("go", "Go|Go: a language for services|Go and see a language");
    assert_ranked("python", "Python - programming for all|A course (Python)"
                            "|Monty Python sketches");
    /* Articles before sections, but a section of just that name before a mention. */
    assert_ranked("sanctions", "Sanctions|Sanctions and tariffs|#Sanctions"
                               "|A short history of war, peace and sanctions"
                               "|#Sanctions and tariffs");
    assert_ranked("quad", "Quad|alliances/quad.md");
    assert_ranked("alliances/quad", "alliances/quad.md|Alliances: Quad");
    /* What fits strictly before what is forgiven, wherever it stands. */
    assert_ranked("form", "#Dear form of all|Farm");
    assert_ranked("fpa",
                  "FPA|Foreign policy alliances|Foreign policy and alliances today");
    assert_ranked("war powers",
                  "War powers|Powers of war|Warpowers act of the powerful");
    assert_ranked("pol pol", "Politics and policy|Policy");
}

static bool is_sure(const char *typed, const char *name)
{
    return name_score_is_sure(score_of(typed, name, NAME_OF_TITLE, FIT_FORGIVING));
}

static void a_name_is_meant_beyond_doubt(void **state)
{
    static const char *const sure[][2] = {
        {"dopamines role", "Dopamine's Role"},
        {"history nato", "The history of NATO"},
        {"jpaan", "Japan"},
        {"selfdriving", "Self-driving"},
        {"alliance", "Alliances"},
        {"north atlantic treaty", "The North Atlantic Treaty: article by article"},
    };
    static const char *const unsure[][2] = {
        {"jap", "Japan"},
        {"treaty", "The North Atlantic Treaty"},
        {"fpa", "Foreign policy alliances"},
        {"pan", "Japan"},
        {"nuclear energy policy", "Nuclear arms policy"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof sure / sizeof *sure; i++) {
        if (!is_sure(sure[i][0], sure[i][1]))
            fail_msg("'%s' is not sure of '%s'", sure[i][0], sure[i][1]);
    }
    for (size_t i = 0; i < sizeof unsure / sizeof *unsure; i++) {
        if (is_sure(unsure[i][0], unsure[i][1]))
            fail_msg("'%s' is sure of '%s'", unsure[i][0], unsure[i][1]);
    }
}

/* --- Marks ------------------------------------------------------------------------ */

static void check_marks(const char *typed, const char *name, enum name_kind kind,
                        const char *expected)
{
    struct arena arena = {0};
    struct name_query query;
    struct byte_ranges marks;
    struct buf out = {0};
    struct str text = str_from(name);
    size_t at = 0;
    name_query_init(&query, str_from(typed), FIT_FORGIVING, &english, &arena);
    name_match_shown(&query, text, kind, &arena, &marks);
    for (size_t i = 0; i < marks.count; i++) {
        struct byte_range mark = marks.items[i];
        assert_true(mark.from >= at && mark.to > mark.from && mark.to <= text.len);
        buf_puts(&out, str_slice(text, at, mark.from));
        buf_printf(&out, "[" STR_FMT "]", STR_ARG(str_slice(text, mark.from, mark.to)));
        at = mark.to;
    }
    buf_puts(&out, str_tail(text, at));
    assert_string_equal(arena_cstr(&arena, buf_str(&out)), expected);
    buf_release(&out);
    arena_release(&arena);
}

static void letters_are_marked(void **state)
{
    (void)state;
    check_marks("nato", "Senate and NATO", NAME_OF_TITLE, "Senate and [NATO]");
    check_marks("for pol", "US foreign policy", NAME_OF_TITLE, "US [for]eign [pol]icy");
    check_marks("alliances", "Alliance", NAME_OF_TITLE, "[Alliance]");
    check_marks("alliance", "The alliances", NAME_OF_TITLE, "The [alliance]s");
    check_marks("colour", "Color", NAME_OF_TITLE, "[Color]");
    check_marks("color", "Colour", NAME_OF_TITLE, "[Colo]u[r]");
    check_marks("jpaan", "Japan", NAME_OF_TITLE, "[Japan]");
    check_marks("japn", "Japan", NAME_OF_TITLE, "[Jap]a[n]");
    check_marks("jaapan", "Japan", NAME_OF_TITLE, "[Japan]");
    check_marks("kapan", "Japan", NAME_OF_TITLE, "J[apan]");
    check_marks("fpa", "Foreign policy alliances", NAME_OF_TITLE,
                "[F]oreign [p]olicy [a]lliances");
    check_marks("selfdriv", "Self-driving", NAME_OF_TITLE, "[Self]-[driv]ing");
    check_marks("self driving", "Selfdriving", NAME_OF_TITLE, "[Selfdriving]");
    check_marks("dopamines", "Dopamine\u2019s role", NAME_OF_TITLE,
                "[Dopamine]\u2019[s] role");
    check_marks("ch 3", "notes/ch003.md", NAME_OF_PATH, "notes/[ch]00[3].md");
    check_marks("strasse", "Straße 7", NAME_OF_TITLE, "[Straße] 7");
    check_marks("elan", "E\xCC\x81lan", NAME_OF_TITLE, "[E\xCC\x81lan]");
    check_marks("桜", "京都の桜", NAME_OF_TITLE, "京都の[桜]");
    check_marks("tory", "History", NAME_OF_TITLE, "His[tory]");
    check_marks("zebra", "Japan", NAME_OF_TITLE, "Japan");
}

/* --- Anything --------------------------------------------------------------------- */

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

static void put_noise(struct buf *out, uint32_t *seed, uint32_t most)
{
    static const char *const pieces[] = {"a", "b",    "ab",   "ba", " ", "-",
                                         "'", "1",    "0",    ":",  "/", "京",
                                         "é", "\xCC", "\xFF", "+"};
    for (uint32_t i = draw(seed, most); i > 0; i--)
        buf_puts(out, str_from(pieces[draw(seed, sizeof pieces / sizeof *pieces)]));
}

/* Whatever is typed and whatever a name is: marks are in order, what was found strictly
 * is found when slips are forgiven, with the same score, and a name fits itself best.
 */
static void anything_may_be_typed(void **state)
{
    struct arena arena = {0};
    struct buf typed = {0}, name = {0};
    uint32_t seed = 11, found = 0;
    (void)state;
    for (int i = 0; i < 4000; i++) {
        static struct name_query strict, forgiving, itself;
        buf_clear(&typed);
        buf_clear(&name);
        put_noise(&typed, &seed, i % 40 ? 12 : 400);
        put_noise(&name, &seed, i % 50 ? 20 : 600);
        name_query_init(&strict, buf_str(&typed), FIT_STRICT, &english, &arena);
        name_query_init(&forgiving, buf_str(&typed), FIT_FORGIVING, &english, &arena);
        name_query_init(&itself, buf_str(&name), FIT_STRICT, &english, &arena);
        enum name_kind kind = (enum name_kind)draw(&seed, 4);
        struct byte_ranges marks;
        struct name_score first =
            name_match_shown(&strict, buf_str(&name), kind, &arena, &marks);
        for (size_t k = 0; k < marks.count; k++) {
            assert_true(marks.items[k].from < marks.items[k].to);
            assert_true(marks.items[k].to <= name.len);
            assert_true(k == 0 || marks.items[k - 1].to < marks.items[k].from);
        }
        struct name_score second =
            name_match_shown(&forgiving, buf_str(&name), kind, NULL, NULL);
        assert_true(first.score == 0 || first.score <= second.score);
        struct name_score own =
            name_match_shown(&itself, buf_str(&name), kind, NULL, NULL);
        bool has_slash = str_chr(buf_str(&name), '/') < name.len;
        assert_true(own.score > 0 || itself.word_count == 0);
        if (itself.word_count > 0 && itself.typed.count <= TYPED_WORDS_MAX &&
            strict.has_slash == has_slash)
            assert_true(own.score >= first.score);
        found += first.score > 0;
        arena_clear(&arena);
    }
    assert_true(found > 200);
    buf_release(&typed);
    buf_release(&name);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_have_words),
        cmocka_unit_test(words_have_bounds),
        cmocka_unit_test(what_is_written_another_way_fits),
        cmocka_unit_test(other_forms_fit),
        cmocka_unit_test(words_come_in_any_order),
        cmocka_unit_test(slips_are_forgiven),
        cmocka_unit_test(names_are_ranked),
        cmocka_unit_test(a_name_is_meant_beyond_doubt),
        cmocka_unit_test(letters_are_marked),
        cmocka_unit_test(anything_may_be_typed),
    };
    text_setup();
    return cmocka_run_group_tests(tests, load_english, release_english);
}
