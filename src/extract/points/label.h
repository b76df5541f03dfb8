/*
 * Labelled text: "Label: what is said about it".
 */
#ifndef LECTERN_EXTRACT_POINTS_LABEL_H
#define LECTERN_EXTRACT_POINTS_LABEL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"

enum label_look {
    LABEL_NONE,
    LABEL_PLAIN_DASH,  /* Label – text */
    LABEL_PLAIN_COLON, /* Label: text */
    LABEL_BOLD_OPEN,   /* **Label** text */
    LABEL_BOLD_STOP,   /* **Label.** text */
    LABEL_BOLD_DASH,   /* **Label** – text */
    LABEL_BOLD_COLON,  /* **Label**: text, **Label:** text */
};

struct label {
    enum label_look look;
    struct str label, text; /* one line each, in the arena */
    bool is_code;           /* the label is code: an option, a name of a program */
    bool is_link;           /* the label is a link: an index entry */
};

/*
 * Reads the label that a holder of inlines opens with. False, and nothing allocated,
 * when there is none. `work` is used and left as it was.
 */
bool label_read(struct arena *arena, struct node *holder, struct buf *work,
                struct label *out);

/* As label_read, of the siblings from `first` up to and without `end` (NULL: the
 * last). */
bool label_read_line(struct arena *arena, struct node *first, const struct node *end,
                     struct buf *work, struct label *out);

enum label_worth {
    LABEL_NO_POINT,
    LABEL_IN_COMPANY, /* a link or the name of a field: a point among points */
    LABEL_POINT,
};

/* Whether this is what a person would call a key point: a label that names something
 * and a text that says something about it. */
enum label_worth label_worth(struct arena *scratch, const struct label *label);

#endif
