/*
 * What is near what in a library, as it is asked for: article by article.
 */
#ifndef LECTERN_CATALOG_RELATED_H
#define LECTERN_CATALOG_RELATED_H

#include <stdint.h>

/* A section that says more about a question. */
struct see_also {
    uint32_t article;
    uint32_t heading; /* index into its facts' headings, or HEADING_NONE */
};

enum { SEE_MAX = 3, RELATED_MAX = 5 };

/* What most of all brings two articles together. */
enum related_why { RELATED_LINKS, RELATED_TOPICS, RELATED_WORDS };

struct related {
    uint32_t article;
    enum related_why why;
};

/* "links", "topics" or "words". */
const char *related_why_name(enum related_why why);

#endif
