#include "library/check.h"

#include <stdlib.h>

#include "library/fragments.h"

/* Links to sections of other articles, by these; then as they stand. */
static int compare_targets(const void *a, const void *b)
{
    const struct target *const *left = a, *const *right = b;
    if ((*left)->article != (*right)->article)
        return (*left)->article < (*right)->article ? -1 : 1;
    return *left < *right ? -1 : *left > *right;
}

static size_t collect(struct opened *opened, struct target **links)
{
    size_t count = 0;
    for (size_t i = 0; i < opened->doc->link_count; i++) {
        struct target *target = &opened->targets[i];
        if (target->kind == TARGET_SECTION && !target->dangling &&
            target->article != opened->article)
            links[count++] = target;
    }
    if (count > 0)
        qsort(links, count, sizeof *links, compare_targets);
    return count;
}

/* Of links to one article. */
static void check_one(const struct library *library, struct target **links,
                      size_t count, struct arena *scratch)
{
    struct doc *doc;
    struct error ignored;
    struct places *places;
    if (article_read(library, links[0]->article, NULL, scratch, &doc, &ignored) != 0)
        return;
    places = places_new(scratch, doc);
    for (size_t i = 0; i < count; i++)
        links[i]->place_missing =
            places_find(places, links[i]->fragment, scratch) == NULL;
}

void check_sections(const struct library *library, struct opened *opened,
                    struct arena *arena)
{
    struct target **links =
        ARENA_ARRAY(arena, opened->doc->link_count, struct target *);
    size_t count = collect(opened, links);
    struct arena scratch = {0};
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && links[end]->article == links[i]->article;)
            end++;
        check_one(library, links + i, end - i, &scratch);
        arena_clear(&scratch);
    }
    arena_release(&scratch);
}
