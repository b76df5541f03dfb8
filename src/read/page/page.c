/*
 * Blocks of a page, and the names of places (see the header).
 */
#include "read/page/page.h"

#include "base/ascii.h"
#include "base/text.h"

uint32_t page_line(const struct page *page, const GumboNode *node)
{
    const uint32_t line = node != NULL ? dom_line(node) : 0;
    return line > 0 ? line + page->line_shift : 0;
}

void page_take_names(struct page *page, struct node *node)
{
    for (size_t i = 0; i < page->name_count; i++)
        doc_mark(page->doc, page->names[i], node);
    page->name_count = 0;
}

struct node *page_add(struct page *page, enum node_kind kind, const GumboNode *at)
{
    struct node *node = doc_node(page->doc, kind, page_line(page, at));
    node_append(page->block, node);
    page_take_names(page, node);
    return node;
}

static void put_name(struct page *page, struct str name)
{
    if (name.len == 0)
        return;
    if (page->holder != NULL)
        doc_mark(page->doc, name, page->holder);
    else if (page->name_count < PAGE_NAMES_MAX)
        page->names[page->name_count++] = name;
}

void page_name(struct page *page, const GumboNode *element)
{
    const struct str id = dom_attribute(element, "id");
    put_name(page, id);
    if (dom_is(element, GUMBO_TAG_A)) {
        const struct str name = dom_attribute(element, "name");
        if (!str_eq(name, id))
            put_name(page, name);
    }
}

/* Blanks, those that do not break too. */
static bool is_blank(struct str text)
{
    static const struct str hard = STR_INIT("\xC2\xA0");
    text = str_trim(text);
    while (str_starts(text, hard))
        text = str_trim(str_tail(text, hard.len));
    return text.len == 0;
}

static bool is_empty(const struct node *node)
{
    return node->kind == NODE_LINE_BREAK || node->kind == NODE_SOFT_BREAK ||
           (node->kind == NODE_TEXT && is_blank(node->u.text));
}

static void trim(struct node *holder)
{
    while (holder->last != NULL && is_empty(holder->last))
        node_unlink(holder->last);
    while (holder->first != NULL && is_empty(holder->first))
        node_unlink(holder->first);
    struct node *last = holder->last;
    while (last != NULL && last->kind == NODE_TEXT && str_ends(last->u.text, STR(" ")))
        last->u.text.len--;
}

void page_end_inlines(struct page *page)
{
    struct node *holder = page->holder;
    if (holder == NULL || page->is_fixed)
        return;
    page_finish_inlines(page);
    page->holder = NULL;
    page->ends_blank = true;
    trim(holder);
    if (holder->first == NULL && holder->kind == NODE_PARAGRAPH)
        node_unlink(holder);
}
