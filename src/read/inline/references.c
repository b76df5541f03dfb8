/*
 * Defined names, by their hashes (see the header): two of one hash would at worst leave
 * a reference as it is written.
 */
#include "read/inline/references.h"

#include "base/ascii.h"
#include "base/buf.h"
#include "base/text.h"

enum { NAME_MAX_BYTES = 1000 }; /* by CommonMark */

static uint64_t hash_of(struct str name)
{
    struct arena arena = {0};
    struct buf out = {0};
    const struct str folded = text_fold(&arena, str_trim(name), false);
    for (size_t i = 0; i < folded.len; i++) {
        const bool blank = ascii_is_space(folded.ptr[i]);
        if (!blank || (out.len > 0 && out.data[out.len - 1] != ' '))
            buf_putc(&out, blank ? ' ' : folded.ptr[i]);
    }
    const uint64_t hash = str_hash(buf_str(&out));
    buf_release(&out);
    arena_release(&arena);
    return hash;
}

/* The "[" of the name that ends at `end`; `end` when there is none near. */
static size_t name_begin(struct str text, size_t end)
{
    for (size_t at = end; at > 0 && end - at < NAME_MAX_BYTES; at--) {
        const char c = text.ptr[at - 1];
        if (c == '[' && (at < 2 || text.ptr[at - 2] != '\\'))
            return at;
        if (c == ']')
            break;
    }
    return end;
}

static void fill(struct references *it)
{
    const struct str mark = STR("]:");
    it->is_filled = true;
    for (size_t at = 0; at < it->text.len; at += mark.len) {
        at += str_find(str_tail(it->text, at), mark);
        const size_t from = at < it->text.len ? name_begin(it->text, at) : at;
        if (from < at)
            (void)map_add(&it->names, hash_of(str_slice(it->text, from, at)));
    }
}

bool references_has(struct references *references, struct str name)
{
    if (!references->is_filled)
        fill(references);
    return map_get(&references->names, hash_of(name)) != 0;
}

void references_release(struct references *references)
{
    map_release(&references->names);
    *references = (struct references){0};
}
