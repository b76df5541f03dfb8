/*
 * The trees beside the collection's own: all articles by the topics of their front
 * matter, and those that the own tree leaves out.
 */
#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "library/nav/tree.h"

/* --- By topic --- */

/* One topic of an article. "a/b" is a topic within another. */
struct listed {
    struct str key;  /* folded; a '/' is a byte below all others in it */
    struct str name; /* as written */
    uint32_t draft;
};

static int compare_listed(const void *a, const void *b)
{
    const struct listed *left = a, *right = b;
    int order = str_cmp(left->key, right->key);
    if (order != 0)
        return order;
    return left->draft < right->draft ? -1 : left->draft > right->draft;
}

static struct str key_of(struct arena *arena, struct str topic)
{
    struct str folded = text_fold(arena, topic, true);
    char *key = arena_bytes(arena, folded.len);
    for (size_t i = 0; i < folded.len; i++)
        key[i] = (char)(folded.ptr[i] == '/' ? '\x01' : folded.ptr[i]);
    return (struct str){key, folded.len};
}

static size_t count_topics(const struct drafts *drafts)
{
    size_t count = 0;
    for (size_t i = 0; i < drafts->count; i++)
        count += drafts->items[i].article.topic_count;
    return count;
}

/* The topics of all articles, sorted. */
static struct listed *gather(struct tree *tree, size_t *count)
{
    struct listed *all =
        ARENA_ARRAY(tree->scratch, count_topics(tree->drafts), struct listed);
    *count = 0;
    for (uint32_t i = 0; i < tree->drafts->count && !tree_is_stopped(tree); i++) {
        const struct draft *draft = &tree->drafts->items[i];
        for (size_t k = 0; k < draft->article.topic_count && !draft->is_apart; k++) {
            struct str name = draft->article.topics[k];
            all[(*count)++] = (struct listed){key_of(tree->scratch, name), name, i};
        }
    }
    if (*count > 0)
        qsort(all, *count, sizeof *all, compare_listed);
    return all;
}

/* The topics that lead to the one that was listed last. */
struct way {
    struct str keys[LIBRARY_DEPTH_MAX];
    struct branch *topics[LIBRARY_DEPTH_MAX];
    size_t depth;
};

/* Goes on to the topic of the next one, which shares the beginning of its way. */
static struct branch *follow(struct tree *tree, struct way *way,
                             const struct listed *listed)
{
    struct str keys = listed->key, names = listed->name, key, name;
    struct branch *topic = tree->by_topic;
    size_t depth = 0;
    while (depth < LIBRARY_DEPTH_MAX && str_cut(&keys, '\x01', &key) &&
           str_cut(&names, '/', &name)) {
        if (key.len == 0)
            continue;
        if (depth >= way->depth || !str_eq(way->keys[depth], key)) {
            way->keys[depth] = key;
            way->topics[depth] = tree_topic(tree, topic, name, (struct str){0});
            way->depth = depth + 1;
        }
        topic = way->topics[depth++];
    }
    way->depth = depth;
    return topic;
}

static void list_topics(struct tree *tree)
{
    size_t count;
    const struct listed *all = gather(tree, &count);
    struct way way = {.depth = 0};
    for (size_t i = 0; i < count && !tree_is_stopped(tree); i++) {
        bool again = i > 0 && all[i].draft == all[i - 1].draft &&
                     str_eq(all[i].key, all[i - 1].key);
        if (!again)
            tree_list(tree, follow(tree, &way, &all[i]), all[i].draft);
    }
}

/* --- What is left out --- */

static struct branch *folder_topic(struct tree *tree, struct map *topics,
                                   struct str folder)
{
    if (folder.len == 0)
        return tree->left_out;
    uint64_t key = str_hash(folder) | 1;
    struct branch *topic = map_thing(topics, key);
    if (topic == NULL) {
        topic = tree_topic(tree, tree->left_out, folder, (struct str){0});
        map_put_thing(topics, key, topic);
    }
    return topic;
}

static void list_left_out(struct tree *tree)
{
    struct map topics = {.count = 0};
    for (uint32_t i = 0; i < tree->drafts->count && !tree_is_stopped(tree); i++) {
        struct str path = tree->drafts->items[i].article.path;
        if (!tree_has(tree, i))
            tree_list(tree, folder_topic(tree, &topics, path_folder(path)), i);
    }
    map_release(&topics);
}

void tree_add_lists(struct tree *tree)
{
    list_topics(tree);
    list_left_out(tree);
}
