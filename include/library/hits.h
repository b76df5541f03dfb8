/*
 * Ranked lists of key points and questions: of an article, a topic or the library, all
 * of them or those that words occur in. The panes and the shell show the same lists.
 */
#ifndef LECTERN_LIBRARY_HITS_H
#define LECTERN_LIBRARY_HITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "library/scope.h"
#include "library/survey.h"

struct hit {
    uint32_t article;
    uint32_t index; /* of the point or question in the article's facts */
    int score;      /* higher is better; 0 when no words were given */
};

/*
 * The key points, or the questions, in which all `words` occur: at the beginning of
 * words ("nucl det"), the case and accents aside; where they are whole they count more.
 * A word counts more in the label or question than in the text or
 * answer, and there more than in the titles of its section and article; a point's own
 * weight counts, too. Best first, equals in reading order. Without words all are there,
 * in reading order, the points of an article by their weight.
 *
 * Only articles that the survey has read are looked at. The list is in `arena`.
 */
size_t hits_points(const struct survey *survey, struct scope scope, struct str words,
                   struct arena *arena, struct hit **hits);
size_t hits_questions(const struct survey *survey, struct scope scope, struct str words,
                      struct arena *arena, struct hit **hits);

#endif
