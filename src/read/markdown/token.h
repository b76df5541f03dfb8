/*
 * Tokens: constructs that CommonMark does not know, taken out of the source.
 *
 * A token is in the rewritten source as U+FDD0, its number in decimal, U+FDD1. cmark
 * takes that for a word. U+FDD0 to U+FDDF are noncharacters, which the pre-pass turns
 * into U+FFFD where the source has them, so nobody else can write a token.
 *
 * A *fragment* is a piece of inline Markdown that has to be parsed on its own, such as
 * a table cell or the label of a wikilink. Fragments are in front of the rewritten
 * source, each a paragraph of its own that opens with U+FDD2, so that no fragment can
 * start a block and all see the link definitions of the document.
 */
#ifndef LECTERN_READ_MARKDOWN_TOKEN_H
#define LECTERN_READ_MARKDOWN_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "read/inline/references.h"

/* The noncharacters, in UTF-8. All have the same first two bytes. */
#define TOKEN_OPEN "\xEF\xB7\x90"
#define TOKEN_CLOSE "\xEF\xB7\x91"
#define TOKEN_FRAGMENT "\xEF\xB7\x92"
#define TOKEN_STOP "\xEF\xB7\x93" /* keeps what follows from opening a block */

enum {
    TOKEN_CHAR_BYTES = 3,
    TOKEN_LEAD_BYTE = 0xEF,
    TOKEN_SECOND_BYTE = 0xB7,
    TOKEN_LEAD_BYTES = 2,
};
#define TOKEN_NO_FRAGMENT UINT32_MAX /* too large for an enumerator */

enum token_kind {
    TOKEN_WIKILINK,
    TOKEN_EMBED,
    TOKEN_COMMENT,    /* %%...%% */
    TOKEN_NOTE_REF,   /* [^label] */
    TOKEN_NOTE,       /* [^label]: opens a list item */
    TOKEN_DEFINITION, /* ": ": opens a list item */
    TOKEN_ADMONITION, /* !!! or ???: opens a list item; a title may be its fragment */
    TOKEN_DIV_OPEN,   /* :::type; a title may be its fragment */
    TOKEN_DIV_CLOSE,  /* ::: */
    TOKEN_ROW,        /* of a table; its cells are fragments */
    TOKEN_MATH,       /* $...$, $$...$$, \\(...\\): as it is */
    TOKEN_HTML,       /* a line of tags; the first one has the whole block */
    TOKEN_MARK,       /* {#name}: names the block that it is in */
    TOKEN_TERM,       /* *[name]: text, its `body` */
    TOKEN_NOTICE,     /* a callout in one line; `fragment` its title, `body` its text */
    TOKEN_TEMPLATE,   /* a tag of a template: `name` is its worth as a destination */
};

/* How the first row and the alignment row of a table read. */
struct token_table {
    uint8_t *align; /* enum cell_align, per column */
    uint32_t columns;
    uint32_t rows;     /* the header included, the alignment row not */
    struct str source; /* all its lines */
    uint32_t line;
};

struct token {
    enum token_kind kind;
    uint8_t before, after; /* bytes round the token that the pre-pass wrote, too */
    bool fold, open;       /* ADMONITION */
    uint32_t line;         /* of the source */
    struct str source;     /* what was there */
    struct str name;       /* a label, type or link text as written, by kind; of HTML
                            * all lines of the block, the marks of containers too */
    uint32_t fragment;     /* or TOKEN_NO_FRAGMENT */
    uint32_t body;         /* DIV_OPEN, NOTICE: what is in its line; the same */
    uint32_t cells, count; /* ROW: cells [cells, cells + count); none in the second row.
                            * HTML: the quotes that it is in */
    uint32_t table;        /* ROW: index into tables */
};

/* A cell of a table: text without any mark in it, or a fragment. */
struct token_cell {
    struct str text;
    uint32_t fragment; /* or TOKEN_NO_FRAGMENT */
};

/* A place where the rewritten source may be parted: a line at the top that begins
 * something new, whatever came before. */
struct token_cut {
    size_t at;     /* byte of the rewritten source */
    uint32_t line; /* of the source */
};

/* A list item that the pre-pass has made, by where its marker is: what it stands for
 * cannot be said in its text, which may open another block. */
struct token_item {
    uint32_t line, column; /* of the source; in bytes of the rewritten line, from 1 */
    size_t token;
};

struct tokens {
    struct arena *arena;
    struct token *items;
    size_t count, cap;
    struct token_table *tables;
    size_t table_count, table_cap;
    struct token_cell *cells;
    size_t cell_count, cell_cap;
    struct token_item *items_made; /* in their order */
    size_t made_count, made_cap;
    struct references references;
    struct buf fragments;     /* the text that cmark reads first */
    uint32_t *fragment_lines; /* of the source, by fragment */
    size_t fragment_count, fragment_cap;
    struct token_cut *cuts;
    size_t cut_count, cut_cap;
    size_t piece_bytes; /* that are at least between two cuts */
    size_t least_nodes; /* that the lines of paragraphs will make */
};

void tokens_release(struct tokens *tokens);

/* Adds a token and returns its number. */
size_t tokens_add(struct tokens *tokens, const struct token *token);

/* True when so many are found already that reading will be given up (read/budget.h):
 * what is looked for them may stop. */
bool tokens_are_too_many(const struct tokens *tokens);

/* Says what the list item is whose marker is there. */
void tokens_item(struct tokens *tokens, uint32_t line, size_t column, size_t token);

/* Writes the token `number` in its form for cmark. */
void token_put(struct buf *out, size_t number);

/* Adds a fragment and returns its number; `text` is inline Markdown in one line, with
 * the tokens it holds in place. */
uint32_t tokens_fragment(struct tokens *tokens, struct str text, uint32_t line);

/*
 * Reads the token that starts at `s.ptr[*pos]` and moves past it. NULL, with `*pos`
 * past one noncharacter, when there is a lone TOKEN_STOP or TOKEN_FRAGMENT. `*pos` must
 * be at TOKEN_LEAD_BYTE; false when nothing of ours is there.
 */
bool token_read(const struct tokens *tokens, struct str s, size_t *pos,
                const struct token **token);

/* Where the next noncharacter may be from `from` on; s.len when there is none. */
size_t token_find(struct str s, size_t from);

/* `s` with every token replaced by what was in the source; `s` itself when it has none.
 * For code, HTML and titles. */
struct str tokens_restore(const struct tokens *tokens, struct str s,
                          struct buf *scratch);

/* The same for a destination: tags of templates are what they are worth there. */
struct str tokens_destination(const struct tokens *tokens, struct str s,
                              struct buf *scratch);

#endif
