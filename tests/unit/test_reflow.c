/*
 * Long pages in a window that changes: no key waits for lines, the old ones are shown
 * until the new ones are there, and what is at the top stays there.
 */
#include "ui_case.h"

#include "ui/reader/loader.h"
#include "ui/reader/reflow.h"

enum { PARAGRAPHS = 12000 };

/* As the loop does until the whole of the article is there. */
static void read_whole(struct ui_case *at)
{
    app_load_rest(&at->app);
    assert_non_null(at->app.loader);
    task_wait(&at->app.loader->task, -1);
    (void)app_loader_news(&at->app);
    app_refresh(&at->app);
    assert_false(page_waits(at->app.reader.page));
}

static void start_long(struct ui_case *at, int rows, int cols)
{
    struct buf text = {0};
    buf_puts(&text, STR("# Logbook\n\n<details><summary>The crew</summary>\n\n"
                        "Nine hands.\n\n</details>\n\n"));
    for (int i = 1; i <= PARAGRAPHS; i++)
        buf_printf(&text,
                   "Day %d: wind from the west, the sails are reefed, the pumps are "
                   "manned, and [all](small.md) are well on day %d.\n\n",
                   i, i);
    buf_putc(&text, '\0');
    write_file(at, "log.md", text.data);
    write_file(at, "small.md", "# Small\n\nShort.\n");
    buf_release(&text);
    start(at, rows, cols);
    read_whole(at);
}

/* The first words of the line at the top. */
static struct anchor top_of(const struct ui_case *at)
{
    const struct reader *reader = &at->app.reader;
    return reader->layout->lines[reader->top].anchor;
}

static void assert_same_anchor(struct anchor a, struct anchor b)
{
    assert_int_equal(a.node, b.node);
    assert_int_equal(a.byte, b.byte);
}

/* As the loop does once the thread has woken it. */
static void take_lines(struct ui_case *at)
{
    app_lay_out(&at->app);
    assert_non_null(at->app.reflow);
    task_wait(reflow_task(at->app.reflow), -1);
    assert_int_equal(app_lines_news(&at->app), REACT_DRAW);
    assert_null(at->app.reflow);
    app_refresh(&at->app);
}

static void take_all(struct ui_case *at)
{
    app_lay_out(&at->app);
    assert_non_null(at->app.find_reflow);
    task_wait(reflow_task(at->app.find_reflow), -1);
    assert_int_equal(app_lines_news(&at->app), REACT_DRAW);
    app_refresh(&at->app);
}

static void resized_pages_keep_their_top(void **state)
{
    struct ui_case *at = *state;
    start_long(at, 20, 58);
    press(at, "5000j");
    while (top_of(at).byte != 0) /* the first line of a paragraph is so everywhere */
        press(at, "j");
    const struct anchor top = top_of(at);
    const struct layout *old = at->app.reader.layout;
    const int old_cols = old->width_cols;
    app_resize(&at->app, 20, 44);
    assert_ptr_equal(at->app.reader.layout, old);
    assert_true(reader_lags(&at->app.reader));
    assert_same_anchor(top_of(at), top);
    shows(at, "%…");
    take_lines(at);
    assert_false(reader_lags(&at->app.reader));
    assert_same_anchor(top_of(at), top);
    hides(at, "%…");
    assert_true(at->app.reader.layout->width_cols < old_cols);
}

static void keys_are_taken_while_lines_are_made(void **state)
{
    struct ui_case *at = *state;
    start_long(at, 20, 58);
    app_resize(&at->app, 20, 44);
    app_lay_out(&at->app);
    press(at, "G");
    shows(at, "Day 12000");
    press(at, "3000j");
    press(at, "g3000j");
    while (top_of(at).byte != 0)
        press(at, "j");
    const struct anchor top = top_of(at);
    take_lines(at);
    assert_same_anchor(top_of(at), top);
}

static void a_width_that_is_passed_over_is_not_shown(void **state)
{
    struct ui_case *at = *state;
    start_long(at, 20, 58);
    app_resize(&at->app, 20, 44);
    app_lay_out(&at->app);
    app_resize(&at->app, 20, 50);
    app_lay_out(&at->app);
    task_wait(reflow_task(at->app.reflow), -1);
    assert_int_equal(app_lines_news(&at->app), REACT_NONE);
    assert_true(reader_lags(&at->app.reader));
    take_lines(at);
    assert_int_equal(at->app.reader.layout->width_cols, at->app.reader.box.cols);
    /* And back to one that is there. */
    app_resize(&at->app, 20, 44);
    app_lay_out(&at->app);
    app_resize(&at->app, 20, 50);
    assert_false(reader_lags(&at->app.reader));
    app_lay_out(&at->app);
    task_wait(reflow_task(at->app.reflow), -1);
    assert_int_equal(app_lines_news(&at->app), REACT_NONE);
    assert_null(at->app.reflow);
}

static void what_is_folded_follows(void **state)
{
    struct ui_case *at = *state;
    start_long(at, 20, 58);
    hides(at, "Nine hands");
    press(at, "z");
    app_refresh(&at->app);
    hides(at, "Nine hands");
    take_lines(at);
    shows(at, "Nine hands");
    press(at, "x");
    app_refresh(&at->app);
    take_lines(at);
    hides(at, "Nine hands");
}

static void another_page_is_shown_meanwhile(void **state)
{
    struct ui_case *at = *state;
    start_long(at, 20, 58);
    app_resize(&at->app, 20, 44);
    app_lay_out(&at->app);
    press(at, "]");
    shows(at, "Short.");
    app_lay_out(&at->app);
    task_wait(reflow_task(at->app.reflow), -1);
    assert_int_equal(app_lines_news(&at->app), REACT_NONE);
    shows(at, "Short.");
    press(at, "<BS>");
    shows(at, "Logbook");
    assert_false(reader_lags(&at->app.reader));
}

static void what_is_found_stays_found(void **state)
{
    struct ui_case *at = *state;
    start_long(at, 20, 58);
    press(at, "/day<Space>7000.");
    take_all(at);
    press(at, "<Enter>");
    shows(at, "1 of 1");
    app_resize(&at->app, 20, 44);
    shows(at, "1 of 1");
    take_lines(at);
    shows(at, "1 of 1");
    press(at, "gn");
    app_refresh(&at->app);
    shows(at, "Day 7000");
}

/* A list of what is in a page that takes long to be laid out opens at once. */
static void previews_of_long_pages_follow(void **state)
{
    struct ui_case *at = *state;
    struct buf text = {0};
    buf_puts(&text, STR("# Logbook\n\n## Outward\n\nFair wind.\n\n"));
    for (int i = 0; i < 150000; i++)
        buf_puts(&text,
                 STR("The sea is calm today and nothing is seen from the top.\n"));
    buf_puts(&text, STR("\n## Homeward\n\nFoul wind.\n"));
    buf_putc(&text, '\0');
    write_file(at, "log.md", text.data);
    buf_release(&text);
    start(at, 20, 130);
    read_whole(at);
    assert_true(page_is_long(at->app.reader.page));
    press(at, "thomew");
    app_refresh(&at->app);
    shows(at, "Homeward");
    hides(at, "Foul wind.");
    assert_null(at->app.list.preview.layout);
    app_lay_out(&at->app);
    assert_non_null(at->app.preview_reflow);
    task_wait(reflow_task(at->app.preview_reflow), -1);
    assert_int_equal(app_lines_news(&at->app), REACT_DRAW);
    app_refresh(&at->app);
    shows(at, "Foul wind.");
    press(at, "<Esc>");
    app_lay_out(&at->app);
    assert_null(at->app.preview_reflow);
}

/* What is folded has to be laid out before words are found in it, and no key waits. */
static void words_are_found_in_what_is_folded_later(void **state)
{
    struct ui_case *at = *state;
    struct buf text = {0};
    buf_puts(&text, STR("# Logbook\n\n"));
    for (int i = 1; i <= 30000; i++)
        buf_printf(
            &text,
            "<details><summary>Day %d</summary>\n\nThe pumps are manned; gull %d "
            "is seen.\n\n</details>\n\n",
            i, i);
    buf_putc(&text, '\0');
    write_file(at, "log.md", text.data);
    buf_release(&text);
    start(at, 20, 80);
    read_whole(at);
    assert_true(page_is_long(at->app.reader.page));
    press(at, "/gull 14999 ");
    shows(at, "searching …");
    press(at, "<Enter>");
    shows(at, "searching …");
    take_all(at);
    hides(at, "searching …");
    shows(at, "gull 14999 is seen");
    /* Typed on, and given up, before it is there. */
    press(at, "g/gull");
    app_lay_out(&at->app);
    press(at, " 77 is");
    take_all(at);
    shows(at, "1 of 1, folded");
    press(at, "<Esc>/gull");
    app_lay_out(&at->app);
    press(at, "<Esc>");
    app_lay_out(&at->app);
    task_wait(reflow_task(at->app.find_reflow), -1);
    app_lines_news(&at->app);
    assert_null(at->app.find_reflow);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ui_test(resized_pages_keep_their_top),
        ui_test(keys_are_taken_while_lines_are_made),
        ui_test(a_width_that_is_passed_over_is_not_shown),
        ui_test(what_is_folded_follows),
        ui_test(another_page_is_shown_meanwhile),
        ui_test(what_is_found_stays_found),
        ui_test(previews_of_long_pages_follow),
        ui_test(words_are_found_in_what_is_folded_later),
    };
    return cmocka_run_group_tests_name("long pages that are laid out anew", tests, NULL,
                                       NULL);
}
