/*
 * What is raised (see the header).
 */
#include "read/html/raised.h"

#include "base/ascii.h"

static bool is_letter(char c)
{
    return ascii_is_letter(c) || (unsigned char)c >= 0x80;
}

/* "10^3" must not read as 103, nor a note's "act^1" as a word, nor "2^2n" as 22n;
 * letters ("1st") read well as they are. */
static bool has_caret(struct str text)
{
    const char c = text.len > 0 ? *text.ptr : '\0';
    if (text.len == 1 && is_letter(c))
        return c != 'a' && c != 'e' && c != 'o';
    if (c == '(' || c == '[')
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (!is_letter(text.ptr[i]) && text.ptr[i] != '.')
            return true;
    }
    return false;
}

static struct node *new_text(struct doc *doc, struct str text, uint32_t line)
{
    struct node *node = doc_node(doc, NODE_TEXT, line);
    node->u.text = text;
    return node;
}

void html_raise(struct doc *doc, struct node *superscript)
{
    const struct str text = node_text_in(superscript, doc->arena);
    if (!has_caret(text))
        return;
    const bool is_formula = str_chr(text, ' ') < text.len;
    node_insert_before(
        superscript->first,
        new_text(doc, is_formula ? STR("^(") : STR("^"), superscript->first->line));
    if (is_formula)
        node_append(superscript, new_text(doc, STR(")"), superscript->line));
}
