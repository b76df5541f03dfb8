/*
 * Ranked lists of key points and questions, by words and by where one looks.
 */
#include "surveyed.h"

#include "library/hits.h"

static const struct file shelf[] = {
    {"library.yaml", "title: Shelf\nhome: sea.md\ntopics:\n  - title: Water\n"
                     "    articles: [sea.md, ice.md]\n  - title: Land\n"
                     "    articles: [hill.md]\n"},
    {"sea.md", "# Sea\n\n## What it does\n\n- **Tides**: The moon pulls the water.\n"
               "- **Trade**: Goods travel on the tides.\n\n## Is it salty?\n\n"
               "Yes, and more so near the equator.\n"},
    {"ice.md", "# Ice\n\n## Tidewater\n\n- **Floes**: Sheets that drift.\n"
               "- **Glaciers**: Rivers that take their time.\n\n"
               "## Key points\n\n- Ice floats on the water.\n"},
    {"hill.md", "# Hill\n\n## At the top\n\n- **Café**: Open until the tide of "
                "visitors ebbs.\n- **View**: As far as the sea.\n\n"
                "## Is the café open?\n\nIn summer.\n"},
};

static void assert_points(struct surveyed *it, struct scope scope, const char *words,
                          const char *wanted)
{
    struct buf out = {0};
    struct hit *hits;
    size_t count = hits_points(it->survey, scope, str_from(words), &it->arena, &hits);

    for (size_t i = 0; i < count; i++) {
        const struct facts *facts = survey_facts(it->survey, hits[i].article);
        const struct fact_point *point = &facts->points[hits[i].index];

        buf_puts(&out, point->label.len > 0 ? point->label : point->text);
        buf_putc(&out, '|');
    }
    assert_text(buf_str(&out), wanted);
    buf_release(&out);
}

static void without_words_all_are_there_in_order(void **state)
{
    struct surveyed it;

    (void)state;
    SURVEYED(&it, shelf);
    /* In an article what is headed as key points comes first. */
    assert_points(&it, SCOPE_LIBRARY, "",
                  "Tides|Trade|Ice floats on the water.|Floes|Glaciers|Café|View|");
    assert_points(&it, SCOPE_LIBRARY, "   ",
                  "Tides|Trade|Ice floats on the water.|Floes|Glaciers|Café|View|");
    surveyed_remove(&it);
}

static void labels_count_more_than_texts_and_titles(void **state)
{
    struct surveyed it;

    (void)state;
    SURVEYED(&it, shelf);
    /* In the label; in a text; in a text, unfinished; in a section's title. */
    assert_points(&it, SCOPE_LIBRARY, "tide", "Tides|Café|Trade|Floes|Glaciers|");
    assert_points(&it, SCOPE_LIBRARY, "TIDES", "Tides|Trade|");
    surveyed_remove(&it);
}

static void all_words_must_occur(void **state)
{
    struct surveyed it;

    (void)state;
    SURVEYED(&it, shelf);
    assert_points(&it, SCOPE_LIBRARY, "moon water", "Tides|");
    assert_points(&it, SCOPE_LIBRARY, "moon butter", "");
    assert_points(&it, SCOPE_LIBRARY, "the wat", "Ice floats on the water.|Tides|");
    /* Words may be unfinished, but none begins inside another. */
    assert_points(&it, SCOPE_LIBRARY, "wat the", "Ice floats on the water.|Tides|");
    assert_points(&it, SCOPE_LIBRARY, "ides", "");
    surveyed_remove(&it);
}

static void accents_do_not_count(void **state)
{
    struct surveyed it;

    (void)state;
    SURVEYED(&it, shelf);
    assert_points(&it, SCOPE_LIBRARY, "cafe", "Café|");
    assert_points(&it, SCOPE_LIBRARY, "CAFÉ", "Café|");
    surveyed_remove(&it);
}

static void scopes_narrow_the_list(void **state)
{
    struct surveyed it;
    struct scope scope;

    (void)state;
    SURVEYED(&it, shelf);
    assert_true(scope_find(it.temp.library, STR("Hill"), &scope));
    assert_int_equal(scope.article, surveyed_article(&it, "hill.md"));
    assert_points(&it, scope, "", "Café|View|");
    assert_true(scope_find(it.temp.library, STR("water"), &scope));
    assert_int_equal(scope.article, ARTICLE_NONE);
    assert_string_equal(arena_cstr(&it.arena, scope.topic->title), "Water");
    assert_points(&it, scope, "",
                  "Tides|Trade|Ice floats on the water.|Floes|Glaciers|");
    assert_points(&it, scope, "cafe", "");
    assert_false(scope_find(it.temp.library, STR("Desert"), &scope));
    assert_false(scope_find(it.temp.library, STR(""), &scope));
    surveyed_remove(&it);
}

static void questions_are_ranked_alike(void **state)
{
    struct surveyed it;
    struct hit *hits;

    (void)state;
    SURVEYED(&it, shelf);
    assert_int_equal(
        hits_questions(it.survey, SCOPE_LIBRARY, STR(""), &it.arena, &hits), 2);
    assert_int_equal(hits[0].article, surveyed_article(&it, "sea.md"));
    assert_int_equal(
        hits_questions(it.survey, SCOPE_LIBRARY, STR("cafe op"), &it.arena, &hits), 1);
    assert_int_equal(hits[0].article, surveyed_article(&it, "hill.md"));
    /* Answers are looked at, too. */
    assert_int_equal(
        hits_questions(it.survey, SCOPE_LIBRARY, STR("equator"), &it.arena, &hits), 1);
    assert_int_equal(
        hits_questions(it.survey, SCOPE_LIBRARY, STR("desert"), &it.arena, &hits), 0);
    surveyed_remove(&it);
}

static void hostile_words_find_nothing(void **state)
{
    struct surveyed it;
    char many[5000];

    (void)state;
    SURVEYED(&it, shelf);
    memset(many, 'x', sizeof many - 1);
    many[sizeof many - 1] = '\0';
    assert_points(&it, SCOPE_LIBRARY, many, "");
    assert_points(&it, SCOPE_LIBRARY, "\xFF\xFE \x1B[2J", "");
    assert_points(&it, SCOPE_LIBRARY, "*", "");
    surveyed_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_words_all_are_there_in_order),
        cmocka_unit_test(labels_count_more_than_texts_and_titles),
        cmocka_unit_test(all_words_must_occur),
        cmocka_unit_test(accents_do_not_count),
        cmocka_unit_test(scopes_narrow_the_list),
        cmocka_unit_test(questions_are_ranked_alike),
        cmocka_unit_test(hostile_words_find_nothing),
    };

    text_setup();
    return cmocka_run_group_tests_name("hits", tests, NULL, NULL);
}
