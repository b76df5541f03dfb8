/*
 * The walk that finds FAQ entries, and the table of what it looks for.
 */
#include "extract/questions/questions.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "extract/inlines.h"
#include "extract/marker.h"

struct question_recogniser {
    question_take *take;
    const char *reason;
};

/* clang-format off */
static const struct question_recogniser recognisers[] = {
    {questions_heading,   "a heading that asks, or that stands below one like FAQ"},
    {questions_lost,      "a marker that a page has left of its question"},
    {questions_details,   "a fold-out whose summary asks"},
    {questions_callout,   "a faq or question callout"},
    {questions_terms,     "a definition list whose terms ask"},
    {questions_table,     "a table of questions and answers"},
    {questions_paragraph, "Q: and A:, a bold line, a line where questions are expected"},
};
/* clang-format on */

/* The first id of the footnotes, which are at the end of the document. */
static uint32_t body_end(const struct doc *doc)
{
    uint32_t end = doc->node_count;
    for (const struct node *at = doc->root->last;
         at != NULL && at->kind == NODE_FOOTNOTE; at = at->prev)
        end = at->id;
    return end;
}

static bool is_closed(const struct node *node, const struct section *section)
{
    return node->kind == NODE_QUOTE || node->kind == NODE_CODE_BLOCK ||
           node->kind == NODE_FOOTNOTE || section->role == HEAD_CONTENTS;
}

static bool is_taken(struct question_scan *scan, struct node *block)
{
    for (size_t i = 0; i < sizeof recognisers / sizeof *recognisers; i++) {
        if (recognisers[i].take(scan, block))
            return true;
    }
    return false;
}

static void look_through(struct question_scan *scan)
{
    struct walk walk = walk_begin(scan->doc->root);
    size_t at = 0;
    for (struct node *node; (node = walk_next(&walk)) != NULL;) {
        if (!walk.entering || node->kind == NODE_DOCUMENT)
            continue;
        scan->section = sections_at(scan->sections, &at, node->id);
        if (is_closed(node, scan->section) || is_taken(scan, node) ||
            node_holds_inlines(node))
            walk_skip(&walk);
    }
}

/* The number at the front of "3. What is a tide?" counts and does not ask. */
static struct str without_number(struct str text)
{
    size_t at = 0;
    while (at < text.len && ascii_is_digit(text.ptr[at]))
        at++;
    if (at > 0 && at + 1 < text.len && (text.ptr[at] == '.' || text.ptr[at] == ')') &&
        text.ptr[at + 1] == ' ')
        return str_tail(text, at + 2);
    return text;
}

static struct str question_text(struct question_scan *scan, struct node *node)
{
    struct node *holder = node->kind == NODE_ROW ? node->first : node;
    if (node->kind == NODE_CALLOUT && node->first != NULL)
        holder = node->first;
    buf_clear(&scan->work);
    inlines_text(holder, SIZE_MAX, &scan->work);
    struct str text = without_number(str_trim(buf_str(&scan->work)));
    text = str_tail(text, marker_opens(text, MARKER_QUESTION).bytes);
    text = arena_str(scan->arena, text);
    buf_clear(&scan->work);
    return text;
}

static struct str answer_text(struct question_scan *scan,
                              const struct found_question *found)
{
    buf_clear(&scan->work);
    if (found->node->kind == NODE_ROW)
        inlines_cells(found->node->first->next, &scan->work);
    else
        doc_plain(scan->doc, found->from, found->to, &scan->work);
    struct str text = str_trim(buf_str(&scan->work));
    if (scan->doc->nodes[found->from]->kind == NODE_ITEM &&
        str_starts(text, STR("- ")) &&
        marker_opens(str_tail(text, 2), MARKER_ANSWER).bytes > 0)
        text = str_tail(text, 2);
    text = str_tail(text, marker_opens(text, MARKER_ANSWER).bytes);
    text = arena_str(scan->arena, text);
    buf_clear(&scan->work);
    return text;
}

static void flag_answer(const struct doc *doc, uint32_t from, uint32_t to)
{
    for (uint32_t id = from; id < to; id = node_end(doc->nodes[id])) {
        if (node_is_block(doc->nodes[id]))
            doc->nodes[id]->flags |= NODE_ANSWER;
    }
}

/* The last id that an entry may reach when the next one begins inside its answer. */
static uint32_t yield_to(const struct found_question *found,
                         const struct found_question *next)
{
    const struct node *block = next->node;
    /* Whole lists and items go to the question that they hold. */
    while (block->parent != NULL && block->parent->id >= found->from &&
           block->prev == NULL)
        block = block->parent;
    return block->id < found->to ? block->id : found->to;
}

/* The marker of a lost question is shown with the name that its answer gave it. */
static void name_marker(struct node *marker, struct str name)
{
    struct node *text = marker->first;
    if (text == NULL || text->kind != NODE_TEXT || text->next != NULL)
        return;
    text->u.text = name;
    marker->flags &= (uint16_t)~NODE_HIDDEN;
}

static void keep(struct question_scan *scan, struct extract *out)
{
    out->questions = ARENA_ARRAY(scan->arena, scan->count, struct question);
    for (size_t i = 0; i < scan->count; i++) {
        struct found_question *found = &scan->found[i];
        struct question *entry = &out->questions[out->question_count];
        if (found->yields && i + 1 < scan->count)
            found->to = yield_to(found, &scan->found[i + 1]);
        *entry = (struct question){.node = found->node,
                                   .from = found->from,
                                   .to = found->to,
                                   .inferred = found->inferred,
                                   .section = found->section->heading};
        entry->answer = answer_text(scan, found);
        entry->question = found->inferred ? questions_name(scan->arena, entry->answer)
                                          : question_text(scan, found->node);
        if (entry->answer.len == 0 || entry->question.len == 0) {
            found->node->flags &= (uint16_t)~NODE_QUESTION;
            continue;
        }
        flag_answer(scan->doc, found->from, found->to);
        if (found->inferred)
            name_marker(found->node, entry->question);
        out->question_count++;
    }
}

void questions_find(struct arena *arena, struct doc *doc,
                    const struct sections *sections, struct extract *out)
{
    struct question_scan scan = {
        .arena = arena, .doc = doc, .sections = sections, .body_end = body_end(doc)};
    look_through(&scan);
    keep(&scan, out);
    free(scan.found);
    buf_release(&scan.work);
}
