/*
 * The monkey: walks through the commands of the app at random, in a library whose
 * files change meanwhile, and looks after each step whether all is as it must be.
 *
 * A *walk* is one start of the app in one library, at one seed. All that a walk does
 * follows from its seed, but for when the threads of the catalog have news. It runs in
 * a process of its own, and its standard error is its log: each step before it is done,
 * what a sanitiser says, where each thread stands. The log of one that ends badly
 * stays.
 */
#ifndef LECTERN_TESTS_MONKEY_H
#define LECTERN_TESTS_MONKEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "catalog/session.h"
#include "ui/state.h"

enum {
    WORDS_KEPT = 64,
    FILES_MAX = 4000,
    STEP_SECONDS_LONG = 20, /* then its threads are printed */
    STEP_SECONDS_MAX = 120, /* then it hangs */
};

/* --- chance.c --- */

struct chance {
    uint64_t state;
};

uint64_t chance_next(struct chance *chance);
/* Less than `end`, which is more than 0. */
size_t chance_below(struct chance *chance, size_t end);
bool chance_of(struct chance *chance, int percent);

/* --- files.c: the library on the disk --- */

struct files {
    char *folder;           /* where it is; NULL for a library that cannot change */
    char *names[FILES_MAX]; /* below it */
    size_t count;
};

/* Makes a library of the monkey's own. */
void files_write(const char *folder);
void files_copy(const char *from, const char *to);
void files_remove(const char *folder);
void files_list(struct files *files, const char *folder);
void files_release(struct files *files);

/* Changes something in it, mostly `shown`, a path below it, if that is not empty. Says
 * what it has done. */
void files_change(struct files *files, struct chance *chance, struct str shown,
                  struct buf *said);

/* --- invariants.c --- */

/* NULL when all is as it must be, else what is not. */
const char *invariants_broken(const struct app *app);

/* --- walk.c --- */

struct monkey {
    const char *library; /* as it is opened; NULL: the starter library */
    struct files files;
    uint64_t seed;
    struct chance chance;
    struct session *session;
    struct app app;
    size_t step_count;
    struct buf words[WORDS_KEPT]; /* that were seen */
    size_t word_count;
    bool is_changing; /* files change meanwhile */
    size_t commands;
};

/* Walks so many commands. What is broken is printed, and ends the process. */
void walk_run(struct monkey *monkey, size_t commands);

#endif
