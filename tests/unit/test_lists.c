/*
 * The lists of what is found in articles: key points and questions of an article and of
 * the library, links, backlinks, related articles; their nodes in the tree, and what is
 * shown while the library is still being read.
 */
#include "ui_case.h"

static const char gull[] = "# Gull Rock\n"
                           "\n"
                           "A light on a rock, see [the Stack](stack.md) and\n"
                           "[a ghost](ghost.md).\n"
                           "\n"
                           "## Tower\n"
                           "\n"
                           "- **Granite**: nine metres, dovetailed stones.\n"
                           "- **Lantern**: first order, seen for twenty miles.\n"
                           "\n"
                           "## Questions\n"
                           "\n"
                           "### Who kept the light?\n"
                           "\n"
                           "Three keepers, a month at a time.\n"
                           "\n"
                           "### When did it go out?\n"
                           "\n"
                           "In the great gale.\n";

static const char stack[] = "# The Stack\n"
                            "\n"
                            "Dark since 1911.\n"
                            "\n"
                            "## The gale\n"
                            "\n"
                            "It is seen from [Gull Rock](gull.md).\n"
                            "\n"
                            "## Key points\n"
                            "\n"
                            "- **Duration**: three days of wind.\n"
                            "- **Lantern room**: lost to the sea.\n";

static const char plain[] = "# Harbour\n\nNothing is said here.\n";

static const char library[] = "title: Lights\n"
                              "topics:\n"
                              "  - title: Northern coast\n"
                              "    articles: [gull.md, stack.md]\n"
                              "  - title: Harbours\n"
                              "    articles: [harbour.md]\n";

static void make_lights(struct ui_case *at)
{
    write_file(at, "gull.md", gull);
    write_file(at, "stack.md", stack);
    write_file(at, "harbour.md", plain);
    write_file(at, "library.yaml", library);
}

static void start_read(struct ui_case *at, int rows, int cols)
{
    make_lights(at);
    start(at, rows, cols);
    know(at);
}

/* --- The tree --- */

/* All boxes fold what is typed as search does: what a keyboard has finds what is
 * printed, and the other way round. */
static void boxes_take_what_a_keyboard_has(void **state)
{
    static const char *const typed[][2] = {
        {"don't", "Don\u2019t panic"},
        {"dont", NULL},
        {"\"old", "The \u201Cold\u201D pier"},
        {"1914-18", "War 1914\u201318"},
        {"self-", "Self\u2011help"},
        {"cafe", "Cafe\u0301s"},
        {"caf\u00E9", "Cafe\u0301s"},
        {"smorrebrod", "Sm\u00F8rrebr\u00F8d"},
        {"wide", "\uFF37\uFF49\uFF44\uFF45"},
        {"two words", "Two\u00A0words"},
        {"finish", "\uFB01nish"},
    };
    struct ui_case *at = *state;
    struct buf text = {0};
    buf_puts(&text, STR("# Signs\n\n"));
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        if (typed[i][1] != NULL)
            buf_printf(&text, "## %s\n\nText.\n\n", typed[i][1]);
    buf_putc(&text, '\0');
    write_file(at, "signs.md", text.data);
    buf_release(&text);
    start(at, 24, 59);
    know(at);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        press(at, "t");
        for (size_t pos = 0; pos < strlen(typed[i][0]);)
            app_key(&at->app,
                    (struct key){.code = text_next(str_from(typed[i][0]), &pos)});
        answered(at);
        if (typed[i][1] != NULL)
            assert_true(at->app.list.shown_count > 0);
        else
            assert_int_equal(at->app.list.shown_count, 0);
        press(at, "<Esc>");
        press(at, "o");
        for (size_t pos = 0; pos < strlen(typed[i][0]);)
            app_key(&at->app,
                    (struct key){.code = text_next(str_from(typed[i][0]), &pos)});
        answered(at);
        if (typed[i][1] != NULL)
            assert_true(at->app.list.shown_count > 0);
        press(at, "<Esc>");
    }
}

static void the_tree_counts_what_is_found(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 16, 80);
    assert_non_null(strstr(row(at, 8), "◆ Key points     2 │"));
    assert_non_null(strstr(row(at, 9), "? FAQ            2 │"));
    press(at, "]");
    shows(at, "◆ Key points     2 │");
    hides(at, "? FAQ");
    press(at, "]");
    hides(at, "Key points");
}

static void enter_in_the_tree_opens_the_list(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 16, 80);
    press(at, "Tgjjjjjj<Enter>");
    shows(at, "┌─ Key points in Gull Rock ");
    press(at, "<Esc>j<Enter>");
    shows(at, "┌─ Questions in Gull Rock ");
}

/* --- Of the article --- */

static void lists_key_points_of_the_article(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 12, 90); /* nothing of the library is known: the article is */
    press(at, "p");
    shows(at, "┌─ Key points in Gull Rock ");
    assert_non_null(strstr(row(at, 0), " 2 of 2 ─┐"));
    assert_non_null(strstr(row(at, 3), "│  Tower "));
    assert_non_null(strstr(row(at, 4), "│ ▌◆ Granite  nine metres, dovetailed "));
    assert_non_null(strstr(row(at, 5), "│      stones. "));
    assert_non_null(strstr(row(at, 6), "│  ◆ Lantern  first order, "));
    assert_non_null(strstr(row(at, 1), "│  Gull Rock › Tower "));
    assert_non_null(strstr(row(at, 3), "│ ▌◆ Granite: nine metres"));
    press(at, "lant<Enter>");
    assert_non_null(strstr(row(at, 0), "Gull Rock › Tower"));
    shows(at, "│ ▌◆ Lantern: first order");
    press(at, "j");
    hides(at, "▌◆");
}

static void lists_questions_of_the_article(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 14, 90);
    press(at, "a<Down>");
    assert_non_null(strstr(row(at, 3), "│  Questions "));
    assert_non_null(strstr(row(at, 4), "│  ? Who kept the light?  Three "));
    assert_non_null(strstr(row(at, 6), "│ ▌? When did it go out?  In the "));
    press(at, "<Enter>");
    assert_non_null(strstr(row(at, 0), "When did it go out?"));
    shows(at, "In the great gale.");
    press(at, "<BS>");
    assert_non_null(strstr(row(at, 3), "─────────"));
}

static void says_what_an_article_has_not(void **state)
{
    struct ui_case *at = *state;
    start_read(at, 14, 90);
    press(at, "]]p");
    assert_non_null(strstr(row(at, -1), "There are no key points in this article"));
    press(at, "a");
    assert_non_null(strstr(row(at, -1), "There are no questions in this article"));
    press(at, "L");
    hides(at, "┌─");
    press(at, "B");
    assert_non_null(strstr(row(at, -1), "No other article links to this one"));
}

/* --- Of the library --- */

static void lists_key_points_of_the_library(void **state)
{
    struct ui_case *at = *state;
    start_read(at, 14, 90);
    press(at, "P");
    shows(at, "┌─ Key points in Lights ");
    assert_non_null(strstr(row(at, 0), " 4 of 4 ─┐"));
    press(at, "lan");
    assert_non_null(strstr(row(at, 0), " 2 of 4 ─┐"));
    assert_non_null(strstr(row(at, 1), "│> lan"));
    press(at, "tern room<Enter>");
    assert_non_null(strstr(row(at, 0), "The Stack › Key points"));
    shows(at, "▌◆ Lantern room: lost to the sea.");
    press(at, "<BS>");
    assert_non_null(strstr(row(at, 0), "Gull Rock"));
}

static void words_are_set_apart_where_they_begin(void **state)
{
    struct ui_case *at = *state;
    start_read(at, 14, 90);
    press(at, "Proom");
    assert_non_null(strstr(row(at, 3), "The Stack › Key points"));
    assert_non_null(strstr(row(at, 4), "▌◆ Lantern room  lost"));
    size_t seen = 0;
    for (const char *cell = roles(at); *cell != '\0'; cell++)
        seen += *cell == 'f';
    assert_int_equal(seen, 8); /* in the list and in the preview */
}

/* The roles of a row's cells from a text in it on. */
static const char *roles_at(struct ui_case *at, int index, const char *text)
{
    const char *line = row(at, index), *found = strstr(line, text);
    if (found == NULL)
        fail_msg("no '%s' in row %d: %s", text, index, line);
    size_t col = text_cols((struct str){line, (size_t)(found - line)});
    const char *cells = roles(at);
    for (; index > 0; index--)
        cells = strchr(cells, '\n') + 1;
    return cells + col;
}

static void assert_roles(struct ui_case *at, int index, const char *text,
                         const char *expected)
{
    const char *cells = roles_at(at, index, text);
    if (strncmp(cells, expected, strlen(expected)) != 0)
        fail_msg("'%s' is not '%s': %.40s", text, expected, cells);
}

static void letters_are_set_apart_where_they_stand(void **state)
{
    struct ui_case *at = *state;
    start_read(at, 14, 70);
    press(at, "oglrk");
    /* G u l l   R o c k */
    assert_roles(at, 3, "Gull Rock", "fbbfbfbbf");
    assert_roles(at, 3, "gull.md", "qqqqqqq");
    press(at, "<BS><BS><BS><BS>tsta");
    assert_roles(at, 3, "The Stack", "fbbbfffbb");
}

static void letters_of_a_path_are_set_apart_in_it(void **state)
{
    struct ui_case *at = *state;
    start_read(at, 14, 70);
    press(at, "ok.m");
    assert_roles(at, 3, "The Stack", "bbbbbbbbb");
    assert_roles(at, 3, "stack.md", "qqqqfqfq");
}

static void what_is_cut_is_not_set_apart(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    write_file(at, "harbour.md",
               "# A harbour of refuge for all the ships of the northern coast\n");
    start(at, 14, 30);
    know(at);
    press(at, "oharb of north");
    assert_roles(at, 3, "A harbour of", "bbffffbbbbff");
    assert_roles(at, 3, "…", "b");
}

/* Letters that fold, or take two columns. */
static void letters_of_any_script_are_set_apart(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    write_file(at, "harbour.md", "# Ålesund 灯台 light\n");
    start(at, 14, 70);
    know(at);
    press(at, "oalsd台");
    assert_roles(at, 3, "Ålesund", "ffbfbbfbbbff");
}

/* A long section, in which what is sought comes late. */
static void start_long(struct ui_case *at, int rows, int cols)
{
    make_lights(at);
    write_file(
        at, "harbour.md",
        "# Harbour\n\nThe quay is long and the water behind it is deep enough for "
        "all ships, but a north wind brings in the swell: a black buoy, then\na "
        "green buoy, mark where to turn.\n\n## Rules\n\n"
        "1. Slow.\n2. Slower.\n3. Lower sails.\n4. Show lights.\n5. Drop "
        "anchor.\n6. Hail the pilot.\n7. Pay at the customs house.\n");
    start(at, rows, cols);
    know(at);
}

static void a_passage_shows_what_matched(void **state)
{
    struct ui_case *at = *state;
    start_long(at, 12, 46);
    press(at, "sbuoy");
    shows(at, "│    … a black buoy, then a green buoy, mar… │");
    assert_roles(at, 4, "black buoy, then", "......ffff......");
    press(at, "<Esc>squay");
    assert_non_null(strstr(row(at, 4), "│    The quay is long and the water behind… "));
}

static void quotes_and_stars_are_no_part_of_what_matched(void **state)
{
    struct ui_case *at = *state;
    start_long(at, 12, 46);
    press(at, "s\"green buoy\" -tug");
    assert_roles(at, 4, "a green buoy,", "..ffffffffff.");
    press(at, "<Esc>squa*");
    assert_roles(at, 4, "The quay", "....fff.");
    press(at, "<Esc>P\"three days\"");
    assert_roles(at, 4, "Duration  three days of", "bbbbbbbb..ffffffffff...");
}

static void the_preview_shows_where_it_matched(void **state)
{
    struct ui_case *at = *state;
    start_long(at, 11, 90);
    press(at, "scustoms");
    assert_non_null(strstr(row(at, 1), "│  Harbour › Rules"));
    shows(at, "7. Pay at the customs house.");
    press(at, "<C-u>slower");
    assert_roles(at, 6, "2. Slower.", "qq.FFFFFF");
}

static void a_search_begins_with_how_to_ask(void **state)
{
    struct ui_case *at = *state;
    start_long(at, 12, 40);
    press(at, "s");
    assert_non_null(strstr(row(at, 0), "┌─ Search Lights ────"));
    hides(at, " 0 ");
    assert_non_null(strstr(row(at, 3), "│  words \"a phrase\" -not begin* title: │"));
    assert_non_null(strstr(row(at, 4), "│  topic: in: has:   "));
    hides(at, "go there");
    press(at, "xyzzy");
    assert_non_null(strstr(row(at, 0), " 0 ─┐"));
    assert_non_null(strstr(row(at, 3), "│  Nothing has all these words."));
}

static void lists_those_of_a_topic(void **state)
{
    struct ui_case *at = *state;
    start_read(at, 24, 90);
    press(at, "Tgj");
    press(at, "P");
    shows(at, "┌─ Key points in Lights "); /* on an article: the library */
    press(at, "<Esc>gP");
    shows(at, "┌─ Key points in Northern coast ");
    press(at, "<Esc>GkP");
    hides(at, "┌─");
    assert_non_null(strstr(row(at, -1), "There are no key points here"));
}

static void lists_questions_of_the_library(void **state)
{
    struct ui_case *at = *state;
    start_read(at, 14, 90);
    press(at, "]Agale");
    assert_non_null(strstr(row(at, 0), " 1 of 2 ─┐"));
    press(at, "<Enter>");
    assert_non_null(strstr(row(at, 0), "Gull Rock › When did it go out?"));
}

static void keys_that_come_together_find_the_same(void **state)
{
    struct ui_case *at = *state;
    start_read(at, 14, 90);
    press(at, "P");
    press(at, "l");
    press(at, "a");
    press(at, "<Down>");
    press(at, "<Enter>");
    char seen[256];
    snprintf(seen, sizeof seen, "%s", row(at, 0));
    press(at, "<BS>");
    press(at, "Pla<Down><Enter>");
    assert_string_equal(row(at, 0), seen);
}

/* --- While it is read --- */

static void what_is_not_known_yet_is_not_nothing(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 14, 90);
    press(at, "P");
    shows(at, "Not known yet: still reading the library");
    hides(at, " 0 ");
    hides(at, "go there");
    press(at, "gra");
    shows(at, "Nothing yet: still reading the library");
    press(at, "<C-u>");
    know(at);
    shows(at, "Enter go there");
    assert_non_null(strstr(row(at, 0), "─ 4 of 4 ─┐"));
    assert_non_null(strstr(row(at, 4), "▌◆ Granite"));
    press(at, "<Esc>B<Esc>");
}

static void backlinks_come_when_they_are_known(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 14, 90);
    press(at, "B");
    shows(at, "Not known yet");
    know(at);
    assert_non_null(strstr(row(at, 3), "▌The Stack"));
    assert_non_null(strstr(row(at, 3), "The gale │"));
}

static void the_status_row_tells_how_far_it_is(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 14, 90);
    hides(at, "reading");
    know(at);
    hides(at, "reading");
}

/* --- Links --- */

static void lists_links(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 14, 90);
    press(at, "L");
    assert_non_null(strstr(row(at, 3), "▌→ the Stack"));
    assert_non_null(strstr(row(at, 3), "The Stack │"));
    assert_non_null(strstr(row(at, 4), "✗ a ghost"));
    shows(at, "Dark since 1911."); /* the preview is of the target */
    press(at, "ghost<Enter>");
    assert_non_null(strstr(row(at, -1), "✗ 'ghost.md' is not in this library"));
    press(at, "Lstack<Enter>");
    assert_non_null(strstr(row(at, 0), "The Stack"));
}

static void a_backlink_leads_to_the_link(void **state)
{
    struct ui_case *at = *state;
    start_read(at, 14, 90);
    press(at, "B<Enter>");
    assert_non_null(strstr(row(at, 0), "The Stack › The gale"));
    assert_non_null(strstr(row(at, -1), "→ Gull Rock · gull.md"));
}

static void related_articles_have_a_reason(void **state)
{
    struct ui_case *at = *state;
    start_read(at, 14, 90);
    press(at, "r");
    shows(at, "┌─ Related to Gull Rock ");
    assert_non_null(strstr(row(at, 3), "▌The Stack"));
    assert_non_null(strstr(row(at, 3), "by links │"));
    press(at, "<Enter>");
    assert_non_null(strstr(row(at, 0), "The Stack"));
}

/* --- Rows of several lines --- */

static const char places[] = "# Places\n\n"
                             "## Tower\n\n"
                             "- **Granite**: nine metres of stones that were cut on"
                             " shore, numbered and brought out by two boats.\n"
                             "- **Lantern**: first order, seen far out.\n\n"
                             "## Channel\n\n"
                             "- **Depth**: five fathoms at low water.\n"
                             "- **Width of the northern channel between piers**:"
                             " two cables at most.\n";

/* The place stands once above the points that are there, and above the first that is
 * seen; the selected one is seen whole, whichever way one comes to it. */
static void points_stand_below_their_place(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "places.md", places);
    start(at, 12, 46);
    press(at, "p");
    assert_non_null(strstr(row(at, 3), "│  Tower  "));
    assert_non_null(
        strstr(row(at, 4), "│ ▌◆ Granite  nine metres of stones that     │"));
    assert_non_null(
        strstr(row(at, 5), "│      were cut on shore, numbered and brou… │"));
    assert_non_null(strstr(row(at, 6), "│  ◆ Lantern  first order, seen far out.  "));
    assert_non_null(strstr(row(at, 7), "│  Channel  "));
    assert_non_null(strstr(row(at, 8), "│  ◆ Depth  five fathoms at low water.  "));
    assert_non_null(strstr(row(at, 9), "│  ◆ Width of the northern channel between  "));
    assert_non_null(strstr(row(at, 10), "│      piers  two cables at most.  "));
    app_resize(&at->app, 10, 46);
    press(at, "<Down><Down><Down>");
    assert_non_null(strstr(row(at, 3), "│  Tower  "));
    assert_non_null(strstr(row(at, 4), "│  ◆ Lantern  first order, seen far out.  "));
    assert_non_null(strstr(row(at, 7), "│ ▌◆ Width"));
    assert_non_null(strstr(row(at, 8), "│      piers  two cables at most.  "));
    press(at, "<Up><Up>");
    assert_non_null(strstr(row(at, 4), "│ ▌◆ Lantern  first order, seen far out.  "));
    press(at, "<Up>");
    assert_non_null(strstr(row(at, 4), "│ ▌◆ Granite"));
    assert_non_null(strstr(row(at, 8), "│  ◆ Depth  five fathoms at low water.  "));
}

/* A word that a row lacks is named beside it, one that all lack once above them. */
static void what_is_missing_is_said(void **state)
{
    struct ui_case *at = *state;
    start_read(at, 14, 90);
    press(at, "skeepers gale zebra");
    assert_non_null(strstr(row(at, 2), "│  Nothing here has zebra "));
    assert_non_null(strstr(row(at, 3), "▌Gull Rock"));
    assert_null(strstr(row(at, 3), "without"));
    press(at, "<C-u>lantern month zebra");
    assert_non_null(strstr(row(at, 2), "│  Nothing here has zebra "));
    assert_null(strstr(row(at, 3), "without"));
    shows(at, "without month │");
    press(at, "<C-u>lantern");
    hides(at, "Nothing here");
    hides(at, "without");
}

/* One row stands for all sections of an article that have the words, until it is
 * opened; coming back from one of them, it is open. */
static void a_row_opens_into_sections(void **state)
{
    static const char tides[] =
        "# Tides\n\nOf the tide.\n\n"
        "## Ebb\n\nThe tide goes out.\n\n"
        "## Flood\n\nThe tide comes in, a tide of two metres.\n";
    struct ui_case *at = *state;
    write_file(at, "tides.md", tides);
    write_file(at, "harbour.md", "# Harbour\n\nShut at low tide.\n");
    start(at, 16, 50);
    know(at);
    press(at, "stide");
    assert_non_null(strstr(row(at, 0), " 2 ─┐"));
    assert_non_null(strstr(row(at, 3), "▌Tides"));
    assert_non_null(strstr(row(at, 3), "2 more │"));
    assert_non_null(strstr(row(at, 5), "│  Harbour "));
    shows(at, "Right open");
    press(at, "<Left><Right>");
    assert_non_null(strstr(row(at, 5), "│  Harbour "));
    press(at, "<Right>");
    assert_non_null(strstr(row(at, 0), " 2 ─┐"));
    assert_non_null(strstr(row(at, 5), "│    "));
    assert_non_null(strstr(row(at, 9), "│  Harbour "));
    press(at, "<Down><Down>");
    assert_non_null(strstr(row(at, 7), "│ ▌  "));
    hides(at, "Right open");
    char section[200];
    snprintf(section, sizeof section, "%s", row(at, 7));
    press(at, "<Enter>");
    hides(at, "┌─");
    press(at, "<BS>");
    assert_string_equal(row(at, 7), section);
    press(at, "<Up><Up><Right>");
    assert_non_null(strstr(row(at, 5), "│  Harbour "));
}

/* A word that the library does not have is another one, which is said. */
static void a_mended_slip_is_said(void **state)
{
    struct ui_case *at = *state;
    start_read(at, 14, 100);
    press(at, "skepeers<Space>");
    assert_non_null(strstr(row(at, 2), "shown for 'keepers' (there is no 'kepeers')"));
    assert_non_null(strstr(row(at, 3), "▌Gull Rock"));
    press(at, "<C-u>keepers<Space>");
    hides(at, "shown for");
}

/* What several articles say is one row, with how many more there are. */
static void what_is_said_again_is_one_row(void **state)
{
    struct ui_case *at = *state;
    for (int i = 0; i < 3; i++) {
        char name[24], text[200];
        snprintf(name, sizeof name, "port%d.md", i);
        snprintf(text, sizeof text,
                 "# Port %d\n\n## Rules\n\n"
                 "- **Pilotage**: compulsory for vessels above forty metres.\n",
                 i);
        write_file(at, name, text);
    }
    start(at, 12, 60);
    know(at);
    press(at, "Ppilotage");
    assert_non_null(strstr(row(at, 3), "│  Port 0 › Rules "));
    assert_non_null(strstr(row(at, 4), "▌◆ Pilotage  compulsory for vessels above "));
    assert_non_null(strstr(row(at, 5), " and in 2 more │"));
    assert_null(strstr(row(at, 6), "Port"));
}

/* --- Small screens --- */

static void a_narrow_list_has_no_preview(void **state)
{
    struct ui_case *at = *state;
    start_read(at, 12, 40);
    press(at, "P");
    assert_non_null(strstr(row(at, 3), "│  Gull Rock › Tower"));
    assert_non_null(strstr(row(at, 4), "│ ▌◆ Granite  nine metres"));
    hides(at, "┴");
    press(at, "<Enter>");
    shows(at, "▌◆ Granite");
}

static void a_low_list_has_places_at_the_right(void **state)
{
    struct ui_case *at = *state;
    start_read(at, 8, 70);
    press(at, "P");
    assert_non_null(strstr(row(at, 3), "▌◆ Granite"));
    assert_non_null(strstr(row(at, 3), "Gull Rock › Tower │"));
    assert_non_null(strstr(row(at, 4), "Lantern"));
}

/* A list opens at what one is at: Enter at once goes nowhere else. */
static void lists_open_where_one_is(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "quay.md",
               "# Quay\n\nOne [a](#masts), [b](#ropes).\n\n## Hulls\n\nOak.\n\n"
               "## Masts\n\nPine.\n\n## Ropes\n\nHemp, [see](#hulls).\n");
    start(at, 8, 90);
    know(at);
    char before[400];
    for (int section = 0; section < 3; section++) {
        press(at, "}");
        snprintf(before, sizeof before, "%s", row(at, 0));
        press(at, "t<Enter>");
        assert_string_equal(row(at, 0), before);
    }
    press(at, "g");
    for (int link = 0; link < 3; link++) {
        press(at, "<Tab>");
        snprintf(before, sizeof before, "%s", row(at, -1));
        press(at, "L<Enter>");
        press(at, "<BS>");
        assert_string_equal(row(at, -1), before);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ui_test(lists_open_where_one_is),
        ui_test(the_tree_counts_what_is_found),
        ui_test(enter_in_the_tree_opens_the_list),
        ui_test(lists_key_points_of_the_article),
        ui_test(lists_questions_of_the_article),
        ui_test(says_what_an_article_has_not),
        ui_test(lists_key_points_of_the_library),
        ui_test(words_are_set_apart_where_they_begin),
        ui_test(letters_are_set_apart_where_they_stand),
        ui_test(letters_of_a_path_are_set_apart_in_it),
        ui_test(what_is_cut_is_not_set_apart),
        ui_test(letters_of_any_script_are_set_apart),
        ui_test(a_passage_shows_what_matched),
        ui_test(quotes_and_stars_are_no_part_of_what_matched),
        ui_test(the_preview_shows_where_it_matched),
        ui_test(a_search_begins_with_how_to_ask),
        ui_test(lists_those_of_a_topic),
        ui_test(lists_questions_of_the_library),
        ui_test(keys_that_come_together_find_the_same),
        ui_test(what_is_not_known_yet_is_not_nothing),
        ui_test(backlinks_come_when_they_are_known),
        ui_test(the_status_row_tells_how_far_it_is),
        ui_test(lists_links),
        ui_test(a_backlink_leads_to_the_link),
        ui_test(related_articles_have_a_reason),
        ui_test(points_stand_below_their_place),
        ui_test(what_is_missing_is_said),
        ui_test(what_is_said_again_is_one_row),
        ui_test(a_row_opens_into_sections),
        ui_test(a_mended_slip_is_said),
        ui_test(a_narrow_list_has_no_preview),
        ui_test(a_low_list_has_places_at_the_right),
        ui_test(boxes_take_what_a_keyboard_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
