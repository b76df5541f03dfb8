/*
 * From the bytes of a terminal to keys.
 *
 * What the terminal's description says about its keys comes first. After it are the
 * forms that nearly all terminals share, since descriptions are often those of another
 * terminal (within tmux, over ssh):
 *
 *     ESC [ 1 ; 3 C      CSI: parameters and a final letter; here M-Right
 *     ESC [ 5 ~          CSI: the number names the key; here PgUp
 *     ESC O A            SS3
 *     ESC x              Meta
 */
#include <string.h>

#include "base/text.h"
#include "ui/term/keys.h"

enum { ESC = 0x1B, DELETE_BYTE = 0x7F };

/* How much of the input was understood, and what it was. */
struct taken {
    size_t len; /* bytes; 0: more are needed */
    bool is_key;
    struct key key;
};

size_t key_decoder_feed(struct key_decoder *decoder, const void *bytes, size_t len)
{
    size_t room = sizeof decoder->bytes - decoder->len;
    if (len > room)
        len = room;
    if (len > 0)
        memcpy(decoder->bytes + decoder->len, bytes, len);
    decoder->len += len;
    return len;
}

bool key_decoder_pending(const struct key_decoder *decoder)
{
    return decoder->len > 0;
}

static struct taken take_key(size_t len, uint32_t code, unsigned mods)
{
    return (struct taken){len, code != 0, {code, (uint8_t)mods}};
}

/* Bytes below 0x20 and DEL. */
static struct key control_key(unsigned char byte)
{
    switch (byte) {
    case 0:
        return (struct key){' ', KEYMOD_CTRL};
    case '\b':
    case DELETE_BYTE:
        return (struct key){KEYCODE_BACKSPACE, 0};
    case '\t':
        return (struct key){KEYCODE_TAB, 0};
    case '\r':
    case '\n':
        return (struct key){KEYCODE_ENTER, 0};
    case ESC:
        return (struct key){KEYCODE_ESCAPE, 0};
    default:
        return (struct key){byte < 27 ? (uint32_t)('a' + byte - 1)
                                      : (uint32_t)(byte + 64),
                            KEYMOD_CTRL};
    }
}

/* Bytes that a UTF-8 sequence with this first byte has; 1 for what starts none. */
static size_t utf8_len(unsigned char byte)
{
    return byte >= 0xF0 && byte < 0xF5   ? 4
           : byte >= 0xE0 && byte < 0xF0 ? 3
           : byte >= 0xC2 && byte < 0xE0 ? 2
                                         : 1;
}

/* A character that stands for itself. Bytes that are none are dropped. */
static struct taken take_character(const unsigned char *bytes, size_t len, bool flush)
{
    if (bytes[0] < 0x20 || bytes[0] == DELETE_BYTE)
        return (struct taken){1, true, control_key(bytes[0])};
    size_t need = utf8_len(bytes[0]);
    if (need > len && !flush)
        return (struct taken){0};
    struct str text = {(const char *)bytes, need < len ? need : len};
    size_t pos = 0;
    uint32_t c = text_next(text, &pos);
    bool broken = c == 0xFFFD || (need > 1 && pos != need);
    return take_key(pos, broken ? 0 : c, 0);
}

static uint32_t letter_key(unsigned char final)
{
    switch (final) {
    case 'A':
        return KEYCODE_UP;
    case 'B':
        return KEYCODE_DOWN;
    case 'C':
        return KEYCODE_RIGHT;
    case 'D':
        return KEYCODE_LEFT;
    case 'F':
        return KEYCODE_END;
    case 'H':
        return KEYCODE_HOME;
    case 'M':
        return KEYCODE_ENTER; /* of the keypad, only as SS3 */
    case 'P':
    case 'Q':
    case 'R':
    case 'S':
        return KEYCODE_F1 + (uint32_t)(final - 'P');
    default:
        return 0;
    }
}

/* The keys that CSI n ~ names: the editing keys of a VT220 and the function keys. */
static uint32_t number_key(unsigned number)
{
    /* clang-format off */
    static const uint32_t editing[] = {
        [1] = KEYCODE_HOME,    [2] = KEYCODE_INSERT,    [3] = KEYCODE_DELETE,
        [4] = KEYCODE_END,     [5] = KEYCODE_PAGE_UP,   [6] = KEYCODE_PAGE_DOWN,
        [7] = KEYCODE_HOME,    [8] = KEYCODE_END,
    };
    /* clang-format on */
    if (number < sizeof editing / sizeof *editing)
        return editing[number];
    if (number >= 11 && number <= 15)
        return KEYCODE_F1 + number - 11;
    if (number >= 17 && number <= 21)
        return KEYCODE_F1 + number - 12;
    if (number >= 23 && number <= 24)
        return KEYCODE_F1 + number - 13;
    return 0;
}

/* xterm's modifier parameter is one more than the mask shift 1, alt 2, control 4. */
static unsigned parameter_mods(unsigned parameter)
{
    if (parameter < 2 || parameter > 16)
        return 0;
    unsigned mask = parameter - 1;
    return (mask & 1 ? KEYMOD_SHIFT : 0u) | (mask & 2 ? KEYMOD_META : 0u) |
           (mask & 4 ? KEYMOD_CTRL : 0u) | (mask & 8 ? KEYMOD_META : 0u);
}

/* The two first parameters of a CSI sequence, 0 when they are not given. */
static void read_parameters(const unsigned char *bytes, size_t len, unsigned values[2])
{
    int at = 0;
    for (size_t i = 0; i < len && at < 2; i++) {
        if (bytes[i] == ';')
            at++;
        else if (bytes[i] >= '0' && bytes[i] <= '9' && values[at] < 10000)
            values[at] = values[at] * 10 + (unsigned)(bytes[i] - '0');
    }
}

/* After "ESC [": parameters 0x30-0x3F, intermediates 0x20-0x2F, a final 0x40-0x7E. */
static struct taken take_csi(const unsigned char *bytes, size_t len, bool flush)
{
    size_t end = 2;
    if (end < len && bytes[end] == '[') { /* the Linux console's F1 to F5: ESC [ [ A */
        if (len < 4)
            return flush ? take_key(len, 0, 0) : (struct taken){0};
        bool known = bytes[3] >= 'A' && bytes[3] <= 'E';
        return take_key(4, known ? (uint32_t)(KEYCODE_F1 + bytes[3] - 'A') : 0, 0);
    }
    while (end < len && bytes[end] >= 0x20 && bytes[end] <= 0x3F)
        end++;
    if (end == len) {
        if (len == 2)
            return flush ? take_key(2, '[', KEYMOD_META) : (struct taken){0};
        return flush || len > 64 ? take_key(len, 0, 0) : (struct taken){0};
    }
    unsigned values[2] = {0, 0};
    read_parameters(bytes + 2, end - 2, values);
    unsigned mods = parameter_mods(values[1]);
    if (bytes[end] == 'Z')
        return take_key(end + 1, KEYCODE_TAB, KEYMOD_SHIFT);
    if (bytes[end] == '~')
        return take_key(end + 1, number_key(values[0]), mods);
    /* A key has no first parameter but 1; "CSI 24;80 R" is an answer to a question. */
    bool is_key = values[0] <= 1 && bytes[end] != 'M';
    uint32_t code = is_key ? letter_key(bytes[end]) : 0;
    return take_key(end + 1, code, mods);
}

static struct taken take_ss3(const unsigned char *bytes, size_t len, bool flush)
{
    if (len < 3)
        return flush ? take_key(2, 'O', KEYMOD_META) : (struct taken){0};
    return take_key(3, letter_key(bytes[2]), 0);
}

static bool opens_sequence(unsigned char byte)
{
    return byte == '[' || byte == 'O';
}

/* "ESC [", "ESC O" and "ESC x"; bytes[0] is the ESC. */
static struct taken take_sequence(const unsigned char *bytes, size_t len, bool flush)
{
    if (bytes[1] == '[')
        return take_csi(bytes, len, flush);
    if (bytes[1] == 'O')
        return take_ss3(bytes, len, flush);
    struct taken taken = take_character(bytes + 1, len - 1, flush);
    if (taken.len > 0)
        taken.len++;
    taken.key.mods |= KEYMOD_META;
    return taken;
}

static struct taken take_escape(const unsigned char *bytes, size_t len, bool flush)
{
    if (len == 1)
        return flush ? take_key(1, KEYCODE_ESCAPE, 0) : (struct taken){0};
    if (bytes[1] != ESC)
        return take_sequence(bytes, len, flush);
    /* Some terminals send Meta with a named key as "ESC ESC [ A"; else Esc came
     * twice. */
    if (len < 3 || !opens_sequence(bytes[2]))
        return take_key(1, KEYCODE_ESCAPE, 0);
    struct taken taken = take_sequence(bytes + 1, len - 1, flush);
    if (taken.len > 0)
        taken.len++;
    taken.key.mods |= KEYMOD_META;
    return taken;
}

/* The longest key of the description that the input starts with. `*prefix` when the
 * input is the start of one. */
static struct taken take_described(const struct key_decoder *decoder, bool *prefix)
{
    struct taken best = {0};
    *prefix = false;
    for (size_t i = 0; i < decoder->table_count; i++) {
        size_t len = strlen(decoder->table[i].bytes);
        size_t common = len < decoder->len ? len : decoder->len;
        if (memcmp(decoder->table[i].bytes, decoder->bytes, common) != 0)
            continue;
        if (common < len)
            *prefix = true;
        else if (len > best.len)
            best = (struct taken){len, true, decoder->table[i].key};
    }
    return best;
}

static struct taken take_next(const struct key_decoder *decoder, bool flush)
{
    bool prefix;
    struct taken taken = take_described(decoder, &prefix);
    if (prefix && !flush)
        return (struct taken){0};
    if (taken.len > 0)
        return taken;
    if (decoder->bytes[0] == ESC)
        return take_escape(decoder->bytes, decoder->len, flush);
    return take_character(decoder->bytes, decoder->len, flush);
}

enum key_result key_decoder_next(struct key_decoder *decoder, bool flush,
                                 struct key *key)
{
    while (decoder->len > 0) {
        struct taken taken = take_next(decoder, flush);
        if (taken.len == 0)
            return KEY_WAITING;
        decoder->len -= taken.len;
        memmove(decoder->bytes, decoder->bytes + taken.len, decoder->len);
        if (taken.is_key) {
            *key = taken.key;
            return KEY_READY;
        }
    }
    return KEY_WAITING;
}
