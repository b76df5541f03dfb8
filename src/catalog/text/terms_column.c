/*
 * The record:
 *
 *     lengths    of the next two, in bytes
 *     once       terms with a number that are once and in the body alone: the step to
 *                the number of each from the one before it
 *     others     the other terms with a number: of each the step, and columns and count
 *     unnumbered packed (pack.h): how many terms without a number; the lengths of all,
 *                columns and counts of all, the bytes of all
 */
#include "catalog/text/terms_column.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "catalog/store/varint.h"
#include "catalog/text/tokenizer.h"

enum {
    COLUMN_BITS = 4,
    ALL_COLUMNS = (1 << COLUMN_BITS) - 1,
    ONCE = 1 << COLUMN_BITS | TERM_BODY, /* columns and count of most terms */
    LEAST_TERM = 3,                      /* bytes of a term without a number */
    BITS = 64,                           /* in a word of a set */
    EXPECTED = 8, /* words of which the lexicon is asked before a fetch is there */
    /* Of the table of an article's words: at first, and that are kept for the next. */
    SLOTS_MIN = 1 << 10,
    SLOTS_KEPT = 1 << 14,
    /* FTS5 cuts longer words to so many bytes (FTS5_MAX_TOKEN_SIZE). */
    TERM_BYTES_MAX = 32768,
};

/* --- Counting --- */

struct standing {
    uint8_t columns, count;
};

struct counted {
    struct str text; /* of a column */
    uint64_t hash;
    struct standing standing;
};

struct term_counter {
    const struct lexicon *lexicon;
    /* The article's words are looked for in a table of their own, which is small: the
     * lexicon is asked once for each. */
    struct counted *words;
    size_t count, cap;
    uint32_t *slots; /* by hash: words, counted from 1 */
    size_t slot_count;
    /* While they are written. */
    struct standing by_number[LIMIT_LEXICON_WORDS];
    uint64_t found[(LIMIT_LEXICON_WORDS + BITS - 1) / BITS];
    struct buf once, rest;
};

struct term_counter *term_counter_new(const struct lexicon *lexicon)
{
    struct term_counter *counter = mem_zalloc(1, sizeof *counter);
    counter->lexicon = lexicon;
    return counter;
}

void term_counter_free(struct term_counter *counter)
{
    if (counter == NULL)
        return;
    free(counter->words);
    free(counter->slots);
    buf_release(&counter->once);
    buf_release(&counter->rest);
    free(counter);
}

/* The slot of a word, or where it would be. */
static uint32_t *slot_of(const struct term_counter *counter, struct str text,
                         uint64_t hash)
{
    for (size_t at = (size_t)hash;; at++) {
        uint32_t *slot = &counter->slots[at & (counter->slot_count - 1)];
        if (*slot == 0)
            return slot;
        const struct counted *word = &counter->words[*slot - 1];
        if (word->hash == hash && str_eq(word->text, text))
            return slot;
    }
}

/* Makes room for another word: the table is at most half full. */
static void reserve(struct term_counter *counter)
{
    counter->words =
        mem_grow(counter->words, counter->count, &counter->cap, sizeof *counter->words);
    if (2 * counter->count < counter->slot_count)
        return;
    free(counter->slots);
    counter->slot_count = counter->slot_count > 0 ? 2 * counter->slot_count : SLOTS_MIN;
    counter->slots = mem_zalloc(counter->slot_count, sizeof *counter->slots);
    for (size_t i = 0; i < counter->count; i++)
        *slot_of(counter, counter->words[i].text, counter->words[i].hash) =
            (uint32_t)i + 1;
}

static struct standing *find(struct term_counter *counter, struct str word)
{
    reserve(counter);
    struct str text = str_slice(word, 0, TERM_BYTES_MAX);
    uint64_t hash = lexicon_hash(text);
    uint32_t *slot = slot_of(counter, text, hash);
    if (*slot == 0) {
        counter->words[counter->count++] = (struct counted){text, hash, {0}};
        *slot = (uint32_t)counter->count;
    }
    return &counter->words[*slot - 1].standing;
}

/* What one large article took is not kept for the next. */
static void start_over(struct term_counter *counter)
{
    counter->count = 0;
    if (counter->slot_count > 0 && counter->slot_count <= SLOTS_KEPT) {
        memset(counter->slots, 0, counter->slot_count * sizeof *counter->slots);
        return;
    }
    free(counter->slots);
    counter->slots = NULL;
    counter->slot_count = 0;
}

static void count_column(struct term_counter *counter, struct str text,
                         enum term_column column)
{
    struct str word;
    size_t pos = 0;
    while (tokenizer_next(text, &pos, &word)) {
        struct standing *standing = find(counter, word);
        standing->columns |= (uint8_t)column;
        if ((column == TERM_TITLE || column == TERM_BODY) &&
            standing->count < TERM_COUNT_MAX)
            standing->count++;
    }
}

/* --- Writing --- */

static uint64_t value_of(struct standing standing)
{
    return (uint64_t)standing.count << COLUMN_BITS | standing.columns;
}

/* Takes out the words that have a number. */
static void find_numbers(struct term_counter *counter)
{
    size_t kept = 0;
    for (size_t i = 0; i < counter->count; i++) {
        const struct counted *word = &counter->words[i];
        if (i + EXPECTED < counter->count)
            lexicon_expect(counter->lexicon, word[EXPECTED].hash);
        int number = lexicon_number(counter->lexicon, word->text, word->hash);
        if (number == LEXICON_NONE) {
            counter->words[kept++] = *word;
            continue;
        }
        counter->by_number[number] = word->standing;
        counter->found[number / BITS] |= UINT64_C(1) << number % BITS;
    }
    counter->count = kept;
}

struct term_run {
    struct buf *bytes;
    size_t count, next;
};

static void put_number(struct term_run *run, size_t number)
{
    varint_put(run->bytes, number - run->next);
    run->next = number + 1;
    run->count++;
}

/* Takes the numbers that were found, in order, and writes them to the two runs. */
static void part_numbers(struct term_counter *counter, struct term_run *once,
                         struct term_run *rest)
{
    for (size_t i = 0; i < sizeof counter->found / sizeof *counter->found; i++) {
        for (; counter->found[i] != 0; counter->found[i] &= counter->found[i] - 1) {
            size_t number = i * BITS + (size_t)__builtin_ctzll(counter->found[i]);
            uint64_t value = value_of(counter->by_number[number]);
            put_number(value == ONCE ? once : rest, number);
            if (value != ONCE)
                varint_put(rest->bytes, value);
        }
    }
}

static void put_numbered(struct term_counter *counter, struct buf *out)
{
    struct term_run once = {.bytes = &counter->once}, rest = {.bytes = &counter->rest};
    buf_clear(once.bytes);
    buf_clear(rest.bytes);
    part_numbers(counter, &once, &rest);
    varint_put(out, once.bytes->len);
    varint_put(out, rest.bytes->len);
    buf_puts(out, buf_str(once.bytes));
    buf_puts(out, buf_str(rest.bytes));
}

static int compare_counted(const void *a, const void *b)
{
    const struct counted *left = a, *right = b;
    return str_cmp(left->text, right->text);
}

static void put_unnumbered(struct term_counter *counter, struct buf *out)
{
    struct counted *words = counter->words;
    if (counter->count > 0)
        qsort(words, counter->count, sizeof *words, compare_counted);
    varint_put(out, counter->count);
    for (size_t i = 0; i < counter->count; i++)
        varint_put(out, words[i].text.len);
    for (size_t i = 0; i < counter->count; i++)
        varint_put(out, value_of(words[i].standing));
    for (size_t i = 0; i < counter->count; i++)
        buf_puts(out, words[i].text);
}

static struct str join_words(struct term_counter *counter)
{
    buf_clear(&counter->rest);
    for (size_t i = 0; i < counter->count; i++) {
        buf_puts(&counter->rest, counter->words[i].text);
        buf_putc(&counter->rest, ' ');
    }
    return buf_str(&counter->rest);
}

void terms_put(struct term_counter *counter, struct packer *packer, struct buf *out,
               const struct columns *columns, struct str *unnumbered)
{
    count_column(counter, columns->title, TERM_TITLE);
    count_column(counter, columns->body, TERM_BODY);
    count_column(counter, columns->names, TERM_NAMES);
    count_column(counter, columns->headings, TERM_HEADINGS);
    find_numbers(counter);
    put_numbered(counter, out);
    put_unnumbered(counter, packer_begin(packer));
    packer_end(packer, out);
    *unnumbered = join_words(counter);
    start_over(counter);
}

/* --- Reading --- */

struct terms_reader {
    struct str rest;
    bool has_failed; /* sticky; what is read then is 0 */
};

static size_t get(struct terms_reader *reader, size_t most)
{
    uint64_t value = 0;
    reader->has_failed |= !varint_get(&reader->rest, &value) || value > most;
    return reader->has_failed ? 0 : (size_t)value;
}

static void get_standing(struct terms_reader *reader, struct term *term)
{
    size_t value = get(reader, TERM_COUNT_MAX << COLUMN_BITS | ALL_COLUMNS);
    term->columns = value & ALL_COLUMNS;
    term->count = (uint32_t)(value >> COLUMN_BITS);
    reader->has_failed |= term->columns == 0;
}

/* Terms of a run, after those that are there; false when they are damaged. */
static bool get_run(struct str bytes, int run, struct terms *terms)
{
    struct terms_reader reader = {.rest = bytes};
    size_t most = lexicon_count(terms->lexicon), next = 0;
    while (reader.rest.len > 0) {
        struct term *term = &terms->items[terms->count++];
        size_t number = next + get(&reader, most);
        if (reader.has_failed || number >= most)
            return false;
        *term = (struct term){lexicon_word(terms->lexicon, number), TERM_BODY, 1,
                              (uint32_t)number};
        if (run == 1)
            get_standing(&reader, term);
        terms->runs[run]++;
        next = number + 1;
    }
    return !reader.has_failed;
}

/* The terms without a number, in order, after those that are there. `reader` has what
 * was packed. */
static void get_unnumbered(struct terms_reader *reader, size_t count,
                           struct terms *terms)
{
    struct term *items = terms->items + terms->count;
    for (size_t i = 0; i < count; i++) {
        items[i].text.len = get(reader, TERM_BYTES_MAX);
        reader->has_failed |= items[i].text.len == 0;
    }
    for (size_t i = 0; i < count; i++)
        get_standing(reader, &items[i]);
    for (size_t i = 0; i < count && !reader->has_failed; i++) {
        reader->has_failed |= items[i].text.len > reader->rest.len;
        items[i].text = str_slice(reader->rest, 0, items[i].text.len);
        reader->rest = str_tail(reader->rest, items[i].text.len);
        reader->has_failed |= i > 0 && str_cmp(items[i - 1].text, items[i].text) >= 0;
    }
    reader->has_failed |= reader->rest.len > 0;
    terms->count += count;
}

bool terms_get(struct str record, const struct lexicon *lexicon, struct arena *arena,
               struct terms *terms)
{
    struct terms_reader whole = {.rest = record}, unnumbered = {0};
    size_t first = get(&whole, record.len), second = get(&whole, record.len);
    *terms = (struct terms){.lexicon = lexicon};
    if (whole.has_failed || first + second > whole.rest.len ||
        !pack_get(str_tail(whole.rest, first + second), SIZE_MAX, arena,
                  &unnumbered.rest))
        return false;
    size_t count = get(&unnumbered, unnumbered.rest.len / LEAST_TERM);
    terms->items = ARENA_ARRAY(arena, first + second + count, struct term);
    if (unnumbered.has_failed || !get_run(str_slice(whole.rest, 0, first), 0, terms) ||
        !get_run(str_slice(whole.rest, first, first + second), 1, terms))
        return false;
    get_unnumbered(&unnumbered, count, terms);
    return !unnumbered.has_failed;
}

bool terms_read(struct str record, struct lexicon *lexicon, struct database *database,
                struct arena *arena, struct terms *terms)
{
    if (terms_get(record, lexicon, arena, terms))
        return true;
    lexicon_load(lexicon, database);
    return terms_get(record, lexicon, arena, terms);
}

/* --- Looking --- */

static const struct term *find_in_run(const struct term *run, size_t count,
                                      uint32_t number)
{
    size_t from = 0, to = count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (run[middle].number < number)
            from = middle + 1;
        else
            to = middle;
    }
    return from < count && run[from].number == number ? &run[from] : NULL;
}

static const struct term *find_unnumbered(const struct terms *terms, struct str text)
{
    size_t from = terms->runs[0] + terms->runs[1], to = terms->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = str_cmp(terms->items[middle].text, text);
        if (order == 0)
            return &terms->items[middle];
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

const struct term *terms_look_up(const struct terms *terms, struct str text)
{
    int number = lexicon_number(terms->lexicon, text, lexicon_hash(text));
    const struct term *second = terms->items + terms->runs[0], *found = NULL;
    if (number != LEXICON_NONE)
        found = find_in_run(terms->items, terms->runs[0], (uint32_t)number);
    if (number != LEXICON_NONE && found == NULL)
        found = find_in_run(second, terms->runs[1], (uint32_t)number);
    return found != NULL ? found : find_unnumbered(terms, text);
}

void terms_join(const struct terms *terms, enum term_column column, struct buf *out)
{
    bool is_first = true;
    for (size_t i = 0; i < terms->count; i++) {
        if ((terms->items[i].columns & column) == 0)
            continue;
        if (!is_first)
            buf_putc(out, ' ');
        buf_puts(out, terms->items[i].text);
        is_first = false;
    }
}
