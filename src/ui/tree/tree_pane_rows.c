/* The rows of the tree: what is unfolded, with the sections of what is read. */
#include "base/mem.h"
#include "ui/tree/tree_pane.h"
#include "ui/tree/tree_walk.h"

static void add_row(struct tree_pane *tree, struct tree_row row)
{
    tree->rows =
        mem_grow(tree->rows, tree->row_count, &tree->row_cap, sizeof *tree->rows);
    tree->rows[tree->row_count++] = row;
}

/* Whether the article on the page has something to show below it. */
static bool has_inner(const struct tree_pane *tree)
{
    return tree->section_count > 1 ||
           (tree->section_count == 1 && tree->sections[0].shown) ||
           tree->point_count > 0 || tree->question_count > 0;
}

static void add_section_rows(struct tree_pane *tree, int depth)
{
    for (uint32_t i = 0; i < tree->section_count;) {
        const struct tree_section *section = &tree->sections[i];
        bool inner = section->end > i + 1 && section->shown;
        if (section->shown)
            add_row(tree, (struct tree_row){
                              .kind = TREE_SECTION,
                              .fold = !inner          ? FOLD_NONE
                                      : section->open ? FOLD_OPEN
                                                      : FOLD_CLOSED,
                              .topic = tree->doc_topic,
                              .section = i,
                              .depth = depth + section->depth,
                          });
        i = inner && !section->open ? section->end : i + 1;
    }
}

static void add_inner_rows(struct tree_pane *tree, int depth)
{
    struct tree_row row = {.topic = tree->doc_topic, .depth = depth};
    add_section_rows(tree, depth);
    row.kind = TREE_POINTS;
    if (tree->point_count > 0)
        add_row(tree, row);
    row.kind = TREE_QUESTIONS;
    if (tree->question_count > 0)
        add_row(tree, row);
}

/* The fold of an article: one that is not read yet may have sections to unfold. */
static enum tree_fold topic_fold(const struct tree_pane *tree,
                                 const struct tree_walk *walk)
{
    const struct topic *topic = walk->at;
    if (topic->has_children)
        return tree_walk_is_open(&tree->items, walk) ? FOLD_OPEN : FOLD_CLOSED;
    if (topic == tree->doc_topic)
        return !has_inner(tree) ? FOLD_NONE : tree->doc_open ? FOLD_OPEN : FOLD_CLOSED;
    return topic->article != ARTICLE_NONE ? FOLD_CLOSED : FOLD_NONE;
}

/* A topic or an article, whose kind is known by its topic. */
static bool is_place(const struct tree_row *row)
{
    return row->kind == TREE_TOPIC || row->kind == TREE_ARTICLE;
}

static bool is_same(const struct tree_row *a, const struct tree_row *b)
{
    return a->topic == b->topic && ((is_place(a) && is_place(b)) ||
                                    (a->kind == b->kind && a->section == b->section));
}

/* The row of a section, else of the nearest one around it that is not folded away. */
static size_t row_of_section(const struct tree_pane *tree, ptrdiff_t heading)
{
    size_t best = tree->row_count;
    for (size_t i = 0; i < tree->row_count; i++) {
        const struct tree_row *row = &tree->rows[i];
        if (row->topic != tree->doc_topic)
            continue;
        if (is_place(row)) {
            best = i;
        } else if (row->kind == TREE_SECTION && heading >= 0 &&
                   row->section <= (uint32_t)heading &&
                   (uint32_t)heading < tree->sections[row->section].end) {
            best = i;
        }
    }
    return best;
}

/* The row of a topic or article, else of the nearest one above it. */
static size_t row_of_topic(const struct tree_pane *tree, const struct topic *topic)
{
    for (; topic != NULL; topic = topic->parent)
        for (size_t i = 0; i < tree->row_count; i++)
            if (is_place(&tree->rows[i]) && tree->rows[i].topic == topic)
                return i;
    return tree->row_count;
}

void tree_pane_find_current(struct tree_pane *tree)
{
    tree->current = tree->row_count;
    if (tree->doc_topic == NULL)
        return;
    tree->current = row_of_section(tree, tree->heading);
    if (tree->current == tree->row_count)
        tree->current = row_of_topic(tree, tree->doc_topic);
}

void tree_pane_build(struct tree_pane *tree, const struct tree_row *was)
{
    tree->row_count = 0;
    for (struct tree_walk walk = tree_walk_first(&tree->items); walk.at != NULL;
         tree_walk_next(&tree->items, &walk)) {
        add_row(tree, (struct tree_row){
                          .kind = walk.at->is_topic ? TREE_TOPIC : TREE_ARTICLE,
                          .fold = topic_fold(tree, &walk),
                          .topic = walk.at,
                          .depth = walk.depth,
                      });
        if (walk.at == tree->doc_topic && tree->doc_open &&
            (!walk.at->has_children || tree_walk_is_open(&tree->items, &walk)))
            add_inner_rows(tree, walk.depth + 1);
    }
    tree_pane_find_current(tree);
    tree->selected = tree->row_count;
    for (size_t i = 0; i < tree->row_count; i++)
        if (is_same(&tree->rows[i], was))
            tree->selected = i;
    if (tree->selected == tree->row_count)
        tree->selected = row_of_topic(tree, was->topic);
}
