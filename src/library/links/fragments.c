/*
 * An index of the places in a document. Each heading has five keys, from the most exact
 * to the least; each mark one. Equal keys are in document order, so that the first one
 * that fits is the first in the article, and the first below a heading is found for
 * nested fragments ("History#Causes").
 */
#include "library/fragments.h"

#include <stdlib.h>

#include "base/text.h"
#include "library/library.h"
#include "library/links/key.h"

enum place_class {
    PLACE_EXACT,
    PLACE_FOLDED,
    PLACE_STRIPPED,
    PLACE_SLUG,       /* of the document: unique, repeats numbered */
    PLACE_SLUG_SHORT, /* dash runs collapsed, as MkDocs makes it */
    PLACE_MARK,
    PLACE_CLASS_COUNT
};

enum {
    /* Parts of a nested fragment; headings have no more levels. */
    NESTED_PARTS_MAX = 6,
    /* Headings of one text that are passed on the way to a section: an article with
     * more of them would make every nested link slow. */
    SAME_TEXT_MAX = 1000,
};

struct fragment {
    struct str key;
    unsigned long long hash;
    const struct node *node;
    uint32_t next; /* place with the same bucket, in document order; 0 at the end */
    uint8_t class;
};

struct fragment_index {
    const struct doc *doc;
    struct fragment *items; /* from 1 on */
    uint32_t *buckets;      /* first of each */
    size_t count, bucket_count;
};

/* --- Keys --- */

/* Slugs with runs of dashes as one, and none at the ends. */
static struct str short_slug(struct arena *arena, struct str slug)
{
    char *out = arena_bytes(arena, slug.len);
    size_t len = 0;
    for (size_t i = 0; i < slug.len; i++) {
        if (slug.ptr[i] == '-' && (len == 0 || out[len - 1] == '-'))
            continue;
        out[len++] = slug.ptr[i];
    }
    if (len > 0 && out[len - 1] == '-')
        len--;
    return (struct str){out, len};
}

/* Folded, with everything but letters, digits and marks as blanks, runs of them as
 * one: what is left when special characters are stripped and spaces shrunk. */
static struct str stripped(struct arena *arena, struct str text)
{
    struct str folded = key_folded(arena, text);
    char *out = arena_bytes(arena, folded.len);
    size_t len = 0, pos = 0;
    bool joint = false;
    while (pos < folded.len) {
        size_t start = pos;
        uint32_t c = text_next(folded, &pos);
        if (c < 0x80 && !text_is_word(c)) {
            joint = len > 0;
            continue;
        }
        if (joint)
            out[len++] = ' ';
        joint = false;
        for (size_t i = start; i < pos; i++)
            out[len++] = folded.ptr[i];
    }
    return (struct str){out, len};
}

static struct str key_of(struct arena *arena, enum place_class class, struct str text)
{
    switch (class) {
    case PLACE_EXACT:
    case PLACE_MARK:
        return text;
    case PLACE_FOLDED:
        return key_folded(arena, text);
    case PLACE_STRIPPED:
        return stripped(arena, text);
    case PLACE_SLUG:
        return text_slug(arena, text);
    case PLACE_SLUG_SHORT:
        return short_slug(arena, text_slug(arena, text));
    case PLACE_CLASS_COUNT:
        break;
    }
    return text;
}

/* --- The index --- */

static unsigned long long hash_of(enum place_class class, struct str key)
{
    /* The classes are kept apart, since most keys are equal in several of them. */
    return (str_hash(key) + (unsigned long long)class) * 0x9E3779B97F4A7C15u >> 16;
}

/* Adds at the front of a bucket: what is added last is found first. */
static void add(struct fragment_index *places, enum place_class class, struct str key,
                const struct node *node)
{
    if (key.len == 0)
        return;
    struct fragment *place = &places->items[++places->count];
    *place = (struct fragment){
        .key = key,
        .hash = hash_of(class, key),
        .node = node,
        .class = (uint8_t) class,
    };
    size_t bucket = (size_t)place->hash & (places->bucket_count - 1);
    place->next = places->buckets[bucket];
    places->buckets[bucket] = (uint32_t)places->count;
}

static void add_heading(struct fragment_index *places, struct arena *arena,
                        const struct node *heading)
{
    struct str text = str_trim(node_text_in(heading, arena));
    struct str slug = heading->u.heading.slug;
    add(places, PLACE_EXACT, text, heading);
    add(places, PLACE_FOLDED, key_of(arena, PLACE_FOLDED, text), heading);
    add(places, PLACE_STRIPPED, key_of(arena, PLACE_STRIPPED, text), heading);
    add(places, PLACE_SLUG, slug, heading);
    add(places, PLACE_SLUG_SHORT, short_slug(arena, slug), heading);
}

struct fragment_index *fragment_index_new(struct arena *arena, const struct doc *doc)
{
    struct fragment_index *places = ARENA_NEW(arena, struct fragment_index);
    size_t most = doc->heading_count * 5;
    for (const struct mark *mark = doc->marks; mark != NULL; mark = mark->next)
        most++;
    places->doc = doc;
    places->items = ARENA_ARRAY(arena, most + 1, struct fragment);
    for (places->bucket_count = 16; places->bucket_count < most;)
        places->bucket_count *= 2;
    places->buckets = ARENA_ARRAY(arena, places->bucket_count, uint32_t);
    /* The list is in reverse order, so of equal marks the first in the source is added
     * last. */
    for (const struct mark *mark = doc->marks; mark != NULL; mark = mark->next)
        add(places, PLACE_MARK, mark->id, mark->node);
    for (size_t i = doc->heading_count; i-- > 0;)
        add_heading(places, arena, doc->headings[i]);
    return places;
}

/* The first place of that class and key among the nodes [from, to). */
static const struct node *find(const struct fragment_index *places,
                               enum place_class class, struct str key, uint32_t from,
                               uint32_t to)
{
    unsigned long long hash = hash_of(class, key);
    uint32_t i = places->buckets[(size_t)hash & (places->bucket_count - 1)];
    for (int passed = 0; i != 0 && passed < SAME_TEXT_MAX; i = places->items[i].next) {
        const struct fragment *place = &places->items[i];
        if (place->hash != hash || place->class != class || !str_eq(place->key, key))
            continue;
        if (place->node->id >= from && place->node->id < to)
            return place->node;
        passed++;
    }
    return NULL;
}

static const struct node *find_heading(const struct fragment_index *places,
                                       struct str text, struct arena *arena,
                                       uint32_t from, uint32_t to)
{
    const struct node *node = NULL;
    for (int class = PLACE_EXACT; class <= PLACE_SLUG_SHORT && node == NULL; class ++) {
        struct str key = key_of(arena, (enum place_class) class, text);
        node = find(places, (enum place_class) class, key, from, to);
    }
    return node;
}

/* "H1#H2": each part is sought in the section of the one before it. */
static const struct node *find_nested(const struct fragment_index *places,
                                      struct str fragment, struct arena *arena)
{
    uint32_t from = 0, to = places->doc->node_count;
    const struct node *node = NULL;
    int parts = 0;
    for (struct str rest = fragment, part; str_cut(&rest, '#', &part);) {
        if (++parts > NESTED_PARTS_MAX)
            return NULL;
        node = find_heading(places, str_trim(part), arena, from, to);
        if (node == NULL)
            return NULL;
        ptrdiff_t index = doc_heading_index(places->doc, node->id);
        if (index < 0)
            return node;
        from = node->id + 1;
        to = doc_section_end(places->doc, (size_t)index);
    }
    return node;
}

const struct node *fragment_index_find(const struct fragment_index *places,
                                       struct str fragment, struct arena *arena)
{
    uint32_t all = places->doc->node_count;
    struct str text = str_trim(fragment);
    if (str_starts(text, STR("^")))
        return find(places, PLACE_MARK, str_tail(text, 1), 0, all);
    const struct node *node = find_heading(places, text, arena, 0, all);
    if (node == NULL)
        node = find(places, PLACE_MARK, text, 0, all);
    if (node == NULL && str_chr(text, '#') < text.len)
        node = find_nested(places, text, arena);
    return node;
}

const struct node *target_place(const struct doc *doc, struct str fragment)
{
    struct arena arena = {0};
    const struct node *node =
        fragment_index_find(fragment_index_new(&arena, doc), fragment, &arena);
    arena_release(&arena);
    return node;
}
