/*
 * The indent of the whole text: where lines that are long enough for prose begin.
 */
#include "read/plain_lines.h"

enum {
    PROSE_COLS = 50, /* wide enough to be prose */
    INDENT_MAX = 40,
    INDENT_PERCENT = 25, /* of the long lines are indented no farther */
};

static size_t percentile(const uint32_t *counts, size_t size, size_t total,
                         size_t percent)
{
    size_t sum = 0;
    for (size_t i = 0; i < size; i++) {
        sum += counts[i];
        if (sum * 100 >= total * percent && sum > 0) {
            return i;
        }
    }
    return size - 1;
}

void plain_shape(struct plain *plain)
{
    uint32_t indents[INDENT_MAX + 1] = {0};
    size_t total = 0;
    for (size_t i = 0; i < plain->line_count; i++) {
        const struct line *line = &plain->lines[i];
        if (line->kind == LINE_TEXT && line->len >= PROSE_COLS) {
            indents[line->indent <= INDENT_MAX ? line->indent : INDENT_MAX]++;
            total++;
        }
    }
    if (total > 0) {
        plain->shape.indent =
            (uint16_t)percentile(indents, INDENT_MAX + 1, total, INDENT_PERCENT);
    }
}
