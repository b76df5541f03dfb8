/*
 * Normalises a title (numbers, emoji, signs and accents go) and looks up the longest
 * entry of the table that it opens or closes with. Entries are chained by their first
 * byte.
 */
#include "extract/heading_words.h"

#include "base/text.h"

enum {
    HEAD_MAX_BYTES = 160, /* no heading that promises something is longer */
    /* "Key points of the second part" has six words; longer headings only happen to
     * open with such words. */
    HEAD_WORDS_MAX = 8,
    BYTES = 256,
};

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

/* An accent that stands for itself, after its letter. */
static bool is_accent(uint32_t c)
{
    return c >= 0x300 && c < 0x370;
}

static void put_letter(struct buf *out, uint32_t c, struct str bytes)
{
    if (c < 0x80)
        buf_putc(out, (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
    else if (is_latin(c))
        text_ascii(out, bytes, 1);
    else if (!is_accent(c))
        buf_puts(out, bytes);
}

static void put_words(struct buf *out, struct str folded)
{
    size_t start = out->len, pos = 0, before = 0;
    bool apart = false;
    while (pos < folded.len) {
        before = pos;
        uint32_t c = text_next(folded, &pos);
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
    /* A slug is the heading in small letters, without punctuation. */
    put_words(out, str_is_ascii(title) ? title : text_slug(scratch, title));
    drop_numbers(out, start);
}

static size_t word_count(struct str words)
{
    size_t count = words.len > 0;
    for (size_t i = 0; i < words.len; i++)
        count += words.ptr[i] == ' ';
    return count;
}

/* Scripts without spaces have no word ends to look for; where they meet Latin letters,
 * two words do. */
static bool is_word_end(struct str words, size_t at)
{
    if (at == 0 || at >= words.len)
        return true;
    unsigned char before = (unsigned char)words.ptr[at - 1];
    unsigned char after = (unsigned char)words.ptr[at];
    return before == ' ' || after == ' ' || after >= 0xE3 ||
           (before < 0x80) != (after < 0x80);
}

static bool opens_with(struct str words, struct str entry)
{
    return words.ptr[0] == entry.ptr[0] && str_starts(words, entry) &&
           is_word_end(words, entry.len);
}

static bool closes_with(struct str words, struct str entry)
{
    return words.ptr[words.len - 1] == entry.ptr[entry.len - 1] &&
           str_ends(words, entry) && is_word_end(words, words.len - entry.len);
}

static bool fits(const struct head_words *entry, struct str words)
{
    if (words.len < entry->words.len)
        return false;
    if (words.len == entry->words.len)
        return words.ptr[0] == entry->words.ptr[0] && str_eq(words, entry->words);
    return ((entry->match & HEAD_OPENS) && opens_with(words, entry->words)) ||
           ((entry->match & HEAD_CLOSES) && closes_with(words, entry->words));
}

struct head_index {
    /* The first entry of a byte's chain and the one after each entry, from 1; 0
     * ends. */
    uint16_t first[BYTES], last[BYTES];
    uint16_t *after_first, *after_last;
};

static void chain(uint16_t *head, uint16_t *after, size_t entry)
{
    after[entry] = *head;
    *head = (uint16_t)(entry + 1);
}

const struct head_index *head_index_new(struct arena *arena)
{
    struct head_index *index = ARENA_NEW(arena, struct head_index);
    index->after_first = ARENA_ARRAY(arena, head_words_count, uint16_t);
    index->after_last = ARENA_ARRAY(arena, head_words_count, uint16_t);
    for (size_t i = 0; i < head_words_count; i++) {
        struct str words = head_words[i].words;
        chain(&index->first[(unsigned char)words.ptr[0]], index->after_first, i);
        if (head_words[i].match & HEAD_CLOSES)
            chain(&index->last[(unsigned char)words.ptr[words.len - 1]],
                  index->after_last, i);
    }
    return index;
}

/* The longest entry wins: "related reading" is not "related". */
static const struct head_words *longest(const struct head_words *best, uint16_t at,
                                        const uint16_t *after, struct str words)
{
    for (; at != 0; at = after[at - 1]) {
        const struct head_words *entry = &head_words[at - 1];
        if ((best == NULL || entry->words.len > best->words.len) && fits(entry, words))
            best = entry;
    }
    return best;
}

static enum head_role look_up(const struct head_index *index, struct str words)
{
    const struct head_words *best = NULL;
    if (words.len == 0)
        return HEAD_OTHER;
    best = longest(best, index->first[(unsigned char)words.ptr[0]], index->after_first,
                   words);
    best = longest(best, index->last[(unsigned char)words.ptr[words.len - 1]],
                   index->after_last, words);
    return best != NULL ? (enum head_role)best->role : HEAD_OTHER;
}

enum head_role head_role(const struct head_index *index, struct arena *scratch,
                         struct str title)
{
    enum head_role role = HEAD_OTHER;
    struct buf words = {0};
    if (title.len > HEAD_MAX_BYTES)
        return HEAD_OTHER;
    head_normal(scratch, title, &words);
    if (word_count(buf_str(&words)) <= HEAD_WORDS_MAX)
        role = look_up(index, buf_str(&words));
    buf_release(&words);
    return role;
}
