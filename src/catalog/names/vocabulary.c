#include "catalog/names/vocabulary.h"

#include "catalog/store/schema.h"
#include "catalog/text/lengths.h"

enum {
    /* One in so many texts is not counted yet: which words are frequent is as
     * before. */
    UNCOUNTED_PART = 10,
};

void vocabulary_write(struct database *database)
{
    int64_t written = state_get(database, "written");
    int64_t counted = state_get(database, "counted");
    struct lengths lengths;
    lengths_load(database, &lengths);
    if ((written - counted) * UNCOUNTED_PART <= (int64_t)lengths.texts)
        return;
    database_run(database, "CREATE VIRTUAL TABLE temp.counted"
                           " USING fts5vocab('main', 'called', 'row')");
    database_run(database, "BEGIN IMMEDIATE");
    database_run(database, "DELETE FROM word");
    database_run(database, "INSERT INTO word SELECT term, doc FROM temp.counted");
    state_set(database, "counted", written);
    database_run(database, "COMMIT");
    database_run(database, "DROP TABLE temp.counted");
}
