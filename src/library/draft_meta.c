/*
 * What front matter says of an article, as far as a library wants to know it.
 */
#include <string.h>

#include "base/ascii.h"
#include "library/draft.h"

enum {
    /* Names of an article that are kept; more are a mistake or an attack. */
    DRAFT_NAMES_MAX = 64,
};

/* Appends the values of `meta`; commas part the names of a single value, as older
 * front matter writes them. */
static void collect(struct arena *arena, const struct meta *meta, struct str *list,
                    size_t *count)
{
    for (size_t i = 0; i < meta->count; i++) {
        struct str rest = meta->values[i], part;
        while (*count < DRAFT_NAMES_MAX && str_cut(&rest, ',', &part)) {
            if (meta->is_list) { /* a list needs no commas: they are part of a name */
                part = meta->values[i];
                rest = (struct str){0};
            }
            part = str_trim(part);
            if (part.len > 0)
                list[(*count)++] = arena_str(arena, part);
        }
    }
}

enum meta_use {
    USE_NOTHING,
    USE_ALIASES,
    USE_TOPICS,
    USE_ADDRESSES,
    USE_WEIGHT,
    USE_PLACE
};

static enum meta_use use_of(struct str key)
{
    static const struct {
        struct str key;
        enum meta_use use;
    } uses[] = {
        {STR_INIT("aliases"), USE_ALIASES},
        {STR_INIT("alias"), USE_ALIASES},
        {STR_INIT("topics"), USE_TOPICS},
        {STR_INIT("topic"), USE_TOPICS},
        {STR_INIT("tags"), USE_TOPICS},
        {STR_INIT("tag"), USE_TOPICS},
        {STR_INIT("categories"), USE_TOPICS},
        {STR_INIT("category"), USE_TOPICS},
        {STR_INIT("permalink"), USE_ADDRESSES},
        {STR_INIT("redirect_from"), USE_ADDRESSES},
        {STR_INIT("url"), USE_ADDRESSES},
        {STR_INIT("weight"), USE_WEIGHT},
        {STR_INIT("sidebar_position"), USE_PLACE},
        {STR_INIT("nav_order"), USE_PLACE},
        {STR_INIT("order"), USE_PLACE},
    };

    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        if (str_eq_nocase(key, uses[i].key))
            return uses[i].use;
    }
    return USE_NOTHING;
}

/* A whole number; false for anything else. Weights with a fraction are cut. */
static bool parse_place(struct str text, int32_t *place)
{
    struct str digits = str_trim(text);
    bool negative = str_starts(digits, STR("-"));
    int64_t value = 0;
    size_t i = negative;
    for (; i < digits.len && ascii_is_digit(digits.ptr[i]); i++) {
        value = value * 10 + (digits.ptr[i] - '0');
        if (value >= HEAD_NO_PLACE)
            return false;
    }
    if (i == negative || (i < digits.len && digits.ptr[i] != '.'))
        return false;
    *place = (int32_t)(negative ? -value : value);
    return true;
}

/* A weight of 0 is one that was not set. */
static void take_place(struct draft *draft, const struct meta *meta, enum meta_use use)
{
    int32_t place;
    if (meta->count == 0 || !parse_place(meta->values[0], &place))
        return;
    draft->place = use == USE_WEIGHT && place == 0 ? HEAD_NO_PLACE : place;
}

static struct str trim_slashes(struct str path)
{
    while (str_starts(path, STR("/")))
        path = str_tail(path, 1);
    while (str_ends(path, STR("/")))
        path.len--;
    return path;
}

/* Lists that grow while the metadata of one head is gone through. */
struct head_lists {
    struct str aliases[DRAFT_NAMES_MAX], topics[DRAFT_NAMES_MAX],
        addresses[DRAFT_NAMES_MAX];
    size_t alias_count, topic_count, address_count;
};

static struct str *keep(struct arena *arena, const struct str *list, size_t count)
{
    if (count == 0)
        return NULL;
    struct str *kept = ARENA_ARRAY(arena, count, struct str);
    memcpy(kept, list, count * sizeof *list);
    return kept;
}

/* In Hugo an alias with a slash is an old address, not a name. */
static void part_addresses(struct head_lists *all)
{
    size_t names = 0;
    for (size_t i = 0; i < all->alias_count; i++) {
        struct str alias = all->aliases[i];
        if (str_chr(alias, '/') == alias.len)
            all->aliases[names++] = alias;
        else if (all->address_count < DRAFT_NAMES_MAX)
            all->addresses[all->address_count++] = alias;
    }
    all->alias_count = names;
    for (size_t i = 0; i < all->address_count; i++)
        all->addresses[i] = trim_slashes(all->addresses[i]);
}

/* Tags are written with and without a '#'. */
static void trim_tags(struct head_lists *all)
{
    for (size_t i = 0; i < all->topic_count; i++) {
        if (str_starts(all->topics[i], STR("#")))
            all->topics[i] = str_tail(all->topics[i], 1);
    }
}

void draft_take_meta(struct draft *draft, const struct meta *meta, struct arena *arena)
{
    struct head_lists all;
    all.alias_count = all.topic_count = all.address_count = 0;
    for (; meta != NULL; meta = meta->next) {
        switch (use_of(meta->key)) {
        case USE_ALIASES:
            collect(arena, meta, all.aliases, &all.alias_count);
            break;
        case USE_TOPICS:
            collect(arena, meta, all.topics, &all.topic_count);
            break;
        case USE_ADDRESSES:
            collect(arena, meta, all.addresses, &all.address_count);
            break;
        case USE_WEIGHT:
        case USE_PLACE:
            take_place(draft, meta, use_of(meta->key));
            break;
        case USE_NOTHING:
            break;
        }
    }
    part_addresses(&all);
    trim_tags(&all);
    draft->article.aliases = keep(arena, all.aliases, all.alias_count);
    draft->article.alias_count = all.alias_count;
    draft->article.topics = keep(arena, all.topics, all.topic_count);
    draft->article.topic_count = all.topic_count;
    draft->article.addresses = keep(arena, all.addresses, all.address_count);
    draft->article.address_count = all.address_count;
}
