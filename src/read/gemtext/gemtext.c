/*
 * The reader of gemtext: what a line is, its first bytes say (gemtext.h).
 */
#include "read/gemtext/gemtext.h"

#include "base/ascii.h"
#include "base/text.h"
#include "read/budget.h"
#include "read/markup/markup.h"

/* There are no inlines: text is text. */
static void put_text(struct markup *m, struct node *parent, struct str text,
                     uint32_t line)
{
    markup_text(m, parent, text, line);
}

static bool has_scheme(struct str dest)
{
    size_t at = 0;
    while (at < dest.len && (ascii_is_alnum(dest.ptr[at]) || dest.ptr[at] == '+' ||
                             dest.ptr[at] == '-' || dest.ptr[at] == '.'))
        at++;
    return at > 1 && at < dest.len && dest.ptr[at] == ':';
}

/* The last block, when it is of that kind and its lines go on. */
static struct node *goes_on(struct node *root, enum node_kind kind, bool was_blank)
{
    return root->last != NULL && root->last->kind == kind && !was_blank ? root->last
                                                                        : NULL;
}

/* "=> address text": links below each other are a list. */
static void put_link(struct markup *m, struct node *root, struct str rest,
                     uint32_t line, bool was_blank)
{
    size_t end = 0;
    while (end < rest.len && !ascii_is_blank(rest.ptr[end]))
        end++;
    const struct str dest = str_slice(rest, 0, end);
    const struct str label = str_trim(str_tail(rest, end));
    struct node *list = goes_on(root, NODE_LIST, was_blank);
    if (list == NULL)
        list = markup_list(m, root, false, 0, line);
    list->u.list.tight = true;
    struct node *item = markup_block(m, list, NODE_ITEM, line);
    struct node *block = markup_block(m, item, NODE_PARAGRAPH, line);
    struct node *link = markup_link(
        m, block, NODE_LINK, has_scheme(dest) ? LINK_URL : LINK_INLINE, dest, line);
    doc_text(m->doc, link, label.len > 0 ? label : dest, line);
}

static void put_item(struct markup *m, struct node *root, struct str text,
                     uint32_t line, bool was_blank)
{
    struct node *list = goes_on(root, NODE_LIST, was_blank);
    if (list == NULL)
        list = markup_list(m, root, false, 0, line);
    list->u.list.tight = true;
    markup_inline_block(m, markup_block(m, list, NODE_ITEM, line), NODE_PARAGRAPH, text,
                        line);
}

static void put_quote(struct markup *m, struct node *root, struct str text,
                      uint32_t line, bool was_blank)
{
    struct node *quote = goes_on(root, NODE_QUOTE, was_blank);
    if (quote == NULL)
        quote = markup_block(m, root, NODE_QUOTE, line);
    if (text.len > 0)
        markup_inline_block(m, quote, NODE_PARAGRAPH, text, line);
}

static void read_line(struct markup *m, struct str line, uint32_t number,
                      bool was_blank)
{
    struct node *root = m->doc->root;
    size_t marks = 0;
    while (marks < line.len && line.ptr[marks] == '#')
        marks++;
    if (marks >= 1 && marks <= 3 && str_trim(str_tail(line, marks)).len > 0)
        markup_heading(m, root, (int)marks, str_trim(str_tail(line, marks)), number);
    else if (str_starts(line, STR("=>")) && str_trim(str_tail(line, 2)).len > 0)
        put_link(m, root, str_trim(str_tail(line, 2)), number, was_blank);
    else if (str_starts(line, STR("* ")))
        put_item(m, root, str_trim(str_tail(line, 2)), number, was_blank);
    else if (str_starts(line, STR(">")))
        put_quote(m, root, str_trim(str_tail(line, 1)), number, was_blank);
    else
        markup_inline_block(m, root, NODE_PARAGRAPH, str_trim(line), number);
}

/* Up to the line that closes it, or the end. */
static size_t read_code(struct markup *m, const struct excerpt *lines, size_t at)
{
    size_t end = at + 1;
    while (end < lines->to && !str_starts(excerpt_line(lines, end), STR("```")))
        end++;
    const struct excerpt body = excerpt_part(lines, at + 1, end);
    const struct str named = str_trim(str_tail(excerpt_line(lines, at), 3));
    const bool is_word = str_chr(named, ' ') == named.len;
    markup_code(m, m->doc->root, is_word ? named : STR(""),
                excerpt_text(&body, m->doc->arena), excerpt_number(lines, at));
    return end + 1;
}

void gemtext_read(struct doc *doc, struct str text, uint32_t first_line)
{
    struct markup m = {.inlines = put_text};
    if (!markup_begin(&m, doc, text, first_line))
        return;
    const struct excerpt lines = excerpt_all(&m.lines);
    bool was_blank = true;
    for (size_t at = 0; at < lines.to && !budget_is_spent(doc);) {
        if (str_starts(excerpt_line(&lines, at), STR("```"))) {
            at = read_code(&m, &lines, at);
            was_blank = true;
            continue;
        }
        const bool blank = excerpt_is_blank(&lines, at);
        if (!blank)
            read_line(&m, excerpt_line(&lines, at), excerpt_number(&lines, at),
                      was_blank);
        was_blank = blank;
        at++;
    }
}
