/*
 * The head of a page: notices, title, rule and byline.
 *
 *     ! front matter, line 3, column 7: ...
 *
 *     How alliances work
 *     ──────────────────
 *     A. Writer · 2024-05-01 · as of May 2024 · Alliances, Deterrence
 *
 * The title is the heading that the document has for it, where that comes before any
 * other heading; else the title of the front matter, which is no text of the tree.
 */
#include "base/text.h"
#include "layout/block_layout.h"
#include "layout/inline_layout.h"

enum {
    NOTICES_MAX = 8,      /* more would push the article off the screen */
    TAGS_MAX = 64,        /* shown of each list (SECURITY.md) */
    TAG_MAX_BYTES = 64,   /* shown of a topic */
    NAME_MAX_BYTES = 256, /* shown of an author or date */
};

static const struct run_look quiet = {SPAN_NO_LINK, ROLE_QUIET, 0};

/* --- Notices --- */

static void lay_notice(struct line_builder *builder, struct str text)
{
    const struct run_look error = {SPAN_NO_LINK, ROLE_ERROR, 0};
    struct flow *flow = builder_flow(builder);
    flow_mark(flow, 0, STR("! "), error, HOLD_ALL);
    flow_mark(flow, 0, text, quiet, HOLD_NOTHING);
    builder_flow_end(builder);
}

static void lay_notices(struct line_builder *builder)
{
    const struct notice *notice = builder->doc->notices;
    int shown = 0;
    unsigned left = 0;
    for (; notice && shown < NOTICES_MAX; notice = notice->next, shown++)
        lay_notice(builder, notice->text);
    for (; notice; notice = notice->next)
        left++;
    if (left > 0)
        lay_notice(builder, arena_printf(builder->arena, "%u more", left));
    builder_part(builder, 1);
}

/* --- Byline --- */

/* A part of the byline. Of keys that say the same, the first that is there is taken. */
struct byline_part {
    const char *keys[5];
    struct str lead; /* is before the value */
    size_t max_bytes;
};

/* clang-format off */
static const struct byline_part byline[] = {
    {{"author", "authors", "by"},          STR_INIT(""),       NAME_MAX_BYTES},
    {{"date", "published", "updated"},     STR_INIT(""),       NAME_MAX_BYTES},
    {{"as_of", "as-of", "as of", "asof"},  STR_INIT("as of "), NAME_MAX_BYTES},
    {{"topics", "tags", "categories"},     STR_INIT(""),       TAG_MAX_BYTES},
};
/* clang-format on */

static void add_value(struct flow *flow, struct str value, struct str before,
                      size_t max_bytes)
{
    struct str shown = value;
    if (shown.len > max_bytes) {
        size_t pos = 0, next = 0;
        int cols;
        for (; next <= max_bytes; text_cluster(value, &next, &cols))
            pos = next;
        shown.len = pos;
    }
    flow_mark(flow, 0, before, quiet, HOLD_NOTHING);
    flow_mark(flow, 0, shown, quiet, HOLD_NOTHING);
    if (shown.len < value.len)
        flow_mark(flow, 0, STR("…"), quiet, HOLD_ALL);
}

static void add_part(const struct line_builder *builder, struct flow *flow,
                     const struct byline_part *part)
{
    const struct meta *meta = NULL;
    bool is_first = true;
    for (const char *const *key = part->keys; *key && !meta; key++)
        meta = doc_meta(builder->doc, str_from(*key));
    for (size_t i = 0; meta && i < meta->count && i < TAGS_MAX; i++) {
        struct str before = is_first ? STR(" · ") : STR(", ");
        if (meta->values[i].len == 0)
            continue;
        if (is_first && flow_len(flow) == 0)
            before = STR("");
        if (is_first && part->lead.len > 0) {
            flow_mark(flow, 0, before, quiet, HOLD_NOTHING);
            before = part->lead;
        }
        add_value(flow, meta->values[i], before, part->max_bytes);
        is_first = false;
    }
}

static void lay_byline(struct line_builder *builder)
{
    struct flow *flow = builder_flow(builder);
    for (size_t i = 0; i < sizeof byline / sizeof *byline; i++)
        add_part(builder, flow, &byline[i]);
    builder_flow_end(builder);
}

/* --- Title --- */

/* The text of a heading as the title of the front matter, where case may differ. */
static bool repeats_title(const struct line_builder *builder,
                          const struct node *heading)
{
    struct arena scratch = {0};
    bool same = str_eq_nocase(node_text_in(heading, &scratch), builder->doc->title);
    arena_release(&scratch);
    return same;
}

bool head_is_title(const struct line_builder *builder, const struct node *heading)
{
    const struct doc *doc = builder->doc;
    if (doc->heading_count == 0 || doc->headings[0] != heading || doc->title.len == 0)
        return false;
    if (doc->title_node)
        return doc->title_node == heading;
    return heading == doc->root->first && repeats_title(builder, heading);
}

static bool body_has_title(const struct line_builder *builder)
{
    const struct doc *doc = builder->doc;
    return doc->heading_count > 0 && !(doc->headings[0]->flags & NODE_HIDDEN) &&
           head_is_title(builder, doc->headings[0]);
}

/* Ends the flow of the title and puts below it what belongs there. */
static void finish_title(struct line_builder *builder, const struct node *node,
                         bool inferred)
{
    const struct run_look mark = {SPAN_NO_LINK, ROLE_MARK, 0};
    if (inferred)
        flow_mark(&builder->flow, node->id, STR(" ≈"), mark, HOLD_ALL);
    int cols = builder_flow_end(builder);
    if (cols > 0)
        builder_rule(builder, node, cols);
    lay_byline(builder);
    builder_part(builder, 1);
}

void head_lay_title(struct line_builder *builder, const struct node *heading)
{
    const struct dress dress = {.role = ROLE_TITLE, .attrs = SPAN_BOLD};
    builder_part(builder, 1);
    inline_gather(builder, builder_flow(builder), heading, dress);
    finish_title(builder, heading,
                 builder->doc->title_inferred || heading->flags & NODE_INFERRED);
}

void head_lay(struct line_builder *builder)
{
    const struct run_look look = {SPAN_NO_LINK, ROLE_TITLE, SPAN_BOLD};
    lay_notices(builder);
    if (body_has_title(builder))
        return;
    flow_mark(builder_flow(builder), 0, builder->doc->title, look, HOLD_NOTHING);
    finish_title(builder, builder->doc->root, builder->doc->title_inferred);
}
