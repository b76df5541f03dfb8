#include "catalog/text/section.h"

bool section_is_top(const struct doc *doc, size_t number)
{
    return number == 1 && doc->heading_count > 0 && doc->headings[0] == doc->title_node;
}

uint32_t section_from(const struct doc *doc, size_t number)
{
    return number == 0 ? 0 : node_end(doc->headings[number - 1]);
}

uint32_t section_to(const struct doc *doc, size_t number)
{
    return number < doc->heading_count ? doc->headings[number]->id : doc->node_count;
}

static void put_part(const struct doc *doc, size_t number, struct buf *out)
{
    doc_prose(doc, section_from(doc, number), section_to(doc, number), out);
}

void section_put(const struct doc *doc, size_t number, struct buf *out)
{
    put_part(doc, number, out);
    if (number == 0 && section_is_top(doc, 1)) {
        buf_putc(out, '\n');
        put_part(doc, 1, out);
    }
}
