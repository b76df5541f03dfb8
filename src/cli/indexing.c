#include "cli/indexing.h"

#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/command.h"

enum {
    QUIET_MS = 700,  /* who waits no longer than this wants no progress */
    STEP_MS = 100,   /* between two looks */
    LINE_STEPS = 50, /* of these, between two lines of a log */
};

/* 21273 as "21,273". */
static void put_count(struct buf *out, size_t count)
{
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%zu", count);

    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            buf_putc(out, ',');
        buf_putc(out, digits[i]);
    }
}

static void describe(struct buf *out, struct catalog_progress progress)
{
    switch (progress.phase) {
    case CATALOG_LOOKING:
        buf_puts(out, STR("looking for changes"));
        break;
    case CATALOG_WAITING:
        buf_puts(out, STR("waiting for another lectern, which is indexing"));
        break;
    case CATALOG_READING:
        buf_puts(out, STR("indexing "));
        put_count(out, progress.done);
        buf_puts(out, STR(" of "));
        put_count(out, progress.total);
        break;
    case CATALOG_RELATING:
        buf_puts(out, STR("finding related articles"));
        break;
    case CATALOG_READY:
        break;
    }
}

static void show(struct catalog *catalog, bool at_terminal)
{
    struct buf line = {0};

    describe(&line, catalog_progress(catalog));
    if (line.len > 0)
        fprintf(stderr, at_terminal ? "\r" STR_FMT "\033[K" : STR_FMT "\n",
                STR_ARG(buf_str(&line)));
    buf_release(&line);
}

int indexing_wait(struct catalog *catalog, bool utf8, struct error *err)
{
    bool at_terminal = isatty(STDERR_FILENO), shown = false;
    struct error trouble;

    for (int i = 0; !catalog_wait(catalog, i == 0 ? QUIET_MS : STEP_MS); i++) {
        if (at_terminal || i % LINE_STEPS == 0)
            show(catalog, at_terminal);
        shown = true;
    }
    if (shown && at_terminal)
        fputs("\r\033[K", stderr);
    while (catalog_trouble(catalog, &trouble)) {
        if (!catalog_wait_structure(catalog, 0))
            return error_set(err, "%s", trouble.text);
        report(error_str(&trouble), utf8);
    }
    return 0;
}
