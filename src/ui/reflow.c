#include "ui/reflow.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

struct reflow {
    struct page *page;     /* held */
    struct reader as;      /* how it is to be laid out: width, folds, skimming */
    struct fold_set folds; /* a copy */
    int wake_fd;
    atomic_bool stop, is_over;
    pthread_t thread;
    bool has_thread;
    struct lines lines; /* the thread's until it is over */
};

static void *work(void *context)
{
    struct reflow *reflow = context;
    reader_make_lines(&reflow->as, &reflow->lines, &reflow->stop);
    atomic_store_explicit(&reflow->is_over, true, memory_order_release);
    /* A full pipe wakes as well as a byte more in it would. */
    if (reflow->wake_fd >= 0 && write(reflow->wake_fd, "r", 1) < 0)
        return NULL;
    return NULL;
}

static struct fold_set copy_folds(const struct fold_set *set)
{
    struct fold_set copy = {.count = set->count, .cap = set->count};
    if (set->count > 0) {
        copy.items = mem_alloc(set->count * sizeof *copy.items);
        memcpy(copy.items, set->items, set->count * sizeof *copy.items);
    }
    return copy;
}

struct reflow *reflow_start(const struct reader *reader, int wake_fd)
{
    struct reflow *reflow = mem_zalloc(1, sizeof *reflow);
    reflow->page = reader->page;
    reflow->page->holds++;
    reflow->folds = copy_folds(&reader->folds);
    reflow->as.page = reader->page;
    reflow->as.footer = page_footer_hold(reader->page->footer);
    reflow->as.box = reader->box;
    reflow->as.skim = reader->skim;
    reflow->as.folds = reflow->folds;
    reflow->wake_fd = wake_fd;
    reflow->has_thread = pthread_create(&reflow->thread, NULL, work, reflow) == 0;
    if (!reflow->has_thread) /* none to be had: then it is done here */
        (void)work(reflow);
    return reflow;
}

void reflow_wait(struct reflow *reflow)
{
    if (reflow->has_thread)
        pthread_join(reflow->thread, NULL);
    reflow->has_thread = false;
}

void reflow_free(struct reflow *reflow)
{
    if (reflow == NULL)
        return;
    reflow_stop(reflow);
    reflow_wait(reflow);
    page_drop(reflow->page);
    page_footer_drop(reflow->as.footer);
    free(reflow->folds.items);
    arena_release(&reflow->lines.arena);
    free(reflow);
}

bool reflow_is_over(const struct reflow *reflow)
{
    return atomic_load_explicit(&reflow->is_over, memory_order_acquire);
}

void reflow_stop(struct reflow *reflow)
{
    atomic_store_explicit(&reflow->stop, true, memory_order_relaxed);
}

bool reflow_fits(const struct reflow *reflow, const struct reader *reader)
{
    const struct fold_set *folds = &reader->folds;
    return reader->page == reflow->page && reader->page->footer == reflow->as.footer &&
           reader->box.cols == reflow->as.box.cols && reader->skim == reflow->as.skim &&
           folds->count == reflow->folds.count &&
           (folds->count == 0 || memcmp(folds->items, reflow->folds.items,
                                        folds->count * sizeof *folds->items) == 0);
}

bool reflow_take(struct reflow *reflow, struct reader *reader)
{
    bool is_whole = !atomic_load_explicit(&reflow->stop, memory_order_relaxed);
    if (!reflow_is_over(reflow) || !is_whole || !reflow_fits(reflow, reader) ||
        reflow->lines.layout->doc != reader_doc(reader))
        return false;
    reader_replace_lines(reader, &reflow->lines);
    return true;
}
