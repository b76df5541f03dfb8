/*
 * lectern search, points and faq: what is found by words, the best first. They differ
 * in what they look for and how it is printed.
 */
#include <stdlib.h>

#include "base/json.h"
#include "base/text.h"
#include "catalog/answers.h"
#include "catalog/explain.h"
#include "cli/answer.h"
#include "cli/cli.h"
#include "cli/command.h"

enum {
    SECTIONS_SHOWN = 50, /* without --limit */
    SNIPPET_BYTES = 160, /* two lines of a terminal */
    MORE_SHOWN = 5,      /* sections of one article, besides the best */
    /* When fewer questions than this have all that was asked for, this many sections
     * follow the first questions. */
    ANSWERS_ENOUGH = 5,
    /* Articles whose sections may be among them, and sections of one. */
    ANSWERS_LOOKED_AT = 20,
    ANSWERS_OF_ARTICLE = 3,
};

/* How good questions must be to come before the sections, or to be listed with them, as
 * a part of what the best section scores. */
static const double worth_first = 0.3, worth_listing = 0.15;

/* What was found: sections, or key points or questions. Of questions some may come
 * first, then sections that answer, then the other questions. */
struct found_rows {
    const struct query *query;
    size_t count; /* of all rows */
    struct passages *passages;
    size_t passage_count;
    size_t passages_at;              /* the row that is the first section */
    const struct items *found_items; /* NULL: sections are found */
    const struct item_hit *items;
};

static const struct passage_hit *passage_of_row(const struct found_rows *found,
                                                size_t row)
{
    bool is_passage =
        row >= found->passages_at && row - found->passages_at < found->passage_count;
    return is_passage ? &found->passages->hits[row - found->passages_at] : NULL;
}

/* NULL when the row is a section. */
static const struct item_hit *item_of_row(const struct found_rows *found, size_t row)
{
    if (row < found->passages_at)
        return &found->items[row];
    return row - found->passages_at < found->passage_count
               ? NULL
               : &found->items[row - found->passage_count];
}

struct found_kind {
    size_t shown; /* without --limit; 0: all */
    enum search_status (*find)(struct answer *answer, struct found_rows *found);
    /* Writes one of them. `arena` is for it alone. */
    void (*put)(struct answer *answer, const struct found_rows *found, size_t index,
                struct arena *arena);
};

/* --- Places --- */

static bool is_part(const struct fact_heading *section)
{
    return section != NULL && !section->is_title;
}

static void put_address(struct buf *out, const struct library *library,
                        uint32_t article, const struct fact_heading *section)
{
    buf_puts(out, STR("  "));
    text_clean_to(out, library_article(library, article)->path, TEXT_ONE_LINE);
    if (is_part(section)) {
        buf_putc(out, '#');
        buf_puts(out, section->slug);
    }
}

/* "Article › Section  path#slug"; the heading that is the title is no section of its
 * own, and `section` may be NULL. */
static void put_place(struct buf *out, const struct library *library, uint32_t article,
                      const struct fact_heading *section)
{
    buf_puts(out, library_article(library, article)->title);
    if (is_part(section)) {
        buf_puts(out, STR(" › "));
        buf_puts(out, section->title);
    }
    put_address(out, library, article, section);
}

/* The same in its own article, whose title is not said again. */
static void put_place_within(struct buf *out, const struct library *library,
                             uint32_t article, const struct fact_heading *section)
{
    buf_puts(out, is_part(section) ? section->title
                                   : library_article(library, article)->title);
    put_address(out, library, article, section);
}

static void put_place_json(struct json *json, const struct library *library,
                           uint32_t article, const struct fact_heading *section)
{
    json_str(json, "path", library_article(library, article)->path);
    json_str(json, "title", library_article(library, article)->title);
    json_str(json, "section", section != NULL ? section->slug : STR(""));
    json_str(json, "section_title", section != NULL ? section->title : STR(""));
}

/* --- Sections --- */

static enum search_status find_sections(struct answer *answer, struct found_rows *found)
{
    struct passages *passages = ARENA_NEW(&answer->arena, struct passages);
    enum search_status status =
        search_passages(answer->search, str_from(answer->call->argument), false,
                        answer->scope, 0, &answer->arena, passages);
    found->query = passages->query;
    found->count = passages->count;
    found->passages = passages;
    found->passage_count = passages->count;
    return status;
}

static void put_matches(struct json *json, const struct snippet *snippet)
{
    json_open(json, "matches", '[');
    for (size_t i = 0; i < snippet->mark_count; i++) {
        json_open(json, NULL, '[');
        json_int(json, NULL, (long long)snippet->marks[i].from);
        json_int(json, NULL, (long long)snippet->marks[i].to);
        json_close(json, ']');
    }
    json_close(json, ']');
}

static void put_words_json(struct json *json, const char *key, const struct str *words,
                           size_t count)
{
    json_open(json, key, '[');
    for (size_t i = 0; i < count; i++)
        json_str(json, NULL, words[i]);
    json_close(json, ']');
}

/* And, if there are any, the words that slips were mended to, and the phrases that
 * nothing has. */
static void put_missing_json(struct json *json, const struct query *query,
                             uint32_t missing, struct arena *arena)
{
    struct str *words;
    size_t count = search_terms(query, missing, arena, &words);
    put_words_json(json, "missing", words, count);
    count = search_shown_words(query, arena, &words);
    if (count > 0)
        put_words_json(json, "shown_for", words, count);
    struct str unquoted = search_unquoted(query, arena);
    if (unquoted.len > 0)
        json_str(json, "unquoted", unquoted);
}

static void put_missing(struct buf *out, const struct query *query, uint32_t missing,
                        struct arena *arena)
{
    struct str *words;
    size_t count = search_terms(query, missing, arena, &words);
    for (size_t i = 0; i < count; i++) {
        buf_puts(out, i == 0 ? STR("  (without ") : STR(", "));
        buf_puts(out, words[i]);
    }
    buf_puts(out, count > 0 ? STR(")\n") : STR("\n"));
}

/* A section with what is shown of it. */
struct shown_section {
    const struct query *query;
    const struct passage_hit *hit;
    const struct facts *facts;          /* of its article, or NULL */
    const struct fact_heading *section; /* or NULL */
    struct str question;                /* that stands for it, or empty */
    struct snippet snippet;
    const struct explanation *explanation; /* or NULL */
    struct arena *arena;
};

static const struct fact_heading *heading_of(const struct facts *facts,
                                             const struct passage_hit *hit)
{
    return facts != NULL && hit->heading < facts->heading_count
               ? &facts->headings[hit->heading]
               : NULL;
}

/* The other sections of the article that are named. */
static size_t count_more(const struct shown_section *it)
{
    return it->hit->more_count < MORE_SHOWN ? it->hit->more_count : MORE_SHOWN;
}

static void put_more_json(struct json *json, const struct shown_section *it)
{
    json_open(json, "more", '[');
    for (size_t i = 0; i < count_more(it); i++) {
        const struct passage_hit *hit = &it->hit->more[i];
        const struct fact_heading *section = heading_of(it->facts, hit);
        json_open(json, NULL, '{');
        json_str(json, "section", section != NULL ? section->slug : STR(""));
        json_str(json, "section_title", section != NULL ? section->title : STR(""));
        json_real(json, "score", hit->score);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void put_more_text(struct call *call, const struct shown_section *it)
{
    const struct str title = library_article(call->library, it->hit->article)->title;
    for (size_t i = 0; i < count_more(it); i++) {
        const struct fact_heading *section = heading_of(it->facts, &it->hit->more[i]);
        buf_puts(&call->out, i == 0 ? STR("    also in: ") : STR(", "));
        buf_puts(&call->out, is_part(section) ? section->title : title);
    }
    if (it->hit->more_count > MORE_SHOWN)
        buf_printf(&call->out, ", and %zu more", it->hit->more_count - MORE_SHOWN);
    if (it->hit->more_count > 0)
        buf_putc(&call->out, '\n');
}

static void put_section_json(struct call *call, const struct shown_section *it)
{
    struct json json;
    json_init(&json, &call->out);
    json_open(&json, NULL, '{');
    put_place_json(&json, call->library, it->hit->article, it->section);
    json_real(&json, "score", it->hit->score);
    put_missing_json(&json, it->query, it->hit->missing, it->arena);
    json_str(&json, "snippet", it->snippet.text);
    put_matches(&json, &it->snippet);
    put_more_json(&json, it);
    json_str(&json, "kind", it->question.len > 0 ? STR("question") : STR("section"));
    json_str(&json, "question", it->question);
    put_explanation_json(&json, it->explanation);
    json_close(&json, '}');
    json_end(&json);
}

/* A question stands in the place of the heading that it is below. */
static void put_section_text(struct call *call, const struct shown_section *it)
{
    struct fact_heading asks = {.title = it->question};
    if (it->section != NULL)
        asks.slug = it->section->slug;
    if (it->question.len > 0)
        put_place(&call->out, call->library, it->hit->article, &asks);
    else
        put_place(&call->out, call->library, it->hit->article, it->section);
    put_missing(&call->out, it->query, it->hit->missing, it->arena);
    if (it->snippet.text.len > 0)
        buf_printf(&call->out, "    " STR_FMT "\n", STR_ARG(it->snippet.text));
    put_more_text(call, it);
    put_explanation_text(&call->out, it->explanation);
}

static struct shown_section shown_section(struct answer *answer,
                                          const struct found_rows *found,
                                          const struct passage_hit *hit,
                                          struct arena *arena)
{
    struct shown_section it = {.query = found->query, .hit = hit, .arena = arena};
    const struct facts *facts = answer_facts(answer, hit->article);
    it.facts = facts;
    it.section = heading_of(facts, hit);
    if (facts != NULL && hit->asks > 0 && hit->asks <= facts->question_count &&
        !facts->questions[hit->asks - 1].inferred)
        it.question = facts->questions[hit->asks - 1].question;
    if (!search_snippet(answer->search, found->query, hit, SNIPPET_BYTES, arena,
                        &it.snippet))
        it.snippet = (struct snippet){0};
    return it;
}

/* NULL when none is wanted, or there is none. */
static const struct explanation *explained_section(struct answer *answer,
                                                   const struct found_rows *found,
                                                   const struct passage_hit *hit,
                                                   struct arena *arena)
{
    struct explanation *explanation = ARENA_NEW(arena, struct explanation);
    bool is_there =
        answer->call->explain &&
        search_explain(answer->search, found->passages, hit, arena, explanation);
    return is_there ? explanation : NULL;
}

static const struct explanation *
explained_item(struct answer *answer, const struct found_rows *found,
               enum item_kind kind, const struct item_hit *hit, struct arena *arena)
{
    struct explanation *explanation = ARENA_NEW(arena, struct explanation);
    bool is_there =
        answer->call->explain && search_explain_item(answer->search, found->found_items,
                                                     kind, hit, arena, explanation);
    return is_there ? explanation : NULL;
}

static void put_section(struct answer *answer, const struct found_rows *found,
                        size_t index, struct arena *arena)
{
    struct shown_section it =
        shown_section(answer, found, &found->passages->hits[index], arena);
    it.explanation = explained_section(answer, found, it.hit, arena);
    if (answer->call->json)
        put_section_json(answer->call, &it);
    else
        put_section_text(answer->call, &it);
}

/* --- Key points and questions --- */

static enum search_status find_items(struct answer *answer, enum item_kind kind,
                                     struct found_rows *found)
{
    struct items *items = ARENA_NEW(&answer->arena, struct items);
    enum search_status status =
        search_items(answer->search, kind, str_from(answer->call->argument), false,
                     answer->scope, 0, &answer->arena, items);
    found->query = items->query;
    found->count = items->count;
    found->found_items = items;
    found->items = items->hits;
    found->passages_at = items->count;
    return status;
}

static enum search_status find_points(struct answer *answer, struct found_rows *found)
{
    struct answers *answers = ARENA_NEW(&answer->arena, struct answers);
    enum search_status status =
        search_answers(answer->search, str_from(answer->call->argument), false,
                       answer->scope, 0, &answer->arena, answers);
    found->query = answers->points.query;
    found->count = answers_count(answers);
    found->found_items = &answers->points;
    found->items = answers->points.hits;
    found->passages = &answers->sections;
    found->passage_count = answers->sections.count;
    found->passages_at = answers->sections_at;
    return status;
}

/* The heading may have a number before the question. */
static bool is_called(struct str heading, struct str question)
{
    return question.len > 0 && heading.len >= question.len &&
           str_eq_nocase(str_tail(heading, heading.len - question.len), question);
}

/* Whether a section is called by the question, or shown by it. */
static bool is_asked_in(struct answer *answer, struct item_place question,
                        const struct passage_hit *hit)
{
    if (question.article != hit->article)
        return false;
    if (question.index + 1 == hit->asks)
        return true;
    const struct facts *facts = answer_facts(answer, hit->article);
    const struct fact_heading *section = heading_of(facts, hit);
    return section != NULL && question.index < facts->question_count &&
           is_called(section->title, facts->questions[question.index].question);
}

static bool is_item_asked_in(struct answer *answer, const struct item_hit *item,
                             const struct passage_hit *hit)
{
    bool is_asked =
        is_asked_in(answer, (struct item_place){item->article, item->index}, hit);
    for (size_t i = 0; i < item->also_count && !is_asked; i++)
        is_asked = is_asked_in(answer, item->also[i], hit);
    return is_asked;
}

/* Whether a section is there already as a question. */
static bool is_shown(struct answer *answer, const struct found_rows *found,
                     const struct passage_hit *hit)
{
    for (size_t i = 0; i < found->passages_at; i++) {
        if (is_item_asked_in(answer, &found->items[i], hit))
            return true;
    }
    return false;
}

static bool is_among(struct answer *answer, const struct item_hit *item,
                     const struct passages *sections)
{
    for (size_t i = 0; i < sections->count && i < ANSWERS_ENOUGH; i++) {
        if (is_item_asked_in(answer, item, &sections->hits[i]))
            return true;
    }
    return false;
}

/* Puts questions whose section is among the first ones after those that match well, so
 * that none of them is there twice. */
static void put_first(struct answer *answer, struct found_rows *found)
{
    size_t first = found->passages_at, count = 0;
    struct item_hit *items = ARENA_ARRAY(&answer->arena, found->count, struct item_hit);
    bool *is_first = ARENA_ARRAY(&answer->arena, found->count, bool);
    for (size_t i = 0; i < found->count; i++) {
        is_first[i] = i < found->passages_at ||
                      (first < ANSWERS_ENOUGH &&
                       is_among(answer, &found->items[i], found->passages));
        first += is_first[i] && i >= found->passages_at;
        if (is_first[i])
            items[count++] = found->items[i];
    }
    for (size_t i = 0; i < found->count; i++) {
        if (!is_first[i])
            items[count++] = found->items[i];
    }
    found->items = items;
    found->passages_at = first;
}

static int compare_passages(const void *a, const void *b)
{
    const struct passage_hit *left = a, *right = b;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return left->article < right->article ? -1
           : left->article > right->article
               ? 1
               : (left->heading > right->heading) - (left->heading < right->heading);
}

/* The best sections of the first articles, a few of each, the best first. Other than in
 * a list of articles it is the very section that answers. */
static struct passages *first_sections(struct answer *answer,
                                       const struct passages *found)
{
    struct passages *flat = ARENA_NEW(&answer->arena, struct passages);
    flat->expression = found->expression;
    flat->hits = ARENA_ARRAY(&answer->arena, ANSWERS_LOOKED_AT * ANSWERS_OF_ARTICLE,
                             struct passage_hit);
    for (size_t i = 0; i < found->count && i < ANSWERS_LOOKED_AT; i++) {
        const struct passage_hit *hit = &found->hits[i];
        flat->hits[flat->count++] = *hit;
        for (size_t k = 0; k < hit->more_count && k + 1 < ANSWERS_OF_ARTICLE; k++)
            flat->hits[flat->count++] = hit->more[k];
    }
    if (flat->count > 0)
        qsort(flat->hits, flat->count, sizeof *flat->hits, compare_passages);
    for (size_t i = 0; i < flat->count; i++)
        flat->hits[i].more_count = 0;
    return flat;
}

/* Puts sections after the questions that match well, and leaves out those that hardly
 * do. */
static enum search_status add_sections(struct answer *answer, struct found_rows *found)
{
    struct found_rows sections = {.count = 0};
    enum search_status status = find_sections(answer, &sections);
    found->passages = first_sections(answer, sections.passages);
    struct passage_hit *hits = found->passages->hits;
    double best = found->passages->count > 0 ? hits[0].score : 0;
    found->count = items_listed(found->items, found->count, best * worth_listing);
    found->passages_at = items_worth(found->items, found->count, best * worth_first);
    if (found->passages_at > ANSWERS_ENOUGH)
        found->passages_at = ANSWERS_ENOUGH;
    put_first(answer, found);
    for (size_t i = 0;
         i < found->passages->count && found->passage_count < ANSWERS_ENOUGH; i++) {
        if (!is_shown(answer, found, &hits[i]))
            hits[found->passage_count++] = hits[i];
    }
    found->count += found->passage_count;
    return status;
}

static enum search_status find_questions(struct answer *answer,
                                         struct found_rows *found)
{
    enum search_status status = find_items(answer, ITEM_QUESTION, found);
    struct str *words;
    size_t well = 0;
    for (size_t i = 0; i < found->count; i++)
        well += found->items[i].missing == 0;
    if (status != SEARCH_DONE || well >= ANSWERS_ENOUGH ||
        search_terms(found->query, UINT32_MAX, &answer->arena, &words) == 0)
        return status;
    return add_sections(answer, found);
}

/* The section of a point or question; NULL when that is not known, or it has none. */
static const struct fact_heading *section_of(struct answer *answer, enum item_kind kind,
                                             const struct item_place *place)
{
    const struct facts *facts = answer_facts(answer, place->article);
    if (facts == NULL)
        return NULL;
    if (kind == ITEM_POINT)
        return place->index < facts->point_count ? facts->points[place->index].section
                                                 : NULL;
    return place->index < facts->question_count ? facts->questions[place->index].section
                                                : NULL;
}

static void put_slug_json(struct call *call, struct json *json, uint32_t article,
                          const struct fact_heading *section)
{
    json_open(json, NULL, '{');
    json_str(json, "path", library_article(call->library, article)->path);
    json_str(json, "section", section != NULL ? section->slug : STR(""));
    json_close(json, '}');
}

/* Where the same is said as well. */
static void put_also_json(struct answer *answer, struct json *json, enum item_kind kind,
                          const struct item_hit *hit)
{
    json_open(json, "also", '[');
    for (size_t i = 0; i < hit->also_count; i++)
        put_slug_json(answer->call, json, hit->also[i].article,
                      section_of(answer, kind, &hit->also[i]));
    json_close(json, ']');
}

static void put_point_json(struct answer *answer, const struct found_rows *found,
                           const struct item_hit *hit, const struct fact_point *point,
                           struct arena *arena)
{
    struct call *call = answer->call;
    struct json json;
    json_init(&json, &call->out);
    json_open(&json, NULL, '{');
    json_str(&json, "label", point->label);
    json_str(&json, "text", point->text);
    json_str(&json, "source", str_from(point_source_name(point->source)));
    put_place_json(&json, call->library, hit->article, point->section);
    put_also_json(answer, &json, ITEM_POINT, hit);
    put_missing_json(&json, found->query, hit->missing, arena);
    json_str(&json, "kind", STR("point"));
    put_explanation_json(&json, explained_item(answer, found, ITEM_POINT, hit, arena));
    json_close(&json, '}');
    json_end(&json);
}

static void put_point_text(struct answer *answer, const struct found_rows *found,
                           const struct item_hit *hit, const struct fact_point *point,
                           struct arena *arena)
{
    struct call *call = answer->call;
    if (!item_hides_label(hit, point)) {
        buf_puts(&call->out, point->label);
        if (point->label.len > 0 && point->text.len > 0)
            buf_puts(&call->out, STR(": "));
    }
    buf_puts(&call->out, point->text);
    buf_puts(&call->out, STR("\n    "));
    put_place(&call->out, call->library, hit->article, point->section);
    put_missing(&call->out, found->query, hit->missing, arena);
    if (hit->also_count > 0)
        buf_printf(&call->out, "    and in %zu more\n", hit->also_count);
    put_explanation_text(&call->out,
                         explained_item(answer, found, ITEM_POINT, hit, arena));
}

static void put_found_point(struct answer *answer, const struct found_rows *found,
                            const struct item_hit *hit, struct arena *arena)
{
    const struct facts *facts = answer_facts(answer, hit->article);
    if (facts == NULL || hit->index >= facts->point_count)
        return;
    struct fact_point point = facts->points[hit->index];
    point.text = search_item_text(answer->search, ITEM_POINT, hit, facts, arena);
    if (answer->call->json)
        put_point_json(answer, found, hit, &point, arena);
    else
        put_point_text(answer, found, hit, &point, arena);
}

static void put_section_point_json(struct answer *answer,
                                   const struct shown_section *it,
                                   const struct section_point *point)
{
    static const struct item_hit nothing;
    struct json json;
    json_init(&json, &answer->call->out);
    json_open(&json, NULL, '{');
    json_str(&json, "label", point->label);
    json_str(&json, "text", point->text);
    json_str(&json, "source", STR("section"));
    put_place_json(&json, answer->call->library, it->hit->article, it->section);
    put_also_json(answer, &json, ITEM_POINT, &nothing);
    put_missing_json(&json, it->query, it->hit->missing, it->arena);
    json_str(&json, "kind", STR("section"));
    put_explanation_json(&json, it->explanation);
    json_close(&json, '}');
    json_end(&json);
}

static void put_section_point_text(struct call *call, const struct shown_section *it,
                                   const struct section_point *point)
{
    buf_printf(&call->out, STR_FMT ": " STR_FMT "\n    ", STR_ARG(point->label),
               STR_ARG(point->text));
    put_place(&call->out, call->library, it->hit->article, it->section);
    put_missing(&call->out, it->query, it->hit->missing, it->arena);
    put_explanation_text(&call->out, it->explanation);
}

/* A section in the place of a key point. */
static void put_section_point(struct answer *answer, const struct found_rows *found,
                              const struct passage_hit *hit, struct arena *arena)
{
    const struct facts *facts = answer_facts(answer, hit->article);
    struct shown_section it = {
        .query = found->query,
        .hit = hit,
        .section = heading_of(facts, hit),
        .explanation = explained_section(answer, found, hit, arena),
        .arena = arena,
    };
    struct section_point point;
    search_section_point(answer->search, it.query, hit, facts, arena, &point);
    if (answer->call->json)
        put_section_point_json(answer, &it, &point);
    else
        put_section_point_text(answer->call, &it, &point);
}

/* What is above a row: a gap, and what the rows from here on are. `is_apart`: a gap is
 * between all rows that are no sections. */
static void put_gap(struct buf *out, const struct found_rows *found, size_t row,
                    bool is_apart, const char *others)
{
    bool is_first = row == found->passages_at && found->passage_count > 0;
    bool is_last =
        found->passage_count > 0 && row == found->passages_at + found->passage_count;
    if (row > 0 &&
        (is_first || is_last || (is_apart && passage_of_row(found, row) == NULL)))
        buf_putc(out, '\n');
    if (is_first)
        buf_puts(out, STR("Sections on this:\n"));
    if (is_last)
        buf_puts(out, str_from(others));
}

static void put_point(struct answer *answer, const struct found_rows *found, size_t row,
                      struct arena *arena)
{
    const struct passage_hit *section = passage_of_row(found, row);
    if (!answer->call->json)
        put_gap(&answer->call->out, found, row, false, "Other key points:\n");
    if (section != NULL)
        put_section_point(answer, found, section, arena);
    else
        put_found_point(answer, found, item_of_row(found, row), arena);
}

/* A question with where more is said of it; or, without a question, a section that
 * answers. */
struct answered {
    const struct query *query;
    uint32_t article;
    uint32_t missing;
    const struct item_hit *hit; /* NULL: a section */
    struct fact_question question;
    struct see_also *sees;
    const struct fact_heading **sections; /* that the sees lead to, or NULL */
    size_t see_count;
    const struct explanation *explanation; /* or NULL */
    struct arena *arena;
};

static void find_sees(struct answer *answer, const struct facts *asking, uint32_t index,
                      struct answered *it)
{
    it->sees = view_see_also(answer->view, it->article, asking, index, it->arena,
                             &it->see_count);
    it->sections = arena_array(it->arena, it->see_count, sizeof *it->sections);
    for (size_t i = 0; i < it->see_count; i++) {
        const struct see_also *see = &it->sees[i];
        const struct facts *facts = answer_facts(answer, see->article);
        if (facts != NULL && see->heading < facts->heading_count)
            it->sections[i] = &facts->headings[see->heading];
    }
}

static void put_question_json(struct answer *answer, const struct answered *it)
{
    static const struct item_hit nothing;
    struct call *call = answer->call;
    struct json json;
    json_init(&json, &call->out);
    json_open(&json, NULL, '{');
    json_str(&json, "question", it->question.question);
    json_bool(&json, "inferred", it->question.inferred);
    json_str(&json, "answer", it->question.answer);
    put_place_json(&json, call->library, it->article, it->question.section);
    json_open(&json, "see", '[');
    for (size_t i = 0; i < it->see_count; i++)
        put_slug_json(call, &json, it->sees[i].article, it->sections[i]);
    json_close(&json, ']');
    put_also_json(answer, &json, ITEM_QUESTION, it->hit != NULL ? it->hit : &nothing);
    put_missing_json(&json, it->query, it->missing, it->arena);
    put_explanation_json(&json, it->explanation);
    json_str(&json, "kind", it->hit != NULL ? STR("question") : STR("section"));
    json_close(&json, '}');
    json_end(&json);
}

static void put_indented(struct buf *out, struct str text)
{
    for (struct str line; str_cut_line(&text, &line);) {
        if (line.len > 0) {
            buf_puts(out, STR("    "));
            buf_puts(out, line);
        }
        buf_putc(out, '\n');
    }
}

static void put_sees(struct call *call, const struct answered *it)
{
    for (size_t i = 0; i < it->see_count; i++) {
        uint32_t article = it->sees[i].article;
        buf_puts(&call->out, STR("  More on this: "));
        if (article == it->article)
            put_place_within(&call->out, call->library, article, it->sections[i]);
        else
            put_place(&call->out, call->library, article, it->sections[i]);
        buf_putc(&call->out, '\n');
    }
}

static void put_question_text(struct call *call, const struct answered *it)
{
    buf_puts(&call->out, it->question.question);
    if (it->question.inferred)
        buf_puts(&call->out, STR(" (inferred)"));
    buf_putc(&call->out, '\n');
    put_indented(&call->out, it->question.answer);
    buf_puts(&call->out, STR("  In: "));
    put_place(&call->out, call->library, it->article, it->question.section);
    put_missing(&call->out, it->query, it->missing, it->arena);
    if (it->hit->also_count > 0)
        buf_printf(&call->out, "  And in %zu more\n", it->hit->also_count);
    put_sees(call, it);
    put_explanation_text(&call->out, it->explanation);
}

static void put_entry(struct answer *answer, const struct found_rows *found,
                      const struct item_hit *hit, struct arena *arena)
{
    const struct facts *facts = answer_facts(answer, hit->article);
    if (facts == NULL || hit->index >= facts->question_count)
        return;
    struct answered it = {
        .query = found->query,
        .article = hit->article,
        .missing = hit->missing,
        .hit = hit,
        .question = facts->questions[hit->index],
        .explanation = explained_item(answer, found, ITEM_QUESTION, hit, arena),
        .arena = arena,
    };
    it.question.answer =
        search_item_text(answer->search, ITEM_QUESTION, hit, facts, arena);
    find_sees(answer, facts, hit->index, &it);
    if (answer->call->json)
        put_question_json(answer, &it);
    else
        put_question_text(answer->call, &it);
}

/* A section that answers what no question asks. */
static void put_answering(struct answer *answer, const struct found_rows *found,
                          const struct passage_hit *hit, struct arena *arena)
{
    struct shown_section section = shown_section(answer, found, hit, arena);
    section.explanation = explained_section(answer, found, hit, arena);
    struct answered it = {
        .query = found->query,
        .article = hit->article,
        .missing = hit->missing,
        .question = {.answer = section.snippet.text, .section = section.section},
        .explanation = section.explanation,
        .arena = arena,
    };
    if (answer->call->json)
        put_question_json(answer, &it);
    else
        put_section_text(answer->call, &section);
}

static void put_question(struct answer *answer, const struct found_rows *found,
                         size_t row, struct arena *arena)
{
    const struct passage_hit *passage = passage_of_row(found, row);
    if (!answer->call->json)
        put_gap(&answer->call->out, found, row, true, "Other questions:\n");
    if (passage != NULL)
        put_answering(answer, found, passage, arena);
    else
        put_entry(answer, found, item_of_row(found, row), arena);
}

/* --- All --- */

const struct found_kind found_sections = {SECTIONS_SHOWN, find_sections, put_section};
const struct found_kind found_points = {0, find_points, put_point};
const struct found_kind found_questions = {0, find_questions, put_question};

/* How many of them are printed. */
static size_t count_shown(const struct call *call, size_t found)
{
    size_t most = call->limit > 0 ? call->limit : call->subcommand->finds->shown;
    return most > 0 && most < found ? most : found;
}

/* Whether the files of what is printed are as they were when they were indexed. */
static bool is_current(struct answer *answer, const struct found_rows *found)
{
    size_t count = 0, most = answer->shown;
    for (size_t i = 0; i < answer->shown; i++) {
        const struct item_hit *hit = item_of_row(found, i);
        most += hit != NULL ? hit->also_count : 0;
    }
    uint32_t *articles = ARENA_ARRAY(&answer->arena, most, uint32_t);
    for (size_t i = 0; i < answer->shown; i++) {
        const struct item_hit *hit = item_of_row(found, i);
        articles[count++] =
            hit != NULL ? hit->article : passage_of_row(found, i)->article;
        for (size_t k = 0; hit != NULL && k < hit->also_count; k++)
            articles[count++] = hit->also[k].article;
    }
    return answer_looks_at(answer, articles, count);
}

static int put_found(struct answer *answer, struct error *err)
{
    const struct found_kind *kind = answer->call->subcommand->finds;
    struct found_rows found = {.count = 0};
    struct arena arena = {0};
    if (kind->find(answer, &found) != SEARCH_DONE) {
        error_set(err, "cannot search the catalog: it is damaged");
        return CLI_ERROR;
    }
    answer->query = found.query;
    answer->found = found.count;
    answer->shown = count_shown(answer->call, found.count);
    if (!is_current(answer, &found))
        return CLI_NOTHING;
    for (size_t i = 0; i < answer->shown && answer_flush(answer); i++) {
        arena_clear(&arena);
        kind->put(answer, &found, i, &arena);
    }
    arena_release(&arena);
    return found.count > 0 ? CLI_FOUND : CLI_NOTHING;
}

int run_found(struct call *call, struct error *err)
{
    /* Without words most articles are in the answer. */
    return answer_run(call, call->argument != NULL ? ANSWER_FOUND : ANSWER_IN_STEP,
                      put_found, err);
}
