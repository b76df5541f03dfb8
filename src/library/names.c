/*
 * The table of names: open addressing over slots, one per key, each with its list of
 * entries. Entry 0 is never used, so that 0 can mean none.
 */
#include "library/names.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "library/key.h"

/* An entry and the one behind it under the same key; 0 at the end. */
struct chained {
    struct name_entry entry;
    uint32_t next;
};

struct slot {
    struct str key;
    uint32_t hash;
    uint32_t first, last; /* entries; a free slot has none */
    unsigned char class;
};

struct names {
    struct slot *slots;
    size_t slot_count, slot_cap; /* the cap is a power of two */
    struct chained *entries;
    size_t entry_count, entry_cap;
    names_finder *find; /* of an index that is kept elsewhere; else NULL */
    void *context;
};

enum { SLOTS_AT_FIRST = 1024 };

struct names *names_new(void)
{
    struct names *names = mem_zalloc(1, sizeof *names);
    struct chained none = {0};

    names->slot_cap = SLOTS_AT_FIRST;
    names->slots = mem_zalloc(names->slot_cap, sizeof *names->slots);
    names->entries = mem_grow(NULL, 0, &names->entry_cap, sizeof *names->entries);
    names->entries[names->entry_count++] = none;
    return names;
}

struct names *names_new_elsewhere(names_finder *find, void *context)
{
    struct names *names = mem_zalloc(1, sizeof *names);

    names->find = find;
    names->context = context;
    return names;
}

void names_free(struct names *names)
{
    if (names == NULL)
        return;
    free(names->slots);
    free(names->entries);
    free(names);
}

/* The class goes in at the end and is spread by an odd multiplier. */
static uint64_t with_class(uint64_t hash, enum name_class class)
{
    return (hash ^ (uint64_t) class) * 0x9E3779B97F4A7C15u;
}

uint64_t names_hash(enum name_class class, struct str key)
{
    return with_class(str_hash(key), class);
}

struct name_key name_key(struct str text)
{
    return (struct name_key){text, str_hash(text)};
}

/* What a slot keeps of a hash. */
static uint32_t short_hash(enum name_class class, struct name_key key)
{
    return (uint32_t)(with_class(key.hash, class) >> 32);
}

static size_t slot_of(const struct names *names, enum name_class class, uint32_t hash,
                      struct str key)
{
    size_t mask = names->slot_cap - 1, i = hash & mask;

    for (; names->slots[i].first != 0; i = (i + 1) & mask) {
        const struct slot *slot = &names->slots[i];

        if (slot->hash == hash && slot->class == class && str_eq(slot->key, key))
            break;
    }
    return i;
}

static void widen(struct names *names)
{
    struct slot *old = names->slots;
    size_t count = names->slot_cap, mask = count * 2 - 1;

    names->slot_cap = count * 2;
    names->slots = mem_zalloc(names->slot_cap, sizeof *names->slots);
    for (size_t i = 0; i < count; i++) {
        size_t at = old[i].hash & mask;

        if (old[i].first == 0)
            continue;
        while (names->slots[at].first != 0)
            at = (at + 1) & mask;
        names->slots[at] = old[i];
    }
    free(old);
}

static uint32_t new_entry(struct names *names, uint32_t id, unsigned char ext)
{
    names->entries = mem_grow(names->entries, names->entry_count, &names->entry_cap,
                              sizeof *names->entries);
    names->entries[names->entry_count] = (struct chained){.entry = {id, ext}};
    return (uint32_t)names->entry_count++;
}

void names_add(struct names *names, enum name_class class, struct str key, uint32_t id,
               unsigned char ext)
{
    uint32_t hash = short_hash(class, name_key(key)), entry;
    struct slot *slot;

    if (key.len == 0)
        return;
    if (names->slot_count * 2 >= names->slot_cap)
        widen(names);
    slot = &names->slots[slot_of(names, class, hash, key)];
    if (slot->first != 0 && names->entries[slot->last].entry.id == id)
        return;
    entry = new_entry(names, id, ext);
    if (slot->first == 0) {
        *slot = (struct slot){key, hash, entry, entry, (unsigned char)class};
        names->slot_count++;
        return;
    }
    names->entries[slot->last].next = entry;
    slot->last = entry;
}

/* Adds `path` and what follows each of its slashes. */
static void add_suffixes(struct names *names, enum name_class class, struct str path,
                         uint32_t id, unsigned char ext)
{
    names_add(names, class, path, id, ext);
    for (size_t i = 0; i < path.len; i++) {
        if (path.ptr[i] == '/')
            names_add(names, class, str_tail(path, i + 1), id, ext);
    }
}

void names_add_file(struct names *names, struct arena *arena, struct str path,
                    uint32_t id, bool is_article)
{
    unsigned char ext;
    struct str stem = key_stem(path, &ext);

    if (!is_article) {
        names_add(names, NAME_FILE, path, id, 0);
        add_suffixes(names, NAME_FILE_SUFFIX, key_folded(arena, path), id, 0);
        return;
    }
    names_add(names, NAME_PATH, path, id, ext);
    names_add(names, NAME_STEM, stem, id, ext);
    add_suffixes(names, NAME_SUFFIX, key_folded(arena, stem), id, ext);
    names_add(names, NAME_LOOSE_BASE, key_loose(arena, path_name(stem)), id, ext);
}

void names_find_key(const struct names *names, enum name_class class,
                    struct name_key key, struct name_list *list)
{
    const struct slot *slot;

    list->count = 0;
    if (key.text.len == 0)
        return;
    if (names->find != NULL) {
        names->find(names->context, class, key.text, list);
        return;
    }
    slot = &names->slots[slot_of(names, class, short_hash(class, key), key.text)];
    for (uint32_t e = slot->first; e != 0 && list->count < NAMES_LIST_MAX;
         e = names->entries[e].next)
        list->items[list->count++] = names->entries[e].entry;
}

void names_find(const struct names *names, enum name_class class, struct str key,
                struct name_list *list)
{
    names_find_key(names, class, name_key(key), list);
}

void names_renumber(struct names *names, const uint32_t *map)
{
    for (size_t i = 0; i < names->slot_cap; i++) {
        const struct slot *slot = &names->slots[i];

        if (slot->first == 0 || slot->class >= NAME_FILE)
            continue;
        for (uint32_t e = slot->first; e != 0; e = names->entries[e].next)
            names->entries[e].entry.id = map[names->entries[e].entry.id];
    }
}

void names_each(const struct names *names, names_visitor *visit, void *context)
{
    for (size_t i = 0; i < names->slot_cap; i++) {
        const struct slot *slot = &names->slots[i];
        enum name_class class = (enum name_class)slot->class;
        uint32_t rank = 0;

        for (uint32_t e = slot->first; e != 0; e = names->entries[e].next) {
            if (!visit(context, class, names_hash(class, slot->key), rank++,
                       names->entries[e].entry))
                return;
        }
    }
}
