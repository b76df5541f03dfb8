/*
 * Readers: readings come in the order asked for, and are given up when nobody wants
 * them any more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../between.h"
#include "catalog/sync/readers.h"
#include "temp_library.h"

enum {
    ARTICLES = 100,
    /* Of a list that names articles again and again: far more than may wait to be
     * taken, so that readers cannot be done with it before all are taken. */
    LONG_LIST = 5000,
};

static struct temp_library shelf;
static struct lexicon *lexicon;
static uint32_t backwards[ARTICLES];
static uint32_t endless[LONG_LIST];

static int open_shelf(void **state)
{
    (void)state;
    temp_make(&shelf);
    char name[16], text[32];
    for (int i = 0; i < ARTICLES; i++) {
        (void)snprintf(name, sizeof name, "%02d.md", i);
        (void)snprintf(text, sizeof text, "# Number %d\n", i);
        temp_write(&shelf, name, text);
    }
    temp_open(&shelf);
    lexicon = lexicon_new();
    for (uint32_t i = 0; i < ARTICLES; i++)
        backwards[i] = ARTICLES - 1 - i;
    for (uint32_t i = 0; i < LONG_LIST; i++)
        endless[i] = i % ARTICLES;
    return 0;
}

static int close_shelf(void **state)
{
    (void)state;
    temp_remove(&shelf);
    lexicon_free(lexicon);
    return 0;
}

static void all_come_in_order(void **state)
{
    atomic_bool stop = false;
    struct readers *readers =
        readers_start(shelf.library, backwards, ARTICLES, lexicon, &stop);
    (void)state;
    for (size_t i = 0; i < ARTICLES; i++) {
        struct reading *reading = readers_take(readers);
        assert_non_null(reading);
        assert_int_equal(reading->article, backwards[i]);
        assert_true(reading->terms.len > 0);
        reading_free(reading);
    }
    assert_null(readers_take(readers));
    readers_stop(readers);
}

static void a_reading_is_given_up(void **state)
{
    atomic_bool stop = true;
    (void)state;
    struct reading_tools tools;
    reading_tools_init(&tools, lexicon);
    assert_null(reading_new(shelf.library, 0, &stop, &tools));
    reading_tools_release(&tools);
}

/* Who waits for the next reading does not wait for ever. */
static void nothing_comes_once_stopped(void **state)
{
    atomic_bool stop = true;
    struct readers *readers =
        readers_start(shelf.library, backwards, ARTICLES, lexicon, &stop);
    (void)state;
    assert_null(readers_take(readers));
    readers_stop(readers);
}

/* Those that were read already may come; then none does. */
static void the_rest_is_given_up(void **state)
{
    atomic_bool stop = false;
    struct readers *readers =
        readers_start(shelf.library, endless, LONG_LIST, lexicon, &stop);
    struct reading *reading = readers_take(readers);
    size_t taken = 0;
    (void)state;
    assert_non_null(reading);
    atomic_store(&stop, true);
    for (; reading != NULL; taken++) {
        reading_free(reading);
        reading = readers_take(readers);
    }
    assert_between(taken, 1, LONG_LIST / 2);
    readers_stop(readers);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_come_in_order),
        cmocka_unit_test(a_reading_is_given_up),
        cmocka_unit_test(nothing_comes_once_stopped),
        cmocka_unit_test(the_rest_is_given_up),
    };
    return cmocka_run_group_tests(tests, open_shelf, close_shelf);
}
