/*
 * Blocks of Org: paragraphs, blocks between marks, drawers, tables, keywords, notes.
 */
#include "base/ascii.h"
#include "base/text.h"
#include "read/budget.h"
#include "read/markup/cells.h"
#include "read/org/org_reader.h"

static bool is_name_byte(char c)
{
    return ascii_is_alnum(c) || c == '_' || c == '-';
}

bool org_keyword(struct str line, struct str *key, struct str *value)
{
    size_t at = 2;
    if (!str_starts(line, STR("#+")))
        return false;
    while (at < line.len && is_name_byte(line.ptr[at]))
        at++;
    *key = str_slice(line, 2, at);
    if (at < line.len && line.ptr[at] == '[') /* #+CAPTION[short]: */
        at += str_chr(str_tail(line, at), ']') + 1;
    if (at >= line.len || line.ptr[at] != ':' || key->len == 0)
        return false;
    *value = str_trim(str_tail(line, at + 1));
    return true;
}

bool org_block_begin(struct str line, struct str *name, struct str *arguments)
{
    const struct str begin = STR("#+begin_");
    if (line.len <= begin.len || line.ptr[0] != '#' ||
        !str_eq_nocase(str_slice(line, 0, begin.len), begin))
        return false;
    const struct str rest = str_tail(line, begin.len);
    const size_t blank = str_chr(rest, ' ');
    *name = str_slice(rest, 0, blank);
    *arguments = str_trim(str_tail(rest, blank));
    return name->len > 0;
}

bool org_drawer(struct str line, struct str *name)
{
    if (line.len < 3 || line.ptr[0] != ':' || line.ptr[line.len - 1] != ':')
        return false;
    for (size_t i = 1; i + 1 < line.len; i++) {
        if (!is_name_byte(line.ptr[i]))
            return false;
    }
    *name = str_slice(line, 1, line.len - 1);
    return true;
}

static bool is_rule(struct str line)
{
    size_t at = 0;
    while (at < line.len && line.ptr[at] == '-')
        at++;
    return at >= 5 && at == line.len;
}

static bool is_fixed(struct str line)
{
    return str_eq(line, STR(":")) || str_starts(line, STR(": "));
}

static bool is_note(struct str line)
{
    return str_starts(line, STR("[fn:")) && str_chr(line, ']') < line.len;
}

/* --- Blocks between marks --- */

/* Kinds of blocks that are notes. */
static bool is_callout(struct str name)
{
    static const struct str names[] = {
        STR_INIT("note"),      STR_INIT("tip"),     STR_INIT("warning"),
        STR_INIT("important"), STR_INIT("caution"), STR_INIT("info"),
        STR_INIT("danger"),    STR_INIT("hint"),    STR_INIT("attention"),
        STR_INIT("summary"),   STR_INIT("tldr"),    STR_INIT("abstract"),
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_eq(name, names[i]))
            return true;
    }
    return false;
}

/* A comma before what would be a heading or a keyword is no part of the code. */
static struct str without_commas(struct arena *arena, struct str text)
{
    if (str_find(text, STR(",*")) == text.len && str_find(text, STR(",#+")) == text.len)
        return text;
    struct buf out = {0};
    struct str line;
    while (str_cut_line(&text, &line)) {
        const struct str bare = str_trim(line);
        const size_t indent = (size_t)(bare.len > 0 ? bare.ptr - line.ptr : 0);
        buf_puts(&out, str_slice(line, 0, indent));
        buf_puts(&out, str_tail(line, indent + (str_starts(bare, STR(",*")) ||
                                                str_starts(bare, STR(",#+")))));
        buf_putc(&out, '\n');
    }
    const struct str kept = buf_keep(&out, arena);
    buf_release(&out);
    return kept;
}

static void read_code(struct org *org, struct node *parent, const struct excerpt *body,
                      struct str language, uint32_t line)
{
    struct arena *arena = org->m.doc->arena;
    const uint32_t cols = excerpt_least_indent(body, body->from, body->to);
    const struct excerpt code = excerpt_body(body, body->from, body->to, cols, cols);
    markup_code(&org->m, parent, language,
                without_commas(arena, excerpt_text(&code, arena)), line);
}

static void read_verse(struct org *org, struct node *parent, const struct excerpt *body,
                       uint32_t line)
{
    struct node *block = markup_block(&org->m, parent, NODE_PARAGRAPH, line);
    for (size_t i = body->from; i < body->to; i++) {
        if (block->last != NULL)
            markup_block(&org->m, block, NODE_LINE_BREAK, line);
        if (!excerpt_is_blank(body, i))
            org_inlines(&org->m, block, str_trim(excerpt_line(body, i)),
                        excerpt_number(body, i));
    }
}

static void read_deeper(struct org *org, struct node *parent,
                        const struct excerpt *body)
{
    if (org->m.depth >= MARKUP_DEPTH_MAX) {
        markup_paragraph(&org->m, parent, body);
        return;
    }
    org->m.depth++;
    org_blocks(org, parent, body);
    org->m.depth--;
}

static void read_named_block(struct org *org, struct node *parent, struct str name,
                             struct str arguments, const struct excerpt *body,
                             uint32_t line)
{
    const struct str kind = text_fold(org->m.doc->arena, name, true);
    if (str_eq(kind, STR("src")))
        read_code(org, parent, body, str_slice(arguments, 0, str_chr(arguments, ' ')),
                  line);
    else if (str_eq(kind, STR("example")) || str_eq(kind, STR("ascii")))
        read_code(org, parent, body, STR(""), line);
    else if (str_eq(kind, STR("comment")) || str_eq(kind, STR("export")) ||
             str_eq(kind, STR("html")) || str_eq(kind, STR("latex")))
        return;
    else if (str_eq(kind, STR("verse")))
        read_verse(org, parent, body, line);
    else if (str_eq(kind, STR("quote")))
        read_deeper(org, markup_block(&org->m, parent, NODE_QUOTE, line), body);
    else if (is_callout(kind))
        read_deeper(org, markup_callout(&org->m, parent, kind, arguments, line), body);
    else
        read_deeper(org, parent, body);
}

static size_t read_block(struct org *org, struct node *parent,
                         const struct excerpt *lines, size_t at)
{
    struct str name, arguments;
    if (!org_block_begin(str_trim(excerpt_line(lines, at)), &name, &arguments))
        return at;
    const size_t end = org->ends[at];
    if (end >= lines->to)
        return at + 1; /* it is not closed: a mark that means nothing */
    const struct excerpt body = excerpt_part(lines, at + 1, end);
    read_named_block(org, parent, name, arguments, &body, excerpt_number(lines, at));
    return end + 1;
}

/* --- What leaves no trace, and keywords --- */

static size_t read_drawer(struct org *org, struct node *parent,
                          const struct excerpt *lines, size_t at)
{
    struct str name;
    (void)parent;
    if (!org_drawer(str_trim(excerpt_line(lines, at)), &name))
        return at;
    return org->ends[at] < lines->to ? org->ends[at] + 1 : at;
}

/* "file" :lines "1-3" */
static struct str file_of(struct str value)
{
    if (str_starts(value, STR("\""))) {
        const struct str rest = str_tail(value, 1);
        return str_slice(rest, 0, str_chr(rest, '"'));
    }
    return str_slice(value, 0, str_chr(value, ' '));
}

static size_t read_keyword(struct org *org, struct node *parent,
                           const struct excerpt *lines, size_t at)
{
    const struct str line = str_trim(excerpt_line(lines, at));
    struct str key, value;
    if (!str_starts(line, STR("#")))
        return at;
    if (line.len == 1 || line.ptr[1] == ' ')
        return at + 1; /* a comment */
    if (!str_starts(line, STR("#+")))
        return at;
    if (!org_keyword(line, &key, &value))
        return at + 1;
    if (str_eq_nocase(key, STR("name")))
        org->label = value;
    else if (str_eq_nocase(key, STR("caption")))
        org->caption = value;
    else if (str_eq_nocase(key, STR("include")))
        markup_file_link(&org->m, parent, file_of(value), file_of(value),
                         excerpt_number(lines, at));
    return at + 1;
}

/* --- Notes --- */

static size_t read_note(struct org *org, struct node *parent,
                        const struct excerpt *lines, size_t at)
{
    const struct str line = excerpt_line(lines, at);
    if (!is_note(line))
        return at;
    const size_t close = str_chr(line, ']');
    size_t end = at + 1;
    while (end < lines->to && !is_note(excerpt_line(lines, end)) &&
           !(excerpt_is_blank(lines, end) && excerpt_is_blank(lines, end + 1)))
        end++;
    const uint32_t number = excerpt_number(lines, at);
    struct node *note = markup_block(&org->m, parent, NODE_FOOTNOTE, number);
    note->u.footnote.label = arena_str(
        org->m.doc->arena,
        text_clean(org->m.doc->arena, str_slice(line, 4, close), TEXT_ONE_LINE));
    org->m.doc->has_notes = true;
    const size_t from = close + 1 + (close + 1 < line.len);
    const struct excerpt body = excerpt_body(lines, at, end, (uint32_t)from, 0);
    read_deeper(org, note, &body);
    return end;
}

/* --- Tables and code by its marks --- */

static bool is_row(struct str line)
{
    return str_starts(line, STR("|"));
}

/* "<l10>" in each cell that is not empty: how columns are set. */
static bool is_cookie_row(struct str line)
{
    bool any = false;
    struct str rest = str_tail(line, 1), cell;
    while (str_cut(&rest, '|', &cell)) {
        const struct str bare = str_trim(cell);
        if (bare.len == 0)
            continue;
        if (bare.len > 6 || !str_starts(bare, STR("<")) || !str_ends(bare, STR(">")))
            return false;
        any = true;
    }
    return any;
}

static void add_row(struct cells *cells, struct str line, uint32_t number)
{
    struct str rest = str_tail(line, 1), cell;
    if (str_ends(rest, STR("|")))
        rest.len--;
    cells_row(cells, number);
    while (str_cut(&rest, '|', &cell) && !cells_is_full(cells))
        cells_add(cells, str_trim(cell), number);
}

static size_t read_table(struct org *org, struct node *parent,
                         const struct excerpt *lines, size_t at)
{
    size_t end = at, header = 0;
    while (!excerpt_is_blank(lines, end) && is_row(str_trim(excerpt_line(lines, end))))
        end++;
    if (end == at)
        return at;
    struct cells cells;
    cells_begin(&cells, &org->m, parent, excerpt_number(lines, at));
    for (size_t i = at; i < end && !cells_is_full(&cells); i++) {
        const struct str line = str_trim(excerpt_line(lines, i));
        if (str_starts(line, STR("|-")))
            header = header == 0 ? cells.rows : header;
        else if (!is_cookie_row(line))
            add_row(&cells, line, excerpt_number(lines, i));
    }
    const struct excerpt source = excerpt_part(lines, at, end);
    cells_end(&cells, header == 1, &source);
    return end;
}

static size_t read_fixed(struct org *org, struct node *parent,
                         const struct excerpt *lines, size_t at)
{
    struct buf text = {0};
    size_t end = at;
    for (; !excerpt_is_blank(lines, end); end++) {
        const struct str line = str_trim(excerpt_line(lines, end));
        if (!is_fixed(line))
            break;
        buf_puts(&text, str_tail(line, 2));
        buf_putc(&text, '\n');
    }
    if (end > at)
        markup_code(&org->m, parent, STR(""), buf_str(&text),
                    excerpt_number(lines, at));
    buf_release(&text);
    return end;
}

static size_t read_rule(struct org *org, struct node *parent,
                        const struct excerpt *lines, size_t at)
{
    if (!is_rule(str_trim(excerpt_line(lines, at))))
        return at;
    markup_block(&org->m, parent, NODE_RULE, excerpt_number(lines, at));
    return at + 1;
}

/* --- Paragraphs --- */

static bool begins_block(const struct excerpt *lines, size_t at)
{
    const struct str line = str_trim(excerpt_line(lines, at));
    struct str name;
    return str_starts(line, STR("#+")) || str_starts(line, STR("# ")) || is_row(line) ||
           is_fixed(line) || is_rule(line) || org_drawer(line, &name) ||
           is_note(line) || org_item_mark(line, excerpt_indent(lines, at) > 0) > 0;
}

static size_t read_paragraph(struct org *org, struct node *parent,
                             const struct excerpt *lines, size_t at)
{
    size_t end = at + 1;
    while (!excerpt_is_blank(lines, end) && !begins_block(lines, end))
        end++;
    const struct excerpt part = excerpt_part(lines, at, end);
    markup_paragraph(&org->m, parent, &part);
    return end;
}

/* --- All --- */

typedef size_t (*block_reader)(struct org *org, struct node *parent,
                               const struct excerpt *lines, size_t at);

static const block_reader readers[] = {
    read_block, read_keyword, read_drawer, read_note,      read_table,
    read_fixed, read_rule,    org_list,    read_paragraph,
};

/* What #+NAME and #+CAPTION said belongs to the block that came. */
static void finish_block(struct org *org, struct node *made)
{
    if (org->label.len > 0)
        doc_mark(org->m.doc, org->label, made);
    if (org->caption.len > 0) {
        struct node *block = doc_node(org->m.doc, NODE_PARAGRAPH, made->line);
        struct node *strong = markup_block(&org->m, block, NODE_STRONG, made->line);
        org_inlines(&org->m, strong, org->caption, made->line);
        node_insert_before(made, block);
    }
    org->label = org->caption = (struct str){0};
}

void org_blocks(struct org *org, struct node *parent, const struct excerpt *lines)
{
    size_t at = excerpt_skip_blank(lines, lines->from);
    while (at < lines->to && !budget_is_spent(org->m.doc)) {
        struct node *before = parent->last;
        size_t end = at;
        for (size_t i = 0; end == at && i < sizeof readers / sizeof *readers; i++)
            end = readers[i](org, parent, lines, at);
        struct node *made = before != NULL ? before->next : parent->first;
        if (made != NULL)
            finish_block(org, made);
        at = excerpt_skip_blank(lines, end);
    }
}
