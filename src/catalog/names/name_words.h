/*
 * A name (a title, an alias, a heading, a path, or what was typed) as its words.
 *
 * Words are runs of letters, folded as search folds them (base/text_search.h: case and
 * accents aside), so that two ways to write a name give the same words:
 *
 *   - Hyphens, dashes, dots, underscores and slashes stand between words, as blanks do.
 *     What is joined in one name and apart in another is matched over the words
 *     (name_match.h).
 *   - An apostrophe is left out where a short ending follows it (don't, Russia's) and
 * is between words elsewhere (l'Europe, O'Brien).
 *   - Letters and digits are apart (ch 3, ch3), and digits have no noughts before them.
 *   - What scripts without spaces have in a row is one word.
 *
 * A *joint* says what is before a word: after a colon, a dash or a bracket comes a
 * subtitle; in a path, folders are before the last slash and a suffix is at its end.
 */
#ifndef LECTERN_CATALOG_NAMES_NAME_WORDS_H
#define LECTERN_CATALOG_NAMES_NAME_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/range.h"
#include "catalog/words/word_distance.h"

/* What a name has beyond is not looked at. */
enum {
    NAME_WORDS_MAX = 48,
    NAME_LETTERS_MAX = 400,
};

enum word_joint { JOINT_BLANK, JOINT_SUBTITLE, JOINT_FOLDER, JOINT_SUFFIX };

struct name_word {
    uint16_t first; /* letter of the name */
    uint8_t count;
    uint8_t joint;  /* enum word_joint */
    uint8_t script; /* enum word_script */
};

struct name_words {
    struct name_word words[NAME_WORDS_MAX];
    size_t count;
    uint32_t codes[NAME_LETTERS_MAX];
    struct byte_range
        at[NAME_LETTERS_MAX]; /* each letter, in the name as it is shown */
    size_t letter_count;
};

enum name_form { NAME_PLAIN, NAME_AS_PATH };

/* Reads any bytes, in time linear in them. */
void name_words_read(struct name_words *it, struct str name, enum name_form form);

/* The letters as text; in the arena. */
struct str word_text(struct word_letters word, struct arena *arena);

/* The words, a blank between them; in the arena. */
struct str name_words_text(const struct name_words *it, struct arena *arena);

static inline struct word_letters name_word_letters(const struct name_words *it,
                                                    size_t word)
{
    const struct name_word *at = &it->words[word];
    return (struct word_letters){it->codes + at->first, at->count,
                                 (enum word_script)at->script};
}

/* Which letters a word has, in a bit each or shared. */
uint64_t word_mask(struct word_letters word);

struct small_words;

/* In which languages of a library a word says nothing beside others, as an article or a
 * question word: a bit for each, the most frequent language first. */
uint64_t word_small_languages(struct word_letters word,
                              const struct small_words *small);

#endif
