/*
 * Key points: each source, what its label and text are, and what is none.
 */
#include "extracting.h"

static void labelled_items_are_points(void **state)
{
    assert_points(*state,
                  "# Harbours\n\n## Why they matter\n\n"
                  "- **Trade**: Most goods still travel by sea.\n"
                  "- **Shelter:** A storm is survived behind a breakwater.\n"
                  "- **Work** – Whole towns live from the quays.\n",
                  "label: Trade | Most goods still travel by sea.\n"
                  "label: Shelter | A storm is survived behind a breakwater.\n"
                  "label: Work | Whole towns live from the quays.\n");
}

static void plain_labels_count_in_a_run(void **state)
{
    assert_points(
        *state,
        "Tides: The moon pulls the water twice a day.\n\n"
        "Dry docks: Hulls are cleaned where the sea cannot follow.\n",
        "label: Tides | The moon pulls the water twice a day.\n"
        "label: Dry docks | Hulls are cleaned where the sea cannot follow.\n");
    assert_points(
        *state, "- Tides: The moon pulls the water twice a day.\n- Rope\n- Tar\n", "");
    assert_points(*state, "The plan: we row until we see the land again.\n", "");
}

static void given_points_are_yaml(void **state)
{
    struct extracting *it = *state;
    struct doc *doc = doc_new(&it->arena, DOC_YAML);
    struct node *heading = doc_heading(doc, 2, STR("Key points"), 3);
    struct node *list = doc_node(doc, NODE_LIST, 4),
                *item = doc_node(doc, NODE_ITEM, 4),
                *holder = doc_node(doc, NODE_PARAGRAPH, 4),
                *strong = doc_node(doc, NODE_STRONG, 4);

    heading->flags = list->flags = NODE_GIVEN;
    node_append(doc->root, list);
    node_append(list, item);
    node_append(item, holder);
    node_append(holder, strong);
    doc_text(doc, strong, STR("Two per cent"), 4);
    doc_text(doc, holder, STR(": what each member promised to spend"), 4);
    doc_finish(doc);
    extracting_doc(it, doc);
    assert_int_equal(it->extract->point_count, 1);
    assert_int_equal(it->extract->points[0].source, POINT_YAML);
    assert_true(str_eq(it->extract->points[0].label, STR("Two per cent")));
    assert_ptr_equal(it->extract->points[0].section, heading);
}

#define T(name)                                                                        \
    cmocka_unit_test_setup_teardown(name, extracting_setup, extracting_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(labelled_items_are_points),
        T(plain_labels_count_in_a_run),
        T(given_points_are_yaml),
    };

    return cmocka_run_group_tests_name("points", tests, NULL, NULL);
}
