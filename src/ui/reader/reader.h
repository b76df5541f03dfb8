/*
 * The reading pane: a page laid out for its width, and where the reader is in it.
 *
 * Words. The *top* is the first line shown. The *anchor* is the place that stays at the
 * top over every reflow; it changes only when the reader moves, so that a window made
 * small and large again shows what it showed. A *stop* is what Tab stops at: a link, or
 * a passage that can be folded. *Here* is the heading that was last jumped to, which is
 * where one is even if it could not come to the top.
 *
 * A reader draws into any area, so that a preview of an article is a reader, too. It
 * can be limited to a section of it. While one *skims*, headings, key points and
 * questions are what Tab stops at.
 */
#ifndef LECTERN_UI_READER_READER_H
#define LECTERN_UI_READER_READER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "layout/layout.h"
#include "ui/lists/words.h"
#include "ui/pages/page.h"
#include "ui/pages/position.h"
#include "ui/term/grid.h"

enum {
    /* Lines of prose are easiest to read at 72 to 80 columns. */
    READER_MEASURE_COLS = 76,
};

/* Passages whose fold is not as the document has it: node ids, sorted. */
struct fold_set {
    uint32_t *items;
    size_t count, cap;
};

struct stop {
    uint32_t node; /* of the link or of what can be folded */
    uint32_t link; /* its number, or SPAN_NO_LINK */
    size_t line;   /* of its first text */
};

/* Where a reader is in its page, as exactly as possible; it outlives the page. */
struct viewport {
    struct position top;
    int offset, cols;               /* lines from the line of `top` to the top, in text
                                     * that is so many columns wide */
    struct position here, selected; /* see struct reader; not set when there is none */
};

/* What was looked for in this page, and in what is folded in it. */
struct finding {
    struct buf words;
    struct arena arena;
    struct matches *matches; /* NULL: nothing was looked for */
    size_t *first;           /* per match: its first piece */
    size_t *line;            /* per match: where it is, or what hides it */
    bool *hidden;            /* per match: folded away */
    struct content content;  /* that the matches are of, laid out so wide */
    int width_cols;
    struct layout *all; /* of that, with nothing folded, while one types; or NULL */
    struct arena all_arena;
    uint32_t *match_of; /* per piece: its match */
    uint32_t *by_place; /* pieces by node and byte */
    size_t current;     /* match; match_count when none is */
};

/* What was gone to, marked in the margin until the next key: ids, half-open. */
struct highlight {
    uint32_t from, to;
};

/* A page laid out before a reader asks for it. */
struct prepared_lines {
    struct arena arena;
    struct layout *layout; /* NULL when there is none */
};

struct reader {
    struct page *page; /* held */
    struct page_footer
        *footer; /* that it shows, held: the page may have another since */
    struct arena arena;
    struct layout *layout; /* NULL until there is a page and a size */
    unsigned long serial;  /* counts the layouts made */
    int rows, cols;        /* of the pane */
    struct area box;       /* where the text is, relative to the pane */
    uint32_t from, to;     /* ids of the nodes that are shown; all when both are 0 */
    size_t first_line, end_line; /* of the layout, that are shown */
    size_t own_end;              /* the line after the document's own text */
    size_t top;
    struct anchor anchor;
    int anchor_offset; /* lines from the anchor's line to the top */
    int anchor_cols;   /* the text's width in which it is so */
    ptrdiff_t here;    /* index into doc->headings, or -1 */
    uint32_t selected; /* node of a stop, or NODE_NONE */
    struct stop *stops;
    size_t stop_count;
    struct highlight lit;
    struct fold_set folds;
    struct finding finding;
    bool may_lag;  /* lines of a long page may come later (ui/reader/reflow.h);
                    * until then it shows the old ones */
    bool may_wait; /* those of a page that is long at all, and there are none until
                    * then */
    bool is_stale; /* these are folded otherwise than they should be */
    bool hides;    /* some of the text is folded, or skimmed over */
    bool numbered; /* links show their numbers */
    bool skim;     /* only headings, key points and questions are shown */
    struct viewport full; /* where one was before skimming */
};

void reader_init(struct reader *reader);
void reader_release(struct reader *reader);

/* Shows a page from its top; takes over the hold on it. Lay it out next. */
void reader_show(struct reader *reader, struct page *page);

/* Lays the page out for a pane of this size, if the width or `force` asks for it, and
 * keeps the place. */
void reader_fit(struct reader *reader, int rows, int cols, bool force);

/* The same when what is folded has changed, and nothing waits for the lines. */
void reader_fit_soon(struct reader *reader);

/* Whether the lines are not yet as they should be, or not yet there. */
bool reader_lags(const struct reader *reader);

/* Lays out what the reader is to show. For any thread, while page and folds do not
 * change. Ends early, with a part, once `*stop` is set. */
void reader_make_lines(const struct reader *reader, struct prepared_lines *lines,
                       const atomic_bool *stop);

/* Takes over lines that are as they should be, and keeps the place. */
void reader_replace_lines(struct reader *reader, struct prepared_lines *lines);

/* All of the page, as wide as it is shown, with nothing folded or skimmed over. In the
 * arena. */
struct layout *reader_lay_out_all(const struct reader *reader, struct arena *arena,
                                  const atomic_bool *stop);

/* Shows only the lines of the nodes [from, to) of the page's document; with those of
 * its footer if `to` is larger than all of them. Lay it out next. */
void reader_limit(struct reader *reader, uint32_t from, uint32_t to);

/* Lays content out as a reader does whose text is so many columns wide, with nothing
 * folded and all of it shown. For any thread. Ends early, with a part, once `*stop` is
 * set. */
void lines_make(struct prepared_lines *lines, struct content content, int cols,
                const atomic_bool *stop);

/* The page has another document: places are to be set for that. */
void reader_take_content(struct reader *reader);

/* Takes the lines over if they are what the reader would make itself; else, or if they
 * are NULL, it lays the page out again. */
void reader_take_lines(struct reader *reader, struct prepared_lines *lines);

/* Shows headings, key points and questions only, or everything again from the place
 * where one was. */
void reader_skim(struct reader *reader, bool on);

/* Shows everything again, from a node on. */
void reader_unskim_at(struct reader *reader, const struct node *node);

struct viewport reader_viewport(const struct reader *reader);

const struct doc *reader_doc(const struct reader *reader);

/* What it shows; the node of an id in that, and where a link of it leads. */
struct content reader_content(const struct reader *reader);
const struct node *reader_node(const struct reader *reader, uint32_t id);
const struct target *reader_target(const struct reader *reader, uint32_t link);

/* --- Moving (reader.c). All return false when nothing moved. --- */

bool reader_scroll(struct reader *reader, long lines);
bool reader_go_line(struct reader *reader, size_t line);
size_t reader_top_max(const struct reader *reader);

/* To a place named by an anchor: its line comes to the top, with the empty line above
 * it when there is one. */
void reader_go_anchor(struct reader *reader, struct anchor anchor);
void reader_go_node(struct reader *reader, const struct node *node);

/* Sets the place; lay out by force next. */
void reader_find_viewport(struct reader *reader, const struct viewport *viewport);

/* Back to a place exactly as it was. */
void reader_resume(struct reader *reader, const struct viewport *viewport);

/* To a heading, which is unfolded if need be; it is `here` from then on. */
void reader_go_heading(struct reader *reader, size_t index);

/* The next heading that is shown in a direction (+1, -1) from where one is; false at
 * the ends. */
bool reader_step_heading(struct reader *reader, int direction);

/* The heading of the section that is being read; -1 before the first. */
ptrdiff_t reader_heading(const struct reader *reader);

/* How much of the article's own text has been seen, 0 to 100. */
int reader_percent(const struct reader *reader);

/* --- Stops (reader_stops.c) --- */

/* Selects the next stop in a direction, from the selected one if it can be seen, else
 * from the edge of the screen; scrolls to it. False when there is none. */
bool reader_select_step(struct reader *reader, int direction);

/* Selects the stop of a node and scrolls to it if need be; false when it is none. */
bool reader_select(struct reader *reader, uint32_t node);

/* The selected stop, when it is on the screen; else NULL. */
const struct stop *reader_selected(const struct reader *reader);

/* Links that start on the screen are numbered from 1; NULL when there is no such
 * number. */
size_t reader_numbered_count(const struct reader *reader);
const struct stop *reader_numbered_link(const struct reader *reader, size_t number);

/* The first stop on the screen that can be folded; NULL when there is none. */
const struct stop *reader_visible_fold(const struct reader *reader);

/* Folds what is unfolded and the other way round. Lay out by force next. */
void reader_toggle_fold(struct reader *reader, uint32_t node);

/* Folds all that can be folded, or unfolds all when all is folded; says which. False
 * when nothing can be. Lays out again. */
bool reader_toggle_all(struct reader *reader, bool *folded);

/* Unfolds whatever hides a node, and lays out again if anything did. */
void reader_unfold_around(struct reader *reader, const struct node *node);

/* Whether a line shows anything of a node: what is folded away shows nothing. */
bool reader_line_shows(const struct reader *reader, size_t line,
                       const struct node *node);
bool reader_is_folded(const struct reader *reader, const struct node *node);
void reader_find_stops(struct reader *reader);

/* --- Finding (reader_find.c) --- */

/* Looks for the words again; none: nothing is looked for. */
void reader_find(struct reader *reader, struct str words);
size_t reader_match_count(const struct reader *reader);

/* The words are not going to change soon: what helps to look for others goes. */
void reader_find_settle(struct reader *reader);

/* Whether what is folded has to be laid out before words can be found, which takes
 * longer than a key may wait. */
bool reader_find_waits(const struct reader *reader);

/* Takes over what was laid out for that. */
void reader_take_all(struct reader *reader, struct prepared_lines *lines);

/* Looks for lines of words, all at once, and goes to the first at or after a line,
 * which is unfolded. */
void reader_find_all(struct reader *reader, struct str words, size_t line);

/* To the first match at or after the top line, or to what hides it; false when there is
 * none. */
bool reader_match_from(struct reader *reader, size_t line);

/* Whether the current match is folded away; unfolds it, and goes to it. */
bool reader_match_hidden(const struct reader *reader);
void reader_match_reveal(struct reader *reader);

/* To the next match in a direction, which is unfolded; `*wrapped` when it went over an
 * end. */
bool reader_match_step(struct reader *reader, int direction, bool *wrapped);
void reader_finding_release(struct finding *finding);

/* The place of the current match; false when there is none. */
bool reader_match_place(const struct reader *reader, struct anchor *place);

/* Looks again for what was found before the page became another, and stays where one
 * is; the current match is the one at `place`, or none if that is NULL. */
void reader_find_back(struct reader *reader, const struct anchor *place);

/* After a new layout. */
void reader_find_again(struct reader *reader);

/* Whether the next match in a direction is beyond an end. */
bool reader_match_wraps(const struct reader *reader, int direction);

/* --- Drawing (reader_draw.c) --- */

void reader_draw(const struct reader *reader, struct grid *grid, struct area pane);

/* Sets words apart in what is lit; call after reader_draw(). */
void reader_draw_words(const struct reader *reader, const struct list_words *words,
                       struct grid *grid, struct area pane);

#endif
