/*
 * Gathering the facts of an article.
 */
#include "library/facts.h"

#include <stdlib.h>

/* A link on its way to being a fact. */
struct candidate {
    uint32_t to;
    ptrdiff_t heading; /* index in the document; -1 before the first */
    size_t link;       /* index in the document */
};

static int compare_by_target(const void *a, const void *b)
{
    const struct candidate *left = a, *right = b;

    if (left->to != right->to)
        return left->to < right->to ? -1 : 1;
    if (left->heading != right->heading)
        return left->heading < right->heading ? -1 : 1;
    return left->link < right->link ? -1 : left->link > right->link;
}

static int compare_by_place(const void *a, const void *b)
{
    const struct candidate *left = a, *right = b;

    return left->link < right->link ? -1 : left->link > right->link;
}

static bool leads_elsewhere(const struct opened *opened, const struct target *target)
{
    return !target->dangling && target->article != ARTICLE_NONE &&
           target->article != opened->article;
}

static size_t collect(const struct opened *opened, struct candidate *list)
{
    const struct doc *doc = opened->doc;
    size_t count = 0;

    for (size_t i = 0; i < doc->link_count; i++) {
        if (!leads_elsewhere(opened, &opened->targets[i]))
            continue;
        list[count++] = (struct candidate){
            .to = opened->targets[i].article,
            .heading = doc_heading_index(doc, doc->links[i]->id),
            .link = i,
        };
    }
    return count;
}

/* Keeps the first link of each section to each article, in order of the article. */
static size_t without_repeats(struct candidate *list, size_t count)
{
    size_t kept = 0;

    qsort(list, count, sizeof *list, compare_by_target);
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && list[kept - 1].to == list[i].to &&
            list[kept - 1].heading == list[i].heading)
            continue;
        list[kept++] = list[i];
    }
    qsort(list, kept, sizeof *list, compare_by_place);
    return kept;
}

static struct str slug_of(const struct doc *doc, ptrdiff_t heading)
{
    return heading < 0 ? (struct str){0} : doc->headings[heading]->u.heading.slug;
}

struct facts *facts_gather(const struct opened *opened, struct arena *arena,
                           struct arena *scratch)
{
    const struct doc *doc = opened->doc;
    struct candidate *list = ARENA_ARRAY(scratch, doc->link_count, struct candidate);
    size_t count = without_repeats(list, collect(opened, list));
    struct facts *facts = ARENA_NEW(arena, struct facts);

    facts->links = ARENA_ARRAY(arena, count, struct fact_link);
    for (size_t i = 0; i < count; i++) {
        struct fact_link *link = &facts->links[facts->link_count++];
        struct str text = node_text_in(doc->links[list[i].link], scratch);

        link->to = list[i].to;
        link->text = arena_str(arena, text);
        /* The links of a section share its slug. */
        link->slug = i > 0 && list[i].heading == list[i - 1].heading
                         ? link[-1].slug
                         : arena_str(arena, slug_of(doc, list[i].heading));
    }
    return facts;
}
