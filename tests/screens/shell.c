#include "steps.h"

#include <regex.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "screen.h"

/* --- The shell ------------------------------------------------------------------ */

bool status_was_read(struct script *script)
{
    if (!script->status_unread || script->shell_status == 0)
        return true;
    return fail(script,
                "the shell command before ended with status %d, and no line says "
                "that it should:\n%s%s",
                script->shell_status, script->out, script->err);
}

static void run_in_shell(const struct script *script, const char *command,
                         const char *out, const char *err)
{
    setsid(); /* no terminal, whatever the runner has */
    if (chdir(script->work) == 0 && freopen("/dev/null", "r", stdin) &&
        freopen(out, "w", stdout) && freopen(err, "w", stderr))
        execle("/bin/sh", "sh", "-c", command, (char *)NULL, script->environment);
    _exit(126);
}

/* The status of a child, 128 and the signal if one killed it, or -1 if it took too long
 * and was killed with all that it had started. */
static int wait_for_child(const struct script *script, pid_t child)
{
    long long deadline = clock_ms() + script->deadline_ms;
    int status;
    while (waitpid(child, &status, WNOHANG) == 0) {
        if (clock_ms() > deadline) {
            kill(-child, SIGKILL);
            waitpid(child, &status, 0);
            return -1;
        }
        usleep(2000);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool step_shell(struct script *script, char *argument)
{
    if (!status_was_read(script))
        return false;
    char out[400], err[400];
    snprintf(out, sizeof out, "%s/stdout", script->folder);
    snprintf(err, sizeof err, "%s/stderr", script->folder);
    pid_t child = fork();
    if (child == 0)
        run_in_shell(script, argument, out, err);
    script->shell_status = wait_for_child(script, child);
    script->status_unread = true;
    free(script->out);
    free(script->err);
    script->out = read_whole(out);
    script->err = read_whole(err);
    if (script->shell_status < 0)
        return fail(script, "still running after %ld ms", script->deadline_ms);
    return (script->out && script->err) || fail(script, "it could not be started");
}

bool step_status(struct script *script, char *argument)
{
    script->status_unread = false;
    if (script->out && script->shell_status == atoi(argument))
        return true;
    return fail(script, "the status is %d; it has printed:\n%s%s", script->shell_status,
                script->out ? script->out : "", script->err ? script->err : "");
}

/* "<<END" compares all of it; a text or a /regular expression/ must be somewhere in it.
 */
static bool compare_output(struct script *script, char *argument, const char *seen)
{
    size_t len = strlen(argument);
    if (!seen)
        return fail(script, "no shell command was run");
    char *wanted = take_document(script, argument);
    bool same;
    if (wanted) {
        same = strcmp(wanted, seen) == 0;
        free(wanted);
    } else if (len > 2 && argument[0] == '/' && argument[len - 1] == '/') {
        argument[len - 1] = '\0';
        regex_t pattern;
        if (regcomp(&pattern, argument + 1, REG_EXTENDED | REG_NEWLINE | REG_NOSUB) !=
            0)
            return fail(script, "not a regular expression");
        same = regexec(&pattern, seen, 0, NULL, 0) == 0;
        regfree(&pattern);
    } else {
        same = strstr(seen, unquote(argument)) != NULL;
    }
    return same || fail(script, "it has printed:\n%s%s", script->out, script->err);
}

bool step_stdout(struct script *script, char *argument)
{
    return compare_output(script, argument, script->out);
}

bool step_stderr(struct script *script, char *argument)
{
    return compare_output(script, argument, script->err);
}
