/*
 * Key points on a subject with the sections about it: which sections, where they stand,
 * what they are called.
 */
#include "searched.h"

#include "catalog/answers.h"

/* Rows as labels, those of sections behind '#'. */
static void assert_answers(struct searched *it, const char *text, const char *expected)
{
    static const size_t limits[] = {LIMIT, 0};
    for (size_t i = 0; i < 2; i++) {
        struct buf line = {0};
        struct answers found;
        assert_int_equal(search_answers(it->search, str_from(text), false,
                                        SCOPE_LIBRARY, limits[i], &it->arena, &found),
                         SEARCH_DONE);
        for (size_t row = 0; row < answers_count(&found); row++) {
            const struct passage_hit *section = answers_section(&found, row);
            const struct item_hit *item = answers_point(&found, row);
            struct section_point point;
            assert_true((section == NULL) == (item != NULL));
            next_word(&line);
            if (section != NULL) {
                search_section_point(it->search, found.points.query, section,
                                     facts_of(it, section->article), &it->arena,
                                     &point);
                buf_putc(&line, '#');
                buf_puts(&line, point.label);
                assert_true(point.text.len > 0);
                assert_false(str_starts(point.text, point.label));
            } else {
                buf_puts(&line, facts_of(it, item->article)->points[item->index].label);
            }
        }
        assert_line(&line, text, expected);
    }
}

static const struct file quay[] = {
    {"boats.md", "# Boats\n\n## Key points\n\n- **Pilots**: They know the bar.\n"
                 "- **Ferries**: Six a day, and none at night.\n"},
    {"tides.md", "# Tides\n\n## Springs\n\nAt full moon the tide is at its highest.\n\n"
                 "## Gauges\n\nA gauge measures the tide.\n\n## Empty tide\n\n"
                 "## Sailing\n\nNobody leaves then.\n"},
    {"walls.md", "# Walls\n\n## Building\n\nStone on stone, and no mortar.\n"},
};

static void sections_are_about_what_no_point_says(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, quay);
    assert_answers(&it, "tide", "#Gauges #Springs");
    assert_answers(&it, "pilots", "Pilots");
    assert_answers(&it, "unheard", "");
    searched_remove(&it);
}

static void sections_follow_points_that_match_as_well(void **state)
{
    static const struct file files[] = {
        {"a.md", "# Nets\n\n## Key points\n\n- **Mending nets**: Twine is tarred.\n"
                 "- **Boats**: Each has two.\n"},
        {"b.md", "# Twine\n\n## Mending nets at sea\n\nThe needle goes under.\n\n"
                 "## Mending\n\nA net is hung up first, then mended.\n"},
        {"c.md", "# Sails\n\n## Key points\n\n- **Mending**: By hand.\n"},
    };
    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    assert_answers(&it, "mending nets", "Mending nets #Mending nets at sea #Mending");
    searched_remove(&it);
}

static void where_points_are_enough_there_are_no_sections(void **state)
{
    static const struct file files[] = {
        {"a.md",
         "# Nets\n\n## Key points\n\n- **Cod nets**: Wide.\n- **Eel nets**: Long."
         "\n- **Bass nets**: Old.\n- **Nets ashore**: Dry.\n- **Nets at sea**: Wet."
         "\n\n## Mending nets\n\nThe needle goes under.\n"},
    };
    (void)state;
    struct searched it;
    struct answers found;
    SEARCHED(&it, files);
    assert_int_equal(search_answers(it.search, STR("nets"), false, SCOPE_LIBRARY, 0,
                                    &it.arena, &found),
                     SEARCH_DONE);
    assert_int_equal(found.points.count, 5);
    assert_int_equal(found.sections.count, 0);
    searched_remove(&it);
}

static void a_work_is_shown_in_one_language(void **state)
{
    static const struct file files[] = {
        {"de/buoy.md", "# Die Buoy\n\nEine Buoy ist rot, und sie ist aus Holz.\n"},
        {"en/buoy.md", "# Buoy\n\nA buoy is a float, and it is made of wood.\n"},
        {"en/mark.md", "# Mark\n\nA mark is a buoy or a pole.\n"},
        {"fr/buoy.md", "# La buoy\n\nUne buoy est rouge, et elle est en bois.\n"},
    };
    (void)state;
    struct searched it;
    struct answers found;
    SEARCHED(&it, files);
    assert_int_equal(search_answers(it.search, STR("buoy"), false, SCOPE_LIBRARY, 0,
                                    &it.arena, &found),
                     SEARCH_DONE);
    assert_int_equal(found.sections.count, 2);
    searched_remove(&it);
}

static void no_label_is_there_twice(void **state)
{
    static const struct file files[] = {
        {"a.md", "# Anchors\n\n## Chains\n\nAn anchor is heavy.\n"},
        {"b.md", "# Moorings\n\n## Chains\n\nAn anchor has one.\n\n## Overview\n\n"
                 "An anchor lies below.\n"},
        {"c.md", "# Harbour\n\n## Key points\n\n- **Chains**: Of an anchor.\n"},
    };
    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    /* A heading that says nothing gives way to the title. */
    assert_answers(&it, "anchor", "Chains #Moorings");
    searched_remove(&it);
}

static void one_and_many_are_nearer_than_other_forms(void **state)
{
    static const struct file files[] = {
        {"a.md", "# Loading\n\n## Key points\n\n- **Sheds**: They contain much.\n"
                 "- **Holds**: They contain more.\n- **Crates**: They contain fish.\n"
                 "- **Sacks**: They contain salt.\n- **Bins**: They contain ice.\n"},
        {"b.md", "# Yard\n\n## Stacks\n\nA container is lifted by its corners.\n\n"
                 "## Container ships\n\nThey sail at night.\n"},
    };
    (void)state;
    struct searched it;
    struct answers found;
    SEARCHED(&it, files);
    assert_int_equal(search_answers(it.search, STR("containers"), false, SCOPE_LIBRARY,
                                    0, &it.arena, &found),
                     SEARCH_DONE);
    struct passages passages =
        searched_passages(&it, "containers", false, SCOPE_LIBRARY, 0);
    assert_true(str_eq(path_of(&it, passages.hits[0].article), STR("b.md")));
    assert_int_equal(passages.hits[0].missing, 0);
    searched_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_are_about_what_no_point_says),
        cmocka_unit_test(sections_follow_points_that_match_as_well),
        cmocka_unit_test(where_points_are_enough_there_are_no_sections),
        cmocka_unit_test(a_work_is_shown_in_one_language),
        cmocka_unit_test(no_label_is_there_twice),
        cmocka_unit_test(one_and_many_are_nearer_than_other_forms),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
