/*
 * Which part of a page is its article, and what in it is there for the site: menus,
 * paths, buttons, notes of the generator.
 */
#ifndef LECTERN_READ_WEB_CONTENT_H
#define LECTERN_READ_WEB_CONTENT_H

#include "read/web/dom.h"

/* The element that holds the article: <article> or <main> where there is one, else the
 * body. NULL when there is no body. */
const GumboNode *content_of(const GumboNode *root);

/* True for an element that goes with all that it holds. */
bool content_is_furniture(const GumboNode *node);

#endif
