/*
 * The library in rows: articles and topics by their ids, each made once and kept.
 *
 * A view's library may be asked by several threads of its owner (article_open resolves
 * links wherever it runs), so the connection is behind a lock.
 */
#include "catalog/view.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "catalog/database.h"
#include "catalog/places.h"
#include "catalog/record.h"
#include "catalog/schema.h"
#include "library/backing.h"
#include "library/names.h"
#include "library/source.h"

/* Things by their ids: open addressing. */
struct table {
    struct slot {
        int64_t id;
        void *thing; /* NULL for a free slot */
    } * slots;
    size_t count, cap; /* the cap is a power of two */
};

struct view {
    struct library own; /* when the catalog's is not in memory */
    struct library *library;
    struct catalog *catalog;
    unsigned structure;
    struct database database;
    pthread_mutex_t lock;
    struct source source;
    struct table articles, topics;
    struct article gone;
    struct statement *article, *topic, *children, *next, *previous, *first, *last;
    struct statement *name, *facts, *backlinks, *see, *related, *stamp;
};

/* --- Tables -------------------------------------------------------------------------
 */

static size_t place_in(const struct table *table, int64_t id)
{
    /* The odd constant, from the golden ratio, spreads ids that follow each other. */
    size_t i = (size_t)((uint64_t)id * 0x9E3779B97F4A7C15u >> 20) & (table->cap - 1);

    while (table->slots[i].thing != NULL && table->slots[i].id != id)
        i = (i + 1) & (table->cap - 1);
    return i;
}

static void *table_find(const struct table *table, int64_t id)
{
    return table->cap == 0 ? NULL : table->slots[place_in(table, id)].thing;
}

static void table_widen(struct table *table)
{
    struct table wider = {.count = table->count,
                          .cap = table->cap ? table->cap * 2 : 64};

    wider.slots = mem_zalloc(wider.cap, sizeof *wider.slots);
    for (size_t i = 0; i < table->cap; i++)
        if (table->slots[i].thing != NULL)
            wider.slots[place_in(&wider, table->slots[i].id)] = table->slots[i];
    free(table->slots);
    *table = wider;
}

static void table_add(struct table *table, int64_t id, void *thing)
{
    if (table->count * 2 >= table->cap)
        table_widen(table);
    table->slots[place_in(table, id)] = (struct slot){id, thing};
    table->count++;
}

static struct view *view_of(const struct library *library)
{
    return library->backing;
}

static void lock(struct view *view)
{
    pthread_mutex_lock(&view->lock);
}

/* What is damaged stays so until a new view is opened. What kept it from being read for
 * a moment only is forgotten. */
static void unlock(struct view *view)
{
    switch (database_fault(&view->database)) {
    case FAULT_BROKEN:
        catalog_is_broken(view->catalog);
        break;
    case FAULT_NONE:
    case FAULT_FULL:
    case FAULT_BUSY:
    case FAULT_STOPPED:
    case FAULT_OTHER:
        database_forget(&view->database);
    }
    pthread_mutex_unlock(&view->lock);
}

/* What is clean already is not copied by text_clean(), and a row goes away. */
static struct str copy_line(struct arena *arena, struct str raw)
{
    return text_clean(arena, arena_str(arena, raw), TEXT_ONE_LINE);
}

static struct str clean_line(struct view *view, struct str raw)
{
    return copy_line(&view->own.arena, raw);
}

/* --- Topics -------------------------------------------------------------------------
 */

static struct topic *topic_by_id(struct view *view, int64_t id);

static struct topic *make_topic(struct view *view, const struct statement *row)
{
    struct topic *topic = ARENA_NEW(&view->own.arena, struct topic);

    topic->id = (uint64_t)column_int(row, 0);
    topic->title = clean_line(view, column_bytes(row, 2));
    topic->summary = clean_line(view, column_bytes(row, 3));
    topic->article =
        column_is_null(row, 4) ? ARTICLE_NONE : (uint32_t)column_int(row, 4);
    topic->is_topic = column_int(row, 5) != 0;
    topic->has_children = column_int(row, 6) != 0;
    topic->articles_below = (uint32_t)column_int(row, 7);
    table_add(&view->topics, (int64_t)topic->id, topic);
    return topic;
}

/* Whether a topic is `topic` or above it. */
static bool is_above(const struct topic *above, const struct topic *topic)
{
    while (topic != NULL && topic != above)
        topic = topic->parent;
    return topic != NULL;
}

/* The topic and those above it; the children of none of them. In a damaged tree the way
 * up may be a ring, or go on and on: it is cut, so that nobody else need know. */
static struct topic *topic_by_id(struct view *view, int64_t id)
{
    struct topic *first = NULL, *below = NULL;

    for (int depth = 0; id >= 0 && depth < LIBRARY_DEPTH_MAX + 2; depth++) {
        struct topic *topic = table_find(&view->topics, id);
        bool known = topic != NULL;
        int64_t parent = -1;

        if (!known) {
            statement_int(view->topic, 1, id);
            if (!statement_next(view->topic))
                break;
            topic = make_topic(view, view->topic);
            parent = column_int(view->topic, 1);
            statement_end(view->topic);
        }
        if (below != NULL && is_above(below, topic)) {
            database_distrust(&view->database);
            break;
        }
        if (below != NULL)
            below->parent = topic;
        if (first == NULL)
            first = topic;
        if (known)
            break;
        below = topic;
        id = parent;
    }
    return first;
}

/* Those that are known already take their places among the others. */
static void load_children(struct view *view, struct topic *topic)
{
    struct topic **link = &topic->first;

    statement_int(view->children, 1, (int64_t)topic->id);
    while (statement_next(view->children)) {
        struct topic *child = table_find(&view->topics, column_int(view->children, 0));

        if (child == NULL)
            child = make_topic(view, view->children);
        if (is_above(child, topic)) {
            database_distrust(&view->database);
            continue;
        }
        child->parent = topic;
        child->next = NULL;
        *link = child;
        link = &child->next;
    }
}

static struct topic *children_of(const struct library *library, struct topic *topic)
{
    struct view *view = view_of(library);
    struct topic *first;

    lock(view);
    if (topic->first == NULL && topic->has_children) {
        load_children(view, topic);
        /* What is wrong must not be asked again and again. */
        if (database_fault(&view->database) == FAULT_NONE)
            topic->has_children = topic->first != NULL;
    }
    first = topic->first;
    unlock(view);
    return first;
}

/* --- Articles -----------------------------------------------------------------------
 */

static struct article *make_article(struct view *view, const struct statement *row)
{
    struct arena *arena = &view->own.arena;
    struct article *article = ARENA_NEW(arena, struct article);
    struct head head = {0};

    article->index = (uint32_t)column_int(row, 0);
    article->path = arena_str(arena, column_bytes(row, 1));
    article->format = (enum doc_format)column_int(row, 2);
    if ((unsigned)article->format > DOC_YAML)
        article->format = DOC_TEXT;
    article->title = clean_line(view, column_bytes(row, 3));
    article->stamp.size_bytes = (uint64_t)column_int(row, 6);
    if (record_get_head(column_bytes(row, 4), arena, &head)) {
        article->title_inferred = head.title_inferred;
        article->aliases = head.aliases;
        article->alias_count = head.alias_count;
        article->topics = head.topics;
        article->topic_count = head.topic_count;
    } else {
        database_distrust(&view->database);
    }
    return article;
}

static const struct article *find_article(struct view *view, uint32_t id)
{
    struct article *article = table_find(&view->articles, id);
    int64_t topic = -1;

    if (article != NULL)
        return article;
    statement_int(view->article, 1, id);
    if (!statement_next(view->article))
        return &view->gone;
    article = make_article(view, view->article);
    if (!column_is_null(view->article, 5))
        topic = column_int(view->article, 5);
    statement_end(view->article);
    article->topic = topic_by_id(view, topic);
    table_add(&view->articles, id, article);
    return article;
}

static const struct article *article_of(const struct library *library, uint32_t id)
{
    struct view *view = view_of(library);
    const struct article *article;

    lock(view);
    article = find_article(view, id);
    unlock(view);
    return article;
}

static uint32_t step_from(const struct library *library, uint32_t id, int direction)
{
    struct view *view = view_of(library);
    struct statement *ask = direction > 0 ? view->next : view->previous;
    uint32_t found = ARTICLE_NONE;

    if (id == ARTICLE_NONE)
        ask = direction > 0 ? view->first : view->last;
    lock(view);
    if (id != ARTICLE_NONE)
        statement_int(ask, 1, id);
    if (statement_next(ask))
        found = (uint32_t)column_int(ask, 0);
    statement_end(ask);
    unlock(view);
    return found;
}

static const struct library_ops in_catalog = {
    .article = article_of,
    .step = step_from,
    .children = children_of,
};

static void find_name(void *context, enum name_class class, struct str key,
                      struct name_list *list)
{
    struct view *view = context;

    lock(view);
    statement_int(view->name, 1, (int64_t)names_hash(class, key));
    while (list->count < NAMES_LIST_MAX && statement_next(view->name))
        list->items[list->count++] = (struct name_entry){
            .id = (uint32_t)column_int(view->name, 0),
            .ext = (unsigned char)column_int(view->name, 1),
        };
    statement_end(view->name);
    unlock(view);
}

/* --- Opening ------------------------------------------------------------------------
 */

#define TOPIC_COLUMNS                                                                  \
    "id, parent, title, summary, article, is_topic, has_children, below FROM topic"

static void prepare(struct view *view)
{
    struct database *database = &view->database;

    view->article = statement_new(
        database, "SELECT id, path, format, title, head, topic, size FROM article"
                  " WHERE id = ? AND ord IS NOT NULL");
    view->topic = statement_new(database, "SELECT " TOPIC_COLUMNS " WHERE id = ?");
    view->children = statement_new(database, "SELECT " TOPIC_COLUMNS
                                             " WHERE parent = ? ORDER BY ord");
    view->next = statement_new(
        database, "SELECT id FROM article WHERE ord > (SELECT ord FROM article WHERE"
                  " id = ?) ORDER BY ord LIMIT 1");
    view->previous = statement_new(
        database, "SELECT id FROM article WHERE ord < (SELECT ord FROM article WHERE"
                  " id = ?) ORDER BY ord DESC LIMIT 1");
    view->first = statement_new(
        database, "SELECT id FROM article WHERE ord IS NOT NULL ORDER BY ord LIMIT 1");
    view->last = statement_new(
        database,
        "SELECT id FROM article WHERE ord IS NOT NULL ORDER BY ord DESC LIMIT 1");
    view->name = statement_new(
        database, "SELECT article, ext FROM name WHERE hash = ? ORDER BY rank");
    view->facts = statement_new(database, "SELECT data FROM facts WHERE article = ?");
    view->backlinks = statement_new(
        database, "SELECT l.article, l.text, l.slug FROM link l JOIN article a"
                  " ON a.id = l.article WHERE l.target = ? GROUP BY l.article, l.slug"
                  " ORDER BY a.ord, min(l.n)");
    view->stamp = statement_new(
        database, "SELECT size, mtime, ctime, inode FROM article WHERE id = ?");
    view->see =
        statement_new(database, "SELECT other, heading FROM see WHERE article = ? AND"
                                " question = ? ORDER BY n");
    view->related = statement_new(
        database, "SELECT other, why FROM related WHERE article = ? ORDER BY n");
}

static void load_notices(struct view *view)
{
    struct statement *rows =
        statement_new(&view->database, "SELECT path, text FROM notice ORDER BY n");
    struct library_notice **link = &view->own.notices;

    while (statement_next(rows)) {
        struct library_notice *notice =
            ARENA_NEW(&view->own.arena, struct library_notice);

        notice->path = arena_str(&view->own.arena, column_bytes(rows, 0));
        notice->text = clean_line(view, column_bytes(rows, 1));
        *link = notice;
        link = &notice->next;
    }
    statement_free(rows);
}

static void load_title(struct view *view)
{
    struct statement *row =
        statement_new(&view->database, "SELECT value FROM state WHERE key = 'title'");

    if (statement_next(row))
        view->own.title = clean_line(view, column_bytes(row, 0));
    statement_end(row);
    statement_free(row);
}

static size_t count_articles(struct database *database)
{
    int64_t count = state_get(database, "articles");

    if (count >= 0 && count <= LIBRARY_FILES_MAX)
        return (size_t)count;
    database_distrust(database);
    return 0;
}

static enum library_order order_of(struct database *database)
{
    int64_t order = state_get(database, "order");

    return order < 0 || order > ORDER_FOLDERS ? ORDER_FOLDERS
                                              : (enum library_order)order;
}

static void load_library(struct view *view)
{
    struct library *library = &view->own;
    int64_t home = state_get(&view->database, "home");

    library->ops = &in_catalog;
    library->backing = view;
    library->source = &view->source;
    library->names = names_new_elsewhere(find_name, view);
    library->article_count = count_articles(&view->database);
    library->order = order_of(&view->database);
    library->home = home < 0 ? ARTICLE_NONE : (uint32_t)home;
    library->tree = topic_by_id(view, 0);
    load_title(view);
    load_notices(view);
    view->gone.title = STR("(an article that is gone)");
    view->library = library;
    if (library->tree == NULL)
        database_distrust(&view->database);
}

static int open_catalog(struct view *view, struct error *err)
{
    char *path = catalog_file(view->catalog);
    enum database_mode mode =
        catalog_is_made(view->catalog) ? DATABASE_FROZEN : DATABASE_READ;
    int status = database_open(&view->database, path, mode, err);

    free(path);
    return status;
}

static int open_view(struct view *view, struct error *err)
{
    if (open_catalog(view, err) != 0)
        return -1;
    prepare(view);
    view->library = catalog_given(view->catalog);
    if (view->library == NULL) {
        if (catalog_source(view->catalog, &view->own.arena, &view->source, err) != 0)
            return -1;
        load_library(view);
    }
    return database_check(&view->database, "read the catalog", err);
}

/* A catalog that was there, and cannot be opened or made sense of. */
static bool is_damaged(const struct view *view)
{
    return catalog_wait_structure(view->catalog, 0) &&
           (view->database.handle == NULL ||
            database_fault(&view->database) == FAULT_BROKEN);
}

int view_open(struct catalog *catalog, struct view **out, struct error *err)
{
    struct view *view = mem_zalloc(1, sizeof *view);

    view->catalog = catalog;
    view->structure = catalog_structure(catalog);
    view->source.root.fd = -1;
    pthread_mutex_init(&view->lock, NULL);
    if (open_view(view, err) != 0) {
        if (is_damaged(view))
            catalog_is_broken(catalog);
        view_close(view);
        return -1;
    }
    *out = view;
    return 0;
}

void view_close(struct view *view)
{
    if (view == NULL)
        return;
    struct statement *all[] = {
        view->article, view->topic,   view->children, view->next,  view->previous,
        view->first,   view->last,    view->name,     view->facts, view->backlinks,
        view->see,     view->related, view->stamp};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        statement_free(all[i]);
    database_close(&view->database);
    names_free(view->own.names);
    source_close(&view->source);
    arena_release(&view->own.arena);
    free(view->articles.slots);
    free(view->topics.slots);
    pthread_mutex_destroy(&view->lock);
    free(view);
}

struct library *view_library(const struct view *view)
{
    return view->library;
}

uint32_t view_wanted(const struct view *view)
{
    struct name_list list;

    names_find(view->library->names, NAME_PATH, catalog_wanted(view->catalog), &list);
    return list.count > 0 ? list.items[0].id : ARTICLE_NONE;
}

unsigned view_structure(const struct view *view)
{
    return view->structure;
}

/* --- Facts --------------------------------------------------------------------------
 */

const struct facts *view_facts(struct view *view, uint32_t article, struct arena *arena)
{
    struct facts *facts = NULL;

    lock(view);
    statement_int(view->facts, 1, article);
    if (statement_next(view->facts) &&
        !record_get_facts(column_bytes(view->facts, 0), arena, &facts))
        database_distrust(&view->database);
    statement_end(view->facts);
    unlock(view);
    return facts;
}

struct backlink *view_backlinks(struct view *view, uint32_t article,
                                struct arena *arena, size_t *count)
{
    struct backlink *list = NULL, *kept;
    size_t cap = 0;

    *count = 0;
    lock(view);
    statement_int(view->backlinks, 1, article);
    while (statement_next(view->backlinks)) {
        list = mem_grow(list, *count, &cap, sizeof *list);
        list[(*count)++] = (struct backlink){
            .from = (uint32_t)column_int(view->backlinks, 0),
            .text = copy_line(arena, column_bytes(view->backlinks, 1)),
            .slug = copy_line(arena, column_bytes(view->backlinks, 2)),
        };
    }
    unlock(view);
    kept = ARENA_ARRAY(arena, *count, struct backlink);
    if (*count > 0)
        memcpy(kept, list, *count * sizeof *list);
    free(list);
    return kept;
}

struct see *view_see(struct view *view, uint32_t article, size_t index,
                     struct arena *arena, size_t *count)
{
    struct see *list = ARENA_ARRAY(arena, SEE_MAX, struct see);

    *count = 0;
    lock(view);
    statement_int(view->see, 1, article);
    statement_int(view->see, 2, (int64_t)index);
    while (*count < SEE_MAX && statement_next(view->see))
        list[(*count)++] = (struct see){
            .article = (uint32_t)column_int(view->see, 0),
            .heading = (uint32_t)column_int(view->see, 1),
        };
    statement_end(view->see);
    unlock(view);
    return list;
}

struct related *view_related(struct view *view, uint32_t article, struct arena *arena,
                             size_t *count)
{
    struct related *list = ARENA_ARRAY(arena, RELATED_MAX, struct related);

    *count = 0;
    lock(view);
    statement_int(view->related, 1, article);
    while (*count < RELATED_MAX && statement_next(view->related)) {
        int64_t why = column_int(view->related, 1);

        list[(*count)++] = (struct related){
            .article = (uint32_t)column_int(view->related, 0),
            .why =
                why < 0 || why > RELATED_WORDS ? RELATED_WORDS : (enum related_why)why,
        };
    }
    statement_end(view->related);
    unlock(view);
    return list;
}

bool view_stamp(struct view *view, uint32_t article, struct file_stamp *stamp)
{
    bool is_there;

    lock(view);
    statement_int(view->stamp, 1, article);
    is_there = statement_next(view->stamp);
    if (is_there)
        *stamp = (struct file_stamp){
            .size_bytes = (uint64_t)column_int(view->stamp, 0),
            .mtime_ns = column_int(view->stamp, 1),
            .ctime_ns = column_int(view->stamp, 2),
            .inode = (uint64_t)column_int(view->stamp, 3),
        };
    statement_end(view->stamp);
    unlock(view);
    return is_there;
}

bool view_is_related(struct view *view)
{
    bool is_related;

    lock(view);
    is_related = state_get(&view->database, "related") != 0;
    unlock(view);
    return is_related;
}
