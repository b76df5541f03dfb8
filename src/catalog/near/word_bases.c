/*
 * Adding and removing a final s, for words of Latin letters that are long enough.
 */
#include "catalog/near/word_bases.h"

#include <string.h>

#include "base/ascii.h"

enum { FORM_BYTES_MIN = 4 };

static bool may_have_plural(struct str base)
{
    return base.len >= FORM_BYTES_MIN && base.len <= FORM_BYTES_MAX &&
           str_is_ascii(base) && ascii_is_letter(base.ptr[base.len - 1]);
}

struct str form_base(struct str word)
{
    struct str base = str_slice(word, 0, word.len > 0 ? word.len - 1 : 0);
    return str_ends(word, STR("s")) && !str_ends(word, STR("ss")) &&
                   may_have_plural(base)
               ? base
               : word;
}

size_t form_plural(struct str base, char plural[FORM_BYTES_MAX + 1])
{
    if (!may_have_plural(base))
        return 0;
    memcpy(plural, base.ptr, base.len);
    plural[base.len] = 's';
    return base.len + 1;
}

/* Words have no quotes in them. */
struct str form_expression(struct str base, struct arena *arena)
{
    char plural[FORM_BYTES_MAX + 1];
    size_t len = form_plural(base, plural);
    if (len == 0)
        return arena_printf(arena, "\"" STR_FMT "\"", STR_ARG(base));
    return arena_printf(arena, "\"" STR_FMT "\" OR \"%.*s\"", STR_ARG(base), (int)len,
                        plural);
}

double form_looks(struct str base)
{
    size_t letters = 0, digits = 0;
    for (size_t i = 0; i < base.len; i++) {
        letters += ((unsigned char)base.ptr[i] & 0xC0) != 0x80;
        digits += ascii_is_digit(base.ptr[i]);
    }
    if (digits > 0)
        return digits == letters ? 0.3 : 0.6;
    if (letters < 4 && str_is_ascii(base))
        return letters < 3 ? 0.2 : 0.6;
    return letters < 8 ? 0.8 + 0.05 * (double)letters : 1.2;
}
