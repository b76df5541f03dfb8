/*
 * Telling Markdown from plain text (see the header).
 */
#include "read/guess.h"

#include "base/text.h"

enum {
    GUESS_BYTES = 64 << 10,
    GUESS_ENOUGH = 3, /* weights; a single sign may be chance */
    CODE_INDENT = 4,  /* columns: lines of programs say nothing */
};

/* What the lines before have shown. */
struct signs {
    int structure; /* headings and fences: what plain text does not have */
    int marks;     /* links and strong words in running text */
    int names;     /* [[x]]: links in some Markdown, and much else elsewhere */
    bool fenced;   /* inside a fence */
};

/* "## Heading" with a letter after; one '#' alone may be a comment of a script, and so
 * may lines of them that follow each other. */
static bool is_heading(struct str line, struct str before, struct str after)
{
    size_t at = 0;
    while (at < line.len && line.ptr[at] == '#')
        at++;
    return at >= 2 && at <= 6 && at + 1 < line.len && line.ptr[at] == ' ' &&
           line.ptr[at + 1] != ' ' && line.ptr[at + 1] != '#' &&
           !str_starts(before, STR("#")) && !str_starts(after, STR("#"));
}

static bool is_fence(struct str line)
{
    return str_starts(line, STR("```"));
}

static bool is_word_byte(char c)
{
    return (unsigned char)c >= 0x80 || text_is_word((unsigned char)c);
}

/* **strong**: marks that touch the words inside, and none outside. */
static bool has_strong(struct str line)
{
    const struct str mark = STR("**");
    const size_t at = str_find(line, mark);
    if (at == line.len || (at > 0 && is_word_byte(line.ptr[at - 1])))
        return false;
    const struct str rest = str_tail(line, at + mark.len);
    const size_t end = str_find(rest, mark);
    return end > 0 && end < rest.len && rest.ptr[0] != ' ' && rest.ptr[0] != '*' &&
           rest.ptr[end - 1] != ' ';
}

/* What a link leads to: an address, a path or a place in the page; no parameters. */
static bool is_target(struct str dest)
{
    const char first = dest.len > 0 ? dest.ptr[0] : '\0';
    const size_t blank = str_chr(dest, ' ');
    const bool title = blank + 1 < dest.len && dest.ptr[blank + 1] == '"';
    const struct str bare = str_slice(dest, 0, blank);
    const bool path = str_chr(bare, '.') < bare.len || str_chr(bare, '/') < bare.len ||
                      str_find(bare, STR(":")) < bare.len;
    return dest.len > 0 && (blank == dest.len || title) && (first == '#' || path) &&
           first != '&' && first != '*';
}

/* [words](target) */
static bool has_link(struct str line)
{
    size_t at = str_find(line, STR("]("));
    while (at < line.len) {
        const struct str before = str_slice(line, 0, at);
        const struct str rest = str_tail(line, at + 2);
        const size_t open = str_rchr(before, '['), end = str_chr(rest, ')');
        if (open < before.len && open + 1 < at && end < rest.len &&
            is_target(str_slice(rest, 0, end)))
            return true;
        const size_t next = str_find(rest, STR("]("));
        at = next < rest.len ? at + 2 + next : line.len;
    }
    return false;
}

static bool has_name(struct str line)
{
    const size_t at = str_find(line, STR("[["));
    const struct str rest = str_tail(line, at < line.len ? at + 2 : at);
    const size_t end = str_find(rest, STR("]]"));
    return end > 0 && end < rest.len && rest.ptr[0] != ' ';
}

static void see_line(struct signs *signs, struct str line, struct str before,
                     struct str after)
{
    const bool code = str_starts(line, STR("\t")) || str_starts(line, STR("    "));
    if (is_fence(line)) {
        signs->structure += signs->fenced ? 2 : 0;
        signs->fenced = !signs->fenced;
        return;
    }
    if (signs->fenced || code)
        return;
    signs->structure += is_heading(line, before, after) ? 2 : 0;
    signs->marks += has_strong(line) + has_link(line);
    signs->names += has_name(line);
}

/* Names alone show nothing: they may be what the text is about. */
static int weight(const struct signs *signs)
{
    const int sure = signs->structure + signs->marks;
    return sure > 0 ? sure + signs->names : 0;
}

bool guess_markdown(struct str text, bool has_front_matter)
{
    const int enough = has_front_matter ? 1 : GUESS_ENOUGH;
    struct str rest = str_slice(text, 0, GUESS_BYTES);
    struct str before = {0}, line, after = {0};
    struct signs signs = {0};
    bool more = str_cut_line(&rest, &line);
    while (more && weight(&signs) < enough) {
        more = str_cut_line(&rest, &after);
        see_line(&signs, line, before, more ? after : (struct str){0});
        before = line;
        line = after;
    }
    return weight(&signs) >= enough;
}
