/*
 * The runner of screen tests: carries out scripts (README.md) and prints TAP.
 *
 *     LECTERN=path/to/lectern run SCRIPT.scr...
 *
 * Every script has folders and an environment of its own, so that nothing of the
 * machine it runs on shows on its screens and many can run at once.
 */
#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "screen.h"
#include "script.h"

enum { DEADLINE_MS = 15000 /* far beyond what a busy machine with sanitizers takes */ };

static int remove_entry(const char *path, const struct stat *status, int kind,
                        struct FTW *where)
{
    (void)status;
    (void)kind;
    (void)where;
    return remove(path);
}

static void remove_tree(const char *path)
{
    nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

/* Adds NAME=VALUE, the value made of `folder` and `rest`. */
static void add_variable(struct script *script, const char *name, const char *folder,
                         const char *rest)
{
    char text[1200];
    size_t count = 0;
    snprintf(text, sizeof text, "%s=%s%s", name, folder, rest);
    while (script->environment[count])
        count++;
    script->environment[count] = strdup(text);
}

static void set_environment(struct script *script)
{
    static const struct {
        const char *name, *rest;
    } folders[] = {
        {"HOME", "/home"},
        {"XDG_CONFIG_HOME", "/home/config"},
        {"XDG_CACHE_HOME", "/home/cache"},
        {"XDG_STATE_HOME", "/home/state"},
        {"XDG_DATA_HOME", "/home/data"},
        {"TMPDIR", "/tmp"},
        {"PATH", "/bin:/usr/bin:/bin"},
        {"UBSAN_OPTIONS", "/report:print_stacktrace=1"},
    };
    static const char *const constants[][2] = {
        {"TERM", "xterm-256color"},
        {"LC_ALL", "C.UTF-8"},
        {"TZ", "UTC"},
        {"ESCDELAY", "25"},
    };
    for (size_t i = 0; i < sizeof constants / sizeof constants[0]; i++)
        add_variable(script, constants[i][0], constants[i][1], "");
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        bool report = strcmp(folders[i].name, "UBSAN_OPTIONS") == 0;
        char folder[300];
        snprintf(folder, sizeof folder, "%s%s", report ? "log_path=" : "",
                 script->folder);
        add_variable(script, folders[i].name, folder, folders[i].rest);
    }
    const char *options = getenv("ASAN_OPTIONS");
    char text[1000];
    snprintf(text, sizeof text, "%s%slog_path=%s", options ? options : "",
             options ? ":" : "", script->reports);
    add_variable(script, "ASAN_OPTIONS", text, "");
    static const char *const others[] = {"LSAN_OPTIONS", "TSAN_OPTIONS"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        const char *value = getenv(others[i]);
        if (value)
            add_variable(script, others[i], value, "");
    }
}

static bool make_folders(struct script *script)
{
    static const char *const names[] = {"home", "work", "bin", "tmp"};
    const char *parent = getenv("TMPDIR");
    snprintf(script->folder, sizeof script->folder, "%s/lectern-screen.XXXXXX",
             parent ? parent : "/tmp");
    if (!mkdtemp(script->folder))
        return false;
    char path[300];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", script->folder, names[i]);
        if (mkdir(path, 0777) != 0)
            return false;
    }
    snprintf(script->work, sizeof script->work, "%s/work", script->folder);
    snprintf(script->reports, sizeof script->reports, "%s/report", script->folder);
    snprintf(path, sizeof path, "%s/bin/lectern", script->folder);
    return symlink(script->program, path) == 0;
}

/* The lines of a text, in place; the array ends in NULL. */
static char **split_lines(char *text)
{
    size_t count = 1;
    for (const char *c = text; *c; c++)
        count += *c == '\n';
    char **lines = calloc(count + 1, sizeof *lines);
    count = 0;
    for (char *end; lines && (end = strchr(text, '\n')) != NULL; text = end + 1) {
        *end = '\0';
        lines[count++] = text;
    }
    if (lines && *text)
        lines[count++] = text;
    return lines;
}

static void print_result(const struct script *script, bool passed, size_t number,
                         char *failure)
{
    printf("%sok %zu - %s%s\n", passed ? "" : "not ", number, script->path,
           script->skipped ? " # SKIP" : "");
    for (char *end; !passed && (end = strchr(failure, '\n')) != NULL; failure = end + 1)
        printf("# %.*s\n", (int)(end - failure), failure);
    fflush(stdout);
}

static bool run_script(const char *path, const char *program, size_t number)
{
    struct script script = {.path = path,
                            .program = program,
                            .rewrite = getenv("GOLDEN") != NULL,
                            .rows = 24,
                            .cols = 80,
                            .deadline_ms = DEADLINE_MS};
    const char *deadline = getenv("SCREEN_DEADLINE_MS");
    if (deadline)
        script.deadline_ms = strtol(deadline, NULL, 10);
    char *failure = NULL;
    size_t failure_len = 0;
    script.failure = open_memstream(&failure, &failure_len);
    char *text = read_whole(path);
    bool passed = false;
    if (!text || !(script.lines = split_lines(text))) {
        fprintf(script.failure, "cannot read '%s': %s\n", path, strerror(errno));
    } else if (!make_folders(&script)) {
        fprintf(script.failure, "cannot make folders: %s\n", strerror(errno));
    } else {
        set_environment(&script);
        passed = script_run(&script);
    }
    fclose(script.failure);
    print_result(&script, passed, number, failure);
    remove_tree(script.folder);
    for (char **variable = script.environment; *variable; variable++)
        free(*variable);
    free(script.out);
    free(script.err);
    free(script.lines);
    free(text);
    free(failure);
    return passed;
}

int main(int argc, char **argv)
{
    const char *named = getenv("LECTERN");
    char program[PATH_MAX];
    bool passed = true;
    if (!realpath(named ? named : "build/lectern", program))
        snprintf(program, sizeof program, "/nowhere");
    signal(SIGPIPE, SIG_IGN);
#ifdef PR_SET_CHILD_SUBREAPER
    prctl(PR_SET_CHILD_SUBREAPER, 1); /* so that orphans can be waited for */
#endif
    printf("1..%d\n", argc - 1);
    fflush(stdout);
    for (int i = 1; i < argc; i++)
        passed &= run_script(argv[i], program, (size_t)i);
    return passed ? 0 : 1;
}
