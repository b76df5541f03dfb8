/*
 * Questions that a page declares as linked data (JSON-LD): a FAQPage of schema.org and
 * its answers, which are HTML.
 */
#ifndef LECTERN_READ_WEB_QUESTIONS_H
#define LECTERN_READ_WEB_QUESTIONS_H

#include "doc/doc.h"

/* Marks the headings that are such questions, and puts those that the page does not
 * show at its end, flagged NODE_GIVEN. `data` holds scripts, each ended by '\0'; those
 * that are no JSON say nothing. `put` puts HTML at the end of the document. */
void questions_put(struct doc *doc, struct str data,
                   void (*put)(struct doc *doc, struct str html, uint32_t line));

#endif
