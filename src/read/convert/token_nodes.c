/*
 * Tokens among inlines (see the header).
 */
#include "read/convert/token_nodes.h"

#include "read/convert/block.h"
#include "read/convert/inline.h"

/* "300" or "300x200": the size of an embedded picture, not its label. */
static bool is_size(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if ((s.ptr[i] < '0' || s.ptr[i] > '9') && s.ptr[i] != 'x')
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
    struct node *link = inline_link(c, parent, NODE_LINK,
                                    embed ? LINK_EMBED : LINK_WIKI, dest, token->line);
    struct node *marked = block_fragment(c, token->fragment);
    if (marked == NULL)
        inline_plain(c, link, label, token->line);
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

void span_name_item(struct convert *c, struct node *item, const struct token *token)
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
        inline_plain(c, paragraph, token->source, token->line);
        return;
    }
    span_name_item(c, item, token);
}

void span_put(struct convert *c, struct node *parent, const struct token *token)
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
        inline_plain(c, parent, token->source, token->line);
        break;
    case TOKEN_ADMONITION:
    case TOKEN_DIV_OPEN:
    case TOKEN_DIV_CLOSE:
    case TOKEN_ROW:
    case TOKEN_HTML:
        /* A block that cmark took for text: as it stood. */
        inline_plain(c, parent, token->source, token->line);
        break;
    }
}
