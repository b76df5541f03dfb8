/*
 * Listing the Markdown files below a folder.
 */
#include "paths.h"

#include <stdlib.h>

#include "base/mem.h"

struct list {
    struct str *items;
    size_t count, cap;
};

static void list_add(struct list *list, struct str path)
{
    list->items = mem_grow(list->items, list->count, &list->cap, sizeof *list->items);
    list->items[list->count++] = path;
}

/* Sorts the entries of a folder into files and folders still to be listed. */
static int list_folder(struct arena *arena, const struct file_root *root,
                       struct str folder, struct list *files, struct list *folders,
                       struct error *err)
{
    struct file_entry *entries = NULL;
    size_t count = 0;
    if (file_list(root, folder, arena, &entries, &count, err) != 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        struct str path;
        if (entries[i].name.ptr[0] == '.' || entries[i].is_link ||
            !path_join(arena, folder, entries[i].name, &path))
            continue;
        if (entries[i].kind == FILE_FOLDER)
            list_add(folders, path);
        else if (entries[i].kind == FILE_REGULAR &&
                 str_eq(path_suffix(path), STR("md")))
            list_add(files, path);
    }
    return 0;
}

static int compare(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

int paths_read(struct paths *paths, const struct file_root *root, struct error *err)
{
    struct list files = {0}, folders = {0};
    int result = 0;
    *paths = (struct paths){0};
    list_add(&folders, STR(""));
    for (size_t i = 0; i < folders.count && result == 0; i++)
        result =
            list_folder(&paths->arena, root, folders.items[i], &files, &folders, err);
    free(folders.items);
    if (result == 0 && files.count == 0)
        result = error_set(err, "no article there");
    if (files.count > 0)
        qsort(files.items, files.count, sizeof *files.items, compare);
    paths->items = files.items;
    paths->count = files.count;
    return result;
}

void paths_release(struct paths *paths)
{
    free(paths->items);
    arena_release(&paths->arena);
}
