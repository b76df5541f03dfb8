/*
 * Sections are searched for after the points, and put in their place by what both
 * score: the one ranker made the scores.
 */
#include "catalog/answers.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/text.h"
#include "catalog/query/query.h"
#include "catalog/search/searching.h"
#include "catalog/store/record.h"
#include "catalog/words/languages.h"
#include "extract/vague_label.h"

enum {
    /* When fewer points than this match well, as many sections follow the first of
     * them. */
    ANSWERS_ENOUGH = 5,
    /* Articles whose sections may be among them, and sections of one: all may be in the
     * one article on the subject. */
    ARTICLES_LOOKED_AT = 20,
    SECTIONS_OF_ARTICLE = 5,
    SNIPPET_BYTES = 160, /* two lines of a terminal */
};

/* How good points must be to come before the sections, to leave no place for them when
 * there are enough, and to be listed with them; as a part of what the best section
 * scores. */
static const double worth_first = 0.5, worth_enough = 0.3, worth_listing = 0.15;

/* A section that scores less than this part of the best one is not on the subject. */
static const double on_subject = 0.3;

struct answering {
    struct search *search;
    struct arena *arena;
    struct answers *answers;
    struct map labels; /* that are shown, and the works of which sections are */
};

/* --- Rows --- */

size_t answers_count(const struct answers *answers)
{
    return answers->points.count + answers->sections.count;
}

const struct passage_hit *answers_section(const struct answers *answers, size_t row)
{
    bool is_section = row >= answers->sections_at &&
                      row - answers->sections_at < answers->sections.count;
    return is_section ? &answers->sections.hits[row - answers->sections_at] : NULL;
}

const struct item_hit *answers_point(const struct answers *answers, size_t row)
{
    if (row < answers->sections_at)
        return &answers->points.hits[row];
    return answers_section(answers, row) != NULL
               ? NULL
               : &answers->points.hits[row - answers->sections.count];
}

/* --- A section as a point --- */

static const struct fact_heading *heading_of(const struct facts *facts,
                                             const struct passage_hit *hit)
{
    return facts != NULL && hit->heading < facts->heading_count
               ? &facts->headings[hit->heading]
               : NULL;
}

static struct str label_of(struct search *search, const struct passage_hit *hit,
                           const struct facts *facts, struct arena *arena)
{
    const struct fact_heading *heading = heading_of(facts, hit);
    if (heading == NULL || heading->is_title || label_is_vague(arena, heading->title))
        return library_article(view_library(search->view), hit->article)->title;
    return heading->title;
}

/* A passage begins with its heading, which is said anyway. */
static struct str without_heading(struct str text, struct str heading)
{
    bool begins = heading.len > 0 && str_starts(text, heading) &&
                  (text.len == heading.len || text.ptr[heading.len] == ' ');
    return begins ? str_trim(str_tail(text, heading.len)) : text;
}

void search_section_point(struct search *search, const struct query *query,
                          const struct passage_hit *hit, const struct facts *facts,
                          struct arena *arena, struct section_point *point)
{
    const struct fact_heading *heading = heading_of(facts, hit);
    struct snippet snippet = {0};
    point->label = arena_str(arena, label_of(search, hit, facts, arena));
    (void)search_snippet(search, query, hit, SNIPPET_BYTES, arena, &snippet);
    point->text = without_heading(
        snippet.text,
        heading != NULL
            ? heading->title
            : library_article(view_library(search->view), hit->article)->title);
}

/* --- Which sections --- */

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
static size_t flatten(const struct passages *found, struct arena *arena,
                      struct passage_hit **flat)
{
    size_t count = 0;
    *flat = ARENA_ARRAY(arena, ARTICLES_LOOKED_AT * SECTIONS_OF_ARTICLE,
                        struct passage_hit);
    for (size_t i = 0; i < found->count && i < ARTICLES_LOOKED_AT; i++) {
        const struct passage_hit *hit = &found->hits[i];
        (*flat)[count++] = *hit;
        for (size_t k = 0; k < hit->more_count && k + 1 < SECTIONS_OF_ARTICLE; k++)
            (*flat)[count++] = hit->more[k];
    }
    if (count > 0)
        qsort(*flat, count, sizeof **flat, compare_passages);
    for (size_t i = 0; i < count; i++)
        (*flat)[i].more_count = 0;
    return count;
}

/* The facts were read twice. What is below the title is the top. */
static bool is_same_heading(const struct facts *facts,
                            const struct fact_heading *of_point,
                            const struct fact_heading *heading)
{
    bool is_top = of_point == NULL || of_point->is_title;
    if (is_top || heading == NULL || heading->is_title)
        return is_top && (heading == NULL || heading->is_title);
    return of_point - facts->headings == heading - facts->headings;
}

static uint64_t hash_label(struct str label, struct arena *arena)
{
    return str_hash(text_fold(arena, label, false));
}

/* What an article is in any language: its path without the parts that name one; 0 where
 * it names none. */
static uint64_t work_of(struct str path)
{
    struct str rest = path, part;
    uint64_t work = 0;
    if (language_of_path(path) == LANGUAGE_COUNT)
        return 0;
    while (str_cut(&rest, '/', &part)) {
        if (language_of(part) == LANGUAGE_COUNT)
            work = work * 31 + str_hash(part);
    }
    return work;
}

/* Adds what the section would be called. False when that is there already, or when
 * there is nothing to read below it. */
static bool add_label(struct answering *it, const struct passage_hit *hit)
{
    struct section_point point;
    const struct facts *facts = view_facts(it->search->view, hit->article, it->arena);
    search_section_point(it->search, it->answers->points.query, hit, facts, it->arena,
                         &point);
    return point.text.len > 0 &&
           map_add(&it->labels, hash_label(point.label, it->arena));
}

/* Whether an article is the same as one before in another language. */
static bool is_translation(struct answering *it, uint32_t article)
{
    const struct library *library = view_library(it->search->view);
    uint64_t work = work_of(library_article(library, article)->path);
    uint64_t other = work != 0 ? map_get(&it->labels, work) : 0;
    if (work != 0 && other == 0)
        map_put(&it->labels, work, (uint64_t)article + 1);
    return other != 0 && other != (uint64_t)article + 1;
}

static bool is_in_section(const struct facts *facts, uint32_t article, uint32_t index,
                          const struct passage_hit *hit)
{
    return article == hit->article && facts != NULL && index < facts->point_count &&
           is_same_heading(facts, facts->points[index].section, heading_of(facts, hit));
}

/* Whether a point of the section is shown before it, there or where the same is said:
 * often it is nothing but its points. */
static bool has_shown(const struct answering *it, const struct passage_hit *hit)
{
    const struct answers *answers = it->answers;
    const struct facts *facts = view_facts(it->search->view, hit->article, it->arena);
    for (size_t i = 0; i < answers->sections_at; i++) {
        const struct item_hit *item = &answers->points.hits[i];
        if (is_in_section(facts, item->article, item->index, hit))
            return true;
        for (size_t k = 0; k < item->also_count; k++) {
            if (is_in_section(facts, item->also[k].article, item->also[k].index, hit))
                return true;
        }
    }
    return false;
}

static bool is_wanted(struct answering *it, const struct passage_hit *hit)
{
    return !has_shown(it, hit) && !is_translation(it, hit->article) &&
           add_label(it, hit);
}

static void choose(struct answering *it, const struct passage_hit *flat, size_t count)
{
    struct passages *sections = &it->answers->sections;
    sections->hits = ARENA_ARRAY(it->arena, ANSWERS_ENOUGH, struct passage_hit);
    for (size_t i = 0; i < count && sections->count < ANSWERS_ENOUGH; i++) {
        if (flat[i].score >= flat[0].score * on_subject && is_wanted(it, &flat[i]))
            sections->hits[sections->count++] = flat[i];
    }
}

/* --- Which points --- */

size_t items_worth(const struct item_hit *hits, size_t count, double score)
{
    size_t worth = 0;
    while (worth < count && hits[worth].score >= score)
        worth++;
    return worth;
}

size_t items_listed(const struct item_hit *hits, size_t count, double score)
{
    size_t last = count;
    while (last > 0 && hits[last - 1].score < score && hits[last - 1].missing != 0)
        last--;
    return last;
}

/* Of the points that are seen beside sections. */
static void note_labels(struct answering *it)
{
    for (size_t i = 0; i < it->answers->points.count && i < ANSWERS_ENOUGH; i++) {
        const struct item_hit *item = &it->answers->points.hits[i];
        const struct facts *facts =
            view_facts(it->search->view, item->article, it->arena);
        if (facts != NULL && item->index < facts->point_count)
            (void)map_add(&it->labels,
                          hash_label(facts->points[item->index].label, it->arena));
    }
}

/* Whether enough of them have all that was asked for, and score as much. */
static bool has_enough(const struct items *items, double score)
{
    size_t well = 0;
    for (size_t i = 0; i < items->count; i++)
        well += items->hits[i].missing == 0 && items->hits[i].score >= score;
    return well >= ANSWERS_ENOUGH;
}

/* One or two letters are no subject yet. */
static bool is_subject(const struct query *query)
{
    return query->term_count > 0 && query->short_prefix.len == 0;
}

static enum search_status add_sections(struct answering *it, struct str text,
                                       bool typing, struct scope scope, size_t limit)
{
    struct answers *answers = it->answers;
    struct passages *found = &answers->sections;
    struct passage_hit *flat;
    enum search_status status =
        search_passages(it->search, text, typing, scope,
                        limit > 0 ? ARTICLES_LOOKED_AT : 0, it->arena, found);
    size_t count = flatten(found, it->arena, &flat);
    double best = count > 0 ? flat[0].score : 0;
    found->count = 0;
    if (has_enough(&answers->points, best * worth_enough))
        return status;
    struct items *points = &answers->points;
    points->count = items_listed(points->hits, points->count, best * worth_listing);
    const size_t first =
        points->count < ANSWERS_ENOUGH ? points->count : (size_t)ANSWERS_ENOUGH;
    answers->sections_at = items_worth(points->hits, first, best * worth_first);
    note_labels(it);
    choose(it, flat, count);
    return status;
}

enum search_status search_answers(struct search *search, struct str text, bool typing,
                                  struct scope scope, size_t limit, struct arena *arena,
                                  struct answers *answers)
{
    struct answering it = {.search = search, .arena = arena, .answers = answers};
    *answers = (struct answers){.sections_at = 0};
    enum search_status status = search_items(search, ITEM_POINT, text, typing, scope,
                                             limit, arena, &answers->points);
    answers->sections_at = answers->points.count;
    if (status == SEARCH_DONE && is_subject(answers->points.query))
        status = add_sections(&it, text, typing, scope, limit);
    map_release(&it.labels);
    return status;
}
