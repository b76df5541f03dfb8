/*
 * Search: what is typed, what the index is asked, and what is lit. All beside a real
 * index, which must never find fault with a query.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "../between.h"
#include "base/text.h"
#include "catalog/query/query.h"
#include "catalog/text/segment.h"
#include "catalog/text/tokenizer.h"
#include "query_match.h"

/* --- What is typed ---------------------------------------------------------------- */

static void check_match(const char *typed, const char *match)
{
    struct arena arena = {0};
    const struct query *query = query_parse(&arena, str_from(typed), false);
    assert_string_equal(arena_cstr(&arena, query_match(&arena, query)), match);
    arena_release(&arena);
}

static void check_typing(const char *typed, const char *match)
{
    struct arena arena = {0};
    const struct query *query = query_parse(&arena, str_from(typed), true);
    assert_string_equal(arena_cstr(&arena, query_match(&arena, query)), match);
    arena_release(&arena);
}

static void reads_words(void **state)
{
    (void)state;
    check_match("nato", "\"nato\"");
    check_match("  NATO\tTreaty ", "\"nato\" AND \"treaty\"");
    check_match("Élève Straße", "\"eleve\" AND \"strasse\"");
    check_match("deter*", "\"deter\" *");
    check_match("deter**", "\"deter\" *");
    check_match("title:nato", "title : \"nato\"");
    check_match("TITLE:nato*", "title : \"nato\" *");
    check_match("北京", "\"北 京\"");
    check_match("北京*", "\"北 京\"");
    check_match("full　width", "\"full\" AND \"width\"");
}

static void reads_phrases(void **state)
{
    (void)state;
    check_match("\"burden sharing\"", "\"burden sharing\"");
    check_match("\"burden sharing", "\"burden sharing\"");
    check_match("“burden sharing” x", "\"burden sharing\" AND \"x\"");
    check_match("\"nuclear det\"*", "\"nuclear det\" *");
    check_match("title:\"a b\" c", "title : \"a b\" AND \"c\"");
    check_match("\"one\"two", "\"one\" AND \"two\"");
    check_match("\"\" \"", "");
}

static void reads_exclusions(void **state)
{
    struct arena arena = {0};
    (void)state;
    check_match("nato -turkey", "(\"nato\") NOT (\"turkey\")");
    check_match("a -\"b c\" d -title:e",
                "(\"a\" AND \"d\") NOT (\"b c\" OR title : \"e\")");
    const struct query *query = query_parse(&arena, STR("-turkey -greece"), false);
    assert_int_equal(query_match(&arena, query).len, 0);
    assert_true(str_eq(query_excluded(&arena, query), STR("\"turkey\" OR \"greece\"")));
    assert_int_equal(query->term_count, 0);
    assert_false(query->is_empty);
    query = query_parse(&arena, STR("nato -turkey"), false);
    assert_true(str_eq(query_excluded(&arena, query), STR("\"turkey\"")));
    arena_release(&arena);
}

static void takes_noise_for_words(void **state)
{
    (void)state;
    check_match("foo-bar", "\"foo bar\"");
    check_match("C++", "\"c\"");
    check_match("x:y", "\"x y\"");
    check_match("a\"b", "\"a\" AND \"b\"");
    check_match("NOT AND OR NEAR(", "\"not\" AND \"and\" AND \"or\" AND \"near\"");
    check_match("--json", "\"json\"");
    check_match("fo*o", "\"fo o\"");
    check_match("{title}:x ^y", "\"title x\" AND \"y\"");
    check_match("has:what", "\"has what\"");
    check_match("has:", "");
    check_match("title: x", "\"x\"");
    check_match("- : * \" -- -* :: ()", "");
    check_match("'; DROP TABLE t; --", "\"drop\" AND \"table\" AND \"t\"");
    check_match("a\xFF"
                "b \x01 \xC3",
                "\"a b\"");
}

static void goes_on_while_typing(void **state)
{
    (void)state;
    check_typing("nato trea", "\"nato\" AND \"trea\" *");
    check_typing("nato ", "\"nato\"");
    check_typing("\"burden sha", "\"burden sha\" *");
    check_typing("\"burden sha\"", "\"burden sha\"");
    check_typing("C+", "\"c\"");
    check_typing("nato -tur", "(\"nato\") NOT (\"tur\")");
    check_typing("title:na", "title : \"na\" *");
    check_typing("北", "\"北\"");
    check_typing("ก", "\"ก\" *");
    check_typing("has:fa", "");
    check_typing("has:fax", "\"has fax\" *");
}

static void reads_filters(void **state)
{
    struct arena arena = {0};
    const struct query *query = query_parse(
        &arena, STR("topic:\"Foreign  Policy\" in:/Europa/./Übersee// has:FAQ"), false);
    (void)state;
    assert_int_equal(query->topic_count, 1);
    assert_true(str_eq(query->topics[0].name, STR("foreign policy")));
    assert_int_equal(query->folder_count, 1);
    assert_true(str_eq(query->folders[0].name, STR("europa/ubersee")));
    assert_int_equal(query->has, QUERY_HAS_FAQ);
    assert_int_equal(query_match(&arena, query).len, 0);
    assert_int_equal(query_excluded(&arena, query).len, 0);
    assert_false(query->is_empty);

    query = query_parse(&arena, STR("-topic:a -in:b -has:points in:/ topic:"), false);
    assert_int_equal(query->topic_count, 1);
    assert_true(query->topics[0].is_excluded);
    assert_int_equal(query->folder_count, 1);
    assert_true(query->folders[0].is_excluded);
    assert_int_equal(query->has, 0);
    assert_int_equal(query->has_not, QUERY_HAS_POINTS);

    query = query_parse(&arena, STR("topic:a in:b"), true);
    assert_false(query->topics[0].is_typed);
    assert_true(query->folders[0].is_typed);
    arena_release(&arena);
}

static void tells_what_is_empty(void **state)
{
    static const char *const empty[] = {"", "   ", "-", "\"\"", "topic:", "in:/", "*"};
    struct arena arena = {0};
    (void)state;
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        assert_true(query_parse(&arena, str_from(empty[i]), false)->is_empty);
    assert_true(query_parse(&arena, STR("\0\0"), false)->is_empty);
    assert_false(query_parse(&arena, STR("\0a"), false)->is_empty);
    arena_release(&arena);
}

static struct str short_prefix(struct arena *arena, const char *typed, bool typing)
{
    return query_parse(arena, str_from(typed), typing)->short_prefix;
}

static void tells_short_prefixes(void **state)
{
    struct arena arena = {0};
    (void)state;
    assert_true(str_eq(short_prefix(&arena, "I", true), STR("i")));
    assert_true(str_eq(short_prefix(&arena, "éc*", false), STR("ec")));
    assert_true(str_eq(short_prefix(&arena, "i -x topic:y", false), STR("")));
    assert_true(str_eq(short_prefix(&arena, "topic:y i", true), STR("i")));
    assert_int_equal(short_prefix(&arena, "int", true).len, 0);
    assert_int_equal(short_prefix(&arena, "us i", true).len, 0);
    assert_int_equal(short_prefix(&arena, "京", true).len, 0);
    arena_release(&arena);
}

static void tells_terms(void **state)
{
    struct arena arena = {0};
    const struct query *query =
        query_parse(&arena, STR("Nato \"Cold War\" title:x -no det"), true);
    (void)state;
    assert_int_equal(query->term_count, 4);
    assert_true(str_eq(query->terms[0].text, STR("nato")));
    assert_false(query->terms[0].is_phrase || query->terms[0].is_prefix);
    assert_true(str_eq(query->terms[1].text, STR("cold war")));
    assert_true(query->terms[1].is_phrase);
    assert_int_equal(query->terms[1].count, 2);
    assert_true(str_eq(query->terms[1].words[1], STR("war")));
    assert_true(query->terms[2].in_title);
    assert_true(query->terms[3].is_prefix);
    arena_release(&arena);
}

static void keeps_its_bounds(void **state)
{
    struct arena arena = {0};
    struct buf text = {0};
    (void)state;
    for (int i = 0; i < 400; i++)
        buf_puts(&text, i % 2 ? STR("w ") : STR("-x topic:t in:f "));
    const struct query *query = query_parse(&arena, buf_str(&text), false);
    assert_true(query->term_count > 0 && query->term_count < QUERY_TERMS_MAX);
    assert_int_equal(query->topic_count, QUERY_FILTERS_MAX);
    assert_int_equal(query->folder_count, QUERY_FILTERS_MAX);
    assert_true(str_starts(query->left_out, STR("topic:t in:f topic:t in:f")));

    /* What has a place is not left out, and what is has its signs. */
    buf_clear(&text);
    for (int i = 0; i < QUERY_TERMS_MAX; i++)
        buf_puts(&text, STR("w "));
    query = query_parse(&arena, buf_str(&text), false);
    assert_int_equal(query->left_out.len, 0);
    buf_puts(&text, STR("x* -\"y z\" in:f ... title:t"));
    query = query_parse(&arena, buf_str(&text), true);
    assert_true(str_eq(query->left_out, STR("x* -\"y z\" title:t")));
    assert_int_equal(query->folder_count, 1);

    /* Cut before the character that would not be whole. */
    buf_clear(&text);
    buf_repeat(&text, 'a', QUERY_BYTES_MAX - 1);
    buf_puts(&text, STR("é not here"));
    query = query_parse(&arena, buf_str(&text), false);
    assert_int_equal(query->terms[0].text.len, QUERY_BYTES_MAX - 1);
    assert_int_equal(query->term_count, 1);
    assert_true(str_eq(query->left_out, STR("é not here")));
    buf_release(&text);
    arena_release(&arena);
}

/* --- What is lit ------------------------------------------------------------------ */

/* The text with what is lit in brackets. */
static char *lit(struct arena *arena, const struct query *query, struct str text)
{
    struct buf out = {0};
    size_t count, at = 0;
    const struct query_light *lights = query_highlight(query, text, arena, &count);
    for (size_t i = 0; i < count; i++) {
        struct byte_range range = lights[i].range;
        assert_true(range.from >= at && range.to > range.from);
        assert_true(range.to <= text.len);
        buf_puts(&out, str_slice(text, at, range.from));
        buf_putc(&out, '[');
        buf_puts(&out, str_slice(text, range.from, range.to));
        buf_putc(&out, ']');
        at = range.to;
    }
    buf_puts(&out, str_tail(text, at));
    char *result = arena_cstr(arena, buf_str(&out));
    buf_release(&out);
    return result;
}

static void check_lit(const char *typed, const char *text, const char *wanted)
{
    struct arena arena = {0};
    const struct query *query = query_parse(&arena, str_from(typed), false);
    assert_string_equal(lit(&arena, query, str_from(text)), wanted);
    arena_release(&arena);
}

static void lights_words(void **state)
{
    (void)state;
    check_lit("nato", "NATO and senators: Nato's", "[NATO] and senators: [Nato]'s");
    check_lit("nato and", "NATO and", "[NATO] [and]");
    check_lit("deter*", "Deterrence, undeterred, deter",
              "[Deter]rence, undeterred, "
              "[deter]");
    check_lit("eleve*", "e\xCC\x81le\xCC\x80ves", "[e\xCC\x81le\xCC\x80ve]s");
    check_lit("-nato war", "NATO war", "NATO [war]");
    check_lit("title:war", "war", "[war]");
    check_lit("stras*", "Straße", "[Straß]e");
    check_lit("", "text", "text");
    check_lit("x", "", "");
}

static void lights_phrases(void **state)
{
    (void)state;
    check_lit("\"cold war\"", "cold, war cold hot war COLD-\nWar",
              "[cold, war] cold hot war [COLD-\nWar]");
    check_lit("\"a a b\"", "a a a b a a b", "a [a a b] [a a b]");
    check_lit("\"a b a b\"", "a b a b a b", "[a b a b a b]");
    check_lit("\"a b a c\"", "a b a b a c", "a b [a b a c]");
    check_lit("\"cold w\"*", "cold war wars cold x", "[cold w]ar wars cold x");
    check_lit("\"cold war\" war", "cold war war", "[cold war] [war]");
    check_lit("war \"the cold war of\"", "the cold war of", "[the cold war of]");
    check_lit("foo-bar", "foo bar, foo/bar", "[foo bar], [foo/bar]");
}

/* --- Beside the index ------------------------------------------------------------- */

struct index {
    sqlite3 *db;
    sqlite3_stmt *insert, *find;
};

static void must(const struct index *index, int result)
{
    if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW)
        fail_msg("%s", sqlite3_errmsg(index->db));
}

static int open_index(void **state)
{
    static struct index index;

    must(&index, sqlite3_open(":memory:", &index.db));
    must(&index, tokenizer_register(index.db));
    must(&index, sqlite3_exec(index.db,
                              "CREATE VIRTUAL TABLE t USING fts5(title, heading, body,"
                              " tokenize='" TOKENIZER_NAME "')",
                              NULL, NULL, NULL));
    must(&index,
         sqlite3_prepare_v2(index.db, "INSERT INTO t(title, body) VALUES ('Title', ?)",
                            -1, &index.insert, NULL));
    must(&index, sqlite3_prepare_v2(index.db, "SELECT count(*) FROM t WHERE t MATCH ?",
                                    -1, &index.find, NULL));
    *state = &index;
    return 0;
}

static int close_index(void **state)
{
    struct index *index = *state;
    sqlite3_finalize(index->insert);
    sqlite3_finalize(index->find);
    sqlite3_close(index->db);
    return 0;
}

/* Makes the text all that the index holds. */
static void fill(const struct index *index, struct str text)
{
    struct buf words = {0};
    segment_text(&words, text);
    must(index, sqlite3_exec(index->db, "DELETE FROM t", NULL, NULL, NULL));
    must(index, sqlite3_bind_text(index->insert, 1, words.len ? words.data : "",
                                  (int)words.len, SQLITE_STATIC));
    must(index, sqlite3_step(index->insert));
    must(index, sqlite3_reset(index->insert));
    buf_release(&words);
}

static int found(const struct index *index, struct str match)
{
    must(index,
         sqlite3_bind_text(index->find, 1, match.ptr, (int)match.len, SQLITE_STATIC));
    must(index, sqlite3_step(index->find));
    int count = sqlite3_column_int(index->find, 0);
    must(index, sqlite3_reset(index->find));
    return count;
}

struct language_case {
    const char *typed,
        *lit; /* the text, with what is lit in brackets; none: not found */
};

/* clang-format off */
static const struct language_case languages[] = {
    {"president", "The [President] spoke"},
    {"preside", "The President spoke"},
    {"uber*", "[Über]morgen"},                        /* German */
    {"GRÖSSE", "die [Größe]"},
    {"grosse", "die [Größe]"},
    {"mude", "die Mudeln"},
    {"eleve", "un [élève] doué"},                     /* French */
    {"ÉLÈVE", "un [eleve] doué"},
    {"coeur", "le [cœur]"},
    {"l'été", "[l’été] dernier"},
    {"война", "[Война] и мир"},                       /* Russian */
    {"ВОЙНА", "[война]"},
    {"воина", "война"},
    {"елка", "новая [Ёлка]"},
    {"οδυσσευς", "ο [ΟΔΥΣΣΕΎΣ]"},                     /* Greek */
    {"αθηνα", "η [Αθήνα]"},
    {"istanbul", "[İstanbul], [ISTANBUL]"},           /* Turkish */
    {"ısparta", "[ISPARTA] [Isparta]"},
    {"dış", "[DIŞ] politika"},
    {"北京", "我在[北京]大学"},                       /* Chinese */
    {"北大", "我在北京大学"},
    {"京", "北[京]"},
    {"东京", "北京 东方"},
    {"外交 政策", "美国[外交][政策]"},
    {"東京タワー", "[東京タワー]の夜"},               /* Japanese */
    {"か", "が"},
    {"ガ", "[ｶﾞ]"},
    {"한국", "[한국] 정치"},                          /* Korean */
    {"한*", "[한]국"},
    {"한국", "[\u1112\u1161\u11AB\u1100\u116E\u11A8]"},
    {"ประเทศ", "[ประเทศ]ไทย"},                        /* Thai */
    {"ดี", "ดู"},
    {"ดี", "[ดี]มาก"},
    {"ด", "ดี"},
    {"ភាសា", "[ភាសា]ខ្មែរ"},                              /* Khmer */
    {"محمد", "قال [مُحَمَّد] نعم"},                         /* Arabic */
    {"احمد", "[أحمد]"},
    {"محمد", "محمود"},
    {"שלום", "[שָׁלוֹם] לכם"},                             /* Hebrew */
    {"שלו", "שלום"},
    {"हिन्दी", "[हिन्दी] भाषा"},                             /* Hindi */
    {"हन्द", "हिन्दी"},
    {"lodz", "w mieście [Łódź]"},                     /* Polish, Vietnamese */
    {"viet nam", "[Việt] [Nam]"},
};
/* clang-format on */

static struct str without_brackets(struct arena *arena, const char *marked)
{
    struct buf out = {0};
    for (; *marked; marked++) {
        if (*marked != '[' && *marked != ']')
            buf_putc(&out, *marked);
    }
    struct str kept = buf_keep(&out, arena);
    buf_release(&out);
    return kept;
}

static void finds_and_lights_languages(void **state)
{
    const struct index *index = *state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        const struct language_case *at = &languages[i];
        struct str text = without_brackets(&arena, at->lit);
        const struct query *query = query_parse(&arena, str_from(at->typed), false);
        fill(index, text);
        assert_string_equal(lit(&arena, query, text), at->lit);
        if (found(index, query_match(&arena, query)) != (strchr(at->lit, '[') != NULL))
            fail_msg("%s in %s", at->typed, at->lit);
    }
    arena_release(&arena);
}

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

/* Asks for all that the query has to say. */
static void ask(const struct index *index, struct arena *arena, struct str typed)
{
    for (int typing = 0; typing < 2; typing++) {
        const struct query *query = query_parse(arena, typed, typing != 0);
        struct str match = query_match(arena, query);
        struct str excluded = query_excluded(arena, query);
        if (match.len > 0)
            found(index, match);
        if (excluded.len > 0)
            found(index, excluded);
        lit(arena, query, typed);
    }
    arena_clear(arena);
}

static void asks_without_error(void **state)
{
    static const char *const tokens[] = {
        "\"",   "-",     ":",        "*",     "(",    ")",   "{",      "}",
        "^",    "+",     ",",        "'",     "\\",   "NOT", "AND",    "OR",
        "NEAR", "NEAR(", "title:",   "body:", "has:", "in:", "topic:", "rank:",
        "faq",  "a",     "b*",       "北京",  "ที่",    "é",   "ß",      "\xFF",
        "\xC3", "\x01",  "\xE2\x80", " ",     "  ",   "\t",  "“",      "”",
        "--",   "/*",    "0",        "1e5",
    };
    const struct index *index = *state;
    const uint32_t count = sizeof tokens / sizeof *tokens;
    struct arena arena = {0};
    struct buf text = {0};
    uint32_t seed = 3;
    fill(index, STR("some text, a b c 北京 ที่ é"));
    for (uint32_t i = 0; i < 6000; i++) {
        buf_clear(&text);
        for (uint32_t j = 1 + draw(&seed, 5); j > 0; j--)
            buf_puts(&text, str_from(tokens[draw(&seed, count)]));
        ask(index, &arena, buf_str(&text));
    }
    for (int i = 0; i < 4000; i++) {
        buf_clear(&text);
        for (uint32_t j = draw(&seed, 40); j > 0; j--)
            buf_putc(&text, (char)draw(&seed, 256));
        ask(index, &arena, buf_str(&text));
    }
    buf_release(&text);
    arena_release(&arena);
}

/* One term is found where something is lit, whatever the text. */
static void lights_what_is_found(void **state)
{
    static const char *const pieces[] = {
        "a",  "b",         "ab", "A", "é",  "e\xCC\x81", "e",  "ß",
        "ss", "и\xCC\x86", "и",  "й", "北", "京",        "か", "が",
        "ก",  "กี",         "한", " ", " ",  "-",         ".",  "ー",
    };
    const struct index *index = *state;
    const uint32_t count = sizeof pieces / sizeof *pieces;
    struct arena arena = {0};
    struct buf text = {0}, typed = {0};
    uint32_t seed = 4, hits = 0;
    for (int i = 0; i < 4000; i++) {
        buf_clear(&text);
        buf_clear(&typed);
        for (uint32_t j = draw(&seed, 16); j > 0; j--)
            buf_puts(&text, str_from(pieces[draw(&seed, count)]));
        buf_putc(&typed, '"');
        for (uint32_t j = 1 + draw(&seed, 3); j > 0; j--)
            buf_puts(&typed, str_from(pieces[draw(&seed, count)]));
        buf_puts(&typed, draw(&seed, 2) ? STR("\"*") : STR("\""));
        const struct query *query = query_parse(&arena, buf_str(&typed), false);
        size_t lights;
        (void)query_highlight(query, buf_str(&text), &arena, &lights);
        if (query->term_count > 0) {
            fill(index, buf_str(&text));
            assert_int_equal(found(index, query_match(&arena, query)), lights > 0);
            hits += lights > 0;
        }
        arena_clear(&arena);
    }
    assert_between(hits, 400, 3600);
    buf_release(&text);
    buf_release(&typed);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_words),
        cmocka_unit_test(reads_phrases),
        cmocka_unit_test(reads_exclusions),
        cmocka_unit_test(takes_noise_for_words),
        cmocka_unit_test(goes_on_while_typing),
        cmocka_unit_test(reads_filters),
        cmocka_unit_test(tells_what_is_empty),
        cmocka_unit_test(tells_short_prefixes),
        cmocka_unit_test(tells_terms),
        cmocka_unit_test(keeps_its_bounds),
        cmocka_unit_test(lights_words),
        cmocka_unit_test(lights_phrases),
        cmocka_unit_test(finds_and_lights_languages),
        cmocka_unit_test(asks_without_error),
        cmocka_unit_test(lights_what_is_found),
    };
    text_setup();
    return cmocka_run_group_tests(tests, open_index, close_index);
}
