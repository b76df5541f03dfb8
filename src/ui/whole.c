#include "ui/whole.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"

struct whole {
    const struct library *library;
    struct view *view; /* for the footer; or NULL */
    uint32_t article;
    int wake_fd;
    atomic_int cols;
    atomic_bool stop;
    _Atomic(enum whole_state) state;
    pthread_t thread;
    bool has_thread;

    /* The thread's until it is ready or over. */
    struct page *page;
    struct lines lines;
    struct error err;
};

static bool is_stopped(const struct whole *whole)
{
    return atomic_load_explicit(&whole->stop, memory_order_relaxed);
}

static void get_on(struct whole *whole, enum whole_state state)
{
    atomic_store_explicit(&whole->state, state, memory_order_release);
    /* A full pipe wakes as well as a byte more in it would. */
    if (whole->wake_fd >= 0 && write(whole->wake_fd, "w", 1) < 0)
        return;
}

/* The window may get another size meanwhile. */
static void lay_out(struct whole *whole)
{
    int cols;
    do {
        cols = atomic_load(&whole->cols);
        lines_make(&whole->lines, page_content(whole->page), cols, &whole->stop);
    } while (cols != atomic_load(&whole->cols) && !is_stopped(whole));
}

static bool read_whole(struct whole *whole)
{
    whole->page = page_read(whole->library, whole->view, whole->article, &whole->stop,
                            &whole->err);
    mem_trim();
    if (whole->page == NULL || is_stopped(whole))
        return false;
    lay_out(whole);
    /* Here nobody waits for it, and the first letter of a search would. */
    if (whole->lines.layout != NULL && !is_stopped(whole))
        layout_prepare_find(whole->lines.layout);
    return true;
}

static void *work(void *context)
{
    struct whole *whole = context;
    if (read_whole(whole))
        mem_trim();
    get_on(whole, WHOLE_OVER);
    return NULL;
}

struct whole *whole_start(const struct library *library, struct view *view,
                          uint32_t article, int cols, int wake_fd)
{
    struct whole *whole = mem_zalloc(1, sizeof *whole);
    whole->library = library;
    whole->view = view;
    whole->article = article;
    whole->wake_fd = wake_fd;
    atomic_store(&whole->cols, cols);
    whole->has_thread = pthread_create(&whole->thread, NULL, work, whole) == 0;
    if (!whole->has_thread) /* none to be had: then it is done here */
        (void)work(whole);
    return whole;
}

void whole_wait(struct whole *whole)
{
    if (whole->has_thread)
        pthread_join(whole->thread, NULL);
    whole->has_thread = false;
}

void whole_free(struct whole *whole)
{
    if (whole == NULL)
        return;
    whole_stop(whole);
    whole_wait(whole);
    page_free(whole->page);
    arena_release(&whole->lines.arena);
    free(whole);
}

enum whole_state whole_state(const struct whole *whole)
{
    return atomic_load_explicit(&whole->state, memory_order_acquire);
}

void whole_set_cols(struct whole *whole, int cols)
{
    atomic_store(&whole->cols, cols);
}

void whole_stop(struct whole *whole)
{
    atomic_store_explicit(&whole->stop, true, memory_order_relaxed);
}

bool whole_is_stopped(const struct whole *whole)
{
    return is_stopped(whole);
}

struct page *whole_take(struct whole *whole, struct lines *lines, struct error *err)
{
    struct page *page = NULL;
    *lines = (struct lines){0};
    if (whole_state(whole) == WHOLE_READING)
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
