/*
 * Where a line may end (UAX #14).
 *
 * Text is taken word by word, a word being what is between spaces. Words of ASCII,
 * nearly all there are, follow a few rules of our own that are a subset of the
 * standard's; all others go to libunistring.
 */
#include <stdint.h>
#include <string.h>
#include <unilbrk.h>

#include "base/ascii.h"
#include "base/text.h"

/* Punctuation that stays with what is before it, even after a space (LB13). */
static bool is_closing(char c)
{
    return c != '\0' && strchr("!),.:;?]}", c) != NULL;
}

/* Inside a word: after a hyphen or a slash that joins letters (LB21, SY), and after a
 * bar (BA). "--option", "-1" and "1/2" stay whole. */
static void break_ascii(struct str word, char *breaks)
{
    for (size_t i = 1; i < word.len; i++) {
        char last = word.ptr[i - 1];
        if (last == '|')
            breaks[i] = TEXT_BREAK_MAY;
        else if ((last == '-' || last == '/') && i >= 2 &&
                 ascii_is_alnum(word.ptr[i - 2]) && ascii_is_letter(word.ptr[i]))
            breaks[i] = TEXT_BREAK_MAY;
    }
}

static void break_unicode(struct str word, char *breaks)
{
    u8_possible_linebreaks((const uint8_t *)word.ptr, word.len, "UTF-8", breaks);
    for (size_t i = 0; i < word.len; i++)
        breaks[i] = breaks[i] == UC_BREAK_POSSIBLE ? TEXT_BREAK_MAY : TEXT_BREAK_NO;
    breaks[0] = TEXT_BREAK_NO; /* the space before the word decides */
}

void text_breaks(struct str s, char *breaks)
{
    size_t i = 0;
    memset(breaks, TEXT_BREAK_NO, s.len);
    while (i < s.len) {
        size_t from = i;
        bool ascii = true;
        for (; i < s.len && s.ptr[i] != ' ' && s.ptr[i] != '\n'; i++)
            ascii = ascii && (unsigned char)s.ptr[i] < 0x80;
        if (ascii)
            break_ascii(str_slice(s, from, i), breaks + from);
        else
            break_unicode(str_slice(s, from, i), breaks + from);
        if (from > 0 && i > from && s.ptr[from - 1] == ' ' && !is_closing(s.ptr[from]))
            breaks[from] = TEXT_BREAK_MAY;
        if (from > 0 && s.ptr[from - 1] == '\n')
            breaks[from] = TEXT_BREAK_MUST;
        if (i < s.len) {
            i++;
            if (s.ptr[i - 1] == '\n' && i < s.len)
                breaks[i] = TEXT_BREAK_MUST;
        }
    }
}
