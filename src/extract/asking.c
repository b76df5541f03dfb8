#include "extract/asking.h"

#include "base/text.h"
#include "extract/inlines.h"

enum {
    CUE_BYTES = 48,         /* the longest cue with its number and marks */
    ASKING_BYTES_MAX = 600, /* a paragraph that asks is one or two sentences */
};

bool asking_expected(const struct section *section)
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

bool asking_ends(const struct node *holder)
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

bool asking_is_bold(const struct node *paragraph)
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

struct cue asking_cue(struct node *holder, enum cue_kind kind, struct buf *work)
{
    const struct node *first = holder->first;
    size_t start = work->len;
    struct cue cue;

    /* Most paragraphs open with a text that is long enough to tell. */
    if (first != NULL && first->kind == NODE_TEXT && first->u.text.len >= CUE_BYTES)
        return cue_opens(first->u.text, kind);
    inlines_text(holder, CUE_BYTES, work);
    cue = cue_opens(str_tail(buf_str(work), start), kind);
    buf_truncate(work, start);
    return cue;
}

/* The rest of a paragraph that asks is not read: it is at most this long. */
static bool is_short(struct node *paragraph, struct buf *work)
{
    size_t start = work->len, len;

    inlines_text(paragraph, ASKING_BYTES_MAX + 1, work);
    len = work->len - start;
    buf_truncate(work, start);
    return len > 0 && len <= ASKING_BYTES_MAX;
}

enum asking asking_how(struct node *paragraph, const struct section *section,
                       struct buf *work)
{
    bool expected = asking_expected(section), ends;

    if (paragraph->kind != NODE_PARAGRAPH ||
        (paragraph->flags & (NODE_HIDDEN | NODE_GIVEN)))
        return ASKING_NOT;
    if (asking_cue(paragraph, CUE_QUESTION, work).bytes > 0)
        return ASKING_CUE;
    ends = asking_ends(paragraph);
    if (!ends && !expected)
        return ASKING_NOT;
    if (!is_short(paragraph, work) || inlines_only_links(paragraph))
        return ASKING_NOT;
    if (asking_is_bold(paragraph))
        return ends ? ASKING_BOLD : ASKING_NAMED;
    return ends && expected ? ASKING_PLAIN : ASKING_NOT;
}
