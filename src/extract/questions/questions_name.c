/*
 * A name for an answer whose question was lost: its opening words, cut where a clause
 * ends or at least not after a word that leans on the next.
 */
#include "base/text.h"
#include "extract/questions/questions.h"

enum {
    NAME_COLS_MAX = 58,   /* with the ellipsis it fits into 60 columns */
    CLAUSE_COLS_MIN = 24, /* an earlier comma leaves too little to tell answers apart */
};

/* Words that nothing should end in. */
static bool leans(struct str word)
{
    static const struct str words[] = {
        STR_INIT("a"),     STR_INIT("an"),   STR_INIT("the"), STR_INIT("and"),
        STR_INIT("or"),    STR_INIT("of"),   STR_INIT("to"),  STR_INIT("in"),
        STR_INIT("on"),    STR_INIT("at"),   STR_INIT("by"),  STR_INIT("for"),
        STR_INIT("with"),  STR_INIT("from"), STR_INIT("as"),  STR_INIT("that"),
        STR_INIT("which"), STR_INIT("they"), STR_INIT("it"),  STR_INIT("is"),
        STR_INIT("are"),   STR_INIT("was"),  STR_INIT("be"),  STR_INIT("their"),
        STR_INIT("its"),   STR_INIT("his"),  STR_INIT("our"), STR_INIT("your"),
        STR_INIT("these"), STR_INIT("this"), STR_INIT("all"), STR_INIT("not"),
        STR_INIT("und"),   STR_INIT("der"),  STR_INIT("die"), STR_INIT("das"),
        STR_INIT("ein"),   STR_INIT("eine"), STR_INIT("zu"),  STR_INIT("von"),
        STR_INIT("mit"),   STR_INIT("et"),   STR_INIT("de"),  STR_INIT("des"),
        STR_INIT("la"),    STR_INIT("le"),   STR_INIT("les"), STR_INIT("un"),
        STR_INIT("une"),   STR_INIT("y"),    STR_INIT("el"),  STR_INIT("los"),
        STR_INIT("en"),    STR_INIT("e"),    STR_INIT("o"),   STR_INIT("do"),
        STR_INIT("da"),    STR_INIT("di"),   STR_INIT("il"),  STR_INIT("и"),
        STR_INIT("в"),     STR_INIT("на"),   STR_INIT("с"),   STR_INIT("к"),
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_eq_nocase(word, words[i]))
            return true;
    }
    return false;
}

static struct str without_leaning(struct str name)
{
    for (;;) {
        size_t blank = str_rchr(name, ' ');
        if (blank == name.len || blank == 0 || !leans(str_tail(name, blank + 1)))
            return name;
        name = str_slice(name, 0, blank);
    }
}

static size_t last_comma(struct str s)
{
    size_t comma = str_rchr(s, ',');
    return comma < s.len && text_cols(str_slice(s, 0, comma)) >= CLAUSE_COLS_MIN
               ? comma
               : s.len;
}

/* The longest beginning in whole words; text without blanks is cut anywhere. */
static struct str fit_words(struct str text)
{
    struct str name = text_fit(text, NAME_COLS_MAX);
    size_t end = name.len;
    if (end == text.len || text.ptr[end] == ' ')
        return name;
    while (end > 0 && name.ptr[end - 1] != ' ')
        end--;
    return end > 0 ? str_slice(name, 0, end) : name;
}

static struct str first_line(struct str text)
{
    return str_slice(text, 0, str_chr(text, '\n'));
}

struct str questions_name(struct arena *arena, struct str answer)
{
    struct str line = str_trim(first_line(answer)), name = fit_words(line);
    bool whole = name.len == line.len;
    if (!whole)
        name =
            without_leaning(str_slice(str_trim(name), 0, last_comma(str_trim(name))));
    while (name.len > 0 && str_chr(STR(".,;: "), name.ptr[name.len - 1]) < 5)
        name.len--;
    if (name.len == 0)
        return (struct str){0};
    return arena_printf(arena, STR_FMT " …", STR_ARG(name));
}
