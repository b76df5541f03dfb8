/*
 * Nearness among many articles: each finds its twin in the crowd, and neither the order
 * in which words were taken in nor who else is asked changes an answer.
 */
#include <stdio.h>

#include "library/near.h"
#include "indexed.h"

enum {
    TWINS = 150,
    ARTICLES = 2 * TWINS,
    STEMS = 6,
    STEM_OF_ALL = 1, /* that stands in every article */
    STEMS_OF_TWINS = 1000,
};

static void make_library(struct indexed *it)
{
    *it = (struct indexed){0};
    temp_make(&it->temp);
    for (int i = 0; i < ARTICLES; i++) {
        char name[16];

        snprintf(name, sizeof name, "a%03d.md", i);
        temp_write(&it->temp, name, "Stone.\n");
    }
    temp_open(&it->temp);
    assert_int_equal(it->temp.library->article_count, ARTICLES);
}

/* Article i and i + TWINS speak of the same; the second asks about it, too. Each two
 * neighbours share a stem. */
static void take(struct near_words *words, uint32_t article)
{
    uint32_t twin = article % TWINS;
    struct stem items[STEMS] = {
        {STEM_OF_ALL, 3},
        {STEMS_OF_TWINS + 10 * twin, 2},
        {STEMS_OF_TWINS + 10 * twin + 1, 1},
        {STEMS_OF_TWINS + 10 * twin + 2, 1},
        {STEMS_OF_TWINS + 10 * twin + 3, 1},
        {STEMS_OF_TWINS + 10 * (twin + 1), 1},
    };
    struct stems sections[] = {{NULL, 0, 0}, {items, STEMS, 9}};
    struct question_words question = {{items, STEMS, 9}, {0, 0, 2, 2}};
    struct article_words counted = {sections, 2, &question, article >= TWINS};

    near_words_take(words, article, &counted);
}

static void reckon(struct near *near, const struct indexed *it, bool backwards,
                   struct arena *arena)
{
    static const atomic_bool stop;
    struct near_words *words = near_words_new(ARTICLES);
    struct near_links *links = near_links_new(ARTICLES);
    struct near_input input = {
        .library = it->temp.library, .words = words, .links = links, .stop = &stop};

    for (uint32_t i = 0; i < ARTICLES; i++)
        take(words, backwards ? ARTICLES - 1 - i : i);
    near_links_take(links, 3, 4, false);
    near_links_take(links, 3, 4, false);
    near_links_take(links, 3, 3, false);
    near_reckon(near, &input, arena);
    near_words_free(words);
    near_links_free(links);
}

static void assert_same(const struct near *a, const struct near *b, uint32_t article)
{
    size_t at = a->related.firsts[article], bt = b->related.firsts[article];
    size_t count = a->related.firsts[article + 1] - at;

    assert_int_equal(b->related.firsts[article + 1] - bt, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(a->related.items[at + i].article,
                         b->related.items[bt + i].article);
        assert_int_equal(a->related.items[at + i].why, b->related.items[bt + i].why);
    }
    if (article < TWINS)
        return;
    at = a->sees.firsts[a->sees.questions[article]];
    bt = b->sees.firsts[b->sees.questions[article]];
    count = a->sees.firsts[a->sees.questions[article] + 1] - at;
    assert_int_equal(b->sees.firsts[b->sees.questions[article] + 1] - bt, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(a->sees.items[at + i].article, b->sees.items[bt + i].article);
}

static void twins_find_each_other(void **state)
{
    struct indexed it;
    struct arena arena = {0};
    struct near near;

    (void)state;
    make_library(&it);
    reckon(&near, &it, false, &arena);
    for (uint32_t i = 0; i < ARTICLES; i++) {
        const struct related *related = &near.related.items[near.related.firsts[i]];

        assert_true(near.related.firsts[i + 1] > near.related.firsts[i]);
        assert_int_equal(related->article, (i + TWINS) % ARTICLES);
        assert_int_equal(related->why, RELATED_WORDS);
    }
    arena_release(&arena);
    indexed_remove(&it);
}

static void questions_find_the_section_of_the_twin(void **state)
{
    struct indexed it;
    struct arena arena = {0};
    struct near near;

    (void)state;
    make_library(&it);
    reckon(&near, &it, false, &arena);
    assert_int_equal(near.sees.questions[ARTICLES], TWINS);
    for (uint32_t i = TWINS; i < ARTICLES; i++) {
        size_t question = near.sees.questions[i];
        size_t first = near.sees.firsts[question];
        const struct see *sees = &near.sees.items[first];

        assert_int_equal(near.sees.firsts[question + 1] - first, 1);
        assert_int_equal(sees[0].article, i - TWINS);
    }
    arena_release(&arena);
    indexed_remove(&it);
}

static void the_order_of_taking_in_changes_nothing(void **state)
{
    struct indexed it;
    struct arena arena = {0};
    struct near near, backwards;

    (void)state;
    make_library(&it);
    reckon(&near, &it, false, &arena);
    reckon(&backwards, &it, true, &arena);
    for (uint32_t i = 0; i < ARTICLES; i++)
        assert_same(&near, &backwards, i);
    arena_release(&arena);
    indexed_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twins_find_each_other),
        cmocka_unit_test(questions_find_the_section_of_the_twin),
        cmocka_unit_test(the_order_of_taking_in_changes_nothing),
    };

    text_setup();
    return cmocka_run_group_tests_name("near_many", tests, NULL, NULL);
}
