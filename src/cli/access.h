/*
 * One answer from a library as it is.
 *
 * Nothing is indexed for the answer, so whoever asks does not wait for that; instead
 * what the answer depends on is compared with the folder, and where the catalog is
 * behind, the folder is what counts.
 */
#ifndef LECTERN_CLI_ACCESS_H
#define LECTERN_CLI_ACCESS_H

#include "catalog/session.h"
#include "cli/command.h"

/* Makes of call->library what goes to call->out; an exit status. `*is_sure` when it
 * cannot be otherwise by now; if not, it may be asked again, of another library. */
typedef int answer_fn(struct session *session, struct call *call, bool *is_sure,
                      struct error *err);

/*
 * Opens the library and gets the answer of it; call->library is open meanwhile. With
 * `compare` the catalog is compared with the folder before, else only when the answer
 * is not sure. Notices of the library go to standard error.
 */
int access_run(struct call *call, bool compare, answer_fn *answer, struct error *err);

#endif
