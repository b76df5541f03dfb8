/*
 * Labelled items and paragraphs: "Trade policy: ...", "**Burden-sharing.** ...".
 *
 * One label alone proves little: a sentence may hold a colon, a note may be set bold.
 * A *run* of them is a form that the writer kept to, so plain labels count only in a
 * run and every member of a run weighs more. Labels that come back within a run are the
 * speakers of a conversation, and labels that are all links are an index.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "extract/inlines.h"
#include "extract/points/points.h"

enum {
    RUN_MIN = 2,       /* plain labels that make a run */
    RUN_BONUS_MAX = 9, /* weight that a long run adds, one for each member */
    RUN_GAP_MAX = 1,   /* other blocks between two members of a run of paragraphs */
};

struct member {
    struct node *node; /* the item or paragraph */
    struct label label;
    enum label_worth worth;
};

struct label_run {
    struct member *members;
    size_t count, cap;
    size_t others; /* items of the list without a label */
};

static void run_add(struct point_scan *scan, struct label_run *run, struct node *node,
                    struct label label)
{
    run->members = mem_grow(run->members, run->count, &run->cap, sizeof *run->members);
    run->members[run->count++] = (struct member){
        .node = node, .label = label, .worth = label_worth(scan->arena, &label)};
}

static int by_label(const void *a, const void *b)
{
    const struct member *const *left = a, *const *right = b;
    return str_cmp((*left)->label.label, (*right)->label.label);
}

/* How many members share their label with another: speakers do, points do not. */
static size_t count_repeats(const struct label_run *run)
{
    const struct member **sorted = mem_zalloc(run->count, sizeof *sorted);
    size_t repeats = 0;
    for (size_t i = 0; i < run->count; i++)
        sorted[i] = &run->members[i];
    qsort(sorted, run->count, sizeof *sorted, by_label);
    for (size_t i = 1; i < run->count; i++)
        repeats += str_eq(sorted[i]->label.label, sorted[i - 1]->label.label);
    free(sorted);
    return repeats;
}

static bool is_bold(const struct member *member)
{
    return member->label.look >= LABEL_BOLD_OPEN;
}

/* The looks that need company, and those that stand for themselves. */
static bool needs_run(const struct member *member)
{
    return member->label.look != LABEL_BOLD_COLON &&
           member->label.look != LABEL_BOLD_DASH;
}

static size_t count_worth(const struct label_run *run, enum label_worth worth)
{
    size_t count = 0;
    for (size_t i = 0; i < run->count; i++)
        count += run->members[i].worth == worth;
    return count;
}

/* The least worth that makes a point in this run. Links and fields are points among
 * points, which a writer lists so; by themselves they are an index or a record. */
static enum label_worth least_worth(const struct label_run *run)
{
    size_t points = count_worth(run, LABEL_POINT);
    return points >= RUN_MIN && points >= count_worth(run, LABEL_IN_COMPANY)
               ? LABEL_IN_COMPANY
               : LABEL_POINT;
}

/* Adds the points of a run; false when it holds none. */
static bool run_emit(struct point_scan *scan, const struct label_run *run, int weight)
{
    enum label_worth least = least_worth(run);
    size_t points = count_worth(run, LABEL_POINT), before = scan->count;
    if (least == LABEL_IN_COMPANY)
        points += count_worth(run, LABEL_IN_COMPANY);
    bool is_run = points >= RUN_MIN && 2 * points >= run->count + run->others;
    int bonus = points > RUN_BONUS_MAX ? RUN_BONUS_MAX : (int)points;
    if (points == 0 || count_repeats(run) > 0)
        return false;
    for (size_t i = 0; i < run->count; i++) {
        const struct member *member = &run->members[i];
        if (member->worth >= least && (is_run || !needs_run(member)))
            points_add(scan, member->node, POINT_LABEL,
                       weight + bonus + (is_bold(member) ? 1 : 0), member->label.label,
                       member->label.text);
    }
    return scan->count > before;
}

/* What is in these sections is not the article's own statement, or it is an answer that
 * is shown with its question. */
static bool is_barred(const struct section *section)
{
    return section->role == HEAD_FAQ || section->role == HEAD_SEE_ALSO ||
           section->role == HEAD_READING || section->role == HEAD_CONTENTS ||
           section->role == HEAD_ASIDE;
}

bool points_label_list(struct point_scan *scan, struct node *block, int weight)
{
    struct label_run run = {0};
    if (block->kind != NODE_LIST || is_barred(scan->section))
        return false;
    for (struct node *item = block->first; item != NULL; item = item->next) {
        struct node *first = item->first;
        struct label label;
        if (first != NULL && first->kind == NODE_PARAGRAPH &&
            label_read(scan->arena, first, &scan->work, &label))
            run_add(scan, &run, item, label);
        else
            run.others++;
    }
    bool taken = run_emit(scan, &run, weight);
    free(run.members);
    return taken;
}

/* Plain paragraphs break a thought with a dash too often for it to mean a label. */
static bool reads_label(struct point_scan *scan, struct node *paragraph,
                        struct label *label)
{
    return label_read(scan->arena, paragraph, &scan->work, label) &&
           label->look != LABEL_PLAIN_DASH && label->look != LABEL_BOLD_OPEN;
}

static struct node *line_end(struct node *line)
{
    while (line != NULL && !node_breaks(line))
        line = line->next;
    return line;
}

/* True when all lines of a paragraph, and more than one, open with a bold label: a list
 * that was drawn with signs or line breaks. */
static bool is_drawn_list(struct node *paragraph)
{
    size_t lines = 0;
    for (struct node *line = paragraph->first, *end; line != NULL;
         line = end != NULL ? end->next : NULL) {
        end = line_end(line);
        const struct node *first = inlines_first(line, end);
        if (first == NULL || first->kind != NODE_STRONG)
            return false;
        lines++;
    }
    return lines >= RUN_MIN;
}

/* Adds what a paragraph labels; false when that is nothing. */
static bool add_paragraph(struct point_scan *scan, struct label_run *run,
                          struct node *paragraph)
{
    size_t before = run->count;
    struct label label;
    if (!is_drawn_list(paragraph)) {
        if (reads_label(scan, paragraph, &label))
            run_add(scan, run, paragraph, label);
        return run->count > before;
    }
    for (struct node *line = paragraph->first, *end; line != NULL;
         line = end != NULL ? end->next : NULL) {
        end = line_end(line);
        if (label_read_line(scan->arena, line, end, &scan->work, &label))
            run_add(scan, run, paragraph, label);
    }
    return run->count > before;
}

bool points_label_prose(struct point_scan *scan, struct node *block, int weight)
{
    struct label_run run = {0};
    int gap = 0;
    if (block->kind != NODE_PARAGRAPH || block->id < scan->labelled_until ||
        block->parent->kind == NODE_ITEM || is_barred(scan->section))
        return false;
    for (struct node *at = block;
         at != NULL && at->kind != NODE_HEADING && gap <= RUN_GAP_MAX; at = at->next) {
        if (at->kind == NODE_PARAGRAPH && add_paragraph(scan, &run, at)) {
            gap = 0;
        } else if (run.count == 0) {
            break;
        } else {
            gap++;
        }
        scan->labelled_until = node_end(at);
    }
    run_emit(scan, &run, weight);
    free(run.members);
    return false;
}
