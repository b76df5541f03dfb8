/*
 * Tokens among inlines (see the header).
 */
#include "read/convert/token_nodes.h"

#include "base/ascii.h"
#include "read/inline/tex.h"

/* "300" or "300x200": the size of an embedded picture, not its label. */
static bool is_size(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!ascii_is_digit(s.ptr[i]) && s.ptr[i] != 'x')
            return false;
    }
    return s.len > 0;
}

static void put_wikilink(struct convert *c, struct node *parent,
                         const struct token *token)
{
    const size_t bar = str_chr(token->name, '|');
    const struct str dest = str_trim(str_slice(token->name, 0, bar));
    struct str label = str_trim(str_tail(token->name, bar + 1));
    const bool embed = token->kind == TOKEN_EMBED;
    if (label.len == 0 || (embed && is_size(label)))
        label = dest;
    struct node *link = convert_link(c, parent, NODE_LINK,
                                     embed ? LINK_EMBED : LINK_WIKI, dest, token->line);
    struct node *marked = convert_fragment(c, token->fragment);
    if (marked == NULL)
        convert_plain(c, link, label, token->line);
    else
        node_adopt(link, marked);
}

static void put_reference(struct convert *c, struct node *parent,
                          const struct token *token)
{
    struct node *reference = doc_node(c->doc, NODE_FOOTNOTE_REF, token->line);
    reference->u.footnote.label = convert_clean(c, token->name, TEXT_ONE_LINE);
    c->doc->has_notes = true;
    node_append(parent, reference);
}

void token_make_item(struct convert *c, struct node *item, const struct token *token)
{
    item->kind = token->kind == TOKEN_NOTE ? NODE_FOOTNOTE : NODE_DEFINITION;
    if (token->kind != TOKEN_NOTE)
        return;
    item->u.footnote.label = convert_clean(c, token->name, TEXT_ONE_LINE);
    c->doc->has_notes = true;
}

/* The list item that the pre-pass made of a note or a definition becomes one. */
static void name_item(struct convert *c, struct node *paragraph,
                      const struct token *token)
{
    struct node *item = paragraph->parent;
    if (item == NULL || item->kind != NODE_ITEM || paragraph->prev != NULL ||
        paragraph->first != NULL) {
        convert_plain(c, paragraph, token->source, token->line);
        return;
    }
    token_make_item(c, item, token);
}

void token_make_callout(struct convert *c, struct node *callout,
                        const struct token *token)
{
    buf_clear(&c->dest);
    for (size_t i = 0; i < token->name.len; i++)
        buf_putc(&c->dest, ascii_lower(token->name.ptr[i]));
    callout->kind = NODE_CALLOUT;
    callout->u.callout.type = convert_clean(c, buf_str(&c->dest), TEXT_ONE_LINE);
    callout->u.callout.fold = token->fold;
    callout->u.callout.open = token->open || !token->fold;
    struct node *title = convert_fragment(c, token->fragment);
    if (title != NULL) {
        title->flags |= NODE_GIVEN;
        node_append(callout, title);
    }
}

/* What a tag says; the end of a callout that was opened by a line before. */
static void put_template(struct convert *c, struct node *parent,
                         const struct token *token)
{
    struct node *words = convert_fragment(c, token->fragment);
    if (words != NULL)
        node_adopt(parent, words);
    if (token->fold)
        c->inline_boxes++;
    else if (token->open && c->inline_boxes > 0)
        c->inline_boxes--;
    else if (token->open)
        c->box_ends++;
}

/* As signs where there are any, else as it is written, set apart as code is. */
static void put_math(struct convert *c, struct node *parent, const struct token *token)
{
    const struct str inside = tex_inside(token->source);
    buf_clear(&c->dest);
    if (inside.len == 0) {
        convert_plain(c, parent, token->source, token->line);
        return;
    }
    if (tex_text(inside, &c->dest)) {
        convert_plain(c, parent, buf_str(&c->dest), token->line);
        return;
    }
    struct node *code = doc_node(c->doc, NODE_CODE, token->line);
    code->u.text = convert_clean(c, inside, TEXT_ONE_LINE);
    node_append(parent, code);
}

void token_put_inline(struct convert *c, struct node *parent, const struct token *token)
{
    switch (token->kind) {
    case TOKEN_WIKILINK:
    case TOKEN_EMBED:
        put_wikilink(c, parent, token);
        break;
    case TOKEN_NOTE_REF:
        put_reference(c, parent, token);
        break;
    case TOKEN_COMMENT:
        break;
    case TOKEN_NOTE:
    case TOKEN_DEFINITION:
        name_item(c, parent, token);
        break;
    case TOKEN_MATH:
        put_math(c, parent, token);
        break;
    case TOKEN_MARK:
        doc_mark(c->doc, token->name, convert_block_of(parent));
        break;
    case TOKEN_TEMPLATE:
        put_template(c, parent, token);
        break;
    case TOKEN_NOTICE:
    case TOKEN_TERM:
    case TOKEN_ADMONITION:
    case TOKEN_DIV_OPEN:
    case TOKEN_DIV_CLOSE:
    case TOKEN_ROW:
    case TOKEN_HTML:
        /* A block that cmark took for text: as it was. */
        convert_plain(c, parent, token->source, token->line);
        break;
    }
}
