/*
 * Going through the inlines of a block once, byte by byte.
 *
 * A format has a table of functions, one for each byte that may begin something. Such a
 * function looks at what is there: when it is what it seems, it puts the text before it
 * and its nodes into the tree and returns where to go on; otherwise it returns `at`,
 * and the byte is text. What is looked for and not there (an end mark) is remembered,
 * so that no text is searched for it again and again.
 */
#ifndef LECTERN_READ_MARKUP_INLINE_SCAN_H
#define LECTERN_READ_MARKUP_INLINE_SCAN_H

#include "read/markup/markup.h"

enum { INLINE_NEST_MAX = 8 /* deeper emphasis keeps its text and loses its mark */ };

struct inline_scan;
typedef size_t (*inline_take)(struct inline_scan *in, size_t at);

struct inline_scan {
    struct markup *m;
    struct str text;
    struct node *parent;
    uint32_t line;
    const inline_take *takes; /* by byte */
    size_t done;              /* bytes before it are in nodes */
    uint32_t missing;         /* a bit for each end mark that is not in the rest */
    int depth;
};

/* Reads the whole text. */
void inline_scan_run(struct inline_scan *in);

/* Reads a part of the text into a node of its own, with the same table. */
void inline_scan_inside(struct inline_scan *in, struct node *parent, struct str text);

/* Adds the text up to `at`, and goes on after `to`. */
void inline_scan_flush(struct inline_scan *in, size_t at, size_t to);

/* The byte before `at`, and at `at`; '\n' beyond the ends of the text. */
char inline_before(const struct inline_scan *in, size_t at);
char inline_at(const struct inline_scan *in, size_t at);

/*
 * Where the next `mark` begins, at or after `at`, of which `is_end` is true (NULL:
 * any); text.len when there is none. `bit` names the mark: once it was not found, it is
 * not looked for again.
 */
size_t inline_find_end(struct inline_scan *in, size_t at, struct str mark, unsigned bit,
                       bool (*is_end)(const struct inline_scan *in, size_t at,
                                      size_t to));

/* A byte that letters and digits of words have, those beyond ASCII included. */
bool inline_is_word(char c);

#endif
