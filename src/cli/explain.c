/*
 * search --explain: why a row is where it is, as text and as JSON.
 */
#include "catalog/explain.h"

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

/* Each word that a term stands for: where it is, and how often. */
static void put_forms(struct buf *out, const struct explained_term *term)
{
    for (size_t i = 0; i < term->form_count; i++) {
        const struct explained_form *form = &term->forms[i];
        bool is_first = true;
        buf_puts(out, i > 0 ? STR("; ") : STR(": "));
        buf_puts(out, form->words);
        put_count(out, "in the title", form->title, &is_first);
        put_count(out, "in the heading", form->heading, &is_first);
        put_count(out, "in the text", form->text, &is_first);
    }
}

static void put_term(struct buf *out, const struct explained_term *term,
                     size_t articles)
{
    buf_printf(out, "      " STR_FMT, STR_ARG(term->term));
    if (term->is_small) {
        buf_puts(out, STR(": says nothing beside the others\n"));
        return;
    }
    buf_printf(out, " %.2f, in %zu of %zu articles", term->score, term->articles,
               articles);
    if (term->where == EXPLAINED_NOWHERE)
        buf_puts(out, STR(": not in this one"));
    if (term->where == EXPLAINED_ELSEWHERE)
        buf_puts(out, STR(": in another section"));
    put_forms(out, term);
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
    return it->score > it->sum * it->factor * 1.001;
}

void put_explanation_text(struct buf *out, const struct explanation *it)
{
    buf_printf(out, "    %s%s: %.2f × %.2f", it->is_name ? "called so; " : "",
               coverage(it), it->sum, it->factor);
    if (is_by_question(it))
        buf_printf(out, ", or by a question %.2f", it->score);
    buf_putc(out, '\n');
    for (size_t i = 0; i < it->count; i++)
        put_term(out, &it->terms[i], it->articles);
}

/* --- JSON --- */

static void put_forms_json(struct json *json, const struct explained_term *term)
{
    json_open(json, "forms", '[');
    for (size_t i = 0; i < term->form_count; i++) {
        const struct explained_form *form = &term->forms[i];
        json_open(json, NULL, '{');
        json_str(json, "form", form->words);
        json_int(json, "title", form->title);
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

    json_open(json, "explain", '{');
    json_str(json, "stage", str_from(coverage(it)));
    json_bool(json, "called_so", it->is_name);
    json_bool(json, "by_question", is_by_question(it));
    json_real(json, "sum", it->sum);
    json_real(json, "factor", it->factor);
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
