/*
 * Rows of the tables `article` and `name` (see the header).
 */
#include "catalog/article_rows.h"

#include "base/text.h"
#include "catalog/store/record.h"
#include "catalog/store/schema.h"
#include "library/called.h"
#include "library/file_rules.h"

void article_rows_init(struct article_rows *rows, struct database *database,
                       struct arena *arena)
{
    *rows = (struct article_rows){
        .database = database,
        .arena = arena,
        .gone = {.title = STR("(an article that is gone)")},
        .article = statement_new(
            database, "SELECT id, path, format, title, head, topic, size FROM article"
                      " WHERE id = ? AND ord IS NOT NULL"),
        .name =
            statement_new(database, "SELECT entry FROM name WHERE key BETWEEN ? AND ?"),
    };
}

void article_rows_release(struct article_rows *rows)
{
    statement_free(rows->article);
    statement_free(rows->name);
    map_release(&rows->made);
}

struct str article_rows_line(struct arena *arena, struct str raw, size_t max_bytes)
{
    /* Cleaning may make it shorter, but not by so much. */
    if (raw.len > 4 * max_bytes)
        raw.len = 4 * max_bytes;
    return text_cut(arena, text_clean(arena, arena_str(arena, raw), TEXT_ONE_LINE),
                    max_bytes);
}

/* --- Articles --- */

static struct article *make_article(struct article_rows *rows,
                                    const struct statement *row)
{
    struct arena *arena = rows->arena;
    struct article *article = ARENA_NEW(arena, struct article);
    struct head head = {0};
    article->index = (uint32_t)column_int(row, 0);
    article->path = arena_str(arena, column_bytes(row, 1));
    article->format = (enum doc_format)column_int(row, 2);
    if ((unsigned)article->format >= DOC_FORMAT_COUNT)
        article->format = DOC_TEXT;
    article->title =
        article_rows_line(arena, column_bytes(row, 3), DOC_TITLE_MAX_BYTES);
    article->stamp.size_bytes = (uint64_t)column_int(row, 6);
    if (record_get_head(column_bytes(row, 4), arena, &head)) {
        article->title_inferred = head.title_inferred;
        article->aliases = head.aliases;
        article->alias_count = head.alias_count;
        article->topics = head.topics;
        article->topic_count = head.topic_count;
        article->addresses = head.addresses;
        article->address_count = head.address_count;
        article->own_title = head.title;
    } else {
        database_mark_corrupt(rows->database);
    }
    return article;
}

/* The catalog may be a stranger's: no row of it makes one read a file that the walk
 * would not have taken for an article, such as a hidden one. */
static bool may_be_read(const struct article_rows *rows, struct str path)
{
    return library_may_hold(path) || str_eq(path, rows->wanted);
}

const struct article *article_rows_get(struct article_rows *rows, uint32_t id)
{
    struct article *article = map_thing(&rows->made, (uint64_t)id);
    int64_t topic = -1;
    if (article != NULL)
        return article;
    statement_int(rows->article, 1, id);
    if (!statement_next(rows->article) ||
        !may_be_read(rows, column_bytes(rows->article, 1))) {
        statement_end(rows->article);
        return &rows->gone;
    }
    article = make_article(rows, rows->article);
    if (!column_is_null(rows->article, 5))
        topic = column_int(rows->article, 5);
    statement_end(rows->article);
    if (rows->topic != NULL)
        article->topic = rows->topic(rows->context, topic);
    map_put_thing(&rows->made, (uint64_t)id, article);
    return article;
}

/* --- Names --- */

void article_rows_called(struct article_rows *rows, enum name_class class,
                         struct str key, unsigned char ext, struct name_list *list)
{
    uint64_t hash = names_hash(class, key);
    statement_int(rows->name, 1, schema_name_key(hash, 0));
    statement_int(rows->name, 2, schema_name_key(hash, SCHEMA_NAME_RANKS - 1));
    while (list->count < NAMES_LIST_MAX && statement_next(rows->name)) {
        uint64_t row = (uint64_t)column_int(rows->name, 0);
        struct name_entry entry = {.id = (uint32_t)(row / SCHEMA_NAME_EXTS),
                                   .ext = (unsigned char)(row % SCHEMA_NAME_EXTS)};
        if ((ext == 0 || entry.ext == ext) &&
            (class >= NAME_FILE ||
             article_is_called(article_rows_get(rows, entry.id), class, key)))
            list->items[list->count++] = entry;
    }
    statement_end(rows->name);
}
