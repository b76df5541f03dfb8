/*
 * Headings in plain text: every form that is one, its depth and the title; and what
 * only looks like one.
 */
#include "reading_plain.h"

/* clang-format off */
#define PROSE_1 "Bees keep the hive warm through the winter by shivering in a dense ball, and they take turns at its cold outer edge.\n"
#define PROSE_2 "A colony that enters the cold months with too little honey will not see the first willow flowers of the spring.\n"
#define PROSE_3 "The keeper lifts the lid once in January, listens for a moment, and closes it again before the warmth is lost.\n"
/* clang-format on */

static void bare_lines_above_prose_and_lists_are_headings(void **state)
{
    (void)state;
    assert_outline("Keeping bees in winter\n" PROSE_1 PROSE_2 "Food stores\n" PROSE_3
                   "Signs of a healthy colony\n"
                   "- A low, steady hum that can be heard through the wall.\n"
                   "- Dead bees on the landing board, carried out by the living.\n"
                   "See also\n"
                   "- Swarming\n"
                   "- Queen rearing\n",
                   "1 Keeping bees in winter\n2 Food stores\n"
                   "2 Signs of a healthy colony\n2 See also\n");
}

/* The title of such a text is elsewhere, and its first section is one of many. */
static void headings_after_prose_stand_side_by_side(void **state)
{
    (void)state;
    assert_outline(PROSE_1 PROSE_2 "Food stores\n" PROSE_3 "Mites and damp\n" PROSE_1
                                   "Queens\n" PROSE_2,
                   "2 Food stores\n2 Mites and damp\n2 Queens\n");
    assert_outline(PROSE_1 "\nQuestions\n\nWhy do bees cluster?\n\n" PROSE_2
                           "\nWhen should I feed them?\n\n" PROSE_3
                           "\nSee also\n\n- Swarming\n- Queen rearing\n",
                   "2 Questions\n3 Why do bees cluster?\n"
                   "3 When should I feed them?\n2 See also\n");
}

static void blank_lines_do_not_matter(void **state)
{
    (void)state;
    assert_outline("Keeping bees in winter\n\n" PROSE_1 "\n" PROSE_2 "\n"
                   "Food stores\n\n" PROSE_3 "\n"
                   "Mites and damp\n\n" PROSE_1,
                   "1 Keeping bees in winter\n2 Food stores\n2 Mites and damp\n");
}

static void questions_are_headings_above_their_answers(void **state)
{
    (void)state;
    assert_outline("Hive care\n" PROSE_1 "Why do bees cluster?\n" PROSE_2
                   "When should I feed them?\n" PROSE_3,
                   "1 Hive care\n2 Why do bees cluster?\n2 When should I feed them?\n");
}

/* A page keeps the signs of its fold-outs between the heading and its questions. */
static void questions_with_fold_marks_stand_below_their_heading(void **state)
{
    (void)state;
    assert_outline("Hive care\n" PROSE_1 "Stores\n" PROSE_2
                   "Frequently asked questions\n▼\nWhy do bees cluster?\n" PROSE_2
                   "▼\nWhen should I feed them?\n" PROSE_3
                   "See also\n- Swarming\n- Queen rearing\n",
                   "1 Hive care\n2 Stores\n2 Frequently asked questions\n"
                   "3 Why do bees cluster?\n3 When should I feed them?\n2 See also\n");
    assert_outline("Hive care\n" PROSE_1
                   "Questions\n\n▶\n\nWhy do bees cluster?\n\n" PROSE_2
                   "\n▶\n\nWhen should I feed them?\n\n" PROSE_3,
                   "1 Hive care\n2 Questions\n"
                   "3 Why do bees cluster?\n3 When should I feed them?\n");
}

static void underlines_are_explicit_and_give_levels(void **state)
{
    (void)state;
    assert_outline("Winter bees\n===========\n\n" PROSE_1 "\nStores\n------\n\n" PROSE_2
                   "\nHoney\n~~~~~\n\n" PROSE_3,
                   "1! Winter bees\n2! Stores\n3! Honey\n");
}

static void overlines_belong_to_their_heading(void **state)
{
    (void)state;
    assert_outline("===========\nWinter bees\n===========\n\n" PROSE_1,
                   "1! Winter bees\n");
}

static void signs_of_a_box_are_no_part_of_its_heading(void **state)
{
    (void)state;
    assert_outline("###############\n# Winter bees #\n###############\n\n" PROSE_1
                   "\n=======\n= Hum =\n=======\n\n" PROSE_2,
                   "1! Winter bees\n2! Hum\n");
}

static void wiki_marks_are_explicit(void **state)
{
    (void)state;
    assert_outline(PROSE_1 "== Stores ==\n" PROSE_2 "=== Honey ===\n" PROSE_3,
                   "2! Stores\n3! Honey\n");
}

static void numbers_tell_the_depth(void **state)
{
    (void)state;
    assert_outline("A manual of hives\n\n" PROSE_1 "\n1. Frames\n\n" PROSE_2
                   "\n1.1 Spacing\n\n" PROSE_3 "\n1.2 Wiring\n\n" PROSE_1
                   "\n2. Roofs\n\n" PROSE_2,
                   "1 A manual of hives\n2 1. Frames\n3 1.1 Spacing\n3 1.2 Wiring\n"
                   "2 2. Roofs\n");
}

static void capitals_are_headings_in_wrapped_text(void **state)
{
    (void)state;
    assert_outline("THE WINTER HIVE\n\n"
                   "Bees keep the hive warm through the winter by shivering in a\n"
                   "dense ball, and they take turns at its cold outer edge. Nobody\n"
                   "who has put an ear to the wall forgets the sound.\n\n"
                   "FOOD STORES\n\n"
                   "A colony that enters the cold months with too little honey will\n"
                   "not see the first willow flowers. It is fed in the autumn, with\n"
                   "syrup, as long as the nights are mild.\n",
                   "1 THE WINTER HIVE\n2 FOOD STORES\n");
}

static void headings_in_other_scripts(void **state)
{
    (void)state;
    assert_outline(
        "冬季养蜂指南\n"
        "蜜蜂在冬天聚成一团，通过颤动身体来保持蜂巢的温暖，并轮流站在寒冷的外层，"
        "这样整个蜂群才能度过漫长的冬季。\n"
        "食物储备\n"
        "进入寒冷月份时蜂蜜太少的蜂群，往往看不到春天最早的柳花，所以秋天就要开始"
        "用糖浆喂养，直到夜晚变得太冷。\n"
        "健康蜂群的迹象\n"
        "- 透过箱壁可以听到低沉而平稳的嗡嗡声。\n"
        "- 着陆板上有被清理出来的死蜂。\n",
        "1 冬季养蜂指南\n2 食物储备\n2 健康蜂群的迹象\n");
    assert_outline(
        "Пчёлы зимой\n"
        "Зимой пчёлы собираются в плотный клуб и согревают улей, дрожа всем телом, "
        "а на холодном краю они сменяют друг друга.\n"
        "Запасы корма\n"
        "Семья, у которой осенью слишком мало мёда, не увидит первых цветов ивы, "
        "поэтому её подкармливают сиропом.\n",
        "1 Пчёлы зимой\n2 Запасы корма\n");
    assert_outline(
        "النحل في الشتاء\n"
        "يتجمع النحل في الشتاء في كتلة كثيفة ويرتجف ليبقي الخلية دافئة، ويتناوب "
        "على الوقوف عند الحافة الباردة الخارجية.\n"
        "مخزون الغذاء\n"
        "الطائفة التي تدخل الأشهر الباردة بعسل قليل جدا لن ترى أول أزهار الصفصاف "
        "في الربيع، ولذلك تغذى بالشراب.\n",
        "1 النحل في الشتاء\n2 مخزون الغذاء\n");
}

static void long_and_short_sections_in_turn_show_depth(void **state)
{
    (void)state;
    assert_outline(
        "The long year of a bee colony in the hills\n" PROSE_1
        "Understanding how a colony gets through the winter\n" PROSE_2 PROSE_3
        "The winter ball\n" PROSE_1
        "- It moves along the combs.\n- It never breaks up.\n"
        "How the first flowers of spring change everything\n" PROSE_2 PROSE_3
        "Willow and hazel\n" PROSE_1 "- Willow gives pollen.\n- Hazel gives it too.\n"
        "What the keeper does while the lime trees are in bloom\n" PROSE_2 PROSE_3
        "Adding supers\n" PROSE_1 "- One at a time.\n- Never on a cold day.\n"
        "Conclusion\n" PROSE_2,
        "1 The long year of a bee colony in the hills\n"
        "2 Understanding how a colony gets through the winter\n3 The winter ball\n"
        "2 How the first flowers of spring change everything\n3 Willow and hazel\n"
        "2 What the keeper does while the lime trees are in bloom\n3 Adding supers\n"
        "2 Conclusion\n");
}

static void a_heading_without_text_heads_the_next_ones(void **state)
{
    (void)state;
    assert_outline("Hive care through the year\n" PROSE_1
                   "Winter\nStores and feeding\n" PROSE_2 "Mites and damp\n" PROSE_3
                   "Spring\nFirst inspection\n" PROSE_1 "Swarm control\n" PROSE_2,
                   "1 Hive care through the year\n2 Winter\n3 Stores and feeding\n"
                   "3 Mites and damp\n2 Spring\n3 First inspection\n3 Swarm control\n");
}

/* --- What is none -------------------------------------------------------------- */

static void sentences_and_labelled_paragraphs_are_none(void **state)
{
    (void)state;
    assert_outline(
        PROSE_1
        "\nIt was cold.\n\n" PROSE_2 "\n"
        "Winter feed: Sugar syrup is given only while the nights stay mild, and "
        "never after the first hard frost of the year.\n\n"
        "Mouse guards: A strip of metal with small holes keeps mice out of the "
        "hive while bees can still come and go.\n",
        "");
}

static void list_items_are_none(void **state)
{
    (void)state;
    assert_outline(PROSE_1 "1. Smoker\n2. Hive tool\n3. Bee brush\n" PROSE_2
                           "- Smoker\n- Hive tool\n- Bee brush\n" PROSE_3,
                   "");
}

static void questions_in_code_are_none(void **state)
{
    (void)state;
    assert_outline("Asking the scale\n" PROSE_1 PROSE_2 "    if (weight < 12)\n"
                   "        puts(\"Feed the bees?\");\n"
                   "    # Is it winter?\n" PROSE_3,
                   "1 Asking the scale\n");
}

static void lines_of_a_poem_are_none(void **state)
{
    (void)state;
    assert_outline(
        "Bees keep the hive warm through the winter by shivering in a\n"
        "dense ball, and they take turns at its cold outer edge, as the\n"
        "old verse has it that every keeper in the valley knows by heart:\n\n"
        "    The frost is on the garden gate,\n"
        "    The willow waits, the hazel too,\n"
        "    And in the box the sisters wait\n"
        "    And hum until the sky is blue\n\n"
        "Nobody who has put an ear to the wall in January forgets the low\n"
        "sound of it, and nobody who has lost a colony forgets the silence\n"
        "of an empty one.\n",
        "");
}

static void dialogue_is_none(void **state)
{
    (void)state;
    assert_outline(PROSE_1
                   "\n\"Are they alive?\" she asked.\n\n\"Listen.\"\n\n\"I hear "
                   "nothing!\"\n\n" PROSE_2,
                   "");
}

static void table_rows_and_captions_are_none(void **state)
{
    (void)state;
    assert_outline(
        "Weights of hives\n" PROSE_1 PROSE_2
        "Month | Weight |\n---|---|\nOctober | 31 kg |\nMarch | 17 kg |\n" PROSE_3,
        "1 Weights of hives\n");
}

static void an_address_and_a_signature_are_none(void **state)
{
    (void)state;
    assert_outline(
        "Dear keepers of the valley,\n\n"
        "the yearly meeting will be held on the first Sunday in February, in the\n"
        "hall behind the mill. Bring your records of the winter, for we want to\n"
        "compare the losses of the last three years before the season starts.\n\n"
        "With kind regards,\n\nHanna Brook\n12 Mill Lane\nUpper Thornley\n",
        "");
}

/* --- Title --------------------------------------------------------------------- */

static void the_first_heading_is_the_title(void **state)
{
    (void)state;
    assert_title("Keeping bees in winter\n" PROSE_1 PROSE_2 "Food stores\n" PROSE_3,
                 "Keeping bees in winter", false);
}

static void a_title_said_twice_is_one(void **state)
{
    (void)state;
    const char *text = "Winter BeesEdit\nWinter Bees\n" PROSE_1 "Food stores\n" PROSE_2
                       "Mites and damp\n" PROSE_3;
    assert_title(text, "Winter Bees", false);
    assert_outline(text, "1 Winter Bees\n2 Food stores\n2 Mites and damp\n");
    assert_title("Winter Bees - The Hive Almanac\nWinter Bees\n" PROSE_1 PROSE_2,
                 "Winter Bees", false);
}

static void opening_words_make_a_title(void **state)
{
    (void)state;
    assert_title(
        "Donate\n\nThe oldest keepers of the upper valley are trying a new kind of "
        "hive this year, one without any frames, so that combs can be built as in "
        "a hollow tree.\n\nShare\n\n" PROSE_1,
        "The oldest keepers of the upper valley are trying a new kind of hive this "
        "year",
        true);
    assert_title("Dr. A. Brook counts bees.\n", "Dr. A. Brook counts bees", true);
}

static void opening_words_without_a_break_are_cut_at_a_word(void **state)
{
    (void)state;
    assert_title(
        "the bees of the upper valley that nobody has counted since the mill was "
        "closed and its pond was drained come back every spring to the old wall\n",
        "the bees of the upper valley that nobody has counted since the…", true);
}

static void a_first_line_that_looks_like_a_title_is_one(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "Hive book of the upper valley\n\n",
        "        Hive book of the upper valley\n\n",
        "                       Hive book of the upper valley\n"
        "                               Second year\n\n",
        "Hive book of the upper valley\n=============================\n\n",
        "==============================================\n"
        "        Hive book of the upper valley\n"
        "==============================================\n\n",
        "****************************************\n"
        "* Hive book of the upper valley        *\n"
        "****************************************\n\n",
        "Hive book of the upper valley\n\nVersion 2\n\nFrames\n------\n\n",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char text[2048];
        snprintf(text, sizeof text, "%s%s\nRoofs\n-----\n\n%s", lines[i], PROSE_1,
                 PROSE_2);
        assert_title(text, "Hive book of the upper valley", false);
    }
}

static void facts_about_a_text_are_no_title(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "title: Hives\n\n", "From: a keeper\nDate: today\n\n",
        "keeper@hive.example\n\n", "    wax = melt(comb);\n\n"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char text[2048];
        snprintf(text, sizeof text, "%s%s\n%s", lines[i], PROSE_1, PROSE_2);
        struct reading reading;
        read_text(&reading, text);
        assert_true(reading.doc->title_inferred);
        end_reading(&reading);
    }
}

static void nothing_has_no_title(void **state)
{
    (void)state;
    assert_title("", "", false);
    assert_title("\n\n \n", "", false);
}

static void numbered_sections_are_no_title(void **state)
{
    (void)state;
    assert_title(
        "1. Frames\n\n" PROSE_1 "\n2. Roofs\n\n" PROSE_2 "\n3. Floors\n\n" PROSE_3,
        "Bees keep the hive warm through the winter by shivering in a dense ball",
        true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bare_lines_above_prose_and_lists_are_headings),
        cmocka_unit_test(headings_after_prose_stand_side_by_side),
        cmocka_unit_test(blank_lines_do_not_matter),
        cmocka_unit_test(questions_are_headings_above_their_answers),
        cmocka_unit_test(questions_with_fold_marks_stand_below_their_heading),
        cmocka_unit_test(underlines_are_explicit_and_give_levels),
        cmocka_unit_test(overlines_belong_to_their_heading),
        cmocka_unit_test(signs_of_a_box_are_no_part_of_its_heading),
        cmocka_unit_test(wiki_marks_are_explicit),
        cmocka_unit_test(numbers_tell_the_depth),
        cmocka_unit_test(capitals_are_headings_in_wrapped_text),
        cmocka_unit_test(headings_in_other_scripts),
        cmocka_unit_test(long_and_short_sections_in_turn_show_depth),
        cmocka_unit_test(a_heading_without_text_heads_the_next_ones),
        cmocka_unit_test(sentences_and_labelled_paragraphs_are_none),
        cmocka_unit_test(list_items_are_none),
        cmocka_unit_test(questions_in_code_are_none),
        cmocka_unit_test(lines_of_a_poem_are_none),
        cmocka_unit_test(dialogue_is_none),
        cmocka_unit_test(table_rows_and_captions_are_none),
        cmocka_unit_test(an_address_and_a_signature_are_none),
        cmocka_unit_test(the_first_heading_is_the_title),
        cmocka_unit_test(a_title_said_twice_is_one),
        cmocka_unit_test(opening_words_make_a_title),
        cmocka_unit_test(opening_words_without_a_break_are_cut_at_a_word),
        cmocka_unit_test(a_first_line_that_looks_like_a_title_is_one),
        cmocka_unit_test(facts_about_a_text_are_no_title),
        cmocka_unit_test(nothing_has_no_title),
        cmocka_unit_test(numbered_sections_are_no_title),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
