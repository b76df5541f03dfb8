/*
 * The last row: what is selected, typed or found, and the keys that are of use now.
 */
#include "ui_case.h"

static const char lights[] =
    "---\nvideoId: abc\nkey_points:\n  - {label: Height, text: Nine metres}\n---\n"
    "# Gull Rock\n\n"
    "See [the Stack](stack.md), [the gale](stack.md#the-gale), [a ghost](ghost.md), "
    "[here](#keepers), [nowhere](#nowhere), [a list](lamps.csv), "
    "<https://example.org/lights>, a note[^1] and <a class=\"yt-timestamp\" "
    "data-t=\"01:02\">[01:02]</a>.\n\n"
    "## Keepers\n\nThree keepers, one gale.\n\n"
    "<details><summary>How high is it?</summary>\n\nNine metres.\n\n</details>\n\n"
    "[^1]: Noted.\n";

static const char stack[] = "# The Stack\n\nDark since 1911.\n\n## The gale\n\n"
                            "It blew for three days. No gale was longer.\n";

static const char bare[] = "# Bare\n\nNothing to select.\n";

static const char library[] = "title: Lights\n"
                              "topics:\n"
                              "  - title: Northern coast\n"
                              "    articles: [gull.md, stack.md, bare.md]\n";

static void make_lights(struct ui_case *at)
{
    write_file(at, "gull.md", lights);
    write_file(at, "stack.md", stack);
    write_file(at, "bare.md", bare);
    write_file(at, "lamps.csv", "height\n9\n");
    write_file(at, "library.yaml", library);
}

/* The row has `left`, then blanks only, then the hints at its end. */
static void says(struct ui_case *at, const char *left, const char *hints)
{
    const char *seen = row(at, -1) + 1;
    size_t len = strlen(left);
    if (strncmp(seen, left, len) != 0 ||
        strcmp(seen + len + strspn(seen + len, " "), hints) != 0)
        fail_msg("'%s' is not '%s' and '%s'", seen, left, hints);
}

#define LINK "Enter follow   K preview   ? help"
#define AROUND "/ find   Tab link   p points   a FAQ   "

static void begin(struct ui_case *at)
{
    make_lights(at);
    start(at, 30, 120);
    know(at);
}

static void a_selected_link_says_where_it_leads(void **state)
{
    static const char *const leads[] = {
        "→ The Stack · stack.md",          "→ The Stack › The gale · stack.md",
        "✗ not in this library: ghost.md", "→ Gull Rock › Keepers · gull.md",
        "→ Gull Rock › nowhere · gull.md", "↗ lamps.csv",
        "↗ https://example.org/lights",    "→ note [^1]",
        "▶ https://youtu.be/abc?t=62"};
    struct ui_case *at = *state;
    begin(at);
    says(at, "gull.md", AROUND "? help");
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        press(at, "<Tab>");
        says(at, leads[i], AROUND LINK);
    }
    press(at, "<Tab>");
    says(at, "▸ folded", AROUND "Enter unfold   ? help");
    press(at, "<Enter>");
    says(at, "▾ unfolded", AROUND "Enter fold   ? help");
    press(at, "99<Tab><Tab>");
    says(at, "This is the last link", AROUND LINK);
    press(at, "<Esc>");
    says(at, "gull.md", AROUND "? help");
    press(at, "<S-Tab>");
    says(at, "→ The Stack · stack.md", AROUND LINK);
}

static void keys_are_named_where_they_are_of_use(void **state)
{
    struct ui_case *at = *state;
    begin(at);
    press(at, "v");
    says(at, "gull.md", "/ find   v whole text   Tab link   p points   a FAQ   ? help");
    press(at, "<Tab>");
    says(at, "→ the whole text from here",
         "/ find   v whole text   Tab link   p points   a FAQ   Enter read   ? help");
    press(at, "v<Esc>T");
    says(at, "gull.md", "T text   h fold   l unfold   Enter open   ? help");
    press(at, "k");
    says(at, "gull.md", "P points   T text   h fold   l unfold   Enter open   ? help");
    press(at, "<Esc><Tab>K");
    says(at, "→ The Stack · stack.md",
         "Space page   Esc close   Enter go there   ? help");
    press(at, "<Esc>]");
    says(at, "stack.md", "/ find   BS back   Tab link   ? help");
    press(at, "<BS>");
    says(at, "→ The Stack · stack.md", AROUND LINK);
}

static void a_page_without_links_names_no_key_for_them(void **state)
{
    struct ui_case *at = *state;
    write_file(at, "bare.md", bare);
    start(at, 30, 120);
    says(at, "bare.md", "/ find   ? help");
    press(at, "<Tab>");
    says(at, "There is no link on this page", "/ find   ? help");
    press(at, "<Esc>K");
    says(at, "No link is selected: Tab selects one", "/ find   ? help");
    press(at, "x");
    says(at, "Nothing on this page can be folded", "/ find   ? help");
}

static void what_is_typed_is_shown(void **state)
{
    struct ui_case *at = *state;
    begin(at);
    press(at, "1");
    says(at, "1 …", AROUND "? help");
    press(at, "2");
    says(at, "12 …", AROUND "? help");
    press(at, "%");
    says(at, "gull.md", AROUND "? help");
    press(at, "%");
    says(at, "Type a number first: 50% goes to the middle", AROUND "? help");
    press(at, "1%");
    says(at, "gull.md", AROUND "? help");
    press(at, "3<Esc>");
    says(at, "q quits", AROUND "? help");
}

static void matches_are_counted(void **state)
{
    struct ui_case *at = *state;
    begin(at);
    press(at, "/gale");
    says(at, "/gale", "1 of 2");
    press(at, "s");
    says(at, "/gales", "nothing found");
    press(at, "<BS><Enter>");
    says(at, "/gale   1 of 2",
         "/ find   BS back   n next   Tab link   p points   a FAQ   ? help");
    press(at, "n");
    says(at, "2 of 2",
         "/ find   BS back   n next   Tab link   p points   a FAQ   ? help");
    press(at, "<Esc>");
    says(at, "gull.md", "/ find   BS back   Tab link   p points   a FAQ   ? help");
    press(at, "/zzz<Enter>");
    says(at, "'zzz' is not in this article",
         "/ find   BS back   Tab link   p points   a FAQ   ? help");
}

/* The newest first, and an empty line below them. */
static void what_was_typed_is_remembered(void **state)
{
    struct ui_case *at = *state;
    begin(at);
    press(at, "n");
    says(at, "Nothing was looked for yet: / finds words", AROUND "? help");
    press(at, "/gale<Enter>/keepers<Enter>/keepers<Enter>/high<Enter>");
    press(at, "/ro<Up>");
    says(at, "/high", "1 of 1");
    press(at, "<Up>");
    says(at, "/keepers", "1 of 2"); /* once, though it was typed twice */
    press(at, "<Up>");
    says(at, "/gale", "1 of 2");
    press(at, "<Up>");
    says(at, "/gale", "1 of 2");
    press(at, "<Down><Down>");
    says(at, "/high", "1 of 1");
    press(at, "<Down>");
    says(at, "/", "");
    press(at, "<Down>");
    says(at, "/", "");
    press(at, "<Up><Up><Enter>");
    says(at, "/keepers   1 of 2",
         "/ find   BS back   n next   Tab link   p points   a FAQ   ? help");
    press(at, "/<Enter>"); /* nothing typed goes on with it */
    says(at, "2 of 2",
         "/ find   BS back   n next   Tab link   p points   a FAQ   ? help");
}

static void the_oldest_is_forgotten(void **state)
{
    struct ui_case *at = *state;
    begin(at);
    char keys[32];
    for (int i = 0; i < RECALL_MAX + 5; i++) {
        snprintf(keys, sizeof keys, "/zz%d<Enter>", i);
        press(at, keys);
    }
    press(at, "/");
    for (int i = RECALL_MAX + 4; i >= 5; i--) {
        press(at, "<Up>");
        snprintf(keys, sizeof keys, "/zz%d", i);
        says(at, keys, "nothing found");
    }
    press(at, "<Up>");
    says(at, "/zz5", "nothing found");
}

/* The most useful stand last and stay longest; what is said loses its end after them.
 */
static void hints_give_way(void **state)
{
    static const struct {
        int cols;
        const char *left, *hints;
    } rows[] = {
        {60, "stack.md", "/ find   BS back   Tab link   ? help"},
        {50, "stack.md", "/ find   BS back   Tab link   ? help"},
        {49, "stack.md", "BS back   Tab link   ? help"},
        {41, "stack.md", "BS back   Tab link   ? help"},
        {40, "stack.md", "Tab link   ? help"},
        {31, "stack.md", "Tab link   ? help"},
        {30, "stack.md", "? help"},
        {20, "stack.md", "? help"},
        {19, "stack.md", ""},
        {10, "stack.md", ""},
        {9, "stack.…", ""},
        {4, "s…", ""},
    };
    struct ui_case *at = *state;
    begin(at);
    press(at, "]");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        app_resize(&at->app, 30, rows[i].cols);
        app_refresh(&at->app);
        says(at, rows[i].left, rows[i].hints);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ui_test(a_selected_link_says_where_it_leads),
        ui_test(keys_are_named_where_they_are_of_use),
        ui_test(a_page_without_links_names_no_key_for_them),
        ui_test(what_is_typed_is_shown),
        ui_test(matches_are_counted),
        ui_test(what_was_typed_is_remembered),
        ui_test(the_oldest_is_forgotten),
        ui_test(hints_give_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
