/*
 * Text of nodes in one line, and questions about what a block consists of.
 */
#include "extract/inlines.h"

#include "base/text.h"

static bool ends_blank(const struct buf *out, size_t start)
{
    return out->len == start || out->data[out->len - 1] == ' ';
}

static void put_space(struct buf *out, size_t start)
{
    if (!ends_blank(out, start))
        buf_putc(out, ' ');
}

/* Appends text; where something was left out before it, blanks do not double and a
 * full stop moves up to its word. */
static void put_text(struct buf *out, size_t start, struct str text, bool after_gap)
{
    if (after_gap || ends_blank(out, start)) {
        while (text.len > 0 && text.ptr[0] == ' ' && ends_blank(out, start))
            text = str_tail(text, 1);
    }
    if (after_gap && text.len > 0 && str_chr(STR(".,;:!?)"), text.ptr[0]) < 7 &&
        out->len > start && out->data[out->len - 1] == ' ')
        out->len--;
    for (size_t at = 0; at < text.len;) {
        size_t line = str_chr(str_tail(text, at), '\n');
        buf_puts(out, str_slice(text, at, at + line));
        if (at + line < text.len)
            put_space(out, start);
        at += line + 1;
    }
}

static bool is_left_out(const struct node *node)
{
    if (node->flags & NODE_HIDDEN)
        return true;
    return node->kind == NODE_IMAGE || node->kind == NODE_FOOTNOTE_REF ||
           (node->kind == NODE_LINK && node->u.link.form == LINK_TIMESTAMP);
}

/* `*gap` is true while something has just been left out. */
static void put_tree(struct node *top, size_t limit, struct buf *out, size_t start,
                     bool *gap)
{
    struct walk walk = walk_begin(top);
    for (struct node *node; (node = walk_next(&walk)) != NULL;) {
        if (!walk.entering)
            continue;
        if (out->len - start >= limit)
            return;
        if (is_left_out(node)) {
            walk_skip(&walk);
            *gap = true;
        } else if (node->kind == NODE_TEXT || node->kind == NODE_CODE) {
            put_text(out, start, str_slice(node->u.text, 0, limit), *gap);
            *gap = false;
        } else if (node->kind == NODE_CODE_BLOCK) {
            put_space(out, start);
            put_text(out, start, str_trim(node->u.code.text), false);
        } else if (node_breaks(node) || node_is_block(node)) {
            put_space(out, start);
        }
    }
}

void inlines_text(struct node *node, size_t limit, struct buf *out)
{
    bool gap = false;
    put_tree(node, limit, out, out->len, &gap);
}

void inlines_text_of(struct node *from, const struct node *to, size_t limit,
                     struct buf *out)
{
    size_t start = out->len;
    bool gap = false;
    for (; from != NULL && from != to && out->len - start < limit; from = from->next)
        put_tree(from, limit, out, start, &gap);
}

void inlines_cells(struct node *cell, struct buf *out)
{
    size_t start = out->len;
    for (; cell != NULL; cell = cell->next) {
        size_t before = out->len;
        if (before > start)
            buf_puts(out, STR(" | "));
        size_t from = out->len;
        inlines_text(cell, SIZE_MAX, out);
        if (str_trim(str_tail(buf_str(out), from)).len == 0)
            buf_truncate(out, before);
    }
}

static bool has_words(struct str text)
{
    for (size_t pos = 0; pos < text.len;) {
        if (text_is_word(text_next(text, &pos)))
            return true;
    }
    return false;
}

bool inlines_only_links(struct node *top)
{
    struct walk walk = walk_begin(top);
    bool links = false;
    for (struct node *node; (node = walk_next(&walk)) != NULL;) {
        if (!walk.entering)
            continue;
        if (node->kind == NODE_LINK) {
            links = true;
            walk_skip(&walk);
        } else if ((node->kind == NODE_TEXT || node->kind == NODE_CODE) &&
                   has_words(node->u.text)) {
            return false;
        } else if (node->kind == NODE_CODE_BLOCK) {
            return false;
        }
    }
    return links;
}

struct node *inlines_first(struct node *from, const struct node *end)
{
    while (from != end && from->kind == NODE_TEXT && !has_words(from->u.text))
        from = from->next;
    return from != end ? from : NULL;
}

bool node_breaks(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK;
}

size_t inlines_seam(struct str text, size_t at)
{
    for (size_t next = at; at < text.len; at = next) {
        if (text_code_cols(text_next(text, &next)) != 0)
            break;
    }
    return at;
}
