/*
 * The command line of a subcommand: one table gives parsing and help.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"

enum { WIDTH_MIN = 1, WIDTH_MAX = 1000, LIMIT_MAX = 1000000 };

struct option_row {
    const char *name, *alias;
    const char *value; /* what it takes, for the help; NULL for nothing */
    const char *help;
    enum option option;
};

/* clang-format off */
static const struct option_row rows[] = {
    { "-L",      "--library", "PATH", "the library: a folder or a file", OPTION_LIBRARY },
    { "--json",  NULL, NULL,   "one JSON object a line", OPTION_JSON },
    { "--width", NULL, "N",    "columns; else the terminal's, $COLUMNS or 80", OPTION_WIDTH },
    { "--color", NULL, "WHEN", "auto, always or never", OPTION_COLOR },
    { "--broken", NULL, NULL,  "only links to nothing or to a missing section; then exit 1",
      OPTION_BROKEN },
    { "--by-topic", NULL, NULL, "by the topics of the articles", OPTION_BY_TOPIC },
    { "--left-out", NULL, NULL, "what has no place in the tree, as drafts",
      OPTION_LEFT_OUT },
    { "--in",    NULL, "NAME", "only in this article or topic", OPTION_IN },
    { "--output", NULL, "FILE", "where to make the catalog, to be handed on", OPTION_OUTPUT },
    { "--limit", NULL, "N",    "how many at most", OPTION_LIMIT },
    { "--fresh", NULL, NULL,   "look at each file of a large library for changes first",
      OPTION_FRESH },
    { "--catalog", NULL, "FILE", "a catalog that was made ahead; nothing is indexed",
      OPTION_CATALOG },
    { "--explain", NULL, NULL, "why each row is where it is", OPTION_EXPLAIN },
    { "--ascii", NULL, NULL,   "plain ASCII", OPTION_ASCII },
    { "--help",  "-h", NULL,   "this help", OPTION_HELP },
};
/* clang-format on */

enum { ALWAYS = OPTION_LIBRARY | OPTION_ASCII | OPTION_HELP };

static int parse_color(const char *value, struct call *call, struct error *err)
{
    static const char *const names[] = {
        [COLOR_AUTO] = "auto",
        [COLOR_ALWAYS] = "always",
        [COLOR_NEVER] = "never",
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(value, names[i]) == 0) {
            call->color = (enum color_when)i;
            return 0;
        }
    }
    return error_set(err, "--color takes auto, always or never, not '%s'", value);
}

static int parse_width(const char *value, struct call *call, struct error *err)
{
    char *end;
    long width = strtol(value, &end, 10);
    if (*value == '\0' || *end != '\0' || width < WIDTH_MIN || width > WIDTH_MAX)
        return error_set(err, "--width takes a number from %d to %d, not '%s'",
                         WIDTH_MIN, WIDTH_MAX, value);
    call->width_cols = (int)width;
    return 0;
}

static int parse_limit(const char *value, struct call *call, struct error *err)
{
    char *end;
    long limit = strtol(value, &end, 10);
    if (*value == '\0' || *end != '\0' || limit < 1 || limit > LIMIT_MAX)
        return error_set(err, "--limit takes a number from 1 to %d, not '%s'",
                         LIMIT_MAX, value);
    call->limit = (size_t)limit;
    return 0;
}

static int set_option(const struct option_row *row, const char *value,
                      struct call *call, struct error *err)
{
    switch (row->option) {
    case OPTION_LIBRARY:
        call->library_path = value;
        break;
    case OPTION_JSON:
        call->json = true;
        break;
    case OPTION_BROKEN:
        call->broken = true;
        break;
    case OPTION_BY_TOPIC:
        call->tree = TREE_BY_TOPIC;
        break;
    case OPTION_LEFT_OUT:
        call->tree = TREE_LEFT_OUT;
        break;
    case OPTION_EXPLAIN:
        call->explain = true;
        break;
    case OPTION_IN:
        call->in = value;
        break;
    case OPTION_OUTPUT:
        call->output = value;
        break;
    case OPTION_CATALOG:
        call->catalog = value;
        break;
    case OPTION_LIMIT:
        return parse_limit(value, call, err);
    case OPTION_ASCII:
        call->ascii = true;
        break;
    case OPTION_FRESH:
        call->fresh = true;
        break;
    case OPTION_HELP:
        call->help = true;
        break;
    case OPTION_WIDTH:
        return parse_width(value, call, err);
    case OPTION_COLOR:
        return parse_color(value, call, err);
    }
    return 0;
}

static bool is_named(const char *name, const char *word, size_t len)
{
    return name != NULL && strlen(name) == len && strncmp(name, word, len) == 0;
}

/* The row for `word`, with the value after '=' if there is one; NULL when unknown. */
static const struct option_row *find_row(const struct subcommand *subcommand,
                                         const char *word, const char **value)
{
    const char *equals = strchr(word, '=');
    size_t len = equals != NULL ? (size_t)(equals - word) : strlen(word);
    *value = equals != NULL ? equals + 1 : NULL;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if ((is_named(rows[i].name, word, len) || is_named(rows[i].alias, word, len)) &&
            ((subcommand->options | ALWAYS) & rows[i].option))
            return &rows[i];
    }
    return NULL;
}

/* One option at argv[*at]; moves past its value. */
static int parse_option(int argc, char **argv, int *at, struct call *call,
                        struct error *err)
{
    const char *word = argv[*at], *value;
    const struct option_row *row = find_row(call->subcommand, word, &value);
    if (row == NULL)
        return error_set(err, "'%s' has no option '%s'; see lectern %s --help",
                         call->subcommand->name, word, call->subcommand->name);
    if (row->value == NULL && value != NULL)
        return error_set(err, "option '%s' takes no value", row->name);
    if (row->value != NULL && value == NULL) {
        if (*at + 1 >= argc)
            return error_set(err, "option '%s' needs a value", word);
        value = argv[++*at];
    }
    return set_option(row, value, call, err);
}

/* An option, or a word that looks like one and needs an error message. */
static bool is_option(const struct subcommand *subcommand, const char *word)
{
    if (word[0] != '-' || word[1] == '\0')
        return false;
    const char *value;
    return !subcommand->has_dash_words || word[1] == '-' ||
           find_row(subcommand, word, &value) != NULL;
}

static int check_argument(const struct call *call, struct error *err)
{
    const struct subcommand *subcommand = call->subcommand;
    if (call->help)
        return 0;
    if (call->argument != NULL && subcommand->takes == ARGUMENT_NONE)
        return error_set(err, "'%s' takes no argument", subcommand->name);
    if (call->argument == NULL &&
        (subcommand->takes == ARGUMENT_NEEDED || subcommand->needs_words))
        return error_set(err, "'%s' needs %s; see lectern %s --help", subcommand->name,
                         subcommand->arguments, subcommand->name);
    return 0;
}

int parse_call(int argc, char **argv, struct call *call, struct arena *arena,
               struct error *err)
{
    struct buf words = {0};
    bool only_words = false;
    int status = 0;
    for (int at = 1; at < argc && status == 0; at++) {
        if (!only_words && strcmp(argv[at], "--") == 0) {
            only_words = true;
        } else if (!only_words && is_option(call->subcommand, argv[at])) {
            status = parse_option(argc, argv, &at, call, err);
        } else {
            if (words.len > 0)
                buf_putc(&words, ' ');
            buf_puts(&words, str_from(argv[at]));
        }
    }
    if (words.len > 0)
        call->argument = arena_cstr(arena, buf_str(&words));
    buf_release(&words);
    return status < 0 ? status : check_argument(call, err);
}

void print_help(const struct subcommand *subcommand, struct buf *out)
{
    buf_printf(out, "usage: lectern %s [OPTION...]%s%s\n\n%s\n\n", subcommand->name,
               *subcommand->arguments != '\0' ? " " : "", subcommand->arguments,
               subcommand->help);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t begin = out->len;
        if (!((subcommand->options | ALWAYS) & rows[i].option))
            continue;
        buf_printf(out, "  %s%s%s%s%s", rows[i].name, rows[i].alias ? ", " : "",
                   rows[i].alias ? rows[i].alias : "", rows[i].value ? " " : "",
                   rows[i].value ? rows[i].value : "");
        size_t used = out->len - begin;
        buf_repeat(out, ' ', used < 24 ? 24 - used : 1);
        buf_printf(out, "%s\n", rows[i].help);
    }
}
