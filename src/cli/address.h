/*
 * Places as a person reads them: "Article › Section  path#slug".
 */
#ifndef LECTERN_CLI_ADDRESS_H
#define LECTERN_CLI_ADDRESS_H

#include "base/buf.h"
#include "base/json.h"
#include "library/facts.h"
#include "library/library.h"

/* `section` may be NULL; the heading that is the title is no section of its own. */
void place_put(struct buf *out, const struct library *library, uint32_t article,
               const struct fact_heading *section);

/* As it is named in its own article, whose title is not said again. */
void place_put_within(struct buf *out, const struct library *library, uint32_t article,
                      const struct fact_heading *section);

/* The members "path", "title", "section" (its slug) and "section_title", into an object
 * that is open. */
void place_put_json(struct json *json, const struct library *library, uint32_t article,
                    const struct fact_heading *section);

#endif
