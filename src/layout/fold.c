/*
 * Folding and skimming: what of the document is on the page at all.
 *
 * What a folded node heads is a range of ids, so the walk only has to compare numbers:
 * details and callouts hide what they hold, a heading that asks hides its section, any
 * other question the answers that follow it.
 */
#include "layout/block.h"

/* Containers are entered when skimming: key points may stand in them. They show nothing
 * themselves. */
static bool skim_enters(const struct node *node)
{
    switch ((enum node_kind)node->kind) {
    case NODE_HEADING:
    case NODE_DOCUMENT:
    case NODE_QUOTE:
    case NODE_CALLOUT:
    case NODE_LIST:
    case NODE_ITEM:
    case NODE_TERMS:
    case NODE_DEFINITION:
    case NODE_TABLE:
    case NODE_DETAILS:
        return true;
    case NODE_PARAGRAPH:
    case NODE_TERM:
    case NODE_CODE_BLOCK:
    case NODE_RULE:
    case NODE_ROW:
    case NODE_CELL:
    case NODE_SUMMARY:
    case NODE_FOOTNOTE:
    case NODE_TEXT:
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK:
    case NODE_CODE:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_STRIKE:
    case NODE_SUBSCRIPT:
    case NODE_SUPERSCRIPT:
    case NODE_KEY:
    case NODE_LINK:
    case NODE_IMAGE:
    case NODE_FOOTNOTE_REF:
    case NODE_KIND_COUNT:
        break;
    }
    return false;
}

static bool skim_hides(const struct page *page, const struct node *node)
{
    if (!page->options->skim || node->id < page->kept_until)
        return false;
    return !(node->flags & (NODE_POINT | NODE_QUESTION)) && !skim_enters(node);
}

bool fold_hides(const struct page *page, const struct node *node)
{
    if (node->flags & NODE_HIDDEN || node->id < page->hidden_until)
        return true;
    if (node->flags & NODE_ANSWER && node->id < page->answers_until)
        return true;
    return skim_hides(page, node);
}

/* --- Folding -------------------------------------------------------------------- */

/* Skimming shows no answers, so there is nothing to fold. */
static bool is_foldable(const struct page *page, const struct node *node)
{
    if (page->options->skim)
        return false;
    if (node->kind == NODE_DETAILS)
        return true;
    if (node->kind == NODE_CALLOUT)
        return node->u.callout.fold;
    return node->flags & NODE_QUESTION && page->options->folded != NULL;
}

static bool is_folded(const struct page *page, const struct node *node)
{
    const struct layout_options *options = page->options;

    if (options->folded)
        return options->folded(options->context, node);
    if (node->kind == NODE_DETAILS)
        return !node->u.details.open;
    return node->kind == NODE_CALLOUT && !node->u.callout.open;
}

/* The id behind the answers that follow a question among its siblings. */
static uint32_t answers_end(const struct page *page, const struct node *question)
{
    const struct node *last = question;

    while (last->next && last->next->flags & NODE_ANSWER &&
           !(last->next->flags & NODE_QUESTION))
        last = last->next;
    return page_end_of(page, last);
}

uint32_t fold_section_end(const struct page *page, const struct node *heading)
{
    ptrdiff_t index = doc_heading_index(page->doc, heading->id);
    uint32_t end = page_end_of(page, heading->parent);

    if (index < 0 || page->doc->headings[index] != heading)
        return page_end_of(page, heading); /* beyond the outline's limit */
    if (end > doc_section_end(page->doc, (size_t)index))
        end = doc_section_end(page->doc, (size_t)index);
    return end > page->notes_from ? page->notes_from : end;
}

bool fold_here(struct page *page, const struct node *node, bool *can_fold)
{
    *can_fold = is_foldable(page, node);
    if (!*can_fold || !is_folded(page, node))
        return false;
    if (node->kind == NODE_DETAILS || node->kind == NODE_CALLOUT)
        return true; /* its summary or title is still to come */
    if (node->kind == NODE_HEADING)
        page->hidden_until = fold_section_end(page, node);
    else
        page->answers_until = answers_end(page, node);
    return true;
}

struct str fold_marker(const struct node *node, bool folded)
{
    if (node->flags & NODE_INFERRED)
        return folded ? STR("▸ ≈ ") : STR("▾ ≈ ");
    return folded ? STR("▸ ") : STR("▾ ");
}
