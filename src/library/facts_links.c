/*
 * The links of an article as facts: where they lead, and what is wrong with them.
 */
#include "library/gather.h"

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

void facts_gather_links(struct facts *facts, const struct opened *opened,
                        struct arena *arena, struct arena *scratch)
{
    const struct doc *doc = opened->doc;
    struct candidate *list = ARENA_ARRAY(scratch, doc->link_count, struct candidate);
    size_t count = without_repeats(list, collect(opened, list));

    facts->links = ARENA_ARRAY(arena, count, struct fact_link);
    for (size_t i = 0; i < count; i++) {
        struct fact_link *link = &facts->links[facts->link_count++];
        struct str text = node_text_in(doc->links[list[i].link], scratch);

        link->to = list[i].to;
        link->text = arena_str(arena, text);
        link->heading = list[i].heading < 0 ? HEADING_NONE : (uint32_t)list[i].heading;
    }
}

/* --- Flaws ------------------------------------------------------------------------ */

/* False when nothing is wrong with the link as far as its own article can tell. */
static bool find_flaw(const struct opened *opened, size_t index, enum flaw_kind *kind)
{
    const struct target *target = &opened->targets[index];

    if (target->dangling)
        *kind = FLAW_DANGLING;
    else if (target->place_missing)
        *kind = FLAW_SECTION;
    else if (target->ambiguous)
        *kind = FLAW_AMBIGUOUS;
    else
        return false;
    return true;
}

/* True when the article it leads to must be asked whether it has the section. */
static bool asks_elsewhere(const struct opened *opened, size_t index)
{
    const struct target *target = &opened->targets[index];

    return target->kind == TARGET_SECTION && leads_elsewhere(opened, target);
}

static void add_flaw(struct facts *facts, const struct opened *opened, size_t index,
                     enum flaw_kind kind, struct arena *arena)
{
    const struct node *node = opened->doc->links[index];
    const struct target *target = &opened->targets[index];
    struct str dest =
        node->kind == NODE_LINK ? node->u.link.dest : node->u.footnote.label;

    facts->flaws[facts->flaw_count++] = (struct fact_flaw){
        .kind = kind,
        .is_name = target->kind == TARGET_ARTICLE || target->kind == TARGET_SECTION,
        .line = node->line,
        .to = target->dangling ? ARTICLE_NONE : target->article,
        .dest = arena_str(arena, dest),
        .fragment = arena_str(arena, target->fragment),
    };
}

void facts_gather_flaws(struct facts *facts, const struct opened *opened,
                        struct arena *arena)
{
    size_t count = 0;
    enum flaw_kind kind;

    for (size_t i = 0; i < opened->doc->link_count; i++)
        count += (size_t)(find_flaw(opened, i, &kind) + asks_elsewhere(opened, i));
    facts->flaws = ARENA_ARRAY(arena, count, struct fact_flaw);
    for (size_t i = 0; i < opened->doc->link_count; i++) {
        if (find_flaw(opened, i, &kind))
            add_flaw(facts, opened, i, kind, arena);
        if (asks_elsewhere(opened, i))
            add_flaw(facts, opened, i, FLAW_FRAGMENT, arena);
    }
}
