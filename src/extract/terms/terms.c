/*
 * The walk over the document, and terms of the key `related:`. Only sections and
 * sentences that name other articles are read.
 */
#include "extract/terms/terms.h"

#include "extract/heading_line.h"
#include "extract/inlines.h"
#include "extract/sections.h"

/* Where no names are looked for: the outline itself, code, what others have said. */
static bool is_closed(const struct node *block, const struct section *section)
{
    return block->kind == NODE_HEADING || block->kind == NODE_CODE_BLOCK ||
           block->kind == NODE_SUMMARY || block->kind == NODE_QUOTE ||
           (block->flags & NODE_HIDDEN) || section->role == HEAD_CONTENTS;
}

static bool names_articles(enum head_role role)
{
    return role == HEAD_SEE_ALSO || role == HEAD_READING;
}

static void read_block(struct term_scan *scan, struct node *block, enum head_role role)
{
    if (block->kind == NODE_LIST && names_articles(role))
        terms_list(scan, block, role);
    else if (block->kind == NODE_PARAGRAPH && !terms_prose(scan, block) &&
             names_articles(role))
        terms_lines(scan, block, role);
    else if (block->kind == NODE_CELL || block->kind == NODE_TERM)
        terms_prose(scan, block);
}

static void read_blocks(struct term_scan *scan, const struct sections *sections,
                        struct arena *scratch)
{
    struct walk walk = walk_begin(scan->doc->root);
    struct buf work = {0};
    size_t at = 0;
    for (struct node *node; (node = walk_next(&walk)) != NULL;) {
        if (!walk.entering || node->kind == NODE_DOCUMENT)
            continue;
        const struct section *section = sections_at(sections, &at, node->id);
        enum head_role role = section->role;
        if (node->kind == NODE_LIST && !names_articles(role))
            role = heading_line_role(sections, scratch, node->prev, &work);
        if (!is_closed(node, section))
            read_block(scan, node, role);
        if (is_closed(node, section) || node_holds_inlines(node) ||
            (node->kind == NODE_LIST && names_articles(role)))
            walk_skip(&walk);
    }
    buf_release(&work);
}

static void add_related(struct term_scan *scan, struct node *place, struct str value)
{
    value = str_trim(value);
    if (value.len == 0)
        return;
    if (place->first != NULL)
        doc_text(scan->doc, place, STR(", "), 0);
    doc_name(scan->doc, place, value, 0);
}

/* The names under `related:` and `see_also:` get a place at the end of the document
 * that is not shown: what they lead to is listed with the related articles. */
static void read_related(struct term_scan *scan, bool has_given)
{
    static const struct str keys[] = {STR_INIT("related"), STR_INIT("see_also"),
                                      STR_INIT("see also")};
    struct node *place = doc_node(scan->doc, NODE_PARAGRAPH, 0);
    place->flags = NODE_HIDDEN | NODE_GIVEN;
    for (size_t i = has_given; i < sizeof keys / sizeof *keys; i++) {
        const struct meta *meta = doc_meta(scan->doc, keys[i]);
        for (size_t k = 0; meta != NULL && k < meta->count; k++)
            add_related(scan, place, meta->values[k]);
    }
    if (place->first != NULL) {
        node_append(scan->doc->root, place);
        scan->changed = true;
    }
}

/* The reader may have made a section of `related:` already. */
static bool has_given_related(const struct sections *sections)
{
    for (size_t i = 1; i < sections->count; i++) {
        const struct section *section = &sections->items[i];
        if ((section->heading->flags & NODE_GIVEN) && section->own == HEAD_SEE_ALSO)
            return true;
    }
    return false;
}

bool terms_find(struct doc *doc, const struct sections *sections, struct arena *scratch)
{
    struct term_scan scan = {.doc = doc};
    read_blocks(&scan, sections, scratch);
    read_related(&scan, has_given_related(sections));
    return scan.changed;
}
