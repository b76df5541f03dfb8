/*
 * The line editor of prompts and of the filter of lists. Its text is clean UTF-8 in one
 * line; the cursor is between clusters.
 */
#ifndef LECTERN_UI_LISTS_EDITOR_H
#define LECTERN_UI_LISTS_EDITOR_H

#include "base/buf.h"
#include "ui/term/grid.h"
#include "ui/term/keys.h"

enum {
    /* More than anyone types, little enough to look for at every key. */
    EDITOR_MAX_BYTES = 1024,
};

struct editor {
    struct buf text;
    size_t cursor; /* byte offset */
};

enum edit_result {
    EDIT_IGNORED, /* the key means nothing here */
    EDIT_MOVED,   /* the cursor moved, or would have */
    EDIT_CHANGED, /* the text changed */
};

void editor_release(struct editor *editor);
void editor_set(struct editor *editor, struct str text);
struct str editor_text(const struct editor *editor);
enum edit_result editor_key(struct editor *editor, struct key key);

/* Draws the text at (row, col) of the area, cut so that the cursor is seen, and puts
 * the grid's cursor there. Returns the column after the text. */
int editor_draw(const struct editor *editor, struct grid *grid, struct area area,
                int row, int col, enum role role);

#endif
