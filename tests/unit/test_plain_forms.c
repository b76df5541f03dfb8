/*
 * Single lines of plain text between two paragraphs: what each form is taken for, and
 * what is left of it to be read.
 */
#include "reading_plain.h"

/* l and 1: an item of a list, of a numbered list; q: quote; r: rule; c: code; p:
 * paragraph; m: nothing to be read; h: heading. */
struct form {
    char kind;
    const char *line, *text; /* text is NULL where all of the line stays */
};

static char letter_of(const struct node *node)
{
    switch ((int)node->kind) {
    case NODE_PARAGRAPH:
        return node->flags & NODE_HIDDEN || node->first == NULL ? 'm' : 'p';
    case NODE_LIST:
        return node->u.list.ordered ? '1' : 'l';
    case NODE_QUOTE:
        return 'q';
    case NODE_RULE:
        return 'r';
    case NODE_CODE_BLOCK:
        return 'c';
    case NODE_HEADING:
        return 'h';
    default:
        return '?';
    }
}

static void assert_form(const struct form *form)
{
    const char *expected = form->text != NULL ? form->text : form->line;
    struct buf text = {0};
    buf_printf(&text, "The mill was built in spring.\n\n%s\n\nIt was sold in autumn.\n",
               form->line);
    buf_putc(&text, '\0');
    struct reading reading;
    read_text(&reading, text.data);
    const struct node *block = reading.doc->root->first->next;
    assert_non_null(block);
    node_text(block, &reading.out);
    buf_putc(&reading.out, '\0');
    if (letter_of(block) != form->kind || strcmp(reading.out.data, expected) != 0)
        fail_msg("'%s' is '%c' with '%s'", form->line, letter_of(block),
                 reading.out.data);
    end_reading(&reading);
    buf_release(&text);
}

#define ASSERT_FORMS(forms)                                                            \
    do {                                                                               \
        for (size_t i = 0; i < sizeof(forms) / sizeof *(forms); i++)                   \
            assert_form(&(forms)[i]);                                                  \
    } while (0)

static void bullets(void **state)
{
    static const struct form forms[] = {
        {'l', "- oats", "oats"}, {'l', "* oats", "oats"},
        {'l', "+ oats", "oats"}, {'l', "-\toats", "oats"},
        {'l', "– oats", "oats"}, {'l', "• oats", "oats"},
        {'l', "‣ oats", "oats"}, {'l', "◦ oats", "oats"},
        {'l', "▪ oats", "oats"}, {'l', "■ oats", "oats"},
        {'l', "□ oats", "oats"}, {'l', "➢ oats", "oats"},
        {'l', "✓ oats", "oats"}, {'l', "\xEF\x82\xB7 oats", "oats"},
        {'l', "●oats", "oats"}, /* no other signs stand for themselves there */
        {'l', "·oats", "oats"},  {'l', "►oats", "oats"},
        {'l', "・oats", "oats"}, {'l', "- oats | rye", "oats | rye"},
        {'p', "-oats", NULL},    {'p', "*oats", NULL},
        {'p', "–oats", NULL},    {'p', "« oats", NULL},
        {'p', "、oats", NULL},   {'p', "-", NULL},
        {'p', "•", NULL},        {'p', "• ", "•"},
    };

    (void)state;
    ASSERT_FORMS(forms);
}

static void numbers(void **state)
{
    static const struct form forms[] = {
        {'1', "1. oats", "oats"},  {'1', "0. oats", "oats"},
        {'1', "12) oats", "oats"}, {'1', "123. oats", "oats"},
        {'1', "1.\toats", "oats"}, {'1', "1. a | b", "a | b"},
        {'p', "1.", NULL},         {'p', "1. ", "1."},
        {'p', "1: oats", NULL},
    };

    (void)state;
    ASSERT_FORMS(forms);
}

static void quotes(void **state)
{
    static const struct form forms[] = {
        {'q', "> oats", "oats"},   {'q', ">oats", "oats"},
        {'q', "> > oats", "oats"}, {'q', "> - oats", "- oats"},
        {'q', "  > oats", "oats"},
    };

    (void)state;
    ASSERT_FORMS(forms);
}

/* One row is no table, one line no drawing. */
static void lone_rows_and_drawings(void **state)
{
    static const struct form forms[] = {
        {'p', "| oats | rye |", NULL},
        {'p', "oats | rye", NULL},
        {'p', "oats|rye", NULL},
        {'p', "| oats", NULL},
        {'p', "oats |", NULL},
        {'p', "|", NULL},
        {'p', "||", NULL},
        {'p', "|---|---|", NULL},
        {'p', "--|", NULL},
        {'p', "+---+---+", NULL},
        {'p', "+==+", NULL},
        {'p', "+--", NULL},
        {'p', "+---x", NULL},
        {'p', "│ hub  │", NULL},
        {'p', "║ hub  ║", NULL},
        {'p', "…hub…", NULL},
        {'r', "┌──────┐", ""},
        {'l', "+ - +", "- +"},
    };

    (void)state;
    ASSERT_FORMS(forms);
}

static void fences(void **state)
{
    static const struct form forms[] = {
        {'c', "```\noats\n```", "oats\n"}, {'c', "``` sh\noats\n```", "oats\n"},
        {'p', "```oats```", NULL},         {'p', "``oats``", NULL},
        {'p', "~~oats~~", NULL},
    };

    (void)state;
    ASSERT_FORMS(forms);
}

/* What a page has left of a question that unfolds. */
static void markers(void **state)
{
    static const struct form forms[] = {
        {'m', "▼", ""},   {'m', "▾", ""},    {'m', "▶\xEF\xB8\x8F", ""},
        {'m', "🔽", ""},   {'m', "➕", ""},    {'m', "＋", ""},
        {'p', "↓", NULL}, {'p', "▼▼", NULL}, {'p', "x", NULL},
    };

    (void)state;
    ASSERT_FORMS(forms);
}

static void marked_headings(void **state)
{
    static const struct form forms[] = {
        {'h', "== Oats ==", "Oats"},
        {'h', "=== Oats ===", "Oats"},
        {'h', "==Oats==", "Oats"},
        {'h', "====== Oats ======", "Oats"},
        {'p', "== Oats ===", NULL},
        {'p', "=== Oats ==", NULL},
        {'p', "= Oats =", NULL},
        {'p', "==> Oats ==", NULL},
        {'p', "======= Oats =======", NULL},
        {'p', "== Oats", NULL},
        {'r', "====", ""},
        {'h', "## Oats", "Oats"},
        {'h', "###### Oats", "Oats"},
        {'p', "####### Oats", NULL},
        {'p', "##Oats", NULL},
        {'p', "##", NULL},
        {'p', "# Oats", NULL}, /* alone it may be a comment */
    };

    (void)state;
    ASSERT_FORMS(forms);
}

static void indents(void **state)
{
    static const struct form forms[] = {
        {'p', " oats", "oats"},
        {'p', "   oats", "oats"},
        {'c', "    oats", "oats\n"},
        {'c', "\toats", "oats\n"},
        {'c', "\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0oats", "oats\n"},
        {'c', "    - oats", "- oats\n"},
        {'c', "    ## Oats", "## Oats\n"},
        {'p', "It was a good year. \xC2\xA0 \xE3\x80\x80", "It was a good year."},
        {'p', "\xE3\x80\x80\xE3\x80\x80It was a good year.", "It was a good year."},
    };

    (void)state;
    ASSERT_FORMS(forms);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bullets),         cmocka_unit_test(numbers),
        cmocka_unit_test(quotes),          cmocka_unit_test(lone_rows_and_drawings),
        cmocka_unit_test(fences),          cmocka_unit_test(markers),
        cmocka_unit_test(marked_headings), cmocka_unit_test(indents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
