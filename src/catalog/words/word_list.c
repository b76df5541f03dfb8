/*
 * Arrays of words, one run after the other; each is looked into by halving.
 */
#include "catalog/words/word_list.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "catalog/text/tokenizer.h"
#include "catalog/words/word_runs.h"

void word_list_release(struct word_list *list)
{
    free(list->items);
    free(list->runs);
    buf_release(&list->bytes);
    *list = (struct word_list){0};
}

struct str word_list_word(const struct word_list *list, size_t number)
{
    const struct listed_word *item = &list->items[number];
    return (struct str){list->bytes.data + item->at, item->len};
}

uint32_t word_letters(struct str word)
{
    uint32_t letters = 0;
    for (size_t pos = 0; pos < word.len;) {
        uint32_t c = (unsigned char)word.ptr[pos];
        if (c < 0x80)
            pos++;
        else
            c = text_next(word, &pos);
        letters |= 1u << (c & 31);
    }
    return letters;
}

/* --- Reading --- */

/* Nothing but letters goes into an expression of FTS5. */
static bool is_word(struct str text)
{
    struct str word;
    size_t pos = 0;
    return tokenizer_next(text, &pos, &word) && word.len == text.len;
}

static void add_word(struct word_list *list, struct str word)
{
    list->items = mem_grow(list->items, list->count, &list->cap, sizeof *list->items);
    list->items[list->count++] = (struct listed_word){
        (uint32_t)list->bytes.len, word_letters(word), (uint8_t)word.len};
    buf_puts(&list->bytes, word);
}

/* Words that are in another order than theirs are not found. */
static void add_run(struct word_list *list, struct database *database,
                    struct str record)
{
    struct word_run run = {.rest = record};
    list->runs =
        mem_grow(list->runs, list->run_count, &list->run_cap, sizeof *list->runs);
    list->runs[list->run_count++] = list->count;
    bool is_sound = true;
    struct str word;
    while (is_sound && list->count < WORD_RUN_WORDS_MAX && word_run_next(&run, &word)) {
        is_sound = is_word(word);
        if (is_sound)
            add_word(list, word);
    }
    if (!is_sound || run.is_damaged)
        database_mark_corrupt(database);
}

static int64_t newest_run(struct database *database)
{
    struct statement *ask = statement_new(database, "SELECT max(run) FROM wordlist");
    int64_t run = statement_next(ask) ? column_int(ask, 0) : 0;
    statement_end(ask);
    statement_free(ask);
    return run;
}

void word_list_load(struct word_list *list, struct database *database)
{
    int64_t newest = newest_run(database);
    if (newest == list->last_run)
        return;
    list->count = list->run_count = 0;
    buf_clear(&list->bytes);
    struct statement *rows =
        statement_new(database, "SELECT words FROM wordlist ORDER BY run");
    while (statement_next(rows))
        add_run(list, database, column_bytes(rows, 0));
    statement_end(rows);
    statement_free(rows);
    list->last_run = database_fault(database) == FAULT_NONE ? newest : 0;
}

/* --- Looking --- */

/* The first word of a run that is not before `word`, or, with `is_after`, that is after
 * all that begin with it. */
static size_t find(const struct word_list *list, size_t run, struct str word,
                   bool is_after)
{
    size_t low = list->runs[run];
    size_t high = run + 1 < list->run_count ? list->runs[run + 1] : list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct str at = word_list_word(list, middle);
        bool is_before = str_cmp(at, word) < 0 || (is_after && str_starts(at, word));
        if (is_before)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct word_numbers word_list_beginning(const struct word_list *list, size_t run,
                                        struct str prefix)
{
    return (struct word_numbers){find(list, run, prefix, false),
                                 find(list, run, prefix, true)};
}

bool word_list_has(const struct word_list *list, struct str word)
{
    for (size_t run = 0; run < list->run_count; run++) {
        size_t number = find(list, run, word, false);
        if (number < list->count && str_eq(word_list_word(list, number), word))
            return true;
    }
    return false;
}
