/*
 * The reader on the screen: panes, keys and the loop around them.
 */
#ifndef LECTERN_UI_APP_H
#define LECTERN_UI_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/str.h"

struct app_options {
    bool utf8;  /* the terminal takes UTF-8 (text_setup); else ASCII twins */
    bool color; /* false under NO_COLOR: attributes only */
    /* What to open, see struct session_options. */
    const char *path, *article;
    const char *catalog; /* that was made ahead; NULL: the one in the cache folder */
    struct str section;  /* of what the path names; may be empty */
    int tty_fd;         /* keys come from here: standard input, or /dev/tty; -1: none */
};

/* How it ended. */
struct app_end {
    int signal; /* SIGHUP, SIGTERM or SIGINT that ended it, else 0 */
};

/* Where keys come from: standard input, or the terminal itself where that is something
 * else. -1 when there is no terminal. */
int app_keyboard(void);

/*
 * Browses until the reader quits, the terminal goes away or a signal ends it; the
 * terminal is as it was afterwards. Fails before anything is drawn when the library
 * cannot be opened, there is no terminal or it cannot move its cursor. main() then ends
 * by the signal that ended it.
 */
int app_run(const struct app_options *options, struct app_end *end, struct error *err);

/* The key table: "key, name, help" per command, for --keys, README and man page. */
void app_print_keys(struct buf *out);

#endif
