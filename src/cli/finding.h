/*
 * What search, points and faq have in common: a library, its catalog, and a search in
 * it, where the command line says.
 */
#ifndef LECTERN_CLI_FINDING_H
#define LECTERN_CLI_FINDING_H

#include "catalog/search.h"
#include "catalog/view.h"
#include "cli/command.h"

struct finding {
    struct call *call;
    struct library *given; /* of what has no folder; else NULL */
    struct catalog *catalog;
    struct search *search;
    struct view *view;
    struct scope scope;
    struct arena arena; /* of the answer */
    /* Facts of the article that was asked for last. */
    struct arena facts_arena;
    const struct facts *facts;
    uint32_t article;
};

/* Opens the library, waits until its catalog is in step, and finds the scope:
 * CLI_FOUND, or the status to end with. Close it in any case. call->library is open
 * meanwhile. */
int finding_open(struct finding *finding, struct call *call, struct error *err);
void finding_close(struct finding *finding);

/* The exit status for what a search gave. */
int finding_status(enum search_status status, size_t count, struct error *err);

/* Says on standard error when fewer are shown than were found, and when not all that was
 * asked for was looked for. */
void finding_tell(struct finding *finding, const struct query *query, size_t shown,
                  size_t found);

/* What is known of an article; NULL when nothing is. Valid until the next call. */
const struct facts *finding_facts(struct finding *finding, uint32_t article);

/* Lets go what was written to call->out, now and then: a list may be long. False when
 * it cannot be written: there is no use in going on. */
bool finding_flush(struct finding *finding);

#endif
