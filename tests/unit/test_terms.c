/*
 * Terms: See also sections and sentences become links over just the names.
 */
#include "extracting.h"

static void a_see_also_list_is_linked(void **state)
{
    assert_terms(*state,
                 "# Quay\n\nText.\n\n## See also\n\n- Breakwater\n- dry dock\n"
                 "- harbour_master\n- Pilot – who brings ships in\n- [Tide](tide.md)\n",
                 "Breakwater\ndry dock\nharbour_master\nPilot\n");
    assert_terms(*state,
                 "# Kai\n\nText.\n\n## Siehe auch\n\n* Wellenbrecher\n* Lotse\n",
                 "Wellenbrecher\nLotse\n");
    assert_terms(*state, "# 码头\n\n文字。\n\n## 参见\n\n- 防波堤\n- 干船坞\n",
                 "防波堤\n干船坞\n");
}

static void names_need_no_list(void **state)
{
    assert_terms(*state, "## Quay\n\n## See also\n\nBreakwater, dry dock and pilot.\n",
                 "Breakwater\ndry dock\npilot\n");
    assert_terms(*state, "## Quay\n\n## See also\n\nBreakwater\nDry dock\n",
                 "Breakwater\nDry dock\n");
    assert_terms(*state, "## Quay\n\n## See also\n\n- Breakwater, Dry dock\n",
                 "Breakwater\nDry dock\n");
}

static void reading_lists_link_titles_not_works(void **state)
{
    assert_terms(*state,
                 "## Quay\n\n## Further reading\n\n"
                 "- Stone and Water – how quays are built\n"
                 "- *Salt Roads* – a history\n"
                 "- Holm, M. (1998). Quays of the north. Bergen, pp. 3-9.\n"
                 "- https://example.org/quays\n"
                 "- [Cranes](cranes.md) – what lifts\n",
                 "Stone and Water\nSalt Roads\n");
}

/* Works are told by the year, the pages or the number; other brackets name things. */
static void works_are_no_names(void **state)
{
    assert_terms(*state,
                 "## Quay\n\n## Further reading\n\n"
                 "- Quays of the North – stone (1998)\n- Salt Roads, pp. 12-14\n"
                 "- Harbour Law (ISBN 3-16)\n- Pier (3) and (2001)\n"
                 "- Old Piers (built 1910)\n- Mole (wide)\n- Berth (30)\n",
                 "Old Piers (built 1910)\nMole (wide)\nBerth (30)\n");
}

static void a_sentence_is_linked(void **state)
{
    assert_terms(*state,
                 "Ropes are spliced. See also Harbour Board initiatives and the Common "
                 "Pilots and Wardens Charter. More follows.\n",
                 "Harbour Board initiatives\nCommon Pilots and Wardens Charter\n");
    assert_terms(*state, "See also Inner Quay for the berths of small boats.\n",
                 "Inner Quay\n");
    assert_terms(*state, "Old (see also Tar, Oakum and Pitch), but good.\n",
                 "Tar\nOakum\nPitch\n");
    assert_terms(*state, "- **Tar**: black. See also: U.S. Navy; J. Holm, and Pitch.\n",
                 "U.S. Navy\nJ. Holm\nPitch\n");
    assert_terms(*state, "It is a long line. See also Outer\nQuay and the Old\nMole.\n",
                 "Outer Quay\nOld Mole\n");
    assert_terms(*state, "Siehe auch Lotse und das Trockendock.\n",
                 "Lotse\nTrockendock\n");
}

static void links_stay_as_they_are(void **state)
{
    struct extracting *it = *state;
    assert_terms(it, "See also [Mole](mole.md), Quay and the many `ropes` we have.\n",
                 "Quay\n");
    assert_int_equal(it->doc->link_count, 2);
}

static void prose_is_no_name(void **state)
{
    assert_terms(*state, "See also section 4 and the figure below.\n", "");
    assert_terms(*state, "See also how we did it last year.\n", "");
    assert_terms(*state, "We see also that boats rot when nobody sails them at all.\n",
                 "");
    assert_terms(*state, "> See also Mole.\n\n`See also Mole`\n\n## See also Mole\n",
                 "");
    assert_terms(*state, "## Contents\n\n- See also Mole\n- Quay\n", "");
}

static void only_the_letters_of_the_name_are_linked(void **state)
{
    struct extracting *it = *state;
    struct buf text = {0};
    extracting_markdown(it, "Old. See also the Mole and *Quay*. New.\n");
    node_text(it->doc->root->first, &text);
    assert_true(str_eq(buf_str(&text), STR("Old. See also the Mole and Quay. New.")));
    assert_int_equal(it->doc->link_count, 2);
    assert_true(str_eq(it->doc->links[0]->u.link.dest, STR("Mole")));
    assert_int_equal(it->doc->links[0]->u.link.index, 0);
    assert_true(str_eq(it->doc->links[1]->first->u.text, STR("Quay")));
    buf_release(&text);
}

static void related_keys_are_linked_out_of_sight(void **state)
{
    static const struct str values[] = {STR_INIT("nato"), STR_INIT("[[deterrence]]")};
    struct extracting *it = *state;
    struct doc *doc = doc_new(&it->arena, DOC_MARKDOWN);
    struct meta *meta = ARENA_NEW(&it->arena, struct meta);
    meta->key = STR("related");
    meta->count = 2;
    meta->values = ARENA_ARRAY(&it->arena, 2, struct str);
    meta->values[0] = values[0];
    meta->values[1] = values[1];
    doc->meta = meta;
    doc_heading(doc, 1, STR("Alliances"), 1);
    doc_finish(doc);
    extracting_doc(it, doc);
    assert_int_equal(doc->link_count, 2);
    assert_int_equal(doc->links[0]->u.link.form, LINK_TERM);
    assert_int_equal(doc->links[1]->u.link.form, LINK_WIKI);
    assert_true(str_eq(doc->links[1]->u.link.dest, STR("deterrence")));
    assert_true(doc->links[0]->parent->flags & NODE_HIDDEN);
}

#define T(name)                                                                        \
    cmocka_unit_test_setup_teardown(name, extracting_setup, extracting_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_see_also_list_is_linked),
        T(works_are_no_names),
        T(names_need_no_list),
        T(reading_lists_link_titles_not_works),
        T(a_sentence_is_linked),
        T(links_stay_as_they_are),
        T(prose_is_no_name),
        T(only_the_letters_of_the_name_are_linked),
        T(related_keys_are_linked_out_of_sight),
    };
    return cmocka_run_group_tests_name("terms", tests, NULL, NULL);
}
