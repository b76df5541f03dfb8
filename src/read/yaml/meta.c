/*
 * Facts (see the header; limits by SECURITY.md).
 */
#include "read/yaml/meta.h"

#include "base/text.h"
#include "read/read_limits.h"

enum {
    TAG_MAX_BYTES = 64,
    AUTHOR_MAX_BYTES = 256,
};

/* Keys whose meaning is known here. */
struct key_rule {
    struct str key;
    size_t max_bytes;
    bool many; /* "a, b" names two */
    bool tag;  /* a leading '#' is no part of it */
};

/* clang-format off */
static const struct key_rule rules[] = {
    {STR_INIT("title"),      DOC_TITLE_MAX_BYTES, false, false},
    {STR_INIT("author"),     AUTHOR_MAX_BYTES,    false, false},
    {STR_INIT("authors"),    AUTHOR_MAX_BYTES,    false, false},
    {STR_INIT("alias"),      DOC_TITLE_MAX_BYTES, true,  false},
    {STR_INIT("aliases"),    DOC_TITLE_MAX_BYTES, true,  false},
    {STR_INIT("tag"),        TAG_MAX_BYTES,       true,  true},
    {STR_INIT("tags"),       TAG_MAX_BYTES,       true,  true},
    {STR_INIT("topic"),      TAG_MAX_BYTES,       true,  true},
    {STR_INIT("topics"),     TAG_MAX_BYTES,       true,  true},
    {STR_INIT("category"),   TAG_MAX_BYTES,       true,  true},
    {STR_INIT("categories"), TAG_MAX_BYTES,       true,  true},
    {STR_INIT("keywords"),   TAG_MAX_BYTES,       true,  false},
};
/* clang-format on */

static const struct key_rule other = {STR_INIT(""), READ_SCALAR_MAX_BYTES, false,
                                      false};

static const struct key_rule *rule_of(struct str key)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (str_eq_nocase(key, rules[i].key))
            return &rules[i];
    }
    return &other;
}

struct meta_list meta_list_of(struct arena *arena, struct meta *first)
{
    struct meta_list list = {.arena = arena, .first = first, .last = first};
    while (list.last != NULL && list.last->next != NULL)
        list.last = list.last->next;
    return list;
}

struct meta *meta_more(struct meta_list *list, struct str raw_key)
{
    const struct str cut = str_slice(str_trim(raw_key), 0, TAG_MAX_BYTES);
    const struct str key =
        arena_str(list->arena, text_clean(list->arena, cut, TEXT_ONE_LINE));
    for (struct meta *meta = list->first; meta != NULL; meta = meta->next) {
        if (str_eq(meta->key, key))
            return meta;
    }
    struct meta *meta = ARENA_NEW(list->arena, struct meta);
    meta->key = key;
    meta->is_list = rule_of(key)->many;
    if (list->last == NULL)
        list->first = meta;
    else
        list->last->next = meta;
    list->last = meta;
    return meta;
}

struct meta *meta_key(struct meta_list *list, struct str raw_key)
{
    struct meta *meta = meta_more(list, raw_key);
    meta->count = 0;
    meta->is_cut = false;
    return meta;
}

/* Room for one more value: the array doubles when its count is a power of two. */
static void grow_values(struct arena *arena, struct meta *meta)
{
    if ((meta->count & (meta->count - 1)) != 0)
        return;
    const size_t room = meta->count == 0 ? 1 : 2 * meta->count;
    struct str *values = ARENA_ARRAY(arena, room, struct str);
    for (size_t i = 0; i < meta->count; i++)
        values[i] = meta->values[i];
    meta->values = values;
}

static void add_one(struct meta_list *list, struct meta *meta,
                    const struct key_rule *rule, struct str raw)
{
    struct str value = str_trim(raw);
    while (rule->tag && value.len > 0 && value.ptr[0] == '#')
        value = str_tail(value, 1);
    if (value.len == 0)
        return;
    if (meta->count == META_VALUES_MAX) {
        meta->is_cut = true;
        return;
    }
    const struct str clean = text_clean(list->arena, value, TEXT_ONE_LINE);
    grow_values(list->arena, meta);
    meta->values[meta->count++] = text_cut(list->arena, clean, rule->max_bytes);
}

void meta_add(struct meta_list *list, struct meta *meta, struct str raw, bool item)
{
    const struct key_rule *rule = rule_of(meta->key);
    if (item || !rule->many) {
        add_one(list, meta, rule, raw);
        return;
    }
    for (struct str part; str_cut(&raw, ',', &part);)
        add_one(list, meta, rule, part);
}
