/*
 * What is raised: "10^3", "1st".
 */
#ifndef LECTERN_READ_HTML_RAISED_H
#define LECTERN_READ_HTML_RAISED_H

#include "doc/doc.h"

/* Puts a caret into a SUPERSCRIPT that would read wrongly without, so that it is shown,
 * searched and found alike. What raises more than a word's end is a formula:
 * "2^(n - 1)". */
void html_raise(struct doc *doc, struct node *superscript);

#endif
