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

#include "catalog/catalog.h"
#include "catalog/search_thread.h"
#include "catalog/view.h"
#include "ui/keys/commands.h"
#include "ui/lists/editor.h"
#include "ui/lists/list.h"
#include "ui/pages/page.h"
#include "ui/reader/history.h"
#include "ui/reader/popup.h"
#include "ui/reader/reader.h"
#include "ui/screen.h"
#include "ui/term/grid.h"
#include "ui/tree/tree_pane.h"

typedef enum reaction command_run(struct app *app, int arg, int count);

/* A pending command: what was asked of a large article of which only the head is there.
 * One at a time waits for the whole and is granted then, with what it has kept here.
 * The next key cancels it, unless it asks for something itself. */
struct pending;
typedef enum reaction pending_grant(struct app *app, struct pending *pending);

struct pending {
    pending_grant *grant; /* NULL: nothing waits */
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
    const struct str *slugs;          /* of the sections those are in */
    struct search_reply *answer;      /* likewise; NULL while there is none */
    unsigned long asked; /* serial of the last question; 0: nothing was asked */
    bool keeps;          /* of that: the selected row is to stay so */
    bool accepts;        /* the best row of its answer is gone to */
    size_t top;          /* of the list when its row was chosen */
    struct left left;
    bool returns; /* to `left`: the next answer selects what was */
};

/* What is near a name that is not in the library (nearby.c). */
struct suggestions {
    enum suggestions_use {
        NEARBY_NOTHING,
        SUGGESTIONS_POPUP,
        SUGGESTIONS_MESSAGE
    } use;               /* where */
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
    struct catalog *catalog;     /* NULL before the first screen was drawn */
    struct view *view;           /* NULL while nothing is known of the library */
    struct search_thread *asker; /* likewise */
    bool knows_all;              /* what only the whole library says */
    struct loader *loader;       /* of a large article; NULL: none is read */
    int grace_ms, footer_ms;     /* see struct app_start */
    struct footer_task *footer;  /* what is near an article is being asked; or NULL */
    struct page *footer_page;    /* that of the article; held */
    struct reflow *reflow;       /* what is laid out for the reader; NULL: nothing is */
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
    struct suggestions suggestions;
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

/* Finds where things are, for the size and what is shown. */
void app_plan(struct app *app);

/* Lays out what has changed its size and draws the grid. */
void app_refresh(struct app *app);

/* A line in the status row. The text is cleaned. */
void app_say(struct app *app, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void app_complain(struct app *app, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
