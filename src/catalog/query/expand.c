/*
 * Completing the beginning of a word from the index's own vocabulary: the most
 * frequent words first, then the others in alphabetical order, until the bound.
 */
#include "catalog/query/expand.h"

static bool has_word(const struct str *words, size_t count, struct str word)
{
    for (size_t i = 0; i < count; i++) {
        if (str_eq(words[i], word))
            return true;
    }
    return false;
}

/* No byte of UTF-8 is 0xFF: all that begins with the prefix is before this. */
static struct str end_of(struct arena *arena, struct str prefix)
{
    return arena_printf(arena, STR_FMT "\xFF", STR_ARG(prefix));
}

static size_t add_frequent(struct search *search, struct str prefix, struct str end,
                           size_t most, struct arena *arena, struct str *words,
                           size_t count)
{
    statement_bytes(search->words, 1, prefix);
    statement_bytes(search->words, 2, end);
    while (count < most && statement_next(search->words)) {
        struct str word = column_bytes(search->words, 0);
        if (!str_eq(word, prefix))
            words[count++] = arena_str(arena, word);
    }
    statement_end(search->words);
    return count;
}

/* Words that no name has, in their order. The index also has those of texts that are
 * gone. */
static size_t add_others(struct search_index *index, struct str prefix, struct str end,
                         size_t most, struct arena *arena, struct str *words,
                         size_t count, bool *is_all)
{
    struct str from = arena_printf(arena, STR_FMT "\x01", STR_ARG(prefix));
    for (int i = 0; i < LIMIT_EXPAND_STEPS && count < most; i++) {
        statement_bytes(index->next_word, 1, from);
        statement_bytes(index->next_word, 2, end);
        if (!statement_next(index->next_word))
            return count;
        struct str word = column_bytes(index->next_word, 0);
        from = arena_printf(arena, STR_FMT "\x01", STR_ARG(word));
        if (!has_word(words, count, word))
            words[count++] = arena_str(arena, word);
        statement_end(index->next_word);
    }
    *is_all = false;
    return count;
}

size_t expand_prefix(struct search *search, struct search_index *index,
                     struct str prefix, size_t most, struct arena *arena,
                     struct str *words, bool *is_all)
{
    struct str end = end_of(arena, prefix);
    size_t count = 1;
    words[0] = prefix;
    count = add_frequent(search, prefix, end, most, arena, words, count);
    return add_others(index, prefix, end, most, arena, words, count, is_all);
}
