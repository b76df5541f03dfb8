/*
 * What the beginning of an article tells: read_head() of read/read.h fills it.
 */
#ifndef LECTERN_READ_READ_HEAD_H
#define LECTERN_READ_READ_HEAD_H

#include <stdbool.h>

#include "base/str.h"

struct meta;

struct read_head {
    struct str title; /* clean; empty when none was found */
    bool title_inferred;
    struct meta *meta;
    bool is_part;
    bool wants_more; /* there is more to be read that may tell something else */
    /* Of YAML what read_is_yaml_article() says, or a guess while more is wanted; false
     * for templates of HTML; true of all other formats. */
    bool is_article;
};

#endif
