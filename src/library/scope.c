/*
 * Finds a scope by its address, and lists the articles in it.
 */
#include "library/scope.h"

#include <stdlib.h>

#include "base/mem.h"
#include "library/links/key.h"

/* The topic after `at` in reading order, of those below `top`; NULL at the end. */
static struct topic *topic_following(const struct library *library, struct topic *at,
                                     const struct topic *top)
{
    struct topic *first = library_children(library, at);
    if (first != NULL)
        return first;
    while (at != top && at->next == NULL)
        at = at->parent;
    return at == top ? NULL : at->next;
}

static int compare_numbers(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

uint32_t *scope_articles(const struct library *library, struct topic *topic,
                         size_t *count)
{
    uint32_t *below = NULL;
    size_t all = 0, cap = 0, kept = 0;
    for (struct topic *at = topic; at != NULL;
         at = topic_following(library, at, topic)) {
        if (at->article == ARTICLE_NONE)
            continue;
        below = mem_grow(below, all, &cap, sizeof *below);
        below[all++] = at->article;
    }
    if (all > 0)
        qsort(below, all, sizeof *below, compare_numbers);
    for (size_t i = 0; i < all; i++) {
        if (i == 0 || below[i] != below[kept - 1])
            below[kept++] = below[i];
    }
    *count = kept;
    return below;
}

/* The first topic of that name below the root. */
static struct topic *find_topic(const struct library *library, struct str name)
{
    struct arena arena = {0};
    struct str key = key_loose(&arena, name);
    struct topic *at = library->tree;
    while (at != NULL && !(at->is_topic && at != library->tree &&
                           str_eq(key_loose(&arena, at->title), key)))
        at = topic_following(library, at, library->tree);
    arena_release(&arena);
    return key.len > 0 ? at : NULL;
}

bool scope_find(const struct library *library, struct str name, struct scope *scope)
{
    struct topic *topic = find_topic(library, name);
    struct str section = {0};
    uint32_t article = ARTICLE_NONE;
    if (topic == NULL)
        article = library_find(library, name, &section);
    if (topic == NULL && article == ARTICLE_NONE)
        return false;
    *scope = (struct scope){.article = article, .topic = topic};
    return true;
}
