/*
 * The library in rows: articles and topics by their ids, each made once and kept.
 */
#include "catalog/store/schema.h"
#include "catalog/view.h"
#include "catalog/view_own.h"
#include "library/file_rules.h"
#include "library/library.h"
#include "library/names.h"

static struct view *view_of(const struct library *library)
{
    return library->backing;
}

static struct str clean_title(struct view *view, struct str raw)
{
    return article_rows_line(&view->own.arena, raw, DOC_TITLE_MAX_BYTES);
}

/* --- Topics --- */

static struct topic *topic_by_id(struct view *view, int64_t id);

static struct topic *make_topic(struct view *view, const struct statement *row)
{
    struct topic *topic = ARENA_NEW(&view->own.arena, struct topic);
    topic->id = (uint64_t)column_int(row, 0);
    topic->title = clean_title(view, column_bytes(row, 2));
    topic->summary = article_rows_line(&view->own.arena, column_bytes(row, 3),
                                       LIBRARY_SUMMARY_MAX_BYTES);
    topic->article =
        column_is_null(row, 4) ? ARTICLE_NONE : (uint32_t)column_int(row, 4);
    topic->is_topic = column_int(row, 5) != 0;
    topic->has_children = column_int(row, 6) != 0;
    topic->articles_below = (uint32_t)column_int(row, 7);
    map_put_thing(&view->topics, (uint64_t)topic->id, topic);
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
        struct topic *topic = map_thing(&view->topics, (uint64_t)id);
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
            database_mark_corrupt(&view->database);
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

static size_t depth_of(const struct topic *topic)
{
    size_t depth = 0;
    for (; topic->parent != NULL; topic = topic->parent)
        depth++;
    return depth;
}

/* Topics and articles that are loaded already take their places among the others. */
static void load_children(struct view *view, struct topic *topic)
{
    struct topic **link = &topic->first;
    statement_int(view->children, 1, (int64_t)topic->id);
    while (statement_next(view->children)) {
        struct topic *child =
            map_thing(&view->topics, (uint64_t)column_int(view->children, 0));
        if (child == NULL)
            child = make_topic(view, view->children);
        if (is_above(child, topic)) {
            database_mark_corrupt(&view->database);
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
    view_lock(view);
    /* No tree of a library is so deep. */
    if (topic->has_children && depth_of(topic) > LIBRARY_DEPTH_MAX) {
        database_mark_corrupt(&view->database);
        topic->has_children = false;
    }
    if (topic->first == NULL && topic->has_children) {
        load_children(view, topic);
        /* What is wrong must not be asked again and again. */
        if (database_fault(&view->database) == FAULT_NONE)
            topic->has_children = topic->first != NULL;
    }
    struct topic *first = topic->first;
    view_unlock(view);
    return first;
}

/* --- Articles --- */

static struct topic *topic_of(void *context, int64_t id)
{
    return topic_by_id(context, id);
}

static const struct article *article_of(const struct library *library, uint32_t id)
{
    struct view *view = view_of(library);
    view_lock(view);
    const struct article *article = article_rows_get(&view->rows, id);
    view_unlock(view);
    return article;
}

static uint32_t step_from(const struct library *library, uint32_t id, int direction)
{
    struct view *view = view_of(library);
    struct statement *ask = direction > 0 ? view->next : view->previous;
    uint32_t found = ARTICLE_NONE;
    if (id == ARTICLE_NONE)
        ask = direction > 0 ? view->first : view->last;
    view_lock(view);
    if (id != ARTICLE_NONE)
        statement_int(ask, 1, id);
    if (statement_next(ask))
        found = (uint32_t)column_int(ask, 0);
    statement_end(ask);
    view_unlock(view);
    return found;
}

/* One transaction for many rows: to lock for each of hundreds takes longer than to find
 * them. */
static void hold(const struct library *library, bool holds)
{
    struct view *view = view_of(library);
    view_lock(view);
    if (holds && view->holds++ == 0)
        database_run(&view->database, "BEGIN");
    else if (!holds && --view->holds == 0)
        database_rollback(&view->database);
    view_unlock(view);
}

static const struct library_ops in_catalog = {
    .article = article_of,
    .step = step_from,
    .children = children_of,
    .hold = hold,
};

static void find_name(void *context, enum name_class class, struct str key,
                      unsigned char ext, struct name_list *list)
{
    struct view *view = context;
    view_lock(view);
    article_rows_called(&view->rows, class, key, ext, list);
    view_unlock(view);
}

/* --- All --- */

static void add_notice(struct view *view, struct library_notice ***link,
                       struct str path, struct str text)
{
    struct library_notice *notice = ARENA_NEW(&view->own.arena, struct library_notice);
    notice->path = arena_str(&view->own.arena, path);
    notice->text = article_rows_line(&view->own.arena, text, ERROR_CAP_BYTES);
    **link = notice;
    *link = &notice->next;
}

static void load_notices(struct view *view)
{
    int count = 0;
    struct statement *rows =
        statement_new(&view->database, "SELECT path, text FROM notice ORDER BY n");
    struct library_notice **link = &view->own.notices;
    while (statement_next(rows) && count++ < LIBRARY_NOTICES_MAX)
        add_notice(view, &link, column_bytes(rows, 0), column_bytes(rows, 1));
    if (count > LIBRARY_NOTICES_MAX)
        add_notice(view, &link, (struct str){0}, STR("more notices are not listed"));
    statement_free(rows);
}

static void load_title(struct view *view)
{
    struct statement *row =
        statement_new(&view->database, "SELECT value FROM state WHERE key = 'title'");
    if (statement_next(row))
        view->own.title = clean_title(view, column_bytes(row, 0));
    statement_end(row);
    statement_free(row);
}

static size_t count_articles(struct database *database)
{
    int64_t count = state_get(database, "articles");
    if (count >= 0 && count <= LIBRARY_FILES_MAX)
        return (size_t)count;
    database_mark_corrupt(database);
    return 0;
}

static enum library_order order_of(struct database *database)
{
    int64_t order = state_get(database, "order");
    return order < 0 || order > ORDER_FOLDERS ? ORDER_FOLDERS
                                              : (enum library_order)order;
}

void view_load_library(struct view *view)
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
    library->tree = topic_by_id(view, TREE_OF_ORDER);
    library->by_topic = topic_by_id(view, TREE_BY_TOPIC);
    library->left_out = topic_by_id(view, TREE_LEFT_OUT);
    load_title(view);
    load_notices(view);
    view->rows.wanted = catalog_wanted(view->catalog);
    view->rows.topic = topic_of;
    view->rows.context = view;
    view->library = library;
    if (library->tree == NULL)
        database_mark_corrupt(&view->database);
}
