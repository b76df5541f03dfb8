/*
 * Code of a page: its lines as they are, and their language (see page.h).
 */
#include "base/text.h"
#include "read/page/page.h"
#include "read/web/content.h"

enum { PARENTS_MAX = 3 /* that may name the language, as Sphinx's do */ };

static void put_raw(const GumboNode *node, struct buf *out, int depth)
{
    if (dom_is_text(node))
        buf_puts(out, dom_text(node));
    else if (dom_is(node, GUMBO_TAG_BR))
        buf_putc(out, '\n');
    if (dom_is_element(node) && depth > 0 && content_is_furniture(node))
        return;
    for (size_t i = 0; i < dom_count(node) && depth < DOM_DEPTH_MAX; i++)
        put_raw(dom_child(node, i), out, depth + 1);
}

static void take_names(struct page *page, const GumboNode *node, int depth)
{
    for (size_t i = 0; i < dom_count(node) && depth < DOM_DEPTH_MAX; i++) {
        const GumboNode *child = dom_child(node, i);
        if (!dom_is_element(child))
            continue;
        page_name(page, child);
        take_names(page, child, depth + 1);
    }
}

/* The language that a word of a class names; empty when it names none. */
static struct str language_in(struct str word)
{
    static const struct str before[] = {
        STR_INIT("language-"),  STR_INIT("lang-"),  STR_INIT("highlight-source-"),
        STR_INIT("highlight-"), STR_INIT("brush:"), STR_INIT("src-")};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        if (str_starts(word, before[i]))
            return str_tail(word, before[i].len);
    }
    return (struct str){0};
}

/* pandoc's "sourceCode haskell". */
static struct str language_after(struct str classes)
{
    const struct str mark = STR("sourceCode ");
    struct str rest = str_tail(classes, mark.len), word = {0};
    if (str_starts(classes, mark))
        (void)str_cut(&rest, ' ', &word);
    return word;
}

static struct str language_of(const GumboNode *element)
{
    struct str language = dom_attribute(element, "data-lang");
    if (language.len == 0)
        language = dom_attribute(element, "data-language");
    const struct str classes = dom_attribute(element, "class");
    struct str rest = classes, word;
    while (language.len == 0 && str_cut(&rest, ' ', &word))
        language = language_in(word);
    return language.len > 0 ? language : language_after(classes);
}

static struct str find_language(const GumboNode *pre)
{
    struct str language = language_of(pre);
    for (size_t i = 0; i < dom_count(pre) && language.len == 0; i++) {
        if (dom_is(dom_child(pre, i), GUMBO_TAG_CODE))
            language = language_of(dom_child(pre, i));
    }
    const GumboNode *parent = pre->parent;
    for (int i = 0; i < PARENTS_MAX && parent != NULL && dom_is_element(parent) &&
                    language.len == 0;
         i++, parent = parent->parent)
        language = language_of(parent);
    static const struct str none[] = {STR_INIT("default"), STR_INIT("none"),
                                      STR_INIT("text"), STR_INIT("plaintext"),
                                      STR_INIT("notranslate")};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        if (str_eq_nocase(language, none[i]))
            return (struct str){0};
    }
    return language;
}

static struct str clean(struct page *page, struct str raw, enum text_lines lines)
{
    const struct str text = text_clean(page->doc->arena, raw, lines);
    return text.ptr == raw.ptr ? arena_str(page->doc->arena, text) : text;
}

/* Without the empty lines at both ends. */
static struct str raw_lines(struct page *page, const GumboNode *pre)
{
    buf_clear(&page->scratch);
    put_raw(pre, &page->scratch, 0);
    struct str text = buf_str(&page->scratch);
    for (size_t end; (end = str_chr(text, '\n')) < text.len &&
                     str_trim(str_slice(text, 0, end)).len == 0;)
        text = str_tail(text, end + 1);
    while (text.len > 0 && (str_ends(text, STR("\n")) || str_ends(text, STR(" ")) ||
                            str_ends(text, STR("\t"))))
        text.len--;
    return text;
}

void page_code(struct page *page, const GumboNode *pre)
{
    if (raw_lines(page, pre).len == 0)
        return;
    take_names(page, pre, 0);
    struct node *code = page_add(page, NODE_CODE_BLOCK, pre);
    struct str text = raw_lines(page, pre);
    const size_t from = (size_t)(text.ptr - page->scratch.data);
    buf_truncate(&page->scratch, from + text.len);
    buf_putc(&page->scratch, '\n');
    code->u.code.text =
        clean(page, str_tail(buf_str(&page->scratch), from), TEXT_MANY_LINES);
    code->u.code.info = clean(page, find_language(pre), TEXT_ONE_LINE);
}

void page_code_lines(struct page *page, const GumboNode *pre)
{
    struct str rest = arena_str(page->doc->arena, raw_lines(page, pre)), line;
    while (str_cut_line(&rest, &line)) {
        const struct str text = clean(page, line, TEXT_ONE_LINE);
        if (text.len == 0)
            continue;
        page_end_line(page, pre);
        page_leaf(page, NODE_CODE, text, pre);
    }
}
