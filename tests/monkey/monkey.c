/*
 * Walks through commands at random, in the starter library, in one that it writes
 * itself, and in those that are given. Prints TAP.
 *
 *     monkey [FOLDER...]
 *
 * MONKEY_SEED= is the seed of the first walk (else 1); COMMANDS= how many commands are
 * walked in all (else 8,000). Of a walk that ends badly the end of its log is printed,
 * the whole log stays where that says; with MONKEY_ONLY=1, its seed and its library (''
 * is its own, none the starter library) it alone is walked again, in this process.
 */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "monkey.h"

enum {
    COMMANDS_DEFAULT = 8000,
    WALK_COMMANDS = 4000, /* of one walk at most */
};

/* Where it hangs; not there without a sanitiser. */
void __sanitizer_print_stack_trace(void) __attribute__((weak));

static const struct monkey *walking;
static char scratch[64] = "/tmp/lectern-monkey-XXXXXX";

static void end_badly(int number)
{
    fprintf(stderr, "monkey: signal %d\n", number);
    if (__sanitizer_print_stack_trace != NULL)
        __sanitizer_print_stack_trace();
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
    print_threads();
}

static void set_traps(void)
{
    static const int signals[] = {SIGABRT, SIGFPE};
    signal(SIGALRM, take_alarm);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], end_badly);
    if (__sanitizer_print_stack_trace == NULL)
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
    walking = monkey;
    walk_run(monkey, count);
    walking = NULL;
    files_release(&monkey->files);
    files_remove(folder);
    free(monkey);
}

static void print_end(const char *log)
{
    enum { END_BYTES = 16 << 10 };
    static char end[END_BYTES];
    FILE *file = fopen(log, "r");
    if (file == NULL)
        return;
    if (fseek(file, -END_BYTES, SEEK_END) != 0)
        rewind(file);
    fwrite(end, 1, fread(end, 1, END_BYTES, file), stderr);
    fclose(file);
}

/* A walk in a process of its own, so that nothing that ends it can take its log with
 * it; whether it ended well. */
static bool walk_apart(const char *from, uint64_t seed, size_t count)
{
    char log[96];
    int status = 0;
    snprintf(log, sizeof log, "%s/%llu.log", scratch, (unsigned long long)seed);
    printf("# seed %llu\n", (unsigned long long)seed);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        int fd = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
        if (fd < 0 || dup2(fd, STDERR_FILENO) < 0)
            _exit(1);
        close(fd);
        walk_in(from, seed, count);
        exit(0);
    }
    if (pid > 0 && waitpid(pid, &status, 0) == pid && status == 0) {
        unlink(log);
        return true;
    }
    print_end(log);
    fprintf(stderr, "monkey: seed %llu in %s ended with %s %d; its log is %s\n",
            (unsigned long long)seed, from == NULL ? "the starter library" : from,
            WIFSIGNALED(status) ? "signal" : "status",
            WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), log);
    return false;
}

/* All commands of one library; its results are one test. */
static bool walk_library(const char *from, int number, uint64_t *seed, size_t count)
{
    const char *name = from == NULL ? "starter" : *from == '\0' ? "its own" : from;
    bool is_well = true;
    for (size_t done = 0; done < count; done += WALK_COMMANDS) {
        size_t rest = count - done;
        is_well &=
            walk_apart(from, (*seed)++, rest < WALK_COMMANDS ? rest : WALK_COMMANDS);
    }
    printf("%sok %d - %zu commands in %s\n", is_well ? "" : "not ", number, count,
           name);
    fflush(stdout);
    return is_well;
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
    bool is_well = walk_library(NULL, 1, &seed, share);
    is_well &= walk_library("", 2, &seed, share);
    for (int i = 1; i < argc; i++)
        is_well &= walk_library(argv[i], i + 2, &seed, share);
    if (is_well)
        files_remove(scratch);
    return is_well ? 0 : 1;
}
