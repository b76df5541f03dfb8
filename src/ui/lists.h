/*
 * Where the rows of lists come from, and what choosing one does: a source for each
 * kind.
 *
 * A row leads to an *aim*, a place in a page. The preview shows it, and Enter goes
 * there, unless the source has its own way to choose.
 */
#ifndef LECTERN_UI_LISTS_H
#define LECTERN_UI_LISTS_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/commands.h"
#include "ui/list.h"
#include "ui/page.h"

struct app;

enum aim_at {
    AIM_TOP,      /* of the page */
    AIM_HEADING,  /* `number` is an index into doc->headings */
    AIM_NODE,     /* `number` is a node's id in the page's document */
    AIM_FACT,     /* `number` is a node's id in the article as it was read for the catalog */
    AIM_SECTION,  /* `slug` */
    AIM_BACKLINK, /* the first link to the article `number` in the section `slug` */
};

struct aim {
    enum page_kind kind;
    uint32_t article;
    enum aim_at at;
    uint32_t number;
    uint32_t end;    /* of a question: the id behind its answer, counted as `number`; 0:
                      * it ends with the node */
    struct str slug; /* of AIM_FACT: its section, if the node is no longer there */
};

/* What the title of a list ends in. */
enum list_about { ABOUT_NOTHING, ABOUT_PAGE, ABOUT_SCOPE };

struct list_source {
    const char *title;
    const char *empty; /* said when there is no row */
    enum list_about about;
    bool tall, ranked;
    bool own;    /* the whole article tells it, the head is not enough */
    bool behind; /* the catalog tells it: there may be more to come */
    /* Adds the rows; returns the value of the one to start at, UINT32_MAX for the
     * first. */
    uint32_t (*fill)(struct app *app);
    /* Where a row leads; false when that cannot be shown. NULL: there is no preview. */
    bool (*aim)(const struct app *app, uint32_t value, struct aim *aim);
    /* NULL: goes to the aim. */
    enum reaction (*choose)(struct app *app, uint32_t value);
};

/* lists_found.c */
extern const struct list_source list_points, list_all_points;
extern const struct list_source list_questions, list_all_questions;

/* lists_links.c */
extern const struct list_source list_links, list_backlinks, list_related;

/* aim.c */

/* Brings the reader, which shows the aim's page laid out, to the aim, and marks it. */
void aim_show(const struct aim *aim, struct reader *reader);
enum reaction aim_go(struct app *app, const struct aim *aim);

/* The last part of it: the aim's page is shown, and whole. */
enum reaction aim_arrive(struct app *app, const struct aim *aim);

#endif
