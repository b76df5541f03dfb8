/*
 * A catalog's life: its thread, who waits for it, who looks on, and what is in memory.
 */
#include "../catalog/kept.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/text.h"

enum {
    ARTICLES = 40,
    LIVES = 60,  /* opened and closed at once */
    LOOKERS = 3, /* threads, each with a view of its own */
};

static void write_article(struct kept *it, int number, const char *title)
{
    char name[32], text[400];
    snprintf(name, sizeof name, "f%d/a%02d.md", number % 4, number);
    snprintf(text, sizeof text,
             "---\ntitle: %s %d\ntags: [t%d]\n---\nSee [[a%02d]].\n\n## Key points\n\n"
             "- **One**: first.\n- **Two**: second.\n\n## Who?\n\nSomeone of %d.\n",
             title, number, number % 3, (number + 1) % ARTICLES, number);
    temp_write(&it->temp, name, text);
}

static void fill(struct kept *it)
{
    kept_make(it);
    for (int i = 0; i < ARTICLES; i++)
        write_article(it, i, "Title");
}

/* --- Looking on ---------------------------------------------------------------------
 */

struct looker {
    struct catalog *catalog;
    struct view *view; /* one for all, or NULL: each opens its own */
    atomic_bool *stop;
    size_t seen;
    pthread_t thread;
};

static void look_at_topic(struct library *library, struct topic *topic)
{
    for (struct topic *at = library_children(library, topic); at != NULL; at = at->next)
        assert_true(at->parent == topic);
}

static size_t look_at_all(struct view *view)
{
    struct library *library = view_library(view);
    struct arena arena = {0};
    size_t seen = 0;
    look_at_topic(library, library->tree);
    size_t count;
    for (uint32_t id = library_step(library, ARTICLE_NONE, 1); id != ARTICLE_NONE;
         id = library_step(library, id, 1)) {
        const struct article *article = library_article(library, id);
        seen += article->path.len > 0;
        if (article->topic != NULL)
            look_at_topic(library, article->topic);
        (void)view_facts(view, id, &arena);
        view_backlinks(view, id, &arena, &count);
        view_related(view, id, &arena, &count);
        arena_clear(&arena);
    }
    arena_release(&arena);
    return seen;
}

static void *look_on(void *context)
{
    struct looker *looker = context;
    do {
        struct error err;
        struct view *view = looker->view;
        if (view == NULL && view_open(looker->catalog, &view, &err) != 0)
            continue;
        looker->seen += look_at_all(view);
        if (looker->view == NULL)
            view_close(view);
    } while (!atomic_load(looker->stop));
    return NULL;
}

static void start_lookers(struct looker *lookers, struct catalog *catalog,
                          struct view *view, atomic_bool *stop)
{
    for (int i = 0; i < LOOKERS; i++) {
        lookers[i] = (struct looker){.catalog = catalog, .view = view, .stop = stop};
        assert_int_equal(pthread_create(&lookers[i].thread, NULL, look_on, &lookers[i]),
                         0);
    }
}

static void stop_lookers(struct looker *lookers, atomic_bool *stop)
{
    atomic_store(stop, true);
    for (int i = 0; i < LOOKERS; i++) {
        pthread_join(lookers[i].thread, NULL);
        assert_true(lookers[i].seen > 0);
    }
}

static void change_and_rescan(struct kept *it)
{
    for (int round = 0; round < 8; round++) {
        for (int i = round; i < ARTICLES; i += 8)
            write_article(it, i, round % 2 == 0 ? "Even" : "Odd");
        catalog_rescan(it->catalog);
        assert_true(catalog_wait(it->catalog, -1));
    }
}

static void readers_and_the_writer_go_on_together(void **state)
{
    atomic_bool stop = false;
    (void)state;
    struct kept it;
    fill(&it);
    kept_try_open(&it, (struct catalog_options){.watch = true});
    assert_true(catalog_wait_structure(it.catalog, -1));
    struct looker lookers[LOOKERS];
    start_lookers(lookers, it.catalog, NULL, &stop);
    change_and_rescan(&it);
    stop_lookers(lookers, &stop);
    kept_assert_no_trouble(&it);
    kept_close(&it);
    kept_assert_right(&it);
    kept_remove(&it);
}

static void threads_may_share_a_view(void **state)
{
    atomic_bool stop = false;
    (void)state;
    struct kept it;
    fill(&it);
    kept_try_open(&it, (struct catalog_options){.watch = true});
    assert_true(catalog_wait_structure(it.catalog, -1));
    struct looker lookers[LOOKERS];
    start_lookers(lookers, it.catalog, kept_view(&it), &stop);
    change_and_rescan(&it);
    stop_lookers(lookers, &stop);
    kept_assert_no_trouble(&it);
    kept_remove(&it);
}

/* --- In memory ----------------------------------------------------------------------
 */

/* Readers of a database in memory are kept waiting by its writer. None of them is left
 * with less than there is. */
static void a_view_in_memory_sees_all_in_the_end(void **state)
{
    atomic_bool stop = false;
    struct arena arena = {0};
    (void)state;
    struct kept it;
    fill(&it);
    temp_open(&it.temp);
    kept_try_open(&it, (struct catalog_options){.given = it.temp.library});
    assert_true(catalog_wait_structure(it.catalog, -1));
    struct looker lookers[LOOKERS];
    start_lookers(lookers, it.catalog, kept_view(&it), &stop);
    assert_true(catalog_wait(it.catalog, -1));
    stop_lookers(lookers, &stop);
    kept_assert_no_trouble(&it);
    assert_ptr_equal(view_library(it.view), it.temp.library);
    for (uint32_t i = 0; i < ARTICLES; i++) {
        const struct facts *facts = view_facts(it.view, i, &arena);
        assert_non_null(facts);
        assert_int_equal(facts->point_count, 2);
    }
    kept_close(&it);
    arena_release(&arena);
    kept_remove(&it);
}

/* Two of them at once do not share what they know. */
static void catalogs_in_memory_are_apart(void **state)
{
    struct arena arena = {0};
    (void)state;
    struct kept one, two;
    fill(&one);
    fill(&two);
    for (int i = 1; i < ARTICLES; i++) {
        char name[32], path[4096];
        snprintf(name, sizeof name, "f%d/a%02d.md", i % 4, i);
        temp_path(&two.temp, name, path, sizeof path);
        assert_int_equal(unlink(path), 0);
    }
    temp_open(&one.temp);
    temp_open(&two.temp);
    kept_try_open(&one, (struct catalog_options){.given = one.temp.library});
    kept_try_open(&two, (struct catalog_options){.given = two.temp.library});
    assert_true(catalog_wait(one.catalog, -1));
    assert_true(catalog_wait(two.catalog, -1));
    kept_view(&one);
    kept_view(&two);
    assert_non_null(view_facts(one.view, ARTICLES - 1, &arena));
    assert_null(view_facts(two.view, ARTICLES - 1, &arena));
    kept_close(&one);
    assert_non_null(view_facts(two.view, 0, &arena));
    arena_release(&arena);
    kept_remove(&one);
    kept_remove(&two);
}

/* --- Lives -------------------------------------------------------------------------
 */

static void it_may_be_closed_at_any_moment(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    for (int i = 0; i < LIVES; i++) {
        kept_try_open(&it, (struct catalog_options){.watch = i % 2 == 0});
        if (i % 3 == 1)
            catalog_rescan(it.catalog);
        /* Later and later, as far as it has come by then. */
        for (int k = 0; k < i; k++)
            (void)catalog_wait_structure(it.catalog, 0);
        if (i % 5 == 4 && catalog_wait_structure(it.catalog, -1))
            kept_view(&it);
        kept_close(&it);
    }
    kept_sync(&it);
    kept_assert_right(&it);
    kept_remove(&it);
}

static void who_waits_is_told_in_time(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_try_open(&it, (struct catalog_options){.watch = true});
    assert_true(catalog_wait(it.catalog, -1));
    assert_int_equal(catalog_progress(it.catalog).phase, CATALOG_READY);
    assert_true(catalog_wait(it.catalog, 0));
    unsigned structure = catalog_structure(it.catalog);
    unsigned counted = catalog_state(it.catalog);
    catalog_rescan(it.catalog);
    assert_true(catalog_wait(it.catalog, -1));
    assert_int_equal(catalog_structure(it.catalog), structure);
    /* Not before it is known. */
    for (int i = 0; i < 5; i++) {
        write_article(&it, ARTICLES + i, "New");
        catalog_rescan(it.catalog);
        assert_true(catalog_wait(it.catalog, -1));
        assert_int_equal(view_library(kept_view(&it))->article_count, ARTICLES + i + 1);
    }
    assert_true(catalog_structure(it.catalog) >= structure + 5);
    assert_true(catalog_state(it.catalog) > counted);
    kept_remove(&it);
}

static void news_come_through_the_pipe(void **state)
{
    struct pollfd poller = {.events = POLLIN};
    (void)state;
    struct kept it;
    fill(&it);
    int wake[2];
    assert_int_equal(pipe(wake), 0);
    assert_int_equal(fcntl(wake[0], F_SETFL, O_NONBLOCK), 0);
    assert_int_equal(fcntl(wake[1], F_SETFL, O_NONBLOCK), 0);
    poller.fd = wake[0];
    kept_try_open(&it, (struct catalog_options){.watch = true, .wake_fd = wake[1]});
    char bytes[256];
    while (!catalog_wait(it.catalog, 0)) {
        assert_int_equal(poll(&poller, 1, -1), 1);
        assert_true(read(wake[0], bytes, sizeof bytes) > 0);
    }
    while (read(wake[0], bytes, sizeof bytes) > 0)
        continue;
    write_article(&it, 3, "Other");
    catalog_rescan(it.catalog);
    assert_int_equal(poll(&poller, 1, -1), 1);
    kept_close(&it);
    close(wake[0]);
    close(wake[1]);
    kept_remove(&it);
}

/* A library that is gone is no reason to forget what was known of it. */
static void a_library_that_is_gone_is_said_to_be(void **state)
{
    struct catalog_options options = {.library = "/no/such/library", .wake_fd = -1};
    (void)state;
    struct error err;
    struct catalog *catalog;
    assert_int_equal(catalog_open(&options, &catalog, &err), -1);
    assert_non_null(strstr(err.text, "/no/such/library"));
    struct kept it;
    kept_make(&it);
    kept_open(&it);
    assert_false(catalog_wait_structure(it.catalog, 0));
    kept_assert_trouble(&it, "no articles");
    kept_remove(&it);
}

static void other_processes_are_seen(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    kept_try_open(&it, (struct catalog_options){.watch = true});
    assert_true(catalog_wait(it.catalog, -1));
    unsigned structure = catalog_structure(it.catalog);
    write_article(&it, 3, "Other");
    struct kept other = (struct kept){.temp = it.temp, .cache = it.cache};
    kept_open(&other);
    kept_close(&other);
    /* There is nothing left to do for this one, but to show it. */
    catalog_rescan(it.catalog);
    assert_true(catalog_wait(it.catalog, -1));
    assert_true(catalog_structure(it.catalog) != structure);
    kept_view(&it);
    assert_text(
        library_article(view_library(it.view), kept_article(&it, "f3/a03.md"))->title,
        "Other 3");
    kept_remove(&it);
}

/* Who opens it waits less for the tree then. */
static void it_is_new_once(void **state)
{
    (void)state;
    struct kept it;
    fill(&it);
    assert_true(catalog_is_new(kept_open(&it)));
    kept_close(&it);
    assert_false(catalog_is_new(kept_open(&it)));
    kept_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_and_the_writer_go_on_together),
        cmocka_unit_test(threads_may_share_a_view),
        cmocka_unit_test(a_view_in_memory_sees_all_in_the_end),
        cmocka_unit_test(catalogs_in_memory_are_apart),
        cmocka_unit_test(it_may_be_closed_at_any_moment),
        cmocka_unit_test(who_waits_is_told_in_time),
        cmocka_unit_test(news_come_through_the_pipe),
        cmocka_unit_test(a_library_that_is_gone_is_said_to_be),
        cmocka_unit_test(other_processes_are_seen),
        cmocka_unit_test(it_is_new_once),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
