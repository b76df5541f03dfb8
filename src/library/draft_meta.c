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
    USE_PLACE,
    USE_DATE,
    USE_FROM,
    USE_UNTIL,
    USE_DRAFT,
    USE_LABEL,
    USE_PARENT,
    USE_GRAND_PARENT,
    USE_MENU_PLACE,
    USE_MENU_PARENT,
    USE_MENU_LABEL,
};

/* What a site's menus say of a page: "menu.docs.weight", for any menu. */
static enum meta_use use_in_menu(struct str key)
{
    struct str last = str_tail(key, str_rchr(key, '.') + 1);
    if (str_eq_nocase(last, STR("weight")))
        return USE_MENU_PLACE;
    if (str_eq_nocase(last, STR("parent")))
        return USE_MENU_PARENT;
    return str_eq_nocase(last, STR("name")) ? USE_MENU_LABEL : USE_NOTHING;
}

struct key_use {
    struct str key;
    enum meta_use use;
};

/* clang-format off */
static const struct key_use uses[] = {
    {STR_INIT("aliases"), USE_ALIASES},      {STR_INIT("alias"), USE_ALIASES},
    {STR_INIT("topics"), USE_TOPICS},        {STR_INIT("topic"), USE_TOPICS},
    {STR_INIT("tags"), USE_TOPICS},          {STR_INIT("tag"), USE_TOPICS},
    {STR_INIT("categories"), USE_TOPICS},    {STR_INIT("category"), USE_TOPICS},
    {STR_INIT("permalink"), USE_ADDRESSES},  {STR_INIT("url"), USE_ADDRESSES},
    {STR_INIT("redirect_from"), USE_ADDRESSES},
    {STR_INIT("weight"), USE_WEIGHT},        {STR_INIT("sidebar_position"), USE_PLACE},
    {STR_INIT("nav_order"), USE_PLACE},      {STR_INIT("order"), USE_PLACE},
    {STR_INIT("sort_rank"), USE_PLACE},      {STR_INIT("sidebar.order"), USE_PLACE},
    {STR_INIT("date"), USE_DATE},            {STR_INIT("pubDate"), USE_DATE},
    {STR_INIT("published"), USE_DATE},
    {STR_INIT("publishDate"), USE_FROM},     {STR_INIT("expiryDate"), USE_UNTIL},
    {STR_INIT("draft"), USE_DRAFT},          {STR_INIT("nav_exclude"), USE_DRAFT},
    {STR_INIT("unlisted"), USE_DRAFT},       {STR_INIT("sidebar.hidden"), USE_DRAFT},
    {STR_INIT("linkTitle"), USE_LABEL},      {STR_INIT("sidebar_label"), USE_LABEL},
    {STR_INIT("sidebar_title"), USE_LABEL},  {STR_INIT("sidebarTitle"), USE_LABEL},
    {STR_INIT("nav_title"), USE_LABEL},      {STR_INIT("sidebar.label"), USE_LABEL},
    {STR_INIT("parent"), USE_PARENT},        {STR_INIT("grand_parent"), USE_GRAND_PARENT},
    {STR_INIT("menu"), USE_NOTHING}, /* but what is within: use_in_menu() */
};
/* clang-format on */

static enum meta_use use_of(struct str key)
{
    if (str_starts(key, STR("menu.")) || str_starts(key, STR("menus.")))
        return use_in_menu(key);
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

/* --- Order --- */

static struct str first_of(const struct meta *meta)
{
    return meta->count > 0 ? meta->values[0] : (struct str){0};
}

/* A weight of 0 is one that was not set. */
static void take_place(int32_t *place, const struct meta *meta, bool is_weight)
{
    int32_t number;
    if (parse_place(first_of(meta), &number))
        *place = is_weight && number == 0 ? HEAD_NO_PLACE : number;
}

/* Cuts a number of `digits` digits off `*text`; -1 when they are not there. */
static int64_t cut_number(struct str *text, size_t digits)
{
    int64_t value = 0;
    for (size_t i = 0; i < digits; i++) {
        if (i >= text->len || !ascii_is_digit(text->ptr[i]))
            return -1;
        value = value * 10 + (text->ptr[i] - '0');
    }
    *text = str_tail(*text, digits);
    return value;
}

static void skip_sign(struct str *text)
{
    if (text->len > 0 && !ascii_is_digit(text->ptr[0]))
        *text = str_tail(*text, 1);
}

int64_t draft_date(struct str text)
{
    int64_t year = cut_number(&text, 4);
    skip_sign(&text);
    int64_t month = cut_number(&text, 2);
    skip_sign(&text);
    int64_t day = cut_number(&text, 2);
    if (year <= 0 || month < 1 || month > 12 || day < 1 || day > 31)
        return 0;
    skip_sign(&text);
    int64_t hour = cut_number(&text, 2);
    skip_sign(&text);
    int64_t minute = hour >= 0 ? cut_number(&text, 2) : -1;
    int64_t time = hour >= 0 && minute >= 0 ? hour * 100 + minute : 0;
    return ((year * 100 + month) * 100 + day) * 10000 + time;
}

static void take_date(int64_t *date, const struct meta *meta)
{
    int64_t value = draft_date(first_of(meta));
    if (value != 0)
        *date = value;
}

static bool is_true(const struct meta *meta)
{
    return str_eq_nocase(first_of(meta), STR("true")) ||
           str_eq_nocase(first_of(meta), STR("yes"));
}

static bool is_false(const struct meta *meta)
{
    return str_eq_nocase(first_of(meta), STR("false")) ||
           str_eq_nocase(first_of(meta), STR("no"));
}

/* What menus say is kept apart until all keys were seen. */
struct menu_facts {
    int32_t place;
    struct str parent, label;
};

static void take_order(struct head_order *order, struct menu_facts *menu,
                       const struct meta *meta, enum meta_use use)
{
    switch (use) {
    case USE_WEIGHT:
    case USE_PLACE:
        take_place(&order->place, meta, use == USE_WEIGHT);
        break;
    case USE_DATE:
        take_date(&order->date, meta);
        order->is_draft |= str_eq_nocase(meta->key, STR("published")) && is_false(meta);
        break;
    case USE_FROM:
        take_date(&order->from, meta);
        break;
    case USE_UNTIL:
        take_date(&order->until, meta);
        break;
    case USE_DRAFT:
        order->is_draft |= is_true(meta);
        break;
    case USE_LABEL:
        order->label = first_of(meta);
        break;
    case USE_PARENT:
        order->parent = first_of(meta);
        break;
    case USE_GRAND_PARENT:
        order->grand_parent = first_of(meta);
        break;
    case USE_MENU_PLACE:
        take_place(&menu->place, meta, true);
        break;
    case USE_MENU_PARENT:
        menu->parent = first_of(meta);
        break;
    case USE_MENU_LABEL:
        menu->label = first_of(meta);
        break;
    case USE_NOTHING:
    case USE_ALIASES:
    case USE_TOPICS:
    case USE_ADDRESSES:
        break;
    }
}

/* A place in a menu counts below an entry of it, else where there is no other. */
static void take_menu(struct head_order *order, const struct menu_facts *menu)
{
    order->in_menu = menu->parent.len > 0;
    if (order->in_menu)
        order->parent = menu->parent;
    if (menu->place != HEAD_NO_PLACE &&
        (order->in_menu || order->place == HEAD_NO_PLACE))
        order->place = menu->place;
    if (order->label.len == 0)
        order->label = menu->label;
}

static void keep_order(struct head_order *order, struct arena *arena)
{
    order->label = arena_str(arena, order->label);
    order->parent = arena_str(arena, order->parent);
    order->grand_parent = arena_str(arena, order->grand_parent);
}

/* --- Names --- */

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
    struct menu_facts menu = {.place = HEAD_NO_PLACE};
    all.alias_count = all.topic_count = all.address_count = 0;
    for (; meta != NULL; meta = meta->next) {
        const enum meta_use use = use_of(meta->key);
        if (use == USE_ALIASES)
            collect(arena, meta, all.aliases, &all.alias_count);
        else if (use == USE_TOPICS)
            collect(arena, meta, all.topics, &all.topic_count);
        else if (use == USE_ADDRESSES)
            collect(arena, meta, all.addresses, &all.address_count);
        else
            take_order(&draft->order, &menu, meta, use);
    }
    take_menu(&draft->order, &menu);
    keep_order(&draft->order, arena);
    part_addresses(&all);
    trim_tags(&all);
    draft->article.aliases = keep(arena, all.aliases, all.alias_count);
    draft->article.alias_count = all.alias_count;
    draft->article.topics = keep(arena, all.topics, all.topic_count);
    draft->article.topic_count = all.topic_count;
    draft->article.addresses = keep(arena, all.addresses, all.address_count);
    draft->article.address_count = all.address_count;
}
