/*
 * Reading: which reader an article gets, and what its front matter adds.
 */
#include "read/read.h"

#include "base/file.h"
#include "base/text.h"
#include "read/format.h"
#include "read/guess.h"
#include "read/markdown/markdown.h"
#include "read/plain/plain.h"
#include "read/title.h"
#include "read/yaml/front_matter.h"
#include "read/yaml/lenient.h"
#include "read/yaml/meta.h"
#include "read/yaml/structured_body.h"

bool read_format_of(struct str path, enum doc_format *format)
{
    const struct str suffix = path_suffix(path);
    const struct str name = path_name(path);
    if (suffix.len == 0 && name.len > 0 && name.ptr[name.len - 1] != '.') {
        *format = DOC_TEXT;
        return true;
    }
    unsigned char number;
    return format_ending(path, format, &number);
}

/* How an article is read: as it is written, or more simply where that takes too much
 * (read/budget.h). */
enum manner { AS_WRITTEN, AS_TEXT, AS_RUNNING_TEXT, MANNER_COUNT };

static void read_plain(struct doc *doc, enum manner manner, struct str text,
                       uint32_t first_line)
{
    if (manner == AS_RUNNING_TEXT)
        plain_read_running(doc, text, first_line);
    else
        plain_read(doc, text, first_line);
}

/* Text that is too large for its reader is shown as plain text. */
static bool is_for_reader(struct doc *doc, enum manner manner, struct str text)
{
    const size_t max_bytes = format_facts(doc->format)->max_bytes;
    if (manner != AS_WRITTEN)
        return false;
    if (max_bytes > 0 && text.len > max_bytes) {
        doc_notice(doc, 1, "larger than %zu MB: shown as plain text", max_bytes >> 20);
        return false;
    }
    return true;
}

static void read_body(struct doc *doc, enum manner manner, const struct front_cut *cut)
{
    if (doc->format == DOC_TEXT && guess_markdown(cut->body, cut->kind != FRONT_NONE))
        doc->format = DOC_MARKDOWN;
    if (is_for_reader(doc, manner, cut->body))
        format_facts(doc->format)->read(doc, cut->body, cut->body_line);
    else
        read_plain(doc, manner, cut->body, cut->body_line);
}

/* What of the facts is not used, since there is too much of it. */
static void tell_limits(struct doc *doc, bool is_too_long)
{
    if (is_too_long)
        doc_notice(doc, 1, "front matter of more than %d lines or %d KB: shown as text",
                   READ_FRONT_MATTER_MAX_LINES, READ_FRONT_MATTER_MAX_BYTES >> 10);
    for (const struct meta *meta = doc->meta; meta != NULL; meta = meta->next) {
        if (meta->is_cut)
            doc_notice(doc, 1, "'" STR_FMT "': only the first %d are used",
                       STR_ARG(meta->key), META_VALUES_MAX);
    }
}

static struct node *add_block(struct doc *doc, enum node_kind kind, uint32_t line)
{
    struct node *node = doc_node(doc, kind, line);
    node_append(doc->root, node);
    return node;
}

/* Reads a text whose beginning looked like front matter and is none: a block that is
 * broken is shown as it is, other text between two rules is the article's. */
static void read_without_front(struct doc *doc, enum manner manner,
                               const struct front_cut *cut, bool broken,
                               struct str text)
{
    const struct front_cut whole = {.body = text, .body_line = 1};
    if (broken) {
        struct node *code = add_block(doc, NODE_CODE_BLOCK, 2);
        code->u.code.info = cut->kind == FRONT_JSON ? STR("json") : STR("yaml");
        code->u.code.text =
            text_clean(doc->arena, arena_str(doc->arena, cut->block), TEXT_MANY_LINES);
        read_body(doc, manner, cut);
    } else if (doc->format == DOC_MARKDOWN && manner == AS_WRITTEN) {
        const struct markdown_input input = {.text = cut->block, .first_line = 2};
        add_block(doc, NODE_RULE, 1);
        markdown_read(doc, doc->root, &input);
        add_block(doc, NODE_RULE, cut->body_line - 1);
        read_body(doc, manner, cut);
    } else {
        read_body(doc, manner, &whole);
    }
}

/* Sets the title of the front matter before the body is read, so that the reader of
 * plain text need not look for one. */
static void read_with_front(struct doc *doc, enum manner manner, struct str text)
{
    const struct front_cut cut = front_cut(text);
    struct front_matter front;
    front_read(doc->arena, &cut, &front);
    if (front_is_text(&cut, &front)) {
        if (front.broken)
            doc_notice(doc, 1, "front matter, " STR_FMT,
                       STR_ARG(error_str(&front.error)));
        read_without_front(doc, manner, &cut, front.broken, text);
        return;
    }
    doc->meta = front.meta;
    tell_limits(doc, cut.is_too_long);
    doc->title = title_of_value(doc->arena, front_value(front.meta, STR("title")));
    const struct str video_id = front_value(front.meta, STR("videoId"));
    structured_before(doc, front.yaml, video_id);
    read_body(doc, manner, &cut);
    structured_after(doc, front.yaml, video_id);
}

static void read_yaml_article(struct doc *doc, const struct yaml *map)
{
    const struct yaml *body = yaml_get(map, "body");
    doc->meta = front_meta(doc->arena, map);
    tell_limits(doc, false);
    doc->title = title_of_value(doc->arena, yaml_str(map, "title"));
    const struct str video_id = front_value(doc->meta, STR("videoId"));
    structured_before(doc, map, video_id);
    if (body != NULL && body->kind == YAML_SCALAR) {
        const struct front_cut cut = {.body = body->scalar, .body_line = body->line};
        doc->format = DOC_MARKDOWN;
        read_body(doc, AS_WRITTEN, &cut);
        doc->format = DOC_YAML;
    } else {
        structured_value(doc, body, video_id);
    }
    structured_after(doc, map, video_id);
}

/* What an article is called and says of itself is read line by line then. */
static void tell_broken(struct doc *doc, struct str text, const struct error *err)
{
    struct meta *meta = lenient_read(doc->arena, text, ':');
    doc_notice(doc, 1, "YAML, " STR_FMT, STR_ARG(error_str(err)));
    if (!structured_has_keys(meta))
        return;
    doc->meta = meta;
    doc->title = title_of_value(doc->arena, front_value(meta, STR("title")));
}

/* YAML that is no article, or is broken, is shown as text. */
static void read_yaml(struct doc *doc, enum manner manner, struct str text)
{
    if (manner != AS_WRITTEN) {
        read_plain(doc, manner, text, 1);
        return;
    }
    struct yaml *map;
    struct error err;
    if (yaml_parse(doc->arena, text, 1, READ_ARTICLE_EVENTS_MAX, &map, &err) != 0)
        tell_broken(doc, text, &err);
    else if (structured_is_article(map)) {
        read_yaml_article(doc, map);
        return;
    }
    plain_read(doc, text, 1);
}

static struct doc *read_as(struct arena *arena, enum doc_format format,
                           enum manner manner, struct str raw)
{
    static const char *const notices[] = {
        [AS_TEXT] = "takes too much to read with its marks: shown as plain text",
        [AS_RUNNING_TEXT] = "takes too much to read line by line: shown as running"
                            " text",
    };
    struct doc *doc = doc_new(arena, format);
    const struct str text = format_decode(arena, format, raw);
    if (manner != AS_WRITTEN)
        doc_notice(doc, 1, "%s", notices[manner]);
    if (text_is_binary(raw))
        read_plain(doc, manner, text, 1);
    else if (format == DOC_YAML)
        read_yaml(doc, manner, text);
    else
        read_with_front(doc, manner, text);
    return doc;
}

/* The lines in which the heading that is the title can be: those that read_head() is
 * given at most. */
static uint32_t title_lines(struct str raw)
{
    uint32_t lines = 0;
    if (raw.len <= READ_TITLE_BYTES)
        return UINT32_MAX;
    for (size_t i = 0; i < READ_TITLE_BYTES; i++)
        lines += raw.ptr[i] == '\n';
    return lines;
}

struct doc *read_document(struct arena *arena, enum doc_format format, struct str raw)
{
    const struct arena_mark mark = arena_mark(arena);
    struct doc *doc = read_as(arena, format, AS_WRITTEN, raw);
    for (int manner = AS_WRITTEN + 1; doc->is_over && manner < MANNER_COUNT; manner++) {
        arena_rewind(arena, mark);
        doc = read_as(arena, format, (enum manner)manner, raw);
    }
    markdown_finish(doc);
    doc_finish(doc);
    if (doc->has_more_headings)
        doc_notice(doc, 1, "the outline ends after %d headings", DOC_HEADINGS_MAX);
    title_find(doc, title_lines(raw));
    return doc;
}
