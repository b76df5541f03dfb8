#include "steps.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"

enum { GOLDEN_QUIET_MS = 600 /* without output, and a screen may be kept as golden */ };

/* --- What is seen --------------------------------------------------------------- */

static bool shows(struct script *script, const void *context)
{
    char *text = screen_text(&script->session);
    bool found = strstr(text, context) != NULL;
    free(text);
    return found;
}

static bool shows_not(struct script *script, const void *context)
{
    return !shows(script, context);
}

static bool matches(struct script *script, const void *context)
{
    char *text = screen_text(&script->session);
    bool found = regexec(context, text, 0, NULL, 0) == 0;
    free(text);
    return found;
}

static bool matches_not(struct script *script, const void *context)
{
    return !matches(script, context);
}

/* Waits for TEXT, or for a /regular expression/, to be on the screen or to be gone. */
static bool wait_for_text(struct script *script, char *argument, bool wanted)
{
    size_t len = strlen(argument);
    if (!needs_session(script))
        return false;
    bool held;
    if (len > 2 && argument[0] == '/' && argument[len - 1] == '/') {
        argument[len - 1] = '\0';
        regex_t pattern;
        if (regcomp(&pattern, argument + 1, REG_EXTENDED | REG_NEWLINE | REG_NOSUB) !=
            0)
            return fail(script, "not a regular expression");
        held = wait_until(script, wanted ? matches : matches_not, &pattern);
        regfree(&pattern);
    } else {
        held = wait_until(script, wanted ? shows : shows_not, unquote(argument));
    }
    return held ||
           fail(script, wanted ? "not shown within %ld ms" : "still shown after %ld ms",
                script->deadline_ms);
}

bool step_wait(struct script *script, char *argument)
{
    return wait_for_text(script, argument, true);
}

bool step_gone(struct script *script, char *argument)
{
    return wait_for_text(script, argument, false);
}

/* A row counted from 1, or from the last one upwards: -1. */
static int row_index(const struct script *script, long row)
{
    return (int)(row > 0 ? row - 1 : script->session.rows + row);
}

struct row_text {
    long row;
    const char *text;
};

static bool row_shows(struct script *script, const void *context)
{
    const struct row_text *wanted = context;
    char *row = screen_row(&script->session, row_index(script, wanted->row));
    bool found = strstr(row, wanted->text) != NULL;
    free(row);
    return found;
}

bool step_row(struct script *script, char *argument)
{
    struct row_text wanted = {.row = strtol(argument, &argument, 10)};
    wanted.text = unquote(argument + strspn(argument, " "));
    if (wanted.row == 0)
        return fail(script, "a row expected, from 1, or from -1 upwards");
    return needs_session(script) &&
           (wait_until(script, row_shows, &wanted) ||
            fail(script, "not in that row within %ld ms", script->deadline_ms));
}

struct look {
    bool any_row;
    long row;
    const char *text;
    const char *name;
};

static bool looks(struct script *script, const void *context)
{
    const struct look *look = context;
    bool known;
    if (!look->any_row)
        return screen_looks(&script->session, row_index(script, look->row), look->text,
                            look->name, &known);
    for (int row = 0; row < script->session.rows; row++) {
        if (screen_looks(&script->session, row, look->text, look->name, &known))
            return true;
    }
    return false;
}

/* ROW "TEXT" LOOK, where the quotes may be left out round a single word. */
bool step_attr(struct script *script, char *argument)
{
    struct look look = {.any_row = *argument == '*'};
    look.row = look.any_row ? 0 : strtol(argument, NULL, 10);
    argument += strcspn(argument, " ");
    argument += strspn(argument, " ");
    bool quoted = *argument == '"';
    look.text = argument += quoted;
    argument += strcspn(argument, quoted ? "\"" : " ");
    if (*argument)
        *argument++ = '\0';
    look.name = argument += strspn(argument, " ");

    bool known = true;
    if (!needs_session(script))
        return false;
    screen_looks(&script->session, 0, "", look.name, &known);
    if (!known || (!look.any_row && look.row == 0))
        return fail(script, "ROW TEXT LOOK expected");
    return wait_until(script, looks, &look) ||
           fail(script, "does not look so within %ld ms", script->deadline_ms);
}

static bool cursor_is(struct script *script, const void *context)
{
    const int *wanted = context;
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(script->session.terminal), &at);
    return at.row == wanted[0] && at.col == wanted[1];
}

static bool cursor_is_hidden(struct script *script, const void *context)
{
    const bool *wanted = context;
    return script->session.modes.cursor_hidden == *wanted;
}

/* "hidden", "visible", or ROW COLUMN, both from 1. */
bool step_cursor(struct script *script, char *argument)
{
    bool hidden = strcmp(argument, "hidden") == 0;
    if (!needs_session(script))
        return false;
    if (hidden || strcmp(argument, "visible") == 0)
        return wait_until(script, cursor_is_hidden, &hidden) ||
               fail(script, "it is not, within %ld ms", script->deadline_ms);
    int wanted[2];
    if (sscanf(argument, "%d %d", &wanted[0], &wanted[1]) != 2)
        return fail(script, "hidden, visible or ROW COLUMN expected");
    wanted[0] = row_index(script, wanted[0]);
    wanted[1]--;
    return wait_until(script, cursor_is, wanted) ||
           fail(script, "it is not there within %ld ms", script->deadline_ms);
}

bool step_output_max(struct script *script, char *argument)
{
    if (!needs_session(script))
        return false;
    drain(script, DRAIN_MS);
    size_t bytes = script->session.bytes_since_key;
    return bytes <= strtoul(argument, NULL, 10) ||
           fail(script, "%zu bytes came since the last key", bytes);
}

/* --- Goldens -------------------------------------------------------------------- */

static bool screen_is(struct script *script, const void *context)
{
    char *text = screen_text(&script->session);
    bool same = strcmp(text, context) == 0;
    free(text);
    return same;
}

/* Both screens, row by row; rows that differ are marked. */
static void show_difference(struct script *script, const char *golden)
{
    char *text = screen_text(&script->session);
    const char *is = text, *was = golden;
    fprintf(script->failure, "'-' is expected, '+' is seen:\n");
    while (*is || *was) {
        size_t is_len = strcspn(is, "\n"), was_len = strcspn(was, "\n");
        bool same = is_len == was_len && memcmp(is, was, is_len) == 0;
        if (same) {
            fprintf(script->failure, "  |%.*s\n", (int)is_len, is);
        } else {
            if (*was)
                fprintf(script->failure, "- |%.*s\n", (int)was_len, was);
            if (*is)
                fprintf(script->failure, "+ |%.*s\n", (int)is_len, is);
        }
        is += is_len + (is[is_len] != '\0');
        was += was_len + (was[was_len] != '\0');
    }
    free(text);
}

static bool keep_golden(struct script *script, const char *path)
{
    drain(script, GOLDEN_QUIET_MS);
    char *text = screen_text(&script->session);
    bool done = write_whole(path, text);
    free(text);
    return done || fail(script, "cannot write '%s'", path);
}

bool step_screen(struct script *script, char *argument)
{
    char path[1024];
    const char *slash = strrchr(script->path, '/');
    int folder_len = slash ? (int)(slash - script->path) + 1 : 0;
    snprintf(path, sizeof path, "%.*s%s.screen", folder_len, script->path, argument);
    if (!needs_session(script))
        return false;
    if (script->rewrite)
        return keep_golden(script, path);
    char *golden = read_whole(path);
    if (!golden)
        return fail(script, "no '%s'; make golden writes it", path);
    bool same = wait_until(script, screen_is, golden);
    if (!same)
        show_difference(script, golden);
    free(golden);
    return same;
}
