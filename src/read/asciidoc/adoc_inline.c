/*
 * Inlines of AsciiDoc: emphasis, code, macros, references, attributes.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "read/asciidoc/adoc_reader.h"
#include "read/html/html.h"
#include "read/markup/inline_scan.h"

enum {
    ATTRIBUTE_MAX_BYTES =
        1 << 20, /* of all values that attributes of a file stand for */
    NAME_MAX_BYTES = 128,
};

enum end_mark {
    END_STRONG,
    END_STRONG2,
    END_EMPHASIS,
    END_EMPHASIS2,
    END_CODE,
    END_CODE2,
    END_MARK,
    END_MARK2,
    END_SUB,
    END_SUP,
    END_PASS,
    END_PASS2,
    END_QUOTE,
    END_SINGLE,
    END_DOUBLE,
    END_BRACKET,
    END_XREF,
    END_ANCHOR,
    END_INDEX
};

/* --- Emphasis and code --- */

struct pair {
    char mark;
    enum end_mark once, twice;
    enum node_kind kind; /* NODE_TEXT: only the mark goes */
};

static const struct pair pairs[] = {
    {'*', END_STRONG, END_STRONG2, NODE_STRONG},
    {'_', END_EMPHASIS, END_EMPHASIS2, NODE_EMPHASIS},
    {'`', END_CODE, END_CODE2, NODE_CODE},
    {'#', END_MARK, END_MARK2, NODE_TEXT},
    {'+', END_PASS, END_PASS2, NODE_TEXT},
};

static bool is_border(char c)
{
    return !inline_is_word(c) && c != '_';
}

static bool is_end_once(const struct inline_scan *in, size_t at, size_t to)
{
    return !ascii_is_space(inline_before(in, at)) && inline_before(in, at) != '\\' &&
           !inline_is_word(inline_at(in, to));
}

static bool is_code(const struct pair *pair)
{
    return pair->kind == NODE_CODE;
}

/* "`+text+`" is text as it stands. */
static struct str without_pass(struct str s)
{
    return s.len > 2 && s.ptr[0] == '+' && s.ptr[s.len - 1] == '+'
               ? str_slice(s, 1, s.len - 1)
               : s;
}

/* Code with the attributes in it, without the marks of other macros. */
static void put_code(struct inline_scan *in, struct str inside)
{
    struct adoc *adoc = adoc_of(in->m);
    const bool simple =
        str_chr(inside, '{') == inside.len && str_chr(inside, '<') == inside.len &&
        str_chr(inside, '[') == inside.len && str_chr(inside, '\\') == inside.len &&
        str_chr(inside, '&') == inside.len;
    struct str text = without_pass(inside);
    if (!simple && text.len == inside.len && in->depth < INLINE_NEST_MAX) {
        struct node *holder = doc_node(in->m->doc, NODE_PARAGRAPH, in->line);
        inline_scan_inside(in, holder, inside);
        /* A reference inside of code stays one. */
        if (holder->first != NULL && holder->first == holder->last &&
            holder->first->kind == NODE_LINK) {
            node_adopt(in->parent, holder);
            return;
        }
        text = node_text_in(holder, adoc->m.doc->arena);
    }
    markup_code_span(in->m, in->parent, text, in->line);
}

static void put_pair(struct inline_scan *in, const struct pair *pair, struct str inside)
{
    if (is_code(pair))
        put_code(in, inside);
    else if (pair->mark == '+')
        markup_text(in->m, in->parent, inside, in->line);
    else if (pair->kind == NODE_TEXT)
        inline_scan_inside(in, in->parent, inside);
    else
        inline_scan_inside(in, markup_block(in->m, in->parent, pair->kind, in->line),
                           inside);
}

/* "``words''" were quotes once. */
static size_t take_old_quote(struct inline_scan *in, size_t at)
{
    const size_t end = inline_find_end(in, at + 2, STR("''"), END_INDEX, NULL);
    if (end >= in->text.len || end - at > NAME_MAX_BYTES)
        return at;
    inline_scan_flush(in, at, end + 2);
    doc_text(in->m->doc, in->parent, STR("\xE2\x80\x9C"), in->line);
    inline_scan_inside(in, in->parent, str_slice(in->text, at + 2, end));
    doc_text(in->m->doc, in->parent, STR("\xE2\x80\x9D"), in->line);
    return end + 2;
}

/* "**text**" anywhere, "*text*" at the borders of words. */
static size_t take_pair(struct inline_scan *in, size_t at)
{
    const struct pair *pair = pairs;
    while (pair->mark != in->text.ptr[at])
        pair++;
    const bool twice = inline_at(in, at + 1) == pair->mark;
    const char marks[2] = {pair->mark, pair->mark};
    const struct str mark = {marks, 1 + (size_t)twice};
    const size_t from = at + mark.len;
    if (twice && is_code(pair) && adoc_of(in->m)->is_old) {
        const size_t end = take_old_quote(in, at);
        if (end > at)
            return end;
    }
    if (ascii_is_space(inline_at(in, from)) || from >= in->text.len ||
        (!twice && !is_border(inline_before(in, at))))
        return from;
    const size_t end =
        inline_find_end(in, from + 1, mark, twice ? pair->twice : pair->once,
                        twice ? NULL : is_end_once);
    if (end >= in->text.len)
        return from;
    inline_scan_flush(in, at, end + mark.len);
    put_pair(in, pair, str_slice(in->text, from, end));
    return end + mark.len;
}

/* "^text^" and "~text~" hold no blanks. */
static size_t take_script(struct inline_scan *in, size_t at)
{
    const char mark = in->text.ptr[at];
    const struct str near = str_slice(in->text, at + 1, at + NAME_MAX_BYTES);
    const size_t end = str_chr(near, mark);
    if (end >= near.len || end == 0 || str_chr(str_slice(near, 0, end), ' ') < end)
        return at;
    inline_scan_flush(in, at, at + end + 2);
    struct node *node = markup_block(
        in->m, in->parent, mark == '^' ? NODE_SUPERSCRIPT : NODE_SUBSCRIPT, in->line);
    inline_scan_inside(in, node, str_slice(near, 0, end));
    return at + end + 2;
}

/* "\"`text`\"" and "'`text`'" are curved quotes; 'text' was emphasis once. */
static size_t take_quote(struct inline_scan *in, size_t at)
{
    const char mark = in->text.ptr[at];
    const bool curved = inline_at(in, at + 1) == '`';
    if (!curved &&
        (mark == '"' || !adoc_of(in->m)->is_old || !is_border(inline_before(in, at)) ||
         ascii_is_space(inline_at(in, at + 1))))
        return at;
    const struct str close = !curved ? STR("'") : mark == '"' ? STR("`\"") : STR("`'");
    const size_t from = at + 1 + curved;
    const size_t end = inline_find_end(in, from + 1, close,
                                       !curved       ? END_QUOTE
                                       : mark == '"' ? END_DOUBLE
                                                     : END_SINGLE,
                                       is_end_once);
    if (end >= in->text.len)
        return at;
    const struct str inside = str_slice(in->text, from, end);
    inline_scan_flush(in, at, end + close.len);
    if (!curved) {
        inline_scan_inside(in, markup_block(in->m, in->parent, NODE_EMPHASIS, in->line),
                           inside);
        return end + close.len;
    }
    doc_text(in->m->doc, in->parent,
             mark == '"' ? STR("\xE2\x80\x9C") : STR("\xE2\x80\x98"), in->line);
    inline_scan_inside(in, in->parent, inside);
    doc_text(in->m->doc, in->parent,
             mark == '"' ? STR("\xE2\x80\x9D") : STR("\xE2\x80\x99"), in->line);
    return end + close.len;
}

/* --- References --- */

static bool has_scheme(struct str target)
{
    size_t at = 0;
    while (at < target.len &&
           (ascii_is_alnum(target.ptr[at]) || target.ptr[at] == '+' ||
            target.ptr[at] == '-' || target.ptr[at] == '.'))
        at++;
    return at > 1 && at < target.len && target.ptr[at] == ':';
}

/* "2.0@part:module:page.adoc#place" of Antora: the page's own path counts. */
static struct str without_coordinates(struct str target)
{
    const size_t at = str_chr(target, '@');
    if (at < target.len)
        target = str_tail(target, at + 1);
    const size_t colon = str_rchr(str_slice(target, 0, str_chr(target, '#')), ':');
    const size_t dollar = str_chr(target, '$');
    if (colon < str_chr(target, '#') && colon < target.len)
        target = str_tail(target, colon + 1);
    else if (dollar < target.len)
        target = str_tail(target, dollar + 1);
    return target;
}

struct str adoc_target(struct adoc *adoc, struct str target)
{
    struct arena *arena = adoc->m.doc->arena;
    const size_t sharp = str_chr(target, '#');
    const bool is_file =
        sharp > 0 &&
        (sharp < target.len || str_ends(target, STR(".adoc")) ||
         str_ends(target, STR(".asciidoc")) || str_find(target, STR("$")) < target.len);
    if (is_file) {
        target = without_coordinates(target);
        return str_ends(target, STR("#")) ? str_slice(target, 0, target.len - 1)
                                          : target;
    }
    return sharp == 0 ? target : arena_printf(arena, "#" STR_FMT, STR_ARG(target));
}

/* What a reference is called when it has no text: the heading that it leads to. */
static void put_reference(struct inline_scan *in, struct str target, struct str text)
{
    struct adoc *adoc = adoc_of(in->m);
    const struct str dest = adoc_target(adoc, str_trim(target));
    const struct str id = str_starts(dest, STR("#")) ? str_tail(dest, 1) : target;
    const struct label *title = labels_find(&adoc->titles, id);
    struct node *link =
        markup_link(in->m, in->parent, NODE_LINK, LINK_INLINE, dest, in->line);
    text = str_trim(text);
    if (text.len > 0)
        inline_scan_inside(in, link, text);
    else if (title != NULL)
        doc_text(in->m->doc, link, markup_plain(in->m, title->value, in->line),
                 in->line);
    else
        doc_text(in->m->doc, link, id, in->line);
}

/* "<<id,text>>", and "<1>" of code. */
static size_t take_angle(struct inline_scan *in, size_t at)
{
    if (inline_at(in, at + 1) != '<')
        return at;
    const size_t end = inline_find_end(in, at + 2, STR(">>"), END_XREF, NULL);
    const struct str inside = str_slice(in->text, at + 2, end);
    if (end >= in->text.len || inside.len == 0 || inside.ptr[0] == ' ')
        return at + 2;
    const size_t comma = str_chr(inside, ',');
    inline_scan_flush(in, at, end + 2);
    put_reference(in, str_slice(inside, 0, comma),
                  comma < inside.len ? str_tail(inside, comma + 1) : (struct str){0});
    return end + 2;
}

/* --- Brackets --- */

static struct node *block_of(struct node *node)
{
    while (node_is_inline(node) && node->parent != NULL)
        node = node->parent;
    return node;
}

/* "[[id]]" is not shown; "[[[name]]]" is, in brackets. */
static size_t take_anchor(struct inline_scan *in, size_t at)
{
    const bool shown = inline_at(in, at + 2) == '[';
    const struct str close = shown ? STR("]]]") : STR("]]");
    const size_t from = at + 2 + shown;
    const size_t end = inline_find_end(in, from, close, END_ANCHOR, NULL);
    if (end >= in->text.len || end - from > NAME_MAX_BYTES)
        return from;
    const struct str inside = str_slice(in->text, from, end);
    const size_t comma = str_chr(inside, ',');
    inline_scan_flush(in, at, end + close.len);
    doc_mark(in->m->doc, str_slice(inside, 0, comma), block_of(in->parent));
    if (shown)
        doc_text(in->m->doc, in->parent,
                 arena_printf(in->m->doc->arena, "[" STR_FMT "]",
                              STR_ARG(comma < inside.len ? str_tail(inside, comma + 1)
                                                         : inside)),
                 in->line);
    return end + close.len;
}

/* "[.role]#text#": the role goes. */
static size_t take_bracket(struct inline_scan *in, size_t at)
{
    if (inline_at(in, at + 1) == '[')
        return take_anchor(in, at);
    const struct str near = str_slice(in->text, at, at + NAME_MAX_BYTES);
    const size_t end = str_chr(near, ']');
    const char after = inline_at(in, at + end + 1);
    if (end >= near.len || end < 2 || memchr("#*_`", after, 4) == NULL ||
        !is_border(inline_before(in, at)) || str_chr(near, ' ') < end)
        return at;
    inline_scan_flush(in, at, at + end + 1);
    return at + end + 1;
}

/* "((term))" is shown, "(((term)))" is for the index alone. */
static size_t take_parenthesis(struct inline_scan *in, size_t at)
{
    if (inline_at(in, at + 1) != '(')
        return at;
    const bool hidden = inline_at(in, at + 2) == '(';
    const struct str close = hidden ? STR(")))") : STR("))");
    const size_t from = at + close.len;
    const size_t end =
        from + str_find(str_slice(in->text, from, from + NAME_MAX_BYTES), close);
    if (!str_starts(str_tail(in->text, end), close) || end == from)
        return at + 2;
    inline_scan_flush(in, at, end + close.len);
    if (!hidden)
        inline_scan_inside(in, in->parent, str_slice(in->text, from, end));
    return end + close.len;
}

/* --- Macros --- */

typedef void (*macro_writer)(struct inline_scan *in, struct str target,
                             struct str text);

static void put_link(struct inline_scan *in, struct str target, struct str text)
{
    struct adoc_attributes attributes;
    const bool is_url = has_scheme(target);
    struct node *link = markup_link(in->m, in->parent, NODE_LINK,
                                    is_url ? LINK_URL : LINK_INLINE, target, in->line);
    /* Only text with a name in it has attributes: "text,window=_blank". */
    if (str_chr(text, '=') < text.len || str_starts(text, STR("\""))) {
        adoc_parse_attributes(text, &attributes);
        text = adoc_placed(&attributes, 0);
    }
    if (str_ends(text, STR("^")))
        text.len--;
    if (text.len > 0)
        inline_scan_inside(in, link, text);
    else
        doc_text(in->m->doc, link,
                 str_starts(target, STR("mailto:")) ? str_tail(target, 7) : target,
                 in->line);
}

static void put_mail(struct inline_scan *in, struct str target, struct str text)
{
    put_link(in, arena_printf(in->m->doc->arena, "mailto:" STR_FMT, STR_ARG(target)),
             str_slice(text, 0, str_chr(text, ',')));
}

static void put_image(struct inline_scan *in, struct str target, struct str text)
{
    struct adoc_attributes attributes;
    adoc_parse_attributes(text, &attributes);
    const struct str alt = adoc_placed(&attributes, 0);
    struct node *image =
        markup_link(in->m, in->parent, NODE_IMAGE, LINK_INLINE, target, in->line);
    doc_text(in->m->doc, image, alt.len > 0 ? alt : target, in->line);
}

static void put_keys(struct inline_scan *in, struct str target, struct str text)
{
    (void)target;
    struct node *key = markup_block(in->m, in->parent, NODE_KEY, in->line);
    markup_text(in->m, key, text, in->line);
}

static void put_button(struct inline_scan *in, struct str target, struct str text)
{
    (void)target;
    struct node *strong = markup_block(in->m, in->parent, NODE_STRONG, in->line);
    markup_text(in->m, strong, text, in->line);
}

/* "menu:File[Open > New]" */
static void put_menu(struct inline_scan *in, struct str target, struct str text)
{
    struct buf out = {0};
    struct str part;
    buf_puts(&out, target);
    while (str_cut(&text, '>', &part)) {
        if (out.len > 0 && str_trim(part).len > 0)
            buf_puts(&out, STR(" \xE2\x80\xBA "));
        buf_puts(&out, str_trim(part));
    }
    put_button(in, target, buf_keep(&out, in->m->doc->arena));
    buf_release(&out);
}

static void put_note(struct inline_scan *in, struct str target, struct str text)
{
    struct arena *arena = in->m->doc->arena;
    struct node *reference =
        markup_block(in->m, in->parent, NODE_FOOTNOTE_REF, in->line);
    reference->u.footnote.label =
        arena_str(arena, text_clean(arena, target, TEXT_ONE_LINE));
    in->m->doc->has_notes = true;
    if (text.len == 0)
        return;
    /* Named notes are found by others, which only the tree of the document allows. */
    struct node *note = doc_node(in->m->doc, NODE_FOOTNOTE, in->line);
    inline_scan_inside(in, markup_block(in->m, note, NODE_PARAGRAPH, in->line), text);
    note->u.footnote.label = reference->u.footnote.label;
    if (target.len > 0)
        node_append(in->m->doc->root, note);
    else
        reference->u.footnote.other = note;
}

static void put_formula(struct inline_scan *in, struct str target, struct str text)
{
    (void)target;
    markup_code_span(in->m, in->parent, text, in->line);
}

static void put_pass(struct inline_scan *in, struct str target, struct str text)
{
    (void)target;
    markup_text(in->m, in->parent, text, in->line);
}

static void put_nothing(struct inline_scan *in, struct str target, struct str text)
{
    (void)in;
    (void)target;
    (void)text;
}

static void put_place(struct inline_scan *in, struct str target, struct str text)
{
    (void)text;
    doc_mark(in->m->doc, target, block_of(in->parent));
}

/* "linkgit:git-add[1]" is a page of the manual. */
static void put_page(struct inline_scan *in, struct str target, struct str text)
{
    struct node *link =
        markup_link(in->m, in->parent, NODE_LINK, LINK_INLINE, target, in->line);
    doc_text(in->m->doc, link,
             arena_printf(in->m->doc->arena, STR_FMT "(" STR_FMT ")", STR_ARG(target),
                          STR_ARG(text)),
             in->line);
}

/* clang-format off */
static const struct {
    struct str name;
    macro_writer put;
} macros[] = {
    {STR_INIT("link"), put_link}, {STR_INIT("xref"), put_reference},
    {STR_INIT("mailto"), put_mail}, {STR_INIT("image"), put_image},
    {STR_INIT("icon"), put_nothing}, {STR_INIT("kbd"), put_keys},
    {STR_INIT("btn"), put_button}, {STR_INIT("menu"), put_menu},
    {STR_INIT("footnote"), put_note}, {STR_INIT("footnoteref"), put_note},
    {STR_INIT("stem"), put_formula}, {STR_INIT("latexmath"), put_formula},
    {STR_INIT("asciimath"), put_formula}, {STR_INIT("pass"), put_pass},
    {STR_INIT("indexterm"), put_nothing}, {STR_INIT("indexterm2"), put_pass},
    {STR_INIT("anchor"), put_place}, {STR_INIT("linkgit"), put_page},
    {STR_INIT("http"), put_link}, {STR_INIT("https"), put_link},
    {STR_INIT("ftp"), put_link}, {STR_INIT("irc"), put_link},
};
/* clang-format on */

static macro_writer writer_of(struct str name)
{
    for (size_t i = 0; i < sizeof macros / sizeof *macros; i++) {
        if (str_eq(name, macros[i].name))
            return macros[i].put;
    }
    return NULL;
}

/* The bracket that closes a macro's text: brackets in it are in pairs. */
static size_t closing_bracket(const struct inline_scan *in, size_t at)
{
    int depth = 0;
    for (; at < in->text.len; at++) {
        const char c = in->text.ptr[at];
        if (c == '\\')
            at++;
        else
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        if (depth == 0)
            return at;
    }
    return in->text.len;
}

/* "name:target[text]": the name is before the colon at `at`. */
static size_t take_macro(struct inline_scan *in, size_t at)
{
    size_t from = at;
    while (from > in->done && at - from < 16 && ascii_is_alnum(in->text.ptr[from - 1]))
        from--;
    const macro_writer put = writer_of(str_slice(in->text, from, at));
    if (put == NULL || in->missing & 1u << END_BRACKET)
        return at;
    size_t open = at + 1;
    while (open < in->text.len && in->text.ptr[open] != '[' &&
           !ascii_is_space(in->text.ptr[open]) && in->text.ptr[open] != '<' &&
           in->text.ptr[open] != '>')
        open++;
    if (inline_at(in, open) != '[')
        return open;
    const size_t end = closing_bracket(in, open);
    if (end >= in->text.len) {
        in->missing |= 1u << END_BRACKET;
        return open;
    }
    const bool is_url = inline_at(in, at + 1) == '/' && put == put_link;
    struct str target = str_slice(in->text, is_url ? from : at + 1, open);
    if (str_chr(target, '{') < target.len)
        target = markup_plain(in->m, target, in->line);
    inline_scan_flush(in, from, end + 1);
    put(in, target, str_slice(in->text, open + 1, end));
    return end + 1;
}

/* --- Attributes and characters --- */

/* clang-format off */
static const struct {
    struct str name, value;
} characters[] = {
    {STR_INIT("nbsp"), STR_INIT(" ")}, {STR_INIT("zwsp"), STR_INIT("")},
    {STR_INIT("wj"), STR_INIT("")}, {STR_INIT("empty"), STR_INIT("")},
    {STR_INIT("blank"), STR_INIT("")}, {STR_INIT("sp"), STR_INIT(" ")},
    {STR_INIT("apos"), STR_INIT("'")}, {STR_INIT("quot"), STR_INIT("\"")},
    {STR_INIT("lt"), STR_INIT("<")}, {STR_INIT("gt"), STR_INIT(">")},
    {STR_INIT("amp"), STR_INIT("&")}, {STR_INIT("plus"), STR_INIT("+")},
    {STR_INIT("caret"), STR_INIT("^")}, {STR_INIT("tilde"), STR_INIT("~")},
    {STR_INIT("asterisk"), STR_INIT("*")}, {STR_INIT("backslash"), STR_INIT("\\")},
    {STR_INIT("backtick"), STR_INIT("`")}, {STR_INIT("startsb"), STR_INIT("[")},
    {STR_INIT("endsb"), STR_INIT("]")}, {STR_INIT("vbar"), STR_INIT("|")},
    {STR_INIT("two-colons"), STR_INIT("::")}, {STR_INIT("two-semicolons"), STR_INIT(";;")},
    {STR_INIT("litdd"), STR_INIT("--")}, {STR_INIT("cpp"), STR_INIT("C++")},
    {STR_INIT("pp"), STR_INIT("++")}, {STR_INIT("deg"), STR_INIT("\xC2\xB0")},
    {STR_INIT("ldquo"), STR_INIT("\xE2\x80\x9C")}, {STR_INIT("rdquo"), STR_INIT("\xE2\x80\x9D")},
    {STR_INIT("lsquo"), STR_INIT("\xE2\x80\x98")}, {STR_INIT("rsquo"), STR_INIT("\xE2\x80\x99")},
};
/* clang-format on */

static void put_attribute(struct inline_scan *in, struct str value)
{
    struct adoc *adoc = adoc_of(in->m);
    adoc->attribute_bytes += value.len;
    adoc->attribute_depth++;
    if (adoc->attribute_depth > 3 || adoc->attribute_bytes > ATTRIBUTE_MAX_BYTES)
        markup_text(in->m, in->parent, value, in->line);
    else
        adoc_inlines(in->m, in->parent, value, in->line);
    adoc->attribute_depth--;
}

static size_t take_brace(struct inline_scan *in, size_t at)
{
    const struct str near = str_slice(in->text, at + 1, at + NAME_MAX_BYTES);
    const size_t end = str_chr(near, '}');
    const struct str name = str_slice(near, 0, end);
    if (end >= near.len || end == 0)
        return at;
    for (size_t i = 0; i < sizeof characters / sizeof *characters; i++) {
        if (str_eq(name, characters[i].name)) {
            inline_scan_flush(in, at, at + end + 2);
            markup_text(in->m, in->parent, characters[i].value, in->line);
            return at + end + 2;
        }
    }
    const struct label *known = labels_find(&adoc_of(in->m)->attributes, name);
    if (known == NULL)
        return at;
    inline_scan_flush(in, at, at + end + 2);
    put_attribute(in, known->value);
    return at + end + 2;
}

/* "&#8217;" */
static size_t take_entity(struct inline_scan *in, size_t at)
{
    const struct str near = str_slice(in->text, at, at + 12);
    const size_t end = str_chr(near, ';');
    if (end >= near.len || end < 2)
        return at;
    struct buf out = {0};
    html_decode(&out, str_slice(near, 0, end + 1));
    inline_scan_flush(in, at, at + end + 1);
    markup_text(in->m, in->parent, buf_str(&out), in->line);
    buf_release(&out);
    return at + end + 1;
}

/* What a backslash keeps from meaning something. */
static size_t take_backslash(struct inline_scan *in, size_t at)
{
    const char next = inline_at(in, at + 1);
    if (memchr("*_`#+{<[^~&'\"(hlimx", next, 19) == NULL ||
        (ascii_is_letter(next) &&
         !str_starts(str_tail(in->text, at + 1), STR("http")) &&
         !str_starts(str_tail(in->text, at + 1), STR("link:"))))
        return at;
    inline_scan_flush(in, at, at + 1);
    return at + 2;
}

/* " +" at the end of a line breaks it. */
static size_t take_plus(struct inline_scan *in, size_t at)
{
    const char after = inline_at(in, at + 1);
    if (after != '\n' || inline_before(in, at) != ' ')
        return take_pair(in, at);
    const bool last = at + 1 >= in->text.len;
    inline_scan_flush(in, at - 1, at + 1 + !last);
    if (!last)
        markup_block(in->m, in->parent, NODE_LINE_BREAK, in->line);
    return at + 1 + !last;
}

/* " -- " is a dash. */
static size_t take_dash(struct inline_scan *in, size_t at)
{
    if (inline_at(in, at + 1) != '-' || inline_at(in, at + 2) == '-' ||
        !ascii_is_space(inline_before(in, at)) ||
        !ascii_is_space(inline_at(in, at + 2)))
        return at;
    inline_scan_flush(in, at, at + 2);
    doc_text(in->m->doc, in->parent, STR("\xE2\x80\x94"), in->line);
    return at + 2;
}

static const inline_take takes[256] = {
    ['*'] = take_pair,       ['_'] = take_pair,    ['`'] = take_pair,
    ['#'] = take_pair,       ['+'] = take_plus,    ['^'] = take_script,
    ['~'] = take_script,     ['"'] = take_quote,   ['\''] = take_quote,
    ['<'] = take_angle,      ['['] = take_bracket, ['('] = take_parenthesis,
    [':'] = take_macro,      ['{'] = take_brace,   ['&'] = take_entity,
    ['\\'] = take_backslash, ['-'] = take_dash,
};

void adoc_inlines(struct markup *m, struct node *parent, struct str text, uint32_t line)
{
    struct inline_scan in = {
        .m = m, .text = text, .parent = parent, .line = line, .takes = takes};
    inline_scan_run(&in);
}
