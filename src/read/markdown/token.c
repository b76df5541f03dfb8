/*
 * Tokens (see the header).
 */
#include "read/markdown/token.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "read/budget.h"

void tokens_release(struct tokens *tokens)
{
    free(tokens->items);
    free(tokens->tables);
    free(tokens->cells);
    free(tokens->items_made);
    free(tokens->fragment_lines);
    free(tokens->cuts);
    references_release(&tokens->references);
    buf_release(&tokens->fragments);
}

size_t tokens_add(struct tokens *tokens, const struct token *token)
{
    tokens->items =
        mem_grow(tokens->items, tokens->count, &tokens->cap, sizeof *tokens->items);
    tokens->items[tokens->count] = *token;
    return tokens->count++;
}

bool tokens_are_too_many(const struct tokens *tokens)
{
    return tokens->count + tokens->cell_count > BUDGET_NODES_MAX ||
           tokens->least_nodes > BUDGET_NODES_MAX;
}

void tokens_item(struct tokens *tokens, uint32_t line, size_t column, size_t token)
{
    tokens->items_made = mem_grow(tokens->items_made, tokens->made_count,
                                  &tokens->made_cap, sizeof *tokens->items_made);
    tokens->items_made[tokens->made_count++] =
        (struct token_item){.line = line, .column = (uint32_t)column, .token = token};
}

void token_put(struct buf *out, size_t number)
{
    buf_puts(out, STR(TOKEN_OPEN));
    buf_number(out, number, 1);
    buf_puts(out, STR(TOKEN_CLOSE));
}

uint32_t tokens_fragment(struct tokens *tokens, struct str text, uint32_t line)
{
    tokens->fragment_lines =
        mem_grow(tokens->fragment_lines, tokens->fragment_count, &tokens->fragment_cap,
                 sizeof *tokens->fragment_lines);
    tokens->fragment_lines[tokens->fragment_count] = line;
    /* The space keeps the mark from touching "_", which would no longer open
     * emphasis. */
    buf_puts(&tokens->fragments, STR(TOKEN_FRAGMENT " "));
    buf_puts(&tokens->fragments, text);
    buf_puts(&tokens->fragments, STR("\n\n"));
    return (uint32_t)tokens->fragment_count++;
}

/* The number after TOKEN_OPEN, up to TOKEN_CLOSE; false when it is not whole. */
static bool read_number(struct str s, size_t *pos, size_t *number)
{
    size_t at = *pos + TOKEN_CHAR_BYTES;
    size_t value = 0;
    while (at < s.len && ascii_is_digit(s.ptr[at])) {
        value = value * 10 + (size_t)(s.ptr[at++] - '0');
    }
    if (!str_starts(str_tail(s, at), STR(TOKEN_CLOSE))) {
        return false;
    }
    *pos = at + TOKEN_CHAR_BYTES;
    *number = value;
    return true;
}

bool token_read(const struct tokens *tokens, struct str s, size_t *pos,
                const struct token **token)
{
    const struct str rest = str_tail(s, *pos);
    *token = NULL;
    if (str_starts(rest, STR(TOKEN_STOP)) || str_starts(rest, STR(TOKEN_FRAGMENT))) {
        *pos += TOKEN_CHAR_BYTES;
        *pos += str_starts(rest, STR(TOKEN_FRAGMENT " "));
        return true;
    }
    size_t number;
    if (!str_starts(rest, STR(TOKEN_OPEN)) || !read_number(s, pos, &number) ||
        number >= tokens->count) {
        return false;
    }
    *token = &tokens->items[number];
    return true;
}

size_t token_find(struct str s, size_t from)
{
    for (size_t at = from; at < s.len; at++) {
        at += str_chr(str_tail(s, at), (char)TOKEN_LEAD_BYTE);
        if (at + 1 < s.len && (unsigned char)s.ptr[at + 1] == TOKEN_SECOND_BYTE)
            return at;
    }
    return s.len;
}

static struct str restore(const struct tokens *tokens, struct str s,
                          struct buf *scratch, bool is_destination)
{
    size_t at = token_find(s, 0), done = 0;
    if (at == s.len)
        return s;
    buf_clear(scratch);
    for (; at < s.len; at = token_find(s, done)) {
        size_t end = at;
        buf_puts(scratch, str_slice(s, done, at));
        const struct token *token;
        if (!token_read(tokens, s, &end, &token)) {
            done = at + TOKEN_LEAD_BYTES;
            buf_puts(scratch, str_slice(s, at, done));
            continue;
        }
        done = end;
        if (token != NULL) {
            const size_t before = token->before;
            buf_truncate(scratch, scratch->len -
                                      (before < scratch->len ? before : scratch->len));
            const bool by_name = is_destination && token->kind == TOKEN_TEMPLATE;
            buf_puts(scratch, by_name ? token->name : token->source);
            done += token->after;
        }
    }
    buf_puts(scratch, str_tail(s, done));
    return buf_str(scratch);
}

struct str tokens_restore(const struct tokens *tokens, struct str s,
                          struct buf *scratch)
{
    return restore(tokens, s, scratch, false);
}

struct str tokens_destination(const struct tokens *tokens, struct str s,
                              struct buf *scratch)
{
    return restore(tokens, s, scratch, true);
}
