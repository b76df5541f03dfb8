/*
 * The statements that write and delete the rows of `lead`.
 */
#include "catalog/near/leads.h"

#include <stdlib.h>

#include "base/mem.h"

struct leads {
    struct database *database;
    struct statement *targets, *drop, *put;
};

struct leads *leads_new(struct database *database)
{
    struct leads *leads = mem_zalloc(1, sizeof *leads);
    leads->database = database;
    leads->targets =
        statement_new(database, "SELECT targets FROM facts WHERE article = ?");
    leads->drop =
        statement_new(database, "DELETE FROM lead WHERE target = ? AND article = ?");
    leads->put =
        statement_new(database, "INSERT INTO lead VALUES(?,?,?,?) ON CONFLICT DO UPDATE"
                                " SET given = given OR excluded.given");
    return leads;
}

void leads_free(struct leads *leads)
{
    if (leads == NULL)
        return;
    statement_free(leads->targets);
    statement_free(leads->drop);
    statement_free(leads->put);
    free(leads);
}

static void drop_targets(struct leads *leads, uint32_t article, struct str targets)
{
    uint32_t target;
    while (targets.len > 0) {
        if (!record_get_target(&targets, article, &target)) {
            database_mark_corrupt(leads->database);
            return;
        }
        if (target == ARTICLE_NONE)
            continue;
        statement_int(leads->drop, 1, target);
        statement_int(leads->drop, 2, article);
        statement_run(leads->drop);
    }
}

void leads_drop(struct leads *leads, uint32_t article)
{
    statement_int(leads->targets, 1, article);
    if (statement_next(leads->targets))
        drop_targets(leads, article, column_bytes(leads->targets, 0));
    statement_end(leads->targets);
}

void leads_put(struct leads *leads, uint32_t article, const struct record_link *links,
               size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (links[i].target == ARTICLE_NONE)
            continue;
        statement_int(leads->put, 1, links[i].target);
        statement_int(leads->put, 2, article);
        statement_int(leads->put, 3, links[i].section);
        statement_int(leads->put, 4, links[i].given);
        statement_run(leads->put);
    }
}
