/*
 * Searching for passages: what is found, in which order, and what is not.
 */
#include "searched.h"

/* --- Words ------------------------------------------------------------------------ */

static const struct file harbour[] = {
    {"body.md", "# Boats\n\nA quay has lamps.\n\n## Rowing\n\nOars of ash. Beside the "
                "quay one rows slowly, past the lamps and the long grey wall.\n"},
    {"heading.md", "# Ships\n\nMany.\n\n## The quay\n\nBuilt of stone.\n"},
    {"quay.md", "# Quay\n\nWhere ships lie.\n\n## Walls\n\nBuilt of granite.\n"},
    {"sea.md", "# Sea\n\nSalt water, and no wall.\n"},
};

static void titles_come_before_headings_before_text(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    assert_found(&it, "quay", "quay.md heading.md#the-quay body.md &#rowing");
    searched_remove(&it);
}

static void sections_with_all_words_come_first(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    assert_found(&it, "quay lamps",
                 "body.md &#rowing quay.md-lamps heading.md#the-quay-lamps");
    assert_found(&it, "lamps oars", "body.md#rowing");
    assert_found(&it, "lamps salt", "body.md-salt sea.md-lamps");
    /* The title is said with each section: what else is asked stands in one of them. */
    assert_found(&it, "quay granite",
                 "quay.md#walls heading.md#the-quay-granite body.md-granite");
    assert_found(&it, "xylem zebra", "");
    searched_remove(&it);
}

/* A list of names is short and has all of them: it is no place to read of one. */
static void sections_of_links_come_after_text(void **state)
{
    static const struct file boats[] = {
        {"oars.md", "# Oars\n\nOf ash.\n\n## See also\n\n[[Sails]], [[Rudders]], "
                    "[[Tar]]\n"},
        {"rudders.md",
         "# Steering\n\nBy hand.\n\n## At sea\n\nUnder way one looks after "
         "the sails and the tar, and leans on what one has.\n"},
        {"see.md", "# Harbours\n\nMany.\n\n## Books\n\n- [Of sails and tar](a.md)\n- "
                   "[Of rudders](b.md)\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, boats);
    assert_found(&it, "sails tar", "rudders.md#at-sea oars.md#see-also see.md#books");
    searched_remove(&it);
}

/* A term that is rare in the library, and in most sections of an article, does not say
 * which of them is meant. */
static void a_section_is_chosen_by_what_others_lack(void **state)
{
    static const struct file weeds[] = {
        {"weeds.md", "# Weeds\n\n## Kelp\n\nKelp is long, and kelp is brown.\n\n"
                     "## Dried kelp\n\nOn a wall kelp dries in a week.\n\n"
                     "## Kelp as food\n\nWith rice.\n\n"
                     "## Kelp as fuel\n\nIt burns badly.\n\n"
                     "## Kelp for fields\n\nIt is dug in.\n\n"
                     "## Storms\n\nIn the winter they throw it on the beach.\n"},
        {"boats.md", "# Boats\n\nIn the winter they lie ashore.\n"},
        {"masts.md", "# Masts\n\nOf pine.\n"},
        {"oars.md", "# Oars\n\nOf ash.\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, weeds);
    assert_found(&it, "kelp winter",
                 "weeds.md#storms+kelp &#kelp+winter &#dried-kelp+winter "
                 "&#kelp-as-food+winter &#kelp-as-fuel+winter &#kelp-for-fields+winter "
                 "boats.md-kelp");
    searched_remove(&it);
}

/* Of a long question a text says much in other words: one that is about its subject
 * comes before one that has more of the words by chance. */
static void a_long_question_may_lack_words(void **state)
{
    static const struct file files[] = {
        {"lamps.md", "# Lamps\n\n## Lamps that smoke\n\nTrim the wick of the lamp. The "
                     "glass of a lamp is blackened by the soot of the wick.\n"},
        {"talk.md",
         "# Talk\n\nOf what to do when guests stop in the evening, and of the "
         "best time to start, much was said, and by a lamp.\n"},
        {"oars.md", "# Oars\n\nOf ash, which is the best. To start with, stop here.\n"},
        {"masts.md", "# Masts\n\nOf pine.\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    assert_found(&it, "best way to stop lamps from starting to smoke",
                 "lamps.md#lamps-that-smoke-best-way-stop-starting "
                 "talk.md-way-smoke oars.md-way-lamps-smoke");
    searched_remove(&it);
}

static void phrases_and_excluded_words(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    assert_found(&it, "\"grey wall\"", "body.md#rowing");
    assert_found(&it, "grey-wall", "body.md#rowing");
    assert_found(&it, "wall -grey", "quay.md#walls sea.md");
    assert_found(&it, "\"wall\" -grey", "sea.md");
    assert_found(&it, "built -\"of stone\"", "quay.md#walls");
    assert_found(&it, "quay -title:quay -lamps", "heading.md#the-quay");
    searched_remove(&it);
}

/* A phrase that nothing has is looked for word by word, and it is said so. */
static void a_phrase_that_nothing_has_loses_its_quotes(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    static const char *const cases[][3] = {
        {"\"grey wall\"", "", "body.md#rowing"},
        {"\"wall grey\"", "\"wall grey\"",
         "body.md#rowing quay.md#walls-grey sea.md-grey"},
        {"quay \"wall grey\" -lamps", "\"wall grey\"",
         "quay.md#walls-grey heading.md#the-quay-wall-grey sea.md-quay-grey"},
        {"\"grey wall\" \"quay the\"", "\"quay the\"", "body.md#rowing"},
        {"\"Wall, Grey\"", "\"Wall, Grey\"",
         "body.md#rowing quay.md#walls-grey sea.md-grey"},
        {"title:\"wall grey\"", "", ""},
        {"\"zinnia\"", "", ""},
        {"\"zinnia aster\"", "\"zinnia aster\"", ""},
        {"wall -\"wall grey\"", "", "quay.md#walls sea.md body.md#rowing"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct passages found =
            searched_passages(&it, cases[i][0], false, SCOPE_LIBRARY, 0);
        struct buf line = {0};
        buf_puts(&line, search_unquoted(found.query, &it.arena));
        assert_line(&line, cases[i][0], cases[i][1]);
        assert_found(&it, cases[i][0], cases[i][2]);
    }
    searched_remove(&it);
}

/* What is missing is said as it was typed. */
static void missing_words_are_as_they_were_typed(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    struct passages found =
        searched_passages(&it, "wall Beh\xC3\xA4lter, \"grey wall\" ?(\x1B[1mXY)",
                          false, SCOPE_LIBRARY, 0);
    struct str *words;
    assert_int_equal(search_terms(found.query, UINT32_MAX, &it.arena, &words), 4);
    assert_true(str_eq(words[0], STR("wall")));
    assert_true(str_eq(words[1], STR("Beh\xC3\xA4lter")));
    assert_true(str_eq(words[2], STR("grey wall")));
    assert_false(str_chr(words[3], '\x1B') < words[3].len);
    searched_remove(&it);
}

static void without_words_articles_are_listed(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    assert_found(&it, "-quay", "sea.md");
    assert_found(&it, "-granite", "body.md heading.md sea.md");
    assert_found(&it, "", "");
    assert_found(&it, "  \"\" * - ", "");
    searched_remove(&it);
}

static void the_word_being_typed_may_go_on(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    assert_typed(&it, "gran", "quay.md#walls");
    assert_found(&it, "gran", "");
    assert_found(&it, "gran*", "quay.md#walls");
    assert_typed(&it, "built gra", "quay.md#walls heading.md#the-quay-gra");
    assert_typed(&it, "gra built", "heading.md#the-quay-gra quay.md#walls-gra");
    assert_typed(&it, "\"of gra", "quay.md#walls");
    searched_remove(&it);
}

static void whole_words_come_before_those_that_go_on(void **state)
{
    static const struct file files[] = {
        {"a.md", "# One\n\nSailors rest.\n"},
        {"b.md", "# Two\n\nSail, rest.\n"},
        {"c.md", "# Six\n\nSailcloth rest.\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    assert_typed(&it, "sail", "b.md a.md c.md");
    assert_found(&it, "sail", "b.md");
    searched_remove(&it);
}

static void one_letter_finds_titles_and_headings(void **state)
{
    struct buf line = {0};
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    struct passages found = searched_passages(&it, "q", true, SCOPE_LIBRARY, LIMIT);
    put_passages(&it, &found, &line);
    assert_line(&line, "q", "quay.md heading.md#the-quay");
    assert_true(found.is_partial);
    searched_remove(&it);
}

static void the_best_are_kept(void **state)
{
    struct buf line = {0};
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    struct passages found = searched_passages(&it, "quay", false, SCOPE_LIBRARY, 2);
    put_passages(&it, &found, &line);
    assert_line(&line, "quay", "quay.md heading.md#the-quay");
    assert_true(found.hits[0].score > found.hits[1].score);
    assert_true(found.hits[1].score > 0);
    searched_remove(&it);
}

static void equals_come_in_reading_order(void **state)
{
    static const struct file files[] = {
        {"b.md", "# One\n\nA kite.\n"},
        {"a.md", "# Two\n\nA kite.\n"},
        {"c.md", "# Six\n\nA kite.\n\n## Ten\n\nA kite.\n\n## Red\n\nA kite.\n"},
        {"library.yaml", "articles: [c.md, b.md, a.md]\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    assert_found(&it, "kite", "c.md &#ten &#red b.md a.md");
    searched_remove(&it);
}

static void other_names_lead_to_an_article(void **state)
{
    static const struct file files[] = {
        {"nato.md", "---\ntitle: NATO\naliases: [Atlantic alliance]\n---\nA treaty.\n\n"
                    "## History\n\nSince 1949.\n"},
        {"other.md", "# Other\n\nNothing.\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    assert_found(&it, "atlantic", "nato.md");
    assert_found(&it, "title:atlantic", "nato.md");
    assert_found(&it, "atlantic 1949", "nato.md#history");
    searched_remove(&it);
}

/* --- Scripts ---------------------------------------------------------------------- */

static void case_and_accents_do_not_count(void **state)
{
    static const struct file files[] = {
        {"a.md", "# A\n\nUn Café à la Crème, à Łódź, in der Straße.\n"},
        {"b.md", "# B\n\nResume.\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    assert_found(&it, "cafe", "a.md");
    assert_found(&it, "CAFE\xCC\x81", "a.md");
    assert_found(&it, "lodz strasse", "a.md");
    assert_found(&it, "r\xC3\xA9sum\xC3\xA9", "b.md");
    assert_typed(&it, "cr\xC3\xA8", "a.md");
    searched_remove(&it);
}

static void scripts_without_spaces_are_found(void **state)
{
    static const struct file files[] = {
        {"zh.md", "# 北京\n\n外交政策与同盟。\n"},
        {"ja.md", "# 東京\n\n日米安全保障条約について。\n"},
        {"th.md", "# กรุงเทพ\n\nนโยบายต่างประเทศ\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    assert_found(&it, "政策", "zh.md");
    assert_found(&it, "策政", "");
    assert_found(&it, "北京", "zh.md");
    assert_found(&it, "安全保障", "ja.md");
    assert_found(&it, "京", "ja.md zh.md");
    assert_typed(&it, "นโยบ", "th.md");
    assert_found(&it, "ต่างประเทศ", "th.md");
    searched_remove(&it);
}

/* --- Filters ---------------------------------------------------------------------- */

static const struct file filed[] = {
    {"europe/nato/treaty.md",
     "---\ntopics: [Défense policy]\n---\n# Treaty\n\nShip.\n\n"
     "## FAQ\n\n### Why?\n\nShip.\n"},
    {"europe/natoship.md", "# Yard\n\nShip.\n\n## Key points\n\n- **One**: ship.\n"},
    {"asia/ship.md", "# Ship\n\nShip.\n"},
    {"library.yaml", "title: All\ntopics:\n  - title: Sea Lanes\n    topics:\n"
                     "      - title: Straits\n        articles: [asia/ship.md]\n"
                     "  - title: Land\n    articles: [europe/nato/treaty.md]\n"},
};

static void folders_are_filters(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, filed);
    assert_found(&it, "in:asia ship", "asia/ship.md");
    assert_found(&it, "ship in:EUROPE/nato", "europe/nato/treaty.md &#why");
    assert_found(&it, "in:europe", "europe/nato/treaty.md europe/natoship.md");
    assert_found(&it, "ship in:europ", "");
    assert_typed(&it, "in:europ", "europe/nato/treaty.md europe/natoship.md");
    assert_found(&it, "-in:europe", "asia/ship.md");
    searched_remove(&it);
}

static void topics_are_filters(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, filed);
    assert_found(&it, "topic:\"defense policy\"", "europe/nato/treaty.md");
    assert_found(&it, "topic:straits ship", "asia/ship.md");
    assert_found(&it, "topic:\"sea lanes\"", "asia/ship.md");
    assert_found(&it, "topic:all", "");
    assert_typed(&it, "topic:\"sea l", "asia/ship.md");
    assert_found(&it, "-topic:land -topic:straits", "europe/natoship.md");
    searched_remove(&it);
}

static void features_are_filters(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, filed);
    assert_found(&it, "has:faq", "europe/nato/treaty.md");
    assert_found(&it, "has:points", "europe/natoship.md");
    assert_found(&it, "-has:points -has:faq", "asia/ship.md");
    assert_found(&it, "ship has:faq -why", "europe/nato/treaty.md");
    searched_remove(&it);
}

static void scopes_bound_a_search(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, filed);
    assert_passages_in(&it, "ship", false, searched_in(&it, "Sea Lanes"),
                       "asia/ship.md");
    assert_passages_in(&it, "ship", false, searched_in(&it, "europe/natoship.md"),
                       "europe/natoship.md europe/natoship.md#key-points");
    assert_passages_in(&it, "ship -treaty", false, searched_in(&it, "Land"), "");
    searched_remove(&it);
}

/* --- Changes ---------------------------------------------------------------------- */

static void what_is_gone_is_not_found(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    searched_close(&it);
    temp_write(&it.kept.temp, "quay.md", "# Jetty\n\nOf planks.\n");
    {
        char path[200];
        temp_path(&it.kept.temp, "heading.md", path, sizeof path);
        assert_int_equal(unlink(path), 0);
    }
    searched_open(&it);
    assert_found(&it, "quay", "body.md &#rowing");
    assert_found(&it, "planks", "quay.md");
    assert_found(&it, "granite", "");
    searched_remove(&it);
}

/* --- Edges ------------------------------------------------------------------------ */

static const struct file edges[] = {
    {"port.md", "# Port\n\nIt ends in salt\n\n## Water rights\n\nWho has them is asked "
                "of the harbour\n\n## Pilots\n\nThey know the shoals.\n\n"
                "## Tugs\n\nThey know the pilots.\n"},
};

/* What stands in one row of the index need not stand together. */
static void a_phrase_ends_with_its_section(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, edges);
    assert_found(&it, "\"in salt\"", "port.md");
    assert_found(&it, "\"salt water\"", "");
    assert_found(&it, "\"water rights\"", "port.md#water-rights");
    assert_found(&it, "\"rights who\"", "");
    assert_found(&it, "\"harbour pilots\"", "");
    searched_remove(&it);
}

static void another_section_may_have_what_is_excluded(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, edges);
    assert_found(&it, "know", "port.md#pilots &#tugs");
    assert_found(&it, "know -shoals", "port.md#tugs");
    assert_found(&it, "know -pilots", "");
    assert_found(&it, "know -\"the pilots\"", "port.md#pilots");
    assert_found(&it, "know -port", "");
    assert_found(&it, "know -title:pilots", "port.md#pilots &#tugs");
    searched_remove(&it);
}

static void a_long_article_is_searched_to_its_end(void **state)
{
    struct searched it = {0};
    struct buf text = {0};
    (void)state;
    kept_make(&it.kept);
    buf_puts(&text, STR("# Long\n\n## Tides\n\n"));
    for (int i = 0; i < 5000; i++)
        buf_puts(&text, STR("Low tide, high tide. "));
    buf_puts(&text, STR("\n\n## Last\n\nThe tide is out.\n"));
    temp_write_bytes(&it.kept.temp, "long.md", text.data, text.len);
    buf_release(&text);
    searched_open(&it);
    assert_found(&it, "tide out", "long.md#last");
    assert_found(&it, "tide", "long.md#tides &#last");
    searched_remove(&it);
}

/* --- Many ------------------------------------------------------------------------- */

enum { MANY_ARTICLES = 60, MANY_SECTIONS = 100 };

static void write_many(struct searched *it)
{
    struct buf text = {0};
    *it = (struct searched){0};
    kept_make(&it->kept);
    for (int i = 0; i < MANY_ARTICLES; i++) {
        char name[32];
        snprintf(name, sizeof name, "m%02d.md", i);
        buf_clear(&text);
        buf_printf(&text, "# Number %d\n", i);
        for (int k = 0; k < MANY_SECTIONS; k++)
            buf_printf(&text, "\n## Part %d\n\nSome gravel and commonplace words.\n",
                       k);
        temp_write_bytes(&it->kept.temp, name, text.data, text.len);
    }
    temp_write(&it->kept.temp, "z.md", "# Gravel\n\nIt is on all beaches.\n");
    buf_release(&text);
    searched_open(it);
}

/* More sections have the word than are ranked; what is called so is not missed. */
static void of_many_the_titles_come_first(void **state)
{
    static const char *const typed[] = {"gravel", "grav", "gr"};

    (void)state;
    struct searched it;
    write_many(&it);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct passages found =
            searched_passages(&it, typed[i], true, SCOPE_LIBRARY, LIMIT);
        assert_true(found.is_partial);
        assert_true(found.count >= 1);
        assert_text(path_of(&it, found.hits[0].article), "z.md");
    }
    assert_int_equal(
        searched_passages(&it, "gravel", false, SCOPE_LIBRARY, LIMIT).count, LIMIT);
    struct passages all = searched_passages(&it, "gravel", false, SCOPE_LIBRARY, 0);
    assert_int_equal(all.count, MANY_ARTICLES + 1);
    assert_int_equal(all.hits[1].more_count, MANY_SECTIONS - 1);
    searched_remove(&it);
}

static void of_many_all_parts_are_ranked(void **state)
{
    bool has_late = false;
    (void)state;
    struct searched it;
    write_many(&it);
    struct passages found =
        searched_passages(&it, "gravel commonplace", false, SCOPE_LIBRARY, 6000);
    assert_true(found.is_partial);
    for (size_t i = 0; i < found.count; i++)
        has_late |= str_cmp(path_of(&it, found.hits[i].article), STR("m45.md")) > 0;
    assert_true(has_late);
    searched_remove(&it);
}

/* --- Snippets --------------------------------------------------------------------- */

static void snippet_of(struct searched *it, const char *text, size_t bytes,
                       struct snippet *snippet)
{
    struct passages found = searched_passages(it, text, false, SCOPE_LIBRARY, LIMIT);
    assert_true(found.count > 0);
    assert_true(search_snippet(it->search, found.query, &found.hits[0], bytes,
                               &it->arena, snippet));
}

static void assert_mark(const struct snippet *snippet, size_t index,
                        const char *expected)
{
    assert_true(index < snippet->mark_count);
    assert_text(
        str_slice(snippet->text, snippet->marks[index].from, snippet->marks[index].to),
        expected);
}

static void snippets_show_why(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    struct snippet snippet;
    snippet_of(&it, "oars", 200, &snippet);
    assert_text(snippet.text, "Oars of ash. Beside the quay one rows slowly, past the "
                              "lamps and the long grey wall.");
    assert_int_equal(snippet.mark_count, 1);
    assert_mark(&snippet, 0, "Oars");
    snippet_of(&it, "grey wall", 40, &snippet);
    assert_text(snippet.text, "… slowly, past the lamps and the long grey wall.");
    assert_mark(&snippet, 0, "grey");
    assert_mark(&snippet, 1, "wall");
    /* What the title heads is what the top of an article shows. */
    snippet_of(&it, "title:sea", 10, &snippet);
    assert_text(snippet.text, "Salt water …");
    assert_int_equal(snippet.mark_count, 0);
    searched_remove(&it);
}

/* One place of each of two words says more than three of one; what is missing says
 * nothing, and small words are not lit. */
static void snippets_show_most_of_the_words(void **state)
{
    static const struct file files[] = {
        {"a.md", "# Decks\n\nTar, tar and tar again, until the planks are as black as "
                 "the night is long. Then one waits for a day, and in the end oakum "
                 "goes between the planks with tar.\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    struct snippet snippet;
    snippet_of(&it, "the tar oakum caulk", 60, &snippet);
    assert_int_equal(snippet.mark_count, 2);
    assert_mark(&snippet, 0, "oakum");
    assert_mark(&snippet, 1, "tar");
    searched_remove(&it);
}

/* Wherever the word stands and however little room there is, it is shown and marked. */
static void snippets_reach_what_was_found(void **state)
{
    static const char *const words[] = {"alpha", "bravo",  "charlie", "delta", "echo",
                                        "golf",  "juliet", "kilo",    "oscar", "zulu"};
    static const struct file files[] = {
        {"a.md", "# Letters\n\nThe alpha was bold and bravo came next, charlie sang of "
                 "delta rivers, an echo of golf was heard at dusk, juliet weighed a "
                 "kilo, then oscar slept and nobody but old zulu\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    for (size_t bytes = 24; bytes < 220; bytes += 4) {
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            struct snippet snippet;
            snippet_of(&it, words[i], bytes, &snippet);
            assert_int_equal(snippet.mark_count, 1);
            assert_mark(&snippet, 0, words[i]);
            assert_true(snippet.text.len <= bytes + 40);
        }
    }
    searched_remove(&it);
}

/* A moment of a video is left out, and no blank is left of it. */
static void snippets_have_no_moments(void **state)
{
    static const struct file files[] = {
        {"v.md",
         "---\ntitle: V\nvideoId: abc\n---\n\nThe tide <a class=\"yt-timestamp\" "
         "data-t=\"01:59:01\">[01:59:01]</a> turns early <a "
         "class=\"yt-timestamp\" data-t=\"02:00\">[02:00]</a>. Then it ebbs.\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    struct snippet snippet;
    snippet_of(&it, "\"tide turns\"", 200, &snippet);
    assert_text(snippet.text, "The tide turns early. Then it ebbs.");
    assert_mark(&snippet, 0, "tide turns");
    assert_found(&it, "59", "");
    searched_remove(&it);
}

static void snippets_are_cut_between_characters(void **state)
{
    static const struct file files[] = {
        {"a.md",
         "# A\n\n安全保障条約について日米安全保障条約について日米安全保障条約に"
         "ついて日米安全保障条約について政策が日米安全保障条約について日米安\n"},
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, files);
    struct snippet snippet;
    for (size_t bytes = 12; bytes < 60; bytes++) {
        snippet_of(&it, "政策", bytes, &snippet);
        assert_true(text_is_clean(snippet.text));
        assert_int_equal(str_find(snippet.text, STR("\xEF\xBF\xBD")), snippet.text.len);
        assert_true(snippet.mark_count <= 1);
    }
    assert_mark(&snippet, 0, "政策");
    searched_remove(&it);
}

static void a_file_that_is_gone_has_no_snippet(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    struct passages found = searched_passages(&it, "salt", false, SCOPE_LIBRARY, LIMIT);
    assert_int_equal(found.count, 1);
    char path[200];
    temp_path(&it.kept.temp, "sea.md", path, sizeof path);
    assert_int_equal(unlink(path), 0);
    struct snippet snippet;
    assert_false(search_snippet(it.search, found.query, &found.hits[0], 100, &it.arena,
                                &snippet));
    searched_remove(&it);
}

/* --- Whatever is typed ------------------------------------------------------------ */

static void nothing_typed_is_an_error(void **state)
{
    static const char *const typed[] = {
        "\"",
        "*",
        "-",
        "NOT",
        "AND OR",
        "a\"b",
        "C++",
        "x:y",
        "title:",
        "title:\"",
        "topic:",
        "in:",
        "in:/",
        "in:../..",
        "has:",
        "has:nothing",
        "(quay)",
        "quay AND (",
        "NEAR(a b)",
        "^quay",
        "{a b}:c",
        "\xFF\xFE",
        "quay\x01*",
        "--quay",
        "-title:\"a b\" -in:x -topic:y -has:faq quay*",
        "title:-quay",
        "quay\n\tsea",
    };

    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        searched_passages(&it, typed[i], true, SCOPE_LIBRARY, LIMIT);
        searched_passages(&it, typed[i], false, SCOPE_LIBRARY, 0);
        struct items items;
        assert_int_equal(search_items(it.search, ITEM_POINT, str_from(typed[i]), true,
                                      SCOPE_LIBRARY, LIMIT, &it.arena, &items),
                         SEARCH_DONE);
        assert_int_equal(search_items(it.search, ITEM_QUESTION, str_from(typed[i]),
                                      true, SCOPE_LIBRARY, 0, &it.arena, &items),
                         SEARCH_DONE);
        struct names_found names;
        assert_int_equal(
            search_names(it.search, str_from(typed[i]), LIMIT, &it.arena, &names),
            SEARCH_DONE);
    }
    struct error trouble;
    assert_false(catalog_trouble(it.kept.catalog, &trouble));
    searched_remove(&it);
}

static void a_long_search_is_bounded(void **state)
{
    struct buf typed = {0};
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    for (int i = 0; i < 2000; i++)
        buf_printf(&typed, "%c* ", 'a' + i % 26);
    char *text = arena_cstr(&it.arena, buf_str(&typed));
    searched_passages(&it, text, true, SCOPE_LIBRARY, LIMIT);
    searched_passages(&it, text, true, SCOPE_LIBRARY, 0);
    buf_release(&typed);
    searched_remove(&it);
}

/* --- Stopping --------------------------------------------------------------------- */

/* What is found must not be less because it is damaged, without a word. */
static void damaged_spans_are_told_and_mended(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    char *path = catalog_file(it.kept.catalog);
    sqlite3 *handle;
    assert_int_equal(contents_connect(path, &handle), SQLITE_OK);
    contents_run(handle, "UPDATE text SET spans = x'05'");
    sqlite3_close(handle);
    free(path);
    struct passages found;
    assert_int_equal(search_passages(it.search, STR("granite"), false, SCOPE_LIBRARY,
                                     LIMIT, &it.arena, &found),
                     SEARCH_FAILED);
    searched_close(&it);
    searched_open(&it);
    assert_found(&it, "granite", "quay.md#walls");
    searched_remove(&it);
}

static void a_search_can_be_stopped(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbour);
    search_stop(it.search);
    struct passages found;
    assert_int_equal(search_passages(it.search, STR("quay"), true, SCOPE_LIBRARY, LIMIT,
                                     &it.arena, &found),
                     SEARCH_STOPPED);
    struct items items;
    assert_int_equal(search_items(it.search, ITEM_POINT, STR("quay"), true,
                                  SCOPE_LIBRARY, LIMIT, &it.arena, &items),
                     SEARCH_STOPPED);
    struct names_found names;
    assert_int_equal(search_names(it.search, STR("quay"), LIMIT, &it.arena, &names),
                     SEARCH_STOPPED);
    search_resume(it.search);
    assert_found(&it, "granite", "quay.md#walls");
    searched_remove(&it);
}

/* More than fit into 15 bits. */
static void no_point_is_too_far_down(void **state)
{
    enum { POINTS = 40000 };
    struct searched it = {0};
    struct buf text = {0};
    (void)state;
    kept_make(&it.kept);
    buf_puts(&text, STR("# Log\n\n## Key points\n\n"));
    for (int i = 0; i < POINTS; i++)
        buf_printf(&text, "- **D%d**: x\n", i);
    buf_puts(&text, STR("- **Mast**: Of pine.\n"));
    temp_write_bytes(&it.kept.temp, "log.md", text.data, text.len);
    buf_release(&text);
    searched_open(&it);
    assert_items(&it, ITEM_POINT, "pine", SCOPE_LIBRARY, "Mast");
    searched_remove(&it);
}

/* What has a few of the words in each of many sections is about none of them. */
static void an_article_that_has_everything_comes_later(void **state)
{
    enum { VERSIONS = 40 };
    static const char *const changes[] = {"rowing boats are listed", "knots are sorted",
                                          "tables of tides are printed"};
    (void)state;
    struct searched it = {0};
    struct buf log = {0};
    kept_make(&it.kept);
    buf_puts(&log, STR("# Log\n"));
    for (int i = 0; i < VERSIONS; i++)
        buf_printf(&log, "\n## Version %d\n\nNow %s.\n", i, changes[i % 3]);
    buf_putc(&log, 0);
    temp_write(&it.kept.temp, "log.md", log.data);
    temp_write(&it.kept.temp, "tables.md",
               "# Tables\n\n## Order of tables\n\nTables have columns.\n");
    for (int i = 0; i < 6; i++) {
        char name[16];
        snprintf(name, sizeof name, "x%d.md", i);
        temp_write(&it.kept.temp, name,
                   i == 0 ? "# Quay\n\nRopes, sorted.\n" : "# Quay\n\nTides.\n");
    }
    buf_release(&log);
    searched_open(&it);
    struct passages found =
        searched_passages(&it, "sorting tables", false, SCOPE_LIBRARY, 0);
    assert_true(found.count >= 2);
    assert_true(str_eq(path_of(&it, found.hits[0].article), STR("tables.md")));
    searched_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_come_before_headings_before_text),
        cmocka_unit_test(sections_with_all_words_come_first),
        cmocka_unit_test(sections_of_links_come_after_text),
        cmocka_unit_test(a_section_is_chosen_by_what_others_lack),
        cmocka_unit_test(a_long_question_may_lack_words),
        cmocka_unit_test(phrases_and_excluded_words),
        cmocka_unit_test(a_phrase_that_nothing_has_loses_its_quotes),
        cmocka_unit_test(missing_words_are_as_they_were_typed),
        cmocka_unit_test(without_words_articles_are_listed),
        cmocka_unit_test(the_word_being_typed_may_go_on),
        cmocka_unit_test(whole_words_come_before_those_that_go_on),
        cmocka_unit_test(one_letter_finds_titles_and_headings),
        cmocka_unit_test(the_best_are_kept),
        cmocka_unit_test(equals_come_in_reading_order),
        cmocka_unit_test(other_names_lead_to_an_article),
        cmocka_unit_test(case_and_accents_do_not_count),
        cmocka_unit_test(scripts_without_spaces_are_found),
        cmocka_unit_test(folders_are_filters),
        cmocka_unit_test(topics_are_filters),
        cmocka_unit_test(features_are_filters),
        cmocka_unit_test(scopes_bound_a_search),
        cmocka_unit_test(what_is_gone_is_not_found),
        cmocka_unit_test(a_phrase_ends_with_its_section),
        cmocka_unit_test(another_section_may_have_what_is_excluded),
        cmocka_unit_test(a_long_article_is_searched_to_its_end),
        cmocka_unit_test(of_many_the_titles_come_first),
        cmocka_unit_test(of_many_all_parts_are_ranked),
        cmocka_unit_test(snippets_show_why),
        cmocka_unit_test(snippets_show_most_of_the_words),
        cmocka_unit_test(snippets_reach_what_was_found),
        cmocka_unit_test(snippets_have_no_moments),
        cmocka_unit_test(snippets_are_cut_between_characters),
        cmocka_unit_test(a_file_that_is_gone_has_no_snippet),
        cmocka_unit_test(nothing_typed_is_an_error),
        cmocka_unit_test(a_long_search_is_bounded),
        cmocka_unit_test(damaged_spans_are_told_and_mended),
        cmocka_unit_test(a_search_can_be_stopped),
        cmocka_unit_test(no_point_is_too_far_down),
        cmocka_unit_test(an_article_that_has_everything_comes_later),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
