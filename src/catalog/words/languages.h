/*
 * The languages that a library is written in: those that word forms and small words are
 * known of.
 *
 * They are read off the texts: the full-text index is asked for articles that have the
 * small words that nearly every text of a language has. So an article needs no mark of
 * its language, and two of them in one article are no trouble. Languages that articles
 * name, in their front matter or by their folder, are noted in one value of the table
 * `state`: of these few texts are enough.
 */
#ifndef LECTERN_CATALOG_WORDS_LANGUAGES_H
#define LECTERN_CATALOG_WORDS_LANGUAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "catalog/store/database.h"

/* clang-format off */
enum language {
    LANGUAGE_ENGLISH, LANGUAGE_GERMAN, LANGUAGE_FRENCH, LANGUAGE_SPANISH,
    LANGUAGE_PORTUGUESE, LANGUAGE_ITALIAN, LANGUAGE_DUTCH, LANGUAGE_SWEDISH,
    LANGUAGE_DANISH, LANGUAGE_NORWEGIAN, LANGUAGE_FINNISH, LANGUAGE_RUSSIAN,
    LANGUAGE_UKRAINIAN, LANGUAGE_POLISH, LANGUAGE_CZECH, LANGUAGE_ROMANIAN,
    LANGUAGE_HUNGARIAN, LANGUAGE_TURKISH, LANGUAGE_GREEK, LANGUAGE_CATALAN,
    LANGUAGE_INDONESIAN, LANGUAGE_SERBIAN, LANGUAGE_LITHUANIAN, LANGUAGE_IRISH,
    LANGUAGE_ARABIC, LANGUAGE_HINDI,
    LANGUAGE_COUNT,
};
/* clang-format on */

/* The languages of a library, the most frequent first. Of those that share their
 * letters there are few: what is an ending in one is none in the other. */
enum { LANGUAGES_MAX = 12, LANGUAGES_LATIN_MAX = 6 };
struct languages {
    enum language items[LANGUAGES_MAX];
    size_t count;
};

bool languages_have(const struct languages *languages, enum language language);

/* What Snowball calls its stemmer of a language; NULL when it has none. */
const char *language_stemmer(enum language language);

/* Whether its letters are those of a folded word. */
bool language_writes(enum language language, struct str word);

/* A language by its code ("de", "pt-BR", "eng") or its English name, whatever its case;
 * LANGUAGE_COUNT for none that is known. */
enum language language_of(struct str name);

/* The language that a path names, in a folder (de/, i18n/pt-BR/) or before the suffix
 * (index.de.md); LANGUAGE_COUNT for none. */
enum language language_of_path(struct str path);

/* Notes that an article says that it is written in a language, or that its path does.
 * LANGUAGE_COUNT is fine. */
struct language_notes {
    uint64_t said, in_path; /* a bit a language */
};
void language_note(uint64_t *notes, enum language language);

/* Adds notes to those of the catalog, within a transaction. */
void language_notes_write(struct language_notes *notes, struct database *database);

/* Finds the languages of the articles in a catalog's index; English when there are none
 * that are known. Takes some milliseconds in a large library. */
void languages_find(struct database *database, struct languages *languages);

#endif
