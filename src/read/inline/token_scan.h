/*
 * Looking for tokens among the characters of a line: wikilinks, embeds, comments,
 * footnote references and mathematics.
 */
#ifndef LECTERN_READ_INLINE_TOKEN_SCAN_H
#define LECTERN_READ_INLINE_TOKEN_SCAN_H

#include <stdbool.h>

#include "base/str.h"
#include "read/inline/scan_state.h"
#include "read/templates/template_use.h"

/* The next thing to replace; false when there is none. Linear over all calls. */
bool scan_next(struct token_scan *scan, struct arena *arena, struct scan_found *found);

/* Adds the token that was found, with its fragment; returns its number. */
size_t scan_add(struct tokens *tokens, const struct scan_found *found);

/* A picture or link that a template stands for, as a fragment. */
uint32_t scan_use_fragment(struct tokens *tokens, const struct template_use *use,
                           uint32_t line);

/* A fragment from inline Markdown that is not scanned yet. */
uint32_t scan_fragment(struct tokens *tokens, struct str text, uint32_t line);

#endif
