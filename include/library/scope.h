/*
 * Where to look for something: in the library, below a topic, in an article.
 */
#ifndef LECTERN_LIBRARY_SCOPE_H
#define LECTERN_LIBRARY_SCOPE_H

#include <stdbool.h>

#include "base/str.h"
#include "library/library.h"

/* In an article, else below a topic of the tree, else in the library. */
struct scope {
    uint32_t article;    /* or ARTICLE_NONE */
    struct topic *topic; /* or NULL */
};

#define SCOPE_LIBRARY ((struct scope){.article = ARTICLE_NONE})

/* What a person means by an article's path, title or alias, or by a topic's title (the
 * topic if both are called so); false when nothing is called so. */
bool scope_find(const struct library *library, struct str name, struct scope *scope);

/* The numbers of the articles below a topic, its own page included, each once, in
 * ascending order; the caller's. */
uint32_t *scope_articles(const struct library *library, struct topic *topic,
                         size_t *count);

#endif
