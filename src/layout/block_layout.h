/*
 * Blocks: what each kind of block puts on the page. blocks.c has the table and the
 * plain kinds; what needs more room is in files of its own.
 */
#ifndef LECTERN_LAYOUT_BLOCK_LAYOUT_H
#define LECTERN_LAYOUT_BLOCK_LAYOUT_H

#include "layout/lines.h"

/* Where the walk goes on from a block. */
enum visit {
    VISIT_INTO, /* to its children */
    VISIT_OVER, /* after it and all below it */
};

/* The head of the page: notices, and the title unless the body begins with it. */
void head_lay(struct line_builder *builder);

/* The title as the body has it, with what is below a title. */
void head_lay_title(struct line_builder *builder, const struct node *heading);

/* True when this heading is the title of the page. */
bool head_is_title(const struct line_builder *builder, const struct node *heading);

enum visit code_lay(struct line_builder *builder, const struct node *block);
enum visit table_lay(struct line_builder *builder, const struct node *table);

/* --- The footer (footer.c) --- */

/* The annexes that are below a block, or below what it is in and ends. Those in it are
 * passed over: the block has laid out all below it, or is not `shown`. */
void footer_lay_below(struct line_builder *builder, const struct node *block,
                      bool shown);

/* The annex of a cell, which is in it; NULL when it has none. */
const struct node *footer_annex(const struct line_builder *builder,
                                const struct node *cell);

void footer_lay_tail(struct line_builder *builder);

/* --- Folding and skimming (fold.c) --- */

/* True when a node and all below it are not shown. */
bool fold_hides(const struct line_builder *builder, const struct node *node);

/* A node that heads others: true when they are folded away, and the walk then leaves
 * them out. `can_fold` says whether it can be folded at all here. */
bool fold_here(struct line_builder *builder, const struct node *node, bool *can_fold);

/* The id after a heading's section, as far as that is in the same block and is no
 * footnote. */
uint32_t fold_section_end(const struct line_builder *builder,
                          const struct node *heading);

/* The id after the answers that follow a question, which is no heading. */
uint32_t fold_answers_end(const struct node *question);

/* True when they are its siblings. */
bool fold_has_answers_beside(const struct node *question);

/* "▸ " or "▾ ", with "≈ " after it for what was inferred. */
struct str fold_marker(const struct node *node, bool folded);

#endif
