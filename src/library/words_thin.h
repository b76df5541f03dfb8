#ifndef LECTERN_LIBRARY_WORDS_THIN_H
#define LECTERN_LIBRARY_WORDS_THIN_H

#include "library/usage.h"
#include "library/words.h"

enum {
    /* Different stems of an article that are kept. Of the best five related articles
     * nine in ten stay with so many, and those that come instead are as near. */
    WORDS_KEPT_MAX = 76,
    /* And of the others that its own questions have: or no section would say more about
     * them. */
    WORDS_ASKED_MAX = 1000,
    /* Of a question; somewhat more than are asked for (near_inquiry.h). */
    QUESTION_KEPT_MAX = 40,
};

/* Takes out of the words of an article what is common, and all but the heaviest of the
 * others, those that are there often and are rare in the library, and what its
 * questions have. */
void words_thin(struct article_words *words, const struct usage *usage,
                struct arena *scratch);

#endif
