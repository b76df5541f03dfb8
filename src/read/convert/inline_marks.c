/*
 * Marks among text (see the header).
 *
 * A run opens or closes by what is beside it, as CommonMark says of "*": nothing opens
 * before a blank, nothing closes after one, and a punctuation mark on the one side
 * needs a blank or another on the other.
 */
#include "read/convert/inline_marks.h"

#include "base/ascii.h"
#include "read/html/raised.h"

enum side { SIDE_BLANK, SIDE_PUNCTUATION, SIDE_WORD };

enum { KEYS_MAX_BYTES = 64 };

static enum side side_of(struct str s, size_t at)
{
    const char c = s.ptr[at];
    if (ascii_is_space(c))
        return SIDE_BLANK;
    if (ascii_is_alnum(c))
        return SIDE_WORD;
    if ((unsigned char)c < 0x80)
        return SIDE_PUNCTUATION;
    if ((unsigned char)c == TOKEN_LEAD_BYTE && at + 1 < s.len &&
        (unsigned char)s.ptr[at + 1] == TOKEN_SECOND_BYTE)
        return SIDE_PUNCTUATION; /* a token */
    size_t pos = at;
    return text_is_word(text_next(s, &pos)) ? SIDE_WORD : SIDE_PUNCTUATION;
}

/* What is before the run; between nodes what cmark would see is a mark. */
static enum side side_before(const struct convert *c, struct str text, size_t at)
{
    if (at == 0) {
        const struct node *last = c->text_parent->last;
        return last == NULL || last->kind == NODE_SOFT_BREAK ||
                       last->kind == NODE_LINE_BREAK
                   ? SIDE_BLANK
                   : SIDE_PUNCTUATION;
    }
    size_t from = at - 1;
    while (from > 0 && ((unsigned char)text.ptr[from] & 0xC0) == 0x80)
        from--;
    return side_of(text, from);
}

static enum side side_after(struct str text, size_t at)
{
    return at < text.len ? side_of(text, at) : SIDE_PUNCTUATION;
}

static bool flanks(enum side inner, enum side outer)
{
    return inner != SIDE_BLANK && (inner != SIDE_PUNCTUATION || outer != SIDE_WORD);
}

static size_t run_length(struct str text, size_t at)
{
    size_t end = at;
    while (end < text.len && text.ptr[end] == text.ptr[at])
        end++;
    return end - at;
}

/* What a run may mean. */
static const struct mark_kind {
    char c;
    size_t len;
    enum node_kind kind;
    bool in_words; /* may be where a word goes on */
    bool no_blank; /* within it */
} kinds[CONVERT_MARKS] = {
    {'~', 1, NODE_STRIKE, true, false},
    {'~', 2, NODE_STRIKE, true, false},
    {'=', 2, NODE_EMPHASIS, false, false},
    {'^', 1, NODE_SUPERSCRIPT, true, true},
};

/* The number of the mark that a run is; CONVERT_MARKS: none. */
static size_t mark_of(char c, size_t len)
{
    size_t i = 0;
    while (i < CONVERT_MARKS && (kinds[i].c != c || kinds[i].len != len))
        i++;
    return i;
}

/* --- Opening and closing --- */

/* The text between the run and the end when that is all there is and has no blank. */
static bool is_one_word(const struct node *opener)
{
    const struct node *text = opener->next;
    if (text == NULL || text->next != NULL || text->kind != NODE_TEXT)
        return false;
    const struct str s = text->u.text;
    return str_chr(s, ' ') == s.len;
}

/* Puts the nodes after the opening run, up to the last, into a node in its place. */
static struct node *enclose(struct convert *c, struct node *opener, struct node *parent,
                            enum node_kind kind)
{
    struct node *mark = doc_node(c->doc, kind, opener->line);
    while (opener->next != NULL) {
        struct node *child = opener->next;
        node_unlink(child);
        node_append(mark, child);
    }
    node_append(parent, mark);
    node_unlink(opener);
    return mark;
}

/* Closes the mark `number`, if it is open in this parent and may hold what it holds. */
static bool close_mark(struct convert *c, size_t number)
{
    struct convert_mark *open = &c->marks[number];
    struct node *opener = open->run;
    if (opener == NULL || opener->parent != c->text_parent || opener->next == NULL ||
        (kinds[number].no_blank && !is_one_word(opener)))
        return false;
    const bool is_low = number == 0 && open->after_word && is_one_word(opener);
    struct node *mark = enclose(c, opener, c->text_parent,
                                is_low ? NODE_SUBSCRIPT : kinds[number].kind);
    if (mark->kind == NODE_SUPERSCRIPT)
        html_raise(c->doc, mark);
    /* Runs within it are text for good. */
    inline_marks_clear(c);
    return true;
}

size_t inline_mark(struct convert *c, struct str text, size_t done, size_t at)
{
    const size_t len = run_length(text, at);
    const size_t number = mark_of(text.ptr[at], len);
    const bool is_escaped = str_starts(str_tail(text, at + len), STR(TOKEN_STOP));
    if (number == CONVERT_MARKS || is_escaped)
        return 0;
    const enum side before = side_before(c, text, at);
    const enum side after = side_after(text, at + len);
    const bool in_word = !kinds[number].in_words &&
                         ((at > 0 && ascii_is_alnum(text.ptr[at - 1])) &&
                          (at + len < text.len && ascii_is_alnum(text.ptr[at + len])));
    const bool is_power = kinds[number].kind == NODE_SUPERSCRIPT;
    const bool may_open =
        is_power ? before != SIDE_BLANK && after != SIDE_BLANK : flanks(after, before);
    const bool may_close = flanks(before, after) && c->marks[number].run != NULL;
    if (in_word || (!may_open && !may_close))
        return 0;
    convert_plain(c, c->text_parent, str_slice(text, done, at), c->text_line);
    if (may_close && close_mark(c, number))
        return len;
    struct node *run =
        convert_plain(c, c->text_parent, str_slice(text, at, at + len), c->text_line);
    if (may_open)
        c->marks[number] =
            (struct convert_mark){.run = run, .after_word = before == SIDE_WORD};
    return len;
}

void inline_marks_clear(struct convert *c)
{
    for (size_t i = 0; i < CONVERT_MARKS; i++)
        c->marks[i].run = NULL;
}

/* --- Keys --- */

static bool is_key(char c)
{
    return ascii_is_lower(c) || ascii_is_digit(c) || c == '-' || c == '_';
}

/* The end of "ctrl+alt+del" from `at` on, which "++" has to follow; 0 when it is none.
 */
static size_t keys_end(struct str s, size_t at)
{
    const size_t from = at;
    while (at < s.len && at - from < KEYS_MAX_BYTES) {
        if (is_key(s.ptr[at]))
            at++;
        else if (s.ptr[at] == '+' && at > from && at + 1 < s.len &&
                 is_key(s.ptr[at + 1]))
            at++;
        else
            break;
    }
    return at > from && str_starts(str_tail(s, at), STR("++")) ? at : 0;
}

static void put_key(struct convert *c, struct str name)
{
    struct node *key = doc_node(c->doc, NODE_KEY, c->text_line);
    c->has_boxes = true;
    node_append(c->text_parent, key);
    buf_clear(&c->dest);
    buf_puts(&c->dest, name);
    c->dest.data[0] =
        ascii_is_lower(name.ptr[0]) ? (char)(name.ptr[0] - 'a' + 'A') : name.ptr[0];
    convert_plain(c, key, buf_str(&c->dest), c->text_line);
}

size_t inline_keys(struct convert *c, struct str text, size_t done, size_t at)
{
    if (run_length(text, at) != 2 || (at > 0 && ascii_is_alnum(text.ptr[at - 1])))
        return 0;
    const size_t from = at + 2, end = keys_end(text, from);
    if (end == 0 || (end + 2 < text.len && ascii_is_alnum(text.ptr[end + 2])))
        return 0;
    convert_plain(c, c->text_parent, str_slice(text, done, at), c->text_line);
    struct str keys = str_slice(text, from, end), name;
    while (str_cut(&keys, '+', &name)) {
        if (name.ptr > text.ptr + from)
            convert_plain(c, c->text_parent, STR("+"), c->text_line);
        put_key(c, name);
    }
    return end + 2 - at;
}
