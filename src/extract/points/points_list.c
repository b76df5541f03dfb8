/*
 * Key points that a heading announces: lists and short paragraphs below "Key takeaways"
 * and its like, callouts, and what YAML lists under key_points.
 */
#include "base/text.h"
#include "extract/inlines.h"
#include "extract/points/points.h"

enum {
    /* A longer paragraph under "In short" is an article of its own. */
    PROSE_WORDS_MAX = 120,
    /* So are more of them than one would count on both hands. */
    PROSE_COUNT_MAX = 12,
    SUMMARY_LEAD_MAX = 1, /* blocks before the list of a summary */
};

/* True below a heading that was made of a YAML key. */
static bool is_given(const struct section *section)
{
    return section->heading != NULL && (section->heading->flags & NODE_GIVEN);
}

static bool is_headed(const struct point_scan *scan)
{
    return scan->section->role == HEAD_POINTS || scan->section->role == HEAD_SUMMARY;
}

bool points_given(struct point_scan *scan, struct node *block, int weight)
{
    /* The list right below the heading; what follows is the article's body. */
    if (block->kind != NODE_LIST || !(block->flags & NODE_GIVEN) ||
        !is_given(scan->section) || scan->section->own != HEAD_POINTS ||
        block->prev != scan->section->heading)
        return false;
    return points_add_items(scan, block, POINT_YAML, weight);
}

/* Below "Summary" the list comes first or after a line that leads to it; one that
 * closes pages of prose is about something else, exercises most often. */
static bool is_early(const struct point_scan *scan, const struct node *block)
{
    const struct node *at = block->prev;
    if (scan->section->role == HEAD_POINTS)
        return true;
    for (int i = 0; i < SUMMARY_LEAD_MAX && at != NULL && at->kind != NODE_HEADING; i++)
        at = at->prev;
    return at == NULL || at->kind == NODE_HEADING;
}

bool points_list(struct point_scan *scan, struct node *block, int weight)
{
    return block->kind == NODE_LIST && is_headed(scan) && !is_given(scan->section) &&
           is_early(scan, block) && points_add_items(scan, block, POINT_LIST, weight);
}

/* Paragraphs from `block` to the end of the section; 0 when a list or table there is
 * what the heading announces, or when they are too many or too long. */
static size_t count_prose(struct node *block)
{
    size_t count = 0;
    for (; block != NULL && block->kind != NODE_HEADING; block = block->next) {
        if (block->kind == NODE_LIST || block->kind == NODE_TABLE ||
            block->kind == NODE_CALLOUT)
            return 0;
        count += block->kind == NODE_PARAGRAPH;
    }
    return count <= PROSE_COUNT_MAX ? count : 0;
}

static bool is_statement(struct point_scan *scan, struct node *block)
{
    if (inlines_only_links(block))
        return false;
    inlines_text(block, SIZE_MAX, &scan->work);
    struct str text = str_trim(buf_str(&scan->work));
    bool fits = text.len > 0 && !str_ends(text, STR(":")) &&
                text_words(text) <= PROSE_WORDS_MAX;
    buf_clear(&scan->work);
    return fits;
}

/* True after the list or table that was announced: what follows is no point. */
static bool is_behind_list(const struct node *block)
{
    return block->prev != NULL &&
           (block->prev->kind == NODE_LIST || block->prev->kind == NODE_TABLE);
}

bool points_prose(struct point_scan *scan, struct node *block, int weight)
{
    struct node *end = block;
    if (block->kind != NODE_PARAGRAPH || scan->section->role != HEAD_POINTS ||
        block->id < scan->prose_until || node_within(block, NODE_ITEM) != NULL ||
        block->parent->kind == NODE_CALLOUT || is_given(scan->section))
        return false;
    while (end->next != NULL && end->next->kind != NODE_HEADING)
        end = end->next;
    scan->prose_until = node_end(end);
    if (is_behind_list(block) || count_prose(block) == 0)
        return false;
    for (struct node *at = block; at != NULL && at != end->next; at = at->next) {
        if (at->kind == NODE_PARAGRAPH && is_statement(scan, at))
            points_add_block(scan, at, POINT_LIST, weight);
    }
    scan->labelled_until = scan->prose_until;
    return true;
}

static bool is_point_callout(const struct node *callout)
{
    static const struct str types[] = {STR_INIT("summary"), STR_INIT("tldr"),
                                       STR_INIT("abstract"), STR_INIT("important")};

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (str_eq_nocase(callout->u.callout.type, types[i]))
            return true;
    }
    return false;
}

/* A title that only repeats what the callout is makes no label. */
static struct str callout_label(struct point_scan *scan, struct node *title)
{
    inlines_text(title, SIZE_MAX, &scan->work);
    struct str text = arena_str(scan->arena, str_trim(buf_str(&scan->work)));
    buf_clear(&scan->work);
    if (str_eq_nocase(text, title->parent->u.callout.type) ||
        head_role(scan->sections->heads, scan->arena, text) != HEAD_OTHER)
        return (struct str){0};
    return text;
}

/* The only paragraph of a callout, which its title then labels. */
static bool add_single(struct point_scan *scan, struct node *body, struct str label,
                       int weight)
{
    if (label.len == 0 || body == NULL || body->next != NULL ||
        body->kind != NODE_PARAGRAPH)
        return false;
    inlines_text(body, SIZE_MAX, &scan->work);
    struct str text = arena_str(scan->arena, str_trim(buf_str(&scan->work)));
    buf_clear(&scan->work);
    points_add(scan, body, POINT_CALLOUT, weight, label, text);
    return true;
}

bool points_callout(struct point_scan *scan, struct node *block, int weight)
{
    struct node *body = block->first;
    struct str label = {0};
    bool has_list = false;
    if (block->kind != NODE_CALLOUT || !is_point_callout(block))
        return false;
    if (body != NULL && body->kind == NODE_PARAGRAPH && (body->flags & NODE_GIVEN)) {
        label = callout_label(scan, body);
        body = body->next;
    }
    if (add_single(scan, body, label, weight))
        return true;
    for (struct node *at = body; at != NULL; at = at->next)
        has_list = has_list || at->kind == NODE_LIST;
    for (struct node *at = body; at != NULL; at = at->next) {
        if (at->kind == NODE_LIST)
            points_add_items(scan, at, POINT_CALLOUT, weight);
        else if (at->kind == NODE_PARAGRAPH && !has_list)
            points_add_block(scan, at, POINT_CALLOUT, weight);
    }
    return true;
}
