/*
 * The record, packed (pack.h): the number of terms, then in one list after the other,
 * which packs better than term by term,
 *
 *     shared    bytes that each term has in common with the one before it
 *     rest      how many bytes follow them
 *     standing  columns and count
 *     bytes     the rests themselves
 */
#include "catalog/text/terms.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/map.h"
#include "base/mem.h"
#include "catalog/store/varint.h"
#include "catalog/text/tokenizer.h"

enum {
    COLUMN_BITS = 4,
    ALL_COLUMNS = (1 << COLUMN_BITS) - 1,
    LEAST_TERM = 3, /* bytes of a term in a record */
    KEY_BYTES = 8,  /* of a term, compared at once */
    /* FTS5 cuts longer words to so many bytes (FTS5_MAX_TOKEN_SIZE). */
    TERM_BYTES_MAX = 32768,
    /* All terms together: each stands in the text, which is no longer. */
    BYTES_MAX = PACK_BYTES_MAX,
};

/* --- Counting -----------------------------------------------------------------------
 */

struct counted {
    struct term term;
    uint32_t next; /* that has the same hash, counted from 1; or 0 */
};

struct counter {
    struct arena *arena;
    struct counted *items;
    size_t count, cap;
    struct map numbers; /* by hash; counted from 1 */
};

static struct term *add(struct counter *counter, struct str text, uint64_t hash,
                        uint32_t next)
{
    counter->items =
        mem_grow(counter->items, counter->count, &counter->cap, sizeof *counter->items);
    counter->items[counter->count++] = (struct counted){{.text = text}, next};
    map_put(&counter->numbers, hash, counter->count);
    return &counter->items[counter->count - 1].term;
}

static struct term *find(struct counter *counter, struct str text)
{
    uint64_t hash = str_hash(text);
    uint32_t first = (uint32_t)map_get(&counter->numbers, hash);

    for (uint32_t at = first; at != 0; at = counter->items[at - 1].next) {
        if (str_eq(counter->items[at - 1].term.text, text))
            return &counter->items[at - 1].term;
    }
    return add(counter, text, hash, first);
}

/* A copy with small ASCII letters, as the index has them; terms point into it. */
static struct str fold(struct arena *arena, struct str text)
{
    char *small = arena_bytes(arena, text.len);

    for (size_t i = 0; i < text.len; i++)
        small[i] = ascii_lower(text.ptr[i]);
    return (struct str){small, text.len};
}

static void count_column(struct counter *counter, struct str text,
                         enum term_column column)
{
    struct str folded = fold(counter->arena, text), word;
    size_t pos = 0;

    while (tokenizer_next(folded, &pos, &word)) {
        struct term *term = find(counter, str_slice(word, 0, TERM_BYTES_MAX));

        term->columns |= column;
        if ((column == TERM_TITLE || column == TERM_BODY) &&
            term->count < TERM_COUNT_MAX)
            term->count++;
    }
}

/* --- Order --------------------------------------------------------------------------
 */

struct keyed {
    uint64_t key; /* the first bytes, the first one in the highest bits */
    const struct term *term;
};

static uint64_t key_of(struct str text)
{
    uint64_t key = 0;

    for (size_t i = 0; i < KEY_BYTES; i++)
        key = key << 8 | (i < text.len ? (unsigned char)text.ptr[i] : 0);
    return key;
}

static int compare_keyed(const void *a, const void *b)
{
    const struct keyed *left = a, *right = b;

    if (left->key != right->key)
        return left->key < right->key ? -1 : 1;
    return str_cmp(left->term->text, right->term->text);
}

static struct keyed *sorted(const struct counter *counter)
{
    struct keyed *list = ARENA_ARRAY(counter->arena, counter->count, struct keyed);

    for (size_t i = 0; i < counter->count; i++)
        list[i] = (struct keyed){key_of(counter->items[i].term.text),
                                 &counter->items[i].term};
    if (counter->count > 0)
        qsort(list, counter->count, sizeof *list, compare_keyed);
    return list;
}

/* --- Writing ------------------------------------------------------------------------
 */

static size_t shared_bytes(struct str a, struct str b)
{
    size_t most = a.len < b.len ? a.len : b.len, count = 0;

    while (count < most && a.ptr[count] == b.ptr[count])
        count++;
    return count;
}

static void put_list(struct buf *out, const struct keyed *list, size_t count,
                     struct arena *scratch)
{
    size_t *shared = ARENA_ARRAY(scratch, count, size_t);

    varint_put(out, count);
    for (size_t i = 0; i < count; i++) {
        shared[i] =
            i > 0 ? shared_bytes(list[i - 1].term->text, list[i].term->text) : 0;
        varint_put(out, shared[i]);
    }
    for (size_t i = 0; i < count; i++)
        varint_put(out, list[i].term->text.len - shared[i]);
    for (size_t i = 0; i < count; i++)
        varint_put(out, list[i].term->count << COLUMN_BITS | list[i].term->columns);
    for (size_t i = 0; i < count; i++)
        buf_puts(out, str_tail(list[i].term->text, shared[i]));
}

void terms_put(struct packer *packer, struct buf *out, const struct columns *columns,
               struct arena *scratch)
{
    struct counter counter = {.arena = scratch};

    count_column(&counter, columns->title, TERM_TITLE);
    count_column(&counter, columns->body, TERM_BODY);
    count_column(&counter, columns->names, TERM_NAMES);
    count_column(&counter, columns->headings, TERM_HEADINGS);
    put_list(packer_begin(packer), sorted(&counter), counter.count, scratch);
    packer_end(packer, out);
    map_release(&counter.numbers);
    free(counter.items);
}

/* --- Reading ------------------------------------------------------------------------
 */

struct reader {
    struct str rest;
    bool has_failed; /* sticky; what is read then is 0 */
};

static size_t get(struct reader *reader, size_t most)
{
    uint64_t value = 0;

    reader->has_failed |= !varint_get(&reader->rest, &value) || value > most;
    return reader->has_failed ? 0 : (size_t)value;
}

/* Until the counts are read, `count` holds the shared bytes. */
static void get_lengths(struct reader *reader, struct terms *terms)
{
    size_t last = 0, sum = 0;

    for (size_t i = 0; i < terms->count; i++)
        terms->items[i].count = (uint32_t)get(reader, TERM_BYTES_MAX);
    for (size_t i = 0; i < terms->count; i++) {
        struct term *term = &terms->items[i];

        reader->has_failed |= term->count > last;
        last = term->text.len = term->count + get(reader, TERM_BYTES_MAX);
        sum += last;
        reader->has_failed |= last > TERM_BYTES_MAX || sum > BYTES_MAX;
    }
}

static void get_bytes(struct reader *reader, struct terms *terms, struct arena *arena)
{
    const struct term *before = NULL;

    for (size_t i = 0; i < terms->count && !reader->has_failed; i++) {
        struct term *term = &terms->items[i];
        size_t shared = term->count, rest = term->text.len - shared;
        char *bytes;

        reader->has_failed |= rest == 0 || rest > reader->rest.len;
        if (reader->has_failed)
            return;
        bytes = arena_bytes(arena, term->text.len);
        if (shared > 0)
            memcpy(bytes, before->text.ptr, shared);
        memcpy(bytes + shared, reader->rest.ptr, rest);
        term->text.ptr = bytes;
        reader->rest = str_tail(reader->rest, rest);
        before = term;
    }
}

bool terms_get(struct str record, struct arena *arena, struct terms *terms)
{
    struct reader reader = {0};
    struct str standing;

    if (!pack_get(record, SIZE_MAX, arena, &reader.rest))
        return false;
    terms->count = get(&reader, reader.rest.len / LEAST_TERM);
    terms->items = ARENA_ARRAY(arena, terms->count, struct term);
    get_lengths(&reader, terms);
    standing = reader.rest;
    for (size_t i = 0; i < terms->count; i++)
        (void)get(&reader, SIZE_MAX);
    get_bytes(&reader, terms, arena);
    if (reader.has_failed || reader.rest.len > 0)
        return false;
    reader.rest = standing;
    for (size_t i = 0; i < terms->count; i++) {
        size_t value = get(&reader, TERM_COUNT_MAX << COLUMN_BITS | ALL_COLUMNS);

        terms->items[i].columns = value & ALL_COLUMNS;
        terms->items[i].count = (uint32_t)(value >> COLUMN_BITS);
        reader.has_failed |= terms->items[i].columns == 0;
    }
    return !reader.has_failed;
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
