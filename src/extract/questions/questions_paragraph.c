/*
 * Questions that are paragraphs: "Q: ...", a bold line, a plain line below "FAQ".
 *
 * The answer is what follows among the siblings, up to the next such question or
 * heading. In a list the question and its answer share an item, or are two items (Q and
 * A), or the item is a list of its own and the answer follows it ("1. Why?" written as
 * a number and a line).
 */
#include "extract/inlines.h"
#include "extract/questions/question_detection.h"
#include "extract/questions/questions.h"

static enum question_form how(struct question_scan *scan, struct node *paragraph)
{
    return question_form_of(paragraph, scan->section, &scan->work);
}

/* The paragraph that a block opens with: itself, or that of an item or a list of
 * one. */
static struct node *opening(struct node *block)
{
    if (block->kind == NODE_LIST)
        block = block->first;
    if (block != NULL && block->kind == NODE_ITEM)
        block = block->first;
    return block != NULL && block->kind == NODE_PARAGRAPH ? block : NULL;
}

static bool answers(struct question_scan *scan, struct node *block)
{
    struct node *first = block != NULL ? opening(block) : NULL;
    return first != NULL &&
           question_marker(first, MARKER_ANSWER, &scan->work).bytes > 0;
}

/* True when an answer that runs over the siblings ends before `block`. */
static bool ends_answer(struct question_scan *scan, struct node *block,
                        enum question_form asked)
{
    if (block->kind == NODE_HEADING || block->kind == NODE_FOOTNOTE)
        return true;
    struct node *first = opening(block);
    enum question_form next = first != NULL ? how(scan, first) : QUESTION_NONE;
    if (next == QUESTION_NONE || next == QUESTION_PLAIN)
        return next == QUESTION_PLAIN && asked == QUESTION_PLAIN;
    return true;
}

/* The last sibling of an answer that begins after `block`; NULL when there is none. */
static const struct node *last_of_answer(struct question_scan *scan, struct node *block,
                                         enum question_form asked)
{
    const struct node *last = NULL;
    for (struct node *at = block->next; at != NULL && !ends_answer(scan, at, asked);
         at = at->next)
        last = at;
    return last;
}

/* The block whose siblings answer: the paragraph, or the item or list that it is all
 * of. NULL when nothing answers. */
static struct node *unit_of(struct question_scan *scan, struct node *paragraph)
{
    struct node *item = paragraph->parent;
    if (paragraph->next != NULL || item->kind != NODE_ITEM)
        return paragraph;
    if (item->next != NULL)
        return answers(scan, item->next) ? item : NULL;
    struct node *list = item->parent;
    return list->first == item ? list : NULL;
}

bool questions_paragraph(struct question_scan *scan, struct node *block)
{
    enum question_form asked = how(scan, block);
    struct node *unit;
    if (asked == QUESTION_NONE || (unit = unit_of(scan, block)) == NULL)
        return false;
    const struct node *last = last_of_answer(scan, unit, asked);
    if (last == NULL)
        return false;
    if (asked == QUESTION_MARKED && !question_ends(block) && !answers(scan, unit->next))
        return false;
    questions_add(scan, (struct found_question){.node = block,
                                                .from = unit->next->id,
                                                .to = node_end(last),
                                                .section = scan->section,
                                                .yields = true});
    return false;
}
