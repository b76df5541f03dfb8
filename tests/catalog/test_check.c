/*
 * What is wrong with a library, kind by kind; and that it follows the names of others.
 */
#include "searched.h"

#include "catalog/check.h"

static const struct file shelf[] = {
    {"boats/harbour_master.md",
     "# Harbour master\n\n## Duties\n\nMany.\n\n<a id=\"bell\"></a>\n\nOne bell. "
     "[Own](harbour_master.md#duties), [lost](#quay), [lost "
     "too](harbour_master.md#q)\n"},
    {"boats/harbour_tolls.md",
     "---\naliases: [Port dues]\n---\n# Harbour tolls\n\nFew. See "
     "[duties](harbour_master.md#duties), [hours](harbour_master.md#hours), "
     "[the bell](harbour_master.md#bell), [rooms](harbour_master.md#rooms) and "
     "[all](harbour_master.md).[^1]\n\n[^1]: Not [[Pilot]] nor [chart](chart.png).\n"},
    {"tea.md", "# Tea\n\nLeaves. [Hours](boats/harbour_master.md#Hours), [[Twin]]\n"},
    {"one/twin.md", "# Twin\n\nA. [tea](../tea.md)\n"},
    {"two/twin.md", "# Twin\n\nB.\n"},
    {"page.md", "```\n6:10\n```\n"},
    {"bad.md", "---\ntitle: \"Tar\nbad: [\n---\n\nTar.\n"},
};

/* The findings of a kind: "path:line text other", one a line. */
static char *flaws_of(struct searched *it, enum check_kind kind)
{
    struct check *check = check_begin(search_view(it->search), kind);
    struct buf out = {0};
    struct flaw flaw;
    while (check_next(check, &flaw)) {
        buf_puts(&out, flaw.path);
        buf_printf(&out, ":%u ", flaw.line);
        buf_puts(&out, kind == CHECK_NOTICE ? STR("") : flaw.text);
        buf_putc(&out, ' ');
        buf_puts(&out, flaw.other);
        buf_putc(&out, '\n');
    }
    check_end(check);
    buf_putc(&out, '\0');
    return out.data;
}

static void assert_flaws(struct searched *it, enum check_kind kind, const char *wanted)
{
    char *lines = flaws_of(it, kind);
    assert_string_equal(lines, wanted);
    free(lines);
}

static void each_kind_is_found_in_reading_order(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, shelf);
    assert_flaws(&it, CHECK_UNREADABLE, "");
    assert_flaws(&it, CHECK_NOTICE, "bad.md:1  \n");
    assert_flaws(&it, CHECK_UNTITLED, "page.md:0  \n");
    assert_flaws(&it, CHECK_DUPLICATE, "two/twin.md:0 Twin one/twin.md\n");
    assert_flaws(&it, CHECK_AMBIGUOUS, "tea.md:3 Twin one/twin.md\n");
    searched_remove(&it);
}

static void sections_are_asked_of_the_articles_they_are_in(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, shelf);
    assert_flaws(
        &it, CHECK_SECTION,
        "tea.md:3 boats/harbour_master.md#Hours boats/harbour_master.md\n"
        "boats/harbour_master.md:9 #quay boats/harbour_master.md\n"
        "boats/harbour_master.md:9 harbour_master.md#q boats/harbour_master.md\n"
        "boats/harbour_tolls.md:6 harbour_master.md#hours boats/harbour_master.md\n"
        "boats/harbour_tolls.md:6 harbour_master.md#rooms boats/harbour_master.md\n");
    searched_remove(&it);
}

static void links_that_lead_nowhere_are_found(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, shelf);
    assert_flaws(&it, CHECK_DANGLING,
                 "boats/harbour_tolls.md:8 Pilot \n"
                 "boats/harbour_tolls.md:8 chart.png \n");
    searched_remove(&it);
}

static void take_away(struct searched *it, const char *name)
{
    char path[128];
    temp_path(&it->kept.temp, name, path, sizeof path);
    assert_int_equal(unlink(path), 0);
}

/* What is said of an article changes when others get and lose names. */
static void flaws_follow_the_names_of_others(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, shelf);
    temp_write(&it.kept.temp, "pilot.md", "# Pilot\n\nGuides.\n");
    temp_write(&it.kept.temp, "boats/chart.png", "png");
    take_away(&it, "one/twin.md");
    take_away(&it, "boats/harbour_master.md");
    searched_close(&it);
    searched_open(&it);
    assert_flaws(&it, CHECK_DUPLICATE, "");
    assert_flaws(&it, CHECK_AMBIGUOUS, "");
    assert_flaws(&it, CHECK_SECTION, "");
    assert_flaws(&it, CHECK_DANGLING,
                 "tea.md:3 boats/harbour_master.md#Hours \n"
                 "boats/harbour_tolls.md:6 harbour_master.md#duties \n"
                 "boats/harbour_tolls.md:6 harbour_master.md#hours \n"
                 "boats/harbour_tolls.md:6 harbour_master.md#bell \n"
                 "boats/harbour_tolls.md:6 harbour_master.md#rooms \n"
                 "boats/harbour_tolls.md:6 harbour_master.md \n");
    searched_remove(&it);
}

static void pages_of_topics_and_the_home_page_are_no_orphans(void **state)
{
    static const struct file files[] = {
        {"index.md", "# Home\n\n[a](a.md)\n"},
        {"a.md", "# A\n\nLinked.\n"},
        {"b.md", "# B\n\nAlone. [b](b.md)\n"},
        {"topic/index.md", "# Topic\n\nIts page.\n"},
        {"topic/c.md", "# C\n\nAlone.\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    assert_flaws(&it, CHECK_ORPHAN, "b.md:0  \ntopic/c.md:0  \n");
    searched_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_is_found_in_reading_order),
        cmocka_unit_test(sections_are_asked_of_the_articles_they_are_in),
        cmocka_unit_test(links_that_lead_nowhere_are_found),
        cmocka_unit_test(flaws_follow_the_names_of_others),
        cmocka_unit_test(pages_of_topics_and_the_home_page_are_no_orphans),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
