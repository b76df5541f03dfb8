#include "steps.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* --- The end -------------------------------------------------------------------- */

static bool has_ended(struct script *script, const void *context)
{
    (void)context;
    return script->session.ended;
}

static bool has_stopped(struct script *script, const void *context)
{
    (void)context;
    return script->session.stopped;
}

bool step_exit(struct script *script, char *argument)
{
    if (!needs_session(script))
        return false;
    if (!wait_until(script, has_ended, NULL))
        return fail(script, "still running after %ld ms", script->deadline_ms);
    drain(script, DRAIN_MS);
    int status = script->session.status;
    bool signalled = strncmp(argument, "signal ", 7) == 0;
    int wanted = signalled ? signal_number(argument + 7) : atoi(argument);
    if (signalled ? WIFSIGNALED(status) && WTERMSIG(status) == wanted
                  : WIFEXITED(status) && WEXITSTATUS(status) == wanted)
        return true;
    return fail(script, "it ended with %s %d",
                WIFSIGNALED(status) ? "signal" : "status",
                WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

static bool is_restored(struct script *script, const void *context)
{
    (void)context;
    return session_unrestored(&script->session) == NULL;
}

bool step_restored(struct script *script, char *argument)
{
    (void)argument;
    if (!needs_session(script))
        return false;
    return wait_until(script, is_restored, NULL) ||
           fail(script, "%s", session_unrestored(&script->session));
}

bool step_suspended(struct script *script, char *argument)
{
    if (!needs_session(script))
        return false;
    if (!wait_until(script, has_stopped, NULL))
        return fail(script, "not suspended within %ld ms", script->deadline_ms);
    return step_restored(script, argument);
}
