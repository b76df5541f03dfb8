/*
 * A hash table of the words that have no number yet, with the number of articles that
 * had each.
 */
#include "catalog/text/lexicon_growth.h"

#include <stdlib.h>

#include "base/mem.h"
#include "catalog/text/tokenizer.h"

enum {
    /* A word has to be in so many of the articles, and in one of so many of them. */
    ARTICLES_MIN = 3,
    SHARE = 512,
    /* Of more articles than these, one in so many is counted: what is frequent is
     * nearly all known. */
    ALL_MAX = 4096,
    SAMPLE = 4,
    /* Words that are counted before all are forgotten and counted once more. */
    COUNTED_MAX = 2 * LIMIT_LEXICON_WORDS,
};

struct counted_word {
    struct str text;
    size_t articles; /* 0: it was frequent */
};

void lexicon_growth_release(struct lexicon_growth *growth)
{
    free(growth->words);
    map_release(&growth->numbers);
    arena_release(&growth->arena);
    buf_release(&growth->frequent);
    *growth = (struct lexicon_growth){0};
}

static void start_over(struct lexicon_growth *growth)
{
    size_t written = growth->written;
    lexicon_growth_release(growth);
    growth->written = written;
}

/* Of two words with one hash the second is not counted. NULL when it is none to
 * count. */
static struct counted_word *find(struct lexicon_growth *growth, struct str word)
{
    unsigned long long hash = str_hash(word);
    size_t number = (size_t)map_get(&growth->numbers, hash);
    if (number > 0 && str_eq(growth->words[number - 1].text, word))
        return &growth->words[number - 1];
    if (number > 0 || word.len > LEXICON_WORD_BYTES_MAX)
        return NULL;
    growth->words =
        mem_grow(growth->words, growth->count, &growth->cap, sizeof *growth->words);
    growth->words[growth->count++] =
        (struct counted_word){arena_str(&growth->arena, word), 1};
    map_put(&growth->numbers, hash, growth->count);
    return NULL;
}

static void count_word(struct lexicon_growth *growth, struct str text)
{
    struct counted_word *word = find(growth, text);
    if (word == NULL || word->articles == 0)
        return;
    word->articles++;
    if (word->articles < ARTICLES_MIN || word->articles * SHARE < growth->articles)
        return;
    buf_puts(&growth->frequent, text);
    buf_putc(&growth->frequent, ' ');
    word->articles = 0;
}

void lexicon_growth_count(struct lexicon_growth *growth, struct lexicon *lexicon,
                          struct database *database, struct str words)
{
    size_t pos = 0;
    growth->written++;
    if (lexicon_count(lexicon) == LIMIT_LEXICON_WORDS ||
        (growth->written > ALL_MAX && growth->written % SAMPLE != 0))
        return;
    growth->articles++;
    struct str word;
    while (tokenizer_next(words, &pos, &word))
        count_word(growth, word);
    if (growth->articles % LIMIT_BATCH_FIRST != 0)
        return;
    if (growth->frequent.len > 0)
        lexicon_add(lexicon, database, buf_str(&growth->frequent));
    buf_clear(&growth->frequent);
    if (growth->count > COUNTED_MAX)
        start_over(growth);
}
