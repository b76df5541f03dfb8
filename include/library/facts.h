/*
 * Facts: what is kept of an article when the whole library was read once.
 *
 * They are gathered by the survey (library/survey.h), live as long as it does and never
 * change. Nothing in them points into a document: a *place* is an article's number and
 * the id of a node. Ids are given in document order, so the same bytes always give the
 * same ids, and an article that is opened later has the node `doc->nodes[id]` there. A
 * file that was changed in between may have fewer nodes: compare with node_count, then
 * go by the slug.
 */
#ifndef LECTERN_LIBRARY_FACTS_H
#define LECTERN_LIBRARY_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "extract/extract.h"

struct fact_heading {
    struct str title; /* clean */
    struct str slug;
    uint32_t node;
    uint8_t level;
    bool inferred;
    bool is_title; /* the heading that is the article's title */
};

/* A link to another article; of several in one section to one article the first. */
/* Of no heading: the place before them all. */
#define HEADING_NONE UINT32_MAX

struct fact_link {
    uint32_t to;
    struct str text;  /* its label, clean */
    uint32_t heading; /* of the section it stands in: its index, or HEADING_NONE */
};

struct fact_point {
    struct str label, text; /* clean, one line; the label may be empty */
    enum point_source source;
    int weight;
    const struct fact_heading *section; /* NULL before the first heading */
    uint32_t node;
};

struct fact_question {
    struct str question; /* clean, one line */
    struct str answer;   /* whole, as plain text, blocks apart by empty lines */
    bool inferred;
    const struct fact_heading *section; /* NULL before the first heading */
    uint32_t node;                      /* that asks */
    uint32_t from, to;                  /* node ids of the answer, half-open */
};

/* What is wrong with a link, or may be. */
enum flaw_kind {
    FLAW_DANGLING,  /* its target is not in the library */
    FLAW_AMBIGUOUS, /* several fit; the first by the rules of FORMATS 2.1 is taken */
    FLAW_FRAGMENT,  /* it leads to a section of another article, which was not asked yet
                     * whether it has one (library/check.h) */
    FLAW_SECTION,   /* it leads to a section of its own article that is not there */
};

struct fact_flaw {
    enum flaw_kind kind;
    bool is_name;        /* what is sought is an article, not some other file */
    uint32_t line;       /* of the source; 0 when unknown */
    uint32_t to;         /* the article it leads to, or ARTICLE_NONE */
    struct str dest;     /* as written, raw */
    struct str fragment; /* of FLAW_FRAGMENT and FLAW_SECTION */
};

struct fact_notice {
    struct str text; /* clean: "front matter, line 3, column 7: ..." */
    uint32_t line;
};

struct facts {
    struct str trouble;            /* why it cannot be read; empty when it could */
    struct fact_heading *headings; /* all of the document, in order */
    size_t heading_count;
    struct fact_point *points; /* in order of the article */
    size_t point_count;
    struct fact_question *questions; /* in order of the article */
    size_t question_count;
    struct fact_link *links; /* in order of the article */
    size_t link_count;
    struct fact_flaw *flaws; /* in order of the article */
    size_t flaw_count;
    struct fact_notice *notices;
    size_t notice_count;
    size_t words;
    bool untitled; /* it is called by its file's name, for want of a title */
};

#endif
