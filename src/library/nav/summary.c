/*
 * The order that mdBook's SUMMARY.md gives.
 *
 * A heading is a part, a link in a list a chapter, a list below a chapter its
 * sub-chapters, a link in a paragraph a chapter outside the numbering. The file is read
 * as the Markdown it is and taken as far as it makes sense.
 */
#include "library/nav/tree.h"

#include "base/file.h"
#include "doc/doc.h"
#include "read/read.h"

enum {
    /* An article that happens to be called so has fewer chapters than this. */
    SUMMARY_CHAPTERS_MIN = 2,
};

struct summary {
    struct tree *tree;
    struct str path;
    struct branch *part;                        /* the topic of the last heading */
    struct branch *chapters[DOC_DEPTH_MAX + 1]; /* open ones with sub-chapters */
    size_t depth;
    uint32_t first; /* chapter */
};

/* The first link below a node. */
static const struct node *link_below(const struct node *top)
{
    for (const struct node *node = top; node != NULL;
         node = node_following(node, top)) {
        if (node->kind == NODE_LINK)
            return node;
    }
    return NULL;
}

static const struct node *child_of(const struct node *node, enum node_kind kind)
{
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        if (child->kind == kind)
            return child;
    }
    return NULL;
}

static struct branch *parent_of(const struct summary *summary)
{
    return summary->depth > 0 ? summary->chapters[summary->depth - 1] : summary->part;
}

/* The chapter that a link names; a draft chapter has no file yet and is none. */
static uint32_t chapter_of(struct summary *summary, const struct node *link)
{
    struct tree *tree = summary->tree;
    struct str dest = link->u.link.dest;
    uint32_t draft = tree_find_path(tree, path_folder(summary->path), dest);
    if (draft == ARTICLE_NONE) {
        if (dest.len > 0)
            notice_add(tree->notices, summary->path,
                       STR_FMT ", line %u: there is no article '" STR_FMT "'",
                       STR_ARG(summary->path), link->line, STR_ARG(dest));
        return draft;
    }
    if (summary->first == ARTICLE_NONE)
        summary->first = draft;
    return draft;
}

static void place_link(struct summary *summary, const struct node *link)
{
    uint32_t draft = chapter_of(summary, link);
    if (draft != ARTICLE_NONE)
        tree_place(summary->tree, parent_of(summary), draft,
                   node_text_in(link, summary->tree->scratch));
}

/* An item with sub-chapters is a topic, whose page is the item's own chapter. */
static void open_chapter(struct summary *summary, const struct node *item)
{
    struct tree *tree = summary->tree;
    const struct node *text = child_of(item, NODE_PARAGRAPH);
    const struct node *link = text == NULL ? NULL : link_below(text);
    struct str title = {0};
    if (text != NULL)
        title = node_text_in(link != NULL ? link : text, tree->scratch);
    struct branch *topic = tree_topic(tree, parent_of(summary), title, (struct str){0});
    if (link != NULL) {
        uint32_t draft = chapter_of(summary, link);
        if (draft != ARTICLE_NONE)
            tree_page(tree, topic, draft);
    }
    summary->chapters[summary->depth++] = topic;
}

static bool has_sub_chapters(const struct node *item)
{
    return child_of(item, NODE_LIST) != NULL;
}

static void enter_item(struct summary *summary, const struct node *item)
{
    if (has_sub_chapters(item)) {
        open_chapter(summary, item);
        return;
    }
    const struct node *link = link_below(item);
    if (link != NULL)
        place_link(summary, link);
}

/* Links in a paragraph outside all lists: a line each, as foreword and appendix are. */
static void place_links(struct summary *summary, const struct node *paragraph)
{
    for (const struct node *node = paragraph;
         node != NULL && !tree_is_stopped(summary->tree);
         node = node_following(node, paragraph)) {
        if (node->kind == NODE_LINK)
            place_link(summary, node);
    }
}

static void enter_heading(struct summary *summary, const struct node *heading)
{
    struct tree *tree = summary->tree;
    struct str title = node_text_in(heading, tree->scratch);
    if (heading->prev != NULL)
        summary->part = tree_topic(tree, tree->root, title, (struct str){0});
    else if (!str_eq_nocase(title, STR("Summary")) && tree->title.len == 0)
        tree_set_title(tree, title);
}

static void add_chapters(struct summary *summary, const struct doc *doc)
{
    struct walk walk = walk_begin(doc->root);
    for (const struct node *node;
         !tree_is_stopped(summary->tree) && (node = walk_next(&walk)) != NULL;) {
        bool top = node->parent == doc->root;
        if (node->kind == NODE_ITEM && walk.entering)
            enter_item(summary, node);
        else if (node->kind == NODE_ITEM && has_sub_chapters(node))
            summary->depth--;
        else if (node->kind == NODE_HEADING && top && walk.entering)
            enter_heading(summary, node);
        else if (node->kind == NODE_PARAGRAPH && top && walk.entering)
            place_links(summary, node);
    }
}

/* Chapters in lists that are there: what tells a table of contents from an article. */
static int count_chapters(const struct summary *summary, const struct doc *doc)
{
    int count = 0;
    for (size_t i = 0; i < doc->link_count && !tree_is_stopped(summary->tree); i++) {
        const struct node *link = doc->links[i];
        if (link->kind == NODE_LINK && node_within(link, NODE_ITEM) != NULL &&
            tree_find_path(summary->tree, path_folder(summary->path),
                           link->u.link.dest) != ARTICLE_NONE)
            count++;
    }
    return count;
}

static uint32_t find_file(const struct tree *tree, struct str path)
{
    struct name_list list;
    names_find(tree->names, NAME_PATH, path, &list);
    return list.count == 0 ? ARTICLE_NONE : list.items[0].id;
}

bool tree_by_summary(struct tree *tree)
{
    struct summary summary = {
        .tree = tree,
        .path = STR("SUMMARY.md"),
        .part = tree->root,
        .first = ARTICLE_NONE,
    };
    uint32_t file = find_file(tree, summary.path);
    if (file == ARTICLE_NONE) {
        summary.path = STR("src/SUMMARY.md");
        file = find_file(tree, summary.path);
    }
    struct str text;
    if (file == ARTICLE_NONE || !tree_read(tree, summary.path, &text))
        return false;
    const struct doc *doc = read_document(tree->scratch, DOC_MARKDOWN, text);
    if (count_chapters(&summary, doc) < SUMMARY_CHAPTERS_MIN)
        return false;
    add_chapters(&summary, doc);
    tree->drafts->items[file].is_apart = true;
    if (tree->home == ARTICLE_NONE)
        tree->home = summary.first;
    tree_add_rest(tree, STR("Not in the navigation"));
    return true;
}
