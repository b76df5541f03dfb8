/*
 * The reader of reStructuredText: its facts, then its blocks (rst.h).
 */
#include "read/rst/rst.h"

#include <stdlib.h>

#include "base/text.h"
#include "read/rst/rst_reader.h"

/* --- Facts: a field list at the top, or after the title --- */

/* What a field list says to the tools, not to a reader. */
static bool is_for_tools(struct str name)
{
    static const struct str names[] = {STR_INIT("orphan"), STR_INIT("tocdepth"),
                                       STR_INIT("nocomments"), STR_INIT("nosearch"),
                                       STR_INIT("html_theme")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_eq(name, names[i]))
            return true;
    }
    return false;
}

static size_t heading_end(const struct excerpt *lines, size_t at)
{
    const size_t title = rst_is_adornment(excerpt_line(lines, at)) ? at + 1 : at;
    if (excerpt_is_blank(lines, title) || excerpt_is_blank(lines, title + 1) ||
        !rst_underlines(str_trim(excerpt_line(lines, title)),
                        excerpt_line(lines, title + 1)))
        return at;
    return title + 2;
}

/* The first line that is no comment, no label and not the title. */
static size_t first_text(const struct excerpt *lines)
{
    size_t at = excerpt_skip_blank(lines, lines->from);
    bool has_title = false;
    while (at < lines->to && excerpt_indent(lines, at) == 0) {
        size_t end = at;
        if (str_starts(excerpt_line(lines, at), STR("..")) &&
            !rst_is_adornment(str_tail(excerpt_line(lines, at), 2)))
            end = excerpt_indented_end(lines, at + 1, 1);
        else if (!has_title) {
            end = heading_end(lines, at);
            has_title = true;
        }
        if (end == at)
            break;
        at = excerpt_skip_blank(lines, end);
    }
    return at;
}

/* Fields are read as facts; returns the line after them. */
static size_t read_facts(struct rst *rst, const struct excerpt *lines, size_t at)
{
    struct str name;
    uint32_t cols;
    while (at < lines->to && excerpt_indent(lines, at) == 0 &&
           rst_field(excerpt_line(lines, at), &name, &cols)) {
        const size_t end = excerpt_indented_end(lines, at + 1, 1);
        const struct excerpt part = excerpt_body(lines, at, end, cols, 0);
        const struct str raw = excerpt_paragraph(&part, rst->m.doc->arena);
        const struct str value = markup_plain(&rst->m, raw, excerpt_number(lines, at));
        if (!is_for_tools(name) && value.len > 0)
            meta_add(&rst->meta,
                     meta_key(&rst->meta, text_fold(rst->m.doc->arena, name, true)),
                     value, false);
        at = excerpt_skip_blank(lines, end);
    }
    return at;
}

/* --- Labels --- */

/* "_label:" without an address is a place in the file. */
static bool label_of(const struct excerpt *lines, size_t at, struct str *label)
{
    const struct str line = str_trim(excerpt_line(lines, at));
    if (!str_starts(line, STR(".. _")) || !str_ends(line, STR(":")))
        return false;
    *label = str_slice(line, 4, line.len - 1);
    if (str_starts(*label, STR("`")) && str_ends(*label, STR("`")) && label->len > 2)
        *label = str_slice(*label, 1, label->len - 1);
    return label->len > 0 && excerpt_indent(lines, at) == 0;
}

void rst_labels(struct arena *arena, struct str text, struct meta **meta)
{
    struct source_lines source;
    struct meta_list list = meta_list_of(arena, *meta);
    struct meta *aliases = NULL;
    if (!source_lines_read(&source, arena, text, 1))
        return;
    const struct excerpt lines = excerpt_all(&source);
    for (size_t at = 0; at < lines.to; at++) {
        struct str label;
        if (!label_of(&lines, at, &label))
            continue;
        if (aliases == NULL)
            aliases = meta_more(&list, STR("aliases"));
        meta_add(&list, aliases, text_fold(arena, label, true), true);
    }
    *meta = list.first;
}

/* --- All --- */

static void read_all(struct rst *rst)
{
    const struct excerpt all = excerpt_all(&rst->m.lines);
    const size_t from = first_text(&all), to = read_facts(rst, &all, from);
    const struct excerpt head = excerpt_part(&all, 0, from);
    const struct excerpt rest = excerpt_part(&all, to, all.to);
    struct node *root = rst->m.doc->root;
    rst_blocks(rst, root, &head);
    rst_blocks(rst, root, &rest);
    if (root->last != NULL)
        rst_attach_labels(rst, root->last);
    rst->m.doc->meta = rst->meta.first;
}

void rst_read(struct doc *doc, struct str text, uint32_t first_line)
{
    struct rst rst = {.m.inlines = rst_inlines};
    struct labels *const all[] = {&rst.targets,       &rst.titles, &rst.headings,
                                  &rst.substitutions, &rst.notes,  &rst.citations,
                                  &rst.terms,         &rst.objects};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        all[i]->arena = doc->arena;
    if (!markup_begin(&rst.m, doc, text, first_line))
        return;
    rst.meta = meta_list_of(doc->arena, doc->meta);
    rst_gather_names(&rst);
    read_all(&rst);
    rst_labels(doc->arena, text, &doc->meta);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        labels_release(all[i]);
    free(rst.anonymous);
}
