/*
 * HTML made small and harmless for its parser.
 *
 * The parser of HTML5 has no limits: open elements nest as deep as they like and each
 * tag looks through them, attributes of one tag are compared with each other, and what
 * is left open in one paragraph is opened again in the next. So the text goes through
 * here first, once, from start to end: comments, scripts and styles go, attributes that
 * nobody reads go, elements deeper than TAME_DEPTH_MAX lose their tags and keep their
 * text, end tags without a beginning go. Everything that a page is read for stays, and
 * so do its line ends.
 */
#ifndef LECTERN_READ_WEB_TAME_H
#define LECTERN_READ_WEB_TAME_H

#include "base/buf.h"
#include "base/str.h"

enum {
    /* Pages have a depth of thirty; browsers stop at 512. */
    TAME_DEPTH_MAX = 160,
};

/* Appends the page to `page`, and the bodies of its scripts of linked data (JSON-LD),
 * each ended by '\0', to `data`, which may be NULL. */
void tame(struct str html, struct buf *page, struct buf *data);

#endif
