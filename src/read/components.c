/*
 * Names that are opened or closed (see the header): a table of hashes with open
 * addresses. Two names of one hash would at worst make a word of the text a tag.
 */
#include "read/components.h"

#include <stdlib.h>

#include "base/mem.h"

enum { CAP_FIRST = 64 };

static bool ends_name(char c)
{
    return c == '>' || c == ' ' || c == '\t' || c == '\n' || c == '<';
}

static size_t place_of(const struct components *it, unsigned long long hash)
{
    size_t at = (size_t)hash & (it->cap - 1);
    while (it->names[at] != 0 && it->names[at] != hash)
        at = (at + 1) & (it->cap - 1);
    return at;
}

/* Names that are opened and those that are closed share the table. */
static unsigned long long hash_of(struct str name, bool opens)
{
    const unsigned long long hash = opens ? ~str_hash(name) : str_hash(name);
    return hash != 0 ? hash : 1;
}

static void grow(struct components *it)
{
    const struct components old = *it;
    it->cap = old.cap > 0 ? 2 * old.cap : CAP_FIRST;
    it->names = mem_zalloc(it->cap, sizeof *it->names);
    for (size_t i = 0; i < old.cap; i++) {
        if (old.names[i] != 0)
            it->names[place_of(it, old.names[i])] = old.names[i];
    }
    free(old.names);
}

static void add(struct components *it, struct str name, bool opens)
{
    if (2 * (it->count + 1) > it->cap)
        grow(it);
    const unsigned long long hash = hash_of(name, opens);
    const size_t at = place_of(it, hash);
    it->count += it->names[at] == 0;
    it->names[at] = hash;
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
            add(it, str_slice(text, 0, end), opens);
        text = str_tail(text, end);
    }
}

static bool has(struct components *it, struct str text, struct str name, bool opens)
{
    if (!it->is_filled)
        fill(it, text);
    return it->count > 0 && it->names[place_of(it, hash_of(name, opens))] != 0;
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
    free(components->names);
    *components = (struct components){0};
}
