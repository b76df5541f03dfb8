/*
 * Footnotes of a page (see page.h).
 *
 * They are found by their roles (doc-footnote, doc-endnote) and by what generators call
 * them: "footnote" of Sphinx and DocBook, "fn:1" of most writers of Markdown,
 * "cite_note-1" of MediaWiki.
 */
#include "read/page/page.h"
#include "read/web/content.h"

static bool has_role(const GumboNode *element, const char *first, const char *second)
{
    return dom_has_word(element, "role", str_from(first)) ||
           dom_has_word(element, "role", str_from(second));
}

static bool is_note_id(struct str id)
{
    static const struct str starts[] = {
        STR_INIT("fn:"),
        STR_INIT("fn-"),
        STR_INIT("fn1"),
        STR_INIT("footnote"),
        STR_INIT("_footnotedef_"),
        STR_INIT("cite_note"),
        STR_INIT("user-content-fn-"),
    };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (str_starts(id, starts[i]))
            return true;
    }
    return str_starts(id, STR("fn")) && id.len > 2 && id.ptr[2] >= '1' &&
           id.ptr[2] <= '9';
}

static bool looks_like_note(const GumboNode *element)
{
    const struct str id = dom_attribute(element, "id");
    if (id.len == 0)
        return false;
    if (has_role(element, "doc-footnote", "doc-endnote"))
        return true;
    const bool is_item = dom_is(element, GUMBO_TAG_LI);
    const bool is_box = dom_is(element, GUMBO_TAG_DIV) ||
                        dom_is(element, GUMBO_TAG_ASIDE) ||
                        dom_is(element, GUMBO_TAG_P);
    return (is_item && is_note_id(id)) ||
           (is_box && dom_has_word(element, "class", STR("footnote")));
}

static void find_notes(struct page *page, const GumboNode *node, int depth)
{
    if (dom_is_element(node) && looks_like_note(node))
        (void)map_add(&page->notes, str_hash(dom_attribute(node, "id")) | 1);
    for (size_t i = 0; i < dom_count(node) && depth < DOM_DEPTH_MAX; i++)
        find_notes(page, dom_child(node, i), depth + 1);
}

void page_find_notes(struct page *page, const GumboNode *content)
{
    find_notes(page, content, 0);
}

static bool is_note_name(const struct page *page, struct str id)
{
    return id.len > 0 && page->notes.count > 0 &&
           map_get(&page->notes, str_hash(id) | 1) != 0;
}

bool page_is_note(const struct page *page, const GumboNode *element)
{
    return is_note_name(page, dom_attribute(element, "id")) && looks_like_note(element);
}

struct str page_note_of(const struct page *page, const GumboNode *link)
{
    const struct str href = dom_attribute(link, "href");
    if (!str_starts(href, STR("#")) || !is_note_name(page, str_tail(href, 1)) ||
        has_role(link, "doc-backlink", "doc-backlink"))
        return (struct str){0};
    return str_tail(href, 1);
}

void page_note(struct page *page, const GumboNode *element, int depth)
{
    struct node *outer = page->block, *holder = page->holder;
    const bool is_fixed = page->is_fixed;
    page->block = page->doc->root;
    page->holder = NULL;
    page->is_fixed = false;
    struct node *note = page_add(page, NODE_FOOTNOTE, element);
    note->u.footnote.label = arena_str(page->doc->arena, dom_attribute(element, "id"));
    page->doc->has_notes = true;
    page->in_note = true;
    page_children_in(page, note, element, depth);
    page->in_note = false;
    page->block = outer;
    page->holder = holder;
    page->is_fixed = is_fixed;
    if (note->first == NULL)
        node_unlink(note);
}
