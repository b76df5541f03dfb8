/*
 * The theme: what the roles look like on a terminal with so many colours.
 *
 * Views name roles, never colours. Colours are the eight of every terminal, by number,
 * and -1 for the terminal's own; a role that has no colour of its own keeps the
 * terminal's, so that light and dark backgrounds both work. Whatever a colour says, an
 * attribute or a mark says, too.
 */
#ifndef LECTERN_UI_TERM_THEME_H
#define LECTERN_UI_TERM_THEME_H

#include <stdbool.h>

#include "layout/layout.h"

enum look_attr {
    LOOK_BOLD = 1 << 0,
    LOOK_DIM = 1 << 1,
    LOOK_ITALIC = 1 << 2,
    LOOK_UNDERLINE = 1 << 3,
    LOOK_REVERSE = 1 << 4,
    LOOK_STRIKE = 1 << 5,
};

enum { COLOR_OWN = -1 }; /* the terminal's own foreground or background */

struct look {
    int fg, bg;     /* 0-7 or COLOR_OWN */
    unsigned attrs; /* enum look_attr */
};

/* The look of a role, with `attrs` (enum span_attr) added. Without `color` the colours
 * are the terminal's own and the attributes say what they can. */
struct look theme_look(enum role role, unsigned attrs, bool color);

#endif
