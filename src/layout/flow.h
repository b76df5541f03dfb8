/*
 * Flows: the text of one paragraph, heading or table cell on its way to lines.
 *
 * A *flow* is the text of many inlines in one piece, so that line breaks are found in
 * the whole text and not span by span. *Runs* say where its bytes come from and how
 * they look, in order; what no run covers is blank. A *strip* is the part of a flow
 * that is still to be wrapped; wrap_next() takes lines off it.
 *
 *     text   A promise is [believed] when it is costly
 *     runs   |-----------||--------||----------------|
 *     strip                    |---------------------|    after the first line
 *
 * Offsets are bytes of the flow's text: no article has 4 GB.
 */
#ifndef LECTERN_LAYOUT_FLOW_H
#define LECTERN_LAYOUT_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* What a run looks like and where it leads. */
struct run_look {
    uint32_t link; /* index into doc->links, or SPAN_NO_LINK */
    uint8_t role;  /* enum role */
    uint8_t attrs; /* enum span_attr */
};

/* Where a line may end inside a run. */
enum hold {
    HOLD_NOTHING, /* wherever Unicode lets it */
    HOLD_WORDS,   /* after blanks only: code */
    HOLD_ALL,     /* nowhere, nor before it: a mark that clings to a word */
};

struct run {
    const char *src; /* its text where it stays, for the spans */
    uint32_t at, len;
    uint32_t node, byte; /* where the text is in the document */
    struct run_look look;
    uint8_t hold; /* enum hold */
    bool is_text; /* of the document; else decoration */
};

struct flow {
    struct buf text;
    struct run *runs;
    size_t run_count, run_cap;
    char *breaks; /* per byte of text, as far as they were asked for */
    size_t breaks_cap;
    bool is_ascii;
};

void flow_release(struct flow *flow);
void flow_clear(struct flow *flow);

/* Appends text of the document; `text` is at `byte` of the node and must stay. */
void flow_text(struct flow *flow, uint32_t node, uint32_t byte, struct str text,
               struct run_look look, enum hold hold);

/* Appends a decoration, which belongs to the node; `text` must stay. */
void flow_mark(struct flow *flow, uint32_t node, struct str text, struct run_look look,
               enum hold hold);

/* Appends a blank that is no run, and the end of a line. */
void flow_blank(struct flow *flow);
void flow_newline(struct flow *flow);

uint32_t flow_len(const struct flow *flow);

/* The columns of the bytes [from, to). */
int flow_cols(const struct flow *flow, uint32_t from, uint32_t to);

struct strip {
    uint32_t pos, end;
    size_t run;            /* the first one that may touch `pos` */
    uint32_t breaks_known; /* flow->breaks is known up to here */
};

/* A line of a flow: the bytes [from, to), without blanks at its ends. */
struct wrapped {
    uint32_t from, to;
};

/* The strip of the bytes [from, end), runs counted from `run` on. */
struct strip strip_of(uint32_t from, uint32_t end, size_t run);

/*
 * Takes the next line of at most `width` columns off the strip; false at its end. A
 * word that is too long is broken between clusters; only a cluster that is wider than
 * the width by itself makes a line that is too wide.
 */
bool wrap_next(struct flow *flow, struct strip *strip, int width, struct wrapped *line);

/* What a table must know of a cell: the columns of its longest unbreakable part, those
 * of its longest line if it may be as wide as it likes, and how many such lines. */
struct extent {
    int word_cols, line_cols, lines;
};
struct extent strip_extent(struct flow *flow, struct strip strip);

#endif
