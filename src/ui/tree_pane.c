#include "ui/tree_pane.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "extract/extract.h"

enum {
    /* A library with at most so many topics and articles starts with all unfolded. */
    OPEN_ITEMS_MAX = 40,
    /* Levels of sections that are shown before the reader gets there. */
    OPEN_SECTION_DEPTH = 1,
};

/* --- Items --- */

static size_t count_items(const struct topic *root)
{
    size_t count = 0;
    const struct topic *at = root->first;
    while (at != NULL) {
        count++;
        if (at->first != NULL) {
            at = at->first;
            continue;
        }
        while (at != root && at->next == NULL)
            at = at->parent;
        at = at == root ? NULL : at->next;
    }
    return count;
}

static void add_item(struct tree_pane *tree, const struct topic *topic, uint32_t parent)
{
    uint32_t index = (uint32_t)tree->item_count++;
    uint16_t depth =
        parent == ITEM_NONE ? 0 : (uint16_t)(tree->items[parent].depth + 1);
    tree->items[index] = (struct tree_item){topic, index + 1, parent, depth, false};
    uint32_t article = topic->article;
    if (article != ARTICLE_NONE && tree->item_of[article] == ITEM_NONE)
        tree->item_of[article] = index;
}

/* Every topic below the root, in order, without recursion. */
static void add_items(struct tree_pane *tree, const struct topic *root)
{
    const struct topic *at = root->first;
    uint32_t parent = ITEM_NONE;
    while (at != NULL) {
        add_item(tree, at, parent);
        if (at->first != NULL) {
            parent = (uint32_t)tree->item_count - 1;
            at = at->first;
            continue;
        }
        while (at != root && at->next == NULL) {
            at = at->parent;
            if (at == root)
                break;
            parent = tree->items[parent].parent;
        }
        at = at == root ? NULL : at->next;
    }
}

/* Children come behind their parents, so that one pass from the end tells all ends. */
static void find_ends(struct tree_pane *tree)
{
    for (size_t i = tree->item_count; i-- > 0;) {
        struct tree_item *item = &tree->items[i];
        if (item->parent != ITEM_NONE && tree->items[item->parent].end < item->end)
            tree->items[item->parent].end = item->end;
    }
}

void tree_pane_init(struct tree_pane *tree, const struct library *library)
{
    *tree =
        (struct tree_pane){.library = library, .doc_item = ITEM_NONE, .heading = -1};
    size_t count = count_items(library->tree);
    tree->items = mem_zalloc(count + 1, sizeof *tree->items);
    tree->item_of = mem_zalloc(library->article_count + 1, sizeof *tree->item_of);
    for (size_t i = 0; i < library->article_count; i++)
        tree->item_of[i] = ITEM_NONE;
    add_items(tree, library->tree);
    assert(tree->item_count == count);
    find_ends(tree);
    for (size_t i = 0; i < count; i++)
        tree->items[i].open = count <= OPEN_ITEMS_MAX;
}

void tree_pane_release(struct tree_pane *tree)
{
    free(tree->items);
    free(tree->item_of);
    free(tree->sections);
    free(tree->rows);
    *tree = (struct tree_pane){0};
}

/* --- Sections --- */

/* Depths and ends by a stack of the headings that are not over yet. */
static void read_sections(struct tree_pane *tree)
{
    tree->section_count = 0;
    size_t stack[8], height = 0;
    const struct doc *doc = tree->doc;
    for (size_t i = 0; doc != NULL && i < doc->heading_count; i++) {
        const struct node *heading = doc->headings[i];
        tree->sections = mem_grow(tree->sections, tree->section_count,
                                  &tree->section_cap, sizeof *tree->sections);
        while (height > 0 && doc->headings[stack[height - 1]]->u.heading.level >=
                                 heading->u.heading.level)
            tree->sections[stack[--height]].end = (uint32_t)i;
        bool is_title = heading == doc->title_node;
        tree->sections[tree->section_count++] = (struct tree_section){
            .end = (uint32_t)doc->heading_count,
            .depth = (uint16_t)height,
            .open = height < OPEN_SECTION_DEPTH,
            .shown = !is_title,
        };
        if (!is_title)
            stack[height++] = i;
    }
}

/* --- Rows --- */

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
                              .item = tree->doc_item,
                              .section = i,
                              .depth = depth + section->depth,
                          });
        i = inner && !section->open ? section->end : i + 1;
    }
}

static void add_inner_rows(struct tree_pane *tree, int depth)
{
    struct tree_row row = {.item = tree->doc_item, .depth = depth};
    add_section_rows(tree, depth);
    row.kind = TREE_POINTS;
    if (tree->point_count > 0)
        add_row(tree, row);
    row.kind = TREE_QUESTIONS;
    if (tree->question_count > 0)
        add_row(tree, row);
}

/* The fold of an article: one that is not read yet may have sections to unfold. */
static enum tree_fold item_fold(const struct tree_pane *tree, uint32_t index)
{
    const struct tree_item *item = &tree->items[index];
    if (item->end > index + 1)
        return item->open ? FOLD_OPEN : FOLD_CLOSED;
    if (index == tree->doc_item)
        return !has_inner(tree) ? FOLD_NONE : tree->doc_open ? FOLD_OPEN : FOLD_CLOSED;
    return item->topic->article != ARTICLE_NONE ? FOLD_CLOSED : FOLD_NONE;
}

/* A topic or an article, whose kind is told by its item. */
static bool is_item(const struct tree_row *row)
{
    return row->kind == TREE_TOPIC || row->kind == TREE_ARTICLE;
}

static bool is_same(const struct tree_row *a, const struct tree_row *b)
{
    return a->item == b->item && ((is_item(a) && is_item(b)) ||
                                  (a->kind == b->kind && a->section == b->section));
}

/* The row of a section, else of the nearest one around it that is not folded away. */
static size_t row_of_section(const struct tree_pane *tree, ptrdiff_t heading)
{
    size_t best = tree->row_count;
    for (size_t i = 0; i < tree->row_count; i++) {
        const struct tree_row *row = &tree->rows[i];
        if (row->item != tree->doc_item)
            continue;
        if (is_item(row)) {
            best = i;
        } else if (row->kind == TREE_SECTION && heading >= 0 &&
                   row->section <= (uint32_t)heading &&
                   (uint32_t)heading < tree->sections[row->section].end) {
            best = i;
        }
    }
    return best;
}

/* The row of an item, else of the nearest one above it. */
static size_t row_of_item(const struct tree_pane *tree, uint32_t item)
{
    for (; item != ITEM_NONE; item = tree->items[item].parent)
        for (size_t i = 0; i < tree->row_count; i++)
            if (is_item(&tree->rows[i]) && tree->rows[i].item == item)
                return i;
    return tree->row_count;
}

static void find_current(struct tree_pane *tree)
{
    tree->current = tree->row_count;
    if (tree->doc_item == ITEM_NONE)
        return;
    tree->current = row_of_section(tree, tree->heading);
    if (tree->current == tree->row_count)
        tree->current = row_of_item(tree, tree->doc_item);
}

static void build_rows(struct tree_pane *tree)
{
    struct tree_row was = {.item = ITEM_NONE};
    if (tree->selected < tree->row_count)
        was = tree->rows[tree->selected];
    tree->row_count = 0;
    for (uint32_t i = 0; i < tree->item_count;) {
        const struct tree_item *item = &tree->items[i];
        add_row(tree, (struct tree_row){
                          .kind = item->topic->is_topic ? TREE_TOPIC : TREE_ARTICLE,
                          .fold = item_fold(tree, i),
                          .item = i,
                          .depth = item->depth,
                      });
        bool inner = item->end > i + 1;
        if (i == tree->doc_item && tree->doc_open && (!inner || item->open))
            add_inner_rows(tree, item->depth + 1);
        i = inner && !item->open ? item->end : i + 1;
    }
    find_current(tree);
    tree->selected = tree->row_count;
    for (size_t i = 0; i < tree->row_count; i++)
        if (is_same(&tree->rows[i], &was))
            tree->selected = i;
    if (tree->selected == tree->row_count && was.item != ITEM_NONE)
        tree->selected = row_of_item(tree, was.item);
}

/* --- Following the reader --- */

static void count_found(struct tree_pane *tree, const struct extract *extract)
{
    tree->point_count = extract != NULL ? extract->point_count : 0;
    tree->question_count = extract != NULL ? extract->question_count : 0;
}

static void open_above(struct tree_pane *tree, uint32_t item)
{
    for (item = tree->items[item].parent; item != ITEM_NONE;
         item = tree->items[item].parent)
        tree->items[item].open = true;
}

void tree_pane_show(struct tree_pane *tree, const struct page *page, uint32_t item)
{
    bool is_article = page->kind == PAGE_ARTICLE;
    tree->doc = is_article ? page->opened->doc : NULL;
    if (!is_article)
        item = ITEM_NONE;
    else if (item == ITEM_NONE || tree->items[item].topic->article != page->article)
        item = tree->item_of[page->article];
    tree->doc_item = item;
    tree->doc_open = true;
    tree->heading = -1;
    count_found(tree, is_article ? page->opened->extract : NULL);
    read_sections(tree);
    if (item != ITEM_NONE)
        open_above(tree, item);
    build_rows(tree);
}

void tree_pane_forget(struct tree_pane *tree)
{
    tree->doc = NULL;
    tree->doc_item = ITEM_NONE;
    tree->heading = -1;
    tree->section_count = 0;
    count_found(tree, NULL);
    build_rows(tree);
}

bool tree_pane_follow(struct tree_pane *tree, ptrdiff_t heading)
{
    if (heading == tree->heading)
        return false;
    tree->heading = heading;
    find_current(tree);
    return true;
}

void tree_pane_select_current(struct tree_pane *tree)
{
    tree->selected = tree->current < tree->row_count ? tree->current : 0;
}

/* --- Moving and folding --- */

bool tree_pane_move(struct tree_pane *tree, long rows)
{
    long last = (long)tree->row_count - 1;
    long before = tree->selected < tree->row_count ? (long)tree->selected : 0;
    long to = before + rows;
    to = to > last ? last : to;
    to = to < 0 ? 0 : to;
    tree->selected = (size_t)to;
    return to != before;
}

const struct tree_row *tree_pane_selected(const struct tree_pane *tree)
{
    return tree->selected < tree->row_count ? &tree->rows[tree->selected] : NULL;
}

static void set_open(struct tree_pane *tree, const struct tree_row *row, bool open)
{
    if (row->kind == TREE_SECTION)
        tree->sections[row->section].open = open;
    else if (tree->items[row->item].end > row->item + 1)
        tree->items[row->item].open = open;
    else
        tree->doc_open = open;
}

static bool go_to_parent(struct tree_pane *tree, const struct tree_row *row)
{
    for (size_t i = tree->selected; i-- > 0;) {
        if (tree->rows[i].depth < row->depth) {
            tree->selected = i;
            return true;
        }
    }
    return false;
}

bool tree_pane_fold(struct tree_pane *tree, int direction)
{
    const struct tree_row *row = tree_pane_selected(tree);
    if (row == NULL)
        return false;
    /* An article that is not on the page has nothing to show yet. */
    bool own = !is_item(row) || row->item == tree->doc_item ||
               tree->items[row->item].end > row->item + 1;
    enum tree_fold fold = own ? row->fold : FOLD_NONE;
    bool open = direction > 0 || (direction == 0 && fold == FOLD_CLOSED);
    if (fold == FOLD_NONE || (fold == FOLD_OPEN) == open)
        return direction < 0 && go_to_parent(tree, row);
    set_open(tree, row, open);
    build_rows(tree);
    return true;
}

bool tree_pane_fold_all(struct tree_pane *tree)
{
    bool open = false;
    for (size_t i = 0; i < tree->item_count; i++)
        open |= tree->items[i].end > i + 1 && !tree->items[i].open;
    for (size_t i = 0; i < tree->item_count; i++)
        tree->items[i].open = open;
    build_rows(tree);
    return open;
}
