/*
 * A reading: all that the catalog wants to know of one article, made from its file by
 * any thread and written by one.
 */
#ifndef LECTERN_CATALOG_SYNC_READING_H
#define LECTERN_CATALOG_SYNC_READING_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "catalog/store/record.h"
#include "catalog/text/terms_column.h"
#include "catalog/words/languages.h"
#include "library/library.h"

struct reading {
    uint32_t article; /* of the library it was read from */
    struct arena arena;
    struct str facts, spans, terms; /* records */
    struct str unnumbered;          /* words without a number (terms.h) */
    enum language said, in_path;    /* language, by front matter and path */
    struct columns columns;
    struct record_link *links; /* targets are numbers in the library */
    size_t link_count;
    struct fact_flaw *flaws; /* likewise */
    size_t flaw_count;
    size_t bytes;    /* of the file */
    bool has_failed; /* it could not be read, which may pass */
};

/* What a thread keeps from one reading to the next. */
struct reading_tools {
    struct packer *packer;
    struct term_counter *counter;
    struct arena scratch;
};

/* The lexicon must outlive the tools. */
void reading_tools_init(struct reading_tools *tools, const struct lexicon *lexicon);
void reading_tools_release(struct reading_tools *tools);

/* Never fails: an article that cannot be read has facts that say why. NULL when it was
 * given up because `*stop` was set. Keeps nothing of the library. Free with
 * reading_free(). */
struct reading *reading_new(const struct library *library, uint32_t article,
                            const atomic_bool *stop, struct reading_tools *tools);
void reading_free(struct reading *reading);

#endif
