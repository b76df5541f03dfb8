/*
 * A library for one answer.
 *
 * It is opened by the catalog that --catalog names, else by the one in the cache folder
 * as it lies there, else in memory. Nothing is indexed for the answer, so who asks does
 * not wait for that; instead what the answer depends on is compared with the folder,
 * and where the catalog is behind, the folder is what counts.
 */
#ifndef LECTERN_CLI_ACCESS_H
#define LECTERN_CLI_ACCESS_H

#include "catalog/view.h"
#include "cli/command.h"

struct access;

/* Makes of call->library what goes to call->out; an exit status. `*is_sure` when it
 * cannot be otherwise by now; if not, it may be asked again, of another library. */
typedef int answer_fn(struct access *access, struct call *call, bool *is_sure,
                      struct error *err);

/*
 * Opens the library and gets the answer of it; call->library is open meanwhile. With
 * `compare` the catalog is compared with the folder before, else only when the answer
 * is not sure. Notices of the library go to standard error.
 */
int access_run(struct call *call, bool compare, answer_fn *answer, struct error *err);

/* Whether an article as it was opened can be relied upon: its file and those that its
 * links lead to are as the catalog has them. A link that leads nowhere may lead
 * somewhere by now, so with one of these it cannot, except in a library that is too
 * large to look through for one article. */
bool access_is_sure(const struct access *access, const struct opened *opened);

/* The catalog that call->library is of; NULL when it is in memory. */
struct view *access_view(const struct access *access);

#endif
