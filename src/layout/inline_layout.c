/*
 * Inlines: a table of what each kind does when it is entered and left.
 *
 * Looks nest, so they are counted and not stacked: three emphases inside each other are
 * as italic as one. Decorations (a moment's arrow, a dangling link's cross, the
 * brackets of an image) are runs of their own that cling to the text they decorate.
 */
#include "layout/inline_layout.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"

enum {
    LINK_SHOWN_MAX_BYTES = 2083, /* of a destination (SECURITY.md) */
    /* A label is a few words; a colon further on belongs to a sentence. */
    LABEL_MAX_BYTES = 64,
    MOMENT_MIN_BYTES = 4, /* "0:07": the least that still reads as a time */
};

struct inlines {
    const struct line_builder *builder;
    struct flow *flow;
    struct dress dress;
    int strong, emphasis, strike, key;
    const struct node *link; /* the outermost link or, without one, none */
    uint32_t link_from;      /* where the innermost link's label begins in the flow */
    uint32_t label_node;     /* the text that opens with a label, 0 = none */
    uint32_t label_len;
};

/* Links are in the order of their ids in doc->links, those of the footer are all
 * LINKs. */
uint32_t inline_link_index(const struct doc *doc, const struct node *node)
{
    size_t low = 0, high = doc->link_count;
    if (node->kind == NODE_LINK)
        return node->u.link.index;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (doc->links[middle]->id < node->id)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < doc->link_count && doc->links[low] == node)
        return (uint32_t)low;
    return SPAN_NO_LINK;
}

static uint8_t link_role(const struct node *link)
{
    return link->flags & NODE_DANGLING ? ROLE_LINK_DANGLING : ROLE_LINK;
}

static struct run_look look_of(const struct inlines *in)
{
    struct run_look look = {SPAN_NO_LINK, in->dress.role, in->dress.attrs};
    if (in->strong > 0) {
        look.attrs |= SPAN_BOLD;
        if (look.role == ROLE_TEXT)
            look.role = ROLE_STRONG;
    }
    if (in->emphasis > 0)
        look.attrs |= SPAN_ITALIC;
    if (in->strike > 0)
        look.attrs |= SPAN_STRIKE;
    if (in->key > 0)
        look.role = ROLE_KEY;
    if (in->link) {
        look.link = inline_link_index(in->builder->doc, in->link);
        look.role = link_role(in->link);
        if (in->link->flags & NODE_EXTERNAL)
            look.attrs |= SPAN_UNDERLINE;
    }
    return look;
}

static void mark(struct inlines *in, const struct node *node, struct str text,
                 enum hold hold)
{
    flow_mark(in->flow, node->id, text, look_of(in), hold);
}

/* --- Leaves --- */

static void put_text(struct inlines *in, const struct node *node)
{
    struct run_look look = look_of(in), bold = look;
    uint32_t label = node->id == in->label_node ? in->label_len : 0;
    bold.attrs |= SPAN_BOLD;
    if (bold.role == ROLE_TEXT)
        bold.role = ROLE_STRONG;
    flow_text(in->flow, node->id, 0, str_slice(node->u.text, 0, label), bold,
              HOLD_NOTHING);
    flow_text(in->flow, node->id, label, str_tail(node->u.text, label), look,
              HOLD_NOTHING);
}

static void put_code(struct inlines *in, const struct node *node)
{
    struct run_look look = look_of(in);
    if (!in->link)
        look.role = ROLE_CODE;
    flow_text(in->flow, node->id, 0, node->u.text, look, HOLD_WORDS);
}

/* In a link the blank is part of what can be followed. */
static void put_soft_break(struct inlines *in, const struct node *node)
{
    if (in->link)
        mark(in, node, STR(" "), HOLD_NOTHING);
    else
        flow_blank(in->flow);
}

static void put_line_break(struct inlines *in, const struct node *node)
{
    (void)node;
    flow_newline(in->flow);
}

static void put_reference(struct inlines *in, const struct node *node)
{
    struct run_look look = look_of(in);
    struct arena *arena = in->builder->arena;
    struct str text;
    if (node->u.footnote.number > 0)
        text = arena_printf(arena, "[%u]", (unsigned)node->u.footnote.number);
    else
        text = arena_printf(arena, "[" STR_FMT "]", STR_ARG(node->u.footnote.label));
    look.link = inline_link_index(in->builder->doc, node);
    look.role = link_role(node);
    flow_mark(in->flow, node->id, text, look, HOLD_ALL);
}

/* --- Containers --- */

static void enter_strong(struct inlines *in, const struct node *node)
{
    (void)node;
    in->strong++;
}

static void leave_strong(struct inlines *in, const struct node *node)
{
    (void)node;
    in->strong--;
}

static void enter_emphasis(struct inlines *in, const struct node *node)
{
    (void)node;
    in->emphasis++;
}

static void leave_emphasis(struct inlines *in, const struct node *node)
{
    (void)node;
    in->emphasis--;
}

/* Terminals rarely strike through: a tilde at each end says it everywhere. */
static void enter_strike(struct inlines *in, const struct node *node)
{
    in->strike++;
    mark(in, node, STR("~"), HOLD_NOTHING);
}

static void leave_strike(struct inlines *in, const struct node *node)
{
    mark(in, node, STR("~"), HOLD_ALL);
    in->strike--;
}

static void enter_key(struct inlines *in, const struct node *node)
{
    (void)node;
    in->key++;
}

static void leave_key(struct inlines *in, const struct node *node)
{
    (void)node;
    in->key--;
}

/* --- Links --- */

static bool is_moment(const struct node *node)
{
    return node->kind == NODE_LINK && node->u.link.form == LINK_TIMESTAMP;
}

/* The part of "[01:59:01]" that is shown: "1:59:01". */
static struct str moment_of(struct str text, uint32_t *skipped)
{
    size_t from = 0, to = text.len;
    if (to > 0 && text.ptr[to - 1] == ']')
        to--;
    while (from < to && text.ptr[from] == '[')
        from++;
    while (to - from > MOMENT_MIN_BYTES &&
           (text.ptr[from] == '0' || text.ptr[from] == ':'))
        from++;
    *skipped = (uint32_t)from;
    return str_slice(text, from, to);
}

static bool is_clock(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != ':' && (s.ptr[i] < '0' || s.ptr[i] > '9'))
            return false;
    }
    return true;
}

/* A moment in a video in one piece; false when its label says more than one. */
static bool put_moment(struct inlines *in, const struct node *node)
{
    const struct node *label = node->first;
    if (!is_moment(node) || !label || label->next || label->kind != NODE_TEXT)
        return false;
    uint32_t skipped;
    struct str text = moment_of(label->u.text, &skipped);
    if (!is_clock(text))
        return false;
    mark(in, node, STR("▶"), HOLD_NOTHING);
    flow_text(in->flow, label->id, skipped, text, look_of(in), HOLD_ALL);
    return true;
}

static void enter_link(struct inlines *in, const struct node *node)
{
    if (!in->link)
        in->link = node;
    in->link_from = flow_len(in->flow);
}

/* A link that shows nothing could not be followed: its destination stands for it. */
static void leave_link(struct inlines *in, const struct node *node)
{
    if (flow_len(in->flow) == in->link_from)
        mark(in, node,
             text_clean(in->builder->arena,
                        str_slice(node->u.link.dest, 0, LINK_SHOWN_MAX_BYTES),
                        TEXT_ONE_LINE),
             HOLD_NOTHING);
    if (in->link != node)
        return;
    if (node->flags & NODE_DANGLING)
        mark(in, node, STR(" ✗"), HOLD_ALL);
    in->link = NULL;
}

static void enter_image(struct inlines *in, const struct node *node)
{
    struct run_look look = look_of(in);
    if (!in->link)
        look.role = ROLE_QUIET;
    flow_mark(in->flow, node->id, STR("[image: "), look, HOLD_NOTHING);
    if (!node->first)
        flow_mark(
            in->flow, node->id,
            text_clean(in->builder->arena,
                       path_name(str_slice(node->u.link.dest, 0, LINK_SHOWN_MAX_BYTES)),
                       TEXT_ONE_LINE),
            look, HOLD_NOTHING);
}

static void leave_image(struct inlines *in, const struct node *node)
{
    struct run_look look = look_of(in);
    if (!in->link)
        look.role = ROLE_QUIET;
    flow_mark(in->flow, node->id, STR("]"), look, HOLD_ALL);
}

/* --- The table --- */

struct act {
    void (*enter)(struct inlines *in, const struct node *node);
    void (*leave)(struct inlines *in, const struct node *node);
};

/* Blocks are not among inlines; where a reader put one there, its text is shown. */
/* clang-format off */
static const struct act acts[NODE_KIND_COUNT] = {
    [NODE_TEXT] = {.enter = put_text},
    [NODE_SOFT_BREAK] = {.enter = put_soft_break},
    [NODE_LINE_BREAK] = {.enter = put_line_break},
    [NODE_CODE] = {.enter = put_code},
    [NODE_EMPHASIS] = {.enter = enter_emphasis, .leave = leave_emphasis},
    [NODE_STRONG] = {.enter = enter_strong, .leave = leave_strong},
    [NODE_STRIKE] = {.enter = enter_strike, .leave = leave_strike},
    [NODE_KEY] = {.enter = enter_key, .leave = leave_key},
    [NODE_LINK] = {.enter = enter_link, .leave = leave_link},
    [NODE_IMAGE] = {.enter = enter_image, .leave = leave_image},
    [NODE_FOOTNOTE_REF] = {.enter = put_reference},
};
/* clang-format on */

static void act_on(struct inlines *in, struct walk *walk, const struct node *node)
{
    const struct act *act = &acts[node->kind];
    if (node->flags & NODE_HIDDEN) {
        if (walk->entering)
            walk_skip(walk);
        return;
    }
    if (!walk->entering) {
        if (act->leave)
            act->leave(in, node);
        return;
    }
    if (act->enter)
        act->enter(in, node);
    if (is_moment(node) && put_moment(in, node)) {
        leave_link(in, node);
        walk_skip(walk);
    }
}

/* "Label: text" at the start of a block, where no mark-up sets the label apart. */
static void find_label(struct inlines *in, const struct node *block)
{
    const struct node *text = block->first;
    if (!text || text->kind != NODE_TEXT || text->flags & NODE_HIDDEN)
        return;
    struct str head = str_slice(text->u.text, 0, LABEL_MAX_BYTES);
    size_t colon = str_chr(head, ':');
    if (colon == 0 || colon >= head.len)
        return;
    in->label_node = text->id;
    in->label_len = (uint32_t)colon + 1;
}

static void gather(struct inlines *in, struct node *top, bool with_top)
{
    struct walk walk = walk_begin(top);
    for (const struct node *node;
         !builder_is_stopped(in->builder) && (node = walk_next(&walk)) != NULL;) {
        if (with_top || node != top)
            act_on(in, &walk, node);
    }
}

static struct node *node_of(const struct line_builder *builder, const struct node *node)
{
    return footer_node(builder->doc, builder->options->footer, node->id);
}

void inline_gather(const struct line_builder *builder, struct flow *flow,
                   const struct node *block, struct dress dress)
{
    struct inlines in = {.builder = builder, .flow = flow, .dress = dress};
    if (dress.bold_label)
        find_label(&in, block);
    gather(&in, node_of(builder, block), false);
}

void inline_gather_one(const struct line_builder *builder, struct flow *flow,
                       const struct node *node, struct dress dress)
{
    struct inlines in = {.builder = builder, .flow = flow, .dress = dress};
    gather(&in, node_of(builder, node), true);
}
