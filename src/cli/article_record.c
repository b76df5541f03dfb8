/*
 * The fields of an article's JSON record, in the order in which they are printed.
 */
#include "cli/article_record.h"

#include <assert.h>

#include "base/text.h"
#include "extract/extract.h"
#include "library/facts_gather.h"
#include "read/format.h"

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

/* --- What only the library says --- */

/* An article with all that is said of it. */
struct told {
    struct view *view;
    struct facts_cache *others; /* of the articles that answers lead to */
    const struct library *library;
    const struct opened *opened;
    const struct facts *facts; /* whole: the catalog has the beginnings of texts only */
    struct arena *arena;
};

/* Articles that link here, each once. */
static void put_backlinks(struct json *json, const struct told *told)
{
    size_t count;
    const struct backlink *links =
        view_backlinks(told->view, told->opened->article, told->arena, &count);
    json_open(json, "backlinks", '[');
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || links[i].from != links[i - 1].from)
            json_str(json, NULL, library_article(told->library, links[i].from)->path);
    }
    json_close(json, ']');
}

/* The slug of a section of an article; empty for its top. */
static struct str see_slug(const struct told *told, const struct see_also *see)
{
    const struct facts *facts = facts_cache_get(told->others, see->article);
    return facts == NULL || see->heading >= facts->heading_count
               ? (struct str){"", 0}
               : facts->headings[see->heading].slug;
}

static void put_sees(struct json *json, const struct told *told, size_t question)
{
    uint32_t article = told->opened->article;
    size_t count;
    const struct see_also *sees =
        view_see_also(told->view, article, facts_cache_get(told->others, article),
                      question, told->arena, &count);
    json_open(json, "see", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(json, NULL, '{');
        json_str(json, "path", library_article(told->library, sees[i].article)->path);
        json_str(json, "section", see_slug(told, &sees[i]));
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_questions(struct json *json, const struct told *told)
{
    json_open(json, "faq", '[');
    for (size_t i = 0; i < told->facts->question_count; i++) {
        const struct fact_question *question = &told->facts->questions[i];
        json_open(json, NULL, '{');
        json_str(json, "question", question->question);
        json_bool(json, "inferred", question->inferred);
        json_str(json, "answer", question->answer);
        json_str(json, "section",
                 question->section != NULL ? question->section->slug : STR(""));
        put_sees(json, told, i);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_related(struct json *json, const struct told *told)
{
    size_t count;
    const struct related *related =
        view_related(told->view, told->opened->article, told->arena, &count);
    json_open(json, "related", '[');
    for (size_t i = 0; i < count; i++) {
        json_open(json, NULL, '{');
        json_str(json, "path",
                 library_article(told->library, related[i].article)->path);
        json_str(json, "why", str_from(related_why_name(related[i].why)));
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* --- All --- */

static void put_article(struct json *json, const struct told *told)
{
    const struct article *article =
        library_article(told->library, told->opened->article);
    json_str(json, "path", article->path);
    json_str(json, "format", str_from(format_facts(told->opened->doc->format)->name));
    json_str(json, "title", article->title);
    json_bool(json, "title_inferred", article->title_inferred);
    put_strings(json, "topics", article->topics, article->topic_count);
    put_strings(json, "aliases", article->aliases, article->alias_count);
}

static void put_text(struct json *json, const struct doc *doc)
{
    struct buf text = {0};
    doc_plain(doc, 0, doc->node_count, &text);
    json_str(json, "text", buf_str(&text));
    buf_release(&text);
}

void record_write(struct buf *out, struct view *view, const struct opened *opened,
                  struct arena *arena)
{
    const struct library *library = view_library(view);
    struct facts_cache others = {.view = view, .arena = arena};
    struct told told = {.view = view,
                        .others = &others,
                        .library = library,
                        .opened = opened,
                        .facts = facts_gather(library, opened, arena, arena),
                        .arena = arena};
    struct json json;
    json_init(&json, out);
    json_open(&json, NULL, '{');
    put_article(&json, &told);
    put_meta(&json, opened->doc);
    put_outline(&json, opened->doc);
    put_points(&json, opened->extract);
    put_questions(&json, &told);
    put_links(&json, library, opened);
    put_backlinks(&json, &told);
    put_related(&json, &told);
    json_int(&json, "words", (long long)told.facts->words);
    put_text(&json, opened->doc);
    json_close(&json, '}');
    json_end(&json);
    facts_cache_release(&others);
}
