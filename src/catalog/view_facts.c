/*
 * What a view says of one article past its name and its place.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "catalog/store/record.h"
#include "catalog/store/schema.h"
#include "catalog/view.h"
#include "catalog/view_own.h"

static struct facts *facts_of(struct view *view, uint32_t article, struct arena *arena)
{
    struct facts *facts = NULL;
    statement_int(view->facts, 1, article);
    if (statement_next(view->facts) &&
        !record_get_facts(column_bytes(view->facts, 0), arena, &facts))
        database_mark_corrupt(&view->database);
    statement_end(view->facts);
    return facts;
}

const struct facts *view_facts(struct view *view, uint32_t article, struct arena *arena)
{
    view_lock(view);
    const struct facts *facts = facts_of(view, article, arena);
    view_unlock(view);
    return facts;
}

const struct facts *facts_cache_get(struct facts_cache *cache, uint32_t article)
{
    const struct facts *facts = map_thing(&cache->by_article, article);
    if (facts == NULL)
        facts = view_facts(cache->view, article, cache->arena);
    if (facts != NULL)
        map_put_thing(&cache->by_article, article, facts);
    return facts;
}

void facts_cache_release(struct facts_cache *cache)
{
    map_release(&cache->by_article);
}

struct backlink *view_backlinks(struct view *view, uint32_t article,
                                struct arena *arena, size_t *count)
{
    struct backlink *list = NULL;
    size_t cap = 0;
    *count = 0;
    view_lock(view);
    statement_int(view->backlinks, 1, article);
    while (statement_next(view->backlinks)) {
        list = mem_grow(list, *count, &cap, sizeof *list);
        list[(*count)++] = (struct backlink){
            .from = (uint32_t)column_int(view->backlinks, 0),
            /* None is UINT32_MAX, as the one before 0 is. */
            .heading = (uint32_t)column_int(view->backlinks, 1) - 1,
        };
    }
    view_unlock(view);
    struct backlink *kept = ARENA_ARRAY(arena, *count, struct backlink);
    if (*count > 0)
        memcpy(kept, list, *count * sizeof *list);
    free(list);
    return kept;
}

/* The links of an article; none when it is not known, or damaged. */
static struct record_link *links_of(struct view *view, uint32_t article,
                                    struct arena *arena, size_t *count)
{
    struct record_link *links = NULL;
    *count = 0;
    statement_int(view->links, 1, article);
    if (statement_next(view->links) &&
        (!record_get_links(column_bytes(view->links, 0), arena, &links, count) ||
         !record_get_targets(column_bytes(view->links, 1), article, links, *count))) {
        database_mark_corrupt(&view->database);
        *count = 0;
    }
    statement_end(view->links);
    return links;
}

/* The text of the first link of a section to an article. */
static struct str text_of(const struct record_link *links, size_t count,
                          uint32_t section, uint32_t target)
{
    for (size_t i = 0; i < count; i++) {
        if (links[i].section == section && links[i].target == target)
            return links[i].text;
    }
    return (struct str){0};
}

void view_backlink_texts(struct view *view, uint32_t article, struct backlink *list,
                         size_t count, struct arena *arena)
{
    struct record_link *links = NULL;
    struct arena scratch = {0};
    size_t link_count = 0;
    view_lock(view);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || list[i].from != list[i - 1].from) {
            arena_clear(&scratch);
            links = links_of(view, list[i].from, &scratch, &link_count);
        }
        list[i].text =
            arena_str(arena, text_of(links, link_count, list[i].heading + 1, article));
    }
    view_unlock(view);
    arena_release(&scratch);
}

/* One state of the catalog for many statements. */
static void begin(struct view *view)
{
    view_lock(view);
    if (view->holds++ == 0)
        database_run(&view->database, "BEGIN");
}

static void end(struct view *view)
{
    if (--view->holds == 0)
        database_rollback(&view->database);
    view_unlock(view);
}

struct see_also *view_see_also(struct view *view, uint32_t article,
                               const struct facts *facts, size_t index,
                               struct arena *arena, size_t *count)
{
    struct see_also *list = ARENA_ARRAY(arena, SEE_MAX, struct see_also);
    *count = 0;
    if (facts == NULL || index >= facts->question_count || index >= SEE_QUESTIONS_MAX)
        return list;
    begin(view);
    if (view->see == NULL)
        view->see = see_also_finder_new(&view->database, view->kept_bytes);
    *count = see_also_find(view->see, article, facts, index, list);
    end(view);
    return list;
}

struct related *view_related(struct view *view, uint32_t article, struct arena *arena,
                             size_t *count)
{
    struct related *list = ARENA_ARRAY(arena, RELATED_MAX, struct related);
    begin(view);
    if (view->related == NULL)
        view->related = related_finder_new(&view->database, view->kept_bytes);
    *count = related_find(view->related, article, list);
    end(view);
    return list;
}

bool view_stamp(struct view *view, uint32_t article, struct file_stamp *stamp)
{
    view_lock(view);
    statement_int(view->stamp, 1, article);
    bool is_there = statement_next(view->stamp);
    if (is_there)
        *stamp = (struct file_stamp){
            .size_bytes = (uint64_t)column_int(view->stamp, 0),
            .mtime_ns = column_int(view->stamp, 1),
            .ctime_ns = column_int(view->stamp, 2),
            .inode = (uint64_t)column_int(view->stamp, 3),
            .device = (uint64_t)column_int(view->stamp, 4),
        };
    statement_end(view->stamp);
    view_unlock(view);
    return is_there;
}

uint32_t view_find_file(struct view *view, const struct file_stamp *stamp)
{
    uint32_t article = ARTICLE_NONE;
    view_lock(view);
    struct statement *row = statement_new(
        &view->database, "SELECT id FROM article WHERE inode = ? AND device = ?"
                         " AND size = ? AND mtime = ? AND ord IS NOT NULL");
    statement_int(row, 1, (int64_t)stamp->inode);
    statement_int(row, 2, (int64_t)stamp->device);
    statement_int(row, 3, (int64_t)stamp->size_bytes);
    statement_int(row, 4, stamp->mtime_ns);
    if (statement_next(row))
        article = (uint32_t)column_int(row, 0);
    statement_free(row);
    view_unlock(view);
    return article;
}

bool view_is_current(struct view *view, uint32_t article)
{
    const struct article *known = library_article(view->library, article);
    struct file_stamp then, now;
    enum file_kind kind;
    struct error ignored;
    return view_stamp(view, article, &then) &&
           file_stat(&view->source.root, known->path, &kind, &now, &ignored) == 0 &&
           file_stamp_eq(&then, &now);
}

bool view_is_complete(struct view *view)
{
    view_lock(view);
    struct statement *ask = statement_new(
        &view->database, "SELECT NOT EXISTS(SELECT 1 FROM article WHERE is_read = 0"
                         " AND ord IS NOT NULL)");
    bool is_complete = statement_next(ask) && column_int(ask, 0) != 0 &&
                       state_get(&view->database, "stale_links") == 0;
    statement_free(ask);
    view_unlock(view);
    return is_complete;
}
