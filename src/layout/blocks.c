/*
 * Blocks: the walk over them and the table of what each kind does.
 *
 * The walk is by document order and keeps no stack of its own: frames know the id at
 * which they end, and a block that has laid out all below it makes the walk go on after
 * it.
 */
#include "layout/block_layout.h"

#include "base/text.h"
#include "layout/inline_layout.h"

enum {
    QUOTE_INDENT_COLS = 2,
    FOLD_INDENT_COLS = 2,
    DEFINITION_INDENT_COLS = 4,
    /* Headings of these levels stand apart; deeper ones cling to their text. */
    AIRY_LEVEL_MAX = 2,
};

static const struct run_look mark_look = {SPAN_NO_LINK, ROLE_MARK, 0};

static struct frame frame_for(const struct line_builder *builder,
                              const struct node *node)
{
    return (struct frame){.node = node,
                          .until = node_end(node),
                          .marker_link = SPAN_NO_LINK,
                          .text_role = builder_text_role(builder)};
}

/* --- Paragraphs --- */

static void lay_flow(struct line_builder *builder, const struct node *node,
                     struct dress dress)
{
    inline_gather(builder, builder_flow(builder), node, dress);
    builder_flow_end(builder);
}

/* In a tight list only a second paragraph is set apart from the first. */
static void paragraph_gap(struct line_builder *builder, const struct node *node)
{
    bool follows = node->prev && node->prev->kind == NODE_PARAGRAPH;
    if (!builder_is_tight(builder) || follows)
        builder_gap(builder, 1);
}

/* A frame with a marker for one block: a key point or question outside of lists. */
static void push_marked(struct line_builder *builder, const struct node *node,
                        struct str marker)
{
    struct frame frame = frame_for(builder, node);
    frame.marker = marker;
    frame.marker_role = ROLE_MARK;
    frame.indent_cols = (int)text_cols(marker);
    frame.tight = builder_is_tight(builder);
    builder_push(builder, frame);
}

/* Folded things are close together, as the lines of a list. */
static void fold_gap(struct line_builder *builder)
{
    if (builder->folded_line == 0 || builder->folded_line != builder->line_count)
        builder_gap(builder, 1);
}

/* An answer is below the words of its question. */
static void push_answers(struct line_builder *builder, const struct node *question)
{
    struct frame frame = frame_for(builder, question);
    frame.until = fold_answers_end(question);
    frame.indent_cols = (int)text_cols(fold_marker(question, false));
    builder_push(builder, frame);
    builder_stick(builder);
}

static enum visit lay_question(struct line_builder *builder, const struct node *node)
{
    const struct dress dress = {.role = builder_text_role(builder), .attrs = SPAN_BOLD};
    bool can_fold, folded = fold_here(builder, node, &can_fold);
    fold_gap(builder);
    if (can_fold)
        push_marked(builder, node, fold_marker(node, folded));
    else if (node->flags & NODE_INFERRED)
        push_marked(builder, node, STR("≈ "));
    else if (builder->options->skim)
        push_marked(builder, node, STR("? "));
    lay_flow(builder, node, dress);
    builder_leave(builder, node_end(node));
    if (folded)
        builder->folded_line = builder->line_count;
    else if (can_fold && fold_has_answers_beside(node))
        push_answers(builder, node);
    return VISIT_OVER;
}

static bool is_callout_title(const struct node *node)
{
    return node->parent->kind == NODE_CALLOUT && node->flags & NODE_GIVEN &&
           !node->prev;
}

static enum visit lay_paragraph(struct line_builder *builder, const struct node *node)
{
    struct dress dress = {.role = builder_text_role(builder)};
    if (is_callout_title(node))
        return VISIT_OVER; /* the callout has laid it out */
    if (node->flags & NODE_QUESTION)
        return lay_question(builder, node);
    paragraph_gap(builder, node);
    if (node->flags & NODE_POINT && node->parent->kind != NODE_ITEM) {
        push_marked(builder, node, STR("◆ "));
        dress.bold_label = true;
    } else if (node->parent->kind == NODE_ITEM && !node->prev) {
        dress.bold_label = node->parent->flags & NODE_POINT;
    }
    lay_flow(builder, node, dress);
    return VISIT_OVER;
}

/* Inlines where blocks should be: as a paragraph each run of them. */
static enum visit lay_stray(struct line_builder *builder, const struct node *node)
{
    const struct dress dress = {.role = builder_text_role(builder)};
    if (node->prev && node_is_inline(node->prev))
        return VISIT_OVER;
    paragraph_gap(builder, node);
    struct flow *flow = builder_flow(builder);
    for (; node && node_is_inline(node); node = node->next)
        inline_gather_one(builder, flow, node, dress);
    builder_flow_end(builder);
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
static void push_section(struct line_builder *builder, const struct node *heading)
{
    struct frame frame = frame_for(builder, heading);
    frame.until = fold_section_end(builder, heading);
    frame.indent_cols = FOLD_INDENT_COLS;
    builder_push(builder, frame);
}

static enum visit lay_asking_heading(struct line_builder *builder,
                                     const struct node *heading)
{
    const struct dress dress = {.role = heading_role(heading), .attrs = SPAN_BOLD};
    bool can_fold, folded = fold_here(builder, heading, &can_fold);
    fold_gap(builder);
    push_marked(builder, heading, can_fold ? fold_marker(heading, folded) : STR("? "));
    lay_flow(builder, heading, dress);
    builder_leave(builder, node_end(heading));
    if (folded) {
        builder->folded_line = builder->line_count;
    } else {
        push_section(builder, heading);
        builder_stick(builder);
    }
    return VISIT_OVER;
}

static void heading_gap(struct line_builder *builder, const struct node *heading)
{
    int lines = heading->u.heading.level <= 1 ? 2 : 1;
    builder_unstick(builder);
    if (heading->u.heading.level <= AIRY_LEVEL_MAX)
        builder_part(builder, lines);
    else
        builder_gap(builder, lines);
}

static enum visit lay_heading(struct line_builder *builder, const struct node *heading)
{
    const struct dress dress = {.role = heading_role(heading), .attrs = SPAN_BOLD};
    if (head_is_title(builder, heading)) {
        head_lay_title(builder, heading);
        return VISIT_OVER;
    }
    if (heading->flags & NODE_QUESTION &&
        (builder->options->folded || builder->options->skim))
        return lay_asking_heading(builder, heading);
    heading_gap(builder, heading);
    struct flow *flow = builder_flow(builder);
    inline_gather(builder, flow, heading, dress);
    if (heading->flags & NODE_INFERRED)
        flow_mark(flow, heading->id, STR(" ≈"), mark_look, HOLD_ALL);
    builder_flow_end(builder);
    if (heading->u.heading.level <= AIRY_LEVEL_MAX)
        builder_gap(builder, 1);
    else
        builder_stick(builder);
    return VISIT_OVER;
}

/* --- Quotes and callouts --- */

static void push_bar(struct line_builder *builder, const struct node *node,
                     uint8_t bar_role, uint8_t text_role)
{
    struct frame frame = frame_for(builder, node);
    frame.bar = STR("│");
    frame.bar_role = bar_role;
    frame.text_role = text_role;
    frame.indent_cols = QUOTE_INDENT_COLS;
    builder_push(builder, frame);
}

static enum visit lay_quote(struct line_builder *builder, const struct node *quote)
{
    builder_gap(builder, 1);
    push_bar(builder, quote, ROLE_QUOTE, ROLE_QUOTE);
    return VISIT_INTO;
}

/* "note" as "Note"; types are written in lower case. */
static struct str callout_name(const struct line_builder *builder,
                               const struct node *callout)
{
    struct str type = callout->u.callout.type;
    if (type.len == 0)
        return STR("Note");
    if (*type.ptr < 'a' || *type.ptr > 'z')
        return type;
    return arena_printf(builder->arena, "%c" STR_FMT, *type.ptr - 'a' + 'A',
                        STR_ARG(str_tail(type, 1)));
}

/* True for a callout whose title does not say what it is about: the parts of a page
 * that a site lays out beside each other, and questions, have that of themselves. */
static bool needs_name(const struct line_builder *builder, const struct node *callout,
                       const struct node *title)
{
    static const struct str names[] = {
        STR_INIT("abstract"),  STR_INIT("attention"), STR_INIT("bug"),
        STR_INIT("caution"),   STR_INIT("danger"),    STR_INIT("error"),
        STR_INIT("example"),   STR_INIT("failure"),   STR_INIT("hint"),
        STR_INIT("important"), STR_INIT("info"),      STR_INIT("note"),
        STR_INIT("quote"),     STR_INIT("success"),   STR_INIT("summary"),
        STR_INIT("tip"),       STR_INIT("tldr"),      STR_INIT("todo"),
        STR_INIT("warning"),
    };
    const struct str type = callout->u.callout.type;
    const struct str text = node_text_in(title, builder->arena);
    if (str_eq_nocase(str_slice(text, 0, type.len), type))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_eq(type, names[i]))
            return true;
    }
    return false;
}

static void lay_callout_title(struct line_builder *builder, const struct node *callout,
                              struct str marker)
{
    const struct dress dress = {.role = ROLE_STRONG, .attrs = SPAN_BOLD};
    const struct run_look look = {SPAN_NO_LINK, ROLE_STRONG, SPAN_BOLD};
    const struct node *title = callout->first;
    struct flow *flow = builder_flow(builder);
    flow_mark(flow, callout->id, marker, mark_look, HOLD_ALL);
    const bool titled =
        title && title->kind == NODE_PARAGRAPH && is_callout_title(title);
    if (titled && needs_name(builder, callout, title))
        flow_mark(flow, callout->id,
                  arena_printf(builder->arena, STR_FMT ": ",
                               STR_ARG(callout_name(builder, callout))),
                  look, HOLD_NOTHING);
    if (titled)
        inline_gather(builder, flow, title, dress);
    else
        flow_mark(flow, callout->id, callout_name(builder, callout), look,
                  HOLD_NOTHING);
    builder_flow_end(builder);
}

static enum visit lay_callout(struct line_builder *builder, const struct node *callout)
{
    bool can_fold, folded = fold_here(builder, callout, &can_fold);
    builder_gap(builder, 1);
    push_bar(builder, callout, ROLE_MARK, builder_text_role(builder));
    if (builder->options->skim && callout->id >= builder->kept_until)
        return folded ? VISIT_OVER : VISIT_INTO;
    lay_callout_title(builder, callout,
                      can_fold ? fold_marker(callout, folded) : STR(""));
    if (folded)
        return VISIT_OVER;
    builder_stick(builder);
    return VISIT_INTO;
}

/* --- Lists --- */

static enum visit lay_list(struct line_builder *builder, const struct node *list)
{
    (void)list;
    builder_gap(builder, builder_is_tight(builder) ? 0 : 1);
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
static struct str number_of(const struct line_builder *builder, const struct node *item)
{
    struct buf own = {0}, last = {0};
    node_item_number(item, &own);
    node_item_number(item->parent->last, &last);
    int pad = last.len > own.len ? (int)(last.len - own.len) : 0;
    struct str number = arena_printf(builder->arena, "%*s" STR_FMT " ", pad, "",
                                     STR_ARG(buf_str(&own)));
    buf_release(&own);
    buf_release(&last);
    return number;
}

static struct str item_marker(const struct line_builder *builder,
                              const struct node *item)
{
    if (item->u.item.task)
        return item->u.item.done ? STR("[x] ") : STR("[ ] ");
    if (item->parent->kind == NODE_LIST && item->parent->u.list.ordered)
        return number_of(builder, item);
    return item->flags & NODE_POINT ? STR("◆ ") : bullet_of(item);
}

static enum visit lay_item(struct line_builder *builder, const struct node *item)
{
    const struct node *list = item->parent;
    struct frame frame = frame_for(builder, item);
    bool can_fold = false, folded = false;
    if (item->flags & NODE_QUESTION)
        folded = fold_here(builder, item, &can_fold);
    frame.tight = list->kind == NODE_LIST && list->u.list.tight;
    builder_gap(builder, frame.tight || !item->prev ? 0 : 1);
    if (builder->options->skim && item->flags & NODE_POINT)
        builder->kept_until = frame.until;
    frame.marker = can_fold ? fold_marker(item, folded) : item_marker(builder, item);
    frame.marker_role = can_fold || item->flags & NODE_POINT ? ROLE_MARK : ROLE_QUIET;
    frame.indent_cols = (int)text_cols(frame.marker);
    builder_push(builder, frame);
    return VISIT_INTO;
}

static enum visit lay_terms(struct line_builder *builder, const struct node *terms)
{
    (void)terms;
    builder_gap(builder, 1);
    return VISIT_INTO;
}

static enum visit lay_term(struct line_builder *builder, const struct node *term)
{
    const struct dress dress = {.role = ROLE_STRONG, .attrs = SPAN_BOLD};
    bool can_fold, folded = fold_here(builder, term, &can_fold);
    if (term->prev && term->prev->kind == NODE_DEFINITION)
        fold_gap(builder);
    if (can_fold)
        push_marked(builder, term, fold_marker(term, folded));
    lay_flow(builder, term, dress);
    builder_leave(builder, node_end(term));
    if (folded)
        builder->folded_line = builder->line_count;
    return VISIT_OVER;
}

static enum visit lay_definition(struct line_builder *builder,
                                 const struct node *definition)
{
    struct frame frame = frame_for(builder, definition);
    frame.tight = true;
    frame.indent_cols = DEFINITION_INDENT_COLS;
    builder_push(builder, frame);
    return VISIT_INTO;
}

/* --- Details --- */

static const struct node *summary_of(const struct node *details)
{
    const struct node *first = details->first;
    return first && first->kind == NODE_SUMMARY ? first : NULL;
}

static void lay_summary_text(struct line_builder *builder, const struct node *details)
{
    const struct dress dress = {.role = builder_text_role(builder), .attrs = SPAN_BOLD};
    const struct node *summary = summary_of(details);
    struct flow *flow = builder_flow(builder);
    uint32_t from = flow_len(flow);
    if (summary)
        inline_gather(builder, flow, summary, dress);
    if (flow_len(flow) == from)
        flow_mark(flow, details->id, STR("Details"),
                  (struct run_look){SPAN_NO_LINK, dress.role, dress.attrs},
                  HOLD_NOTHING);
    builder_flow_end(builder);
}

static bool skims_over(const struct line_builder *builder, const struct node *details)
{
    const struct node *summary = summary_of(details);
    return builder->options->skim && details->id >= builder->kept_until &&
           !(details->flags & NODE_QUESTION) &&
           !(summary && summary->flags & NODE_QUESTION);
}

static enum visit lay_details(struct line_builder *builder, const struct node *details)
{
    bool can_fold, folded = fold_here(builder, details, &can_fold);
    struct frame frame = frame_for(builder, details);
    if (skims_over(builder, details))
        return folded ? VISIT_OVER : VISIT_INTO;
    if (details->prev && details->prev->kind == NODE_DETAILS)
        builder_gap(builder, 0);
    else
        builder_gap(builder, 1);
    frame.marker = can_fold ? fold_marker(details, folded) : STR("? ");
    frame.marker_role = ROLE_MARK;
    frame.indent_cols = FOLD_INDENT_COLS;
    builder_push(builder, frame);
    lay_summary_text(builder, details);
    if (folded)
        return VISIT_OVER;
    builder_stick(builder);
    return VISIT_INTO;
}

static enum visit lay_summary(struct line_builder *builder, const struct node *summary)
{
    const struct dress dress = {.role = builder_text_role(builder), .attrs = SPAN_BOLD};
    if (summary->parent->kind == NODE_DETAILS && !summary->prev)
        return VISIT_OVER; /* the details have laid it out */
    builder_gap(builder, 1);
    lay_flow(builder, summary, dress);
    return VISIT_OVER;
}

/* --- Rules and footnotes --- */

static enum visit lay_rule(struct line_builder *builder, const struct node *rule)
{
    builder_gap(builder, 1);
    builder_settle(builder);
    builder_rule(builder, rule, builder_prose_cols(builder));
    builder_gap(builder, 1);
    return VISIT_OVER;
}

static enum visit lay_footnote(struct line_builder *builder, const struct node *note)
{
    struct frame frame = frame_for(builder, note);
    unsigned number = note->u.footnote.number;
    if (!note->prev || note->prev->kind != NODE_FOOTNOTE) {
        builder_gap(builder, 1);
        builder_rule(builder, note, builder_short_rule_cols(builder));
    }
    frame.marker = number > 0 ? arena_printf(builder->arena, "[%u] ", number)
                              : arena_printf(builder->arena, "[" STR_FMT "] ",
                                             STR_ARG(note->u.footnote.label));
    frame.marker_role = ROLE_QUIET;
    if (note->u.footnote.other)
        frame.marker_link = inline_link_index(builder->doc, note->u.footnote.other);
    frame.indent_cols = (int)text_cols(frame.marker);
    frame.tight = true;
    builder_push(builder, frame);
    return VISIT_INTO;
}

/* --- The table --- */

typedef enum visit lay_block(struct line_builder *builder, const struct node *node);

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

static const struct node *node_at(const struct line_builder *builder, uint32_t id)
{
    return id < builder->doc->node_count ? builder->doc->nodes[id] : NULL;
}

static void blocks_lay(struct line_builder *builder)
{
    const struct node *node = builder->doc->root->first;
    while (node && !builder_is_stopped(builder)) {
        enum visit visit = VISIT_OVER;
        bool shown = !fold_hides(builder, node);
        builder_leave(builder, node->id);
        if (shown) {
            lay_block *act = acts[node->kind] ? acts[node->kind] : lay_stray;
            visit = act(builder, node);
        }
        if (visit == VISIT_INTO && node->first) {
            node = node->first;
            continue;
        }
        footer_lay_below(builder, node, shown);
        node = node_at(builder, node_end(node));
    }
    builder_leave(builder, builder->doc->node_count);
    footer_lay_tail(builder);
}

struct layout *layout_new(struct arena *arena, const struct doc *doc,
                          const struct layout_options *options)
{
    struct line_builder builder;
    builder_init(&builder, arena, doc, options);
    head_lay(&builder);
    blocks_lay(&builder);
    return builder_finish(&builder);
}
