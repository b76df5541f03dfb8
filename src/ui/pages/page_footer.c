/*
 * Builds the footer on a thread: asks the catalog what is near, makes the annexes and
 * the tail, and compares a digest with the footer that is shown, so that an equal one
 * is not laid out again.
 */
#include "ui/pages/page_footer.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

enum {
    /* Enough to see who links here; more would be a list. */
    LINKED_MAX = 6,
    /* Beside the label they fit into a line of an answer; else each has its own. */
    SEE_LINE_COLS = 48,
};

/* A footer that is being made. */
struct footer_maker {
    uint32_t article;
    const struct opened *opened;
    struct view *view;
    const struct task *task;
    const struct library *library;
    struct doc *doc;
    struct arena *arena;
    struct facts_cache facts; /* of what is led to: an answer may lead to any article */
    uint64_t digest;          /* of what was known */
    struct target *targets; /* in the order of the links; on the heap while it grows */
    size_t count, cap;
};

/* Where an annex is to be: below the answer to a question. */
struct annex_place {
    const struct node *below;
    size_t question;
};

/* --- Pieces --- */

static void digest(struct footer_maker *it, uint64_t number)
{
    it->digest = (it->digest ^ number) * UINT64_C(0x100000001b3);
}

static struct node *add_node(struct footer_maker *it, struct node *parent,
                             enum node_kind kind)
{
    struct node *node = doc_node(it->doc, kind, 0);
    node_append(parent, node);
    return node;
}

static void add_text(struct footer_maker *it, struct node *parent, struct str text)
{
    digest(it, str_hash(text));
    add_node(it, parent, NODE_TEXT)->u.text = arena_str(it->arena, text);
}

/* A link to an article, or to a section of it. */
static void add_link(struct footer_maker *it, struct node *parent, uint32_t article,
                     struct str slug, struct str label)
{
    struct str path = arena_str(it->arena, library_article(it->library, article)->path);
    struct node *link = add_node(it, parent, NODE_LINK);
    link->u.link.form = LINK_TERM;
    link->u.link.dest = path;
    add_text(it, link, label);
    it->targets = mem_grow(it->targets, it->count, &it->cap, sizeof *it->targets);
    digest(it, article);
    digest(it, str_hash(slug));
    it->targets[it->count++] = (struct target){
        .kind = slug.len > 0 ? TARGET_SECTION : TARGET_ARTICLE,
        .article = article,
        .fragment = arena_str(it->arena, slug),
        .slug = arena_str(it->arena, slug),
        .text = path,
    };
}

static struct str title_of(const struct footer_maker *it, uint32_t article)
{
    return library_article(it->library, article)->title;
}

/* --- Below an answer --- */

/* What a section is called from this page; its slug, empty for an article's top. */
static struct str see_label(struct footer_maker *it, const struct see_also *see,
                            struct str *slug)
{
    const struct facts *facts = facts_cache_get(&it->facts, see->article);
    struct str title = title_of(it, see->article);
    *slug = (struct str){0};
    if (see->heading == HEADING_NONE || facts == NULL ||
        see->heading >= facts->heading_count)
        return see->article == it->article ? STR("Beginning") : title;
    const struct fact_heading *heading = &facts->headings[see->heading];
    if (heading->is_title || heading->title.len == 0)
        return title;
    *slug = heading->slug;
    if (see->article == it->article)
        return heading->title;
    return arena_printf(it->arena, STR_FMT " › " STR_FMT, STR_ARG(title),
                        STR_ARG(heading->title));
}

/* The last block of an answer, a sibling of its first; NULL when it is no run of
 * blocks. A row has no room below it but for its table's. */
static const struct node *last_block(const struct footer_maker *it,
                                     const struct question *question)
{
    const struct doc *doc = it->opened->doc;
    if (question->from >= question->to || question->to > doc->node_count)
        return NULL;
    const struct node *first = doc->nodes[question->from];
    const struct node *last = doc->nodes[question->to - 1];
    while (last != NULL && last->parent != first->parent)
        last = last->parent;
    if (last != NULL && last->kind == NODE_ROW)
        last = last->parent;
    return last != NULL && node_is_block(last) ? last : NULL;
}

/* Whether a link of the page leads to the section. */
static bool leads_to(struct footer_maker *it, size_t link, const struct see_also *see)
{
    const struct target *target = &it->opened->targets[link];
    struct str slug;
    see_label(it, see, &slug);
    return !target->dangling && target->article == see->article &&
           (target->kind == TARGET_ARTICLE || target->kind == TARGET_SECTION ||
            target->kind == TARGET_FAQ) &&
           str_eq(text_slug(it->arena, target->fragment), slug);
}

/* Leaves out what the answer links to itself. */
static size_t drop_linked(struct footer_maker *it, const struct question *question,
                          struct see_also *sees, size_t count)
{
    const struct doc *doc = it->opened->doc;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        size_t link = doc_link_at(doc, question->from);
        size_t end = doc_link_at(doc, question->to);
        while (link < end && !leads_to(it, link, &sees[i]))
            link++;
        if (link == end)
            sees[kept++] = sees[i];
    }
    return kept;
}

static struct node *add_annex(struct footer_maker *it, const struct see_also *sees,
                              size_t count, const struct node *below)
{
    struct node *annex = add_node(it, it->doc->root, NODE_PARAGRAPH);
    add_text(it, annex, STR("More on this  "));
    struct str labels[SEE_MAX], slugs[SEE_MAX];
    size_t cols = 0;
    for (size_t i = 0; i < count; i++) {
        labels[i] = see_label(it, &sees[i], &slugs[i]);
        cols += text_cols(labels[i]) + (i > 0 ? 3 : 0);
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && cols > SEE_LINE_COLS && below->kind != NODE_CELL)
            add_node(it, annex, NODE_LINE_BREAK);
        else if (i > 0)
            add_text(it, annex, STR(" · "));
        add_link(it, annex, sees[i].article, slugs[i], labels[i]);
    }
    return annex;
}

static int compare_places(const void *a, const void *b)
{
    const struct annex_place *left = a, *right = b;
    uint32_t left_end = node_end(left->below), right_end = node_end(right->below);
    if (left_end != right_end)
        return left_end < right_end ? -1 : 1;
    if (left->below != right->below)
        return left->below->id > right->below->id ? -1 : 1;
    return left->question < right->question ? -1 : left->question > right->question;
}

/* In the order of what they are below. */
static void add_annexes(struct footer_maker *it, struct footer *footer)
{
    const struct extract *extract = it->opened->extract;
    size_t count = 0;
    struct annex_place *places = mem_zalloc(extract->question_count, sizeof *places);
    for (size_t i = 0; i < extract->question_count; i++) {
        const struct node *below = last_block(it, &extract->questions[i]);
        if (below != NULL)
            places[count++] = (struct annex_place){below, i};
    }
    if (count > 0)
        qsort(places, count, sizeof *places, compare_places);
    footer->annexes = ARENA_ARRAY(it->arena, count, struct annex);
    for (size_t i = 0; i < count && !task_is_stopped(it->task); i++) {
        const struct node *below = places[i].below;
        size_t see_count;
        struct see_also *sees = view_see_also(
            it->view, it->article, facts_cache_get(&it->facts, it->article),
            places[i].question, it->arena, &see_count);
        see_count =
            drop_linked(it, &extract->questions[places[i].question], sees, see_count);
        if (see_count == 0)
            continue;
        digest(it, below->id);
        footer->annexes[footer->annex_count++] =
            (struct annex){add_annex(it, sees, see_count, below), below};
    }
    free(places);
}

/* A file that was changed since the catalog read it may have other questions. */
static bool is_as_known(struct footer_maker *it)
{
    const struct facts *facts = facts_cache_get(&it->facts, it->article);
    const struct extract *extract = it->opened->extract;
    if (facts == NULL || facts->question_count != extract->question_count)
        return false;
    for (size_t i = 0; i < extract->question_count; i++)
        if (!str_eq(facts->questions[i].question, extract->questions[i].question))
            return false;
    return true;
}

/* --- Below the article --- */

/* A paragraph that begins with a label, as wide as the others. */
static struct node *tail_part(struct footer_maker *it, const char *label)
{
    struct node *part = add_node(it, it->doc->root, NODE_PARAGRAPH);
    add_text(it, part, str_from(label));
    return part;
}

static void add_related(struct footer_maker *it)
{
    size_t count;
    const struct related *related =
        view_related(it->view, it->article, it->arena, &count);
    if (count == 0)
        return;
    struct node *part = tail_part(it, "Related      ");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            add_node(it, part, NODE_LINE_BREAK);
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

static struct str slug_of(struct footer_maker *it, const struct backlink *link)
{
    const struct facts *facts = NULL;
    if (link->heading != HEADING_NONE)
        facts = facts_cache_get(&it->facts, link->from);
    return facts != NULL && link->heading < facts->heading_count
               ? facts->headings[link->heading].slug
               : (struct str){0};
}

/* Each article once, by the first of its links; they come in order of articles. */
static void add_linked(struct footer_maker *it)
{
    size_t count, shown = 0;
    const struct backlink *links =
        view_backlinks(it->view, it->article, it->arena, &count);
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

static void add_next(struct footer_maker *it)
{
    uint32_t next = library_step(it->library, it->article, +1);
    if (next != ARTICLE_NONE)
        add_link(it, tail_part(it, "Next         "), next, (struct str){0},
                 title_of(it, next));
}

/* --- All --- */

static void finish(struct footer_maker *it, struct page_footer *footer)
{
    doc_finish(it->doc);
    doc_number_from(it->doc, it->opened->doc->node_count,
                    (uint32_t)it->opened->doc->link_count);
    footer->parts.doc = it->doc;
    footer->digest = it->digest;
    footer->targets = ARENA_ARRAY(it->arena, it->count, struct target);
    for (size_t i = 0; i < it->count; i++)
        footer->targets[i] = it->targets[i];
    free(it->targets);
}

struct footer_task {
    struct task task;
    uint32_t article;
    const struct opened *opened;
    struct view *view;
    struct page_footer *footer; /* the thread's until it is over */
};

static void work(void *context)
{
    struct footer_task *task = context;
    struct page_footer *footer = mem_zalloc(1, sizeof *footer);
    struct arena scratch = {0};
    struct footer_maker it = {
        .article = task->article,
        .opened = task->opened,
        .view = task->view,
        .task = &task->task,
        .library = view_library(task->view),
        .doc = doc_new(&footer->arena, DOC_TEXT),
        .arena = &footer->arena,
        .facts = {.view = task->view, .arena = &scratch},
    };
    footer->holds = 1;
    library_begin_read(it.library); /* one state for hundreds of questions */
    if (is_as_known(&it))
        add_annexes(&it, &footer->parts);
    add_related(&it);
    add_linked(&it);
    add_next(&it);
    library_end_read(it.library);
    finish(&it, footer);
    facts_cache_release(&it.facts);
    arena_release(&scratch);
    task->footer = footer;
}

struct footer_task *footer_task_start(uint32_t article, const struct opened *opened,
                                      struct view *view, int wake_fd)
{
    struct footer_task *task = mem_zalloc(1, sizeof *task);
    task->article = article;
    task->opened = opened;
    task->view = view;
    task_start(&task->task, work, task, wake_fd);
    return task;
}

void footer_task_free(struct footer_task *task)
{
    if (task == NULL)
        return;
    task_release(&task->task);
    page_footer_drop(task->footer);
    free(task);
}

struct task *footer_task(struct footer_task *task)
{
    return &task->task;
}

struct page_footer *footer_task_take(struct footer_task *task)
{
    struct page_footer *footer = NULL;
    if (task_is_over(&task->task) && !task_is_stopped(&task->task)) {
        footer = task->footer;
        task->footer = NULL;
    }
    return footer;
}

struct page_footer *page_footer_hold(struct page_footer *footer)
{
    if (footer != NULL)
        footer->holds++;
    return footer;
}

void page_footer_drop(struct page_footer *footer)
{
    if (footer == NULL || --footer->holds > 0)
        return;
    arena_release(&footer->arena);
    free(footer);
}
