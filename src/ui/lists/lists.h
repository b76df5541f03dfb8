/*
 * Where the rows of lists come from, and what choosing one does: a source for each
 * kind.
 *
 * A row leads to a *destination*, a place in a page. The preview shows it, and Enter
 * goes there, unless the source has its own way to choose.
 */
#ifndef LECTERN_UI_LISTS_LISTS_H
#define LECTERN_UI_LISTS_LISTS_H

#include <stdbool.h>
#include <stdint.h>

#include "catalog/search_thread.h"
#include "ui/keys/commands.h"
#include "ui/lists/list.h"
#include "ui/pages/page.h"
#include "ui/pages/position.h"

struct app;

/* What the title of a list ends in. */
enum list_about { ABOUT_NOTHING, ABOUT_PAGE, ABOUT_SCOPE };

struct list_source {
    const char *title;
    const char *empty; /* said when there is no row */
    enum list_about about;
    enum list_look look;
    bool own;          /* rows are places of the page shown, put by list_put_range(); of
                        * a large article they wait for the rest of it */
    bool behind;       /* rows come from the catalog, more of them while it is brought
                        * in step */
    bool is_asked;     /* it has the rows of an answer (lists_asked.c) */
    enum ask_kind ask; /* of that */
    const char *hint;  /* of an asked list: how to ask, shown while nothing is typed and
                        * there is nothing to be shown; NULL: it closes then */
    bool finds; /* the words asked for are marked in the preview, as on the page */
    const char *nothing; /* said when what is typed finds none; NULL: the usual */
    /* Adds the rows; returns the value of the one to start at, UINT32_MAX for the
     * first. Not of an asked list, whose rows are made by `row`, in texts of the
     * answer. */
    uint32_t (*fill)(struct app *app);
    struct list_row (*row)(const struct search_row *found, struct arena *arena);
    /* Where a row leads; false when that cannot be shown. NULL: there is no preview,
     * and `choose` is needed. */
    bool (*destination)(const struct app *app, uint32_t value,
                        struct destination *destination);
    /* NULL: goes to the destination. */
    enum reaction (*choose)(struct app *app, uint32_t value);
};

/* lists_found.c */
extern const struct list_source list_points, list_questions;

/* A point without a label is called by its text. */
struct list_row point_row(struct str label, struct str text);

/* What was named after its answer need not show the answer's beginning again. */
struct list_row question_row(struct str question, struct str answer, bool inferred);

/* lists_asked.c */
extern const struct list_source list_names, list_passages;
extern const struct list_source list_all_points, list_all_questions;

/* Asks for what is typed into the open list. `keeps` leaves selected what is, as far as
 * it is still there. */
void list_send_request(struct app *app, bool keeps);

/* Shows the answer if it is there, or comes within so many milliseconds. */
bool list_receive_reply(struct app *app, int ms);
bool list_awaits_reply(const struct app *app);

/* What was answered is not shown any more. */
void list_forget_request(struct app *app);

/* lists.c */

/* Filters for what is typed, if that was not done yet: it is done once for all keys
 * that came in together. */
void list_settle(struct app *app);

/* More is known: the list may have more rows. */
void list_news(struct app *app);
enum reaction list_accept(struct app *app);

/* The page that is shown is another reading of the article: a list of what is in it
 * gets its rows again. */
void list_page_news(struct app *app);

/* Closes it. */
void list_leave(struct app *app);

/* The library is about to be another one, and is. The list stays open, with what is
 * typed; what it has of the old library it gets again. */
void list_unbind(struct app *app);
void list_rebind(struct app *app);

/* Shows an answer that came meanwhile; goes to what it has found if that was asked. */
enum reaction list_take_answer(struct app *app);
void list_preview(struct app *app);

/* Adds a row that stands for the nodes [from, to) of the page that is shown; it finds
 * them again when the page becomes another. */
void list_put_range(struct app *app, struct list_row row, uint32_t from, uint32_t to);

/* The range of such a row. */
const struct position_range *list_range(const struct app *app, uint32_t value);

const struct list_source *list_source_of(enum list_kind kind);

/* A search is left for a place that it found; going back from there opens it again as
 * it was. */
struct left;
void listed_leave(struct app *app, const struct left *from);
bool listed_return(struct app *app);

/* lists_links.c */
extern const struct list_source list_links, list_backlinks, list_related;

/* destination.c */

/* Whether it is the top of its page. */
bool destination_is_top(const struct destination *destination);

/* Whether the place is not in the head of an article, of which the rest is to come. */
bool destination_waits(const struct destination *destination, const struct page *page);

/* Brings the reader, which shows the destination's page laid out, to the destination,
 * and marks it. */
void destination_show(const struct destination *destination, struct reader *reader);
enum reaction destination_go(struct app *app, const struct destination *destination);

/* Goes to a destination on the page that is shown once the whole page has been read.
 * False, and nothing waits, when it was read already or cannot be read. */
bool destination_wait(struct app *app, const struct destination *destination);

/* The last part of it: the destination's page is shown, and whole. */
enum reaction destination_arrive(struct app *app,
                                 const struct destination *destination);

#endif
