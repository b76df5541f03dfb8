/*
 * Where links lead, and going there.
 */
#ifndef LECTERN_UI_FOLLOW_H
#define LECTERN_UI_FOLLOW_H

#include <stdbool.h>

#include "base/buf.h"
#include "library/library.h"
#include "ui/reader/reader.h"

struct app;

/* To a node of the page that is shown; what hides it is unfolded. */
void go_node(struct app *app, const struct node *node);

/* To a section of the page that is shown, as soon as it is there; false, and it says
 * so, when there is none. */
bool go_fragment(struct app *app, struct str fragment);
enum reaction follow_stop(struct app *app, const struct stop *stop);

/* The heading that a link leads to, as it is there; as the link names it while that is
 * not known. */
struct str section_name(const struct app *app, const struct target *target);

/* A line on where a link leads: "→ NATO · alliances/nato.md". Into `out`, clean. */
void describe_stop(const struct app *app, const struct stop *stop, struct buf *out);

#endif
