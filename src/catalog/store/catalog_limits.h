/*
 * The limits of a catalog, in one place.
 *
 * Each has two values: the usual one, and a tiny one for the programs that are built
 * with -DLIMITS_TINY (`make` builds tests/catalog/test_tiny*.c so), in which a library
 * of ten articles meets them all. A limit may bound time or memory. It must not change
 * an answer without saying so.
 */
#ifndef LECTERN_CATALOG_STORE_CATALOG_LIMITS_H
#define LECTERN_CATALOG_STORE_CATALOG_LIMITS_H

#ifdef LIMITS_TINY
#define LIMIT(usual, tiny) (tiny)
#else
#define LIMIT(usual, tiny) (usual)
#endif

enum {
    /* Queries: long ones were pasted, and each word costs a look into the index. */

    QUERY_BYTES_MAX = LIMIT(1000, 64),
    QUERY_TERMS_MAX = LIMIT(32, 6),  /* wanted and excluded ones */
    QUERY_FILTERS_MAX = LIMIT(8, 2), /* of topics, and of folders */

    /* --- The first answer while one types --- */

    /* Texts that are ranked when all are looked at in order, and what is found in them:
     * as many as there is time for in half of the 30 ms that an answer may take. */
    LIMIT_RANKED_TEXTS = LIMIT(1500, 3),
    LIMIT_RANKED_FOUND = LIMIT(4000, 5),
    /* Texts that are looked at, whether a filter or a phrase refuses them or not. */
    LIMIT_SCANNED_TEXTS = LIMIT(4000, 4),
    /* Articles that lack a word are looked for while fewer than these are found, and
     * those that lack most of what was asked for while there are still less. */
    LIMIT_WANTED = LIMIT(50, 4),
    LIMIT_FEW = LIMIT(10, 2),
    /* Articles that are looked at for those that filters leave. */
    LIMIT_FILTERED_ARTICLES = LIMIT(4000, 4),
    /* Words that the beginning of one stands for, and steps from word to word of the
     * index to find them. */
    EXPAND_MAX = LIMIT(16, 2),
    LIMIT_EXPAND_STEPS = LIMIT(16, 2),
    /* Texts in a sample that shows how frequent a term is. */
    LIMIT_SHARE_TEXTS = LIMIT(1000, 2),
    /* Rows of names that are looked at; titles and articles with headings among them
     * that are scored. */
    LIMIT_NAMES_SCANNED = LIMIT(4000, 8),
    LIMIT_TITLES_SCORED = LIMIT(400, 2),
    LIMIT_HEADINGS_SCORED = LIMIT(100, 2),

    /* --- Going to a name --- */

    /* Rows of names that are looked at; articles whose names, and whose headings, are
     * scored, which take more time to get; and when the index gives no more than few,
     * letters in order are looked for. */
    LIMIT_GOTO_SCANNED = LIMIT(6000, 8),
    LIMIT_GOTO_NAMES = LIMIT(500, 3),
    LIMIT_GOTO_HEADINGS = LIMIT(100, 2),
    LIMIT_GOTO_FEW = LIMIT(20, 2),
    /* When no more names than these fit strictly, slips are forgiven. */
    LIMIT_GOTO_STRICT = 8,
    /* Texts of a library whose names are in memory in some milliseconds. */
    LIMIT_GOTO_SMALL = LIMIT(1000, 2),

    /* The next letter is typed within less: only a reader who pauses wants all, and
     * part of that work cannot be stopped. */
    LIMIT_PAUSE_MS = LIMIT(250, 1),

    /* --- What is related --- */

    /* Rows that a telling word may have. Sixteen such words give the articles that are
     * looked at. */
    LIMIT_POSTINGS = LIMIT(400, 8),
    /* Articles that may have a word of a question that says something. */
    LIMIT_QUESTION_WORD = LIMIT(800, 8),

    /* --- Writing --- */

    /* Articles in the first transaction, to be seen soon; each of the next takes twice
     * as many, since what a transaction adds to the index is joined with the rest
     * later. */
    LIMIT_BATCH_FIRST = LIMIT(250, 2),
    /* Readings that wait to be written: what is read while the writer commits a batch,
     * so that the readers need not wait for that. */
    LIMIT_WAITING = LIMIT(1024, 2),
    /* Words of the lexicon, a power of two: what it takes in memory. */
    LIMIT_LEXICON_WORDS = LIMIT(1 << 16, 64),
};

#endif
