/*
 * What a search finds, against looking through all sections one by one: random words in
 * random sections, and queries of words, beginnings, phrases, exclusions and filters.
 *
 * All that has all words is found, and of each hit is known what it lacks. What lacks
 * some is found when little has all; in which order is for other tests.
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
    bool is_excluded, is_prefix, has_star, in_title, is_hard;
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
        term->is_hard = term->in_title || term->count > 1;
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

/* What a section of an article has of a query, as sets of its wanted terms. */
struct looked {
    bool is_found; /* has some, and none that is excluded */
    uint32_t has;
};

/* The title alone is found as the article's top. */
static struct looked look_at(const struct asked *asked, const struct made *made,
                             int index)
{
    struct looked looked = {0};
    int wanted = 0;
    bool has_own = index == 0;
    for (int i = 0; i < asked->count; i++) {
        const struct word *term = &asked->terms[i];
        bool titled = in_title(term, made), has = in_section(term, made, index);
        if (term->is_excluded && (titled || has))
            return (struct looked){0};
        if (term->is_excluded)
            continue;
        has_own |= has;
        looked.has |= (uint32_t)(titled || has) << wanted++;
    }
    looked.is_found = has_own && looked.has != 0;
    return looked;
}

/* All of an article. */
struct looked_article {
    struct looked sections[SECTIONS + 1];
    uint32_t has;
    bool is_found; /* some section is, and there is all that must be */
};

static void wanted_terms(const struct asked *asked, uint32_t *all, uint32_t *hard)
{
    int wanted = 0;
    *all = *hard = 0;
    for (int i = 0; i < asked->count; i++) {
        if (asked->terms[i].is_excluded)
            continue;
        *hard |= (uint32_t)asked->terms[i].is_hard << wanted;
        *all |= (uint32_t)1 << wanted++;
    }
}

static void look_through(const struct asked *asked, struct looked_article *looked)
{
    uint32_t all, hard;
    wanted_terms(asked, &all, &hard);
    for (int i = 0; i < ARTICLES; i++) {
        const struct made *made = &articles[i];
        looked[i] = (struct looked_article){.is_found = false};
        if (asked->north != 0 && made->in_north != (asked->north > 0))
            continue;
        for (int k = 0; k < made->section_count; k++) {
            struct looked *section = &looked[i].sections[k];
            *section = look_at(asked, made, k);
            looked[i].has |= section->is_found ? section->has : 0;
        }
        looked[i].is_found = looked[i].has != 0 && (hard & ~looked[i].has) == 0;
    }
}

/* --- Both
 * ------------------------------------------------------------------------------
 */

static int number_of(struct str path)
{
    return (path.ptr[path.len - 5] - '0') * 10 + path.ptr[path.len - 4] - '0';
}

struct seen {
    bool has[ARTICLES][SECTIONS + 1], has_article[ARTICLES];
    int articles;
};

/* The hit is there and lacks what it says. */
static void assert_hit(struct searched *it, const struct passage_hit *hit,
                       const struct asked *asked, const struct looked_article *looked,
                       const char *text, struct seen *seen)
{
    uint32_t all, hard;
    wanted_terms(asked, &all, &hard);
    int article = number_of(path_of(it, hit->article));
    /* The first heading is the title. */
    uint32_t section = hit->heading == SEARCH_TOP ? 0 : hit->heading;
    assert_true(article < ARTICLES && section <= SECTIONS);
    const struct looked_article *row = &looked[article];
    const struct looked *part = &row->sections[section];
    if (seen->has[article][section] || !row->is_found || !part->is_found ||
        hit->missing != (all & ~row->has) || hit->elsewhere != (row->has & ~part->has))
        fail_msg("'%s' finds %d.%u without %x, and elsewhere %x", text, article,
                 section, hit->missing, hit->elsewhere);
    seen->has[article][section] = true;
}

/* An article is found once, its best section first. */
static void assert_hits(struct searched *it, const struct passages *found,
                        const struct asked *asked, const struct looked_article *looked,
                        const char *text, struct seen *seen)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct passage_hit *hit = &found->hits[i];
        int article = number_of(path_of(it, hit->article));
        assert_hit(it, hit, asked, looked, text, seen);
        for (size_t k = 0; k < hit->more_count; k++) {
            assert_int_equal(hit->more[k].article, hit->article);
            assert_true(hit->more[k].score <= hit->score);
            assert_hit(it, &hit->more[k], asked, looked, text, seen);
        }
        assert_false(seen->has_article[article]);
        seen->has_article[article] = true;
        seen->articles++;
    }
}

/* Nothing that has all is left out, and something that lacks some is found when nothing
 * has all. */
static void assert_nothing_is_left_out(const struct asked *asked,
                                       const struct looked_article *looked,
                                       const char *text, const struct seen *seen)
{
    uint32_t all, hard;
    wanted_terms(asked, &all, &hard);
    for (int i = 0; i < ARTICLES; i++) {
        bool is_wanted = seen->articles == 0 || looked[i].has == all;
        if (looked[i].is_found && is_wanted && !seen->has_article[i])
            fail_msg("'%s' does not find article %d", text, i);
        for (int k = 0; k < articles[i].section_count; k++) {
            const struct looked *part = &looked[i].sections[k];
            if (looked[i].is_found && part->is_found && part->has == all &&
                !seen->has[i][k])
                fail_msg("'%s' does not find %d.%d", text, i, k);
        }
    }
}

static void what_is_found_is_there_and_what_has_all_is_found(void **state)
{
    static const size_t limits[] = {0, 1000};
    struct searched it = {0};
    int whole = 0, some = 0, unquoted = 0;
    (void)state;
    chance_state = 11;
    kept_make(&it.kept);
    for (int i = 0; i < ARTICLES; i++)
        make_article(&it, i);
    searched_open(&it);
    for (int i = 0; i < QUERIES; i++) {
        struct buf text = {0};
        struct asked asked;
        struct looked_article looked[ARTICLES];
        struct seen seen = {0};
        make_query(&asked, &text);
        look_through(&asked, looked);
        struct passages found =
            searched_passages(&it, text.data, false, SCOPE_LIBRARY, limits[i % 2]);
        if (found.query->unquoted.len > 0) {
            for (int k = 0; k < ARTICLES; k++)
                assert_false(looked[k].is_found);
            unquoted++;
            buf_release(&text);
            continue;
        }
        assert_hits(&it, &found, &asked, looked, text.data, &seen);
        assert_nothing_is_left_out(&asked, looked, text.data, &seen);
        for (size_t k = 0; k < found.count; k++) {
            whole += found.hits[k].missing == 0;
            some += found.hits[k].missing != 0;
        }
        buf_release(&text);
        arena_clear(&it.arena);
    }
    assert_true(whole > QUERIES && some > QUERIES && unquoted > 0);
    searched_remove(&it);
}

/* However many words are added, something is found while one of them is there. */
static void more_words_never_find_nothing(void **state)
{
    struct searched it = {0};
    (void)state;
    chance_state = 23;
    kept_make(&it.kept);
    for (int i = 0; i < ARTICLES; i++)
        make_article(&it, i);
    searched_open(&it);
    for (int i = 0; i < QUERIES / 10; i++) {
        struct buf text = {0};
        buf_puts(&text, str_from(vocabulary[chance(WORDS)]));
        for (int k = 0; k < 8; k++) {
            buf_printf(&text, " %s",
                       chance(3) == 0 ? "zinnia" : vocabulary[chance(WORDS)]);
            buf_putc(&text, '\0');
            for (int limit = 0; limit <= 50; limit += 25)
                assert_true(searched_passages(&it, text.data, false, SCOPE_LIBRARY,
                                              (size_t)limit)
                                .count > 0);
            text.len--;
        }
        buf_release(&text);
        arena_clear(&it.arena);
    }
    assert_found(&it, "zinnia", "");
    assert_found(&it, "zinnia zinnias", "");
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

static bool point_has(const struct word *term, int at)
{
    const struct pointed *made = &pointed[at / POINTS];
    const struct made_point *point = &made->points[at % POINTS];
    return stands_in(term, made->title, made->title_count) ||
           stands_in(term, point->words, point->count);
}

/* The wanted terms that a point lacks; false when it has none of them, or one that is
 * excluded. */
static bool point_fits(const struct word *terms, int count, int at, uint32_t *missing)
{
    int wanted = 0, has = 0;
    *missing = 0;
    for (int i = 0; i < count; i++) {
        bool has_term = point_has(&terms[i], at);
        if (terms[i].is_excluded && has_term)
            return false;
        if (terms[i].is_excluded)
            continue;
        *missing |= (uint32_t)!has_term << wanted++;
        has += has_term;
    }
    return has > 0;
}

static int make_point_query(struct word *terms, bool typing, struct buf *text)
{
    int count = 1 + chance(TERMS);
    for (int k = 0; k < count; k++) {
        terms[k] = (struct word){.is_excluded = k > 0 && chance(4) == 0};
        terms[k].is_prefix = typing && k + 1 == count && !terms[k].is_excluded;
        fill(terms[k].words, &terms[k].count, 1, 1);
        buf_printf(text, "%s%s%s", k > 0 ? " " : "", terms[k].is_excluded ? "-" : "",
                   vocabulary[terms[k].words[0]]);
    }
    buf_putc(text, '\0');
    return count;
}

static void points_that_have_all_words_are_found(void **state)
{
    struct searched it = {0};
    (void)state;
    chance_state = 5;
    kept_make(&it.kept);
    for (int i = 0; i < ARTICLES; i++)
        make_pointed(&it, i);
    searched_open(&it);
    for (int i = 0; i < QUERIES; i++) {
        struct buf text = {0};
        struct word terms[TERMS];
        bool typing = chance(2) == 0;
        int count = make_point_query(terms, typing, &text);
        bool has[ARTICLES * POINTS] = {false};
        struct items found;
        uint32_t missing;
        assert_int_equal(search_items(it.search, ITEM_POINT, str_from(text.data),
                                      typing, SCOPE_LIBRARY, i % 2 == 0 ? 0 : 1000,
                                      &it.arena, &found),
                         SEARCH_DONE);
        for (size_t k = 0; k < found.count; k++) {
            const struct item_hit *hit = &found.hits[k];
            const char *digits =
                facts_of(&it, hit->article)->points[hit->index].label.ptr + 2;
            int at =
                ((digits[0] - '0') * 10 + digits[1] - '0') * POINTS + digits[2] - '0';
            assert_true(at >= 0 && at < ARTICLES * POINTS && !has[at]);
            has[at] = true;
            if (!point_fits(terms, count, at, &missing) || missing != hit->missing)
                fail_msg("'%s' finds %d without %x", text.data, at, hit->missing);
        }
        for (int at = 0; at < ARTICLES * POINTS; at++) {
            if (!has[at] && point_fits(terms, count, at, &missing) &&
                (missing == 0 || found.count == 0))
                fail_msg("'%s' does not find %d", text.data, at);
        }
        buf_release(&text);
        arena_clear(&it.arena);
    }
    searched_remove(&it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_found_is_there_and_what_has_all_is_found),
        cmocka_unit_test(more_words_never_find_nothing),
        cmocka_unit_test(points_that_have_all_words_are_found),
    };
    text_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
