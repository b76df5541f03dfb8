#include "ui/made.h"

#include "base/buf.h"
#include "ui/commands.h"
#include "ui/page.h"

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

static void key_row(struct doc *doc, struct node *table, enum command_id id)
{
    struct buf keys = {0};
    command_keys(id, &keys);
    struct node *row = block(doc, table, NODE_ROW);
    struct node *cell = block(doc, row, NODE_CELL);
    struct node *strong = block(doc, cell, NODE_STRONG);
    doc_text(doc, strong, buf_str(&keys), 0);
    cell = block(doc, row, NODE_CELL);
    doc_text(doc, cell, str_from(commands[id].help), 0);
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

struct opened *made_help(struct arena *arena)
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
        STR("Digits before a key are a count: 5j scrolls five lines. A link marked "
            "✗ leads to something that is not in the library. Lists and prompts "
            "take letters as text; Esc closes them."));
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

struct opened *made_notices(struct arena *arena, const struct library *library,
                            const struct page *about)
{
    struct doc *doc = new_doc(arena, STR("Notices"));
    if (notices_count(library, about) == 0)
        paragraph(doc, doc->root, STR("Everything could be read as it stands."));
    if (about != NULL && about->opened->doc->notices != NULL) {
        doc_heading(doc, 2, about->title, 0);
        struct node *list = notice_list(doc);
        for (const struct notice *n = about->opened->doc->notices; n; n = n->next)
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

struct opened *made_error(struct arena *arena, const struct article *article,
                          struct str reason)
{
    struct doc *doc = new_doc(arena, article->title);
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
