/*
 * Front matter: the block of facts before an article's text (lectern-library.5).
 *
 * YAML between "---" and "---" or "...", TOML between "+++" lines, JSON from "{" to
 * "}"; the lines "key:: value" that a page of an outliner begins with. A block that is
 * not closed within the limits is no front matter but text.
 */
#ifndef LECTERN_READ_YAML_FRONT_MATTER_H
#define LECTERN_READ_YAML_FRONT_MATTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "doc/doc.h"
#include "read/yaml.h"

enum front_kind { FRONT_NONE, FRONT_YAML, FRONT_TOML, FRONT_JSON, FRONT_PROPERTIES };

/* Where the block and the body of a text are. */
struct front_cut {
    enum front_kind kind;
    struct str block; /* without the lines that mark its ends, but for JSON */
    struct str body;
    uint32_t body_line; /* the first line of the body, from 1 */
    bool
        is_too_long; /* what looks like a block goes on beyond the limits: it is text */
};

/* Cuts decoded text (LF line ends, no byte order mark). */
struct front_cut front_cut(struct str text);

/* Whether the first line is one that a block begins with. */
bool front_may_begin(struct str text);

/* What a block says. */
struct front_matter {
    struct meta *meta;
    const struct yaml *yaml; /* a map; NULL when the block is broken or is TOML */
    bool broken;             /* YAML or JSON that does not parse: `error` says why */
    struct error error;
};

/* Reads a block; everything is in the arena. A broken one is read line by line. */
void front_read(struct arena *arena, const struct front_cut *cut,
                struct front_matter *out);

/* True when the block is shown as text and says nothing about the article: YAML that is
 * broken or no mapping, and text between two rules with blank lines beside them, unless
 * it has a title. */
bool front_is_text(const struct front_cut *cut, const struct front_matter *front);

/* The scalars and lists of scalars of a map, cleaned. Names and tags are read as such:
 * "a, b" is a list of two, "#tag" is "tag", an alias that is a path is none. */
struct meta *front_meta(struct arena *arena, const struct yaml *map);

/* The first value of a key; empty when there is none. */
struct str front_value(const struct meta *meta, struct str key);

#endif
