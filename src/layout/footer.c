/*
 * The footer: what is laid out with a document and is no part of it, its annexes among
 * the document's lines and its tail below them.
 */
#include "base/text.h"
#include "layout/block.h"
#include "layout/inline.h"

enum {
    /* In narrower prose what hangs from a label would be a few words a line. */
    HANG_MIN_COLS = 44,
};

/* --- Blocks --- */

/* A label, which the rest hangs from. */
static void lay_part(struct page *page, const struct node *part)
{
    const struct dress dress = {.role = ROLE_QUIET};
    const struct node *label = part->first;
    struct frame frame = {.node = part,
                          .until = node_end(part),
                          .marker = label->u.text,
                          .marker_link = SPAN_NO_LINK,
                          .marker_role = ROLE_QUIET,
                          .text_role = page_text_role(page)};

    if (page_prose_cols(page) >= HANG_MIN_COLS)
        frame.indent_cols = (int)text_cols(label->u.text);
    page_push(page, frame);
    struct flow *flow = page_flow(page);
    for (const struct node *node = label->next; node; node = node->next)
        inline_gather_one(page, flow, node, dress);
    page_flow_end(page);
    if (page_frame(page)->node == part)
        page_pop(page);
}

/* An annex of an item or definition is the last thing in it, any other is beside its
 * block: then the block's own frames are left. */
static void lay_annex(struct page *page, const struct node *annex,
                      const struct node *block)
{
    bool is_inside = block->kind == NODE_ITEM || block->kind == NODE_DEFINITION;
    uint32_t first = block->id + (is_inside ? 1 : 0), end = node_end(block);

    while (page->frame_count > 0 && page_frame(page)->node->id >= first &&
           page_frame(page)->until <= end)
        page_pop(page);
    lay_part(page, annex);
}

void footer_lay_below(struct page *page, const struct node *block, bool shown)
{
    const struct footer *footer = page->options->footer;
    uint32_t end = node_end(block);

    if (footer == NULL)
        return;
    for (; page->annex < footer->annex_count; page->annex++) {
        const struct annex *annex = &footer->annexes[page->annex];
        const struct node *below = annex->below;
        bool skims = page->options->skim && below->id >= page->kept_until;

        if (node_end(below) > end)
            break;
        if (!skims && (below->id < block->id || (below == block && shown)))
            lay_annex(page, annex->node, below);
    }
}

const struct node *footer_annex(const struct page *page, const struct node *cell)
{
    const struct footer *footer = page->options->footer;
    size_t low = page->annex, high = footer != NULL ? footer->annex_count : low;

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

void footer_lay_tail(struct page *page)
{
    const struct footer *footer = page->options->footer;
    const struct node *part;

    page->tail_line = page->line_count;
    if (footer == NULL || page->options->skim || page_is_stopped(page))
        return;
    part = footer->annex_count > 0 ? footer->annexes[footer->annex_count - 1].node->next
                                   : footer->doc->root->first;
    if (part == NULL)
        return;
    page->in_tail = true;
    page_gap(page, 1);
    page_rule(page, part, page_short_rule_cols(page));
    for (; part && !page_is_stopped(page); part = part->next)
        lay_part(page, part);
}
