/*
 * What is given in YAML, as blocks (see the header).
 */
#include "read/yaml/structured_body.h"

#include "read/markdown/markdown.h"

/* What the makers of blocks share. */
struct giver {
    struct doc *doc;
    struct str video_id;
};

const char *const given_bodies[GIVEN_BODIES] = {"body", "sections", "key_points", "faq",
                                                "summary"};

bool given_is_article(const struct yaml *map)
{
    if (yaml_str(map, "title").len == 0)
        return false;
    for (size_t i = 0; i < GIVEN_BODIES; i++) {
        if (yaml_get(map, given_bodies[i]) != NULL)
            return true;
    }
    return false;
}

static struct node *add(struct giver *g, struct node *parent, enum node_kind kind,
                        uint32_t line)
{
    struct node *node = doc_node(g->doc, kind, line);
    if (parent == g->doc->root)
        node->flags |= NODE_GIVEN;
    node_append(parent, node);
    return node;
}

static struct node *add_heading(struct giver *g, int level, struct str text,
                                uint32_t line)
{
    struct node *heading = doc_heading(g->doc, level, text, line);
    heading->flags |= NODE_GIVEN;
    return heading;
}

/* Markdown below `parent`; headings in it go below `level`. */
static void add_markdown(struct giver *g, struct node *parent, struct str text,
                         uint32_t line, uint8_t level)
{
    const struct markdown_input input = {
        .text = text,
        .first_line = line,
        .level_shift = level,
        .flags = parent == g->doc->root ? NODE_GIVEN : 0,
        .video_id = g->video_id,
    };
    markdown_read(g->doc, parent, &input);
}

/* A scalar entry stands for itself; in a map it is the value of the key. */
static struct str text_of(const struct yaml *entry, const char *key)
{
    return entry->kind == YAML_SCALAR ? entry->scalar : yaml_str(entry, key);
}

static bool has_entries(const struct yaml *list)
{
    return list != NULL && list->kind == YAML_LIST && list->first != NULL;
}

static struct node *add_list(struct giver *g, uint32_t line)
{
    struct node *list = add(g, g->doc->root, NODE_LIST, line);
    list->u.list.tight = true;
    return list;
}

/* "Label: text"; the label is strong and the text is Markdown of one paragraph. */
static void add_point(struct giver *g, struct node *list, const struct yaml *entry)
{
    const struct str label =
        entry->kind == YAML_MAP ? yaml_str(entry, "label") : (struct str){0};
    struct node *item = add(g, list, NODE_ITEM, entry->line);
    item->flags |= NODE_GIVEN;
    struct node holder = {.kind = NODE_ITEM};
    add_markdown(g, &holder, text_of(entry, "text"), entry->line, 2);
    if (label.len > 0) {
        struct node *paragraph = holder.first;
        if (paragraph == NULL || paragraph->kind != NODE_PARAGRAPH)
            paragraph = add(g, item, NODE_PARAGRAPH, entry->line);
        struct node *strong = doc_node(g->doc, NODE_STRONG, entry->line);
        struct node *colon = doc_node(g->doc, NODE_TEXT, entry->line);
        doc_text(g->doc, strong, label, entry->line);
        colon->u.text = holder.first != NULL ? STR(": ") : STR(":");
        if (paragraph->first != NULL) {
            node_insert_before(paragraph->first, strong);
            node_insert_after(strong, colon);
        } else {
            node_append(paragraph, strong);
            node_append(paragraph, colon);
        }
    }
    node_adopt(item, &holder);
}

static void add_points(struct giver *g, const struct yaml *points)
{
    if (!has_entries(points))
        return;
    add_heading(g, 2, STR("Key points"), points->line);
    struct node *list = add_list(g, points->line);
    for (const struct yaml *entry = points->first; entry != NULL; entry = entry->next)
        add_point(g, list, entry);
}

static void add_sections(struct giver *g, const struct yaml *sections)
{
    if (!has_entries(sections))
        return;
    for (const struct yaml *entry = sections->first; entry != NULL;
         entry = entry->next) {
        const struct yaml *body = yaml_get(entry, "body");
        const struct str heading = text_of(entry, "heading");
        if (heading.len > 0)
            add_heading(g, 2, heading, entry->line);
        if (body != NULL && body->kind == YAML_SCALAR)
            add_markdown(g, g->doc->root, body->scalar, body->line, 2);
    }
}

static void add_questions(struct giver *g, const struct yaml *faq)
{
    if (!has_entries(faq))
        return;
    add_heading(g, 2, STR("Questions"), faq->line);
    for (const struct yaml *entry = faq->first; entry != NULL; entry = entry->next) {
        const struct str question = text_of(entry, "question");
        const struct str answer = yaml_str(entry, "answer");
        if (question.len == 0)
            continue;
        add_heading(g, 3, question, entry->line)->flags |= NODE_QUESTION;
        add_markdown(g, g->doc->root, answer, entry->line, 3);
    }
}

static void add_term(struct giver *g, struct node *list, const struct yaml *entry)
{
    const struct str term = str_trim(text_of(entry, "title"));
    if (term.len == 0)
        return;
    struct node *item = add(g, list, NODE_ITEM, entry->line);
    struct node *paragraph = add(g, item, NODE_PARAGRAPH, entry->line);
    paragraph->flags |= NODE_GIVEN;
    doc_name(g->doc, paragraph, term, entry->line);
}

/* A list of terms, or one alone. */
static void add_related(struct giver *g, const struct yaml *related)
{
    const bool alone = related != NULL && related->kind == YAML_SCALAR;
    if (!alone && !has_entries(related))
        return;
    add_heading(g, 2, STR("See also"), related->line);
    struct node *list = add_list(g, related->line);
    if (alone) {
        add_term(g, list, related);
        return;
    }
    for (const struct yaml *entry = related->first; entry != NULL; entry = entry->next)
        add_term(g, list, entry);
}

void given_before(struct doc *doc, const struct yaml *map, struct str video_id)
{
    struct giver g = {.doc = doc, .video_id = video_id};
    const struct yaml *summary = yaml_get(map, "summary");
    if (summary != NULL && summary->kind == YAML_SCALAR)
        add_markdown(&g, doc->root, summary->scalar, summary->line, 1);
}

/* The first heading that is not the page's own: what stands before it is the lead. */
static struct node *first_section(const struct doc *doc)
{
    struct node *node = doc->root->first;
    while (node != NULL && (node->kind != NODE_HEADING || node->u.heading.level == 1))
        node = node->next;
    return node;
}

void given_after(struct doc *doc, const struct yaml *map, struct str video_id)
{
    struct giver g = {.doc = doc, .video_id = video_id};
    struct node *section = first_section(doc), *last = doc->root->last;
    add_points(&g, yaml_get(map, "key_points"));
    /* The points come behind the lead, so that their section takes nothing of it in. */
    if (section != NULL) {
        struct node *point = last->next;
        while (point != NULL) {
            struct node *next = point->next;
            node_unlink(point);
            node_insert_before(section, point);
            point = next;
        }
    }
    add_sections(&g, yaml_get(map, "sections"));
    add_questions(&g, yaml_get(map, "faq"));
    add_related(&g, yaml_get(map, "related"));
}
