/*
 * Inside the subcommands: what each of them is given and what it fills.
 */
#ifndef LECTERN_CLI_COMMAND_H
#define LECTERN_CLI_COMMAND_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"
#include "library/library.h"
#include "library/scope.h"

enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* One call of a subcommand. */
struct call {
    const struct subcommand *subcommand;
    const char *library_path; /* -L; NULL when not given */
    const char *argument; /* all words joined by a space; NULL when there are none */
    const char *in;       /* --in; NULL when not given */
    const char *output;   /* --output; NULL when not given */
    const char *catalog;  /* --catalog; NULL when not given */
    size_t limit;         /* --limit; 0 when not given */
    bool json, broken, explain, help, ascii, fresh;
    int width_cols; /* --width; 0 when not given */
    enum color_when color;
    enum library_tree tree; /* --by-topic, --left-out */

    bool utf8;               /* standard output takes UTF-8 */
    struct library *library; /* open while `run` runs */
    uint32_t start;          /* the article that was named as a file */
    struct str section;      /* of it, or empty */
    bool is_similar;         /* nothing is called as the article that was named */
    struct buf out;          /* what goes to standard output */
    int write_errnum;        /* of the first write that failed; else 0 */
};

enum option {
    OPTION_LIBRARY = 1 << 0,
    OPTION_JSON = 1 << 1,
    OPTION_WIDTH = 1 << 2,
    OPTION_COLOR = 1 << 3,
    OPTION_BROKEN = 1 << 4,
    OPTION_ASCII = 1 << 5,
    OPTION_HELP = 1 << 6,
    OPTION_IN = 1 << 7,
    OPTION_OUTPUT = 1 << 8,
    OPTION_CATALOG = 1 << 9,
    OPTION_LIMIT = 1 << 10,
    OPTION_FRESH = 1 << 11,
    OPTION_EXPLAIN = 1 << 12,
    OPTION_BY_TOPIC = 1 << 13,
    OPTION_LEFT_OUT = 1 << 14,
};

/* An article that is named may be a file; words to look for never are. */
enum arguments { ARGUMENT_NONE, ARGUMENT_OPTIONAL, ARGUMENT_NEEDED, ARGUMENT_WORDS };

struct call;
struct found_kind;

struct explanation;
struct json;

/* The lines of --explain below a row, and the object in its JSON; nothing of NULL. */
void put_explanation_text(struct buf *out, const struct explanation *explanation);
void put_explanation_json(struct json *json, const struct explanation *explanation);

/* What search, points and faq look for. */
extern const struct found_kind found_sections, found_points, found_questions;

/* Fills call->out and returns an exit status; CLI_ERROR with `err` set. */
typedef int run_fn(struct call *call, struct error *err);

struct subcommand {
    const char *name, *arguments, *help;
    unsigned options; /* enum option; --ascii, --help and -L go with all */
    enum arguments takes;
    const char *past;    /* in messages: so many articles are not `past` yet */
    bool lists_notices;  /* among what it prints, so they are no messages */
    bool needs_words;    /* of ARGUMENT_WORDS */
    bool has_dash_words; /* "-word" is a word of what it is asked, not an option */
    run_fn *run;
    const struct found_kind *finds; /* of run_found() */
};

int run_toc(struct call *call, struct error *err);
int run_show(struct call *call, struct error *err);
int run_links(struct call *call, struct error *err);
int run_export(struct call *call, struct error *err);
int run_found(struct call *call, struct error *err);
int run_check(struct call *call, struct error *err);
int run_index(struct call *call, struct error *err);

/* Fills `call` from `--name=value`, `--name value`, `-L value` and words; -1 with a
 * message when they are wrong. */
int parse_call(int argc, char **argv, struct call *call, struct arena *arena,
               struct error *err);

/* The text of `--help`. */
void print_help(const struct subcommand *subcommand, struct buf *out);

/* Writes what `out` holds to standard output, in ASCII if need be, and empties it.
 * False when that cannot be written to, now or before: there is no use in going on. */
bool output_flush(struct call *call);

/* The exit status of a call that would end with `status`: CLI_ERROR with `err` set when
 * not all could be written. A reader that has gone away is no fault. */
int output_status(const struct call *call, int status, struct error *err);

/* 21273 as "21,273". */
void output_count(struct buf *out, size_t count);

#endif
