/*
 * Searching for key points, questions and names.
 */
#include "searched.h"

/* --- Key points and questions ----------------------------------------------------- */

static const struct file harbour[] = {
    {"a.md",
     "# Ropes\n\n> [!summary]\n> - **Plain**: A knot of rope.\n> - **Knot**: Of "
     "hemp it is.\n\n## Key points\n\n- **Best**: A knot that holds.\n"},
    {"b.md", "# Knots and splices\n\n## Key points\n\n- **Eye**: Of wire.\n- "
             "**Knotless**: Of steel.\n"},
    {"c.md", "# Questions\n\n## FAQ\n\n### Which knot holds?\n\nThe bowline.\n\n### "
             "Why?\n\nA knot narrows.\n"},
    {"library.yaml", "title: L\ntopics:\n  - title: One\n    articles: [a.md]\n  - "
                     "title: Two\n    articles: [b.md, c.md, a.md]\n"},
};

static void without_words_all_points_come_in_reading_order(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    /* Those of an article by their weight: what is headed as key points first. */
    assert_items(&it, ITEM_POINT, "", SCOPE_LIBRARY, "Best Plain Knot Eye Knotless");
    assert_items(&it, ITEM_QUESTION, "", SCOPE_LIBRARY, "Which knot holds? Why?");
    searched_remove(&it);
}

static void points_are_ranked(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    /* In a label, in a text and, in another form, in the title. */
    assert_items(&it, ITEM_POINT, "knot", SCOPE_LIBRARY,
                 "Knot Best Eye Knotless Plain");
    assert_items(&it, ITEM_POINT, "\"knot\"", SCOPE_LIBRARY, "Knot Best Plain");
    assert_items(&it, ITEM_POINT, "knot hemp", SCOPE_LIBRARY, "Knot");
    assert_items(&it, ITEM_QUESTION, "knot", SCOPE_LIBRARY, "Which knot holds? Why?");
    searched_remove(&it);
}

static void what_they_stand_below_leads_to_them(void **state)
{
    static const struct file files[] = {
        {"sea.md",
         "# Sea\n\n## Harbours\n\n- **Depth**: It is nine metres when it is low.\n\n"
         "### Who pilots?\n\nOne who knows.\n\n## Tides\n\n"
         "- **Range**: It is four metres in a whole year.\n\n### Who "
         "measures?\n\nNobody.\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    assert_items(&it, ITEM_POINT, "harbours", SCOPE_LIBRARY, "Depth");
    assert_items(&it, ITEM_POINT, "sea metres", SCOPE_LIBRARY, "Depth Range");
    /* A heading that asks stands below another one. */
    assert_items(&it, ITEM_QUESTION, "harbours", SCOPE_LIBRARY, "Who pilots?");
    assert_items(&it, ITEM_QUESTION, "tides who", SCOPE_LIBRARY, "Who measures?");
    assert_items(&it, ITEM_QUESTION, "who -tides", SCOPE_LIBRARY, "Who pilots?");
    searched_remove(&it);
}

static void only_the_word_being_typed_may_go_on(void **state)
{
    static const struct file files[] = {
        {"a.md", "# Court\n\n## Why validate a bill?\n\nTo be sure.\n\n## Who pays?"
                 "\n\nThe crew of the VA when its budget is late again.\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    assert_typed_items(&it, ITEM_POINT, "knot hol",
                       "Best Knot-hol Eye-hol Knotless-hol Plain-hol");
    assert_items(&it, ITEM_POINT, "knot hol", SCOPE_LIBRARY,
                 "Knot-hol Best-hol Eye-hol Knotless-hol Plain-hol");
    assert_typed_items(&it, ITEM_POINT, "kno holds", "Best-kno");
    assert_items(&it, ITEM_POINT, "knot hol*", SCOPE_LIBRARY,
                 "Best Knot-hol Eye-hol Knotless-hol Plain-hol");
    assert_typed_items(&it, ITEM_POINT, "st", "Knotless");
    searched_remove(&it);
    SEARCHED(&it, files);
    assert_items(&it, ITEM_QUESTION, "va", SCOPE_LIBRARY, "Who pays?");
    assert_typed_items(&it, ITEM_QUESTION, "val", "Why validate a bill?");
    searched_remove(&it);
    SEARCHED(&it, harbour);
    /* The inside of a word is no beginning. */
    assert_items(&it, ITEM_POINT, "not", SCOPE_LIBRARY, "");
    searched_remove(&it);
}

/* A word that is typed begins a hundred others. */
/* What is asked comes before what is only said in an answer. */
static void a_question_counts_more_than_its_answer(void **state)
{
    static const struct file files[] = {
        {"a.md", "# Ropes\n\n## FAQ\n\n### Which rope breaks in salt water, and after "
                 "how many years at sea?\n\nHemp.\n\n### What else is there?\n\nA rope "
                 "breaks in salt water. Rope in salt water breaks.\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    assert_items(&it, ITEM_QUESTION, "rope salt water", SCOPE_LIBRARY,
                 "Which rope breaks in salt water, and after how many years at sea? "
                 "What else is there?");
    searched_remove(&it);
}

static void a_limit_loses_no_question(void **state)
{
    enum { NOTES = 120 };
    (void)state;
    struct searched it = {0};
    kept_make(&it.kept);
    for (int i = 0; i < NOTES; i++) {
        char name[32], text[120];
        snprintf(name, sizeof name, "n%03d.md", i);
        snprintf(text, sizeof text,
                 "# Note\n\n## What is an%c%cl?\n\nAn an%c%cl or an%c%cr.\n",
                 'a' + i / 26, 'a' + i % 26, 'a' + i / 26, 'a' + i % 26, 'a' + i / 26,
                 'a' + i % 26);
        temp_write(&it.kept.temp, name, text);
    }
    temp_write(&it.kept.temp, "z.md",
               "# Moorings\n\n## What holds a buoy?\n\nAn anzwort chain.\n");
    searched_open(&it);
    assert_items(&it, ITEM_QUESTION, "anzwort buoy", SCOPE_LIBRARY,
                 "What holds a buoy?");
    assert_typed_items(&it, ITEM_QUESTION, "an anzwort buoy", "What holds a buoy?");
    assert_typed_items(&it, ITEM_QUESTION, "buoy anzw", "What holds a buoy?");
    searched_remove(&it);
}

static void the_first_points_differ(void **state)
{
    static const struct file files[] = {
        {"a.md",
         "# Locks\n\n## Key points\n\n- **Lock one**: A lock.\n- **Lock two**: A "
         "lock.\n- **Lock three**: A lock.\n- **Lock four**: A lock.\n"},
        {"b.md",
         "# Canals\n\n## Key points\n\n- **Lock one**: Of a canal.\n- **Gate**: "
         "Of a lock that is closed.\n- **Depth**: Of mud.\n"},
        {"c.md", "# Weirs\n\n## Key points\n\n- **Lock five**: Beside a weir.\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    assert_items(&it, ITEM_POINT, "lock", SCOPE_LIBRARY,
                 "Lock one Lock two Lock five Gate Lock three Lock four Lock one");
    assert_items(&it, ITEM_POINT, "lock", searched_in(&it, "a.md"),
                 "Lock one Lock two Lock three Lock four");
    searched_remove(&it);
}

static void points_that_say_the_same_are_one(void **state)
{
    static const struct file files[] = {
        {"a.md", "# Piers\n\n## Key points\n\n- **Load**: Nine tonnes.\n"},
        {"b.md",
         "# Jetties\n\n## Key points\n\n- **LOAD**: *Nine* tonnes.\n- **Load**: "
         "Six.\n"},
        {"c.md", "# Slips\n\n## Key points\n\n- **Load**: Nine tonnes.\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    struct items found;
    for (size_t limit = 0; limit <= LIMIT; limit += LIMIT) {
        assert_int_equal(search_items(it.search, ITEM_POINT, STR("tonnes"), false,
                                      SCOPE_LIBRARY, limit, &it.arena, &found),
                         SEARCH_DONE);
        assert_int_equal(found.count, 1);
        assert_int_equal(found.hits[0].also_count, 2);
        assert_text(path_of(&it, found.hits[0].article), "a.md");
        assert_text(path_of(&it, found.hits[0].also[0].article), "b.md");
        assert_text(path_of(&it, found.hits[0].also[1].article), "c.md");
    }
    /* The limit is one of rows. */
    assert_int_equal(search_items(it.search, ITEM_POINT, STR("load"), false,
                                  SCOPE_LIBRARY, 2, &it.arena, &found),
                     SEARCH_DONE);
    assert_int_equal(found.count, 2);
    assert_int_equal(found.hits[0].also_count + found.hits[1].also_count, 2);
    searched_remove(&it);
}

static void labels_that_say_nothing_come_after_others(void **state)
{
    static const struct file files[] = {
        {"a.md", "# Beacon\n\n## Key points\n\n- **Note**: The keeper trims a wick.\n- "
                 "**Beacon**: The keeper trims a wick at night.\n- **3**: The keeper "
                 "trims nine wicks.\n- **lamp.md**: The keeper trims two wicks.\n- "
                 "**Duty**: The keeper trims a wick by hand.\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    struct items found;
    assert_int_equal(search_items(it.search, ITEM_POINT, STR("keeper trims"), false,
                                  SCOPE_LIBRARY, 0, &it.arena, &found),
                     SEARCH_DONE);
    assert_int_equal(found.count, 5);
    const struct facts *facts = facts_of(&it, found.hits[0].article);
    assert_text(facts->points[found.hits[0].index].label, "Duty");
    for (size_t i = 0; i < found.count; i++)
        assert_int_equal(found.hits[i].is_vague, i > 0);
    searched_remove(&it);
}

static void items_have_filters(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    assert_items(&it, ITEM_POINT, "knot -hemp -holds topic:one", SCOPE_LIBRARY,
                 "Plain");
    assert_items(&it, ITEM_POINT, "-hemp -wire -steel", SCOPE_LIBRARY, "Best Plain");
    assert_items(&it, ITEM_POINT, "title:ropes hemp", SCOPE_LIBRARY,
                 "Knot Best-hemp Plain-hemp");
    assert_items(&it, ITEM_POINT, "-title:ropes knots", SCOPE_LIBRARY, "Eye Knotless");
    assert_items(&it, ITEM_POINT, "-title:ropes knot*", SCOPE_LIBRARY, "Knotless Eye");
    assert_items(&it, ITEM_QUESTION, "-why", SCOPE_LIBRARY, "Which knot holds?");
    searched_remove(&it);
}

static void items_are_asked_for_in_a_scope(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    assert_items(&it, ITEM_POINT, "", searched_in(&it, "One"), "Best Plain Knot");
    assert_items(&it, ITEM_POINT, "", searched_in(&it, "b.md"), "Eye Knotless");
    assert_items(&it, ITEM_POINT, "steel", searched_in(&it, "Two"), "Knotless");
    assert_items(&it, ITEM_POINT, "steel", searched_in(&it, "a.md"), "");
    assert_items(&it, ITEM_QUESTION, "knot", searched_in(&it, "Two"),
                 "Which knot holds? Why?");
    assert_items(&it, ITEM_QUESTION, "", searched_in(&it, "One"), "");
    searched_remove(&it);
}

/* --- Names ------------------------------------------------------------------------ */

static const struct file names[] = {
    {"alliances.md", "# Foreign policy alliances\n\n## Burden sharing\n\nText.\n"},
    {"nato.md", "---\ntitle: NATO\naliases: [North Atlantic Treaty Organization]\n---\n"
                "Text.\n\n## The treaty\n\nText.\n"},
    {"plans/2024/fp_review.md", "# Review of plans\n\nText.\n"},
    {"zh.md", "# 北京\n\nText.\n"},
};

static const char *const kinds[] = {
    [NAME_OF_TITLE] = "title",
    [NAME_OF_ALIAS] = "alias",
    [NAME_OF_HEADING] = "heading",
    [NAME_OF_PATH] = "path",
};

static void assert_names(struct searched *it, const char *typed, const char *expected)
{
    struct names_found found;
    struct buf line = {0};
    assert_int_equal(
        search_names(it->search, str_from(typed), LIMIT, &it->arena, &found),
        SEARCH_DONE);
    for (size_t i = 0; i < found.count; i++) {
        if (i > 0)
            buf_puts(&line, STR("; "));
        buf_printf(&line, "%s " STR_FMT, kinds[found.hits[i].kind],
                   STR_ARG(found.hits[i].name));
    }
    assert_line(&line, typed, expected);
}

static void names_are_found_by_their_words(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, names);
    assert_names(&it, "burd", "heading Burden sharing");
    assert_names(&it, "all fore", "title Foreign policy alliances");
    assert_names(&it, "organization", "alias North Atlantic Treaty Organization");
    assert_names(&it, "2024", "path plans/2024/fp_review.md");
    assert_names(&it, "北", "title 北京");
    assert_names(&it, "zzz", "");
    searched_remove(&it);
}

static void the_name_itself_comes_first(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, names);
    assert_names(&it, "nato", "title NATO");
    assert_names(&it, "treaty",
                 "alias North Atlantic Treaty Organization; heading The treaty");
    searched_remove(&it);
}

static void letters_in_order_are_enough(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, names);
    assert_names(&it, "frpol", "title Foreign policy alliances");
    assert_names(&it, "brdn", "heading Burden sharing");
    searched_remove(&it);
}

static void a_wrong_letter_gives_what_is_near(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, names);
    assert_names(&it, "Fareign policy alliances", "title Foreign policy alliances");
    assert_names(&it, "reveiw of plans", "title Review of plans");
    assert_names(&it, "Burden shearing", "heading Burden sharing");
    searched_remove(&it);
}

static void nothing_typed_lists_titles(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, names);
    assert_names(&it, "",
                 "title Foreign policy alliances; title NATO; title 北京; title Review "
                 "of plans");
    assert_names(&it, " ",
                 "title Foreign policy alliances; title NATO; title 北京; title Review "
                 "of plans");
    searched_remove(&it);
}

static void the_letters_are_marked(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, names);
    struct names_found found;
    assert_int_equal(search_names(it.search, STR("burd"), LIMIT, &it.arena, &found),
                     SEARCH_DONE);
    assert_int_equal(found.count, 1);
    assert_false(found.is_partial);
    const struct name_hit *hit = &found.hits[0];
    assert_int_equal(hit->mark_count, 1);
    assert_int_equal(hit->marks[0].from, 0);
    assert_int_equal(hit->marks[0].to, 4);
    assert_text(path_of(&it, hit->article), "alliances.md");
    assert_text(facts_of(&it, hit->article)->headings[hit->heading].slug,
                "burden-sharing");
    searched_remove(&it);
}

static void names_follow_the_files(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, names);
    assert_names(&it, "frpol", "title Foreign policy alliances");
    searched_close(&it);
    char path[200];
    temp_path(&it.kept.temp, "alliances.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    temp_write(&it.kept.temp, "nato.md", "# Nuclear umbrella\n\nText.\n");
    searched_open(&it);
    assert_names(&it, "frpol", "");
    assert_names(&it, "nclr", "title Nuclear umbrella");
    assert_names(&it, "atlantic", "");
    searched_remove(&it);
}

/* --- A library in memory ---------------------------------------------------------- */

static void a_library_in_memory_is_searched(void **state)
{
    struct searched it = {0};
    struct error err = {{0}};
    (void)state;
    kept_make(&it.kept);
    for (size_t i = 0; i < sizeof harbour / sizeof *harbour; i++)
        temp_write(&it.kept.temp, harbour[i].name, harbour[i].text);
    temp_open(&it.kept.temp);
    kept_try_open(&it.kept, (struct catalog_options){.given = it.kept.temp.library});
    assert_true(catalog_wait(it.kept.catalog, -1));
    if (search_open(it.kept.catalog, &it.search, &err) != 0)
        fail_msg("search_open: %s", err.text);
    assert_items(&it, ITEM_POINT, "hemp", searched_in(&it, "Two"), "Knot");
    assert_items(&it, ITEM_POINT, "wire", searched_in(&it, "One"), "");
    assert_found(&it, "bowline", "c.md#which-knot-holds");
    assert_names(&it, "splic", "title Knots and splices");
    searched_remove(&it);
}

/* --- Damage ----------------------------------------------------------------------- */

enum { NOISY = 60, NOISES = 20 };

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

/* A copy of the catalog with noise in it, as one that was made ahead and damaged on its
 * way. Whatever the answer is, there is one. */
static void ask_all(struct search *search, struct arena *arena)
{
    static const char *const typed[] = {"knot", "kn", "k", "hemp rop", "-knot", ""};

    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct str text = str_from(typed[i]);
        struct passages found;
        (void)search_passages(search, text, true, SCOPE_LIBRARY, LIMIT, arena, &found);
        struct snippet snippet;
        for (size_t k = 0; k < found.count; k++)
            (void)search_snippet(search, found.query, &found.hits[k], 80, arena,
                                 &snippet);
        struct items items;
        (void)search_items(search, ITEM_POINT, text, true, SCOPE_LIBRARY, LIMIT, arena,
                           &items);
        (void)search_items(search, ITEM_QUESTION, text, true, SCOPE_LIBRARY, 0, arena,
                           &items);
        struct names_found names_found;
        (void)search_names(search, text, LIMIT, arena, &names_found);
    }
}

static void ask_made(struct searched *it, const char *path)
{
    struct catalog_options options = {
        .library = it->kept.temp.path, .made = path, .wake_fd = -1};
    struct error err = {{0}};
    struct catalog *catalog;
    if (catalog_open(&options, &catalog, &err) != 0)
        return;
    struct search *search;
    if (search_open(catalog, &search, &err) == 0) {
        ask_all(search, &it->arena);
        search_close(search);
    }
    catalog_close(catalog);
}

static void write_noise(const char *path, unsigned *seed)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    for (int i = 0; i < NOISES; i++) {
        /* The header stays, so that the damage is found later. */
        long at = 100 + (long)(next_random(seed) % (unsigned)(size - 100));
        assert_int_equal(fseek(file, at, SEEK_SET), 0);
        assert_int_equal(putc((int)(next_random(seed) & 0xFF), file) >= 0, 1);
    }
    assert_int_equal(fclose(file), 0);
}

static void copy_file(const char *from, const char *to)
{
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    int c;
    while ((c = getc(in)) != EOF)
        assert_true(putc(c, out) >= 0);
    assert_int_equal(fclose(in), 0);
    assert_int_equal(fclose(out), 0);
}

static void damage_breaks_nothing(void **state)
{
    unsigned seed = 7;
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    char *path = catalog_file(it.kept.catalog);
    searched_close(&it);
    char noisy[200];
    temp_path(&it.kept.cache, "noisy.db", noisy, sizeof noisy);
    copy_file(path, noisy);
    ask_made(&it, noisy);
    for (int i = 0; i < NOISY; i++) {
        copy_file(path, noisy);
        write_noise(noisy, &seed);
        ask_made(&it, noisy);
    }
    free(path);
    searched_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_words_all_points_come_in_reading_order),
        cmocka_unit_test(points_are_ranked),
        cmocka_unit_test(what_they_stand_below_leads_to_them),
        cmocka_unit_test(only_the_word_being_typed_may_go_on),
        cmocka_unit_test(a_question_counts_more_than_its_answer),
        cmocka_unit_test(a_limit_loses_no_question),
        cmocka_unit_test(the_first_points_differ),
        cmocka_unit_test(points_that_say_the_same_are_one),
        cmocka_unit_test(labels_that_say_nothing_come_after_others),
        cmocka_unit_test(items_have_filters),
        cmocka_unit_test(items_are_asked_for_in_a_scope),
        cmocka_unit_test(names_are_found_by_their_words),
        cmocka_unit_test(the_name_itself_comes_first),
        cmocka_unit_test(letters_in_order_are_enough),
        cmocka_unit_test(a_wrong_letter_gives_what_is_near),
        cmocka_unit_test(nothing_typed_lists_titles),
        cmocka_unit_test(the_letters_are_marked),
        cmocka_unit_test(names_follow_the_files),
        cmocka_unit_test(a_library_in_memory_is_searched),
        cmocka_unit_test(damage_breaks_nothing),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
