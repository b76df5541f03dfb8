/*
 * What a block turns out to be when it is complete (see the header).
 */
#include "read/convert/block_end.h"

#include <string.h>

#include "base/ascii.h"
#include "read/convert/token_nodes.h"

/* The first TEXT of a block's first paragraph; NULL when it starts otherwise. */
static struct node *opening_text(const struct node *block)
{
    const struct node *paragraph = block->first;
    if (paragraph == NULL || paragraph->kind != NODE_PARAGRAPH ||
        paragraph->first == NULL || paragraph->first->kind != NODE_TEXT)
        return NULL;
    return paragraph->first;
}

void block_end_item(struct node *item)
{
    struct node *text = item->kind == NODE_ITEM ? opening_text(item) : NULL;
    if (text == NULL || text->u.text.len < 4)
        return;
    const struct str s = text->u.text;
    if (s.ptr[0] != '[' || s.ptr[2] != ']' || s.ptr[3] != ' ' ||
        memchr(" xX", s.ptr[1], 3) == NULL)
        return;
    item->u.item.task = true;
    item->u.item.done = s.ptr[1] != ' ';
    text->u.text = str_tail(s, 4);
}

/* --- Definition lists --- */

/* A TERM from the inlines of a paragraph up to its next line end, which it takes
 * off. */
static void take_term(struct convert *c, struct node *terms, struct node *paragraph)
{
    struct node *term = doc_node(c->doc, NODE_TERM, paragraph->line);
    while (paragraph->first != NULL) {
        struct node *node = paragraph->first;
        node_unlink(node);
        if (node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK)
            break;
        node_append(term, node);
    }
    node_append(terms, term);
}

/* The TERMS that a definition after `list` belongs to: what the paragraph before it
 * says, line by line, are its terms. NULL when there is no paragraph. */
static struct node *terms_before(struct convert *c, struct node *list)
{
    struct node *before = list->prev;
    if (before != NULL && before->kind == NODE_TERMS)
        return before;
    if (before == NULL || before->kind != NODE_PARAGRAPH)
        return NULL;
    struct node *terms = before->prev;
    if (terms == NULL || terms->kind != NODE_TERMS) {
        terms = doc_node(c->doc, NODE_TERMS, before->line);
        terms->flags |= before->flags;
        node_insert_before(before, terms);
    }
    while (before->first != NULL)
        take_term(c, terms, before);
    node_unlink(before);
    return terms;
}

static void place_definition(struct convert *c, struct node *list,
                             struct node *definition)
{
    struct node *terms = terms_before(c, list);
    if (terms == NULL) {
        terms = doc_node(c->doc, NODE_TERMS, definition->line);
        node_insert_before(list, terms);
    }
    node_append(terms, definition);
}

/* --- Lists --- */

static struct node *split_list(struct convert *c, struct node *list)
{
    struct node *next = doc_node(c->doc, NODE_LIST, list->line);
    next->u.list = list->u.list;
    next->flags = list->flags;
    node_insert_after(list, next);
    return next;
}

static void place_special(struct convert *c, struct node *list, struct node *special)
{
    if (special->kind == NODE_FOOTNOTE)
        node_append(c->notes, special);
    else if (special->kind == NODE_DEFINITION)
        place_definition(c, list, special);
    else {
        if (list->parent == c->root)
            special->flags |= c->input->flags;
        node_insert_before(list, special);
    }
}

static bool has_special(const struct node *list)
{
    for (const struct node *item = list->first; item != NULL; item = item->next) {
        if (item->kind != NODE_ITEM)
            return true;
    }
    return false;
}

/* Takes the list apart from its start: items gather in lists that are before it. */
void block_end_list(struct convert *c, struct node *list)
{
    struct node *gathered = NULL;
    if (!has_special(list))
        return;
    while (list->first != NULL) {
        struct node *item = list->first;
        node_unlink(item);
        if (item->kind != NODE_ITEM) {
            place_special(c, list, item);
            gathered = NULL;
            continue;
        }
        if (gathered == NULL) {
            gathered = split_list(c, list);
            node_unlink(gathered);
            node_insert_before(list, gathered);
        }
        node_append(gathered, item);
    }
    node_unlink(list);
}

/* --- Callouts --- */

/* "[!type]" with what may be after: "+" or "-" and a blank; 0 when it is none. */
static size_t callout_mark(struct str s, struct token *token)
{
    if (!str_starts(s, STR("[!")))
        return 0;
    size_t end = 2;
    while (end < s.len && (ascii_is_alnum(s.ptr[end]) || s.ptr[end] == '-' ||
                           s.ptr[end] == '_' || s.ptr[end] == ' '))
        end++;
    token->name = str_trim(str_slice(s, 2, end));
    /* "[!note|style]": the style is about its looks. */
    if (end < s.len && s.ptr[end] == '|')
        end += str_chr(str_tail(s, end), ']');
    if (token->name.len == 0 || end >= s.len || s.ptr[end] != ']')
        return 0;
    end++;
    if (end < s.len && (s.ptr[end] == '+' || s.ptr[end] == '-')) {
        token->fold = true;
        token->open = s.ptr[end] == '+';
        end++;
    }
    while (end < s.len && s.ptr[end] == ' ')
        end++;
    return end;
}

/* Parts the first line of the paragraph off as the title. */
static void split_title(struct convert *c, struct node *callout, struct node *paragraph)
{
    struct node *title = doc_node(c->doc, NODE_PARAGRAPH, paragraph->line);
    title->flags |= NODE_GIVEN;
    while (paragraph->first != NULL) {
        struct node *node = paragraph->first;
        node_unlink(node);
        if (node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK)
            break;
        node_append(title, node);
    }
    if (paragraph->first == NULL)
        node_unlink(paragraph);
    if (title->first != NULL) {
        if (callout->first != NULL)
            node_insert_before(callout->first, title);
        else
            node_append(callout, title);
    }
}

void block_end_quote(struct convert *c, struct node *quote)
{
    struct node *text = opening_text(quote);
    struct token token = {.fragment = TOKEN_NO_FRAGMENT};
    const size_t len = text != NULL ? callout_mark(text->u.text, &token) : 0;
    if (len == 0)
        return;
    struct node *paragraph = quote->first;
    token_make_callout(c, quote, &token);
    text->u.text = str_tail(text->u.text, len);
    if (text->u.text.len == 0)
        node_unlink(text);
    split_title(c, quote, paragraph);
}

/* --- Names of places --- */

/* The '{' of a "{#id .class key=value}" that ends s; s.len when there is none. */
static size_t attributes_at(struct str s)
{
    if (s.len < 4 || s.ptr[s.len - 1] != '}')
        return s.len;
    const size_t at = str_rchr(s, '{');
    if (at + 2 >= s.len)
        return s.len;
    const size_t from = s.ptr[at + 1] == ':' ? at + 2 : at + 1;
    const struct str inside = str_trim(str_slice(s, from, s.len - 1));
    return inside.len > 1 && (inside.ptr[0] == '#' || inside.ptr[0] == '.') ? at
                                                                            : s.len;
}

static void mark_attributes(struct convert *c, struct str attributes,
                            struct node *heading)
{
    const size_t at = str_chr(attributes, '#');
    size_t end = at + 1;
    while (end < attributes.len && attributes.ptr[end] != ' ' &&
           attributes.ptr[end] != '}')
        end++;
    doc_mark(c->doc, str_slice(attributes, at + 1, end), heading);
}

static struct str without_blanks_behind(struct str s)
{
    while (s.len > 0 && s.ptr[s.len - 1] == ' ')
        s.len--;
    return s;
}

void block_end_heading(struct convert *c, struct node *heading)
{
    struct node *text = heading->last;
    if (text == NULL || text->kind != NODE_TEXT)
        return;
    const struct str s = text->u.text;
    const size_t at = attributes_at(s);
    if (at == s.len)
        return;
    mark_attributes(c, str_tail(s, at), heading);
    text->u.text = without_blanks_behind(str_slice(s, 0, at));
    if (text->u.text.len == 0)
        node_unlink(text);
}

/* The '^' of a block id that ends s; s.len when there is none. */
static size_t block_id_at(struct str s)
{
    const size_t at = str_rchr(s, '^');
    if (at + 1 >= s.len || (at > 0 && s.ptr[at - 1] != ' '))
        return s.len;
    for (size_t i = at + 1; i < s.len; i++) {
        if (!ascii_is_alnum(s.ptr[i]) && s.ptr[i] != '-')
            return s.len;
    }
    return at;
}

/* An id alone in its paragraph names the block before it. */
static void mark_block(struct convert *c, struct node *paragraph, struct node *text)
{
    const struct str s = text->u.text;
    const size_t at = block_id_at(s);
    if (at == s.len ||
        (at == 0 && text->prev != NULL && text->prev->kind != NODE_SOFT_BREAK))
        return;
    const bool alone = at == 0 && text->prev == NULL;
    struct node *before = paragraph->prev != NULL ? paragraph->prev : paragraph->parent;
    doc_mark(c->doc, str_tail(s, at + 1), alone ? before : paragraph);
    text->u.text = without_blanks_behind(str_slice(s, 0, at));
    if (text->u.text.len > 0)
        return;
    struct node *line_end = text->prev;
    node_unlink(text);
    if (line_end != NULL && line_end->kind == NODE_SOFT_BREAK)
        node_unlink(line_end);
}

void block_end_paragraph(struct convert *c, struct node *paragraph)
{
    if (paragraph->kind != NODE_PARAGRAPH || paragraph->parent == NULL)
        return; /* a cell or the like; a fragment */
    if (paragraph->last != NULL && paragraph->last->kind == NODE_TEXT)
        mark_block(c, paragraph, paragraph->last);
    while (paragraph->first != NULL && paragraph->first->kind == NODE_SOFT_BREAK)
        node_unlink(paragraph->first);
    while (paragraph->last != NULL && paragraph->last->kind == NODE_SOFT_BREAK)
        node_unlink(paragraph->last);
    struct node *first = paragraph->first;
    if (first != NULL && first->kind == NODE_TEXT && first->u.text.len > 1 &&
        first->u.text.ptr[0] == ' ')
        first->u.text = str_tail(first->u.text, 1); /* after a tag that went */
    if (first == NULL)
        node_unlink(paragraph);
}
