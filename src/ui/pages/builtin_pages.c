/*
 * Documents built with doc/doc.h: the help from the command table, the notices from
 * the library, and short pages that say what went wrong.
 */
#include "ui/pages/builtin_pages.h"

#include "base/buf.h"
#include "ui/keys/commands.h"

static struct doc *new_doc(struct arena *arena, struct str title)
{
    struct doc *doc = doc_new(arena, DOC_TEXT);
    struct node *heading = doc_heading(doc, 1, title, 0);
    doc->title = title;
    doc->title_node = heading;
    return doc;
}

static struct opened *finish(struct arena *arena, struct doc *doc)
{
    doc_finish(doc);
    struct opened *opened = ARENA_NEW(arena, struct opened);
    opened->article = ARTICLE_NONE;
    opened->doc = doc;
    opened->targets = ARENA_ARRAY(arena, doc->link_count + 1, struct target);
    return opened;
}

static struct node *block(struct doc *doc, struct node *parent, enum node_kind kind)
{
    struct node *node = doc_node(doc, kind, 0);
    node_append(parent, node);
    return node;
}

static void paragraph(struct doc *doc, struct node *parent, struct str text)
{
    doc_text(doc, block(doc, parent, NODE_PARAGRAPH), text, 0);
}

/* --- Help --- */

static struct node *key_table(struct doc *doc)
{
    struct node *table = block(doc, doc->root, NODE_TABLE);
    table->u.table.columns = 2;
    table->u.table.align = arena_alloc(doc->arena, 2);
    return table;
}

static void table_row(struct doc *doc, struct node *table, struct str left,
                      struct str right)
{
    struct node *row = block(doc, table, NODE_ROW);
    struct node *cell = block(doc, row, NODE_CELL);
    doc_text(doc, block(doc, cell, NODE_STRONG), left, 0);
    doc_text(doc, block(doc, row, NODE_CELL), right, 0);
}

static void key_row(struct doc *doc, struct node *table, enum command_id id)
{
    struct buf keys = {0};
    command_keys(id, &keys);
    table_row(doc, table, buf_str(&keys), str_from(commands[id].help));
    buf_release(&keys);
}

static void group(struct doc *doc, enum command_group group_id)
{
    doc_heading(doc, 2, str_from(command_group_title(group_id)), 0);
    struct node *table = key_table(doc);
    for (int id = 0; id < CMD_COUNT; id++)
        if (commands[id].group == group_id)
            key_row(doc, table, (enum command_id)id);
}

/* The marks, and what they say; their ASCII twins are drawn where these cannot be. */
static void legend(struct doc *doc)
{
    static const struct {
        const char *mark, *meaning;
    } marks[] = {
        {"◆", "a key point: a short statement that is worth reading alone"},
        {"?", "a question with its answer"},
        {"≈", "inferred: the text does not say so itself"},
        {"✗", "a link to something that is not in the library"},
        {"▶", "a moment in a video"},
        {"▾ ▸", "unfolded, and folded"},
        {"▌", "here: what is read, selected, or was just gone to"},
    };
    doc_heading(doc, 2, STR("Marks"), 0);
    struct node *table = key_table(doc);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        table_row(doc, table, str_from(marks[i].mark), str_from(marks[i].meaning));
    paragraph(doc, doc->root,
              STR("Inferred is what Lectern found by its looks: a heading in plain "
                  "text that no markup names, or a question that was lost from a page "
                  "and is called by the opening words of its answer. It may be wrong, "
                  "so it is set apart."));
}

struct opened *builtin_help(struct arena *arena)
{
    struct doc *doc = new_doc(arena, STR("Help"));
    paragraph(
        doc, doc->root,
        STR("The tree on the left has the topics and articles of the library, and "
            "the sections of the article that is read on the right. Space turns "
            "the page, Tab goes from link to link, Enter follows one, and BS goes "
            "back to where you were."));
    paragraph(
        doc, doc->root,
        STR("Digits before a key are a count: 5j scrolls five lines. Lists and "
            "prompts take letters as text; Esc closes them. In a list a row stays when "
            "all words that are typed stand in it; going to a name takes them in any "
            "order, form and spelling, and initials. What only the whole library can "
            "tell is read behind the screen; the last row says how far that is. So is "
            "the rest of a large article: what needs all of it follows when it is "
            "there, unless another key is pressed."));
    legend(doc);
    for (int i = 0; i < GROUP_COUNT; i++)
        group(doc, (enum command_group)i);
    return finish(arena, doc);
}

/* --- Notices and errors --- */

static void notice_item(struct doc *doc, struct node *list, struct str path,
                        struct str text)
{
    struct node *item = block(doc, list, NODE_ITEM);
    struct node *line = block(doc, item, NODE_PARAGRAPH);
    if (path.len > 0) {
        doc_text(doc, block(doc, line, NODE_STRONG), path, 0);
        doc_text(doc, line, STR(": "), 0);
    }
    doc_text(doc, line, text, 0);
}

static struct node *notice_list(struct doc *doc)
{
    struct node *list = block(doc, doc->root, NODE_LIST);
    list->u.list.tight = true;
    return list;
}

size_t notices_count(const struct library *library, const struct doc *about)
{
    size_t count = 0;
    for (const struct library_notice *n = library->notices; n != NULL; n = n->next)
        count++;
    if (about != NULL)
        for (const struct notice *n = about->notices; n != NULL; n = n->next)
            count++;
    return count;
}

struct opened *builtin_notices(struct arena *arena, const struct library *library,
                               const struct doc *about, struct str title)
{
    struct doc *doc = new_doc(arena, STR("Notices"));
    if (notices_count(library, about) == 0)
        paragraph(doc, doc->root, STR("Everything could be read as it stands."));
    if (about != NULL && about->notices != NULL) {
        doc_heading(doc, 2, title, 0);
        struct node *list = notice_list(doc);
        for (const struct notice *n = about->notices; n; n = n->next)
            notice_item(doc, list, (struct str){0}, n->text);
    }
    if (library->notices != NULL) {
        doc_heading(doc, 2, STR("The library"), 0);
        struct node *list = notice_list(doc);
        for (const struct library_notice *n = library->notices; n; n = n->next)
            notice_item(doc, list, n->path, n->text);
    }
    return finish(arena, doc);
}

struct opened *builtin_error(struct arena *arena, struct str title, struct str reason)
{
    struct doc *doc = new_doc(arena, title);
    paragraph(doc, doc->root, STR("This article cannot be shown."));
    paragraph(doc, doc->root, reason);
    struct buf again = {0}, key = {0};
    command_key(CMD_RELOAD, &key);
    buf_printf(&again, STR_FMT " tries again.", STR_ARG(buf_str(&key)));
    paragraph(doc, doc->root, buf_str(&again));
    buf_release(&again);
    buf_release(&key);
    return finish(arena, doc);
}

struct opened *builtin_waiting(struct arena *arena, struct str title)
{
    struct doc *doc = new_doc(arena, title);
    paragraph(doc, doc->root,
              STR("This article is large, and there is no part of it that could be "
                  "shown alone. It comes as soon as all of it is read."));
    struct opened *opened = finish(arena, doc);
    opened->is_head = true;
    return opened;
}

struct opened *builtin_lines(struct arena *arena, const struct str *lines, size_t count)
{
    struct doc *doc = doc_new(arena, DOC_TEXT);
    for (size_t i = 0; i < count; i++)
        paragraph(doc, doc->root, lines[i]);
    return finish(arena, doc);
}
