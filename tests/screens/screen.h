/*
 * What a terminal shows: its text, its attributes, and screens kept in files.
 */
#ifndef TESTS_SCREENS_SCREEN_H
#define TESTS_SCREENS_SCREEN_H

#include <stdbool.h>
#include <vterm.h>

#include "session.h"

/* All rows, each ending in '\n', without trailing blanks. Free with free(). */
char *screen_text(const struct session *session);

/* One row, from 0; free with free(). */
char *screen_row(const struct session *session, int row);

/*
 * True when `text` stands in the row and all its cells look as `look` says: "bold",
 * "italic", "underline", "reverse", "strike", "fg N", "bg N", "fg default", or one of
 * them with "no-" before it. `*known` becomes false for a look that is none of these.
 */
bool screen_looks(const struct session *session, int row, const char *text,
                  const char *look, bool *known);

/* The content of a file; NULL when it cannot be read. Free with free(). */
char *read_whole(const char *path);
bool write_whole(const char *path, const char *text);

#endif
