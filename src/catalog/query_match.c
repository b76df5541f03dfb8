/*
 * Expressions of FTS5's language. A term holds letters, digits, marks and spaces only,
 * so that its quotes need no escaping.
 */
#include <assert.h>

#include "base/buf.h"
#include "base/text.h"
#include "catalog/query_match.h"
#include "catalog/segment.h"

static void put_term(struct buf *out, const struct query_term *term)
{
    assert(str_chr(term->text, '"') == term->text.len);
    if (term->in_title)
        buf_puts(out, STR("title : "));
    buf_putc(out, '"');
    buf_puts(out, term->text);
    buf_puts(out, term->is_prefix ? STR("\" *") : STR("\""));
}

static struct str join(struct arena *arena, const struct query_term *terms,
                       size_t count, struct str word)
{
    struct buf out = {0};
    struct str kept;

    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buf_puts(&out, word);
        put_term(&out, &terms[i]);
    }
    kept = buf_keep(&out, arena);
    buf_release(&out);
    return kept;
}

/* What `wanted` finds and `excluded` does not. */
static struct str less(struct arena *arena, struct str wanted, struct str excluded)
{
    if (wanted.len == 0 || excluded.len == 0)
        return wanted;
    return arena_printf(arena, "(" STR_FMT ") NOT (" STR_FMT ")", STR_ARG(wanted),
                        STR_ARG(excluded));
}

static size_t count_codes(struct str text)
{
    size_t pos = 0, count = 0;

    for (; pos < text.len; count++)
        text_next(text, &pos);
    return count;
}

/* In scripts without spaces a word is short and yet not the beginning of many. */
static bool ends_in_short_prefix(const struct query_term *term)
{
    struct str last = term->words[term->count - 1];
    size_t pos = 0;

    return term->is_prefix && !segment_is_alone(text_next(last, &pos)) &&
           count_codes(last) <= QUERY_SHORT_CODES;
}

/* The terms without their short prefixes; how many are left. */
static size_t drop_short(const struct query *query, struct query_term *left)
{
    size_t count = 0;

    for (size_t i = 0; i < query->term_count; i++) {
        struct query_term term = query->terms[i];

        if (ends_in_short_prefix(&term)) {
            if (--term.count == 0)
                continue;
            term.text.len -= term.words[term.count].len + 1;
            term.is_prefix = false;
        }
        left[count++] = term;
    }
    return count;
}

void query_write_matches(struct arena *arena, struct query *query,
                         const struct query_term *excluded, size_t excluded_count)
{
    struct query_term *left = ARENA_ARRAY(arena, query->term_count, struct query_term);
    size_t left_count = drop_short(query, left);
    struct str all = join(arena, query->terms, query->term_count, STR(" AND "));
    struct str most = join(arena, left, left_count, STR(" AND "));

    query->exclude = join(arena, excluded, excluded_count, STR(" OR "));
    query->match = less(arena, all, query->exclude);
    query->quick_match = less(arena, most, query->exclude);
    if (query->term_count == 1 && query->terms->count == 1 &&
        ends_in_short_prefix(query->terms))
        query->short_prefix = query->terms->text;
}
