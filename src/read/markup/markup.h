/*
 * What the readers of line-based markup share (reStructuredText, Org, AsciiDoc,
 * gemtext): the lines of the source, names that are known in the file, and the nodes
 * that all of them make.
 *
 * A reader has a struct of its own that begins with a `struct markup`.
 */
#ifndef LECTERN_READ_MARKUP_MARKUP_H
#define LECTERN_READ_MARKUP_MARKUP_H

#include "doc/doc.h"
#include "read/markup/source_lines.h"

enum {
    /* Blocks within blocks; what is deeper is read as a paragraph. Two nodes each, and
     * a few within the last one: stays below DOC_DEPTH_MAX. */
    MARKUP_DEPTH_MAX = 24,
};

struct markup {
    struct doc *doc;
    struct source_lines lines;
    int depth; /* of the block that is read */
    /* Adds the inlines of a text, lines apart by '\n', to a node. */
    void (*inlines)(struct markup *m, struct node *parent, struct str text,
                    uint32_t line);
};

/* Splits the text into lines; false, and doc->is_over, when there are too many. */
bool markup_begin(struct markup *m, struct doc *doc, struct str text,
                  uint32_t first_line);

/* A new block, last below its parent. */
struct node *markup_block(struct markup *m, struct node *parent, enum node_kind kind,
                          uint32_t line);

/* A block with inlines: a paragraph, a term, a cell. */
struct node *markup_inline_block(struct markup *m, struct node *parent,
                                 enum node_kind kind, struct str text, uint32_t line);

/* The lines of a lines as a paragraph; NULL when they have no text. */
struct node *markup_paragraph(struct markup *m, struct node *parent,
                              const struct excerpt *lines);

struct node *markup_heading(struct markup *m, struct node *parent, int level,
                            struct str text, uint32_t line);

/* A code block; blank lines at its ends are left out, and nothing is made of a text
 * that has no others. */
struct node *markup_code(struct markup *m, struct node *parent, struct str info,
                         struct str text, uint32_t line);

struct node *markup_list(struct markup *m, struct node *parent, bool ordered,
                         uint32_t start, uint32_t line);

/* A callout; the title, if it has one, becomes its first child. */
struct node *markup_callout(struct markup *m, struct node *parent, struct str type,
                            struct str title, uint32_t line);

/* The definition list that is last below the parent, or a new one. */
struct node *markup_terms(struct markup *m, struct node *parent, uint32_t line);

/* A LINK or IMAGE with nothing in it. */
struct node *markup_link(struct markup *m, struct node *parent, enum node_kind kind,
                         enum link_form form, struct str dest, uint32_t line);

/* A link to a file, in a paragraph of its own: an include, a listing. */
struct node *markup_file_link(struct markup *m, struct node *parent, struct str dest,
                              struct str label, uint32_t line);

/* A picture in a paragraph of its own. */
struct node *markup_figure(struct markup *m, struct node *parent, struct str dest,
                           struct str alt, uint32_t line);

/* TEXT nodes; bare URLs and addresses in them become links, unless they are in one. */
void markup_text(struct markup *m, struct node *parent, struct str raw, uint32_t line);

/* The words of a text without its marks, in one line. In the arena. */
struct str markup_plain(struct markup *m, struct str text, uint32_t line);

/* A CODE node; line ends become blanks. */
struct node *markup_code_span(struct markup *m, struct node *parent, struct str raw,
                              uint32_t line);

/* Sets `tight` of a list whose items hold no two paragraphs, and are not apart. */
void markup_list_tight(struct node *list, bool has_blank);

#endif
