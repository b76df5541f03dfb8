/*
 * Building the rows that are unfolded, moving among them, and rebuilding them after
 * the library has changed. Drawing is in tree_pane_draw.c.
 */
#include "ui/tree/tree_pane.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "extract/extract.h"
#include "ui/tree/tree_walk.h"

enum {
    /* A library with at most so many topics and articles starts with all unfolded. */
    OPEN_ITEMS_MAX = 40,
    /* Levels of sections that are shown before the reader gets there. */
    OPEN_SECTION_DEPTH = 1,
};

/* --- Life --- */

/* What is remembered stays as it is. */
static void unfold_small(struct tree_items *items)
{
    size_t count = items->count;
    bool *open = mem_zalloc(count, sizeof *open);
    for (size_t i = 0; i < count; i++)
        open[i] = items->all[i].open;
    if (items->all[ITEM_ROOT].topic->articles_below <= OPEN_ITEMS_MAX &&
        tree_unfold_all(items, OPEN_ITEMS_MAX).stopped)
        tree_fold_all(items);
    for (size_t i = 0; i < count; i++)
        items->all[i].open = open[i];
    free(open);
}

void tree_pane_init(struct tree_pane *tree, const struct library *library)
{
    *tree = (struct tree_pane){
        .doc_article = ARTICLE_NONE,
        .doc_item = ITEM_NONE,
        .heading = -1,
    };
    tree_items_init(&tree->items, library);
    unfold_small(&tree->items);
}

void tree_pane_release(struct tree_pane *tree)
{
    tree_items_release(&tree->items);
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

/* --- Following the reader --- */

/* The rows again, the same one selected. */
static void build_rows(struct tree_pane *tree)
{
    struct tree_row was = {0};
    if (tree->selected < tree->row_count)
        was = tree->rows[tree->selected];
    tree_pane_build(tree, &was);
}

static void count_found(struct tree_pane *tree, const struct page *page)
{
    const struct extract *extract = NULL;
    if (page != NULL && page->id.kind == PAGE_ARTICLE)
        extract = page->opened->extract;
    tree->is_head = extract != NULL && page->is_head;
    tree->point_count = extract != NULL ? extract->point_count : 0;
    tree->question_count = extract != NULL ? extract->question_count : 0;
}

static void open_above(struct tree_pane *tree, uint32_t item)
{
    struct tree_item *all = tree->items.all;
    for (item = all[item].parent; item != ITEM_NONE; item = all[item].parent)
        all[item].open = true;
}

/* The place of an article among the children of a topic; NULL when it has none. */
static struct topic *place_among(const struct library *library, struct topic *topic,
                                 uint32_t article)
{
    struct topic *child = library_children(library, topic);
    while (child != NULL && (child->is_topic || child->article != article))
        child = child->next;
    return child;
}

static struct topic *topic_called(const struct library *library, struct topic *above,
                                  struct str name, struct arena *scratch)
{
    struct str wanted = text_fold(scratch, name, true);
    struct topic *child = library_children(library, above);
    while (child != NULL && (!child->is_topic ||
                             !str_eq(text_fold(scratch, child->title, true), wanted)))
        child = child->next;
    return child;
}

/* Where an article is by its first topic. */
static struct topic *place_by_topic(const struct library *library, uint32_t article)
{
    const struct article *facts = library_article(library, article);
    struct topic *topic = library_tree(library, TREE_BY_TOPIC);
    struct arena scratch = {0};
    struct str rest = {0}, name;
    if (facts->topic_count > 0)
        rest = facts->topics[0];
    while (topic != NULL && str_cut(&rest, '/', &name)) {
        if (name.len > 0)
            topic = topic_called(library, topic, name, &scratch);
    }
    arena_release(&scratch);
    return topic == NULL ? NULL : place_among(library, topic, article);
}

/* Where an article is among those that the own tree leaves out. */
static struct topic *place_left_out(const struct library *library, uint32_t article)
{
    struct topic *root = library_tree(library, TREE_LEFT_OUT);
    struct topic *place = place_among(library, root, article);
    for (struct topic *topic = library_children(library, root);
         topic != NULL && place == NULL; topic = topic->next) {
        if (topic->is_topic)
            place = place_among(library, topic, article);
    }
    return place;
}

/* The first place of an article; NULL when it has none. */
static struct topic *first_place(const struct tree_pane *tree, uint32_t article)
{
    struct topic *topic = NULL;
    if (article != ARTICLE_NONE && tree->items.which == TREE_BY_TOPIC)
        return place_by_topic(tree->items.library, article);
    if (article != ARTICLE_NONE && tree->items.which == TREE_LEFT_OUT)
        return place_left_out(tree->items.library, article);
    if (article != ARTICLE_NONE)
        topic = library_article(tree->items.library, article)->topic;
    if (topic == NULL || topic->article == article)
        return topic;
    topic = library_children(tree->items.library, topic);
    while (topic != NULL && topic->article != article)
        topic = topic->next;
    return topic;
}

/* Where the article on the page is: where it was opened if it is there, else in its
 * first place, and then the topics that lead to it are unfolded. */
static void find_place(struct tree_pane *tree, uint32_t item)
{
    tree->doc_topic = item != ITEM_NONE ? tree_items_topic(&tree->items, item) : NULL;
    if (tree->doc_topic == NULL || tree->doc_topic->article != tree->doc_article)
        tree->doc_topic = first_place(tree, tree->doc_article);
    tree->doc_item = ITEM_NONE;
    if (tree->doc_topic != NULL)
        tree->doc_item = tree_items_of(&tree->items, tree->doc_topic);
}

static void leave_place(struct tree_pane *tree)
{
    tree->doc = NULL;
    tree->doc_article = ARTICLE_NONE;
    tree->doc_topic = NULL;
    tree->doc_item = ITEM_NONE;
}

void tree_pane_show(struct tree_pane *tree, const struct page *page, uint32_t item)
{
    leave_place(tree);
    if (page->id.kind == PAGE_ARTICLE) {
        tree->doc = page->opened->doc;
        tree->doc_article = page->article;
        find_place(tree, item);
    }
    tree->doc_open = true;
    tree->heading = -1;
    count_found(tree, page);
    read_sections(tree);
    if (tree->doc_item != ITEM_NONE)
        open_above(tree, tree->doc_item);
    build_rows(tree);
}

void tree_pane_grow(struct tree_pane *tree, const struct page *page)
{
    size_t count = tree->section_count;
    bool *open = mem_zalloc(count + 1, sizeof *open);
    for (size_t i = 0; i < count; i++)
        open[i] = tree->sections[i].open;
    tree->doc = page->opened->doc;
    tree->heading = -1;
    count_found(tree, page);
    read_sections(tree);
    for (size_t i = 0; i < count && i < tree->section_count; i++)
        tree->sections[i].open = open[i];
    free(open);
    build_rows(tree);
}

void tree_pane_forget(struct tree_pane *tree)
{
    leave_place(tree);
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
    tree_pane_find_current(tree);
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

uint32_t tree_pane_item(struct tree_pane *tree, const struct tree_row *row)
{
    return tree_items_of(&tree->items, row->topic);
}

static void set_topic_open(struct tree_pane *tree, const struct tree_row *row,
                           bool open)
{
    uint32_t item = tree_pane_item(tree, row); /* may move them all */
    tree->items.all[item].open = open;
}

static void set_open(struct tree_pane *tree, const struct tree_row *row, bool open)
{
    if (row->kind == TREE_SECTION)
        tree->sections[row->section].open = open;
    else if (row->topic->has_children)
        set_topic_open(tree, row, open);
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
    bool own = row->topic == tree->doc_topic || row->topic->has_children;
    enum tree_fold fold = own ? row->fold : FOLD_NONE;
    bool open = direction > 0 || (direction == 0 && fold == FOLD_CLOSED);
    if (fold == FOLD_NONE || (fold == FOLD_OPEN) == open)
        return direction < 0 && go_to_parent(tree, row);
    set_open(tree, row, open);
    build_rows(tree);
    return true;
}

enum tree_folded tree_pane_fold_all(struct tree_pane *tree)
{
    struct unfolding done = tree_unfold_all(&tree->items, TREE_ROWS_MAX);
    if (done.count == 0)
        tree_fold_all(&tree->items);
    build_rows(tree);
    if (done.count == 0)
        return TREE_ALL_FOLDED;
    return done.stopped ? TREE_SOME_UNFOLDED : TREE_ALL_UNFOLDED;
}

/* --- When the library's tree changes --- */

/* The nth topic above an item; ITEM_NONE when there are fewer. */
static uint32_t item_above(const struct tree_pane *tree, uint32_t item, int n)
{
    for (; item != ITEM_NONE && n >= 0; n--)
        item = tree->items.all[item].parent;
    return item;
}

static uint64_t folded_above(const struct tree_pane *tree, uint32_t doc_item)
{
    uint64_t folded = 0;
    for (int n = 0; n < 64; n++) {
        uint32_t item = item_above(tree, doc_item, n);
        if (item != ITEM_NONE && !tree->items.all[item].open)
            folded |= UINT64_C(1) << n;
    }
    return folded;
}

struct tree_mark tree_pane_mark(struct tree_pane *tree)
{
    struct tree_mark mark = {
        .item = ITEM_NONE,
        .doc_item = tree->doc_item,
        .folded = folded_above(tree, tree->doc_item),
    };
    const struct tree_row *row = tree_pane_selected(tree);
    if (row != NULL) {
        mark.kind = row->kind;
        mark.section = row->section;
        mark.item = tree_pane_item(tree, row);
    }
    return mark;
}

void tree_pane_refold(struct tree_pane *tree, const struct tree_mark *mark)
{
    if (mark->doc_item == ITEM_NONE || tree->doc_item != mark->doc_item)
        return;
    for (int n = 0; n < 64; n++) {
        uint32_t item = item_above(tree, tree->doc_item, n);
        if (item != ITEM_NONE && mark->folded >> n & 1)
            tree->items.all[item].open = false;
    }
    build_rows(tree);
}

void tree_pane_go_mark(struct tree_pane *tree, const struct tree_mark *mark)
{
    const struct topic *topic = NULL;
    if (mark->item != ITEM_NONE)
        topic = tree_items_topic(&tree->items, mark->item);
    for (size_t i = 0; i < tree->row_count && topic != NULL; i++) {
        const struct tree_row *row = &tree->rows[i];
        bool is_same = mark->kind != TREE_SECTION || row->section == mark->section;
        if (row->kind == mark->kind && row->topic == topic && is_same) {
            tree->selected = i;
            return;
        }
    }
}

void tree_pane_unbind(struct tree_pane *tree)
{
    const struct tree_row *row = tree_pane_selected(tree);
    tree->kept = row != NULL ? *row : (struct tree_row){0};
    tree->kept_item = row != NULL ? tree_pane_item(tree, row) : ITEM_NONE;
    tree->kept.topic = NULL;
    tree->doc_topic = NULL;
    tree->row_count = 0;
    tree_items_unbind(&tree->items);
}

/* The row that was selected, or what is left around it. */
static struct tree_row kept_row(struct tree_pane *tree)
{
    struct tree_row row = tree->kept;
    uint32_t item = tree->kept_item;
    for (; item != ITEM_NONE; item = tree->items.all[item].parent) {
        row.topic = tree_items_topic(&tree->items, item);
        if (row.topic != NULL)
            return row;
        row.kind = TREE_TOPIC;
    }
    return row;
}

/* The article on the page, whose place may be another now: then the topics that lead to
 * it are unfolded, as when it was opened. */
static void find_place_again(struct tree_pane *tree, struct tree_row *kept)
{
    uint32_t before = tree->doc_item;
    find_place(tree, before);
    if (tree->doc_item == ITEM_NONE)
        return;
    if (tree->doc_item != before)
        open_above(tree, tree->doc_item);
    if (tree->kept_item == before)
        *kept = (struct tree_row){
            .kind = tree->kept.kind,
            .section = tree->kept.section,
            .topic = tree->doc_topic,
        };
}

void tree_pane_rebind(struct tree_pane *tree, const struct library *library)
{
    size_t selected = tree->selected;
    tree_items_rebind(&tree->items, library);
    unfold_small(&tree->items);
    struct tree_row kept = kept_row(tree);
    if (tree->doc_article != ARTICLE_NONE)
        find_place_again(tree, &kept);
    tree_pane_build(tree, &kept);
    if (tree->kept_item != ITEM_NONE && tree->row_count > 0 &&
        tree->selected == tree->row_count)
        tree->selected = selected < tree->row_count ? selected : tree->row_count - 1;
}

static bool has_articles(const struct library *library, enum library_tree which)
{
    return library_tree(library, which)->has_children;
}

enum library_tree tree_pane_next_tree(struct tree_pane *tree)
{
    const struct library *library = tree->items.library;
    enum library_tree which = tree->items.which;
    do
        which = (enum library_tree)((which + 1) % LIBRARY_TREES);
    while (which != TREE_OF_ORDER && !has_articles(library, which));
    if (which == tree->items.which)
        return which;
    tree_pane_unbind(tree);
    tree->items.which = which;
    tree_pane_rebind(tree, library);
    return which;
}
