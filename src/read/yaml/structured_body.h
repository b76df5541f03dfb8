/*
 * What an article says about itself in YAML: a summary, key points, sections,
 * questions, related articles (lectern-library.5).
 */
#ifndef LECTERN_READ_YAML_STRUCTURED_BODY_H
#define LECTERN_READ_YAML_STRUCTURED_BODY_H

#include <stdbool.h>

#include "base/str.h"
#include "doc/doc.h"
#include "read/yaml.h"

/* Keys of which an article has one at least, besides `title`. */
enum { GIVEN_BODIES = 5 };
extern const char *const given_bodies[GIVEN_BODIES];

/* True for a map with `title` and one of body, sections, key_points, faq, summary. */
bool structured_is_article(const struct yaml *map);

/* The same of keys that were read line by line, where YAML cannot read them. */
bool structured_has_keys(const struct meta *meta);

/*
 * Blocks that are before and after the body. All are flagged NODE_GIVEN at the top.
 * Lines of Markdown bodies count from the line of their key.
 */
void structured_before(struct doc *doc, const struct yaml *map, struct str video_id);
void structured_after(struct doc *doc, const struct yaml *map, struct str video_id);

/* A value of any shape as blocks at the end: Markdown, lists one entry after another,
 * keys of maps as labels. NULL is fine. */
void structured_value(struct doc *doc, const struct yaml *value, struct str video_id);

#endif
