/*
 * Code points, one by one: what the sanitiser does with each.
 */
#ifndef LECTERN_BASE_TEXT_CODE_H
#define LECTERN_BASE_TEXT_CODE_H

#include <stdint.h>

enum code_class {
    CODE_BASE,    /* shown as it is, 1 or 2 columns */
    CODE_MARK,    /* shown with the base before it */
    CODE_JOIN,    /* an invisible sign of the writing: kept in text, never shown */
    CODE_TONE,    /* an emoji's skin tone: dropped after a wide base, else a base */
    CODE_DROP,    /* invisible */
    CODE_CARET,   /* shown as ^X */
    CODE_HEX,     /* shown as <9B> */
    CODE_REPLACE, /* shown as U+FFFD */
    CODE_LINE,    /* ends a line */
    CODE_TAB,
};

enum { CODE_REPLACEMENT = 0xFFFD, CODE_DOTTED_CIRCLE = 0x25CC };

/* The class of a code point and, for a base, its columns. */
enum code_class code_class(uint32_t c, int *cols);

#endif
