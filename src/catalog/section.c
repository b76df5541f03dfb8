#include "catalog/section.h"

bool section_is_top(const struct doc *doc, size_t number)
{
    return number == 1 && doc->heading_count > 0 && doc->headings[0] == doc->title_node;
}

/* The first node behind a heading and its inlines. */
static uint32_t behind(const struct doc *doc, const struct node *heading)
{
    uint32_t id = heading->id + 1;

    while (id < doc->node_count && node_within(doc->nodes[id], NODE_HEADING) == heading)
        id++;
    return id;
}

static void put_part(const struct doc *doc, size_t number, struct buf *out)
{
    uint32_t from = number == 0 ? 0 : behind(doc, doc->headings[number - 1]);
    uint32_t to =
        number < doc->heading_count ? doc->headings[number]->id : doc->node_count;

    doc_plain(doc, from, to, out);
}

void section_put(const struct doc *doc, size_t number, struct buf *out)
{
    put_part(doc, number, out);
    if (number == 0 && section_is_top(doc, 1)) {
        buf_putc(out, '\n');
        put_part(doc, 1, out);
    }
}
