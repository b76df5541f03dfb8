/*
 * What the steps of the plain-text reader hand on: lines, chunks and the text's shape.
 * Private to this folder.
 *
 * A *line* is a line of the text that is not blank. A *chunk* is a run of lines that
 * becomes one block (a paragraph, a list item, a table ...); a *candidate* is a chunk
 * that may be a heading. Sizes of text are counted in *ems*: about what a Latin letter
 * says, so that scripts that need fewer letters compare.
 */
#ifndef LECTERN_READ_PLAIN_PLAIN_LINES_H
#define LECTERN_READ_PLAIN_PLAIN_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "doc/doc.h"

enum line_kind {
    LINE_TEXT,
    LINE_BULLET,   /* opens with a bullet */
    LINE_NUMBER,   /* opens with "1." or "1)", or with "(a)" where a list is */
    LINE_ROW,      /* has the look of a table row: cells apart by pipes */
    LINE_ROW_RULE, /* ---|---: what makes rows a table, the row before it the header */
    LINE_RULE,     /* nothing but ----, ====, * * * ... */
    LINE_ART,      /* a border of a drawn table: +----+----+ */
    LINE_QUOTE,    /* opens with '>' */
    LINE_FENCE,    /* ``` or ~~~ */
    LINE_CODE,     /* verbatim: found by the steps after the first */
    LINE_MARKER,   /* a lone sign for a folded answer */
    LINE_DROPPED,  /* boilerplate */
};

enum line_flag {
    LINE_PAGE = 1 << 0,       /* the first one on a page (after a form feed) */
    LINE_UNDERLINED = 1 << 1, /* the next line is a rule that underlines it */
    LINE_MARKED = 1 << 2,     /* a heading by its marks: == H ==, # H */
    LINE_EDITED = 1 << 3,     /* an edit link was taken off its end */
    LINE_GOES_ON = 1 << 4,    /* wrapping put its end: the next line goes on with it */
    LINE_LISTED = 1 << 5,     /* an item that has another one beside it */
    LINE_ROMAN = 1 << 6,      /* the letter of its mark is a roman number */
};

struct plain_line {
    uint32_t from;   /* first byte of its content, after the indent */
    uint32_t len;    /* bytes of its content, without white space at the end */
    uint32_t number; /* in the source */
    uint16_t blanks; /* blank lines before it */
    uint16_t indent; /* columns */
    uint16_t cols;   /* of its content, about: no marks are looked for; saturated */
    uint8_t kind;    /* enum line_kind */
    uint8_t flags;   /* enum line_flag */
    uint8_t mark;    /* bytes of the list or quote mark at its start, with its blanks */
    uint8_t level;   /* of a heading by its marks or underline, from 1; else 0 */
};

/* What ends and what starts a chunk. */
enum edge {
    EDGE_NONE, /* the chunk is empty */
    EDGE_UPPER,
    EDGE_LOWER,
    EDGE_LETTER, /* of a script without case */
    EDGE_DIGIT,
    EDGE_STOP, /* . and its like in any script */
    EDGE_EXCLAIM,
    EDGE_QUESTION,
    EDGE_ELLIPSIS,
    EDGE_COLON,
    EDGE_COMMA, /* , ; and their like */
    EDGE_OPEN,  /* an opening bracket */
    EDGE_CLOSE,
    EDGE_QUOTE,
    EDGE_DASH,
    EDGE_SIGN,   /* other ASCII signs */
    EDGE_SYMBOL, /* emoji, arrows, ornaments */
};

enum fact {
    FACT_CASED = 1 << 0,       /* has letters of a script with case */
    FACT_ALL_CAPS = 1 << 1,    /* four letters or more, all upper case */
    FACT_TITLE_CASE = 1 << 2,  /* nearly all longer words are capitalised */
    FACT_ONE_CAPITAL = 1 << 3, /* only the first word is */
    FACT_SENTENCES = 1 << 4,   /* a full stop and more text inside */
    FACT_LABEL = 1 << 5,       /* a colon with text after it, inside */
    FACT_COMMA = 1 << 6,
    FACT_CODE = 1 << 7,   /* signs that prose has no use for */
    FACT_DIGITS = 1 << 8, /* digits after its number mark */
    FACT_BRACKET = 1 << 9,
    FACT_URL = 1 << 10,
    FACT_DASH = 1 << 11,   /* a dash between blanks */
    FACT_QUOTED = 1 << 12, /* quotation marks inside */
    FACT_LEADER = 1 << 13, /* dot leaders, as in a table of contents */
    FACT_GAP = 1 << 14,    /* a tab or three blanks inside: columns */
    FACT_MAIL = 1 << 15,
    FACT_SLASH = 1 << 16,
    FACT_NAME = 1 << 17,       /* a name as programs have it: one_two, f() */
    FACT_ENUMERATED = 1 << 18, /* opens with a word and a number: Option 1 */
};

struct chunk_facts {
    uint32_t bits; /* enum fact */
    uint32_t hash; /* of its text without marks; 0 when it was not looked at whole */
    uint32_t label_hash;  /* of what is before its first colon; 0: no label */
    uint8_t label_words;  /* in the label */
    uint16_t ems;         /* saturated */
    uint8_t words;        /* saturated */
    uint8_t start, end;   /* enum edge */
    uint8_t number_depth; /* "3." is 1, "3.1" 2, none 0 */
    uint8_t number_form;  /* enum number_form */
    uint16_t number;      /* the last one of the number mark */
};

enum number_form {
    NUMBER_NONE,
    NUMBER_BARE,
    NUMBER_DIGITS,
    NUMBER_ROMAN,
    NUMBER_LETTER,
    NUMBER_HAN
};

enum chunk_flag {
    CHUNK_NUMBERED_ON = 1 << 0,   /* a chunk after the next has the next number */
    CHUNK_NUMBERED_FROM = 1 << 1, /* one before the previous has the number before */
    CHUNK_REPEATED = 1 << 2,      /* its words are those of an earlier chunk */
    CHUNK_REPEATS = 1 << 3,       /* of a later one */
    CHUNK_LABEL_AGAIN = 1 << 4,   /* other chunks have its label */
    CHUNK_RUN_BODIES = 1 << 5,    /* most chunks of its run of numbers head some text */
    CHUNK_RUN_BARE = 1 << 6,      /* hardly any do */
    CHUNK_VERSE = 1 << 7,         /* a line of a verse, an address, a menu, a log */
};

struct chunk {
    uint32_t first, end; /* lines */
    uint16_t blanks;     /* before it */
    uint8_t kind;        /* enum line_kind of all its lines */
    uint8_t flags;       /* enum chunk_flag */
    uint8_t level;       /* of a heading, 1-6 or HEADING_LEVEL_OPEN; 0: it is none */
    int16_t score;       /* of a candidate: hundredths of a logit */
    int16_t first_score; /* the same before it knew its neighbours' */
    struct chunk_facts facts;
};

/* The level of a heading that waits for plain_depth to say how deep it is. */
enum { HEADING_LEVEL_OPEN = 7 };

/* The number that an item opens with. */
struct item_mark {
    uint32_t number;   /* a letter's place in the alphabet; 0: there is no mark */
    uint32_t roman;    /* its value as a roman number; 0: it is none */
    uint8_t numbering; /* enum list_numbering */
    char delimiter;    /* '.' or ')' */
    bool enclosed;     /* in two brackets */
};

struct text_shape {
    bool wrapped;               /* most lines that meet are of wrapped paragraphs */
    bool unwrapped;             /* more paragraphs are a long line each */
    bool airy;                  /* blank lines between most paragraphs */
    uint16_t first_line_indent; /* of the lines that open paragraphs; 0: no more than
                                 * the body's */
    uint16_t width;             /* columns that lines are wrapped at; 0: none are */
    uint16_t indent;            /* of the body */
    uint16_t prose_ems;         /* middle size of a paragraph */
};

enum text_style { STYLE_BOLD = 1 << 0, STYLE_UNDERLINED = 1 << 1 };

/* A part of the text that was typed bold or underlined. */
struct style_run {
    uint32_t from, end; /* bytes of the text */
    uint8_t style;      /* enum text_style */
};

struct plain {
    struct doc *doc;
    struct str text;
    uint32_t first_line;
    struct plain_line *lines; /* and chunks: on the heap while the text is read */
    size_t line_count;
    struct chunk *chunks;
    size_t chunk_count;
    struct text_shape shape;
    struct style_run *styles; /* in order; on the heap, too */
    size_t style_count;
    bool reference_marks; /* [12] after words: they are no text */
    size_t title; /* the chunk that is the title, counted from 1; 0: there is none */
};

void plain_overstrike(struct plain *plain);
void plain_lines(struct plain *plain);
void plain_boilerplate(struct plain *plain);
void plain_shape(struct plain *plain);
void plain_lists(struct plain *plain);
void plain_wrap(struct plain *plain);
void plain_chunks(struct plain *plain);
void plain_facts(struct plain *plain);
void plain_model(struct plain *plain);
void plain_title_line(struct plain *plain);
void plain_depth(struct plain *plain);
void plain_title(struct plain *plain);
void plain_blocks(struct plain *plain);

/* The chunk of the heading that opens the text; chunk_count when prose does. */
size_t plain_find_title(const struct plain *plain);

/* Notes the number that `s` opens with; its bytes with what parts it from the text, 0
 * when there is none. */
size_t plain_number(struct str s, struct chunk_facts *facts);

struct item_mark plain_item_mark(const struct plain *plain,
                                 const struct plain_line *line);

/* True when a heading is one by its marks or underline, not by its looks only. */
bool chunk_is_explicit(const struct plain *plain, const struct chunk *chunk);

/* Appends the chunk's words in one line: lines joined, reference marks left out. */
void plain_words(const struct plain *plain, const struct chunk *chunk, struct buf *out);

/* Appends a table made of the chunk's rows to the document; false when it has too many
 * columns or cells for one. */
bool plain_table(const struct plain *plain, const struct chunk *chunk);

/* Puts the chunk's words below a node, as plain_words has them, with links and
 * styles. */
void plain_styled(const struct plain *plain, const struct chunk *chunk,
                  struct node *parent, struct buf *words);

/* Puts one-line text below a node, bare URLs and addresses as links. */
void plain_inline(const struct plain *plain, struct node *parent, struct str text,
                  uint32_t line);

struct str line_str(const struct plain *plain, const struct plain_line *line);

/* The line without the mark of its item or quote, or of its heading. */
struct str line_body(const struct plain *plain, const struct plain_line *line);

#endif
