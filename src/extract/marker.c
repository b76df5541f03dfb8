/*
 * Recognises a marker at the start of a text: a word of the list or a letter, perhaps
 * a number, then a colon or another closing sign.
 */
#include "extract/marker.h"

#include "base/ascii.h"
#include "base/text.h"

struct marker_word {
    struct str word;
    uint8_t kind;
};

/* Letters count in capitals only; words in any case. */
/* clang-format off */
static const struct marker_word words[] = {
    {STR_INIT("Q"),         MARKER_QUESTION}, {STR_INIT("A"),           MARKER_ANSWER},
    {STR_INIT("Question"),  MARKER_QUESTION}, {STR_INIT("Answer"),      MARKER_ANSWER},
    {STR_INIT("Ques"),      MARKER_QUESTION}, {STR_INIT("Ans"),         MARKER_ANSWER},
    {STR_INIT("F"),         MARKER_QUESTION}, {STR_INIT("Frage"),       MARKER_QUESTION},
    {STR_INIT("Antwort"),   MARKER_ANSWER},   {STR_INIT("R"),           MARKER_ANSWER},
    {STR_INIT("Réponse"),   MARKER_ANSWER},   {STR_INIT("Reponse"),     MARKER_ANSWER},
    {STR_INIT("P"),         MARKER_QUESTION}, {STR_INIT("Pregunta"),    MARKER_QUESTION},
    {STR_INIT("Respuesta"), MARKER_ANSWER},   {STR_INIT("Pergunta"),    MARKER_QUESTION},
    {STR_INIT("Resposta"),  MARKER_ANSWER},   {STR_INIT("D"),           MARKER_QUESTION},
    {STR_INIT("Domanda"),   MARKER_QUESTION}, {STR_INIT("Risposta"),    MARKER_ANSWER},
    {STR_INIT("Vraag"),     MARKER_QUESTION}, {STR_INIT("Antwoord"),    MARKER_ANSWER},
    {STR_INIT("Pytanie"),   MARKER_QUESTION}, {STR_INIT("Odpowiedź"),   MARKER_ANSWER},
    {STR_INIT("Soru"),      MARKER_QUESTION}, {STR_INIT("Cevap"),       MARKER_ANSWER},
    {STR_INIT("В"),         MARKER_QUESTION}, {STR_INIT("О"),           MARKER_ANSWER},
    {STR_INIT("Вопрос"),    MARKER_QUESTION}, {STR_INIT("Ответ"),       MARKER_ANSWER},
    {STR_INIT("问"),        MARKER_QUESTION}, {STR_INIT("答"),          MARKER_ANSWER},
    {STR_INIT("問"),        MARKER_QUESTION}, {STR_INIT("问题"),        MARKER_QUESTION},
    {STR_INIT("回答"),      MARKER_ANSWER},   {STR_INIT("答案"),        MARKER_ANSWER},
    {STR_INIT("質問"),      MARKER_QUESTION}, {STR_INIT("문"),          MARKER_QUESTION},
    {STR_INIT("질문"),      MARKER_QUESTION}, {STR_INIT("답"),          MARKER_ANSWER},
    {STR_INIT("답변"),      MARKER_ANSWER},   {STR_INIT("س"),           MARKER_QUESTION},
    {STR_INIT("ج"),         MARKER_ANSWER},
};
/* clang-format on */

static const struct str colons[] = {STR_INIT(":"), STR_INIT("："), STR_INIT("﹕")};
static const struct str stops[] = {STR_INIT("."),  STR_INIT(")"),  STR_INIT("、"),
                                   STR_INIT("．"), STR_INIT(" -"), STR_INIT(" –"),
                                   STR_INIT(" —")};

static size_t skip_blanks(struct str s, size_t at)
{
    while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\n'))
        at++;
    return at;
}

static size_t skip_digits(struct str s, size_t at)
{
    while (at < s.len && ascii_is_digit(s.ptr[at]))
        at++;
    return at;
}

static size_t match_one(struct str rest, const struct str *signs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_starts(rest, signs[i]))
            return signs[i].len;
    }
    return 0;
}

/* Signs that close a mark: a colon, or a full stop, bracket or dash. */
static size_t closing(struct str rest)
{
    size_t blank = rest.len > 0 && rest.ptr[0] == ' '; /* French: "Q : Pourquoi" */
    size_t len =
        match_one(str_tail(rest, blank), colons, sizeof colons / sizeof *colons);
    if (len > 0)
        return blank + len;
    return match_one(rest, stops, sizeof stops / sizeof *stops);
}

static bool same_word(struct str text, struct str word)
{
    return word.len == 1 ? str_eq(text, word) : str_eq_nocase(text, word);
}

static bool may_be(char c, char first)
{
    return ((c ^ first) & ~0x20) == 0; /* the same letter, whatever its case */
}

/* The marker made by one word, at `start`. */
static struct marker match_word(struct str text, size_t start, struct str word)
{
    size_t at = start + word.len;
    if (!same_word(str_slice(text, start, at), word))
        return (struct marker){0};
    size_t digits = at < text.len && text.ptr[at] == ' ' ? at + 1 : at;
    if (digits < text.len && text.ptr[digits] == '#')
        digits++;
    if (skip_digits(text, digits) > digits)
        digits = skip_digits(text, digits);
    else
        digits = at;
    size_t close = closing(str_tail(text, digits));
    if (close == 0)
        return (struct marker){0};
    return (struct marker){skip_blanks(text, digits + close), digits > at};
}

struct marker marker_opens(struct str text, enum marker_kind kind)
{
    size_t start = skip_blanks(text, 0);
    if (start >= text.len)
        return (struct marker){0};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i].kind == kind && may_be(text.ptr[start], words[i].word.ptr[0])) {
            struct marker marker = match_word(text, start, words[i].word);
            if (marker.bytes > 0)
                return marker;
        }
    }
    return (struct marker){0};
}
