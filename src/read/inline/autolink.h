/*
 * Bare URLs and mail addresses in text, by the rules of GFM's extended autolinks.
 */
#ifndef LECTERN_READ_INLINE_AUTOLINK_H
#define LECTERN_READ_INLINE_AUTOLINK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum autolink_kind { AUTOLINK_URL, AUTOLINK_WWW, AUTOLINK_MAIL };

struct autolink {
    enum autolink_kind kind;
    size_t from, to; /* bytes of the text */
};

/*
 * Looks for a link round the ':' , 'w' or '@' at `at`, without going back before
 * `floor`, the end of the link before. When there is none, `*next` is where the search
 * may go on, so that no byte is looked at again and again.
 */
bool autolink_at(struct str text, size_t at, size_t floor, struct autolink *link,
                 size_t *next);

#endif
