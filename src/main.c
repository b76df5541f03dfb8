/*
 * Lectern: options, wiring, exit status. The only place that prints errors.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "catalog/session.h"
#include "cli/cli.h"
#include "ui/app.h"

#define LECTERN_VERSION "0.1.0"

struct options {
    const char *library; /* -L; NULL when not given */
    const char *path;    /* of a library, or of an article; NULL when not given */
    const char *catalog; /* --catalog; NULL when not given */
    bool utf8;           /* the terminal takes UTF-8, and may be sent it */
};

enum { OPTION_NONE = -1 }; /* no exit status yet: go on */

/* --- Restricted mode --- */

/* What is meant to be given to strangers must not open as if it were. */
static bool is_restricted_name(const char *program)
{
    static const char end[] = "-restricted";
    size_t len = program != NULL ? strlen(program) : 0;
    return len >= sizeof end - 1 && strcmp(program + len - (sizeof end - 1), end) == 0;
}

static bool is_restricted_option(const char *arg)
{
    static const char option[] = "--restricted";
    size_t len = sizeof option - 1;
    return strncmp(arg, option, len) == 0 && (arg[len] == '\0' || arg[len] == '=');
}

/* Whatever the option may be the value of: the safe side is to refuse. */
static bool wants_restricted(int argc, char **argv)
{
    const char *value = getenv("LECTERN_RESTRICTED");
    if (value != NULL && *value != '\0' && strcmp(value, "0") != 0)
        return true;
    if (is_restricted_name(argv[0]))
        return true;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (is_restricted_option(argv[i]))
            return true;
    return false;
}

/* --- Printing --- */

static int fail(const struct error *err, bool utf8)
{
    cli_report(error_str(err), utf8);
    return CLI_ERROR;
}

static int print_help(bool utf8)
{
    struct buf out = {0};
    buf_puts(&out,
             STR("usage: lectern [OPTION...] [PATH[#SECTION]]\n"
                 "       lectern COMMAND [OPTION...] [ARGUMENT...]\n"
                 "\n"
                 "Browse a library of articles. PATH is a folder, one article of a "
                 "folder, or '-'\n"
                 "for standard input; without it $LECTERN_LIBRARY, else the starter "
                 "library that\n"
                 "is part of the program.\n"
                 "\n"
                 "  -L, --library PATH   the library; PATH is then an article of it, "
                 "by its path,\n"
                 "                       its title or another of its names\n"
                 "      --catalog FILE   use the catalog that 'lectern index' made "
                 "there; without a\n"
                 "                       path, of the library that it was made of\n"
                 "      --ascii          draw with ASCII alone\n"
                 "      --restricted     refuse to start: there is no restricted mode "
                 "yet\n"
                 "      --keys           print the keys and what they do\n"
                 "  -h, --help           print this\n"
                 "  -V, --version        print the version\n"
                 "\n"
                 "What the screen shows is also printed by commands:\n"
                 "\n"));
    cli_print_commands(&out);
    int status = cli_print(&out, utf8);
    buf_release(&out);
    return status;
}

static int print_version(bool utf8)
{
    struct buf out = {0};
    buf_puts(&out, STR("lectern " LECTERN_VERSION "\n"));
    int status = cli_print(&out, utf8);
    buf_release(&out);
    return status;
}

static int print_keys(bool utf8)
{
    struct buf out = {0};
    app_print_keys(&out);
    int status = cli_print(&out, utf8);
    buf_release(&out);
    return status;
}

/* --- Options --- */

static bool is_option(const char *arg, const char *brief, const char *full)
{
    return (brief != NULL && strcmp(arg, brief) == 0) || strcmp(arg, full) == 0;
}

/* One option without a value; CLI_ERROR when it is not known. */
static int take_flag(const char *arg, struct options *options, struct error *err)
{
    if (is_option(arg, "-h", "--help"))
        return print_help(options->utf8);
    if (is_option(arg, "-V", "--version"))
        return print_version(options->utf8);
    if (is_option(arg, NULL, "--keys"))
        return print_keys(options->utf8);
    if (is_option(arg, NULL, "--ascii")) {
        options->utf8 = false;
        return OPTION_NONE;
    }
    error_set(err, "unknown option '%s'; try 'lectern --help'", arg);
    return CLI_ERROR;
}

/* Options with a value. */
enum value_option { VALUE_NONE, VALUE_LIBRARY, VALUE_CATALOG };

static enum value_option value_option(const char *arg, const char **value)
{
    static const struct {
        const char *brief, *full;
        enum value_option option;
    } rows[] = {{"-L", "--library", VALUE_LIBRARY}, {NULL, "--catalog", VALUE_CATALOG}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t len = strlen(rows[i].full);
        *value = NULL;
        if (is_option(arg, rows[i].brief, rows[i].full))
            return rows[i].option;
        *value = arg + len + 1;
        if (strncmp(arg, rows[i].full, len) == 0 && arg[len] == '=')
            return rows[i].option;
    }
    return VALUE_NONE;
}

/* Takes an option with a value at argv[*at], which is moved on to it; false when it is
 * no such option. `*missing` when there is no value. */
static bool take_value(int argc, char **argv, int *at, struct options *options,
                       bool *missing)
{
    const char *value;
    enum value_option option = value_option(argv[*at], &value);
    if (option == VALUE_NONE)
        return false;
    *missing = value == NULL && *at + 1 == argc;
    if (value == NULL && !*missing)
        value = argv[++*at];
    if (option == VALUE_LIBRARY)
        options->library = value;
    else
        options->catalog = value;
    return true;
}

static void complain_of_second(const char *path, const char *second, struct error *err)
{
    if (cli_is_command(path))
        error_set(err, "put the command before its options: lectern %s ...", path);
    else
        error_set(err, "one path at a time, not '%s' and '%s'", path, second);
}

/* Reads the command line; an exit status, or OPTION_NONE to go on. */
static int take_arguments(int argc, char **argv, struct options *options,
                          struct error *err)
{
    bool only_paths = false, missing = false;
    for (int i = 1; i < argc; i++) {
        const char *arg = argv[i];
        if (!only_paths && take_value(argc, argv, &i, options, &missing)) {
            if (!missing)
                continue;
            error_set(err, "%s needs a path", arg);
            return CLI_ERROR;
        } else if (!only_paths && strcmp(arg, "--") == 0) {
            only_paths = true;
        } else if (!only_paths && arg[0] == '-' && arg[1] != '\0') {
            int status = take_flag(arg, options, err);
            if (status != OPTION_NONE)
                return status;
        } else if (options->path != NULL) {
            complain_of_second(options->path, argv[i], err);
            return CLI_ERROR;
        } else {
            options->path = argv[i];
        }
    }
    return OPTION_NONE;
}

/* --- Without a screen --- */

/* The words of a command line for a subcommand. */
struct arguments {
    char **items;
    size_t count, cap;
};

static void add_word(struct arguments *words, struct arena *arena, const char *word)
{
    words->items =
        mem_grow(words->items, words->count, &words->cap, sizeof *words->items);
    words->items[words->count++] = arena_cstr(arena, str_from(word));
}

/* An article that is named as PATH: `show` of it. */
static void add_article(struct arguments *words, struct arena *arena,
                        const struct options *options, const char *given)
{
    struct session_name name = session_name(given, arena);
    struct str file = path_name(str_from(name.path));
    if (options->catalog == NULL) {
        add_word(words, arena, given);
        return;
    }
    /* Beside a catalog it is an article's name that is asked for. */
    if (name.section.len > 0)
        file = arena_printf(arena, STR_FMT "#" STR_FMT, STR_ARG(file),
                            STR_ARG(name.section));
    add_word(words, arena, "-L");
    add_word(words, arena, name.path);
    add_word(words, arena, arena_cstr(arena, file));
}

/* Where no screen can be drawn, the article or the table of contents is printed. */
static int print_plainly(const struct options *options)
{
    struct arena arena = {0};
    struct arguments words = {.count = 0};
    bool stands_alone = options->catalog != NULL && options->path == NULL;
    const char *given = stands_alone ? NULL : session_default(options->path);
    bool in_library = options->library != NULL && options->path != NULL;
    bool is_article =
        options->library == NULL && session_name(given, &arena).is_article;
    const char *library = options->library != NULL ? options->library : given;
    add_word(&words, &arena, in_library || is_article ? "show" : "toc");
    if (options->catalog != NULL) {
        add_word(&words, &arena, "--catalog");
        add_word(&words, &arena, options->catalog);
    }
    if (!options->utf8)
        add_word(&words, &arena, "--ascii");
    if (library != NULL && !is_article) {
        add_word(&words, &arena, "-L");
        add_word(&words, &arena, library);
    }
    if (is_article)
        add_article(&words, &arena, options, given);
    else if (in_library)
        add_word(&words, &arena, options->path);
    int status = cli_run((int)words.count, words.items, options->utf8);
    free(words.items);
    arena_release(&arena);
    return status;
}

/* --- On the screen --- */

static bool wants_color(void)
{
    const char *no_color = getenv("NO_COLOR");
    return no_color == NULL || *no_color == '\0';
}

/* Ends as the signal would have ended it, so that the caller's shell sees it. */
static void end_by(int number)
{
    signal(number, SIG_DFL);
    raise(number);
}

static int browse(const struct options *options, struct error *err)
{
    struct arena arena = {0};
    struct app_options app_options = {
        .utf8 = options->utf8,
        .color = wants_color(),
        .tty_fd = app_keyboard(),
        .catalog = options->catalog,
    };
    if (options->library != NULL) {
        app_options.path = options->library;
        app_options.article = options->path;
    } else if (options->catalog == NULL || options->path != NULL) {
        struct session_name name = session_name(session_default(options->path), &arena);
        app_options.path = name.path;
        app_options.section = name.section;
    }
    struct app_end end = {.signal = 0};
    int status = app_run(&app_options, &end, err);
    arena_release(&arena);
    if (end.signal != 0)
        end_by(end.signal);
    return status == 0 ? CLI_FOUND : CLI_ERROR;
}

int main(int argc, char **argv)
{
    struct error err = {0};
    file_fill_standard();
    if (wants_restricted(argc, argv)) {
        error_set(&err,
                  "there is no restricted mode in this version, so it does not start");
        return fail(&err, false);
    }
    /* At a limit on the size of files a write fails, and that is said. */
    signal(SIGXFSZ, SIG_IGN);
    mem_setup();
    struct options options = {.utf8 = text_setup()};
    if (argc > 1 && cli_is_command(argv[1]))
        return cli_run(argc - 1, argv + 1, options.utf8);
    int status = take_arguments(argc, argv, &options, &err);
    if (status == OPTION_NONE)
        status =
            isatty(STDOUT_FILENO) ? browse(&options, &err) : print_plainly(&options);
    if (status == CLI_ERROR && err.text[0] != '\0')
        return fail(&err, options.utf8);
    return status;
}
