/*
 * The head of an article: its facts and its title, without reading the whole.
 *
 * Most articles name themselves in their front matter, so a few kilobytes are decoded
 * first and the rest only when they did not tell.
 */
#include "base/text.h"
#include "read/front_matter.h"
#include "read/given.h"
#include "read/markdown.h"
#include "read/read.h"
#include "read/title.h"

enum {
    FIRST_BYTES = 4 << 10, /* hold the front matter and the first heading of most */
    /* Lines looked at for a heading before the first line is taken for the title. */
    LINES_MAX = 2000,
};

/* The first `max` bytes, cut behind a line end so that no character is torn. */
static struct str first_lines(struct str raw, size_t max)
{
    if (raw.len <= max)
        return raw;
    const size_t end = str_rchr(str_slice(raw, 0, max), '\n');
    return str_slice(raw, 0, end < max ? end + 1 : max);
}

static bool is_fence(struct str line)
{
    const struct str s = str_trim(line);
    return str_starts(s, STR("```")) || str_starts(s, STR("~~~"));
}

static bool is_atx_heading(struct str line)
{
    size_t at = 0;
    while (at < line.len && at < 4 && line.ptr[at] == ' ')
        at++;
    const size_t from = at;
    while (at < line.len && line.ptr[at] == '#')
        at++;
    return at > from && from < 4 && at - from <= 6 && at < line.len &&
           (line.ptr[at] == ' ' || line.ptr[at] == '\t');
}

static bool is_underline(struct str line)
{
    const struct str s = str_trim(line);
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != s.ptr[0])
            return false;
    }
    return s.len > 1 && (s.ptr[0] == '=' || s.ptr[0] == '-');
}

static bool is_prose(struct str line)
{
    const struct str s = str_trim(line);
    if (s.len == 0 || (line.len >= 4 && str_eq(str_slice(line, 0, 4), STR("    "))))
        return false;
    switch (s.ptr[0]) {
    case '#':
    case '>':
    case '-':
    case '*':
    case '+':
    case '|':
        return false;
    default:
        return true;
    }
}

/* The lines of the first heading; empty when there is none among the first lines. */
static struct str find_heading(struct str body)
{
    struct str rest = body, before = {0}, line;
    bool fenced = false;
    for (int i = 0; i < LINES_MAX && str_cut_line(&rest, &line); i++) {
        if (is_fence(line))
            fenced = !fenced;
        else if (!fenced && is_atx_heading(line))
            return line;
        else if (!fenced && is_prose(before) && is_underline(line))
            return (struct str){before.ptr, (size_t)(line.ptr + line.len - before.ptr)};
        before = fenced ? (struct str){0} : line;
    }
    return (struct str){0};
}

/* The title that a few lines of Markdown give when read alone. */
static bool title_from(struct arena *arena, struct str lines, struct str *title)
{
    struct doc *doc = doc_new(arena, DOC_MARKDOWN);
    const struct markdown_input input = {.text = lines, .first_line = 1};
    markdown_read(doc, doc->root, &input);
    markdown_finish(doc);
    doc_finish(doc);
    title_find(doc);
    *title = doc->title;
    return doc->title.len > 0;
}

static void find_title(struct arena *arena, struct str body, struct read_head *head)
{
    const struct str heading = find_heading(body);
    if (heading.len > 0 && title_from(arena, heading, &head->title))
        return;
    head->title_inferred =
        title_from(arena, first_lines(body, FIRST_BYTES), &head->title);
}

/* Plain text has its own way to find a title: it is read whole. */
static void find_plain_title(struct arena *arena, struct str raw,
                             struct read_head *head)
{
    const struct doc *doc = read_document(arena, DOC_TEXT, raw);
    head->title = doc->title;
    head->title_inferred = doc->title_inferred;
}

static void read_yaml_head(struct arena *arena, struct str raw, struct read_head *head)
{
    struct yaml *map;
    const struct str text = text_decode(arena, raw);
    if (yaml_parse(arena, text, 1, READ_YAML_EVENTS_MAX, &map, NULL) == 0 &&
        given_is_article(map)) {
        head->meta = front_meta(arena, map);
        head->title = title_clean(arena, yaml_str(map, "title"));
        return;
    }
    /* The head of a longer file is seldom whole YAML: its first keys tell. */
    const struct front_cut cut = {.kind = FRONT_YAML, .block = text};
    struct front_matter front;
    front_read(arena, &cut, &front);
    head->meta = front.meta;
    head->title = title_clean(arena, front_value(front.meta, STR("title")));
}

/* Facts and title from the front matter; false when the block or the title is not
 * there, or not whole. */
static bool read_front(struct arena *arena, struct str text, struct read_head *head,
                       struct front_cut *cut)
{
    struct front_matter front;
    *cut = front_cut(text);
    front_read(arena, cut, &front);
    if (front_is_text(cut, &front)) {
        const char *from = front.broken ? cut->body.ptr : cut->block.ptr;
        cut->body = str_tail(text, (size_t)(from - text.ptr));
        return false;
    }
    head->meta = front.meta;
    head->title = title_clean(arena, front_value(front.meta, STR("title")));
    return head->title.len > 0;
}

void read_head(struct arena *arena, enum doc_format format, struct str raw,
               struct read_head *head)
{
    struct front_cut cut;
    *head = (struct read_head){0};
    if (format == DOC_YAML) {
        read_yaml_head(arena, raw, head);
        return;
    }
    const struct str first = text_decode(arena, first_lines(raw, FIRST_BYTES));
    if (read_front(arena, first, head, &cut))
        return;
    if (format == DOC_TEXT || text_is_binary(raw)) {
        find_plain_title(arena, raw, head);
        return;
    }
    const struct str whole =
        text_decode(arena, first_lines(raw, READ_FRONT_MATTER_MAX_BYTES));
    if (!read_front(arena, whole, head, &cut))
        find_title(arena, cut.body, head);
}
