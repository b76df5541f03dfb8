/*
 * One pass over the text, code point by code point, with a short way for runs of
 * ASCII. A letter is held back until the next code point, which may be a mark that
 * composes with it.
 */
#include "catalog/text/segment.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "base/text_search.h"

/* What is at the end of what has been written. */
enum tail {
    TAIL_GAP,
    TAIL_WORD,  /* letters of a script with spaces may join it */
    TAIL_ALONE, /* only marks may */
};

/* Writes folded letters one after the other. */
struct fold_writer {
    struct buf *out;
    enum tail tail;
    uint32_t last;  /* the letter that a mark may change, or 0 */
    size_t last_at; /* where it begins in `out` */
};

/* --- Characters --- */

bool segment_is_alone(uint32_t c)
{
    /* The most frequent answers first. */
    if (c < 0x0E00)
        return false;
    if (c >= 0x3000)
        return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
               (c >= 0x3005 && c <= 0x3007) || (c >= 0x3021 && c <= 0x3029) ||
               (c >= 0x31F0 && c <= 0x31FF) || (c >= 0xA9E0 && c <= 0xA9FF) ||
               (c >= 0xAA60 && c <= 0xAADF) || (c >= 0xF900 && c <= 0xFAFF) ||
               (c >= 0xFF66 && c <= 0xFF9F) || (c >= 0x1B000 && c <= 0x1B16F) ||
               (c >= 0x20000 && c <= 0x3FFFF);
    return c <= 0x0EFF || (c >= 0x1000 && c <= 0x109F) ||
           (c >= 0x1780 && c <= 0x17FF) || (c >= 0x1950 && c <= 0x19DF) ||
           (c >= 0x1A20 && c <= 0x1AAF);
}

/* Bytes of ASCII at `pos`. Eight at a time: of a byte above ASCII the high bit is
 * set. */
static size_t ascii_run(struct str text, size_t pos)
{
    const uint64_t highs = UINT64_C(0x8080808080808080);
    uint64_t bytes;
    size_t i = pos;
    for (; i + sizeof bytes <= text.len; i += sizeof bytes) {
        memcpy(&bytes, text.ptr + i, sizeof bytes);
        if ((bytes & highs) != 0)
            break;
    }
    while (i < text.len && (unsigned char)text.ptr[i] < 0x80)
        i++;
    return i - pos;
}

/* --- Writing --- */

/* Copies ASCII with small letters. Eight at a time: what is added sets the high bit of
 * the bytes from 'A' on, and of those above 'Z'. */
static void copy_small(char *out, struct str ascii)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t bytes;
    size_t i = 0;
    for (; i + sizeof bytes <= ascii.len; i += sizeof bytes) {
        memcpy(&bytes, ascii.ptr + i, sizeof bytes);
        uint64_t from_a = bytes + ones * (0x80 - 'A');
        uint64_t above_z = bytes + ones * (0x7F - 'Z');
        bytes |= ((from_a & ~above_z) & ones * 0x80) >> 2;
        memcpy(out + i, &bytes, sizeof bytes);
    }
    for (; i < ascii.len; i++)
        out[i] = ascii_lower(ascii.ptr[i]);
}

static void put_codes(struct fold_writer *writer, const uint32_t *codes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        writer->last = codes[i];
        writer->last_at = writer->out->len;
        text_put(writer->out, codes[i]);
    }
}

/* Takes a mark into the letter before it; false when the two make no other letter. */
static bool compose(struct fold_writer *writer, uint32_t c)
{
    uint32_t whole = text_search_compose(writer->last, c);
    if (whole == 0)
        return false;
    buf_truncate(writer->out, writer->last_at);
    put_codes(writer, &whole, 1);
    return true;
}

/* True when a letter (its first code point is given) begins a word by itself. */
static bool stands_apart(enum tail tail, uint32_t letter)
{
    return tail == TAIL_ALONE || (tail == TAIL_WORD && segment_is_alone(letter));
}

static void put_letter(struct fold_writer *writer, const uint32_t *codes, size_t count)
{
    if (stands_apart(writer->tail, codes[0]))
        buf_putc(writer->out, ' ');
    put_codes(writer, codes, count);
    writer->tail = segment_is_alone(codes[0]) ? TAIL_ALONE : TAIL_WORD;
}

static void put_gap(struct fold_writer *writer)
{
    if (writer->tail != TAIL_GAP)
        buf_putc(writer->out, ' ');
    writer->tail = TAIL_GAP;
    writer->last = 0;
}

static void put_mark(struct fold_writer *writer, uint32_t c)
{
    put_codes(writer, &c, 1);
    if (writer->tail == TAIL_GAP)
        writer->tail = TAIL_WORD;
}

static void put_code(struct fold_writer *writer, uint32_t c)
{
    if (compose(writer, c))
        return;
    uint32_t folded[TEXT_SEARCH_CODES_MAX];
    size_t count;
    switch (text_search_fold(c, folded, &count)) {
    case TEXT_SEARCH_GAP:
        put_gap(writer);
        break;
    case TEXT_SEARCH_LETTER:
        put_letter(writer, folded, count);
        break;
    case TEXT_SEARCH_MARK:
        put_mark(writer, folded[0]);
        break;
    case TEXT_SEARCH_NOTHING:
        break;
    }
}

static void put_ascii(struct fold_writer *writer, struct str run)
{
    unsigned char first = (unsigned char)run.ptr[0];
    unsigned char last = (unsigned char)run.ptr[run.len - 1];
    if (writer->tail == TAIL_ALONE && ascii_is_alnum((char)first))
        buf_putc(writer->out, ' ');
    copy_small(buf_extend(writer->out, run.len), run);
    writer->tail = ascii_is_alnum((char)last) ? TAIL_WORD : TAIL_GAP;
    writer->last = 0;
}

void segment_text(struct buf *out, struct str text)
{
    struct fold_writer writer = {.out = out};
    size_t pos = 0;
    if (out->len > 0 && text.len > 0)
        buf_putc(out, ' ');
    while (pos < text.len) {
        size_t run = ascii_run(text, pos);
        if (run > 0)
            put_ascii(&writer, str_slice(text, pos, pos + run));
        else
            put_code(&writer, text_next(text, &pos));
        pos += run;
    }
}

/* --- Words --- */

void segment_words_init(struct segment_words *words, struct str text)
{
    *words = (struct segment_words){.text = text};
}

void segment_words_release(struct segment_words *words)
{
    buf_release(&words->folded);
    *words = (struct segment_words){0};
}

/* Moves over ASCII letters and digits and writes them small. */
static void take_ascii(struct segment_words *words)
{
    size_t from = words->pos, to = from;
    while (to < words->text.len && ascii_is_alnum(words->text.ptr[to]))
        to++;
    char *small = buf_extend(&words->folded, to - from);
    for (size_t i = 0; i < to - from; i++) {
        char c = words->text.ptr[from + i];
        small[i] = ascii_lower(c);
    }
    words->pos = to;
}

/* Takes a code point above ASCII into the word; false when the word ends before it. */
static bool take_code(struct segment_words *words, struct fold_writer *writer)
{
    uint32_t folded[TEXT_SEARCH_CODES_MAX];
    size_t next = words->pos, count;
    uint32_t c = text_next(words->text, &next);
    if (!compose(writer, c)) {
        enum text_search_kind kind = text_search_fold(c, folded, &count);
        if (kind == TEXT_SEARCH_GAP ||
            (kind == TEXT_SEARCH_LETTER && stands_apart(writer->tail, folded[0])))
            return false;
        if (kind == TEXT_SEARCH_LETTER)
            put_letter(writer, folded, count);
        else if (kind == TEXT_SEARCH_MARK)
            put_mark(writer, folded[0]);
    }
    words->pos = next;
    return true;
}

/* Moves to where a word may begin. */
static void skip_gap(struct segment_words *words)
{
    uint32_t folded[TEXT_SEARCH_CODES_MAX];
    size_t next, count;
    while (words->pos < words->text.len) {
        unsigned char c = (unsigned char)words->text.ptr[words->pos];
        if (c < 0x80) {
            if (ascii_is_alnum((char)c))
                return;
            words->pos++;
            continue;
        }
        next = words->pos;
        enum text_search_kind kind =
            text_search_fold(text_next(words->text, &next), folded, &count);
        if (kind == TEXT_SEARCH_LETTER || kind == TEXT_SEARCH_MARK)
            return;
        words->pos = next;
    }
}

bool segment_next(struct segment_words *words, struct segment_word *word)
{
    struct fold_writer writer = {.out = &words->folded};
    struct str text = words->text;
    buf_clear(&words->folded);
    skip_gap(words);
    if (words->pos == text.len)
        return false;
    word->from = words->pos;
    while (words->pos < text.len) {
        unsigned char c = (unsigned char)text.ptr[words->pos];
        if (c >= 0x80) {
            if (!take_code(words, &writer))
                break;
        } else {
            if (!ascii_is_alnum((char)c) || writer.tail == TAIL_ALONE)
                break;
            take_ascii(words);
            writer.tail = TAIL_WORD;
            writer.last = 0;
        }
    }
    word->to = words->pos;
    word->folded = buf_str(&words->folded);
    return true;
}

size_t segment_part_end(struct str text, const struct segment_word *word,
                        size_t folded_bytes)
{
    struct buf folded = {0};
    struct fold_writer writer = {.out = &folded};
    uint32_t codes[TEXT_SEARCH_CODES_MAX];
    size_t pos = word->from, count;
    for (size_t next = pos; next < word->to; pos = next) {
        uint32_t c = text_next(text, &next);
        if (compose(&writer, c))
            continue;
        if (folded.len >= folded_bytes &&
            text_search_fold(c, codes, &count) == TEXT_SEARCH_LETTER)
            break;
        put_code(&writer, c);
    }
    buf_release(&folded);
    return pos;
}
