/*
 * An answer: what the commands that open a library have in common. Each says what its
 * answer is to come from.
 */
#ifndef LECTERN_CLI_ANSWER_H
#define LECTERN_CLI_ANSWER_H

#include "catalog/search.h"
#include "catalog/session.h"
#include "catalog/view.h"
#include "cli/command.h"

enum answer_from {
    /* The catalog as it is, or else the folder. Nothing is indexed or waited for: what
     * the answer depends on is compared with the folder, and where the catalog is out
     * of date, the folder counts. */
    ANSWER_AS_IS,
    /* The same, but all of the folder is compared with the catalog before. */
    ANSWER_COMPARED,
    /* The catalog, once it is in step, with a search in it. */
    ANSWER_IN_STEP,
    /* The same, but of a large library only the folders are looked at for changes, and
     * the files that the answer comes from (answer_looks_at). */
    ANSWER_FOUND,
};

struct answer {
    struct call *call;
    struct session *session;
    bool is_unsure; /* ANSWER_AS_IS: it may be otherwise by now; set by the command */
    /* ANSWER_IN_STEP and ANSWER_FOUND: */
    struct search *search;
    struct view *view;
    struct scope scope;
    struct arena arena;
    bool has_written; /* some of it has left already */
    /* For a search: what was asked for, how much was found, and how much is shown. */
    const struct query *query;
    size_t found, shown;
    size_t unseen;  /* articles that were not looked at for edits */
    bool must_walk; /* one that was is not as the catalog has it, or there are none */
    struct facts_cache facts;
    struct arena facts_arena;
    size_t largest_facts_bytes;
    bool is_file; /* the library is the one around a file */
};

/* Fills call->out; an exit status. It may be asked again, of another library. */
typedef int answer_fn(struct answer *answer, struct error *err);

/*
 * Opens the library and has `fill` answer, with call->library open meanwhile; returns
 * the exit status. Where the catalog turns out to be damaged, it is asked again: of the
 * folder, or of a catalog that was built again. Notices of the library go to standard
 * error, with what is not in the catalog yet, and what of the answer is not shown.
 */
int answer_run(struct call *call, enum answer_from from, answer_fn *fill,
               struct error *err);

/* ANSWER_FOUND: whether the files of these articles, which the answer comes from, are
 * as the catalog has them. Where they are not, or there are none, all of the library is
 * looked at and the command asked again, unless that was done already. Sorts the
 * articles. */
bool answer_looks_at(struct answer *answer, uint32_t *articles, size_t count);

/* What is known of an article; NULL when nothing is. Valid until answer_flush(). */
const struct facts *answer_facts(struct answer *answer, uint32_t article);

/* Lets go what was written to call->out, now and then: a list may be long. False when
 * it cannot be written: there is no use in going on. */
bool answer_flush(struct answer *answer);

/* --- What a call names --- */

/* The path of what is to be opened, in the arena or the call's. `*is_file` says that a
 * file, or standard input, is named instead of a library. With --catalog it is what -L
 * gives, or NULL: the catalog says where its library is. */
const char *find_path(struct call *call, struct arena *arena, bool *is_file);

/* What the library has to complain of, on standard error. */
void report_notices(const struct call *call);

/* The article and section that call->argument means: CLI_FOUND, or CLI_NOTHING with a
 * message that names it. */
int find_article(struct call *call, uint32_t *article, struct str *section,
                 struct error *err);

/* Where --in says to look, the library without it: CLI_FOUND, or CLI_NOTHING with a
 * message that names it. */
int find_scope(struct call *call, struct scope *scope, struct error *err);

#endif
