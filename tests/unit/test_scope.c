/*
 * What a person names to look in: an article or a topic.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "library/scope.h"
#include "temp_library.h"

static void fill(struct temp_library *temp)
{
    temp_make(temp);
    temp_write(temp, "sea.md", "# Sea\n\nSalt.\n");
    temp_write(temp, "hill.md", "---\ntitle: Hill\naliases: [Rise]\n---\nGrass.\n");
    temp_write(temp, "lake.md", "# Water\n\nFresh.\n");
    temp_write(
        temp, "library.yaml",
        "title: Land\ntopics:\n  - title: Water\n    articles: [sea.md, lake.md, "
        "sea.md]\n    topics:\n      - title: Heights\n        articles: "
        "[hill.md]\n");
    temp_open(temp);
}

static void articles_and_topics_are_found_by_name(void **state)
{
    (void)state;
    struct temp_library temp;
    fill(&temp);
    struct scope scope;
    assert_true(scope_find(temp.library, STR("rise"), &scope));
    assert_int_equal(scope.article, temp_article(&temp, "hill.md"));
    assert_null(scope.topic);
    /* Of two that are called so the topic is meant. */
    assert_true(scope_find(temp.library, STR("water"), &scope));
    assert_int_equal(scope.article, ARTICLE_NONE);
    assert_text(scope.topic->title, "Water");
    assert_true(scope_find(temp.library, STR("lake.md"), &scope));
    assert_int_equal(scope.article, temp_article(&temp, "lake.md"));
    temp_remove(&temp);
}

static void other_names_are_no_scope(void **state)
{
    (void)state;
    struct temp_library temp;
    fill(&temp);
    struct scope scope;
    assert_false(scope_find(temp.library, STR("Desert"), &scope));
    assert_false(scope_find(temp.library, STR(""), &scope));
    /* The whole library is no topic of it. */
    assert_false(scope_find(temp.library, STR("Land"), &scope));
    temp_remove(&temp);
}

static void a_topic_has_each_article_once(void **state)
{
    (void)state;
    struct temp_library temp;
    fill(&temp);
    struct scope scope;
    assert_true(scope_find(temp.library, STR("water"), &scope));
    size_t count;
    uint32_t *articles = scope_articles(temp.library, scope.topic, &count);
    assert_int_equal(count, 3);
    for (size_t i = 1; i < count; i++)
        assert_true(articles[i] > articles[i - 1]);
    free(articles);
    assert_true(scope_find(temp.library, STR("heights"), &scope));
    articles = scope_articles(temp.library, scope.topic, &count);
    assert_int_equal(count, 1);
    assert_int_equal(articles[0], temp_article(&temp, "hill.md"));
    free(articles);
    temp_remove(&temp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(articles_and_topics_are_found_by_name),
        cmocka_unit_test(other_names_are_no_scope),
        cmocka_unit_test(a_topic_has_each_article_once),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
