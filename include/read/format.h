/*
 * The formats of articles, in one table: what each is called, how its files end, how
 * much of a file its title is looked for in, and which reader it has.
 */
#ifndef LECTERN_READ_FORMAT_H
#define LECTERN_READ_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "doc/doc.h"

enum {
    FORMAT_ENDINGS_MAX = 12,
    /* Of all formats together; `number` of format_ending() is below it, and the index
     * of names has six bits for it. */
    FORMAT_ENDING_NUMBERS = 64,
};

struct read_head;

struct format {
    const char *name;                       /* in JSON */
    struct str endings[FORMAT_ENDINGS_MAX]; /* of names of files, without the dot */
    /* Puts the nodes of the text (decoded, without front matter, from that line of the
     * file) below doc->root. */
    void (*read)(struct doc *doc, struct str text, uint32_t first_line);
    /* Finds the title in a text without front matter, which is part of an article when
     * head->is_part; fills title, wants_more and is_article. NULL: the reader finds it.
     */
    void (*head)(struct arena *arena, struct str text, struct read_head *head);
    /* Adds the names that other articles call places in this one by to its `aliases`;
     * NULL for formats that have none. Looks at the lines alone: fast. */
    void (*labels)(struct arena *arena, struct str text, struct meta **meta);
    /* Decodes a file as text_decode() does. NULL: that does. */
    struct str (*decode)(struct arena *arena, struct str raw);
    /* Whether a text without a name is of this format. NULL: it is not known by its
     * looks. */
    bool (*looks)(struct str text);
    size_t max_bytes; /* larger texts are shown as plain text; 0: none is too large */
    /* Title and facts are looked for in so many of the first bytes, and where these do
     * not tell, in so many. */
    size_t head_bytes, head_most_bytes;
    bool is_cut;    /* the head of a large article may be read alone, up to a line */
    bool is_named_txt; /* "x.rst.txt" is one: Sphinx puts sources so beside its pages */
    bool is_judged; /* only some files of its names are articles: read_head() tells */
};

const struct format *format_facts(enum doc_format format);

struct str format_decode(struct arena *arena, enum doc_format format, struct str raw);

/* The format that a text looks like; false when it looks like none that can be told so.
 */
bool format_by_looks(struct str text, enum doc_format *format);

/* The name without the ending that stands for a format; the whole name when none does.
 * "x.rst.txt" ends in "rst.txt" where that is a format's name. `number`, from 1, tells
 * the endings apart. */
struct str format_stem(struct str path, enum doc_format *format, unsigned char *number);

/* Whether the ending of a name stands for a format, and for which. */
bool format_ending(struct str path, enum doc_format *format, unsigned char *number);

#endif
