/*
 * The same with limits that are met all the time.
 */
#include "test_followed.c"
