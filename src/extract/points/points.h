/*
 * Key points: the pieces that the recognisers share. Each recogniser (points_*.c) looks
 * at one block and either takes it, with all below it, or leaves it.
 */
#ifndef LECTERN_EXTRACT_POINTS_POINTS_H
#define LECTERN_EXTRACT_POINTS_POINTS_H

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"
#include "extract/found_items.h"
#include "extract/points/label.h"
#include "extract/sections.h"

/* The walk through a document in search of points. */
struct point_scan {
    struct arena *arena;
    const struct sections *sections;
    const struct section *section; /* the one of the block at hand */
    const struct section *last;    /* the last one that is about the subject */
    struct point *points;          /* on the heap while it grows */
    size_t count, cap;
    struct buf work;         /* empty between uses */
    uint32_t labelled_until; /* paragraphs below this id were looked at for labels */
    uint32_t prose_until;    /* as above, for prose below a key-point heading */
};

struct recogniser;

typedef bool recogniser_take(struct point_scan *scan, struct node *block, int weight);

recogniser_take points_given, points_table, points_list, points_led, points_prose,
    points_callout, points_boxed, points_label_list, points_label_prose;

/* Adds a point and sets NODE_POINT. A point without any text is not added. */
void points_add(struct point_scan *scan, struct node *node, enum point_source source,
                int weight, struct str label, struct str text);

/* An item or paragraph of a place that is known to hold points: its label, if it opens
 * with one, and the rest. */
void points_add_block(struct point_scan *scan, struct node *block,
                      enum point_source source, int weight);

/* Each item of a list that is not just links; false when that leaves none. */
bool points_add_items(struct point_scan *scan, struct node *list,
                      enum point_source source, int weight);

/* Each row of a table. */
void points_add_rows(struct point_scan *scan, struct node *table,
                     enum point_source source, int weight);

/* Finds all points of a document; the result is in the arena. */
void points_find(struct arena *arena, struct doc *doc, const struct sections *sections,
                 struct extract *out);

#endif
