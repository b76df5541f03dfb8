/*
 * Destinations of links as bytes: schemes, percent codes, what a path may hold.
 */
#ifndef LECTERN_LIBRARY_LINKS_DEST_H
#define LECTERN_LIBRARY_LINKS_DEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* The length of "scheme:" at the start; 0 without one. */
size_t dest_scheme_len(struct str dest);

/* True for a URL where names are, too, and may have colons ("Note: on style"). */
bool dest_is_url_among_names(struct str dest);

/* Percent-decoded, once; a '%' that starts no code stays. */
struct str dest_decoded(struct arena *arena, struct str dest);

/* False for bytes that no path of an honest link has: control bytes, '\'. */
bool dest_is_sane_path(struct str path);

#endif
