/*
 * A query as an expression of FTS5: what its terms would be asked as, all at once. The
 * program asks for more (expression.h); here it shows what was understood.
 */
#ifndef LECTERN_TESTS_QUERY_MATCH_H
#define LECTERN_TESTS_QUERY_MATCH_H

#include "base/buf.h"
#include "catalog/query/query.h"

static inline struct str query_join(struct arena *arena, const struct query_term *terms,
                                    size_t count, const char *word)
{
    struct buf out = {0};
    for (size_t i = 0; i < count; i++) {
        buf_puts(&out, str_from(i > 0 ? word : ""));
        buf_puts(&out, str_from(terms[i].in_title ? "title : " : ""));
        buf_putc(&out, '"');
        buf_puts(&out, terms[i].text);
        buf_puts(&out, str_from(terms[i].is_prefix ? "\" *" : "\""));
    }
    struct str kept = buf_keep(&out, arena);
    buf_release(&out);
    return kept;
}

/* What must not be found; empty when that is nothing. */
static inline struct str query_excluded(struct arena *arena, const struct query *query)
{
    return query_join(arena, query->excluded, query->excluded_count, " OR ");
}

/* What is wanted, less what is excluded; empty when no words are wanted. */
static inline struct str query_match(struct arena *arena, const struct query *query)
{
    struct str wanted = query_join(arena, query->terms, query->term_count, " AND ");
    struct str excluded = query_excluded(arena, query);
    if (wanted.len == 0 || excluded.len == 0)
        return wanted;
    return arena_printf(arena, "(" STR_FMT ") NOT (" STR_FMT ")", STR_ARG(wanted),
                        STR_ARG(excluded));
}

#endif
