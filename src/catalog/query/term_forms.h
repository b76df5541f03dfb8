/*
 * What one typed term may stand for.
 *
 * A *form* is a word, or several that must follow each other. The first form of a term
 * is the term as it was typed, worth 1; the others are of words that the library has,
 * and worth less. A term in quotes or with a star, and one that is excluded, have no
 * other.
 */
#ifndef LECTERN_CATALOG_QUERY_TERM_FORMS_H
#define LECTERN_CATALOG_QUERY_TERM_FORMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum form_kind {
    FORM_TYPED,     /* as it was typed */
    FORM_INFLECTED, /* another ending: deter, deterred */
    FORM_SPELLING,  /* another spelling: organise, organize */
    FORM_JOINED,    /* joined or apart: self-driving, selfdriving */
    FORM_SLIP,      /* what a slip of the finger was meant to be */
};

struct form {
    struct str *words; /* one by one, folded */
    size_t count;      /* of words, at least 1 */
    float worth;       /* of one occurrence; 1 as typed */
    enum form_kind kind;
};

struct term_forms {
    struct form *items; /* the typed one first, the others by worth */
    size_t count;       /* 0 until they are looked for (forms.h) */
    /* Says nothing beside other terms: the, how, is. */
    bool is_small;
    bool is_nowhere; /* a phrase in quotes that nothing has */
    /* The word in whose place others were looked for, since the library does not have
     * the one typed; else empty. */
    struct str shown_for;
};

#endif
