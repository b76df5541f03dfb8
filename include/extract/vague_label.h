/*
 * Labels of key points that say nothing without the text after them.
 */
#ifndef LECTERN_EXTRACT_VAGUE_LABEL_H
#define LECTERN_EXTRACT_VAGUE_LABEL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* True for remarks ("Note"), fields of anything ("Type", "Role"), parts of any account
 * ("Summary", "The fix"), numbers and names of files. False for no label. */
bool label_is_vague(struct arena *scratch, struct str label);

#endif
