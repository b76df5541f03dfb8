/*
 * The looks of questions, for the recognisers of FAQ entries and for split.c.
 */
#include "extract/questions/question_detection.h"

#include "base/text.h"
#include "extract/inlines.h"

enum {
    MARKER_BYTES = 48,        /* the longest marker with its number and marks */
    QUESTION_BYTES_MAX = 600, /* a paragraph that asks is one or two sentences */
};

bool question_is_expected(const struct section *section)
{
    return section->role == HEAD_FAQ && !section->asks && !section->below_ask;
}

static bool has_words(struct str text)
{
    for (size_t pos = 0; pos < text.len;) {
        if (text_is_word(text_next(text, &pos)))
            return true;
    }
    return false;
}

bool question_ends(const struct node *holder)
{
    const struct node *node = holder->last;
    /* Back over what holds no text, down to the last letters. */
    while (node != NULL) {
        if (node->kind == NODE_TEXT) {
            if (text_asks(node->u.text))
                return true;
            if (has_words(node->u.text))
                return false;
        }
        if (node->last != NULL && node->kind != NODE_IMAGE) {
            node = node->last;
            continue;
        }
        while (node != holder && node->prev == NULL)
            node = node->parent;
        node = node == holder ? NULL : node->prev;
    }
    return false;
}

static bool is_strong(const struct node *node)
{
    return node->kind == NODE_STRONG ||
           (node->kind == NODE_EMPHASIS && node->first != NULL &&
            node->first->kind == NODE_STRONG && node->first == node->last);
}

bool question_is_bold(const struct node *paragraph)
{
    const struct node *first = inlines_first(paragraph->first, NULL);
    if (first == NULL || !is_strong(first))
        return false;
    for (const struct node *node = first->next; node != NULL; node = node->next) {
        if (is_strong(node))
            continue;
        if (node->kind != NODE_TEXT || has_words(node->u.text))
            return false;
    }
    return true;
}

struct marker question_marker(struct node *holder, enum marker_kind kind,
                              struct buf *work)
{
    const struct node *first = holder->first;
    size_t start = work->len;
    /* Most paragraphs open with a text that is long enough to tell. */
    if (first != NULL && first->kind == NODE_TEXT && first->u.text.len >= MARKER_BYTES)
        return marker_opens(first->u.text, kind);
    inlines_text(holder, MARKER_BYTES, work);
    struct marker marker = marker_opens(str_tail(buf_str(work), start), kind);
    buf_truncate(work, start);
    return marker;
}

/* The rest of a paragraph that asks is not read: it is at most this long. */
static bool is_short(struct node *paragraph, struct buf *work)
{
    size_t start = work->len;
    inlines_text(paragraph, QUESTION_BYTES_MAX + 1, work);
    size_t len = work->len - start;
    buf_truncate(work, start);
    return len > 0 && len <= QUESTION_BYTES_MAX;
}

enum question_form question_form_of(struct node *paragraph,
                                    const struct section *section, struct buf *work)
{
    bool expected = question_is_expected(section);
    if (paragraph->kind != NODE_PARAGRAPH ||
        (paragraph->flags & (NODE_HIDDEN | NODE_GIVEN)))
        return QUESTION_NONE;
    if (question_marker(paragraph, MARKER_QUESTION, work).bytes > 0)
        return QUESTION_MARKED;
    bool ends = question_ends(paragraph);
    if (!ends && !expected)
        return QUESTION_NONE;
    if (!is_short(paragraph, work) || inlines_only_links(paragraph))
        return QUESTION_NONE;
    if (question_is_bold(paragraph))
        return ends ? QUESTION_BOLD : QUESTION_NAMED;
    return ends && expected ? QUESTION_PLAIN : QUESTION_NONE;
}
