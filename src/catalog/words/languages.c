/*
 * One table: codes, the stemmer, and how texts of a language are recognised.
 */
#include "catalog/words/languages.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/text.h"
#include "catalog/store/schema.h"

enum {
    /* Articles of a language that are counted: enough to tell which has more. */
    COUNTED_MAX = 2000,
    /* A language is the library's when one article in so many is written in it; with
     * fewer it is quotations. */
    SHARE = 50,
};

enum letters { LATIN, CYRILLIC, GREEK, ARABIC, DEVANAGARI, LATIN_OR_CYRILLIC, OTHER };

struct language_row {
    const char *codes; /* ISO 639-1 and -3, and the name */
    const char *stemmer;
    enum letters letters;
    /* Matches nearly all texts of some paragraphs, and hardly any of another language:
     * the words as the index has them. */
    const char *sign;
};

/* clang-format off */
static const struct language_row rows[LANGUAGE_COUNT] = {
    [LANGUAGE_ENGLISH] = {"en eng english", "english", LATIN,
        "the AND of AND (is OR are OR to OR for)"},
    [LANGUAGE_GERMAN] = {"de deu ger german", "german", LATIN,
        "und AND (der OR die) AND (ist OR nicht OR mit OR wird OR ein OR eine)"},
    [LANGUAGE_FRENCH] = {"fr fra fre french", "french", LATIN,
        "les AND des AND (est OR une OR dans OR pour)"},
    [LANGUAGE_SPANISH] = {"es spa spanish", "spanish", LATIN,
        "los AND las AND (una OR por OR con OR para OR que)"},
    [LANGUAGE_PORTUGUESE] = {"pt por portuguese", "portuguese", LATIN,
        "nao AND uma AND (com OR para OR os OR em)"},
    [LANGUAGE_ITALIAN] = {"it ita italian", "italian", LATIN,
        "che AND (della OR di OR il) AND (per OR sono OR non OR una)"},
    [LANGUAGE_DUTCH] = {"nl nld dut dutch", "dutch", LATIN,
        "het AND een AND (van OR niet OR voor)"},
    [LANGUAGE_SWEDISH] = {"sv swe swedish", "swedish", LATIN,
        "och AND att AND (som OR den OR det)"},
    [LANGUAGE_DANISH] = {"da dan danish", "danish", LATIN,
        "og AND af AND (ikke OR til OR der OR det)"},
    [LANGUAGE_NORWEGIAN] = {"no nb nn nor nob norwegian", "norwegian", LATIN,
        "og AND av AND (ikke OR til OR som OR det)"},
    [LANGUAGE_FINNISH] = {"fi fin finnish", "finnish", LATIN,
        "ja AND on AND (etta OR ovat OR myos OR tai OR kun)"},
    [LANGUAGE_RUSSIAN] = {"ru rus russian", "russian", CYRILLIC,
        "и AND в AND (что OR это OR как OR для OR не)"},
    [LANGUAGE_UKRAINIAN] = {"uk ukr ukrainian", NULL, CYRILLIC,
        "і AND (що OR це OR та) AND (в OR у OR на OR не)"},
    [LANGUAGE_POLISH] = {"pl pol polish", NULL, LATIN,
        "w AND (nie OR jest OR sie) AND (na OR do OR ktory OR ze)"},
    [LANGUAGE_CZECH] = {"cs ces cze czech", NULL, LATIN,
        "je AND se AND (ktery OR ktere OR pro OR jsou OR nebo)"},
    [LANGUAGE_ROMANIAN] = {"ro ron rum romanian", "romanian", LATIN,
        "si AND este AND (care OR sunt OR pentru OR nu)"},
    [LANGUAGE_HUNGARIAN] = {"hu hun hungarian", "hungarian", LATIN,
        "es AND hogy AND (egy OR nem OR az)"},
    [LANGUAGE_TURKISH] = {"tr tur turkish", "turkish", LATIN,
        "bir AND ve AND (bu OR icin OR ile OR olarak)"},
    [LANGUAGE_GREEK] = {"el ell gre greek", "greek", GREEK,
        "και AND το AND (να OR της OR του OR ειναι)"},
    [LANGUAGE_CATALAN] = {"ca cat catalan", "catalan", LATIN,
        "els AND amb AND (per OR les OR una)"},
    [LANGUAGE_INDONESIAN] = {"id ind indonesian", "indonesian", LATIN,
        "yang AND dan AND (dengan OR untuk OR di OR ini)"},
    [LANGUAGE_SERBIAN] = {"sr srp hr hrv bs bos serbian croatian bosnian", "serbian", LATIN_OR_CYRILLIC,
        "(je AND da AND (koji OR koja OR nije OR kao OR ili)) OR"
        " (је AND да AND (који OR која OR није OR као))"},
    [LANGUAGE_LITHUANIAN] = {"lt lit lithuanian", "lithuanian", LATIN,
        "ir AND yra AND (kad OR su OR is OR kaip)"},
    [LANGUAGE_IRISH] = {"ga gle irish", "irish", LATIN, "agus AND an AND (ar OR ta OR na)"},
    [LANGUAGE_ARABIC] = {"ar ara arabic", "arabic", ARABIC,
        "في AND من AND (على OR هذا OR التي OR او)"},
    [LANGUAGE_HINDI] = {"hi hin hindi", "hindi", DEVANAGARI, "के AND में AND (है OR और OR को)"},
};
/* clang-format on */

bool languages_have(const struct languages *languages, enum language language)
{
    for (size_t i = 0; i < languages->count; i++) {
        if (languages->items[i] == language)
            return true;
    }
    return false;
}

static enum letters letters_of(struct str word)
{
    size_t pos = 0;
    uint32_t c = word.len > 0 ? text_next(word, &pos) : 0;
    return c < 0x370   ? LATIN
           : c < 0x400 ? GREEK
           : c < 0x530 ? CYRILLIC
           : c < 0x600 ? OTHER
           : c < 0x700 ? ARABIC
           : c < 0x980 ? DEVANAGARI
                       : OTHER;
}

bool language_writes(enum language language, struct str word)
{
    enum letters letters = letters_of(word), own = rows[language].letters;
    return letters == own ||
           (own == LATIN_OR_CYRILLIC && (letters == LATIN || letters == CYRILLIC));
}

const char *language_stemmer(enum language language)
{
    return rows[language].stemmer;
}

/* Of "pt-BR" and "zh_cn" what is before the country. */
static struct str without_country(struct str name)
{
    size_t end = str_chr(name, '-'), other = str_chr(name, '_');
    return str_slice(name, 0, end < other ? end : other);
}

enum language language_of(struct str name)
{
    struct str wanted = without_country(str_trim(name));
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        struct str rest = str_from(rows[i].codes), code;
        while (str_cut(&rest, ' ', &code)) {
            if (str_eq_nocase(code, wanted))
                return (enum language)i;
        }
    }
    return LANGUAGE_COUNT;
}

enum language language_of_path(struct str path)
{
    struct str rest = path, part, last = {0};
    while (str_cut(&rest, '/', &part)) {
        enum language language = last.ptr == NULL ? LANGUAGE_COUNT : language_of(last);
        if (language != LANGUAGE_COUNT)
            return language;
        last = part;
    }
    struct str stem = str_slice(last, 0, str_rchr(last, '.'));
    size_t dot = str_rchr(stem, '.');
    return dot < stem.len ? language_of(str_tail(stem, dot + 1)) : LANGUAGE_COUNT;
}

/* --- Notes --- */

/* Two values in one: what is said in the lower half, what is in paths in the upper. */
enum { PATH_SHIFT = 32 };
static_assert(LANGUAGE_COUNT <= 31, "a bit each");

static struct language_notes read_notes(struct database *database)
{
    uint64_t value = (uint64_t)state_get(database, "languages");
    return (struct language_notes){value & UINT32_MAX, value >> PATH_SHIFT};
}

void language_note(uint64_t *notes, enum language language)
{
    if (language != LANGUAGE_COUNT)
        *notes |= (uint64_t)1 << language;
}

void language_notes_write(struct language_notes *notes, struct database *database)
{
    struct language_notes known = read_notes(database);
    known.said |= notes->said;
    known.in_path |= notes->in_path;
    if ((notes->said | notes->in_path) != 0)
        state_set(database, "languages",
                  (int64_t)(known.said | known.in_path << PATH_SHIFT));
    *notes = (struct language_notes){0};
}

/* --- Finding --- */

struct language_count {
    enum language language;
    int64_t articles;
};

static int64_t count_articles(struct statement *count, const char *sign)
{
    statement_bytes(count, 1, str_from(sign));
    int64_t articles = statement_next(count) ? column_int(count, 0) : 0;
    statement_end(count);
    return articles;
}

static int compare_counts(const void *a, const void *b)
{
    const struct language_count *left = a, *right = b;
    if (left->articles != right->articles)
        return left->articles > right->articles ? -1 : 1;
    return left->language < right->language ? -1 : left->language > right->language;
}

/* Of what was said it is believed without a text, of a path with one. */
static bool is_spoken(const struct language_count *count, int64_t most,
                      const struct language_notes *notes)
{
    bool is_said = (notes->said >> count->language & 1) != 0;
    bool is_in_path = (notes->in_path >> count->language & 1) != 0;
    return is_said ||
           (count->articles > 0 && (is_in_path || count->articles * SHARE >= most));
}

void languages_find(struct database *database, struct languages *languages)
{
    struct language_count counts[LANGUAGE_COUNT];
    struct language_notes notes = read_notes(database);
    struct statement *count = statement_new(
        database, "SELECT count(*) FROM (SELECT 1 FROM passage WHERE passage MATCH ?"
                  " LIMIT 2000)");
    static_assert(COUNTED_MAX == 2000, "as in the statement");
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        counts[i] = (struct language_count){(enum language)i,
                                            count_articles(count, rows[i].sign)};
    statement_free(count);
    qsort(counts, LANGUAGE_COUNT, sizeof *counts, compare_counts);
    size_t latin = 0;
    languages->count = 0;
    for (size_t i = 0; i < LANGUAGE_COUNT && languages->count < LANGUAGES_MAX; i++) {
        bool is_latin = rows[counts[i].language].letters == LATIN;
        if (!is_spoken(&counts[i], counts[0].articles, &notes) ||
            (is_latin && latin == LANGUAGES_LATIN_MAX))
            continue;
        languages->items[languages->count++] = counts[i].language;
        latin += is_latin;
    }
    if (languages->count == 0)
        languages->items[languages->count++] = LANGUAGE_ENGLISH;
}
