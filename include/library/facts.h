/*
 * Facts: what is kept of an article when the whole library was read once.
 *
 * They never change. Nothing in them points into a document: a *place* is an article's
 * number and the id of a node. Ids are given in document order, so the same bytes
 * always give the same ids, and an article that is opened later has the node
 * `doc->nodes[id]` there. A file that was changed in between may have fewer nodes:
 * compare with node_count, then go by the slug.
 */
#ifndef LECTERN_LIBRARY_FACTS_H
#define LECTERN_LIBRARY_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "extract/extract.h"
#include "library/contents.h"

struct fact_heading {
    struct str title; /* clean */
    struct str slug;
    uint32_t node;
    uint8_t level;
    bool inferred;
    bool is_title; /* the heading that is the article's title */
};

/* The index of no heading: the place before them all. */
#define HEADING_NONE UINT32_MAX

struct fact_point {
    struct str label, text; /* clean, one line; the label may be empty */
    enum point_source source;
    int weight;
    const struct fact_heading *section; /* NULL before the first heading */
    uint32_t node;
};

/* A link in an answer. */
struct fact_pointer {
    uint32_t link;       /* its number among those of the article that go by name, or
                          * POINTER_OWN: it leads to a section of the article */
    struct str fragment; /* the section, percent-decoded; or empty */
    bool is_aimed;       /* at a section, by See also, or as what the answer ends with;
                          * else the answer only mentions an article */
};

#define POINTER_OWN UINT32_MAX

enum { POINTERS_MAX = 8 }; /* of an answer; with more it is a list of links */

struct fact_question {
    struct str question; /* clean, one line */
    struct str answer;   /* whole, as plain text, blocks apart by empty lines */
    bool inferred;
    const struct fact_heading *section; /* NULL before the first heading */
    uint32_t node;                      /* that asks */
    uint32_t from, to;                  /* node ids of the answer, half-open */
    struct fact_pointer *pointers;      /* in order of the answer */
    size_t pointer_count;
};

/* What is wrong with an article or one of its links, or may be. */
enum flaw_kind {
    FLAW_UNREADABLE, /* it cannot be read; `text` says why */
    FLAW_NOTICE,     /* something in it cannot be taken as it is */
    FLAW_UNTITLED,   /* it is called by its file's name, for want of a title */
    FLAW_LOST,       /* a link that leads nowhere, whatever the library holds */
    FLAW_SECTION,    /* a link to a section of its own article that is not there */
    /* The rest depends on what other articles are called, and changes with that. */
    FLAW_DANGLING,  /* a link whose target is not in the library */
    FLAW_AMBIGUOUS, /* a link that fits several; the rule's first is taken */
    FLAW_FRAGMENT,  /* a link to a section of the article `to`, which was not asked yet
                     * whether it has one */
    FLAW_KIND_COUNT,
};

struct fact_flaw {
    enum flaw_kind kind;
    bool is_name;        /* what is sought is an article, not some other file */
    uint32_t order;      /* among those of its kind in the article */
    uint32_t line;       /* of the source; 0 when unknown */
    uint32_t to;         /* the article that a link leads to, or ARTICLE_NONE */
    struct str text;     /* of a link: its destination as written, raw; else clean */
    struct str fragment; /* of FLAW_FRAGMENT, as struct target has it */
};

struct facts {
    struct fact_heading *headings; /* all of the document, in order */
    size_t heading_count;
    struct fact_point *points; /* in order of the article */
    size_t point_count;
    struct fact_question *questions; /* in order of the article */
    size_t question_count;
    struct fact_flaw *flaws; /* in order of the article, for each kind */
    size_t flaw_count;
    size_t words;
};

#endif
