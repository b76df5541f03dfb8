#include "extract/cue.h"

#include "base/text.h"

struct cue_word {
    struct str word;
    uint8_t kind;
};

/* Letters count in capitals only; words in any case. */
/* clang-format off */
static const struct cue_word words[] = {
    {STR_INIT("Q"),         CUE_QUESTION}, {STR_INIT("A"),           CUE_ANSWER},
    {STR_INIT("Question"),  CUE_QUESTION}, {STR_INIT("Answer"),      CUE_ANSWER},
    {STR_INIT("Ques"),      CUE_QUESTION}, {STR_INIT("Ans"),         CUE_ANSWER},
    {STR_INIT("F"),         CUE_QUESTION}, {STR_INIT("Frage"),       CUE_QUESTION},
    {STR_INIT("Antwort"),   CUE_ANSWER},   {STR_INIT("R"),           CUE_ANSWER},
    {STR_INIT("Réponse"),   CUE_ANSWER},   {STR_INIT("Reponse"),     CUE_ANSWER},
    {STR_INIT("P"),         CUE_QUESTION}, {STR_INIT("Pregunta"),    CUE_QUESTION},
    {STR_INIT("Respuesta"), CUE_ANSWER},   {STR_INIT("Pergunta"),    CUE_QUESTION},
    {STR_INIT("Resposta"),  CUE_ANSWER},   {STR_INIT("D"),           CUE_QUESTION},
    {STR_INIT("Domanda"),   CUE_QUESTION}, {STR_INIT("Risposta"),    CUE_ANSWER},
    {STR_INIT("Vraag"),     CUE_QUESTION}, {STR_INIT("Antwoord"),    CUE_ANSWER},
    {STR_INIT("Pytanie"),   CUE_QUESTION}, {STR_INIT("Odpowiedź"),   CUE_ANSWER},
    {STR_INIT("Soru"),      CUE_QUESTION}, {STR_INIT("Cevap"),       CUE_ANSWER},
    {STR_INIT("В"),         CUE_QUESTION}, {STR_INIT("О"),           CUE_ANSWER},
    {STR_INIT("Вопрос"),    CUE_QUESTION}, {STR_INIT("Ответ"),       CUE_ANSWER},
    {STR_INIT("问"),        CUE_QUESTION}, {STR_INIT("答"),          CUE_ANSWER},
    {STR_INIT("問"),        CUE_QUESTION}, {STR_INIT("问题"),        CUE_QUESTION},
    {STR_INIT("回答"),      CUE_ANSWER},   {STR_INIT("答案"),        CUE_ANSWER},
    {STR_INIT("質問"),      CUE_QUESTION}, {STR_INIT("문"),          CUE_QUESTION},
    {STR_INIT("질문"),      CUE_QUESTION}, {STR_INIT("답"),          CUE_ANSWER},
    {STR_INIT("답변"),      CUE_ANSWER},   {STR_INIT("س"),           CUE_QUESTION},
    {STR_INIT("ج"),         CUE_ANSWER},
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
    while (at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9')
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

/* What closes a mark: a colon, or a full stop, bracket or dash. */
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

/* The cue made by one word, at `start`. */
static struct cue match_word(struct str text, size_t start, struct str word)
{
    size_t at = start + word.len, digits, close;

    if (!same_word(str_slice(text, start, at), word))
        return (struct cue){0};
    digits = at < text.len && text.ptr[at] == ' ' ? at + 1 : at;
    if (digits < text.len && text.ptr[digits] == '#')
        digits++;
    if (skip_digits(text, digits) > digits)
        digits = skip_digits(text, digits);
    else
        digits = at;
    close = closing(str_tail(text, digits));
    if (close == 0)
        return (struct cue){0};
    return (struct cue){skip_blanks(text, digits + close), digits > at};
}

struct cue cue_opens(struct str text, enum cue_kind kind)
{
    size_t start = skip_blanks(text, 0);

    if (start >= text.len)
        return (struct cue){0};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i].kind == kind && may_be(text.ptr[start], words[i].word.ptr[0])) {
            struct cue cue = match_word(text, start, words[i].word);

            if (cue.bytes > 0)
                return cue;
        }
    }
    return (struct cue){0};
}
