/*
 * What happens in the reading pane itself: answers that fold, what a complete catalog
 * puts around a text and where it leaves the reader, skimming, previews.
 */
#include "ui_case.h"

static const char harbour[] =
    "# Harbour\n\n"
    "Boats lie here; see [the crane](crane.md) and a [gone](gone.md)\n"
    "page, with a note[^n].\n\n"
    "## What is a berth?\n\n"
    "A berth is the stretch of quay where one boat is moored.\n\n"
    "## Dues\n\n"
    "Dues are paid by the metre.\n\n"
    "**Who collects the dues?**\n\n"
    "The harbour master collects dues at the quay each morning.\n\n"
    "## Tides\n\n"
    "High water comes twice a day.\n\n"
    "[^n]: The note says that winter is quiet.\n";

static const char crane[] =
    "# Crane\n\n"
    "A crane lifts cargo from a boat to the quay.\n\n"
    "## The dues it collects\n\n"
    "The harbour master collects dues for each load, at the quay\n"
    "each morning, and writes them down.\n\n"
    "## Rope\n\n"
    "Rope is of steel. Back to [the harbour](harbour.md#dues).\n";

static const char lost[] =
    "Ferries\n\n"
    "Ferries cross the sound every hour of the day and most of the night.\n\n"
    "Frequently Asked Questions\n"
    "▼\n"
    "Tickets are sold on board by the mate, who also keeps the change.\n"
    "▼\n"
    "Bicycles travel free of charge on all crossings before noon.\n";

static void write_harbour(struct ui_case *at)
{
    write_file(at, "crane.md", crane);
    write_file(at, "harbour.md", harbour);
}

/* In a screen without a tree. */
static void start_harbour(struct ui_case *at, int rows, int cols)
{
    write_harbour(at);
    start(at, rows, cols);
    if (cols >= SCREEN_TREE_COLS_MIN)
        press(at, "\\");
    if (at->app.reader.page->article != 1)
        press(at, "]");
}

static const struct page *page(const struct ui_case *at)
{
    return at->app.reader.page;
}

/* --- Folding --- */

static void questions_fold_where_they_stand(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 24, 60);
    shows(at, "▾ What is a berth?");
    shows(at, "▾ Who collects the dues?");
    press(at, "<Tab><Tab><Tab><Tab><Enter>");
    shows(at, "▸ What is a berth?");
    hides(at, "A berth is the stretch");
    shows(at, "The harbour master collects");
    press(at, "<Enter>");
    shows(at, "▾ What is a berth?");
    shows(at, "A berth is the stretch");
}

static void one_key_folds_all_and_unfolds_them(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 24, 60);
    press(at, "<Tab><Tab><Tab><Tab><Enter>");
    press(at, "x");
    shows(at, "▸ What is a berth?");
    shows(at, "▸ Who collects the dues?");
    hides(at, "The harbour master collects");
    shows(at, "Dues are paid by the metre.");
    press(at, "x");
    shows(at, "A berth is the stretch");
    shows(at, "The harbour master collects");
}

static void nothing_to_fold_is_said(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 24, 60);
    press(at, "[x");
    shows(at, "Nothing on this page can be folded");
}

static void forms_of_questions_fold(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "forms.md",
               "# Forms\n\n"
               "> [!question] Can a bell be heard?\n> From afar.\n\n"
               "<details><summary>How deep is it?</summary>\n\nSix fathoms.\n\n"
               "</details>\n\n"
               "Is it salt?\n: Always salt.\n\n"
               "## FAQ\n\n"
               "1. Where is the oil?\n\n   In the store.\n\n"
               "2. Where is the rope?\n\n   On the drum.\n");
    start(at, 40, 59);
    shows(at, "▾ Can a bell be heard?");
    shows(at, "▸ How deep is it?");
    shows(at, "▾ Is it salt?");
    shows(at, "1. ▾ Where is the oil?");
    press(at, "x");
    shows(at, "▸ Can a bell be heard?");
    shows(at, "▸ Is it salt?");
    shows(at, "1. ▸ Where is the oil?");
    hides(at, "From afar");
    hides(at, "Always salt");
    hides(at, "In the store");
    hides(at, "On the drum");
    press(at, "x");
    shows(at, "Six fathoms");
    shows(at, "From afar");
    shows(at, "Always salt");
    shows(at, "On the drum");
}

/* A question has one stop, whatever is made of it. */
static void a_question_is_selected_once(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "forms.md",
               "# Forms\n\n> [!question] Can a bell be heard?\n> From afar.\n\n"
               "<details open><summary>How deep is it?</summary>\n\nSix fathoms.\n\n"
               "</details>\n");
    start(at, 24, 59);
    assert_int_equal(at->app.reader.stop_count, 2);
}

static void headings_skip_what_is_folded(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "deep.md",
               "# Deep\n\nText.\n\n## What is deep?\n\nOne.\n\n### Inner\n\nTwo.\n\n"
               "## Last\n\nThree.\n");
    start(at, 8, 59);
    press(at, "x}}");
    assert_int_equal(reader_heading(&at->app.reader), 3);
    press(at, "{");
    assert_int_equal(reader_heading(&at->app.reader), 1);
}

static void a_jump_unfolds(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "deep.md",
               "# Deep\n\nSee [inner](#inner).\n\n## What is deep?\n\nOne.\n\n"
               "### Inner\n\nTwo.\n\n## Last\n\nThree.\n");
    start(at, 24, 59);
    press(at, "x");
    hides(at, "Two.");
    press(at, "<Tab><Enter>");
    shows(at, "Two.");
    press(at, "<BS>");
    hides(at, "Two.");
}

/* --- Lost questions --- */

static void lost_questions_are_named(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "ferries.txt", lost);
    start(at, 24, 70);
    shows(at, "▾ ≈ Tickets are sold on board by the mate");
    shows(at, "▾ ≈ Bicycles travel free of charge");
    hides(at, "▼");
    press(at, "x");
    shows(at, "▸ ≈ Bicycles travel free of charge");
    hides(at, "who also keeps the change");
}

/* --- Footers --- */

static void what_is_known_is_put_around_the_page(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 33, 60);
    hides(at, "Related");
    know(at);
    looks(at, " Harbour                                               100%\n"
              "────────────────────────────────────────────────────────────\n"
              "  Harbour\n"
              "  ───────\n"
              "\n"
              "  Boats lie here; see the crane and a gone ✗ page, with a\n"
              "  note[1].\n"
              "\n"
              "  ▾ What is a berth?\n"
              "    A berth is the stretch of quay where one boat is\n"
              "    moored.\n"
              "\n"
              "  Dues\n"
              "\n"
              "  Dues are paid by the metre.\n"
              "\n"
              "  ▾ Who collects the dues?\n"
              "    The harbour master collects dues at the quay each\n"
              "    morning.\n"
              "    More on this  Crane › The dues it collects\n"
              "\n"
              "  Tides\n"
              "\n"
              "  High water comes twice a day.\n"
              "\n"
              "  ────────────────\n"
              "  [1] The note says that winter is quiet.\n"
              "\n"
              "  ────────────────\n"
              "  Related      Crane  by links\n"
              "  Linked from  Crane\n"
              "────────────────────────────────────────────────────────────\n"
              " harbour.md    / find   BS back   Tab link   a FAQ   ? help\n");
}

/* What an answer links to stands there already. */
static void a_link_of_an_answer_is_not_added_to_it(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "crane.md", "# Crane\n\n## Its chain\n\nOf iron.\n");
    write_file(at, "harbour.md",
               "# Harbour\n\n## Who lifts?\n\nThe [[Crane]].\n\n"
               "## What breaks?\n\nThe chain; see [[crane#Its chain]].\n");
    start(at, 24, 60);
    press(at, "]");
    know(at);
    shows(at, "The Crane.");
    shows(at, "Related");
    hides(at, "More on this");
}

static void added_links_are_followed_and_left(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 32, 60);
    know(at);
    /* Two links, the note, two questions; the second one's see. */
    press(at, "<Tab><Tab><Tab><Tab><Tab><Tab>");
    shows(at, "→ Crane › The dues it collects · crane.md");
    press(at, "<Enter>");
    shows(at, "The harbour master collects dues for each load");
    assert_int_equal(page(at)->article, 0);
    press(at, "<BS>");
    shows(at, "→ Crane › The dues it collects · crane.md");
    assert_int_equal(page(at)->article, 1);
}

/* --- Finding what is folded --------------------------------------------------------
 */

static void write_folded(struct ui_case *at)
{
    write_file(at, "deep.md",
               "# Deep\n\nA pearl lies open.\n\n## What is a wreck?\n\n"
               "A ship with a pearl in it.\n\n"
               "<details><summary>Chart</summary>\n\nOne pearl is drawn here.\n\n"
               "</details>\n\n> [!note]- Log\n> The pearl was seen.\n\n"
               "The end, without any.\n");
}

static void what_is_folded_is_found_and_unfolded(void **state)
{
    struct ui_case *at = *state;
    write_folded(at);
    start(at, 30, 50);
    press(at, "x");
    hides(at, "A ship with");
    press(at, "/pearl");
    assert_non_null(strstr(row(at, -1), "1 of 4"));
    press(at, "<Enter>n");
    shows(at, "A ship with a pearl in it.");
    hides(at, "One pearl is drawn");
    assert_non_null(strstr(row(at, -1), "2 of 4"));
    press(at, "n");
    shows(at, "One pearl is drawn here.");
    press(at, "n");
    shows(at, "The pearl was seen.");
    assert_non_null(strstr(row(at, -1), "4 of 4"));
    press(at, "nN");
    shows(at, "The pearl was seen.");
}

static void what_is_folded_is_said_to_be_so_until_it_is_gone_to(void **state)
{
    struct ui_case *at = *state;
    write_folded(at);
    start(at, 30, 50);
    press(at, "/drawn");
    assert_non_null(strstr(row(at, -1), "1 of 1, folded"));
    hides(at, "One pearl");
    press(at, "<Esc>");
    hides(at, "One pearl");
    press(at, "/drawn<Enter>");
    shows(at, "One pearl is drawn here.");
    press(at, "<BS>");
    hides(at, "One pearl");
    press(at, "/nowhere<Enter>");
    shows(at, "'nowhere' is not in this article");
}

static void what_is_skimmed_over_is_found(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 30, 50);
    press(at, "v");
    hides(at, "each morning");
    press(at, "/each morning<Enter>");
    shows(at, "each morning");
    assert_false(at->app.reader.skim);
    press(at, "<BS>");
    assert_true(at->app.reader.skim);
}

/* --- The whole library --------------------------------------------------------------
 */

/* Where one is, what is selected, what is folded and what was found stay. */
static void a_footer_moves_nothing(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 12, 60);
    press(at, "/high<Enter>");
    press(at, "<S-Tab><Enter>"); /* folds the question above the match */
    shows(at, "▸ Who collects the dues?");
    shows(at, "High water");
    shows(at, "▸ folded");
    /* Below the header, which tells how much has been seen. */
    char *text = strdup(strchr(screen(at), '\n'));
    char *look = strdup(strchr(roles(at), '\n'));
    know(at);
    assert_true(page(at)->footer != NULL);
    assert_string_equal(strchr(screen(at), '\n'), text);
    assert_string_equal(strchr(roles(at), '\n'), look);
    press(at, "<Enter>");
    shows(at, "▾ Who collects the dues?");
    free(text);
    free(look);
}

static void places_of_the_plain_page_are_kept(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 9, 60);
    press(at, "}}}");
    char *there = strdup(row(at, 2));
    press(at, "ma");
    press(at, "[");
    know(at);
    press(at, "<BS>");
    assert_string_equal(row(at, 2), there);
    assert_int_equal(reader_heading(&at->app.reader), 3);
    press(at, "g'a");
    assert_string_equal(row(at, 2), there);
    free(there);
}

/* The node numbers of facts are those of the page, whatever stands around it. */
static void facts_find_their_nodes(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 24, 60);
    know(at);
    assert_true(page(at)->footer != NULL);
    const struct facts *facts = app_facts(&at->app, page(at)->article);
    const struct doc *doc = page(at)->opened->doc;
    assert_int_equal(facts->question_count, 2);
    for (size_t i = 0; i < facts->question_count; i++) {
        const struct node *node =
            doc->nodes[facts->questions[i].node];
        assert_ptr_equal(node, page(at)->opened->extract->questions[i].node);
    }
    for (size_t i = 0; i < facts->heading_count; i++)
        assert_ptr_equal(doc->nodes[facts->headings[i].node],
                         doc->headings[i]);
}

/* --- Skimming --- */

static void skimming_shows_what_stands_out(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 20, 60);
    press(at, "v");
    shows(at, "skim");
    shows(at, "What is a berth?");
    shows(at, "Dues");
    hides(at, "A berth is the stretch");
    hides(at, "High water");
    press(at, "v");
    shows(at, "A berth is the stretch");
    hides(at, "skim");
}

static void skimming_ends_where_it_began(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 9, 40);
    press(at, "jjjjj");
    char *before = strdup(screen(at));
    press(at, "v");
    assert_string_not_equal(screen(at), before);
    press(at, "<Tab><Tab>v");
    assert_string_equal(screen(at), before);
    free(before);
}

static void enter_reads_on_from_what_was_skimmed(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 20, 60);
    press(at, "v<S-Tab>");
    press(at, "<Enter>");
    shows(at, "High water");
    hides(at, "skim");
    assert_int_equal(reader_heading(&at->app.reader), 3);
    press(at, "<BS>");
    shows(at, "skim");
    hides(at, "High water");
}

/* --- Previews --- */

static void a_preview_shows_the_target(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 20, 60);
    press(at, "<Tab>K");
    shows(at, "┌─ Crane ─");
    shows(at, "A crane lifts cargo");
    assert_int_equal(page(at)->article, 1);
    press(at, "<Esc>");
    hides(at, "A crane lifts cargo");
    press(at, "K<Enter>");
    assert_int_equal(page(at)->article, 0);
    hides(at, "┌─");
}

static void a_preview_shows_only_the_section(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 24, 60);
    press(at, "[<Tab>K");
    shows(at, "┌─ Harbour › Dues ─");
    shows(at, "Dues are paid by the metre.");
    shows(at, "▾ Who collects the dues?");
    hides(at, "High water");
    hides(at, "Boats lie");
}

static void a_preview_scrolls(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 14, 40);
    press(at, "<Tab>K");
    shows(at, "A crane lifts");
    press(at, "G");
    hides(at, "A crane lifts");
    shows(at, "Rope is of steel");
    press(at, "g");
    shows(at, "A crane lifts");
    press(at, "k");
    shows(at, "This is the top");
    press(at, "q");
    assert_false(at->app.popup.open);
}

static void a_preview_tells_what_is_no_article(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 20, 60);
    press(at, "<Tab><Tab>K");
    shows(at, "┌─ ✗ Not in this library ─");
    shows(at, "│  gone.md");
    press(at, "<Esc><Tab>K");
    shows(at, "┌─ Note 1 ─");
    shows(at, "[1] The note says that winter is quiet.");
}

static void other_keys_close_the_preview(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 20, 60);
    press(at, "<Tab>K<Tab>");
    assert_false(at->app.popup.open);
    shows(at, "gone.md");
}

static void no_room_for_a_preview_is_said(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 5, 60);
    press(at, "<Tab>K");
    shows(at, "no room");
    assert_false(at->app.popup.open);
    press(at, "<Esc><Esc>K");
    shows(at, "No link is selected");
}

/* A screen that gets too small while it is open loses the preview only. */
static void a_preview_lives_through_resizes(void **state)
{
    struct ui_case *at = *state;
    start_harbour(at, 20, 60);
    press(at, "<Tab>K");
    for (int rows = 20; rows > 0; rows--)
        app_resize(&at->app, rows, rows * 3);
    app_resize(&at->app, 20, 60);
    shows(at, "Boats lie here");
}

/* What was gone to stays marked while the catalog adds lines above it and below. */
static void the_mark_stays_where_one_went(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "crane.md", crane);
    write_file(at, "quay.md",
               "# Quay\n\n## Who collects the dues?\n\n"
               "The harbour master collects dues at the quay each morning.\n\n"
               "## Who writes the dues down?\n\n"
               "The harbour master writes dues for each load down each morning.\n\n"
               "## What is rope?\n\nA rope of steel is twisted from wire.\n\n"
               "## Tides\n\nHigh water comes twice a day.\n");
    start(at, 34, 60);
    press(at, "]a<Down><Down><Enter>");
    shows(at, "│ ▌▾ What is rope?");
    shows(at, "│ ▌  wire.");
    know(at);
    shows(at, "Crane › The dues it collects"); /* above it */
    shows(at, "│ ▌▾ What is rope?");
    shows(at, "│ ▌  wire.");
    hides(at, "│ ▌▾ Who writes");
    hides(at, "│ ▌  High water");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ui_test(the_mark_stays_where_one_went),
        ui_test(questions_fold_where_they_stand),
        ui_test(one_key_folds_all_and_unfolds_them),
        ui_test(nothing_to_fold_is_said),
        ui_test(forms_of_questions_fold),
        ui_test(a_question_is_selected_once),
        ui_test(headings_skip_what_is_folded),
        ui_test(what_is_folded_is_found_and_unfolded),
        ui_test(what_is_folded_is_said_to_be_so_until_it_is_gone_to),
        ui_test(what_is_skimmed_over_is_found),
        ui_test(a_jump_unfolds),
        ui_test(lost_questions_are_named),
        ui_test(what_is_known_is_put_around_the_page),
        ui_test(a_link_of_an_answer_is_not_added_to_it),
        ui_test(added_links_are_followed_and_left),
        ui_test(a_footer_moves_nothing),
        ui_test(places_of_the_plain_page_are_kept),
        ui_test(facts_find_their_nodes),
        ui_test(skimming_shows_what_stands_out),
        ui_test(skimming_ends_where_it_began),
        ui_test(enter_reads_on_from_what_was_skimmed),
        ui_test(a_preview_shows_the_target),
        ui_test(a_preview_shows_only_the_section),
        ui_test(a_preview_scrolls),
        ui_test(a_preview_tells_what_is_no_article),
        ui_test(other_keys_close_the_preview),
        ui_test(no_room_for_a_preview_is_said),
        ui_test(a_preview_lives_through_resizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
