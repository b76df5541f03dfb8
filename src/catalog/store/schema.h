/*
 * The tables of a catalog.
 *
 *   state     what holds for all: one value a key
 *   article   every file that the walk saw, articles and others: its path, what shows
 *             a change, and of an article what its head says. The id stays with the
 *             path.
 *   probe     the folders and the few files that show whether a walk is needed
 *             (library/probes.h), and a digest of the files in each folder
 *   name      the index of names (library/names.h): hash and rank -> article, each in
 *             one number (schema_name_key(), schema_name_entry())
 *   topic     the topic tree, as library.h has it, in its order, so that what is in one
 *             topic lies together; the id stays with the topic
 *   facts     of an article that was read whole, as records (record.h): library/facts.h
 *             and its links, and where each of the links leads
 *   lead      what leads to an article, from which section of another (leads.h)
 *   flaw      what is wrong with an article and its links (flaw_rows.h)
 *   text      of each article whose words are in the full-text tables: where its
 *             sections, points and questions are in them (spans.h), and `written`, the
 *             number of this change among all changes of texts
 *   terms     the distinct words of such an article (terms.h)
 *   lexicon   the words that terms name by a number (lexicon.h)
 *   wordlist  the distinct words of all texts (words/word_runs.h)
 *   passage   FTS5: of each article its title, with its other names, and its body; the
 *             row has the article's id
 *   called    FTS5: of each article two rows, for going to it: what it is called
 *             (title, aliases, path), and its headings
 *   word      the words of `called` and how many rows have each (vocabulary.h)
 *
 * The index has an article in one row, and where its words are says the section, key
 * point or question. Rows of their own for these would repeat the titles in each, and
 * index key points twice: two fifths more than this takes.
 *
 * The FTS5 tables hold no text (content=''): that is half the size, and what is shown
 * comes from the article anyway. Such a table deletes a row only when it is given the
 * words of the row: these are in `terms`. FTS5 stores the step from each row with a
 * word to the next, so ids with few gaps make it small, and rows are written in order
 * of their ids: each step back ends a portion of the index (compact.h).
 *
 * Each page of the file has a checksum (checksum_vfs.h).
 */
#ifndef LECTERN_CATALOG_STORE_SCHEMA_H
#define LECTERN_CATALOG_STORE_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#include "catalog/store/database.h"

enum {
    SCHEMA_APPLICATION_ID =
        0x4C43544E, /* "LCTN": tells a catalog from other databases */
    /* Counts up with the tables and with what is found in an article. Part of the
     * catalog's file name: programs of two versions have a catalog each, and do not
     * replace the other's in turns. */
    SCHEMA_VERSION = 29,
};

/* How far an article is. */
enum schema_read {
    SCHEMA_UNREAD,
    SCHEMA_READ,   /* since it changed last */
    SCHEMA_FAILED, /* could not be read, which may pass */
};

/* A row of `name`: the upper bits of the hash, below them the rank, so that the names
 * of one hash follow each other; and the article with the suffix of its file. */
enum { SCHEMA_NAME_RANKS = 256, SCHEMA_NAME_EXTS = 64 };

static inline int64_t schema_name_key(uint64_t hash, uint32_t rank)
{
    return (int64_t)((hash & ~(uint64_t)(SCHEMA_NAME_RANKS - 1)) | rank);
}

static inline int64_t schema_name_entry(uint32_t article, unsigned char ext)
{
    return (int64_t)article * SCHEMA_NAME_EXTS + ext;
}

/* The rows of an article in `called`, and the article of a row. */
static inline int64_t schema_names_row(int64_t article)
{
    return 2 * article;
}

static inline int64_t schema_headings_row(int64_t article)
{
    return 2 * article + 1;
}

static inline bool schema_is_headings_row(int64_t row)
{
    return (row & 1) != 0;
}

static inline int64_t schema_article_of(int64_t row)
{
    return row / 2;
}

/* Marks an empty database as a catalog, before anything else is written: a process that
 * stops now leaves one that can be gone on with. */
void schema_claim(struct database *database);

/* Makes the tables of an empty database; false, for one that is not empty, when it is
 * not a catalog of this version. Needs a connection that may write. */
bool schema_make(struct database *database);

/* True for a catalog of this version. */
bool schema_is_current(struct database *database);

/* One value of `state`; 0 when it is not there. */
int64_t state_get(struct database *database, const char *key);
void state_set(struct database *database, const char *key, int64_t value);

#endif
