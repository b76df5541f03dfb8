/*
 * The reader of HTML files (see the header).
 */
#include "read/web/web.h"

#include "base/buf.h"
#include "base/text.h"
#include "read/budget.h"
#include "read/page/page.h"
#include "read/read_limits.h"
#include "read/title.h"
#include "read/web/content.h"
#include "read/web/page_title.h"
#include "read/web/questions.h"
#include "read/web/tame.h"

enum { LOOK_BYTES = 1 << 10 };

/* --- Facts --- */

static void add_fact(struct doc *doc, const char *key, struct str value)
{
    const struct str text =
        arena_str(doc->arena, str_trim(text_clean(doc->arena, value, TEXT_ONE_LINE)));
    if (text.len == 0 || doc_meta(doc, str_from(key)) != NULL)
        return;
    struct meta *meta = arena_alloc(doc->arena, sizeof *meta);
    *meta = (struct meta){.key = str_from(key),
                          .values = arena_alloc(doc->arena, sizeof(struct str)),
                          .count = 1};
    meta->values[0] = text;
    struct meta **last = &doc->meta;
    while (*last != NULL)
        last = &(*last)->next;
    *last = meta;
}

/* What <meta> says and the front matter did not. */
static bool take_meta(const GumboNode *node, void *context)
{
    static const char *const names[][2] = {
        {"description", "description"},
        {"author", "author"},
        {"article:published_time", "date"},
        {"dc.date", "date"},
        {"date", "date"},
    };
    if (!dom_is(node, GUMBO_TAG_META))
        return dom_is(node, GUMBO_TAG_BODY);
    struct str name = dom_attribute(node, "name");
    if (name.len == 0)
        name = dom_attribute(node, "property");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_eq_nocase(name, str_from(names[i][0])))
            add_fact(context, names[i][1], dom_attribute(node, "content"));
    }
    return false;
}

static void take_facts(struct doc *doc, const GumboNode *root)
{
    struct str lang = dom_attribute(root, "lang");
    if (lang.len == 0)
        lang = dom_attribute(root, "xml:lang");
    add_fact(doc, "lang", lang);
    (void)dom_find(root, take_meta, doc);
}

/* --- The article --- */

static bool is_rule(const struct node *node)
{
    return node != NULL && node->kind == NODE_RULE;
}

/* Rules at both ends part the article from what went. */
static void trim_rules(struct node *root)
{
    struct node *last = root->last; /* before the notes, which go to the end */
    while (last != NULL && (is_rule(last) || last->kind == NODE_FOOTNOTE)) {
        struct node *before = last->prev;
        if (is_rule(last))
            node_unlink(last);
        last = before;
    }
    while (is_rule(root->first))
        node_unlink(root->first);
    for (struct node *node = root->first; node != NULL; node = node->next) {
        while (is_rule(node) && is_rule(node->next))
            node_unlink(node->next);
    }
}

static void put_content(struct doc *doc, const GumboNode *content, uint32_t first_line)
{
    struct page page = {.doc = doc,
                        .block = doc->root,
                        .line_shift = first_line > 0 ? first_line - 1 : 0};
    struct node *before = doc->root->last;
    page_find_notes(&page, content);
    page_name(&page, content);
    page_children(&page, content, 0);
    page_end_inlines(&page);
    if (doc->root->last != before)
        page_take_names(&page, doc->root->last);
    trim_rules(doc->root);
    map_release(&page.notes);
    buf_release(&page.text);
    buf_release(&page.scratch);
}

static void read_page(struct doc *doc, struct str page, uint32_t first_line)
{
    struct dom dom;
    if (dom_parse(&dom, page)) {
        const GumboNode *content = content_of(dom.root);
        take_facts(doc, dom.root);
        if (content != NULL)
            put_content(doc, content, first_line);
        doc->is_over |= budget_is_spent(doc);
    } else {
        doc->is_over = true;
    }
    dom_release(&dom);
}

/* A piece of HTML, as an answer is. */
static void put_piece(struct doc *doc, struct str html, uint32_t line)
{
    struct buf page = {0};
    tame(html, &page, NULL);
    read_page(doc, buf_str(&page), line);
    buf_release(&page);
}

void web_read(struct doc *doc, struct str text, uint32_t first_line)
{
    struct buf page = {0}, data = {0};
    if (doc->title.len == 0)
        (void)page_title(doc->arena, text, &doc->title);
    tame(text, &page, &data);
    read_page(doc, buf_str(&page), first_line);
    if (!doc->is_over)
        questions_put(doc, buf_str(&data), put_piece);
    buf_release(&page);
    buf_release(&data);
}

/* --- Heads --- */

static bool has_template_mark(struct str text)
{
    static const struct str marks[] = {STR_INIT("{{"), STR_INIT("{%"), STR_INIT("<%"),
                                       STR_INIT("<?php")};
    bool has = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        has |= str_find(text, marks[i]) < text.len;
    return has;
}

/* Marks in code are what a page may write about; those before its body, or in what has
 * none, make pages. */
static bool is_template(struct str text)
{
    return has_template_mark(str_slice(text, 0, str_find(text, STR("<body"))));
}

void web_head(struct arena *arena, struct str text, struct read_head *head)
{
    const bool is_sure = page_title(arena, text, &head->title);
    head->wants_more |= head->is_part && !is_sure && text.len < READ_TITLE_BYTES;
    head->is_article = !is_template(str_slice(text, 0, READ_TITLE_BYTES));
    if (head->is_article)
        return;
    head->wants_more = false;
    head->title = (struct str){0};
}

bool web_looks(struct str text)
{
    static const struct str starts[] = {STR_INIT("<!doctype html"), STR_INIT("<html")};
    text = str_trim(str_slice(text, 0, LOOK_BYTES));
    if (str_starts(text, STR("<?xml")))
        text = str_trim(str_tail(text, str_find(text, STR("<!DOCTYPE html"))));
    bool looks = false;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        looks |= str_eq_nocase(str_slice(text, 0, starts[i].len), starts[i]);
    return looks;
}
