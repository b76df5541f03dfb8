/* The lists of an article's links, of those that lead to it, and of what is near it. */
#include "base/text.h"
#include "ui/follow.h"
#include "ui/known.h"
#include "ui/lists/lists.h"
#include "ui/state.h"

static uint32_t this_article(const struct app *app)
{
    return app->reader.page->article;
}

static struct str article_title(const struct app *app, uint32_t article)
{
    return library_article(app->library, article)->title;
}

/* --- Links --- */

static bool leads_to_article(const struct target *target)
{
    return !target->dangling &&
           (target->kind == TARGET_ARTICLE || target->kind == TARGET_SECTION ||
            target->kind == TARGET_FAQ);
}

/* The link that a row stands for; NULL when it is no longer there. */
static const struct node *link_of(const struct app *app, uint32_t value)
{
    uint32_t id =
        position_node(&list_range(app, value)->first, reader_content(&app->reader));
    return id == NODE_NONE ? NULL : reader_doc(&app->reader)->nodes[id];
}

static struct str link_mark(const struct target *target)
{
    if (target->dangling)
        return STR("✗");
    switch (target->kind) {
    case TARGET_ARTICLE:
    case TARGET_SECTION:
    case TARGET_FAQ:
    case TARGET_FOOTNOTE:
        return STR("→");
    case TARGET_TIMESTAMP:
        return STR("▶");
    case TARGET_ASSET:
    case TARGET_URL:
        break;
    }
    return STR("↗");
}

static void add_link(struct app *app, uint32_t index)
{
    struct arena *arena = &app->list.arena;
    const struct opened *opened = app->reader.page->opened;
    const struct target *target = &opened->targets[index];
    struct list_row row = {
        .mark = link_mark(target),
        .text = node_text_in(opened->doc->links[index], arena),
        .dangling = target->dangling,
    };
    if (leads_to_article(target)) {
        row.detail = article_title(app, target->article);
        row.section = arena_str(
            arena, text_clean(arena, section_name(app, target), TEXT_ONE_LINE));
    } else {
        row.detail = arena_str(arena, text_clean(arena, target->text, TEXT_ONE_LINE));
    }
    if (row.text.len == 0)
        row.text = row.detail;
    /* "NATO" leads to "NATO": that need not be said twice. */
    if (row.section.len == 0 && str_eq(row.text, row.detail))
        row.detail = (struct str){0};
    list_put_range(app, row, opened->doc->links[index]->id,
                   node_end(opened->doc->links[index]));
}

static uint32_t fill_links(struct app *app)
{
    const struct doc *doc = reader_doc(&app->reader);
    const struct stop *selected = reader_selected(&app->reader);
    uint32_t start = UINT32_MAX;
    for (uint32_t i = 0; i < doc->link_count; i++) {
        if (doc->links[i]->kind != NODE_LINK)
            continue;
        if (selected != NULL && selected->link == i)
            start = (uint32_t)app->listed.range_count;
        add_link(app, i);
    }
    return start;
}

/* What leads to nothing that can be shown is shown where it is. */
static bool destination_of_link(const struct app *app, uint32_t value,
                                struct destination *destination)
{
    const struct page *page = app->reader.page;
    const struct node *link = link_of(app, value);
    const struct target *target =
        link != NULL ? &page->opened->targets[link->u.link.index] : NULL;
    *destination = (struct destination){
        .page = page->id,
        .at = DESTINATION_RANGE,
        .range = *list_range(app, value),
        .marks = true,
    };
    if (target != NULL && leads_to_article(target))
        *destination = (struct destination){
            .page = page_of_article(app->library, target->article),
            .at = DESTINATION_SECTION,
            .slug = target->fragment,
        };
    return true;
}

static enum reaction choose_link(struct app *app, uint32_t value)
{
    const struct node *link = link_of(app, value);
    if (link != NULL) {
        struct stop stop = {.node = link->id, .link = link->u.link.index};
        return follow_stop(app, &stop);
    }
    struct destination destination;
    (void)destination_of_link(app, value, &destination);
    if (!destination_wait(app, &destination))
        app_say(app, "This link is no longer in the article");
    return REACT_DRAW;
}

const struct list_source list_links = {
    .title = "Links in",
    .empty = "There are no links on this page",
    .own = true,
    .about = ABOUT_PAGE,
    .fill = fill_links,
    .destination = destination_of_link,
    .choose = choose_link,
};

/* --- Backlinks --- */

/* Until the facts of another article are asked for. */
static const struct fact_heading *heading_of(const struct app *app,
                                             const struct backlink *link)
{
    const struct facts *facts = NULL;
    if (link->heading != HEADING_NONE)
        facts = app_facts(app, link->from);
    return facts != NULL && link->heading < facts->heading_count
               ? &facts->headings[link->heading]
               : NULL;
}

static uint32_t fill_backlinks(struct app *app)
{
    size_t count = 0;
    uint32_t article = this_article(app);
    struct backlink *links = NULL;
    arena_clear(&app->listed.arena);
    if (article != ARTICLE_NONE && app->view != NULL) {
        links = view_backlinks(app->view, article, &app->listed.arena, &count);
        view_backlink_texts(app->view, article, links, count, &app->listed.arena);
    }
    struct str *slugs = ARENA_ARRAY(&app->listed.arena, count, struct str);
    app->listed.backlinks = links;
    app->listed.slugs = slugs;
    for (uint32_t i = 0; i < count; i++) {
        const struct fact_heading *heading = heading_of(app, &links[i]);
        struct list_row row = {
            .text = article_title(app, links[i].from),
            .value = i,
        };
        if (heading != NULL && !heading->is_title)
            row.section = arena_str(&app->list.arena, heading->title);
        if (heading != NULL)
            slugs[i] = arena_str(&app->listed.arena, heading->slug);
        if (!str_eq(links[i].text, article_title(app, article)))
            row.more = links[i].text;
        list_put(&app->list, row);
    }
    return UINT32_MAX;
}

static bool destination_of_backlink(const struct app *app, uint32_t value,
                                    struct destination *destination)
{
    const struct backlink *link = &app->listed.backlinks[value];
    *destination = (struct destination){
        .page = page_of_article(app->library, link->from),
        .at = DESTINATION_BACKLINK,
        .number = this_article(app),
        .slug = app->listed.slugs[value],
    };
    return true;
}

const struct list_source list_backlinks = {
    .title = "Links to",
    .empty = "No other article links to this one",
    .about = ABOUT_PAGE,
    .behind = true,
    .fill = fill_backlinks,
    .destination = destination_of_backlink,
};

/* --- Related articles --- */

static struct str describe_why(enum related_why why)
{
    switch (why) {
    case RELATED_LINKS:
        return STR("by links");
    case RELATED_TOPICS:
        return STR("by topics");
    case RELATED_WORDS:
        break;
    }
    return STR("by words");
}

static uint32_t fill_related(struct app *app)
{
    size_t count = 0;
    const struct related *related = NULL;
    arena_clear(&app->listed.arena);
    if (this_article(app) != ARTICLE_NONE && app->view != NULL)
        related =
            view_related(app->view, this_article(app), &app->listed.arena, &count);
    for (size_t i = 0; i < count; i++)
        list_add(&app->list, article_title(app, related[i].article),
                 describe_why(related[i].why), related[i].article, 0);
    return UINT32_MAX;
}

static bool destination_of_related(const struct app *app, uint32_t value,
                                   struct destination *destination)
{
    *destination = (struct destination){.page = page_of_article(app->library, value)};
    return true;
}

const struct list_source list_related = {
    .title = "Related to",
    .empty = "No article is near this one",
    .about = ABOUT_PAGE,
    .behind = true,
    .fill = fill_related,
    .destination = destination_of_related,
};
