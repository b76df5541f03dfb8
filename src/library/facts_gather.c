/*
 * Gathering the facts of an article: everything that is kept is copied out of the
 * document, whose arena is cleared for the next one.
 */
#include "library/facts_gather.h"

#include "base/text.h"

struct facts_gatherer {
    const struct opened *opened;
    struct facts *facts;
    struct arena *arena, *scratch;
};

static void gather_headings(struct facts_gatherer *it)
{
    const struct doc *doc = it->opened->doc;
    struct facts *facts = it->facts;
    facts->headings = ARENA_ARRAY(it->arena, doc->heading_count, struct fact_heading);
    for (size_t i = 0; i < doc->heading_count; i++) {
        const struct node *node = doc->headings[i];
        struct str title = str_trim(node_text_in(node, it->scratch));
        facts->headings[facts->heading_count++] = (struct fact_heading){
            .title = arena_str(it->arena, title),
            .slug = arena_str(it->arena, node->u.heading.slug),
            .node = node->id,
            .level = node->u.heading.level,
            .inferred = (node->flags & NODE_INFERRED) != 0,
            .is_title = node == doc->title_node,
        };
    }
}

static const struct fact_heading *heading_at(const struct facts_gatherer *it,
                                             const struct node *section)
{
    ptrdiff_t index = -1;
    if (section != NULL)
        index = doc_heading_index(it->opened->doc, section->id);
    return index < 0 ? NULL : &it->facts->headings[index];
}

static void gather_points(struct facts_gatherer *it)
{
    const struct extract *extract = it->opened->extract;
    struct facts *facts = it->facts;
    facts->points = ARENA_ARRAY(it->arena, extract->point_count, struct fact_point);
    for (size_t i = 0; i < extract->point_count; i++) {
        const struct point *point = &extract->points[i];
        facts->points[facts->point_count++] = (struct fact_point){
            .label = arena_str(it->arena, point->label),
            .text = arena_str(it->arena, point->text),
            .source = point->source,
            .weight = point->weight,
            .section = heading_at(it, point->section),
            .node = point->node->id,
        };
    }
}

static void gather_questions(struct facts_gatherer *it)
{
    const struct extract *extract = it->opened->extract;
    struct facts *facts = it->facts;
    facts->questions =
        ARENA_ARRAY(it->arena, extract->question_count, struct fact_question);
    for (size_t i = 0; i < extract->question_count; i++) {
        const struct question *question = &extract->questions[i];
        facts->questions[facts->question_count++] = (struct fact_question){
            .question = arena_str(it->arena, question->question),
            .answer = arena_str(it->arena, question->answer),
            .inferred = question->inferred,
            .section = heading_at(it, question->section),
            .node = question->node->id,
            .from = question->from,
            .to = question->to,
        };
    }
}

static void count_words(struct facts_gatherer *it)
{
    const struct doc *doc = it->opened->doc;
    struct buf text = {0};
    doc_plain(doc, 0, doc->node_count, &text);
    it->facts->words = text_words(buf_str(&text));
    buf_release(&text);
}

struct facts *facts_gather(const struct library *library, const struct opened *opened,
                           struct arena *arena, struct arena *scratch)
{
    struct facts_gatherer it = {
        .opened = opened,
        .facts = ARENA_NEW(arena, struct facts),
        .arena = arena,
        .scratch = scratch,
    };
    gather_headings(&it);
    gather_points(&it);
    gather_questions(&it);
    facts_gather_pointers(it.facts, opened, arena, scratch);
    facts_gather_flaws(it.facts, library, opened, arena, scratch);
    count_words(&it);
    return it.facts;
}
