/*
 * What the parts of the reader of reStructuredText share.
 *
 * Names are gathered in a first pass over the lines (rst_names.c), since they may be
 * used before they are said. Then blocks are read lines by lines (rst_blocks.c), each
 * kind by its own file, and their inlines as they come (rst_inline.c).
 */
#ifndef LECTERN_READ_RST_RST_READER_H
#define LECTERN_READ_RST_RST_READER_H

#include "read/markup/labels.h"
#include "read/markup/markup.h"
#include "read/yaml/meta.h"

enum {
    RST_STYLES_MAX = 12,  /* of headings; further ones are of the lowest level */
    RST_PENDING_MAX = 16, /* labels before one block */
};

struct rst {
    struct markup m;       /* first: its functions give this struct, too */
    struct labels targets; /* label or reference -> URL; empty: a place in this file */
    struct labels titles;  /* label -> text of the heading that it is before */
    struct labels headings, substitutions, notes, citations, terms, objects;
    struct str *anonymous; /* URLs of "__", in order */
    size_t anonymous_count, anonymous_cap, anonymous_used;
    uint32_t auto_notes, auto_refs, auto_signs, auto_sign_refs;

    struct str pending[RST_PENDING_MAX]; /* labels that wait for their block */
    size_t pending_count;
    uint16_t styles[RST_STYLES_MAX]; /* adornment of each level */
    size_t style_count;
    struct str language; /* of literal blocks, by ".. highlight::" */
    int substitution_depth;
    size_t substituted_bytes;
    struct meta_list meta;
};

static inline struct rst *rst_of(struct markup *m)
{
    return (struct rst *)m;
}

/* --- rst_names.c --- */

void rst_gather_names(struct rst *rst);

/* --- rst_blocks.c --- */

/* Reads all blocks of a lines into a node. */
void rst_blocks(struct rst *rst, struct node *parent, const struct excerpt *lines);

/* Reads a body one level deeper. */
void rst_body(struct rst *rst, struct node *parent, const struct excerpt *lines);

/* True for a line of one punctuation character. */
bool rst_is_adornment(struct str line);

/* True when `under` may underline `title`. */
bool rst_underlines(struct str title, struct str under);

/* Marks a node by the labels that wait for one. */
void rst_attach_labels(struct rst *rst, struct node *node);
void rst_add_label(struct rst *rst, struct str label);

/* --- rst_lists.c: each reads what begins at a line, and returns the line after it; the
 * line itself when it is none --- */

size_t rst_bullets(struct rst *rst, struct node *parent, const struct excerpt *lines,
                   size_t at);
size_t rst_numbers(struct rst *rst, struct node *parent, const struct excerpt *lines,
                   size_t at);
size_t rst_fields(struct rst *rst, struct node *parent, const struct excerpt *lines,
                  size_t at);
size_t rst_options(struct rst *rst, struct node *parent, const struct excerpt *lines,
                   size_t at);
size_t rst_definitions(struct rst *rst, struct node *parent,
                       const struct excerpt *lines, size_t at);
size_t rst_line_block(struct rst *rst, struct node *parent, const struct excerpt *lines,
                      size_t at);

/* Bytes of a bullet and the blanks after it; 0 when the line has none. */
uint32_t rst_bullet(struct str line);

/* A field: its name, and the bytes before its body. */
bool rst_field(struct str line, struct str *name, uint32_t *body);

/* The body of what begins with `first_cols` columns in line `at` and ends before
 * `end`. */
struct excerpt rst_item_body(const struct excerpt *lines, size_t at, size_t end,
                             uint32_t first_cols);

/* --- rst_tables.c --- */

size_t rst_grid_table(struct rst *rst, struct node *parent, const struct excerpt *lines,
                      size_t at);
size_t rst_simple_table(struct rst *rst, struct node *parent,
                        const struct excerpt *lines, size_t at);

/* --- rst_explicit.c: what begins with ".." --- */

bool rst_is_explicit(struct str line);
size_t rst_explicit(struct rst *rst, struct node *parent, const struct excerpt *lines,
                    size_t at);

/* A directive that a line begins: "name:: argument". */
bool rst_directive_of(struct str line, struct str *name, struct str *argument);

/* --- rst_directives.c --- */

struct rst_directive {
    struct str name, argument; /* the argument may have several lines */
    struct excerpt options;    /* lines ":name: value" */
    struct excerpt body;       /* what is after the options */
    struct excerpt content;    /* argument and body, where they are one text */
    uint32_t line;
};

void rst_directive(struct rst *rst, struct node *parent,
                   const struct rst_directive *directive);

/* The value of an option; false when it is not there. */
bool rst_option(const struct rst_directive *directive, struct str name,
                struct str *value);

/* True when a directive describes objects of a program: "py:function". */
bool rst_describes_object(struct str name);

/* What an object is called: "os.path.join" of "os.path.join(path, *paths)". */
struct str rst_object_name(struct str signature);

/* --- rst_data.c: tables that directives make --- */

void rst_list_table(struct rst *rst, struct node *parent,
                    const struct rst_directive *directive);
void rst_csv_table(struct rst *rst, struct node *parent,
                   const struct rst_directive *directive);

/* --- rst_inline.c --- */

void rst_inlines(struct markup *m, struct node *parent, struct str text, uint32_t line);

/* The text without backslashes that escape. In the arena. */
struct str rst_unescape(struct rst *rst, struct str text);

/* A link to what a target is: a URL, a file, a place in this file. */
struct node *rst_link_to(struct rst *rst, struct node *parent, struct str target,
                         uint32_t line);

/* --- rst_roles.c --- */

/* Adds what `:role:`text`` stands for. */
void rst_role(struct rst *rst, struct node *parent, struct str role, struct str text,
              uint32_t line);

/* "text <target>" into its parts; false when there is no target. */
bool rst_split_target(struct str raw, struct str *text, struct str *target);

/* The id of a glossary term. */
struct str rst_term_id(struct rst *rst, struct str term);

#endif
