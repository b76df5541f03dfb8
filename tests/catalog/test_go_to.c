/*
 * Going to a name, by the catalog of a library: what is meant comes first, however it
 * was typed.
 */
#include "searched.h"

/* --- By kinds of typing ----------------------------------------------------------- */

static const struct file harbours[] = {
    {"pilots/pilots-rules.md", "# The Pilot\u2019s Rules\n\n## Night\n\nText.\n"},
    {"boats/selfrighting.md", "# Selfrighting boats\n\n## Keels\n\nText.\n"},
    {"boats/three-masted.md",
     "---\naliases: [Barquentine]\n---\n# Three-masted ships\n"},
    {"tolls.md", "# Harbour tolls: who pays, and when\n\n## Exemptions\n\nText.\n"},
    {"tides.md", "# Tides\n\n## Harbour tolls\n\nText.\n\n## Exemptions\n\nText.\n"},
    {"laws/lsa.md", "# Licensing of sea anglers\n\n## Organisation\n\nText.\n"},
    {"ch03-winds.md", "# Winds\n\nText.\n"},
    {"ch13-rain.md", "# Rain\n\nText.\n"},
    {"Łódź.md", "# Łódź and its canals\n\nText.\n"},
    {"war.md", "# Война и море\n\nText.\n"},
    {"kyoto.md", "# 京都の桜\n\nText.\n"},
    {"c.md", "# C++\n\nText.\n"},
    {"c-language.md", "# C\n\nText.\n"},
};

static struct names_found find(struct searched *it, const char *typed)
{
    struct names_found found;
    assert_int_equal(
        search_names(it->search, str_from(typed), LIMIT, &it->arena, &found),
        SEARCH_DONE);
    return found;
}

static void assert_first(struct searched *it, const char *typed, const char *path)
{
    struct names_found found = find(it, typed);
    if (found.count == 0)
        fail_msg("'%s' finds nothing", typed);
    if (!str_eq(path_of(it, found.hits[0].article), str_from(path)))
        fail_msg("'%s' finds " STR_FMT " first, not %s", typed,
                 STR_ARG(path_of(it, found.hits[0].article)), path);
}

static void what_is_meant_comes_first(void **state)
{
    static const char *const meant[][2] = {
        {"pilots rules", "pilots/pilots-rules.md"},
        {"pilot's rules", "pilots/pilots-rules.md"},
        {"rules pilot", "pilots/pilots-rules.md"},
        {"pilto rules", "pilots/pilots-rules.md"},
        {"tpr", "pilots/pilots-rules.md"},
        {"self-righting", "boats/selfrighting.md"},
        {"self righting", "boats/selfrighting.md"},
        {"selfrigthing", "boats/selfrighting.md"},
        {"threemasted", "boats/three-masted.md"},
        {"three masted ship", "boats/three-masted.md"},
        {"barkentine", "boats/three-masted.md"},
        {"harbor tolls", "tolls.md"},
        {"harbour tolls", "tolls.md"},
        {"hrabour toll", "tolls.md"},
        {"who pays", "tolls.md"},
        {"licencing sea anglers", "laws/lsa.md"},
        {"losa", "laws/lsa.md"},
        {"laws/lsa", "laws/lsa.md"},
        {"ch 3", "ch03-winds.md"},
        {"ch3", "ch03-winds.md"},
        {"lodz canal", "Łódź.md"},
        {"мореи", "war.md"},
        {"воина", "war.md"},
        {"море война", "war.md"},
        {"桜", "kyoto.md"},
        {"京都桜", "kyoto.md"},
        {"c++", "c.md"},
        {"c", "c-language.md"},
        {"tides", "tides.md"},
    };
    (void)state;
    struct searched it;
    SEARCHED(&it, harbours);
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++)
        assert_first(&it, meant[i][0], meant[i][1]);
    searched_remove(&it);
}

/* Letters that are scattered are no answer where something matches in one piece. */
static void scattered_letters_come_alone(void **state)
{
    (void)state;
    struct searched it;
    SEARCHED(&it, harbours);
    assert_first(&it, "hrbtll", "tolls.md");
    struct names_found found = find(&it, "rain");
    assert_int_equal(found.count, 1); /* none of "chaRging ... tIdes" */
    assert_int_equal(find(&it, "qqqq").count, 0);
    searched_remove(&it);
}

static void what_is_typed_may_be_anything(void **state)
{
    static const char *const typed[] = {
        "'",
        "\xE2\x80\x99",
        "\xFF\xFE",
        "a\xCC",
        "\x1B[31m",
        "-",
        "--",
        "+",
        "#",
        "/",
        "///",
        "..",
        "?!",
        "\xCC\x81",
        "0",
        "000",
        "\xF0\x9F\x98\x80",
        "a'",
        "'a",
        "((",
        ": - (",
        " ",
    };
    (void)state;
    struct searched it;
    SEARCHED(&it, harbours);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        (void)find(&it, typed[i]);
    struct buf many = {0};
    for (int i = 0; i < 20000; i++)
        buf_puts(&many, STR("harbour "));
    buf_putc(&many, '\0');
    (void)find(&it, many.data);
    buf_clear(&many);
    buf_repeat(&many, 'h', 100000);
    buf_putc(&many, '\0');
    (void)find(&it, many.data);
    buf_release(&many);
    searched_remove(&it);
}

/* --- Slips ------------------------------------------------------------------------ */

enum { TITLES = 120, TITLE_WORDS = 3, WORD_LETTERS = 8 };

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

/* Words that are far from each other: of syllables of their own. */
static void write_word(char word[WORD_LETTERS + 1], uint32_t *seed)
{
    static const char consonants[] = "bcdfghjklmnpqrstvwxz", vowels[] = "aeiou";
    for (size_t i = 0; i < WORD_LETTERS; i += 2) {
        word[i] = consonants[draw(seed, sizeof consonants - 1)];
        word[i + 1] = vowels[draw(seed, sizeof vowels - 1)];
    }
    word[WORD_LETTERS] = '\0';
}

static void write_titles(struct searched *it, char titles[TITLES][64], uint32_t *seed)
{
    *it = (struct searched){0};
    kept_make(&it->kept);
    for (int i = 0; i < TITLES; i++) {
        char words[TITLE_WORDS][WORD_LETTERS + 1], name[16], text[200];
        for (size_t k = 0; k < TITLE_WORDS; k++)
            write_word(words[k], seed);
        snprintf(titles[i], 64, "%s of %s %s", words[0], words[1], words[2]);
        snprintf(name, sizeof name, "%03d.md", i);
        snprintf(text, sizeof text, "# %s\n\nText.\n\n## About %s\n\nText.\n",
                 titles[i], words[1]);
        temp_write(&it->kept.temp, name, text);
    }
    searched_open(it);
}

/* Makes a slip in a title: letters swapped, left out, doubled, wrong; words joined,
 * swapped, left out where they are small. */
static const char *make_slip(char out[96], const char *title, uint32_t kind,
                             uint32_t *seed)
{
    static const char *const names[] = {"swapped", "left out", "doubled", "wrong",
                                        "joined",  "order",    "small",   "apart"};
    size_t len = strlen(title), at = draw(seed, WORD_LETTERS - 1);
    if (draw(seed, 2))
        at = len - 1 - WORD_LETTERS + 1 + at;
    memset(out, 0, 96);
    memcpy(out, title, len);
    switch (kind) {
    case 0:
        out[at] = title[at + 1];
        out[at + 1] = title[at];
        break;
    case 1:
        memmove(out + at, title + at + 1, len - at);
        break;
    case 2:
        memcpy(out + at + 1, title + at, len - at);
        break;
    case 3:
        out[at] = title[at] == 'y' ? 'k' : 'y';
        break;
    case 4:
        memmove(out + len - WORD_LETTERS - 1, title + len - WORD_LETTERS,
                WORD_LETTERS + 1);
        break;
    case 5:
        snprintf(out, 96, "%s %.8s of", title + len - 2 * WORD_LETTERS - 1, title);
        break;
    case 6:
        memmove(out + WORD_LETTERS, title + WORD_LETTERS + 3, len - WORD_LETTERS - 2);
        break;
    default:
        out[3] = ' ';
        memcpy(out + 4, title + 3, len - 3);
        break;
    }
    return names[kind];
}

/* A title typed whole is the first, and so it is with any one slip, in a library of
 * titles that are further apart than that. */
static void a_slip_is_forgiven_in_any_title(void **state)
{
    enum { KINDS = 8 };
    static char titles[TITLES][64];
    uint32_t seed = 3;
    (void)state;
    struct searched it;
    write_titles(&it, titles, &seed);
    for (int i = 0; i < TITLES; i++) {
        char path[16], typed[96];
        snprintf(path, sizeof path, "%03d.md", i);
        assert_first(&it, titles[i], path);
        struct names_found found = find(&it, titles[i]);
        assert_text(found.hits[0].name, titles[i]);
        for (uint32_t kind = 0; kind < KINDS; kind++) {
            make_slip(typed, titles[i], kind, &seed);
            assert_first(&it, typed, path);
        }
        arena_clear(&it.arena);
    }
    searched_remove(&it);
}

/* --- Many ------------------------------------------------------------------------- */

/* Ten thousand names that are the same, in one article. */
static void equal_names_are_listed_in_order(void **state)
{
    enum { EQUALS = 10000 };
    struct searched it = {0};
    struct buf text = {0};
    (void)state;
    kept_make(&it.kept);
    buf_puts(&text, STR("# Log\n\nText.\n"));
    for (int i = 0; i < EQUALS; i++)
        buf_puts(&text, STR("\n## Watch\n\nx\n"));
    temp_write_bytes(&it.kept.temp, "log.md", text.data, text.len);
    buf_release(&text);
    temp_write(&it.kept.temp, "hours.md", "# Watches of the day\n\nText.\n");
    searched_open(&it);
    struct names_found found = find(&it, "watch");
    assert_int_equal(found.count, LIMIT);
    assert_true(found.is_partial);
    assert_text(found.hits[0].name, "Watches of the day");
    for (size_t i = 1; i < found.count; i++)
        assert_int_equal(found.hits[i].heading, i);
    searched_remove(&it);
}

/* Each article has the same headings, in an order of its own. */
static void headings_that_are_alike_are_found_in_each_article(void **state)
{
    enum { PIERS = 20 };
    static const char *const typed[] = {"landing steps", "landingsteps", "landingst",
                                        "landing setps"};
    struct searched it = {0};
    (void)state;
    kept_make(&it.kept);
    for (int i = 0; i < PIERS; i++) {
        char name[16], text[200];
        const char *first = i % 2 == 0 ? "Landing steps" : "Land in sight",
                   *second = i % 2 == 0 ? "Land in sight" : "Landing steps";
        snprintf(name, sizeof name, "%02d.md", i);
        snprintf(text, sizeof text, "# Pier %d\n\n## %s\n\nx\n\n## %s\n\nx\n", i, first,
                 second);
        temp_write(&it.kept.temp, name, text);
    }
    searched_open(&it);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct names_found found = find(&it, typed[i]);
        assert_int_equal(found.count, PIERS);
        for (size_t k = 0; k < found.count; k++) {
            assert_text(found.hits[k].name, "Landing steps");
            assert_int_equal(found.hits[k].heading, 1 + k % 2);
        }
    }
    searched_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_meant_comes_first),
        cmocka_unit_test(scattered_letters_come_alone),
        cmocka_unit_test(what_is_typed_may_be_anything),
        cmocka_unit_test(a_slip_is_forgiven_in_any_title),
        cmocka_unit_test(equal_names_are_listed_in_order),
        cmocka_unit_test(headings_that_are_alike_are_found_in_each_article),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
