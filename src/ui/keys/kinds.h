/*
 * The numbers that commands are given in their table, and what they give back.
 */
#ifndef LECTERN_UI_KEYS_KINDS_H
#define LECTERN_UI_KEYS_KINDS_H

/* What a key has brought about. The loop ORs those of all queued keys and then lays out
 * once and draws once. */
enum reaction {
    REACT_NONE = 0,
    REACT_DRAW = 1 << 0,
    REACT_RELAYOUT = 1 << 1, /* things are elsewhere on the screen */
    REACT_REDRAW = 1 << 2,   /* the terminal's content cannot be trusted */
    REACT_QUIT = 1 << 3,
};

enum page_kind { PAGE_ARTICLE, PAGE_HELP, PAGE_NOTICES };

enum list_kind {
    LIST_OUTLINE,
    LIST_NAMES,
    LIST_COMMANDS,
    LIST_POINTS,
    LIST_ALL_POINTS,
    LIST_QUESTIONS,
    LIST_ALL_QUESTIONS,
    LIST_LINKS,
    LIST_BACKLINKS,
    LIST_RELATED,
    LIST_PASSAGES,
    LIST_KIND_COUNT
};

#endif
