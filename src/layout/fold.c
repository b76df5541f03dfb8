/*
 * Folding and skimming: what of the document is on the page at all.
 *
 * What a folded node heads is a range of ids, so the walk only has to compare numbers:
 * details and callouts hide what they hold, a heading that asks hides its section, any
 * other question the answers that follow it.
 */
#include "layout/block_layout.h"

/* Containers are entered when skimming: key points may be in them. They show nothing
 * themselves. */
static bool skim_enters(const struct node *node)
{
    return node->kind == NODE_HEADING ||
           (node_holds_blocks(node) && node->kind != NODE_ROW &&
            node->kind != NODE_FOOTNOTE);
}

static bool skim_hides(const struct line_builder *builder, const struct node *node)
{
    if (!builder->options->skim || node->id < builder->kept_until)
        return false;
    return !(node->flags & (NODE_POINT | NODE_QUESTION)) && !skim_enters(node);
}

bool fold_hides(const struct line_builder *builder, const struct node *node)
{
    if (node->flags & NODE_HIDDEN || node->id < builder->hidden_until)
        return true;
    if (node->flags & NODE_ANSWER && node->id < builder->answers_until)
        return true;
    return skim_hides(builder, node);
}

/* --- Folding --- */

static bool is_callout_title(const struct node *node)
{
    return node->kind == NODE_PARAGRAPH && node->flags & NODE_GIVEN && !node->prev &&
           node->parent && node->parent->kind == NODE_CALLOUT;
}

/* The title of a callout or the summary of details asks for what is around it. */
static bool asks_for_parent(const struct node *node)
{
    return node->kind == NODE_SUMMARY || is_callout_title(node);
}

bool layout_can_fold(const struct node *node)
{
    const struct node *first = node->first;
    if (node->kind == NODE_DETAILS)
        return true;
    if (node->kind == NODE_CALLOUT)
        return node->u.callout.fold ||
               (first && is_callout_title(first) && first->flags & NODE_QUESTION);
    return node->flags & NODE_QUESTION && !(node->flags & NODE_HIDDEN) &&
           node->kind != NODE_ROW && !asks_for_parent(node);
}

/* Skimming shows no answers, so there is nothing to fold. */
static bool is_foldable(const struct line_builder *builder, const struct node *node)
{
    bool by_itself = node->kind == NODE_DETAILS ||
                     (node->kind == NODE_CALLOUT && node->u.callout.fold);
    return !builder->options->skim && layout_can_fold(node) &&
           (by_itself || builder->options->folded != NULL);
}

static bool is_folded(const struct line_builder *builder, const struct node *node)
{
    const struct layout_options *options = builder->options;
    if (options->folded)
        return options->folded(options->context, node);
    if (options->unfolded)
        return false;
    if (node->kind == NODE_DETAILS)
        return !node->u.details.open;
    return node->kind == NODE_CALLOUT && !node->u.callout.open;
}

/* A question that is all of its item has its answer in the next one, or after the list
 * that it is all of. */
static const struct node *unit_of(const struct node *question)
{
    const struct node *item = question->parent;
    if (question->next || question->prev || item->kind != NODE_ITEM)
        return question;
    return item->next || item->prev || item->parent->kind != NODE_LIST ? item
                                                                       : item->parent;
}

static uint32_t answers_end(const struct node *question)
{
    const struct node *last = unit_of(question);
    while (last->next && last->next->flags & NODE_ANSWER &&
           !(last->next->flags & NODE_QUESTION))
        last = last->next;
    return node_end(last);
}

uint32_t fold_answers_end(const struct node *question)
{
    return answers_end(question);
}

bool fold_has_answers_beside(const struct node *question)
{
    return unit_of(question) == question;
}

static uint32_t section_end(const struct doc *doc, const struct node *heading,
                            uint32_t tail)
{
    ptrdiff_t index = doc_heading_index(doc, heading->id);
    uint32_t end = node_end(heading->parent);
    if (index < 0 || doc->headings[index] != heading)
        return node_end(heading); /* beyond the outline's limit */
    if (end > doc_section_end(doc, (size_t)index))
        end = doc_section_end(doc, (size_t)index);
    return end > tail ? tail : end;
}

uint32_t fold_section_end(const struct line_builder *builder,
                          const struct node *heading)
{
    return section_end(builder->doc, heading, builder->tail_from);
}

uint32_t layout_fold_end(const struct doc *doc, const struct node *node)
{
    if (node->kind == NODE_DETAILS || node->kind == NODE_CALLOUT)
        return node_end(node);
    if (node->kind == NODE_HEADING)
        return section_end(doc, node, builder_tail_from(doc));
    return answers_end(node);
}

bool fold_here(struct line_builder *builder, const struct node *node, bool *can_fold)
{
    *can_fold = is_foldable(builder, node);
    if (!*can_fold || !is_folded(builder, node))
        return false;
    if (node->kind == NODE_DETAILS || node->kind == NODE_CALLOUT)
        return true; /* its summary or title is still to come */
    if (node->kind == NODE_HEADING)
        builder->hidden_until = fold_section_end(builder, node);
    else
        builder->answers_until = answers_end(node);
    return true;
}

struct str fold_marker(const struct node *node, bool folded)
{
    if (node->flags & NODE_INFERRED)
        return folded ? STR("▸ ≈ ") : STR("▾ ≈ ");
    return folded ? STR("▸ ") : STR("▾ ");
}
