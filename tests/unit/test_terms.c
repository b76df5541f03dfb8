/*
 * Terms: See also sections and sentences become links over just the names.
 */
#include "extracting.h"

static void a_see_also_list_is_linked(void **state)
{
    assert_terms(*state,
                 "# Quay\n\nText.\n\n## See also\n\n- Breakwater\n- dry dock\n"
                 "- harbour_master\n- Pilot – who brings ships in\n- [Tide](tide.md)\n",
                 "Breakwater\ndry dock\nharbour_master\nPilot\n");
}

static void a_sentence_is_linked(void **state)
{
    assert_terms(*state,
                 "Ropes are spliced. See also Harbour Board initiatives and the Common "
                 "Pilots and Wardens Charter. More follows.\n",
                 "Harbour Board initiatives\nCommon Pilots and Wardens Charter\n");
    assert_terms(*state, "See also Inner Quay for the berths of small boats.\n",
                 "Inner Quay\n");
}

#define T(name)                                                                        \
    cmocka_unit_test_setup_teardown(name, extracting_setup, extracting_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_see_also_list_is_linked),
        T(a_sentence_is_linked),
    };

    return cmocka_run_group_tests_name("terms", tests, NULL, NULL);
}
