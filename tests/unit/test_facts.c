/*
 * Facts: what the survey keeps of each article, and what it lets others do meanwhile.
 */
#include "surveyed.h"

#include <stdatomic.h>

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
};

static void points_and_questions_have_places(void **state)
{
    struct surveyed it;
    struct opened *opened;
    const struct facts *facts;
    uint32_t boats;

    (void)state;
    SURVEYED(&it, shelf);
    boats = surveyed_article(&it, "boats.md");
    facts = survey_facts(it.survey, boats);
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

    /* The ids are those of the article when it is opened later. */
    assert_int_equal(article_open(it.temp.library, boats, &it.arena, &opened, NULL), 0);
    assert_ptr_equal(opened->doc->nodes[facts->points[1].node],
                     opened->extract->points[1].node);
    assert_ptr_equal(opened->doc->nodes[facts->questions[0].node],
                     opened->doc->headings[2]);
    assert_int_equal(facts->questions[0].from, opened->extract->questions[0].from);
    assert_int_equal(facts->questions[0].to, opened->extract->questions[0].to);
    surveyed_remove(&it);
}

static const struct fact_flaw *flaw_of(const struct facts *facts, const char *dest)
{
    for (size_t i = 0; i < facts->flaw_count; i++) {
        if (str_eq(facts->flaws[i].dest, str_from(dest)))
            return &facts->flaws[i];
    }
    return NULL;
}

static void flaws_are_what_may_be_wrong(void **state)
{
    struct surveyed it;
    const struct facts *facts;

    (void)state;
    SURVEYED(&it, shelf);
    facts = survey_facts(it.survey, surveyed_article(&it, "boats.md"));
    assert_int_equal(facts->flaw_count, 3);
    assert_int_equal(flaw_of(facts, "nothing.md")->kind, FLAW_DANGLING);
    assert_true(flaw_of(facts, "nothing.md")->is_name);
    assert_int_equal(flaw_of(facts, "nothing.md")->to, ARTICLE_NONE);
    assert_int_equal(flaw_of(facts, "tar.md#boiling")->kind, FLAW_FRAGMENT);
    assert_int_equal(flaw_of(facts, "tar.md#boiling")->to,
                     surveyed_article(&it, "tar.md"));
    assert_text(flaw_of(facts, "tar.md#boiling")->fragment, "boiling");
    assert_int_equal(flaw_of(facts, "#lost")->kind, FLAW_SECTION);
    assert_null(flaw_of(facts, "#kinds"));
    assert_null(flaw_of(facts, "tar.md"));
    surveyed_remove(&it);
}

static void titles_and_notices_are_kept(void **state)
{
    struct surveyed it;

    (void)state;
    SURVEYED(&it, shelf);
    assert_true(
        survey_facts(it.survey, surveyed_article(&it, "tide_table.md"))->untitled);
    assert_false(survey_facts(it.survey, surveyed_article(&it, "boats.md"))->untitled);
    assert_false(survey_facts(it.survey, surveyed_article(&it, "rope.txt"))->untitled);
    assert_true(survey_facts(it.survey, surveyed_article(&it, "tar.md"))->notice_count >
                0);
    assert_int_equal(
        survey_facts(it.survey, surveyed_article(&it, "boats.md"))->notice_count, 0);
    surveyed_remove(&it);
}

static void unread_articles_say_why(void **state)
{
    struct surveyed it;
    const struct facts *facts;
    char path[128];
    uint32_t article;

    (void)state;
    SURVEYED(&it, shelf);
    survey_free(it.survey);
    article = surveyed_article(&it, "tide_table.md");
    temp_path(&it.temp, "tide_table.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    it.survey = survey_run(it.temp.library, NULL);
    facts = survey_facts(it.survey, article);
    assert_true(facts->trouble.len > 0);
    assert_int_equal(facts->heading_count, 0);
    assert_int_equal(survey_facts(it.survey, 0)->trouble.len, 0);
    assert_true(survey_is_complete(it.survey));
    surveyed_remove(&it);
}

/* --- Visitors --------------------------------------------------------------------- */

struct visits {
    atomic_int seen[4];
};

static void count_visit(void *context, const struct opened *opened)
{
    struct visits *visits = context;

    atomic_fetch_add(&visits->seen[opened->article], 1);
}

static void a_visitor_is_shown_each_article_once(void **state)
{
    struct surveyed it;
    struct visits visits = {0};
    struct survey_visitor visitor = {.visit = count_visit, .context = &visits};

    (void)state;
    SURVEYED(&it, shelf);
    survey_free(it.survey);
    it.survey = survey_run(it.temp.library, &visitor);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(atomic_load(&visits.seen[i]), 1);
    surveyed_remove(&it);
}

/* What is known is either whole or not there at all, whenever one asks. */
static void facts_are_whole_while_the_survey_runs(void **state)
{
    struct surveyed it;

    (void)state;
    SURVEYED(&it, shelf);
    survey_free(it.survey);
    it.survey = survey_start(it.temp.library, -1);
    for (bool complete = false; !complete;) {
        complete = survey_is_complete(it.survey);
        for (uint32_t i = 0; i < it.temp.library->article_count; i++) {
            const struct facts *facts = survey_facts(it.survey, i);
            size_t count;

            assert_true(facts != NULL || !complete);
            if (facts != NULL)
                assert_true(facts->words > 0);
            if (survey_related(it.survey, i, &count) == NULL)
                assert_int_equal(count, 0);
        }
    }
    surveyed_remove(&it);
}

static void a_survey_can_be_stopped(void **state)
{
    struct surveyed it;

    (void)state;
    SURVEYED(&it, shelf);
    survey_free(it.survey);
    it.survey = survey_start(it.temp.library, -1);
    surveyed_remove(&it); /* frees at once what may still run */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_and_questions_have_places),
        cmocka_unit_test(flaws_are_what_may_be_wrong),
        cmocka_unit_test(titles_and_notices_are_kept),
        cmocka_unit_test(unread_articles_say_why),
        cmocka_unit_test(a_visitor_is_shown_each_article_once),
        cmocka_unit_test(facts_are_whole_while_the_survey_runs),
        cmocka_unit_test(a_survey_can_be_stopped),
    };

    text_setup();
    return cmocka_run_group_tests_name("facts", tests, NULL, NULL);
}
