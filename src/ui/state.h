/*
 * The app: everything the reader on the screen is made of, and what its parts ask of
 * each other. There is one, passed down; nothing of it is global.
 *
 * It runs without a terminal, too: a test makes an app of a size, gives it keys and
 * looks at its grid.
 */
#ifndef LECTERN_UI_STATE_H
#define LECTERN_UI_STATE_H

#include <stdbool.h>

#include "catalog/ask.h"
#include "catalog/catalog.h"
#include "catalog/view.h"
#include "ui/history.h"
#include "ui/keys/commands.h"
#include "ui/lists/destination.h"
#include "ui/lists/editor.h"
#include "ui/lists/list.h"
#include "ui/reader/page.h"
#include "ui/reader/popup.h"
#include "ui/reader/reader.h"
#include "ui/screen.h"
#include "ui/term/grid.h"
#include "ui/tree/tree_pane.h"

typedef enum reaction command_run(struct app *app, int arg, int count);

/* A pending command: what was asked of a large article of which only the head is there.
 * One at a time waits for the whole and runs then. The next key cancels it, unless it
 * asks for something itself. */
enum pending_kind {
    PENDING_NONE,
    PENDING_RUN,
    PENDING_FRAGMENT,
    PENDING_DESTINATION,
    PENDING_VISIT
};

struct pending {
    enum pending_kind kind;
    unsigned long serial; /* counts the commands that had to wait */
    command_run *run;
    int arg, count;
    struct buf text; /* the fragment, or the slug of the destination */
    struct destination destination;
    struct kept kept; /* the place, and what is to be marked there again */
};

enum prompt_kind { PROMPT_NONE, PROMPT_FIND, PROMPT_NUMBER };

enum {
    RECALL_MAX = 100,   /* things typed that are remembered */
    COUNT_MAX = 100000, /* a longer count is no count */
};

/* What is being typed on the last row. */
struct prompt {
    enum prompt_kind kind;
    struct editor editor;
    struct visit origin; /* where one was, for Esc */
    bool pending;        /* what is typed was not looked for yet */
    bool accepts;        /* and will be gone to as soon as it was */
    size_t recalled;     /* how far back in `recall`; 0: what is typed itself */
};

/* What was typed into the find prompt, oldest first. */
struct recall {
    struct buf items[RECALL_MAX];
    size_t count;
};

/* What the frame on the screen shows, to tell how far the next one moved. */
struct drawn {
    unsigned long serial; /* of the layout */
    size_t top;
    bool covered; /* by a list or the pop-up */
};

/* The search that was left for what it found. */
struct left {
    bool is_set;
    struct buf text;
    struct scope scope;
    size_t selected, top;      /* rows */
    uint32_t article, heading; /* of the row that was chosen */
    size_t depth;              /* of the history where it led to */
};

/* What the open list is made of. */
struct listed {
    struct scope scope;
    struct arena arena;
    struct position_range *ranges; /* of the rows of the page's own, by their values */
    size_t range_count, range_cap;
    const struct backlink *backlinks; /* of its rows, by their values */
    const struct str *slugs;          /* of the sections those stand in */
    struct answer *answer;            /* likewise; NULL while there is none */
    unsigned long asked; /* serial of the last question; 0: nothing was asked */
    bool keeps;          /* of that: the selected row is to stay so */
    bool accepts;        /* the best row of its answer is gone to */
    size_t top;          /* of the list when its row was chosen */
    struct left left;
    bool returns; /* to `left`: the next answer selects what was */
};

/* What is near a name that is not in the library (nearby.c). */
struct nearby {
    enum nearby_use { NEARBY_NOTHING, NEARBY_POPUP, NEARBY_MESSAGE } use; /* where */
    struct buf dest;     /* the name, or where the link wants to lead */
    unsigned long asked; /* serial of the question */
    bool is_waiting;     /* for its answer */
    unsigned state;      /* of the catalog, when it was asked */
};

/* The facts that were asked for last. */
struct recent {
    struct arena arena;
    const struct facts *facts; /* of `article`; NULL when none are kept */
    uint32_t article;
};

struct app {
    struct library *library;
    struct catalog *catalog;    /* NULL before the first screen was drawn */
    struct view *view;          /* NULL while nothing is known of the library */
    struct asker *asker;        /* likewise */
    bool knows_all;             /* what only the whole library tells */
    struct whole *whole;        /* what is read of a large article; NULL: nothing is */
    struct page *whole_page;    /* that shows its head; held */
    int grace_ms, footer_ms;    /* see struct app_start */
    struct footer_task *footer; /* what is near an article is being asked; or NULL */
    struct page *footer_page;   /* that of the article; held */
    struct reflow *reflow;      /* what is laid out for the reader; NULL: nothing is */
    struct reflow *preview_reflow; /* and for the preview of a list */
    struct reflow *find_reflow;    /* and all of the page, to find words in */
    struct pending pending;        /* what waits for it */
    int wake_fd;                   /* gets a byte when there is news; or -1 */
    struct grid grid;
    struct screen screen;
    struct page_cache pages;
    struct reader reader;
    struct tree_pane tree;
    struct history history;
    struct list list;
    struct listed listed;
    struct popup popup;
    struct nearby nearby;
    struct prompt prompt;
    struct recall recall;

    bool tree_focus;
    bool tree_hidden;
    int tree_cols; /* as the reader wants it; 0: a share of the screen */

    struct buf message; /* clean; stays until the next key */
    bool message_is_error;

    struct key keys[KEYS_SEQUENCE_MAX]; /* pressed so far of a sequence */
    int key_count;
    int count;        /* typed before a key; 0: none */
    int mark_command; /* 'm' or '\'' while a letter is awaited; 0 */
    bool suspend_asked;
    struct drawn drawn;

    struct recent *recent;
};

/* --- app.c: the app without its terminal --- */

/* Where to begin. */
struct app_start {
    uint32_t article;   /* or ARTICLE_NONE for the home page */
    struct str section; /* of it; may be empty */
    /* How long the reading of a large article is waited for before its head is shown,
     * and its footer before it is laid out without. */
    int grace_ms, footer_ms;
};

/* Opens the start page at a size. `view` is NULL while nothing is known. */
void app_init(struct app *app, struct library *library, struct view *view,
              const struct app_start *start, int rows, int cols);
void app_release(struct app *app);

/* The terminal's size changed. */
void app_resize(struct app *app, int rows, int cols);

/* Finds where things stand, for the size and what is shown. */
void app_plan(struct app *app);

/* Lays out what has changed its size and draws the grid. */
void app_refresh(struct app *app);

/* A line in the status row. The text is cleaned. */
void app_say(struct app *app, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void app_complain(struct app *app, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* --- input.c --- */

enum reaction app_key(struct app *app, struct key key);
enum mode app_mode(const struct app *app);

/* --- nearby.c: what a link that leads nowhere may have meant --- */

/* Shows in the pop-up, or says, that it leads nowhere, and what is near it. */
void nearby_preview(struct app *app, struct str dest);
void nearby_complain(struct app *app, struct str dest);

/* Adds what was found meanwhile. */
enum reaction nearby_take(struct app *app);

/* Nobody wants to know any more. */
void nearby_forget(struct app *app);

/* --- updates.c: what becomes known of the library while one reads --- */

/* Whether all is known that only the whole library can tell. */
bool app_knows_all(const struct app *app);

/* "indexing 340 of 1,584": what is being done to know more; nothing when nothing is. */
void app_describe_work(const struct app *app, struct buf *out);

/* What is known of an article, until the next call; NULL while nothing is. */
const struct facts *app_facts(const struct app *app, uint32_t article);

/* More is known of articles than before, or what is in them changed. */
enum reaction app_take_facts(struct app *app);

/* The library is another one: nothing of the old one is kept. */
void app_set_library(struct app *app, struct library *library, struct view *view);

/* --- screen_draw.c, status.c --- */

void app_draw(struct app *app);
void status_draw(const struct app *app, struct grid *grid);
void header_draw(const struct app *app, struct grid *grid);

/* "3 of 17": where one is among the matches, as far as they are known. */
void describe_matches(const struct app *app, struct buf *out);

/* --- travel.c: from page to page --- */

/* Shows a page from its top, `item` being where in the tree it was opened. Remembers
 * where one was. */
void travel_to(struct app *app, struct page_id page, uint32_t item);
void travel_to_article(struct app *app, uint32_t article);

/* Remembers where one is, before a jump within the page. */
void travel_remember(struct app *app);

/* To a place as it was, without remembering anything. Does not release it. */
void travel_resume(struct app *app, const struct visit *visit);

/* All that is to be as it was when the page is shown again, read anew. */
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

/* The letter behind the keys of the marks. */
enum reaction travel_mark(struct app *app, struct key key);

/* --- pending.c --- */

void pending_release(struct pending *pending);

/* Each says that it waits. False, and nothing waits, when nothing more will
 * come: the page is whole, or the rest of it cannot be read. */
bool pending_run(struct app *app, command_run *run, int arg, int count);
bool pending_fragment(struct app *app, struct str fragment);
bool pending_destination(struct app *app, const struct destination *destination);
bool pending_visit(struct app *app, const struct visit *visit);

/* The place where one is, or is going to be as soon as the whole is there. */
struct visit visit_now(const struct app *app);

void pending_drop(struct app *app);

/* The whole is there, and shown. */
enum reaction pending_grant(struct app *app);

/* --- follow.c --- */

/* To a node of the page that is shown; what hides it is unfolded. */
void go_node(struct app *app, const struct node *node);

/* To a section of the page that is shown, as soon as it is there; false, and it says
 * so, when there is none. */
bool go_fragment(struct app *app, struct str fragment);
enum reaction follow_stop(struct app *app, const struct stop *stop);

/* The heading that a link leads to, as it stands there; as the link names it while that
 * is not known. */
struct str section_name(const struct app *app, const struct target *target);

/* A line on where a link leads: "→ NATO · alliances/nato.md". Into `out`, clean. */
void describe_stop(const struct app *app, const struct stop *stop, struct buf *out);

/* --- prompt.c: find and follow by number --- */

void prompt_open(struct app *app, enum prompt_kind kind);
void prompt_close(struct app *app);
enum reaction prompt_accept(struct app *app);
enum reaction prompt_cancel(struct app *app);
enum reaction prompt_changed(struct app *app);

/* Looks for what is typed: once before a frame, however many letters came in. */
void prompt_settle(struct app *app);
struct str prompt_label(enum prompt_kind kind);

/* --- preview.c --- */

/* Fits the pop-up to the screen; it closes when there is no room for it. */
void app_fit_popup(struct app *app);

/* The reader that the keys move in. */
struct reader *app_reader(struct app *app);

/* --- tasks.c: what is done on threads; these begin it, after a frame, and show what
 * came of it --- */

/* As page_cache_take(), mostly with its footer. */
struct page *app_take_page(struct app *app, struct page_id id);

/* Shows a page in the reader, not laid out yet or with the lines that it wants. */
void app_show_page(struct app *app, struct page_id id);

/* Reads the whole of the article on, if its head is shown. */
void app_read_on(struct app *app);

/* Shows the whole of an article if it is there, with all as it was. */
enum reaction app_whole_news(struct app *app);

/* Has long pages laid out on a thread where the lines that are shown will do so far:
 * call app_lay_out() after a frame. */
void app_lay_out(struct app *app);
enum reaction app_lines_news(struct app *app);

/* Asks what is near the articles that are shown, one after the other. */
void app_ask_footer(struct app *app);
enum reaction app_footer_news(struct app *app);

/* Whether a thread uses the library, or pages of it, which must not change meanwhile.
 */
bool app_has_tasks(const struct app *app);
void app_stop_tasks(struct app *app);

/* Waits for their ends. */
void app_end_tasks(struct app *app);

/* --- lists.c --- */

/* Filters for what is typed, if that was not done yet: it is done once for all keys
 * that came in together. */
void list_settle(struct app *app);

/* More is known: the list may have more rows. */
void list_news(struct app *app);
enum reaction list_accept(struct app *app);

/* The page that is shown is another reading of the article: a list of what is in it
 * gets its rows anew. */
void list_page_news(struct app *app);

/* Closes it. */
void list_leave(struct app *app);

/* The library is about to be another one, and is. The list stays open, with what is
 * typed; what it has of the old library it gets anew. */
void list_unbind(struct app *app);
void list_rebind(struct app *app);

/* Shows an answer that came meanwhile; goes to what it has found if that was asked. */
enum reaction list_take_answer(struct app *app);
void list_preview(struct app *app);

#endif
