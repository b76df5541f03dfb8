/*
 * Dressing a page: what only the whole library knows of an article is put around its
 * text, as nodes of the page's document like any other.
 *
 *     An answer ...
 *     More on this  Trust · Five Eyes › Origins      below an answer
 *     ────────────────
 *     Related      Five Eyes  the same words          below the article
 *     Linked from  AUKUS · NATO and 3 more
 *     Next         Cyber defence
 *
 * What is added has NODE_ADDED. The nodes behind it get other numbers, so a page that
 * is dressed knows which number each node of the plain article has now (page_node), and
 * places in the plain page are carried over by it.
 */
#ifndef LECTERN_UI_DRESS_H
#define LECTERN_UI_DRESS_H

#include "catalog/view.h"
#include "ui/page.h"

/* What is near must be known (view_is_related). Nothing for a page that is dressed
 * already, could not be read, is only a head, is no article, or has nothing to be
 * added. */
void page_dress(struct page *page, struct view *view);

/* Whether the page is dressed in what is no longer so: another article links to it, or
 * what is near it changed. Only reading it again helps. */
bool page_dress_is_old(const struct page *page, struct view *view);

#endif
