/*
 * Gathering new words, and the records they are written as.
 */
#include "catalog/words/word_runs.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/mem.h"
#include "base/text.h"
#include "catalog/text/segment.h"
#include "catalog/text/tokenizer.h"

enum {
    RUNS_MAX = 16, /* of more, one is made */
};

bool word_run_takes(struct str word)
{
    size_t pos = 0;
    if (word.len < WORD_RUN_BYTES_MIN || word.len > WORD_RUN_BYTES_MAX)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        if (ascii_is_digit(word.ptr[i]))
            return false;
    }
    return (unsigned char)word.ptr[0] < 0x80 ||
           !segment_is_alone(text_next(word, &pos));
}

/* --- Records --- */

static int compare_words(const void *a, const void *b)
{
    const struct str *left = a, *right = b;
    return str_cmp(*left, *right);
}

static void put_word(struct buf *out, struct str last, struct str word)
{
    size_t shared = 0;
    while (shared < last.len && shared < word.len &&
           last.ptr[shared] == word.ptr[shared])
        shared++;
    buf_putc(out, (char)shared);
    buf_putc(out, (char)(word.len - shared));
    buf_puts(out, str_tail(word, shared));
}

/* Appends a record of words, which are sorted by this, each once. */
static void put_run(struct buf *out, struct str *words, size_t count)
{
    struct str last = {0};
    if (count > 0)
        qsort(words, count, sizeof *words, compare_words);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && str_eq(words[i], last))
            continue;
        put_word(out, last, words[i]);
        last = words[i];
    }
}

bool word_run_next(struct word_run *run, struct str *word)
{
    if (run->rest.len == 0)
        return false;
    size_t shared = (unsigned char)run->rest.ptr[0];
    size_t len = run->rest.len > 1 ? (unsigned char)run->rest.ptr[1] : 0;
    run->is_damaged = len == 0 || len + 2 > run->rest.len || shared > run->len ||
                      shared + len > sizeof run->word;
    if (run->is_damaged)
        return false;
    memcpy(run->word + shared, run->rest.ptr + 2, len);
    run->len = shared + len;
    run->rest = str_tail(run->rest, len + 2);
    *word = (struct str){run->word, run->len};
    return true;
}

/* --- Several runs --- */

/* All words of all runs, in the arena. */
static void read_all(struct database *database, struct arena *arena, struct str **words,
                     size_t *count)
{
    struct statement *rows = statement_new(database, "SELECT words FROM wordlist");
    size_t cap = 0;
    *words = NULL;
    *count = 0;
    while (statement_next(rows)) {
        struct word_run run = {.rest = column_bytes(rows, 0)};
        struct str word;
        while (word_run_next(&run, &word) && *count < WORD_RUN_WORDS_MAX) {
            *words = mem_grow(*words, *count, &cap, sizeof **words);
            (*words)[(*count)++] = arena_str(arena, word);
        }
        if (run.is_damaged)
            database_mark_corrupt(database);
    }
    statement_end(rows);
    statement_free(rows);
}

static int64_t ask(struct database *database, const char *sql)
{
    struct statement *rows = statement_new(database, sql);
    int64_t value = statement_next(rows) ? column_int(rows, 0) : 0;
    statement_end(rows);
    statement_free(rows);
    return value;
}

static void write_run(struct database *database, struct str *words, size_t count)
{
    struct buf record = {0};
    put_run(&record, words, count);
    struct statement *put =
        statement_new(database, "INSERT INTO wordlist(run, words) VALUES(?, ?)");
    statement_int(put, 1, ask(database, "SELECT max(run) FROM wordlist") + 1);
    statement_record(put, 2, buf_str(&record));
    statement_run(put);
    statement_free(put);
    buf_release(&record);
}

/* The joined run gets a higher number than its parts, since readers look for runs with
 * higher numbers than they have read. */
static void join_runs(struct database *database)
{
    struct arena arena = {0};
    struct str *words;
    size_t count;
    read_all(database, &arena, &words, &count);
    write_run(database, words, count);
    database_run(database, "DELETE FROM wordlist"
                           " WHERE run < (SELECT max(run) FROM wordlist)");
    free(words);
    arena_release(&arena);
}

/* --- New words --- */

void word_collector_release(struct word_collector *collector)
{
    map_release(&collector->seen);
    buf_release(&collector->words);
}

/* Of two words with one hash the second is not kept. */
void word_collector_add(struct word_collector *collector, struct str words)
{
    size_t pos = 0;
    struct str word;
    while (collector->seen.count < WORD_RUN_WORDS_MAX &&
           tokenizer_next(words, &pos, &word)) {
        if (!word_run_takes(word) || !map_add(&collector->seen, str_hash(word)))
            continue;
        buf_puts(&collector->words, word);
        buf_putc(&collector->words, ' ');
    }
}

static size_t cut_all(struct str text, struct str **words)
{
    size_t count = 0, cap = 0, pos = 0;
    struct str word;
    *words = NULL;
    while (tokenizer_next(text, &pos, &word)) {
        *words = mem_grow(*words, count, &cap, sizeof **words);
        (*words)[count++] = word;
    }
    return count;
}

void word_collector_write(struct word_collector *collector, struct database *database)
{
    struct str *words;
    size_t count = cut_all(buf_str(&collector->words), &words);
    if (count > 0)
        write_run(database, words, count);
    free(words);
    buf_clear(&collector->words);
    if (count > 0 && ask(database, "SELECT count(*) FROM wordlist") > RUNS_MAX)
        join_runs(database);
}
