/*
 * An article as a JSON record: the shape of `export` and of `show --json`.
 */
#ifndef LECTERN_CLI_RECORD_H
#define LECTERN_CLI_RECORD_H

#include "base/json.h"
#include "catalog/view.h"
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

/* Where more is said of a question. */
struct record_sees {
    const struct see *items;
    struct str slugs[SEE_MAX]; /* of their sections; empty for an article's top */
    size_t count;
};

/* What only the whole library can tell of an article, with what its questions are. */
struct record_rest {
    const struct facts *facts;
    struct record_sees *sees; /* one per question */
    const struct backlink *backlinks;
    size_t backlink_count;
    const struct related *related;
    size_t related_count;
};

/* From a survey that is complete, and has the facts of the article; or from a catalog.
 * In the arena, or the survey's own. */
struct record_rest record_ask_survey(const struct survey *survey, uint32_t article,
                                     struct arena *arena);
struct record_rest record_ask_view(struct view *view, const struct opened *opened,
                                   struct arena *arena);

/* One line with all that is known of an article. */
void record_write(struct buf *out, const struct library *library,
                  const struct record_rest *rest, const struct record *record);

/* The members "text", "kind", "target", "dangling", "section" of a link, into an object
 * that is open. */
void record_link(struct json *json, const struct library *library,
                 const struct opened *opened, size_t index);

/* Where a link leads, for a person or a program: "path#slug", a URL, or what was
 * written when nothing is there. Raw text; it may be in the arena. */
struct str record_target(const struct library *library, const struct node *link,
                         const struct target *target, struct arena *arena);

#endif
