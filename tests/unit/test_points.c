/*
 * Key points: each source, what its label and text are, and what is none.
 */
#include "extracting.h"

#include <stdio.h>

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

/* One other block between two labels does not end their run, however often; two do. */
static void a_run_of_labels_may_have_gaps(void **state)
{
    assert_points(*state,
                  "Tides: The moon pulls the water twice a day.\n\n"
                  "Nobody can stop it.\n\n"
                  "Dry docks: Hulls are cleaned where the sea cannot follow.\n\n"
                  "- rope\n- tar\n\n"
                  "Quays: Ships are made fast to a wall of stone.\n",
                  "label: Tides | The moon pulls the water twice a day.\n"
                  "label: Dry docks | Hulls are cleaned where the sea cannot follow.\n"
                  "label: Quays | Ships are made fast to a wall of stone.\n");
    assert_points(*state,
                  "Tides: The moon pulls the water twice a day.\n\n"
                  "Nobody can stop it.\n\nNobody ever tried.\n\n"
                  "Dry docks: Hulls are cleaned where the sea cannot follow.\n",
                  "");
    assert_points(*state,
                  "Tides: The moon pulls the water twice a day.\n\n## Docks\n\n"
                  "Dry docks: Hulls are cleaned where the sea cannot follow.\n",
                  "");
}

static void headed_lists_are_points(void **state)
{
    assert_points(*state,
                  "# Quay\n\n## 🔑 Key takeaways:\n\n- Stone lasts.\n- **Wood** bends.\n"
                  "- Iron: it rusts from within\n- [Index](index.md)\n",
                  "list:  | Stone lasts.\nlist: Wood | bends.\n"
                  "list: Iron | it rusts from within\n");
    assert_points(*state, "# Quay\n\n## In short\n\nStone lasts.\n\n## Rest\n\nWood.\n",
                  "list:  | Stone lasts.\n");
    assert_points(*state, "# Quay\n\n## Summary\n\nStone lasts.\n", "");
    assert_points(*state,
                  "# Quay\n\n## Summary\n\nStone lasts.\n\nWood bends.\n\nTry this:\n\n"
                  "- Lift a stone.\n- Drop it.\n",
                  "");
}

/* What an item holds besides its words is read on, code as it stands. */
static void blocks_in_an_item_belong_to_its_text(void **state)
{
    assert_points(*state,
                  "# Soup\n\n## Key points\n\n- **Boil**: put it on the fire\n\n"
                  "  ```\n  stir  well\n  ```\n\n  and wait.\n- **Serve**:\n\n"
                  "  ```\n  ladle\n  ```\n- Salt it late\n\n"
                  "  | a | b |\n  |---|---|\n  | c | d |\n",
                  "list: Boil | put it on the fire stir  well and wait.\n"
                  "list: Serve | ladle\nlist:  | Salt it late a b c d\n");
}

static void headed_tables_are_points(void **state)
{
    assert_points(*state,
                  "# Quay\n\n| Key Point | Meaning | Since |\n|---|---|---|\n"
                  "| 🪨 Stone | It lasts. | 1810 |\n",
                  "table: 🪨 Stone | It lasts. | 1810\n");
    assert_points(*state, "# Quay\n\n## Highlights\n\n| A |\n|---|\n| Stone lasts. |\n",
                  "table:  | Stone lasts.\n");
    assert_points(*state, "# Quay\n\n## Stones\n\n| A | B |\n|---|---|\n| c | d |\n",
                  "");
}

static void assert_section(struct extracting *it, const char *text,
                           const char *expected)
{
    extracting_markdown(it, text);
    assert_int_equal(it->extract->point_count, 1);
    const struct node *heading = it->extract->points[0].section;
    buf_clear(&it->out);
    if (heading != NULL)
        buf_puts(&it->out, node_text_in(heading, &it->arena));
    buf_putc(&it->out, '\0');
    assert_string_equal(it->out.data, expected);
}

/* At the end a table that heads itself belongs to the article. */
static void a_table_at_the_end_sums_up_the_article(void **state)
{
#define TABLE "| Key Point | Meaning |\n|---|---|\n| Stone | It lasts. |\n\n"
    static const char *const ends[] = {
        "", "## FAQ\n\n### Why?\n\nIt is stone.\n", "## Conclusion\n\nStone.\n",
        "## See also\n\n- Mole\n\n## Sources\n\n- A book\n"};
    char text[400];

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(text, sizeof text, "# Quay\n\n## Walls\n\nHigh.\n\n" TABLE "%s",
                 ends[i]);
        assert_section(*state, text, "");
    }
    assert_section(*state, "# Quay\n\n## Walls\n\n" TABLE "## Gates\n\nLow.\n",
                   "Walls");
    assert_section(*state, "# Quay\n\n## Key points\n\n" TABLE, "Key points");
    assert_section(*state, "# Quay\n\nHigh.\n\n" TABLE, "Quay");
#undef TABLE
}

static void callouts_are_points(void **state)
{
    assert_points(*state, "> [!summary]\n> Stone lasts.\n",
                  "callout:  | Stone lasts.\n");
    assert_points(*state, "> [!important] Storms\n> Double the lines.\n",
                  "callout: Storms | Double the lines.\n");
    assert_points(*state,
                  "> [!tldr]\n> Two things:\n> - Stone lasts.\n> - Wood bends.\n",
                  "callout:  | Stone lasts.\ncallout:  | Wood bends.\n");
    assert_points(*state, "> [!note]\n> Stone lasts.\n", "");
}

static void moments_of_a_video_are_left_out(void **state)
{
    assert_points(*state,
                  "- **Stone**: It lasts for ages <a class=\"yt-timestamp\" "
                  "data-t=\"00:01:02\">[00:01:02]</a>.\n",
                  "label: Stone | It lasts for ages.\n");
}

static void other_colons_are_no_labels(void **state)
{
    static const char *const texts[] = {
        "- **Note**: mind the step when the tide is out\n",
        "- `--width`: how wide the text is set on the page\n",
        "- [Mole](mole.md): what keeps the swell out of the port\n",
        "- A: the first of four answers\n- B: the second of four answers\n",
        "- Name: Ann\n- Post: Pilot\n- Mail: ann@example.org\n",
        "- 10:30: the boats come in with the fish\n- 11:00: the auction starts\n",
        "Ann: I have never seen such a tide.\n\nPer: Nor have I, in all my years.\n\n"
        "Ann: Then let us go and look at it.\n",
        "- **Tools:** you need all of these:\n- **Time:** you need all of this:\n",
        "> **Stone**: it lasts longer than the town\n",
        "The reason is clear: nobody had asked.\n\nThe answer was short: they would.\n",
        "## See also\n\n- Mole: what keeps the swell out\n- Quay: where ships lie "
        "still\n",
        "## FAQ\n\n### Fees?\n\n- **Small boats**: ten crowns for a night\n",
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_points(*state, texts[i], "");
}

/* A letter names an option, signs open a drawing or markup; an ideograph is a word. */
static void letters_and_signs_are_no_labels(void **state)
{
    assert_points(*state,
                  "## Boats\n\n- **A**: row the boat home before dark\n"
                  "- **B**: leave it at the quay all night\n\n"
                  "## Water\n\n- **水**: 我们需要很多水来洗船和喝\n"
                  "- **火**: 我们需要火来做饭和取暖\n\n"
                  "## Signs\n\n- **:x**: row the boat home before dark\n"
                  "- **<y**: leave it at the quay all night\n"
                  "- **a│b**: leave it at the quay all night\n"
                  "- **_z**: leave it at the quay all night\n"
                  "- **Tar**: leave it at the quay all night\n",
                  "label: 水 | 我们需要很多水来洗船和喝\n"
                  "label: 火 | 我们需要火来做饭和取暖\n"
                  "label: Tar | leave it at the quay all night\n");
}

static void surer_sources_weigh_more(void **state)
{
    struct extracting *it = *state;
    extracting_markdown(
        it, "# Quay\n\n| Key point | Text |\n|---|---|\n| Stone | Lasts |\n\n"
            "- **Wood**: It bends before it breaks.\n\n"
            "## Highlights\n\n- Iron rusts.\n");
    const struct point *points = it->extract->points;
    assert_int_equal(it->extract->point_count, 3);
    assert_true(points[0].weight > points[2].weight);
    assert_true(points[2].weight > points[1].weight);
    assert_ptr_equal(points[0].section, it->doc->headings[0]);
    assert_ptr_equal(points[2].section, it->doc->headings[1]);
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
        T(letters_and_signs_are_no_labels),
        T(plain_labels_count_in_a_run),
        T(a_run_of_labels_may_have_gaps),
        T(blocks_in_an_item_belong_to_its_text),
        T(headed_lists_are_points),
        T(headed_tables_are_points),
        T(a_table_at_the_end_sums_up_the_article),
        T(callouts_are_points),
        T(moments_of_a_video_are_left_out),
        T(other_colons_are_no_labels),
        T(surer_sources_weigh_more),
        T(given_points_are_yaml),
    };
    return cmocka_run_group_tests_name("points", tests, NULL, NULL);
}
