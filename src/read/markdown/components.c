/*
 * Names that are opened or closed (see the header), by their hashes: two names of one
 * hash would at worst make a word of the text a tag.
 */
#include "read/markdown/components.h"

#include "base/ascii.h"

static bool ends_name(char c)
{
    return c == '>' || ascii_is_blank(c) || c == '\n' || c == '<';
}

/* Names that are opened and those that are closed share the map. */
static uint64_t hash_of(struct str name, bool opens)
{
    return opens ? ~str_hash(name) : str_hash(name);
}

static void fill(struct components *it, struct str text)
{
    it->is_filled = true;
    for (size_t at; (at = str_chr(text, '<')) < text.len;) {
        text = str_tail(text, at + 1);
        const bool opens = text.len == 0 || *text.ptr != '/';
        text = str_tail(text, opens ? 0 : 1);
        size_t end = 0;
        while (end < text.len && !ends_name(text.ptr[end]))
            end++;
        if (end > 0)
            (void)map_add(&it->names, hash_of(str_slice(text, 0, end), opens));
        text = str_tail(text, end);
    }
}

static bool has(struct components *it, struct str text, struct str name, bool opens)
{
    if (!it->is_filled)
        fill(it, text);
    return map_get(&it->names, hash_of(name, opens)) != 0;
}

bool components_has(struct components *components, struct str text, struct str name)
{
    return has(components, text, name, false);
}

bool components_opens(struct components *components, struct str text, struct str name)
{
    return has(components, text, name, true);
}

void components_release(struct components *components)
{
    map_release(&components->names);
    *components = (struct components){0};
}
