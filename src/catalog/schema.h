/*
 * The tables of a catalog.
 *
 *   state     what holds for all: one value a key
 *   article   every file that the walk saw, articles and others: its path, what tells a
 *             change, and of an article what its head says. The id stays with the path.
 *   name      the index of names (library/names.h): hash, rank -> article
 *   topic     the topic tree, as library.h has it; the id is the topic's for good
 *   facts     of an article that was read whole: library/facts.h as a record (record.h)
 *   text      the number under which an article's words stand in the three tables below
 *   link      where an article leads, or would lead to if that were there
 *   related, see   what is near (library/survey.h)
 *   passage   FTS5: sections, with the article's title, their heading and their text
 *   item      FTS5: key points and questions
 *   called    FTS5: titles, aliases, paths and headings, for going to them
 *   word      the words of `called` and how many names have each (vocabulary.h)
 *
 * The FTS5 tables hold no text (content=''): that is half the size, and what is shown
 * comes from the article anyway. SQLite 3.40 cannot delete from such a table, so the
 * words of an article that changed stay, under a text number that no article has any
 * more, and are skipped; when they are many, all words are forgotten and every article
 * is read again. Text numbers are not given twice.
 *
 * A row of these is (text number << TEXT_SHIFT | its number in the article).
 */
#ifndef LECTERN_CATALOG_SCHEMA_H
#define LECTERN_CATALOG_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#include "catalog/database.h"

enum {
    SCHEMA_APPLICATION_ID =
        0x4C43544E, /* "LCTN": tells a catalog from other databases */
    /* Part of the catalog's file name, so that programs of two versions do not take
     * turns in making it anew. */
    SCHEMA_VERSION = 1,
    TEXT_SHIFT = 16,
    TEXT_ROWS_MAX = 1 << 15, /* of one kind in one article; the rest is not found */
    TEXT_QUESTION = 1 << 15, /* in `item`: set for questions */
    TEXT_HEADING = 1 << 12,  /* in `called`: the first heading; below are its names */
};

/* Makes the tables of an empty database; false, for one that is not empty, when it is
 * not a catalog of this version. Needs a connection that may write. */
bool schema_make(struct database *database);

/* True for a catalog of this version. */
bool schema_is_current(struct database *database);

/* Whether most words are of texts that are gone. */
bool schema_is_worn(struct database *database);

/* Forgets all words: no article is read. Who looks on sees that the moment it is
 * written. */
void schema_forget_words(struct database *database);

/* One value of `state`; 0 when it is not there. */
int64_t state_get(struct database *database, const char *key);
void state_set(struct database *database, const char *key, int64_t value);

#endif
