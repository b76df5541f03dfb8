/*
 * The words of headings: how they are made comparable and what they promise.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "extract/heading_words.h"

static void assert_role(const char *title, enum head_role role)
{
    struct arena arena = {0};
    const struct head_index *index = head_index_new(&arena);
    if (head_role(index, &arena, str_from(title)) != role)
        fail_msg("'%s' does not have role %d", title, (int)role);
    arena_release(&arena);
}

static void every_entry_is_found_as_written(void **state)
{
    struct arena arena = {0};
    struct buf normal = {0};
    (void)state;
    for (size_t i = 0; i < head_words_count; i++) {
        buf_clear(&normal);
        head_normal(&arena, head_words[i].words, &normal);
        if (!str_eq(buf_str(&normal), head_words[i].words))
            fail_msg("'" STR_FMT "' is written as '" STR_FMT "'",
                     STR_ARG(head_words[i].words), STR_ARG(buf_str(&normal)));
    }
    buf_release(&normal);
    arena_release(&arena);
}

static void dress_does_not_matter(void **state)
{
    (void)state;
    assert_role("Key Points", HEAD_POINTS);
    assert_role("🔑 KEY POINTS:", HEAD_POINTS);
    assert_role("4.2. Key points", HEAD_POINTS);
    assert_role("TL;DR", HEAD_POINTS);
    assert_role("Points clés", HEAD_POINTS);
    assert_role("POINTS CLES", HEAD_POINTS);
    assert_role("F.A.Q.", HEAD_FAQ);
    assert_role("Q&A", HEAD_FAQ);
    assert_role("常见问题（FAQ）", HEAD_FAQ);
    assert_role("Häufige Fragen", HEAD_FAQ);
    assert_role("Сводка: ключевые выводы", HEAD_POINTS);
}

static void words_may_open_or_close(void **state)
{
    (void)state;
    assert_role("Key takeaways for beginners", HEAD_POINTS);
    assert_role("The treaty at a glance", HEAD_POINTS);
    assert_role("本章要点", HEAD_POINTS);
    assert_role("See also the appendix", HEAD_SEE_ALSO);
    assert_role("Related links", HEAD_READING);
}

static void other_headings_promise_nothing(void **state)
{
    (void)state;
    assert_role("Keynotes", HEAD_OTHER);
    assert_role("Pointers", HEAD_OTHER);
    assert_role("Questions of style", HEAD_OTHER);
    assert_role("Related work in three other fields", HEAD_OTHER);
    assert_role("Key points are what a reader in a hurry wants to find at once",
                HEAD_OTHER);
    assert_role("", HEAD_OTHER);
    assert_role("42", HEAD_OTHER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_entry_is_found_as_written),
        cmocka_unit_test(dress_does_not_matter),
        cmocka_unit_test(words_may_open_or_close),
        cmocka_unit_test(other_headings_promise_nothing),
    };
    text_setup();
    return cmocka_run_group_tests_name("heads", tests, NULL, NULL);
}
