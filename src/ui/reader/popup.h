/*
 * The pop-up: what the selected link leads to, over the text, without going there.
 *
 * It is below or above its link, as high as what it shows, and shows the section that
 * the link leads to, a footnote's text, or a line on what is no article. While it is
 * open the keys of the text move in it; a key that means nothing to it closes it and
 * does what it always does.
 */
#ifndef LECTERN_UI_READER_POPUP_H
#define LECTERN_UI_READER_POPUP_H

#include <stdbool.h>

#include "base/buf.h"
#include "ui/reader/reader.h"

struct popup {
    bool open;
    bool leads;       /* one can go there */
    struct buf title; /* clean */
    struct reader reader;
    struct page note; /* for what is no article; not in the cache */
    struct area box;  /* on the screen, its frame included */
};

void popup_init(struct popup *popup);
void popup_release(struct popup *popup);
void popup_close(struct popup *popup);

/* "Title › Section"; the section may be empty. */
void popup_set_title(struct popup *popup, struct str title, struct str section);

/* Shows a line or two on what is no article; `more` may be empty. */
void popup_say(struct popup *popup, struct str title, struct str what, struct str more);

/* Finds its place below or above the rows [from, to) of the pane `text`, which its link
 * is on. False when there is no room. */
bool popup_fit(struct popup *popup, struct area text, int from, int to);

/* --- popup_draw.c --- */

void popup_draw(const struct popup *popup, struct grid *grid);

#endif
