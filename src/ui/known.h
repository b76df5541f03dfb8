/*
 * What is known of the library by now.
 */
#ifndef LECTERN_UI_KNOWN_H
#define LECTERN_UI_KNOWN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "library/facts.h"

struct app;

/* "indexing 340 of 1,584": what is being done to know more; nothing when nothing is. */
void app_describe_work(const struct app *app, struct buf *out);

/* What is known of an article, until the next call; NULL while nothing is. */
const struct facts *app_facts(const struct app *app, uint32_t article);
void app_forget_facts(struct app *app);

#endif
