/*
 * Searching with limits so small that a few articles meet each of them: what is found
 * at once says when it is not all, and all is found in the end, in the same order from
 * a catalog that has followed many edits as from one that was just made.
 */
#include "searched.h"

#include <time.h>

#include "catalog/query/query.h"
#include "catalog/search_thread.h"
#include "catalog/store/catalog_limits.h"

enum {
    ROUNDS = 25,
    ARTICLES = 14,
    EDITS = 3, /* in a round, at most */
};

static uint32_t draw(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525 + 1013904223;
    return (*state >> 8) % below;
}

/* --- Edits --- */

static void put_words(uint32_t *state, struct buf *text, uint32_t most)
{
    static const char *const words[] = {"harbour", "harbinger", "haven", "hull",
                                        "rope",    "tide",      "quay",  "pilot"};

    for (uint32_t i = 1 + draw(state, most); i > 0; i--)
        buf_printf(text, "%s ", words[draw(state, 8)]);
    /* A word that no other article has, and this one has only now. */
    buf_printf(text, "harb%u.\n\n", draw(state, 10000));
}

static void write_article(struct kept *it, uint32_t *state, const char *name)
{
    struct buf text = {0};
    buf_printf(&text, "---\ntopics: [Topic %u]\n---\n# Of %s %u\n\n", draw(state, 3),
               draw(state, 2) ? "harbours" : "ropes", draw(state, 5));
    put_words(state, &text, 30);
    for (uint32_t i = draw(state, 4); i > 0; i--) {
        buf_puts(&text, STR("## The "));
        put_words(state, &text, 2);
        put_words(state, &text, 60);
    }
    if (draw(state, 2)) {
        buf_puts(&text, STR("## Key points\n\n- **Tide**: "));
        put_words(state, &text, 4);
        buf_puts(&text, STR("- **Rope**: "));
        put_words(state, &text, 9);
        buf_puts(&text, STR("## FAQ\n\n### What is a haven?\n\n"));
        put_words(state, &text, 9);
    }
    buf_putc(&text, '\0');
    temp_write(&it->temp, name, text.data);
    buf_release(&text);
}

static void edit(struct kept *it, uint32_t *state)
{
    static const char *const folders[] = {"", "a/", "z/"};
    uint32_t number = draw(state, ARTICLES);
    char name[32], path[4096];
    snprintf(name, sizeof name, "%sn%02u.md", folders[number % 3], number);
    temp_path(&it->temp, name, path, sizeof path);
    if (draw(state, 6) == 0)
        (void)unlink(path);
    else
        write_article(it, state, name);
}

/* --- Answers --- */

static const char *const asked[] = {
    "harbour",
    "harb*",
    "ha*",
    "h*",
    "haven",
    "rope tide",
    "\"rope tide\"",
    "harbour -quay",
    "title:of",
    "in:z",
    "topic:\"topic 1\"",
    "has:faq",
    "in:z rope",
    "harbour pilot rope",
    "-hull",
    "quay in:a has:points",
    "of",
    "harb",
};

static void put_all(struct searched *it, const char *text, struct buf *out)
{
    struct passages found = searched_passages(it, text, false, SCOPE_LIBRARY, 0);
    buf_printf(out, "'%s':", text);
    for (size_t i = 0; i < found.count; i++)
        buf_printf(out, " " STR_FMT "#%d %.9f",
                   STR_ARG(path_of(it, found.hits[i].article)),
                   (int)(found.hits[i].heading + 1), found.hits[i].score);
    buf_putc(out, '\n');
    for (enum item_kind kind = ITEM_POINT; kind <= ITEM_QUESTION; kind++) {
        struct items items;
        assert_int_equal(search_items(it->search, kind, str_from(text), true,
                                      SCOPE_LIBRARY, 0, &it->arena, &items),
                         SEARCH_DONE);
        assert_false(items.is_partial);
        for (size_t i = 0; i < items.count; i++)
            buf_printf(out, "  " STR_FMT " %u %.9f",
                       STR_ARG(path_of(it, items.hits[i].article)), items.hits[i].index,
                       items.hits[i].score);
        buf_putc(out, '\n');
    }
}

static struct buf answers(struct searched *it)
{
    struct buf out = {0};
    searched_open(it);
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        put_all(it, asked[i], &out);
    searched_close(it);
    return out;
}

static struct buf answers_anew(struct searched *it)
{
    struct searched other = {.kept.temp = it->kept.temp};
    temp_make(&other.kept.cache);
    setenv("XDG_CACHE_HOME", other.kept.cache.path, 1);
    struct buf out = answers(&other);
    temp_remove(&other.kept.cache);
    setenv("XDG_CACHE_HOME", it->kept.cache.path, 1);
    return out;
}

static void assert_same(struct buf *is, struct buf *should_be, int round)
{
    struct str left = buf_str(is), right = buf_str(should_be), a, b;
    while (str_cut_line(&left, &a) && str_cut_line(&right, &b)) {
        if (!str_eq(a, b))
            fail_msg("round %d:\n" STR_FMT "\nand anew:\n" STR_FMT, round, STR_ARG(a),
                     STR_ARG(b));
    }
    assert_int_equal(left.len, 0);
    assert_int_equal(right.len, 0);
    buf_release(is);
    buf_release(should_be);
}

/* What is found at once is what is found in all, in the same order, or says that it may
 * not be. */
static void assert_honest(struct searched *it, const char *text)
{
    struct passages quick = searched_passages(it, text, false, SCOPE_LIBRARY, 4);
    struct passages all = searched_passages(it, text, false, SCOPE_LIBRARY, 0);
    assert_false(all.is_partial);
    if (quick.is_partial)
        return;
    assert_int_equal(quick.count, all.count);
    for (size_t i = 0; i < quick.count; i++) {
        assert_int_equal(quick.hits[i].article, all.hits[i].article);
        assert_int_equal(quick.hits[i].heading, all.hits[i].heading);
    }
}

static void edits_change_no_answer(void **state)
{
    struct searched it = {0};
    uint32_t seed = 77;
    (void)state;
    kept_make(&it.kept);
    for (uint32_t i = 0; i < ARTICLES; i++)
        edit(&it.kept, &seed);
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t i = 1 + draw(&seed, EDITS); i > 0; i--)
            edit(&it.kept, &seed);
        struct buf is = answers(&it);
        struct buf should_be = answers_anew(&it);
        assert_true(is.len > 1000);
        assert_same(&is, &should_be, round);
        searched_open(&it);
        for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
            assert_honest(&it, asked[i]);
        searched_close(&it);
    }
    kept_remove(&it.kept);
}

/* --- At once, and all --- */

enum { NOTES = 12 };

/* Each has a word of its own that begins with "harb", and was edited until more words
 * that begin so are gone than one looks at. */
static void write_notes(struct searched *it)
{
    *it = (struct searched){0};
    kept_make(&it->kept);
    for (int version = 0; version < 3; version++) {
        for (int i = 0; i < NOTES; i++) {
            char name[32], text[100];
            snprintf(name, sizeof name, "n%02d.md", i);
            snprintf(text, sizeof text,
                     "# Note %d\n\nThe harb%d%02dword stands here, moored.\n", i,
                     version, i);
            temp_write(&it->kept.temp, name, text);
        }
        kept_sync(&it->kept);
    }
}

static void a_beginning_finds_all_that_begin_so(void **state)
{
    static const char *const typed[] = {"harb", "har", "ha", "moor", "harb211"};
    static const size_t found[] = {NOTES, NOTES, NOTES, NOTES, 1};

    (void)state;
    struct searched it;
    write_notes(&it);
    searched_open(&it);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct passages all = searched_passages(&it, typed[i], true, SCOPE_LIBRARY, 0);
        struct passages quick =
            searched_passages(&it, typed[i], true, SCOPE_LIBRARY, LIMIT);
        assert_int_equal(all.count, found[i]);
        assert_true(quick.is_partial || quick.count == found[i]);
    }
    searched_remove(&it);
}

/* Words that are often there and never together are found one by one. */
static void something_is_found_while_words_are_there(void **state)
{
    static const char *const words[] = {"alder", "birch", "cedar", "damson", "elder"};

    struct searched it = {0};
    (void)state;
    kept_make(&it.kept);
    for (int i = 0; i < 40; i++) {
        char name[32], text[100];
        snprintf(name, sizeof name, "t%02d.md", i);
        snprintf(text, sizeof text, "# Tree %d\n\nA %s stands here.\n", i,
                 words[i % 5]);
        temp_write(&it.kept.temp, name, text);
    }
    searched_open(&it);
    struct passages found = searched_passages(&it, "alder birch cedar damson elder",
                                              true, SCOPE_LIBRARY, LIMIT);
    assert_true(found.count > 0 && found.is_partial);
    searched_remove(&it);
}

static struct search_reply *ask(struct search_thread *asker, const char *text,
                                size_t limit)
{
    struct search_request question = {ASK_PASSAGES, str_from(text), SCOPE_LIBRARY,
                                      limit};
    search_thread_send(asker, &question);
    struct search_reply *answer = search_thread_receive(asker, 20000);
    assert_non_null(answer);
    return answer;
}

static void a_whole_answer_follows_one_that_is_not(void **state)
{
    (void)state;
    struct searched it;
    write_notes(&it);
    kept_open(&it.kept);
    struct search_thread *asker = search_thread_new(it.kept.catalog, -1);
    struct search_reply *answer = ask(asker, "moored", NOTES);
    assert_true(answer->is_partial && answer->goes_on);
    assert_int_equal(answer->found, 0);
    search_reply_free(answer);
    answer = search_thread_receive(asker, 20000);
    assert_non_null(answer);
    assert_int_equal(answer->count, NOTES);
    assert_false(answer->is_partial || answer->goes_on);
    search_reply_free(answer);

    /* More than are wanted are counted. */
    search_reply_free(ask(asker, "moored", 5));
    answer = search_thread_receive(asker, 20000);
    assert_non_null(answer);
    assert_int_equal(answer->count, 5);
    assert_int_equal(answer->found, NOTES);
    search_reply_free(answer);

    /* What is all at once is not looked for again. */
    answer = ask(asker, "harb205word", NOTES);
    assert_int_equal(answer->count, 1);
    assert_false(answer->is_partial || answer->goes_on);
    search_reply_free(answer);
    search_thread_free(asker);
    kept_remove(&it.kept);
}

/* Of names and headings that are looked at for a name, too, there is a limit. */
static void names_are_all_found_in_the_end(void **state)
{
    static const char *const typed[] = {"mooring", "note", "no"};
    static const size_t found[] = {NOTES, NOTES + 1, NOTES + 1};

    (void)state;
    struct searched it;
    write_notes(&it);
    for (int i = 0; i < NOTES; i++) {
        char name[32], text[100];
        snprintf(name, sizeof name, "n%02d.md", i);
        snprintf(text, sizeof text, "# Note %d\n\nOf it.\n\n## Moorings %d\n\nx\n", i,
                 i);
        temp_write(&it.kept.temp, name, text);
    }
    temp_write(&it.kept.temp, "z.md", "# Zero\n\n## A note\n\nx\n");
    searched_open(&it);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct names_found quick, all;
        assert_int_equal(
            search_names(it.search, str_from(typed[i]), LIMIT, &it.arena, &quick),
            SEARCH_DONE);
        assert_int_equal(
            search_names(it.search, str_from(typed[i]), 0, &it.arena, &all),
            SEARCH_DONE);
        assert_int_equal(all.count, found[i]);
        assert_false(all.is_partial);
        /* All names are in memory from then on. */
        assert_true(quick.is_partial == (i == 0));
        assert_true(quick.is_partial ? quick.count < all.count
                                     : quick.count == all.count);
    }
    searched_remove(&it);
}

/* The best is the best of all names, not of those that there was time to look at. */
static void names_in_memory_are_all_looked_at(void **state)
{
    (void)state;
    struct searched it;
    write_notes(&it);
    temp_write(&it.kept.temp, "n20b.md", "---\naliases: [Notary]\n---\n# Not\n\nx\n");
    searched_open(&it);
    search_load_ahead(it.search);
    struct names_found found;
    assert_int_equal(search_names(it.search, STR("not"), 2, &it.arena, &found),
                     SEARCH_DONE);
    assert_int_equal(found.count, 2);
    assert_text(found.hits[0].name, "Not");
    assert_true(found.is_partial);
    assert_int_equal(search_names(it.search, STR("notary"), 2, &it.arena, &found),
                     SEARCH_DONE);
    assert_int_equal(found.count, 1);
    assert_false(found.is_partial);
    searched_remove(&it);
}

/* --- Long queries --- */

/* --- Names ahead --- */

static void load_ahead(struct search_thread *asker)
{
    const struct timespec moment = {.tv_nsec = 1000000};
    for (int i = 0; i < 20000 && !search_thread_idle(asker); i++)
        (void)nanosleep(&moment, NULL);
    assert_true(search_thread_idle(asker));
}

enum { NAMES = 1000 }; /* more than there are: names that are gone count as well */

static struct search_reply *ask_names(struct search_thread *asker, const char *text)
{
    struct search_request question = {ASK_NAMES, str_from(text), SCOPE_LIBRARY, NAMES};
    search_thread_send(asker, &question);
    struct search_reply *answer = search_thread_receive(asker, 20000);
    assert_non_null(answer);
    return answer;
}

/* Names that are there are all looked at for the first letter. */
static void names_are_loaded_before_they_are_asked_for(void **state)
{
    (void)state;
    struct searched it;
    write_notes(&it);
    kept_open(&it.kept);
    struct search_thread *asker = search_thread_new(it.kept.catalog, -1);
    load_ahead(asker);
    struct search_reply *answer = ask_names(asker, "n");
    assert_int_equal(answer->count, NOTES);
    assert_false(answer->is_partial);
    search_reply_free(answer);
    search_thread_free(asker);
    kept_remove(&it.kept);
}

static void assert_answers_of(struct searched *it, struct search_thread *asker)
{
    static const char *const typed[] = {"o",       "of",       "harb",
                                        "the rop", "hrabours", "hbr"};
    struct error err;
    assert_int_equal(search_open(it->kept.catalog, &it->search, &err), 0);
    search_load_ahead(it->search);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct search_reply *answer = ask_names(asker, typed[i]);
        struct names_found found;
        assert_int_equal(
            search_names(it->search, str_from(typed[i]), NAMES, &it->arena, &found),
            SEARCH_DONE);
        if (answer->count != found.count)
            fail_msg("'%s' finds %zu%s ahead, %zu%s later", typed[i], answer->count,
                     answer->is_partial ? " and more" : "", found.count,
                     found.is_partial ? " and more" : "");
        assert_true(answer->is_partial == found.is_partial);
        for (size_t k = 0; k < found.count; k++) {
            assert_int_equal(answer->rows[k].article, found.hits[k].article);
            assert_int_equal(answer->rows[k].heading, found.hits[k].heading);
        }
        search_reply_free(answer);
    }
    search_close(it->search);
    it->search = NULL;
    arena_clear(&it->arena);
}

/* What was loaded before an edit, or while the catalog takes it in, is as what a search
 * finds that is opened after it. */
static void names_loaded_ahead_follow_edits(void **state)
{
    enum { TIMES = 20 };
    struct searched it = {0};
    uint32_t seed = 11;
    (void)state;
    kept_make(&it.kept);
    for (int i = 0; i < 3 * ARTICLES; i++)
        edit(&it.kept, &seed);
    kept_try_open(&it.kept, (struct catalog_options){.watch = true});
    struct search_thread *asker = search_thread_new(it.kept.catalog, -1);
    for (int i = 0; i < TIMES; i++) {
        (void)search_thread_idle(asker);
        if (i % 3 == 0)
            search_reply_free(ask_names(asker, "harb"));
        assert_true(catalog_wait(it.kept.catalog, -1));
        search_reply_free(ask_names(asker, "rope"));
        load_ahead(asker);
        assert_answers_of(&it, asker);
        for (uint32_t k = 1 + draw(&seed, EDITS); k > 0; k--)
            edit(&it.kept, &seed);
        catalog_rescan(it.kept.catalog);
    }
    search_thread_free(asker);
    arena_release(&it.arena);
    kept_remove(&it.kept);
}

/* Who asks for nothing does not wait for names to be read again after each edit. */
static void names_nobody_asked_for_are_not_loaded_again(void **state)
{
    struct searched it = {0};
    uint32_t seed = 5;
    (void)state;
    write_notes(&it);
    kept_try_open(&it.kept, (struct catalog_options){.watch = true});
    struct search_thread *asker = search_thread_new(it.kept.catalog, -1);
    assert_true(catalog_wait(it.kept.catalog, -1));
    load_ahead(asker);
    edit(&it.kept, &seed);
    catalog_rescan(it.kept.catalog);
    assert_true(catalog_wait(it.kept.catalog, -1));
    assert_true(search_thread_idle(asker));
    search_reply_free(ask_names(asker, "n"));
    edit(&it.kept, &seed);
    catalog_rescan(it.kept.catalog);
    assert_true(catalog_wait(it.kept.catalog, -1));
    assert_false(search_thread_idle(asker));
    load_ahead(asker);
    search_thread_free(asker);
    kept_remove(&it.kept);
}

static void what_is_too_much_is_named(void **state)
{
    (void)state;
    struct searched it;
    write_notes(&it);
    searched_open(&it);
    struct passages found = searched_passages(
        &it, "the moored here stands harb* note nothere -no", false, SCOPE_LIBRARY, 0);
    assert_int_equal(found.count, NOTES);
    assert_int_equal(found.query->term_count, QUERY_TERMS_MAX);
    if (!str_eq(found.query->left_out, STR("nothere -no")))
        fail_msg("left out: " STR_FMT, STR_ARG(found.query->left_out));
    searched_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_change_no_answer),
        cmocka_unit_test(a_beginning_finds_all_that_begin_so),
        cmocka_unit_test(something_is_found_while_words_are_there),
        cmocka_unit_test(a_whole_answer_follows_one_that_is_not),
        cmocka_unit_test(names_are_all_found_in_the_end),
        cmocka_unit_test(names_in_memory_are_all_looked_at),
        cmocka_unit_test(names_are_loaded_before_they_are_asked_for),
        cmocka_unit_test(names_loaded_ahead_follow_edits),
        cmocka_unit_test(names_nobody_asked_for_are_not_loaded_again),
        cmocka_unit_test(what_is_too_much_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
