/*
 * Blocks of AsciiDoc: headings, paragraphs, delimited blocks, block macros.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "read/asciidoc/adoc_reader.h"
#include "read/budget.h"

/* --- Lines --- */

/* Lines of one character, four at least, or three of it. */
bool adoc_delimits(struct str line)
{
    if (line.len < 2 || str_eq(line, STR("--")))
        return line.len == 2;
    if (str_starts(line, STR("```")))
        return str_chr(str_tail(line, 3), '`') == line.len - 3;
    if (str_ends(line, STR("===")) && line.len == 4 &&
        strchr("|,:!", line.ptr[0]) != NULL)
        return true;
    if (line.len < 4 || strchr("-.=*_+/", line.ptr[0]) == NULL || line.ptr[0] == '\0')
        return false;
    size_t at = 1;
    while (at < line.len && line.ptr[at] == line.ptr[0])
        at++;
    return at == line.len;
}

int adoc_heading(struct str line, struct str *title)
{
    size_t marks = 0;
    const char mark = line.len > 0 ? line.ptr[0] : '\0';
    if (mark != '=' && mark != '#')
        return 0;
    while (marks < line.len && line.ptr[marks] == mark)
        marks++;
    if (marks > 6 || marks >= line.len || line.ptr[marks] != ' ')
        return 0;
    *title = str_trim(str_tail(line, marks));
    /* "== Title ==" */
    const struct str end = str_slice(line, 0, marks);
    if (str_ends(*title, end) && title->len > marks + 1 &&
        title->ptr[title->len - marks - 1] == ' ')
        *title = str_trim(str_slice(*title, 0, title->len - marks));
    return title->len > 0 ? (int)marks : 0;
}

static size_t count_characters(struct str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++)
        count += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return count;
}

int adoc_underlined(const struct excerpt *lines, size_t at)
{
    static const char marks[] = "=-~^+";
    if (excerpt_is_blank(lines, at) || excerpt_is_blank(lines, at + 1))
        return 0;
    const struct str title = excerpt_line(lines, at),
                     under = excerpt_line(lines, at + 1);
    const char *mark = strchr(marks, under.ptr[0]);
    const bool is_title = ascii_is_alnum(title.ptr[0]) ||
                          (unsigned char)title.ptr[0] >= 0x80 ||
                          strchr("_`'\"({", title.ptr[0]) != NULL;
    if (mark == NULL || under.len < 3 || !is_title)
        return 0;
    for (size_t i = 1; i < under.len; i++) {
        if (under.ptr[i] != *mark)
            return 0;
    }
    const size_t len = count_characters(title);
    return len <= under.len + 2 && under.len <= len + 2 ? (int)(mark - marks) + 1 : 0;
}

static bool is_attribute_line(struct str line)
{
    return line.len > 2 && line.ptr[0] == '[' && line.ptr[line.len - 1] == ']' &&
           line.ptr[1] != ' ';
}

static bool is_block_title(struct str line)
{
    return line.len > 1 && line.ptr[0] == '.' && line.ptr[1] != '.' &&
           line.ptr[1] != ' ';
}

static bool is_rule(struct str line)
{
    return str_eq(line, STR("'''")) || str_eq(line, STR("---")) ||
           str_eq(line, STR("***")) || str_eq(line, STR("- - -"));
}

/* "name::target[text]" */
static bool read_macro(struct str line, struct str *name, struct str *target,
                       struct str *text)
{
    const size_t at = str_find(line, STR("::"));
    const size_t open = str_chr(line, '[');
    if (at == 0 || at >= line.len || open < at || !str_ends(line, STR("]")))
        return false;
    for (size_t i = 0; i < at; i++) {
        if (!ascii_is_alnum(line.ptr[i]) && line.ptr[i] != '_' && line.ptr[i] != '-')
            return false;
    }
    *name = str_slice(line, 0, at);
    *target = str_slice(line, at + 2, open);
    *text = str_slice(line, open + 1, line.len - 1);
    return target->len == 0 || target->ptr[0] != ' ';
}

bool adoc_begins_block(const struct excerpt *lines, size_t at)
{
    const struct str line = excerpt_line(lines, at);
    return adoc_delimits(line) || is_attribute_line(line) ||
           str_starts(line, STR("//")) || str_eq(line, STR("+"));
}

/* --- What is known of the block that comes --- */

/* "[style#id.role%option,...]" */
static void read_style(struct adoc_block *block, struct str first)
{
    size_t at = 0;
    while (at < first.len) {
        const char mark = first.ptr[at];
        const bool marked = mark == '#' || mark == '.' || mark == '%';
        size_t end = at + marked;
        while (end < first.len && first.ptr[end] != '#' && first.ptr[end] != '.' &&
               first.ptr[end] != '%')
            end++;
        const struct str part = str_slice(first, at + marked, end);
        if (mark == '#')
            block->id = part;
        else if (mark == '%')
            block->options = part;
        else if (!marked)
            block->style = part;
        at = end > at ? end : at + 1;
    }
}

static size_t read_attributes(struct adoc *adoc, const struct excerpt *lines, size_t at)
{
    struct adoc_block *block = &adoc->block;
    const struct str line = excerpt_line(lines, at);
    if (!is_attribute_line(line))
        return at;
    if (str_starts(line, STR("[["))) {
        const struct str id = str_slice(line, 2, line.len - 2);
        block->id = str_slice(id, 0, str_chr(id, ','));
        return at + 1;
    }
    adoc_parse_attributes(str_slice(line, 1, line.len - 1), &block->attributes);
    read_style(block, adoc_placed(&block->attributes, 0));
    const struct str named = adoc_named(&block->attributes, STR("id"));
    if (named.len > 0)
        block->id = named;
    const struct str options = adoc_named(&block->attributes, STR("options"));
    if (options.len > 0)
        block->options = options;
    const struct str opts = adoc_named(&block->attributes, STR("opts"));
    if (opts.len > 0)
        block->options = opts;
    block->language = adoc_placed(&block->attributes, 1);
    return at + 1;
}

static size_t read_block_title(struct adoc *adoc, const struct excerpt *lines,
                               size_t at)
{
    const struct str line = excerpt_line(lines, at);
    if (!is_block_title(line))
        return at;
    adoc->block.title = str_tail(line, 1);
    return at + 1;
}

/* A title of a block that has no place of its own for it. */
static void put_title(struct adoc *adoc, struct node *parent, struct str title,
                      uint32_t line)
{
    if (title.len == 0)
        return;
    struct node *block = markup_block(&adoc->m, parent, NODE_PARAGRAPH, line);
    struct node *strong = markup_block(&adoc->m, block, NODE_STRONG, line);
    adoc_inlines(&adoc->m, strong, title, line);
}

/* --- Headings --- */

/* "_section_title": what a heading without an id is called. */
static void mark_heading(struct adoc *adoc, struct node *heading, struct str title)
{
    struct buf id = {0};
    buf_putc(&id, '_');
    for (size_t i = 0; i < title.len && id.len < DOC_TITLE_MAX_BYTES; i++) {
        const char c = title.ptr[i];
        if (ascii_is_alnum(c) || (unsigned char)c >= 0x80)
            buf_putc(&id, ascii_lower(c));
        else if ((c == ' ' || c == '-' || c == '.' || c == '_') &&
                 id.data[id.len - 1] != '_')
            buf_putc(&id, '_');
    }
    while (id.len > 1 && id.data[id.len - 1] == '_')
        id.len--;
    doc_mark(adoc->m.doc, buf_str(&id), heading);
    buf_release(&id);
}

static size_t read_heading(struct adoc *adoc, struct node *parent,
                           const struct excerpt *lines, size_t at,
                           const struct adoc_block *block)
{
    struct str title = excerpt_line(lines, at);
    const int under = adoc_underlined(lines, at);
    const int level = under > 0 ? under : adoc_heading(title, &title);
    (void)block;
    if (level == 0)
        return at;
    mark_heading(
        adoc, markup_heading(&adoc->m, parent, level, title, excerpt_number(lines, at)),
        title);
    return at + (under > 0 ? 2 : 1);
}

/* --- Kinds of notes --- */

static bool is_note_style(struct str style)
{
    static const struct str styles[] = {STR_INIT("NOTE"), STR_INIT("TIP"),
                                        STR_INIT("IMPORTANT"), STR_INIT("WARNING"),
                                        STR_INIT("CAUTION")};
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        if (str_eq(style, styles[i]))
            return true;
    }
    return str_eq(style, STR("abstract"));
}

static struct node *put_note(struct adoc *adoc, struct node *parent, struct str style,
                             struct str title, uint32_t line)
{
    return markup_callout(&adoc->m, parent, text_fold(adoc->m.doc->arena, style, true),
                          title, line);
}

/* --- Delimited blocks --- */

static void read_inside(struct adoc *adoc, struct node *parent,
                        const struct excerpt *body)
{
    if (adoc->m.depth >= MARKUP_DEPTH_MAX) {
        markup_paragraph(&adoc->m, parent, body);
        return;
    }
    adoc->m.depth++;
    adoc_blocks(adoc, parent, body);
    adoc->m.depth--;
}

static void put_code(struct adoc *adoc, struct node *parent, const struct excerpt *body,
                     const struct adoc_block *block, struct str language, uint32_t line)
{
    const bool source = str_eq(block->style, STR("source")) || block->style.len == 0;
    put_title(adoc, parent, block->title, line);
    if (language.len == 0 && source)
        language = block->language;
    markup_code(&adoc->m, parent, language, excerpt_text(body, adoc->m.doc->arena),
                line);
}

/* "[quote, Who, Where]" */
static void put_attribution(struct adoc *adoc, struct node *quote,
                            const struct adoc_block *block, uint32_t line)
{
    const struct str who = adoc_placed(&block->attributes, 1);
    const struct str where = adoc_placed(&block->attributes, 2);
    if (who.len == 0 && where.len == 0)
        return;
    const struct str text = arena_printf(
        adoc->m.doc->arena, "\xE2\x80\x94 " STR_FMT "%s" STR_FMT, STR_ARG(who),
        who.len > 0 && where.len > 0 ? ", " : "", STR_ARG(where));
    markup_inline_block(&adoc->m, quote, NODE_PARAGRAPH, text, line);
}

static void put_verse(struct adoc *adoc, struct node *parent,
                      const struct excerpt *body, uint32_t line)
{
    struct node *block = markup_block(&adoc->m, parent, NODE_PARAGRAPH, line);
    for (size_t i = body->from; i < body->to; i++) {
        if (block->last != NULL)
            markup_block(&adoc->m, block, NODE_LINE_BREAK, line);
        if (!excerpt_is_blank(body, i))
            adoc_inlines(&adoc->m, block, str_trim(excerpt_line(body, i)),
                         excerpt_number(body, i));
    }
}

static void put_quote(struct adoc *adoc, struct node *parent,
                      const struct excerpt *body, const struct adoc_block *block,
                      uint32_t line)
{
    put_title(adoc, parent, block->title, line);
    struct node *quote = markup_block(&adoc->m, parent, NODE_QUOTE, line);
    if (str_eq(block->style, STR("verse")))
        put_verse(adoc, quote, body, line);
    else
        read_inside(adoc, quote, body);
    put_attribution(adoc, quote, block, line);
}

static void put_details(struct adoc *adoc, struct node *parent,
                        const struct excerpt *body, const struct adoc_block *block,
                        uint32_t line)
{
    struct node *details = markup_block(&adoc->m, parent, NODE_DETAILS, line);
    markup_inline_block(&adoc->m, details, NODE_SUMMARY,
                        block->title.len > 0 ? block->title : STR("Details"), line);
    read_inside(adoc, details, body);
}

/* An example, a sidebar or an open block, whose style may make it something else. */
static void put_container(struct adoc *adoc, struct node *parent,
                          const struct excerpt *body, const struct adoc_block *block,
                          char mark, uint32_t line)
{
    if (is_note_style(block->style))
        read_inside(adoc, put_note(adoc, parent, block->style, block->title, line),
                    body);
    else if (str_find(block->options, STR("collapsible")) < block->options.len)
        put_details(adoc, parent, body, block, line);
    else if (str_eq(block->style, STR("source")) ||
             str_eq(block->style, STR("listing")))
        put_code(adoc, parent, body, block, (struct str){0}, line);
    else if (str_eq(block->style, STR("quote")) || str_eq(block->style, STR("verse")))
        put_quote(adoc, parent, body, block, line);
    else if (str_eq(block->style, STR("comment")))
        return;
    else if (mark == '*')
        read_inside(adoc,
                    put_note(adoc, parent, STR("note"),
                             block->title.len > 0 ? block->title : STR("Aside"), line),
                    body);
    else {
        put_title(adoc, parent, block->title, line);
        read_inside(adoc, parent, body);
    }
}

static bool is_formula(struct str style)
{
    return str_eq(style, STR("stem")) || str_eq(style, STR("latexmath")) ||
           str_eq(style, STR("asciimath"));
}

static void put_delimited(struct adoc *adoc, struct node *parent,
                          const struct excerpt *body, const struct adoc_block *block,
                          struct str delimiter, uint32_t line)
{
    const char mark = delimiter.ptr[0];
    if (str_ends(delimiter, STR("===")) && mark != '=')
        adoc_table(adoc, parent, body, block, mark, line);
    else if (mark == '`')
        put_code(adoc, parent, body, block, str_trim(str_tail(delimiter, 3)), line);
    else if (mark == '=' || mark == '*' || delimiter.len == 2)
        put_container(adoc, parent, body, block, mark, line);
    else if (str_eq(block->style, STR("verse")) || mark == '_')
        put_quote(adoc, parent, body, block, line);
    else if (mark == '-' || mark == '.')
        put_code(adoc, parent, body, block, (struct str){0}, line);
    else if (mark == '+' && is_formula(block->style))
        put_code(adoc, parent, body, block, STR("math"), line);
    /* Comments, and what passes through to HTML, leave quietly. */
}

static size_t read_delimited(struct adoc *adoc, struct node *parent,
                             const struct excerpt *lines, size_t at,
                             const struct adoc_block *block)
{
    const struct str line = excerpt_line(lines, at);
    if (!adoc_delimits(line))
        return at;
    const size_t end = adoc->ends[at];
    if (end >= lines->to)
        return at + 1; /* it is not closed: a mark that means nothing */
    const struct excerpt body = excerpt_part(lines, at + 1, end);
    put_delimited(adoc, parent, &body, block, line, excerpt_number(lines, at));
    return end + 1;
}

/* --- Block macros and rules --- */

static size_t read_block_macro(struct adoc *adoc, struct node *parent,
                               const struct excerpt *lines, size_t at,
                               const struct adoc_block *block)
{
    struct str name, target, text;
    const uint32_t line = excerpt_number(lines, at);
    if (!read_macro(excerpt_line(lines, at), &name, &target, &text))
        return at;
    struct adoc_attributes attributes;
    adoc_parse_attributes(text, &attributes);
    const struct str alt = adoc_placed(&attributes, 0);
    if (str_eq(name, STR("image")) || str_eq(name, STR("video")) ||
        str_eq(name, STR("audio"))) {
        markup_figure(&adoc->m, parent, target, alt, line);
        put_title(adoc, parent, block->title, line);
    } else if (str_eq(name, STR("include")) && target.len > 0) {
        markup_file_link(&adoc->m, parent, target, target, line);
    }
    return at + 1;
}

static size_t read_rule(struct adoc *adoc, struct node *parent,
                        const struct excerpt *lines, size_t at,
                        const struct adoc_block *block)
{
    const struct str line = excerpt_line(lines, at);
    (void)block;
    if (str_eq(line, STR("<<<")) || str_eq(line, STR("+")))
        return at + 1;
    if (!is_rule(line))
        return at;
    markup_block(&adoc->m, parent, NODE_RULE, excerpt_number(lines, at));
    return at + 1;
}

/* --- Paragraphs --- */

static size_t paragraph_end(const struct excerpt *lines, size_t at)
{
    size_t end = at + 1;
    while (!excerpt_is_blank(lines, end) && !adoc_begins_block(lines, end))
        end++;
    return end;
}

/* "NOTE: text" */
static size_t note_prefix(struct str line)
{
    const size_t colon = str_find(line, STR(": "));
    const struct str style = str_slice(line, 0, colon);
    return colon < line.len && is_note_style(style) && ascii_is_upper(style.ptr[0])
               ? colon
               : 0;
}

static size_t read_literal(struct adoc *adoc, struct node *parent,
                           const struct excerpt *lines, size_t at,
                           const struct adoc_block *block)
{
    if (excerpt_indent(lines, at) == 0 ||
        adoc_is_item(str_trim(excerpt_line(lines, at))))
        return at;
    const size_t end = paragraph_end(lines, at);
    const uint32_t cols = excerpt_least_indent(lines, at, end);
    const struct excerpt body = excerpt_body(lines, at, end, cols, cols);
    if (str_eq(block->style, STR("verse")) || str_eq(block->style, STR("quote")) ||
        str_eq(block->style, STR("normal")))
        return at;
    put_code(adoc, parent, &body, block, (struct str){0}, excerpt_number(lines, at));
    return end;
}

static size_t read_paragraph(struct adoc *adoc, struct node *parent,
                             const struct excerpt *lines, size_t at,
                             const struct adoc_block *block)
{
    const size_t end = paragraph_end(lines, at);
    const struct excerpt part = excerpt_part(lines, at, end);
    const uint32_t line = excerpt_number(lines, at);
    const size_t prefix = note_prefix(excerpt_line(lines, at));
    if (prefix > 0) {
        const struct excerpt body =
            excerpt_body(lines, at, end, (uint32_t)prefix + 2, 0);
        const struct str style = str_slice(excerpt_line(lines, at), 0, prefix);
        markup_paragraph(&adoc->m, put_note(adoc, parent, style, block->title, line),
                         &body);
    } else if (is_note_style(block->style)) {
        markup_paragraph(
            &adoc->m, put_note(adoc, parent, block->style, block->title, line), &part);
    } else if (str_eq(block->style, STR("source")) ||
               str_eq(block->style, STR("listing")) ||
               str_eq(block->style, STR("literal"))) {
        put_code(adoc, parent, &part, block, (struct str){0}, line);
    } else if (str_eq(block->style, STR("quote")) ||
               str_eq(block->style, STR("verse"))) {
        struct node *quote = markup_block(&adoc->m, parent, NODE_QUOTE, line);
        if (str_eq(block->style, STR("verse")))
            put_verse(adoc, quote, &part, line);
        else
            markup_paragraph(&adoc->m, quote, &part);
        put_attribution(adoc, quote, block, line);
    } else {
        put_title(adoc, parent, block->title, line);
        markup_paragraph(&adoc->m, parent, &part);
    }
    return end;
}

static size_t read_list(struct adoc *adoc, struct node *parent,
                        const struct excerpt *lines, size_t at,
                        const struct adoc_block *block)
{
    if (!adoc_is_item(str_trim(excerpt_line(lines, at))))
        return at;
    put_title(adoc, parent, block->title, excerpt_number(lines, at));
    return adoc_list(adoc, parent, lines, at);
}

/* --- All --- */

typedef size_t (*block_reader)(struct adoc *adoc, struct node *parent,
                               const struct excerpt *lines, size_t at,
                               const struct adoc_block *block);

static const block_reader readers[] = {
    read_heading, read_delimited, read_rule,      read_block_macro,
    read_list,    read_literal,   read_paragraph,
};

/* Comments, attributes of the document and of the block that comes. */
static size_t read_before(struct adoc *adoc, const struct excerpt *lines, size_t at)
{
    const struct str line = excerpt_line(lines, at);
    if (str_starts(line, STR("//")) && !adoc_delimits(line))
        return at + 1;
    size_t end = adoc_set_attribute(adoc, lines, at);
    if (end == at)
        end = read_attributes(adoc, lines, at);
    if (end == at)
        end = read_block_title(adoc, lines, at);
    return end;
}

size_t adoc_one_block(struct adoc *adoc, struct node *parent,
                      const struct excerpt *lines, size_t at)
{
    for (size_t end; at < lines->to; at = excerpt_skip_blank(lines, end)) {
        end = read_before(adoc, lines, at);
        if (end == at)
            break;
    }
    if (at >= lines->to)
        return at;
    const struct adoc_block block = adoc->block;
    adoc->block = (struct adoc_block){0};
    struct node *before = parent->last;
    size_t end = at;
    for (size_t i = 0; end == at && i < sizeof readers / sizeof *readers; i++)
        end = readers[i](adoc, parent, lines, at, &block);
    struct node *made = before != NULL ? before->next : parent->first;
    if (made != NULL)
        doc_mark(adoc->m.doc, block.id, made);
    return end;
}

void adoc_blocks(struct adoc *adoc, struct node *parent, const struct excerpt *lines)
{
    size_t at = excerpt_skip_blank(lines, lines->from);
    while (at < lines->to && !budget_is_spent(adoc->m.doc))
        at = excerpt_skip_blank(lines, adoc_one_block(adoc, parent, lines, at));
}
