/*
 * Building the tree.
 */
#include <assert.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "base/text.h"
#include "doc/doc.h"

struct doc *doc_new(struct arena *arena, enum doc_format format)
{
    struct doc *doc = ARENA_NEW(arena, struct doc);
    doc->arena = arena;
    doc->format = format;
    doc->root = doc_node(doc, NODE_DOCUMENT, 1);
    return doc;
}

/* Half of the nodes of an article are texts and breaks: these have no more memory than
 * they need. */
static size_t node_bytes(enum node_kind kind)
{
    enum { LINKS_BYTES = offsetof(struct node, u) };
    if (kind == NODE_TEXT)
        return LINKS_BYTES + sizeof(struct str);
    return kind == NODE_SOFT_BREAK || kind == NODE_LINE_BREAK ? LINKS_BYTES
                                                              : sizeof(struct node);
}

struct node *doc_node(struct doc *doc, enum node_kind kind, uint32_t line)
{
    struct node *node = arena_alloc(doc->arena, node_bytes(kind));
    node->kind = (uint8_t)kind;
    node->line = line;
    doc->made_count++;
    return node;
}

void node_append(struct node *parent, struct node *child)
{
    assert(child->parent == NULL && !node_is_leaf(parent));
    child->parent = parent;
    child->prev = parent->last;
    if (parent->last != NULL)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

void node_insert_before(struct node *place, struct node *child)
{
    assert(child->parent == NULL && place->parent != NULL);
    child->parent = place->parent;
    child->prev = place->prev;
    child->next = place;
    if (place->prev != NULL)
        place->prev->next = child;
    else
        place->parent->first = child;
    place->prev = child;
}

void node_insert_after(struct node *place, struct node *child)
{
    if (place->next != NULL)
        node_insert_before(place->next, child);
    else
        node_append(place->parent, child);
}

void node_unlink(struct node *node)
{
    if (node->prev != NULL)
        node->prev->next = node->next;
    else if (node->parent != NULL)
        node->parent->first = node->next;
    if (node->next != NULL)
        node->next->prev = node->prev;
    else if (node->parent != NULL)
        node->parent->last = node->prev;
    node->parent = node->prev = node->next = NULL;
}

void node_adopt(struct node *to, struct node *from)
{
    assert(to != from);
    if (from->first == NULL)
        return;
    for (struct node *child = from->first; child != NULL; child = child->next)
        child->parent = to;
    from->first->prev = to->last;
    if (to->last != NULL)
        to->last->next = from->first;
    else
        to->first = from->first;
    to->last = from->last;
    from->first = from->last = NULL;
}

void doc_text(struct doc *doc, struct node *parent, struct str raw, uint32_t line)
{
    struct str clean = text_clean(doc->arena, raw, TEXT_MANY_LINES);
    bool first = true;
    if (clean.len == 0)
        return;
    if (clean.ptr == raw.ptr)
        clean = arena_str(doc->arena, raw);
    struct str part;
    while (str_cut(&clean, '\n', &part)) {
        if (!first)
            node_append(parent, doc_node(doc, NODE_SOFT_BREAK, line));
        first = false;
        if (part.len > 0) {
            struct node *text = doc_node(doc, NODE_TEXT, line);
            text->u.text = part;
            node_append(parent, text);
        }
    }
}

struct node *doc_heading(struct doc *doc, int level, struct str raw, uint32_t line)
{
    struct node *heading = doc_node(doc, NODE_HEADING, line);
    heading->u.heading.level = (uint8_t)(level < 1 ? 1 : level > 6 ? 6 : level);
    doc_text(doc, heading, text_clean(doc->arena, raw, TEXT_ONE_LINE), line);
    node_append(doc->root, heading);
    return heading;
}

struct node *doc_link(struct doc *doc, struct node *parent, enum link_form form,
                      struct str dest, struct str label, uint32_t line)
{
    struct node *link = doc_node(doc, NODE_LINK, line);
    link->u.link.form = (uint8_t)form;
    link->u.link.dest = arena_str(doc->arena, dest);
    doc_text(doc, link, text_clean(doc->arena, label, TEXT_ONE_LINE), line);
    node_append(parent, link);
    return link;
}

struct node *doc_name(struct doc *doc, struct node *parent, struct str name,
                      uint32_t line)
{
    struct node *link;
    if (!str_starts(name, STR("[[")) || !str_ends(name, STR("]]"))) {
        link = doc_link(doc, parent, LINK_TERM, name, name, line);
    } else {
        name = str_slice(name, 2, name.len - 2);
        size_t bar = str_chr(name, '|');
        link = doc_link(doc, parent, LINK_WIKI, str_slice(name, 0, bar),
                        bar < name.len ? str_tail(name, bar + 1) : name, line);
    }
    link->flags |= NODE_GIVEN;
    return link;
}

static void add_notice(struct doc *doc, uint32_t line, struct str text)
{
    struct notice *notice = ARENA_NEW(doc->arena, struct notice);
    struct notice **at = &doc->notices;
    notice->line = line;
    notice->text = text_clean(doc->arena, arena_str(doc->arena, text), TEXT_ONE_LINE);
    while (*at != NULL)
        at = &(*at)->next;
    *at = notice;
}

void doc_notice(struct doc *doc, uint32_t line, const char *format, ...)
{
    if (++doc->notice_count == DOC_NOTICES_MAX)
        add_notice(doc, line, STR("more notices are not listed"));
    if (doc->notice_count >= DOC_NOTICES_MAX)
        return;
    va_list args;
    va_start(args, format);
    char text[ERROR_CAP_BYTES];
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    add_notice(doc, line, str_from(text));
}

const struct meta *doc_meta(const struct doc *doc, struct str key)
{
    for (const struct meta *meta = doc->meta; meta != NULL; meta = meta->next) {
        if (str_eq_nocase(meta->key, key))
            return meta;
    }
    return NULL;
}

void doc_mark(struct doc *doc, struct str id, struct node *node)
{
    if (id.len == 0) {
        return;
    }
    struct mark *mark = ARENA_NEW(doc->arena, struct mark);
    mark->id = arena_str(doc->arena, id);
    mark->node = node;
    mark->next = doc->marks;
    doc->marks = mark;
}
