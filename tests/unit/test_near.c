/*
 * Nearness: which sections say more about a question, and which articles are related,
 * with the reason; and what is neither.
 */
#include "indexed.h"

#include "base/buf.h"
#include "library/words.h"

/* --- Questions -------------------------------------------------------------------- */

/* Plain text whose questions were lost, as scraped pages have it. */
static const struct file harbour[] = {
    {"harbour.txt",
     "How Harbours Work\n\n"
     "Harbours shelter ships, feed towns and pay for both. This page looks at the "
     "parts "
     "of a harbour one by one, and at the people who keep them.\n\n"
     "Breakwaters and Shelter\n\n"
     "A breakwater is a wall of stone that takes the force out of the waves. Behind it "
     "the water stays calm enough for ships to lie at anchor through a storm.\n\n"
     "Dredging the Channel\n\n"
     "Rivers carry silt into every harbour. Dredging takes the silt out again, so that "
     "the channel stays deep enough for loaded ships at low tide.\n\n"
     "Pilots and Tugs\n\n"
     "A pilot knows the sandbanks and the currents better than any captain who comes "
     "twice a year. Tugs turn the large ships where there is no room to turn.\n\n"
     "Frequently Asked Questions\n\n"
     "\xE2\x96\xBC\n"
     "A breakwater calms the waves, so that ships ride out a storm behind its stones.\n"
     "\xE2\x96\xBC\n"
     "Dredging removes silt that rivers carry in, which keeps the channel deep.\n"
     "\xE2\x96\xBC\n"
     "Pilots know sandbanks and currents, and tugs turn large ships in little room.\n"},
    {"bread.md", "# Bread\n\nFlour, water, salt and yeast, and an oven that is hot.\n\n"
                 "## Crust\n\nSteam makes the crust thin and crisp.\n"},
};

static void assert_see(struct indexed *it, const char *path, size_t question,
                       const char *slug)
{
    uint32_t article = indexed_article(it, path);
    const struct facts *facts;
    const struct see *sees;
    size_t count;

    sees = view_see(it->view, article, question, &it->arena, &count);
    assert_true(count >= 1 && count <= SEE_MAX);
    assert_int_equal(sees[0].article, article);
    assert_true(sees[0].heading != HEADING_NONE);
    facts = indexed_facts(it, article);
    assert_text(facts->headings[sees[0].heading].slug, slug);
}

static void lost_questions_find_their_sections(void **state)
{
    struct indexed it;
    const struct facts *facts;

    (void)state;
    INDEXED(&it, harbour);
    facts = indexed_facts(&it, indexed_article(&it, "harbour.txt"));
    assert_int_equal(facts->question_count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_true(facts->questions[i].inferred);
    assert_see(&it, "harbour.txt", 0, "breakwaters-and-shelter");
    assert_see(&it, "harbour.txt", 1, "dredging-the-channel");
    assert_see(&it, "harbour.txt", 2, "pilots-and-tugs");
    indexed_remove(&it);
}

static const struct file orchard[] = {
    {"apples.md",
     "# Apples\n\n## Storing apples\n\nApples keep for months in a cool and dark "
     "cellar, each wrapped in paper.\n\n## FAQ\n\n### How do I store apples?\n\n"
     "In a cool, dark cellar, wrapped in paper so that one rotten apple spoils no "
     "other.\n\n### Who won the match?\n\nNobody remembers.\n"},
    {"cellars.md", "# Cellars\n\n## Paper and straw\n\nIn a cool, dark cellar apples "
                   "are wrapped in paper, so that a rotten apple spoils no other.\n\n"
                   "## Stairs\n\nMind the third step.\n"},
    {"violins.md",
     "# Violins\n\nSpruce and maple, glue and varnish, gut and horsehair, "
     "and a winter of practice.\n"},
};

static void own_sections_come_before_those_of_others(void **state)
{
    struct indexed it;
    uint32_t apples, cellars;
    const struct see *sees;
    size_t count;

    (void)state;
    INDEXED(&it, orchard);
    apples = indexed_article(&it, "apples.md");
    cellars = indexed_article(&it, "cellars.md");
    assert_see(&it, "apples.md", 0, "storing-apples");
    sees = view_see(it.view, apples, 0, &it.arena, &count);
    assert_int_equal(count, 2);
    assert_int_equal(sees[1].article, cellars);
    assert_text(indexed_facts(&it, cellars)->headings[sees[1].heading].slug,
                "paper-and-straw");
    indexed_remove(&it);
}

static void what_nobody_else_speaks_of_is_tied_to_nothing(void **state)
{
    struct indexed it;
    size_t count;

    (void)state;
    INDEXED(&it, orchard);
    assert_text(
        indexed_facts(&it, indexed_article(&it, "apples.md"))->questions[1].question,
        "Who won the match?");
    view_see(it.view, indexed_article(&it, "apples.md"), 1, &it.arena, &count);
    assert_int_equal(count, 0);
    indexed_remove(&it);
}

/* Nothing says as much about a question as its own entry does. */
static void a_question_is_never_tied_to_itself(void **state)
{
    static const struct file files[] = {
        {"kites.md",
         "# Kites\n\nPaper, string and spars.\n\n"
         "## What lifts a kite?\n\nThe wind lifts the tilted sail of a kite.\n\n"
         "## Sail and wind\n\nA kite flies since wind lifts its tilted sail.\n\n"
         "## Tails\n\nRibbons steady the flight of small ones.\n"},
        {"soup.md", "# Soup\n\nLeeks and potatoes.\n\n## Salt\n\nA pinch.\n"},
    };
    struct indexed it;
    const struct facts *facts;
    const struct see *sees;
    uint32_t kites;
    size_t count;

    (void)state;
    INDEXED(&it, files);
    kites = indexed_article(&it, "kites.md");
    facts = indexed_facts(&it, kites);
    assert_int_equal(facts->question_count, 1);
    sees = view_see(it.view, kites, 0, &it.arena, &count);
    assert_int_equal(count, 1);
    assert_int_equal(sees[0].article, kites);
    assert_text(facts->headings[sees[0].heading].slug, "sail-and-wind");
    indexed_remove(&it);
}

/* --- Related articles ------------------------------------------------------------- */

static const struct file birds[] = {
    {"crane.md", "---\ntags: [waders, \"#Marsh\"]\n---\n# Crane\n\nDances at dawn. "
                 "[Heron](heron.md)\n"},
    {"heron.md", "---\ntags: [waders]\n---\n# Heron\n\nStands still for an hour. "
                 "[Crane](crane.md)\n"},
    {"rail.md", "---\ntags: [marsh]\n---\n# Rail\n\nHeard, seldom seen.\n"},
    {"loaf.md", "# Loaf\n\nKnead the dough, let the dough rise, bake the loaf with "
                "steam in the oven until the crust is brown.\n"},
    {"roll.md", "# Roll\n\nThe dough of a roll is enriched with butter. Knead it, let "
                "it rise twice, bake it in a hot oven with steam.\n"},
    {"quay.md", "# Quay\n\nBollards, cranes of steel, gulls.\n"},
    {"lens.md", "# Lens\n\nGround glass bends light towards one point.\n"},
    {"moss.md", "# Moss\n\nGreen after every shower, without any root.\n"},
};

/* Why `other` is related to `path`; -1 when it is not. */
static int why_related(struct indexed *it, const char *path, const char *other)
{
    size_t count;
    const struct related *related =
        view_related(it->view, indexed_article(it, path), &it->arena, &count);

    assert_true(count <= RELATED_MAX);
    for (size_t i = 0; i < count; i++) {
        if (related[i].article == indexed_article(it, other))
            return (int)related[i].why;
    }
    return -1;
}

/* Sections that a question of "canal" may be tied to; none of the first. */
static void assert_tied(const char *text, uint32_t heading)
{
    const struct file files[] = {
        {"canal.md", text},
        {"soup.md", "# Soup\n\nLeeks and potatoes.\n\n## Salt\n\nA pinch.\n"},
    };
    struct indexed it;
    const struct see *sees;
    uint32_t canal;
    size_t count;

    INDEXED(&it, files);
    canal = indexed_article(&it, "canal.md");
    sees = view_see(it.view, canal, 0, &it.arena, &count);
    assert_int_equal(count, heading != HEADING_NONE);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(sees[i].article, canal);
        assert_int_equal(sees[i].heading, heading);
    }
    indexed_remove(&it);
}

#define LOCKS "A lock lifts barges over the weir, chamber by chamber.\n\n"
/* clang-format off */
#define ASKED "## Questions\n\n### How do barges pass the weir?\n\nA lock lifts barges over the weir.\n\n"
/* clang-format on */

/* A reader of the question has the beginning of the article before the eyes. */
static void the_beginning_of_its_article_answers_no_question(void **state)
{
    (void)state;
    assert_tied("# Canal\n\n" LOCKS ASKED "## Tolls\n\nPaid in coin.\n", HEADING_NONE);
    assert_tied("---\ntitle: Canal\n---\n" LOCKS ASKED "## Tolls\n\nPaid.\n",
                HEADING_NONE);
    assert_tied("# Canal\n\nDug by hand.\n\n## Chambers\n\n" LOCKS ASKED, 1);
    assert_tied("---\ntitle: Canal\n---\nDug.\n\n## Chambers\n\n" LOCKS ASKED, 0);
}

/* Links alone name what others say. */
static void lists_of_links_answer_no_question(void **state)
{
    (void)state;
    assert_tied(
        "# Canal\n\nDug by hand.\n\n" ASKED
        "## See also\n\n- [[Barges and the weir]]\n- [A lock that lifts](l.md)\n",
        HEADING_NONE);
    assert_tied("# Canal\n\nDug by hand.\n\n" ASKED
                "## Works\n\n- [[Barges]] pass the weir here\n- a lock lifts them\n",
                3);
}

/* The name of what it leads to, which the reader does not see, is a part of a link. */
static void what_an_answer_links_to_says_more(void **state)
{
    static const struct file files[] = {
        {"canal.md", "# Canal\n\nDug by hand.\n\n## Questions\n\n### Who stays?\n\n"
                     "One [[keepers#Wages|old man]].\n"},
        {"keepers.md", "# Keepers\n\nSworn in each spring.\n\n## Wages\n\nKeepers earn "
                       "wages, and keepers spend wages.\n"},
        {"weirs.md", "# Weirs\n\nOf oak.\n\n## Stones\n\nFrom the quarry.\n"},
    };
    struct indexed it;
    const struct see *sees;
    uint32_t keepers;
    size_t count;

    (void)state;
    INDEXED(&it, files);
    keepers = indexed_article(&it, "keepers.md");
    sees = view_see(it.view, indexed_article(&it, "canal.md"), 0, &it.arena, &count);
    assert_true(count > 0);
    assert_int_equal(sees[0].article, keepers);
    assert_text(indexed_facts(&it, keepers)->headings[sees[0].heading].slug, "wages");
    indexed_remove(&it);
}

static void relations_have_reasons(void **state)
{
    struct indexed it;

    (void)state;
    INDEXED(&it, birds);
    assert_int_equal(why_related(&it, "crane.md", "heron.md"), RELATED_LINKS);
    assert_int_equal(why_related(&it, "heron.md", "crane.md"), RELATED_LINKS);
    assert_int_equal(why_related(&it, "crane.md", "rail.md"), RELATED_TOPICS);
    assert_int_equal(why_related(&it, "loaf.md", "roll.md"), RELATED_WORDS);
    assert_int_equal(why_related(&it, "roll.md", "loaf.md"), RELATED_WORDS);
    indexed_remove(&it);
}

static void strangers_are_not_related(void **state)
{
    struct indexed it;
    size_t count;

    (void)state;
    INDEXED(&it, birds);
    assert_int_equal(why_related(&it, "crane.md", "loaf.md"), -1);
    assert_int_equal(why_related(&it, "lens.md", "moss.md"), -1);
    assert_int_equal(why_related(&it, "crane.md", "crane.md"), -1);
    view_related(it.view, indexed_article(&it, "lens.md"), &it.arena, &count);
    assert_int_equal(count, 0);
    indexed_remove(&it);
}

static void shared_links_relate(void **state)
{
    static const struct file files[] = {
        {"one.md", "# One\n\nSilver. [x](x.md), [y](y.md)\n"},
        {"two.md", "# Two\n\nCopper. [x](x.md), [y](y.md)\n"},
        {"three.md", "# Three\n\nIron. [z](z.md)\n"},
        {"x.md", "# X\n\nFirst.\n"},
        {"y.md", "# Y\n\nSecond.\n"},
        {"z.md", "# Z\n\nThird.\n"},
    };
    struct indexed it;

    (void)state;
    INDEXED(&it, files);
    assert_int_equal(why_related(&it, "one.md", "two.md"), RELATED_LINKS);
    assert_int_equal(why_related(&it, "one.md", "three.md"), -1);
    indexed_remove(&it);
}

/* Where `other` stands among what is related to `path`, from 0; -1 when nowhere. */
static int place_related(struct indexed *it, const char *path, const char *other)
{
    size_t count;
    const struct related *related =
        view_related(it->view, indexed_article(it, path), &it->arena, &count);

    for (size_t i = 0; i < count; i++) {
        if (related[i].article == indexed_article(it, other))
            return (int)i;
    }
    return -1;
}

static void assert_given_first(const struct file *files, size_t count)
{
    struct indexed it;

    indexed_make(&it, files, count);
    assert_in_range(place_related(&it, files[0].name, "slate.md"), 0, 1);
    assert_in_range(place_related(&it, files[0].name, "thatch.md"), 0, 1);
    assert_int_equal(why_related(&it, files[0].name, "thatch.md"), RELATED_LINKS);
    indexed_remove(&it);
}

/* What all others have in common weighs less than what the author says. */
static void what_the_author_gives_as_related_comes_first(void **state)
{
    enum { FILES = 8 };
    struct file files[FILES] = {
        {"roof.md",
         "---\nrelated: [slate, \"[[Thatch]]\"]\n---\n# Roof\n\n"
         "Tiles keep rain out. [[Tile]], [[Lead]], [[Zinc]], [[Turf]], [[Tar]]\n"},
        {"tile.md", "# Tile\n\nTiles keep rain out. [[Roof]], [[Lead]], [[Zinc]]\n"},
        {"lead.md", "# Lead\n\nTiles keep rain out. [[Roof]], [[Tile]], [[Zinc]]\n"},
        {"zinc.md", "# Zinc\n\nTiles keep rain out. [[Roof]], [[Tile]], [[Lead]]\n"},
        {"turf.md", "# Turf\n\nTiles keep rain out. [[Roof]], [[Tile]], [[Tar]]\n"},
        {"tar.md", "# Tar\n\nTiles keep rain out. [[Roof]], [[Tile]], [[Turf]]\n"},
        {"slate.md", "# Slate\n\nSplit along its grain.\n"},
        {"thatch.md", "# Thatch\n\nReed, cut in winter.\n"},
    };

    (void)state;
    assert_given_first(files, FILES);
    files[0] = (struct file){
        "roof.yaml", "title: Roof\nrelated:\n  - slate\n  - Thatch\nsections:\n"
                     "  - heading: Cover\n    body: \"Tiles keep rain out. [[Tile]], "
                     "[[Lead]], [[Zinc]], [[Turf]], [[Tar]]\"\n"};
    assert_given_first(files, FILES);
}

/* Files whose names sort as they stand, or the other way round. */
static void make_aviary(struct indexed *it, bool backwards)
{
    static const char *const texts[] = {
        "---\ntags: [waders, \"#Marsh\"]\n---\n# Crane\n\nDances. [[Heron|Kin]]\n",
        "---\ntags: [waders]\n---\n# Heron\n\nStands. [[Crane|More]]\n",
        "---\ntags: [marsh]\n---\n# Rail\n\nHeard, seldom seen.\n",
        "# Loaf\n\nKnead the dough, let it rise, bake it with steam in the oven.\n",
        "# Roll\n\nThe dough has butter. Knead it, let it rise, bake it with steam.\n",
        "# Lens\n\nGround glass bends light towards one point.\n",
        "# Moss\n\nGreen after every shower, without any root.\n",
        "# Quay\n\nBollards, ropes, gulls.\n",
    };
    enum { TEXTS = sizeof texts / sizeof *texts };
    char name[8];

    *it = (struct indexed){0};
    temp_make(&it->temp);
    for (int i = 0; i < TEXTS; i++) {
        (void)snprintf(name, sizeof name, "%d.md", backwards ? TEXTS - i : i);
        temp_write(&it->temp, name, texts[i]);
    }
    temp_open(&it->temp);
    indexed_open(it);
}

/* What is related to the article of a title, the nearest first, with the reasons. */
static const char *relations(struct indexed *it, const char *title)
{
    const struct library *library = it->temp.library;
    struct buf text = {0};
    const char *kept;

    for (uint32_t i = 0; i < library->article_count; i++) {
        size_t count;
        const struct related *related = view_related(it->view, i, &it->arena, &count);

        if (!str_eq(library->articles[i].title, str_from(title)))
            continue;
        for (size_t k = 0; k < count; k++)
            buf_printf(&text, "%s" STR_FMT ": %s", k > 0 ? ", " : "",
                       STR_ARG(library->articles[related[k].article].title),
                       related_why_name(related[k].why));
    }
    kept = arena_cstr(&it->arena, buf_str(&text));
    buf_release(&text);
    return kept;
}

static void names_and_order_of_files_change_no_relation(void **state)
{
    (void)state;
    for (int backwards = 0; backwards < 2; backwards++) {
        struct indexed it;

        make_aviary(&it, backwards);
        assert_string_equal(relations(&it, "Crane"), "Heron: links, Rail: topics");
        assert_string_equal(relations(&it, "Heron"), "Crane: links");
        assert_string_equal(relations(&it, "Rail"), "Crane: topics");
        assert_string_equal(relations(&it, "Loaf"), "Roll: words");
        assert_string_equal(relations(&it, "Roll"), "Loaf: words");
        assert_string_equal(relations(&it, "Moss"), "");
        indexed_remove(&it);
    }
}

static void one_article_alone_is_near_nothing(void **state)
{
    static const struct file files[] = {{"only.md", "# Only\n\nWords.\n"}};
    struct indexed it;
    size_t count;

    (void)state;
    INDEXED(&it, files);
    view_related(it.view, 0, &it.arena, &count);
    assert_int_equal(count, 0);
    indexed_remove(&it);
}

/* --- Words ------------------------------------------------------------------------ */

static size_t split(struct stem_list *list, const char *text)
{
    struct arena arena = {0};

    list->count = 0;
    words_split(list, str_from(text), 1, &arena);
    arena_release(&arena);
    return list->count;
}

static void assert_same_stems(const char *left, const char *right, bool same)
{
    struct stem_list a = {0}, b = {0};
    bool equal;

    assert_int_equal(split(&a, left), split(&b, right));
    equal = memcmp(a.ids, b.ids, a.count * sizeof *a.ids) == 0;
    assert_int_equal(equal, same);
    free(a.ids);
    free(b.ids);
}

static void words_are_joined_by_their_beginnings(void **state)
{
    struct stem_list list = {0};

    (void)state;
    assert_same_stems("Alliances", "alliance", true);
    assert_same_stems("économie", "ECONOMIE", true);
    assert_same_stems("Wählerin", "wahlerisch", true);
    assert_same_stems("государство", "Государства", true);
    assert_same_stems("treaty", "trader", false);
    assert_int_equal(split(&list, "a b c"), 0);
    assert_int_equal(split(&list, "one-two three's 1984"), 4);
    assert_int_equal(split(&list, "国家安全"), 3);
    assert_int_equal(split(&list, "海"), 1);
    assert_int_equal(split(&list, "NATO条約"), 2);
    assert_int_equal(split(&list, ""), 0);
    free(list.ids);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lost_questions_find_their_sections),
        cmocka_unit_test(own_sections_come_before_those_of_others),
        cmocka_unit_test(what_nobody_else_speaks_of_is_tied_to_nothing),
        cmocka_unit_test(a_question_is_never_tied_to_itself),
        cmocka_unit_test(the_beginning_of_its_article_answers_no_question),
        cmocka_unit_test(lists_of_links_answer_no_question),
        cmocka_unit_test(what_an_answer_links_to_says_more),
        cmocka_unit_test(relations_have_reasons),
        cmocka_unit_test(strangers_are_not_related),
        cmocka_unit_test(shared_links_relate),
        cmocka_unit_test(what_the_author_gives_as_related_comes_first),
        cmocka_unit_test(names_and_order_of_files_change_no_relation),
        cmocka_unit_test(one_article_alone_is_near_nothing),
        cmocka_unit_test(words_are_joined_by_their_beginnings),
    };

    text_setup();
    return cmocka_run_group_tests_name("near", tests, NULL, NULL);
}
