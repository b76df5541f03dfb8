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

#include "library/hits.h"
#include "library/survey.h"
#include "ui/app.h"
#include "ui/commands.h"
#include "ui/editor.h"
#include "ui/grid.h"
#include "ui/history.h"
#include "ui/list.h"
#include "ui/page.h"
#include "ui/popup.h"
#include "ui/reader.h"
#include "ui/screen.h"
#include "ui/tree_pane.h"
#include "ui/wish.h"

enum prompt_kind { PROMPT_NONE, PROMPT_FIND, PROMPT_NUMBER };

enum {
    RECALL_MAX = 100,   /* things typed that are remembered */
    COUNT_MAX = 100000, /* a longer count is no count */
};

/* What is being typed on the last row. */
struct prompt {
    enum prompt_kind kind;
    struct editor editor;
    struct place origin; /* where one was, for Esc */
    bool pending;        /* what is typed was not looked for yet */
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

/* What the open list is made of, where it is not the page. */
struct listed {
    struct scope scope;
    struct arena arena;
    struct hit *hits; /* of its rows, by their values */
    size_t read;      /* articles that were known when they were found */
};

struct app {
    struct library *library;
    struct survey *survey;   /* NULL before the first screen was drawn */
    struct whole *whole;     /* what is read of a large article; NULL: nothing is */
    struct page *whole_page; /* that shows its head; held */
    struct wish wish;        /* what waits for it */
    int wake_fd;             /* gets a byte when there is news; or -1 */
    struct grid grid;
    struct screen screen;
    struct shelf shelf;
    struct reader reader;
    struct tree_pane tree;
    struct history history;
    struct list list;
    struct listed listed;
    struct popup popup;
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
};

/* --- app.c: the app without its terminal --- */

/* Opens the start page of the options at a size. */
void app_init(struct app *app, struct library *library,
              const struct app_options *options, int rows, int cols);
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

/* --- behind.c: the survey, which reads the library behind the screen --- */

/* Starts it, once the first frame is drawn; and reading on, if a head is shown. */
void app_start_survey(struct app *app);

/* Whether all is known that only the whole library can tell. */
bool survey_done(const struct app *app);

/* "340 of 1,584": how far it is. */
void survey_describe(const struct app *app, struct buf *out);

/* More of the library is known than before. */
enum reaction app_survey_news(struct app *app);

/* --- screen_draw.c, status.c --- */

void app_draw(struct app *app);
void status_draw(const struct app *app, struct grid *grid);
void header_draw(const struct app *app, struct grid *grid);

/* "3 of 17": where one is among the matches, as far as they are known. */
void describe_matches(const struct app *app, struct buf *out);

/* --- travel.c: from page to page --- */

/* Shows a page from its top, `item` being where in the tree it was opened. Remembers
 * where one was. */
void travel_to(struct app *app, enum page_kind kind, uint32_t article, uint32_t item);

/* Remembers where one is, before a jump within the page. */
void travel_remember(struct app *app);

/* To a place as it was, without remembering anything. Does not release it. */
void travel_resume(struct app *app, const struct place *place);

/* The letter behind the keys of the marks. */
enum reaction travel_mark(struct app *app, struct key key);

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

/* --- popup.c --- */

/* Fits the pop-up to the screen; it closes when there is no room for it. */
void app_fit_popup(struct app *app);

/* The reader that the keys move in. */
struct reader *app_reader(struct app *app);

/* --- news.c --- */

/* Reads the whole of the article on, if its head is shown: call it after a frame. */
void app_read_on(struct app *app);

/* Shows the whole of an article if it is there, with all as it was. */
enum reaction app_whole_news(struct app *app);

/* Dresses the pages (ui/dress.h) once the survey is complete; nothing before. What is
 * shown stays where it is. */
void app_dress(struct app *app);

/* --- lists.c --- */

/* Filters for what is typed, if that was not done yet: it is done once for all keys
 * that came in together. */
void list_settle(struct app *app);

/* The survey knows more: the list may have more rows. */
void list_news(struct app *app);
enum reaction list_accept(struct app *app);
void list_preview(struct app *app);

#endif
