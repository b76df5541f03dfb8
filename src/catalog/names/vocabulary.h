/*
 * The words that names are made of, and how many names have each: what the beginning of
 * a word may become.
 *
 * The full-text index can be asked for words by their beginning, but it then goes
 * through every place of all of them before it gives the first: half a second for three
 * letters in a library of 160 MB. Words that are known are asked for one by one
 * instead, and come as quickly as they are taken.
 */
#ifndef LECTERN_CATALOG_NAMES_VOCABULARY_H
#define LECTERN_CATALOG_NAMES_VOCABULARY_H

#include "catalog/store/database.h"

/* Counts the words again when there is enough that was not counted; else it costs
 * nothing. Needs a connection that may write. */
void vocabulary_write(struct database *database);

#endif
