/*
 * Probes: what shows that files came or went, and when it cannot be relied upon.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>

#include "library/probes.h"

#include "temp_library.h"

static const int64_t second_ns = 1000000000, now_ns = 1000 * 1000000000LL;

static struct file_stamp at(int64_t mtime_ns)
{
    return (struct file_stamp){
        .size_bytes = 1, .device = 7, .inode = 3, .mtime_ns = mtime_ns};
}

/* The digest of a root and one more, whose stamp that is. */
static uint64_t digest_with(struct file_stamp stamp)
{
    struct probes probes = {.is_begun = false};
    struct file_stamp root = at(0);
    probes_begin(&probes, now_ns);
    probes_add(&probes, STR(""), &root);
    probes_add(&probes, STR("sub"), &stamp);
    uint64_t digest = probes_digest(&probes);
    probes_release(&probes);
    return digest;
}

static void what_is_recent_is_not_sure(void **state)
{
    (void)state;
    assert_true(digest_with(at(now_ns - 3 * second_ns)) != 0);
    assert_true(digest_with(at(now_ns - second_ns)) == 0);
    assert_true(digest_with(at(now_ns)) == 0);
    /* By a clock that goes wrong, here or where the files are. */
    assert_true(digest_with(at(now_ns + 3600 * second_ns)) == 0);
    assert_true(digest_with(at(-second_ns)) != 0);
}

static void another_device_is_not_sure(void **state)
{
    struct file_stamp other = at(0);
    (void)state;
    other.device++;
    assert_true(digest_with(other) == 0);
    assert_true(digest_with((struct file_stamp){0}) != 0); /* what is not there */
}

static void each_stamp_counts(void **state)
{
    struct file_stamp others[] = {at(5), at(5), at(5), at(6)};
    uint64_t digest = digest_with(at(5));
    (void)state;
    others[0].ctime_ns++;
    others[1].inode++;
    others[2].size_bytes++;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_true(digest_with(others[i]) != digest);
    assert_true(digest_with((struct file_stamp){0}) != digest);
    assert_true(digest_with(at(5)) == digest);
}

static void doubt_lasts_until_the_next_begin(void **state)
{
    struct probes probes = {.is_begun = false};
    struct file_stamp root = at(0);
    (void)state;
    probes_begin(&probes, now_ns);
    probes_add(&probes, STR(""), &root);
    uint64_t digest = probes_digest(&probes);
    assert_true(digest != 0);
    probes_doubt(&probes);
    assert_true(probes_digest(&probes) == 0);
    probes_begin(&probes, now_ns);
    probes_add(&probes, STR(""), &root);
    assert_true(probes_digest(&probes) == digest);
    probes_release(&probes);
}

static void paths_come_in_turn(void **state)
{
    static const char *const paths[] = {"", "a", "a/b c", "z"};
    struct probes probes = {.is_begun = false};
    struct file_stamp stamp = at(0);
    (void)state;
    probes_begin(&probes, now_ns);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        probes_add(&probes, str_from(paths[i]), &stamp);
    assert_int_equal(probes.count, sizeof paths / sizeof *paths);
    for (size_t i = 0; i < probes.count; i++)
        assert_true(str_eq(probes_path(&probes, &probes.items[i]), str_from(paths[i])));
    probes_release(&probes);
}

static uint64_t look_at(const struct source *source, const char *path)
{
    struct probes probes = {.is_begun = false};
    probes_begin(&probes, probes_now_ns() + 60 * second_ns);
    probes_look(&probes, source, STR(""));
    probes_look(&probes, source, str_from(path));
    uint64_t digest = probes_digest(&probes);
    probes_release(&probes);
    return digest;
}

static void a_look_sees_what_is_there(void **state)
{
    struct temp_library temp;
    struct source source;
    struct error err;
    (void)state;
    temp_make(&temp);
    temp_write(&temp, "sub/a.md", "a");
    assert_int_equal(source_open_folder(&source, temp.path, &err), 0);
    uint64_t with = look_at(&source, "sub"), without = look_at(&source, "none");
    assert_true(with != 0 && without != 0 && with != without);
    assert_true(look_at(&source, "sub") == with);
    char path[256];
    temp_path(&temp, "sub/a.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    assert_true(look_at(&source, "sub") != with);
    source_close(&source);
    source_open_starter(&source);
    assert_false(probes_can_tell(&source));
    temp_remove(&temp);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_recent_is_not_sure),
        cmocka_unit_test(another_device_is_not_sure),
        cmocka_unit_test(each_stamp_counts),
        cmocka_unit_test(doubt_lasts_until_the_next_begin),
        cmocka_unit_test(paths_come_in_turn),
        cmocka_unit_test(a_look_sees_what_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
