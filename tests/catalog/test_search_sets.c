/*
 * What a search finds, against looking through all sections one by one: random words in
 * random sections, and queries of words, beginnings, phrases, exclusions and filters.
 * In which order it is found is for other tests.
 */
#include "searched.h"

enum {
    ARTICLES = 30,
    SECTIONS = 3, /* behind the top */
    TEXT_WORDS = 7,
    HEAD_WORDS = 2,
    QUERIES = 3000,
    TERMS = 3,
};

static const char *const vocabulary[] = {"ash",  "ashen",  "bell",  "bells",
                                         "cot",  "cotton", "dew",   "elm",
                                         "elms", "fen",    "gorse", "heath"};
enum { WORDS = sizeof vocabulary / sizeof *vocabulary };

struct section {
    int head[HEAD_WORDS], head_count;
    int text[TEXT_WORDS], text_count;
};

struct made {
    int title[HEAD_WORDS], title_count;
    struct section sections[SECTIONS + 1]; /* the first has no heading */
    int section_count;
    bool in_north;
};

static struct made articles[ARTICLES];
static uint32_t chance_state;

static int chance(int below)
{
    chance_state = chance_state * 1664525u + 1013904223u;
    return (int)((chance_state >> 10) % (uint32_t)below);
}

static void fill(int *words, int *count, int least, int most)
{
    *count = least + chance(most - least + 1);
    for (int i = 0; i < *count; i++)
        words[i] = chance(WORDS);
}

/* --- The library --------------------------------------------------------------------
 */

static void put_words(struct buf *out, const int *words, int count)
{
    for (int i = 0; i < count; i++)
        buf_printf(out, "%s%s", i > 0 ? " " : "", vocabulary[words[i]]);
}

static void put_section(struct buf *out, const struct section *section, int index)
{
    if (index > 0) {
        buf_puts(out, STR("## "));
        put_words(out, section->head, section->head_count);
        buf_puts(out, STR("\n\n"));
    }
    put_words(out, section->text, section->text_count);
    buf_puts(out, section->text_count > 0 ? STR(".\n\n") : STR(""));
}

static void make_article(struct searched *it, int index)
{
    struct made *made = &articles[index];
    struct buf text = {0};
    made->in_north = chance(3) == 0;
    made->section_count = 1 + chance(SECTIONS + 1);
    fill(made->title, &made->title_count, 1, HEAD_WORDS);
    buf_puts(&text, STR("# "));
    put_words(&text, made->title, made->title_count);
    buf_puts(&text, STR("\n\n"));
    for (int i = 0; i < made->section_count; i++) {
        struct section *section = &made->sections[i];
        fill(section->head, &section->head_count, 1, HEAD_WORDS);
        fill(section->text, &section->text_count, i == 0 ? 0 : 1, TEXT_WORDS);
        put_section(&text, section, i);
    }
    buf_putc(&text, '\0');
    char name[32];
    snprintf(name, sizeof name, "%s/a%02d.md", made->in_north ? "north" : "south",
             index);
    temp_write(&it->kept.temp, name, text.data);
    buf_release(&text);
}

/* --- The queries --------------------------------------------------------------------
 */

struct word {
    int words[2], count;
    bool is_excluded, is_prefix, has_star, in_title;
};

struct asked {
    struct word terms[TERMS];
    int count;
    int north; /* 1 for in:north, -1 for -in:north */
};

static void make_query(struct asked *asked, struct buf *text)
{
    asked->count = 1 + chance(TERMS);
    asked->north = chance(6) == 0 ? (chance(2) == 0 ? 1 : -1) : 0;
    for (int i = 0; i < asked->count; i++) {
        struct word *term = &asked->terms[i];
        *term = (struct word){.is_excluded = i > 0 && chance(3) == 0,
                              .is_prefix = chance(4) == 0,
                              .in_title = chance(8) == 0};
        term->has_star = term->is_prefix;
        fill(term->words, &term->count, 1, chance(4) == 0 ? 2 : 1);
        buf_printf(text, "%s%s%s%s", i > 0 ? " " : "", term->is_excluded ? "-" : "",
                   term->in_title ? "title:" : "", term->count > 1 ? "\"" : "");
        put_words(text, term->words, term->count);
        buf_printf(text, "%s%s", term->count > 1 ? "\"" : "",
                   term->is_prefix ? "*" : "");
    }
    if (asked->north != 0)
        buf_printf(text, " %sin:north", asked->north < 0 ? "-" : "");
    buf_putc(text, '\0');
}

/* --- Looking through
 * ------------------------------------------------------------------
 */

/* Another form of it, an s aside: of a single word that is wanted and has no star. */
static bool is_other_form(const struct word *term, int word)
{
    const char *wanted = vocabulary[term->words[0]], *other = vocabulary[word];
    size_t len = strlen(wanted), other_len = strlen(other);
    size_t shorter = len < other_len ? len : other_len;
    const char *longer = len < other_len ? other : wanted;
    return term->count == 1 && !term->is_excluded && !term->has_star &&
           strncmp(wanted, other, shorter) == 0 && strcmp(longer + shorter, "s") == 0;
}

static bool is_word(const struct word *term, int index, int word)
{
    const char *wanted = vocabulary[term->words[index]];
    if (is_other_form(term, word))
        return true;
    if (term->is_prefix && index + 1 == term->count)
        return strncmp(vocabulary[word], wanted, strlen(wanted)) == 0;
    return term->words[index] == word;
}

static bool stands_in(const struct word *term, const int *words, int count)
{
    for (int at = 0; at + term->count <= count; at++) {
        int same = 0;
        while (same < term->count && is_word(term, same, words[at + same]))
            same++;
        if (same == term->count)
            return true;
    }
    return false;
}

static bool in_title(const struct word *term, const struct made *made)
{
    return stands_in(term, made->title, made->title_count);
}

static bool in_section(const struct word *term, const struct made *made, int index)
{
    const struct section *section = &made->sections[index];
    if (term->in_title)
        return false;
    return (index > 0 && stands_in(term, section->head, section->head_count)) ||
           stands_in(term, section->text, section->text_count);
}

/* 0: no; 1: only by the title of the article; 2: by what is in the section. */
static int fits(const struct asked *asked, const struct made *made, int index)
{
    int how = 1;
    for (int i = 0; i < asked->count; i++) {
        const struct word *term = &asked->terms[i];
        bool titled = in_title(term, made), has = in_section(term, made, index);
        if (term->is_excluded ? titled || has : !(titled || has))
            return 0;
        if (!term->is_excluded && has)
            how = 2;
    }
    return how;
}

/* The title alone is found as the article's top. */
static void look_through(const struct asked *asked, struct buf *out)
{
    for (int i = 0; i < ARTICLES; i++) {
        const struct made *made = &articles[i];
        if (asked->north != 0 && made->in_north != (asked->north > 0))
            continue;
        for (int k = 0; k < made->section_count; k++) {
            if (fits(asked, made, k) >= (k == 0 ? 1 : 2))
                buf_printf(out, " %d.%d", i, k);
        }
    }
}

/* --- Both
 * ------------------------------------------------------------------------------
 */

static int number_of(struct str path)
{
    return (path.ptr[path.len - 5] - '0') * 10 + path.ptr[path.len - 4] - '0';
}

static void put_found(struct searched *it, const struct passages *found,
                      struct buf *out)
{
    bool has[ARTICLES][SECTIONS + 1] = {{false}};
    for (size_t i = 0; i < found->count; i++) {
        const struct passage_hit *hit = &found->hits[i];
        int article = number_of(path_of(it, hit->article));
        /* The first heading is the title. */
        uint32_t section = hit->heading == SEARCH_TOP ? 0 : hit->heading;
        assert_true(article < ARTICLES && section <= SECTIONS);
        assert_false(has[article][section]);
        has[article][section] = true;
    }
    for (int i = 0; i < ARTICLES; i++) {
        for (int k = 0; k <= SECTIONS; k++) {
            if (has[i][k])
                buf_printf(out, " %d.%d", i, k);
        }
    }
}

static void all_that_fits_is_found_and_nothing_else(void **state)
{
    static const size_t limits[] = {0, 1000};
    struct searched it = {0};
    int some = 0;
    (void)state;
    chance_state = 11;
    kept_make(&it.kept);
    for (int i = 0; i < ARTICLES; i++)
        make_article(&it, i);
    searched_open(&it);
    for (int i = 0; i < QUERIES; i++) {
        struct buf text = {0}, expected = {0}, seen = {0};
        struct asked asked;
        make_query(&asked, &text);
        look_through(&asked, &expected);
        struct passages found =
            searched_passages(&it, text.data, false, SCOPE_LIBRARY, limits[i % 2]);
        put_found(&it, &found, &seen);
        if (!str_eq(buf_str(&seen), buf_str(&expected)))
            fail_msg("'%s' finds\n " STR_FMT "\nnot\n " STR_FMT, text.data,
                     STR_ARG(buf_str(&seen)), STR_ARG(buf_str(&expected)));
        some += found.count > 0;
        buf_release(&text);
        buf_release(&expected);
        buf_release(&seen);
        arena_clear(&it.arena);
    }
    assert_true(some > QUERIES / 3 && some < QUERIES);
    searched_remove(&it);
}

/* --- Key points
 * -----------------------------------------------------------------------
 */

enum { POINTS = 2, POINT_WORDS = 3 };

struct made_point {
    int words[POINT_WORDS], count; /* its text; its label is its number */
};

struct pointed {
    int title[HEAD_WORDS], title_count;
    struct made_point points[POINTS];
};

static struct pointed pointed[ARTICLES];

static void make_pointed(struct searched *it, int index)
{
    struct pointed *made = &pointed[index];
    struct buf text = {0};
    fill(made->title, &made->title_count, 1, HEAD_WORDS);
    buf_puts(&text, STR("---\nkey_points:\n"));
    for (int i = 0; i < POINTS; i++) {
        struct made_point *point = &made->points[i];
        fill(point->words, &point->count, 1, POINT_WORDS);
        buf_printf(&text, "  - {label: Nr%02d%d, text: ", index, i);
        put_words(&text, point->words, point->count);
        buf_puts(&text, STR("}\n"));
    }
    buf_puts(&text, STR("---\n# "));
    put_words(&text, made->title, made->title_count);
    buf_puts(&text, STR("\n\nWords.\n"));
    buf_putc(&text, '\0');
    char name[32];
    snprintf(name, sizeof name, "a%02d.md", index);
    temp_write(&it->kept.temp, name, text.data);
    buf_release(&text);
}

static bool point_fits(const struct word *terms, int count, int article, int index)
{
    const struct pointed *made = &pointed[article];
    const struct made_point *point = &made->points[index];
    for (int i = 0; i < count; i++) {
        bool has = stands_in(&terms[i], made->title, made->title_count) ||
                   stands_in(&terms[i], point->words, point->count);
        if (has == terms[i].is_excluded)
            return false;
    }
    return true;
}

static void all_points_that_fit_are_found_and_no_others(void **state)
{
    struct searched it = {0};
    (void)state;
    chance_state = 5;
    kept_make(&it.kept);
    for (int i = 0; i < ARTICLES; i++)
        make_pointed(&it, i);
    searched_open(&it);
    for (int i = 0; i < QUERIES; i++) {
        struct buf text = {0}, expected = {0}, seen = {0};
        struct word terms[TERMS];
        int count = 1 + chance(TERMS);
        bool typing = chance(2) == 0;
        bool has[ARTICLES * POINTS] = {false};
        for (int k = 0; k < count; k++) {
            terms[k] = (struct word){.is_excluded = k > 0 && chance(4) == 0};
            terms[k].is_prefix = typing && k + 1 == count && !terms[k].is_excluded;
            fill(terms[k].words, &terms[k].count, 1, 1);
            buf_printf(&text, "%s%s%s", k > 0 ? " " : "",
                       terms[k].is_excluded ? "-" : "", vocabulary[terms[k].words[0]]);
        }
        buf_putc(&text, '\0');
        struct items found;
        assert_int_equal(search_items(it.search, ITEM_POINT, str_from(text.data),
                                      typing, SCOPE_LIBRARY, i % 2 == 0 ? 0 : 1000,
                                      &it.arena, &found),
                         SEARCH_DONE);
        for (size_t k = 0; k < found.count; k++) {
            const struct facts *facts = facts_of(&it, found.hits[k].article);
            const char *digits = facts->points[found.hits[k].index].label.ptr + 2;
            int at =
                ((digits[0] - '0') * 10 + digits[1] - '0') * POINTS + digits[2] - '0';
            assert_true(at >= 0 && at < ARTICLES * POINTS && !has[at]);
            has[at] = true;
        }
        for (int at = 0; at < ARTICLES * POINTS; at++) {
            if (has[at])
                buf_printf(&seen, " %d", at);
            if (point_fits(terms, count, at / POINTS, at % POINTS))
                buf_printf(&expected, " %d", at);
        }
        if (!str_eq(buf_str(&seen), buf_str(&expected)))
            fail_msg("'%s' finds\n " STR_FMT "\nnot\n " STR_FMT, text.data,
                     STR_ARG(buf_str(&seen)), STR_ARG(buf_str(&expected)));
        buf_release(&text);
        buf_release(&expected);
        buf_release(&seen);
        arena_clear(&it.arena);
    }
    searched_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_that_fits_is_found_and_nothing_else),
        cmocka_unit_test(all_points_that_fit_are_found_and_no_others),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
