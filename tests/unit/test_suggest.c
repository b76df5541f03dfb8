/*
 * What a link that leads nowhere may have meant, and sections that are not there.
 */
#include "surveyed.h"

#include "library/check.h"
#include "library/suggest.h"

static const struct file shelf[] = {
    {"boats/harbour_master.md", "# Harbour master\n\n## Duties\n\nMany.\n"},
    {"boats/harbour_tolls.md",
     "---\naliases: [Port dues]\n---\n# Harbour tolls\n\nFew. See "
     "[duties](harbour_master.md#duties), [hours](harbour_master.md#hours), "
     "[rooms](harbour_master.md#rooms) and [all](harbour_master.md).\n"},
    {"tea.md", "# Tea\n\nLeaves. [Hours](boats/harbour_master.md#Hours)\n"},
    {"teak.md", "# Teak\n\nWood.\n"},
};

static void assert_nearest(struct suggest *suggest, const struct surveyed *it,
                           const char *dest, const char *wanted)
{
    uint32_t articles[SUGGEST_MAX];
    size_t count = suggest_find(suggest, str_from(dest), articles);
    struct buf out = {0};

    for (size_t i = 0; i < count; i++) {
        buf_puts(&out, it->temp.library->articles[articles[i]].title);
        buf_putc(&out, '|');
    }
    assert_text(buf_str(&out), wanted);
    buf_release(&out);
}

static void names_that_are_near_are_suggested(void **state)
{
    struct surveyed it;
    struct suggest *suggest;

    (void)state;
    SURVEYED(&it, shelf);
    suggest = suggest_new(it.temp.library);
    assert_nearest(suggest, &it, "Harbor master", "Harbour master|");
    assert_nearest(suggest, &it, "harbour_mastr.md#duties", "Harbour master|");
    assert_nearest(suggest, &it, "../ships/Harbour%20masters.md", "Harbour master|");
    assert_nearest(suggest, &it, "Port due", "Harbour tolls|");
    /* A beginning in whole words. */
    assert_nearest(suggest, &it, "Harbour", "Harbour master|Harbour tolls|");
    surveyed_remove(&it);
    suggest_free(suggest);
}

static void names_that_are_far_are_not(void **state)
{
    struct surveyed it;
    struct suggest *suggest;

    (void)state;
    SURVEYED(&it, shelf);
    suggest = suggest_new(it.temp.library);
    assert_nearest(suggest, &it, "Violin", "");
    assert_nearest(suggest, &it, "", "");
    assert_nearest(suggest, &it, "#", "");
    assert_nearest(suggest, &it, "\xFF\x1B", "");
    assert_nearest(suggest, &it, "Coffee", "");
    surveyed_remove(&it);
    suggest_free(suggest);
}

static void missing_sections_are_found_in_reading_order(void **state)
{
    struct surveyed it;
    struct missing_section *missing;

    (void)state;
    SURVEYED(&it, shelf);
    assert_int_equal(check_sections(it.survey, &it.arena, &missing), 3);
    assert_true(missing[0].from <= missing[1].from);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(missing[i].link->to,
                         surveyed_article(&it, "boats/harbour_master.md"));
        assert_false(str_eq(missing[i].link->fragment, STR("duties")));
    }
    surveyed_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_are_near_are_suggested),
        cmocka_unit_test(names_that_are_far_are_not),
        cmocka_unit_test(missing_sections_are_found_in_reading_order),
    };

    text_setup();
    return cmocka_run_group_tests_name("suggest", tests, NULL, NULL);
}
