/*
 * Pages that are not in UTF-8 and say in what they are.
 */
#ifndef LECTERN_READ_WEB_CHARSET_H
#define LECTERN_READ_WEB_CHARSET_H

#include "base/arena.h"
#include "base/str.h"

/* The bytes of a page as text_decode() gives them, from the encoding that the page
 * names in <meta> or its XML declaration. A byte order mark, or bytes that are UTF-8,
 * count for more than what is said; an encoding that nobody knows for nothing. */
struct str charset_decode(struct arena *arena, struct str raw);

#endif
