/*
 * Large articles: the head that is shown at once, what waits for the whole, and that
 * all stays where it is when the whole takes its place.
 */
#include "ui_case.h"

#include "ui/reader/loader.h"

enum {
    SECTIONS = 120,
    SECTION_LINES = 30, /* of text in a section */
    /* What is large here, so that the tests are quick. */
    LARGE_BYTES = ARTICLE_HEAD_BYTES + (32 << 10),
};

/* Some 200 KB. Early links, notes and references lead to what comes last. */
static void put_article(struct buf *out)
{
    buf_puts(out, STR("# Annals\n\n"
                      "The first words[^n] of the [annals][late], and of\n"
                      "[the end](#section-110); see [the ferry](small.md).\n\n"
                      "<details><summary>Folded away</summary>\n\nSecret.\n\n"
                      "</details>\n\n"));
    for (int i = 1; i <= SECTIONS; i++) {
        buf_printf(out, "## Section %d\n\n", i);
        for (int k = 1; k <= SECTION_LINES; k++)
            buf_printf(out, "In year %d.%d a [[boat%d]] went out and it came back.\n\n",
                       i, k, k);
    }
    buf_puts(out, STR("- Key point: the end is near\n\n"
                      "The very last words are of a walrus.\n\n"
                      "[late]: small.md\n\n"
                      "[^n]: A note.\n"));
}

/* Opens the folder again, in a reader to which more is large. */
static void start_with_large(struct ui_case *at, int rows, int cols)
{
    start(at, rows, cols);
    at->app.pages.large_bytes = LARGE_BYTES;
    press(at, "R");
    pending_drop(&at->app);
    buf_clear(&at->app.message);
    app_refresh(&at->app);
}

static void write_large(struct ui_case *at, const char *name)
{
    struct buf text = {0};
    put_article(&text);
    assert_true(text.len > LARGE_BYTES);
    buf_putc(&text, '\0');
    write_file(at, name, text.data);
    buf_release(&text);
}

/* In a pane without a tree. */
static void start_large(struct ui_case *at, int rows, int cols)
{
    write_large(at, "large.md");
    write_file(at, "small.md", "# Ferry\n\nA small one; see [annals](large.md).\n");
    start_with_large(at, rows, cols);
    assert_true(page_waits(at->app.reader.page));
}

/* Reads on to the end, as the loop would have it. */
static void read_on(struct ui_case *at)
{
    app_load_rest(&at->app);
    assert_non_null(at->app.loader);
    task_wait(&at->app.loader->task, -1);
    app_loader_news(&at->app);
    assert_null(at->app.loader);
    app_refresh(&at->app);
    make_footers(at);
}

/* The rows of the text, without header and status. */
static char *text_rows(struct ui_case *at)
{
    const char *from = strchr(screen(at), '\n') + 1;
    char *text = strdup(from);
    *strrchr(text, '\n') = '\0';
    *strrchr(text, '\n') = '\0';
    return text;
}

/* Reads on and looks whether the text stays as it is. */
static void reads_on_in_place(struct ui_case *at)
{
    char *before = text_rows(at);
    read_on(at);
    assert_false(at->app.reader.page->is_head);
    char *after = text_rows(at);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

/* --- The head --------------------------------------------------------------------- */

static void the_head_is_there_at_once(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 90);
    shows(at, "The first words");
    shows(at, "large.md   reading on, 0.2 MB");
    hides(at, "%");
    hides(at, " of 1");
    read_on(at);
    shows(at, "The first words");
    hides(at, "reading on");
    shows(at, "0%");
}

static void small_articles_are_read_whole(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 90);
    press(at, "]");
    shows(at, "A small one");
    assert_false(at->app.reader.page->is_head);
    app_load_rest(&at->app);
    assert_null(at->app.loader);
}

static void how_many_is_not_said_before_it_is_known(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 90);
    press(at, "}");
    hides(at, "%");
    assert_non_null(strstr(row(at, 0), "§ 1"));
    assert_null(strstr(row(at, 0), "§ 1 of"));
    read_on(at);
    assert_non_null(strstr(row(at, 0), "§ 1 of 120"));
}

/* --- Places ----------------------------------------------------------------------- */

static void the_top_stays(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "<Space><Space>jjj");
    reads_on_in_place(at);
    shows(at, "In year 1.");
}

static void a_place_behind_what_becomes_a_link_stays(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    shows(at, "words[n] of the annals");
    press(at, "j");
    struct anchor head = at->app.reader.anchor;
    press(at, "<Tab><Tab><Tab><Tab>");
    shows(at, "not in this library: boat1");
    read_on(at);
    shows(at, "of the annals, and of");
    shows(at, "not in this library: boat1");
    assert_true(at->app.reader.anchor.node >= head.node);
}

static void the_last_line_of_the_head_stays(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    reader_go_line(&at->app.reader, reader_top_max(&at->app.reader));
    app_refresh(&at->app);
    reads_on_in_place(at);
    press(at, "<Space>");
    shows(at, "In year 4");
}

static void marks_and_history_stay(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "<Space><Space>ma");
    char *marked = text_rows(at);
    press(at, "}g");
    press(at, "<Tab><Tab><Enter>");
    shows(at, "A small one");
    press(at, "<BS>");
    read_on(at);
    press(at, "'a");
    char *found = text_rows(at);
    assert_string_equal(found, marked);
    free(marked);
    free(found);
}

static void folds_stay(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    hides(at, "Secret.");
    press(at, "z");
    shows(at, "Secret.");
    read_on(at);
    shows(at, "Secret.");
    press(at, "z");
    hides(at, "Secret.");
}

static void a_window_of_another_size_keeps_the_place(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "<Space><Space>");
    app_load_rest(&at->app);
    task_wait(&at->app.loader->task, -1);
    app_resize(&at->app, 24, 40);
    char *before = text_rows(at);
    app_loader_news(&at->app);
    app_refresh(&at->app);
    char *after = text_rows(at);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

static void the_tree_keeps_what_is_folded(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 90);
    press(at, "Th");
    shows(at, "▸ Annals");
    read_on(at);
    shows(at, "▸ Annals");
    press(at, "l");
    shows(at, "▾ Annals");
}

/* --- Pending commands --- */

static void the_end_is_gone_to_when_it_is_there(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "G");
    shows(at, "Reading on: this follows");
    shows(at, "The first words");
    read_on(at);
    shows(at, "of a walrus");
    hides(at, "Reading on");
}

static void a_share_of_the_article_waits(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "50%");
    shows(at, "The first words");
    read_on(at);
    shows(at, "In year 61");
}

static void lines_of_the_head_need_not_wait(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "40g");
    hides(at, "Reading on");
    hides(at, "The first words");
    press(at, "g");
    shows(at, "The first words");
    press(at, "7000g");
    shows(at, "Reading on");
    read_on(at);
    shows(at, "In year 11");
}

static void scrolling_goes_on_behind_the_head(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    for (int i = 0; at->app.pending.grant == NULL && i < 5000; i++)
        press(at, "<Space>");
    shows(at, "Reading on");
    size_t top = at->app.reader.top;
    read_on(at);
    assert_true(at->app.reader.top > top);
    hides(at, "This is the end");
}

static void a_late_section_is_gone_to(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "<Tab><Enter>");
    shows(at, "Reading on");
    read_on(at);
    assert_non_null(strstr(row(at, 0), "Section 110"));
    shows(at, "In year 110.1 ");
    press(at, "<BS>");
    shows(at, "The first words");
}

static void a_section_that_is_nowhere_is_told_in_the_end(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    assert_true(go_fragment(&at->app, STR("nowhere")));
    read_on(at);
    shows(at, "no section 'nowhere'");
    shows(at, "The first words");
}

static void lists_of_the_article_wait(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "t");
    assert_false(at->app.list.open);
    read_on(at);
    assert_true(at->app.list.open);
    assert_int_equal(at->app.list.row_count, SECTIONS);
}

static void lists_of_articles_do_not_wait(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "o");
    assert_true(at->app.list.open);
    reads_on_in_place(at);
    assert_true(at->app.list.open);
}

static void the_next_key_takes_a_wish_back(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "<Space>G");
    press(at, "j");
    hides(at, "Reading on");
    reads_on_in_place(at);
    hides(at, "walrus");
}

/* --- Finding ---------------------------------------------------------------------- */

static void what_comes_late_is_found_when_it_is_there(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "/walrus");
    shows(at, "nothing so far");
    press(at, "<Enter>");
    shows(at, "Reading on");
    read_on(at);
    shows(at, "of a walrus");
    press(at, "<BS>");
    shows(at, "The first words");
}

static void what_is_typed_is_found_while_it_is_typed(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "/walrus");
    read_on(at);
    shows(at, "of a walrus");
    shows(at, "1 of 1");
    press(at, "<Esc>");
    shows(at, "The first words");
}

static void what_is_nowhere_is_told_in_the_end(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "/narwhal<Enter>");
    shows(at, "Reading on");
    read_on(at);
    shows(at, "'narwhal' is not in this article");
}

static void what_was_found_is_found_when_it_is_read_again(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 90);
    press(at, "/walrus<Enter>");
    read_on(at);
    shows(at, "/walrus   1 of 1");
    travel_reload_now(&at->app);
    app_refresh(&at->app);
    assert_true(page_waits(at->app.reader.page));
    read_on(at);
    shows(at, "words are of a walrus");
    shows(at, "/walrus   1 of 1");
}

static void matches_are_counted_when_all_are_known(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "/boat30<Enter>");
    shows(at, "match 1");
    press(at, "n");
    shows(at, "match 2");
    press(at, "NN");
    shows(at, "Reading on");
    read_on(at);
    shows(at, "On from the end: 120 of 120");
}

/* --- Leaving, changing, failing --------------------------------------------------- */

static void reading_goes_on_beside_a_small_page(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    app_load_rest(&at->app);
    press(at, "<Tab><Tab><Enter>");
    shows(at, "A small one");
    read_on(at);
    shows(at, "A small one");
    press(at, "<BS>");
    assert_false(at->app.reader.page->is_head);
    shows(at, "→ Ferry");
}

static void another_large_one_comes_first(void **state)
{
    struct ui_case *at = *state;
    write_large(at, "another.md");
    start_large(at, 20, 59);
    app_load_rest(&at->app);
    press(at, "]");
    app_load_rest(&at->app);
    assert_true(task_is_stopped(&at->app.loader->task));
    task_wait(&at->app.loader->task, -1);
    app_loader_news(&at->app);
    assert_null(at->app.loader);
    assert_true(page_waits(at->app.reader.page));
    read_on(at);
    assert_false(at->app.reader.page->is_head);
    press(at, "[");
    assert_true(page_waits(at->app.reader.page));
}

static void reading_again_keeps_the_place(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    read_on(at);
    press(at, "30%");
    char *before = text_rows(at);
    press(at, "R");
    shows(at, "Reading it again");
    press(at, "jk");
    shows(at, "reading it again");
    reads_on_in_place(at);
    hides(at, "reading it again");
    char *after = text_rows(at);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

static void put_more(struct ui_case *at, const char *name, int lines)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", at->folder, name);
    FILE *file = fopen(path, "a");
    assert_non_null(file);
    for (int i = 1; i <= lines; i++)
        fprintf(file, "\nIn year %d the log has grown by a line.\n", i);
    fclose(file);
}

/* As a log does: what is shown stays until the whole is there again. */
static void a_file_that_grows_keeps_what_is_shown(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    read_on(at);
    press(at, "G");
    shows(at, "of a walrus");
    for (int i = 0; i < 3; i++) {
        put_more(at, "large.md", 4000);
        travel_reload(&at->app);
        app_load_rest(&at->app);
        app_refresh(&at->app);
        shows(at, "of a walrus");
        press(at, "kj");
        if (i == 1) { /* once more while it is read */
            travel_reload(&at->app);
            read_on(at);
            shows(at, "of a walrus");
        }
        read_on(at);
        shows(at, "of a walrus");
        app_load_rest(&at->app);
        assert_null(at->app.loader);
    }
    press(at, "G");
    shows(at, "In year 4000 the log");
}

/* Also one that was small when the library was looked through. */
static void what_has_grown_large_is_not_read_while_a_key_waits(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "]");
    shows(at, "A small one");
    put_more(at, "small.md", 8000);
    press(at, "R");
    assert_true(page_waits(at->app.reader.page));
    shows(at, "A small one");
    reads_on_in_place(at);
    press(at, "G");
    shows(at, "In year 8000 the log");
    /* And where a link leads there. */
    press(at, "[");
    page_cache_forget(&at->app.pages, page_of_article(at->app.library, 1));
    press(at, "]");
    assert_true(page_waits(at->app.reader.page));
}

static void what_cannot_be_read_again_says_so(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    read_on(at);
    press(at, "30%");
    unlink(at->files[0]);
    press(at, "R");
    shows(at, "In year 3");
    read_on(at);
    shows(at, "This article cannot be shown.");
    write_large(at, "large.md");
    press(at, "R");
    read_on(at);
    shows(at, "The first words");
}

static void what_changed_is_read_when_one_comes_back(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    read_on(at);
    press(at, "G");
    put_more(at, "large.md", 10);
    press(at, "R");
    app_load_rest(&at->app);
    press(at, "]");
    shows(at, "A small one");
    task_wait(&at->app.loader->task, -1);
    app_loader_news(&at->app);
    press(at, "<BS>");
    shows(at, "of a walrus");
    read_on(at);
    press(at, "G");
    shows(at, "In year 10 the log");
}

static void reading_again_while_it_is_read_begins_anew(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "<Space>");
    app_load_rest(&at->app);
    press(at, "R");
    app_load_rest(&at->app);
    task_wait(&at->app.loader->task, -1);
    app_loader_news(&at->app);
    reads_on_in_place(at);
    shows(at, "Read again");
}

static void going_back_before_it_is_there_keeps_the_way_forward(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "]");
    press(at, "<Tab><Enter>");
    read_on(at);
    press(at, "60%");
    char *before = text_rows(at);
    press(at, "<BS>");
    shows(at, "A small one");
    page_cache_forget(&at->app.pages, page_of_article(at->app.library, 0));
    press(at, "F");
    shows(at, "Reading on");
    app_load_rest(&at->app);
    read_on(at);
    char *after = text_rows(at);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

static void a_file_that_vanishes_leaves_the_head(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 90);
    press(at, "G");
    unlink(at->files[0]);
    read_on(at);
    shows(at, "only the beginning of 'Annals' is here: ");
    press(at, "j");
    shows(at, "only its beginning: ");
    app_load_rest(&at->app);
    assert_null(at->app.loader);
    press(at, "G");
    shows(at, "In year 4");
    hides(at, "%");
    press(at, "R");
    shows(at, "This article cannot be shown.");
}

static void a_file_that_shrinks_is_shown_as_it_is(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "}}}}}}}}");
    write_file(at, "large.md", "# Other\n\nOnly this.\n");
    read_on(at);
    shows(at, "Only this.");
    press(at, "jkG");
    shows(at, "Only this.");
}

static void what_has_no_head_is_shown_when_it_is_read(void **state)
{
    struct ui_case *at = *state;
    struct buf text = {0};
    buf_puts(&text, STR("title: Deep\nbody: |\n  First words.\n\n"));
    while (text.len < LARGE_BYTES)
        buf_puts(&text, STR("  And some more of them, which are many.\n"));
    buf_putc(&text, '\0');
    write_file(at, "deep.yaml", text.data);
    buf_release(&text);
    start_with_large(at, 20, 59);
    shows(at, "This article is large");
    read_on(at);
    shows(at, "First words.");
    hides(at, "This article is large");
}

static void quitting_while_it_reads_leaves_nothing(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    app_load_rest(&at->app);
    press(at, "G");
    close_case(at);
}

/* --- With the catalog ------------------------------------------------------------- */

static void the_whole_has_a_footer(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    know(at);
    press(at, "<Space><Space>");
    reads_on_in_place(at);
    assert_non_null(at->app.reader.page->footer);
    press(at, "G");
    shows(at, "Linked from");
}

static void the_footer_of_the_whole_comes_later(void **state)
{
    struct ui_case *at = *state;
    start_large(at, 20, 59);
    press(at, "<Space><Space>");
    app_load_rest(&at->app);
    task_wait(&at->app.loader->task, -1);
    know(at);
    app_load_rest(&at->app);
    char *before = text_rows(at);
    app_loader_news(&at->app);
    app_refresh(&at->app);
    make_footers(at);
    char *after = text_rows(at);
    assert_string_equal(after, before);
    free(before);
    free(after);
    press(at, "G");
    shows(at, "Linked from");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ui_test(the_head_is_there_at_once),
        ui_test(small_articles_are_read_whole),
        ui_test(how_many_is_not_said_before_it_is_known),
        ui_test(the_top_stays),
        ui_test(a_place_behind_what_becomes_a_link_stays),
        ui_test(the_last_line_of_the_head_stays),
        ui_test(marks_and_history_stay),
        ui_test(folds_stay),
        ui_test(a_window_of_another_size_keeps_the_place),
        ui_test(the_tree_keeps_what_is_folded),
        ui_test(the_end_is_gone_to_when_it_is_there),
        ui_test(a_share_of_the_article_waits),
        ui_test(lines_of_the_head_need_not_wait),
        ui_test(scrolling_goes_on_behind_the_head),
        ui_test(a_late_section_is_gone_to),
        ui_test(a_section_that_is_nowhere_is_told_in_the_end),
        ui_test(lists_of_the_article_wait),
        ui_test(lists_of_articles_do_not_wait),
        ui_test(the_next_key_takes_a_wish_back),
        ui_test(what_comes_late_is_found_when_it_is_there),
        ui_test(what_is_typed_is_found_while_it_is_typed),
        ui_test(what_is_nowhere_is_told_in_the_end),
        ui_test(what_was_found_is_found_when_it_is_read_again),
        ui_test(matches_are_counted_when_all_are_known),
        ui_test(reading_goes_on_beside_a_small_page),
        ui_test(another_large_one_comes_first),
        ui_test(reading_again_keeps_the_place),
        ui_test(reading_again_while_it_is_read_begins_anew),
        ui_test(a_file_that_grows_keeps_what_is_shown),
        ui_test(what_has_grown_large_is_not_read_while_a_key_waits),
        ui_test(what_cannot_be_read_again_says_so),
        ui_test(what_changed_is_read_when_one_comes_back),
        ui_test(going_back_before_it_is_there_keeps_the_way_forward),
        ui_test(a_file_that_vanishes_leaves_the_head),
        ui_test(a_file_that_shrinks_is_shown_as_it_is),
        ui_test(what_has_no_head_is_shown_when_it_is_read),
        ui_test(quitting_while_it_reads_leaves_nothing),
        ui_test(the_whole_has_a_footer),
        ui_test(the_footer_of_the_whole_comes_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
