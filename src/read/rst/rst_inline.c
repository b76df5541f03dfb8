/*
 * Inlines: emphasis, literals, references, roles, substitutions, notes.
 *
 * A mark begins only where a word may begin, and ends where one may end; inside of it
 * there are no others.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "read/markup/inline_scan.h"
#include "read/rst/rst_reader.h"

enum {
    ROLE_NAME_MAX_BYTES = 64,
    NOTE_LABEL_MAX_BYTES = 128,
    /* Of all substitutions of a file: names that stand for pages are no names. */
    SUBSTITUTED_MAX_BYTES = 1 << 20,
    INDIRECT_MAX = 8, /* targets that name targets */
};

enum end_mark { END_EMPHASIS, END_STRONG, END_TEXT, END_LITERAL, END_SUBSTITUTION };

/* --- Where marks may be --- */

static bool may_begin_after(char before)
{
    return ascii_is_space(before) || memchr("'\"([{<-/:", before, 9) != NULL ||
           (unsigned char)before >= 0x80;
}

static bool may_end_before(char after)
{
    return ascii_is_space(after) || memchr("'\")]}>-/\\:.,;!?", after, 15) != NULL ||
           (unsigned char)after >= 0x80;
}

/* '*' between quotes is that character. */
static bool is_quoted(const struct inline_scan *in, size_t at, size_t to)
{
    static const char opening[] = "'\"([{<", closing[] = "'\")]}>";
    const char *pair = strchr(opening, inline_before(in, at));
    return at > 0 && pair != NULL && *pair != '\0' &&
           inline_at(in, to) == closing[pair - opening];
}

static bool may_begin(const struct inline_scan *in, size_t at, size_t to)
{
    return may_begin_after(inline_before(in, at)) && to < in->text.len &&
           !ascii_is_space(in->text.ptr[to]) && !is_quoted(in, at, to);
}

static bool is_end(const struct inline_scan *in, size_t at, size_t to)
{
    const char before = inline_before(in, at);
    return !ascii_is_space(before) && before != '\\' &&
           may_end_before(inline_at(in, to));
}

/* Nothing escapes in a literal. */
static bool is_literal_end(const struct inline_scan *in, size_t at, size_t to)
{
    return !ascii_is_space(inline_before(in, at)) && may_end_before(inline_at(in, to));
}

/* "`text`", "`text`_" or "`text`__". */
static bool is_text_end(const struct inline_scan *in, size_t at, size_t to)
{
    while (to < in->text.len && in->text.ptr[to] == '_')
        to++;
    return is_end(in, at, to);
}

/* --- Plain text --- */

struct str rst_unescape(struct rst *rst, struct str text)
{
    if (str_chr(text, '\\') == text.len)
        return text;
    struct buf out = {0};
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\\' && ++i < text.len && ascii_is_space(text.ptr[i]))
            continue; /* an escaped blank is no character */
        if (i < text.len)
            buf_putc(&out, text.ptr[i]);
    }
    const struct str kept = buf_keep(&out, rst->m.doc->arena);
    buf_release(&out);
    return kept;
}

static size_t take_escape(struct inline_scan *in, size_t at)
{
    const bool blank = at + 1 < in->text.len && ascii_is_space(in->text.ptr[at + 1]);
    inline_scan_flush(in, at, at + 1 + blank);
    return at + 2;
}

/* Text inside of a mark. */
static void put_inside(struct inline_scan *in, struct node *parent, struct str text)
{
    markup_text(in->m, parent, rst_unescape(rst_of(in->m), text), in->line);
}

/* --- Emphasis and literals --- */

static size_t take_marked(struct inline_scan *in, size_t at, struct str mark,
                          enum end_mark bit, enum node_kind kind)
{
    const size_t from = at + mark.len;
    if (!may_begin(in, at, from))
        return at;
    const size_t end = inline_find_end(in, from + 1, mark, bit, is_end);
    if (end >= in->text.len)
        return at + mark.len;
    inline_scan_flush(in, at, end + mark.len);
    struct node *node = markup_block(in->m, in->parent, kind, in->line);
    put_inside(in, node, str_slice(in->text, from, end));
    return end + mark.len;
}

static size_t take_star(struct inline_scan *in, size_t at)
{
    return str_starts(str_tail(in->text, at), STR("**"))
               ? take_marked(in, at, STR("**"), END_STRONG, NODE_STRONG)
               : take_marked(in, at, STR("*"), END_EMPHASIS, NODE_EMPHASIS);
}

static size_t take_literal(struct inline_scan *in, size_t at)
{
    const size_t from = at + 2;
    if (!may_begin(in, at, from))
        return from;
    const size_t end =
        inline_find_end(in, from + 1, STR("``"), END_LITERAL, is_literal_end);
    if (end >= in->text.len)
        return from;
    inline_scan_flush(in, at, end + 2);
    markup_code_span(in->m, in->parent, str_slice(in->text, from, end), in->line);
    return end + 2;
}

/* --- References --- */

static bool is_scheme_byte(char c)
{
    return ascii_is_alnum(c) || c == '+' || c == '-' || c == '.';
}

static bool has_scheme(struct str target)
{
    size_t at = 0;
    while (at < target.len && is_scheme_byte(target.ptr[at]))
        at++;
    return at > 1 && at < target.len && target.ptr[at] == ':';
}

struct node *rst_link_to(struct rst *rst, struct node *parent, struct str target,
                         uint32_t line)
{
    struct arena *arena = rst->m.doc->arena;
    if (has_scheme(target))
        return markup_link(&rst->m, parent, NODE_LINK, LINK_URL, target, line);
    const bool is_mail =
        str_chr(target, '@') < target.len && str_chr(target, '/') == target.len;
    if (is_mail)
        target = arena_printf(arena, "mailto:" STR_FMT, STR_ARG(target));
    return markup_link(&rst->m, parent, NODE_LINK, is_mail ? LINK_URL : LINK_INLINE,
                       target, line);
}

/* What a name stands for: "#place" or an address; empty when it is not known. */
static struct str target_of(struct rst *rst, struct str name)
{
    struct arena *arena = rst->m.doc->arena;
    for (int i = 0; i < INDIRECT_MAX; i++) {
        const struct label *target = labels_find(&rst->targets, name);
        if (target == NULL)
            break;
        if (target->value.len == 0)
            return arena_printf(arena, "#" STR_FMT, STR_ARG(target->key));
        if (!str_ends(target->value, STR("_")) || has_scheme(target->value))
            return rst_unescape(rst, target->value);
        name = str_slice(target->value, 0, target->value.len - 1);
        if (str_starts(name, STR("`")) && str_ends(name, STR("`")) && name.len > 2)
            name = str_slice(name, 1, name.len - 1);
    }
    const struct label *heading = labels_find(&rst->headings, name);
    if (heading != NULL)
        return arena_printf(arena, "#" STR_FMT, STR_ARG(heading->value));
    return (struct str){0};
}

static struct str next_anonymous(struct rst *rst)
{
    return rst->anonymous_used < rst->anonymous_count
               ? rst->anonymous[rst->anonymous_used++]
               : (struct str){0};
}

/* "`text <target>`_"; the target may be a name: "name_". */
static struct str embedded_target(struct rst *rst, struct str target)
{
    if (str_ends(target, STR("_")) && !has_scheme(target)) {
        const struct str name = str_slice(target, 0, target.len - 1);
        const struct str found = target_of(rst, name);
        return found.len > 0 ? found : name;
    }
    /* Blanks in an address are where its lines were broken. */
    struct buf bare = {0};
    for (size_t i = 0; i < target.len; i++) {
        if (!ascii_is_space(target.ptr[i]))
            buf_putc(&bare, target.ptr[i]);
    }
    const struct str kept = buf_keep(&bare, rst->m.doc->arena);
    buf_release(&bare);
    return rst_unescape(rst, kept);
}

bool rst_split_target(struct str raw, struct str *text, struct str *target)
{
    const struct str whole = str_trim(raw);
    const size_t open = str_rchr(whole, '<');
    if (!str_ends(whole, STR(">")) || open >= whole.len)
        return false;
    *target = str_slice(whole, open + 1, whole.len - 1);
    *text = str_trim(str_slice(whole, 0, open));
    return target->len > 0;
}

static void put_reference(struct inline_scan *in, struct str raw, bool anonymous)
{
    struct rst *rst = rst_of(in->m);
    struct str text = raw, target;
    if (rst_split_target(raw, &text, &target)) {
        target = embedded_target(rst, target);
        if (text.len == 0)
            text = target;
    } else {
        text = raw;
        target =
            anonymous ? next_anonymous(rst) : target_of(rst, rst_unescape(rst, raw));
    }
    struct node *parent = in->parent;
    if (target.len > 0)
        parent = rst_link_to(rst, parent, target, in->line);
    doc_text(in->m->doc, parent, rst_unescape(rst, text), in->line);
}

/* --- Interpreted text --- */

static bool is_role_byte(char c)
{
    return ascii_is_alnum(c) || c == '-' || c == '_' || c == '.' || c == ':' ||
           c == '+';
}

/* ":name:" at `at`: where it ends; 0 when there is none. */
static size_t role_end(const struct inline_scan *in, size_t at)
{
    const struct str s = str_slice(in->text, at, at + ROLE_NAME_MAX_BYTES);
    size_t end = 1;
    while (end < s.len && is_role_byte(s.ptr[end]))
        end++;
    return end > 2 && s.ptr[end - 1] == ':' && s.ptr[1] != ':' ? at + end : 0;
}

/* "`text`" from `at` on, with the role that was before it. */
static size_t take_interpreted(struct inline_scan *in, size_t begin, size_t at,
                               struct str role)
{
    const size_t from = at + 1;
    if (from >= in->text.len || ascii_is_space(in->text.ptr[from]))
        return begin;
    const size_t end = inline_find_end(in, from + 1, STR("`"), END_TEXT, is_text_end);
    if (end >= in->text.len)
        return begin;
    const struct str inside = str_slice(in->text, from, end);
    size_t to = end + 1;
    while (to < in->text.len && in->text.ptr[to] == '_' && to < end + 3)
        to++;
    inline_scan_flush(in, begin, to);
    const size_t suffix = to == end + 1 && role.len == 0 && inline_at(in, to) == ':'
                              ? role_end(in, to)
                              : 0;
    if (suffix > 0) {
        role = str_slice(in->text, to + 1, suffix - 1);
        inline_scan_flush(in, in->done, suffix);
        to = suffix;
    }
    if (role.len > 0)
        rst_role(rst_of(in->m), in->parent, role, inside, in->line);
    else if (to > end + 1)
        put_reference(in, inside, to == end + 3);
    else
        put_inside(in, markup_block(in->m, in->parent, NODE_EMPHASIS, in->line),
                   inside);
    return to;
}

static size_t take_backquote(struct inline_scan *in, size_t at)
{
    if (inline_at(in, at + 1) == '`')
        return take_literal(in, at);
    return may_begin(in, at, at + 1) ? take_interpreted(in, at, at, (struct str){0})
                                     : at;
}

static size_t take_colon(struct inline_scan *in, size_t at)
{
    const size_t end = may_begin_after(inline_before(in, at)) ? role_end(in, at) : 0;
    if (end == 0 || inline_at(in, end) != '`')
        return at;
    return take_interpreted(in, at, end, str_slice(in->text, at + 1, end - 1));
}

/* --- Names with an underscore after them --- */

static bool is_name_byte(char c)
{
    return inline_is_word(c) || c == '-' || c == '.' || c == ':' || c == '+' ||
           c == '_';
}

/* "_`inline target`" */
static size_t take_inline_target(struct inline_scan *in, size_t at)
{
    if (!may_begin(in, at, at + 2))
        return at;
    const size_t end = inline_find_end(in, at + 3, STR("`"), END_TEXT, is_text_end);
    if (end >= in->text.len)
        return at;
    const struct str name = str_slice(in->text, at + 2, end);
    inline_scan_flush(in, at, end + 1);
    struct node *block = in->parent;
    while (node_is_inline(block) && block->parent != NULL)
        block = block->parent;
    doc_mark(in->m->doc, text_fold(in->m->doc->arena, name, true), block);
    put_inside(in, in->parent, name);
    return end + 1;
}

/* "name_": only a name that is known. */
static size_t take_underscore(struct inline_scan *in, size_t at)
{
    if (inline_at(in, at + 1) == '`')
        return take_inline_target(in, at);
    const bool anonymous = inline_at(in, at + 1) == '_';
    const size_t to = at + 1 + anonymous;
    if (!inline_is_word(inline_before(in, at)) || !may_end_before(inline_at(in, to)) ||
        (unsigned char)inline_at(in, to) >= 0x80)
        return to;
    size_t from = at;
    while (from > in->done && is_name_byte(in->text.ptr[from - 1]))
        from--;
    while (from < at && !inline_is_word(in->text.ptr[from]))
        from++;
    struct rst *rst = rst_of(in->m);
    const struct str name = str_slice(in->text, from, at);
    const struct str target = anonymous ? next_anonymous(rst) : target_of(rst, name);
    if (target.len == 0)
        return to;
    inline_scan_flush(in, from, to);
    doc_text(in->m->doc, rst_link_to(rst, in->parent, target, in->line), name,
             in->line);
    return to;
}

/* --- Notes and citations --- */

static void put_note(struct inline_scan *in, struct str label)
{
    struct rst *rst = rst_of(in->m);
    struct arena *arena = in->m->doc->arena;
    if (str_eq(label, STR("#")))
        label = arena_printf(arena, "#%u", ++rst->auto_refs);
    else if (str_eq(label, STR("*")))
        label = arena_printf(arena, "*%u", ++rst->auto_sign_refs);
    struct node *reference =
        markup_block(in->m, in->parent, NODE_FOOTNOTE_REF, in->line);
    reference->u.footnote.label =
        arena_str(arena, text_clean(arena, label, TEXT_ONE_LINE));
    in->m->doc->has_notes = true;
}

static size_t take_bracket(struct inline_scan *in, size_t at)
{
    const struct str near = str_slice(in->text, at, at + NOTE_LABEL_MAX_BYTES);
    const size_t close = str_chr(near, ']');
    if (close >= near.len || close < 2 || inline_at(in, at + close + 1) != '_' ||
        inline_is_word(inline_at(in, at + close + 2)))
        return at;
    struct rst *rst = rst_of(in->m);
    const struct str label = str_slice(near, 1, close);
    const size_t to = at + close + 2;
    if (labels_find(&rst->notes, label) != NULL) {
        inline_scan_flush(in, at, to);
        put_note(in, label);
    } else if (labels_find(&rst->citations, label) != NULL) {
        inline_scan_flush(in, at, to);
        doc_link(in->m->doc, in->parent, LINK_INLINE,
                 arena_printf(in->m->doc->arena, "#" STR_FMT, STR_ARG(label)),
                 str_slice(near, 0, close + 1), in->line);
    } else {
        inline_scan_flush(in, to - 1, to);
    }
    return to;
}

/* --- Substitutions --- */

static void put_image(struct inline_scan *in, struct str path)
{
    path = str_slice(path, 0, str_chr(path, '\n'));
    struct node *image =
        markup_link(in->m, in->parent, NODE_IMAGE, LINK_INLINE, path, in->line);
    doc_text(in->m->doc, image, path, in->line);
}

/* "unicode:: 0xA9 U+2014 text" */
static void put_codes(struct inline_scan *in, struct str codes)
{
    struct str word;
    while (str_cut(&codes, ' ', &word)) {
        struct buf out = {0};
        uint32_t code = 0;
        const bool is_code = str_starts(word, STR("0x")) || str_starts(word, STR("U+"));
        for (size_t i = 2; is_code && i < word.len && code <= 0x10FFFF; i++) {
            const char c = ascii_lower(word.ptr[i]);
            code = code * 16 + (uint32_t)(ascii_is_digit(c) ? c - '0' : c - 'a' + 10);
        }
        if (str_eq(word, STR("..")) || str_starts(word, STR(":")))
            break;
        if (is_code && code > 0 && code <= 0x10FFFF)
            text_put(&out, code);
        else
            buf_puts(&out, word);
        doc_text(in->m->doc, in->parent, buf_str(&out), in->line);
        buf_release(&out);
    }
}

static void put_substitution(struct inline_scan *in, struct str name)
{
    struct rst *rst = rst_of(in->m);
    const struct label *found = labels_find(&rst->substitutions, name);
    struct str kind, value;
    if (found == NULL || rst->substitution_depth > 1 ||
        rst->substituted_bytes > SUBSTITUTED_MAX_BYTES ||
        !rst_directive_of(str_slice(found->value, 0, str_chr(found->value, '\n')),
                          &kind, &value)) {
        put_inside(in, in->parent, name);
        return;
    }
    value = str_trim(str_tail(found->value, str_find(found->value, STR("::")) + 2));
    rst->substituted_bytes += value.len;
    rst->substitution_depth++;
    if (str_eq(kind, STR("image")))
        put_image(in, value);
    else if (str_eq(kind, STR("unicode")))
        put_codes(in, value);
    else
        rst_inlines(in->m, in->parent, value, in->line);
    rst->substitution_depth--;
}

static size_t take_bar(struct inline_scan *in, size_t at)
{
    if (!may_begin(in, at, at + 1))
        return at;
    const size_t end =
        inline_find_end(in, at + 2, STR("|"), END_SUBSTITUTION, is_text_end);
    if (end >= in->text.len)
        return at;
    const struct str name = str_slice(in->text, at + 1, end);
    size_t to = end + 1;
    while (to < in->text.len && in->text.ptr[to] == '_')
        to++;
    inline_scan_flush(in, at, to);
    struct inline_scan inside = *in;
    const struct str target = to > end + 1 ? target_of(rst_of(in->m), name) : STR("");
    if (target.len > 0)
        inside.parent = rst_link_to(rst_of(in->m), in->parent, target, in->line);
    put_substitution(&inside, name);
    return to;
}

static const inline_take takes[256] = {
    ['*'] = take_star,       ['`'] = take_backquote, [':'] = take_colon,
    ['_'] = take_underscore, ['['] = take_bracket,   ['|'] = take_bar,
    ['\\'] = take_escape,
};

void rst_inlines(struct markup *m, struct node *parent, struct str text, uint32_t line)
{
    struct inline_scan in = {
        .m = m, .text = text, .parent = parent, .line = line, .takes = takes};
    inline_scan_run(&in);
}
