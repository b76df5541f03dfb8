/*
 * Text among inlines (see the header).
 */
#include "read/convert/inline_text.h"

#include "base/ascii.h"
#include "read/budget.h"
#include "read/convert/inline_marks.h"
#include "read/convert/token_nodes.h"
#include "read/inline/autolink.h"
#include "read/inline/emoji.h"

void inline_text(struct convert *c, struct node *parent, struct str raw, uint32_t line)
{
    if (c->text.len == 0 || c->text_parent != parent) {
        inline_flush(c);
        c->text_parent = parent;
        c->text_line = line;
    }
    buf_puts(&c->text, raw);
}

/* What a special byte of a text turned out to be: bytes [from, to) are taken. */
struct special {
    size_t from, to;
};

/* --- Notes in the line --- */

/* Takes the nodes after the opening mark, up to the last, out of the line. The note is
 * made on the spot; markdown_finish() moves it to the end. */
static void close_note(struct convert *c, struct node *opener, struct node *parent)
{
    struct node *note = doc_node(c->doc, NODE_FOOTNOTE, opener->line);
    struct node *text = doc_node(c->doc, NODE_PARAGRAPH, opener->line);
    while (opener->next != NULL) {
        struct node *child = opener->next;
        node_unlink(child);
        node_append(text, child);
    }
    node_append(note, text);
    node_append(c->notes, note);
    node_unlink(opener);
    struct node *reference = doc_node(c->doc, NODE_FOOTNOTE_REF, opener->line);
    node_append(parent, reference);
    reference->u.footnote.other = note;
    c->doc->has_notes = true;
    inline_marks_clear(c);
}

/* A bracket that was escaped: the pre-pass has put a stop before it. */
static bool is_stopped(struct str text, size_t at)
{
    return str_ends(str_slice(text, 0, at), STR(TOKEN_STOP));
}

/* "^[text]": its end is the bracket that closes the first one, wherever that is in the
 * same inlines. One note holds no other. */
static bool take_note(struct convert *c, struct str text, size_t done, size_t at,
                      struct special *found)
{
    *found = (struct special){at, at + 1};
    const char mark = text.ptr[at];
    if (mark == '^') {
        if (c->note != NULL || c->in_html || !str_starts(str_tail(text, at), STR("^[")))
            return false;
        found->to = at + 2;
        convert_plain(c, c->text_parent, str_slice(text, done, at), c->text_line);
        c->note = convert_plain(c, c->text_parent, STR("^["), c->text_line);
        c->note_depth = 1;
        return true;
    }
    if (c->note == NULL || is_stopped(text, at))
        return false;
    c->note_depth += mark == '[' ? 1 : -1;
    if (c->note_depth > 0)
        return false;
    struct node *opener = c->note;
    c->note = NULL;
    if (opener->parent != c->text_parent)
        return false;
    convert_plain(c, c->text_parent, str_slice(text, done, at), c->text_line);
    if (opener->next == NULL)
        convert_plain(c, c->text_parent, STR("]"), c->text_line);
    else
        close_note(c, opener, c->text_parent);
    return true;
}

/* --- What is special --- */

static void put_autolink(struct convert *c, struct str text,
                         const struct autolink *link)
{
    static const struct str prefixes[] = {
        [AUTOLINK_URL] = STR_INIT(""),
        [AUTOLINK_WWW] = STR_INIT("http://"),
        [AUTOLINK_MAIL] = STR_INIT("mailto:"),
    };
    const struct str label =
        tokens_restore(c->tokens, str_slice(text, link->from, link->to), &c->scratch);
    buf_clear(&c->dest);
    buf_puts(&c->dest, prefixes[link->kind]);
    buf_puts(&c->dest, label);
    struct node *node = convert_link(c, c->text_parent, NODE_LINK, LINK_URL,
                                     buf_str(&c->dest), c->text_line);
    convert_plain(c, node, label, c->text_line);
}

static bool take_token(struct convert *c, struct str text, size_t done, size_t at,
                       struct special *found)
{
    *found = (struct special){at, at};
    const struct token *token;
    if (!token_read(c->tokens, text, &found->to, &token))
        return false;
    convert_plain(c, c->text_parent, str_slice(text, done, at), c->text_line);
    if (token != NULL)
        token_put_inline(c, c->text_parent, token);
    return true;
}

static bool take_mark(struct convert *c, struct str text, size_t done, size_t at,
                      struct special *found)
{
    size_t end = at;
    while (end < text.len && text.ptr[end] == text.ptr[at])
        end++;
    *found = (struct special){at, end};
    const size_t taken = text.ptr[at] == '+' ? inline_keys(c, text, done, at)
                                             : inline_mark(c, text, done, at);
    found->to = taken > 0 ? at + taken : end;
    return taken > 0;
}

/* ":name:", with a blank beside it when it is a picture that goes. */
static bool take_emoji(struct convert *c, struct str text, size_t done, size_t at,
                       struct special *found)
{
    struct str sign;
    size_t len = emoji_at(text, at, &sign);
    if (len == 0)
        return false;
    if (sign.len == 0 && at + len < text.len && text.ptr[at + len] == ' ' &&
        (at == 0 || text.ptr[at - 1] == ' '))
        len++;
    *found = (struct special){at, at + len};
    convert_plain(c, c->text_parent, str_slice(text, done, at), c->text_line);
    convert_plain(c, c->text_parent, sign, c->text_line);
    return true;
}

static bool take_autolink(struct convert *c, struct str text, size_t done, size_t at,
                          struct special *found)
{
    *found = (struct special){at, at + 1};
    /* The end of a note is none of an address. */
    const size_t end =
        c->note != NULL ? at + str_chr(str_tail(text, at), ']') : text.len;
    struct autolink link;
    if (c->link_depth > 0 ||
        !autolink_at(str_slice(text, 0, end), at, done, &link, &found->to))
        return false;
    *found = (struct special){link.from, link.to};
    convert_plain(c, c->text_parent, str_slice(text, done, link.from), c->text_line);
    put_autolink(c, text, &link);
    return true;
}

/* Bytes of text that may begin something. */
static const bool is_special[256] = {
    ['~'] = true, [':'] = true, ['@'] = true,
    ['w'] = true, ['W'] = true, [TOKEN_LEAD_BYTE] = true,
    ['^'] = true, ['['] = true, [']'] = true,
    ['='] = true, ['+'] = true,
};

static bool take_special(struct convert *c, struct str text, size_t done, size_t at,
                         struct special *found)
{
    switch ((unsigned char)text.ptr[at]) {
    case '~':
    case '=':
    case '+':
        return take_mark(c, text, done, at, found);
    case TOKEN_LEAD_BYTE:
        return take_token(c, text, done, at, found);
    case '^':
        return take_note(c, text, done, at, found) ||
               take_mark(c, text, done, at, found);
    case '[':
    case ']':
        return take_note(c, text, done, at, found);
    case ':':
        return take_emoji(c, text, done, at, found) ||
               take_autolink(c, text, done, at, found);
    default:
        return take_autolink(c, text, done, at, found);
    }
}

static size_t next_special(struct str s, size_t at)
{
    while (at < s.len && !is_special[(unsigned char)s.ptr[at]])
        at++;
    return at;
}

void inline_flush(struct convert *c)
{
    const struct str text = buf_str(&c->text);
    size_t done = 0, at = 0;
    while ((at = next_special(text, at)) < text.len && !budget_is_spent(c->doc)) {
        struct special found;
        if (take_special(c, text, done, at, &found))
            done = found.to;
        at = found.to > at ? found.to : at + 1;
    }
    if (done < text.len)
        convert_plain(c, c->text_parent, str_tail(text, done), c->text_line);
    buf_clear(&c->text);
}
