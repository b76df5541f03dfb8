/*
 * An article as a JSON record: the shape of `export` and of `show --json`.
 */
#ifndef LECTERN_CLI_ARTICLE_RECORD_H
#define LECTERN_CLI_ARTICLE_RECORD_H

#include "base/json.h"
#include "catalog/view.h"
#include "library/library.h"

/* One line with all that is known of an article: by itself, and by the catalog. On
 * several threads at once, each with its own arena. */
void record_write(struct buf *out, struct view *view, const struct opened *opened,
                  struct arena *arena);

/* The members "text", "kind", "target", "dangling", "section" of a link, into an object
 * that is open. */
void record_link(struct json *json, const struct library *library,
                 const struct opened *opened, size_t index);

/* Where a link leads, for a person or a program: "path#slug", a URL, or what was
 * written when nothing is there. Raw text; it may be in the arena. */
struct str record_target(const struct library *library, const struct node *link,
                         const struct target *target, struct arena *arena);

#endif
