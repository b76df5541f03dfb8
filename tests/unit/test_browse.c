/*
 * Whole screens without a terminal: what a reader sees who starts, moves, follows
 * links, comes back, finds, and makes the window larger and smaller.
 */
#include "ui_case.h"

static const char gull[] = "# Gull Rock\n"
                           "\n"
                           "A light on a rock, see [the Stack](stack.md) and the\n"
                           "[great gale](stack.md#the-gale).\n"
                           "\n"
                           "## Tower\n"
                           "\n"
                           "Nine metres of granite.\n"
                           "\n"
                           "## Keepers\n"
                           "\n"
                           "Three keepers and [a ghost](ghost.md); see\n"
                           "<https://example.org/lights>.\n";

static const char stack[] = "# The Stack\n"
                            "\n"
                            "Dark since 1911. Back to [Gull Rock](gull.md).\n"
                            "\n"
                            "## The gale\n"
                            "\n"
                            "It blew for three days.\n"
                            "\n"
                            "## After it\n"
                            "\n"
                            "Nothing was rebuilt.\n";

static const char library[] = "title: Lights\n"
                              "topics:\n"
                              "  - title: Northern coast\n"
                              "    articles: [gull.md, stack.md]\n";

static void make_lights(struct ui_case *at)
{
    write_file(at, "gull.md", gull);
    write_file(at, "stack.md", stack);
    write_file(at, "library.yaml", library);
}

static void starts_at_the_first_article(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 16, 80);
    looks(at, " Lights                 │ Gull Rock                           "
              "              92%\n"
              "────────────────────────┼─────────────────────────────────────"
              "──────────────────\n"
              " ▾ Northern coast       │  Gull Rock\n"
              "  ▌▾ Gull Rock          │  ─────────\n"
              "       Tower            │\n"
              "       Keepers          │  A light on a rock, see the Stack "
              "and the great gale.\n"
              "   ▸ The Stack          │\n"
              "                        │  Tower\n"
              "                        │\n"
              "                        │  Nine metres of granite.\n"
              "                        │\n"
              "                        │  Keepers\n"
              "                        │\n"
              "                        │  Three keepers and a ghost ✗; see\n"
              "────────────────────────┴─────────────────────────────────────"
              "──────────────────\n"
              " gull.md                                             / find   "
              "Tab link   ? help\n");
}

static void a_link_says_where_it_leads(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 24, 90);
    press(at, "<Tab>");
    assert_non_null(strstr(row(at, -1), " → The Stack · stack.md"));
    assert_non_null(strstr(row(at, -1), "Enter follow"));
    assert_non_null(strstr(roles(at), "LLLLLLLLL"));
    press(at, "<Tab>");
    assert_non_null(strstr(row(at, -1), "→ The Stack › the-gale · stack.md"));
    press(at, "<Tab>");
    assert_non_null(strstr(row(at, -1), "✗ not in this library: ghost.md"));
    press(at, "<Tab>");
    assert_non_null(strstr(row(at, -1), "↗ https://example.org/lights"));
    press(at, "<Tab>");
    assert_non_null(strstr(row(at, -1), "This is the last link"));
    press(at, "<S-Tab><S-Tab><S-Tab><S-Tab>");
    assert_non_null(strstr(row(at, -1), "This is the first link"));
}

static void follows_and_comes_back(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 24, 90);
    press(at, "<Tab><Enter>");
    shows(at, "Dark since 1911");
    assert_non_null(strstr(row(at, 0), "The Stack"));
    press(at, "<BS>");
    shows(at, "A light on a rock");
    assert_non_null(strstr(row(at, -1), "→ The Stack")); /* still selected */
    press(at, "F");
    shows(at, "Dark since 1911");
    press(at, "F");
    assert_non_null(strstr(row(at, -1), "nothing to go forward to"));
    press(at, "<BS><BS>");
    assert_non_null(strstr(row(at, -1), "nothing to go back to"));
}

static void follows_to_a_section(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 12, 90);
    press(at, "<Tab><Tab><Enter>");
    assert_non_null(strstr(row(at, 0), "The Stack › The gale"));
    assert_non_null(strstr(row(at, 0), "§ 1 of 2"));
    shows(at, "▌ The gale");
}

static void a_dangling_link_loses_nothing(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 24, 90);
    press(at, "<Tab><Tab><Tab><Enter>");
    assert_non_null(strstr(row(at, -1), "✗ 'ghost.md' is not in this library"));
    shows(at, "Three keepers");
    press(at, "<Tab><Enter>");
    assert_non_null(strstr(row(at, -1), "https://example.org/lights  is outside"));
}

static void follows_by_number(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 24, 90);
    press(at, "f");
    shows(at, "see 1he Stack and the 2reat gale");
    shows(at, "Follow link");
    press(at, "1");
    shows(at, "Dark since 1911");
    press(at, "<BS>f9");
    shows(at, "No link on the screen has that number");
    press(at, "f<Esc>");
    shows(at, "see the Stack and");
    press(at, "2f");
    assert_non_null(strstr(row(at, 0), "The gale"));
}

static void finds_as_one_types(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 24, 90);
    press(at, "/ke");
    assert_non_null(strstr(row(at, -1), "/ke"));
    assert_non_null(strstr(row(at, -1), "1 of 2"));
    assert_non_null(strstr(roles(at), "FF"));
    assert_true(at->app.grid.cursor_row == 23);
    press(at, "x");
    assert_non_null(strstr(row(at, -1), "nothing found"));
    press(at, "<BS><Enter>");
    press(at, "n");
    assert_non_null(strstr(row(at, -1), "2 of 2"));
    press(at, "n");
    assert_non_null(strstr(row(at, -1), "On from the top: 1 of 2"));
    press(at, "N");
    assert_non_null(strstr(row(at, -1), "On from the end: 2 of 2"));
    press(at, "<Esc>");
    assert_null(strstr(roles(at), "F"));
}

/* The letters of roles f and F (matches, the current one) as they stand on the screen,
 * cut to one for each run of four. */
static const char *lit(struct ui_case *at, char marks[16])
{
    const char *cell = roles(at);
    int count = 0, run = 0;
    for (char last = '\0'; *cell != '\0'; last = *cell++) {
        run = *cell == last && run < 4 ? run + 1 : 1;
        if (run == 4 && (*cell == 'f' || *cell == 'F') && count < 15)
            marks[count++] = *cell;
    }
    marks[count] = '\0';
    return marks;
}

static void every_match_on_the_screen_is_lit(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "gale.md",
               "# Gale\n\nThe gale of 1911, a *gale* of **ga**le, no gales.\n\n"
               "| gale | calm |\n|---|---|\n| none | gale |\n\n- gale\n\n    gale\n");
    start(at, 24, 90);
    press(at, "\\/gale");
    char marks[16];
    assert_string_equal(lit(at, marks), "Fffffffff");
    press(at, "<Enter>");
    assert_string_equal(lit(at, marks), "Fffffffff");
    press(at, "n");
    assert_string_equal(lit(at, marks), "fFfffffff");
    press(at, "NN");
    assert_string_equal(lit(at, marks), "ffffffffF");
    press(at, "<Esc>");
    assert_string_equal(lit(at, marks), "");
}

static void leaving_the_find_prompt_goes_back(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 9, 90);
    press(at, "/ghost");
    shows(at, "a ghost");
    press(at, "<Esc>");
    shows(at, "Gull Rock\n");
    assert_int_equal(at->app.reader.top, 0);
    press(at, "/nowhere<Enter>");
    assert_non_null(strstr(row(at, -1), "'nowhere' is not in this article"));
    press(at, "<Esc>/<Up>");
    assert_non_null(strstr(row(at, -1), "/nowhere"));
}

static void moves_by_heading(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 10, 90);
    press(at, "}");
    assert_non_null(strstr(row(at, 0), "Gull Rock › Tower"));
    press(at, "}");
    assert_non_null(strstr(row(at, 0), "Gull Rock › Keepers"));
    press(at, "}");
    assert_non_null(strstr(row(at, -1), "No heading comes after this"));
    press(at, "{");
    assert_non_null(strstr(row(at, 0), "Gull Rock › Tower"));
}

static void counts_and_ends(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 8, 90);
    press(at, "3j");
    assert_int_equal(at->app.reader.top, 3);
    press(at, "2k");
    assert_int_equal(at->app.reader.top, 1);
    press(at, "G");
    assert_non_null(strstr(row(at, 0), "100%"));
    press(at, "j");
    assert_non_null(strstr(row(at, -1), "This is the end"));
    press(at, "g");
    assert_int_equal(at->app.reader.top, 0);
    press(at, "k");
    assert_non_null(strstr(row(at, -1), "This is the top"));
    press(at, "99999999999j");
    assert_non_null(strstr(row(at, 0), "100%"));
}

static void a_key_that_does_nothing_says_so(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 12, 90);
    press(at, "<F9>");
    assert_non_null(strstr(row(at, -1), "F9 does nothing here: ? shows the keys"));
    press(at, "Zj");
    assert_non_null(strstr(row(at, -1), "Zj does nothing here"));
    assert_int_equal(press(at, "<Esc>") & REACT_QUIT, 0);
    assert_non_null(strstr(row(at, -1), "q quits"));
}

static void quits_from_inside_out(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 12, 90);
    press(at, "o");
    assert_int_equal(press(at, "<Esc>") & REACT_QUIT, 0);
    press(at, "?");
    shows(at, "Help");
    assert_int_equal(press(at, "q") & REACT_QUIT, 0);
    shows(at, "Gull Rock");
    assert_int_equal(press(at, "q") & REACT_QUIT, REACT_QUIT);
    assert_int_equal(press(at, "ZZ") & REACT_QUIT, REACT_QUIT);
}

static void help_is_an_article(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 24, 100);
    press(at, "?");
    assert_non_null(strstr(row(at, 0), "Help"));
    press(at, "/next heading<Enter>");
    shows(at, "│ }                   │ To the next heading");
    press(at, "<BS><BS>");
    shows(at, "A light on a rock");
}

static void lists_filter(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 14, 100);
    know(at);
    press(at, "o");
    shows(at, "─ 2 ─┐");
    shows(at, " ▌Gull Rock");
    press(at, "zzz");
    shows(at, "Nothing is called so.");
    press(at, "<BS><BS><BS>stck");
    shows(at, "─ 1 ─┐");
    shows(at, "Dark since 1911"); /* the preview */
    press(at, "<Enter>");
    assert_non_null(strstr(row(at, 0), "The Stack"));
    press(at, "tafter<Enter>");
    assert_non_null(strstr(row(at, 0), "The Stack › After it"));
    press(at, "<BS>");
    assert_null(strstr(row(at, 0), "After it"));
    press(at, ":find-n<Enter>");
    assert_non_null(strstr(row(at, -1), "Nothing was looked for yet"));
}

static void the_tree_opens_and_folds(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 20, 90);
    press(at, "T");
    shows(at, "Enter open");
    press(at, "<Down><Down><Enter>");
    assert_non_null(strstr(row(at, 0), "Gull Rock › Keepers"));
    press(at, "T");
    press(at, "h"); /* to the article */
    press(at, "h"); /* folded */
    hides(at, "Tower  ");
    press(at, "l");
    shows(at, "     Tower");
    press(at, "Gl"); /* the Stack is read when it is unfolded, the keys stay */
    shows(at, "The gale");
    assert_true(at->app.tree_focus);
    press(at, "gh");
    shows(at, "▸ Northern coast");
    hides(at, "     The gale");
    press(at, "*");
    shows(at, "▾ Northern coast");
    press(at, "<Esc>");
    assert_false(at->app.tree_focus);
}

static void the_tree_can_go_and_grow(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 12, 90);
    press(at, "\\");
    hides(at, "Northern coast");
    press(at, "(");
    assert_non_null(strstr(row(at, -1), "not beside the text"));
    press(at, "\\))");
    assert_int_equal(at->app.screen.divider, 31);
    press(at, "99)");
    assert_int_equal(at->app.screen.divider, 90 - 1 - SCREEN_TEXT_COLS_MIN);
    press(at, ")");
    assert_non_null(strstr(row(at, -1), "The tree cannot be wider"));
    press(at, "(");
    assert_int_equal(at->app.screen.divider, 90 - 3 - SCREEN_TEXT_COLS_MIN);
    press(at, "99(");
    assert_int_equal(at->app.screen.divider, TREE_COLS_MIN);
    press(at, "(");
    assert_non_null(strstr(row(at, -1), "The tree cannot be narrower"));
    press(at, ")");
    assert_int_equal(at->app.screen.divider, TREE_COLS_MIN + 2);
}

static void a_narrow_screen_has_one_pane(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 12, 40);
    hides(at, "Northern coast");
    shows(at, "  A light on a rock, see the Stack and");
    press(at, "T");
    shows(at, " ▾ Northern coast");
    hides(at, "A light on a rock");
    press(at, "<Down><Down><Down><Enter>");
    shows(at, "Dark since 1911");
}

static void resizing_keeps_the_place(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 9, 100);
    press(at, "<Tab>}}");
    shows(at, "Keepers");
    static const int sizes[][2] = {{1, 1},   {0, 0},      {3, 10},
                                   {50, 20}, {500, 1000}, {2, 3}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        app_resize(&at->app, sizes[i][0], sizes[i][1]);
        assert_int_equal(at->app.grid.rows, sizes[i][0]);
        press(at, "<Esc>");
    }
    app_resize(&at->app, 9, 100);
    shows(at, "Gull Rock › Keepers");
    app_resize(&at->app, 100000, 100000);
    assert_int_equal(at->app.grid.rows, GRID_ROWS_MAX);
}

static void keys_work_at_every_size(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 24, 80);
    for (int rows = 0; rows < 9; rows++) {
        for (int cols = 0; cols < 70; cols += cols < 12 ? 1 : 19) {
            app_resize(&at->app, rows, cols);
            press(at, "jk<Space>bG}{g<Tab>f<Esc>/a<Enter>n<Esc>oq<Esc>t<Down><Esc>");
            press(at, "Tjl<Esc>?<BS>\\\\))zm1ma'a%5%]<BS>");
        }
    }
    assert_int_equal(at->app.grid.rows, 8);
}

static void marks_bring_back(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 8, 90);
    press(at, "Gma]");
    shows(at, "Dark since");
    press(at, "'a");
    assert_non_null(strstr(row(at, 0), "100%"));
    press(at, "'b");
    assert_non_null(strstr(row(at, -1), "Nothing is remembered under b"));
    press(at, "m!");
    assert_non_null(strstr(row(at, -1), "letters a to z"));
}

static void goes_through_the_library(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 14, 90);
    press(at, "]");
    shows(at, "Dark since");
    press(at, "]");
    assert_non_null(strstr(row(at, -1), "This is the last article"));
    press(at, "[[");
    assert_non_null(strstr(row(at, -1), "This is the first article"));
    press(at, "]H");
    shows(at, "A light on a rock");
}

static void a_count_goes_over_articles(void **state)
{
    static const char *const names[] = {"a.md", "b.md", "c.md", "d.md", "e.md"};
    struct ui_case *at = *state;
    char text[64];
    for (int i = 0; i < 5; i++) {
        snprintf(text, sizeof text, "# Light %d\n\nLamp %d.\n", i + 1, i + 1);
        write_file(at, names[i], text);
    }
    start(at, 14, 90);
    shows(at, "Lamp 1.");
    press(at, "3]");
    shows(at, "Lamp 4.");
    press(at, "2[");
    shows(at, "Lamp 2.");
    press(at, "9]"); /* as far as there are any */
    shows(at, "Lamp 5.");
    press(at, "]");
    assert_non_null(strstr(row(at, -1), "This is the last article"));
    press(at, "<BS><BS>");
    shows(at, "Lamp 4.");
    press(at, "2<M-Right>");
    shows(at, "Lamp 5.");
    press(at, "3<BS>");
    shows(at, "Lamp 1.");
}

static void reads_again(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 14, 90);
    write_file(at, "gull.md", "# Gull Rock\n\nRebuilt in brick.\n");
    press(at, "R");
    shows(at, "Rebuilt in brick.");
    char path[128];
    snprintf(path, sizeof path, "%s/gull.md", at->folder);
    unlink(path);
    press(at, "R");
    shows(at, "This article cannot be shown.");
    shows(at, "'Gull Rock' cannot be read");
    press(at, "]");
    shows(at, "Dark since"); /* the rest stays readable */
    write_file(at, "gull.md", gull);
    press(at, "<BS>");
    shows(at, "A light on a rock");
}

/* What stands around the page may be read again at any moment, as when the catalog has
 * the whole library: what one has folded stays so, and the keys where they were. */
static void what_is_folded_above_the_page_stays_so(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "library.yaml",
               "title: Lights\ntopics:\n  - title: North\n    articles: [a.md]\n"
               "    topics:\n      - title: Rocks\n        articles: [gull.md]\n");
    write_file(at, "a.md", "# Ashore\n\nA house.\n");
    write_file(at, "gull.md", "# Gull Rock\n\nA light.\n\n## Tower\n\nStone.\n");
    start(at, 20, 90);
    press(at, "]");
    shows(at, "Stone.");
    press(at, "Tgh");
    shows(at, "▸ North");
    press(at, "R");
    shows(at, "▸ North");
    hides(at, "Rocks");
    travel_reload(&at->app);
    app_refresh(&at->app);
    hides(at, "Rocks");
    press(at, "l");
    shows(at, "▾ Rocks");
}

static void folds_details(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "a.md",
               "# Fog\n\n<details><summary>Signals</summary>\n\nA gun, see "
               "[b](b.md).\n\n</details>\n\nAfter.\n");
    start(at, 14, 90);
    shows(at, "▸ Signals");
    hides(at, "A gun");
    press(at, "<Tab>");
    assert_non_null(strstr(row(at, -1), "▸ folded"));
    assert_non_null(strstr(row(at, -1), "Enter unfold"));
    press(at, "<Enter>");
    shows(at, "▾ Signals");
    shows(at, "A gun");
    press(at, "z");
    hides(at, "A gun");
    press(at, "<Esc>z<Tab>");
    assert_non_null(strstr(row(at, -1), "✗ not in this library"));
}

static void notices_can_be_read(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    write_file(at, "library.yaml", "title: [broken\n");
    start(at, 14, 90);
    assert_non_null(strstr(row(at, -1), "! shows"));
    press(at, "!");
    shows(at, "library.yaml");
    press(at, "q");
    shows(at, "Gull Rock");
}

static void hostile_titles_are_shown_clean(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "a.md",
               "# A\x1b]0;x\x07title\xE2\x80\xAE\n\nText \x1b[31m.\n\n## H\x9b\n");
    start(at, 14, 90);
    const char *shown = screen(at);
    assert_null(strchr(shown, '\x1b'));
    assert_null(strchr(shown, '\x07'));
    assert_null(strstr(shown, "\xE2\x80\xAE"));
    press(at, "<F9>o");
    assert_null(strchr(screen(at), '\x1b'));
}

static void a_scroll_tells_how_far(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 10, 90);
    press(at, "jj");
    assert_int_equal(at->app.grid.shift.rows, 2);
    assert_int_equal(at->app.grid.shift.top, 2);
    assert_int_equal(at->app.grid.shift.bottom, 8);
    press(at, "k");
    assert_int_equal(at->app.grid.shift.rows, -1);
    press(at, "]");
    assert_int_equal(at->app.grid.shift.rows, 0);
}

/* Any keys at any size: nothing breaks, and what is drawn is clean. */
static void any_keys_do_no_harm(void **state)
{
    struct ui_case *at = *state;
    make_lights(at);
    start(at, 24, 80);
    static const char *const keys[] = {
        "j",     "k",       "<Space>", "b",      "g",     "G",     "}",      "{",
        "<Tab>", "<S-Tab>", "<Enter>", "<BS>",   "F",     "f",     "1",      "2",
        "/",     "e",       "n",       "N",      "<Esc>", "T",     "\\",     ")",
        "(",     "l",       "h",       "t",      "o",     ":",     "<Down>", "<Up>",
        "]",     "[",       "^",       "H",      "R",     "?",     "!",      "z",
        "m",     "'",       "a",       "*",      "%",     "5",     "<C-w>",  "<C-u>",
        "日",    "<Left>",  "<Right>", "<Home>", "<End>", "<Del>", "<PgDn>", "Z",
    };
    uint32_t seed = 12345;
    for (int i = 0; i < 6000; i++) {
        seed = seed * 1664525u + 1013904223u;
        press(at, keys[(seed >> 16) % (sizeof keys / sizeof *keys)]);
        if (i % 37 == 0)
            app_resize(&at->app, (int)(seed >> 9) % 40, (int)(seed >> 20) % 150);
        if (i % 97 == 0)
            for (const char *c = screen(at); *c != '\0'; c++)
                assert_true((unsigned char)*c >= ' ' || *c == '\n');
    }
}

/* Each topic that is unfolded is remembered: however many, it is the one that was
 * meant. */
static void every_topic_of_many_unfolds(void **state)
{
    enum { TOPICS = 70 };
    struct ui_case *at = *state;
    struct buf tree = {0};
    buf_puts(&tree, STR("title: Many\ntopics:\n"));
    for (int i = 0; i < TOPICS; i++)
        buf_printf(&tree, "  - title: Topic %d\n    articles: [a.md]\n", i);
    buf_putc(&tree, '\0');
    write_file(at, "a.md", "# A\n\nText.\n");
    write_file(at, "library.yaml", tree.data);
    buf_release(&tree);
    start(at, 40, 100);
    press(at, "T<lt>");
    for (int i = 0; i < TOPICS; i++) {
        const struct tree_row *on = tree_pane_selected(&at->app.tree);
        while (on->kind != TREE_TOPIC) {
            press(at, "j");
            on = tree_pane_selected(&at->app.tree);
        }
        if (on->fold == FOLD_CLOSED)
            press(at, "<Space>");
        assert_int_equal(tree_pane_selected(&at->app.tree)->fold, FOLD_OPEN);
        press(at, "j");
    }
}

/* In a window of another size one is where one is, also after the next key. */
static void a_resize_moves_nothing_later(void **state)
{
    struct ui_case *at = *state;
    struct buf text = {0};
    buf_puts(&text, STR("# Long\n\n"));
    for (int i = 0; i < 30; i++)
        buf_printf(&text,
                   "- Item %d\n\n  with a line, and words enough for two or three "
                   "lines of it in a narrow window, which this is.\n\n",
                   i);
    buf_putc(&text, '\0');
    write_file(at, "long.md", text.data);
    buf_release(&text);
    start(at, 12, 59);
    for (int down = 0; down < 12; down++) {
        press(at, "j");
        app_resize(&at->app, 12, 34);
        char *before = strdup(row(at, 3));
        press(at, "<C-l>");
        assert_string_equal(row(at, 3), before);
        press(at, "ma");
        press(at, "G'a");
        assert_string_equal(row(at, 3), before);
        free(before);
        press(at, "<BS><BS>");
        app_resize(&at->app, 12, 59);
        press(at, "g");
        for (int i = 0; i <= down; i++)
            press(at, "j");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ui_test(a_resize_moves_nothing_later),
        ui_test(every_topic_of_many_unfolds),
        ui_test(starts_at_the_first_article),
        ui_test(a_link_says_where_it_leads),
        ui_test(follows_and_comes_back),
        ui_test(follows_to_a_section),
        ui_test(a_dangling_link_loses_nothing),
        ui_test(follows_by_number),
        ui_test(finds_as_one_types),
        ui_test(every_match_on_the_screen_is_lit),
        ui_test(leaving_the_find_prompt_goes_back),
        ui_test(moves_by_heading),
        ui_test(counts_and_ends),
        ui_test(a_key_that_does_nothing_says_so),
        ui_test(quits_from_inside_out),
        ui_test(help_is_an_article),
        ui_test(lists_filter),
        ui_test(the_tree_opens_and_folds),
        ui_test(the_tree_can_go_and_grow),
        ui_test(a_narrow_screen_has_one_pane),
        ui_test(resizing_keeps_the_place),
        ui_test(keys_work_at_every_size),
        ui_test(marks_bring_back),
        ui_test(goes_through_the_library),
        ui_test(a_count_goes_over_articles),
        ui_test(reads_again),
        ui_test(what_is_folded_above_the_page_stays_so),
        ui_test(folds_details),
        ui_test(notices_can_be_read),
        ui_test(hostile_titles_are_shown_clean),
        ui_test(a_scroll_tells_how_far),
        ui_test(any_keys_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
