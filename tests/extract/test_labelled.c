/*
 * Key points and FAQ entries against documents whose right answers were written down by
 * a person first: precision and recall over all of them, and each document as a test.
 *
 * Run from the root of the source. A *.set file holds many documents:
 *
 *     === name.md             the document follows; its suffix tells the reader
 *     === wants               what should be found follows, a line each:
 *     point: LABEL            a key point; "LABEL | TEXT" checks its text, too
 *     question: QUESTION      an FAQ entry; "QUESTION | ANSWER" checks its answer, too
 *     lost: ANSWER            an inferred entry, by its answer
 *     none                    nothing at all
 *     hard: REASON            known to fail: counts in the figures, not as a failure
 *
 * The order does not matter. The output is TAP, with "info: " lines for the figures.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "extract/extract.h"
#include "read/read.h"

enum { SET_BYTES_MAX = 1 << 20 };

/* Articles that nobody here has seen should reach these. */
static const double precision_goal = 0.95, recall_goal = 0.95;

struct tally {
    size_t found, wanted, right;
};

struct run {
    struct tally points, questions;
    unsigned tests, failures;
};

/* One document of a set with what is wanted of it. */
struct sample {
    struct str name, text, wants;
};

static struct str cut_at(struct str *rest, struct str sign)
{
    size_t at = str_find(*rest, sign);
    struct str before = str_slice(*rest, 0, at);
    *rest = str_tail(*rest, at + sign.len);
    return before;
}

static bool next_sample(struct str *rest, struct sample *sample)
{
    cut_at(rest, STR("=== "));
    if (rest->len == 0)
        return false;
    sample->name = cut_at(rest, STR("\n"));
    sample->text = cut_at(rest, STR("=== wants\n"));
    sample->wants = str_slice(*rest, 0, str_find(*rest, STR("\n=== ")));
    *rest = str_tail(*rest, sample->wants.len);
    return true;
}

/* A line of the wants: its kind, and what stands before and behind " | ". */
struct want {
    struct str kind, name, detail;
    bool has_detail;
};

static bool next_want(struct str *rest, struct want *want)
{
    struct str line;
    do {
        if (!str_cut_line(rest, &line))
            return false;
    } while (str_trim(line).len == 0);
    want->kind = cut_at(&line, STR(":"));
    line = str_trim(line);
    want->has_detail =
        str_find(line, STR(" | ")) < line.len || str_starts(line, STR("| "));
    want->name = str_trim(cut_at(&line, STR("|")));
    want->detail = str_trim(line);
    if (str_eq(want->kind, STR("lost"))) {
        want->detail = want->name;
        want->name = (struct str){0};
    }
    return true;
}

static bool is_point(const struct want *want, const struct point *point)
{
    return str_eq(want->kind, STR("point")) && str_eq(want->name, point->label) &&
           (!want->has_detail || str_eq(want->detail, point->text));
}

static bool is_question(const struct want *want, const struct question *question)
{
    if (str_eq(want->kind, STR("lost")))
        return question->inferred && str_eq(want->detail, question->answer);
    return str_eq(want->kind, STR("question")) && !question->inferred &&
           str_eq(want->name, question->question) &&
           (!want->has_detail || str_eq(want->detail, question->answer));
}

/* Marks what the want stands for as met; false when nothing found does. */
static bool meet(const struct want *want, const struct extract *extract, bool *met)
{
    for (size_t i = 0; i < extract->point_count; i++) {
        if (!met[i] && is_point(want, &extract->points[i]))
            return met[i] = true;
    }
    met += extract->point_count;
    for (size_t i = 0; i < extract->question_count; i++) {
        if (!met[i] && is_question(want, &extract->questions[i]))
            return met[i] = true;
    }
    return false;
}

/* Meets all wants; prints what is missing. */
static bool meet_all(struct run *run, const struct sample *sample,
                     const struct extract *extract, bool *met)
{
    struct str rest = sample->wants;
    struct want want;
    bool good = true;
    while (next_want(&rest, &want)) {
        struct tally *tally =
            str_eq(want.kind, STR("point")) ? &run->points : &run->questions;
        if (str_eq(want.kind, STR("none")) || str_eq(want.kind, STR("hard")))
            continue;
        bool right = meet(&want, extract, met);
        tally->wanted++;
        tally->right += right;
        if (!right)
            printf("# missing " STR_FMT ": " STR_FMT " | " STR_FMT "\n",
                   STR_ARG(want.kind), STR_ARG(want.name), STR_ARG(want.detail));
        good = good && right;
    }
    return good;
}

static bool none_left(const struct extract *extract, const bool *met)
{
    bool good = true;
    for (size_t i = 0; i < extract->point_count; i++) {
        const struct point *point = &extract->points[i];
        if (!met[i])
            printf("# too much: point: " STR_FMT " | " STR_FMT " (%s)\n",
                   STR_ARG(point->label), STR_ARG(point->text),
                   point_source_name(point->source));
        good = good && met[i];
    }
    met += extract->point_count;
    for (size_t i = 0; i < extract->question_count; i++) {
        const struct question *question = &extract->questions[i];
        if (!met[i])
            printf("# too much: question: " STR_FMT " | " STR_FMT "\n",
                   STR_ARG(question->question), STR_ARG(question->answer));
        good = good && met[i];
    }
    return good;
}

static void report(struct run *run, bool good, struct str name, struct str hard)
{
    run->tests++;
    if (!good && hard.len > 0) {
        printf("ok %u - " STR_FMT " # SKIP " STR_FMT "\n", run->tests, STR_ARG(name),
               STR_ARG(hard));
        return;
    }
    run->failures += !good;
    printf("%sok %u - " STR_FMT "\n", good ? "" : "not ", run->tests, STR_ARG(name));
}

/* Why a sample is known to fail; empty when it is not. */
static struct str hard_reason(struct str wants)
{
    struct str rest = wants;
    cut_at(&rest, STR("hard: "));
    return str_slice(rest, 0, str_chr(rest, '\n'));
}

static void try_sample(struct run *run, const struct sample *sample)
{
    struct arena arena = {0};
    enum doc_format format = DOC_MARKDOWN;
    read_format_of(sample->name, &format);
    struct doc *doc = read_document(&arena, format, sample->text);
    struct extract *extract = extract_all(&arena, doc);
    bool *met =
        ARENA_ARRAY(&arena, extract->point_count + extract->question_count, bool);
    run->points.found += extract->point_count;
    run->questions.found += extract->question_count;
    bool good = meet_all(run, sample, extract, met);
    good = none_left(extract, met) && good;
    report(run, good, sample->name, hard_reason(sample->wants));
    arena_release(&arena);
}

static void try_set(struct run *run, const struct file_root *root, const char *name)
{
    struct arena arena = {0};
    struct error err;
    struct str rest;
    if (file_read(root, str_from(name), SET_BYTES_MAX, false, &arena, &rest, NULL,
                  &err) < 0)
        die(STR_FMT, STR_ARG(error_str(&err)));
    struct sample sample;
    while (next_sample(&rest, &sample))
        try_sample(run, &sample);
    arena_release(&arena);
}

static void report_figures(struct run *run, const char *what, const struct tally *tally)
{
    double precision = (double)tally->right / (double)(tally->found ? tally->found : 1);
    double recall = (double)tally->right / (double)(tally->wanted ? tally->wanted : 1);
    printf("info: %s: precision %.3f, recall %.3f (%zu wanted, %zu found)\n", what,
           precision, recall, tally->wanted, tally->found);
    report(run, precision >= precision_goal && recall >= recall_goal, str_from(what),
           (struct str){0});
}

int main(void)
{
    static const char *const sets[] = {"headed.set", "labelled.set",  "asked.set",
                                       "lost.set",   "languages.set", "yaml.set",
                                       "second.set"};
    struct run run = {0};
    text_setup();
    struct file_root root;
    struct error err;
    if (file_root_open(&root, "tests/extract", &err) < 0)
        die(STR_FMT, STR_ARG(error_str(&err)));
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        try_set(&run, &root, sets[i]);
    file_root_close(&root);
    report_figures(&run, "key points", &run.points);
    report_figures(&run, "FAQ entries", &run.questions);
    printf("1..%u\n", run.tests);
    return run.failures > 0;
}
