/*
 * Entering drafts and files into the index of names.
 */
#include <stdlib.h>

#include "library/draft.h"
#include "library/links/key.h"

struct ranked {
    struct str path;
    uint32_t id;
    uint32_t depth;
    bool is_article;
};

static uint32_t depth_of(struct str path)
{
    uint32_t depth = 0;
    for (size_t i = 0; i < path.len; i++)
        depth += path.ptr[i] == '/';
    return depth;
}

/* What is preferred among files of one name. */
static int compare_ranks(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;
    if (left->depth != right->depth)
        return left->depth < right->depth ? -1 : 1;
    if (left->path.len != right->path.len)
        return left->path.len < right->path.len ? -1 : 1;
    return str_cmp(left->path, right->path);
}

static void name_draft(const struct draft *draft, uint32_t id, struct names *names)
{
    const struct article *article = &draft->article;
    names_add_folded(names, NAME_TITLE, article->title, id);
    names_add_loose(names, NAME_LOOSE_TITLE, article->title, id);
    for (size_t i = 0; i < article->alias_count; i++) {
        names_add_folded(names, NAME_ALIAS, article->aliases[i], id);
        names_add_loose(names, NAME_LOOSE_TITLE, article->aliases[i], id);
    }
    for (size_t i = 0; i < draft->article.address_count; i++)
        names_add(names, NAME_ADDRESS, draft->article.addresses[i], id, 0);
}

void drafts_name(const struct drafts *drafts, const struct file_scan *scan,
                 const struct source *source, struct names *names)
{
    size_t count = drafts->count + drafts->other_count;
    struct arena scratch = {0};
    struct ranked *ranked = ARENA_ARRAY(&scratch, count, struct ranked);
    for (size_t i = 0; i < count; i++) {
        bool is_article = i < drafts->count;
        size_t id = is_article ? i : i - drafts->count;
        struct str path =
            is_article ? drafts->items[id].article.path : drafts->others[id];
        ranked[i] = (struct ranked){path, (uint32_t)id, depth_of(path), is_article};
    }
    qsort(ranked, count, sizeof *ranked, compare_ranks);
    for (size_t i = 0; i < count && !source_is_stopped(source); i++) {
        const struct ranked *file = &ranked[i];
        names_add_file(names, file->path, file->id, file->is_article);
        if (file->is_article)
            name_draft(&drafts->items[file->id], file->id, names);
    }
    for (size_t i = 0; i < scan->folder_count; i++)
        names_add(names, NAME_FOLDER, scan->folders[i], (uint32_t)i, 0);
    arena_release(&scratch);
}
