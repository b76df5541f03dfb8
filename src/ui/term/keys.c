/* How keys are written and shown; key_decoder.c has their bytes. */
#include "ui/term/keys.h"

#include <string.h>

#include "base/text.h"

struct key_name {
    const char *name;
    uint32_t code;
};

/* clang-format off */
static const struct key_name key_names[] = {
    {"Up", KEYCODE_UP},           {"Down", KEYCODE_DOWN},
    {"Left", KEYCODE_LEFT},       {"Right", KEYCODE_RIGHT},
    {"Home", KEYCODE_HOME},       {"End", KEYCODE_END},
    {"PgUp", KEYCODE_PAGE_UP},    {"PgDn", KEYCODE_PAGE_DOWN},
    {"Ins", KEYCODE_INSERT},      {"Del", KEYCODE_DELETE},
    {"BS", KEYCODE_BACKSPACE},    {"Tab", KEYCODE_TAB},
    {"Enter", KEYCODE_ENTER},     {"Esc", KEYCODE_ESCAPE},
    {"Space", ' '},               {"lt", '<'},
};
/* clang-format on */

enum { KEY_NAME_COUNT = sizeof key_names / sizeof *key_names };

bool key_eq(struct key a, struct key b)
{
    return a.code == b.code && a.mods == b.mods;
}

/* "F1" to "F12"; 0 when it is none. */
static uint32_t function_key(struct str name)
{
    if (name.len < 2 || name.len > 3 || name.ptr[0] != 'F')
        return 0;
    unsigned number = 0;
    for (size_t i = 1; i < name.len; i++) {
        if (name.ptr[i] < '0' || name.ptr[i] > '9')
            return 0;
        number = number * 10 + (unsigned)(name.ptr[i] - '0');
    }
    return number >= 1 && number <= 12 ? KEYCODE_F1 + number - 1 : 0;
}

static uint32_t named_key(struct str name)
{
    for (int i = 0; i < KEY_NAME_COUNT; i++)
        if (str_eq(name, str_from(key_names[i].name)))
            return key_names[i].code;
    return function_key(name);
}

/* What is between '<' and '>': modifiers, then a name or one character. */
static bool parse_bracketed(struct str text, struct key *key)
{
    *key = (struct key){0};
    while (text.len > 2 && text.ptr[1] == '-') {
        switch (text.ptr[0]) {
        case 'C':
            key->mods |= KEYMOD_CTRL;
            break;
        case 'M':
            key->mods |= KEYMOD_META;
            break;
        case 'S':
            key->mods |= KEYMOD_SHIFT;
            break;
        default:
            return false;
        }
        text = str_tail(text, 2);
    }
    size_t pos = 0;
    if (text.len > 0 && (key->code = named_key(text)) == 0) {
        key->code = text_next(text, &pos);
        return pos == text.len && key->mods != 0;
    }
    return text.len > 0;
}

static bool parse_key(struct str text, struct key *key)
{
    if (text.len > 2 && text.ptr[0] == '<' && text.ptr[text.len - 1] == '>')
        return parse_bracketed(str_slice(text, 1, text.len - 1), key);
    size_t pos = 0;
    if (text.len == 0)
        return false;
    *key = (struct key){.code = text_next(text, &pos)};
    return pos == text.len && key->code > ' ';
}

int keys_parse(const char *text, struct key keys[KEYS_SEQUENCE_MAX])
{
    struct str rest = str_from(text);
    int count = 0;
    for (struct str part; str_cut(&rest, ' ', &part); count++)
        if (count == KEYS_SEQUENCE_MAX || !parse_key(part, &keys[count]))
            return 0;
    return count;
}

static const char *name_of(uint32_t code)
{
    for (int i = 0; i < KEY_NAME_COUNT; i++)
        if (key_names[i].code == code && code != '<')
            return key_names[i].name;
    return NULL;
}

void key_show(struct key key, struct buf *out)
{
    if (key.mods & KEYMOD_META)
        buf_puts(out, STR("M-"));
    if (key.mods & KEYMOD_SHIFT)
        buf_puts(out, STR("S-"));
    const char *name = name_of(key.code);
    bool control = (key.mods & KEYMOD_CTRL) != 0;
    if (name != NULL)
        buf_printf(out, "%s%s", control ? "C-" : "", name);
    else if (key.code >= KEYCODE_F1 && key.code <= KEYCODE_LAST)
        buf_printf(out, "%sF%u", control ? "C-" : "", key.code - KEYCODE_F1 + 1);
    else if (control && key.code >= 'a' && key.code <= 'z')
        buf_printf(out, "^%c", (char)(key.code - 'a' + 'A'));
    else {
        if (control)
            buf_putc(out, '^');
        text_put(out, key.code);
    }
}
