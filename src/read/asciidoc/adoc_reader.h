/*
 * What the parts of the reader of AsciiDoc share.
 *
 * A first pass (asciidoc.c) drops the lines that conditions leave out and finds the end
 * of each delimited block. A second one (adoc_blocks.c) reads the blocks. `block` keeps
 * the title, id and attributes that stand in the lines before a block.
 */
#ifndef LECTERN_READ_ASCIIDOC_ADOC_READER_H
#define LECTERN_READ_ASCIIDOC_ADOC_READER_H

#include "read/markup/labels.h"
#include "read/markup/markup.h"
#include "read/yaml/meta.h"

enum { ADOC_ATTRIBUTES_MAX = 16 /* of one block or macro */ };

/* "name=value", or a value by its place. */
struct adoc_attribute {
    struct str name, value;
};

struct adoc_attributes {
    struct adoc_attribute at[ADOC_ATTRIBUTES_MAX];
    size_t count;
};

/* What is known of the block that comes. */
struct adoc_block {
    struct adoc_attributes attributes;
    struct str style, language, id, title, options;
};

struct adoc {
    struct markup m;          /* first: its functions give this struct, too */
    struct labels attributes; /* ":name: value" */
    struct labels titles;     /* id -> heading */
    uint32_t *ends; /* of a line that delimits a block: the next one like it */
    struct adoc_block block;
    bool is_old; /* titles are underlined: 'words' are emphasis */
    int attribute_depth;
    size_t attribute_bytes;
    struct meta_list meta;
};

static inline struct adoc *adoc_of(struct markup *m)
{
    return (struct adoc *)m;
}

/* --- asciidoc.c --- */

/* ":name: value" */
bool adoc_attribute(struct str line, struct str *name, struct str *value);

/* Sets an attribute of the document; returns the line after it. */
size_t adoc_set_attribute(struct adoc *adoc, const struct excerpt *lines, size_t at);

/* --- adoc_blocks.c --- */

void adoc_blocks(struct adoc *adoc, struct node *parent, const struct excerpt *lines);

/* Reads one block, and the lines before it that describe it; returns the line after. */
size_t adoc_one_block(struct adoc *adoc, struct node *parent,
                      const struct excerpt *lines, size_t at);

/* "== Title": its level, from 1; 0 when the line is none. */
int adoc_heading(struct str line, struct str *title);

/* The level of a title that the next line underlines; 0 when it does not. */
int adoc_underlined(const struct excerpt *lines, size_t at);

/* True of a line of one delimiter: "----", "|===". */
bool adoc_delimits(struct str line);

/* A line that ends the text of a paragraph or an item. */
bool adoc_begins_block(const struct excerpt *lines, size_t at);

/* --- adoc_lists.c --- */

bool adoc_is_item(struct str line);
size_t adoc_list(struct adoc *adoc, struct node *parent, const struct excerpt *lines,
                 size_t at);

/* --- adoc_table.c --- */

void adoc_table(struct adoc *adoc, struct node *parent, const struct excerpt *body,
                const struct adoc_block *block, char mark, uint32_t line);

/* --- adoc_attributes.c --- */

/* What is between the brackets of "[...]". */
void adoc_parse_attributes(struct str text, struct adoc_attributes *attributes);

/* The value of a name, or by its place from 0; empty when there is none. */
struct str adoc_named(const struct adoc_attributes *attributes, struct str name);
struct str adoc_placed(const struct adoc_attributes *attributes, size_t place);

/* --- adoc_inline.c --- */

void adoc_inlines(struct markup *m, struct node *parent, struct str text,
                  uint32_t line);

/* Where a cross reference leads, as a link's destination. */
struct str adoc_target(struct adoc *adoc, struct str target);

#endif
