/*
 * Parts of a line that the scanner looks at in files of their own. Each is called with
 * `at` at a byte of its kind; true when `found` is to be replaced, else scan->pos is
 * where the search goes on.
 */
#ifndef LECTERN_READ_INLINE_SCAN_PARTS_H
#define LECTERN_READ_INLINE_SCAN_PARTS_H

#include "read/inline/scan_state.h"

/* "{": attributes, comments and texts of JSX, changes of CriticMarkup, roles. */
bool scan_brace(struct token_scan *scan, struct arena *arena, size_t at,
                struct scan_found *found);

/* "](": a destination with blanks, a size or a tag in it. */
bool scan_target(struct token_scan *scan, struct arena *arena, size_t at,
                 struct scan_found *found);

/* "[": a reference that nothing defines, an include of DocFX, an alert in a line. */
bool scan_bracket(struct token_scan *scan, struct arena *arena, size_t at,
                  struct scan_found *found);

/* "((": the number of a block, as an outliner has it. */
bool scan_block_reference(struct token_scan *scan, size_t at, struct scan_found *found);

/* "*": emphasis that CommonMark does not see beside a punctuation mark. */
bool scan_stars(struct token_scan *scan, size_t at, struct scan_found *found);

/* "::": a picture or a text between ":::image" or ":::no-loc" and ":::"; "key:: value".
 */
bool scan_colons(struct token_scan *scan, struct arena *arena, size_t at,
                 struct scan_found *found);

/* Where the attributes "{#id .class}" begin that end the line; its length when there
 * are none. `*id` is what they name; may be empty. */
size_t scan_last_attributes(struct str line, struct str *id);

/* True for a line that is nothing but attributes of the block beside it: "{: .note }".
 * It may name it. */
bool scan_is_attributes(struct str line, struct str *id);

#endif
