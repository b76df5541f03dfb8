/*
 * Lists of labels that are no key points, and the tests that use them.
 */
#include "extract/points/label_words.h"

#include "base/buf.h"
#include "extract/heading_words.h"

/*
 * Labels that are before something else than a point, as head_normal() leaves them.
 * Words of any language, in one list because none is a point in another. First those
 * that are never one: remarks ("Note"), examples, references, questions.
 */
/* clang-format off */
static const struct str stops[] = {
    /* remarks */
    STR_INIT("note"), STR_INIT("notes"), STR_INIT("nb"), STR_INIT("warning"),
    STR_INIT("caution"), STR_INIT("tip"), STR_INIT("hint"), STR_INIT("important"),
    STR_INIT("attention"), STR_INIT("danger"), STR_INIT("info"), STR_INIT("disclaimer"),
    STR_INIT("update"), STR_INIT("edit"), STR_INIT("todo"), STR_INIT("fixme"),
    STR_INIT("ps"), STR_INIT("please note"), STR_INIT("remember"), STR_INIT("spoiler"),
    STR_INIT("hinweis"), STR_INIT("achtung"), STR_INIT("wichtig"), STR_INIT("tipp"),
    STR_INIT("anmerkung"), STR_INIT("remarque"), STR_INIT("avertissement"),
    STR_INIT("astuce"), STR_INIT("nota"), STR_INIT("advertencia"), STR_INIT("aviso"),
    STR_INIT("consejo"), STR_INIT("dica"), STR_INIT("avviso"), STR_INIT("attenzione"),
    STR_INIT("suggerimento"), STR_INIT("opmerking"), STR_INIT("uwaga"),
    STR_INIT("примечание"), STR_INIT("внимание"), STR_INIT("важно"), STR_INIT("совет"),
    STR_INIT("注意"), STR_INIT("注"), STR_INIT("提示"), STR_INIT("警告"), STR_INIT("備考"),
    STR_INIT("참고"), STR_INIT("주의"), STR_INIT("경고"),
    /* examples and what follows from the text before */
    STR_INIT("example"), STR_INIT("examples"), STR_INIT("for example"),
    STR_INIT("for instance"), STR_INIT("eg"), STR_INIT("ie"), STR_INIT("that is"),
    STR_INIT("in other words"), STR_INIT("in addition"), STR_INIT("however"),
    STR_INIT("therefore"), STR_INIT("thus"), STR_INIT("first"), STR_INIT("second"),
    STR_INIT("finally"), STR_INIT("also"), STR_INIT("input"), STR_INIT("output"),
    STR_INIT("returns"), STR_INIT("usage"), STR_INIT("syntax"), STR_INIT("default"),
    STR_INIT("beispiel"), STR_INIT("zum beispiel"), STR_INIT("exemple"),
    STR_INIT("par exemple"), STR_INIT("ejemplo"), STR_INIT("por ejemplo"),
    STR_INIT("exemplo"), STR_INIT("por exemplo"), STR_INIT("esempio"),
    STR_INIT("ad esempio"), STR_INIT("пример"), STR_INIT("например"), STR_INIT("例"),
    STR_INIT("例如"), STR_INIT("예"), STR_INIT("예시"),
    /* references */
    STR_INIT("see"), STR_INIT("see also"), STR_INIT("source"), STR_INIT("sources"),
    STR_INIT("reference"), STR_INIT("references"), STR_INIT("related"),
    STR_INIT("read more"), STR_INIT("read next"), STR_INIT("read also"),
    STR_INIT("also read"), STR_INIT("further reading"), STR_INIT("more info"),
    STR_INIT("more information"), STR_INIT("learn more"), STR_INIT("link"),
    STR_INIT("links"), STR_INIT("via"), STR_INIT("siehe auch"), STR_INIT("quelle"),
    STR_INIT("voir aussi"), STR_INIT("fuente"), STR_INIT("fonte"),
    STR_INIT("vease tambien"), STR_INIT("ver tambien"), STR_INIT("vedi anche"),
    STR_INIT("источник"), STR_INIT("см также"), STR_INIT("参见"), STR_INIT("来源"),
    STR_INIT("출처"), STR_INIT("出典"),
    /* questions, whose place is the FAQ */
    STR_INIT("q"), STR_INIT("a"), STR_INIT("question"), STR_INIT("answer"),
    STR_INIT("frage"), STR_INIT("antwort"), STR_INIT("reponse"), STR_INIT("pregunta"),
    STR_INIT("respuesta"), STR_INIT("pergunta"), STR_INIT("resposta"),
    STR_INIT("domanda"), STR_INIT("risposta"), STR_INIT("вопрос"), STR_INIT("ответ"),
    STR_INIT("问"), STR_INIT("答"), STR_INIT("問"), STR_INIT("질문"), STR_INIT("답변"),
};

/* Bylines and the fields of a person, file or product. */
static const struct str fields[] = {
    STR_INIT("by"), STR_INIT("from"), STR_INIT("to"), STR_INIT("cc"),
    STR_INIT("subject"), STR_INIT("re"), STR_INIT("author"), STR_INIT("authors"),
    STR_INIT("written by"), STR_INIT("edited by"), STR_INIT("reviewed by"),
    STR_INIT("posted by"), STR_INIT("posted in"), STR_INIT("posted on"),
    STR_INIT("filed under"), STR_INIT("editor"), STR_INIT("editors"),
    STR_INIT("date"), STR_INIT("published"), STR_INIT("updated"), STR_INIT("posted"),
    STR_INIT("last updated"), STR_INIT("last modified"), STR_INIT("created"),
    STR_INIT("modified"), STR_INIT("tags"), STR_INIT("tag"), STR_INIT("categories"),
    STR_INIT("category"), STR_INIT("topics"), STR_INIT("keywords"), STR_INIT("title"),
    STR_INIT("name"), STR_INIT("email"), STR_INIT("e mail"), STR_INIT("phone"),
    STR_INIT("tel"), STR_INIT("telephone"), STR_INIT("fax"), STR_INIT("address"),
    STR_INIT("url"), STR_INIT("website"), STR_INIT("web"), STR_INIT("version"),
    STR_INIT("license"), STR_INIT("licence"), STR_INIT("copyright"),
    STR_INIT("isbn"), STR_INIT("doi"), STR_INIT("issn"), STR_INIT("photo"),
    STR_INIT("image"), STR_INIT("image credit"), STR_INIT("photo credit"),
    STR_INIT("credit"), STR_INIT("credits"), STR_INIT("caption"), STR_INIT("status"),
    STR_INIT("type"), STR_INIT("id"), STR_INIT("language"), STR_INIT("location"),
    STR_INIT("duration"), STR_INIT("reading time"), STR_INIT("read time"),
    STR_INIT("publisher"), STR_INIT("contact"), STR_INIT("contacts"),
    STR_INIT("maintainer"), STR_INIT("requires"), STR_INIT("dependencies"),
    STR_INIT("autor"), STR_INIT("autorin"), STR_INIT("datum"), STR_INIT("stand"),
    STR_INIT("schlagworte"), STR_INIT("telefon"), STR_INIT("adresse"), STR_INIT("von"),
    STR_INIT("auteur"), STR_INIT("par"), STR_INIT("telephone"), STR_INIT("fecha"),
    STR_INIT("por"), STR_INIT("data"), STR_INIT("autore"), STR_INIT("di"),
    STR_INIT("telefono"), STR_INIT("direccion"), STR_INIT("автор"), STR_INIT("дата"),
    STR_INIT("теги"), STR_INIT("телефон"), STR_INIT("адрес"), STR_INIT("作者"),
    STR_INIT("日期"), STR_INIT("标签"), STR_INIT("电话"), STR_INIT("地址"),
    STR_INIT("著者"), STR_INIT("日付"), STR_INIT("저자"), STR_INIT("날짜"),
};

/* Nouns that a number follows: parts, steps and captions. */
static const struct str numbered[] = {
    STR_INIT("q"),
    STR_INIT("figure"), STR_INIT("fig"), STR_INIT("table"), STR_INIT("listing"),
    STR_INIT("chapter"), STR_INIT("section"), STR_INIT("part"), STR_INIT("appendix"),
    STR_INIT("exercise"), STR_INIT("example"), STR_INIT("step"), STR_INIT("question"),
    STR_INIT("day"), STR_INIT("week"), STR_INIT("page"), STR_INIT("episode"),
    STR_INIT("lesson"), STR_INIT("unit"), STR_INIT("module"), STR_INIT("volume"),
    STR_INIT("note"), STR_INIT("version"), STR_INIT("abbildung"), STR_INIT("tabelle"),
    STR_INIT("kapitel"), STR_INIT("schritt"), STR_INIT("teil"), STR_INIT("chapitre"),
    STR_INIT("etape"), STR_INIT("tableau"), STR_INIT("figura"), STR_INIT("tabla"),
    STR_INIT("capitulo"), STR_INIT("paso"), STR_INIT("tabela"), STR_INIT("passo"),
    STR_INIT("capitolo"), STR_INIT("tabella"), STR_INIT("рис"), STR_INIT("рисунок"),
    STR_INIT("таблица"), STR_INIT("глава"), STR_INIT("шаг"), STR_INIT("図"),
    STR_INIT("表"), STR_INIT("步骤"), STR_INIT("그림"), STR_INIT("표"),
};

/* Small words that a sentence has and a name has not. */
static const struct str sentence_words[] = {
    STR_INIT("is"), STR_INIT("are"), STR_INIT("was"), STR_INIT("were"),
    STR_INIT("has"), STR_INIT("have"), STR_INIT("had"), STR_INIT("will"),
    STR_INIT("would"), STR_INIT("could"), STR_INIT("should"), STR_INIT("must"),
    STR_INIT("said"), STR_INIT("says"), STR_INIT("asked"), STR_INIT("that"),
    STR_INIT("this"), STR_INIT("these"), STR_INIT("those"), STR_INIT("we"),
    STR_INIT("they"), STR_INIT("it"), STR_INIT("following"), STR_INIT("be"),
    STR_INIT("ist"), STR_INIT("sind"), STR_INIT("wird"), STR_INIT("werden"),
    STR_INIT("est"), STR_INIT("sont"), STR_INIT("está"), STR_INIT("están"),
    STR_INIT("são"), STR_INIT("é"), STR_INIT("è"), STR_INIT("sono"),
};
/* clang-format on */

static bool is_in(const struct str *list, size_t count, struct str word)
{
    for (size_t i = 0; word.len > 0 && i < count; i++) {
        if (list[i].len == word.len && list[i].ptr[0] == word.ptr[0] &&
            str_eq(list[i], word))
            return true;
    }
    return false;
}

static bool is_number(struct str word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] < '0' || word.ptr[i] > '9')
            return false;
    }
    return word.len > 0;
}

/* "figure 3", "listing 1 2", "図1": a noun of the list and nothing but numbers. */
static bool is_numbered(struct str words)
{
    struct str rest = words;
    size_t letters = words.len;
    while (letters > 0 && (is_number(str_slice(words, letters - 1, letters)) ||
                           words.ptr[letters - 1] == ' '))
        letters--;
    if (letters < words.len && is_in(numbered, sizeof numbered / sizeof *numbered,
                                     str_slice(words, 0, letters)))
        return true;
    struct str word;
    while (str_cut(&rest, ' ', &word)) {
        if (!is_number(word))
            return false;
    }
    return true;
}

bool label_is_stop(struct arena *scratch, struct str label)
{
    struct buf words = {0};
    head_normal(scratch, label, &words);
    bool stop = is_in(stops, sizeof stops / sizeof *stops, buf_str(&words)) ||
                is_numbered(buf_str(&words));
    buf_release(&words);
    return stop;
}

bool label_is_field(struct arena *scratch, struct str label)
{
    struct buf words = {0};
    head_normal(scratch, label, &words);
    bool field = is_in(fields, sizeof fields / sizeof *fields, buf_str(&words));
    buf_release(&words);
    return field;
}

bool label_is_sentence(struct str label)
{
    struct str rest = label;
    for (struct str word; str_cut(&rest, ' ', &word);) {
        if (is_in(sentence_words, sizeof sentence_words / sizeof *sentence_words, word))
            return true;
    }
    return false;
}
