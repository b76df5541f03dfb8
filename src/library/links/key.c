/*
 * Forms of names. Names are mostly ASCII and there are many of them, so ASCII has a way
 * of its own; it gives what the general way would.
 */
#include "library/links/key.h"

#include <string.h>
#include <wctype.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/text.h"
#include "read/format.h"

static bool is_plain(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < ' ' || s.ptr[i] > '~')
            return false;
    }
    return true;
}

/* As text_fold() does it: lower case, blanks trimmed and joined. */
static struct str fold_plain(struct arena *arena, struct str s)
{
    char *out = arena_bytes(arena, s.len);
    size_t len = 0;
    bool space = false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == ' ') {
            space = len > 0;
            continue;
        }
        if (space)
            out[len++] = ' ';
        space = false;
        out[len++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    return (struct str){out, len};
}

static struct str fold(struct arena *arena, struct str name, bool marks)
{
    if (is_plain(name))
        return fold_plain(arena, name);
    return text_fold(arena, text_clean(arena, name, TEXT_ONE_LINE), marks);
}

struct str key_folded(struct arena *arena, struct str name)
{
    return fold(arena, name, true);
}

/* Of ASCII: what is between words, and what is written by one author and left out by
 * the next. */
enum { JOINT = 1, LOOSE_MARK };
/* clang-format off */
static const unsigned char kinds[0x80] = {
    [' '] = JOINT, ['_'] = JOINT, ['-'] = JOINT, ['/'] = JOINT,
    ['\''] = LOOSE_MARK, ['"'] = LOOSE_MARK, ['.'] = LOOSE_MARK, [','] = LOOSE_MARK,
    [':'] = LOOSE_MARK, [';'] = LOOSE_MARK, ['!'] = LOOSE_MARK, ['?'] = LOOSE_MARK,
    ['('] = LOOSE_MARK, [')'] = LOOSE_MARK, ['\0'] = LOOSE_MARK,
};
/* clang-format on */

static bool is_joint(uint32_t c)
{
    return c < 0x80 ? kinds[c] == JOINT : c >= 0x2010 && c <= 0x2015;
}

static bool is_loose_mark(uint32_t c)
{
    return c < 0x80
               ? kinds[c] == LOOSE_MARK
               : c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) || c == 0x2026;
}

struct str key_loose(struct arena *arena, struct str name)
{
    struct str folded = fold(arena, name, false);
    /* A code point is never longer than it was, and a joint takes one byte. */
    char *out = arena_bytes(arena, folded.len);
    size_t len = 0, pos = 0;
    bool joint = false;
    while (pos < folded.len) {
        size_t start = pos;
        uint32_t c = text_next(folded, &pos);
        if (is_joint(c)) {
            joint = len > 0;
            continue;
        }
        if (is_loose_mark(c))
            continue;
        if (joint)
            out[len++] = ' ';
        joint = false;
        memcpy(out + len, folded.ptr + start, pos - start);
        len += pos - start;
    }
    return (struct str){out, len};
}

enum { NUMBER_DIGITS_MAX = 3 }; /* of a place in a name: a year has more */

struct str key_stem(struct str path, unsigned char *ext)
{
    enum doc_format format;
    const struct str stem = format_stem(path, &format, ext);
    if (stem.len == path.len)
        *ext = 0;
    return stem;
}

/* Writes `text` with its first letter as a capital, if all its letters are small. */
static void put_capitalised(struct buf *out, struct str text)
{
    size_t pos = 0;
    while (pos < text.len) {
        if (text_is_upper(text_next(text, &pos))) {
            buf_puts(out, text);
            return;
        }
    }
    pos = 0;
    uint32_t first = text_next(text, &pos);
    text_put(out, (uint32_t)towupper((wint_t)first));
    buf_puts(out, str_tail(text, pos));
}

/* Some generators call a page by its address, which is no part of its name. */
static struct str without_html(struct str stem)
{
    const struct str suffix = STR(".html");
    return stem.len > suffix.len && str_ends(stem, suffix)
               ? str_slice(stem, 0, stem.len - suffix.len)
               : stem;
}

struct str name_without_number(struct str name)
{
    size_t digits = 0;
    while (digits < name.len && ascii_is_digit(name.ptr[digits]))
        digits++;
    size_t at = digits;
    while (at < name.len && (name.ptr[at] == '-' || name.ptr[at] == '_' ||
                             name.ptr[at] == '.' || name.ptr[at] == ' '))
        at++;
    bool names = at < name.len && !ascii_is_digit(name.ptr[at]);
    bool parted = at > digits && (at > digits + 1 || name.ptr[digits] != ' ');
    return digits > 0 && digits <= NUMBER_DIGITS_MAX && names && parted
               ? str_tail(name, at)
               : name;
}

struct str title_from_name(struct arena *arena, struct str name)
{
    unsigned char ext;
    struct str stem =
        name_without_number(without_html(key_stem(path_name(name), &ext)));
    struct str clean = text_clean(arena, stem, TEXT_ONE_LINE);
    struct buf spaced = {0}, out = {0};
    for (size_t i = 0; i < clean.len; i++) {
        char c = clean.ptr[i];
        buf_putc(&spaced, (char)(c == '-' || c == '_' ? ' ' : c));
    }
    struct str title = str_trim(buf_str(&spaced));
    if (title.len > 0)
        put_capitalised(&out, title);
    else
        buf_puts(&out, clean.len > 0 ? clean : STR("Untitled"));
    title = buf_keep(&out, arena);
    buf_release(&spaced);
    buf_release(&out);
    return title;
}

struct str title_from_path(struct arena *arena, struct str path)
{
    struct str folder = path_folder(path);
    bool is_page = folder.len > 0 && key_page_rank(path) > 0;
    return title_from_name(arena, is_page ? folder : path);
}

/* --- What a name says --- */

enum {
    WORD_LETTERS_MIN = 3,
    NUMBER_BYTES_MIN = 8, /* letters and digits in a row: a number, in whatever base */
};

/* Names of files of a kind, whatever they are about. */
static bool is_kind_of_file(struct str word)
{
    static const struct str generic[] = {
        STR_INIT("readme"),   STR_INIT("index"),     STR_INIT("news"),
        STR_INIT("changes"),  STR_INIT("changelog"), STR_INIT("todo"),
        STR_INIT("authors"),  STR_INIT("copying"),   STR_INIT("copyright"),
        STR_INIT("license"),  STR_INIT("licence"),   STR_INIT("install"),
        STR_INIT("notes"),    STR_INIT("text"),      STR_INIT("document"),
        STR_INIT("untitled"), STR_INIT("article"),   STR_INIT("page"),
        STR_INIT("file"),     STR_INIT("doc"),       STR_INIT("txt"),
        STR_INIT("new"),      STR_INIT("note"),      STR_INIT("draft"),
        STR_INIT("scan"),     STR_INIT("download"),  STR_INIT("output"),
    };
    for (size_t i = 0; i < sizeof generic / sizeof *generic; i++) {
        if (str_eq_nocase(word, generic[i]))
            return true;
    }
    return false;
}

struct word_letters {
    size_t letters, digits, vowels;
};

/* Cuts the next run of letters and digits off `*rest`; false at the end. */
static bool cut_name_word(struct str *rest, struct str *word,
                          struct word_letters *facts)
{
    size_t from = 0;
    *facts = (struct word_letters){0};
    while (from < rest->len && (unsigned char)rest->ptr[from] < 0x80 &&
           !text_is_word((unsigned char)rest->ptr[from]))
        from++;
    size_t end;
    for (end = from; end < rest->len; end++) {
        unsigned char c = (unsigned char)rest->ptr[end];
        if (c < 0x80 && !text_is_word(c))
            break;
        facts->digits += c >= '0' && c <= '9';
        facts->letters += c < '0' || c > '9';
        facts->vowels += c >= 0x80 || strchr("aeiouyAEIOUY", c) != NULL;
    }
    *word = str_slice(*rest, from, end);
    *rest = str_tail(*rest, end);
    return word->len > 0;
}

bool name_says_something(struct str path)
{
    unsigned char ext;
    struct str rest = key_stem(path_name(path), &ext), word;
    struct word_letters facts;
    bool says = false;
    while (cut_name_word(&rest, &word, &facts)) {
        if (facts.digits > 0 && facts.letters > 0 && word.len >= NUMBER_BYTES_MIN)
            return false;
        says |= facts.letters >= WORD_LETTERS_MIN && facts.vowels > 0 &&
                facts.digits == 0 && !is_kind_of_file(word);
    }
    return says;
}

unsigned char key_page_rank(struct str path)
{
    static const struct str pages[] = {
        STR_INIT("article"),
        STR_INIT("readme"),
        STR_INIT("index"),
        STR_INIT("_index"),
    };
    unsigned char ext;
    struct str name = without_html(path_name(key_stem(path, &ext)));
    for (unsigned char i = 0; i < sizeof pages / sizeof *pages; i++) {
        if (str_eq_nocase(name, pages[i]))
            return (unsigned char)(i + 2);
    }
    return name.len > 0 && str_eq_nocase(name, path_name(path_folder(path)));
}
