/*
 * Questions about a finished layout.
 */
#include "layout/layout.h"

/* --- Nodes of the document and its footer --- */

struct node *footer_node(const struct doc *doc, const struct footer *footer,
                         uint32_t id)
{
    if (id < doc->node_count)
        return doc->nodes[id];
    if (footer == NULL || id - doc->node_count >= footer->doc->node_count)
        return NULL;
    return footer->doc->nodes[id - doc->node_count];
}

size_t footer_link_count(const struct footer *footer)
{
    return footer != NULL ? footer->doc->link_count : 0;
}

/* --- Places --- */

static bool is_before(struct anchor a, struct anchor b)
{
    return a.node != b.node ? a.node < b.node : a.byte < b.byte;
}

/* The first line whose anchor is not before the given one; line_count when all are. */
static size_t first_not_before(const struct layout *layout, struct anchor anchor)
{
    size_t low = 0, high = layout->line_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (is_before(layout->lines[middle].anchor, anchor))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The last line that begins at the anchor or before it; of lines with the same anchor
 * the first, for those after it only decorate. */
static size_t last_beginning_at(const struct layout *layout, struct anchor anchor)
{
    size_t next = first_not_before(layout, anchor);
    if (next < layout->line_count && !is_before(anchor, layout->lines[next].anchor))
        return next;
    if (next == 0)
        return 0;
    struct anchor found = layout->lines[next - 1].anchor;
    return first_not_before(layout, found);
}

/* True when the line shows anything of the nodes [from, to). */
static bool shows(const struct layout *layout, size_t line, uint32_t from, uint32_t to)
{
    const struct line *at = &layout->lines[line];
    for (uint32_t i = 0; i < at->count; i++) {
        const struct span *span = &layout->spans[at->first + i];
        if (span->node >= from && span->node < to)
            return true;
    }
    return false;
}

static bool shows_byte(const struct layout *layout, size_t line, struct anchor anchor)
{
    const struct line *at = &layout->lines[line];
    for (uint32_t i = 0; i < at->count; i++) {
        const struct span *span = &layout->spans[at->first + i];
        if (span->is_text && span->node == anchor.node && span->byte <= anchor.byte &&
            anchor.byte < span->byte + span->text.len)
            return true;
    }
    return false;
}

/*
 * In a row of a table cells are side by side: a line's anchor is that of its leftmost
 * text and says nothing of the others. The lines of the row are looked through.
 */
static size_t line_in_row(const struct layout *layout, const struct node *row,
                          struct anchor anchor)
{
    uint32_t end = node_end(row);
    size_t from = first_not_before(layout, (struct anchor){row->id, 0});
    size_t best = from;
    bool found = false;
    for (size_t i = from; i < layout->line_count && layout->lines[i].anchor.node < end;
         i++) {
        if (shows_byte(layout, i, anchor))
            return i;
        if (!found && shows(layout, i, anchor.node, anchor.node + 1)) {
            best = i;
            found = true;
        }
    }
    return best < layout->line_count ? best : last_beginning_at(layout, anchor);
}

/* --- Places in the footer --- */

/* The end of what an annex is below; the document's for what is in the tail. */
static uint32_t footer_place(const struct layout *layout, uint32_t id)
{
    const struct footer *footer = layout->footer;
    for (size_t i = 0; i < footer->annex_count; i++) {
        if (id < node_end(footer->annexes[i].node))
            return node_end(footer->annexes[i].below);
    }
    return layout->doc->node_count;
}

/* The first line that shows any of the footer's nodes [from, to); when none does, the
 * last line before it. */
static size_t footer_first_line(const struct layout *layout, uint32_t from, uint32_t to)
{
    uint32_t count = layout->doc->node_count, line = UINT32_MAX;
    for (uint32_t id = from; id < to; id++) {
        if (layout->footer_line[id - count] < line)
            line = layout->footer_line[id - count];
    }
    if (line != UINT32_MAX)
        return line;
    return last_beginning_at(layout,
                             (struct anchor){footer_place(layout, from) - 1, 0});
}

/* A node of the footer is a few lines long. */
static size_t footer_line_of(const struct layout *layout, struct anchor anchor)
{
    size_t first = footer_first_line(layout, anchor.node, anchor.node + 1);
    for (size_t i = first;
         i < layout->line_count && shows(layout, i, anchor.node, anchor.node + 1);
         i++) {
        if (shows_byte(layout, i, anchor))
            return i;
    }
    return first;
}

size_t layout_line_of(const struct layout *layout, struct anchor anchor)
{
    const struct node *row = NULL;
    const struct node *node = footer_node(layout->doc, layout->footer, anchor.node);
    if (node != NULL && anchor.node >= layout->doc->node_count)
        return footer_line_of(layout, anchor);
    if (node != NULL)
        row = node_within(node, NODE_ROW);
    return row ? line_in_row(layout, row, anchor) : last_beginning_at(layout, anchor);
}

size_t layout_line_of_node(const struct layout *layout, const struct node *node)
{
    uint32_t end = node_end(node);
    const struct node *row = node_within(node, NODE_ROW);
    if (node->id >= layout->doc->node_count)
        return footer_first_line(layout, node->id, end);
    size_t from = last_beginning_at(layout, (struct anchor){node->id, 0});

    if (row)
        from = first_not_before(layout, (struct anchor){row->id, 0});
    for (size_t i = from; i < layout->line_count; i++) {
        if (i > from && layout->lines[i].anchor.node >= end)
            break;
        if (shows(layout, i, node->id, end))
            return i;
    }
    return last_beginning_at(layout, (struct anchor){node->id, 0});
}

/* --- As text --- */

void layout_plain(const struct layout *layout, struct buf *out)
{
    for (size_t i = 0; i < layout->line_count; i++) {
        const struct line *line = &layout->lines[i];
        size_t col = 0;
        for (uint32_t j = 0; j < line->count; j++) {
            const struct span *span = &layout->spans[line->first + j];
            buf_repeat(out, ' ', span->col - col);
            buf_puts(out, span->text);
            col = (size_t)span->col + span->cols;
        }
        while (out->len > 0 && out->data[out->len - 1] == ' ')
            buf_truncate(out, out->len - 1);
        buf_putc(out, '\n');
    }
}
