/*
 * Spans: where in the words of an article its sections, key points and questions are.
 *
 * The full-text index has a row for each article (schema.h). Its words are numbered
 * from 0, as the index counts them, in the order of the document; so from where words
 * were found follows in which section and in which key point or question they are:
 *
 *     words      0 1 2 3 4 5 6 7 8 9
 *     sections   |   |# # . . .|# .|      #  head: the section's heading
 *     points             |# . .|          #  head: the label
 *     questions                |# .|      #  head: the question
 *
 * Sections follow each other without a gap, as many as the article has headings and one
 * more (section.h). Points and questions may be in one another.
 */
#ifndef LECTERN_CATALOG_TEXT_SPANS_H
#define LECTERN_CATALOG_TEXT_SPANS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

enum {
    SPANS_WORDS_MAX = 1 << 30, /* more than any article has */
};

/* Words [from, to), of which [from, rest) are the head. */
struct word_span {
    uint32_t from, rest, to;
    /* For a point or question, the number of the section whose heading it is below; a
     * heading that asks is below another one. */
    uint32_t place;
    /* For a section below a heading, 1 when it has little but links, as *See also*;
     * else 0. */
    uint32_t only_links;
};

enum span_kind { SPAN_SECTION, SPAN_POINT, SPAN_QUESTION, SPAN_KIND_COUNT };

struct span_list {
    struct word_span *items;
    size_t count;
};

struct spans {
    uint32_t title_words; /* of the article's names, which are counted for themselves */
    struct span_list of[SPAN_KIND_COUNT];
};

/* The section that a word is in; the last one for a word after all. There must be
 * one. */
size_t spans_section_at(const struct spans *spans, uint32_t word);

void spans_put(struct buf *out, const struct spans *spans);

/* False for a record that is damaged. Everything goes into `arena`. */
bool spans_get(struct str record, struct arena *arena, struct spans *spans);

/* How many points and questions a record says of; quicker. False when damaged. */
bool spans_count(struct str record, size_t counts[SPAN_KIND_COUNT]);

#endif
