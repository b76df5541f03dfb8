/*
 * The tree that gumbo makes of a page, and questions to it.
 *
 * It is made of tamed HTML (read/web/tame.h) in memory that is bounded as that of
 * cmark's trees is; it is never given back node by node, which gumbo does by recursion.
 */
#ifndef LECTERN_READ_WEB_DOM_H
#define LECTERN_READ_WEB_DOM_H

#include <gumbo.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "read/markdown/tree_memory.h"

enum {
    /* Of walks by recursion: what the tamer leaves open, and as much that gumbo opens
     * again. Below it nothing is read. */
    DOM_DEPTH_MAX = 400,
};

struct dom {
    struct tree_memory memory;
    const GumboNode *root; /* <html> */
};

/* False when the page takes more than reading may. `page` has to live as long as the
 * tree; dom_release() is due either way. */
bool dom_parse(struct dom *dom, struct str page);
void dom_release(struct dom *dom);

bool dom_is_element(const GumboNode *node);
bool dom_is_text(const GumboNode *node); /* blanks, too */
struct str dom_text(const GumboNode *node);
uint32_t dom_line(const GumboNode *node);

/* The name of an element in lower case. */
struct str dom_name(const GumboNode *node);
bool dom_is(const GumboNode *node, GumboTag tag);

size_t dom_count(const GumboNode *node); /* of children */
const GumboNode *dom_child(const GumboNode *node, size_t index);

/* Empty when it has none. */
struct str dom_attribute(const GumboNode *node, const char *name);
bool dom_has_attribute(const GumboNode *node, const char *name);

/* Whether one of the words of the attribute, as `class`, is `word`; ASCII case does not
 * matter. */
bool dom_has_word(const GumboNode *node, const char *name, struct str word);

/* Appends the text below a node, runs of white space as one blank. Stops after some
 * `max` bytes. */
void dom_put_text(const GumboNode *node, struct buf *out, size_t max);

/* The first node in document order for which `is` holds; NULL when there is none. */
const GumboNode *dom_find(const GumboNode *node,
                          bool (*is)(const GumboNode *node, void *context),
                          void *context);

#endif
