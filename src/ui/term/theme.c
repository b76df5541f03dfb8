/*
 * One table from roles to colours and attributes.
 */
#include "ui/term/theme.h"

#include <assert.h>

/* By the numbers that all terminals agree on. */
enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };

struct theme_row {
    struct look color; /* where there are colours */
    unsigned mono;     /* attributes where there are none */
};

/* clang-format off */
static const struct theme_row rows[ROLE_COUNT] = {
    [ROLE_TEXT]          = {{COLOR_OWN, COLOR_OWN, 0}, 0},
    [ROLE_QUIET]         = {{COLOR_OWN, COLOR_OWN, LOOK_DIM}, LOOK_DIM},
    [ROLE_STRONG]        = {{COLOR_OWN, COLOR_OWN, LOOK_BOLD}, LOOK_BOLD},
    [ROLE_HEADING_1]     = {{COLOR_OWN, COLOR_OWN, LOOK_BOLD}, LOOK_BOLD},
    [ROLE_HEADING_2]     = {{COLOR_OWN, COLOR_OWN, LOOK_BOLD}, LOOK_BOLD},
    [ROLE_HEADING_3]     = {{COLOR_OWN, COLOR_OWN, LOOK_BOLD | LOOK_ITALIC}, LOOK_BOLD},
    [ROLE_LINK]          = {{CYAN, COLOR_OWN, LOOK_UNDERLINE}, LOOK_UNDERLINE},
    [ROLE_LINK_SELECTED] = {{COLOR_OWN, COLOR_OWN, LOOK_REVERSE}, LOOK_REVERSE},
    [ROLE_LINK_DANGLING] = {{COLOR_OWN, COLOR_OWN, LOOK_DIM}, LOOK_DIM},
    [ROLE_MARK]          = {{YELLOW, COLOR_OWN, 0}, LOOK_BOLD},
    [ROLE_CODE]          = {{GREEN, COLOR_OWN, 0}, 0},
    [ROLE_QUOTE]         = {{COLOR_OWN, COLOR_OWN, LOOK_ITALIC}, 0},
    [ROLE_MATCH]         = {{BLACK, YELLOW, 0}, LOOK_BOLD | LOOK_UNDERLINE},
    [ROLE_MATCH_CURRENT] = {{BLACK, GREEN, LOOK_BOLD}, LOOK_BOLD | LOOK_REVERSE},
    [ROLE_TITLE]         = {{COLOR_OWN, COLOR_OWN, LOOK_BOLD}, LOOK_BOLD},
    [ROLE_RULE]          = {{COLOR_OWN, COLOR_OWN, LOOK_DIM}, LOOK_DIM},
    [ROLE_STATUS]        = {{COLOR_OWN, COLOR_OWN, 0}, 0},
    [ROLE_KEY]           = {{YELLOW, COLOR_OWN, LOOK_BOLD}, LOOK_BOLD},
    [ROLE_ERROR]         = {{RED, COLOR_OWN, LOOK_BOLD}, LOOK_BOLD},
};
/* clang-format on */

static unsigned span_look(unsigned attrs)
{
    unsigned look = 0;
    if (attrs & SPAN_BOLD)
        look |= LOOK_BOLD;
    if (attrs & SPAN_ITALIC)
        look |= LOOK_ITALIC;
    if (attrs & SPAN_UNDERLINE)
        look |= LOOK_UNDERLINE;
    if (attrs & SPAN_STRIKE)
        look |= LOOK_STRIKE;
    return look;
}

struct look theme_look(enum role role, unsigned attrs, bool color)
{
    assert(role < ROLE_COUNT);
    struct look look = {COLOR_OWN, COLOR_OWN, rows[role].mono};
    if (color)
        look = rows[role].color;
    look.attrs |= span_look(attrs);
    return look;
}
