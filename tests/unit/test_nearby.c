/*
 * Links that lead nowhere: what they may have meant is added to the pop-up and to the
 * message when the catalog knows it, and only while these are there.
 */
#include "ui_case.h"

static void start_harbour(struct ui_case *at)
{
    write_file(
        at, "harbour.md",
        "# Harbour\n\nSee [[Habour master]] and [[Zzyzx]], or [here](#harbour).\n");
    write_file(at, "master.md", "# Harbour master\n\nKnows the tides.\n");
    write_file(at, "masters.md", "# Harbour masters\n\nMore of them.\n");
    start(at, 16, 70);
}

/* The answer to what was asked comes. */
static void take_near(struct ui_case *at)
{
    while (at->app.suggestions.is_waiting) {
        search_thread_wait(at->app.asker);
        suggestions_take(&at->app);
    }
    app_refresh(&at->app);
}

static void the_popup_tells_what_is_near(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at);
    know(at);
    press(at, "<Tab>K");
    take_near(at);
    shows(at, "Not in this library");
    shows(at, "Near it: Harbour master · Harbour masters");
    press(at, "<Esc><Tab>K");
    take_near(at);
    shows(at, "Not in this library");
    shows(at, "Zzyzx");
    hides(at, "Near it");
}

static void the_message_tells_what_is_near(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at);
    know(at);
    press(at, "<Tab><Enter>");
    take_near(at);
    assert_non_null(strstr(row(at, -1), "✗ 'Habour master' is not in this library; "
                                        "near it: Harbour"));
    press(at, "<Tab><Enter>");
    take_near(at);
    assert_non_null(strstr(row(at, -1), "✗ 'Zzyzx' is not in this library"));
    assert_null(strstr(row(at, -1), "near"));
}

/* What is asked before there is a catalog is answered when there is one. */
static void what_is_not_known_yet_comes_later(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at);
    press(at, "<Tab>K");
    shows(at, "Not in this library");
    hides(at, "Near it");
    know(at);
    suggestions_take(&at->app);
    assert_true(at->app.suggestions.is_waiting);
    take_near(at);
    shows(at, "Near it: Harbour master");
}

static void what_is_gone_is_not_added_to(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at);
    press(at, "<Tab><Enter>");
    know(at);
    press(at, "j");
    assert_int_equal(suggestions_take(&at->app), REACT_NONE);
    assert_false(at->app.suggestions.is_waiting);
    app_refresh(&at->app);
    hides(at, "near it");
    press(at, "K");
    take_near(at);
    shows(at, "Near it");
    press(at, "<Esc>");
    assert_int_equal(suggestions_take(&at->app), REACT_NONE);
    assert_int_equal(at->app.suggestions.use, NEARBY_NOTHING);
    hides(at, "Near it");
}

/* A list asks as well; its rows are its own. */
static void a_list_that_opens_gets_its_own_answer(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at);
    know(at);
    press(at, "<Tab>K");
    press(at, "o");
    shows(at, "Go to");
    shows(at, "Harbour masters");
    assert_int_equal(at->app.list.row_count, 3);
    assert_int_equal(suggestions_take(&at->app), REACT_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ui_test(the_popup_tells_what_is_near),
        ui_test(the_message_tells_what_is_near),
        ui_test(what_is_not_known_yet_comes_later),
        ui_test(what_is_gone_is_not_added_to),
        ui_test(a_list_that_opens_gets_its_own_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
