/*
 * The task opens the article, makes its page and lays it out for the width of the
 * pane.
 */
#include "ui/reader/loader.h"

#include <stdlib.h>

#include "base/mem.h"

/* The window may get another size meanwhile. */
static void lay_out(struct loader *loader)
{
    int cols;
    do {
        cols = atomic_load(&loader->cols);
        lines_make(&loader->lines, page_content(loader->page), cols,
                   &loader->task.stop);
    } while (cols != atomic_load(&loader->cols) && !task_is_stopped(&loader->task));
}

static void work(void *context)
{
    struct loader *loader = context;
    loader->page =
        page_read(loader->library, loader->article, &loader->task.stop, &loader->err);
    mem_trim();
    if (loader->page == NULL || task_is_stopped(&loader->task))
        return;
    lay_out(loader);
    /* Here nobody waits for it, and the first letter of a search would. */
    if (loader->lines.layout != NULL && !task_is_stopped(&loader->task))
        layout_prepare_find(loader->lines.layout);
    mem_trim();
}

struct loader *loader_start(const struct library *library, uint32_t article, int cols,
                            int wake_fd)
{
    struct loader *loader = mem_zalloc(1, sizeof *loader);
    loader->library = library;
    loader->article = article;
    atomic_store(&loader->cols, cols);
    task_start(&loader->task, work, loader, wake_fd);
    return loader;
}

void loader_free(struct loader *loader)
{
    if (loader == NULL)
        return;
    task_release(&loader->task);
    page_drop(loader->shown);
    page_free(loader->page);
    arena_release(&loader->lines.arena);
    free(loader);
}

void loader_set_shown(struct loader *loader, struct page *page)
{
    loader->shown = page;
    page->holds++;
}

struct page *loader_take(struct loader *loader, struct prepared_lines *lines,
                         struct error *err)
{
    struct page *page = NULL;
    *lines = (struct prepared_lines){0};
    if (!task_is_over(&loader->task) || task_is_stopped(&loader->task))
        return NULL;
    *err = loader->err;
    if (loader->page == NULL)
        return NULL;
    page = loader->page;
    *lines = loader->lines;
    loader->page = NULL;
    loader->lines = (struct prepared_lines){0};
    return page;
}
