/*
 * Lines of tags (see the header).
 *
 * Where something ends is looked for from where it begins, and the place is kept, so
 * that all searches for one kind of end go through the text once.
 */
#include "read/templates/template_lines.h"

#include "base/ascii.h"
#include "read/inline/token_scan.h"
#include "read/templates/template_use.h"

/* A fence that no code has. */
#define CODE_FENCE "````````````"

static const struct str ends[LINER_ENDS] = {
    STR_INIT(">}}"),          STR_INIT("%}}"),        STR_INIT("*/}}"),
    STR_INIT("}}"),           STR_INIT("%}"),         STR_INIT("#}"),
    STR_INIT("%>"),           STR_INIT("endcomment"), STR_INIT("/comment"),
    STR_INIT("endhighlight"), STR_INIT("/highlight"), STR_INIT("endcodeblock"),
    STR_INIT("/codeblock"),   STR_INIT("endprism"),   STR_INIT("/prism"),
};

/* Where `end` is next from `from` on; the end of the text when it is nowhere. */
static size_t find_end(struct liner *l, struct str end, size_t from)
{
    for (size_t i = 0; i < LINER_ENDS && end.len > 0; i++) {
        if (!str_eq(ends[i], end))
            continue;
        if (l->ends_at[i] < from)
            l->ends_at[i] = from + str_find(str_tail(l->text, from), end);
        return l->ends_at[i] < l->text.len ? l->ends_at[i] : l->text.len;
    }
    return l->text.len;
}

static size_t place_of(const struct liner *l, const char *at)
{
    return (size_t)(at - l->text.ptr);
}

/* Where the tag ends, after its marks, that closes `tag` somewhere from `from` on; the
 * end of the text when none does. `*begin` is where its name is. */
static size_t find_closing(struct liner *l, const struct template_tag *tag, size_t from,
                           size_t *begin)
{
    char name[32];
    const struct str first = tag->name;
    if (first.len + 4 > sizeof name)
        return l->text.len;
    const bool is_liquid = str_starts(str_tail(l->text, from - 2), STR("%}")) &&
                           !str_starts(str_tail(l->text, from - 3), STR("%}}"));
    struct buf word = {0};
    buf_puts(&word, is_liquid ? STR("end") : STR("/"));
    buf_puts(&word, first);
    *begin = find_end(l, buf_str(&word), from);
    buf_release(&word);
    const size_t end = *begin + str_find(str_tail(l->text, *begin), STR("}"));
    if (end >= l->text.len)
        return l->text.len;
    return end + 1 + (end + 1 < l->text.len && l->text.ptr[end + 1] == '}');
}

/* --- What is hidden --- */

/* Hides the text up to `end`. */
static void hide(struct liner *l, struct str s, size_t end)
{
    const size_t line_end = place_of(l, str_end(s));
    liner_replace(l, s.ptr, str_end(s));
    l->hidden_end = end;
    l->leaf = end > line_end ? LEAF_HIDDEN : LEAF_NONE;
}

struct str template_line_hide(struct liner *l, struct str s)
{
    /* The end may be among the marks of containers before the line. */
    const size_t begin = place_of(l, s.ptr), line_end = begin + s.len;
    size_t end = l->hidden_end < line_end ? l->hidden_end : line_end;
    if (end < begin)
        end = begin;
    liner_replace(l, s.ptr, s.ptr + (end - begin));
    if (l->hidden_end <= line_end)
        l->leaf = LEAF_NONE;
    return (struct str){s.ptr + (end - begin), line_end - end};
}

static bool begin_comment(struct liner *l, struct str s, const struct template_tag *tag,
                          size_t len)
{
    size_t begin;
    const size_t end = find_closing(l, tag, place_of(l, s.ptr) + len, &begin);
    if (tag->closing || end >= l->text.len + (begin < l->text.len))
        return false;
    hide(l, s, end);
    return true;
}

/* --- Code --- */

static bool is_blank_before(struct str text, size_t at)
{
    while (at > 0 && (ascii_is_blank(text.ptr[at - 1]) || text.ptr[at - 1] == '>'))
        at--;
    return at == 0 || text.ptr[at - 1] == '\n';
}

/* The tag in which the name at `at` is begins a line. */
static bool opens_line(struct str text, size_t at)
{
    while (at > 0 && text.ptr[at - 1] != '{' && text.ptr[at - 1] != '\n')
        at--;
    while (at > 0 && text.ptr[at - 1] == '{')
        at--;
    return is_blank_before(text, at);
}

static bool begin_code(struct liner *l, struct str s, const struct template_tag *tag,
                       struct str language, size_t len)
{
    const size_t from = place_of(l, s.ptr) + len;
    size_t begin;
    const size_t end = find_closing(l, tag, from, &begin);
    if (tag->closing || begin >= l->text.len || str_tail(s, len).len > 0 ||
        !opens_line(l->text, begin))
        return false;
    l->hidden_end = end;
    liner_replace(l, s.ptr, str_end(s));
    buf_puts(l->out, STR(CODE_FENCE));
    buf_puts(l->out, language);
    l->leaf = LEAF_CODE;
    return true;
}

void template_line_code(struct liner *l, struct str s)
{
    if (place_of(l, str_end(s)) < l->hidden_end)
        return;
    const struct str bare = str_trim(s);
    liner_replace(l, bare.len > 0 ? bare.ptr : s.ptr, str_end(s));
    buf_puts(l->out, STR(CODE_FENCE));
    l->leaf = LEAF_NONE;
}

/* --- Callouts --- */

static uint32_t title_of(struct liner *l, const struct template_use *use)
{
    if (use->title.len == 0)
        return TOKEN_NO_FRAGMENT;
    if (use->target.len == 0)
        return scan_fragment(l->tokens, use->title, l->line);
    const struct str link =
        arena_printf(l->tokens->arena, "[" STR_FMT "](<" STR_FMT ">)",
                     STR_ARG(use->title), STR_ARG(use->target));
    return scan_fragment(l->tokens, link, l->line);
}

static void put_box(struct liner *l, struct str s, const struct template_tag *tag,
                    const struct template_use *use, struct str body)
{
    struct token token = {.kind = tag->closing ? TOKEN_DIV_CLOSE : TOKEN_DIV_OPEN,
                          .before = 2,
                          .after = 2,
                          .line = l->line,
                          .source = s,
                          .name = template_box_type(use, tag->name),
                          .fragment = TOKEN_NO_FRAGMENT,
                          .body = TOKEN_NO_FRAGMENT};
    if (use->kind == USE_NOTICE)
        token.kind = TOKEN_NOTICE;
    if (!tag->closing)
        token.fragment = title_of(l, use);
    if (body.len > 0)
        token.body = scan_fragment(l->tokens, body, l->line);
    (void)liner_put_block(l, s, tokens_add(l->tokens, &token));
    l->leaf = LEAF_NONE;
}

/* "{% note %}words{% endnote %}" has its end in the line, "{% note %}words" has not. */
static void begin_box(struct liner *l, struct str s, const struct template_tag *tag,
                      struct template_use *use, size_t len)
{
    struct str body = str_trim(str_tail(s, len));
    for (size_t at = 0; at < body.len; at++) {
        struct template_tag next;
        at += str_chr(str_tail(body, at), '{');
        if (template_read(str_tail(body, at), &next) > 0 && next.closing &&
            str_eq(next.name, tag->name)) {
            body = str_trim(str_slice(body, 0, at));
            use->kind = use->kind == USE_BOX ? USE_NOTICE : use->kind;
            break;
        }
    }
    put_box(l, s, tag, use, body);
}

/* --- Lines --- */

static bool is_box(enum template_kind kind)
{
    return kind == USE_BOX || kind == USE_SECTION || kind == USE_DETAILS;
}

/* The first tag of the line that encloses something, or the first one; false when there
 * is more in the line than tags. */
static bool first_of(struct liner *l, struct str s, struct template_tag *tag,
                     struct template_use *use)
{
    bool any = false;
    while (s.len > 0) {
        struct template_tag next;
        const size_t len = template_read(s, &next);
        if (len == 0)
            return false;
        const struct template_use is = template_use(l->tokens->arena, &next);
        if (is.kind == USE_IMAGE || is.kind == USE_LINK || is.kind == USE_RAW ||
            is.kind == USE_COMMENT)
            return false;
        if (!any || (is_box(is.kind) && !is_box(use->kind))) {
            *tag = next;
            *use = is;
        }
        any = true;
        s = str_trim(str_tail(s, len));
    }
    return any;
}

static void leave_blank(struct liner *l, struct str s)
{
    liner_replace(l, s.ptr, str_end(s));
    l->leaf = LEAF_NONE;
}

bool template_line_is_quiet(struct liner *l, struct str s)
{
    struct template_tag tag;
    struct template_use use;
    return !l->in_raw && first_of(l, str_trim(s), &tag, &use) && use.kind == USE_NONE &&
           (use.text.len == 0 || tag.form == TEMPLATE_VALUE);
}

/* A tag that goes on in later lines, up to an empty one: as if it were in one. */
static bool begin_long(struct liner *l, struct str s)
{
    const size_t at = place_of(l, s.ptr);
    const struct str end = template_end(s);
    const size_t close = find_end(l, end, at + 2);
    const struct str all = str_slice(l->text, at, close + end.len);
    const struct str blank = STR("\n\n");
    struct template_tag tag;
    if (close >= l->text.len || str_find(all, blank) < all.len ||
        template_read(all, &tag) != all.len)
        return false;
    const struct template_use use = template_use(l->tokens->arena, &tag);
    if (use.kind == USE_CODE || use.kind == USE_COMMENT || use.kind == USE_RAW)
        return false;
    if (is_box(use.kind) || use.kind == USE_NOTICE)
        put_box(l, s, &tag, &use, use.text);
    else if (use.kind == USE_IMAGE || use.kind == USE_LINK) {
        struct token token = {.kind = TOKEN_TEMPLATE, .line = l->line, .source = s};
        token.fragment = scan_use_fragment(l->tokens, &use, l->line);
        liner_replace(l, s.ptr, str_end(s));
        token_put(l->out, tokens_add(l->tokens, &token));
    } else
        liner_replace(l, s.ptr, str_end(s));
    l->hidden_end = at + all.len;
    l->leaf = LEAF_HIDDEN;
    return true;
}

/* "{{name}}" without blanks is more often spoken of than filled in. */
static bool names_a_value(struct str s, const struct template_use *use)
{
    return str_starts(use->text, STR("`{{")) && !ascii_is_blank(s.ptr[2]);
}

static bool take_raw(struct liner *l, struct str s, const struct template_tag *tag,
                     size_t len)
{
    if (str_trim(str_tail(s, len)).len > 0)
        return false;
    l->in_raw = !tag->closing;
    leave_blank(l, s);
    return true;
}

bool template_line_begin(struct liner *l, struct str s)
{
    struct template_tag tag;
    const size_t len = template_read(s, &tag);
    if (len == 0)
        return !l->in_raw && begin_long(l, s);
    struct template_use use = template_use(l->tokens->arena, &tag);
    if (use.kind == USE_RAW)
        return take_raw(l, s, &tag, len);
    if (l->in_raw)
        return false;
    if (use.kind == USE_COMMENT)
        return begin_comment(l, s, &tag, len);
    if (use.kind == USE_CODE && begin_code(l, s, &tag, use.type, len))
        return true;
    if (use.kind == USE_NOTICE && str_trim(str_tail(s, len)).len == 0) {
        put_box(l, s, &tag, &use, use.text);
        return true;
    }
    if (is_box(use.kind) && !tag.closing &&
        template_read(str_trim(str_tail(s, len)), &tag) == 0) {
        (void)template_read(s, &tag);
        begin_box(l, s, &tag, &use, len);
        return true;
    }
    if (names_a_value(s, &use) || !first_of(l, str_trim(s), &tag, &use))
        return false;
    if (is_box(use.kind))
        put_box(l, s, &tag, &use, (struct str){0});
    else if (use.text.len > 0 && tag.form == TEMPLATE_STATEMENT)
        return false;
    else
        leave_blank(l, s);
    return true;
}
