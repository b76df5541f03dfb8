/*
 * An article as a JSON record: the shape of `export` and of `show --json`.
 */
#ifndef LECTERN_CLI_RECORD_H
#define LECTERN_CLI_RECORD_H

#include "base/json.h"
#include "library/library.h"
#include "library/survey.h"

/* What an article tells by itself, in three pieces of text that the rest goes between.
 */
struct record {
    struct buf text;
    size_t head, links; /* where the first and the second piece end */
};

/* Writes the pieces; `record` is empty before. Safe on several threads at once. */
void record_own(struct record *record, const struct library *library,
                const struct opened *opened);

/* One line with all that is known of an article: its record, and what only the whole
 * library can tell, from a survey that is complete. */
void record_write(struct buf *out, const struct survey *survey, uint32_t article,
                  const struct record *record);

/* The member "see" of a question, into an object that is open. */
void record_see(struct json *json, const struct survey *survey, uint32_t article,
                size_t question);

/* The members "text", "kind", "target", "dangling", "section" of a link, into an object
 * that is open. */
void record_link(struct json *json, const struct library *library,
                 const struct opened *opened, size_t index);

/* Where a link leads, for a person or a program: "path#slug", a URL, or what was
 * written when nothing is there. Raw text; it may be in the arena. */
struct str record_target(const struct library *library, const struct node *link,
                         const struct target *target, struct arena *arena);

#endif
