/*
 * FAQ entries: each form, what its question and answer are, and what is none.
 */
#include "extracting.h"

static void headings_ask(void **state)
{
    assert_questions(*state,
                     "# Tides\n\n## Why twice a day?\n\nThe earth turns.\n\n"
                     "### A detail\n\nSlowly.\n\n## Tables\n\nPrinted.\n",
                     "Why twice a day? => The earth turns.//A detail//Slowly.\n");
}

static void a_nested_question_ends_an_answer(void **state)
{
    assert_questions(*state,
                     "# Tides\n\nText.\n\n## What is slack?\n\nA pause.\n\n"
                     "### How long is it?\n\nMinutes.\n\n## End\n",
                     "What is slack? => A pause.\nHow long is it? => Minutes.\n");
}

static void faq_headings_make_questions_of_what_is_below(void **state)
{
    assert_questions(*state,
                     "# Quay\n\n## FAQ\n\n### Mooring fees\n\nBy length.\n\n"
                     "### Groups\n\n#### Who may enter?\n\nAnybody.\n\n## See also\n",
                     "Mooring fees => By length.\nWho may enter? => Anybody.\n");
}

static void cues_share_a_paragraph(void **state)
{
    assert_questions(
        *state, "Q: Who rows?\nA: All of us,\nin turns.\nQ: Who steers?\nA: Ada.\n",
        "Who rows? => All of us, in turns.\nWho steers? => Ada.\n");
    assert_questions(*state, "Q: Who rows? A: All of us.\n",
                     "Who rows? => All of us.\n");
    assert_questions(*state, "**Q1:** The oar broke.\n\n**A1:** Take the spare one.\n",
                     "The oar broke. => Take the spare one.\n");
    assert_questions(*state, "Frage 2: Wer rudert?\n\nAntwort: Alle.\n",
                     "Wer rudert? => Alle.\n");
}

static void a_cue_alone_is_no_question(void **state)
{
    assert_questions(*state,
                     "Q1: A third more than last year.\n\nIt was a good year.\n", "");
    assert_questions(*state, "A: first choice\n\nB: second choice\n", "");
}

static void bold_lines_ask(void **state)
{
    assert_questions(*state, "**Who rows?**\nAll of us.\n\n**Who steers**?\n\nAda.\n",
                     "Who rows? => All of us.\nWho steers? => Ada.\n");
    assert_questions(*state, "**Who rows today?** All of us.\n",
                     "Who rows today? => All of us.\n");
    assert_questions(*state, "He said **why?** and left.\n\nNobody answered.\n", "");
}

static void a_mark_behind_bold_words_asks_as_one_in_them(void **state)
{
    struct extracting *it = *state;
    assert_questions(it, "**Is it really so**? Yes, it is.\n\n**Really**? he said.\n",
                     "Is it really so? => Yes, it is.//Really? he said.\n");
}

static void an_answer_may_ask_back(void **state)
{
    struct extracting *it = *state;
    assert_questions(it, "# T\n\n## FAQ\n\nIs it free? Yes. Need more? Call us.\n",
                     "Is it free? => Yes. Need more? Call us.\n");
}

static void blocks_of_their_own_ask(void **state)
{
    assert_questions(*state,
                     "<details><summary>Why fold it?</summary>\n\nTo *hide* it.\n\n"
                     "</details>\n\n<details><summary>Show more</summary>\n\nMore.\n\n"
                     "</details>\n",
                     "Why fold it? => To hide it.\n");
    assert_questions(*state, "> [!faq] Is it deep?\n> Two fathoms.\n",
                     "Is it deep? => Two fathoms.\n");
    assert_questions(*state, "> [!question]\n> Is it deep?\n>\n> Two fathoms.\n",
                     "Is it deep? => Two fathoms.\n");
    assert_questions(*state, "> [!question]\n> Is it deep?\n", "");
    assert_questions(*state,
                     "| Question | Answer |\n|---|---|\n| Deep? | Two fathoms |\n",
                     "Deep? => Two fathoms\n");
}

/* The number counts; what follows it asks, whatever dress the number wears. */
static void numbers_are_not_part_of_a_question(void **state)
{
    assert_questions(*state,
                     "## FAQ\n\n### 3. Who rows?\n\nAll of us.\n\n"
                     "### 12) Who steers?\n\nAda.\n\n"
                     "### 1815 ended what?\n\nA war.\n\n"
                     "### 2.5 knots is how fast?\n\nSlow.\n",
                     "Who rows? => All of us.\nWho steers? => Ada.\n"
                     "1815 ended what? => A war.\n2.5 knots is how fast? => Slow.\n");
    assert_questions(*state, "**4) Who bails?**\nThe cook.\n",
                     "Who bails? => The cook.\n");
}

/* Neither a question without words nor one without an answer is an entry. */
static void both_halves_must_say_something(void **state)
{
    assert_questions(*state,
                     "## FAQ\n\n### Q:\n\nAll of us.\n\n### Who rows?\n\nAda.\n\n"
                     "### Who steers?\n\n![A portrait](ada.png)\n\n"
                     "### Who bails?\n\nA:\n\n### Who sings?\n\n---\n\n"
                     "### Who cooks?\n\n```\nsoup\n```\n\n### Who waits?\n",
                     "Who rows? => Ada.\nWho steers? => A portrait\n"
                     "Who cooks? => soup\n");
}

static void a_title_does_not_ask(void **state)
{
    assert_questions(*state, "# Who owns the sea?\n\nNobody.\n\n## Law\n\nOld.\n", "");
    assert_questions(*state, "# Who owns the sea?\n\nNobody.\n", "");
    assert_questions(*state, "# One?\n\nYes.\n\n# Two?\n\nNo.\n",
                     "One? => Yes.\nTwo? => No.\n");
}

static void others_words_do_not_ask(void **state)
{
    assert_questions(*state, "> ## Why?\n>\n> Because.\n", "");
    assert_questions(*state, "```\n# Why?\nBecause.\n```\n", "");
    assert_questions(*state,
                     "## Contents\n\n- [Why?](#why)\n- [How?](#how)\n\n## Rest\n", "");
    assert_questions(*state, "## FAQ\n\n- Why?\n- How?\n\n## Rest\n", "");
}

/* A page that was scraped: a hidden marker before each answer. */
static struct doc *scraped(struct arena *arena, const char *const *answers,
                           size_t count)
{
    struct doc *doc = doc_new(arena, DOC_TEXT);
    doc_heading(doc, 2, STR("FAQ"), 1);
    for (size_t i = 0; i < count; i++) {
        struct node *marker = doc_node(doc, NODE_PARAGRAPH, 2);
        struct node *answer = doc_node(doc, NODE_PARAGRAPH, 3);
        marker->flags = NODE_HIDDEN | NODE_QUESTION | NODE_INFERRED;
        node_append(doc->root, marker);
        node_append(doc->root, answer);
        doc_text(doc, marker, STR("▼"), 2);
        doc_text(doc, answer, str_from(answers[i]), 3);
    }
    doc_heading(doc, 2, STR("Conclusion"), 4);
    doc_finish(doc);
    return doc;
}

static void lost_questions_are_named_after_their_answers(void **state)
{
    static const char *const answers[] = {
        "Harbours silt up, as rivers bring what the hills lose every spring.",
        "The dredger comes in autumn and works through the nights of the whole month.",
        "Twice.",
    };
    struct extracting *it = *state;
    extracting_doc(it, scraped(&it->arena, answers, 3));
    extracted_questions(
        it, "~Harbours silt up, as rivers bring what the hills lose … => "
            "Harbours silt up, as rivers bring what the hills lose every spring.\n"
            "~The dredger comes in autumn and works through the nights … => "
            "The dredger comes in autumn and works through the nights of the whole "
            "month.\n"
            "~Twice … => Twice.\n");
    for (size_t i = 0; i < it->extract->question_count; i++)
        assert_true(text_cols(it->extract->questions[i].question) <= 60);
}

static void answers_are_flagged(void **state)
{
    struct extracting *it = *state;
    extracting_markdown(it, "# T\n\nLead.\n\n## Why?\n\nOne.\n\n- two\n\n## End\n");
    assert_int_equal(it->extract->question_count, 1);
    const struct question *entry = &it->extract->questions[0];
    assert_int_equal(entry->node->kind, NODE_HEADING);
    assert_ptr_equal(entry->section, it->doc->headings[0]);
    assert_true(it->doc->nodes[entry->from]->flags & NODE_ANSWER);
    assert_int_equal(it->doc->nodes[entry->to]->kind, NODE_HEADING);
    assert_string_equal(arena_cstr(&it->arena, entry->answer), "One.\n\n- two");
    assert_false(it->doc->headings[2]->flags & (NODE_ANSWER | NODE_QUESTION));
}

#define T(name)                                                                        \
    cmocka_unit_test_setup_teardown(name, extracting_setup, extracting_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(headings_ask),
        T(a_nested_question_ends_an_answer),
        T(faq_headings_make_questions_of_what_is_below),
        T(cues_share_a_paragraph),
        T(a_cue_alone_is_no_question),
        T(bold_lines_ask),
        T(a_mark_behind_bold_words_asks_as_one_in_them),
        T(an_answer_may_ask_back),
        T(blocks_of_their_own_ask),
        T(numbers_are_not_part_of_a_question),
        T(both_halves_must_say_something),
        T(a_title_does_not_ask),
        T(others_words_do_not_ask),
        T(lost_questions_are_named_after_their_answers),
        T(answers_are_flagged),
    };
    return cmocka_run_group_tests_name("questions", tests, NULL, NULL);
}
