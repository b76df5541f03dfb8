/*
 * Facts: what is kept of each article.
 */
#include "indexed.h"

#include "library/facts_gather.h"

static const struct file shelf[] = {
    {"boats.md",
     "# Boats\n\n## Kinds\n\n- **Dory**: Flat and high at both ends.\n"
     "- **Punt**: Pushed with a pole.\n\n## Does a punt leak?\n\nA little, always.\n\n"
     "[Tar](tar.md), [Rope](rope.txt), [ropes](rope.txt), [nothing](nothing.md), "
     "[deep](tar.md#boiling), [here](#kinds), [lost](#lost)\n"},
    {"rope.txt",
     "Rope\n\nRope is twisted from fibres, and lasts as long as it is dry.\n"},
    {"tar.md", "---\ntitle: \"Tar\nbad: [\n---\n\nTar is boiled from pine.\n"},
    {"tide_table.md", "```\n6:10 high\n12:20 low\n```\n"},
    {"page-2.md", "```\n6:10 high\n```\n"},
};

/* As they are gathered from the file; none of what the catalog made of them. */
static const struct facts *facts_of(struct indexed *it, const char *path)
{
    const struct library *library = it->temp.library;
    struct opened *opened;
    struct error err;
    if (article_open(library, indexed_article(it, path), &it->arena, &opened, &err) !=
        0)
        return facts_of_unread(error_str(&err), &it->arena);
    return facts_gather(library, opened, &it->arena, &it->arena);
}

static void points_and_questions_have_places(void **state)
{
    (void)state;
    struct indexed it;
    INDEXED(&it, shelf);
    uint32_t boats = indexed_article(&it, "boats.md");
    const struct facts *facts = facts_of(&it, "boats.md");
    assert_int_equal(facts->heading_count, 3);
    assert_true(facts->headings[0].is_title);
    assert_false(facts->headings[1].is_title);
    assert_text(facts->headings[1].title, "Kinds");
    assert_text(facts->headings[1].slug, "kinds");
    assert_int_equal(facts->headings[1].level, 2);
    assert_int_equal(facts->point_count, 2);
    assert_text(facts->points[1].label, "Punt");
    assert_text(facts->points[1].text, "Pushed with a pole.");
    assert_int_equal(facts->points[1].source, POINT_LABEL);
    assert_ptr_equal(facts->points[1].section, &facts->headings[1]);
    assert_int_equal(facts->question_count, 1);
    assert_text(facts->questions[0].question, "Does a punt leak?");
    assert_false(facts->questions[0].inferred);
    assert_true(facts->words > 20);

    struct opened *opened;
    /* The ids are those of the article when it is opened later. */
    assert_int_equal(article_open(it.temp.library, boats, &it.arena, &opened, NULL), 0);
    assert_ptr_equal(opened->doc->nodes[facts->points[1].node],
                     opened->extract->points[1].node);
    assert_ptr_equal(opened->doc->nodes[facts->questions[0].node],
                     opened->doc->headings[2]);
    assert_int_equal(facts->questions[0].from, opened->extract->questions[0].from);
    assert_int_equal(facts->questions[0].to, opened->extract->questions[0].to);
    indexed_remove(&it);
}

static const struct fact_flaw *flaw_of(const struct facts *facts, const char *dest)
{
    for (size_t i = 0; i < facts->flaw_count; i++) {
        if (str_eq(facts->flaws[i].text, str_from(dest)))
            return &facts->flaws[i];
    }
    return NULL;
}

static void flaws_are_what_may_be_wrong(void **state)
{
    (void)state;
    struct indexed it;
    INDEXED(&it, shelf);
    const struct facts *facts = facts_of(&it, "boats.md");
    assert_int_equal(facts->flaw_count, 3);
    assert_int_equal(flaw_of(facts, "nothing.md")->kind, FLAW_DANGLING);
    assert_true(flaw_of(facts, "nothing.md")->is_name);
    assert_int_equal(flaw_of(facts, "nothing.md")->to, ARTICLE_NONE);
    assert_int_equal(flaw_of(facts, "tar.md#boiling")->kind, FLAW_FRAGMENT);
    assert_int_equal(flaw_of(facts, "tar.md#boiling")->to,
                     indexed_article(&it, "tar.md"));
    assert_text(flaw_of(facts, "tar.md#boiling")->fragment, "boiling");
    assert_int_equal(flaw_of(facts, "#lost")->kind, FLAW_SECTION);
    assert_null(flaw_of(facts, "#kinds"));
    assert_null(flaw_of(facts, "tar.md"));
    indexed_remove(&it);
}

static size_t count_flaws(const struct facts *facts, enum flaw_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < facts->flaw_count; i++)
        count += facts->flaws[i].kind == kind;
    return count;
}

static void titles_and_notices_are_kept(void **state)
{
    (void)state;
    struct indexed it;
    INDEXED(&it, shelf);
    assert_int_equal(count_flaws(facts_of(&it, "tide_table.md"), FLAW_UNTITLED), 0);
    assert_int_equal(count_flaws(facts_of(&it, "page-2.md"), FLAW_UNTITLED), 1);
    assert_int_equal(count_flaws(facts_of(&it, "boats.md"), FLAW_UNTITLED), 0);
    assert_int_equal(count_flaws(facts_of(&it, "rope.txt"), FLAW_UNTITLED), 0);
    assert_true(count_flaws(facts_of(&it, "tar.md"), FLAW_NOTICE) > 0);
    assert_int_equal(count_flaws(facts_of(&it, "boats.md"), FLAW_NOTICE), 0);
    indexed_remove(&it);
}

static void unread_articles_say_why(void **state)
{
    (void)state;
    struct indexed it;
    INDEXED(&it, shelf);
    char path[128];
    temp_path(&it.temp, "tide_table.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    const struct facts *facts = facts_of(&it, "tide_table.md");
    assert_int_equal(facts->flaw_count, 1);
    assert_int_equal(facts->flaws[0].kind, FLAW_UNREADABLE);
    assert_true(facts->flaws[0].text.len > 0);
    assert_int_equal(facts->heading_count, 0);
    indexed_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_and_questions_have_places),
        cmocka_unit_test(flaws_are_what_may_be_wrong),
        cmocka_unit_test(titles_and_notices_are_kept),
        cmocka_unit_test(unread_articles_say_why),
    };
    text_setup();
    return cmocka_run_group_tests_name("facts", tests, NULL, NULL);
}
