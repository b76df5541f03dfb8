/*
 * --explain: why a row is where it is, as text and as JSON.
 */
#include "catalog/explain.h"

#include <string.h>

#include "base/json.h"
#include "cli/command.h"

/* --- Text --- */

static void put_count(struct buf *out, const char *part, unsigned count, bool *is_first)
{
    if (count == 0)
        return;
    buf_printf(out, "%s%s %u", *is_first ? " " : ", ", part, count);
    *is_first = false;
}

/* Where words of a section, point or question are. */
struct part_names {
    const char *place, *heading, *text;
};

static const struct part_names part_names[] = {
    [EXPLAINED_SECTION] = {"", "in the heading", "in the text"},
    [EXPLAINED_POINT] = {"in the section's heading", "in the label", "in the text"},
    [EXPLAINED_QUESTION] = {"in the section's heading", "in the question",
                            "in the answer"},
};

/* What kind of form it is, unless it is what was typed. */
static void put_kind(struct buf *out, const char *kind)
{
    static const char *const said[][2] = {
        {"ending", " (another ending)"},
        {"spelling", " (another spelling)"},
        {"joined", " (joined or apart)"},
        {"slip", " (for a slip)"},
    };
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        if (strcmp(kind, said[i][0]) == 0)
            buf_puts(out, str_from(said[i][1]));
    }
}

/* Each word that a term stands for: where it is, and how often. */
static void put_forms(struct buf *out, const struct explained_term *term,
                      const struct part_names *names)
{
    for (size_t i = 0; i < term->form_count; i++) {
        const struct explained_form *form = &term->forms[i];
        bool is_first = true;
        buf_puts(out, i > 0 ? STR("; ") : STR(": "));
        buf_puts(out, form->words);
        put_kind(out, form->kind);
        put_count(out, "in the title", form->title, &is_first);
        put_count(out, names->place, form->place, &is_first);
        put_count(out, names->heading, form->heading, &is_first);
        put_count(out, names->text, form->text, &is_first);
    }
}

static void put_term(struct buf *out, const struct explained_term *term,
                     const struct explanation *it)
{
    buf_printf(out, "      " STR_FMT, STR_ARG(term->term));
    if (term->is_small) {
        buf_puts(out, STR(": says nothing beside the others\n"));
        return;
    }
    buf_printf(out, " %.2f, in %zu of %zu articles", term->score, term->articles,
               it->articles);
    if (term->where == EXPLAINED_NOWHERE)
        buf_puts(out, STR(": not in this one"));
    if (term->where == EXPLAINED_ELSEWHERE)
        buf_puts(out, STR(": in another section"));
    put_forms(out, term, &part_names[it->what]);
    buf_putc(out, '\n');
}

static const char *coverage(const struct explanation *it)
{
    bool is_elsewhere = false;
    for (size_t i = 0; i < it->count; i++) {
        if (it->terms[i].is_small)
            continue;
        if (it->terms[i].where == EXPLAINED_NOWHERE)
            return "some words missing";
        is_elsewhere |= it->terms[i].where == EXPLAINED_ELSEWHERE;
    }
    return is_elsewhere ? "all words, in several sections" : "all words";
}

/* Rounding aside. */
static bool is_by_question(const struct explanation *it)
{
    return it->what == EXPLAINED_SECTION && it->score > it->sum * it->factor * 1.001;
}

void put_explanation_text(struct buf *out, const struct explanation *it)
{
    if (it == NULL)
        return;
    buf_printf(out, "    %s%s: %.2f × %.2f", it->is_name ? "called so; " : "",
               coverage(it), it->sum, it->factor);
    if (it->own < 1)
        buf_printf(out, " × %.2f by its own weight", it->own);
    if (is_by_question(it))
        buf_printf(out, ", or by a question %.2f", it->score);
    buf_putc(out, '\n');
    for (size_t i = 0; i < it->count; i++)
        put_term(out, &it->terms[i], it);
}

/* --- JSON --- */

static void put_forms_json(struct json *json, const struct explained_term *term)
{
    json_open(json, "forms", '[');
    for (size_t i = 0; i < term->form_count; i++) {
        const struct explained_form *form = &term->forms[i];
        json_open(json, NULL, '{');
        json_str(json, "form", form->words);
        json_str(json, "kind", str_from(form->kind));
        json_int(json, "title", form->title);
        json_int(json, "place", form->place);
        json_int(json, "heading", form->heading);
        json_int(json, "text", form->text);
        json_close(json, '}');
    }
    json_close(json, ']');
}

void put_explanation_json(struct json *json, const struct explanation *it)
{
    static const char *const where[] = {
        [EXPLAINED_HERE] = "here",
        [EXPLAINED_ELSEWHERE] = "elsewhere",
        [EXPLAINED_NOWHERE] = "nowhere",
    };

    if (it == NULL)
        return;
    json_open(json, "explain", '{');
    json_str(json, "stage", str_from(coverage(it)));
    json_bool(json, "called_so", it->is_name);
    json_bool(json, "by_question", is_by_question(it));
    json_real(json, "sum", it->sum);
    json_real(json, "factor", it->factor);
    json_real(json, "own", it->own);
    json_int(json, "articles", (long long)it->articles);
    json_open(json, "words", '[');
    for (size_t i = 0; i < it->count; i++) {
        const struct explained_term *term = &it->terms[i];
        json_open(json, NULL, '{');
        json_str(json, "word", term->term);
        json_bool(json, "small", term->is_small);
        json_str(json, "where", str_from(where[term->where]));
        json_int(json, "articles", (long long)term->articles);
        json_real(json, "weight", term->weight);
        json_real(json, "score", term->score);
        put_forms_json(json, term);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
}
