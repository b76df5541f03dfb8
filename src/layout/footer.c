/*
 * The footer: what is laid out with a document and is no part of it, its annexes among
 * the document's lines and its tail below them.
 */
#include "base/text.h"
#include "layout/block_layout.h"
#include "layout/inline_layout.h"

enum {
    /* In narrower prose what hangs from a label would be a few words a line. */
    HANG_MIN_COLS = 44,
};

/* --- Blocks --- */

/* A label, which the rest hangs from. */
static void lay_part(struct line_builder *builder, const struct node *part)
{
    const struct dress dress = {.role = ROLE_QUIET};
    const struct node *label = part->first;
    struct frame frame = {.node = part,
                          .until = node_end(part),
                          .marker = label->u.text,
                          .marker_link = SPAN_NO_LINK,
                          .marker_role = ROLE_QUIET,
                          .text_role = builder_text_role(builder)};
    if (builder_prose_cols(builder) >= HANG_MIN_COLS)
        frame.indent_cols = (int)text_cols(label->u.text);
    builder_push(builder, frame);
    struct flow *flow = builder_flow(builder);
    for (const struct node *node = label->next; node; node = node->next)
        inline_gather_one(builder, flow, node, dress);
    builder_flow_end(builder);
    if (builder_frame(builder)->node == part)
        builder_pop(builder);
}

/* An annex of an item or definition is the last thing in it, any other is beside its
 * block: then the block's own frames are left. */
static void lay_annex(struct line_builder *builder, const struct node *annex,
                      const struct node *block)
{
    bool is_inside = block->kind == NODE_ITEM || block->kind == NODE_DEFINITION;
    uint32_t first = block->id + (is_inside ? 1 : 0), end = node_end(block);
    while (builder->frame_count > 0 && builder_frame(builder)->node->id >= first &&
           builder_frame(builder)->until <= end)
        builder_pop(builder);
    lay_part(builder, annex);
}

void footer_lay_below(struct line_builder *builder, const struct node *block,
                      bool shown)
{
    const struct footer *footer = builder->options->footer;
    uint32_t end = node_end(block);
    if (footer == NULL)
        return;
    for (; builder->annex < footer->annex_count; builder->annex++) {
        const struct annex *annex = &footer->annexes[builder->annex];
        const struct node *below = annex->below;
        bool skims = builder->options->skim && below->id >= builder->kept_until;
        if (node_end(below) > end)
            break;
        if (!skims && (below->id < block->id || (below == block && shown)))
            lay_annex(builder, annex->node, below);
    }
}

const struct node *footer_annex(const struct line_builder *builder,
                                const struct node *cell)
{
    const struct footer *footer = builder->options->footer;
    size_t low = builder->annex, high = footer != NULL ? footer->annex_count : low;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (node_end(footer->annexes[middle].below) < node_end(cell))
            low = middle + 1;
        else
            high = middle;
    }
    for (; footer != NULL && low < footer->annex_count; low++) {
        const struct annex *annex = &footer->annexes[low];
        if (annex->below == cell)
            return annex->node;
        if (node_end(annex->below) > node_end(cell))
            break;
    }
    return NULL;
}

void footer_lay_tail(struct line_builder *builder)
{
    const struct footer *footer = builder->options->footer;
    builder->tail_line = builder->line_count;
    if (footer == NULL || builder->options->skim || builder_is_stopped(builder))
        return;
    const struct node *part = footer->annex_count > 0
                                  ? footer->annexes[footer->annex_count - 1].node->next
                                  : footer->doc->root->first;
    if (part == NULL)
        return;
    builder->in_tail = true;
    builder_gap(builder, 1);
    builder_rule(builder, part, builder_short_rule_cols(builder));
    for (; part && !builder_is_stopped(builder); part = part->next)
        lay_part(builder, part);
}
