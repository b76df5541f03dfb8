/*
 * Lists of Org: bullets, numbers, tasks, terms.
 */
#include "base/ascii.h"
#include "read/org/org_reader.h"

uint32_t org_item_mark(struct str line, bool is_indented)
{
    size_t at = 0;
    if (line.len == 0)
        return 0;
    const char first = line.ptr[0];
    if (first == '-' || first == '+' || (first == '*' && is_indented)) {
        at = 1;
    } else {
        while (at < line.len && at < 9 && ascii_is_digit(line.ptr[at]))
            at++;
        if (at == 0 && ascii_is_letter(first))
            at = 1;
        if (at == 0 || at >= line.len || (line.ptr[at] != '.' && line.ptr[at] != ')') ||
            (ascii_is_letter(first) && line.ptr[at] != ')' && line.ptr[at] != '.'))
            return 0;
        /* "A. Smith" is a name more often than an item. */
        if (ascii_is_letter(first) && line.ptr[at] == '.' && !ascii_is_lower(first))
            return 0;
        at++;
    }
    if (at < line.len && line.ptr[at] != ' ')
        return 0;
    while (at < line.len && line.ptr[at] == ' ')
        at++;
    return (uint32_t)at;
}

static bool is_ordered(struct str line)
{
    return ascii_is_alnum(line.ptr[0]);
}

/* "[X] " and "[@5] " before the text of an item: their bytes. */
static uint32_t read_box(struct node *item, struct str text)
{
    const size_t close = str_chr(str_slice(text, 0, 12), ']');
    if (!str_starts(text, STR("[")) || close >= text.len || close < 2 ||
        (close + 1 < text.len && text.ptr[close + 1] != ' '))
        return 0;
    if (text.ptr[1] == '@') {
        uint32_t start = 0;
        for (size_t i = 2; i < close && ascii_is_digit(text.ptr[i]); i++)
            start = start * 10 + (uint32_t)(text.ptr[i] - '0');
        if (item->parent->first == item)
            item->parent->u.list.start = start;
        return (uint32_t)close + 1;
    }
    if (close != 2 || (text.ptr[1] != ' ' && text.ptr[1] != 'X' && text.ptr[1] != 'x' &&
                       text.ptr[1] != '-'))
        return 0;
    item->u.item.task = true;
    item->u.item.done = ascii_lower(text.ptr[1]) == 'x';
    return (uint32_t)close + 1;
}

static void read_body(struct org *org, struct node *parent, const struct excerpt *body)
{
    if (org->m.depth >= MARKUP_DEPTH_MAX) {
        markup_paragraph(&org->m, parent, body);
        return;
    }
    org->m.depth++;
    org_blocks(org, parent, body);
    org->m.depth--;
}

/* The text of an item from `first` columns on; its other lines wherever they begin. */
static struct excerpt body_of(const struct excerpt *lines, size_t at, size_t end,
                              uint32_t first)
{
    const uint32_t least = excerpt_least_indent(lines, at + 1, end);
    return excerpt_body(lines, at, end, first, least);
}

/* "- term :: text": bytes before the text; 0 when there is no term. */
static size_t term_end(struct str text)
{
    const size_t at = str_find(text, STR(" ::"));
    return at < text.len && (at + 3 == text.len || text.ptr[at + 3] == ' ') ? at : 0;
}

static bool begins_term(const struct excerpt *lines, size_t at, uint32_t cols)
{
    return term_end(str_tail(excerpt_line(lines, at), cols)) > 0;
}

static void read_term(struct org *org, struct node *terms, const struct excerpt *lines,
                      size_t at, size_t end, uint32_t first, size_t term)
{
    const uint32_t line = excerpt_number(lines, at);
    const struct str text = str_tail(excerpt_line(lines, at), first);
    markup_inline_block(&org->m, terms, NODE_TERM, str_trim(str_slice(text, 0, term)),
                        line);
    size_t from = term + 3;
    while (from < text.len && text.ptr[from] == ' ')
        from++;
    const struct excerpt body = body_of(lines, at, end, first + (uint32_t)from);
    read_body(org, markup_block(&org->m, terms, NODE_DEFINITION, line), &body);
}

static void read_item(struct org *org, struct node *list, const struct excerpt *lines,
                      size_t at, size_t end, uint32_t first)
{
    struct node *item =
        markup_block(&org->m, list, NODE_ITEM, excerpt_number(lines, at));
    struct str text = str_tail(excerpt_line(lines, at), first);
    for (int i = 0; i < 2; i++) {
        const uint32_t box = read_box(item, text);
        text = str_tail(text, box + (box > 0));
        first += box + (box > 0);
    }
    const struct excerpt body = body_of(lines, at, end, first);
    read_body(org, item, &body);
}

/* An item that goes on the list: at the same column, of the same kind. */
static uint32_t next_mark(const struct excerpt *lines, size_t at, uint32_t indent,
                          bool ordered)
{
    if (at >= lines->to || excerpt_indent(lines, at) != indent)
        return 0;
    const struct str line = str_tail(excerpt_line(lines, at), indent);
    const uint32_t mark = org_item_mark(line, lines->col + indent > 0);
    return mark > 0 && is_ordered(line) == ordered ? mark : 0;
}

size_t org_list(struct org *org, struct node *parent, const struct excerpt *lines,
                size_t at)
{
    const uint32_t indent = excerpt_indent(lines, at);
    const struct str line = str_tail(excerpt_line(lines, at), indent);
    uint32_t mark = org_item_mark(line, lines->col + indent > 0);
    if (mark == 0)
        return at;
    const bool ordered = is_ordered(line);
    const bool terms = !ordered && term_end(str_tail(line, mark)) > 0;
    struct node *list =
        terms ? markup_terms(&org->m, parent, excerpt_number(lines, at))
              : markup_list(&org->m, parent, ordered, 1, excerpt_number(lines, at));
    if (ordered && str_chr(str_slice(line, 0, mark), ')') < mark)
        list->u.list.delimiter = ')';
    bool has_blank = false;
    size_t end = at;
    while (mark > 0) {
        end = excerpt_indented_end(lines, at + 1, indent + 1);
        const size_t term =
            terms ? term_end(str_tail(excerpt_line(lines, at), indent + mark)) : 0;
        if (term > 0)
            read_term(org, list, lines, at, end, indent + mark, term);
        else if (!terms)
            read_item(org, list, lines, at, end, indent + mark);
        at = excerpt_skip_blank(lines, end);
        mark = next_mark(lines, at, indent, ordered);
        if (mark > 0 && !ordered && begins_term(lines, at, indent + mark) != terms)
            break;
        has_blank |= mark > 0 && at > end;
    }
    if (!terms)
        markup_list_tight(list, has_blank);
    return end;
}
