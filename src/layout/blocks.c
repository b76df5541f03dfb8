/*
 * Blocks: the walk over them and the table of what each kind does.
 *
 * The walk is by document order and keeps no stack of its own: frames know the id at
 * which they end, and a block that has laid out all below it makes the walk go on after
 * it.
 */
#include "layout/block.h"

#include "base/text.h"
#include "layout/inline.h"

enum {
    QUOTE_INDENT_COLS = 2,
    FOLD_INDENT_COLS = 2,
    DEFINITION_INDENT_COLS = 4,
    /* Headings of these levels stand apart; deeper ones cling to their text. */
    AIRY_LEVEL_MAX = 2,
};

static const struct look mark_look = {SPAN_NO_LINK, ROLE_MARK, 0};

static struct frame frame_for(const struct page *page, const struct node *node)
{
    return (struct frame){.node = node,
                          .until = node_end(node),
                          .marker_link = SPAN_NO_LINK,
                          .text_role = page_text_role(page)};
}

/* --- Paragraphs --- */

static void lay_flow(struct page *page, const struct node *node, struct dress dress)
{
    inline_gather(page, page_flow(page), node, dress);
    page_flow_end(page);
}

/* In a tight list only a second paragraph is set apart from the first. */
static void paragraph_gap(struct page *page, const struct node *node)
{
    bool follows = node->prev && node->prev->kind == NODE_PARAGRAPH;

    if (!page_is_tight(page) || follows)
        page_gap(page, 1);
}

/* A frame with a marker for one block: a key point or question outside of lists. */
static void push_marked(struct page *page, const struct node *node, struct str marker)
{
    struct frame frame = frame_for(page, node);

    frame.marker = marker;
    frame.marker_role = ROLE_MARK;
    frame.indent_cols = (int)text_cols(marker);
    frame.tight = page_is_tight(page);
    page_push(page, frame);
}

/* Folded things are close together, as the lines of a list. */
static void fold_gap(struct page *page)
{
    if (page->folded_line == 0 || page->folded_line != page->line_count)
        page_gap(page, 1);
}

/* An answer is below the words of its question. */
static void push_answers(struct page *page, const struct node *question)
{
    struct frame frame = frame_for(page, question);

    frame.until = fold_answers_end(question);
    frame.indent_cols = (int)text_cols(fold_marker(question, false));
    page_push(page, frame);
    page_stick(page);
}

static enum visit lay_question(struct page *page, const struct node *node)
{
    const struct dress dress = {.role = page_text_role(page), .attrs = SPAN_BOLD};
    bool can_fold, folded = fold_here(page, node, &can_fold);

    fold_gap(page);
    if (can_fold)
        push_marked(page, node, fold_marker(node, folded));
    else if (node->flags & NODE_INFERRED)
        push_marked(page, node, STR("≈ "));
    else if (page->options->skim)
        push_marked(page, node, STR("? "));
    lay_flow(page, node, dress);
    page_leave(page, node_end(node));
    if (folded)
        page->folded_line = page->line_count;
    else if (can_fold && fold_has_answers_beside(node))
        push_answers(page, node);
    return VISIT_OVER;
}

static bool is_callout_title(const struct node *node)
{
    return node->parent->kind == NODE_CALLOUT && node->flags & NODE_GIVEN &&
           !node->prev;
}

static enum visit lay_paragraph(struct page *page, const struct node *node)
{
    struct dress dress = {.role = page_text_role(page)};

    if (is_callout_title(node))
        return VISIT_OVER; /* the callout has laid it out */
    if (node->flags & NODE_QUESTION)
        return lay_question(page, node);
    paragraph_gap(page, node);
    if (node->flags & NODE_POINT && node->parent->kind != NODE_ITEM) {
        push_marked(page, node, STR("◆ "));
        dress.bold_label = true;
    } else if (node->parent->kind == NODE_ITEM && !node->prev) {
        dress.bold_label = node->parent->flags & NODE_POINT;
    }
    lay_flow(page, node, dress);
    return VISIT_OVER;
}

/* Inlines where blocks should be: as a paragraph each run of them. */
static enum visit lay_stray(struct page *page, const struct node *node)
{
    const struct dress dress = {.role = page_text_role(page)};
    struct flow *flow;

    if (node->prev && node_is_inline(node->prev))
        return VISIT_OVER;
    paragraph_gap(page, node);
    flow = page_flow(page);
    for (; node && node_is_inline(node); node = node->next)
        inline_gather_one(page, flow, node, dress);
    page_flow_end(page);
    return VISIT_OVER;
}

/* --- Headings --- */

static uint8_t heading_role(const struct node *heading)
{
    if (heading->u.heading.level <= 1)
        return ROLE_HEADING_1;
    return heading->u.heading.level == 2 ? ROLE_HEADING_2 : ROLE_HEADING_3;
}

/* The answer below a question's heading is a little to the right of it. */
static void push_section(struct page *page, const struct node *heading)
{
    struct frame frame = frame_for(page, heading);

    frame.until = fold_section_end(page, heading);
    frame.indent_cols = FOLD_INDENT_COLS;
    page_push(page, frame);
}

static enum visit lay_asking_heading(struct page *page, const struct node *heading)
{
    const struct dress dress = {.role = heading_role(heading), .attrs = SPAN_BOLD};
    bool can_fold, folded = fold_here(page, heading, &can_fold);

    fold_gap(page);
    push_marked(page, heading, can_fold ? fold_marker(heading, folded) : STR("? "));
    lay_flow(page, heading, dress);
    page_leave(page, node_end(heading));
    if (folded) {
        page->folded_line = page->line_count;
    } else {
        push_section(page, heading);
        page_stick(page);
    }
    return VISIT_OVER;
}

static void heading_gap(struct page *page, const struct node *heading)
{
    int lines = heading->u.heading.level <= 1 ? 2 : 1;

    page_unstick(page);
    if (heading->u.heading.level <= AIRY_LEVEL_MAX)
        page_part(page, lines);
    else
        page_gap(page, lines);
}

static enum visit lay_heading(struct page *page, const struct node *heading)
{
    const struct dress dress = {.role = heading_role(heading), .attrs = SPAN_BOLD};
    struct flow *flow;

    if (head_is_title(page, heading)) {
        head_lay_title(page, heading);
        return VISIT_OVER;
    }
    if (heading->flags & NODE_QUESTION &&
        (page->options->folded || page->options->skim))
        return lay_asking_heading(page, heading);
    heading_gap(page, heading);
    flow = page_flow(page);
    inline_gather(page, flow, heading, dress);
    if (heading->flags & NODE_INFERRED)
        flow_mark(flow, heading->id, STR(" ≈"), mark_look, HOLD_ALL);
    page_flow_end(page);
    if (heading->u.heading.level <= AIRY_LEVEL_MAX)
        page_gap(page, 1);
    else
        page_stick(page);
    return VISIT_OVER;
}

/* --- Quotes and callouts --- */

static void push_bar(struct page *page, const struct node *node, uint8_t bar_role,
                     uint8_t text_role)
{
    struct frame frame = frame_for(page, node);

    frame.bar = STR("│");
    frame.bar_role = bar_role;
    frame.text_role = text_role;
    frame.indent_cols = QUOTE_INDENT_COLS;
    page_push(page, frame);
}

static enum visit lay_quote(struct page *page, const struct node *quote)
{
    page_gap(page, 1);
    push_bar(page, quote, ROLE_QUOTE, ROLE_QUOTE);
    return VISIT_INTO;
}

/* "note" as "Note"; types are written in lower case. */
static struct str callout_name(const struct page *page, const struct node *callout)
{
    struct str type = callout->u.callout.type;

    if (type.len == 0)
        return STR("Note");
    if (*type.ptr < 'a' || *type.ptr > 'z')
        return type;
    return arena_printf(page->arena, "%c" STR_FMT, *type.ptr - 'a' + 'A',
                        STR_ARG(str_tail(type, 1)));
}

static void lay_callout_title(struct page *page, const struct node *callout,
                              struct str marker)
{
    const struct dress dress = {.role = ROLE_STRONG, .attrs = SPAN_BOLD};
    const struct look look = {SPAN_NO_LINK, ROLE_STRONG, SPAN_BOLD};
    const struct node *title = callout->first;
    struct flow *flow = page_flow(page);

    flow_mark(flow, callout->id, marker, mark_look, HOLD_ALL);
    if (title && title->kind == NODE_PARAGRAPH && is_callout_title(title))
        inline_gather(page, flow, title, dress);
    else
        flow_mark(flow, callout->id, callout_name(page, callout), look, HOLD_NOTHING);
    page_flow_end(page);
}

static enum visit lay_callout(struct page *page, const struct node *callout)
{
    bool can_fold, folded = fold_here(page, callout, &can_fold);

    page_gap(page, 1);
    push_bar(page, callout, ROLE_MARK, page_text_role(page));
    if (page->options->skim && callout->id >= page->kept_until)
        return folded ? VISIT_OVER : VISIT_INTO;
    lay_callout_title(page, callout, can_fold ? fold_marker(callout, folded) : STR(""));
    if (folded)
        return VISIT_OVER;
    page_stick(page);
    return VISIT_INTO;
}

/* --- Lists --- */

static enum visit lay_list(struct page *page, const struct node *list)
{
    (void)list;
    page_gap(page, page_is_tight(page) ? 0 : 1);
    return VISIT_INTO;
}

/* By depth, as far as typography goes. */
static struct str bullet_of(const struct node *item)
{
    int depth = 0;

    for (const struct node *up = item->parent; up && depth < 3; up = up->parent)
        depth += up->kind == NODE_LIST && !up->u.list.ordered;
    if (depth <= 1)
        return STR("• ");
    return depth == 2 ? STR("◦ ") : STR("▪ ");
}

/* "9. " is set as far right as "10. " is wide. */
static struct str number_of(const struct page *page, const struct node *item)
{
    struct buf own = {0}, last = {0};

    node_item_number(item, &own);
    node_item_number(item->parent->last, &last);
    int pad = last.len > own.len ? (int)(last.len - own.len) : 0;
    struct str number =
        arena_printf(page->arena, "%*s" STR_FMT " ", pad, "", STR_ARG(buf_str(&own)));
    buf_release(&own);
    buf_release(&last);
    return number;
}

static struct str item_marker(const struct page *page, const struct node *item)
{
    if (item->u.item.task)
        return item->u.item.done ? STR("[x] ") : STR("[ ] ");
    if (item->parent->kind == NODE_LIST && item->parent->u.list.ordered)
        return number_of(page, item);
    return item->flags & NODE_POINT ? STR("◆ ") : bullet_of(item);
}

static enum visit lay_item(struct page *page, const struct node *item)
{
    const struct node *list = item->parent;
    struct frame frame = frame_for(page, item);
    bool can_fold = false, folded = false;

    if (item->flags & NODE_QUESTION)
        folded = fold_here(page, item, &can_fold);
    frame.tight = list->kind == NODE_LIST && list->u.list.tight;
    page_gap(page, frame.tight || !item->prev ? 0 : 1);
    if (page->options->skim && item->flags & NODE_POINT)
        page->kept_until = frame.until;
    frame.marker = can_fold ? fold_marker(item, folded) : item_marker(page, item);
    frame.marker_role = can_fold || item->flags & NODE_POINT ? ROLE_MARK : ROLE_QUIET;
    frame.indent_cols = (int)text_cols(frame.marker);
    page_push(page, frame);
    return VISIT_INTO;
}

static enum visit lay_terms(struct page *page, const struct node *terms)
{
    (void)terms;
    page_gap(page, 1);
    return VISIT_INTO;
}

static enum visit lay_term(struct page *page, const struct node *term)
{
    const struct dress dress = {.role = ROLE_STRONG, .attrs = SPAN_BOLD};
    bool can_fold, folded = fold_here(page, term, &can_fold);

    if (term->prev && term->prev->kind == NODE_DEFINITION)
        fold_gap(page);
    if (can_fold)
        push_marked(page, term, fold_marker(term, folded));
    lay_flow(page, term, dress);
    page_leave(page, node_end(term));
    if (folded)
        page->folded_line = page->line_count;
    return VISIT_OVER;
}

static enum visit lay_definition(struct page *page, const struct node *definition)
{
    struct frame frame = frame_for(page, definition);

    frame.tight = true;
    frame.indent_cols = DEFINITION_INDENT_COLS;
    page_push(page, frame);
    return VISIT_INTO;
}

/* --- Details --- */

static const struct node *summary_of(const struct node *details)
{
    const struct node *first = details->first;

    return first && first->kind == NODE_SUMMARY ? first : NULL;
}

static void lay_summary_text(struct page *page, const struct node *details)
{
    const struct dress dress = {.role = page_text_role(page), .attrs = SPAN_BOLD};
    const struct node *summary = summary_of(details);
    struct flow *flow = page_flow(page);
    uint32_t from = flow_len(flow);

    if (summary)
        inline_gather(page, flow, summary, dress);
    if (flow_len(flow) == from)
        flow_mark(flow, details->id, STR("Details"),
                  (struct look){SPAN_NO_LINK, dress.role, dress.attrs}, HOLD_NOTHING);
    page_flow_end(page);
}

static bool skims_over(const struct page *page, const struct node *details)
{
    const struct node *summary = summary_of(details);

    return page->options->skim && details->id >= page->kept_until &&
           !(details->flags & NODE_QUESTION) &&
           !(summary && summary->flags & NODE_QUESTION);
}

static enum visit lay_details(struct page *page, const struct node *details)
{
    bool can_fold, folded = fold_here(page, details, &can_fold);
    struct frame frame = frame_for(page, details);

    if (skims_over(page, details))
        return folded ? VISIT_OVER : VISIT_INTO;
    if (details->prev && details->prev->kind == NODE_DETAILS)
        page_gap(page, 0);
    else
        page_gap(page, 1);
    frame.marker = can_fold ? fold_marker(details, folded) : STR("? ");
    frame.marker_role = ROLE_MARK;
    frame.indent_cols = FOLD_INDENT_COLS;
    page_push(page, frame);
    lay_summary_text(page, details);
    if (folded)
        return VISIT_OVER;
    page_stick(page);
    return VISIT_INTO;
}

static enum visit lay_summary(struct page *page, const struct node *summary)
{
    const struct dress dress = {.role = page_text_role(page), .attrs = SPAN_BOLD};

    if (summary->parent->kind == NODE_DETAILS && !summary->prev)
        return VISIT_OVER; /* the details have laid it out */
    page_gap(page, 1);
    lay_flow(page, summary, dress);
    return VISIT_OVER;
}

/* --- Rules and footnotes --- */

static enum visit lay_rule(struct page *page, const struct node *rule)
{
    page_gap(page, 1);
    page_settle(page);
    page_rule(page, rule, page_prose_cols(page));
    page_gap(page, 1);
    return VISIT_OVER;
}

static enum visit lay_footnote(struct page *page, const struct node *note)
{
    struct frame frame = frame_for(page, note);
    unsigned number = note->u.footnote.number;

    if (!note->prev || note->prev->kind != NODE_FOOTNOTE) {
        page_gap(page, 1);
        page_rule(page, note, page_short_rule_cols(page));
    }
    frame.marker = number > 0 ? arena_printf(page->arena, "[%u] ", number)
                              : arena_printf(page->arena, "[" STR_FMT "] ",
                                             STR_ARG(note->u.footnote.label));
    frame.marker_role = ROLE_QUIET;
    if (note->u.footnote.other)
        frame.marker_link = inline_link_index(page->doc, note->u.footnote.other);
    frame.indent_cols = (int)text_cols(frame.marker);
    frame.tight = true;
    page_push(page, frame);
    return VISIT_INTO;
}

/* --- The table --- */

typedef enum visit lay_block(struct page *page, const struct node *node);

/* clang-format off */
static lay_block *const acts[NODE_KIND_COUNT] = {
    [NODE_HEADING] = lay_heading,
    [NODE_PARAGRAPH] = lay_paragraph,
    [NODE_QUOTE] = lay_quote,
    [NODE_CALLOUT] = lay_callout,
    [NODE_LIST] = lay_list,
    [NODE_ITEM] = lay_item,
    [NODE_TERMS] = lay_terms,
    [NODE_TERM] = lay_term,
    [NODE_DEFINITION] = lay_definition,
    [NODE_CODE_BLOCK] = code_lay,
    [NODE_RULE] = lay_rule,
    [NODE_TABLE] = table_lay,
    [NODE_DETAILS] = lay_details,
    [NODE_SUMMARY] = lay_summary,
    [NODE_FOOTNOTE] = lay_footnote,
};
/* clang-format on */

static const struct node *node_at(const struct page *page, uint32_t id)
{
    return id < page->doc->node_count ? page->doc->nodes[id] : NULL;
}

static void blocks_lay(struct page *page)
{
    const struct node *node = page->doc->root->first;

    while (node && !page_is_stopped(page)) {
        enum visit visit = VISIT_OVER;
        bool shown = !fold_hides(page, node);

        page_leave(page, node->id);
        if (shown) {
            lay_block *act = acts[node->kind] ? acts[node->kind] : lay_stray;

            visit = act(page, node);
        }
        if (visit == VISIT_INTO && node->first) {
            node = node->first;
            continue;
        }
        footer_lay_below(page, node, shown);
        node = node_at(page, node_end(node));
    }
    page_leave(page, page->doc->node_count);
    footer_lay_tail(page);
}

struct layout *layout_new(struct arena *arena, const struct doc *doc,
                          const struct layout_options *options)
{
    struct page page;

    page_init(&page, arena, doc, options);
    head_lay(&page);
    blocks_lay(&page);
    return page_finish(&page);
}
