/*
 * Looking for tokens (see the header).
 *
 * Every search ends at the next character that could start another one, so that no byte
 * is looked at more than a few times however the text is made.
 */
#include "read/inline/token_scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "read/inline/scan_parts.h"

enum {
    LINK_MAX_BYTES = 1024, /* of a wikilink's inside */
    LABEL_MAX_BYTES = 200, /* of a footnote */
    MATH_MAX_BYTES = 512,  /* between "\\(" and "\\)" */
};

static const bool is_special[256] = {
    ['\\'] = true, ['['] = true, ['!'] = true, ['%'] = true, ['&'] = true,
    ['<'] = true,  ['$'] = true, ['`'] = true, ['{'] = true, [0xEF] = true,
    [']'] = true,  ['*'] = true, [':'] = true, ['('] = true,
};

static char at_or_nul(struct str s, size_t at)
{
    return at < s.len ? s.ptr[at] : '\0';
}

static bool starts_at(struct str s, size_t at, struct str needle)
{
    return str_starts(str_tail(s, at), needle);
}

/* The inside of a wikilink with "\|" as "|", the way tables make people write it. */
static struct str without_escaped_bars(struct arena *arena, struct str s)
{
    const struct str escaped = STR("\\|");
    if (str_find(s, escaped) == s.len)
        return s;
    char *copy = arena_bytes(arena, s.len);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (!starts_at(s, i, escaped))
            copy[len++] = s.ptr[i];
    }
    return (struct str){copy, len};
}

/* Searches of an editor and links to nothing are text. */
static bool is_link_text(struct str name)
{
    const struct str target = str_trim(str_slice(name, 0, str_chr(name, '|')));
    return target.len > 0 && !str_starts(target, STR("##")) &&
           !str_starts(target, STR("^^"));
}

/* What makes more of a label than its characters. */
static bool has_marks(struct str label)
{
    for (size_t i = 0; i < label.len; i++) {
        if (memchr("*_`~<&$!", label.ptr[i], 8) != NULL)
            return true;
    }
    return false;
}

static size_t run_end(struct str s, size_t at)
{
    const char c = s.ptr[at];
    while (at < s.len && s.ptr[at] == c)
        at++;
    return at;
}

/* Where the code ends whose opening ticks are [at, from); 0 when nothing ends it. */
static size_t code_end(struct str s, size_t at, size_t from)
{
    for (size_t next = from; next < s.len;) {
        next += str_chr(str_tail(s, next), '`');
        if (next == s.len)
            break;
        const size_t end = run_end(s, next);
        if (end - next == from - at)
            return end;
        next = end;
    }
    return 0;
}

static bool is_word(char c);

/* Writes the ticks with a blank before or after them. */
static bool put_ticks(struct scan_found *found, size_t at, size_t len, bool before)
{
    const struct str ticks = STR(" ```````` ");
    *found = (struct scan_found){.from = at, .to = at + len};
    found->plain = before ? str_slice(ticks, 0, 1 + len)
                          : str_slice(ticks, 1 + SCAN_TICKS_MAX - len, ticks.len);
    return true;
}

/*
 * "`code`": marks within are none. No token, since the rest of the reader sees to it;
 * but the blanks at both its ends, which are none of it, part it from the words that
 * touch it: "of` code `and".
 */
static bool take_code(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const struct str s = scan->text;
    const size_t from = run_end(s, at), len = from - at;
    scan->pos = from;
    if (len > SCAN_TICKS_MAX || (at >= scan->code_end && scan->no_code[len - 1]))
        return false;
    if (at < scan->code_end)
        return from == scan->code_end && scan->in_blanks &&
               is_word(at_or_nul(s, from)) && put_ticks(found, at, len, false);
    scan->code_end = code_end(s, at, from);
    scan->no_code[len - 1] = scan->code_end == 0;
    scan->in_blanks = scan->code_end > from + len + 1 && s.ptr[from] == ' ' &&
                      s.ptr[scan->code_end - len - 1] == ' ';
    return scan->in_blanks && at > 0 && is_word(s.ptr[at - 1]) &&
           put_ticks(found, at, len, true);
}

/* The inside of a wikilink from its "[[" on. */
struct wiki_inside {
    size_t bar;   /* where its label begins, or 0 */
    size_t end;   /* where its "]]" may be */
    size_t ticks; /* of code */
};

/* True for a bracket that ends a picture of the label, or begins one: "![x](y)". */
static bool is_picture(struct str s, size_t at, bool *open)
{
    const bool was_open = *open;
    *open = s.ptr[at] == '[' && !was_open && s.ptr[at - 1] == '!' &&
            at_or_nul(s, at + 1) != '[';
    return *open || (was_open && s.ptr[at] == ']' && at_or_nul(s, at + 1) == '(');
}

static struct wiki_inside wiki_inside(struct str s, size_t at)
{
    struct wiki_inside in = {.end = at + 2};
    bool in_picture = false;
    for (; in.end < s.len && in.end - at < LINK_MAX_BYTES; in.end++) {
        const char c = s.ptr[in.end];
        if ((c == '[' || c == ']') &&
            (in.bar == 0 || !is_picture(s, in.end, &in_picture)))
            break;
        if (c == '|' && in.bar == 0)
            in.bar = in.end + 1;
        in.ticks += c == '`';
    }
    return in;
}

/* "[[inside]]" at `at`. */
static bool take_wikilink(struct token_scan *scan, struct arena *arena, size_t at,
                          struct scan_found *found)
{
    const struct str s = scan->text;
    const struct wiki_inside in = wiki_inside(s, at);
    const struct str name = without_escaped_bars(arena, str_slice(s, at + 2, in.end));
    /* Code that goes on outside of it. */
    const bool torn = in.ticks > 0 && (in.ticks % 2 != 0 || at < scan->code_end);
    scan->pos = torn ? at + 2 : in.end;
    if (torn || !starts_at(s, in.end, STR("]]")) || !is_link_text(name))
        return false;
    const bool embed = at > 0 && s.ptr[at - 1] == '!';
    found->from = embed ? at - 1 : at;
    found->to = in.end + 2;
    found->token.kind = embed ? TOKEN_EMBED : TOKEN_WIKILINK;
    found->token.name = name;
    const struct str label = str_slice(s, in.bar > 0 ? in.bar : at + 2, in.end);
    if (!embed && (in.bar > 0 ? has_marks(label) : in.ticks > 0))
        found->fragment = label;
    return true;
}

/* "[^label]" at `at`, but not the text of a link "[^label](...)". */
static bool take_reference(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const struct str s = scan->text;
    size_t end = at + 2;
    while (end < s.len && end - at < LABEL_MAX_BYTES && s.ptr[end] != '[' &&
           s.ptr[end] != ']' && s.ptr[end] != ' ' && s.ptr[end] != '`')
        end++;
    scan->pos = end;
    if (end == at + 2 || at_or_nul(s, end) != ']' || at_or_nul(s, end + 1) == '(')
        return false;
    found->from = at;
    found->to = end + 1;
    found->token.kind = TOKEN_NOTE_REF;
    found->token.name = str_slice(s, at + 2, end);
    return true;
}

/* "\\^", "\\[" and "\\]" are neither ends of a note in the line nor brackets in it:
 * a stop beside them says so when cmark has taken the backslash. */
static bool take_escape(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const char next = at_or_nul(scan->text, at + 1);
    scan->pos = at + 2;
    *found = (struct scan_found){.from = at, .to = at + 2};
    found->plain = next == '^'   ? STR("\\^" TOKEN_STOP)
                   : next == '~' ? STR("\\~" TOKEN_STOP)
                   : next == '=' ? STR("\\=" TOKEN_STOP)
                   : next == ':' ? STR("\\:" TOKEN_STOP)
                   : next == '[' ? STR(TOKEN_STOP "\\[")
                   : next == ']' ? STR(TOKEN_STOP "\\]")
                                 : (struct str){0};
    return found->plain.len > 0;
}

/* Takes a comment out; one of the blanks around it stays. */
static bool finish_comment(struct token_scan *scan, struct scan_found *found)
{
    if (found->from > 0 && scan->text.ptr[found->from - 1] == ' ' &&
        at_or_nul(scan->text, found->to) == ' ')
        found->to++;
    found->token.kind = TOKEN_COMMENT;
    return true;
}

static bool take_comment(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const struct str rest = str_tail(scan->text, at + 2);
    scan->pos = at + 2;
    if (scan->no_comment)
        return false;
    const size_t end = str_find(rest, STR("%%"));
    if (end == rest.len) {
        scan->no_comment = true;
        return false;
    }
    found->from = at;
    found->to = at + 2 + end + 2;
    return finish_comment(scan, found);
}

/* "<!doctype html>" and "<!-- a -- b -->", which cmark takes for text. */
static bool take_declaration(struct token_scan *scan, size_t at,
                             struct scan_found *found)
{
    const struct str s = scan->text;
    const bool comment = starts_at(s, at, STR("<!--"));
    const char first = (char)(at_or_nul(s, at + 2) | 0x20);
    const struct str end = comment ? STR("-->") : STR(">");
    bool *none = comment ? &scan->no_html_comment : &scan->no_declaration;
    if (*none || (!comment && (first < 'a' || first > 'z')))
        return false;
    const size_t from = at + (comment ? 2 : 3);
    const size_t to = from + str_find(str_tail(s, from), end);
    *none = to >= s.len;
    if (*none)
        return false;
    found->from = at;
    found->to = to + end.len;
    return finish_comment(scan, found);
}

/* --- Templates --- */

/* What the tag says in the middle of a line, as inline Markdown in the arena. */
static struct str template_words(struct arena *arena, const struct template_use *use)
{
    switch ((int)use->kind) {
    case USE_IMAGE:
    case USE_LINK:
        if (use->target.len == 0)
            return use->title;
        return arena_printf(
            arena, "%s[" STR_FMT "](<" STR_FMT ">)", use->kind == USE_IMAGE ? "!" : "",
            STR_ARG(use->title.len > 0 || use->kind == USE_IMAGE ? use->title
                                                                 : use->target),
            STR_ARG(use->target));
    case USE_NOTICE:
    case USE_NONE:
        return use->text;
    default:
        return (struct str){0};
    }
}

uint32_t scan_use_fragment(struct tokens *tokens, const struct template_use *use,
                           uint32_t line)
{
    const struct str words = template_words(tokens->arena, use);
    return words.len > 0 ? scan_fragment(tokens, words, line) : TOKEN_NO_FRAGMENT;
}

/* A tag between "{% raw %}" and its end is shown as code. */
static bool take_raw(struct arena *arena, struct str source, struct scan_found *found)
{
    found->token.kind = TOKEN_TEMPLATE;
    found->token.name = source;
    found->fragment = arena_printf(arena, "`` " STR_FMT " ``", STR_ARG(source));
    return true;
}

/* "{% tag %}", "{{ value }}", "{{< shortcode >}}", "<%= value %>". */
static bool take_template(struct token_scan *scan, struct arena *arena, size_t at,
                          struct scan_found *found)
{
    struct template_tag tag;
    const struct str s = scan->text;
    size_t len = template_read(str_tail(s, at), &tag);
    if (len == 0 && scan->more_bytes > 0) {
        const struct str all = {s.ptr + at, s.len - at + scan->more_bytes};
        const struct str blank = STR("\n\n");
        len = template_read(all, &tag);
        if (str_find(str_slice(all, 0, len), blank) < len)
            return false;
        scan->beyond = len > s.len - at ? len - (s.len - at) : 0;
        len -= scan->beyond;
    }
    if (len == 0)
        return false;
    found->from = at;
    found->to = at + len;
    const struct template_use use = template_use(arena, &tag);
    if (use.kind == USE_RAW)
        scan->in_raw = !tag.closing;
    else if (scan->in_raw)
        return take_raw(arena, str_slice(s, at, at + len), found);
    found->token.name = template_target(arena, &tag);
    found->fragment = template_words(arena, &use);
    if (found->fragment.len == 0)
        (void)finish_comment(scan, found);
    found->token.kind = TOKEN_TEMPLATE;
    const bool is_box =
        use.kind == USE_BOX || use.kind == USE_SECTION || use.kind == USE_DETAILS;
    found->token.open = is_box && tag.closing;
    found->token.fold = is_box && !tag.closing;
    return true;
}

/* --- Mathematics --- */

static bool is_word(char c)
{
    return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

static bool is_blank_or_end(char c)
{
    return ascii_is_blank(c) || c == '\0';
}

static bool take_math(size_t from, size_t to, struct scan_found *found)
{
    found->from = from;
    found->to = to;
    found->token.kind = TOKEN_MATH;
    return true;
}

/* "$$...$$" in one line. */
static bool take_display(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const struct str rest = str_tail(scan->text, at + 2);
    const size_t end = scan->no_display ? 0 : str_find(rest, STR("$$"));
    scan->pos = at + 2;
    scan->no_display = scan->no_display || end == rest.len;
    return end > 0 && end < rest.len && take_math(at, at + 2 + end + 2, found);
}

/* "$`...`$", as GitHub has it. */
static bool take_ticked(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const struct str s = scan->text;
    const size_t end = at + 2 + str_chr(str_tail(s, at + 2), '`');
    return at_or_nul(s, end + 1) == '$' && end > at + 2 &&
           take_math(at, end + 2, found);
}

/* "5 or 6", "10, 5": a number with more after it, and no sign between. */
static bool is_price(struct str s)
{
    if (s.len == 0 || !ascii_is_digit(s.ptr[0]))
        return false;
    for (size_t i = 0; i + 1 < s.len; i++) {
        if (memchr("\\^_=+*/<>{", s.ptr[i], 10) != NULL)
            return false;
    }
    return str_chr(s, ' ') < s.len;
}

/*
 * "$...$": no blank is within its marks, no word outside of them, so that prices are
 * none: "$5 and $10", "5$ or 6$", "$5-$10". No code either.
 */
static bool take_dollar(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const struct str s = scan->text;
    if (at_or_nul(s, at + 1) == '$')
        return take_display(scan, at, found);
    if ((at > 0 && is_word(s.ptr[at - 1])) || is_blank_or_end(at_or_nul(s, at + 1)))
        return false;
    size_t end = at + 1;
    if (s.ptr[end] == '`')
        return take_ticked(scan, at, found);
    while (end < s.len && s.ptr[end] != '$' && s.ptr[end] != '`')
        end += s.ptr[end] == '\\' && end + 1 < s.len ? 2 : 1;
    return !is_price(str_slice(s, at + 1, end)) && at_or_nul(s, end) == '$' &&
           !is_blank_or_end(s.ptr[end - 1]) && !is_word(at_or_nul(s, end + 1)) &&
           take_math(at, end + 1, found);
}

/* What only TeX has: a command, an index, a power. */
static bool is_tex(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        const char next = at_or_nul(s, i + 1);
        if ((s.ptr[i] == '^' && next != '[') || s.ptr[i] == '_' ||
            (s.ptr[i] == '\\' && (next == '{' || (is_word(next) && next > '9'))))
            return true;
    }
    return false;
}

/* Names of one letter, and no words: "n", "x + 1". */
static bool is_formula(struct str s)
{
    bool has_letter = false;
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] >= 0x80 ||
            (ascii_is_letter(s.ptr[i]) && ascii_is_letter(at_or_nul(s, i + 1))))
            return false;
        has_letter = has_letter || ascii_is_letter(s.ptr[i]);
    }
    return has_letter;
}

/* True when single backslashed brackets hold a formula: TeX, or signs set off by
 * blanks. Brackets that are escaped to be shown have no blanks inside. */
static bool is_math(struct str s, size_t at, char open, struct str inside)
{
    const struct str bare = str_trim(inside);
    if (bare.len == 0)
        return false;
    const bool is_apart =
        is_blank_or_end(inside.ptr[0]) && is_blank_or_end(inside.ptr[inside.len - 1]);
    return is_tex(inside) || (is_apart && (open == '[' || is_formula(bare))) ||
           (open == '(' && is_formula(bare) && (at == 0 || !is_word(s.ptr[at - 1])));
}

/* "\(...\)" and "\[...\]", the backslashes written once or twice. */
static bool take_bracketed(struct token_scan *scan, size_t at, struct scan_found *found)
{
    static const struct str ends[2][2] = {
        {STR_INIT("\\)"), STR_INIT("\\]")},
        {STR_INIT("\\\\)"), STR_INIT("\\\\]")},
    };
    const struct str s = scan->text;
    const bool twice = at_or_nul(s, at + 1) == '\\';
    const char open = at_or_nul(s, at + 1 + twice);
    scan->pos = at + 2;
    if (open != '(' && open != '[')
        return false;
    const struct str end = ends[twice][open == '['];
    const size_t from = at + end.len;
    const struct str rest = str_slice(s, from, from + MATH_MAX_BYTES);
    const size_t len = str_find(rest, end);
    return len < rest.len && (twice || is_math(s, at, open, str_slice(rest, 0, len))) &&
           take_math(at, from + len + end.len, found);
}

/* A noncharacter U+FDD0 to U+FDDF, of which tokens are made, becomes U+FFFD. */
static bool take_nonchar(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const struct str s = scan->text;
    if (s.len - at < 3 || (unsigned char)s.ptr[at + 1] != 0xB7 ||
        ((unsigned char)s.ptr[at + 2] & 0xF0) != 0x90)
        return false;
    *found =
        (struct scan_found){.from = at, .to = at + 3, .plain = STR("\xEF\xBF\xBD")};
    return true;
}

/* The same, written as "&#xFDD0;" or "&#64976;". */
static bool take_entity(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const struct str s = scan->text;
    if (at_or_nul(s, at + 1) != '#')
        return false;
    char digits[12] = "";
    const bool hex = (at_or_nul(s, at + 2) | 0x20) == 'x';
    const size_t from = at + (hex ? 3 : 2);
    size_t end = from;
    for (; end < s.len && end - from < sizeof digits - 1 && s.ptr[end] != ';'; end++)
        digits[end - from] = s.ptr[end];
    char *behind;
    const long code = strtol(digits, &behind, hex ? 16 : 10);
    if (*behind != '\0' || at_or_nul(s, end) != ';' || code < 0xFDD0 || code > 0xFDDF)
        return false;
    *found = (struct scan_found){.from = at, .to = end, .plain = STR("&#xFFFD")};
    return true;
}

static bool take_bracket(struct token_scan *scan, struct arena *arena, size_t at,
                         struct scan_found *found)
{
    switch (at_or_nul(scan->text, at + 1)) {
    case '[':
        return take_wikilink(scan, arena, at, found);
    case '^':
        return take_reference(scan, at, found);
    default:
        return scan_bracket(scan, arena, at, found);
    }
}

/* Something at `at`, a special byte. Sets scan->pos to where the search goes on. */
static bool take(struct token_scan *scan, struct arena *arena, size_t at,
                 struct scan_found *found)
{
    const char next = at_or_nul(scan->text, at + 1);
    scan->pos = at + 1;
    switch ((unsigned char)scan->text.ptr[at]) {
    case '\\':
        return take_bracketed(scan, at, found) || take_escape(scan, at, found);
    case '$':
        return take_dollar(scan, at, found);
    case '[':
        return take_bracket(scan, arena, at, found);
    case '%':
        return next == '%' && take_comment(scan, at, found);
    case '&':
        return take_entity(scan, at, found);
    case '`':
        return take_code(scan, at, found);
    case '{':
        return take_template(scan, arena, at, found) ||
               scan_brace(scan, arena, at, found);
    case ']':
        return next == '(' && scan_target(scan, arena, at, found);
    case '*':
        return scan_stars(scan, at, found);
    case '(':
        return next == '(' && scan_block_reference(scan, at, found);
    case ':':
        return next == ':' && scan_colons(scan, arena, at, found);
    case '<':
        return next == '%' ? take_template(scan, arena, at, found)
                           : next == '!' && take_declaration(scan, at, found);
    case 0xEF:
        return take_nonchar(scan, at, found);
    default:
        return false;
    }
}

static size_t next_special(struct str s, size_t at)
{
    while (at < s.len && !is_special[(unsigned char)s.ptr[at]])
        at++;
    return at;
}

bool scan_next(struct token_scan *scan, struct arena *arena, struct scan_found *found)
{
    for (;;) {
        const size_t at = next_special(scan->text, scan->pos);
        if (at >= scan->text.len)
            return false;
        *found = (struct scan_found){.is_token = true};
        if (!take(scan, arena, at, found))
            continue;
        scan->pos = scan->floor = found->to;
        found->token.line = scan->line;
        found->token.fragment = found->token.body = TOKEN_NO_FRAGMENT;
        found->token.source = str_slice(scan->text, found->from, found->to);
        return true;
    }
}

size_t scan_add(struct tokens *tokens, const struct scan_found *found)
{
    struct token token = found->token;
    if (found->fragment.len > 0 && found->fragment.ptr[0] == '`')
        token.fragment = tokens_fragment(tokens, found->fragment, token.line);
    else if (found->fragment.len > 0)
        token.fragment = scan_fragment(tokens, found->fragment, token.line);
    return tokens_add(tokens, &token);
}

static void rewrite(struct tokens *tokens, struct str text, uint32_t line,
                    struct buf *out)
{
    struct token_scan scan = {.text = text,
                              .line = line,
                              .references = &tokens->references,
                              .in_quote = true};
    struct scan_found found;
    size_t done = 0;
    while (!tokens_are_too_many(tokens) && scan_next(&scan, tokens->arena, &found)) {
        buf_puts(out, str_slice(text, done, found.from));
        if (found.is_token)
            token_put(out, scan_add(tokens, &found));
        else
            buf_puts(out, found.plain);
        done = found.to;
    }
    buf_puts(out, str_tail(text, done));
}

uint32_t scan_fragment(struct tokens *tokens, struct str text, uint32_t line)
{
    struct buf rewritten = {0};
    rewrite(tokens, text, line, &rewritten);
    const uint32_t fragment = tokens_fragment(tokens, buf_str(&rewritten), line);
    buf_release(&rewritten);
    return fragment;
}
