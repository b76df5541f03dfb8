/*
 * What a page is called, found without its tree: heads of thousands of pages are read
 * before the first screen.
 */
#ifndef LECTERN_READ_WEB_PAGE_TITLE_H
#define LECTERN_READ_WEB_PAGE_TITLE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * The first <h1> of the article, else that of the page, else the heading that its
 * <title> repeats, else its <title> without the site's part. Clean; empty when there is
 * none of these. Looks at the first READ_TITLE_BYTES only. True when no more text could
 * tell otherwise.
 */
bool page_title(struct arena *arena, struct str html, struct str *title);

#endif
