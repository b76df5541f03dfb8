#include "catalog/vocabulary.h"

#include "catalog/schema.h"

enum {
    /* One in so many texts is not counted yet: which words are frequent is as before.
     */
    UNCOUNTED_PART = 10,
};

void vocabulary_write(struct database *database)
{
    int64_t texts = state_get(database, "next_text");
    int64_t counted = state_get(database, "counted_texts");

    if ((texts - counted) * UNCOUNTED_PART <= texts)
        return;
    database_run(database, "CREATE VIRTUAL TABLE temp.counted"
                           " USING fts5vocab('main', 'called', 'row')");
    database_run(database, "BEGIN IMMEDIATE");
    database_run(database, "DELETE FROM word");
    database_run(database, "INSERT INTO word SELECT term, doc FROM temp.counted");
    state_set(database, "counted_texts", texts);
    database_run(database, "COMMIT");
    database_run(database, "DROP TABLE temp.counted");
}
