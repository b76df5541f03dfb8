#include "keys.h"

#include <ctype.h>
#include <string.h>

static const struct key {
    const char *name, *bytes;
    const char *application; /* where it differs */
} keys[] = {
    {"Tab", "\t", NULL},
    {"S-Tab", "\033[Z", NULL},
    {"Enter", "\r", NULL},
    {"Esc", "\033", NULL},
    {"BS", "\177", NULL},
    {"Space", " ", NULL},
    {"lt", "<", NULL},
    {"Up", "\033[A", "\033OA"},
    {"Down", "\033[B", "\033OB"},
    {"Right", "\033[C", "\033OC"},
    {"Left", "\033[D", "\033OD"},
    {"Home", "\033[H", "\033OH"},
    {"End", "\033[F", "\033OF"},
    {"PgUp", "\033[5~", NULL},
    {"PgDn", "\033[6~", NULL},
    {"Ins", "\033[2~", NULL},
    {"Del", "\033[3~", NULL},
    {"F1", "\033OP", NULL},
    {"F2", "\033OQ", NULL},
    {"F3", "\033OR", NULL},
    {"F4", "\033OS", NULL},
    {"F5", "\033[15~", NULL},
    {"F6", "\033[17~", NULL},
    {"F7", "\033[18~", NULL},
    {"F8", "\033[19~", NULL},
    {"F9", "\033[20~", NULL},
    {"F10", "\033[21~", NULL},
    {"F11", "\033[23~", NULL},
    {"F12", "\033[24~", NULL},
};

static bool write_named(FILE *out, const char *name, size_t len, bool application)
{
    if (len == 3 && name[1] == '-' && name[0] == 'C') {
        putc(toupper((unsigned char)name[2]) ^ 0x40, out);
        return true;
    }
    if (len == 3 && name[1] == '-' && name[0] == 'M') {
        fprintf(out, "\033%c", name[2]);
        return true;
    }
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const struct key *key = &keys[i];
        if (strlen(key->name) == len && strncmp(key->name, name, len) == 0) {
            fputs(application && key->application ? key->application : key->bytes, out);
            return true;
        }
    }
    return false;
}

bool keys_write(FILE *out, const char *text, bool application)
{
    while (*text) {
        const char *end = *text == '<' ? strchr(text, '>') : NULL;
        if (!end) {
            putc(*text++, out);
        } else if (write_named(out, text + 1, (size_t)(end - text - 1), application)) {
            text = end + 1;
        } else {
            return false;
        }
    }
    return true;
}
