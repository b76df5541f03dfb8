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
 *   flaw      what is wrong with an article and its links (flaw_rows.h)
 *   text      an article's words in the tables below have its text's number; `spans`
 *             (spans.h) tells what stands where in them
 *   related   what is near, and
 *   see       what says more about a question (library/related.h)
 *   passage   FTS5: of each text its title, with the article's other names, and its
 *             body
 *   called    FTS5: of each text two rows, for going to them: of what the article is
 *             called (title, aliases, path) and of what its headings are
 *   word      the words of `called` and how many rows have each (vocabulary.h)
 *
 * The index has an article in one row, and where its words stand tells the section, key
 * point or question. Rows of their own for these would repeat the titles in each, and
 * index key points twice: two fifths more than this takes.
 *
 * The FTS5 tables hold no text (content=''): that is half the size, and what is shown
 * comes from the article anyway. SQLite 3.40 cannot delete from such a table, so the
 * words of an article that changed stay, in rows that are no text's any more, and are
 * skipped; when they are many, all words are forgotten and every article is read again.
 * Numbers of texts are not given twice. They have few gaps, since FTS5 stores the step
 * from each row with a word to the next. What is counted for ranking counts texts, not
 * rows: rows of the dead never move an answer (lengths.h, expression.c).
 *
 * Each page of the file has a checksum (checksum_vfs.h).
 */
#ifndef LECTERN_CATALOG_SCHEMA_H
#define LECTERN_CATALOG_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#include "catalog/database.h"

enum {
    SCHEMA_APPLICATION_ID =
        0x4C43544E, /* "LCTN": tells a catalog from other databases */
    /* Counts up with the tables and with what is found in an article. Part of the
     * catalog's file name, so that programs of two versions do not take turns in making
     * it anew. */
    SCHEMA_VERSION = 11,
    /* Bits of a text's number: more than can ever be written. */
    SCHEMA_TEXT_BITS = 40,
};

/* How far an article is. */
enum schema_read {
    SCHEMA_UNREAD,
    SCHEMA_READ,   /* since it changed last */
    SCHEMA_FAILED, /* could not be read, which may pass */
};

/* Whether it can be the number of a text, in a database that may be damaged. */
static inline bool schema_is_text(int64_t text)
{
    return text >= 0 && text >> SCHEMA_TEXT_BITS == 0;
}

/* The rows of a text in `called`, and back. */
static inline int64_t schema_names_row(int64_t text)
{
    return 2 * text;
}

static inline int64_t schema_headings_row(int64_t text)
{
    return 2 * text + 1;
}

static inline bool schema_is_headings_row(int64_t row)
{
    return (row & 1) != 0;
}

static inline int64_t schema_text_of(int64_t row)
{
    return row / 2;
}

/* Marks an empty database as a catalog, before anything else is written: who stops now
 * leaves one that can be gone on with. */
void schema_claim(struct database *database);

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
