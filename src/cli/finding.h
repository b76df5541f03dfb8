/*
 * What the commands have in common that answer from a catalog in step with its library:
 * a session, a search in it, and where the command line says to look.
 */
#ifndef LECTERN_CLI_FINDING_H
#define LECTERN_CLI_FINDING_H

#include "catalog/search.h"
#include "catalog/session.h"
#include "catalog/view.h"
#include "cli/command.h"

struct finding {
    struct call *call;
    struct session *session;
    struct catalog *catalog; /* the session's */
    struct search *search;
    struct view *view;
    struct scope scope;
    struct arena arena; /* of the answer */
    /* Of a search: what was asked for, how much was found, and how much is shown. */
    const struct query *query;
    size_t found, shown;
    bool has_written; /* some of the answer has left already */
    /* Facts of the article that was asked for last. */
    struct arena facts_arena;
    const struct facts *facts;
    uint32_t article;
};

/* Searches and fills call->out: CLI_FOUND, or the status to end with. */
typedef int find_fn(struct finding *finding, struct error *err);

/*
 * Opens the library, waits until its catalog is in step, finds the scope and has `find`
 * answer, with call->library open meanwhile; returns the exit status. A catalog that
 * turns out to be damaged is built again, and asked again. Says on standard error
 * when fewer are shown than were found, and when not all that was asked for was looked
 * for.
 */
int finding_run(struct call *call, find_fn *find, struct error *err);

/* What is known of an article; NULL when nothing is. Valid until the next call. */
const struct facts *finding_facts(struct finding *finding, uint32_t article);

/* Lets go what was written to call->out, now and then: a list may be long. False when
 * it cannot be written: there is no use in going on. */
bool finding_flush(struct finding *finding);

#endif
