/*
 * How deep the headings stand. Marks, underlines and numbers say it themselves.
 */
#include "read/plain_lines.h"

enum { LEVEL_MAX = 6 };

static uint8_t clamp(size_t level)
{
    return (uint8_t)(level < LEVEL_MAX ? level : LEVEL_MAX);
}

void plain_depth(struct plain *plain)
{
    bool first = true;
    for (size_t i = 0; i < plain->chunk_count; i++) {
        struct chunk *chunk = &plain->chunks[i];
        if (chunk->level == HEADING_LEVEL_OPEN) {
            size_t depth = chunk->facts.number_depth;
            chunk->level =
                first && depth == 0 ? 1 : clamp(2 + (depth > 0 ? depth - 1 : 0));
        }
        first &= chunk->level == 0;
    }
}
