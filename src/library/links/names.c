/*
 * The table of names: open addressing over slots, one per key, with the first entry in
 * it; further entries of a key are chained. Chained entry 0 is never used, so that 0
 * can mean none.
 *
 * A key's place is the upper bits of its hash: so the table is in order of the hashes
 * but within a run of slots that are taken, and can be gone through in order without a
 * sorted copy, which would be larger than the table.
 *
 * Keys are not kept, which would take three times the memory: what is found under a
 * hash is asked whether it is called so. Files and folders cannot be asked, so that for
 * them the 64 bits of the hash count alone.
 */
#include "library/names.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "library/links/key.h"

enum {
    SLOTS_AT_FIRST = 1024,
    SHIFT_AT_FIRST = 64 - 10,
    CHAIN_BITS = 24,
    CLASS_BITS = 4,
    EXT_BITS = 4,
};

struct entry {
    uint32_t id;
    uint32_t next : CHAIN_BITS;
    uint32_t tag : CLASS_BITS; /* the class and 1; 0 in a free slot */
    uint32_t ext : EXT_BITS;
};
_Static_assert((uint64_t)SLOTS_AT_FIRST << SHIFT_AT_FIRST == 0, "not all the bits");
_Static_assert(NAME_CLASS_COUNT + 1 <= 1 << CLASS_BITS, "classes need more bits");

struct slot {
    uint64_t hash;
    struct entry entry;
};

struct names {
    struct slot *slots;
    size_t slot_count, slot_cap; /* the cap is a power of two */
    unsigned place_shift;        /* leaves as many bits of a hash */
    struct entry *chained;
    size_t chained_count, chained_cap;
    struct arena scratch; /* of keys that are hashed */
    names_finder *find;   /* of an index that is kept elsewhere; else NULL */
    void *context;
    names_checker *check; /* may be NULL */
    void *check_context;
};

struct names *names_new(void)
{
    struct names *names = mem_zalloc(1, sizeof *names);

    names->slot_cap = SLOTS_AT_FIRST;
    names->place_shift = SHIFT_AT_FIRST;
    names->slots = mem_zalloc(names->slot_cap, sizeof *names->slots);
    names->chained = mem_grow(NULL, 0, &names->chained_cap, sizeof *names->chained);
    names->chained[names->chained_count++] = (struct entry){0};
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
                      const struct entry *entry, struct str key)
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
    free(names->slots);
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

/* The slot of a hash, or the free one where it would stand. */
static struct slot *slot_of(const struct names *names, uint64_t hash)
{
    size_t mask = names->slot_cap - 1, i = (size_t)(hash >> names->place_shift);

    while (names->slots[i].entry.tag != 0 && names->slots[i].hash != hash)
        i = (i + 1) & mask;
    return &names->slots[i];
}

static void widen(struct names *names)
{
    struct slot *old = names->slots;
    size_t count = names->slot_cap;

    names->slot_cap = count * 2;
    names->place_shift--;
    names->slots = mem_zalloc(names->slot_cap, sizeof *names->slots);
    for (size_t i = 0; i < count; i++) {
        if (old[i].entry.tag != 0)
            *slot_of(names, old[i].hash) = old[i];
    }
    free(old);
}

static struct entry *next_of(const struct names *names, const struct entry *entry)
{
    return entry->next != 0 ? &names->chained[entry->next] : NULL;
}

/* Adds an entry after the others of its key, unless it is there already or there are
 * more of one name than anybody would ask for. */
static void add_to_chain(struct names *names, struct slot *slot, struct entry added,
                         struct str key)
{
    enum name_class class = (enum name_class)(added.tag - 1);
    struct entry *last = NULL;
    size_t alike = 0;

    for (struct entry *at = &slot->entry; at != NULL; at = next_of(names, at)) {
        if (at->id == added.id && at->tag == added.tag)
            return;
        alike += at->ext == added.ext && is_called(names, class, at, key);
        last = at;
    }
    if (alike >= NAMES_LIST_MAX || names->chained_count >> CHAIN_BITS != 0)
        return;
    last->next = (uint32_t)names->chained_count & ((1U << CHAIN_BITS) - 1);
    names->chained = mem_grow(names->chained, names->chained_count, &names->chained_cap,
                              sizeof *names->chained);
    names->chained[names->chained_count++] = added;
}

void names_add(struct names *names, enum name_class class, struct str key, uint32_t id,
               unsigned char ext)
{
    uint64_t hash = names_hash(class, key);
    struct entry entry = {
        .id = id,
        .tag = ((uint32_t) class + 1) & ((1U << CLASS_BITS) - 1),
        .ext = ext & ((1U << EXT_BITS) - 1),
    };
    struct slot *slot;

    if (key.len == 0)
        return;
    if (names->slot_count * 4 >= names->slot_cap * 3)
        widen(names);
    slot = slot_of(names, hash);
    if (slot->entry.tag != 0) {
        add_to_chain(names, slot, entry, key);
        return;
    }
    *slot = (struct slot){hash, entry};
    names->slot_count++;
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
    const struct slot *slot;

    list->count = 0;
    if (key.text.len == 0)
        return;
    if (names->find != NULL) {
        names->find(names->context, class, key.text, ext, list);
        return;
    }
    slot = slot_of(names, with_class(key.hash, class));
    if (slot->entry.tag == 0)
        return;
    for (const struct entry *entry = &slot->entry;
         entry != NULL && list->count < NAMES_LIST_MAX; entry = next_of(names, entry)) {
        if ((ext == 0 || entry->ext == ext) && is_called(names, class, entry, key.text))
            list->items[list->count++] = (struct name_entry){entry->id, entry->ext};
    }
}

void names_find(const struct names *names, enum name_class class, struct str key,
                struct name_list *list)
{
    names_find_key(names, class, name_key(key), 0, list);
}

static bool is_of_article(const struct entry *entry)
{
    return entry->tag != 0 && entry->tag - 1 < NAME_FILE;
}

void names_renumber(struct names *names, const uint32_t *map)
{
    for (size_t i = 0; i < names->slot_cap; i++) {
        struct entry *entry = &names->slots[i].entry;

        for (; entry != NULL; entry = next_of(names, entry)) {
            if (is_of_article(entry))
                entry->id = map[entry->id];
        }
    }
}

/* False when the visitor wants no more. */
static bool visit_slot(const struct names *names, const struct slot *slot,
                       names_visitor *visit, void *context)
{
    for (const struct entry *entry = &slot->entry; entry != NULL;
         entry = next_of(names, entry)) {
        if (!visit(context, (enum name_class)(entry->tag - 1), slot->hash,
                   (struct name_entry){entry->id, entry->ext}))
            return false;
    }
    return true;
}

/* As SQLite orders numbers. */
static int compare_hashes(const void *a, const void *b)
{
    int64_t left = (int64_t)(*(const struct slot *const *)a)->hash;
    int64_t right = (int64_t)(*(const struct slot *const *)b)->hash;

    return left < right ? -1 : left > right;
}

/* Slots that are taken, one behind the other. */
struct slot_run {
    const struct slot **items;
    size_t count, cap;
};

/* False when the visitor wants no more. */
static bool visit_run(const struct names *names, struct slot_run *run,
                      names_visitor *visit, void *context)
{
    bool goes_on = true;

    if (run->count > 1)
        qsort(run->items, run->count, sizeof *run->items, compare_hashes);
    for (size_t i = 0; i < run->count && goes_on; i++)
        goes_on = visit_slot(names, run->items[i], visit, context);
    run->count = 0;
    return goes_on;
}

/* From the middle on and round: a hash whose first bit is set is a number below 0. */
void names_each(const struct names *names, names_visitor *visit, void *context)
{
    size_t mask = names->slot_cap - 1, before = names->slot_cap / 2 - 1;
    struct slot_run run = {0};
    bool goes_on = true;

    while (names->slots[before].entry.tag != 0)
        before = (before + 1) & mask;
    for (size_t i = 1; i <= names->slot_cap && goes_on; i++) {
        const struct slot *slot = &names->slots[(before + i) & mask];

        if (slot->entry.tag == 0) {
            goes_on = visit_run(names, &run, visit, context);
            continue;
        }
        run.items = mem_grow(run.items, run.count, &run.cap, sizeof *run.items);
        run.items[run.count++] = slot;
    }
    free(run.items);
}
