/*
 * From page to page: what one comes back to, and how.
 */
#ifndef LECTERN_UI_TRAVEL_H
#define LECTERN_UI_TRAVEL_H

#include "ui/state.h"

/* Shows a page from its top, `item` being where in the tree it was opened. Remembers
 * where one was. */
void travel_to(struct app *app, struct page_id page, uint32_t item);
void travel_to_article(struct app *app, uint32_t article);

/* Remembers where one is, before a jump within the page. */
void travel_remember(struct app *app);

/* To a place as it was, without remembering anything. Does not release it. */
void travel_resume(struct app *app, const struct visit *visit);

/* All that is to be as it was when the page is shown again, read again. */
struct away {
    struct kept kept;
    struct tree_mark tree;
    struct pending pending;
};

/* Takes the page off the screen, and shows it again: between the two it may become
 * another, and so may the library. */
void travel_leave(struct app *app, struct away *away);
void travel_return(struct app *app, struct away *away);

/* Reads the page that is shown again, and stays where one is. A large article is read
 * on a thread, and shown as it was until that is over. */
void travel_reload(struct app *app);

/* The same at once: it is read already, or small. */
void travel_reload_now(struct app *app);

/* The letter after the keys of the marks. */
enum reaction travel_mark(struct app *app, struct key key);

#endif
