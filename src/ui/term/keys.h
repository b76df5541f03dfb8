/*
 * Keys: what a person pressed, how it is written, and how it is read from the bytes of
 * a terminal.
 *
 * A key is a character or a named key, with modifiers. Keys are written as in the table
 * of bindings: "j", "G", "<Tab>", "<S-Tab>", "<C-d>", "<M-Right>", "<lt>"; several with
 * blanks between them ("Z Z") are a sequence.
 *
 * The decoder takes the bytes of the terminal as they come. It never waits: when the
 * bytes so far may be the start of a longer key it says so, and the caller decides how
 * long to wait (KEYS_ESCAPE_MS) before it asks for what is there. Escape sequences that
 * mean nothing here are swallowed whole and never taken for keys.
 */
#ifndef LECTERN_UI_TERM_KEYS_H
#define LECTERN_UI_TERM_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

enum {
    /* Long enough for the rest of a sequence in the same packet, too short to be felt
     * after a lone Esc. */
    KEYS_ESCAPE_MS = 25,
    KEYS_SEQUENCE_MAX = 3, /* keys in a binding */
};

/* Keys that are no characters; numbered after the last code point. */
enum key_code {
    KEYCODE_NONE = 0,
    KEYCODE_FIRST = 0x110000,
    KEYCODE_UP = KEYCODE_FIRST,
    KEYCODE_DOWN,
    KEYCODE_LEFT,
    KEYCODE_RIGHT,
    KEYCODE_HOME,
    KEYCODE_END,
    KEYCODE_PAGE_UP,
    KEYCODE_PAGE_DOWN,
    KEYCODE_INSERT,
    KEYCODE_DELETE,
    KEYCODE_BACKSPACE,
    KEYCODE_TAB,
    KEYCODE_ENTER,
    KEYCODE_ESCAPE,
    KEYCODE_F1, /* F2 to F12 follow */
    KEYCODE_LAST = KEYCODE_F1 + 11,
};

enum key_mod { KEYMOD_CTRL = 1 << 0, KEYMOD_META = 1 << 1, KEYMOD_SHIFT = 1 << 2 };

struct key {
    uint32_t code; /* a code point or an enum key_code */
    uint8_t mods;  /* enum key_mod */
};

bool key_eq(struct key a, struct key b);

/* Reads a sequence as it is written in a binding; returns the number of keys, 0 when it
 * cannot be read. */
int keys_parse(const char *text, struct key keys[KEYS_SEQUENCE_MAX]);

/* How a key is shown to a person: "j", "^D", "M-v", "S-Tab", "PgDn", "Space". */
void key_show(struct key key, struct buf *out);

/* --- Decoding --- */

/* A byte sequence that this terminal sends for a key, as its description says. */
struct key_sequence {
    const char *bytes; /* NUL-terminated */
    struct key key;
};

enum key_result {
    KEY_READY,   /* *key was pressed */
    KEY_WAITING, /* there may be more to come, or nothing is there at all */
};

struct key_decoder {
    unsigned char bytes[256]; /* not decoded yet */
    size_t len;
    const struct key_sequence *table; /* may be NULL */
    size_t table_count;
};

/* Takes bytes in; returns how many there was room for. */
size_t key_decoder_feed(struct key_decoder *decoder, const void *bytes, size_t len);

/* The next key. `flush` says that nothing more will come soon: what is there is then
 * taken for what it is. */
enum key_result key_decoder_next(struct key_decoder *decoder, bool flush,
                                 struct key *key);

/* True when bytes wait that may be the start of a key. */
bool key_decoder_pending(const struct key_decoder *decoder);

#endif
