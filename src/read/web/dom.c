/*
 * gumbo's tree (see the header).
 */
#include "read/web/dom.h"

#include "base/ascii.h"
#include "base/buf.h"

static void *take(void *memory, size_t bytes)
{
    return ((struct tree_memory *)memory)->functions.calloc(1, bytes);
}

static void give_back(void *memory, void *data)
{
    ((struct tree_memory *)memory)->functions.free(data);
}

bool dom_parse(struct dom *dom, struct str page)
{
    dom->root = NULL;
    tree_memory_begin(&dom->memory, page.len);
    if (setjmp(dom->memory.over) != 0)
        return false;
    dom->memory.is_bounded = true;
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = take;
    options.deallocator = give_back;
    options.userdata = &dom->memory;
    options.max_errors = 0;
    options.tab_stop = 1;
    dom->root = gumbo_parse_with_options(&options, page.ptr, page.len)->root;
    return true;
}

void dom_release(struct dom *dom)
{
    tree_memory_end(&dom->memory);
}

bool dom_is_element(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

bool dom_is_text(const GumboNode *node)
{
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
           node->type == GUMBO_NODE_CDATA;
}

struct str dom_text(const GumboNode *node)
{
    return str_from(node->v.text.text);
}

uint32_t dom_line(const GumboNode *node)
{
    return dom_is_element(node) ? node->v.element.start_pos.line
                                : node->v.text.start_pos.line;
}

struct str dom_name(const GumboNode *node)
{
    const GumboElement *element = &node->v.element;
    if (element->tag != GUMBO_TAG_UNKNOWN)
        return str_from(gumbo_normalized_tagname(element->tag));
    GumboStringPiece text = element->original_tag;
    gumbo_tag_from_original_text(&text);
    return (struct str){text.data, text.length};
}

bool dom_is(const GumboNode *node, GumboTag tag)
{
    return dom_is_element(node) && node->v.element.tag == tag;
}

size_t dom_count(const GumboNode *node)
{
    return dom_is_element(node) ? node->v.element.children.length : 0;
}

const GumboNode *dom_child(const GumboNode *node, size_t index)
{
    return node->v.element.children.data[index];
}

static const GumboAttribute *find(const GumboNode *node, const char *name)
{
    return dom_is_element(node) ? gumbo_get_attribute(&node->v.element.attributes, name)
                                : NULL;
}

struct str dom_attribute(const GumboNode *node, const char *name)
{
    const GumboAttribute *attribute = find(node, name);
    return attribute != NULL ? str_from(attribute->value) : (struct str){0};
}

bool dom_has_attribute(const GumboNode *node, const char *name)
{
    return find(node, name) != NULL;
}

bool dom_has_word(const GumboNode *node, const char *name, struct str word)
{
    struct str rest = dom_attribute(node, name), one;
    while (str_cut(&rest, ' ', &one)) {
        if (str_eq_nocase(str_trim(one), word))
            return true;
    }
    return false;
}

static void put_collapsed(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        const bool is_blank = ascii_is_space(text.ptr[i]);
        if (!is_blank)
            buf_putc(out, text.ptr[i]);
        else if (out->len > 0 && buf_str(out).ptr[out->len - 1] != ' ')
            buf_putc(out, ' ');
    }
}

static void put_text(const GumboNode *node, struct buf *out, size_t max, int depth)
{
    if (dom_is_text(node))
        put_collapsed(out, dom_text(node));
    for (size_t i = 0; i < dom_count(node) && depth < DOM_DEPTH_MAX && out->len < max;
         i++)
        put_text(dom_child(node, i), out, max, depth + 1);
}

void dom_put_text(const GumboNode *node, struct buf *out, size_t max)
{
    put_text(node, out, max, 0);
}

static const GumboNode *find_from(const GumboNode *node,
                                  bool (*is)(const GumboNode *node, void *context),
                                  void *context, int depth)
{
    if (is(node, context))
        return node;
    const GumboNode *found = NULL;
    for (size_t i = 0; i < dom_count(node) && depth < DOM_DEPTH_MAX && found == NULL;
         i++)
        found = find_from(dom_child(node, i), is, context, depth + 1);
    return found;
}

const GumboNode *dom_find(const GumboNode *node,
                          bool (*is)(const GumboNode *node, void *context),
                          void *context)
{
    return find_from(node, is, context, 0);
}
