/*
 * What is near an article, and which sections say more about a question, as the catalog
 * is asked for it.
 */
#include "kept.h"

#include "base/text.h"

/* --- Libraries --- */

/* Prose whose words say nothing about any of the articles. */
static void put_prose(struct buf *out, int number)
{
    static const char *const words[] = {"often",  "people", "water", "after", "small",
                                        "during", "places", "again", "years", "always"};

    for (int i = 0; i < 60; i++)
        buf_printf(out, "%s%s", words[(i * 7 + number * 3) % 10],
                   i % 9 == 8 ? ". " : " ");
    buf_puts(out, STR("\n\n"));
}

static void write_article(struct kept *it, const char *path, const char *front,
                          const char *title, const char *text, int number)
{
    struct buf out = {0};
    buf_printf(&out, "%s# %s\n\n%s\n\n", front, title, text);
    put_prose(&out, number);
    temp_write_bytes(&it->temp, path, out.data, out.len);
    buf_release(&out);
}

/* Articles that have nothing in common but prose. */
static void write_others(struct kept *it, int count)
{
    for (int i = 0; i < count; i++) {
        char path[32], title[32];
        snprintf(path, sizeof path, "other%02d.md", i);
        snprintf(title, sizeof title, "Nothing%02d", i);
        write_article(it, path, "", title, "", i);
    }
}

static void put_path(struct buf *out, struct kept *it, uint32_t article)
{
    const struct library *library = view_library(it->view);
    if (out->len > 0)
        buf_putc(out, ' ');
    buf_puts(out, library_article(library, article)->path);
}

/* "PATH:WHY ..." */
static void assert_related(struct kept *it, const char *path, const char *expected)
{
    struct arena arena = {0};
    struct buf out = {0};
    size_t count;
    struct related *found =
        view_related(it->view, kept_article(it, path), &arena, &count);
    for (size_t i = 0; i < count; i++) {
        put_path(&out, it, found[i].article);
        buf_printf(&out, ":%s", related_why_name(found[i].why));
    }
    buf_putc(&out, '\0');
    assert_string_equal(out.data, expected);
    buf_release(&out);
    arena_release(&arena);
}

/* "PATH#SLUG ..." */
static void assert_sees(struct kept *it, const char *path, size_t question,
                        const char *expected)
{
    struct arena arena = {0};
    struct buf out = {0};
    size_t count;
    uint32_t article = kept_article(it, path);
    struct see_also *sees =
        view_see_also(it->view, article, view_facts(it->view, article, &arena),
                      question, &arena, &count);
    for (size_t i = 0; i < count; i++) {
        const struct facts *facts = view_facts(it->view, sees[i].article, &arena);
        put_path(&out, it, sees[i].article);
        if (sees[i].heading != HEADING_NONE)
            buf_printf(&out, "#" STR_FMT,
                       STR_ARG(facts->headings[sees[i].heading].slug));
    }
    buf_putc(&out, '\0');
    assert_string_equal(out.data, expected);
    buf_release(&out);
    arena_release(&arena);
}

static void show(struct kept *it)
{
    kept_sync(it);
    kept_open(it);
    kept_view(it);
}

/* --- Related articles --- */

static void articles_with_the_same_rare_words_are_near(void **state)
{
    (void)state;
    struct kept it;
    kept_make(&it);
    write_others(&it, 12);
    write_article(&it, "kiln.md", "", "The kiln", "Glaze melts, clay shrinks.", 1);
    write_article(&it, "glaze.md", "", "Of glazes", "A glaze on clay in the kiln.", 2);
    write_article(&it, "clay.md", "", "Clays", "Dig clay, fire it in a kiln.", 3);
    show(&it);
    assert_related(&it, "kiln.md", "glaze.md:words clay.md:words");
    assert_related(&it, "other03.md", "");
    kept_remove(&it);
}

static void a_link_is_a_reason_in_both_directions(void **state)
{
    (void)state;
    struct kept it;
    kept_make(&it);
    write_others(&it, 12);
    write_article(&it, "smith.md", "", "Smith", "See the [[other05]].", 1);
    show(&it);
    assert_related(&it, "smith.md", "other05.md:links");
    assert_related(&it, "other05.md", "smith.md:links");
    kept_remove(&it);
}

/* A list of everything has all words and leads everywhere. */
static void a_page_of_links_is_near_nothing(void **state)
{
    struct buf list = {0};
    (void)state;
    struct kept it;
    kept_make(&it);
    write_others(&it, 30);
    write_article(&it, "kiln.md", "", "The kiln", "Glaze melts, clay shrinks.", 1);
    write_article(&it, "glaze.md", "", "Of glazes", "A glaze on clay in the kiln.", 2);
    for (int i = 0; i < 30; i++)
        buf_printf(&list, "- [[other%02d]]\n", i);
    buf_puts(&list, STR("- [[kiln|Kiln, glaze, clay]]\n- [[glaze|Glaze, clay, kiln]]"));
    buf_putc(&list, '\0');
    temp_write(&it.temp, "all.md", list.data);
    show(&it);
    assert_related(&it, "kiln.md", "glaze.md:words");
    buf_release(&list);
    kept_remove(&it);
}

static void shared_tags_are_a_reason_unless_all_have_them(void **state)
{
    (void)state;
    struct kept it;
    kept_make(&it);
    write_others(&it, 12);
    write_article(&it, "one.md", "---\ntags: [pottery]\n---\n", "One", "", 1);
    write_article(&it, "two.md", "---\ntags: [pottery]\n---\n", "Two", "", 2);
    show(&it);
    assert_related(&it, "one.md", "two.md:topics");
    kept_remove(&it);
}

static void equals_come_in_reading_order(void **state)
{
    (void)state;
    struct kept it;
    kept_make(&it);
    write_others(&it, 12);
    write_article(&it, "c.md", "", "Cee", "Glaze and clay.", 1);
    write_article(&it, "b.md", "", "Bee", "Glaze and clay.", 1);
    write_article(&it, "a.md", "", "Ay", "Glaze and clay.", 1);
    show(&it);
    assert_related(&it, "b.md", "a.md:words c.md:words");
    /* One that comes later to the catalog, and stands before them. */
    write_article(&it, "0.md", "", "Nought", "Glaze and clay.", 1);
    kept_close(&it);
    show(&it);
    assert_related(&it, "b.md", "0.md:words a.md:words c.md:words");
    kept_remove(&it);
}

static void what_is_gone_or_changed_is_near_no_more(void **state)
{
    (void)state;
    struct kept it;
    kept_make(&it);
    write_others(&it, 12);
    write_article(&it, "a.md", "", "Ay", "Glaze and clay.", 1);
    write_article(&it, "b.md", "", "Bee", "Glaze and clay.", 1);
    write_article(&it, "c.md", "", "Cee", "Glaze and clay.", 1);
    show(&it);
    assert_related(&it, "b.md", "a.md:words c.md:words");
    kept_close(&it);
    char path[4096];
    temp_path(&it.temp, "a.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    write_article(&it, "c.md", "", "Cee", "Wool and linen, then.", 1);
    show(&it);
    assert_related(&it, "b.md", "");
    kept_remove(&it);
}

/* A word that stands everywhere does not lead anywhere, however many there are. */
static void more_articles_than_are_looked_at_are_not_near(void **state)
{
    (void)state;
    struct kept it;
    kept_make(&it);
    for (int i = 0; i < 450; i++) {
        char path[32], title[32];
        snprintf(path, sizeof path, "n%03d.md", i);
        snprintf(title, sizeof title, "Number%03d", i);
        write_article(&it, path, "", title,
                      i % 225 == 0 ? "Flood. Kiln, glaze." : "Flood.", i);
    }
    show(&it);
    assert_related(&it, "n000.md", "n225.md:words");
    assert_related(&it, "n001.md", "");
    kept_remove(&it);
}

static void damaged_terms_are_noticed(void **state)
{
    struct arena arena = {0};
    (void)state;
    struct kept it;
    kept_make(&it);
    write_others(&it, 3);
    kept_sync(&it);
    char *path = kept_file(&it);
    sqlite3 *handle;
    assert_int_equal(contents_connect(path, &handle), SQLITE_OK);
    contents_run(handle, "UPDATE terms SET data = x'0102'");
    sqlite3_close(handle);
    kept_open(&it);
    kept_view(&it);
    size_t count;
    view_related(it.view, kept_article(&it, "other01.md"), &arena, &count);
    assert_int_equal(count, 0);
    kept_close(&it);
    kept_sync(&it);
    kept_assert_right(&it);
    free(path);
    arena_release(&arena);
    kept_remove(&it);
}

/* --- Sections that say more --- */

static void write_potters(struct kept *it)
{
    kept_make(it);
    write_others(it, 12);
    temp_write(&it->temp, "pots.md",
               "# Pots\n\nOf clay.\n\n## Firing a pot\n\nIn the kiln.\n\n## FAQ\n\n"
               "### Why is firing a pot slow?\n\nSlowly, for a day.\n\n"
               "### What is salt glaze?\n\nSalt that was thrown into the fire.\n\n"
               "### What is the result?\n\nA pot.\n\n### Who knows?\n\nNobody.\n");
    temp_write(&it->temp, "glaze.md",
               "# Glazes\n\nThey melt.\n\n## Ash glaze\n\nOld.\n\n## Salt glazes\n\n"
               "Salt, thrown in.\n\n## Sources\n\nNone.\n");
    for (int i = 0; i < 8; i++) {
        char path[32];
        snprintf(path, sizeof path, "trial%d.md", i);
        write_article(it, path, "", path, "## What is the result?\n\nAsh, mostly.\n",
                      i);
    }
    show(it);
}

static void a_heading_that_names_what_is_asked_says_more(void **state)
{
    (void)state;
    struct kept it;
    write_potters(&it);
    assert_sees(&it, "pots.md", 0, "pots.md#firing-a-pot");
    assert_sees(&it, "pots.md", 1, "glaze.md#salt-glazes");
    kept_remove(&it);
}

/* What an answer links to. Questions: 0 names a section, 1 ends in a link, 2 speaks of
 * what it mentions, 3 only mentions it, 4 is told further below in its own article, 5
 * says See also, 6 leads nowhere, 7 lists links. */
static void write_pointers(struct kept *it)
{
    static const char plain[] = "# Wheel\n\nOf iron.\n\n## How it turns\n\nRound.\n";

    kept_make(it);
    write_others(it, 12);
    temp_write(&it->temp, "wheel.md", plain);
    temp_write(&it->temp, "sand.md", "# Sand\n\nIt is dug.\n");
    temp_write(&it->temp, "shop.md", "# Shop\n\nOpen.\n\n## Dear sand\n\nSold.\n");
    temp_write(&it->temp, "asked.md",
               "# Asked\n\nOften.\n\n## Cost\n\nLittle.\n\n## FAQ\n\n"
               "### Why so fast?\n\nBy [[wheel#How it turns|turning]], as said.\n\n"
               "### Where from?\n\nFrom the beach: [[sand]].\n\n"
               "### Is sand dear?\n\nA little [[sand]] costs nothing.\n\n"
               "### Who brings it?\n\nThose who have [[sand]] at home.\n\n"
               "### How much?\n\nSee [the price](#cost), or ask.\n\n"
               "### Anything else?\n\nSee also Wheel and Sand.\n\n"
               "### Who else?\n\nSee [[Nobody]].\n\n"
               "### What is there?\n\n[[other00]], [[other01]], [[other02]],"
               " [[other03]], [[other04]], [[other05]], [[other06]], [[other07]],"
               " [[other08]].\n");
    show(it);
}

static void an_answer_leads_where_its_author_points(void **state)
{
    (void)state;
    struct kept it;
    write_pointers(&it);
    assert_sees(&it, "asked.md", 0, "wheel.md#how-it-turns");
    assert_sees(&it, "asked.md", 1, "sand.md");
    assert_sees(&it, "asked.md", 2, "sand.md");
    assert_sees(&it, "asked.md", 3, "");
    assert_sees(&it, "asked.md", 4, "asked.md#cost");
    assert_sees(&it, "asked.md", 5, "wheel.md sand.md");
    assert_sees(&it, "asked.md", 6, "");
    assert_sees(&it, "asked.md", 7, "");
    kept_remove(&it);
}

/* The page that is pointed at moves, and comes later. */
static void where_an_answer_points_follows_names(void **state)
{
    (void)state;
    struct kept it;
    write_pointers(&it);
    kept_close(&it);
    temp_write(&it.temp, "nobody.md", "# Nobody\n\nAt all.\n");
    char path[4096];
    temp_path(&it.temp, "sand.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    temp_write(&it.temp, "beach/sand.md", "# Sand\n\nIt is dug.\n");
    show(&it);
    assert_sees(&it, "asked.md", 1, "beach/sand.md");
    assert_sees(&it, "asked.md", 6, "nobody.md");
    kept_remove(&it);
}

/* The same question everywhere, and one that asks for nothing. */
static void a_question_that_says_too_little_leads_nowhere(void **state)
{
    (void)state;
    struct kept it;
    write_potters(&it);
    assert_sees(&it, "pots.md", 2, "");
    assert_sees(&it, "pots.md", 3, "");
    kept_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(articles_with_the_same_rare_words_are_near),
        cmocka_unit_test(a_link_is_a_reason_in_both_directions),
        cmocka_unit_test(a_page_of_links_is_near_nothing),
        cmocka_unit_test(shared_tags_are_a_reason_unless_all_have_them),
        cmocka_unit_test(equals_come_in_reading_order),
        cmocka_unit_test(what_is_gone_or_changed_is_near_no_more),
        cmocka_unit_test(more_articles_than_are_looked_at_are_not_near),
        cmocka_unit_test(damaged_terms_are_noticed),
        cmocka_unit_test(a_heading_that_names_what_is_asked_says_more),
        cmocka_unit_test(a_question_that_says_too_little_leads_nowhere),
        cmocka_unit_test(an_answer_leads_where_its_author_points),
        cmocka_unit_test(where_an_answer_points_follows_names),
    };
    text_setup();
    return cmocka_run_group_tests_name("related", tests, NULL, NULL);
}
