/*
 * Progress on standard error while a catalog is made: rewritten in place on a
 * terminal, silent elsewhere.
 */
#include "cli/indexing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/cli.h"
#include "cli/command.h"

enum {
    QUIET_MS = 700, /* a shorter wait needs no report of progress */
    STEP_MS = 100,  /* between two looks */
    /* For another process that writes the catalog: one that has just begun is done with
     * a few changed articles by then, one that is suspended never is. */
    HELD_STEPS = 2,
    /* For what is read in this process, since another one has the catalog and nothing
     * in it; some ten thousand small articles. */
    BESIDE_STEPS = 20,
    LINE_STEPS = 50, /* of these, between two lines of a log at least */
    LINE_PARTS = 10, /* lines of one phase at most */
};

static void put_part(struct buf *out, const char *what,
                     struct catalog_progress progress)
{
    buf_printf(out, "%s ", what);
    output_count(out, progress.done);
    buf_puts(out, STR(" of "));
    output_count(out, progress.total);
}

static void describe(struct buf *out, struct catalog_progress progress)
{
    switch (progress.phase) {
    case CATALOG_LOOKING:
        if (progress.done > 0)
            put_part(out, "looking through", progress);
        else
            buf_puts(out, STR("looking for changes"));
        break;
    case CATALOG_WAITING:
        buf_puts(out, STR("waiting for another lectern, which is indexing"));
        break;
    case CATALOG_READING:
        put_part(out, "indexing", progress);
        break;
    case CATALOG_READY:
        break;
    }
}

bool indexing_is_news(struct indexing_told *told, struct catalog_progress now)
{
    bool is_other = !told->is_any || now.phase != told->phase;
    bool is_more = now.done > told->done && told->steps >= LINE_STEPS &&
                   now.done - told->done >= now.total / LINE_PARTS;
    told->steps++;
    if (now.phase == CATALOG_READY || !(is_other || is_more))
        return false;
    *told =
        (struct indexing_told){.is_any = true, .phase = now.phase, .done = now.done};
    return true;
}

/* In a terminal one line is written over and over, in a file a few are below each
 * other. */
static void show(struct catalog_progress progress, bool at_terminal)
{
    struct buf line = {0};
    describe(&line, progress);
    if (line.len > 0)
        fprintf(stderr, at_terminal ? "\r" STR_FMT "\033[K" : STR_FMT "\n",
                STR_ARG(buf_str(&line)));
    buf_release(&line);
}

static bool can_rewrite(void)
{
    const char *term = getenv("TERM");
    return isatty(STDERR_FILENO) && term != NULL && *term != '\0' &&
           strcmp(term, "dumb") != 0;
}

/* Whether the catalog is another's to write, and has been so for a while. */
static bool is_held(struct catalog *catalog, struct catalog_progress progress,
                    bool to_read, int *steps)
{
    bool is_beside = catalog_is_beside(catalog);
    *steps = is_beside || progress.phase == CATALOG_WAITING ? *steps + 1 : 0;
    return *steps >= (is_beside ? BESIDE_STEPS : HELD_STEPS) &&
           (!to_read || catalog_wait_structure(catalog, 0));
}

int indexing_wait(struct catalog *catalog, bool to_read, bool utf8, struct error *err)
{
    bool at_terminal = can_rewrite(), shown = false;
    struct indexing_told told = {.is_any = false};
    for (int i = 1, held = 0; !catalog_wait(catalog, STEP_MS); i++) {
        struct catalog_progress progress = catalog_progress(catalog);
        if (is_held(catalog, progress, to_read, &held))
            break;
        if (i * STEP_MS < QUIET_MS)
            continue;
        if (at_terminal || indexing_is_news(&told, progress))
            show(progress, at_terminal);
        shown = true;
    }
    if (shown && at_terminal)
        fputs("\r\033[K", stderr);
    struct error trouble;
    while (catalog_trouble(catalog, &trouble)) {
        if (!catalog_wait_structure(catalog, 0))
            return error_set(err, "%s", trouble.text);
        cli_report(error_str(&trouble), utf8);
    }
    return 0;
}

bool indexing_is_behind(struct catalog *catalog, const char *what, struct error *line)
{
    struct buf text = {0};
    enum catalog_phase phase = catalog_progress(catalog).phase;
    if (phase != CATALOG_WAITING &&
        (phase == CATALOG_READY || !catalog_is_beside(catalog)))
        return false;
    size_t unseen, articles;
    struct error ignored;
    if (catalog_count_unseen(catalog, &unseen, &articles, &ignored) != 0) {
        error_set(line, "another lectern is indexing this library");
        return true;
    }
    if (unseen == 0)
        return false;
    buf_puts(&text, STR("another lectern is indexing: "));
    output_count(&text, unseen);
    buf_puts(&text, STR(" of "));
    output_count(&text, articles);
    error_set(line, STR_FMT " articles are not %s yet", STR_ARG(buf_str(&text)), what);
    buf_release(&text);
    return true;
}
