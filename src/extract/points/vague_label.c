/*
 * Which labels say nothing: those that announce no point, and nouns that every text has
 * a use for.
 */
#include "extract/vague_label.h"

#include "base/buf.h"
#include "extract/heading_words.h"
#include "extract/points/label_words.h"

/* As head_normal() leaves them. */
/* clang-format off */
static const struct str vague[] = {
    STR_INIT("name"), STR_INIT("type"), STR_INIT("title"), STR_INIT("id"),
    STR_INIT("category"), STR_INIT("tag"), STR_INIT("tags"), STR_INIT("url"),
    STR_INIT("description"), STR_INIT("role"), STR_INIT("roles"), STR_INIT("detail"),
    STR_INIT("details"), STR_INIT("purpose"), STR_INIT("summary"), STR_INIT("overview"),
    STR_INIT("introduction"), STR_INIT("definition"), STR_INIT("meaning"),
    STR_INIT("explanation"), STR_INIT("rationale"), STR_INIT("comment"),
    STR_INIT("comments"), STR_INIT("remark"), STR_INIT("remarks"), STR_INIT("value"),
    STR_INIT("values"), STR_INIT("item"), STR_INIT("text"), STR_INIT("content"),
    STR_INIT("contents"), STR_INIT("context"), STR_INIT("background"),
    STR_INIT("general"), STR_INIT("other"), STR_INIT("others"), STR_INIT("misc"),
    STR_INIT("miscellaneous"), STR_INIT("function"), STR_INIT("kind"), STR_INIT("key"),
    STR_INIT("key point"), STR_INIT("key points"), STR_INIT("key takeaway"),
    STR_INIT("takeaway"), STR_INIT("point"), STR_INIT("label"), STR_INIT("topic"),
    STR_INIT("what"), STR_INIT("why"), STR_INIT("how"), STR_INIT("who"),
    STR_INIT("when"), STR_INIT("where"), STR_INIT("what it is"),
    STR_INIT("what it does"), STR_INIT("what this means"), STR_INIT("why it matters"),
    STR_INIT("why this matters"), STR_INIT("why it happens"), STR_INIT("how it works"),
    STR_INIT("result"), STR_INIT("results"), STR_INIT("outcome"), STR_INIT("effect"),
    STR_INIT("impact"), STR_INIT("reason"), STR_INIT("cause"), STR_INIT("root cause"),
    STR_INIT("goal"), STR_INIT("goals"), STR_INIT("aim"), STR_INIT("objective"),
    STR_INIT("focus"), STR_INIT("action"), STR_INIT("actions"), STR_INIT("task"),
    STR_INIT("problem"), STR_INIT("the problem"), STR_INIT("issue"),
    STR_INIT("solution"), STR_INIT("the solution"), STR_INIT("fix"),
    STR_INIT("the fix"), STR_INIT("symptom"), STR_INIT("instruction"),
    STR_INIT("instructions"), STR_INIT("recommendation"), STR_INIT("conclusion"),
    STR_INIT("bottom line"), STR_INIT("the bottom line"), STR_INIT("reality check"),
    STR_INIT("advantage"), STR_INIT("advantages"), STR_INIT("disadvantage"),
    STR_INIT("disadvantages"), STR_INIT("pro"), STR_INIT("pros"), STR_INIT("con"),
    STR_INIT("cons"), STR_INIT("benefit"), STR_INIT("benefits"), STR_INIT("limitation"),
    STR_INIT("limitations"), STR_INIT("strengths"), STR_INIT("weaknesses"),
    STR_INIT("best for"), STR_INIT("use case"), STR_INIT("use cases"), STR_INIT("if yes"),
    STR_INIT("if no"), STR_INIT("yes"), STR_INIT("no"), STR_INIT("do"),
    STR_INIT("dont"), STR_INIT("don t"), STR_INIT("before"), STR_INIT("after"),
    STR_INIT("third"), STR_INIT("next"), STR_INIT("last"), STR_INIT("option"),
    STR_INIT("required"), STR_INIT("optional"), STR_INIT("current status"),
    /* German */
    STR_INIT("beschreibung"), STR_INIT("rolle"), STR_INIT("einzelheiten"),
    STR_INIT("zweck"), STR_INIT("zusammenfassung"), STR_INIT("definition"),
    STR_INIT("bedeutung"), STR_INIT("erklarung"), STR_INIT("erläuterung"),
    STR_INIT("erklärung"), STR_INIT("bemerkung"), STR_INIT("kommentar"),
    STR_INIT("wert"), STR_INIT("inhalt"), STR_INIT("sonstiges"), STR_INIT("allgemein"),
    STR_INIT("funktion"), STR_INIT("art"), STR_INIT("typ"), STR_INIT("ergebnis"),
    STR_INIT("wirkung"), STR_INIT("grund"), STR_INIT("ursache"), STR_INIT("ziel"),
    STR_INIT("aufgabe"), STR_INIT("lösung"), STR_INIT("losung"), STR_INIT("fazit"),
    STR_INIT("vorteil"), STR_INIT("vorteile"), STR_INIT("nachteil"),
    STR_INIT("nachteile"), STR_INIT("ja"), STR_INIT("nein"),
    /* French */
    STR_INIT("rôle"), STR_INIT("détail"), STR_INIT("détails"), STR_INIT("but"),
    STR_INIT("résumé"), STR_INIT("définition"), STR_INIT("resume"),
    STR_INIT("signification"), STR_INIT("explication"), STR_INIT("commentaire"),
    STR_INIT("valeur"), STR_INIT("contenu"), STR_INIT("contexte"), STR_INIT("autre"),
    STR_INIT("fonction"), STR_INIT("nom"), STR_INIT("résultat"), STR_INIT("resultat"),
    STR_INIT("raison"), STR_INIT("objectif"), STR_INIT("problème"),
    STR_INIT("probleme"), STR_INIT("avantages"), STR_INIT("inconvénients"),
    STR_INIT("oui"), STR_INIT("non"),
    /* Spanish, Portuguese, Italian */
    STR_INIT("descripción"), STR_INIT("descripcion"), STR_INIT("función"),
    STR_INIT("funcion"), STR_INIT("detalles"), STR_INIT("propósito"),
    STR_INIT("proposito"), STR_INIT("resumen"), STR_INIT("definición"),
    STR_INIT("definicion"), STR_INIT("significado"), STR_INIT("valor"),
    STR_INIT("contenido"), STR_INIT("nombre"), STR_INIT("tipo"), STR_INIT("resultado"),
    STR_INIT("razón"), STR_INIT("objetivo"), STR_INIT("problema"), STR_INIT("solución"),
    STR_INIT("solucion"), STR_INIT("ventajas"), STR_INIT("desventajas"),
    STR_INIT("descrição"), STR_INIT("descricao"), STR_INIT("função"),
    STR_INIT("detalhes"), STR_INIT("resumo"), STR_INIT("definição"),
    STR_INIT("conteúdo"), STR_INIT("nome"), STR_INIT("solução"), STR_INIT("solucao"),
    STR_INIT("vantagens"), STR_INIT("descrizione"), STR_INIT("ruolo"),
    STR_INIT("dettagli"), STR_INIT("scopo"), STR_INIT("riassunto"),
    STR_INIT("definizione"), STR_INIT("valore"), STR_INIT("contenuto"),
    STR_INIT("risultato"), STR_INIT("obiettivo"), STR_INIT("soluzione"),
    STR_INIT("vantaggi"), STR_INIT("svantaggi"),
    /* Dutch, Polish */
    STR_INIT("beschrijving"), STR_INIT("rol"), STR_INIT("doel"),
    STR_INIT("samenvatting"), STR_INIT("definitie"), STR_INIT("betekenis"),
    STR_INIT("waarde"), STR_INIT("inhoud"), STR_INIT("naam"), STR_INIT("resultaat"),
    STR_INIT("probleem"), STR_INIT("oplossing"), STR_INIT("voordelen"),
    STR_INIT("nadelen"), STR_INIT("opis"), STR_INIT("rola"), STR_INIT("cel"),
    STR_INIT("szczegóły"), STR_INIT("nazwa"), STR_INIT("podsumowanie"),
    STR_INIT("definicja"), STR_INIT("wartość"),
    /* Russian */
    STR_INIT("описание"), STR_INIT("роль"), STR_INIT("цель"), STR_INIT("детали"),
    STR_INIT("подробности"), STR_INIT("определение"), STR_INIT("значение"),
    STR_INIT("содержание"), STR_INIT("имя"), STR_INIT("название"), STR_INIT("тип"),
    STR_INIT("результат"), STR_INIT("причина"), STR_INIT("проблема"),
    STR_INIT("решение"), STR_INIT("итог"), STR_INIT("вывод"),
    /* Chinese, Japanese, Korean */
    STR_INIT("描述"), STR_INIT("说明"), STR_INIT("說明"), STR_INIT("角色"),
    STR_INIT("名称"), STR_INIT("名稱"), STR_INIT("类型"), STR_INIT("類型"),
    STR_INIT("详情"), STR_INIT("目的"), STR_INIT("作用"), STR_INIT("定义"),
    STR_INIT("内容"), STR_INIT("总结"), STR_INIT("問題"), STR_INIT("问题"),
    STR_INIT("説明"), STR_INIT("役割"), STR_INIT("名前"), STR_INIT("種類"),
    STR_INIT("詳細"), STR_INIT("概要"), STR_INIT("定義"), STR_INIT("설명"),
    STR_INIT("역할"), STR_INIT("이름"), STR_INIT("유형"), STR_INIT("목적"),
    STR_INIT("요약"), STR_INIT("정의"),
};

/* What a file's name ends in; "js" is also how subjects are called. */
static const struct str endings[] = {
    STR_INIT("md"), STR_INIT("txt"), STR_INIT("rst"), STR_INIT("html"), STR_INIT("pdf"),
    STR_INIT("csv"), STR_INIT("json"), STR_INIT("yaml"), STR_INIT("yml"),
    STR_INIT("toml"), STR_INIT("ini"), STR_INIT("cfg"), STR_INIT("conf"),
    STR_INIT("xml"), STR_INIT("lock"), STR_INIT("log"), STR_INIT("c"), STR_INIT("h"),
    STR_INIT("cc"), STR_INIT("cpp"), STR_INIT("hpp"), STR_INIT("py"), STR_INIT("rb"),
    STR_INIT("rs"), STR_INIT("go"), STR_INIT("java"), STR_INIT("ts"), STR_INIT("tsx"),
    STR_INIT("jsx"), STR_INIT("php"), STR_INIT("sh"), STR_INIT("css"), STR_INIT("scss"),
    STR_INIT("sql"), STR_INIT("png"), STR_INIT("jpg"), STR_INIT("jpeg"),
    STR_INIT("gif"), STR_INIT("svg"), STR_INIT("exe"), STR_INIT("zip"),
};
/* clang-format on */

static bool is_in(const struct str *list, size_t count, struct str word)
{
    for (size_t i = 0; word.len > 0 && i < count; i++) {
        if (str_eq(list[i], word))
            return true;
    }
    return false;
}

/* One piece with a known ending, or with a folder. */
static bool is_file(struct str label)
{
    if (str_chr(label, ' ') < label.len)
        return false;
    size_t slash = str_rchr(label, '/'), dot = str_rchr(label, '.');
    return (slash < label.len && (slash + 1 == label.len || dot < label.len)) ||
           (dot > 0 && dot < label.len &&
            is_in(endings, sizeof endings / sizeof *endings, str_tail(label, dot + 1)));
}

bool label_is_vague(struct arena *scratch, struct str label)
{
    if (label.len == 0)
        return false;
    struct buf words = {0};
    head_normal(scratch, label, &words);
    bool is_vague = is_in(vague, sizeof vague / sizeof *vague, buf_str(&words));
    buf_release(&words);
    return is_vague || is_file(label) || label_is_stop(scratch, label);
}
