/*
 * The index of names: a map from the hash of a key to its first entry; further entries
 * of a hash are chained. Chained entry 0 is never used, so that 0 can mean none.
 *
 * Keys are not kept, which would take three times the memory: what is found under a
 * hash is asked whether it is called so. Files and folders cannot be asked, so that for
 * them the 64 bits of the hash count alone.
 */
#include "library/names.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "library/links/key.h"
#include "read/format.h"

enum { CHAIN_BITS = 22, CLASS_BITS = 4, EXT_BITS = 6 };

/* In the map it is one number, which is not 0. */
struct name_record {
    uint32_t id;
    uint32_t next : CHAIN_BITS;
    uint32_t tag : CLASS_BITS; /* the class and 1 */
    uint32_t ext : EXT_BITS;
};
_Static_assert(NAME_CLASS_COUNT + 1 <= 1 << CLASS_BITS, "classes need more bits");
_Static_assert(FORMAT_ENDING_NUMBERS <= 1 << EXT_BITS, "endings need more bits");

struct names {
    struct map first; /* by hash */
    struct name_record *chained;
    size_t chained_count, chained_cap;
    struct arena scratch; /* of keys that are hashed */
    names_finder *find;   /* of an index that is kept elsewhere; else NULL */
    void *context;
    names_checker *check; /* may be NULL */
    void *check_context;
};

static uint64_t as_number(struct name_record entry)
{
    return (uint64_t)entry.id << 32 | (uint64_t)entry.next << (CLASS_BITS + EXT_BITS) |
           (uint64_t)entry.tag << EXT_BITS | entry.ext;
}

static struct name_record as_entry(uint64_t number)
{
    return (struct name_record){
        .id = (uint32_t)(number >> 32),
        .next =
            (uint32_t)(number >> (CLASS_BITS + EXT_BITS)) & ((1U << CHAIN_BITS) - 1),
        .tag = (uint32_t)(number >> EXT_BITS) & ((1U << CLASS_BITS) - 1),
        .ext = (uint32_t)number & ((1U << EXT_BITS) - 1),
    };
}

struct names *names_new(void)
{
    struct names *names = mem_zalloc(1, sizeof *names);
    names->chained = mem_grow(NULL, 0, &names->chained_cap, sizeof *names->chained);
    names->chained[names->chained_count++] = (struct name_record){0};
    return names;
}

struct names *names_new_elsewhere(names_finder *find, void *context)
{
    struct names *names = mem_zalloc(1, sizeof *names);
    names->find = find;
    names->context = context;
    return names;
}

void names_check_by(struct names *names, names_checker *check, void *context)
{
    names->check = check;
    names->check_context = context;
}

static bool is_called(const struct names *names, enum name_class class,
                      const struct name_record *entry, struct str key)
{
    if (entry->tag != (unsigned)class + 1)
        return false;
    return class >= NAME_FILE || names->check == NULL ||
           names->check(names->check_context, class, entry->id, key);
}

void names_free(struct names *names)
{
    if (names == NULL)
        return;
    map_release(&names->first);
    free(names->chained);
    arena_release(&names->scratch);
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

/* The entry after one; false at the end. */
static bool step(const struct names *names, struct name_record *entry)
{
    uint32_t next = entry->next;
    if (next != 0)
        *entry = names->chained[next];
    return next != 0;
}

/* Adds an entry after the others of its hash, unless it is there already or there are
 * more of one name than anybody would ask for. */
static void add_to_chain(struct names *names, uint64_t hash, struct name_record added,
                         struct str key)
{
    enum name_class class = (enum name_class)(added.tag - 1);
    struct name_record at = as_entry(map_get(&names->first, hash));
    uint32_t number = 0; /* of the last one */
    size_t alike = 0;
    do {
        if (at.id == added.id && at.tag == added.tag)
            return;
        alike += at.ext == added.ext && is_called(names, class, &at, key);
        number = at.next != 0 ? at.next : number;
    } while (step(names, &at));
    if (alike >= NAMES_LIST_MAX || names->chained_count >> CHAIN_BITS != 0)
        return;
    at.next = (uint32_t)names->chained_count & ((1U << CHAIN_BITS) - 1);
    if (number == 0)
        map_put(&names->first, hash, as_number(at));
    else
        names->chained[number] = at;
    names->chained = mem_grow(names->chained, names->chained_count, &names->chained_cap,
                              sizeof *names->chained);
    names->chained[names->chained_count++] = added;
}

void names_add(struct names *names, enum name_class class, struct str key, uint32_t id,
               unsigned char ext)
{
    uint64_t hash = names_hash(class, key);
    struct name_record entry = {
        .id = id,
        .tag = ((uint32_t) class + 1) & ((1U << CLASS_BITS) - 1),
        .ext = ext & ((1U << EXT_BITS) - 1),
    };
    if (key.len == 0)
        return;
    if (map_get(&names->first, hash) != 0)
        add_to_chain(names, hash, entry, key);
    else
        map_put(&names->first, hash, as_number(entry));
}

void names_add_folded(struct names *names, enum name_class class, struct str name,
                      uint32_t id)
{
    arena_clear(&names->scratch);
    names_add(names, class, key_folded(&names->scratch, name), id, 0);
}

void names_add_loose(struct names *names, enum name_class class, struct str name,
                     uint32_t id)
{
    arena_clear(&names->scratch);
    names_add(names, class, key_loose(&names->scratch, name), id, 0);
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

void names_add_file(struct names *names, struct str path, uint32_t id, bool is_article)
{
    struct arena *arena = &names->scratch;
    unsigned char ext;
    struct str stem = key_stem(path, &ext);
    arena_clear(arena);
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
                    struct name_key key, unsigned char ext, struct name_list *list)
{
    list->count = 0;
    if (key.text.len == 0)
        return;
    if (names->find != NULL) {
        names->find(names->context, class, key.text, ext, list);
        return;
    }
    uint64_t first = map_get(&names->first, with_class(key.hash, class));
    if (first == 0)
        return;
    struct name_record at = as_entry(first);
    do {
        if ((ext == 0 || at.ext == ext) && is_called(names, class, &at, key.text))
            list->items[list->count++] = (struct name_entry){at.id, at.ext};
    } while (list->count < NAMES_LIST_MAX && step(names, &at));
}

void names_find(const struct names *names, enum name_class class, struct str key,
                struct name_list *list)
{
    names_find_key(names, class, name_key(key), 0, list);
}

static void renumber(struct name_record *entry, const uint32_t *map)
{
    if (entry->tag != 0 && entry->tag - 1 < NAME_FILE)
        entry->id = map[entry->id];
}

void names_renumber(struct names *names, const uint32_t *map)
{
    for (size_t i = 0; i < names->first.cap; i++) {
        struct map_slot *slot = &names->first.slots[i];
        struct name_record entry = as_entry(slot->value);
        renumber(&entry, map);
        slot->value = as_number(entry);
    }
    for (size_t i = 1; i < names->chained_count; i++)
        renumber(&names->chained[i], map);
}

/* Compares as signed numbers, as SQLite does. */
static int compare_hashes(const void *a, const void *b)
{
    const int64_t *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

/* False when the visitor wants no more. */
static bool visit_all(const struct names *names, uint64_t hash, names_visitor *visit,
                      void *context)
{
    struct name_record at = as_entry(map_get(&names->first, hash));
    do {
        if (!visit(context, (enum name_class)(at.tag - 1), hash,
                   (struct name_entry){at.id, at.ext}))
            return false;
    } while (step(names, &at));
    return true;
}

void names_each(const struct names *names, names_visitor *visit, void *context)
{
    int64_t *hashes = mem_zalloc(names->first.count, sizeof *hashes);
    size_t count = 0;
    bool goes_on = true;
    for (size_t i = 0; i < names->first.cap; i++) {
        if (names->first.slots[i].value != 0)
            hashes[count++] = (int64_t)names->first.slots[i].key;
    }
    if (count > 0)
        qsort(hashes, count, sizeof *hashes, compare_hashes);
    for (size_t i = 0; i < count && goes_on; i++)
        goes_on = visit_all(names, (uint64_t)hashes[i], visit, context);
    free(hashes);
}
