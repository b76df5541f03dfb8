/*
 * Terms: the pieces that its three files share.
 *
 * A *term* is the name of an article that is written as plain text; it becomes a
 * LINK_TERM link over just its letters. terms.c walks the document, terms_list.c reads
 * the items of See also and Further reading sections, terms_prose.c the sentences that
 * open with "See also", terms_series.c what is between commas and "and".
 */
#ifndef LECTERN_EXTRACT_TERMS_TERMS_H
#define LECTERN_EXTRACT_TERMS_TERMS_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/doc.h"
#include "extract/sections.h"

/* Words that join the last two names of a series, and articles that are no part of a
 * name, by the language of what announced them. */
struct term_language {
    struct str joins[2];    /* with their blanks: " and " */
    struct str articles[4]; /* "the " */
};

enum { TERM_ENGLISH }; /* index of term_language() */

struct term_scan {
    struct doc *doc;
    bool high_only; /* names must open with a capital: links are among the words */
    bool changed;   /* the tree is not what it was and must be numbered again */
};

/* Makes links of the terms of a document; true when its tree changed. */
bool terms_find(struct doc *doc, const struct sections *sections,
                struct arena *scratch);

/* The language of a "see also" in this table; see terms_prose.c. */
const struct term_language *term_language(int index);

/*
 * Makes bytes [from, to) of a TEXT node a link. Returns the TEXT that holds what was
 * after them, NULL when nothing did; `text` keeps what was before, or leaves the tree
 * when that is nothing.
 */
struct node *term_link(struct term_scan *scan, struct node *text, size_t from,
                       size_t to);

/* Links the names in bytes [from, to) of a TEXT: "X, Y and the Z". Returns the TEXT
 * with what is after, or NULL. */
struct node *terms_series(struct term_scan *scan, struct node *text, size_t from,
                          size_t to, const struct term_language *language);

/* True for a slice that opens with a small letter. */
bool terms_opens_low(struct str name);

/* True when signs of markup that no reader took are in the slice. */
bool terms_is_markup(struct str name);

/* Links the names after each "See also" in a holder of inlines; true when there
 * were. */
bool terms_prose(struct term_scan *scan, struct node *holder);

/* A list or paragraph of a section of that role. */
void terms_list(struct term_scan *scan, struct node *list, enum head_role role);
void terms_lines(struct term_scan *scan, struct node *paragraph, enum head_role role);

#endif
