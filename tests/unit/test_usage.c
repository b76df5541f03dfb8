/*
 * Usage, and words that are thinned out by it: what is common goes, what is heavy or
 * asked for stays.
 */
#include "../between.h"
#include "indexed.h"

#include <stdio.h>

#include "library/usage.h"
#include "library/words.h"

enum { ARTICLES = 300 };

static uint32_t stem_of(const char *word)
{
    struct stem_list list = {0};
    struct arena arena = {0};
    uint32_t id;

    words_split(&list, str_from(word), 1, &arena);
    assert_int_equal(list.count, 1);
    id = list.ids[0];
    free(list.ids);
    arena_release(&arena);
    return id;
}

static void a_sample_tells_common_from_rare(void **state)
{
    atomic_bool stop = false;
    struct temp_library temp;
    struct usage *usage;
    uint32_t number;

    (void)state;
    temp_make(&temp);
    for (int i = 0; i < ARTICLES; i++) {
        char name[20], text[80];

        snprintf(name, sizeof name, "a%03d.md", i);
        snprintf(text, sizeof text, "Everywhere%s%s.\n", i % 4 == 0 ? " quarter" : "",
                 i % 50 == 0 ? " seldom" : "");
        temp_write(&temp, name, text);
    }
    usage = usage_sample(temp_open(&temp), &stop);
    assert_true(usage_is_common(usage, stem_of("everywhere")));
    assert_true(usage_is_common(usage, stem_of("quarter")));
    assert_false(usage_is_common(usage, stem_of("seldom")));
    assert_false(usage_is_common(usage, stem_of("never")));
    assert_true(usage_rarity(usage, stem_of("seldom")) <
                usage_rarity(usage, stem_of("never")));
    assert_true(usage_rarity(usage, stem_of("quarter")) <
                usage_rarity(usage, stem_of("seldom")));
    assert_true(usage_find(usage, stem_of("everywhere"), &number));
    assert_false(usage_find(usage, stem_of("never"), &number));
    usage_free(usage);
    atomic_store(&stop, true);
    assert_null(usage_sample(temp.library, &stop));
    temp_remove(&temp);
}

/* --- Thinning --------------------------------------------------------------------- */

/* Three times each of fifty words, once each of more, and a common one among them
 * all. */
static void write_wordy(struct temp_library *temp)
{
    struct buf text = {0};

    buf_puts(&text, STR("# Wordy\n\n## Much\n\n"));
    for (int times = 0; times < 3; times++) {
        for (int i = 0; i < 200; i++) {
            if (times == 0 || i < 50)
                buf_printf(&text, "w%d everywhere\n", i);
        }
    }
    buf_puts(&text, STR("\n## Light\n\nw198 w199\n\n## FAQ\n\n### What of w199?\n\n"
                        "It is w199, everywhere.\n"));
    temp_write_bytes(temp, "wordy.md", text.data, text.len);
    buf_release(&text);
}

static bool has(const struct stems *stems, const char *word)
{
    uint32_t id = stem_of(word);

    for (uint32_t i = 0; i < stems->count; i++) {
        if (stems->items[i].id == id)
            return true;
    }
    return false;
}

static void words_are_thinned_out(void **state)
{
    struct temp_library temp;
    struct usage *usage = usage_new();
    struct arena arena = {0};
    struct opened *opened;
    const struct article_words *words;
    struct error err;
    uint32_t kept = 0;

    (void)state;
    temp_make(&temp);
    write_wordy(&temp);
    usage_put(usage, stem_of("everywhere"), USAGE_SAMPLE);
    usage_put(usage, stem_of("w150"), USAGE_SAMPLE / 20);
    assert_int_equal(article_open(temp_open(&temp), 0, &arena, &opened, &err), 0);
    words = words_gather(opened, words_most(1), NULL, &arena, &arena);
    assert_true(has(&words->sections[2], "everywhere"));
    assert_true(has(&words->sections[2], "w150"));
    words = words_gather(opened, words_most(1), usage, &arena, &arena);
    assert_false(has(&words->sections[2], "everywhere"));
    assert_false(has(&words->questions[0].stems, "everywhere"));
    for (int i = 0; i < 50; i++) {
        char word[16];

        snprintf(word, sizeof word, "w%d", i);
        assert_true(has(&words->sections[2], word));
    }
    assert_false(has(&words->sections[2], "w150"));
    assert_true(has(&words->sections[3], "w199")); /* a question has it */
    assert_true(has(&words->questions[0].stems, "w199"));
    for (uint32_t i = 0; i < words->section_count; i++)
        kept += words->sections[i].count;
    assert_between(kept, 50, 120);
    arena_release(&arena);
    usage_free(usage);
    temp_remove(&temp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sample_tells_common_from_rare),
        cmocka_unit_test(words_are_thinned_out),
    };

    text_setup();
    return cmocka_run_group_tests_name("usage", tests, NULL, NULL);
}
