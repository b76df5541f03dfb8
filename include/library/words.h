/*
 * The words of an article, counted by section: what nearness is reckoned from.
 *
 * A *stem* stands for all words that begin alike: the first STEM_CODES code points of a
 * word, folded, as a hash. That is no grammar, but it joins "alliance" with "alliances"
 * and "Wahl" with "Wahlen" without knowing the language. Where words are written
 * without spaces each two neighbouring ideographs or kana are a word.
 *
 * Counted is what a section says by itself: headings (more than the rest), prose, lists
 * and tables. Not counted are code, notes, what repeats others in short (key points
 * from tables, lists and callouts that are headed so), lists of links, and answers,
 * unless a heading asks. To a question are counted its answer and what that links to.
 */
#ifndef LECTERN_LIBRARY_WORDS_H
#define LECTERN_LIBRARY_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "library/library.h"

struct stem {
    uint32_t id;
    float count; /* how often */
};

struct stems {
    struct stem *items; /* by id */
    uint32_t count;
    float total; /* of all counts */
};

/* The sections that a question and its answer are a part of. */
struct own_sections {
    uint32_t home;     /* that it stands in */
    uint32_t heading;  /* that it is the heading of; else the same */
    uint32_t from, to; /* that begin in its answer, half-open */
};

struct question_words {
    struct stems stems; /* of the question and its answer */
    struct own_sections own;
};

/* Section 0 is what stands before the first heading, section i is headed by heading
 * i - 1 and ends at the next one, whatever its level. */
struct article_words {
    struct stems *sections;
    uint32_t section_count;
    struct question_words *questions;
    uint32_t question_count;
};

struct usage;

/* How many stems each of so many articles may have. */
size_t words_most(size_t articles);

/* Counts at most `most` different stems in all; sections behind that have none. With
 * `usage`, all are counted, and then thinned out (words_thin.h); it may be NULL. */
struct article_words *words_gather(const struct opened *opened, size_t most,
                                   const struct usage *usage, struct arena *arena,
                                   struct arena *scratch);

/* Adds the stems of `text`, `times` over, to the growing list `ids`. */
struct stem_list {
    uint32_t *ids;
    size_t count, cap;
};
void words_split(struct stem_list *list, struct str text, int times,
                 struct arena *scratch);

#endif
