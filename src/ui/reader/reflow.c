/*
 * Everything that the thread needs is copied before it starts; the lines are taken
 * over by the reader only if nothing that they depend on has changed.
 */
#include "ui/reader/reflow.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct reflow {
    struct page *page;     /* held */
    struct reader as;      /* how it is to be laid out: width, folds, skimming */
    struct fold_set folds; /* a copy */
    bool is_all;           /* nothing folded, to find words in */
    struct task task;
    struct prepared_lines lines; /* the thread's until it is over */
};

static void work(void *context)
{
    struct reflow *reflow = context;
    struct prepared_lines *lines = &reflow->lines;
    if (!reflow->is_all) {
        reader_make_lines(&reflow->as, lines, &reflow->task.stop);
        return;
    }
    lines->layout = reader_lay_out_all(&reflow->as, &lines->arena, &reflow->task.stop);
    if (!task_is_stopped(&reflow->task))
        layout_prepare_find(lines->layout);
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

static struct page_footer *footer_of(const struct reader *reader, bool is_all)
{
    return is_all ? reader->footer : reader->page->footer;
}

struct reflow *reflow_start(const struct reader *reader, bool is_all, int wake_fd)
{
    struct reflow *reflow = mem_zalloc(1, sizeof *reflow);
    reflow->page = reader->page;
    reflow->page->holds++;
    reflow->folds = copy_folds(&reader->folds);
    reflow->as.page = reader->page;
    reflow->is_all = is_all;
    reflow->as.footer = page_footer_hold(footer_of(reader, is_all));
    reflow->as.box = reader->box;
    reflow->as.skim = reader->skim;
    reflow->as.folds = reflow->folds;
    task_start(&reflow->task, work, reflow, wake_fd);
    return reflow;
}

void reflow_free(struct reflow *reflow)
{
    if (reflow == NULL)
        return;
    task_release(&reflow->task);
    page_drop(reflow->page);
    page_footer_drop(reflow->as.footer);
    free(reflow->folds.items);
    arena_release(&reflow->lines.arena);
    free(reflow);
}

struct task *reflow_task(struct reflow *reflow)
{
    return &reflow->task;
}

bool reflow_fits(const struct reflow *reflow, const struct reader *reader)
{
    const struct fold_set *folds = &reader->folds;
    if (reader->page != reflow->page || reader->box.cols != reflow->as.box.cols ||
        footer_of(reader, reflow->is_all) != reflow->as.footer)
        return false;
    return reflow->is_all ||
           (reader->skim == reflow->as.skim && folds->count == reflow->folds.count &&
            (folds->count == 0 || memcmp(folds->items, reflow->folds.items,
                                         folds->count * sizeof *folds->items) == 0));
}

bool reflow_take(struct reflow *reflow, struct reader *reader)
{
    if (!task_is_over(&reflow->task) || task_is_stopped(&reflow->task) ||
        !reflow_fits(reflow, reader) || reflow->lines.layout->doc != reader_doc(reader))
        return false;
    if (reflow->is_all)
        reader_take_all(reader, &reflow->lines);
    else
        reader_replace_lines(reader, &reflow->lines);
    return true;
}
