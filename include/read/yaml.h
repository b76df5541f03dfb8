/*
 * YAML as a small tree: for front matter, YAML articles, library.yaml and mkdocs.yml.
 *
 * Read through libyaml's events, never its loader, so that aliases do not expand and
 * depth, events and scalars are bounded (SECURITY.md). Unknown tags are ignored, of
 * duplicate keys the last wins, an alias is a null.
 */
#ifndef LECTERN_READ_YAML_H
#define LECTERN_READ_YAML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

enum yaml_kind { YAML_NULL, YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
    enum yaml_kind kind;
    uint32_t line;     /* of the source, from 1 */
    struct str scalar; /* decoded, not cleaned */
    struct str key;    /* of this entry, inside a map; not cleaned */
    struct yaml *first, *next;
};

/*
 * Parses one document. Fails with "line L, column C: reason" (`first_line` is added to
 * L - 1, for a block inside a file). An empty text gives YAML_NULL.
 */
int yaml_parse(struct arena *arena, struct str text, uint32_t first_line,
               size_t max_events, struct yaml **out, struct error *err);

/* The value of a key in a map, ASCII case folded; NULL when there is none. */
const struct yaml *yaml_get(const struct yaml *map, const char *key);

/* The scalar of a key; empty when there is none or it is no scalar. */
struct str yaml_str(const struct yaml *map, const char *key);

#endif
