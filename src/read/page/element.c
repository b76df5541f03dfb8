/*
 * Elements of a page: what each becomes (see page.h).
 */
#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "read/page/page.h"
#include "read/read_limits.h"
#include "read/web/content.h"

enum {
    /* Of open blocks; a list and its item, a table and its row are two. What is deeper
     * goes into the block above. */
    BLOCKS_DEPTH_MAX = DOC_DEPTH_MAX - 8,
    QUESTION_PARENTS_MAX = 4, /* up to the element that says what it is */
};

/* --- Blocks within blocks --- */

void page_children_in(struct page *page, struct node *block, const GumboNode *element,
                      int depth)
{
    struct node *outer = page->block;
    page->block = block;
    page->depth++;
    page_children(page, element, depth);
    page_end_inlines(page);
    page->depth--;
    page->block = outer;
}

void page_inlines_in(struct page *page, struct node *holder, const GumboNode *element,
                     int depth)
{
    page->holder = holder;
    page->is_fixed = true;
    page->ends_blank = true;
    page_children(page, element, depth);
    page->is_fixed = false;
    page_end_inlines(page);
}

static bool is_too_deep(const struct page *page)
{
    return page->depth >= BLOCKS_DEPTH_MAX;
}

static void put_block(struct page *page, const GumboNode *element, enum node_kind kind,
                      int depth)
{
    if (is_too_deep(page)) {
        page_children(page, element, depth);
        page_end_inlines(page);
        return;
    }
    struct node *block = page_add(page, kind, element);
    page_children_in(page, block, element, depth);
    if (block->first == NULL)
        node_unlink(block);
}

static void put_line_block(struct page *page, const GumboNode *element,
                           enum node_kind kind, int depth)
{
    struct node *block = page_add(page, kind, element);
    page_inlines_in(page, block, element, depth);
    if (block->first == NULL)
        node_unlink(block);
}

/* The name of a question, as microdata of schema.org says. */
static bool asks(const GumboNode *element)
{
    if (!dom_has_word(element, "itemprop", STR("name")))
        return false;
    const GumboNode *parent = element->parent;
    for (int i = 0; i < QUESTION_PARENTS_MAX && parent != NULL; i++) {
        const struct str type = dom_attribute(parent, "itemtype");
        if (type.len > 0)
            return str_ends(type, STR("schema.org/Question"));
        parent = parent->parent;
    }
    return false;
}

static void put_heading(struct page *page, const GumboNode *element, int level,
                        int depth)
{
    struct node *heading = page_add(page, NODE_HEADING, element);
    heading->u.heading.level = (uint8_t)level;
    if (asks(element))
        heading->flags |= NODE_QUESTION;
    page_inlines_in(page, heading, element, depth);
    if (heading->first == NULL)
        node_unlink(heading);
}

/* --- Lists --- */

static bool is_blank(const GumboNode *node)
{
    return !dom_is_element(node) &&
           (!dom_is_text(node) || str_trim(dom_text(node)).len == 0);
}

static enum html_element element_of(const GumboNode *node)
{
    return dom_is_element(node) ? html_element(dom_name(node)) : HTML_UNKNOWN;
}

static bool is_loose(const struct node *item)
{
    size_t paragraphs = 0;
    for (const struct node *node = item->first; node != NULL; node = node->next)
        paragraphs += node->kind == NODE_PARAGRAPH;
    return paragraphs > 1;
}

/* What is in a list and is no item belongs to the item before it. */
static void put_items(struct page *page, struct node *list, const GumboNode *element,
                      int depth)
{
    for (size_t i = 0; i < dom_count(element) && depth < DOM_DEPTH_MAX; i++) {
        const GumboNode *child = dom_child(element, i);
        if (is_blank(child) || (dom_is_element(child) && content_is_furniture(child)))
            continue;
        const bool is_item = element_of(child) == HTML_LI;
        if (is_item && page_is_note(page, child)) {
            page_note(page, child, depth + 1);
            continue;
        }
        struct node *item = list->last;
        if (is_item || item == NULL) {
            item = doc_node(page->doc, NODE_ITEM, page_line(page, child));
            node_append(list, item);
            page_take_names(page, item);
        }
        struct node *outer = page->block;
        page->block = item;
        page->depth++;
        if (is_item) {
            page_name(page, child);
            page_children(page, child, depth + 1);
        } else {
            page_node(page, child, depth + 1);
        }
        page_end_inlines(page);
        page_take_names(page, item);
        page->depth--;
        page->block = outer;
        if (item->first == NULL)
            node_unlink(item);
        list->u.list.tight &= !is_loose(item);
    }
}

static enum list_numbering numbering_of(struct str type)
{
    switch (type.len == 1 ? type.ptr[0] : '\0') {
    case 'a':
        return LIST_LOWER;
    case 'A':
        return LIST_UPPER;
    case 'i':
        return LIST_LOWER_ROMAN;
    case 'I':
        return LIST_UPPER_ROMAN;
    default:
        return LIST_DIGITS;
    }
}

static uint32_t number_of(struct str digits, uint32_t otherwise)
{
    uint32_t number = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (!ascii_is_digit(digits.ptr[i]) || number > 9999999)
            return otherwise;
        number = number * 10 + (uint32_t)(digits.ptr[i] - '0');
    }
    return digits.len > 0 ? number : otherwise;
}

static void put_list(struct page *page, const GumboNode *element, bool ordered,
                     int depth)
{
    if (is_too_deep(page)) {
        page_children(page, element, depth);
        return;
    }
    struct node *list = page_add(page, NODE_LIST, element);
    list->u.list.tight = true;
    list->u.list.ordered = ordered;
    if (ordered) {
        list->u.list.start = number_of(dom_attribute(element, "start"), 1);
        list->u.list.delimiter = '.';
        list->u.list.numbering = (uint8_t)numbering_of(dom_attribute(element, "type"));
    }
    page->depth++;
    put_items(page, list, element, depth);
    page->depth--;
    if (list->first == NULL)
        node_unlink(list);
}

/* --- Terms --- */

static void put_terms_of(struct page *page, struct node *terms,
                         const GumboNode *element, int depth)
{
    struct node *outer = page->block;
    page->block = terms;
    for (size_t i = 0; i < dom_count(element) && depth < DOM_DEPTH_MAX; i++) {
        const GumboNode *child = dom_child(element, i);
        if (is_blank(child) || !dom_is_element(child) || content_is_furniture(child))
            continue;
        page_name(page, child);
        if (dom_is(child, GUMBO_TAG_DT))
            put_line_block(page, child, NODE_TERM, depth + 1);
        else if (dom_is(child, GUMBO_TAG_DIV))
            put_terms_of(page, terms, child, depth + 1);
        else
            put_block(page, child, NODE_DEFINITION, depth + 1);
    }
    page->block = outer;
}

static void put_terms(struct page *page, const GumboNode *element, int depth)
{
    if (is_too_deep(page)) {
        page_children(page, element, depth);
        return;
    }
    struct node *terms = page_add(page, NODE_TERMS, element);
    page->depth++;
    put_terms_of(page, terms, element, depth);
    page->depth--;
    if (terms->first == NULL)
        node_unlink(terms);
}

/* --- Others --- */

static void put_details(struct page *page, const GumboNode *element, int depth)
{
    if (is_too_deep(page)) {
        page_children(page, element, depth);
        return;
    }
    struct node *details = page_add(page, NODE_DETAILS, element);
    details->u.details.open = dom_has_attribute(element, "open");
    page_children_in(page, details, element, depth);
    if (details->first == NULL)
        node_unlink(details);
}

static void put_summary(struct page *page, const GumboNode *element, int depth)
{
    const bool is_first =
        page->block->kind == NODE_DETAILS && page->block->first == NULL;
    if (is_first) {
        put_line_block(page, element, NODE_SUMMARY, depth);
    } else {
        page_children(page, element, depth);
        page_end_inlines(page);
    }
}

/* A film, or another page in this one: a link to it. */
static void put_embedded(struct page *page, const GumboNode *element, int depth)
{
    const struct str dest = str_trim(dom_attribute(element, "src"));
    const struct str title = dom_attribute(element, "title");
    if (dest.len == 0) {
        page_children(page, element, depth);
        return;
    }
    page_end_inlines(page);
    struct node *paragraph = page_add(page, NODE_PARAGRAPH, element);
    (void)doc_link(page->doc, paragraph, LINK_INLINE,
                   str_slice(dest, 0, READ_DEST_MAX_BYTES),
                   title.len > 0 ? title : dest, page_line(page, element));
}

/* A box that is ticked, or not, makes its item a task. */
static void put_input(struct page *page, const GumboNode *element)
{
    if (page->block->kind != NODE_ITEM || page->block->first != NULL ||
        !str_eq_nocase(dom_attribute(element, "type"), STR("checkbox")))
        return;
    page->block->u.item.task = true;
    page->block->u.item.done = dom_has_attribute(element, "checked");
}

/* "[1]", "a": what a note calls the place that refers to it. */
static bool is_number(struct str sign)
{
    size_t digits = 0;
    for (size_t i = 0; i < sign.len; i++) {
        if (strchr("[]()^. ", sign.ptr[i]) == NULL)
            digits++;
    }
    return digits <= 3;
}

/* "¶" and the like: a link from a heading to itself, or from a note to where it is
 * referred to. */
static bool is_link_to_itself(const GumboNode *element, bool in_note)
{
    static const struct str signs[] = {
        STR_INIT("\xC2\xB6"),     STR_INIT("#"),
        STR_INIT("\xC2\xA7"),     STR_INIT("\xF0\x9F\x94\x97"),
        STR_INIT("\xE2\x88\x9E"), STR_INIT("\xE2\x9A\x93"),
        STR_INIT("\xEF\x83\x81"), STR_INIT("\xE2\x86\x91"),
        STR_INIT("\xE2\x86\xA9"), STR_INIT("\xE2\x86\xA9\xEF\xB8\x8E"),
    };
    if (!dom_is(element, GUMBO_TAG_A) || str_chr(dom_attribute(element, "href"), '#') ==
                                             dom_attribute(element, "href").len)
        return false;
    struct buf text = {0};
    dom_put_text(element, &text, 8);
    const struct str sign = str_trim(buf_str(&text));
    bool found = in_note && is_number(sign);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        found |= str_eq(sign, signs[i]);
    buf_release(&text);
    return found;
}

static void put_inline(struct page *page, const GumboNode *element,
                       enum html_element kind, int depth)
{
    if (kind == HTML_A) {
        const struct str note = page_note_of(page, element);
        if (note.len > 0) {
            page_note_ref(page, note, element);
            return;
        }
    }
    page_open_inline(page, element, kind);
    page_children(page, element, depth);
    page_close_inline(page, element);
}

/* In a heading a link into its own page only leads back to the contents. */
static bool is_back_link(const struct page *page, const GumboNode *element)
{
    return dom_is(element, GUMBO_TAG_A) && page->is_fixed &&
           page->holder->kind == NODE_HEADING &&
           str_starts(dom_attribute(element, "href"), STR("#"));
}

static void put_quoted(struct page *page, const GumboNode *element, int depth)
{
    page_text(page, STR("\xE2\x80\x9C"), element);
    page_children(page, element, depth);
    page_text(page, STR("\xE2\x80\x9D"), element);
}

static void put_ruby(struct page *page, const GumboNode *element, int depth)
{
    page_text(page, STR("("), element);
    page_children(page, element, depth);
    page_text(page, STR(")"), element);
}

/* Blocks in a heading, a cell or a term are lines of it. */
static void put_in_line(struct page *page, const GumboNode *element,
                        enum html_element kind, int depth)
{
    if (page_is_note(page, element)) {
        page_note(page, element, depth);
        return;
    }
    page_end_line(page, element);
    if (kind == HTML_LI)
        page_text(page, STR("\xE2\x80\xA2 "), element);
    if (kind == HTML_PRE)
        page_code_lines(page, element);
    else
        page_children(page, element, depth);
    page_end_line(page, element);
}

static bool is_inline(enum html_element kind)
{
    switch ((int)kind) {
    case HTML_A:
    case HTML_B:
    case HTML_CODE:
    case HTML_EM:
    case HTML_KBD:
    case HTML_OTHER:
    case HTML_STRIKE:
    case HTML_SUB:
    case HTML_SUP:
    case HTML_UNKNOWN:
        return true;
    default:
        return false;
    }
}

/* Doxygen's pages have their title in no heading. */
static bool says_title(struct page *page, const GumboNode *element)
{
    if (page->doc->root->first != NULL || page->doc->title.len == 0 ||
        !dom_has_word(element, "class", STR("title")))
        return false;
    buf_clear(&page->scratch);
    dom_put_text(element, &page->scratch, DOC_TITLE_MAX_BYTES);
    return str_eq_nocase(str_trim(buf_str(&page->scratch)), page->doc->title);
}

static void put_special(struct page *page, const GumboNode *element, int depth)
{
    page_end_inlines(page);
    if (page_is_note(page, element))
        page_note(page, element, depth);
    else if (asks(element))
        put_heading(page, element, 3, depth);
    else if (says_title(page, element))
        put_heading(page, element, 1, depth);
    else if (!page_callout(page, element, depth)) {
        page_children(page, element, depth);
        page_end_inlines(page);
    }
}

static void put_block_element(struct page *page, const GumboNode *element,
                              enum html_element kind, int depth)
{
    page_end_inlines(page);
    /* clang-format off */
    switch ((int)kind) {
    case HTML_DL:         put_terms(page, element, depth); break;
    case HTML_DETAILS:    put_details(page, element, depth); break;
    case HTML_HEADING:    put_heading(page, element, dom_name(element).ptr[1] - '0', depth); break;
    case HTML_HR:         page_add(page, NODE_RULE, element); break;
    case HTML_OL:         put_list(page, element, true, depth); break;
    case HTML_UL:         put_list(page, element, false, depth); break;
    case HTML_PRE:        page_code(page, element); break;
    case HTML_SUMMARY:    put_summary(page, element, depth); break;
    case HTML_TABLE:      page_table(page, element, depth); break;
    case HTML_QUOTE:
        if (!page_callout(page, element, depth))
            put_block(page, element, NODE_QUOTE, depth);
        break;
    default:              put_special(page, element, depth); break;
    }
    /* clang-format on */
}

/* The words of a heading or a summary may be on one; others do something. */
static void put_button(struct page *page, const GumboNode *element, int depth)
{
    buf_clear(&page->scratch);
    dom_put_text(element, &page->scratch, 2);
    if (page->is_fixed && str_trim(buf_str(&page->scratch)).len > 0)
        page_children(page, element, depth);
}

/* True for elements that only one place of this file knows. */
static bool put_odd(struct page *page, const GumboNode *element, int depth)
{
    switch ((int)element->v.element.tag) {
    case GUMBO_TAG_INPUT:
        put_input(page, element);
        return true;
    case GUMBO_TAG_BUTTON:
        put_button(page, element, depth);
        return true;
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
        if (!page->is_fixed)
            put_embedded(page, element, depth);
        return true;
    case GUMBO_TAG_Q:
        put_quoted(page, element, depth);
        return true;
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_DIR:
        if (page->is_fixed)
            return false;
        page_end_inlines(page);
        put_list(page, element, false, depth);
        return true;
    default:
        return str_starts(dom_name(element), STR("annotation"));
    }
}

static void put_element(struct page *page, const GumboNode *element, int depth)
{
    const enum html_element kind = element_of(element);
    page_name(page, element);
    if (kind == HTML_SILENT || content_is_furniture(element) ||
        is_link_to_itself(element, page->in_note) || put_odd(page, element, depth))
        return;
    if (kind == HTML_BR)
        page_break(page, element);
    else if (kind == HTML_IMG)
        page_image(page, element);
    else if (kind == HTML_RUBY)
        put_ruby(page, element, depth);
    else if (is_back_link(page, element))
        page_children(page, element, depth);
    else if (is_inline(kind))
        put_inline(page, element, kind, depth);
    else if (page->is_fixed)
        put_in_line(page, element, kind, depth);
    else
        put_block_element(page, element, kind, depth);
}

void page_node(struct page *page, const GumboNode *node, int depth)
{
    if (dom_is_text(node))
        page_text(page, dom_text(node), node);
    else if (dom_is_element(node))
        put_element(page, node, depth);
}

void page_children(struct page *page, const GumboNode *element, int depth)
{
    for (size_t i = 0; i < dom_count(element) && depth < DOM_DEPTH_MAX; i++)
        page_node(page, dom_child(element, i), depth + 1);
}
