/*
 * Orders that are written as lists of links: mdBook's and GitBook's SUMMARY.md, the
 * _Sidebar.md of wikis, llms.txt, Antora's nav.adoc.
 *
 * A heading is a part, a link in a list a chapter, a list below a chapter its
 * sub-chapters, a link in a paragraph a chapter outside the parts. The file is read as
 * the Markdown it is and taken as far as it makes sense.
 */
#include "library/nav/nav.h"

#include "base/buf.h"
#include "base/file.h"
#include "doc/doc.h"
#include "read/read.h"

struct links_order {
    struct nav *nav;
    struct branch *part;                        /* the topic of the last heading */
    struct branch *chapters[DOC_DEPTH_MAX + 1]; /* open ones with sub-chapters */
    size_t depth;
    bool has_title;
};

/* The first link below a node, its lists left aside. */
static const struct node *link_below(const struct node *top)
{
    for (const struct node *node = top; node != NULL;
         node = node_following(node, top)) {
        if (node->kind == NODE_LINK)
            return node;
        if (node->kind == NODE_LIST)
            break;
    }
    return NULL;
}

static const struct node *child_of(const struct node *node, enum node_kind kind)
{
    for (const struct node *child = node->first; child != NULL; child = child->next) {
        if (child->kind == kind)
            return child;
    }
    return NULL;
}

static struct branch *parent_of(const struct links_order *order)
{
    return order->depth > 0 ? order->chapters[order->depth - 1] : order->part;
}

static struct nav_entry entry_of(const struct links_order *order,
                                 const struct node *link)
{
    return (struct nav_entry){
        .title = node_text_in(link, order->nav->tree->scratch),
        .dest = link->u.link.dest,
        .line = link->line,
    };
}

/* A name in brackets is found as the article's own links find it. */
static void place_link(struct links_order *order, struct branch *parent,
                       const struct node *link)
{
    struct nav *nav = order->nav;
    struct nav_entry entry = entry_of(order, link);
    uint32_t draft = ARTICLE_NONE;
    if (link->u.link.form != LINK_INLINE)
        draft = tree_find(nav->tree, nav->folder,
                          str_slice(entry.dest, 0, str_chr(entry.dest, '#')));
    if (draft == ARTICLE_NONE) {
        nav_place(nav, parent, &entry);
        return;
    }
    bool is_bare = str_eq(entry.title, entry.dest);
    tree_place(nav->tree, parent, draft, is_bare ? (struct str){0} : entry.title);
    nav->placed++;
    if (nav->first == ARTICLE_NONE)
        nav->first = draft;
}

/* An item with sub-chapters is a topic, whose page is the item's own chapter. */
static void open_chapter(struct links_order *order, const struct node *item)
{
    const struct node *text = child_of(item, NODE_PARAGRAPH);
    const struct node *link = text == NULL ? NULL : link_below(text);
    struct nav_entry entry = {.line = item->line};
    if (link != NULL)
        entry = entry_of(order, link);
    else if (text != NULL)
        entry.title = node_text_in(text, order->nav->tree->scratch);
    order->chapters[order->depth] = nav_topic(order->nav, parent_of(order), &entry);
    order->depth++;
}

static bool has_sub_chapters(const struct node *item)
{
    return child_of(item, NODE_LIST) != NULL;
}

/* mdBook takes one link an item; more of them are no mistake elsewhere. */
static void place_all(struct links_order *order, struct branch *parent,
                      const struct node *block, bool reports)
{
    size_t count = 0;
    for (const struct node *node = block;
         node != NULL && !tree_is_stopped(order->nav->tree);
         node = node_following(node, block)) {
        if (node->kind != NODE_LINK)
            continue;
        place_link(order, parent, node);
        if (++count == 2 && reports)
            nav_complain(order->nav, node->line, "an item has several links, also to",
                         node->u.link.dest);
    }
}

static bool is_summary(const struct links_order *order)
{
    return str_eq(path_name(order->nav->path), STR("SUMMARY.md"));
}

static void enter_item(struct links_order *order, const struct node *item)
{
    if (has_sub_chapters(item))
        open_chapter(order, item);
    else
        place_all(order, parent_of(order), item, is_summary(order));
}

/* The first heading is the title of all. */
static void enter_heading(struct links_order *order, const struct node *heading)
{
    struct nav *nav = order->nav;
    struct tree *tree = nav->tree;
    struct str title = node_text_in(heading, tree->scratch);
    bool is_title =
        !order->has_title && heading->u.heading.level == 1 && heading->prev == NULL;
    bool says = !str_eq_nocase(title, STR("Summary")) &&
                !str_eq_nocase(title, STR("Table of contents"));
    order->has_title = true;
    if (!is_title)
        order->part = tree_topic(tree, nav->top, title, (struct str){0});
    else if (nav->is_root && says && tree->title.len == 0)
        tree_set_title(tree, title);
}

static void add_chapters(struct links_order *order, const struct doc *doc)
{
    struct walk walk = walk_begin(doc->root);
    for (const struct node *node;
         !tree_is_stopped(order->nav->tree) && (node = walk_next(&walk)) != NULL;) {
        bool top = node->parent == doc->root;
        if (node->kind == NODE_ITEM && walk.entering)
            enter_item(order, node);
        else if (node->kind == NODE_ITEM && has_sub_chapters(node))
            order->depth--;
        else if (node->kind == NODE_HEADING && top && walk.entering)
            enter_heading(order, node);
        else if (node->kind == NODE_PARAGRAPH && top && walk.entering)
            place_all(order, is_summary(order) ? order->nav->top : parent_of(order),
                      node, false);
    }
}

/* --- Other marks --- */

/* Antora's lines as Markdown: "** xref:a.adoc[A]" is an item of the second level. */
static struct str from_adoc(struct nav *nav, struct str text)
{
    struct buf out = {0};
    struct str line;
    while (str_cut_line(&text, &line)) {
        size_t stars = 0;
        while (stars < line.len && line.ptr[stars] == '*')
            stars++;
        struct str rest = str_trim(str_tail(line, stars));
        size_t from = str_find(rest, STR("xref:"));
        size_t open = str_chr(rest, '['), close = str_rchr(rest, ']');
        for (size_t i = 1; i < stars && i < DOC_DEPTH_MAX; i++)
            buf_puts(&out, STR("  "));
        if (stars > 0)
            buf_puts(&out, STR("- "));
        if (stars == 0 && str_starts(rest, STR(".")))
            buf_printf(&out, "\n## " STR_FMT "\n", STR_ARG(str_tail(rest, 1)));
        else if (from < open && open < close && close < rest.len)
            buf_printf(&out, "[" STR_FMT "](<" STR_FMT ">)",
                       STR_ARG(str_slice(rest, open + 1, close)),
                       STR_ARG(str_slice(rest, from + 5, open)));
        else
            buf_puts(&out, rest);
        buf_putc(&out, '\n');
    }
    text = buf_keep(&out, nav->tree->scratch);
    buf_release(&out);
    return text;
}

/* --- Where mdBook and GitBook keep theirs --- */

/* The value of a key in a line "src = ..." of a configuration that needs no parser. */
static struct str config_value(struct str text, struct str key)
{
    struct str line;
    while (str_cut_line(&text, &line)) {
        line = str_trim(line);
        size_t at = str_chr(line, '=');
        struct str value = str_trim(str_tail(line, at + 1));
        if (at < line.len && str_eq(str_trim(str_slice(line, 0, at)), key) &&
            value.len >= 2 && (value.ptr[0] == '"' || value.ptr[0] == '\''))
            return str_slice(value, 1, str_rchr(value, value.ptr[0]));
    }
    return (struct str){0};
}

/* From the book's configuration to its summary. */
static bool find_summary(struct nav *nav)
{
    struct tree *tree = nav->tree;
    struct str text, folder = STR("src");
    if (!nav_read(nav, &text))
        return false;
    struct str src = config_value(text, STR("src"));
    if (src.len > 0)
        folder = src;
    if (nav->is_root && tree->title.len == 0)
        tree_set_title(tree, config_value(text, STR("title")));
    return path_join(tree->scratch, nav->folder, folder, &nav->folder) &&
           path_join(tree->arena, nav->folder, STR("SUMMARY.md"), &nav->path) &&
           nav_has_file(tree, nav->path);
}

/* The first chapter is the first page, unless the folder has one of its own. */
static void set_home(struct nav *nav)
{
    uint32_t page = tree_find_page(nav->tree, nav->folder);
    if (is_summary(&(struct links_order){.nav = nav}))
        page = nav->first;
    if (nav->is_root && nav->tree->home == ARTICLE_NONE)
        nav->tree->home = page;
}

bool nav_by_links(struct nav *nav)
{
    struct str text;
    if (str_eq(path_name(nav->path), STR("book.toml")) && !find_summary(nav))
        return false;
    if (tree_is_article(nav->tree, nav->path) || !nav_read(nav, &text))
        return false;
    if (str_ends(nav->path, STR(".adoc")))
        text = from_adoc(nav, text);
    struct links_order order = {.nav = nav, .part = nav->top};
    add_chapters(&order, read_document(nav->tree->scratch, DOC_MARKDOWN, text));
    if (nav->placed == 0)
        return false;
    set_home(nav);
    return true;
}
