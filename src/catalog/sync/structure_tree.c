/*
 * Writes names, topics, notices and tags of a whole library. These tables are filled
 * again whenever one of the files changes; a topic keeps its id.
 */
#include "catalog/sync/structure_tree.h"

#include "base/text.h"
#include "catalog/store/schema.h"
#include "library/names.h"

/* --- Names --- */

struct name_writer {
    const uint32_t *ids; /* by number in the library */
    struct statement *put;
    int64_t last; /* the key that was written last */
};

/* Hashes may differ in their lowest bits alone, which a key does not have: the ranks
 * then go on. */
static bool write_name(void *context, enum name_class class, uint64_t hash,
                       struct name_entry entry)
{
    struct name_writer *it = context;
    int64_t first = schema_name_key(hash, 0), key = first;
    if (it->last >= first && it->last < first + SCHEMA_NAME_RANKS)
        key = it->last + 1;
    if (key >= first + SCHEMA_NAME_RANKS)
        return true;
    statement_int(it->put, 1, key);
    statement_int(
        it->put, 2,
        schema_name_entry(class < NAME_FILE ? it->ids[entry.id] : 0, entry.ext));
    statement_run(it->put);
    it->last = key;
    return true;
}

/* Names come in order, so that each row is appended after the last. */
static void write_names(struct database *database, const uint32_t *ids,
                        const struct library *library)
{
    struct name_writer it = {
        .ids = ids,
        .put = statement_new(database, "INSERT INTO name VALUES(?,?)"),
        .last = INT64_MIN,
    };
    database_run(database, "DELETE FROM name");
    names_each(library->names, write_name, &it);
    statement_free(it.put);
}

/* --- Topics --- */

struct topic_writer {
    const uint32_t *ids;
    struct statement *put, *place;
    int64_t count;
    bool is_own; /* the collection's own tree, whose topics articles belong to */
};

static void put_article(struct topic_writer *it, const struct topic *topic,
                        int64_t listed_by)
{
    uint32_t number = topic->article;
    statement_null(it->put, 6);
    if (number == ARTICLE_NONE)
        return;
    statement_int(it->put, 6, it->ids[number]);
    if (!it->is_own)
        return;
    statement_int(it->place, 1, listed_by);
    statement_int(it->place, 2, it->ids[number]);
    statement_run(it->place);
}

static void put_topic(struct topic_writer *it, const struct topic *topic)
{
    int64_t id = (int64_t)topic->id;
    int64_t parent = topic->parent != NULL ? (int64_t)topic->parent->id : -1;
    statement_int(it->put, 1, id);
    statement_int(it->put, 2, parent);
    statement_int(it->put, 3, it->count++);
    statement_bytes(it->put, 4, topic->title);
    statement_bytes(it->put, 5, topic->summary);
    put_article(it, topic, topic->is_topic ? id : parent);
    statement_int(it->put, 7, topic->is_topic);
    statement_int(it->put, 8, topic->has_children);
    statement_int(it->put, 9, topic->articles_below);
    statement_run(it->put);
}

static void write_tree(struct topic_writer *it, const struct topic *at)
{
    while (at != NULL) {
        put_topic(it, at);
        if (at->first != NULL) {
            at = at->first;
            continue;
        }
        while (at != NULL && at->next == NULL)
            at = at->parent;
        at = at == NULL ? NULL : at->next;
    }
}

static void write_topics(struct database *database, const uint32_t *ids,
                         const struct library *library)
{
    struct topic_writer it = {.ids = ids};
    database_run(database, "DELETE FROM topic");
    database_run(database, "UPDATE article SET topic = NULL WHERE topic IS NOT NULL");
    it.put = statement_new(database, "INSERT INTO topic VALUES(?,?,?,?,?,?,?,?,?)");
    it.place = statement_new(database, "UPDATE article SET topic = coalesce(topic, ?)"
                                       " WHERE id = ?");
    for (int tree = 0; tree < LIBRARY_TREES; tree++) {
        it.is_own = tree == TREE_OF_ORDER;
        write_tree(&it, library_tree(library, (enum library_tree)tree));
    }
    statement_free(it.put);
    statement_free(it.place);
}

/* --- The rest --- */

static void write_notices(struct database *database, const struct library *library)
{
    struct statement *put =
        statement_new(database, "INSERT INTO notice(path, text, is_unread)"
                                " VALUES(?,?,?)");
    database_run(database, "DELETE FROM notice");
    for (const struct library_notice *notice = library->notices; notice != NULL;
         notice = notice->next) {
        statement_bytes(put, 1, notice->path);
        statement_bytes(put, 2, notice->text);
        statement_int(put, 3, notice->is_unread);
        statement_run(put);
    }
    statement_free(put);
}

static void write_whole(struct database *database, const uint32_t *ids,
                        const struct library *library)
{
    struct statement *put =
        statement_new(database, "REPLACE INTO state VALUES('title', ?)");
    int64_t home = -1;
    statement_bytes(put, 1, library->title);
    statement_run(put);
    statement_free(put);
    state_set(database, "order", library->order);
    state_set(database, "articles", (int64_t)library->article_count);
    if (library->home != ARTICLE_NONE)
        home = ids[library->home];
    state_set(database, "home", home);
}

/* The topics of an article's front matter, to search by. */
static void write_tags(struct database *database, const uint32_t *ids,
                       const struct library *library)
{
    struct statement *put =
        statement_new(database, "INSERT OR IGNORE INTO tag VALUES(?,?)");
    struct arena arena = {0};
    database_run(database, "DELETE FROM tag");
    for (uint32_t i = 0; i < library->article_count; i++) {
        const struct article *article = library_article(library, i);
        arena_clear(&arena);
        for (size_t k = 0; k < article->topic_count; k++) {
            statement_int(put, 1, ids[i]);
            statement_bytes(put, 2, text_fold(&arena, article->topics[k], false));
            statement_run(put);
        }
    }
    arena_release(&arena);
    statement_free(put);
}

void structure_write_tree(struct database *database, const uint32_t *ids,
                          const struct library *library)
{
    write_names(database, ids, library);
    write_topics(database, ids, library);
    write_tags(database, ids, library);
    write_notices(database, library);
    write_whole(database, ids, library);
}
