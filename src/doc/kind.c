/*
 * The properties of each kind of node, one row each.
 */
#include <assert.h>

#include "doc/doc.h"

enum content { NOTHING, BLOCKS, INLINES };

static const struct trait {
    const char *name;
    enum content content; /* of its children */
} traits[] = {
    [NODE_DOCUMENT] = {"document", BLOCKS},
    [NODE_HEADING] = {"heading", INLINES},
    [NODE_PARAGRAPH] = {"paragraph", INLINES},
    [NODE_QUOTE] = {"quote", BLOCKS},
    [NODE_CALLOUT] = {"callout", BLOCKS},
    [NODE_LIST] = {"list", BLOCKS},
    [NODE_ITEM] = {"item", BLOCKS},
    [NODE_TERMS] = {"terms", BLOCKS},
    [NODE_TERM] = {"term", INLINES},
    [NODE_DEFINITION] = {"definition", BLOCKS},
    [NODE_CODE_BLOCK] = {"code-block", NOTHING},
    [NODE_RULE] = {"rule", NOTHING},
    [NODE_TABLE] = {"table", BLOCKS},
    [NODE_ROW] = {"row", BLOCKS},
    [NODE_CELL] = {"cell", INLINES},
    [NODE_DETAILS] = {"details", BLOCKS},
    [NODE_SUMMARY] = {"summary", INLINES},
    [NODE_FOOTNOTE] = {"footnote", BLOCKS},
    [NODE_TEXT] = {"text", NOTHING},
    [NODE_SOFT_BREAK] = {"soft-break", NOTHING},
    [NODE_LINE_BREAK] = {"line-break", NOTHING},
    [NODE_CODE] = {"code", NOTHING},
    [NODE_EMPHASIS] = {"emphasis", INLINES},
    [NODE_STRONG] = {"strong", INLINES},
    [NODE_STRIKE] = {"strike", INLINES},
    [NODE_SUBSCRIPT] = {"subscript", INLINES},
    [NODE_SUPERSCRIPT] = {"superscript", INLINES},
    [NODE_KEY] = {"key", INLINES},
    [NODE_LINK] = {"link", INLINES},
    [NODE_IMAGE] = {"image", INLINES},
    [NODE_FOOTNOTE_REF] = {"footnote-ref", NOTHING},
};

static_assert(sizeof traits / sizeof *traits == NODE_KIND_COUNT, "a row a kind");

const char *node_kind_name(const struct node *node)
{
    return traits[node->kind].name;
}

bool node_is_leaf(const struct node *node)
{
    return traits[node->kind].content == NOTHING;
}

bool node_holds_blocks(const struct node *node)
{
    return traits[node->kind].content == BLOCKS;
}

bool node_holds_inlines(const struct node *node)
{
    return traits[node->kind].content == INLINES;
}

bool node_is_inline(const struct node *node)
{
    return node->kind >= NODE_TEXT;
}

bool node_is_block(const struct node *node)
{
    return !node_is_inline(node);
}
