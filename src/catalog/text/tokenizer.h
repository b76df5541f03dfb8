/*
 * The tokenizer of the full-text tables: where the words of segmented text (segment.h)
 * begin and end.
 *
 * FTS5 asks it for the words that it stores, and whoever has to know the number of a
 * word counts with the same function. So a word that FTS5 found at some place is in the
 * section that was counted to have it (spans.h).
 */
#ifndef LECTERN_CATALOG_TEXT_TOKENIZER_H
#define LECTERN_CATALOG_TEXT_TOKENIZER_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* The value of FTS5's option `tokenize`. Part of what a catalog is: another rule needs
 * another SCHEMA_VERSION. */
#define TOKENIZER_NAME "lectern"

/* The next word from byte `*pos` on, which moves to its end; false when there is
 * none. */
bool tokenizer_next(struct str segmented, size_t *pos, struct str *word);

/* How many words there are. */
uint32_t tokenizer_count(struct str segmented);

/* FTS5's table of functions; NULL when this SQLite has no FTS5. */
fts5_api *tokenizer_api(sqlite3 *handle);

/* Makes it known to a connection; to be called before a full-text table is touched. A
 * result code of SQLite. */
int tokenizer_register(sqlite3 *handle);

#endif
