/*
 * The asker: a thread that searches for a screen, so that no key waits.
 *
 * One question is asked at a time; another one takes its place, and what was being
 * searched for is dropped. The answer has the rows of a list as they are shown.
 *
 * The first answer is what can be had at once (catalog/search.h). Where that is not
 * all, and no other question comes for a moment, a second answer to the same question
 * follows, with all that is found and in its exact order.
 */
#ifndef LECTERN_CATALOG_SEARCH_THREAD_H
#define LECTERN_CATALOG_SEARCH_THREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "catalog/range.h"
#include "catalog/search.h"
#include "library/scope.h"

/* ASK_SIMILAR: the articles whose names come near to one (catalog/similar.h). */
enum ask_kind { ASK_PASSAGES, ASK_POINTS, ASK_QUESTIONS, ASK_NAMES, ASK_SIMILAR };

/* What is asked; see the functions of catalog/search.h. */
struct search_request {
    enum ask_kind kind;
    struct str text;    /* as typed; copied */
    struct scope scope; /* of points and questions */
    size_t limit;       /* rows */
};

/* A row. What does not apply to its kind is empty or 0. All texts are clean. */
struct search_row {
    uint32_t article;
    struct str title;      /* of the article */
    uint32_t heading;      /* that it is below, or SEARCH_TOP */
    struct str section;    /* that heading's title, unless it is the article's */
    struct str slug;       /* and its slug */
    struct str text, more; /* a passage's words; label and text, or the text alone where
                            * the label says nothing; question and answer;
                            * a name, and what it is the name of, or a title's path */
    /* Of a name: the letters that were typed, in `text` or in `more`; of a passage, the
     * words that were asked for. */
    struct byte_ranges text_marks, more_marks;
    uint32_t index;          /* of the point or question in the article's facts */
    uint32_t node, end_node; /* where a point or question is: see fact_question */
    bool inferred;           /* of a question */
    bool is_section;         /* among points: one (answers.h) */
    uint32_t below;          /* so many rows that follow are of its article */
    bool is_below;           /* it is one of these */
    size_t also;             /* others that say the same as this point or question */
    struct str missing;      /* words that were asked for and are not there, but are in
                              * other rows; a comma between two */
};

struct search_reply {
    unsigned long serial; /* of the question */
    struct str text;      /* of that, as it was typed */
    struct arena arena;   /* of all below */
    struct search_row *rows;
    size_t count;
    bool is_partial;      /* there are more than these, or may be */
    size_t found;         /* how many there are in all; 0: not known */
    bool goes_on;         /* a second answer may follow */
    struct str left_out;  /* of a long question: what was not asked for; else empty */
    struct str shown_for; /* that slips were mended or quotes left out; else empty */
    struct str missing;   /* words that no row has, a comma between two; else empty */
    bool failed;          /* nothing could be searched */
    struct str terms; /* of passages, points and questions: what was looked for, folded,
                       * a line each */
};

struct search_thread;

/* `wake_fd`, if it is not -1, gets a byte when there is an answer. The catalog must
 * outlive the asker. */
struct search_thread *search_thread_new(struct catalog *catalog, int wake_fd);

/* Lets the thread load what the next question will need, when it has nothing else to do
 * for a moment. True when that is there already, or nothing was asked since it was, so
 * that edits cost nothing while one only reads. To be called when all of the library is
 * known, and again when that changes. */
bool search_thread_idle(struct search_thread *asker);

/* Lets the thread end soon, without waiting for it: nothing is asked any more. NULL is
 * fine. */
void search_thread_stop(struct search_thread *asker);
void search_thread_free(struct search_thread *asker); /* NULL is fine */

/* The serial of the question. Topics of its scope need not last. */
unsigned long search_thread_send(struct search_thread *asker,
                                 const struct search_request *ask);

/* The answer to the last question, the caller's to free; NULL while there is none.
 * Waits for it, so many milliseconds at most; negative: as long as it takes. */
struct search_reply *search_thread_receive(struct search_thread *asker, int ms);

/* Waits until there is an answer to be taken. */
void search_thread_wait(struct search_thread *asker);
void search_reply_free(struct search_reply *answer); /* NULL is fine */

#endif
