/*
 * What one typed word stands for: words with other endings, in the languages that a
 * library is written in, other spellings, joined and parted words, and what was meant
 * by a slip of the finger; and which words are small.
 */
#include "searched.h"

#include "catalog/query/query.h"

static const struct file english[] = {
    {"a.md", "# Tides\n\nThe pilot was steering by the lights of the shore, and it is "
             "late.\n"},
    {"b.md", "# Crews\n\nOf the pilots that steer, and of the crew, it is said that "
             "they are asleep.\n"},
    {"c.md", "# Charts\n\nThe charts of the bay, and the copies that are sold, go to "
             "the harbour.\n"},
};

static void endings_do_not_keep_a_word_from_being_found(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, english);
    assert_found(&it, "pilots", "b.md a.md");
    assert_found(&it, "pilot", "a.md b.md");
    assert_found(&it, "copy", "c.md");
    assert_found(&it, "steered", "a.md b.md");
    assert_found(&it, "charting the bays", "c.md");
    searched_remove(&it);
}

static void quotes_and_stars_mean_just_so(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, english);
    assert_found(&it, "\"pilots\"", "b.md");
    assert_found(&it, "\"copy\"", "");
    assert_found(&it, "pilots*", "b.md");
    assert_found(&it, "crew -pilot", "b.md");
    assert_found(&it, "crew -pilots", "");
    searched_remove(&it);
}

/* The word that is typed may go on, and may have another ending already. */
static void a_word_being_typed_has_other_endings(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, english);
    assert_typed(&it, "steered", "a.md b.md");
    assert_typed(&it, "harbours", "c.md");
    assert_typed(&it, "pil", "a.md b.md");
    searched_remove(&it);
}

static void words_have_endings_in_the_languages_of_a_library(void **state)
{
    static const struct file files[] = {
        {"de.md",
         "# Häfen\n\nDie Schiffe und der Lotse warten nicht, und das Wasser ist "
         "mit Eis bedeckt.\n"},
        {"es.md",
         "# Naciones\n\nLas informaciones de los puertos, y una carta para los "
         "barcos que navegan.\n"},
        {"fr.md", "# Ports\n\nLes libertés des marins, dans une ville où les navires "
                  "chargés attendent.\n"},
        {"ru.md", "# Порт\n\nЛоцманы и суда в городах, и это не новости: что было, как "
                  "стало.\n"},
        {"sv.md", "# Hamn\n\nFlickorna och pojkarna ser att båtarna som kommer är "
                  "stora.\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    assert_found(&it, "Schiff", "de.md");
    assert_found(&it, "Schiffen", "de.md");
    assert_found(&it, "nación", "es.md");
    assert_found(&it, "información", "es.md");
    assert_found(&it, "informacion", "es.md");
    assert_found(&it, "liberté", "fr.md");
    assert_found(&it, "navire", "fr.md");
    assert_found(&it, "город", "ru.md");
    assert_found(&it, "новостей", "ru.md");
    assert_found(&it, "flicka", "sv.md");
    searched_remove(&it);
}

/* A language that an article names, or a folder with a text of it, is the library's
 * with however few texts. */
static void languages_may_be_named(void **state)
{
    static const struct file said[] = {
        {"a.md", "# One\n\nThe boat of the crew, and it is late.\n"},
        {"b.md", "---\nlang: fi\n---\n# Talot\n\nTalossa palaa tuli.\n"},
    };
    static const char *const folders[] = {"fi/b.md", "docs/fi-FI/b.md", "b.fi.md"};

    (void)state;
    struct searched it;
    SEARCHED(&it, said);
    assert_found(&it, "talo", "b.md");
    searched_remove(&it);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        it = (struct searched){0};
        kept_make(&it.kept);
        for (int k = 0; k < 60; k++) {
            char name[24];
            snprintf(name, sizeof name, "en%d.md", k);
            temp_write(&it.kept.temp, name, said[0].text);
        }
        temp_write(&it.kept.temp, folders[i],
                   "# Talot\n\nTalossa ja pihalla on tuli, kun on kesä.\n");
        searched_open(&it);
        assert_found(&it, "talo", folders[i]);
        searched_remove(&it);
    }
}

static void assert_lit(struct searched *it, const char *typed, const char *text,
                       const char *expected)
{
    struct passages found = searched_passages(it, typed, false, SCOPE_LIBRARY, LIMIT);
    size_t count;
    struct buf line = {0};
    const struct query_light *lights =
        query_highlight(found.query, str_from(text), &it->arena, &count);
    for (size_t i = 0; i < count; i++) {
        next_word(&line);
        buf_puts(&line,
                 str_slice(str_from(text), lights[i].range.from, lights[i].range.to));
    }
    assert_line(&line, typed, expected);
}

static void other_forms_are_lit(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, english);
    assert_lit(&it, "pilot steered", "Steering, pilots STEER; a pilothouse.",
               "Steering pilots STEER");
    assert_lit(&it, "\"pilot\"", "Pilots and a pilot.", "pilot");
    searched_remove(&it);
}

/* --- Spellings, joined words, slips --- */

static const struct file american[] = {
    {"a.md", "# Rules\n\nThe center of the color theory, and it is organized by a "
             "committee of the harbor.\n"},
    {"b.md", "# Decisions\n\nThe licenses of the port are revoked; the revocation is "
             "for a year, and it is final.\n"},
    {"c.md", "# Boats\n\nThe self-driving boats of the coast guard are for rescue, and "
             "the dataset of the waves is old.\n"},
};

static void british_finds_american(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, american);
    assert_found(&it, "colour", "a.md");
    assert_found(&it, "organise", "a.md");
    assert_found(&it, "organising harbours", "a.md");
    assert_found(&it, "licence", "b.md");
    assert_found(&it, "revoke", "b.md");
    assert_found(&it, "decide", "b.md");
    assert_found(&it, "\"colour\"", "");
    searched_remove(&it);
}

static void joined_or_apart_is_the_same(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, american);
    assert_found(&it, "self driving", "c.md");
    assert_found(&it, "self-driving", "c.md");
    assert_found(&it, "selfdriving", "c.md");
    assert_found(&it, "coastguard", "c.md");
    assert_found(&it, "coast-guards", "c.md");
    assert_found(&it, "data set", "c.md");
    assert_found(&it, "data-set", "c.md");
    assert_found(&it, "data-sets", "c.md");
    assert_found(&it, "boat's", "c.md");
    assert_found(&it, "boat’s", "c.md");
    assert_found(&it, "boats'", "c.md");
    searched_remove(&it);
}

static void assert_shown_for(struct searched *it, const char *typed, bool typing,
                             const char *expected)
{
    struct passages found = searched_passages(it, typed, typing, SCOPE_LIBRARY, LIMIT);
    struct buf line = {0};
    buf_puts(&line, search_shown_for(found.query, &it->arena));
    assert_line(&line, typed, expected);
}

static void slips_are_mended_and_told(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, american);
    assert_found(&it, "committe", "a.md");
    assert_found(&it, "ocmmittee", "a.md");
    assert_found(&it, "recsue waevs", "c.md");
    assert_found(&it, "revokde", "b.md");
    assert_found(&it, "xescue", "c.md");
    assert_found(&it, "escue", "");
    assert_shown_for(&it, "rescue", false, "");
    assert_shown_for(&it, "recsue", false, "shown for 'rescue' (there is no 'recsue')");
    assert_shown_for(
        &it, "comittee waevs", false,
        "shown for 'committee' (there is no 'comittee'), 'waves' (there is "
        "no 'waevs')");
    /* Short words, quoted ones and those with digits are as they are. */
    assert_shown_for(&it, "od", false, "");
    assert_shown_for(&it, "olb", false, "");
    assert_shown_for(&it, "\"recsue\"", false, "");
    assert_shown_for(&it, "recsue*", false, "");
    assert_shown_for(&it, "r3scue", false, "");
    assert_shown_for(&it, "port -recsue", false, "");
    /* While it is typed, a word that may become one is no slip. */
    assert_shown_for(&it, "rescu", true, "");
    assert_shown_for(&it, "recsu", true, "");
    assert_shown_for(&it, "recsue", true, "shown for 'rescue' (there is no 'recsue')");
    searched_remove(&it);
}

/* --- Small words --- */

static void assert_small(struct searched *it, const char *typed, const char *expected)
{
    struct passages found = searched_passages(it, typed, false, SCOPE_LIBRARY, LIMIT);
    struct buf line = {0};
    for (size_t i = 0; i < found.query->term_count; i++) {
        const struct query_term *term = &found.query->terms[i];
        if (!term->forms.is_small)
            continue;
        next_word(&line);
        buf_puts(&line, term->typed);
    }
    assert_line(&line, typed, expected);
}

static void small_words_are_known(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, american);
    assert_small(&it, "how do I organize the port?", "how do I the");
    assert_small(&it, "what's the color", "what's the");
    assert_small(&it, "who is the", "");
    assert_small(&it, "\"the\" port", "");
    assert_small(&it, "WHO guidelines", "");
    assert_small(&it, "WHO IS GUARD", "WHO IS");
    assert_small(&it, "wie ist der port", "");
    searched_remove(&it);
}

/* Where there are two languages, a word of the second is small in its company only. */
static void small_words_need_their_language(void **state)
{
    static const struct file files[] = {
        {"a.md", "# One\n\nThe comment of the code, and it is late.\n"},
        {"b.md", "# Two\n\nThe boat of the crew, and it is slow.\n"},
        {"c.md",
         "# Trois\n\nLes navires des marins, dans une ville, est-ce un port ?\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    assert_small(&it, "the comment", "the");
    assert_small(&it, "comment code", "");
    assert_small(&it, "comment est le port", "comment est le");
    assert_small(&it, "est le", "");
    searched_remove(&it);
}

/* A word that was added has forms, and one that is gone finds nothing. */
static void words_follow_the_articles(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, english);
    assert_found(&it, "ferries", "");
    searched_close(&it);
    temp_write(&it.kept.temp, "d.md",
               "# Boats\n\nThe ferry and the boat are of oak.\n");
    searched_open(&it);
    assert_found(&it, "ferries", "d.md");
    searched_close(&it);
    temp_write(&it.kept.temp, "d.md",
               "# Boats\n\nThe launch and the boat are of oak.\n");
    searched_open(&it);
    assert_found(&it, "ferries", "");
    assert_found(&it, "launches", "d.md");
    searched_remove(&it);
}

/* A letter typed while the words were being read must not leave out those that were not
 * read yet. */
static void words_are_all_known_after_a_search_that_was_stopped(void **state)
{
    (void)state;
    struct searched it;
    struct passages found;
    SEARCHED(&it, english);
    search_stop(it.search);
    assert_int_equal(search_passages(it.search, STR("pilots"), true, SCOPE_LIBRARY,
                                     LIMIT, &it.arena, &found),
                     SEARCH_STOPPED);
    assert_int_equal(search_load_ahead(it.search), SEARCH_STOPPED);
    search_resume(it.search);
    assert_typed(&it, "pilots", "b.md a.md");
    assert_shown_for(&it, "harbuor", false,
                     "shown for 'harbour' (there is no 'harbuor')");
    searched_remove(&it);
}

static void nothing_typed_is_too_strange(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, english);
    struct buf text = {0};
    buf_repeat(&text, 'x', 900);
    buf_puts(&text, STR(" pilots\xFF\xFE\xC3 \xE2\x80 "));
    buf_puts(&text, STR("ста́нция北京steers Łódź-ing ﷺ ''s s' -- \"\"*"));
    buf_putc(&text, '\0');
    for (const char *at = text.data; *at != '\0'; at++)
        (void)searched_passages(&it, at, true, SCOPE_LIBRARY, LIMIT);
    buf_release(&text);
    searched_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(endings_do_not_keep_a_word_from_being_found),
        cmocka_unit_test(quotes_and_stars_mean_just_so),
        cmocka_unit_test(a_word_being_typed_has_other_endings),
        cmocka_unit_test(words_have_endings_in_the_languages_of_a_library),
        cmocka_unit_test(languages_may_be_named),
        cmocka_unit_test(other_forms_are_lit),
        cmocka_unit_test(british_finds_american),
        cmocka_unit_test(joined_or_apart_is_the_same),
        cmocka_unit_test(slips_are_mended_and_told),
        cmocka_unit_test(small_words_are_known),
        cmocka_unit_test(small_words_need_their_language),
        cmocka_unit_test(words_follow_the_articles),
        cmocka_unit_test(words_are_all_known_after_a_search_that_was_stopped),
        cmocka_unit_test(nothing_typed_is_too_strange),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
