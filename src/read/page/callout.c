/*
 * Notes, warnings and the like of a page (see page.h).
 *
 * They are called so by a word of their class: "admonition note" of Sphinx,
 * "admonitionblock tip" of Asciidoctor, "warning" of DocBook, "alert-info",
 * "markdown-alert-tip".
 */
#include "base/text.h"
#include "read/page/page.h"
#include "read/web/content.h"

/* clang-format off */
static const struct str types[] = {
    STR_INIT("note"), STR_INIT("tip"), STR_INIT("important"), STR_INIT("warning"),
    STR_INIT("caution"), STR_INIT("danger"), STR_INIT("hint"), STR_INIT("attention"),
    STR_INIT("error"), STR_INIT("seealso"), STR_INIT("info"), STR_INIT("success"),
    STR_INIT("example"), STR_INIT("question"), STR_INIT("todo"), STR_INIT("summary"),
    STR_INIT("tldr"), STR_INIT("abstract"), STR_INIT("remark"), STR_INIT("admonition"),
};
static const struct str before[] = {
    STR_INIT("alert-"), STR_INIT("alert--"), STR_INIT("markdown-alert-"),
    STR_INIT("admonition-"), STR_INIT("callout-"), STR_INIT("theme-admonition-"),
    STR_INIT("starlight-aside--"), STR_INIT("is-"),
};
static const struct str titles[] = {
    STR_INIT("admonition-title"), STR_INIT("title"), STR_INIT("markdown-alert-title"),
    STR_INIT("callout-title"), STR_INIT("starlight-aside__title"),
    STR_INIT("admonition-heading"), STR_INIT("alert-heading"),
};
/* clang-format on */

static struct str type_in(struct str word)
{
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        if (str_starts(word, before[i]))
            word = str_tail(word, before[i].len);
    }
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (str_eq_nocase(word, types[i]))
            return types[i];
    }
    return (struct str){0};
}

/* "admonition" alone says that there is one, of any kind. */
static struct str type_of(const GumboNode *element)
{
    const struct str any = STR("admonition");
    struct str rest = dom_attribute(element, "class"), word, type = {0};
    while (str_cut(&rest, ' ', &word)) {
        const struct str found = type_in(word);
        if (found.len > 0 && (type.len == 0 || str_eq(type, any)))
            type = found;
    }
    return str_eq(type, any) ? STR("note") : type;
}

static bool may_be(const GumboNode *element)
{
    switch ((int)element->v.element.tag) {
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_P:
        return true;
    default:
        return false;
    }
}

static bool is_title(const GumboNode *node, void *context)
{
    (void)context;
    for (size_t i = 0; dom_is_element(node) && i < sizeof titles / sizeof *titles;
         i++) {
        if (dom_has_word(node, "class", titles[i]))
            return true;
    }
    return false;
}

/* The first child with words, when it is a title. */
static const GumboNode *title_in(const GumboNode *element)
{
    for (size_t i = 0; i < dom_count(element); i++) {
        const GumboNode *child = dom_child(element, i);
        if (dom_is_element(child))
            return is_title(child, NULL) ? child : NULL;
        if (dom_is_text(child) && str_trim(dom_text(child)).len > 0)
            return NULL;
    }
    return NULL;
}

static bool is_content_cell(const GumboNode *node, void *context)
{
    (void)context;
    return dom_is(node, GUMBO_TAG_TD) && dom_has_word(node, "class", STR("content"));
}

/* What a note holds: Asciidoctor puts it into a table, beside its sign. */
static const GumboNode *body_of(const GumboNode *element)
{
    const GumboNode *cell = dom_has_word(element, "class", STR("admonitionblock"))
                                ? dom_find(element, is_content_cell, NULL)
                                : NULL;
    return cell != NULL ? cell : element;
}

/* A title that is the name of the kind says nothing more. */
static bool says_type(struct page *page, const GumboNode *title, struct str type)
{
    buf_clear(&page->scratch);
    dom_put_text(title, &page->scratch, 64);
    struct str text = str_trim(buf_str(&page->scratch));
    while (text.len > 0 && (str_ends(text, STR(":")) || str_ends(text, STR("!"))))
        text.len--;
    return str_eq_nocase(text, type);
}

static void put_title(struct page *page, struct node *callout, const GumboNode *title,
                      int depth)
{
    struct node *outer = page->block;
    page->block = callout;
    struct node *paragraph = page_add(page, NODE_PARAGRAPH, title);
    page->block = outer;
    paragraph->flags |= NODE_GIVEN;
    page_inlines_in(page, paragraph, title, depth);
    if (paragraph->first == NULL)
        node_unlink(paragraph);
}

static void put_body(struct page *page, struct node *callout, const GumboNode *body,
                     const GumboNode *title, int depth)
{
    struct node *outer = page->block;
    page->block = callout;
    page->depth++;
    for (size_t i = 0; i < dom_count(body) && depth < DOM_DEPTH_MAX; i++) {
        if (dom_child(body, i) != title)
            page_node(page, dom_child(body, i), depth + 1);
    }
    page_end_inlines(page);
    page->depth--;
    page->block = outer;
}

bool page_callout(struct page *page, const GumboNode *element, int depth)
{
    const struct str type = may_be(element) ? type_of(element) : (struct str){0};
    if (type.len == 0 || page->depth > DOC_DEPTH_MAX / 2)
        return false;
    const GumboNode *body = body_of(element), *title = title_in(body);
    struct node *callout = page_add(page, NODE_CALLOUT, element);
    callout->u.callout.type = type;
    callout->u.callout.open = true;
    if (title != NULL && !says_type(page, title, type))
        put_title(page, callout, title, depth);
    put_body(page, callout, body, title, depth);
    if (callout->first == NULL)
        node_unlink(callout);
    return true;
}
