/*
 * Expressions of FTS5's language. A term holds letters, digits, marks and spaces only,
 * so that its quotes need no escaping.
 */
#include <assert.h>

#include "base/buf.h"
#include "catalog/query_parts.h"

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

struct str query_match_all(struct arena *arena, const struct query_term *terms,
                           size_t count)
{
    return join(arena, terms, count, STR(" AND "));
}

struct str query_match_any(struct arena *arena, const struct query_term *terms,
                           size_t count)
{
    return join(arena, terms, count, STR(" OR "));
}

struct str query_match_less(struct arena *arena, struct str wanted, struct str excluded)
{
    if (wanted.len == 0 || excluded.len == 0)
        return wanted;
    return arena_printf(arena, "(" STR_FMT ") NOT (" STR_FMT ")", STR_ARG(wanted),
                        STR_ARG(excluded));
}
