/*
 * An array of words and a hash table over them, read from the database once and then
 * only added to.
 */
#include "catalog/text/lexicon.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "catalog/text/tokenizer.h"

enum {
    SLOTS = 2 * LIMIT_LEXICON_WORDS, /* a power of two */
    NUMBER_MASK = SLOTS - 1,         /* the bits of a slot that are a number */
};

struct word {
    uint8_t len;
    char bytes[LEXICON_WORD_BYTES_MAX];
};

/* A slot is filled after its word was, and the count goes up last. A word is looked for
 * many million times, and nearly always outside of the processor's cache: so its bytes
 * are where its number leads, and not a step further, and a slot has some bits of the
 * hash, by which others are passed over. */
struct lexicon {
    struct word words[LIMIT_LEXICON_WORDS];
    _Atomic uint32_t slots[SLOTS]; /* by hash: tags and numbers, counted from 1 */
    atomic_size_t count;
};

struct lexicon *lexicon_new(void)
{
    return mem_zalloc(1, sizeof(struct lexicon));
}

void lexicon_free(struct lexicon *lexicon)
{
    free(lexicon);
}

size_t lexicon_count(const struct lexicon *lexicon)
{
    return atomic_load_explicit(&lexicon->count, memory_order_acquire);
}

struct str lexicon_word(const struct lexicon *lexicon, size_t number)
{
    const struct word *word = &lexicon->words[number];
    return (struct str){word->bytes, word->len};
}

/* --- Looking --- */

static size_t slot_of(uint64_t hash)
{
    return (size_t)hash & (SLOTS - 1);
}

/* The part of the hash that a slot has above its number. */
static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32) & ~(uint32_t)NUMBER_MASK;
}

void lexicon_expect(const struct lexicon *lexicon, uint64_t hash)
{
    __builtin_prefetch(&lexicon->slots[slot_of(hash)]);
}

int lexicon_number(const struct lexicon *lexicon, struct str word, uint64_t hash)
{
    for (size_t at = slot_of(hash);; at = (at + 1) & (SLOTS - 1)) {
        uint32_t slot = atomic_load_explicit(&lexicon->slots[at], memory_order_acquire);
        uint32_t number = slot & NUMBER_MASK;
        if (slot == 0)
            return LEXICON_NONE;
        if ((slot ^ number) == tag_of(hash) &&
            str_eq(lexicon_word(lexicon, number - 1), word))
            return (int)number - 1;
    }
}

/* --- Adding --- */

static bool add(struct lexicon *lexicon, struct str word)
{
    uint64_t hash = lexicon_hash(word);
    size_t number = lexicon_count(lexicon), at = slot_of(hash);
    if (number == LIMIT_LEXICON_WORDS || word.len > LEXICON_WORD_BYTES_MAX ||
        lexicon_number(lexicon, word, hash) != LEXICON_NONE)
        return false;
    while (atomic_load_explicit(&lexicon->slots[at], memory_order_relaxed) != 0)
        at = (at + 1) & (SLOTS - 1);
    lexicon->words[number].len = (uint8_t)word.len;
    memcpy(lexicon->words[number].bytes, word.ptr, word.len);
    atomic_store_explicit(&lexicon->slots[at], tag_of(hash) | (uint32_t)(number + 1),
                          memory_order_release);
    atomic_store_explicit(&lexicon->count, number + 1, memory_order_release);
    return true;
}

static bool add_all(struct lexicon *lexicon, struct str words)
{
    struct str word;
    size_t pos = 0;
    bool is_sound = true;
    while (is_sound && tokenizer_next(words, &pos, &word))
        is_sound = add(lexicon, word);
    return is_sound;
}

void lexicon_load(struct lexicon *lexicon, struct database *database)
{
    struct statement *rows = statement_new(
        database, "SELECT first, words FROM lexicon WHERE first >= ? ORDER BY first");
    statement_int(rows, 1, (int64_t)lexicon_count(lexicon));
    while (statement_next(rows)) {
        if (column_int(rows, 0) != (int64_t)lexicon_count(lexicon) ||
            !add_all(lexicon, column_bytes(rows, 1))) {
            database_mark_corrupt(database);
            break;
        }
    }
    statement_end(rows);
    statement_free(rows);
}

static void write(struct database *database, size_t first, struct str words)
{
    struct statement *put =
        statement_new(database, "INSERT INTO lexicon(first, words) VALUES(?, ?)");
    statement_int(put, 1, (int64_t)first);
    statement_record(put, 2, words);
    statement_run(put);
    statement_free(put);
}

void lexicon_add(struct lexicon *lexicon, struct database *database, struct str words)
{
    struct buf added = {0};
    struct str word;
    size_t first = lexicon_count(lexicon), pos = 0;
    while (tokenizer_next(words, &pos, &word)) {
        if (!add(lexicon, word))
            continue;
        buf_puts(&added, word);
        buf_putc(&added, ' ');
    }
    if (added.len > 0)
        write(database, first, buf_str(&added));
    buf_release(&added);
}
