/*
 * Questions that a block of its own kind holds: headings, markers of lost questions,
 * fold-outs, callouts, definition lists, tables.
 */
#include "base/text.h"
#include "extract/inlines.h"
#include "extract/questions/question_detection.h"
#include "extract/questions/questions.h"

bool questions_heading(struct question_scan *scan, struct node *block)
{
    const struct section *section = scan->section;
    if (block->kind != NODE_HEADING)
        return false;
    if (section->heading == block && section->asks)
        questions_add(scan, (struct found_question){
                                .node = block,
                                .from = node_end(block),
                                .to = section->end,
                                .section = &scan->sections->items[section->parent],
                                .yields = true});
    return true;
}

static bool is_lost(const struct node *node)
{
    const uint8_t flags = NODE_HIDDEN | NODE_QUESTION | NODE_INFERRED;
    return node->kind == NODE_PARAGRAPH && (node->flags & flags) == flags;
}

bool questions_lost(struct question_scan *scan, struct node *block)
{
    const struct node *end = block;
    if (!is_lost(block))
        return false;
    /* The question is still there: it is right above its sign. */
    if (scan->section->asks && block->prev == scan->section->heading &&
        question_ends(block->prev)) {
        block->flags &= (uint16_t) ~(NODE_QUESTION | NODE_INFERRED);
        return true;
    }
    while (end->next != NULL && end->next->kind != NODE_HEADING && !is_lost(end->next))
        end = end->next;
    if (!questions_add(scan, (struct found_question){.node = block,
                                                     .from = node_end(block),
                                                     .to = node_end(end),
                                                     .section = scan->section,
                                                     .inferred = true}))
        block->flags &= (uint16_t)~NODE_QUESTION;
    return true;
}

/* First words of questions that were written without a question mark. */
static bool opens_asking(struct str text)
{
    static const struct str words[] = {
        STR_INIT("how "),      STR_INIT("what "),    STR_INIT("why "),
        STR_INIT("when "),     STR_INIT("where "),   STR_INIT("who "),
        STR_INIT("which "),    STR_INIT("can i "),   STR_INIT("do i "),
        STR_INIT("wie "),      STR_INIT("warum "),   STR_INIT("was "),
        STR_INIT("wann "),     STR_INIT("wer "),     STR_INIT("comment "),
        STR_INIT("pourquoi "), STR_INIT("cómo "),    STR_INIT("por qué "),
        STR_INIT("como "),     STR_INIT("por que "), STR_INIT("come "),
        STR_INIT("perché "),   STR_INIT("как "),     STR_INIT("почему "),
        STR_INIT("что "),
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_eq_nocase(str_slice(text, 0, words[i].len), words[i]))
            return true;
    }
    return false;
}

static bool summary_asks(struct question_scan *scan, struct node *summary)
{
    if (question_ends(summary) || question_is_expected(scan->section) ||
        question_marker(summary, MARKER_QUESTION, &scan->work).bytes > 0)
        return true;
    inlines_text(summary, SIZE_MAX, &scan->work);
    bool asks =
        text_words(buf_str(&scan->work)) > 2 && opens_asking(buf_str(&scan->work));
    buf_clear(&scan->work);
    return asks;
}

bool questions_details(struct question_scan *scan, struct node *block)
{
    struct node *summary = block->first;
    if (block->kind != NODE_DETAILS || summary == NULL ||
        summary->kind != NODE_SUMMARY || !summary_asks(scan, summary))
        return false;
    return questions_add(scan, (struct found_question){.node = summary,
                                                       .from = node_end(summary),
                                                       .to = node_end(block),
                                                       .section = scan->section});
}

static bool is_question_callout(const struct node *callout)
{
    static const struct str types[] = {STR_INIT("faq"), STR_INIT("question"),
                                       STR_INIT("help")};

    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (str_eq_nocase(callout->u.callout.type, types[i]))
            return true;
    }
    return false;
}

/* A title that only says "FAQ" or "Question" asks nothing. */
static bool title_asks(struct question_scan *scan, struct node *title)
{
    if (question_ends(title))
        return true;
    inlines_text(title, SIZE_MAX, &scan->work);
    bool asks =
        !str_eq_nocase(str_trim(buf_str(&scan->work)), title->parent->u.callout.type) &&
        head_role(scan->sections->heads, scan->arena, buf_str(&scan->work)) !=
            HEAD_FAQ &&
        text_words(buf_str(&scan->work)) > 1;
    buf_clear(&scan->work);
    return asks;
}

bool questions_callout(struct question_scan *scan, struct node *block)
{
    struct node *asks = block->first;
    if (block->kind != NODE_CALLOUT || !is_question_callout(block) || asks == NULL)
        return false;
    if ((asks->flags & NODE_GIVEN) && !title_asks(scan, asks))
        asks = asks->next;
    if (asks == NULL || asks->kind != NODE_PARAGRAPH ||
        (!(asks->flags & NODE_GIVEN) && !question_ends(asks)))
        return false;
    return questions_add(scan, (struct found_question){.node = asks,
                                                       .from = node_end(asks),
                                                       .to = node_end(block),
                                                       .section = scan->section});
}

bool questions_terms(struct question_scan *scan, struct node *block)
{
    if (block->kind != NODE_TERMS)
        return false;
    for (struct node *term = block->first; term != NULL; term = term->next) {
        const struct node *end = term;
        if (term->kind != NODE_TERM ||
            (!question_ends(term) && !question_is_expected(scan->section)))
            continue;
        while (end->next != NULL && end->next->kind == NODE_DEFINITION)
            end = end->next;
        questions_add(scan, (struct found_question){.node = term,
                                                    .from = node_end(term),
                                                    .to = node_end(end),
                                                    .section = scan->section});
    }
    return false;
}

static bool cell_says(struct question_scan *scan, struct node *cell,
                      const struct str *words, size_t count)
{
    bool says = false;
    struct buf normal = {0};
    inlines_text(cell, SIZE_MAX, &scan->work);
    head_normal(scan->arena, buf_str(&scan->work), &normal);
    buf_clear(&scan->work);
    for (size_t i = 0; i < count; i++)
        says = says || str_eq(buf_str(&normal), words[i]);
    buf_release(&normal);
    return says;
}

static bool has_question_header(struct question_scan *scan, const struct node *table)
{
    static const struct str words[] = {
        STR_INIT("question"), STR_INIT("questions"), STR_INIT("q"),
        STR_INIT("faq"),      STR_INIT("frage"),     STR_INIT("pregunta"),
        STR_INIT("pergunta"), STR_INIT("domanda"),   STR_INIT("vraag"),
        STR_INIT("вопрос"),   STR_INIT("问题"),      STR_INIT("問題"),
        STR_INIT("質問"),     STR_INIT("질문"),
    };
    const struct node *row = table->u.table.header ? table->first : NULL;
    return row != NULL && row->first != NULL && row->first->next != NULL &&
           cell_says(scan, row->first, words, sizeof words / sizeof *words);
}

/* A table of two columns lists questions and answers. Where more columns compare what
 * is said of a question, a row must ask itself. */
static bool row_asks(const struct node *table, struct node *row)
{
    return row->first != NULL && row->first->next != NULL &&
           (table->u.table.columns <= 2 || question_ends(row->first));
}

bool questions_table(struct question_scan *scan, struct node *block)
{
    if (block->kind != NODE_TABLE)
        return false;
    if (!has_question_header(scan, block))
        return true;
    for (struct node *row = block->first->next; row != NULL; row = row->next) {
        if (row_asks(block, row))
            questions_add(scan, (struct found_question){.node = row,
                                                        .from = node_end(row->first),
                                                        .to = node_end(row),
                                                        .section = scan->section});
    }
    return true;
}
