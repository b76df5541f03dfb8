#include "steps.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "keys.h"
#include "screen.h"

/* Splits at blanks, in place; "two words" and two\ words are one. */
static bool split_words(char *text, char **words, size_t max)
{
    size_t count = 0;
    while (*(text += strspn(text, " ")) != '\0') {
        if (count + 1 >= max)
            return false;
        char *to = words[count++] = text;
        for (bool quoted = false; *text && (quoted || *text != ' '); text++) {
            if (*text == '"')
                quoted = !quoted;
            else
                *to++ = *text == '\\' && text[1] ? *++text : *text;
        }
        if (*text)
            text++;
        *to = '\0';
    }
    words[count] = NULL;
    return count > 0;
}

/* --- Set-up --------------------------------------------------------------------- */

static bool parse_size(struct script *script, const char *argument, int *rows,
                       int *cols)
{
    if (sscanf(argument, "%dx%d", cols, rows) == 2 && *cols > 0 && *rows > 0)
        return true;
    return fail(script, "COLUMNSxROWS expected");
}

bool step_size(struct script *script, char *argument)
{
    return parse_size(script, argument, &script->rows, &script->cols);
}

/* Sets NAME=VALUE, or takes NAME away. */
bool step_env(struct script *script, char *argument)
{
    size_t name_len = strcspn(argument, "=");
    char **place = script->environment;
    while (*place &&
           (strncmp(*place, argument, name_len) != 0 || (*place)[name_len] != '='))
        place++;
    if (place == script->environment + SCRIPT_ENV_MAX)
        return fail(script, "too many variables");
    if (!*place && argument[name_len] != '=')
        return true;
    free(*place);
    if (argument[name_len] == '=') {
        place[0] = strdup(argument); /* behind the last one stands a NULL again */
        return true;
    }
    do
        place[0] = place[1];
    while (*place++);
    return true;
}

bool step_deadline(struct script *script, char *argument)
{
    script->deadline_ms = strtol(argument, NULL, 10);
    return script->deadline_ms > 0 || fail(script, "milliseconds expected");
}

bool step_needs(struct script *script, char *argument)
{
    if (strcmp(argument, "user") != 0)
        return fail(script, "'needs' knows only 'user'");
    script->skipped = geteuid() == 0;
    return true;
}

static bool make_folders(char *path)
{
    for (char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool made =
            path[0] == '\0' || mkdir(path, 0777) == 0 || access(path, X_OK) == 0;
        *slash = '/';
        if (!made)
            return false;
    }
    return true;
}

bool step_file(struct script *script, char *argument)
{
    char path[1024];
    char *text = take_document(script, argument);
    snprintf(path, sizeof path, "%s/%s", script->work, argument);
    bool done = text && make_folders(path) && write_whole(path, text);
    free(text);
    return done || fail(script, "cannot write '%s'", path);
}

/* --- Programs ------------------------------------------------------------------- */

static bool start(struct script *script, char **words)
{
    session_end(&script->session);
    script->running = session_start(&script->session, words, script->environment,
                                    script->work, script->rows, script->cols);
    return script->running || fail(script, "no pseudo-terminal");
}

bool step_run(struct script *script, char *argument)
{
    char program[400];
    snprintf(program, sizeof program, "%s/bin/lectern", script->folder);
    char *words[SCRIPT_WORDS_MAX];
    words[0] = program;
    if (*argument && !split_words(argument, words + 1, SCRIPT_WORDS_MAX - 1))
        return fail(script, "too many words");
    if (!*argument)
        words[1] = NULL;
    return start(script, words);
}

bool step_command(struct script *script, char *argument)
{
    char *words[SCRIPT_WORDS_MAX];
    if (!split_words(argument, words, SCRIPT_WORDS_MAX))
        return fail(script, "a command expected");
    return start(script, words);
}

bool step_keys(struct script *script, char *argument)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);
    bool known = keys_write(out, argument, script->session.modes.cursor_keys);
    fclose(out);
    if (known && script->running)
        session_send(&script->session, bytes, len);
    free(bytes);
    return (known || fail(script, "unknown key")) && needs_session(script);
}

bool step_bytes(struct script *script, char *argument)
{
    char bytes[256];
    size_t len = 0;
    char *end = argument;
    while (*argument && len < sizeof bytes) {
        bytes[len++] = (char)strtoul(argument, &end, 16);
        if (end == argument)
            return fail(script, "hexadecimal bytes expected");
        argument = end + strspn(end, " ");
    }
    if (script->running)
        session_send(&script->session, bytes, len);
    return needs_session(script);
}

bool step_resize(struct script *script, char *argument)
{
    int rows, cols;
    if (!needs_session(script) || !parse_size(script, argument, &rows, &cols))
        return false;
    session_resize(&script->session, rows, cols);
    return true;
}

static const struct {
    const char *name;
    int number;
} signals[] = {
    {"TERM", SIGTERM},     {"HUP", SIGHUP},   {"INT", SIGINT},   {"QUIT", SIGQUIT},
    {"TSTP", SIGTSTP},     {"CONT", SIGCONT}, {"KILL", SIGKILL}, {"PIPE", SIGPIPE},
    {"USR1", SIGUSR1},     {"USR2", SIGUSR2}, {"ALRM", SIGALRM}, {"WINCH", SIGWINCH},
    {"ABRT", SIGABRT},     {"SEGV", SIGSEGV}, {"BUS", SIGBUS},   {"FPE", SIGFPE},
    {"ILL", SIGILL},       {"SYS", SIGSYS},   {"TRAP", SIGTRAP}, {"XCPU", SIGXCPU},
    {"VTALRM", SIGVTALRM}, {"PROF", SIGPROF}, {"XFSZ", SIGXFSZ}, {"CHLD", SIGCHLD},
    {"URG", SIGURG},
#ifdef SIGIO
    {"IO", SIGIO},
#endif
#ifdef SIGPWR
    {"PWR", SIGPWR},
#endif
#ifdef SIGSTKFLT
    {"STKFLT", SIGSTKFLT},
#endif
};

int signal_number(const char *name)
{
#ifdef SIGRTMIN
    if (strcmp(name, "RTMIN") == 0)
        return SIGRTMIN;
    if (strcmp(name, "RTMAX") == 0)
        return SIGRTMAX;
#endif
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        if (strcmp(signals[i].name, name) == 0)
            return signals[i].number;
    }
    return 0;
}

bool step_signal(struct script *script, char *argument)
{
    int number = signal_number(argument);
    if (number == 0)
        return fail(script, "unknown signal");
    session_signal(&script->session, number);
    return needs_session(script);
}

bool step_continue(struct script *script, char *argument)
{
    (void)argument;
    if (!script->session.stopped)
        return fail(script, "the program is not suspended");
    session_continue(&script->session);
    return true;
}

bool step_hangup(struct script *script, char *argument)
{
    if (!needs_session(script))
        return false;
    session_hang_up(&script->session, strcmp(argument, "silent") == 0);
    return true;
}

bool step_orphan(struct script *script, char *argument)
{
    (void)argument;
    if (!needs_session(script))
        return false;
    session_orphan(&script->session);
    return true;
}
