/*
 * Packing: what was packed comes out again, all of it or its beginning, and what is
 * damaged is refused before it costs anything.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/store/pack.h"
#include "catalog/store/varint.h"

static struct packer *packer;

static int make_packer(void **state)
{
    (void)state;
    packer = packer_new();
    return 0;
}

static int drop_packer(void **state)
{
    (void)state;
    packer_free(packer);
    packer_free(NULL);
    return 0;
}

static struct buf packed(struct str bytes)
{
    struct buf out = {0};
    buf_puts(packer_begin(packer), bytes);
    packer_end(packer, &out);
    return out;
}

/* As much like text as need be: it repeats itself, but not at once. */
static struct buf some_text(size_t len)
{
    struct buf text = {0};
    uint32_t seed = 1;
    while (text.len < len) {
        seed = seed * 1664525 + 1013904223;
        buf_printf(&text, "harbour %u ", seed >> 26);
    }
    buf_truncate(&text, len);
    return text;
}

static struct buf noise(size_t len)
{
    struct buf bytes = {0};
    uint32_t seed = 7;
    while (bytes.len < len) {
        seed = seed * 1664525 + 1013904223;
        buf_putc(&bytes, (char)(seed >> 24));
    }
    return bytes;
}

static void assert_gives(const struct buf *record, size_t most, struct str bytes)
{
    struct arena arena = {0};
    struct str got;
    assert_true(pack_get(buf_str(record), most, &arena, &got));
    assert_int_equal(got.len, most < bytes.len ? most : bytes.len);
    assert_memory_equal(got.ptr, bytes.ptr, got.len);
    arena_release(&arena);
}

static void what_was_packed_comes_out(void **state)
{
    static const size_t lengths[] = {1, 2, 127, 128, 1000, 300000, 3 << 20};

    (void)state;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct buf texts[] = {some_text(lengths[i]), noise(lengths[i])};
        for (size_t k = 0; k < 2; k++) {
            struct str bytes = buf_str(&texts[k]);
            struct buf record = packed(bytes);
            assert_true(record.len <= bytes.len + 4);
            if (k == 0 && bytes.len >= 1000)
                assert_true(record.len < bytes.len / 2);
            assert_gives(&record, SIZE_MAX, bytes);
            assert_gives(&record, bytes.len, bytes);
            buf_release(&record);
            buf_release(&texts[k]);
        }
    }
}

static void nothing_is_packed_too(void **state)
{
    struct buf record = packed((struct str){0});
    struct arena arena = {0};
    struct str bytes = {0};
    (void)state;
    assert_int_equal(record.len, 1);
    assert_true(pack_get(buf_str(&record), SIZE_MAX, &arena, &bytes));
    assert_int_equal(bytes.len, 0);
    assert_false(pack_get((struct str){0}, SIZE_MAX, &arena, &bytes));
    arena_release(&arena);
    buf_release(&record);
}

static void a_beginning_comes_by_itself(void **state)
{
    struct buf texts[] = {some_text(5000), noise(5000)};
    (void)state;
    for (size_t k = 0; k < 2; k++) {
        struct buf record = packed(buf_str(&texts[k]));
        for (size_t most = 0; most <= texts[k].len + 1; most += 7)
            assert_gives(&record, most, buf_str(&texts[k]));
        buf_release(&record);
        buf_release(&texts[k]);
    }
}

/* One packer packs the same in the same way, whatever it packed before. */
static void what_was_before_leaves_no_trace(void **state)
{
    struct buf text = some_text(2000), other = noise(50000);
    struct buf first = packed(buf_str(&text)), between = packed(buf_str(&other));
    struct buf second = packed(buf_str(&text));
    (void)state;
    assert_true(str_eq(buf_str(&first), buf_str(&second)));
    buf_release(&text);
    buf_release(&other);
    buf_release(&first);
    buf_release(&between);
    buf_release(&second);
}

/* --- Damage ------------------------------------------------------------------------
 */

static bool is_refused(const char *data, size_t len)
{
    struct arena arena = {0};
    char *copy = malloc(len + (len == 0)); /* just that size, so that a step beyond */
    memcpy(copy, data, len);
    struct str bytes;
    /* it is seen */
    bool is = !pack_get((struct str){copy, len}, SIZE_MAX, &arena, &bytes);
    free(copy);
    arena_release(&arena);
    return is;
}

static void what_is_cut_is_refused(void **state)
{
    struct buf text = some_text(1000), bytes = noise(1000);
    struct buf records[] = {packed(buf_str(&text)), packed(buf_str(&bytes))};
    (void)state;
    for (size_t k = 0; k < 2; k++) {
        buf_putc(&records[k], '\0');
        for (size_t len = 0; len <= records[k].len; len++)
            assert_int_equal(is_refused(records[k].data, len),
                             len != records[k].len - 1);
        buf_release(&records[k]);
    }
    buf_release(&text);
    buf_release(&bytes);
}

/* A bit that is another is refused, or other bytes come out, as many as were said. */
static void what_is_damaged_does_no_harm(void **state)
{
    struct buf text = some_text(1000), record = packed(buf_str(&text));
    size_t refused = 0;
    (void)state;
    for (size_t bit = 0; bit < 8 * record.len; bit++) {
        record.data[bit / 8] = (char)(record.data[bit / 8] ^ 1 << bit % 8);
        refused += is_refused(record.data, record.len);
        record.data[bit / 8] = (char)(record.data[bit / 8] ^ 1 << bit % 8);
    }
    assert_true(refused > record.len);
    assert_false(is_refused(record.data, record.len));
    buf_release(&text);
    buf_release(&record);
}

/* A few bytes that claim to be many. */
static void a_bomb_costs_nothing(void **state)
{
    static const uint64_t lengths[] = {3301, PACK_BYTES_MAX, PACK_BYTES_MAX + 1ULL,
                                       UINT32_MAX, UINT64_MAX};
    struct arena arena = {0};
    (void)state;
    struct str bytes;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct buf record = {0};
        varint_put(&record, lengths[i]);
        buf_repeat(&record, 'x', 100);
        assert_false(pack_get(buf_str(&record), SIZE_MAX, &arena, &bytes));
        assert_false(pack_get(buf_str(&record), 1, &arena, &bytes));
        assert_int_equal(arena.total_bytes, 0);
        buf_release(&record);
    }
    arena_release(&arena);
}

/* What could be packed tighter than is believed is kept as it is. */
static void what_is_the_same_all_over_comes_out(void **state)
{
    static const size_t lengths[] = {2, 31, 32, 33, 64, 100, 1000, 10000, 1 << 20};

    (void)state;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct buf text = {0};
        buf_repeat(&text, 'x', lengths[i]);
        struct buf record = packed(buf_str(&text));
        assert_gives(&record, SIZE_MAX, buf_str(&text));
        assert_gives(&record, lengths[i] / 2, buf_str(&text));
        assert_true(record.len >= lengths[i] / PACK_RATIO_MAX);
        buf_release(&text);
        buf_release(&record);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_packed_comes_out),
        cmocka_unit_test(nothing_is_packed_too),
        cmocka_unit_test(a_beginning_comes_by_itself),
        cmocka_unit_test(what_was_before_leaves_no_trace),
        cmocka_unit_test(what_is_cut_is_refused),
        cmocka_unit_test(what_is_damaged_does_no_harm),
        cmocka_unit_test(a_bomb_costs_nothing),
        cmocka_unit_test(what_is_the_same_all_over_comes_out),
    };
    return cmocka_run_group_tests(tests, make_packer, drop_packer);
}
