/*
 * Each case is one function: marked lines, a bold question before its answer, a
 * question mark inside a paragraph, a sign left by a folding page.
 */
#include "extract/questions/split.h"

#include "base/text.h"
#include "extract/inlines.h"
#include "extract/questions/question_detection.h"

enum {
    QUESTION_WORDS_MIN = 3,
    SIGN_BYTES_MAX = 8,       /* of a sign that is left of a question */
    LINE_BYTES = 48,          /* read of a line to see its marker */
    QUESTION_BYTES_MAX = 300, /* of a question that its answer follows in one line */
};

struct splitting {
    struct doc *doc;
    const struct section *section;
    struct buf work;
    struct str sign; /* before the answers of the FAQ section at hand */
    bool changed;
};

/* Moves what is after `last` into a paragraph of its own, after `paragraph`. */
static struct node *part_after(struct splitting *it, struct node *paragraph,
                               struct node *last)
{
    struct node *rest = doc_node(it->doc, NODE_PARAGRAPH, paragraph->line);
    it->changed = true;
    while (last->next != NULL) {
        struct node *node = last->next;
        node_unlink(node);
        if (rest->first != NULL || !node_breaks(node))
            node_append(rest, node);
    }
    if (node_breaks(last))
        node_unlink(last);
    if (rest->first != NULL)
        node_insert_after(paragraph, rest);
    return rest->first != NULL ? rest : NULL;
}

static bool line_opens(struct splitting *it, struct node *line, enum marker_kind kind)
{
    inlines_text_of(line, NULL, LINE_BYTES, &it->work);
    bool opens = marker_opens(buf_str(&it->work), kind).bytes > 0;
    buf_clear(&it->work);
    return opens;
}

/* A line that is a bold question from end to end. */
static bool is_bold_line(const struct node *line)
{
    return line->kind == NODE_STRONG && question_ends(line) && line->next != NULL &&
           node_breaks(line->next);
}

static bool opens_line(struct splitting *it, struct node *line, bool cued)
{
    return is_bold_line(line) || (cued && (line_opens(it, line, MARKER_ANSWER) ||
                                           line_opens(it, line, MARKER_QUESTION)));
}

/* "Q: Why?", "A: Because." and bold questions on lines of their own. */
static void part_lines(struct splitting *it, struct node *paragraph, bool cued)
{
    /* Backwards, so that no inline is moved twice. */
    for (struct node *node = paragraph->last; node != NULL;) {
        struct node *before = node->prev, *line = node->next;
        if (node_breaks(node) && line != NULL && opens_line(it, line, cued))
            part_after(it, paragraph, node);
        node = before;
    }
}

/* Cuts a TEXT in two at `at`, blanks at the seam dropped. */
static void cut_text(struct splitting *it, struct node *text, size_t at)
{
    struct node *rest = doc_node(it->doc, NODE_TEXT, text->line);
    it->changed = true;
    at = inlines_seam(text->u.text, at);
    rest->u.text = str_trim(str_tail(text->u.text, at));
    text->u.text = str_slice(text->u.text, 0, at);
    if (rest->u.text.len > 0)
        node_insert_after(text, rest);
}

/* The byte after the first question mark that more words follow; 0 without one. */
static size_t question_end(struct str text)
{
    size_t latin = str_find(text, STR("? ")), wide = str_find(text, STR("？"));
    size_t arabic = str_find(text, STR("؟ "));
    size_t end = latin < text.len ? latin + 1 : 0;
    if (wide < text.len && (end == 0 || wide + 3 < end))
        end = wide + 3;
    if (arabic < text.len && (end == 0 || arabic + 2 < end))
        end = arabic + 2;
    return end <= QUESTION_BYTES_MAX && end < text.len ? end : 0;
}

/* "Why so? Because of that." in one line, where questions are expected; elsewhere only
 * when "A:" follows the question mark. */
static void part_sentence(struct splitting *it, struct node *paragraph, bool cued)
{
    struct node *text = paragraph->first;
    size_t end = text->kind == NODE_TEXT ? question_end(text->u.text) : 0;
    if (end == 0)
        return;
    if (cued && !question_is_expected(it->section) &&
        marker_opens(str_tail(text->u.text, end), MARKER_ANSWER).bytes == 0)
        return;
    cut_text(it, text, end);
    part_after(it, paragraph, text);
}

/* "**Really?**" inside a story asks nobody; where questions are expected, it does. */
static bool is_full_question(struct splitting *it, struct node *bold)
{
    if (question_is_expected(it->section))
        return true;
    inlines_text(bold, QUESTION_BYTES_MAX, &it->work);
    size_t words = text_words(buf_str(&it->work));
    buf_clear(&it->work);
    return words >= QUESTION_WORDS_MIN;
}

/* "**Why so?** Because of that." */
static void part_bold(struct splitting *it, struct node *paragraph)
{
    struct node *first = inlines_first(paragraph->first, NULL), *next = first->next;
    bool asks = question_ends(first);
    /* The question mark may be after the bold letters. */
    bool behind = !asks && next != NULL && next->kind == NODE_TEXT &&
                  str_starts(next->u.text, STR("?")) && next->u.text.len > 1;
    if ((!asks && !behind) || next == NULL ||
        (!node_breaks(next) && !is_full_question(it, first)))
        return;
    if (behind) {
        cut_text(it, next, 1);
        first = next;
        next = next->next;
    }
    if (next->kind == NODE_TEXT)
        next->u.text = str_trim(next->u.text).len > 0
                           ? str_tail(next->u.text, next->u.text.ptr[0] == ' ')
                           : next->u.text;
    part_after(it, paragraph, first);
}

/* "Why so?" and the answer on the next line. */
static void part_first_line(struct splitting *it, struct node *paragraph)
{
    struct node *node = paragraph->first;
    while (node != NULL && !node_breaks(node))
        node = node->next;
    if (node != NULL && node->prev != NULL && node->prev->kind == NODE_TEXT &&
        text_asks(node->prev->u.text))
        part_after(it, paragraph, node);
    else
        part_sentence(it, paragraph, false);
}

static void part(struct splitting *it, struct node *paragraph)
{
    struct node *first = inlines_first(paragraph->first, NULL);
    if (first == NULL)
        return;
    bool cued = question_marker(paragraph, MARKER_QUESTION, &it->work).bytes > 0;
    part_lines(it, paragraph, cued);
    if (first->kind == NODE_STRONG)
        part_bold(it, paragraph);
    else if (cued && first == paragraph->first)
        part_sentence(it, paragraph, true);
    /* An answer that was just cut off may ask back; it asks nothing new. */
    else if (question_is_expected(it->section) && first == paragraph->first &&
             paragraph->id != 0)
        part_first_line(it, paragraph);
}

/*
 * Pages that fold their questions leave a sign before each answer when they are
 * scraped: "+" for one. The plain reader knows those that mean nothing else; the others
 * are known by their place right below "FAQ" and by coming again.
 */
static void mark_lost(struct splitting *it, struct node *paragraph)
{
    const struct node *text = paragraph->first, *before = paragraph->prev;
    bool opens = before != NULL && before == it->section->heading;
    if (!question_is_expected(it->section) || text == NULL || text != paragraph->last ||
        text->kind != NODE_TEXT || text->u.text.len > SIGN_BYTES_MAX ||
        inlines_first(paragraph->first, NULL) != NULL || paragraph->next == NULL ||
        paragraph->next->kind != NODE_PARAGRAPH)
        return;
    if (opens)
        it->sign = text->u.text;
    if (it->sign.len > 0 && str_eq(text->u.text, it->sign))
        paragraph->flags |= NODE_HIDDEN | NODE_QUESTION | NODE_INFERRED;
}

bool split_questions(struct doc *doc, const struct sections *sections)
{
    struct splitting it = {.doc = doc};
    struct walk walk = walk_begin(doc->root);
    size_t at = 0;
    for (struct node *node; (node = walk_next(&walk)) != NULL;) {
        if (!walk.entering || node->kind == NODE_DOCUMENT)
            continue;
        /* Blocks that were just made have no number yet; they are in the section of the
         * block that they were part of. */
        if (node->id != 0)
            it.section = sections_at(sections, &at, node->id);
        if (node->kind == NODE_HEADING)
            it.sign = (struct str){0};
        if (node->kind == NODE_PARAGRAPH) {
            mark_lost(&it, node);
            part(&it, node);
        }
        if (node_holds_inlines(node) || node->kind == NODE_QUOTE ||
            node->kind == NODE_TABLE)
            walk_skip(&walk);
    }
    buf_release(&it.work);
    return it.changed;
}
