#include "ui/dress.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

enum {
    /* Enough to see who links here; more would be a list. */
    LINKED_MAX = 6,
    /* Beside the label they fit into a line of an answer; else each has its own. */
    SEE_LINE_COLS = 48,
};

/* A link that was added, and where it leads. */
struct added {
    const struct node *link;
    struct target target;
};

struct dresser {
    struct page *page;
    struct view *view;
    const struct library *library;
    struct doc *doc;
    struct arena *arena;
    struct facts_cache facts; /* of what is led to: an answer may lead to any article */
    struct added *added;      /* on the heap while it grows */
    size_t count, cap;
    bool has_tail; /* the rule below the article is there */
};

/* --- Pieces --- */

static struct node *add_node(struct dresser *it, struct node *parent,
                             enum node_kind kind, int flags)
{
    struct node *node = doc_node(it->doc, kind, 0);
    node->flags = (uint16_t)(NODE_ADDED | flags);
    if (parent != NULL)
        node_append(parent, node);
    return node;
}

static void add_text(struct dresser *it, struct node *parent, struct str text)
{
    add_node(it, parent, NODE_TEXT, 0)->u.text = arena_str(it->arena, text);
}

/* A link to an article, or to a section of it. */
static void add_link(struct dresser *it, struct node *parent, uint32_t article,
                     struct str slug, struct str label)
{
    struct str path = arena_str(it->arena, library_article(it->library, article)->path);
    struct node *link = add_node(it, parent, NODE_LINK, 0);
    link->u.link.form = LINK_TERM;
    link->u.link.dest = path;
    add_text(it, link, label);
    it->added = mem_grow(it->added, it->count, &it->cap, sizeof *it->added);
    it->added[it->count++] = (struct added){
        .link = link,
        .target =
            {
                .kind = slug.len > 0 ? TARGET_SECTION : TARGET_ARTICLE,
                .article = article,
                .fragment = arena_str(it->arena, slug),
                .slug = arena_str(it->arena, slug),
                .text = path,
            },
    };
}

static struct str title_of(const struct dresser *it, uint32_t article)
{
    return library_article(it->library, article)->title;
}

/* --- Below an answer --- */

/* What a section is called from this page; its slug, empty for an article's top. */
static struct str see_label(struct dresser *it, const struct see *see, struct str *slug)
{
    const struct facts *facts = facts_cache_get(&it->facts, see->article);
    struct str title = title_of(it, see->article);
    *slug = (struct str){0};
    if (see->heading == HEADING_NONE || facts == NULL ||
        see->heading >= facts->heading_count)
        return see->article == it->page->article ? STR("Beginning") : title;
    const struct fact_heading *heading = &facts->headings[see->heading];
    if (heading->is_title || heading->title.len == 0)
        return title;
    *slug = heading->slug;
    if (see->article == it->page->article)
        return heading->title;
    return arena_printf(it->arena, STR_FMT " › " STR_FMT, STR_ARG(title),
                        STR_ARG(heading->title));
}

/* The last block of an answer, a sibling of its first; NULL when it is no run of
 * blocks.
 */
static struct node *last_block(const struct dresser *it,
                               const struct question *question)
{
    const struct doc *doc = it->doc;
    if (question->from >= question->to || question->to > it->page->plain_count)
        return NULL;
    const struct node *first = doc->nodes[question->from];
    struct node *last = doc->nodes[question->to - 1];
    while (last != NULL && last->parent != first->parent)
        last = last->parent;
    return last != NULL && node_is_block(last) ? last : NULL;
}

/* Where the links go that belong below a block. */
static struct node *holder_below(struct dresser *it, struct node *block)
{
    if (block->kind == NODE_CELL) {
        add_node(it, block, NODE_LINE_BREAK, 0);
        return block;
    }
    if (block->kind == NODE_ITEM || block->kind == NODE_DEFINITION)
        return add_node(it, block, NODE_PARAGRAPH, NODE_ANSWER);
    struct node *holder = add_node(it, NULL, NODE_PARAGRAPH, NODE_ANSWER);
    node_insert_after(block, holder);
    return holder;
}

static void dress_answer(struct dresser *it, size_t index)
{
    size_t count;
    const struct see *sees =
        view_see(it->view, it->page->article, index, it->arena, &count);
    struct node *last = last_block(it, &it->page->opened->extract->questions[index]);
    if (count == 0 || last == NULL)
        return;
    struct node *holder = holder_below(it, last);
    add_text(it, holder, STR("More on this  "));
    struct str labels[SEE_MAX], slugs[SEE_MAX];
    size_t cols = 0;
    for (size_t i = 0; i < count; i++) {
        labels[i] = see_label(it, &sees[i], &slugs[i]);
        cols += text_cols(labels[i]) + (i > 0 ? 3 : 0);
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && cols > SEE_LINE_COLS && holder->kind != NODE_CELL)
            add_node(it, holder, NODE_LINE_BREAK, 0);
        else if (i > 0)
            add_text(it, holder, STR(" · "));
        add_link(it, holder, sees[i].article, slugs[i], labels[i]);
    }
}

/* A file that was changed since the catalog read it may have other questions. */
static bool is_as_known(struct dresser *it)
{
    const struct facts *facts = facts_cache_get(&it->facts, it->page->article);
    const struct extract *extract = it->page->opened->extract;
    if (facts == NULL || facts->question_count != extract->question_count)
        return false;
    for (size_t i = 0; i < extract->question_count; i++)
        if (!str_eq(facts->questions[i].question, extract->questions[i].question))
            return false;
    return true;
}

/* --- Below the article --- */

/* A paragraph that begins with a label, as wide as the others. */
static struct node *tail_part(struct dresser *it, const char *label)
{
    if (!it->has_tail)
        add_node(it, it->doc->root, NODE_RULE, 0);
    it->has_tail = true;
    struct node *part = add_node(it, it->doc->root, NODE_PARAGRAPH, 0);
    add_text(it, part, str_from(label));
    return part;
}

static void dress_related(struct dresser *it)
{
    size_t count;
    const struct related *related =
        view_related(it->view, it->page->article, it->arena, &count);
    if (count == 0)
        return;
    struct node *part = tail_part(it, "Related      ");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            add_node(it, part, NODE_LINE_BREAK, 0);
        add_link(it, part, related[i].article, (struct str){0},
                 title_of(it, related[i].article));
        add_text(it, part,
                 arena_printf(it->arena, "  by %s", related_why_name(related[i].why)));
    }
}

static size_t count_articles(const struct backlink *links, size_t count)
{
    size_t articles = 0;
    for (size_t i = 0; i < count; i++)
        articles += i == 0 || links[i].from != links[i - 1].from;
    return articles;
}

static struct str slug_of(struct dresser *it, const struct backlink *link)
{
    const struct facts *facts = NULL;
    if (link->heading != HEADING_NONE)
        facts = facts_cache_get(&it->facts, link->from);
    return facts != NULL && link->heading < facts->heading_count
               ? facts->headings[link->heading].slug
               : (struct str){0};
}

/* Each article once, by the first of its links; they come in order of articles. */
static void dress_linked(struct dresser *it)
{
    size_t count, shown = 0;
    const struct backlink *links =
        view_backlinks(it->view, it->page->article, it->arena, &count);
    size_t articles = count_articles(links, count);
    if (articles == 0)
        return;
    struct node *part = tail_part(it, "Linked from  ");
    for (size_t i = 0; i < count && shown < LINKED_MAX; i++) {
        if (i > 0 && links[i].from == links[i - 1].from)
            continue;
        if (shown++ > 0)
            add_text(it, part, STR(" · "));
        add_link(it, part, links[i].from, slug_of(it, &links[i]),
                 title_of(it, links[i].from));
    }
    if (articles > shown)
        add_text(it, part, arena_printf(it->arena, " and %zu more", articles - shown));
}

static void dress_next(struct dresser *it)
{
    uint32_t next = library_step(it->library, it->page->article, +1);
    if (next != ARTICLE_NONE)
        add_link(it, tail_part(it, "Next         "), next, (struct str){0},
                 title_of(it, next));
}

/* --- Numbers --- */

static int compare_added(const void *a, const void *b)
{
    const struct added *left = a, *right = b;
    return left->link->id < right->link->id ? -1 : 1;
}

/* The targets of all links, those of the article and the added ones. */
static void join_targets(struct dresser *it, struct node *const *links)
{
    struct opened *opened = it->page->opened;
    const struct doc *doc = it->doc;
    struct target *all = ARENA_ARRAY(it->arena, doc->link_count, struct target);
    size_t old = 0, added = 0, old_count = doc->link_count - it->count;
    qsort(it->added, it->count, sizeof *it->added, compare_added);
    for (size_t i = 0; i < doc->link_count; i++)
        all[i] = old < old_count && doc->links[i] == links[old]
                     ? opened->targets[old++]
                     : it->added[added++].target;
    opened->targets = all;
}

/* Numbers the nodes anew and carries over what is known by number. */
static void renumber(struct dresser *it)
{
    struct page *page = it->page;
    struct extract *extract = page->opened->extract;
    struct node *const *nodes = it->doc->nodes, *const *links = it->doc->links;
    doc_finish(it->doc);
    page->dressed = ARENA_ARRAY(it->arena, page->plain_count, uint32_t);
    for (uint32_t id = 0; id < page->plain_count; id++)
        page->dressed[id] = nodes[id]->id;
    join_targets(it, links);
    for (size_t i = 0; i < extract->question_count; i++) {
        struct question *question = &extract->questions[i];
        question->from = page_node(page, question->from);
        if (question->to > 0)
            question->to = page_node(page, question->to - 1) + 1;
    }
}

/* --- What is known --- */

static void digest(uint64_t *sum, uint64_t number)
{
    *sum = (*sum ^ number) * UINT64_C(0x100000001b3);
}

static void digest_near(uint64_t *sum, struct view *view, uint32_t article,
                        struct arena *arena)
{
    size_t count;
    const struct related *related = view_related(view, article, arena, &count);
    digest(sum, count);
    for (size_t i = 0; i < count; i++) {
        digest(sum, related[i].article);
        digest(sum, related[i].why);
    }
    const struct backlink *links = view_backlinks(view, article, arena, &count);
    digest(sum, count);
    for (size_t i = 0; i < count; i++) {
        digest(sum, links[i].from);
        digest(sum, links[i].heading);
    }
    digest(sum, library_step(view_library(view), article, +1));
}

/* Of all that a page is dressed in, but for titles: when one of those changes the whole
 * library is another one. */
static uint64_t digest_of(const struct page *page, struct view *view)
{
    struct arena scratch = {0};
    uint64_t sum = 0;
    size_t count;
    digest_near(&sum, view, page->article, &scratch);
    for (size_t i = 0; i < page->opened->extract->question_count; i++) {
        const struct see *sees = view_see(view, page->article, i, &scratch, &count);
        digest(&sum, count);
        for (size_t j = 0; j < count; j++) {
            digest(&sum, sees[j].article);
            digest(&sum, sees[j].heading);
        }
    }
    arena_release(&scratch);
    return sum;
}

static bool can_dress(const struct page *page)
{
    return page->kind == PAGE_ARTICLE && !page->failed && !page->is_head;
}

bool page_dress_is_old(const struct page *page, struct view *view)
{
    return view != NULL && can_dress(page) && page->dressed != NULL &&
           page->dress != digest_of(page, view);
}

/* --- All --- */

void page_dress(struct page *page, struct view *view)
{
    if (!can_dress(page) || page->dressed != NULL)
        return;
    page->dress = digest_of(page, view);
    struct arena scratch = {0};
    struct dresser it = {
        .page = page,
        .view = view,
        .library = view_library(view),
        .doc = page->opened->doc,
        .arena = &page->arena,
        .facts = {.view = view, .arena = &scratch},
    };
    page->plain_count = it.doc->node_count;
    if (is_as_known(&it))
        for (size_t i = 0; i < page->opened->extract->question_count; i++)
            dress_answer(&it, i);
    dress_related(&it);
    dress_linked(&it);
    dress_next(&it);
    if (it.count > 0)
        renumber(&it);
    free(it.added);
    facts_cache_release(&it.facts);
    arena_release(&scratch);
}
