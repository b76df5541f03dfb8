/* Going to the place that a row of a list leads to. */
#include "ui/follow.h"
#include "ui/keys/actions.h"
#include "ui/keys/pending.h"
#include "ui/lists/lists.h"
#include "ui/state.h"
#include "ui/travel.h"

static uint32_t behind(const struct node *node)
{
    while (node->last != NULL)
        node = node->last;
    return node->id + 1;
}

/* The heading that a node is below has this slug; an empty one is that of none. */
static bool is_below(const struct doc *doc, const struct node *node, struct str slug)
{
    ptrdiff_t heading = doc_heading_index(doc, node->id);
    if (heading < 0)
        return slug.len == 0;
    return str_eq(doc->headings[heading]->u.heading.slug, slug);
}

static const struct node *find_link(const struct opened *opened, uint32_t to,
                                    struct str slug)
{
    const struct doc *doc = opened->doc;
    for (size_t i = 0; i < doc->link_count; i++) {
        const struct target *target = &opened->targets[i];
        bool leads = target->kind == TARGET_ARTICLE || target->kind == TARGET_SECTION ||
                     target->kind == TARGET_FAQ;
        if (leads && !target->dangling && target->article == to &&
            is_below(doc, doc->links[i], slug))
            return doc->links[i];
    }
    return NULL;
}

static const struct node *section_of(const struct doc *doc, struct str slug)
{
    return slug.len > 0 ? target_place(doc, slug) : NULL;
}

static const struct node *node_at(const struct doc *doc, uint32_t id)
{
    return id < doc->node_count ? doc->nodes[id] : NULL;
}

/* The node, or the block that is in its place. */
static const struct node *find_range(const struct destination *destination,
                                     const struct page *page)
{
    const struct doc *doc = page->opened->doc;
    uint32_t id = position_node(&destination->range.first, page_content(page));
    if (id != NODE_NONE)
        return doc->nodes[id];
    struct anchor near;
    (void)position_find(&destination->range.first, page_content(page), &near);
    const struct node *node = doc->nodes[near.node];
    while (node->parent != NULL && !node_is_block(node))
        node = node->parent;
    return node;
}

static const struct node *find_node(const struct destination *destination,
                                    const struct page *page)
{
    const struct doc *doc = page->opened->doc;
    const struct node *node = NULL;
    switch (destination->at) {
    case DESTINATION_RANGE:
        return find_range(destination, page);
    case DESTINATION_SECTION:
        if (destination->number > 0 && destination->number <= doc->heading_count)
            node = doc->headings[destination->number - 1];
        /* The file may have changed since the catalog read it. */
        if (node != NULL && (destination->slug.len == 0 ||
                             str_eq(node->u.heading.slug, destination->slug)))
            return node;
        break;
    case DESTINATION_FACT:
        node = node_at(doc, destination->number);
        if (node != NULL && node->flags & (NODE_POINT | NODE_QUESTION))
            return node;
        break;
    case DESTINATION_BACKLINK:
        node = find_link(page->opened, destination->number, destination->slug);
        if (node != NULL)
            return node;
        break;
    }
    return section_of(doc, destination->slug);
}

/* What is no longer there is not marked. */
static void mark_range(struct reader *reader, const struct destination *destination,
                       const struct node *node)
{
    bool is_there =
        position_node(&destination->range.first, reader_content(reader)) == node->id;
    if (is_there && node->kind == NODE_LINK)
        reader->selected = node->id;
    else if (is_there && destination->marks)
        range_find(&destination->range, reader_content(reader), &reader->lit.from,
                   &reader->lit.to);
}

/* A point or an answer is marked whole, a link as if it were selected. */
static void mark(struct reader *reader, const struct destination *destination,
                 const struct node *node)
{
    /* One is there even where it could not come to the top. */
    reader->here = doc_heading_index(reader_doc(reader), node->id);
    if (destination->at == DESTINATION_BACKLINK && node->kind == NODE_LINK)
        reader->selected = node->id;
    if (destination->at == DESTINATION_RANGE) {
        mark_range(reader, destination, node);
        return;
    }
    if (destination->at != DESTINATION_FACT)
        return;
    if (node->kind == NODE_LINK) {
        reader->selected = node->id;
        return;
    }
    reader->lit = (struct highlight){node->id, behind(node)};
    uint32_t end = destination->end;
    if (node->flags & NODE_QUESTION && end > reader->lit.to)
        reader->lit.to = end;
}

/* What is gone to is read: a folded question with its answer. */
static void unfold(struct reader *reader, const struct node *node)
{
    reader_unfold_around(reader, node);
    if (!(node->flags & NODE_QUESTION) || !layout_can_fold(node) ||
        !reader_is_folded(reader, node))
        return;
    reader_toggle_fold(reader, node->id);
    reader_fit(reader, reader->rows, reader->cols, true);
}

bool destination_is_top(const struct destination *destination)
{
    return destination->at == DESTINATION_SECTION && destination->number == 0 &&
           destination->slug.len == 0;
}

void destination_show(const struct destination *destination, struct reader *reader)
{
    const struct node *node = find_node(destination, reader->page);
    reader->lit = (struct highlight){0};
    reader->selected = NODE_NONE;
    if (node == NULL) {
        reader_go_line(reader, 0);
        return;
    }
    unfold(reader, node);
    reader_go_node(reader, node);
    mark(reader, destination, node);
}

enum reaction destination_arrive(struct app *app, const struct destination *destination)
{
    const struct node *node = find_node(destination, app->reader.page);
    if (node != NULL) {
        unfold(&app->reader, node);
        go_node(app, node);
        mark(&app->reader, destination, node);
    }
    return REACT_RELAYOUT | REACT_DRAW;
}

/* In the head of an article only what is named can be told from what comes later. */
bool destination_waits(const struct destination *destination, const struct page *page)
{
    if (!page_waits(page))
        return false;
    switch (destination->at) {
    case DESTINATION_SECTION:
        return !destination_is_top(destination) && find_node(destination, page) == NULL;
    case DESTINATION_RANGE:
        return position_node(&destination->range.first, page_content(page)) ==
               NODE_NONE;
    case DESTINATION_FACT:
    case DESTINATION_BACKLINK:
        break;
    }
    return true;
}

static enum reaction arrive_pending(struct app *app, struct pending *pending)
{
    pending->destination.slug = buf_str(&pending->text);
    return destination_arrive(app, &pending->destination);
}

bool destination_wait(struct app *app, const struct destination *destination)
{
    if (!pending_start(app, arrive_pending, destination->slug))
        return false;
    app->pending.destination = *destination;
    app->pending.destination.page = app->reader.page->id; /* which lasts */
    return true;
}

enum reaction destination_go(struct app *app, const struct destination *destination)
{
    const struct page *page = app->reader.page;
    const struct area *text = &app->screen.text;
    bool here = page_id_eq(page->id, destination->page);
    if (here)
        travel_remember(app);
    else
        travel_to(app, destination->page, ITEM_NONE);
    app_plan(app);
    reader_fit(&app->reader, text->rows, text->cols, false);
    page = app->reader.page;
    if (destination_waits(destination, page) && destination_wait(app, destination))
        return REACT_RELAYOUT | REACT_DRAW;
    if (here && find_node(destination, page) == NULL)
        reader_go_line(&app->reader, 0);
    return destination_arrive(app, destination);
}
