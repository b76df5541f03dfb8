/*
 * What a person types into search, made safe: nothing typed is a syntax error.
 *
 *     nato treaty        all words must occur
 *     "burden sharing"   the words one after the other; the last quote may be missing
 *     -turkey -"a b"     must not occur
 *     deter*             begins with; also "nuclear det"* and title:det*
 *     title:nato         occurs in the article's title; also title:"..." and -title:...
 *     topic:alliances    the article has that topic, quotes for more words; -topic:
 *     in:europe/nato     the article is in that folder or below it; also -in:
 *     has:faq has:points the article has such; also -has:
 *
 * All else is words: signs are gaps between them, so that foo-bar, C++ and x:y are the
 * phrases "foo bar", "c" and "x y", and AND, OR, NOT and NEAR( are words like others. A
 * keyword with nothing after it is nothing, and so is a lone sign. Typographic quotes
 * are quotes.
 *
 * Words are those of catalog/text/segment.h, so an expression for the index is made of
 * folded letters in quotes and of nothing else that was typed. Several words of one
 * piece, and each word of a script without spaces, make a phrase.
 *
 * A word stands for its other forms as well (term_forms.h); in quotes, before a star
 * and after a minus it means just so.
 *
 * A *term* is a word or phrase. While one is typing, the word at the very end of the
 * text is taken for the beginning of one, unless it is excluded or its quote is closed.
 */
#ifndef LECTERN_CATALOG_QUERY_QUERY_H
#define LECTERN_CATALOG_QUERY_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/query/term_forms.h"
#include "catalog/range.h"
#include "catalog/store/catalog_limits.h"

enum {
    /* Code points of a short prefix: so many words begin like it that the index takes
     * long, and titles answer better. */
    QUERY_SHORT_CODES = 2,
};

struct query_term {
    struct str text;   /* its words, folded, a space between two */
    struct str *words; /* one by one */
    size_t count;      /* of words, at least 1 */
    bool is_prefix;    /* the last word may go on */
    bool is_phrase;    /* there are several words, to occur one after the other */
    bool in_title;     /* is to occur in the title */
    bool is_exact;     /* stood in quotes or before a star: just so */
    bool is_needed;    /* in quotes or of a title: what does not have it is not found */
    struct str typed;  /* as it was typed, from its first word to its last */
    struct term_forms forms;
};

/*
 * The name of a topic or folder, clean and folded by text_fold() without marks. A
 * folder is a path below the root, without "./" and slashes at its ends and with one
 * slash between two names; what names the root itself is no filter.
 */
struct query_filter {
    struct str name;
    bool is_excluded;
    bool is_typed; /* is being typed or ends in a star: may go on */
};

enum query_has { QUERY_HAS_FAQ = 1 << 0, QUERY_HAS_POINTS = 1 << 1 };

struct query {
    struct query_term *terms; /* that are wanted, in the order typed */
    size_t term_count;
    struct query_term *excluded; /* likewise */
    size_t excluded_count;
    struct query_filter *topics; /* all must hold */
    size_t topic_count;
    struct query_filter *folders;
    size_t folder_count;
    unsigned has;     /* of enum query_has: wanted */
    unsigned has_not; /* excluded */

    /* When the only term is a short prefix: that, folded, to be looked for in titles;
     * else empty. */
    struct str short_prefix;

    /* What is beyond the limits (limits.h) and so is not asked for, as it was typed, a
     * space between two pieces; else empty. */
    struct str left_out;

    /* Phrases in quotes that nothing has: their words are terms, as if they had been
     * typed without. Each in quotes, a space between two; else empty. */
    struct str unquoted;

    /* Nothing is asked for: no terms, nothing excluded, no filters. */
    bool is_empty;
};

/*
 * Reads any bytes. `typing` says that the text is still being typed. The query and all
 * it points to live in the arena.
 */
const struct query *query_parse(struct arena *arena, struct str text, bool typing);

/* The same text, with those of its quoted phrases taken for single words that `query`
 * has as terms that are nowhere. */
const struct query *query_unquote(struct arena *arena, struct str text, bool typing,
                                  const struct query *query);

/* Whether a term says something: small words do when there are no others. */
bool query_is_telling(const struct query_term *terms, size_t count, size_t term);

/* Where something of a query is in a text. */
struct query_light {
    struct byte_range range;
    uint32_t terms; /* a bit for each */
};

/*
 * Where the telling terms occur in `text`, any bytes: their words whole, of a prefix as
 * much as was asked for; of a phrase all from its first to its last word. What is in
 * the title only is looked for here as well. The ranges are in order and do not
 * overlap; they are in the arena. Takes time linear in the text.
 */
struct query_light *query_highlight(const struct query *query, struct str text,
                                    struct arena *arena, size_t *count);

#endif
