/*
 * The tables of a catalog.
 *
 *   state     what holds for all: one value a key
 *   article   every file that the walk saw, articles and others: its path, what tells a
 *             change, and of an article what its head says. The id stays with the path.
 *   name      the index of names (library/names.h): hash, rank -> article
 *   topic     the topic tree, as library.h has it; the id is the topic's for good
 *   facts     of an article that was read whole, as records (record.h): library/facts.h
 *             and its links, its words, and where each of the links leads
 *   lead      what leads to an article, from which section of another (leads.h)
 *   text      where the words of an article stand in the three tables below: its rows
 *             are numbered from the text's id on, as many as `rows`
 *   related   what is near, and
 *   see       what says more about a question (library/survey.h)
 *   passage   FTS5: sections, with the article's title, their heading and their text
 *   item      FTS5: key points and questions
 *   called    FTS5: titles, aliases, paths and headings, for going to them
 *   word      the words of `called` and how many names have each (vocabulary.h)
 *
 * The FTS5 tables hold no text (content=''): that is half the size, and what is shown
 * comes from the article anyway. SQLite 3.40 cannot delete from such a table, so the
 * words of an article that changed stay, in rows that are no text's any more, and are
 * skipped; when they are many, all words are forgotten and every article is read again.
 * Numbers of rows are not given twice. They have few gaps, since FTS5 stores the step
 * from each row with a word to the next: a fifth of the catalog is saved that way.
 *
 * The numbers of a text's rows, from 0:
 *   passage   the section (section.h)
 *   item      twice the number of the key point or question, and 1 for a question
 *   called    0 is the title, 2 the path, 4 and so on the other names; 1, 3 and so on
 *             the headings
 * Texts begin at even numbers, so that a row tells which kind it is.
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
    SCHEMA_VERSION = 4,
    TEXT_PART_MAX = 1 << 15, /* of one kind in one article; the rest is not found */
    TEXT_ROWS_MAX = 2 * TEXT_PART_MAX,
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
