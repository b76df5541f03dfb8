/*
 * Topics, places and reading order.
 */
#include "library/nav/tree.h"

#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "library/links/dest.h"
#include "library/links/key.h"

enum {
    /* The largest file that gives an order: a line for each of 100,000 articles. */
    ORDER_FILE_MAX_BYTES = 8 << 20,
};

struct branch {
    struct topic topic; /* first, so that a tree of branches is one of topics */
    struct topic *last;
    size_t depth; /* of the root: 0 */
};

enum {
    /* One less than there may be, for the articles in it. Deeper topics are dissolved
     * in the one above them. */
    TOPIC_DEPTH_MAX = LIBRARY_DEPTH_MAX - 1,
};

/* --- Growing --- */

/* `raw` may lie in scratch memory, and a clean text is not copied by cleaning it. */
static struct str clean_copy(struct tree *tree, struct str raw, size_t max_bytes)
{
    struct str clean = str_trim(text_clean(tree->scratch, raw, TEXT_ONE_LINE));
    return clean.len == 0 ? clean : text_cut(tree->arena, clean, max_bytes);
}

static struct str clean_title(struct tree *tree, struct str raw)
{
    return clean_copy(tree, raw, DOC_TITLE_MAX_BYTES);
}

static struct branch *new_branch(struct tree *tree, struct str title)
{
    struct branch *branch = ARENA_NEW(tree->arena, struct branch);
    branch->topic.title = clean_title(tree, title);
    branch->topic.article = ARTICLE_NONE;
    branch->topic.is_topic = true;
    return branch;
}

static void append(struct branch *parent, struct topic *child)
{
    child->parent = &parent->topic;
    if (parent->last != NULL)
        parent->last->next = child;
    else
        parent->topic.first = child;
    parent->last = child;
}

void tree_init(struct tree *tree)
{
    tree->home = ARTICLE_NONE;
    tree->root = new_branch(tree, (struct str){0});
    tree->by_topic = new_branch(tree, (struct str){0});
    tree->left_out = new_branch(tree, (struct str){0});
    tree->by_topic->topic.id = TREE_BY_TOPIC;
    tree->left_out->topic.id = TREE_LEFT_OUT;
}

struct topic *branch_topic(struct branch *branch)
{
    return &branch->topic;
}

bool tree_is_stopped(const struct tree *tree)
{
    return source_is_stopped(tree->source);
}

void tree_restart(struct tree *tree)
{
    for (size_t i = 0; i < tree->drafts->count; i++) {
        tree->drafts->items[i].article.topic = NULL;
    }
    tree->root = new_branch(tree, (struct str){0});
    tree->hide_rest = false;
    tree->placed = 0;
    tree->folders = NULL;
}

struct branch *tree_topic(struct tree *tree, struct branch *parent, struct str title,
                          struct str summary)
{
    if (parent->depth >= TOPIC_DEPTH_MAX)
        return parent;
    struct branch *branch = new_branch(tree, title);
    branch->depth = parent->depth + 1;
    if (branch->topic.title.len == 0)
        branch->topic.title = STR("Untitled");
    branch->topic.summary = clean_copy(tree, summary, LIBRARY_SUMMARY_MAX_BYTES);
    append(parent, &branch->topic);
    return branch;
}

/* Gives the article the title of the navigation. */
static void retitle(struct tree *tree, uint32_t draft, struct str title)
{
    struct article *article = &tree->drafts->items[draft].article;
    struct str clean = clean_title(tree, title);
    if (clean.len == 0)
        return;
    if (article->own_title.len == 0)
        article->own_title = article->title;
    article->title = clean;
    article->title_inferred = false;
    names_add_folded(tree->names, NAME_TITLE, clean, draft);
    names_add_loose(tree->names, NAME_LOOSE_TITLE, clean, draft);
}

static void mark_placed(struct tree *tree, struct branch *topic, uint32_t draft,
                        struct str title)
{
    struct article *article = &tree->drafts->items[draft].article;
    if (article->topic != NULL)
        return;
    article->topic = &topic->topic;
    tree->placed++;
    retitle(tree, draft, title);
}

void tree_place(struct tree *tree, struct branch *topic, uint32_t draft,
                struct str title)
{
    struct topic *place = ARENA_NEW(tree->arena, struct topic);
    mark_placed(tree, topic, draft, title);
    place->article = draft;
    append(topic, place);
}

void tree_list(struct tree *tree, struct branch *topic, uint32_t draft)
{
    struct topic *place = ARENA_NEW(tree->arena, struct topic);
    place->article = draft;
    append(topic, place);
}

void tree_place_first(struct tree *tree, uint32_t draft)
{
    struct branch *root = tree->root;
    struct topic *place = ARENA_NEW(tree->arena, struct topic);
    mark_placed(tree, root, draft, (struct str){0});
    place->article = draft;
    place->parent = &root->topic;
    place->next = root->topic.first;
    root->topic.first = place;
    if (root->last == NULL)
        root->last = place;
}

void tree_page(struct tree *tree, struct branch *topic, uint32_t draft)
{
    if (topic->topic.article != ARTICLE_NONE || topic == tree->root) {
        tree_place(tree, topic, draft, (struct str){0});
        return;
    }
    mark_placed(tree, topic, draft, (struct str){0});
    topic->topic.article = draft;
}

size_t tree_count(const struct tree *tree)
{
    return tree->placed;
}

uint32_t tree_folder(const struct tree *tree, struct str path)
{
    struct name_list list;
    names_find(tree->names, NAME_FOLDER, path, &list);
    return list.count == 0 ? (uint32_t)tree->scan->folder_count : list.items[0].id;
}

bool tree_is_article(const struct tree *tree, struct str path)
{
    struct name_list list;
    names_find(tree->names, NAME_PATH, path, &list);
    return list.count > 0;
}

bool tree_has(const struct tree *tree, uint32_t draft)
{
    return tree->drafts->items[draft].article.topic != NULL;
}

bool branch_is_empty(const struct branch *branch)
{
    return branch->topic.first == NULL && branch->topic.article == ARTICLE_NONE;
}

uint32_t tree_find(const struct tree *tree, struct str folder, struct str name)
{
    struct lookup lookup = {
        .names = tree->names,
        .arena = tree->scratch,
        .folder = folder,
    };
    struct lookup_result found = lookup_wiki(&lookup, str_trim(name));
    return found.kind == FOUND_ARTICLE ? found.id : ARTICLE_NONE;
}

uint32_t tree_find_path(const struct tree *tree, struct str folder, struct str path)
{
    struct lookup lookup = {
        .names = tree->names,
        .arena = tree->scratch,
        .folder = folder,
    };
    struct str decoded = dest_decoded(tree->scratch, path);
    struct lookup_result found = {0};
    if (decoded.len > 0 && dest_is_sane_path(decoded))
        found = lookup_path(&lookup, decoded);
    return found.kind == FOUND_ARTICLE ? found.id : ARTICLE_NONE;
}

bool tree_read(struct tree *tree, struct str path, struct str *text)
{
    struct error err;
    struct str raw;
    if (tree->source->ops->read(tree->source, path, ORDER_FILE_MAX_BYTES, false,
                                tree->scratch, &raw, NULL, &err) != 0) {
        notice_unread(tree->notices, path, error_str(&err));
        return false;
    }
    *text = text_decode(tree->scratch, raw);
    return true;
}

void tree_set_title(struct tree *tree, struct str title)
{
    struct str clean = clean_title(tree, title);
    if (clean.len > 0)
        tree->title = clean;
}

/* --- Finishing --- */

/* The topic after `topic` in reading order; NULL at the end of the tree. */
static struct topic *following(struct topic *topic)
{
    if (topic->first != NULL)
        return topic->first;
    while (topic != NULL && topic->next == NULL)
        topic = topic->parent;
    return topic == NULL ? NULL : topic->next;
}

static void count_articles(struct topic *root)
{
    for (struct topic *topic = root; topic != NULL; topic = following(topic)) {
        if (topic->article == ARTICLE_NONE)
            continue;
        if (topic->is_topic)
            topic->articles_below++;
        for (struct topic *above = topic->parent; above != NULL; above = above->parent)
            above->articles_below++;
    }
}

/* Takes topics without articles out from among the children. */
static void prune_children(struct topic *topic)
{
    struct topic **link = &topic->first;
    while (*link != NULL) {
        if ((*link)->is_topic && (*link)->articles_below == 0)
            *link = (*link)->next;
        else
            link = &(*link)->next;
    }
}

/* A topic that is nothing but its page is a place of that page. */
static void fold_into_place(struct tree *tree, struct topic *topic)
{
    if (!topic->is_topic || topic->first != NULL || topic->parent == NULL)
        return;
    struct article *article = &tree->drafts->items[topic->article].article;
    if (article->topic == topic)
        article->topic = topic->parent;
    topic->is_topic = false;
    topic->articles_below = 0;
}

static void number_list(struct topic *root, const uint32_t *map)
{
    for (struct topic *topic = root; topic != NULL; topic = following(topic)) {
        if (topic->article != ARTICLE_NONE)
            topic->article = map[topic->article];
    }
}

static void number(struct tree *tree, uint32_t *map, uint32_t *order)
{
    uint32_t count = 0;
    for (size_t i = 0; i < tree->drafts->count; i++)
        map[i] = ARTICLE_NONE;
    for (struct topic *topic = &tree->root->topic; topic != NULL;
         topic = following(topic)) {
        uint32_t draft = topic->article;
        if (draft == ARTICLE_NONE)
            continue;
        if (map[draft] == ARTICLE_NONE) {
            map[draft] = count;
            order[count++] = draft;
        }
        topic->article = map[draft];
    }
    for (uint32_t i = 0; i < tree->drafts->count; i++) {
        if (map[i] == ARTICLE_NONE) {
            map[i] = count;
            order[count++] = i;
        }
    }
}

/* Places are titled as their articles, now that these have their last titles. */
static void title_places(const struct tree *tree, struct topic *root,
                         const uint32_t *order)
{
    for (struct topic *topic = root; topic != NULL; topic = following(topic)) {
        if (!topic->is_topic)
            topic->title = tree->drafts->items[order[topic->article]].article.title;
    }
}

/* --- Ids --- */

/* A hash that is the same in every run for a topic of the same name in the same
 * place. */
static uint64_t topic_hash(const struct topic *topic, struct str path)
{
    uint64_t hash = topic->parent->id * 0x9E3779B97F4A7C15u;
    hash = (hash ^ str_hash(topic->title)) * 0x9E3779B97F4A7C15u;
    hash ^= str_hash(path);
    hash ^= hash >> 29;
    return hash >> 1; /* SQLite's numbers have a sign */
}

/* The first id from `id` on that no topic has yet, which is then taken: the same
 * article may be in one topic many times. `next` has for each id the one to try after
 * it, so that one that many topics want leads to the end of those that they got, and
 * none is tried twice. */
static uint64_t take_id(struct map *next, uint64_t id)
{
    uint64_t wanted = id, at;
    while ((at = map_get(next, id)) != 0)
        id = at;
    uint64_t after = id < INT64_MAX ? id + 1 : 1;
    map_put(next, id, after);
    map_put(next, wanted, after);
    return id;
}

static void give_ids(const struct tree *tree, struct topic *root, struct map *next,
                     const uint32_t *order)
{
    for (struct topic *topic = following(root); topic != NULL;
         topic = following(topic)) {
        struct str path = {0};
        if (topic->article != ARTICLE_NONE)
            path = tree->drafts->items[order[topic->article]].article.path;
        topic->id = take_id(next, topic_hash(topic, path));
    }
}

/* The roots have the first ids, each the number of its tree. */
static void give_all_ids(const struct tree *tree, const uint32_t *order)
{
    struct map next = {.count = 0};
    for (uint64_t id = 0; id < LIBRARY_TREES; id++)
        map_put(&next, id, id + 1);
    give_ids(tree, &tree->root->topic, &next, order);
    give_ids(tree, &tree->by_topic->topic, &next, order);
    give_ids(tree, &tree->left_out->topic, &next, order);
    map_release(&next);
}

static void tidy(struct tree *tree, struct topic *root)
{
    count_articles(root);
    for (struct topic *topic = root; topic != NULL; topic = following(topic)) {
        prune_children(topic);
        fold_into_place(tree, topic);
        topic->has_children = topic->first != NULL;
    }
}

struct topic *tree_finish(struct tree *tree, uint32_t *order)
{
    struct topic *root = &tree->root->topic;
    uint32_t *map = ARENA_ARRAY(tree->scratch, tree->drafts->count, uint32_t);
    struct topic *lists[] = {&tree->by_topic->topic, &tree->left_out->topic};
    tidy(tree, root);
    number(tree, map, order);
    title_places(tree, root, order);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        tidy(tree, lists[i]);
        number_list(lists[i], map);
        title_places(tree, lists[i], order);
    }
    give_all_ids(tree, order);
    if (tree->home != ARTICLE_NONE)
        tree->home = map[tree->home];
    names_renumber(tree->names, map);
    return root;
}
