/*
 * The blocks of plain text: paragraphs, lists, tables, code, quotes, markers and links;
 * what is taken away as boilerplate; hostile texts.
 */
#include "reading_plain.h"

#include <stdlib.h>

/* --- Paragraphs ---------------------------------------------------------------- */

static void wrapped_lines_are_one_paragraph(void **state)
{
    (void)state;
    assert_plain(
        "The mill was closed in the year of the flood, and since then the\n"
        "pond has been dry and the wheel stands still. Only the swallows\n"
        "come back to the loft, every April, as if nothing had happened.\n"
        "\n"
        "Nobody has bought it so far, though many have come to look at it\n"
        "and to walk around it with their hands on their backs.\n",
        "The mill was closed in the year of the flood, and since then the pond "
        "has been dry and the wheel stands still. Only the swallows come back to "
        "the loft, every April, as if nothing had happened.\n\n"
        "Nobody has bought it so far, though many have come to look at it and to "
        "walk around it with their hands on their backs.\n");
}

static void ideographs_are_joined_without_a_blank(void **state)
{
    (void)state;
    assert_plain("水车磨坊在发大水的那一年关闭了，从那时起池塘就干涸了，水轮也不再\n"
                 "转动。只有燕子每年四月回到阁楼上，好像什么事情都没有发生过一样。\n"
                 "没有人买下它，虽然许多人来看过，背着手绕着它慢慢地走了一圈又一圈\n"
                 "才离开。\n",
                 "水车磨坊在发大水的那一年关闭了，从那时起池塘就干涸了，水轮也不再"
                 "转动。只有燕子每年四月回到阁楼上，好像什么事情都没有发生过一样。"
                 "没有人买下它，虽然许多人来看过，背着手绕着它慢慢地走了一圈又一圈"
                 "才离开。\n");
}

static void long_lines_are_a_paragraph_each(void **state)
{
    (void)state;
    struct reading reading;
    read_text(
        &reading,
        "The mill was closed in the year of the flood, and since then the pond has "
        "been dry and the wheel stands still, and the loft belongs to swallows.\n"
        "Nobody has bought it so far, though many have come to look at it and to "
        "walk around it with their hands on their backs, nodding and saying little.\n"
        "Rates: A night in the loft is free for those who do not mind the wind.\n");
    assert_int_equal(count_kind(reading.doc, NODE_PARAGRAPH), 3);
    assert_int_equal(reading.doc->heading_count, 0);
    end_reading(&reading);
}

static void verse_keeps_its_lines(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading,
              "The mill was closed in the year of the flood, and since then the\n"
              "pond has been dry and the wheel stands still. Only the swallows\n"
              "come back to the loft, every April, and the children have a song\n"
              "about it that goes on for as long as one can skip a rope:\n"
              "\n"
              "The wheel is dry,\nThe sacks are gone,\nThe swallows fly,\n"
              "The moon looks on.\n"
              "\n"
              "There are more verses, and none of them is any better than that,\n"
              "but the children do not mind, and neither do the swallows, who\n"
              "have heard them all before.\n");
    assert_int_equal(count_kind(reading.doc, NODE_LINE_BREAK), 3);
    assert_int_equal(reading.doc->heading_count, 0);
    end_reading(&reading);
}

static void short_entries_leave_the_prose_beside_them_whole(void **state)
{
    (void)state;
    for (int count = 1; count <= 12; count++) {
        struct buf text = {0};
        buf_puts(
            &text,
            STR("The ferry\n\n"
                "The ferry leaves the pier in the morning, and nobody has ever\n"
                "seen it come back before the lamps are lit in the upper town.\n"
                "What it does in between is written in no book of the harbour.\n"));
        for (int i = 0; i < count; i++)
            buf_printf(&text, "\nBerth %d\nlet to Mrs Ash\n", i);
        buf_putc(&text, '\0');
        struct reading reading;
        read_text(&reading, text.data);
        const struct node *prose = find_kind(reading.doc, NODE_PARAGRAPH);
        assert_int_equal(prose->first->kind, NODE_TEXT);
        assert_null(prose->first->next);
        assert_int_equal(count_kind(reading.doc, NODE_LINE_BREAK), count);
        assert_int_equal(reading.doc->heading_count, 1);
        end_reading(&reading);
        buf_release(&text);
    }
}

static void lines_of_addresses_menus_and_logs_stay_apart(void **state)
{
    (void)state;
    static const char *const blocks[] = {
        "Ash & Daughters\n12 Pier Street\nUpper Town\n",
        "soup of the day\nbread with cheese\nan apple, if there are any\n",
        "12:04 the ferry has left the pier with nine people and a dog on board\n"
        "12:31 the ferry was seen off the point, going slowly against the tide\n"
        "13:10 the ferry has gone out of sight, and the keeper has gone to eat\n"
        "18:55 the ferry is back at the pier, with eight people and both dogs\n",
    };
    static const size_t breaks[] = {2, 2, 3};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        struct buf text = {0};
        buf_printf(&text,
                   "The ferry leaves the pier in the morning, and nobody has ever\n"
                   "seen it come back before the lamps are lit in the upper town,\n"
                   "or knows what it does in between.\n\n%s\n"
                   "The keeper of the pier does not ask, for he has a boat himself\n"
                   "that is never seen between noon and the lighting of the lamps.\n",
                   blocks[i]);
        buf_putc(&text, '\0');
        struct reading reading;
        read_text(&reading, text.data);
        assert_int_equal(count_kind(reading.doc, NODE_LINE_BREAK), breaks[i]);
        assert_int_equal(count_kind(reading.doc, NODE_PARAGRAPH), 3);
        end_reading(&reading);
        buf_release(&text);
    }
}

static void a_note_that_hangs_is_prose(void **state)
{
    (void)state;
    assert_plain(
        "The ferry\n\n"
        "Note: The ferry leaves the pier in the morning, and nobody has ever\n"
        "      seen it come back before the lamps are lit in the upper town.\n\n"
        "Warning:  Do not wait for it on the lower steps, which are below the\n"
        "          water when the tide comes in.\n",
        "The ferry\n\n"
        "Note: The ferry leaves the pier in the morning, and nobody has ever seen it "
        "come back before the lamps are lit in the upper town.\n\n"
        "Warning:  Do not wait for it on the lower steps, which are below the water "
        "when the tide comes in.\n");
}

static void a_note_that_is_narrower_than_the_text_is_prose(void **state)
{
    (void)state;
    assert_plain(
        "The ferry\n\n"
        "The ferry leaves the pier in the morning, and nobody has ever seen it\n"
        "come back before the lamps are lit in the upper town, or knows what\n"
        "it does in between.\n\n"
        "Note: the pier is closed when the tide is very\n"
        "      high, and in storms.\n\n"
        "Lamps are lit\nDoors are shut\nDogs are out\nStreets are still\n",
        "The ferry\n\n"
        "The ferry leaves the pier in the morning, and nobody has ever seen it come "
        "back before the lamps are lit in the upper town, or knows what it does in "
        "between.\n\n"
        "Note: the pier is closed when the tide is very high, and in storms.\n\n"
        "Lamps are lit\nDoors are shut\nDogs are out\nStreets are still\n");
}

/* The longest entry of a column may have two blanks behind it, and no more. */
static void rows_are_kept_with_their_columns(void **state)
{
    (void)state;
    static const char *const tables[] = {
        "  oars       two\n  sail       one\n  boathooks  -\n",
        "  boathooks  -\n  oars       two\n  sail       one\n",
        "oars       two\nboathooks  none\nrowlock    four\n",
        "  oars       two\n  boathooks  -\n  handlamps  x\n  sail       one\n",
    };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        struct buf text = {0};
        buf_printf(&text, "What is in the boat is listed here.\n\n%s\nThe end.\n",
                   tables[i]);
        buf_putc(&text, '\0');
        struct reading reading;
        read_text(&reading, text.data);
        assert_int_equal(count_kind(reading.doc, NODE_CODE_BLOCK), 1);
        assert_int_equal(count_kind(reading.doc, NODE_PARAGRAPH), 1);
        end_reading(&reading);
        buf_release(&text);
    }
}

/* --- Lists --------------------------------------------------------------------- */

static void marks_are_items_where_a_list_is(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second, *shown_first, *shown_second;
    } marks[] = {
        {"(1)", "(2)", "(1)", "(2)"},   {"(a)", "(b)", "(a)", "(b)"},
        {"a)", "b)", "a)", "b)"},       {"A.", "B.", "A.", "B."},
        {"i.", "ii.", "i.", "ii."},     {"(iv)", "(v)", "(iv)", "(v)"},
        {"IX)", "X)", "IX)", "X)"},     {"o", "o", "-", "-"},
        {"--", "--", "-", "-"},         {"\u00B7", "\u00B7", "-", "-"},
        {"\u2013", "\u2013", "-", "-"}, {"7.", "8.", "7.", "8."},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char text[256], expected[256];
        snprintf(text, sizeof text, "To bring:\n\n%s bread\n%s cheese\n",
                 marks[i].first, marks[i].second);
        snprintf(expected, sizeof expected, "To bring:\n\n%s bread\n%s cheese\n",
                 marks[i].shown_first, marks[i].shown_second);
        assert_plain(text, expected);
    }
}

static void an_item_goes_on_where_its_lines_hang(void **state)
{
    (void)state;
    static const char *const marks[] = {"(1)", "a)", "A.", "o", "--", "*", "3."};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char text[512];
        int hang = (int)strlen(marks[i]) + 1;
        snprintf(text, sizeof text,
                 "%s The ferry leaves the pier in the morning, and nobody has ever\n"
                 "%*sseen it come back before the lamps are lit in the town.\n\n"
                 "The keeper does not ask.\n",
                 marks[i], hang, "");
        struct reading reading;
        read_text(&reading, text);
        assert_int_equal(count_kind(reading.doc, NODE_ITEM), 1);
        assert_int_equal(count_kind(reading.doc, NODE_PARAGRAPH), 2);
        assert_int_equal(count_kind(reading.doc, NODE_LINE_BREAK), 0);
        end_reading(&reading);
    }
}

static void lines_go_on_beside_examples_and_entries(void **state)
{
    (void)state;
    assert_plain(
        "The harbour has one pier, one keeper and one ferry, which is painted\n"
        "green. The ferry leaves the pier at six, and nobody has ever once\n"
        "seen it come back before the lamps are lit in the upper town: >\n"
        "\tlook(ferry, lamp)\n"
        "What it does in between is written in no book of the harbour and is\n"
        "not asked.\n\n"
        "  1. The keeper of the pier does not ask, for he has a boat himself\n"
        "that is never seen between noon and the lighting of the lamps.\n\n"
        "May 3: The ferry got a new coat of paint.\n"
        "May 9: The keeper wrote a letter to the town about the lower steps,\n"
        "  which are below the water.\n",
        "The harbour has one pier, one keeper and one ferry, which is painted green. "
        "The ferry leaves the pier at six, and nobody has ever once seen it come back "
        "before the lamps are lit in the upper town: >\n\n"
        "look(ferry, lamp)\n\n"
        "What it does in between is written in no book of the harbour and is not "
        "asked.\n\n"
        "1. The keeper of the pier does not ask, for he has a boat himself that is "
        "never seen between noon and the lighting of the lamps.\n\n"
        "May 3: The ferry got a new coat of paint.\n\n"
        "May 9: The keeper wrote a letter to the town about the lower steps, which are "
        "below the water.\n");
}

static void names_and_words_are_no_items(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "A. Ash keeps the pier.\n",
        "-- Mrs Ash\n",
        "o tempora, o mores\n",
        "The bill for the ferry came to nine shillings, of which the keeper took\n"
        "3. That was the custom, and nobody complained of it as long as they got\n"
        "- if the weather was kind - across the water before noon.\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct reading reading;
        read_text(&reading, texts[i]);
        assert_int_equal(count_kind(reading.doc, NODE_LIST), 0);
        end_reading(&reading);
    }
}

static void numbers_are_shown_as_they_are_written(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading, "1. bread\n2. cheese\n5. apples\n5. pears\n");
    doc_plain(reading.doc, 0, reading.doc->node_count, &reading.out);
    assert_text(&reading.out, "1. bread\n2. cheese\n\n5. apples\n\n5. pears\n");
    end_reading(&reading);
}

static void all_bullets_make_lists(void **state)
{
    (void)state;
    static const char *const bullets[] = {"-", "*", "+", "•", "–", "▪", "1.", "1)"};
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        char text[128];
        snprintf(text, sizeof text, "What to bring:\n%s bread\n%s cheese\n", bullets[i],
                 i < 6    ? bullets[i]
                 : i == 6 ? "2."
                          : "2)");
        struct reading reading;
        read_text(&reading, text);
        assert_int_equal(count_kind(reading.doc, NODE_LIST), 1);
        assert_int_equal(count_kind(reading.doc, NODE_ITEM), 2);
        assert_int_equal(find_kind(reading.doc, NODE_LIST)->u.list.ordered, i >= 6);
        end_reading(&reading);
    }
}

static void items_nest_by_indent_and_go_on_over_lines(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading, "- bread, the dark kind that keeps\n"
                        "  for a week\n"
                        "  - rye\n"
                        "  - spelt\n"
                        "- cheese\n");
    node_text(find_kind(reading.doc, NODE_PARAGRAPH), &reading.out);
    assert_text(&reading.out, "bread, the dark kind that keeps for a week");
    const struct node *list = find_kind(reading.doc, NODE_LIST);
    assert_int_equal(list->first->last->kind, NODE_LIST);
    assert_non_null(list->first->last->first->next);
    assert_true(list->u.list.tight);
    end_reading(&reading);
}

/* However far the first of them is indented. */
static void items_beside_an_inner_one_are_items(void **state)
{
    (void)state;
    assert_plain("- bread\n"
                 "    - rye\n"
                 "    - spelt\n"
                 "        1. new\n"
                 "        2. stale\n"
                 "    - oats\n"
                 "  which keep well\n"
                 "    - barley\n"
                 "- cheese\n",
                 "- bread\n\n- rye\n- spelt\n\n1. new\n2. stale\n- oats\n\n"
                 "which keep well\n\n- barley\n\n- cheese\n");
}

static void numbers_keep_their_start(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading, "4) knead\n5) wait\n6) bake\n");
    const struct node *list = find_kind(reading.doc, NODE_LIST);
    assert_int_equal(list->u.list.start, 4);
    assert_int_equal(list->u.list.delimiter, ')');
    end_reading(&reading);
}

static void dashes_and_years_are_no_items(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading, "-5 degrees were measured at the mill, which nobody believed.\n"
                        "1984. That was the year of the flood, as the mark shows.\n"
                        "*Very* cold it was, said the miller, and went to bed.\n");
    assert_int_equal(count_kind(reading.doc, NODE_LIST), 0);
    end_reading(&reading);
}

/* --- Tables, code, quotes ------------------------------------------------------ */

static void pipes_make_tables(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading,
              "Grain | Price |\n---|---:|\n🌾 Rye | 12 |\nSpelt \\| emmer | 19 |\n");
    const struct node *table = find_kind(reading.doc, NODE_TABLE);
    assert_non_null(table);
    assert_int_equal(table->u.table.columns, 2);
    assert_true(table->u.table.header);
    assert_int_equal(table->u.table.align[1], ALIGN_RIGHT);
    assert_int_equal(count_kind(reading.doc, NODE_ROW), 3);
    doc_plain(reading.doc, 0, reading.doc->node_count, &reading.out);
    assert_text(&reading.out, "Grain | Price\n🌾 Rye | 12\nSpelt | emmer | 19\n");
    end_reading(&reading);
}

/* However few dashes all columns but one have, and with or without pipes at the ends.
 */
static void marks_below_a_head_align(void **state)
{
    static const char *const rules[] = {"--|-:|:-:|:-", "|--|-:|:-:|:-|",
                                        "--- | --: | :--: | :---",
                                        "| ------ | -----: | :----: | :----- |"};
    (void)state;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        char text[200];
        snprintf(text, sizeof text, "Grain|Price|Sack|Mill\n%s\nRye|12|3|Low\n",
                 rules[i]);
        struct reading reading;
        read_text(&reading, text);
        const struct node *table = find_kind(reading.doc, NODE_TABLE);
        assert_non_null(table);
        assert_true(table->u.table.header);
        assert_int_equal(table->u.table.columns, 4);
        assert_int_equal(table->u.table.align[0], ALIGN_NONE);
        assert_int_equal(table->u.table.align[1], ALIGN_RIGHT);
        assert_int_equal(table->u.table.align[2], ALIGN_CENTER);
        assert_int_equal(table->u.table.align[3], ALIGN_LEFT);
        end_reading(&reading);
    }
}

static void a_pipe_in_prose_is_no_table(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading,
              "The sign a | b means either of the two, as the miller explained.\n");
    assert_int_equal(count_kind(reading.doc, NODE_TABLE), 0);
    assert_int_equal(count_kind(reading.doc, NODE_PARAGRAPH), 1);
    end_reading(&reading);
}

static void tables_too_wide_stay_verbatim(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int row = 0; row < 3; row++) {
        buf_repeat(&text, '|', DOC_COLUMNS_MAX + 8);
        buf_puts(&text, row == 1 ? STR("\n") : STR(" x |\n"));
    }
    buf_putc(&text, '\0');
    struct reading reading;
    read_text(&reading, text.data);
    assert_int_equal(count_kind(reading.doc, NODE_TABLE), 0);
    end_reading(&reading);
    buf_release(&text);
}

static void indented_blocks_and_drawings_are_verbatim(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading,
              "To grind by hand:\n\n"
              "    while (grain > 0) {\n"
              "        turn(wheel);\n"
              "\n"
              "        grain--;\n"
              "    }\n\n"
              "The wheel, seen from above, in the state that it is in today:\n\n"
              "+-----+-----+\n| top | hub |\n+-----+-----+\n");
    const struct node *code = find_kind(reading.doc, NODE_CODE_BLOCK);
    buf_puts(&reading.out, code->u.code.text);
    assert_text(&reading.out,
                "while (grain > 0) {\n    turn(wheel);\n\n    grain--;\n}\n");
    assert_int_equal(count_kind(reading.doc, NODE_CODE_BLOCK), 2);
    assert_int_equal(count_kind(reading.doc, NODE_TABLE), 0);
    end_reading(&reading);
}

/* The kinds of the blocks that hold code, in order: D for the document, I for an item.
 */
static void assert_holders(const char *text, const char *expected)
{
    struct reading reading;
    read_text(&reading, text);
    for (uint32_t id = 0; id < reading.doc->node_count; id++) {
        const struct node *node = reading.doc->nodes[id];
        if (node->kind == NODE_CODE_BLOCK)
            buf_putc(&reading.out, node->parent->kind == NODE_ITEM ? 'I' : 'D');
    }
    assert_text(&reading.out, expected);
    end_reading(&reading);
}

static void code_between_items_belongs_to_the_first(void **state)
{
    (void)state;
    assert_holders("Steps:\n\n- fill the sack\n\n      sack --fill\n\n"
                   "- tie it\n\n      sack --tie\n\n- carry it\n\nThen rest.\n",
                   "II");
    assert_holders("Steps:\n\n1. fill the sack\n\n       sack --fill\n\n"
                   "2. tie it\n\n       sack --tie\n\nThen rest.\n",
                   "ID");
    assert_holders("Run this:\n\n    sack --fill\n\n- then tie it\n", "D");
    assert_holders("Run this:\n\n    sack --fill\n\nThen rest.\n", "D");
}

static void aligned_columns_are_verbatim(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading, "Rye       12\nSpelt     19\nBarley     8\n");
    assert_int_equal(count_kind(reading.doc, NODE_CODE_BLOCK), 1);
    end_reading(&reading);
}

static void quotes_are_quotes(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading,
              "On Monday the miller wrote:\n> The wheel is dry.\n>\n> Come soon.\n\n"
              "I shall come on Sunday.\n");
    const struct node *quote = find_kind(reading.doc, NODE_QUOTE);
    assert_non_null(quote);
    assert_non_null(quote->first->next);
    node_text(quote->last, &reading.out);
    assert_text(&reading.out, "Come soon.");
    end_reading(&reading);
}

static void rules_are_rules(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading,
              "The first part of the tale ends here, before the flood.\n\n"
              "* * *\n\nThe second part begins with the swallows.\n\n----------\n");
    assert_int_equal(count_kind(reading.doc, NODE_RULE), 2);
    end_reading(&reading);
    static const char *const rules[] = {"***", "- - -", "___",     "=====", "~~~~~~",
                                        "———", "───",   "═══════", "━━━",   "* * *"};
    static const char *const others[] = {"**",  "--",  "- -",  "……………", "——",
                                         "── ", "—x—", "***a", "※※※",   "_ _"};
    for (size_t i = 0; i < 20; i++) {
        const char *line = i < 10 ? rules[i] : others[i - 10];
        char text[200];
        snprintf(text, sizeof text, "The first part ends here.\n\n%s\n\nA second.\n",
                 line);
        read_text(&reading, text);
        if (count_kind(reading.doc, NODE_RULE) != (i < 10))
            fail_msg("'%s'", line);
        end_reading(&reading);
    }
}

/* --- Markers ------------------------------------------------------------------- */

static void markers_are_hidden_questions(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading,
              "▼\nThe mill can be visited from April to October, on Sundays.\n"
              "▼\nThe loft is closed while the swallows have their young.\n");
    const struct node *marker = reading.doc->root->first;
    const int flags = NODE_HIDDEN | NODE_QUESTION | NODE_INFERRED;
    assert_int_equal(marker->kind, NODE_PARAGRAPH);
    assert_int_equal(marker->flags & flags, flags);
    assert_int_equal(marker->next->flags & NODE_HIDDEN, 0);
    assert_int_equal(marker->next->next->flags & flags, flags);
    end_reading(&reading);
}

static void a_marker_before_text_is_no_question(void **state)
{
    (void)state;
    struct reading reading;
    read_text(&reading,
              "▼ The mill can be visited from April to October, on Sundays.\n");
    assert_int_equal(reading.doc->root->first->flags & NODE_HIDDEN, 0);
    end_reading(&reading);
}

/* --- Links --------------------------------------------------------------------- */

static void assert_links(const char *text, const char *expected)
{
    struct reading reading;
    read_text(&reading, text);
    for (size_t i = 0; i < reading.doc->link_count; i++) {
        const struct node *link = reading.doc->links[i];
        assert_int_equal(link->u.link.form, LINK_URL);
        assert_true(link->flags & NODE_EXTERNAL);
        buf_printf(&reading.out, STR_FMT "\n", STR_ARG(link->u.link.dest));
    }
    assert_text(&reading.out, expected);
    end_reading(&reading);
}

static void bare_urls_are_links(void **state)
{
    (void)state;
    assert_links(
        "See https://mill.example/visit, (http://mill.example/a_(b)) or write to "
        "loft@mill.example. It is free.\n",
        "https://mill.example/visit\nhttp://mill.example/a_(b)\n"
        "mailto:loft@mill.example\n");
    assert_links(
        "HTTP://a.example https://b.example ftp://c.example gopher://d.example "
        "gemini://e.example\n",
        "HTTP://a.example\nhttps://b.example\nftp://c.example\n"
        "gopher://d.example\ngemini://e.example\n");
    assert_links("The end.http://mill.example/a (x)http://mill.example/b\n",
                 "http://mill.example/a\nhttp://mill.example/b\n");
    assert_links("http://one.example http://two.example a@b.example c@d.example\n",
                 "http://one.example\nhttp://two.example\nmailto:a@b.example\n"
                 "mailto:c@d.example\n");
}

static void what_looks_like_a_url_is_none(void **state)
{
    (void)state;
    assert_links(
        "ratio 3://4, javascript://x, meet @ noon, user@host, http:// and a@.b\n", "");
    assert_links("    http://mill.example in code\n", "");
    assert_links("xhttp://mill.example, httpx://mill.example, x-http://mill.example\n",
                 "");
}

/* --- Boilerplate ----------------------------------------------------------------- */

static void buttons_of_the_page_are_taken_away(void **state)
{
    (void)state;
    assert_plain(
        "Donate\n\nJump to navigation\n\n"
        "The mill was closed in the year of the flood, and the pond is dry.\n\n"
        "Share\n\nSign in\n\nTeilen\n\n分享\n\n"
        "We use cookies to improve your experience.\n\n"
        "Only the swallows come back to the loft, every April of every year.\n\n"
        "Subscribe\n",
        "The mill was closed in the year of the flood, and the pond is dry.\n\n"
        "Only the swallows come back to the loft, every April of every year.\n");
}

static void words_of_furniture_stay_in_text(void **state)
{
    (void)state;
    assert_plain(
        "Share the bread with those who come on foot, and donate what is left.\n\n"
        "Search\n\n"
        "The search box finds what was written on the sacks, by year and mill.\n",
        "Share the bread with those who come on foot, and donate what is left.\n\n"
        "Search\n\n"
        "The search box finds what was written on the sacks, by year and mill.\n");
}

static void words_of_buttons_stay_where_they_are_the_text(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Share\n\nTo share a boat means to share its leaks, as the saying goes.\n",
        "The ways to help are these, in the order of what the keeper prefers.\n\n"
        "Donate\n\nBread and cheese are taken at the pier, on every day of the year.\n",
        "These buttons are seen at the pier, and nobody dares to press them.\n\n"
        "- Share\n- Sign in\n- Donate\n\nThe keeper has never said what they do.\n",
        "The banner of the town hall was long, and it began with these words.\n\n"
        "We use cookies to make the people of the lower town like the mayor.\n\n"
        "Nobody has read it to its end, the keeper of the pier says.\n",
        "Tools for the eyes, all of them sold at the pier by the ropemaker.\n\n"
        "OpenEdit\n\nTextEdit\n\nThe ropemaker says which one is better.\n",
        "Press the button [edit] and then press the other one, says the keeper.\n",
    };
    static const char *const words[] = {"Share",     "Donate",   "Sign in",
                                        "We use co", "OpenEdit", "[edit]"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct reading reading;
        read_text(&reading, texts[i]);
        doc_plain(reading.doc, 0, reading.doc->node_count, &reading.out);
        assert_non_null(
            memmem(reading.out.data, reading.out.len, words[i], strlen(words[i])));
        end_reading(&reading);
    }
}

static void chapters_that_open_pages_stay(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 1; i <= 5; i++)
        buf_printf(
            &text,
            "Release 1.%d\n\nThe ferry got a new coat of paint, number %d.\n\f\n", i,
            i);
    buf_putc(&text, '\0');
    struct reading reading;
    read_text(&reading, text.data);
    doc_plain(reading.doc, 0, reading.doc->node_count, &reading.out);
    assert_non_null(memmem(reading.out.data, reading.out.len, "Release 1.1", 11));
    assert_non_null(memmem(reading.out.data, reading.out.len, "Release 1.5", 11));
    end_reading(&reading);
    buf_release(&text);
}

static void edit_links_are_taken_off(void **state)
{
    (void)state;
    assert_outline(
        "The Dry Mill\n"
        "The mill was closed in the year of the flood, and the pond is dry.\n"
        "Wheel[edit]\n"
        "It stands still since then, and moss has grown on all of its blades.\n"
        "Loft[edit | edit source]\n"
        "Only the swallows come back to it, every April of every single year.\n"
        "See alsoEdit\n- Swallow\n- Flood\n",
        "1 The Dry Mill\n2 Wheel\n2 Loft\n2 See also\n");
}

static void words_that_end_in_edit_stay(void **state)
{
    (void)state;
    assert_plain(
        "Credit\n\nThe credit for the song goes to the children of the lower mill.\n",
        "Credit\n\nThe credit for the song goes to the children of the lower mill.\n");
    assert_plain("Lamps [edit\n\nThe lamps of the mill burn oil until the morning.\n",
                 "Lamps [edit\n\nThe lamps of the mill burn oil until the morning.\n");
    assert_plain(
        "Lamps [edits]\n\nThe lamps of the mill burn oil until the morning.\n",
        "Lamps [edits]\n\nThe lamps of the mill burn oil until the morning.\n");
}

static void reference_marks_are_taken_out(void **state)
{
    (void)state;
    assert_plain("The mill was closed.[3] The pond is dry,[4][12] and an array[0] is "
                 "something else.\n",
                 "The mill was closed. The pond is dry, and an array[0] is something "
                 "else.\n");
    assert_plain("The mill was closed.[1] The pond is dry.[2]\n\n"
                 "[1] Mill records.\n\n[2] Pond records.\n",
                 "The mill was closed.[1] The pond is dry.[2]\n\n"
                 "[1] Mill records.\n\n[2] Pond records.\n");
}

static void running_heads_of_pages_are_taken_away(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int page = 1; page <= 6; page++) {
        buf_printf(&text,
                   "Records of the Mill          May 1921\n\n\n"
                   "   On this page the miller writes about sack number %d and what\n"
                   "   was in it, when it was ground, and who came to fetch it.\n\n\n"
                   "Miller                        [Page %d]\n\f\n",
                   page, page);
    }
    buf_putc(&text, '\0');
    struct reading reading;
    read_text(&reading, text.data);
    doc_plain(reading.doc, 0, reading.doc->node_count, &reading.out);
    assert_null(memmem(reading.out.data, reading.out.len, "[Page 3]", 8));
    assert_non_null(memmem(reading.out.data, reading.out.len, "sack number 4", 13));
    end_reading(&reading);
    buf_release(&text);
}

/* --- Overstrike ---------------------------------------------------------------- */

static void what_is_typed_over_is_bold_or_underlined(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Use w\bwh\bhe\bee\bel\bl(1) to turn the _\bs_\bt_\bo_\bn_\be, "
        "and +\bo wait.\n",
        "Use \x1b[1mwheel\x1b[0m(1) to turn the \x1b[4mstone\x1b[24m, "
        "and • wait.\n",
        "Use wheel\b\b\b\b\bwheel(1) to turn the stone\b\b\b\b\b_____, "
        "and o\b+ wait.\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct reading reading;
        read_text(&reading, texts[i]);
        const struct node *strong = find_kind(reading.doc, NODE_STRONG);
        const struct node *emphasis = find_kind(reading.doc, NODE_EMPHASIS);
        assert_non_null(strong);
        assert_non_null(emphasis);
        node_text(strong, &reading.out);
        buf_putc(&reading.out, '|');
        node_text(emphasis, &reading.out);
        buf_putc(&reading.out, '|');
        node_text(reading.doc->root->first, &reading.out);
        assert_text(&reading.out,
                    "wheel|stone|Use wheel(1) to turn the stone, and • wait.");
        end_reading(&reading);
    }
}

static void a_word_goes_on_behind_its_hyphen(void **state)
{
    (void)state;
    assert_plain(
        "The ferry leaves the pier in the morning, and nobody in the upper-\n"
        "most part of the town has ever seen it come back before the lamps\n"
        "are lit.\n",
        "The ferry leaves the pier in the morning, and nobody in the upper-most part "
        "of the town has ever seen it come back before the lamps are lit.\n");
}

/* --- Hostile ------------------------------------------------------------------- */

/* A head that is unlike those of the pages beside it is text, on the first page, too.
 */
static void a_line_of_its_own_at_the_edge_of_a_page_stays(void **state)
{
    (void)state;
    static const char *const heads[] = {
        "Of grain",         "Mill records   2", "Mill records   3", "Of water",
        "Mill records   5", "Mill records   6", "Mill records   7", "Mill records   8"};
    static const char *const bodies[] = {
        "Rye was dear that year.",   "Nobody bought oats.",
        "Sacks were sewn at night.", "Water stood low all summer.",
        "The wheel was mended.",     "A mule fell ill.",
        "Flour went up the river.",  "Snow closed the road."};
    struct buf text = {0};
    buf_puts(&text, STR("The first page has the title of all.\n"));
    for (size_t page = 0; page < 8; page++)
        buf_printf(&text, "\f%s\n\n%s\n", heads[page], bodies[page]);
    buf_putc(&text, '\0');
    struct reading reading;
    read_text(&reading, text.data);
    doc_plain(reading.doc, 0, reading.doc->node_count, &reading.out);
    buf_putc(&reading.out, '\0');
    assert_non_null(strstr(reading.out.data, "Of grain"));
    assert_non_null(strstr(reading.out.data, "Of water"));
    assert_null(strstr(reading.out.data, "Mill records"));
    for (size_t page = 0; page < 8; page++)
        assert_non_null(strstr(reading.out.data, bodies[page]));
    end_reading(&reading);
    buf_release(&text);
}

static void assert_survives(char *text)
{
    struct reading reading;
    read_text(&reading, text);
    assert_true(reading.doc->node_count > 0);
    assert_true(reading.doc->title.len <= DOC_TITLE_MAX_BYTES);
    end_reading(&reading);
}

static void hostile_texts_are_read(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "- ",      "  - x\n",      "> ",     "| ",           "|",       "a|b\n",
        "=\n",     "Title\n===\n", "1. ",    "1.",           "http://", "@",
        "[1]",     "▼\n",          "\f\n",   "```\n",        "   \n",   "A\n",
        "#",       "# x\n",        "一、",   "\xE3\x80\x80", "\n- \n",  "Edit\n",
        "xEdit\n", "---|---|\n",   "+--+\n", ". ",           "…",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct buf text = {0};
        while (text.len < 100000) {
            buf_puts(&text, str_from(parts[i]));
        }
        buf_putc(&text, '\0');
        assert_survives(text.data);
        buf_release(&text);
    }
}

static void headings_beyond_the_limit_stay_text(void **state)
{
    (void)state;
    struct buf text = {0};
    for (int i = 0; i < DOC_HEADINGS_MAX + 5; i++) {
        buf_puts(&text, STR("Mill\n====\n\nIt is dry.\n\n"));
    }
    buf_putc(&text, '\0');
    struct reading reading;
    read_text(&reading, text.data);
    assert_int_equal(reading.doc->heading_count, DOC_HEADINGS_MAX);
    end_reading(&reading);
    buf_release(&text);
}

static void lines_know_where_they_stand(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct doc *doc = doc_new(&arena, DOC_TEXT);
    plain_read(doc, STR("\nMill\n====\n\n- bread\n- cheese\n"), 10);
    doc_finish(doc);
    assert_int_equal(find_kind(doc, NODE_HEADING)->line, 11);
    assert_int_equal(find_kind(doc, NODE_LIST)->last->line, 15);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrapped_lines_are_one_paragraph),
        cmocka_unit_test(ideographs_are_joined_without_a_blank),
        cmocka_unit_test(long_lines_are_a_paragraph_each),
        cmocka_unit_test(verse_keeps_its_lines),
        cmocka_unit_test(short_entries_leave_the_prose_beside_them_whole),
        cmocka_unit_test(lines_of_addresses_menus_and_logs_stay_apart),
        cmocka_unit_test(a_note_that_hangs_is_prose),
        cmocka_unit_test(a_note_that_is_narrower_than_the_text_is_prose),
        cmocka_unit_test(rows_are_kept_with_their_columns),
        cmocka_unit_test(marks_are_items_where_a_list_is),
        cmocka_unit_test(an_item_goes_on_where_its_lines_hang),
        cmocka_unit_test(lines_go_on_beside_examples_and_entries),
        cmocka_unit_test(names_and_words_are_no_items),
        cmocka_unit_test(numbers_are_shown_as_they_are_written),
        cmocka_unit_test(words_of_buttons_stay_where_they_are_the_text),
        cmocka_unit_test(chapters_that_open_pages_stay),
        cmocka_unit_test(what_is_typed_over_is_bold_or_underlined),
        cmocka_unit_test(a_word_goes_on_behind_its_hyphen),
        cmocka_unit_test(all_bullets_make_lists),
        cmocka_unit_test(items_nest_by_indent_and_go_on_over_lines),
        cmocka_unit_test(items_beside_an_inner_one_are_items),
        cmocka_unit_test(numbers_keep_their_start),
        cmocka_unit_test(dashes_and_years_are_no_items),
        cmocka_unit_test(pipes_make_tables),
        cmocka_unit_test(marks_below_a_head_align),
        cmocka_unit_test(a_pipe_in_prose_is_no_table),
        cmocka_unit_test(tables_too_wide_stay_verbatim),
        cmocka_unit_test(indented_blocks_and_drawings_are_verbatim),
        cmocka_unit_test(code_between_items_belongs_to_the_first),
        cmocka_unit_test(aligned_columns_are_verbatim),
        cmocka_unit_test(quotes_are_quotes),
        cmocka_unit_test(rules_are_rules),
        cmocka_unit_test(markers_are_hidden_questions),
        cmocka_unit_test(a_marker_before_text_is_no_question),
        cmocka_unit_test(bare_urls_are_links),
        cmocka_unit_test(what_looks_like_a_url_is_none),
        cmocka_unit_test(buttons_of_the_page_are_taken_away),
        cmocka_unit_test(words_of_furniture_stay_in_text),
        cmocka_unit_test(edit_links_are_taken_off),
        cmocka_unit_test(words_that_end_in_edit_stay),
        cmocka_unit_test(reference_marks_are_taken_out),
        cmocka_unit_test(running_heads_of_pages_are_taken_away),
        cmocka_unit_test(a_line_of_its_own_at_the_edge_of_a_page_stays),
        cmocka_unit_test(hostile_texts_are_read),
        cmocka_unit_test(headings_beyond_the_limit_stay_text),
        cmocka_unit_test(lines_know_where_they_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
