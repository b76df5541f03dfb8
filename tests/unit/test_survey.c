/*
 * Opened articles and the survey: link flags, places, backlinks, threads.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>

#include "extract/extract.h"
#include "library/survey.h"
#include "temp_library.h"

static void make_shelf(struct temp_library *t)
{
    temp_make(t);
    temp_write(t, "a.md",
               "# A\n\n[b](b.md) and [b again](b.md) and [me](a.md).\n\n"
               "## Second\n\nOnce more [b](b.md#part), [gone](gone.md), "
               "[here](#second), [nowhere](#nowhere).\n\n"
               "[web](https://example.org/)\n");
    temp_write(t, "b.md", "# B\n\n## Part\n\nSee [a](a.md).\n");
    temp_write(t, "c.md", "# C\n\n[the b](b.md)\n");
    temp_open(t);
}

static const struct target *target_of(const struct opened *opened, const char *label,
                                      const struct node **node)
{
    struct arena arena = {0};
    const struct target *target = NULL;

    for (size_t i = 0; i < opened->doc->link_count && target == NULL; i++) {
        *node = opened->doc->links[i];
        if (str_eq(node_text_in(*node, &arena), str_from(label)))
            target = &opened->targets[i];
    }
    arena_release(&arena);
    assert_non_null(target);
    return target;
}

static void links_know_where_they_lead(void **state)
{
    struct temp_library t;
    struct arena arena = {0};
    struct opened *opened;
    const struct node *node;
    const struct target *target;

    (void)state;
    make_shelf(&t);
    assert_int_equal(article_open(t.library, 0, &arena, &opened, NULL), 0);
    assert_text(opened->doc->title, "A");
    assert_int_equal(target_of(opened, "b again", &node)->article, 1);
    assert_int_equal(node->flags & (NODE_DANGLING | NODE_EXTERNAL), 0);
    assert_true(target_of(opened, "gone", &node)->dangling);
    assert_true(node->flags & NODE_DANGLING);
    target = target_of(opened, "here", &node);
    assert_int_equal(target->kind, TARGET_SECTION);
    assert_text(target->slug, "second");
    assert_false(target->place_missing);
    target = target_of(opened, "nowhere", &node);
    assert_true(target->place_missing);
    assert_false(target->dangling);
    assert_int_equal(target_of(opened, "web", &node)->kind, TARGET_URL);
    assert_true(node->flags & NODE_EXTERNAL);
    arena_release(&arena);
    temp_remove(&t);
}

static struct str slug_of(struct survey *survey, const struct backlink *link)
{
    const struct facts *facts = survey_facts(survey, link->from);

    assert_true(link->heading < facts->heading_count);
    return facts->headings[link->heading].slug;
}

static void backlinks_are_once_per_section(void **state)
{
    struct temp_library t;
    struct survey *survey;
    const struct backlink *links;
    size_t count;

    (void)state;
    make_shelf(&t);
    survey = survey_run(t.library, NULL);
    assert_int_equal(survey_progress(survey), 3);
    links = survey_backlinks(survey, 1, &count);
    assert_int_equal(count, 3);
    assert_int_equal(links[0].from, 0);
    assert_text(links[0].text, "b");
    assert_text(slug_of(survey, &links[0]), "a");
    assert_int_equal(links[1].from, 0);
    assert_text(slug_of(survey, &links[1]), "second");
    assert_int_equal(links[2].from, 2);
    assert_text(links[2].text, "the b");
    links = survey_backlinks(survey, 0, &count);
    assert_int_equal(count, 1);
    assert_int_equal(links[0].from, 1);
    assert_text(slug_of(survey, &links[0]), "part");
    (void)survey_backlinks(survey, 2, &count);
    assert_int_equal(count, 0);
    survey_free(survey);
    temp_remove(&t);
}

static void the_survey_wakes_and_ends(void **state)
{
    struct temp_library t;
    struct survey *survey;
    struct pollfd poll_end;
    size_t count;
    int ends[2];

    (void)state;
    make_shelf(&t);
    assert_int_equal(pipe(ends), 0);
    survey = survey_start(t.library, ends[1]);
    poll_end = (struct pollfd){.fd = ends[0], .events = POLLIN};
    assert_int_equal(poll(&poll_end, 1, -1), 1);
    survey_wait(survey);
    assert_int_equal(survey_progress(survey), t.library->article_count);
    (void)survey_backlinks(survey, 1, &count);
    assert_int_equal(count, 3);
    survey_free(survey);
    close(ends[0]);
    close(ends[1]);
    temp_remove(&t);
}

static void a_survey_may_be_stopped_at_any_time(void **state)
{
    struct temp_library t;

    (void)state;
    temp_make(&t);
    for (int i = 0; i < 300; i++) {
        char name[32], text[64];

        (void)snprintf(name, sizeof name, "%d.md", i);
        (void)snprintf(text, sizeof text, "# %d\n\n[next](%d.md)\n", i, i + 1);
        temp_write(&t, name, text);
    }
    temp_open(&t);
    for (int i = 0; i < 5; i++) {
        struct survey *survey = survey_start(t.library, -1);

        while (i > 0 && survey_progress(survey) < (size_t)i * 20)
            continue;
        survey_free(survey);
    }
    survey_free(NULL);
    temp_remove(&t);
}

static void a_vanished_article_does_not_hold_it_up(void **state)
{
    struct temp_library t;
    struct survey *survey;
    char path[128];
    size_t count;

    (void)state;
    make_shelf(&t);
    temp_path(&t, "c.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    survey = survey_run(t.library, NULL);
    (void)survey_backlinks(survey, 1, &count);
    assert_int_equal(count, 2);
    survey_free(survey);
    temp_remove(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_know_where_they_lead),
        cmocka_unit_test(backlinks_are_once_per_section),
        cmocka_unit_test(the_survey_wakes_and_ends),
        cmocka_unit_test(a_survey_may_be_stopped_at_any_time),
        cmocka_unit_test(a_vanished_article_does_not_hold_it_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
