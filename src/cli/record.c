#include "cli/record.h"

#include <assert.h>

#include "base/text.h"
#include "extract/extract.h"
#include "library/gather.h"

static const char *const format_names[] = {
    [DOC_MARKDOWN] = "markdown",
    [DOC_TEXT] = "text",
    [DOC_YAML] = "yaml",
};

static const char *const target_names[] = {
    [TARGET_ARTICLE] = "article",
    [TARGET_SECTION] = "section",
    [TARGET_FAQ] = "faq",
    [TARGET_FOOTNOTE] = "footnote",
    [TARGET_TIMESTAMP] = "timestamp",
    [TARGET_ASSET] = "asset",
    [TARGET_URL] = "url",
};

static_assert(sizeof target_names / sizeof *target_names == TARGET_URL + 1,
              "every kind of target has a name");

struct str record_target(const struct library *library, const struct node *link,
                         const struct target *target, struct arena *arena)
{
    bool inside = target->article != ARTICLE_NONE && !target->dangling;
    struct str place = target->slug.len > 0 ? target->slug : target->fragment;

    switch (target->kind) {
    case TARGET_ARTICLE:
    case TARGET_SECTION:
    case TARGET_FAQ:
        if (!inside)
            break;
        if (place.len == 0)
            return library_article(library, target->article)->path;
        return arena_printf(arena, STR_FMT "#" STR_FMT,
                            STR_ARG(library_article(library, target->article)->path),
                            STR_ARG(place));
    case TARGET_FOOTNOTE:
        return arena_printf(arena, "#" STR_FMT, STR_ARG(link->u.footnote.label));
    case TARGET_TIMESTAMP:
    case TARGET_ASSET:
    case TARGET_URL:
        break;
    }
    return link->kind == NODE_LINK ? link->u.link.dest : target->text;
}

static struct str slug_of(const struct node *heading)
{
    return heading != NULL ? heading->u.heading.slug : (struct str){"", 0};
}

static void put_node_text(struct json *json, const char *key, const struct node *node)
{
    struct buf text = {0};

    node_text(node, &text);
    json_str(json, key, buf_str(&text));
    buf_release(&text);
}

void record_link(struct json *json, const struct library *library,
                 const struct opened *opened, size_t index)
{
    const struct node *link = opened->doc->links[index];
    const struct target *target = &opened->targets[index];
    struct arena arena = {0};

    put_node_text(json, "text", link);
    json_str(json, "kind", str_from(target_names[target->kind]));
    json_str(json, "target", record_target(library, link, target, &arena));
    json_bool(json, "dangling", target->dangling);
    if (target->place_missing)
        json_bool(json, "section_missing", true);
    if (target->ambiguous)
        json_bool(json, "ambiguous", true);
    json_str(json, "section", slug_of(doc_heading_of(opened->doc, link)));
    arena_release(&arena);
}

static void put_strings(struct json *json, const char *key, const struct str *items,
                        size_t count)
{
    json_open(json, key, '[');
    for (size_t i = 0; i < count; i++)
        json_str(json, NULL, items[i]);
    json_close(json, ']');
}

static void put_meta(struct json *json, const struct doc *doc)
{
    json_open(json, "meta", '{');
    for (const struct meta *meta = doc->meta; meta != NULL; meta = meta->next) {
        json_key(json, meta->key);
        if (meta->is_list)
            put_strings(json, NULL, meta->values, meta->count);
        else
            json_str(json, NULL, meta->count > 0 ? meta->values[0] : STR(""));
    }
    json_close(json, '}');
}

/* The heading that is the title is not listed again. */
static void put_outline(struct json *json, const struct doc *doc)
{
    json_open(json, "outline", '[');
    for (size_t i = 0; i < doc->heading_count; i++) {
        const struct node *heading = doc->headings[i];

        if (heading == doc->title_node)
            continue;
        json_open(json, NULL, '{');
        json_int(json, "level", heading->u.heading.level);
        put_node_text(json, "title", heading);
        json_str(json, "slug", heading->u.heading.slug);
        json_bool(json, "inferred", (heading->flags & NODE_INFERRED) != 0);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_points(struct json *json, const struct extract *extract)
{
    json_open(json, "key_points", '[');
    for (size_t i = 0; i < extract->point_count; i++) {
        const struct point *point = &extract->points[i];

        json_open(json, NULL, '{');
        json_str(json, "label", point->label);
        json_str(json, "text", point->text);
        json_str(json, "section", slug_of(point->section));
        json_str(json, "source", str_from(point_source_name(point->source)));
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_links(struct json *json, const struct library *library,
                      const struct opened *opened)
{
    json_open(json, "links", '[');
    for (size_t i = 0; i < opened->doc->link_count; i++) {
        json_open(json, NULL, '{');
        record_link(json, library, opened, i);
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* --- What only the library tells ---------------------------------------------------
 */

/* The slug of a section of an article; empty for its top. */
static struct str see_slug(const struct facts *facts, const struct see *see)
{
    return facts == NULL || see->heading >= facts->heading_count
               ? (struct str){"", 0}
               : facts->headings[see->heading].slug;
}

struct record_rest record_ask_survey(const struct survey *survey, uint32_t article,
                                     struct arena *arena)
{
    struct record_rest rest = {.facts = survey_facts(survey, article)};

    rest.backlinks = survey_backlinks(survey, article, &rest.backlink_count);
    rest.related = survey_related(survey, article, &rest.related_count);
    rest.sees = ARENA_ARRAY(arena, rest.facts->question_count, struct record_sees);
    for (size_t i = 0; i < rest.facts->question_count; i++) {
        struct record_sees *sees = &rest.sees[i];

        sees->items = survey_see(survey, article, i, &sees->count);
        for (size_t k = 0; k < sees->count; k++)
            sees->slugs[k] =
                see_slug(survey_facts(survey, sees->items[k].article), &sees->items[k]);
    }
    return rest;
}

struct record_rest record_ask_view(struct view *view, const struct opened *opened,
                                   struct arena *arena)
{
    /* The catalog has the beginnings of answers only. */
    struct record_rest rest = {
        .facts = facts_gather(view_library(view), opened, arena, arena)};

    rest.backlinks = view_backlinks(view, opened->article, arena, &rest.backlink_count);
    rest.related = view_related(view, opened->article, arena, &rest.related_count);
    rest.sees = ARENA_ARRAY(arena, rest.facts->question_count, struct record_sees);
    for (size_t i = 0; i < rest.facts->question_count; i++) {
        struct record_sees *sees = &rest.sees[i];

        sees->items = view_see(view, opened->article, i, arena, &sees->count);
        for (size_t k = 0; k < sees->count; k++)
            sees->slugs[k] = see_slug(view_facts(view, sees->items[k].article, arena),
                                      &sees->items[k]);
    }
    return rest;
}

/* Articles that link here, each once. */
static void put_backlinks(struct json *json, const struct library *library,
                          const struct record_rest *rest)
{
    json_open(json, "backlinks", '[');
    for (size_t i = 0; i < rest->backlink_count; i++) {
        if (i == 0 || rest->backlinks[i].from != rest->backlinks[i - 1].from)
            json_str(json, NULL,
                     library_article(library, rest->backlinks[i].from)->path);
    }
    json_close(json, ']');
}

static void put_sees(struct json *json, const struct library *library,
                     const struct record_sees *sees)
{
    json_open(json, "see", '[');
    for (size_t i = 0; i < sees->count; i++) {
        json_open(json, NULL, '{');
        json_str(json, "path", library_article(library, sees->items[i].article)->path);
        json_str(json, "section", sees->slugs[i]);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_questions(struct json *json, const struct library *library,
                          const struct record_rest *rest)
{
    json_open(json, "faq", '[');
    for (size_t i = 0; i < rest->facts->question_count; i++) {
        const struct fact_question *question = &rest->facts->questions[i];

        json_open(json, NULL, '{');
        json_str(json, "question", question->question);
        json_bool(json, "inferred", question->inferred);
        json_str(json, "answer", question->answer);
        json_str(json, "section",
                 question->section != NULL ? question->section->slug : STR(""));
        put_sees(json, library, &rest->sees[i]);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_related(struct json *json, const struct library *library,
                        const struct record_rest *rest)
{
    json_open(json, "related", '[');
    for (size_t i = 0; i < rest->related_count; i++) {
        const struct related *related = &rest->related[i];

        json_open(json, NULL, '{');
        json_str(json, "path", library_article(library, related->article)->path);
        json_str(json, "why", str_from(related_why_name(related->why)));
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* --- All -------------------------------------------------------------------------- */

void record_own(struct record *record, const struct library *library,
                const struct opened *opened)
{
    const struct article *article = library_article(library, opened->article);
    const struct doc *doc = opened->doc;
    struct buf text = {0};
    struct json json;

    json_init(&json, &record->text);
    json_open(&json, NULL, '{');
    json_str(&json, "path", article->path);
    json_str(&json, "format", str_from(format_names[doc->format]));
    json_str(&json, "title", article->title);
    json_bool(&json, "title_inferred", article->title_inferred);
    put_strings(&json, "topics", article->topics, article->topic_count);
    put_strings(&json, "aliases", article->aliases, article->alias_count);
    put_meta(&json, doc);
    put_outline(&json, doc);
    put_points(&json, opened->extract);
    record->head = record->text.len;
    put_links(&json, library, opened);
    record->links = record->text.len;
    doc_plain(doc, 0, doc->node_count, &text);
    json_str(&json, "text", buf_str(&text));
    buf_release(&text);
    json_close(&json, '}');
    json_end(&json);
}

void record_write(struct buf *out, const struct library *library,
                  const struct record_rest *rest, const struct record *record)
{
    struct str text = buf_str(&record->text);
    /* The pieces behind the first open with a comma; so does what goes between. */
    struct json json = {.out = out, .comma = true};

    buf_puts(out, str_slice(text, 0, record->head));
    put_questions(&json, library, rest);
    buf_puts(out, str_slice(text, record->head, record->links));
    put_backlinks(&json, library, rest);
    put_related(&json, library, rest);
    json_int(&json, "words", (long long)rest->facts->words);
    buf_puts(out, str_tail(text, record->links));
}
