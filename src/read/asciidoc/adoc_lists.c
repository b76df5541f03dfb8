/*
 * Lists of AsciiDoc: how deep an item is, its mark says, not its indent.
 *
 * A mark that is new opens a list in the item before; one of a list that is open ends
 * those within it. "+" alone in a line ties the block after it to the item.
 */
#include "base/ascii.h"
#include "read/asciidoc/adoc_reader.h"
#include "read/budget.h"

enum item_kind { ITEM_NONE, ITEM_BULLET, ITEM_NUMBER, ITEM_TERM, ITEM_CALLOUT };

struct item_mark {
    enum item_kind kind;
    char byte;    /* of the mark */
    size_t count; /* how often it is there */
    size_t cols;  /* bytes up to the text; of a term up to its mark */
};

/* The lists that are open, the innermost first. */
struct open_list {
    struct item_mark mark;
    const struct open_list *outer;
};

static bool same(const struct item_mark *a, const struct item_mark *b)
{
    return a->kind == b->kind && a->byte == b->byte && a->count == b->count;
}

static bool is_open(const struct open_list *list, const struct item_mark *mark)
{
    while (list != NULL && !same(&list->mark, mark))
        list = list->outer;
    return list != NULL;
}

/* "term:: text": two colons to four, or ";;", before a blank or the end. */
static bool read_term_mark(struct str line, struct item_mark *mark)
{
    for (size_t at = 1; at + 1 < line.len; at++) {
        const char c = line.ptr[at];
        if ((c != ':' && c != ';') || line.ptr[at + 1] != c)
            continue;
        size_t end = at;
        while (end < line.len && line.ptr[end] == c)
            end++;
        if (end - at <= (c == ':' ? 4 : 2) && line.ptr[at - 1] != ' ' &&
            (end == line.len || line.ptr[end] == ' ')) {
            *mark = (struct item_mark){ITEM_TERM, c, end - at, at};
            return true;
        }
        at = end;
    }
    return false;
}

static size_t skip_blanks(struct str line, size_t at)
{
    while (at < line.len && line.ptr[at] == ' ')
        at++;
    return at;
}

static bool read_mark(struct str line, struct item_mark *mark)
{
    size_t at = 0;
    const char first = line.len > 0 ? line.ptr[0] : '\0';
    *mark = (struct item_mark){.byte = first};
    if (first == '*' || first == '.' || first == '-') {
        while (at < line.len && line.ptr[at] == first)
            at++;
        mark->kind = first == '.' ? ITEM_NUMBER : ITEM_BULLET;
        mark->count = at;
        if (at > 5 || (first == '-' && at > 1))
            at = line.len;
    } else if (ascii_is_alnum(first)) {
        while (at < line.len && at < 9 && ascii_is_digit(line.ptr[at]))
            at++;
        at += at == 0 && ascii_is_lower(first);
        mark->kind = ITEM_NUMBER;
        mark->byte = ascii_is_digit(first) ? '1' : 'a';
        at = at > 0 && at < line.len && line.ptr[at] == '.' ? at + 1 : line.len;
    } else if (first == '<') {
        const size_t end = str_chr(str_slice(line, 0, 6), '>');
        mark->kind = ITEM_CALLOUT;
        at = end > 1 && end < 5 && end < line.len &&
                     (ascii_is_digit(line.ptr[1]) || line.ptr[1] == '.')
                 ? end + 1
                 : line.len;
    } else {
        at = line.len;
    }
    if (at > 0 && at < line.len && line.ptr[at] == ' ') {
        mark->cols = skip_blanks(line, at);
        return true;
    }
    return !str_starts(line, STR("//")) && read_term_mark(line, mark);
}

bool adoc_is_item(struct str line)
{
    struct item_mark mark;
    return read_mark(line, &mark);
}

/* The text of an item goes on up to an empty line or what begins something else. */
static size_t text_end(const struct excerpt *lines, size_t at)
{
    size_t end = at + 1;
    while (!excerpt_is_blank(lines, end) && !adoc_begins_block(lines, end) &&
           !adoc_is_item(str_trim(excerpt_line(lines, end))))
        end++;
    return end;
}

static size_t read_list(struct adoc *adoc, struct node *parent,
                        const struct excerpt *lines, size_t at,
                        const struct open_list *outer);

static bool is_continuation(const struct excerpt *lines, size_t at)
{
    return at < lines->to && str_eq(excerpt_line(lines, at), STR("+"));
}

/* What belongs to an item after its text: blocks tied to it, lists within it, code by
 * indent. Returns the line after all that. */
static size_t read_rest(struct adoc *adoc, struct node *item,
                        const struct excerpt *lines, size_t at,
                        const struct open_list *open)
{
    while (at < lines->to && !budget_is_spent(adoc->m.doc)) {
        const size_t next = excerpt_skip_blank(lines, at);
        struct item_mark mark;
        if (next >= lines->to)
            return at;
        if (is_continuation(lines, next)) {
            const size_t block = excerpt_skip_blank(lines, next + 1);
            at = block < lines->to ? adoc_one_block(adoc, item, lines, block) : block;
        } else if (read_mark(str_trim(excerpt_line(lines, next)), &mark)) {
            if (is_open(open, &mark) || adoc->m.depth >= MARKUP_DEPTH_MAX)
                return at;
            at = read_list(adoc, item, lines, next, open);
        } else if (excerpt_indent(lines, next) > 0 && next > at) {
            at = adoc_one_block(adoc, item, lines, next);
        } else {
            return at;
        }
    }
    return at;
}

/* "[x] ", "[*] " and "[ ] " */
static size_t read_box(struct node *item, struct str text)
{
    if (text.len < 4 || text.ptr[0] != '[' || text.ptr[2] != ']' ||
        text.ptr[3] != ' ' ||
        (text.ptr[1] != ' ' && text.ptr[1] != 'x' && text.ptr[1] != '*'))
        return 0;
    item->u.item.task = true;
    item->u.item.done = text.ptr[1] != ' ';
    return 4;
}

static size_t read_item(struct adoc *adoc, struct node *list,
                        const struct excerpt *lines, size_t at,
                        const struct open_list *open)
{
    struct node *item =
        markup_block(&adoc->m, list, NODE_ITEM, excerpt_number(lines, at));
    const uint32_t indent = excerpt_indent(lines, at);
    const size_t cols = indent + open->mark.cols;
    const size_t box = read_box(item, str_tail(excerpt_line(lines, at), cols));
    const size_t end = text_end(lines, at);
    const struct excerpt text = excerpt_body(lines, at, end, (uint32_t)(cols + box), 0);
    markup_paragraph(&adoc->m, item, &text);
    return read_rest(adoc, item, lines, end, open);
}

/* A term, and what is after its mark or in the lines below. A term without a text
 * shares that of the next one. */
static size_t read_term(struct adoc *adoc, struct node *terms,
                        const struct excerpt *lines, size_t at,
                        const struct open_list *open)
{
    const uint32_t number = excerpt_number(lines, at);
    const uint32_t indent = excerpt_indent(lines, at);
    const struct str line = str_tail(excerpt_line(lines, at), indent);
    const size_t from = skip_blanks(line, open->mark.cols + open->mark.count);
    markup_inline_block(&adoc->m, terms, NODE_TERM, str_slice(line, 0, open->mark.cols),
                        number);
    size_t begin = at, first = indent + from;
    if (from >= line.len) {
        begin = excerpt_skip_blank(lines, at + 1);
        first = 0;
        if (begin >= lines->to)
            return begin;
    }
    struct item_mark next;
    const bool is_text =
        begin == at || (!adoc_begins_block(lines, begin) &&
                        !read_mark(str_trim(excerpt_line(lines, begin)), &next));
    struct str title;
    if (begin > at && is_text && excerpt_indent(lines, begin) == 0 && begin > at + 1 &&
        adoc_heading(excerpt_line(lines, begin), &title) > 0)
        return begin;
    if (begin > at && !is_text && !is_continuation(lines, begin) &&
        is_open(open, &next))
        return begin;
    struct node *definition = markup_block(&adoc->m, terms, NODE_DEFINITION, number);
    if (!is_text)
        return read_rest(adoc, definition, lines, at + 1, open);
    const size_t end = text_end(lines, begin);
    const struct excerpt text = excerpt_body(lines, begin, end, (uint32_t)first, 0);
    markup_paragraph(&adoc->m, definition, &text);
    return read_rest(adoc, definition, lines, end, open);
}

static uint32_t first_number(struct str line)
{
    uint32_t number = 0;
    for (size_t i = 0; i < line.len && i < 9 && ascii_is_digit(line.ptr[i]); i++)
        number = number * 10 + (uint32_t)(line.ptr[i] - '0');
    return number > 0 ? number : 1;
}

static struct node *new_list(struct adoc *adoc, struct node *parent,
                             const struct item_mark *mark, struct str line,
                             uint32_t number)
{
    if (mark->kind == ITEM_TERM)
        return markup_terms(&adoc->m, parent, number);
    const bool ordered = mark->kind != ITEM_BULLET;
    struct node *list = markup_list(&adoc->m, parent, ordered,
                                    ordered ? first_number(line) : 0, number);
    if (mark->byte == 'a')
        list->u.list.numbering = LIST_LOWER;
    return list;
}

static size_t read_list(struct adoc *adoc, struct node *parent,
                        const struct excerpt *lines, size_t at,
                        const struct open_list *outer)
{
    struct open_list open = {.outer = outer};
    struct str line = str_trim(excerpt_line(lines, at));
    if (!read_mark(line, &open.mark))
        return at;
    struct node *list =
        new_list(adoc, parent, &open.mark, line, excerpt_number(lines, at));
    bool has_blank = false;
    size_t end = at;
    adoc->m.depth++;
    while (at < lines->to && !budget_is_spent(adoc->m.doc)) {
        end = open.mark.kind == ITEM_TERM ? read_term(adoc, list, lines, at, &open)
                                          : read_item(adoc, list, lines, at, &open);
        struct item_mark next;
        at = excerpt_skip_blank(lines, end);
        if (at >= lines->to || !read_mark(str_trim(excerpt_line(lines, at)), &next) ||
            (!same(&open.mark, &next) &&
             (adoc->m.depth < MARKUP_DEPTH_MAX || is_open(outer, &next))))
            break;
        open.mark = next;
        has_blank |= at > end;
    }
    adoc->m.depth--;
    if (open.mark.kind != ITEM_TERM && list->kind == NODE_LIST)
        markup_list_tight(list, has_blank);
    return end;
}

size_t adoc_list(struct adoc *adoc, struct node *parent, const struct excerpt *lines,
                 size_t at)
{
    return read_list(adoc, parent, lines, at, NULL);
}
