/*
 * Views: the library as its catalog has it, and what they make of one that is damaged
 * or a stranger's.
 */
#include "../catalog/kept.h"

#include "base/text.h"

static void fill(struct kept *it)
{
    kept_make(it);
    temp_write(
        &it->temp, "library.yaml",
        "title: Sea\nhome: harbour.md\ntopics:\n  - title: Ports\n    summary: "
        "Where ships lie.\n    articles: [harbour.md]\n    topics:\n      - title: "
        "People\n        articles: [people/pilots.md, people/crew.txt]\n");
    temp_write(
        &it->temp, "harbour.md",
        "---\ntitle: Harbour\naliases: [port]\ntags: [sea]\n---\nOf ships and "
        "[[Pilots]].\n\n## Depth\n\n[[Pilots|They]] and [[Pilots]] know the silt "
        "and the depth.\n\n## What silt is\n\nMud.\n\n## What is the silt?\n\nMud that "
        "the"
        " river brings.\n");
    temp_write(&it->temp, "people/pilots.md", "# Pilots\n\nThey know the [[port]].\n");
    temp_write(&it->temp, "people/crew.txt", "Crew\n\nThose who work on a ship.\n");
    kept_sync(it);
}

/* Changes the catalog behind its back. */
static void change(struct kept *it, const char *sql)
{
    char *path = kept_file(it);
    sqlite3 *handle;
    assert_int_equal(contents_connect(path, &handle), SQLITE_OK);
    contents_run(handle, sql);
    sqlite3_close(handle);
    free(path);
}

static struct library *open_view(struct kept *it)
{
    kept_open(it);
    return view_library(kept_view(it));
}

/* --- What is there -----------------------------------------------------------------
 */

static void articles_are_as_they_were_read(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    struct library *library = open_view(&it);
    assert_text(library->title, "Sea");
    assert_int_equal(library->order, ORDER_LIBRARY_YAML);
    assert_int_equal(library->article_count, 3);
    const struct article *harbour = library_article(library, library->home);
    assert_text(harbour->path, "harbour.md");
    assert_text(harbour->title, "Harbour");
    assert_false(harbour->title_inferred);
    assert_int_equal(harbour->format, DOC_MARKDOWN);
    assert_int_equal(harbour->alias_count, 1);
    assert_text(harbour->aliases[0], "port");
    assert_text(harbour->topics[0], "sea");
    assert_text(harbour->topic->title, "Ports");
    assert_ptr_equal(library_article(library, library->home), harbour);
    assert_text(library_article(library, 4000000000u)->path, "");
    assert_true(library_article(library, ARTICLE_NONE)->title.len > 0);
    kept_remove(&it);
}

static void the_tree_is_there_from_any_side(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    struct library *library = open_view(&it);
    /* From below, before anything was asked from above. */
    const struct topic *people =
        library_article(library, kept_article(&it, "people/pilots.md"))->topic;
    assert_text(people->title, "People");
    assert_text(people->parent->title, "Ports");
    assert_ptr_equal(people->parent->parent, library->tree);
    assert_null(library->tree->parent);
    struct topic *first = library_children(library, library->tree);
    assert_text(first->title, "Ports");
    assert_text(first->summary, "Where ships lie.");
    assert_ptr_equal(people->parent, first);
    struct topic *below = library_children(library, first);
    while (below != NULL && !below->is_topic)
        below = below->next;
    assert_ptr_equal(below, people);
    assert_int_equal(below->articles_below, 2);
    assert_text(library_children(library, below)->title, "Pilots");
    assert_null(library_children(library, library_children(library, below)));
    kept_remove(&it);
}

static void steps_follow_the_tree(void **state)
{
    static const char *const order[] = {"harbour.md", "people/pilots.md",
                                        "people/crew.txt"};
    uint32_t id = ARTICLE_NONE;
    (void)state;
    struct kept it;
    fill(&it);
    struct library *library = open_view(&it);
    for (size_t i = 0; i < 3; i++) {
        id = library_step(library, id, 1);
        assert_text(library_article(library, id)->path, order[i]);
    }
    assert_int_equal(library_step(library, id, 1), ARTICLE_NONE);
    assert_int_equal(library_step(library, ARTICLE_NONE, -1), id);
    for (size_t i = 2; i-- > 0;) {
        id = library_step(library, id, -1);
        assert_text(library_article(library, id)->path, order[i]);
    }
    assert_int_equal(library_step(library, id, -1), ARTICLE_NONE);
    kept_remove(&it);
}

static void what_is_known_of_an_article_is_told(void **state)
{
    struct arena arena = {0};
    (void)state;
    struct kept it;
    fill(&it);
    open_view(&it);
    uint32_t harbour = kept_article(&it, "harbour.md");
    uint32_t pilots = kept_article(&it, "people/pilots.md");
    const struct facts *facts = view_facts(it.view, harbour, &arena);
    assert_int_equal(facts->question_count, 1);
    assert_text(facts->questions[0].question, "What is the silt?");
    size_t count;
    struct backlink *links = view_backlinks(it.view, pilots, &arena, &count);
    assert_int_equal(count, 2); /* those of one section count once */
    assert_int_equal(links[0].from, harbour);
    view_backlink_texts(it.view, pilots, links, count, &arena);
    assert_text(links[0].text, "Pilots");
    assert_text(links[1].text, "They");
    facts = view_facts(it.view, harbour, &arena);
    assert_true(links[1].heading < facts->heading_count);
    assert_text(facts->headings[links[1].heading].slug, "depth");
    view_backlinks(it.view, harbour, &arena, &count);
    assert_int_equal(count, 1);
    struct see_also *sees = view_see_also(it.view, harbour, facts, 0, &arena, &count);
    assert_true(count > 0);
    assert_int_equal(sees[0].article, harbour);
    assert_text(facts->headings[sees[0].heading].slug, "what-silt-is");
    assert_true(view_is_complete(it.view));
    assert_null(view_facts(it.view, 999, &arena));
    view_backlinks(it.view, 999, &arena, &count);
    assert_int_equal(count, 0);
    view_see_also(it.view, harbour, facts, 7, &arena, &count);
    assert_int_equal(count, 0);
    arena_release(&arena);
    kept_remove(&it);
}

/* An article of many questions that lead to one long article must not read that as many
 * times. */
static void facts_that_are_kept_are_read_once(void **state)
{
    struct arena arena = {0};
    (void)state;
    struct kept it;
    fill(&it);
    open_view(&it);
    struct facts_cache cache = {.view = it.view, .arena = &arena};
    uint32_t harbour = kept_article(&it, "harbour.md");
    const struct facts *first = facts_cache_get(&cache, harbour);
    assert_non_null(first);
    assert_text(first->questions[0].question, "What is the silt?");
    assert_null(facts_cache_get(&cache, 999));
    const struct facts *other =
        facts_cache_get(&cache, kept_article(&it, "people/pilots.md"));
    assert_non_null(other);
    assert_ptr_not_equal(other, first);
    size_t bytes = arena.total_bytes;
    for (int i = 0; i < 100; i++)
        assert_ptr_equal(facts_cache_get(&cache, harbour), first);
    assert_int_equal(arena.total_bytes, bytes);
    facts_cache_release(&cache);
    arena_release(&arena);
    kept_remove(&it);
}

static void names_lead_where_they_do_in_memory(void **state)
{
    static const char *const words[] = {"port",   "Harbour", "pilots",  "people/crew",
                                        "nobody", "HARBOUR", "crew.txt"};

    (void)state;
    struct kept it;
    fill(&it);
    struct library *library = open_view(&it);
    temp_open(&it.temp);
    struct str section;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct str word = str_from(words[i]);
        uint32_t in_view = library_find(library, word, &section);
        uint32_t in_memory = library_find(it.temp.library, word, &section);
        assert_int_equal(in_view == ARTICLE_NONE, in_memory == ARTICLE_NONE);
        if (in_view != ARTICLE_NONE)
            assert_true(str_eq(library_article(library, in_view)->path,
                               library_article(it.temp.library, in_memory)->path));
    }
    kept_remove(&it);
}

static void a_stamp_tells_what_is_known_now(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_try_open(&it, (struct catalog_options){.watch = true});
    assert_true(catalog_wait(it.catalog, -1));
    kept_view(&it);
    uint32_t crew = kept_article(&it, "people/crew.txt");
    struct file_stamp was, is;
    assert_true(view_stamp(it.view, crew, &was));
    temp_write(&it.temp, "people/crew.txt", "Crew\n\nThose who work hard on a ship.\n");
    catalog_rescan(it.catalog);
    assert_true(catalog_wait(it.catalog, -1));
    assert_true(view_stamp(it.view, crew, &is));
    assert_true(is.size_bytes > was.size_bytes);
    char path[4096];
    temp_path(&it.temp, "people/crew.txt", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    catalog_rescan(it.catalog);
    assert_true(catalog_wait(it.catalog, -1));
    assert_false(view_stamp(it.view, crew, &is));
    kept_remove(&it);
}

static void a_file_that_changed_is_not_current(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_open(&it);
    kept_view(&it);
    uint32_t crew = kept_article(&it, "people/crew.txt");
    uint32_t pilots = kept_article(&it, "people/pilots.md");
    assert_true(view_is_current(it.view, crew));
    assert_true(view_is_current(it.view, pilots));
    temp_write(&it.temp, "people/crew.txt", "Crew\n\nThose who work on a raft.\n");
    char path[4096];
    temp_path(&it.temp, "people/pilots.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    assert_false(view_is_current(it.view, crew));
    assert_false(view_is_current(it.view, pilots));
    assert_false(view_is_current(it.view, 4000000000u));
    kept_remove(&it);
}

/* --- What is damaged ----------------------------------------------------------------
 */

/* From every article up, and from the root down as far as it goes. */
static void walk_tree(struct kept *it)
{
    struct library *library = view_library(it->view);
    struct topic *at = library->tree;
    size_t steps = 0;
    for (uint32_t id = 0; id < 3; id++) {
        const struct topic *topic = library_article(library, id)->topic;
        for (size_t depth = 0; topic != NULL; topic = topic->parent, depth++)
            assert_true(depth < LIBRARY_DEPTH_MAX + 3);
    }
    while (at != NULL && steps++ < 1000) {
        struct topic *first = library_children(library, at);
        while (first == NULL && at != NULL && at->next == NULL)
            at = at->parent;
        at = first != NULL ? first : at != NULL ? at->next : NULL;
    }
    assert_true(steps < 1000);
}

static void a_damaged_tree_has_an_end(void **state)
{
    static const char *const changes[] = {
        "UPDATE topic SET parent = id WHERE title = 'People'",
        "UPDATE topic SET parent = (SELECT id FROM topic WHERE title = 'People')"
        " WHERE title = 'Ports'",
        "UPDATE topic SET parent = (SELECT id FROM topic WHERE title = 'Ports')"
        " WHERE id = 0",
        "UPDATE topic SET parent = 12345 WHERE title = 'People'",
        "UPDATE topic SET has_children = 1",
        "UPDATE topic SET article = 4000000000",
        "UPDATE topic SET parent = 'x', article = 'y', title = 1.5, summary = NULL"
        " WHERE id <> 0",
        "UPDATE article SET topic = 'none', format = 77, title = NULL",
        "DELETE FROM topic WHERE title = 'Ports'",
    };

    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct kept it;
        fill(&it);
        change(&it, changes[i]);
        kept_open(&it);
        struct error err;
        if (view_open(it.catalog, &it.view, &err) == 0)
            walk_tree(&it);
        else
            kept_assert_trouble(&it, "damaged");
        kept_remove(&it);
    }
}

static void a_deep_tree_has_an_end(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    change(&it,
           "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE"
           " i < 300) INSERT INTO topic SELECT 1000 + i, 999 + i, 1000 + i, 'deep',"
           " '', NULL, 1, 1, 0 FROM n; UPDATE topic SET parent = 0 WHERE id = 1001;"
           "UPDATE article SET topic = 1300");
    open_view(&it);
    walk_tree(&it);
    kept_remove(&it);
}

/* Whatever stands in the file, nothing of it reaches a terminal as it is. */
static void what_is_shown_is_clean(void **state)
{
    struct arena arena = {0};
    (void)state;
    struct kept it;
    fill(&it);
    change(&it, "UPDATE article SET title = char(27) || ']0;x' || char(7);"
                "UPDATE topic SET title = char(27) || '[2J', summary = char(155, 10);"
                "UPDATE lead SET section = section + (1 << 40);"
                "UPDATE state SET value = char(27) || 'c' WHERE key = 'title';"
                "INSERT INTO notice(path, text) VALUES('p', char(27) || 'c')");
    struct library *library = open_view(&it);
    assert_true(text_is_clean(library->title));
    assert_true(library->notices != NULL && text_is_clean(library->notices->text));
    for (struct topic *at = library_children(library, library->tree); at != NULL;
         at = at->next)
        assert_true(text_is_clean(at->title) && text_is_clean(at->summary));
    size_t count;
    for (uint32_t i = 0; i < 3; i++) {
        assert_true(text_is_clean(library_article(library, i)->title));
        struct backlink *links = view_backlinks(it.view, i, &arena, &count);
        view_backlink_texts(it.view, i, links, count, &arena);
        for (size_t k = 0; k < count; k++)
            assert_true(text_is_clean(links[k].text));
    }
    arena_release(&arena);
    kept_remove(&it);
}

static size_t count_notices(const struct library *library)
{
    size_t count = 0;
    for (const struct library_notice *at = library->notices; at != NULL; at = at->next)
        count++;
    return count;
}

/* A stranger's catalog has the limits of a library that is read from files. */
static void what_is_too_much_is_cut(void **state)
{
    size_t depth = 0;
    (void)state;
    struct kept it;
    fill(&it);
    change(&it,
           "UPDATE article SET title = hex(zeroblob(100000));"
           "UPDATE topic SET title = hex(zeroblob(100000)),"
           " summary = hex(zeroblob(100000));"
           "UPDATE state SET value = hex(zeroblob(100000)) WHERE key = 'title';"
           "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE"
           " i < 3000) INSERT INTO notice(path, text) SELECT 'p', 'x' || i FROM n;"
           "DELETE FROM topic WHERE parent = 0;"
           "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE"
           " i < 300) INSERT INTO topic SELECT 1000 + i, 999 + i, 1000 + i, 'deep',"
           " '', NULL, 1, 1, 0 FROM n; UPDATE topic SET parent = 0 WHERE id = 1001");
    struct library *library = open_view(&it);
    assert_int_equal(library->title.len, DOC_TITLE_MAX_BYTES);
    assert_true(library_article(library, 1)->title.len <= DOC_TITLE_MAX_BYTES);
    assert_true(str_ends(library_article(library, 1)->title, STR("…")));
    assert_int_equal(library->tree->title.len, DOC_TITLE_MAX_BYTES);
    assert_int_equal(library->tree->summary.len, LIBRARY_SUMMARY_MAX_BYTES);
    assert_int_equal(count_notices(library), LIBRARY_NOTICES_MAX + 1);
    for (struct topic *at = library->tree; at != NULL;
         at = library_children(library, at))
        depth++;
    assert_int_equal(depth, LIBRARY_DEPTH_MAX + 2);
    kept_remove(&it);
}

/* Numbers that would be taken for sizes. */
static void wild_numbers_are_refused(void **state)
{
    static const char *const changes[] = {
        "UPDATE state SET value = 9223372036854775807 WHERE key = 'articles'",
        "UPDATE state SET value = -1 WHERE key = 'articles'",
        "DELETE FROM topic",
    };

    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct kept it;
        fill(&it);
        kept_open(&it);
        change(&it, changes[i]);
        struct error err;
        struct view *view;
        assert_int_equal(view_open(it.catalog, &view, &err), -1);
        kept_assert_trouble(&it, "damaged");
        kept_close(&it);
        kept_assert_right(&it);
        kept_remove(&it);
    }
}

/* A catalog that one is handed names no file outside the library, and none in it that
 * is no article by its name. */
static void paths_lead_nowhere_else(void **state)
{
    static const char *const paths[] = {
        "../../../etc/passwd", "/etc/passwd", "",        "people/../people/crew.txt",
        ".hidden.md",          ".git/a.md",   "key.pem", "node_modules/a.md"};

    (void)state;
    struct kept it;
    fill(&it);
    char *path = kept_file(&it);
    temp_write(&it.temp, ".hidden.md", "# Hidden\n");
    temp_write(&it.temp, ".git/a.md", "# A\n");
    temp_write(&it.temp, "key.pem", "A key\n");
    temp_write(&it.temp, "node_modules/a.md", "# A\n");
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct arena arena = {0};
        char sql[128];
        snprintf(sql, sizeof sql, "UPDATE article SET path = '%s' WHERE id = 1",
                 paths[i]);
        sqlite3 *handle;
        assert_int_equal(contents_connect(path, &handle), SQLITE_OK);
        contents_run(handle, sql);
        sqlite3_close(handle);
        kept_try_open(&it, (struct catalog_options){.made = path});
        kept_view(&it);
        assert_text(library_article(view_library(it.view), 1)->path, "");
        struct opened *opened;
        struct error err;
        assert_int_equal(article_open(view_library(it.view), 1, &arena, &opened, &err),
                         -1);
        assert_string_equal(err.text, "the article is not in the library");
        kept_close(&it);
        arena_release(&arena);
    }
    free(path);
    kept_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(articles_are_as_they_were_read),
        cmocka_unit_test(the_tree_is_there_from_any_side),
        cmocka_unit_test(steps_follow_the_tree),
        cmocka_unit_test(what_is_known_of_an_article_is_told),
        cmocka_unit_test(facts_that_are_kept_are_read_once),
        cmocka_unit_test(names_lead_where_they_do_in_memory),
        cmocka_unit_test(a_stamp_tells_what_is_known_now),
        cmocka_unit_test(a_file_that_changed_is_not_current),
        cmocka_unit_test(a_damaged_tree_has_an_end),
        cmocka_unit_test(a_deep_tree_has_an_end),
        cmocka_unit_test(what_is_shown_is_clean),
        cmocka_unit_test(what_is_too_much_is_cut),
        cmocka_unit_test(wild_numbers_are_refused),
        cmocka_unit_test(paths_lead_nowhere_else),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
