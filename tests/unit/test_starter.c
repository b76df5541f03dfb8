/*
 * The starter library as its readers meet it: every link leads somewhere, and to one
 * place; every article stands in the topic tree, and has key points or questions.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "extract/extract.h"
#include "library/check.h"
#include "library/library.h"

struct starter {
    struct library *library;
    struct arena arena; /* of the article that is looked at */
};

/* Articles that are lists to look things up in, and why that is all they are. */
static const struct {
    const char *path, *reason;
} lists[] = {
    {"glossary.md", "terms and what they mean"},
    {"timeline.md", "dates in order"},
};

static bool is_list(struct str path)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (str_eq(path, str_from(lists[i].path)))
            return true;
    }
    return false;
}

static void check_links(const struct opened *opened, struct str path)
{
    for (size_t i = 0; i < opened->doc->link_count; i++) {
        const struct target *target = &opened->targets[i];

        if (target->dangling || target->place_missing)
            fail_msg(STR_FMT ": '" STR_FMT "' leads nowhere", STR_ARG(path),
                     STR_ARG(target->text));
        if (target->ambiguous)
            fail_msg(STR_FMT ": '" STR_FMT "' may mean several articles", STR_ARG(path),
                     STR_ARG(target->text));
    }
}

static void for_each(struct starter *it,
                     void (*look)(struct starter *, struct opened *, struct str))
{
    struct error err;

    for (uint32_t i = 0; i < it->library->article_count; i++) {
        struct opened *opened;

        arena_clear(&it->arena);
        assert_int_equal(article_open(it->library, i, &it->arena, &opened, &err), 0);
        look(it, opened, library_article(it->library, i)->path);
    }
}

static void look_at_links(struct starter *it, struct opened *opened, struct str path)
{
    check_sections(it->library, opened, &it->arena);
    check_links(opened, path);
}

static void every_link_leads_to_one_place(void **state)
{
    for_each(*state, look_at_links);
}

static void look_at_finds(struct starter *it, struct opened *opened, struct str path)
{
    const struct extract *found = opened->extract;
    bool has_any = found->point_count + found->question_count > 0;

    (void)it;
    if (!has_any && !is_list(path))
        fail_msg(STR_FMT " has neither key points nor questions", STR_ARG(path));
}

static void every_article_has_points_or_questions(void **state)
{
    for_each(*state, look_at_finds);
}

/* A list that has left the library is no exception any more. */
static void every_exception_is_an_article(void **state)
{
    const struct starter *it = *state;

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        uint32_t k = 0;

        while (k < it->library->article_count &&
               !str_eq(library_article(it->library, k)->path, str_from(lists[i].path)))
            k++;
        if (k == it->library->article_count)
            fail_msg("%s (%s) is not there", lists[i].path, lists[i].reason);
    }
}

/* Counts the places of the tree that library.yaml gives to each article. */
static void count_places(const struct library *library, struct topic *topic,
                         size_t *places)
{
    if (topic->article != ARTICLE_NONE)
        places[topic->article]++;
    for (struct topic *child = library_children(library, topic); child != NULL;
         child = child->next)
        count_places(library, child, places);
}

static void every_article_stands_in_a_topic(void **state)
{
    struct starter *it = *state;
    size_t *places;

    assert_int_equal(it->library->order, ORDER_LIBRARY_YAML);
    arena_clear(&it->arena);
    places = ARENA_ARRAY(&it->arena, it->library->article_count, size_t);
    for (uint32_t i = 0; i < it->library->article_count; i++)
        places[i] = 0;
    count_places(it->library, it->library->tree, places);
    for (uint32_t i = 0; i < it->library->article_count; i++) {
        const struct article *article = library_article(it->library, i);

        if (places[i] != 1)
            fail_msg(STR_FMT " stands in %zu topics", STR_ARG(article->path),
                     places[i]);
    }
    /* What library.yaml does not list stands in a topic that is made for the rest. */
    for (const struct topic *topic = library_children(it->library, it->library->tree);
         topic != NULL; topic = topic->next)
        assert_false(str_eq(topic->title, STR("More")));
}

static int set_up(void **state)
{
    static struct starter starter;
    struct error err;

    *state = &starter;
    return library_open(NULL, &starter.library, NULL, &err);
}

static int tear_down(void **state)
{
    struct starter *it = *state;

    arena_release(&it->arena);
    library_close(it->library);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_link_leads_to_one_place),
        cmocka_unit_test(every_article_has_points_or_questions),
        cmocka_unit_test(every_exception_is_an_article),
        cmocka_unit_test(every_article_stands_in_a_topic),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
