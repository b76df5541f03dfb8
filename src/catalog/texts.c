#include "catalog/texts.h"

void texts_init(struct texts *texts, struct database *database)
{
    *texts = (struct texts){.database = database};
    texts->put = statement_new(database, "INSERT INTO text VALUES(?,?,?)");
    texts->find =
        statement_new(database, "SELECT t.id, t.spans FROM facts f JOIN text t"
                                " ON t.id = f.text WHERE f.article = ?");
    texts->drop = statement_new(database, "DELETE FROM text WHERE id = ?");
}

void texts_release(struct texts *texts)
{
    statement_free(texts->put);
    statement_free(texts->find);
    statement_free(texts->drop);
    arena_release(&texts->scratch);
}

void texts_begin(struct texts *texts)
{
    lengths_load(texts->database, &texts->lengths);
}

void texts_end(struct texts *texts)
{
    lengths_save(texts->database, &texts->lengths);
}

void texts_put(struct texts *texts, int64_t text, uint32_t article, struct str spans)
{
    struct spans parts;
    arena_clear(&texts->scratch);
    if (spans_get(spans, &texts->scratch, &parts))
        lengths_add(&texts->lengths, &parts);
    statement_int(texts->put, 1, text);
    statement_int(texts->put, 2, article);
    statement_record(texts->put, 3, spans);
    statement_run(texts->put);
}

/* What was written can be read, unless it is damaged. */
static void subtract(struct texts *texts, struct str record)
{
    struct spans parts;
    arena_clear(&texts->scratch);
    if (!spans_get(record, &texts->scratch, &parts) ||
        !lengths_drop(&texts->lengths, &parts))
        database_distrust(texts->database);
}

void texts_drop(struct texts *texts, uint32_t article)
{
    int64_t text = -1;
    statement_int(texts->find, 1, article);
    if (statement_next(texts->find)) {
        text = column_int(texts->find, 0);
        subtract(texts, column_bytes(texts->find, 1));
    }
    statement_end(texts->find);
    if (text < 0)
        return;
    statement_int(texts->drop, 1, text);
    statement_run(texts->drop);
}
