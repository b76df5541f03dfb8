/*
 * The head of an article: its facts and its title, without reading the whole.
 *
 * A part gives the facts that the reader of the whole would give, or none. So the
 * title is only taken from the lines up to the first heading where that is of level 1
 * and all before it is plain prose, which cannot hide a heading; otherwise more is
 * asked for. Lines in which no such heading can end are passed over without a parser.
 */
#include "base/ascii.h"
#include "base/text.h"
#include "read/format.h"
#include "read/markdown/markdown.h"
#include "read/read.h"
#include "read/title.h"
#include "read/yaml/front_matter.h"
#include "read/yaml/lenient.h"
#include "read/yaml/structured_body.h"

enum {
    READER_FIRST_BYTES = 4 << 10, /* hold the first heading of most */
};

/* --- Lines --- */

/* The underline of a heading, perhaps in a quote or an item. */
static bool may_underline(struct str line)
{
    size_t marks = 0;
    for (size_t i = 0; i < line.len; i++) {
        const char c = line.ptr[i];
        marks += c == '=' || c == '-';
        if (c != '=' && c != '-' && !ascii_is_blank(c) && c != '>')
            return false;
    }
    return marks > 0;
}

/* Whether a heading may end in this line. */
static bool may_be_heading(struct str line)
{
    return str_chr(line, '#') < line.len || str_chr(line, '<') < line.len ||
           may_underline(line);
}

/* True when the line may begin something that hides the lines after it, or may refer to
 * something far below: code, HTML, comments, formulas, containers, templates,
 * references. */
static bool may_reach_far(struct str line)
{
    static const struct str marks[] = {
        STR_INIT("`"), STR_INIT("~~~"), STR_INIT("<"), STR_INIT("%%"),
        STR_INIT("$"), STR_INIT(":::"), STR_INIT("{"), STR_INIT("["),
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (str_find(line, marks[i]) < line.len)
            return true;
    }
    return false;
}

/* What a scan of the lines finds. */
struct head_lines {
    struct str plain; /* up to where the first heading may end, or all */
    struct str last;  /* line of these */
    bool is_plain;    /* nothing reaches on */
    bool has_more;    /* a heading may end in the last of these lines */
};

static struct head_lines scan_lines(struct str body)
{
    struct head_lines lines = {.plain = body, .is_plain = true};
    struct str rest = body, line;
    while (lines.is_plain && !lines.has_more && str_cut_line(&rest, &line)) {
        lines.has_more = may_be_heading(line);
        lines.is_plain = !may_reach_far(line);
        lines.last = line;
        lines.plain.len = rest.ptr != NULL ? (size_t)(rest.ptr - body.ptr) : body.len;
    }
    return lines;
}

/* --- Titles --- */

static void take_title(const struct doc *doc, struct read_head *head)
{
    head->title = doc->title;
    head->title_inferred = doc->title_inferred;
}

/* The title of some lines, by the reader of the whole. Opening words are none: Markdown
 * is then called by its file. */
static const struct doc *read_title(struct arena *arena, struct str lines,
                                    struct read_head *head)
{
    const struct doc *doc = read_document(arena, DOC_MARKDOWN, lines);
    if (!doc->title_inferred)
        take_title(doc, head);
    return doc;
}

/* Whether the first heading is the title whatever comes after it. */
static bool is_top_heading(const struct doc *doc)
{
    return doc->title_node != NULL && doc->title_node->u.heading.level == 1;
}

/* Whether a heading of level 1 may end in this line, outside of quotations and items.
 */
static bool may_be_top(struct str line)
{
    const struct str text = str_trim(line);
    size_t marks = 0;
    while (marks < text.len && text.ptr[marks] == '=')
        marks++;
    if (marks > 0 && marks == text.len)
        return true;
    if (str_starts(text, STR("#")))
        return text.len == 1 || text.ptr[1] != '#';
    return str_chr(line, '<') < line.len;
}

static bool may_have_top(struct str body)
{
    struct str line;
    while (str_cut_line(&body, &line)) {
        if (may_be_top(line))
            return true;
    }
    return false;
}

/* Statements of a component's page and facts of an outliner are not shown. */
static bool may_vanish(struct str line)
{
    return str_starts(line, STR("import ")) || str_starts(line, STR("export ")) ||
           str_find(line, STR("::")) < line.len;
}

/* Whether the text begins with a paragraph of words: no heading opens it then. */
static bool opens_with_words(struct str body)
{
    struct str line;
    bool any = false;
    while (str_cut_line(&body, &line)) {
        if (str_trim(line).len == 0 && any)
            return true;
        if (str_trim(line).len == 0)
            continue;
        if (may_be_heading(line) || may_reach_far(line) || may_vanish(line) ||
            (!any && !ascii_is_letter(line.ptr[0])))
            return false;
        any = true;
    }
    return any;
}

static void find_title(struct arena *arena, struct str text, struct str body,
                       struct read_head *head)
{
    const struct head_lines lines = scan_lines(body);
    const size_t before = (size_t)(body.ptr - text.ptr);
    const struct str plain = str_slice(text, 0, before + lines.plain.len);
    if (lines.is_plain && lines.has_more && may_be_top(lines.last) &&
        is_top_heading(read_title(arena, plain, head)))
        return;
    head->title.len = 0;
    head->wants_more = head->is_part;
    if (head->is_part && text.len < READ_TITLE_BYTES / 2)
        return;
    if (may_have_top(body) || !opens_with_words(body))
        (void)read_title(arena, text, head);
}

/* Plain text has its own way to find a title. */
static void find_plain_title(struct arena *arena, struct str raw,
                             struct read_head *head)
{
    take_title(read_document(arena, DOC_TEXT, raw), head);
}

/* The first `max` bytes, cut after a line end so that no character is torn. */
static struct str first_lines(struct str raw, size_t max)
{
    if (raw.len <= max)
        return raw;
    const size_t end = str_rchr(str_slice(raw, 0, max), '\n');
    return str_slice(raw, 0, end < max ? end + 1 : max);
}

/* Of other formats a part is read as if it were the whole: what its title is made of
 * stands at the beginning. Labels are wherever they are. */
static void find_title_by_reader(struct arena *arena, enum doc_format format,
                                 struct str raw, struct read_head *head)
{
    const struct format *facts = format_facts(format);
    const struct str first =
        facts->labels != NULL ? first_lines(raw, READER_FIRST_BYTES) : raw;
    struct doc *doc = read_document(arena, format, first);
    if (doc->title_inferred && first.len < raw.len)
        doc = read_document(arena, format, raw);
    take_title(doc, head);
    head->meta = doc->meta;
    if (facts->labels != NULL && first.len < raw.len)
        facts->labels(arena, text_decode(arena, raw), &head->meta);
    head->wants_more |= head->is_part && (head->title_inferred || head->title.len == 0);
}

/* Without a title of its own, which is rare, it is what the reader makes of it. */
static void find_title_by_look(struct arena *arena, enum doc_format format,
                               struct str text, struct str body, struct read_head *head)
{
    format_facts(format)->head(arena, body, head);
    if (head->title.len == 0 && !head->wants_more && head->is_article)
        take_title(read_document(arena, format, text), head);
}

/* --- YAML --- */

static bool has_nocase(struct str text, struct str word)
{
    for (size_t i = 0; i + word.len <= text.len; i++) {
        if ((text.ptr[i] | ' ') == word.ptr[0] &&
            str_eq_nocase(str_slice(text, i, i + word.len), word))
            return true;
    }
    return false;
}

/* The first keys of a mapping that is too large to be read now, or cannot be. */
static void read_yaml_keys(struct arena *arena, struct str text, struct read_head *head)
{
    head->meta = lenient_read(arena, text, ':');
    head->title = title_of_value(arena, front_value(head->meta, STR("title")));
    head->is_article = structured_has_keys(head->meta);
}

static void read_yaml_head(struct arena *arena, struct str raw, struct read_head *head)
{
    const struct str text = text_decode(arena, raw);
    if (head->is_part) {
        read_yaml_keys(arena, text, head);
        head->wants_more = true;
        return;
    }
    if (!has_nocase(text, STR("title"))) /* most mappings are data */
        return;
    struct yaml *map;
    if (yaml_parse(arena, text, 1, READ_ARTICLE_EVENTS_MAX, &map, NULL) != 0) {
        read_yaml_keys(arena, text, head); /* it is broken, and will say so */
        return;
    }
    head->is_article = structured_is_article(map);
    head->meta = front_meta(arena, map);
    head->title = title_of_value(arena, yaml_str(map, "title"));
}

/* --- All --- */

/* A block of front matter begins and may end in what is missing. */
static bool is_cut_in_front(const struct read_head *head, const struct front_cut *cut,
                            struct str text)
{
    return head->is_part && cut->kind == FRONT_NONE && front_may_begin(text) &&
           text.len < READ_FRONT_MATTER_MAX_BYTES;
}

/* Facts and title from the front matter; false when there is no title. `*gives`: it
 * is or holds text, which may have headings. */
static bool read_front(struct arena *arena, const struct front_cut *cut,
                       struct read_head *head, bool *gives)
{
    struct front_matter front;
    front_read(arena, cut, &front);
    if (front_is_text(cut, &front)) {
        *gives = true;
        return false;
    }
    head->meta = front.meta;
    head->title = title_of_value(arena, front_value(front.meta, STR("title")));
    *gives = yaml_get(front.yaml, "related") != NULL;
    for (size_t i = 0; i < GIVEN_BODIES; i++)
        *gives = *gives || yaml_get(front.yaml, given_bodies[i]) != NULL;
    return head->title.len > 0;
}

void read_head(struct arena *arena, enum doc_format format, struct str raw,
               bool is_whole, struct read_head *head)
{
    *head = (struct read_head){.is_part = !is_whole};
    if (format == DOC_YAML) {
        read_yaml_head(arena, raw, head);
        return;
    }
    head->is_article = true;
    const struct str text = format_decode(arena, format, raw);
    const struct front_cut cut = front_cut(text);
    bool gives = false;
    if (is_cut_in_front(head, &cut, text))
        head->wants_more = true;
    else if (read_front(arena, &cut, head, &gives))
        return;
    if (format == DOC_TEXT || text_is_binary(raw))
        find_plain_title(arena, raw, head);
    else if (format_facts(format)->head != NULL)
        find_title_by_look(arena, format, text, cut.body, head);
    else if (format != DOC_MARKDOWN)
        find_title_by_reader(arena, format, raw, head);
    else if (head->is_part && (gives || head->wants_more))
        head->wants_more = true;
    else if (gives)
        (void)read_title(arena, text, head);
    else
        find_title(arena, text, cut.body, head);
}

bool read_is_yaml_article(struct str raw)
{
    struct arena arena = {0};
    struct read_head head;
    read_head(&arena, DOC_YAML, raw, true, &head);
    arena_release(&arena);
    return head.is_article;
}
