/*
 * A lenient reader of "key: value" lines: for YAML that does not parse and for TOML.
 */
#ifndef LECTERN_READ_YAML_LENIENT_H
#define LECTERN_READ_YAML_LENIENT_H

#include "base/arena.h"
#include "base/str.h"
#include "doc/doc.h"

/* Reads lines "key SEPARATOR value", "[a, b]" and "- item" lines below a key; whatever
 * else is there is passed over. */
struct meta *lenient_read(struct arena *arena, struct str block, char separator);

#endif
