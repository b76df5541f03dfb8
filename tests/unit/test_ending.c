/* How the process ends, whatever its threads do. */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/apart.h"
#include "base/error.h"
#include "ui/term/signals.h"

/* A test that waits for what never comes is ended by it. */
enum { HANGS_S = 60 };

/* --- Calls that nothing interrupts ------------------------------------------------ */

struct pipes {
    int go[2], done[2];
};

static int count_up(void *context)
{
    int *number = context;
    return ++*number;
}

static void work_is_done_in_the_memory_of_the_caller(void **state)
{
    int number = 41;
    (void)state;
    assert_int_equal(apart_run(count_up, &number), 42);
    assert_int_equal(number, 42);
}

static void its_result_is_known_where_children_are_ignored(void **state)
{
    int number = 6;
    (void)state;
    signal(SIGCHLD, SIG_IGN);
    int result = apart_run(count_up, &number);
    signal(SIGCHLD, SIG_DFL);
    assert_true(result == number);
}

/* As a slow disk: until a byte comes. */
static int wait_for_byte(void *context)
{
    const struct pipes *pipes = context;
    char byte;
    if (write(pipes->done[1], "b", 1) != 1 || read(pipes->go[0], &byte, 1) != 1)
        return 1;
    return write(pipes->done[1], &byte, 1) != 1;
}

static void *wait_apart(void *context)
{
    (void)apart_run(wait_for_byte, context);
    return NULL;
}

static void end_while_it_waits(struct pipes *pipes)
{
    close(pipes->go[1]);
    pthread_t thread;
    char byte;
    if (pthread_create(&thread, NULL, wait_apart, pipes) == 0 &&
        read(pipes->done[0], &byte, 1) == 1)
        _exit(7);
    _exit(1);
}

/* Elsewhere the work is done by the thread itself, and ends with the process. */
#if defined(__linux__) && !defined(__SANITIZE_THREAD__)
enum { HAS_CHILD = true };
#else
enum { HAS_CHILD = false };
#endif

static void the_process_ends_before_work_that_goes_on(void **state)
{
    (void)state;
    if (!HAS_CHILD)
        skip();
    struct pipes pipes;
    assert_int_equal(pipe(pipes.go) | pipe(pipes.done), 0);
    alarm(HANGS_S);
    pid_t child = fork();
    if (child == 0)
        end_while_it_waits(&pipes);
    close(pipes.done[1]);
    close(pipes.go[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 7);
    assert_int_equal(write(pipes.go[1], "w", 1), 1);
    char byte;
    assert_int_equal(read(pipes.done[0], &byte, 1), 1);
    assert_int_equal(byte, 'w');
    alarm(0);
    close(pipes.go[1]);
    close(pipes.done[0]);
}

/* --- Signals while the loop hangs ------------------------------------------------- */

struct terminal_pair {
    int master, slave;
};

static struct terminal_pair open_terminal(void)
{
    struct terminal_pair pair = {.master = posix_openpt(O_RDWR | O_NOCTTY)};
    assert_true(pair.master >= 0);
    assert_int_equal(grantpt(pair.master) | unlockpt(pair.master), 0);
    pair.slave = open(ptsname(pair.master), O_RDWR | O_NOCTTY);
    assert_true(pair.slave >= 0);
    return pair;
}

static void get_raw(int fd, struct termios *found)
{
    tcgetattr(fd, found);
    struct termios raw = *found;
    cfmakeraw(&raw);
    tcsetattr(fd, TCSANOW, &raw);
}

/* Never looks at the pipe of signals. With `fills`, it stands in a write to a terminal
 * that takes no more. */
static void hang(int slave, bool fills, int ready)
{
    static const char many[4096];
    struct termios found;
    get_raw(slave, &found);
    struct error err;
    if (signals_start(&err) != 0)
        _exit(1);
    signals_arm(slave, STR("(back)"), &found);
    (void)!write(ready, "r", 1);
    while (!fills || write(slave, many, sizeof many) > 0)
        if (!fills)
            pause();
    for (;;)
        pause();
}

static int ended_by(int number, bool fills, struct terminal_pair pair)
{
    int ready[2], status;
    char byte;
    assert_int_equal(pipe(ready), 0);
    alarm(HANGS_S);
    pid_t child = fork();
    if (child == 0)
        hang(pair.slave, fills, ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    kill(child, number);
    assert_int_equal(waitpid(child, &status, 0), child);
    alarm(0);
    close(ready[0]);
    close(ready[1]);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void a_signal_ends_a_loop_that_hangs_and_gives_the_terminal_back(void **state)
{
    static const int numbers[] = {SIGTERM, SIGHUP, SIGINT};
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct terminal_pair pair = open_terminal();
        struct termios before, after;
        char text[64] = "";
        tcgetattr(pair.slave, &before);
        assert_int_equal(ended_by(numbers[i], false, pair), numbers[i]);
        tcgetattr(pair.slave, &after);
        assert_int_equal(after.c_lflag, before.c_lflag);
        assert_int_equal(read(pair.master, text, sizeof text - 1), 6);
        assert_string_equal(text, "(back)");
        close(pair.master);
        close(pair.slave);
    }
}

static void a_signal_ends_one_that_writes_to_a_terminal_that_takes_nothing(void **state)
{
    struct terminal_pair pair = open_terminal();
    (void)state;
    assert_int_equal(ended_by(SIGTERM, true, pair), SIGTERM);
    assert_int_equal(fcntl(pair.slave, F_GETFL) & O_NONBLOCK, 0);
    close(pair.master);
    close(pair.slave);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_is_done_in_the_memory_of_the_caller),
        cmocka_unit_test(its_result_is_known_where_children_are_ignored),
        cmocka_unit_test(the_process_ends_before_work_that_goes_on),
        cmocka_unit_test(a_signal_ends_a_loop_that_hangs_and_gives_the_terminal_back),
        cmocka_unit_test(
            a_signal_ends_one_that_writes_to_a_terminal_that_takes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
