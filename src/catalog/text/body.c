/*
 * The document is cut where a section, a key point or a question begins or ends. The
 * pieces are written one after the other and their words counted, so that each cut
 * knows the number of its word.
 */
#include "catalog/text/body.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/text/section.h"
#include "catalog/text/segment.h"
#include "catalog/text/tokenizer.h"

enum {
    LINKS_PART = 4, /* of which all but one are links, where there is little else */
};

struct cut {
    uint32_t node; /* that the piece after it begins with */
    uint32_t word;
    size_t byte; /* in the text */
};

struct body_maker {
    const struct doc *doc;
    const struct facts *facts;
    struct arena *arena;
    struct cut *cuts; /* by node, each once */
    size_t count;
    struct buf piece, text;
};

/* --- Cuts --- */

static void add_cut(struct body_maker *it, uint32_t node)
{
    it->cuts[it->count++].node = node;
}

static int compare_cuts(const void *a, const void *b)
{
    const struct cut *left = a, *right = b;
    return left->node < right->node ? -1 : left->node > right->node;
}

static void sort_cuts(struct body_maker *it)
{
    size_t kept = 0;
    qsort(it->cuts, it->count, sizeof *it->cuts, compare_cuts);
    for (size_t i = 1; i < it->count; i++) {
        if (it->cuts[i].node != it->cuts[kept].node)
            it->cuts[++kept] = it->cuts[i];
    }
    it->count = kept + 1;
}

/* The node that a point begins with. The title of a callout may be its label. */
static uint32_t point_from(const struct body_maker *it, const struct fact_point *point)
{
    const struct node *node = it->doc->nodes[point->node];
    const struct node *title = node->prev;
    if (point->label.len > 0 && title != NULL && title->flags & NODE_GIVEN &&
        node->next == NULL && node->parent->kind == NODE_CALLOUT)
        return title->id;
    return node->id;
}

static void make_cuts(struct body_maker *it)
{
    const struct doc *doc = it->doc;
    const struct facts *facts = it->facts;
    size_t most =
        2 + 2 * doc->heading_count + 2 * facts->point_count + 3 * facts->question_count;
    it->cuts = ARENA_ARRAY(it->arena, most, struct cut);
    add_cut(it, 0);
    add_cut(it, doc->node_count);
    for (size_t i = 0; i < doc->heading_count; i++) {
        add_cut(it, doc->headings[i]->id);
        add_cut(it, node_end(doc->headings[i]));
    }
    for (size_t i = 0; i < facts->point_count; i++) {
        add_cut(it, point_from(it, &facts->points[i]));
        add_cut(it, node_end(doc->nodes[facts->points[i].node]));
    }
    for (size_t i = 0; i < facts->question_count; i++) {
        add_cut(it, facts->questions[i].node);
        add_cut(it, facts->questions[i].from);
        add_cut(it, facts->questions[i].to);
    }
    sort_cuts(it);
}

static const struct cut *cut_at(const struct body_maker *it, uint32_t node)
{
    struct cut wanted = {.node = node};
    return bsearch(&wanted, it->cuts, it->count, sizeof *it->cuts, compare_cuts);
}

static uint32_t word_at(const struct body_maker *it, uint32_t node)
{
    return cut_at(it, node)->word;
}

/* --- Pieces --- */

/* The title is indexed with the article's other names. */
static bool is_title(const struct doc *doc, uint32_t node)
{
    return doc->title_node != NULL && node < doc->node_count &&
           node_within(doc->nodes[node], NODE_HEADING) == doc->title_node;
}

static void put_pieces(struct body_maker *it)
{
    uint32_t words = 0;
    for (size_t i = 0; i < it->count; i++) {
        size_t from = it->text.len;
        it->cuts[i].word = words;
        it->cuts[i].byte = from;
        if (i + 1 == it->count || is_title(it->doc, it->cuts[i].node))
            continue;
        buf_clear(&it->piece);
        doc_prose(it->doc, it->cuts[i].node, it->cuts[i + 1].node, &it->piece);
        segment_text(&it->text, buf_str(&it->piece));
        words += tokenizer_count(str_tail(buf_str(&it->text), from));
    }
}

/* --- Spans --- */

static struct span_list new_list(struct body_maker *it, size_t count)
{
    return (struct span_list){ARENA_ARRAY(it->arena, count, struct word_span), count};
}

/* Whether a section below a heading, whose nodes are [from, to), has little but links:
 * by the bytes of its text. */
static bool is_only_links(const struct doc *doc, uint32_t from, uint32_t to)
{
    size_t all = 0, linked = 0;
    for (uint32_t id = from; id < to; id++) {
        const struct node *node = doc->nodes[id];
        if (node->kind == NODE_CODE_BLOCK)
            all += node->u.code.text.len;
        if (node->kind != NODE_TEXT && node->kind != NODE_CODE)
            continue;
        all += node->u.text.len;
        if (node_within(node, NODE_LINK) != NULL)
            linked += node->u.text.len;
    }
    return linked > all / LINKS_PART * (LINKS_PART - 1);
}

static struct span_list section_spans(struct body_maker *it)
{
    struct span_list list = new_list(it, it->doc->heading_count + 1);
    for (size_t i = 0; i < list.count; i++) {
        uint32_t from = i > 0 ? word_at(it, it->doc->headings[i - 1]->id) : 0;
        list.items[i] = (struct word_span){
            .from = from,
            .rest = word_at(it, section_from(it->doc, i)),
            .to = word_at(it, section_to(it->doc, i)),
            .only_links = i > 0 && is_only_links(it->doc, section_from(it->doc, i),
                                                 section_to(it->doc, i)),
        };
    }
    if (list.count > 1 && section_is_top(it->doc, 1)) {
        uint32_t to = list.items[1].to;
        list.items[0].to = to;
        list.items[1] = (struct word_span){.from = to, .rest = to, .to = to};
    }
    return list;
}

/* The number of the section that a heading heads; without one it is the top. */
static uint32_t place_of(const struct body_maker *it,
                         const struct fact_heading *heading)
{
    return heading == NULL ? 0 : (uint32_t)(heading - it->facts->headings) + 1;
}

/* Where a label is in the text, from `byte` on; the end of the text where it does not,
 * or the point has none. */
static size_t find_label(struct body_maker *it, struct str label, size_t byte)
{
    struct str text = buf_str(&it->text);
    const char *at = NULL;
    buf_clear(&it->piece);
    segment_text(&it->piece, label);
    if (it->piece.len > 0)
        at = memmem(text.ptr + byte, text.len - byte, it->piece.data, it->piece.len);
    return at != NULL ? (size_t)(at - text.ptr) : text.len;
}

/* Points of one paragraph are one after the other: each from its label to the next.
 * Where a label is not found the point has the whole paragraph. */
static void part_paragraph(struct body_maker *it, const struct fact_point *points,
                           struct word_span *spans, size_t count,
                           const struct cut *begin, const struct cut *end)
{
    size_t byte = begin->byte, last = count;
    for (size_t i = 0; i < count; i++) {
        size_t at = find_label(it, points[i].label, byte);
        if (at >= end->byte)
            continue;
        spans[i].from = begin->word +
                        tokenizer_count(str_slice(buf_str(&it->text), begin->byte, at));
        if (last < count)
            spans[last].to = spans[i].from;
        last = i;
        byte = at + 1;
    }
}

/* The points from `first` on that are in the same node. */
static size_t count_together(const struct facts *facts, size_t first, size_t end)
{
    size_t next = first + 1;
    while (next < end && facts->points[next].node == facts->points[first].node)
        next++;
    return next - first;
}

static void set_heads(struct body_maker *it, struct span_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct word_span *span = &list->items[i];
        buf_clear(&it->piece);
        segment_text(&it->piece, it->facts->points[i].label);
        uint32_t words = tokenizer_count(buf_str(&it->piece));
        span->rest = span->from + words < span->to ? span->from + words : span->to;
    }
}

static struct span_list point_spans(struct body_maker *it)
{
    const struct facts *facts = it->facts;
    struct span_list list = new_list(it, facts->point_count);
    for (size_t i = 0, together; i < list.count; i += together) {
        const struct cut *begin = cut_at(it, point_from(it, &facts->points[i]));
        const struct cut *end =
            cut_at(it, node_end(it->doc->nodes[facts->points[i].node]));
        together = count_together(facts, i, list.count);
        for (size_t k = i; k < i + together; k++)
            list.items[k] = (struct word_span){
                .from = begin->word,
                .to = end->word,
                .place = place_of(it, facts->points[k].section),
            };
        if (together > 1)
            part_paragraph(it, &facts->points[i], &list.items[i], together, begin, end);
    }
    set_heads(it, &list);
    return list;
}

static struct span_list question_spans(struct body_maker *it)
{
    const struct facts *facts = it->facts;
    struct span_list list = new_list(it, facts->question_count);
    for (size_t i = 0; i < list.count; i++) {
        const struct fact_question *question = &facts->questions[i];
        struct word_span *span = &list.items[i];
        span->from = word_at(it, question->node);
        span->rest = word_at(it, question->from);
        span->to = word_at(it, question->to);
        span->place = place_of(it, question->section);
        /* An answer before its question is none that any reader makes. */
        if (span->rest < span->from)
            span->rest = span->from;
        if (span->to < span->rest)
            span->to = span->rest;
    }
    return list;
}

struct body body_make(const struct opened *opened, const struct facts *facts,
                      struct arena *arena)
{
    struct body_maker it = {.doc = opened->doc, .facts = facts, .arena = arena};
    struct body body = {0};
    make_cuts(&it);
    put_pieces(&it);
    body.text = buf_keep(&it.text, arena);
    body.spans.of[SPAN_SECTION] = section_spans(&it);
    body.spans.of[SPAN_POINT] = point_spans(&it);
    body.spans.of[SPAN_QUESTION] = question_spans(&it);
    buf_release(&it.piece);
    buf_release(&it.text);
    return body;
}
