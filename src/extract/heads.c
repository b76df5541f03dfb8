#include "extract/heads.h"

#include "base/text.h"

enum {
    HEAD_MAX_BYTES = 160, /* no heading that promises something is longer */
    /* "Key points of the second part" has six words; longer headings only happen to
     * open with such words. */
    HEAD_WORDS_MAX = 8,
};

static bool is_ascii(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] >= 0x80)
            return false;
    }
    return true;
}

/* Signs inside a word, which vanish: TL;DR, what's, F.A.Q. */
static bool is_inner_sign(uint32_t c)
{
    return c == '\'' || c == 0x2019 || c == ';' || c == '.';
}

/* A letter that may carry an accent which people leave out: "A RETENIR". */
static bool is_latin(uint32_t c)
{
    return (c >= 0xC0 && c < 0x250) || (c >= 0x1E00 && c < 0x1F00);
}

static void put_letter(struct buf *out, uint32_t c, struct str bytes)
{
    if (c < 0x80)
        buf_putc(out, (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
    else if (is_latin(c))
        text_ascii(out, bytes, 1);
    else
        buf_puts(out, bytes);
}

static void put_words(struct buf *out, struct str folded)
{
    size_t start = out->len, pos = 0, before = 0;
    bool apart = false;

    while (pos < folded.len) {
        uint32_t c;

        before = pos;
        c = text_next(folded, &pos);
        if (text_is_word(c)) {
            if (apart && out->len > start)
                buf_putc(out, ' ');
            apart = false;
            put_letter(out, c, str_slice(folded, before, pos));
        } else if (!is_inner_sign(c)) {
            apart = true;
        }
    }
}

/* Takes leading numbers off: "3 key points", "2.1 Summary". */
static void drop_numbers(struct buf *out, size_t start)
{
    size_t from = start;

    for (size_t i = start; i < out->len; i++) {
        if (out->data[i] == ' ')
            from = i + 1;
        else if (out->data[i] < '0' || out->data[i] > '9')
            break;
    }
    for (size_t i = from; i < out->len; i++)
        out->data[start + i - from] = out->data[i];
    buf_truncate(out, out->len - (from - start));
}

void head_normal(struct arena *scratch, struct str title, struct buf *out)
{
    size_t start = out->len;

    put_words(out, is_ascii(title) ? title : text_fold(scratch, title, true));
    drop_numbers(out, start);
}

static size_t word_count(struct str words)
{
    size_t count = words.len > 0;

    for (size_t i = 0; i < words.len; i++)
        count += words.ptr[i] == ' ';
    return count;
}

/* Scripts without spaces have no word ends to look for. */
static bool is_word_end(struct str words, size_t at)
{
    return at == 0 || at >= words.len || words.ptr[at] == ' ' ||
           words.ptr[at - 1] == ' ' || (unsigned char)words.ptr[at] >= 0xE3;
}

static bool fits(const struct head_words *entry, struct str words)
{
    size_t len = entry->words.len;

    if (words.len < len)
        return false;
    if (words.len == len)
        return str_eq(words, entry->words);
    if ((entry->match & HEAD_OPENS) && str_starts(words, entry->words) &&
        is_word_end(words, len))
        return true;
    return (entry->match & HEAD_CLOSES) && str_ends(words, entry->words) &&
           is_word_end(words, words.len - len);
}

static enum head_role look_up(struct str words)
{
    enum head_role role = HEAD_OTHER;
    size_t best = 0;

    /* The longest entry wins: "related reading" is not "related". */
    for (size_t i = 0; i < head_words_count; i++) {
        const struct head_words *entry = &head_words[i];

        if (entry->words.len > best && fits(entry, words)) {
            best = entry->words.len;
            role = entry->role;
        }
    }
    return role;
}

enum head_role head_role(struct arena *scratch, struct str title)
{
    enum head_role role = HEAD_OTHER;
    struct buf words = {0};

    if (title.len > HEAD_MAX_BYTES)
        return HEAD_OTHER;
    head_normal(scratch, title, &words);
    if (word_count(buf_str(&words)) <= HEAD_WORDS_MAX)
        role = look_up(buf_str(&words));
    buf_release(&words);
    return role;
}
