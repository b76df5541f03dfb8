#include "ui/reader/whole.h"

#include <stdlib.h>

#include "base/mem.h"

struct whole {
    struct task task;
    const struct library *library;
    uint32_t article;
    atomic_int cols;

    /* The thread's until it is over. */
    struct page *page;
    struct lines lines;
    struct error err;
};

/* The window may get another size meanwhile. */
static void lay_out(struct whole *whole)
{
    int cols;
    do {
        cols = atomic_load(&whole->cols);
        lines_make(&whole->lines, page_content(whole->page), cols, &whole->task.stop);
    } while (cols != atomic_load(&whole->cols) && !task_is_stopped(&whole->task));
}

static void work(void *context)
{
    struct whole *whole = context;
    whole->page =
        page_read(whole->library, whole->article, &whole->task.stop, &whole->err);
    mem_trim();
    if (whole->page == NULL || task_is_stopped(&whole->task))
        return;
    lay_out(whole);
    /* Here nobody waits for it, and the first letter of a search would. */
    if (whole->lines.layout != NULL && !task_is_stopped(&whole->task))
        layout_prepare_find(whole->lines.layout);
    mem_trim();
}

struct whole *whole_start(const struct library *library, uint32_t article, int cols,
                          int wake_fd)
{
    struct whole *whole = mem_zalloc(1, sizeof *whole);
    whole->library = library;
    whole->article = article;
    atomic_store(&whole->cols, cols);
    task_start(&whole->task, work, whole, wake_fd);
    return whole;
}

void whole_free(struct whole *whole)
{
    if (whole == NULL)
        return;
    task_release(&whole->task);
    page_free(whole->page);
    arena_release(&whole->lines.arena);
    free(whole);
}

struct task *whole_task(struct whole *whole)
{
    return &whole->task;
}

void whole_set_cols(struct whole *whole, int cols)
{
    atomic_store(&whole->cols, cols);
}

struct page *whole_take(struct whole *whole, struct lines *lines, struct error *err)
{
    struct page *page = NULL;
    *lines = (struct lines){0};
    if (!task_is_over(&whole->task) || task_is_stopped(&whole->task))
        return NULL;
    *err = whole->err;
    if (whole->page == NULL)
        return NULL;
    page = whole->page;
    *lines = whole->lines;
    whole->page = NULL;
    whole->lines = (struct lines){0};
    return page;
}
