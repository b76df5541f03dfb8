/*
 * The table of subcommands and what they have in common: opening the library and
 * finding the article that is meant.
 */
#include "cli/cli.h"

#include <string.h>

#include "cli/command.h"

enum {
    OPTIONS_FINDING =
        OPTION_JSON | OPTION_IN | OPTION_LIMIT | OPTION_CATALOG | OPTION_FRESH |
        OPTION_EXPLAIN,
};

/* clang-format off */
static const struct subcommand subcommands[] = {
    { .name = "toc", .arguments = "", .run = run_toc,
      .help = "print the topic tree",
      .options = OPTION_JSON | OPTION_CATALOG | OPTION_BY_TOPIC | OPTION_LEFT_OUT,
      .takes = ARGUMENT_NONE },
    { .name = "show", .arguments = "ARTICLE[#SECTION]", .run = run_show,
      .help = "print an article, or a section of it",
      .options = OPTION_JSON | OPTION_WIDTH | OPTION_COLOR | OPTION_CATALOG,
      .past = "read", .takes = ARGUMENT_NEEDED },
    { .name = "search", .arguments = "WORDS", .run = run_found,
      .finds = &found_sections, .past = "searched",
      .help = "print the articles that have these words, the best first",
      .options = OPTIONS_FINDING, .takes = ARGUMENT_WORDS,
      .needs_words = true, .has_dash_words = true },
    { .name = "points", .arguments = "[WORDS]", .run = run_found,
      .finds = &found_points, .past = "searched",
      .help = "print key points, the best first",
      .options = OPTIONS_FINDING, .takes = ARGUMENT_WORDS,
      .has_dash_words = true },
    { .name = "faq", .arguments = "[WORDS]", .run = run_found,
      .finds = &found_questions, .past = "searched",
      .help = "print questions and answers, the best first",
      .options = OPTIONS_FINDING, .takes = ARGUMENT_WORDS,
      .has_dash_words = true },
    { .name = "links", .arguments = "[ARTICLE]", .run = run_links,
      .past = "read",
      .help = "print links and where they lead",
      .options = OPTION_JSON | OPTION_BROKEN | OPTION_CATALOG,
      .takes = ARGUMENT_OPTIONAL },
    { .name = "export", .arguments = "[ARTICLE]", .run = run_export,
      .past = "read",
      .help = "print all that is known of each article, as JSON Lines",
      .options = OPTION_JSON | OPTION_CATALOG, .takes = ARGUMENT_OPTIONAL },
    { .name = "check", .arguments = "", .run = run_check,
      .past = "checked",
      .help = "print what is wrong with a library",
      .options = OPTION_JSON | OPTION_CATALOG, .takes = ARGUMENT_NONE,
      .lists_notices = true },
    { .name = "index", .arguments = "", .run = run_index,
      .help = "make the catalog of a library ahead",
      .options = OPTION_JSON | OPTION_OUTPUT, .takes = ARGUMENT_NONE },
};
/* clang-format on */

enum { SUBCOMMAND_COUNT = sizeof subcommands / sizeof *subcommands };

static const struct subcommand *find_subcommand(const char *name)
{
    for (size_t i = 0; i < SUBCOMMAND_COUNT; i++) {
        if (strcmp(subcommands[i].name, name) == 0)
            return &subcommands[i];
    }
    return NULL;
}

bool cli_is_command(const char *name)
{
    return find_subcommand(name) != NULL;
}

void cli_print_commands(struct buf *out)
{
    for (size_t i = 0; i < SUBCOMMAND_COUNT; i++) {
        size_t begin = out->len;
        buf_printf(out, "  %s %s", subcommands[i].name, subcommands[i].arguments);
        size_t used = out->len - begin;
        buf_repeat(out, ' ', used < 26 ? 26 - used : 2);
        buf_printf(out, "%s\n", subcommands[i].help);
    }
}

int cli_run(int argc, char **argv, bool utf8)
{
    struct call call = {.subcommand = find_subcommand(argv[0]), .utf8 = utf8};
    struct arena arena = {0};
    struct error err = {0};
    int status = CLI_ERROR;
    if (parse_call(argc, argv, &call, &arena, &err) == 0) {
        call.utf8 = utf8 && !call.ascii;
        if (call.help) {
            print_help(call.subcommand, &call.out);
            output_flush(&call);
            status = CLI_FOUND;
        } else {
            status = call.subcommand->run(&call, &err);
            output_flush(&call);
        }
        status = output_status(&call, status, &err);
    }
    if (err.text[0] != '\0')
        cli_report(error_str(&err), call.utf8);
    buf_release(&call.out);
    arena_release(&arena);
    return status;
}
