/*
 * A range check for the tests. cmocka 1 and 2 have no function for it in common that
 * neither of them deprecates.
 */
#ifndef LECTERN_TESTS_BETWEEN_H
#define LECTERN_TESTS_BETWEEN_H

/* Fails, with the value, unless `low <= value <= high`; each must fit a long. */
#define assert_between(value, low, high)                                               \
    do {                                                                               \
        const long between = (long)(value);                                            \
        if (between < (long)(low) || between > (long)(high))                           \
            fail_msg("%s is %ld, not in %ld..%ld", #value, between, (long)(low),       \
                     (long)(high));                                                    \
    } while (0)

#endif
