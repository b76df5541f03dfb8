/*
 * Positions: what is kept for longer than a page is found again when its file is
 * another: rows of lists, marks, history, what is marked, found, folded or selected.
 */
#include "ui_case.h"

#include "ui/updates.h"

/* An article with enough of everything to move about in. */
static void put_pier(struct buf *out, int before, int points, int questions)
{
    buf_puts(out, STR("# Pier\n\nIt leads into the sea.\n\n"));
    for (int i = 0; i < before; i++)
        buf_printf(out, "Put before it, number %d.\n\n", i);
    buf_puts(out, STR("## Key points\n\n"));
    for (int i = 0; i < points; i++)
        buf_printf(out, "- Pile %d: it stands in the mud of the bay.\n", i);
    buf_puts(out, STR("\n## FAQ\n\n"));
    for (int i = 0; i < questions; i++)
        buf_printf(out, "### Who walks on plank %d?\n\nOnly gull %d does.\n\n", i, i);
    buf_puts(out, STR("## Boats\n\n"));
    for (int i = 0; i < points; i++)
        buf_printf(out, "Boat %d is tied to [rope %d](rope.md).\n\n", i, i);
    buf_puts(out, STR("<details><summary>Old boats</summary>\n\nThey sank.\n\n"
                      "</details>\n"));
}

static void write_pier(struct ui_case *at, int before, int points, int questions)
{
    struct buf text = {0};
    put_pier(&text, before, points, questions);
    buf_putc(&text, '\0');
    write_file(at, "pier.md", text.data);
    buf_release(&text);
}

static void start_pier(struct ui_case *at)
{
    write_pier(at, 0, 30, 20);
    write_file(at, "rope.md", "# Rope\n\nMade of hemp for [the pier](pier.md).\n");
    start(at, 24, 80);
}

/* As the app does when it learns that the file is another. */
static void read_again(struct ui_case *at)
{
    travel_reload(&at->app);
    answered(at);
}

/* --- Lists of the article ----------------------------------------------------------
 */

static void lists_outlive_their_rows(void **state)
{
    struct ui_case *at = *state;
    static const char *const keys[] = {"p", "a", "L", "t"};
    start_pier(at);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        press(at, keys[i]);
        press(at, "<PgDn><PgDn><PgDn><PgDn>");
        write_pier(at, 0, 2, 1);
        read_again(at);
        assert_true(at->app.list.open);
        press(at, "<Up><Down><PgUp>");
        write_file(at, "pier.md", "");
        read_again(at);
        assert_true(at->app.list.open);
        press(at, "<Down><Enter>");
        press(at, "<Esc>");
        assert_false(at->app.list.open);
        write_pier(at, 0, 30, 20);
        read_again(at);
    }
}

static void the_selected_row_stays_when_others_come(void **state)
{
    struct ui_case *at = *state;
    start_pier(at);
    press(at, "a");
    press(at, "k 17");
    press(at, "<Enter>");
    shows(at, "Only gull 17 does.");
    press(at, "t");
    press(at, "plank<Down><Down><Down>");
    write_pier(at, 3, 40, 20);
    read_again(at);
    assert_true(str_eq(editor_text(&at->app.list.filter), STR("plank")));
    press(at, "<Enter>");
    shows(at, "Only gull 3 does.");
}

static void rows_that_were_not_made_again_lead_to_their_places(void **state)
{
    struct ui_case *at = *state;
    start_pier(at);
    press(at, "p");
    press(at, "mud");
    /* A list of a head keeps its rows until the whole is there. */
    const struct list_row *row = list_selected(&at->app.list);
    assert_non_null(row);
    struct destination destination;
    assert_true(list_points.destination(&at->app, 20, &destination));
    list_leave(&at->app);
    write_pier(at, 5, 28, 20);
    read_again(at);
    destination_arrive(&at->app, &destination);
    app_refresh(&at->app);
    shows(at, "▌◆ Pile 20: it stands");
}

static void what_is_gone_is_not_marked(void **state)
{
    struct ui_case *at = *state;
    start_pier(at);
    press(at, "a");
    struct destination destination;
    assert_true(list_questions.destination(&at->app, 12, &destination));
    list_leave(&at->app);
    write_pier(at, 0, 30, 4);
    read_again(at);
    destination_arrive(&at->app, &destination);
    app_refresh(&at->app);
    assert_int_equal(at->app.reader.lit.to, 0);
    assert_true(at->app.reader.top > 0);
}

/* --- Places ------------------------------------------------------------------------
 */

static void marks_and_history_survive_an_edit(void **state)
{
    struct ui_case *at = *state;
    start_pier(at);
    press(at, "/Boat 11<Enter><Esc>");
    press(at, "ma");
    press(at, "p");
    press(at, "Pile 3<Enter>");
    char *before = strdup(row(at, 2));
    press(at, "G");
    write_pier(at, 9, 30, 20);
    read_again(at);
    shows(at, "Old boats");
    press(at, "'a");
    shows(at, "Boat 11 is tied");
    press(at, "<BS>");
    press(at, "<BS>");
    shows(at, "Boat 11 is tied");
    press(at, "F");
    shows(at, "Old boats");
    free(before);
}

static void one_stays_where_one_is(void **state)
{
    struct ui_case *at = *state;
    start_pier(at);
    press(at, "}}}}}}}}}}jj");
    char *before = strdup(row(at, 3));
    write_pier(at, 12, 33, 20);
    read_again(at);
    assert_string_equal(row(at, 3), before);
    free(before);
}

static void a_renamed_section_is_found_by_its_words(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "a.md",
               "# A\n\n## One\n\nFirst words.\n\n## Two\n\nThe very words."
               "\n\nA\n\nB\n\nC\n\nD\n\nE\n\nF\n\nG\n\nH\n\nI\n\nJ\n");
    start(at, 12, 50);
    press(at, "}}jjj");
    shows(at, "The very words.");
    press(at, "ma");
    write_file(at, "a.md",
               "# A\n\nA line.\n\n## One\n\nFirst words.\n\nMore.\n\n"
               "## Deux\n\nThe very words.\n\nA\n\nB\n\nC\n\nD\n\nE\n\nF\n\n"
               "G\n\nH\n\nI\n\nJ\n");
    read_again(at);
    press(at, "g'a");
    assert_string_equal(row(at, 2) + strspn(row(at, 2), " "), "The very words.");
}

/* --- What is marked, selected, folded and found -------------------------------------
 */

static void what_is_marked_stays_so(void **state)
{
    struct ui_case *at = *state;
    start_pier(at);
    press(at, "a");
    press(at, "plank 6<Enter>");
    shows(at, "▌▾ Who walks on plank 6?");
    shows(at, "▌  Only gull 6 does.");
    write_pier(at, 4, 30, 20);
    read_again(at);
    shows(at, "▌▾ Who walks on plank 6?");
    shows(at, "▌  Only gull 6 does.");
    know(at);
    shows(at, "▌▾ Who walks on plank 6?");
    shows(at, "▌  Only gull 6 does.");
}

static void the_selected_link_stays_so(void **state)
{
    struct ui_case *at = *state;
    start_pier(at);
    press(at, "/Boat 5<Enter><Esc>");
    press(at, "<Tab>");
    uint32_t before = at->app.reader.selected;
    const struct node *link = reader_doc(&at->app.reader)->nodes[before];
    struct arena arena = {0};
    struct str text = arena_str(&arena, link->first->u.text);
    write_pier(at, 2, 30, 21);
    read_again(at);
    link = reader_doc(&at->app.reader)->nodes[at->app.reader.selected];
    assert_true(at->app.reader.selected != before);
    assert_true(str_eq(link->first->u.text, text));
    arena_release(&arena);
}

/* Skimming hides the footer; words of it are found and shown all the same. */
static void words_of_the_footer_are_gone_to(void **state)
{
    struct ui_case *at = *state;
    write_pier(at, 0, 30, 20);
    write_file(at, "rope.md", "# Hawser\n\nMade of hemp for [the pier](pier.md).\n");
    start(at, 24, 80);
    know(at);
    press(at, "v");
    hides(at, "Linked from");
    press(at, "/hawser<Enter>");
    shows(at, "Linked from");
    press(at, "vnN");
    shows(at, "Linked from");
}

static void folds_stay(void **state)
{
    struct ui_case *at = *state;
    start_pier(at);
    press(at, "/plank 1?<Enter><Esc>");
    press(at, "<Tab><Enter>");
    press(at, "G");
    press(at, "zG");
    shows(at, "They sank.");
    write_pier(at, 3, 30, 20);
    read_again(at);
    shows(at, "They sank.");
    press(at, "/plank 1?<Enter>");
    hides(at, "Only gull 0 does.");
    shows(at, "Only gull 2 does.");
}

static void the_current_match_stays_so(void **state)
{
    struct ui_case *at = *state;
    start_pier(at);
    press(at, "/gull<Enter>nnn");
    shows(at, "4 of 20");
    write_pier(at, 3, 30, 20);
    read_again(at);
    shows(at, "4 of 20");
    press(at, "n");
    shows(at, "5 of 20");
}

static void numbers_stay_while_one_is_typed(void **state)
{
    struct ui_case *at = *state;
    start_pier(at);
    press(at, "G");
    press(at, "f");
    assert_true(at->app.reader.numbered);
    write_pier(at, 3, 30, 20);
    read_again(at);
    assert_true(at->app.reader.numbered);
    press(at, "1");
}

/* --- Another library ---------------------------------------------------------------
 */

/* The folder as it is now, in which articles may have other numbers. */
static void open_again(struct ui_case *at)
{
    struct library *old = at->library;
    struct error err = {0};
    if (library_open(at->folder, &at->library, NULL, &err) != 0)
        fail_msg("%s", err.text);
    app_set_library(&at->app, at->library, NULL);
    library_close(old);
    app_refresh(&at->app);
}

static void articles_are_the_same_under_other_numbers(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "ketch.md", "# Ketch\n\nTwo masts, as the [lugger](lugger.md).\n");
    write_file(at, "lugger.md", "# Lugger\n\nTwo or three.\n");
    write_file(at, "sloop.md", "# Sloop\n\nOne mast.\n");
    start(at, 24, 80);
    press(at, "mk");
    press(at, "<Tab><Enter>");
    press(at, "ml");
    press(at, "]");
    shows(at, "One mast.");
    /* Each of these comes first. */
    static const char *const names[] = {"barge.md", "barge.txt", "ark.md"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        write_file(at, names[i], "# Flat\n\nNo mast.\n");
        open_again(at);
        shows(at, "One mast.");
        press(at, "'k");
        shows(at, "Two masts");
        press(at, "'l");
        shows(at, "Two or three.");
        press(at, "<BS><BS>");
        shows(at, "One mast.");
    }
    press(at, "<BS>");
    shows(at, "Two or three.");
    press(at, "<BS>");
    shows(at, "Two masts");
}

static void what_is_gone_says_so_until_it_is_back(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "ketch.md", "# Ketch\n\nTwo masts.\n");
    write_file(at, "lugger.md", "# Lugger\n\nTwo or three.\n");
    write_file(at, "sloop.md", "# Sloop\n\nOne mast.\n");
    start(at, 24, 80);
    press(at, "]");
    press(at, "ml");
    press(at, "]");
    assert_int_equal(unlink(at->files[1]), 0);
    open_again(at);
    shows(at, "One mast.");
    press(at, "'l");
    shows(at, "'lugger.md' is no longer in the library");
    press(at, "<BS>");
    shows(at, "One mast.");
    press(at, "<BS>");
    shows(at, "'lugger.md' is no longer in the library");
    open_again(at);
    shows(at, "'lugger.md' is no longer in the library");
    write_file(at, "lugger.md", "# Lugger\n\nFour, perhaps.\n");
    open_again(at);
    shows(at, "Four, perhaps.");
    press(at, "<BS>");
    shows(at, "Two masts.");
    press(at, "'l");
    shows(at, "Four, perhaps.");
}

/* --- With a catalog that follows the folder -----------------------------------------
 */

struct live {
    struct ui_case at;
    struct session *session;
};

static void live_settle(struct live *live)
{
    struct app *app = &live->at.app;
    catalog_rescan(app->catalog);
    assert_true(catalog_wait(app->catalog, -1));
    (void)app_take_news(app, live->session);
    (void)app_settle(app, live->session);
    answered(&live->at);
}

static void live_start(struct live *live)
{
    struct session_options options = {.path = live->at.folder};
    struct error err = {0};
    setenv("XDG_CACHE_HOME", "/nonexistent", 1); /* the catalog is in memory */
    if (session_open(&options, &live->session, &err) != 0)
        fail_msg("%s", err.text);
    struct app_start start = {.article = session_article(live->session)};
    app_init(&live->at.app, session_library(live->session), session_view(live->session),
             &start, 24, 80);
    app_begin(&live->at.app, live->session);
    live_settle(live);
    live_settle(live);
}

static int live_setup(void **state)
{
    struct live *live = calloc(1, sizeof *live);
    text_setup();
    snprintf(live->at.folder, sizeof live->at.folder, "/tmp/lectern-ui-XXXXXX");
    assert_non_null(mkdtemp(live->at.folder));
    *state = live;
    return 0;
}

static int live_teardown(void **state)
{
    struct live *live = *state;
    search_thread_free(live->at.app.asker);
    app_release(&live->at.app);
    session_close(live->session);
    for (int i = 0; i < live->at.file_count; i++) {
        unlink(live->at.files[i]);
        free(live->at.files[i]);
    }
    rmdir(live->at.folder);
    buf_release(&live->at.text);
    free(live);
    return 0;
}

static void a_list_stays_open_when_another_file_comes(void **state)
{
    struct live *live = *state;
    struct ui_case *at = &live->at;
    write_pier(at, 0, 30, 20);
    write_file(at, "rope.md", "# Rope\n\nOf hemp.\n");
    live_start(live);
    travel_to_article(&at->app,
                      library_find(at->app.library, STR("pier.md"), &(struct str){0}));
    at->app.pages.large_bytes = 100;
    press(at, "t");
    press(at, "plank");
    write_file(at, "mast.md", "# Mast\n\nOf pine.\n");
    live_settle(live);
    assert_true(at->app.list.open);
    assert_int_equal(press(at, "q") & REACT_QUIT, 0);
    assert_true(str_eq(editor_text(&at->app.list.filter), STR("plankq")));
    press(at, "<BS> 7<Enter>");
    shows(at, "Only gull 7 does.");
}

static void a_list_stays_open_when_its_article_goes(void **state)
{
    struct live *live = *state;
    struct ui_case *at = &live->at;
    static const char *const keys[] = {"p", "a", "L", "t", "B", "r", "s", "P", "A"};
    write_file(at, "rope.md", "# Rope\n\nOf hemp for [the pier](pier.md).\n");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        write_pier(at, 0, 30, 20);
        if (i == 0)
            live_start(live);
        live_settle(live);
        travel_to_article(
            &at->app, library_find(at->app.library, STR("pier.md"), &(struct str){0}));
        app_refresh(&at->app);
        press(at, keys[i]);
        assert_true(at->app.list.open);
        unlink(at->files[1]);
        live_settle(live);
        assert_true(at->app.list.open);
        assert_int_equal(press(at, "q") & REACT_QUIT, 0);
        press(at, "<Esc>");
    }
}

static void a_preview_stays_open_when_its_link_goes(void **state)
{
    struct live *live = *state;
    struct ui_case *at = &live->at;
    write_file(at, "pier.md", "# Pier\n\nTied to [the rope](rope.md).\n");
    write_file(at, "rope.md", "# Rope\n\nOf hemp.\n");
    live_start(live);
    press(at, "<Tab>");
    press(at, "K");
    shows(at, "Of hemp.");
    write_file(at, "pier.md", "# Pier\n\nTied to nothing.\n");
    live_settle(live);
    assert_int_equal(press(at, "q") & REACT_QUIT, 0);
    shows(at, "Tied to nothing.");
}

static void a_topic_may_lose_its_articles(void **state)
{
    struct live *live = *state;
    struct ui_case *at = &live->at;
    write_file(at, "pier.md", "# Pier\n\nWords.\n\n## Key points\n\n- Long: it is.\n");
    write_file(at, "rope.md", "# Rope\n\nOf hemp.\n");
    write_file(at, "library.yaml",
               "title: Bay\ntopics:\n  - title: Wood\n    summary: What floats\n"
               "    articles: [pier.md]\n  - title: Hemp\n    articles: [rope.md]\n");
    live_start(live);
    press(at, "T");
    press(at, "<lt>");
    press(at, "P");
    shows(at, "Key points in Wood");
    shows(at, "Long");
    unlink(at->files[0]);
    live_settle(live);
    hides(at, "Long");
    press(at, "x");
    press(at, "<Esc>");
    /* It may have gone when the question was asked. */
    struct topic gone = {.id = 4711};
    struct search_request ask = {
        .kind = ASK_POINTS, .scope = SCOPE_LIBRARY, .limit = 9};
    ask.scope.topic = &gone;
    (void)search_thread_send(at->app.asker, &ask);
    struct search_reply *answer = search_thread_receive(at->app.asker, -1);
    assert_int_equal(answer->count, 0);
    search_reply_free(answer);
}

static void the_palette_knows_where_the_keys_were(void **state)
{
    struct ui_case *at = *state;
    start_pier(at);
    press(at, "T");
    press(at, ":");
    press(at, "line-down<Enter>");
    assert_true(at->app.tree_focus);
    press(at, ":");
    press(at, "focus<Enter>");
    assert_false(at->app.tree_focus);
}

#define live_test(name) cmocka_unit_test_setup_teardown(name, live_setup, live_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ui_test(lists_outlive_their_rows),
        ui_test(the_selected_row_stays_when_others_come),
        ui_test(rows_that_were_not_made_again_lead_to_their_places),
        ui_test(what_is_gone_is_not_marked),
        ui_test(marks_and_history_survive_an_edit),
        ui_test(articles_are_the_same_under_other_numbers),
        ui_test(what_is_gone_says_so_until_it_is_back),
        ui_test(one_stays_where_one_is),
        ui_test(a_renamed_section_is_found_by_its_words),
        ui_test(what_is_marked_stays_so),
        ui_test(the_selected_link_stays_so),
        ui_test(words_of_the_footer_are_gone_to),
        ui_test(folds_stay),
        ui_test(the_current_match_stays_so),
        ui_test(numbers_stay_while_one_is_typed),
        live_test(a_list_stays_open_when_another_file_comes),
        live_test(a_list_stays_open_when_its_article_goes),
        live_test(a_preview_stays_open_when_its_link_goes),
        live_test(a_topic_may_lose_its_articles),
        ui_test(the_palette_knows_where_the_keys_were),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
