/*
 * A cache of vectors by article, each a sorted list of entries that are read from the
 * article's record of terms.
 */
#include "catalog/near/vectors.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "catalog/near/word_bases.h"
#include "catalog/store/record.h"

struct vectors {
    struct database *database;
    struct lexicon *lexicon;
    struct statement *row;
    int64_t state;
    struct arena arena; /* of all vectors */
    struct map by_article;
    struct arena scratch;
};

uint64_t vector_key(struct str base, bool in_name)
{
    uint64_t hash = str_hash(base);
    return (in_name ? ~hash : hash) & ~VECTOR_TIMES;
}

unsigned vector_times(const struct term *term)
{
    unsigned halves = (term->columns & TERM_TITLE) != 0      ? 4
                      : (term->columns & TERM_HEADINGS) != 0 ? 3
                                                             : 2;
    return halves * term->count;
}

struct vectors *vectors_new(struct database *database, struct lexicon *lexicon)
{
    struct vectors *vectors = mem_zalloc(1, sizeof *vectors);
    vectors->database = database;
    vectors->lexicon = lexicon;
    vectors->row = statement_new(
        database, "SELECT data, (SELECT targets FROM facts WHERE article = ?1)"
                  " FROM terms WHERE article = ?1");
    return vectors;
}

void vectors_free(struct vectors *vectors)
{
    if (vectors == NULL)
        return;
    statement_free(vectors->row);
    arena_release(&vectors->arena);
    arena_release(&vectors->scratch);
    map_release(&vectors->by_article);
    free(vectors);
}

void vectors_begin(struct vectors *vectors, int64_t state, size_t kept_bytes)
{
    if (vectors->state == state && vectors->arena.total_bytes < kept_bytes)
        return;
    vectors->state = state;
    arena_release(&vectors->arena);
    map_release(&vectors->by_article);
}

static size_t count_links(struct str targets, uint32_t article)
{
    size_t count = 0;
    uint32_t ignored;
    while (record_get_target(&targets, article, &ignored))
        count++;
    return count;
}

static void put_entries(struct vector *vector, const struct terms *terms,
                        struct arena *arena)
{
    size_t in_names = 0, count = 0;
    for (size_t i = 0; i < terms->count; i++)
        in_names += (terms->items[i].columns & TERM_NAMES) != 0;
    uint64_t *entries = ARENA_ARRAY(arena, terms->count + in_names, uint64_t);
    for (size_t i = 0; i < terms->count; i++) {
        const struct term *term = &terms->items[i];
        struct str base = form_base(term->text);
        vector->words += term->count;
        if (term->count > 0)
            entries[count++] = vector_key(base, false) | vector_times(term);
        if ((term->columns & TERM_NAMES) != 0)
            entries[count++] = vector_key(base, true) | 2;
    }
    vector->entries = entries;
    vector->count = count;
}

static void read_vector(struct vectors *vectors, uint32_t article,
                        struct vector *vector)
{
    arena_clear(&vectors->scratch);
    statement_int(vectors->row, 1, article);
    struct terms terms;
    if (statement_next(vectors->row)) {
        vector->links = count_links(column_bytes(vectors->row, 1), article);
        if (terms_read(column_bytes(vectors->row, 0), vectors->lexicon,
                       vectors->database, &vectors->scratch, &terms))
            put_entries(vector, &terms, &vectors->arena);
        else
            database_mark_corrupt(vectors->database);
    }
    statement_end(vectors->row);
}

const struct vector *vectors_of(struct vectors *vectors, uint32_t article)
{
    struct vector *vector = map_thing(&vectors->by_article, article);
    if (vector != NULL)
        return vector;
    vector = ARENA_NEW(&vectors->arena, struct vector);
    *vector = (struct vector){0};
    map_put_thing(&vectors->by_article, article, vector);
    read_vector(vectors, article, vector);
    return vector;
}
