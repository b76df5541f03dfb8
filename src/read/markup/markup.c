/*
 * Nodes that the readers of markup make (see the header).
 */
#include "read/markup/markup.h"

#include "base/buf.h"
#include "base/text.h"
#include "read/budget.h"
#include "read/inline/autolink.h"
#include "read/read_limits.h"

bool markup_begin(struct markup *m, struct doc *doc, struct str text,
                  uint32_t first_line)
{
    m->doc = doc;
    if (!source_lines_read(&m->lines, doc->arena, text, first_line))
        doc->is_over = true;
    return !doc->is_over;
}

struct node *markup_block(struct markup *m, struct node *parent, enum node_kind kind,
                          uint32_t line)
{
    struct node *node = doc_node(m->doc, kind, line);
    node_append(parent, node);
    return node;
}

struct node *markup_inline_block(struct markup *m, struct node *parent,
                                 enum node_kind kind, struct str text, uint32_t line)
{
    struct node *node = markup_block(m, parent, kind, line);
    m->inlines(m, node, text, line);
    return node;
}

struct node *markup_paragraph(struct markup *m, struct node *parent,
                              const struct excerpt *lines)
{
    const size_t from = excerpt_skip_blank(lines, lines->from);
    if (from >= lines->to)
        return NULL;
    const struct excerpt part = excerpt_part(lines, from, lines->to);
    return markup_inline_block(m, parent, NODE_PARAGRAPH,
                               excerpt_paragraph(&part, m->doc->arena),
                               excerpt_number(lines, from));
}

struct node *markup_heading(struct markup *m, struct node *parent, int level,
                            struct str text, uint32_t line)
{
    struct node *heading = markup_block(m, parent, NODE_HEADING, line);
    heading->u.heading.level = (uint8_t)(level < 1 ? 1 : level > 6 ? 6 : level);
    m->inlines(m, heading, text, line);
    return heading;
}

/* Without blank lines at the ends, and with one line end. */
static struct str without_blank_lines(struct str text)
{
    struct str rest = text, line;
    while (str_cut_line(&rest, &line) && str_trim(line).len == 0 && rest.ptr != NULL)
        text = rest;
    while (text.len > 0 &&
           (text.ptr[text.len - 1] == '\n' || text.ptr[text.len - 1] == ' '))
        text.len--;
    return text;
}

struct node *markup_code(struct markup *m, struct node *parent, struct str info,
                         struct str text, uint32_t line)
{
    struct arena *arena = m->doc->arena;
    const struct str body = without_blank_lines(text);
    if (body.len == 0)
        return NULL;
    struct node *code = markup_block(m, parent, NODE_CODE_BLOCK, line);
    const struct str whole = arena_printf(arena, STR_FMT "\n", STR_ARG(body));
    code->u.code.info = arena_str(arena, text_clean(arena, info, TEXT_ONE_LINE));
    code->u.code.text = text_clean(arena, whole, TEXT_MANY_LINES);
    return code;
}

struct node *markup_list(struct markup *m, struct node *parent, bool ordered,
                         uint32_t start, uint32_t line)
{
    struct node *list = markup_block(m, parent, NODE_LIST, line);
    list->u.list.ordered = ordered;
    list->u.list.start = start;
    list->u.list.delimiter = ordered ? '.' : '\0';
    return list;
}

void markup_list_tight(struct node *list, bool has_blank)
{
    bool tight = !has_blank;
    for (struct node *item = list->first; item != NULL && tight; item = item->next) {
        size_t paragraphs = 0;
        for (struct node *node = item->first; node != NULL; node = node->next)
            paragraphs += node->kind == NODE_PARAGRAPH;
        tight = paragraphs < 2;
    }
    list->u.list.tight = tight;
}

struct node *markup_callout(struct markup *m, struct node *parent, struct str type,
                            struct str title, uint32_t line)
{
    struct node *callout = markup_block(m, parent, NODE_CALLOUT, line);
    callout->u.callout.type = arena_str(m->doc->arena, type);
    if (title.len > 0)
        markup_inline_block(m, callout, NODE_PARAGRAPH, title, line)->flags |=
            NODE_GIVEN;
    return callout;
}

struct node *markup_terms(struct markup *m, struct node *parent, uint32_t line)
{
    if (parent->last != NULL && parent->last->kind == NODE_TERMS)
        return parent->last;
    return markup_block(m, parent, NODE_TERMS, line);
}

struct node *markup_link(struct markup *m, struct node *parent, enum node_kind kind,
                         enum link_form form, struct str dest, uint32_t line)
{
    struct node *link = doc_node(m->doc, kind, line);
    link->u.link.form = (uint8_t)form;
    link->u.link.dest =
        arena_str(m->doc->arena, str_slice(dest, 0, READ_DEST_MAX_BYTES));
    node_append(parent, link);
    return link;
}

struct node *markup_file_link(struct markup *m, struct node *parent, struct str dest,
                              struct str label, uint32_t line)
{
    struct node *block = markup_block(m, parent, NODE_PARAGRAPH, line);
    return doc_link(m->doc, block, LINK_INLINE, str_slice(dest, 0, READ_DEST_MAX_BYTES),
                    label, line);
}

struct node *markup_figure(struct markup *m, struct node *parent, struct str dest,
                           struct str alt, uint32_t line)
{
    struct node *block = markup_block(m, parent, NODE_PARAGRAPH, line);
    struct node *image = markup_link(m, block, NODE_IMAGE, LINK_INLINE, dest, line);
    doc_text(m->doc, image, alt.len > 0 ? alt : dest, line);
    return block;
}

static bool is_in_link(const struct node *node)
{
    while (node != NULL && node_is_inline(node) && node->kind != NODE_LINK &&
           node->kind != NODE_IMAGE)
        node = node->parent;
    return node != NULL && node_is_inline(node);
}

static void put_autolink(struct markup *m, struct node *parent, struct str text,
                         const struct autolink *found, uint32_t line)
{
    static const struct str prefixes[] = {
        [AUTOLINK_URL] = STR_INIT(""),
        [AUTOLINK_WWW] = STR_INIT("http://"),
        [AUTOLINK_MAIL] = STR_INIT("mailto:"),
    };
    const struct str label = str_slice(text, found->from, found->to);
    const struct str dest =
        arena_printf(m->doc->arena, STR_FMT STR_FMT, STR_ARG(prefixes[found->kind]),
                     STR_ARG(str_slice(label, 0, READ_DEST_MAX_BYTES)));
    doc_link(m->doc, parent, LINK_URL, dest, label, line);
}

static bool may_be_autolink(char c)
{
    return c == ':' || c == '@' || c == 'w' || c == 'W';
}

void markup_text(struct markup *m, struct node *parent, struct str raw, uint32_t line)
{
    if (budget_is_spent(m->doc))
        return;
    const bool in_link = is_in_link(parent);
    size_t done = 0, at = 0;
    while (at < raw.len && !in_link && !budget_is_spent(m->doc)) {
        struct autolink found;
        size_t next = at + 1;
        if (may_be_autolink(raw.ptr[at]) && autolink_at(raw, at, done, &found, &next)) {
            doc_text(m->doc, parent, str_slice(raw, done, found.from), line);
            put_autolink(m, parent, raw, &found, line);
            done = next = found.to;
        }
        at = next > at ? next : at + 1;
    }
    doc_text(m->doc, parent, str_tail(raw, done), line);
}

struct str markup_plain(struct markup *m, struct str text, uint32_t line)
{
    struct node *holder = doc_node(m->doc, NODE_PARAGRAPH, line);
    m->inlines(m, holder, text, line);
    return node_text_in(holder, m->doc->arena);
}

struct node *markup_code_span(struct markup *m, struct node *parent, struct str raw,
                              uint32_t line)
{
    struct arena *arena = m->doc->arena;
    const struct str clean = text_clean(arena, raw, TEXT_ONE_LINE);
    if (clean.len == 0)
        return NULL;
    struct node *code = doc_node(m->doc, NODE_CODE, line);
    code->u.text = clean.ptr == raw.ptr ? arena_str(arena, clean) : clean;
    node_append(parent, code);
    return code;
}
