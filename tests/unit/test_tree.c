/*
 * The tree pane when the library's tree changes: what was unfolded, the selected row,
 * the article's place and the places of the history are found again, and what is gone
 * gives way to what is around it. And topics that are called the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "library/library.h"
#include "read/read.h"
#include "ui/tree/tree_pane.h"

enum { LINES_MAX = 200, ARTICLES_MAX = 200 };

/* A topic or a place of an article in a tree: a topic when `article` is 0. Without an
 * id it has one by its name and its place. */
struct entry {
    int depth;
    const char *title;
    uint32_t article;
    uint64_t id;
};

/* A library of lines. Its topics are on the heap one by one, so that an old one which
 * is looked at is an error that the sanitizer sees. */
struct lined {
    struct library library; /* first: the functions of it are given this */
    struct topic root;
    struct topic *topics[LINES_MAX];
    size_t count;
    struct article *articles;
};

static struct topic *lined_children(const struct library *library, struct topic *topic)
{
    (void)library;
    return topic->first;
}

static const struct article *lined_article(const struct library *library, uint32_t id)
{
    assert_true(id < ARTICLES_MAX);
    return &((const struct lined *)library)->articles[id];
}

static uint32_t lined_step(const struct library *library, uint32_t id, int direction)
{
    (void)library, (void)id, (void)direction;
    return ARTICLE_NONE;
}

static const struct library_ops by_lines = {
    .article = lined_article,
    .step = lined_step,
    .children = lined_children,
};

static void add_line(struct lined *lined, struct topic *parent,
                     const struct entry *line)
{
    struct topic *topic = calloc(1, sizeof *topic);
    struct topic **link = &parent->first;
    topic->id =
        line->id != 0 ? line->id : (str_hash(str_from(line->title)) ^ parent->id) >> 1;
    for (; *link != NULL; link = &(*link)->next)
        topic->id += (*link)->id == topic->id;
    *link = topic;
    topic->parent = parent;
    parent->has_children = true;
    topic->title = str_from(line->title);
    topic->is_topic = line->article == 0;
    topic->article = line->article == 0 ? ARTICLE_NONE : line->article;
    if (line->article != 0 && lined->articles[line->article].topic == NULL)
        lined->articles[line->article].topic = parent;
    for (; line->article != 0 && parent != NULL; parent = parent->parent)
        parent->articles_below++;
    lined->topics[lined->count++] = topic;
}

static struct lined *lined_new(const struct entry *lines, size_t count)
{
    struct lined *lined = calloc(1, sizeof *lined);
    lined->articles = calloc(ARTICLES_MAX, sizeof *lined->articles);
    lined->root = (struct topic){.article = ARTICLE_NONE, .is_topic = true};
    lined->library.ops = &by_lines;
    lined->library.tree = &lined->root;
    lined->library.article_count = count;
    struct topic *above[LIBRARY_DEPTH_MAX] = {&lined->root};
    assert_true(count <= LINES_MAX);
    for (size_t i = 0; i < count; i++) {
        add_line(lined, above[lines[i].depth], &lines[i]);
        above[lines[i].depth + 1] = lined->topics[i];
    }
    return lined;
}

static void lined_free(struct lined *lined)
{
    for (size_t i = 0; i < lined->count; i++)
        free(lined->topics[i]);
    free(lined->articles);
    free(lined);
}

#define LINED(lines) lined_new(lines, sizeof(lines) / sizeof *(lines))

/* --- The case --- */

struct tree_case {
    struct lined *lined;
    struct tree_pane tree;
    struct arena arena;
    struct opened opened;
    struct page page;
    struct buf text;
};

static int setup(void **state)
{
    *state = calloc(1, sizeof(struct tree_case));
    return 0;
}

static int teardown(void **state)
{
    struct tree_case *at = *state;
    tree_pane_release(&at->tree);
    lined_free(at->lined);
    arena_release(&at->arena);
    buf_release(&at->text);
    free(at);
    return 0;
}

/* Takes over the library. */
static void begin(struct tree_case *at, struct lined *lined)
{
    at->lined = lined;
    tree_pane_init(&at->tree, &lined->library);
    tree_pane_forget(&at->tree); /* the rows are there with the first page */
}

static void open_article(struct tree_case *at, uint32_t article, uint32_t item,
                         const char *text)
{
    at->opened.article = article;
    at->opened.doc = read_document(&at->arena, DOC_MARKDOWN, str_from(text));
    at->page = (struct page){
        .id.kind = PAGE_ARTICLE,
        .article = article,
        .opened = &at->opened,
    };
    tree_pane_show(&at->tree, &at->page, item);
}

/* Puts another library in place of the one that is there, which goes. */
static void become(struct tree_case *at, struct lined *lined)
{
    tree_pane_unbind(&at->tree);
    lined_free(at->lined);
    at->lined = lined;
    tree_pane_rebind(&at->tree, &lined->library);
}

static struct str row_title(struct tree_case *at, const struct tree_row *row)
{
    if (row->kind == TREE_SECTION)
        return node_text_in(at->tree.doc->headings[row->section], &at->arena);
    return row->topic->title;
}

/* Selects the `nth` row with this title. */
static void select_row(struct tree_case *at, const char *title, int nth)
{
    for (size_t i = 0; i < at->tree.row_count; i++) {
        if (str_eq(row_title(at, &at->tree.rows[i]), str_from(title)) && nth-- == 1) {
            at->tree.selected = i;
            return;
        }
    }
    fail_msg("there is no row '%s'", title);
}

static void fold_row(struct tree_case *at, const char *title, int nth, int direction)
{
    select_row(at, title, nth);
    assert_true(tree_pane_fold(&at->tree, direction));
}

/* The rows: "v" unfolded, ">" folded; "<" behind the selected, "*" the current one. */
static void looks(struct tree_case *at, const char *expected)
{
    buf_clear(&at->text);
    for (size_t i = 0; i < at->tree.row_count; i++) {
        const struct tree_row *row = &at->tree.rows[i];
        buf_repeat(&at->text, ' ', (size_t)row->depth * 2);
        buf_putc(&at->text, row->fold == FOLD_OPEN ? 'v' : '>');
        buf_puts(&at->text, row_title(at, row));
        if (i == at->tree.selected)
            buf_puts(&at->text, STR(" <"));
        if (i == at->tree.current)
            buf_puts(&at->text, STR(" *"));
        buf_putc(&at->text, '\n');
    }
    buf_putc(&at->text, '\0');
    assert_string_equal(at->text.data, expected);
}

/* --- Tests --- */

static const struct entry shelf[] = {
    {0, "Water", 0, 0}, {1, "Sea", 1, 0},   {1, "Ice", 2, 0},
    {0, "Land", 0, 0},  {1, "Hills", 0, 0}, {2, "Beacon", 3, 0},
    {1, "Moor", 4, 0},  {0, "Sky", 0, 0},   {1, "Cloud", 5, 0},
};

static void the_same_again_looks_the_same(void **state)
{
    struct tree_case *at = *state;
    begin(at, LINED(shelf));
    open_article(at, 1, ITEM_NONE, "# Sea\n");
    fold_row(at, "Hills", 1, -1);
    fold_row(at, "Sky", 1, -1);
    const char *const look = "vWater\n"
                             "  >Sea *\n"
                             "  >Ice\n"
                             "vLand\n"
                             "  >Hills\n"
                             "  >Moor\n"
                             ">Sky <\n";
    looks(at, look);
    become(at, LINED(shelf));
    looks(at, look);
}

/* "Air" and "Sand" come, "Ice" goes, "Hills" is called something else. */
static const struct entry shelf_later[] = {
    {0, "Air", 0, 0},  {1, "Wind", 6, 0}, {0, "Water", 0, 0},   {1, "Sea", 1, 0},
    {0, "Land", 0, 0}, {1, "Sand", 7, 0}, {1, "Heights", 0, 0}, {2, "Beacon", 3, 0},
    {1, "Moor", 4, 0}, {0, "Sky", 0, 0},  {1, "Cloud", 5, 0},
};

static void what_was_unfolded_stays_so(void **state)
{
    struct tree_case *at = *state;
    begin(at, LINED(shelf));
    open_article(at, 1, ITEM_NONE, "# Sea\n");
    fold_row(at, "Sky", 1, -1);
    select_row(at, "Moor", 1);
    become(at, LINED(shelf_later));
    looks(at, "vAir\n" /* as at first */
              "  >Wind\n"
              "vWater\n"
              "  >Sea *\n"
              "vLand\n"
              "  >Sand\n"
              "  vHeights\n" /* as it is called so, it is new */
              "    >Beacon\n"
              "  >Moor <\n"
              ">Sky\n");
}

static void an_id_outlasts_a_title(void **state)
{
    static const struct entry before[] = {
        {0, "Land", 0, 71},  {1, "Hills", 0, 72}, {2, "Beacon", 3, 73},
        {0, "Water", 0, 74}, {1, "Sea", 1, 75},
    };
    static const struct entry after[] = {
        {0, "Lands", 0, 71}, {1, "Heights", 0, 72}, {2, "The beacon", 3, 73},
        {0, "Water", 0, 99}, {1, "Sea", 1, 75},
    };
    struct tree_case *at = *state;
    begin(at, LINED(before));
    fold_row(at, "Water", 1, -1);
    select_row(at, "Beacon", 1);
    become(at, LINED(after));
    looks(at, "vLands\n"
              "  vHeights\n"
              "    >The beacon <\n"
              "vWater\n" /* another one, though it has the same title */
              "  >Sea\n");
}

static void the_place_of_the_article_is_found_though_its_topic_is_gone(void **state)
{
    static const struct entry after[] = {
        {0, "Rocks", 0, 0},
        {1, "Granite", 0, 0},
        {2, "Beacon", 3, 0},
        {0, "Sea", 1, 0},
    };
    struct tree_case *at = *state;
    begin(at, LINED(shelf));
    open_article(at, 3, ITEM_NONE, "# Beacon\n\n## Lamp\n\n## Tower\n");
    select_row(at, "Tower", 1);
    become(at, LINED(after));
    looks(at, "vRocks\n"
              "  vGranite\n"
              "    vBeacon *\n"
              "      >Lamp\n"
              "      >Tower <\n"
              ">Sea\n");
}

static void an_article_that_is_gone_has_no_place(void **state)
{
    struct tree_case *at = *state;
    begin(at, LINED(shelf));
    open_article(at, 2, ITEM_NONE, "# Ice\n\n## Floes\n\n## Bergs\n");
    select_row(at, "Bergs", 1);
    become(at, LINED(shelf_later));
    looks(at, "vAir\n"
              "  >Wind\n"
              "vWater <\n" /* what is left of where one was */
              "  >Sea\n"
              "vLand\n"
              "  >Sand\n"
              "  vHeights\n"
              "    >Beacon\n"
              "  >Moor\n"
              "vSky\n"
              "  >Cloud\n");
    assert_null(at->tree.doc_topic);
}

static void a_row_at_the_top_that_is_gone_leaves_its_number(void **state)
{
    struct tree_case *at = *state;
    begin(at, LINED(shelf));
    fold_row(at, "Water", 1, -1);
    fold_row(at, "Land", 1, -1);
    become(at, lined_new(shelf, 3)); /* nothing but "Water" and what is in it */
    looks(at, ">Water <\n");
    static const struct entry other[] = {{0, "Fire", 1, 0}, {0, "Earth", 2, 0}};
    become(at, LINED(other));
    looks(at, ">Fire <\n"
              ">Earth\n");
}

static void what_is_folded_away_is_remembered_too(void **state)
{
    struct tree_case *at = *state;
    begin(at, LINED(shelf));
    fold_row(at, "Land", 1, -1); /* "Hills" in it stays unfolded */
    become(at, LINED(shelf));
    become(at, LINED(shelf));
    fold_row(at, "Land", 1, +1);
    looks(at, "vWater\n"
              "  >Sea\n"
              "  >Ice\n"
              "vLand <\n"
              "  vHills\n"
              "    >Beacon\n"
              "  >Moor\n"
              "vSky\n"
              "  >Cloud\n");
}

static void an_empty_library_and_back(void **state)
{
    struct tree_case *at = *state;
    begin(at, LINED(shelf));
    fold_row(at, "Land", 1, -1);
    become(at, lined_new(shelf, 0));
    looks(at, "");
    assert_null(tree_pane_selected(&at->tree));
    become(at, lined_new(shelf, 7));
    looks(at, "vWater\n"
              "  >Sea\n"
              "  >Ice\n"
              ">Land\n");
}

/* The sea is in two topics; the reader came to it in the second. */
static const struct entry twice[] = {
    {0, "Water", 0, 0}, {1, "Sea", 1, 0}, {1, "Ice", 2, 0},
    {0, "Blue", 0, 0},  {1, "Sea", 1, 0},
};

static void the_history_finds_the_place_again(void **state)
{
    struct tree_case *at = *state;
    begin(at, LINED(twice));
    select_row(at, "Sea", 2);
    open_article(at, 1, tree_pane_item(&at->tree, tree_pane_selected(&at->tree)), "");
    uint32_t item = at->tree.doc_item;
    looks(at, "vWater\n  >Sea\n  >Ice\nvBlue\n  >Sea < *\n");
    open_article(at, 2, ITEM_NONE, "");
    become(at, LINED(twice));
    open_article(at, 1, item, "");
    looks(at, "vWater\n  >Sea\n  >Ice\nvBlue\n  >Sea < *\n");
}

static void a_place_of_the_history_that_is_gone_is_the_first_that_is_left(void **state)
{
    struct tree_case *at = *state;
    begin(at, LINED(twice));
    select_row(at, "Sea", 2);
    uint32_t item = tree_pane_item(&at->tree, tree_pane_selected(&at->tree));
    become(at, lined_new(twice, 3));
    open_article(at, 1, item, "");
    looks(at, "vWater\n  >Sea *\n  >Ice <\n");
}

static void topics_of_the_same_title_fold_apart(void **state)
{
    static const struct entry twins[] = {
        {0, "Notes", 0, 0}, {1, "One", 1, 0},   {0, "Notes", 0, 0},
        {1, "Two", 2, 0},   {0, "Notes", 0, 0}, {1, "Three", 3, 0},
    };
    struct tree_case *at = *state;
    begin(at, LINED(twins));
    fold_row(at, "Notes", 2, -1);
    looks(at, "vNotes\n  >One\n>Notes <\nvNotes\n  >Three\n");
    become(at, LINED(twins));
    fold_row(at, "Notes", 1, -1);
    looks(at, ">Notes <\n>Notes\nvNotes\n  >Three\n");
}

static void no_number_of_twins_is_lost(void **state)
{
    struct entry lines[LINES_MAX];
    struct tree_case *at = *state;
    for (size_t i = 0; i < LINES_MAX; i++)
        lines[i] = (struct entry){
            .depth = (int)(i % 2),
            .title = i % 2 == 0 ? "Untitled" : "Page",
            .article = i % 2 == 0 ? 0 : (uint32_t)i,
        };
    begin(at, LINED(lines));
    assert_int_equal(tree_pane_fold_all(&at->tree), TREE_ALL_UNFOLDED);
    assert_int_equal(at->tree.row_count, LINES_MAX);
    become(at, LINED(lines));
    assert_int_equal(at->tree.row_count, LINES_MAX);
    assert_int_equal(tree_pane_fold_all(&at->tree), TREE_ALL_FOLDED);
    assert_int_equal(at->tree.row_count, LINES_MAX / 2);
}

/* Forty rows are shown at once: topics count as well as articles. */
static void a_small_library_starts_unfolded(void **state)
{
    struct entry lines[41];
    struct tree_case *at = *state;
    lines[0] = (struct entry){0, "First", 0, 0};
    for (uint32_t i = 1; i < 41; i++)
        lines[i] = (struct entry){1, "Page", i, 0};
    lines[20] = (struct entry){0, "Second", 0, 0};
    begin(at, lined_new(lines, 40));
    open_article(at, 1, ITEM_NONE, "");
    assert_int_equal(at->tree.row_count, 40);
    tree_pane_release(&at->tree);
    lined_free(at->lined);
    begin(at, lined_new(lines, 41));
    open_article(at, 1, ITEM_NONE, "");
    assert_int_equal(at->tree.row_count, 1 + 19 + 1);
    assert_int_equal(tree_pane_fold_all(&at->tree), TREE_ALL_UNFOLDED);
    assert_int_equal(at->tree.row_count, 41);
}

#define tree_test(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        tree_test(the_same_again_looks_the_same),
        tree_test(what_was_unfolded_stays_so),
        tree_test(an_id_outlasts_a_title),
        tree_test(the_place_of_the_article_is_found_though_its_topic_is_gone),
        tree_test(an_article_that_is_gone_has_no_place),
        tree_test(a_row_at_the_top_that_is_gone_leaves_its_number),
        tree_test(what_is_folded_away_is_remembered_too),
        tree_test(an_empty_library_and_back),
        tree_test(the_history_finds_the_place_again),
        tree_test(a_place_of_the_history_that_is_gone_is_the_first_that_is_left),
        tree_test(topics_of_the_same_title_fold_apart),
        tree_test(no_number_of_twins_is_lost),
        tree_test(a_small_library_starts_unfolded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
