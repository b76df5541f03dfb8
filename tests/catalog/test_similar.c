/*
 * What a name that nothing is called may have meant, by the words of a catalog.
 */
#include "searched.h"

#include "catalog/similar.h"

static const struct file shelf[] = {
    {"boats/harbour_master.md", "# Harbour master\n\n## Violin\n\nMany.\n"},
    {"boats/harbour_tolls.md", "---\naliases: [Port dues]\n---\n# Harbour tolls\n"},
    {"tea.md", "# Tea\n\nLeaves.\n"},
    {"teak.md", "# Teak\n\nWood.\n"},
    {"burden.md", "# Burden sharing\n\nWho pays.\n"},
    {"kyoto.md", "# 京都の桜\n\nIn spring.\n"},
    {"lag.md", "# Đường thủy Łódź\n\nA canal.\n"},
    {"weather/2024.txt", "Ångström's barometer\n\nIt fell.\n"},
};

static void assert_nearest(struct searched *it, const char *dest, const char *wanted)
{
    uint32_t articles[SIMILAR_MAX];
    size_t count;
    struct buf out = {0};
    assert_int_equal(search_similar(it->search, str_from(dest), articles, &count),
                     SEARCH_DONE);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_putc(&out, ' ');
        buf_puts(&out, path_of(it, articles[i]));
    }
    assert_text(buf_str(&out), wanted);
    buf_release(&out);
}

static void names_that_are_near_are_found(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, shelf);
    assert_nearest(&it, "Harbor master", "boats/harbour_master.md");
    assert_nearest(&it, "harbour_mastr.md#duties", "boats/harbour_master.md");
    assert_nearest(&it, "../ships/Harbour%20masters.md", "boats/harbour_master.md");
    assert_nearest(&it, "Port due", "boats/harbour_tolls.md");
    /* A beginning in whole words. */
    assert_nearest(&it, "Harbour", "boats/harbour_tolls.md boats/harbour_master.md");
    /* Words that were joined, or have another first letter. */
    assert_nearest(&it, "burdensharing", "burden.md");
    assert_nearest(&it, "Tarbour master", "boats/harbour_master.md");
    assert_nearest(&it, "arbour_master", "boats/harbour_master.md");
    assert_nearest(&it, "Sharbour tolls", "boats/harbour_tolls.md");
    /* As go-to takes them: small words left out, another order, another form. */
    assert_nearest(&it, "Masters of the harbours", "boats/harbour_master.md");
    assert_nearest(&it, "tolls_harbor", "boats/harbour_tolls.md");
    assert_nearest(&it, "Share burdens", "burden.md");
    assert_nearest(&it, "angstrom_s-barometer.md", "weather/2024.txt");
    /* Other scripts. */
    assert_nearest(&it, "京都の桜木", "kyoto.md");
    assert_nearest(&it, "Angstroms barometers", "weather/2024.txt");
    assert_nearest(&it, "Đương thủy Łodz", "lag.md");
    assert_nearest(&it, "Duong thui Lodz", "lag.md");
    searched_remove(&it);
}

static void names_that_are_far_are_not(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, shelf);
    assert_nearest(&it, "Violin", ""); /* a heading is no article */
    assert_nearest(&it, "", "");
    assert_nearest(&it, "#", "");
    assert_nearest(&it, "\xFF\x1B", "");
    assert_nearest(&it, "Coffee", "");
    assert_nearest(&it, "\" OR \"coffee", "");
    searched_remove(&it);
}

/* No name is too long, and none has too many words. */
static void what_is_long_has_an_end(void **state)
{
    struct buf dest = {0};
    (void)state;
    struct searched it;
    SEARCHED(&it, shelf);
    buf_repeat(&dest, 'a', 100000);
    buf_putc(&dest, '\0');
    assert_nearest(&it, dest.data, "");
    buf_clear(&dest);
    for (int i = 0; i < 20000; i++)
        buf_puts(&dest, STR("tea "));
    buf_putc(&dest, '\0');
    assert_nearest(&it, dest.data, "");
    buf_release(&dest);
    searched_remove(&it);
}

static void what_is_stopped_finds_nothing(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, shelf);
    search_stop(it.search);
    uint32_t articles[SIMILAR_MAX];
    size_t count;
    assert_int_equal(search_similar(it.search, STR("Harbor"), articles, &count),
                     SEARCH_STOPPED);
    search_resume(it.search);
    assert_nearest(&it, "Harbor master", "boats/harbour_master.md");
    searched_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_are_near_are_found),
        cmocka_unit_test(names_that_are_far_are_not),
        cmocka_unit_test(what_is_long_has_an_end),
        cmocka_unit_test(what_is_stopped_finds_nothing),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
