/*
 * Inlines of a page (see page.h).
 *
 * What an element becomes is decided when it ends: <code> is a leaf then, an empty
 * element goes.
 */
#include "base/ascii.h"
#include "base/text.h"
#include "read/html/raised.h"
#include "read/page/page.h"
#include "read/read_limits.h"

static struct str clean(struct page *page, struct str raw)
{
    const struct str text = text_clean(page->doc->arena, raw, TEXT_ONE_LINE);
    return text.ptr == raw.ptr ? arena_str(page->doc->arena, text) : text;
}

/* --- Places --- */

static int kind_of(enum html_element element)
{
    /* clang-format off */
    switch ((int)element) {
    case HTML_A:      return NODE_LINK;
    case HTML_B:      return NODE_STRONG;
    case HTML_CODE:
    case HTML_EM:     return NODE_EMPHASIS;
    case HTML_KBD:    return NODE_KEY;
    case HTML_STRIKE: return NODE_STRIKE;
    case HTML_SUB:    return NODE_SUBSCRIPT;
    case HTML_SUP:    return NODE_SUPERSCRIPT;
    default:          return NODE_KIND_COUNT;
    }
    /* clang-format on */
}

static struct node *make(struct page *page, const struct page_inline *open)
{
    struct node *node = doc_node(page->doc, (enum node_kind)kind_of(open->kind),
                                 page_line(page, open->element));
    if (node->kind == NODE_LINK) {
        const struct str dest = str_trim(dom_attribute(open->element, "href"));
        node->u.link.form = LINK_INLINE;
        node->u.link.dest =
            arena_str(page->doc->arena, str_slice(dest, 0, READ_DEST_MAX_BYTES));
        node->u.link.title = clean(page, dom_attribute(open->element, "title"));
    }
    return node;
}

/* Where the next inline goes. */
static struct node *place(struct page *page, const GumboNode *at)
{
    if (page->holder == NULL) {
        page->holder = page_add(page, NODE_PARAGRAPH, at);
        page->ends_blank = true;
    }
    struct node *node = page->holder;
    for (size_t i = 0; i < page->inline_count; i++) {
        struct page_inline *open = &page->inlines[i];
        if (open->node == NULL) {
            open->node = make(page, open);
            node_append(node, open->node);
        }
        node = open->node;
    }
    return node;
}

/* --- Text --- */

/* Runs of white space are one blank, and none where one was just before. */
static void fold(struct page *page, struct str text)
{
    buf_clear(&page->text);
    for (size_t i = 0; i < text.len; i++) {
        const bool blank = ascii_is_space(text.ptr[i]);
        if (!blank)
            buf_putc(&page->text, text.ptr[i]);
        else if (!page->ends_blank)
            buf_putc(&page->text, ' ');
        page->ends_blank = blank;
    }
}

void page_text(struct page *page, struct str text, const GumboNode *at)
{
    if (page->holder == NULL && str_trim(text).len == 0)
        return;
    struct node *parent = place(page, at);
    fold(page, text);
    const struct str folded = clean(page, buf_str(&page->text));
    if (folded.len == 0)
        return;
    struct node *node = doc_node(page->doc, NODE_TEXT, page_line(page, at));
    node->u.text = folded;
    node_append(parent, node);
}

void page_leaf(struct page *page, enum node_kind kind, struct str text,
               const GumboNode *at)
{
    struct node *parent = place(page, at);
    struct node *node = doc_node(page->doc, kind, page_line(page, at));
    node->u.text = text;
    page->ends_blank = false;
    node_append(parent, node);
}

void page_break(struct page *page, const GumboNode *at)
{
    if (page->holder == NULL || page->holder->first == NULL)
        return;
    page->ends_blank = true;
    node_append(place(page, at),
                doc_node(page->doc, NODE_LINE_BREAK, page_line(page, at)));
}

void page_end_line(struct page *page, const GumboNode *at)
{
    if (page->holder != NULL &&
        (page->holder->last == NULL || page->holder->last->kind != NODE_LINE_BREAK))
        page_break(page, at);
}

void page_image(struct page *page, const GumboNode *element)
{
    const struct str alt = str_trim(dom_attribute(element, "alt"));
    const struct str dest = str_trim(dom_attribute(element, "src"));
    const bool is_ornament = dom_has_attribute(element, "alt") && alt.len == 0;
    if (is_ornament || dest.len == 0 || str_starts(dest, STR("data:")))
        return;
    struct node *parent = place(page, element);
    struct node *image = doc_node(page->doc, NODE_IMAGE, page_line(page, element));
    image->u.link.form = LINK_INLINE;
    image->u.link.dest =
        arena_str(page->doc->arena, str_slice(dest, 0, READ_DEST_MAX_BYTES));
    node_append(parent, image);
    page->ends_blank = false;
    if (alt.len == 0)
        return;
    struct node *label = doc_node(page->doc, NODE_TEXT, image->line);
    label->u.text = clean(page, alt);
    node_append(image, label);
}

void page_note_ref(struct page *page, struct str name, const GumboNode *at)
{
    struct node *parent = place(page, at);
    struct node *ref = doc_node(page->doc, NODE_FOOTNOTE_REF, page_line(page, at));
    ref->u.footnote.label = clean(page, name);
    page->doc->has_notes = true;
    page->ends_blank = false;
    node_append(parent, ref);
}

/* --- Elements --- */

static bool has_kind(const struct node *node, enum node_kind kind)
{
    for (const struct node *at = node->first; at != NULL;
         at = node_following(at, node)) {
        if (at->kind == kind)
            return true;
    }
    return false;
}

static void unwrap(struct node *node)
{
    while (node->first != NULL) {
        struct node *child = node->first;
        node_unlink(child);
        node_insert_before(node, child);
    }
    node_unlink(node);
}

/* Code in which words are links: the pieces of text are code, each where it is. */
static void spread_code(struct node *node)
{
    for (struct node *at = node->first; at != NULL; at = node_following(at, node)) {
        if (at->kind == NODE_TEXT)
            at->kind = NODE_CODE;
    }
    unwrap(node);
}

static void end_code(struct page *page, struct node *node)
{
    if (has_kind(node, NODE_LINK)) {
        spread_code(node);
        return;
    }
    const struct str text = node_text_in(node, page->doc->arena);
    node->kind = NODE_CODE;
    node->first = node->last = NULL;
    node->u.text = text;
}

/* A raised reference is one all the same. */
static bool is_only_ref(const struct node *node)
{
    return node->first == node->last && node->first->kind == NODE_FOOTNOTE_REF;
}

static void finish(struct page *page, struct page_inline *open)
{
    struct node *node = open->node;
    open->node = NULL;
    if (node == NULL)
        return;
    if (node->first == NULL)
        node_unlink(node);
    else if (open->kind == HTML_CODE)
        end_code(page, node);
    else if (open->kind == HTML_SUP && is_only_ref(node))
        unwrap(node);
    else if (open->kind == HTML_SUP)
        html_raise(page->doc, node);
}

void page_finish_inlines(struct page *page)
{
    for (size_t i = page->inline_count; i > 0; i--)
        finish(page, &page->inlines[i - 1]);
}

/* Whether an element has a look, or leads somewhere. */
static bool is_seen(const struct page *page, const GumboNode *element,
                    enum html_element kind)
{
    if (kind_of(kind) == NODE_KIND_COUNT)
        return false;
    for (size_t i = 0; i < page->inline_count; i++) {
        if (page->inlines[i].kind == kind)
            return false; /* bold in bold */
    }
    return kind != HTML_A || str_trim(dom_attribute(element, "href")).len > 0;
}

void page_open_inline(struct page *page, const GumboNode *element,
                      enum html_element kind)
{
    if (!is_seen(page, element, kind) || page->inline_count == PAGE_INLINES_MAX)
        return;
    page->inlines[page->inline_count++] =
        (struct page_inline){.element = element, .kind = kind};
}

void page_close_inline(struct page *page, const GumboNode *element)
{
    if (page->inline_count == 0 ||
        page->inlines[page->inline_count - 1].element != element)
        return;
    finish(page, &page->inlines[--page->inline_count]);
}
