#include "script.h"

#include <glob.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "steps.h"

enum {
    PUMP_MS = 20,        /* at most between two looks at the screen */
    SETTLE_MS = 12,      /* without output, and a frame has been drawn to its end */
    SETTLE_MAX_MS = 500, /* a program that never pauses is looked at as it is */
};

bool fail(struct script *script, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(script->failure, format, arguments);
    va_end(arguments);
    putc('\n', script->failure);
    return false;
}

/* --- Lines ---------------------------------------------------------------------- */

char *unquote(char *text)
{
    size_t len = strlen(text);
    if (len >= 2 && text[0] == '"' && text[len - 1] == '"') {
        text[len - 1] = '\0';
        return text + 1;
    }
    return text;
}

char *take_document(struct script *script, char *argument)
{
    char *mark = strstr(argument, "<<");
    if (!mark)
        return NULL;
    const char *end = mark + 2;
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    char *line;
    while ((line = script->lines[script->next]) != NULL && strcmp(line, end) != 0) {
        fprintf(out, "%s\n", line);
        script->next++;
    }
    if (line)
        script->next++;
    fclose(out);
    while (mark > argument && mark[-1] == ' ')
        mark--;
    *mark = '\0';
    return text;
}

/* --- Waiting -------------------------------------------------------------------- */

void drain(struct script *script, int quiet_ms)
{
    struct session *session = &script->session;
    long long started = clock_ms();
    while (clock_ms() - session->last_output_ms < quiet_ms ||
           clock_ms() - started < quiet_ms)
        session_pump(session, PUMP_MS);
}

/* Takes in what follows without a pause, for a while at most; false when that is
 * nothing. */
static bool settle(struct session *session)
{
    long long started = clock_ms(), before = session->last_output_ms, now;
    do {
        session_pump(session, SETTLE_MS);
        now = clock_ms();
    } while (now - started < SETTLE_MAX_MS &&
             (now - session->last_output_ms < SETTLE_MS || now - started < SETTLE_MS));
    return session->last_output_ms != before && now - started < SETTLE_MAX_MS;
}

bool wait_until(struct script *script, condition *holds, const void *context)
{
    long long deadline = clock_ms() + script->deadline_ms;
    for (;;) {
        /* What holds in the middle of a frame need not hold at its end. */
        while (holds(script, context)) {
            if (!settle(&script->session))
                return true;
        }
        if (script->session.ended) {
            drain(script, DRAIN_MS);
            return holds(script, context);
        }
        if (clock_ms() >= deadline)
            return false;
        session_pump(&script->session, PUMP_MS);
    }
}

bool needs_session(struct script *script)
{
    return script->running || fail(script, "no program was run");
}

static void show_screen(struct script *script)
{
    if (!script->running)
        return;
    char *text = screen_text(&script->session);
    fprintf(script->failure, "the screen is:\n");
    for (char *line = text, *end; (end = strchr(line, '\n')) != NULL; line = end + 1)
        fprintf(script->failure, "|%.*s\n", (int)(end - line), line);
    free(text);
}

/* --- The table ------------------------------------------------------------------ */

static bool step_fails(struct script *script, char *argument);

static const struct command {
    const char *name;
    bool (*run)(struct script *script, char *argument);
} commands[] = {
    {"size", step_size},
    {"env", step_env},
    {"file", step_file},
    {"needs", step_needs},
    {"deadline", step_deadline},
    {"run", step_run},
    {"command", step_command},
    {"keys", step_keys},
    {"bytes", step_bytes},
    {"resize", step_resize},
    {"signal", step_signal},
    {"continue", step_continue},
    {"hangup", step_hangup},
    {"orphan", step_orphan},
    {"wait", step_wait},
    {"gone", step_gone},
    {"row", step_row},
    {"attr", step_attr},
    {"cursor", step_cursor},
    {"screen", step_screen},
    {"output-max", step_output_max},
    {"suspended", step_suspended},
    {"exit", step_exit},
    {"restored", step_restored},
    {"shell", step_shell},
    {"status", step_status},
    {"stdout", step_stdout},
    {"stderr", step_stderr},
    {"fails", step_fails},
};

static bool run_line(struct script *script, char *line)
{
    size_t name_len = strcspn(line, " ");
    char *argument = line + name_len + strspn(line + name_len, " ");
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        const struct command *command = &commands[i];
        if (strlen(command->name) == name_len &&
            strncmp(command->name, line, name_len) == 0)
            return command->run(script, argument);
    }
    return fail(script, "unknown command");
}

/* The command in the argument must not hold: for tests of the runner itself. */
static bool step_fails(struct script *script, char *argument)
{
    FILE *kept = script->failure;
    char *ignored = NULL;
    size_t len = 0;
    script->failure = open_memstream(&ignored, &len);
    bool rewrite = script->rewrite;
    script->rewrite = false;
    bool held = run_line(script, argument);
    script->rewrite = rewrite;
    fclose(script->failure);
    free(ignored);
    script->failure = kept;
    return !held || fail(script, "but it held");
}

/* What the sanitizers had to say, if anything. */
static bool add_reports(struct script *script)
{
    char pattern[400];
    snprintf(pattern, sizeof pattern, "%s*", script->reports);
    glob_t found;
    if (glob(pattern, 0, NULL, &found) != 0)
        return false;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char *text = read_whole(found.gl_pathv[i]);
        fprintf(script->failure, "a sanitizer reports:\n%s", text ? text : "");
        free(text);
    }
    globfree(&found);
    return true;
}

bool script_run(struct script *script)
{
    bool held = true;
    while (held && !script->skipped && script->lines[script->next]) {
        size_t number = ++script->next;
        char *line = strdup(script->lines[number - 1]);
        if (*line && *line != '#') {
            held = run_line(script, line);
            if (!held) {
                fail(script, "%s:%zu: %s", script->path, number,
                     script->lines[number - 1]);
                show_screen(script);
            }
        }
        free(line);
    }
    held = held && status_was_read(script);
    session_end(&script->session);
    return !add_reports(script) && held;
}
