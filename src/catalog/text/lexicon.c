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
};

struct word {
    uint8_t len;
    char bytes[LEXICON_WORD_BYTES_MAX];
};

/* A slot is filled after its word was, and the count goes up last. A word is looked for
 * many million times, and nearly always outside of the processor's cache: so its bytes
 * are where its number leads, and not a step further. */
struct lexicon {
    struct word words[LIMIT_LEXICON_WORDS];
    _Atomic uint32_t slots[SLOTS]; /* by hash: numbers, counted from 1 */
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

/* The low bits of the hash tell least. */
static size_t slot_of(unsigned long long hash)
{
    return (size_t)(hash ^ hash >> 32) & (SLOTS - 1);
}

int lexicon_number(const struct lexicon *lexicon, struct str word,
                   unsigned long long hash)
{
    for (size_t at = slot_of(hash);; at = (at + 1) & (SLOTS - 1)) {
        uint32_t number =
            atomic_load_explicit(&lexicon->slots[at], memory_order_acquire);
        if (number == 0)
            return LEXICON_NONE;
        if (str_eq(lexicon_word(lexicon, number - 1), word))
            return (int)number - 1;
    }
}

/* --- Adding --- */

static bool add(struct lexicon *lexicon, struct str word)
{
    unsigned long long hash = str_hash(word);
    size_t number = lexicon_count(lexicon), at = slot_of(hash);
    if (number == LIMIT_LEXICON_WORDS || word.len > LEXICON_WORD_BYTES_MAX ||
        lexicon_number(lexicon, word, hash) != LEXICON_NONE)
        return false;
    while (atomic_load_explicit(&lexicon->slots[at], memory_order_relaxed) != 0)
        at = (at + 1) & (SLOTS - 1);
    lexicon->words[number].len = (uint8_t)word.len;
    memcpy(lexicon->words[number].bytes, word.ptr, word.len);
    atomic_store_explicit(&lexicon->slots[at], (uint32_t)number + 1,
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
