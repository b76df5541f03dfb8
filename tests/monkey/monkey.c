/*
 * Walks through commands at random, in the starter library, in one that it writes
 * itself, and in those that are given. Prints TAP.
 *
 *     monkey [FOLDER...]
 *
 * MONKEY_SEED= is the seed of the first walk (else 1); COMMANDS= how many commands are
 * walked in all (else 8,000). A walk that ends badly prints its own seed and library;
 * with MONKEY_ONLY=1, that seed and the library ('' is its own, none the starter
 * library) it alone is walked again.
 */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "monkey.h"

enum {
    COMMANDS_DEFAULT = 8000,
    WALK_COMMANDS = 4000, /* of one walk at most */
};

/* Where a sanitiser tells that it ends the process; not there without one. */
void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

/* Where it hangs; likewise. */
void __sanitizer_print_stack_trace(void) __attribute__((weak));

static const struct monkey *walking;
static char scratch[64] = "/tmp/lectern-monkey-XXXXXX";

static void print_walk(void)
{
    if (walking != NULL)
        walk_print(walking);
    walking = NULL;
}

static void end_badly(int number)
{
    fprintf(stderr, "monkey: signal %d\n", number);
    if (__sanitizer_print_stack_trace != NULL)
        __sanitizer_print_stack_trace();
    print_walk();
    signal(number, SIG_DFL);
    raise(number);
}

/* Prints where each thread stands, with gdb where there is one. */
static void print_threads(void)
{
    char command[160];
    snprintf(command, sizeof command,
             "gdb -p %d -batch -ex 'thread apply all backtrace 30' </dev/null >&2",
             (int)getpid());
    if (system(command) != 0)
        fprintf(stderr, "monkey: gdb says nothing\n");
}

/* A step that takes long is looked at; one that takes longer is a failure. */
static void take_alarm(int number)
{
    static const unsigned patience_seconds = STEP_SECONDS_MAX - STEP_SECONDS_LONG;
    static volatile sig_atomic_t looked_at;
    if (walking == NULL || looked_at == (sig_atomic_t)walking->step_count)
        end_badly(number);
    looked_at = (sig_atomic_t)walking->step_count;
    alarm(patience_seconds);
    fprintf(stderr, "monkey: a step takes more than %d s\n", STEP_SECONDS_LONG);
    walk_print(walking);
    print_threads();
}

static void set_traps(void)
{
    static const int signals[] = {SIGABRT, SIGFPE};
    signal(SIGALRM, take_alarm);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], end_badly);
    if (__sanitizer_set_death_callback != NULL)
        __sanitizer_set_death_callback(print_walk);
    else
        signal(SIGSEGV, end_badly);
}

static unsigned long long number_of(const char *name, unsigned long long otherwise)
{
    const char *text = getenv(name);
    return text != NULL && *text != '\0' ? strtoull(text, NULL, 10) : otherwise;
}

/* A fresh copy of the library, as the walk before has left something else. */
static void walk_in(const char *from, uint64_t seed, size_t count)
{
    struct monkey *monkey = mem_zalloc(1, sizeof *monkey);
    char folder[96];
    snprintf(folder, sizeof folder, "%s/library", scratch);
    monkey->seed = seed;
    if (from != NULL) {
        if (*from == '\0')
            files_write(folder);
        else
            files_copy(from, folder);
        files_list(&monkey->files, folder);
        monkey->library = folder;
    }
    /* Not every sanitiser tells that it ends the process. */
    printf("# seed %llu\n", (unsigned long long)seed);
    fflush(stdout);
    walking = monkey;
    walk_run(monkey, count);
    walking = NULL;
    files_release(&monkey->files);
    files_remove(folder);
    free(monkey);
}

/* All commands of one library; its results are one test. */
static void walk_library(const char *from, int number, uint64_t *seed, size_t count)
{
    const char *name = from == NULL ? "starter" : *from == '\0' ? "its own" : from;
    for (size_t done = 0; done < count; done += WALK_COMMANDS) {
        size_t rest = count - done;
        walk_in(from, (*seed)++, rest < WALK_COMMANDS ? rest : WALK_COMMANDS);
    }
    printf("ok %d - %zu commands in %s\n", number, count, name);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    uint64_t seed = number_of("MONKEY_SEED", 1);
    size_t count = (size_t)number_of("COMMANDS", COMMANDS_DEFAULT);
    size_t share = count / (size_t)(argc + 1) + 1;
    setlocale(LC_ALL, "C.UTF-8");
    mem_setup();
    text_setup();
    if (mkdtemp(scratch) == NULL)
        return 1;
    setenv("HOME", scratch, 1);
    setenv("XDG_CACHE_HOME", scratch, 1);
    set_traps();
    if (number_of("MONKEY_ONLY", 0) > 0) { /* one walk, to see it again */
        walk_in(argc > 1 ? argv[1] : NULL, seed, count);
        files_remove(scratch);
        return 0;
    }
    printf("1..%d\n", argc + 1);
    walk_library(NULL, 1, &seed, share);
    walk_library("", 2, &seed, share);
    for (int i = 1; i < argc; i++)
        walk_library(argv[i], i + 2, &seed, share);
    files_remove(scratch);
    return 0;
}
