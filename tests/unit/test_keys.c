/*
 * Keys: how they are written and shown, and how the bytes of a terminal become keys,
 * also when they come in pieces or mean nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/term/keys.h"

/* --- Written and shown --- */

static void reads_what_bindings_have(void **state)
{
    (void)state;
    struct key keys[KEYS_SEQUENCE_MAX];
    assert_int_equal(keys_parse("j", keys), 1);
    assert_int_equal(keys[0].code, 'j');
    assert_int_equal(keys_parse("<S-Tab>", keys), 1);
    assert_true(key_eq(keys[0], (struct key){KEYCODE_TAB, KEYMOD_SHIFT}));
    assert_int_equal(keys_parse("<C-d>", keys), 1);
    assert_true(key_eq(keys[0], (struct key){'d', KEYMOD_CTRL}));
    assert_int_equal(keys_parse("<M-Right>", keys), 1);
    assert_true(key_eq(keys[0], (struct key){KEYCODE_RIGHT, KEYMOD_META}));
    assert_int_equal(keys_parse("<lt>", keys), 1);
    assert_int_equal(keys[0].code, '<');
    assert_int_equal(keys_parse("<F12>", keys), 1);
    assert_int_equal(keys[0].code, KEYCODE_F1 + 11);
    assert_int_equal(keys_parse("Z Z", keys), 2);
    assert_int_equal(keys_parse("é", keys), 1);
    assert_int_equal(keys[0].code, 0xE9);
}

static void refuses_what_is_no_key(void **state)
{
    (void)state;
    static const char *const bad[] = {"",      "jk",      "<Foo>", "<X-a>",
                                      "<F13>", "<F0>",    "<C->",  "<>",
                                      "a  b",  "a b c d", "<a>",   "<C-ab>"};
    struct key keys[KEYS_SEQUENCE_MAX];
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (keys_parse(bad[i], keys) != 0)
            fail_msg("'%s' was taken for a key", bad[i]);
}

static void shows_keys_to_people(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"j", "j"},           {"<C-d>", "^D"},      {"<M-v>", "M-v"},
        {"<S-Tab>", "S-Tab"}, {"<Space>", "Space"}, {"<M-Right>", "M-Right"},
        {"<lt>", "<"},        {"<F1>", "F1"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct key keys[KEYS_SEQUENCE_MAX];
        struct buf out = {0};
        assert_int_equal(keys_parse(pairs[i][0], keys), 1);
        key_show(keys[0], &out);
        buf_putc(&out, '\0');
        assert_string_equal(out.data, pairs[i][1]);
        buf_release(&out);
    }
}

/* --- Decoded --- */

/* The keys of some bytes as text, blanks between them, as key_show has them. */
static void expect(const char *bytes, size_t len, const char *keys)
{
    struct key_decoder decoder = {.len = 0};
    struct buf out = {0};
    assert_int_equal(key_decoder_feed(&decoder, bytes, len), len);
    struct key key;
    while (key_decoder_next(&decoder, false, &key) == KEY_READY ||
           key_decoder_next(&decoder, true, &key) == KEY_READY) {
        if (out.len > 0)
            buf_putc(&out, ' ');
        key_show(key, &out);
    }
    assert_false(key_decoder_pending(&decoder));
    buf_putc(&out, '\0');
    assert_string_equal(out.data, keys);
    buf_release(&out);
}

#define EXPECT(bytes, keys) expect(bytes, sizeof(bytes) - 1, keys)

static void decodes_characters(void **state)
{
    (void)state;
    EXPECT("jG/", "j G /");
    EXPECT("\xC3\xA9\xE6\x97\xA5\xF0\x9F\x98\x80", "é 日 😀");
    EXPECT("\x04\x0c\x1a", "^D ^L ^Z");
    EXPECT("\r\t\x7f\x08", "Enter Tab BS BS");
    EXPECT(" ", "Space");
    EXPECT("\0", "C-Space");
}

static void decodes_named_keys(void **state)
{
    (void)state;
    EXPECT("\x1b[A\x1b[B\x1bOC\x1bOD", "Up Down Right Left");
    EXPECT("\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "Home End Home End Home End");
    EXPECT("\x1b[5~\x1b[6~\x1b[2~\x1b[3~", "PgUp PgDn Ins Del");
    EXPECT("\x1b[Z", "S-Tab");
    EXPECT("\x1bOP\x1b[11~\x1b[[A\x1b[15~\x1b[24~", "F1 F1 F1 F5 F12");
    EXPECT("\x1b[1;3C\x1b[1;3D\x1b[1;5A\x1b[5;2~", "M-Right M-Left C-Up S-PgUp");
    EXPECT("\x1b\x1b[C", "M-Right");
    EXPECT("\x1bv\x1b\t", "M-v M-Tab");
    EXPECT("\x1bOM", "Enter");
}

static void a_lone_escape_is_a_key(void **state)
{
    (void)state;
    EXPECT("\x1b", "Esc");
    EXPECT("\x1b\x1b", "Esc Esc");
    EXPECT("\x1b[", "M-[");
    EXPECT("\x1bO", "M-O");
}

static void swallows_what_means_nothing(void **state)
{
    (void)state;
    EXPECT("\x1b[200~j\x1b[201~", "j"); /* a bracketed paste nobody asked for */
    EXPECT("\x1b[?1;2cj", "j");         /* an answer nobody asked for */
    EXPECT("\x1b[24;80Rj", "j");        /* which may not be F3 and j */
    EXPECT("\x1b[<0;10;10Mj", "j");     /* a mouse */
    EXPECT("\x1b[12;99", "");           /* cut off */
    EXPECT("\xff\xc3j\xe6\x97", "j");   /* no UTF-8 */
    EXPECT("\xed\xa0\x80j", "j");       /* a surrogate */
}

static void keys_in_pieces_wait_for_the_rest(void **state)
{
    (void)state;
    static const char bytes[] = "\x1b[1;3C\xE6\x97\xA5";
    struct key_decoder decoder = {.len = 0};
    struct key key;
    for (size_t i = 0; i < 5; i++) {
        key_decoder_feed(&decoder, bytes + i, 1);
        assert_int_equal(key_decoder_next(&decoder, false, &key), KEY_WAITING);
        assert_true(key_decoder_pending(&decoder));
    }
    key_decoder_feed(&decoder, bytes + 5, 3);
    assert_int_equal(key_decoder_next(&decoder, false, &key), KEY_READY);
    assert_true(key_eq(key, (struct key){KEYCODE_RIGHT, KEYMOD_META}));
    assert_int_equal(key_decoder_next(&decoder, false, &key), KEY_WAITING);
    key_decoder_feed(&decoder, bytes + 8, 1);
    assert_int_equal(key_decoder_next(&decoder, false, &key), KEY_READY);
    assert_int_equal(key.code, 0x65E5);
}

static void the_terminals_description_comes_first(void **state)
{
    (void)state;
    static const struct key_sequence table[] = {
        {"\x1b[Q", {KEYCODE_HOME, 0}},
        {"\x1b[QQ", {KEYCODE_END, 0}},
    };
    struct key_decoder decoder = {.table = table, .table_count = 2};
    key_decoder_feed(&decoder, "\x1b[Qj", 4);
    struct key key;
    assert_int_equal(key_decoder_next(&decoder, false, &key), KEY_READY);
    assert_int_equal(key.code, KEYCODE_HOME);
    assert_int_equal(key_decoder_next(&decoder, false, &key), KEY_READY);
    key_decoder_feed(&decoder, "\x1b[Q", 3);
    assert_int_equal(key_decoder_next(&decoder, false, &key), KEY_WAITING);
    key_decoder_feed(&decoder, "Q", 1);
    assert_int_equal(key_decoder_next(&decoder, false, &key), KEY_READY);
    assert_int_equal(key.code, KEYCODE_END);
}

/* Every two bytes, and a long stretch of each byte, come to an end. */
static void takes_any_bytes(void **state)
{
    (void)state;
    for (int i = 0; i < 65536; i++) {
        unsigned char bytes[2] = {(unsigned char)(i >> 8), (unsigned char)i};
        struct key_decoder decoder = {.len = 0};
        key_decoder_feed(&decoder, bytes, 2);
        int steps = 0;
        struct key key;
        while (key_decoder_next(&decoder, true, &key) == KEY_READY)
            assert_true(++steps <= 2);
        assert_false(key_decoder_pending(&decoder));
    }
}

static void a_full_decoder_takes_no_more(void **state)
{
    (void)state;
    struct key_decoder decoder = {.len = 0};
    char bytes[400];
    memset(bytes, '1', sizeof bytes);
    memcpy(bytes, "\x1b[", 2);
    size_t taken = key_decoder_feed(&decoder, bytes, sizeof bytes);
    assert_int_equal(taken, sizeof decoder.bytes);
    struct key key;
    /* A sequence that never ends is not waited for. */
    assert_int_equal(key_decoder_next(&decoder, false, &key), KEY_WAITING);
    assert_false(key_decoder_pending(&decoder));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_bindings_have),
        cmocka_unit_test(refuses_what_is_no_key),
        cmocka_unit_test(shows_keys_to_people),
        cmocka_unit_test(decodes_characters),
        cmocka_unit_test(decodes_named_keys),
        cmocka_unit_test(a_lone_escape_is_a_key),
        cmocka_unit_test(swallows_what_means_nothing),
        cmocka_unit_test(keys_in_pieces_wait_for_the_rest),
        cmocka_unit_test(the_terminals_description_comes_first),
        cmocka_unit_test(takes_any_bytes),
        cmocka_unit_test(a_full_decoder_takes_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
