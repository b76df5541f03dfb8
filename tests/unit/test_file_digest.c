/*
 * The digest of a library's files: of any order, and another one for whatever differs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "library/file_digest.h"

static const struct file_stamp stamp = {
    .size_bytes = 1, .device = 2, .inode = 3, .mtime_ns = 4, .ctime_ns = 5};

static uint64_t digest_of(struct str path, struct file_stamp of)
{
    uint64_t digest = 0;
    file_digest_add(&digest, path, &of, true);
    return digest;
}

static void the_order_does_not_matter(void **state)
{
    uint64_t there = 0, back = 0;
    (void)state;
    file_digest_add(&there, STR("a.md"), &stamp, true);
    file_digest_add(&there, STR("b.md"), &stamp, false);
    file_digest_add(&back, STR("b.md"), &stamp, false);
    file_digest_add(&back, STR("a.md"), &stamp, true);
    assert_true(there == back);
    assert_true(there != digest_of(STR("a.md"), stamp));
}

static void whatever_differs_shows(void **state)
{
    struct file_stamp others[] = {stamp, stamp, stamp, stamp, stamp};
    uint64_t digest = digest_of(STR("a.md"), stamp), named = 0;
    (void)state;
    others[0].size_bytes++;
    others[1].device++;
    others[2].inode++;
    others[3].mtime_ns++;
    others[4].ctime_ns++;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_true(digest_of(STR("a.md"), others[i]) != digest);
    assert_true(digest_of(STR("a.mD"), stamp) != digest);
    file_digest_add(&named, STR("a.md"), &stamp, false);
    assert_true(named != digest);
}

/* Two files that change places, and two values that do. */
static void what_is_swapped_shows(void **state)
{
    struct file_stamp other = stamp, turned = stamp;
    (void)state;
    other.inode = 9;
    uint64_t before = digest_of(STR("a.md"), stamp) + digest_of(STR("b.md"), other);
    uint64_t after = digest_of(STR("a.md"), other) + digest_of(STR("b.md"), stamp);
    assert_true(before != after);
    turned.mtime_ns = stamp.ctime_ns;
    turned.ctime_ns = stamp.mtime_ns;
    assert_true(digest_of(STR("a.md"), turned) != digest_of(STR("a.md"), stamp));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order_does_not_matter),
        cmocka_unit_test(whatever_differs_shows),
        cmocka_unit_test(what_is_swapped_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
