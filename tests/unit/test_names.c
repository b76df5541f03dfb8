/*
 * The index of names as the catalog writes it down: every entry once, in order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

#include "library/names.h"

enum { KEYS = 20000 };

struct visited {
    unsigned seen[KEYS];
    size_t count, seconds, out_of_order;
    int64_t last;
    size_t stops_at;
};

static struct names *make(void)
{
    struct names *names = names_new();
    char key[32];
    for (uint32_t i = 0; i < KEYS; i++) {
        int len = snprintf(key, sizeof key, "folder/%u", i);
        names_add(names, NAME_PATH, (struct str){key, (size_t)len}, i, 0);
    }
    names_add(names, NAME_PATH, STR("folder/7"), 8, 0);
    return names;
}

static bool visit(void *context, enum name_class class, uint64_t hash,
                  struct name_entry entry)
{
    struct visited *it = context;
    assert_int_equal(class, NAME_PATH);
    assert_true(entry.id < KEYS);
    bool is_second = it->count > 0 && (int64_t)hash == it->last;

    it->seconds += is_second;
    it->seen[entry.id] += !is_second;
    it->out_of_order += it->count > 0 && (int64_t)hash < it->last;
    it->last = (int64_t)hash;
    return ++it->count != it->stops_at;
}

static void every_entry_comes_once_and_in_order(void **state)
{
    static struct visited it;
    struct names *names = make();
    (void)state;
    names_each(names, visit, &it);
    assert_int_equal(it.count, KEYS + 1);
    assert_int_equal(it.seconds, 1);
    for (size_t i = 0; i < KEYS; i++)
        assert_int_equal(it.seen[i], 1);
    assert_int_equal(it.out_of_order, 0);
    names_free(names);
}

static void it_stops_when_it_is_told_to(void **state)
{
    static struct visited it = {.stops_at = 100};
    struct names *names = make();
    (void)state;
    names_each(names, visit, &it);
    assert_int_equal(it.count, 100);
    names_free(names);
}

static void an_empty_index_shows_nothing(void **state)
{
    static struct visited it;
    struct names *names = names_new();
    (void)state;
    names_each(names, visit, &it);
    assert_int_equal(it.count, 0);
    names_free(names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_entry_comes_once_and_in_order),
        cmocka_unit_test(it_stops_when_it_is_told_to),
        cmocka_unit_test(an_empty_index_shows_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
