/*
 * Where the head of a large article may be cut off.
 *
 * The lines are gone through once, and a *cut* is after an empty one, before a line
 * that begins something new at the left edge: whatever is in a list, a quote, a table
 * or a note ends there by itself. What goes on over empty lines (fences, HTML,
 * comments, <details>, divs) is followed here as the line pre-pass does
 * (read/markdown/prepass.h).
 *
 * A cut that is wrong all the same costs little: only the look of the last block until
 * the whole is there.
 */
#include "base/text.h"
#include "read/format.h"
#include "read/blocks/opening.h"
#include "read/read.h"
#include "read/yaml/front_matter.h"

enum { CODE_INDENT_COLS = 4 };

struct cutter {
    char fence; /* open, or '\0' */
    size_t fence_len;
    struct str end;   /* what ends the HTML or comment that is open; empty: none is */
    size_t passages;  /* <details> and divs that are open */
    bool after_empty; /* the line before was empty */
};

static bool is_open(const struct cutter *it)
{
    return it->fence != '\0' || it->end.len > 0 || it->passages > 0;
}

/* What may belong to what is before the empty line. */
static bool may_go_on(struct str line)
{
    bool starts_at_one;
    switch (line.ptr[0]) {
    case ' ':
    case '\t':
    case '>':
    case '|':
    case '[':
    case ':':
    case '<':
    case '%':
        return true;
    default:
        return opening_list_marker(line, &starts_at_one) > 0;
    }
}

/* What is open ends in this line, or goes on in it. */
static void follow(struct cutter *it, struct str line)
{
    if (it->fence != '\0' && opening_closes_fence(line, it->fence, it->fence_len))
        it->fence = '\0';
    if (it->end.len > 0 && str_find(line, it->end) < line.len)
        it->end = (struct str){0};
}

static void open_passages(struct cutter *it, struct str line)
{
    const bool div = str_starts(line, STR(":::"));
    size_t colons = 0;
    while (colons < line.len && line.ptr[colons] == ':')
        colons++;
    if (str_starts(line, STR("<details")) || (div && colons < line.len))
        it->passages++;
    if (it->passages > 0 &&
        ((div && colons == line.len) || str_find(line, STR("</details>")) < line.len))
        it->passages--;
}

static void open_block(struct cutter *it, struct str line)
{
    it->fence_len = opening_fence(line);
    if (it->fence_len > 0) {
        it->fence = line.ptr[0];
        return;
    }
    open_passages(it, line);
    it->end = opening_html_end(line);
    if (str_starts(line, STR("%%")))
        it->end = STR("%%");
    if (it->end.len > 0 && str_find(str_tail(line, 2), it->end) < line.len - 2)
        it->end = (struct str){0};
}

/* Without its blanks at the end; and at the beginning, but for code by indent. */
static struct str bare(struct str line)
{
    size_t indent = 0;
    while (indent < line.len && line.ptr[indent] == ' ')
        indent++;
    return indent < CODE_INDENT_COLS ? str_trim(line) : (struct str){0};
}

/* True when the head may end before this line. */
static bool take_line(struct cutter *it, struct str line)
{
    bool empty = str_trim(line).len == 0;
    bool cut = !empty && it->after_empty && !is_open(it) && !may_go_on(line);
    struct str text = bare(line);
    it->after_empty = empty;
    if (it->fence != '\0' || it->end.len > 0)
        follow(it, text);
    else if (text.len > 0)
        open_block(it, text);
    return cut;
}

/* Where the last line of the text begins: it may be cut in the middle. */
static size_t last_line(struct str text)
{
    size_t end = str_rchr(text, '\n');
    return end < text.len ? end + 1 : 0;
}

/* Bytes that do not stand for themselves until they are decoded. */
static bool is_coded(struct str raw)
{
    return text_is_wide(raw) || text_is_binary(raw);
}

static struct str behind_front(struct str text)
{
    const struct str mark = STR("\xEF\xBB\xBF");
    return front_cut(str_starts(text, mark) ? str_tail(text, mark.len) : text).body;
}

size_t read_cut(enum doc_format format, struct str raw)
{
    struct cutter it = {.fence = '\0'};
    const size_t last = last_line(raw);
    struct str rest = behind_front(str_slice(raw, 0, last));
    size_t cut = 0;
    if (!format_facts(format)->is_cut || is_coded(raw))
        return 0;
    struct str line;
    while (str_cut_line(&rest, &line))
        if (take_line(&it, line))
            cut = (size_t)(line.ptr - raw.ptr);
    /* Text without empty lines, a log perhaps, can be cut after any line. */
    return cut == 0 && format == DOC_TEXT ? last : cut;
}
