/*
 * Signals: what is done with them while the program runs, and that all is taken back.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "ui/term/signals.h"

enum { SIGNALS = 32 };

static void note_actions(struct sigaction actions[SIGNALS])
{
    for (int i = 1; i < SIGNALS; i++)
        if (i != SIGKILL && i != SIGSTOP)
            assert_int_equal(sigaction(i, NULL, &actions[i]), 0);
}

static void keep(int number)
{
    (void)number;
}

/* Handlers, what is ignored and what is not: all is as it was before. */
static void what_was_set_is_set_again(void **state)
{
    struct sigaction ours = {.sa_handler = keep};
    (void)state;
    sigemptyset(&ours.sa_mask);
    for (int i = 1; i < SIGNALS; i++)
        if (i != SIGKILL && i != SIGSTOP)
            assert_int_equal(sigaction(i, &ours, NULL), 0);
    struct sigaction before[SIGNALS], after[SIGNALS];
    note_actions(before);
    assert_int_equal(signals_start(NULL), 0);
    signals_stop();
    note_actions(after);
    for (int i = 1; i < SIGNALS; i++)
        if (i != SIGKILL && i != SIGSTOP)
            assert_ptr_equal(after[i].sa_handler, before[i].sa_handler);
    signals_stop(); /* once more does nothing */
}

static void events_come_through_the_pipe(void **state)
{
    (void)state;
    assert_int_equal(signals_start(NULL), 0);
    assert_int_equal(signals_take(), 0);
    raise(SIGWINCH);
    assert_int_equal(signals_take(), SIGNAL_RESIZE);
    assert_int_equal(signals_take(), 0);
    raise(SIGTERM);
    raise(SIGWINCH);
    assert_int_equal(signals_take(), SIGNAL_END | SIGNAL_RESIZE);
    assert_int_equal(signals_ended_by(), SIGTERM);
    raise(SIGHUP);
    assert_int_equal(signals_take(), SIGNAL_END);
    raise(SIGPIPE); /* ignored */
    assert_int_equal(signals_take(), 0);
    signals_stop();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_set_is_set_again),
        cmocka_unit_test(events_come_through_the_pipe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
