/*
 * What is given in YAML, as blocks (see the header).
 */
#include "read/yaml/structured_body.h"

#include "read/markdown/markdown.h"
#include "read/yaml/front_matter.h"

/* What the makers of blocks share. */
struct giver {
    struct doc *doc;
    struct str video_id;
};

const char *const given_bodies[GIVEN_BODIES] = {"body", "sections", "key_points", "faq",
                                                "summary"};

bool structured_is_article(const struct yaml *map)
{
    if (yaml_str(map, "title").len == 0)
        return false;
    for (size_t i = 0; i < GIVEN_BODIES; i++) {
        if (yaml_get(map, given_bodies[i]) != NULL)
            return true;
    }
    return false;
}

static bool has_key(const struct meta *meta, const char *key)
{
    while (meta != NULL && !str_eq_nocase(meta->key, str_from(key)))
        meta = meta->next;
    return meta != NULL;
}

bool structured_has_keys(const struct meta *meta)
{
    bool has_body = false;
    for (size_t i = 0; i < GIVEN_BODIES; i++)
        has_body = has_body || has_key(meta, given_bodies[i]);
    return has_body && front_value(meta, STR("title")).len > 0;
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

static bool has_entries(const struct yaml *value)
{
    return value != NULL && (value->scalar.len > 0 || value->first != NULL);
}

static struct node *add_list(struct giver *g, uint32_t line)
{
    struct node *list = add(g, g->doc->root, NODE_LIST, line);
    list->u.list.tight = true;
    return list;
}

static struct str name_of(const char *const *names, const struct yaml *map)
{
    struct str name = {0};
    for (; *names != NULL && name.len == 0; names++)
        name = yaml_str(map, *names);
    return name;
}

/* --- Values of any shape --- */

static void add_labelled(struct giver *g, struct node *parent, struct str label,
                         const struct yaml *value, uint8_t level);

/* Nothing that an author wrote is left out because it has another shape than expected:
 * lists are read one after another, keys become labels. */
static void add_value(struct giver *g, struct node *parent, const struct yaml *value,
                      uint8_t level)
{
    if (value->kind == YAML_SCALAR)
        add_markdown(g, parent, value->scalar, value->line, level);
    for (const struct yaml *entry = value->first; entry != NULL; entry = entry->next) {
        if (value->kind == YAML_MAP)
            add_labelled(g, parent, entry->key, entry, level);
        else
            add_value(g, parent, entry, level);
    }
}

/* "Label: text" at the beginning of a block. */
static void put_label(struct giver *g, struct node *parent, struct node *paragraph,
                      struct str label, uint32_t line)
{
    bool has_text = parent->first != NULL;
    struct node *strong = doc_node(g->doc, NODE_STRONG, line);
    struct node *colon = doc_node(g->doc, NODE_TEXT, line);
    doc_text(g->doc, strong, label, line);
    colon->u.text = has_text ? STR(": ") : STR(":");
    if (paragraph == NULL || paragraph->kind != NODE_PARAGRAPH) {
        paragraph = doc_node(g->doc, NODE_PARAGRAPH, line);
        if (has_text)
            node_insert_before(parent->first, paragraph);
        else
            node_append(parent, paragraph);
    }
    if (paragraph->first != NULL) {
        node_insert_before(paragraph->first, strong);
        node_insert_after(strong, colon);
    } else {
        node_append(paragraph, strong);
        node_append(paragraph, colon);
    }
}

/* The label is strong, its text is Markdown; `value` may be NULL. */
static void add_labelled(struct giver *g, struct node *parent, struct str label,
                         const struct yaml *value, uint8_t level)
{
    struct node holder = {.kind = parent->kind};
    if (value != NULL)
        add_value(g, &holder, value, level);
    if (label.len > 0)
        put_label(g, &holder, holder.first, label,
                  value != NULL ? value->line : parent->line);
    for (struct node *node = holder.first; node != NULL; node = node->next)
        node->flags |= parent == g->doc->root ? NODE_GIVEN : 0;
    node_adopt(parent, &holder);
}

/* --- Entries --- */

/* One entry of points, sections, questions or terms. */
struct body_entry {
    struct str label;        /* may be empty */
    const struct yaml *text; /* NULL: none */
    const struct yaml *map;  /* whose other keys belong to it; NULL: none */
    uint32_t line;
    uint8_t level; /* of headings */
};

/* How entries of one kind are written, and what is made of one. */
struct entry_shape {
    const char *const *labels; /* keys, the usual one first */
    const char *const *texts;
    bool is_label; /* a scalar in a list is a label, not a text */
    void (*add)(struct giver *g, struct node *parent, const struct entry_shape *shape,
                const struct body_entry *entry);
};

static const struct yaml *text_of(const struct entry_shape *shape,
                                  const struct yaml *map)
{
    const struct yaml *text = NULL;
    for (const char *const *name = shape->texts; *name != NULL && text == NULL; name++)
        text = yaml_get(map, *name);
    return text != NULL && text->kind != YAML_NULL ? text : NULL;
}

static void add_entries(struct giver *g, struct node *parent,
                        const struct entry_shape *shape, const struct yaml *value,
                        uint8_t level);

/* A map is one entry by its keys, else each of its keys is the label of one. */
static void add_map(struct giver *g, struct node *parent,
                    const struct entry_shape *shape, const struct yaml *map,
                    uint8_t level)
{
    struct body_entry entry = {.label = name_of(shape->labels, map),
                               .text = text_of(shape, map),
                               .map = map,
                               .line = map->line,
                               .level = level};
    if (entry.label.len > 0 || entry.text != NULL) {
        shape->add(g, parent, shape, &entry);
        return;
    }
    for (const struct yaml *child = map->first; child != NULL; child = child->next) {
        entry = (struct body_entry){
            .label = child->key, .text = child, .line = child->line, .level = level};
        if (child->kind == YAML_NULL)
            entry.text = NULL;
        shape->add(g, parent, shape, &entry);
    }
}

static void add_entry(struct giver *g, struct node *parent,
                      const struct entry_shape *shape, const struct yaml *value,
                      uint8_t level)
{
    struct body_entry entry = {.line = value->line, .level = level};
    if (!has_entries(value))
        return;
    if (value->kind != YAML_SCALAR) {
        add_entries(g, parent, shape, value, level);
        return;
    }
    if (shape->is_label)
        entry.label = value->scalar;
    else
        entry.text = value;
    shape->add(g, parent, shape, &entry);
}

static void add_entries(struct giver *g, struct node *parent,
                        const struct entry_shape *shape, const struct yaml *value,
                        uint8_t level)
{
    const struct body_entry alone = {
        .text = value, .line = value->line, .level = level};
    if (value->kind == YAML_SCALAR)
        shape->add(g, parent, shape, &alone);
    else if (value->kind == YAML_MAP)
        add_map(g, parent, shape, value, level);
    else
        for (const struct yaml *child = value->first; child != NULL;
             child = child->next)
            add_entry(g, parent, shape, child, level);
}

static bool is_one_of(const char *const *names, struct str key)
{
    while (*names != NULL && !str_eq_nocase(key, str_from(*names)))
        names++;
    return *names != NULL;
}

static const struct entry_shape sections_shape;

/* What else is in the map of an entry: sections of a section, or words with a label
 * each. */
static void add_others(struct giver *g, struct node *parent,
                       const struct entry_shape *shape, const struct body_entry *entry)
{
    const struct yaml *child = entry->map != NULL ? entry->map->first : NULL;
    for (; child != NULL; child = child->next) {
        bool is_label = entry->label.len > 0 && is_one_of(shape->labels, child->key) &&
                        str_eq(child->scalar, entry->label);
        if (child == entry->text || is_label || !has_entries(child))
            continue;
        if (shape == &sections_shape && str_eq_nocase(child->key, STR("sections")))
            add_entries(g, parent, shape, child,
                        (uint8_t)(entry->level < 5 ? entry->level + 1 : 6));
        else
            add_labelled(g, parent, child->key, child, entry->level);
    }
}

/* "Label: text", an item. */
static void add_point(struct giver *g, struct node *list,
                      const struct entry_shape *shape, const struct body_entry *entry)
{
    struct node *item = add(g, list, NODE_ITEM, entry->line);
    item->flags |= NODE_GIVEN;
    add_labelled(g, item, entry->label, entry->text, entry->level);
    add_others(g, item, shape, entry);
}

static void add_section(struct giver *g, struct node *root,
                        const struct entry_shape *shape, const struct body_entry *entry)
{
    if (entry->label.len > 0)
        add_heading(g, entry->level, entry->label, entry->line);
    if (entry->text != NULL)
        add_labelled(g, root, (struct str){0}, entry->text, entry->level);
    add_others(g, root, shape, entry);
}

/* An answer without its question is no part of the answer before it. */
static void add_question(struct giver *g, struct node *root,
                         const struct entry_shape *shape,
                         const struct body_entry *entry)
{
    if (entry->label.len > 0)
        add_heading(g, 3, entry->label, entry->line)->flags |= NODE_QUESTION;
    else if (root->last->kind != NODE_HEADING)
        add_heading(g, 3, STR("Answer"), entry->line);
    if (entry->text != NULL)
        add_labelled(g, root, (struct str){0}, entry->text, 3);
    add_others(g, root, shape, entry);
}

static void add_term(struct giver *g, struct node *list,
                     const struct entry_shape *shape, const struct body_entry *entry)
{
    bool is_text = entry->label.len == 0 && entry->text != NULL;
    const struct str term = str_trim(is_text ? entry->text->scalar : entry->label);
    if (term.len == 0)
        return;
    struct node *item = add(g, list, NODE_ITEM, entry->line);
    struct node *paragraph = add(g, item, NODE_PARAGRAPH, entry->line);
    paragraph->flags |= NODE_GIVEN;
    doc_name(g->doc, paragraph, term, entry->line);
    if (entry->text != NULL && !is_text)
        add_value(g, item, entry->text, entry->level);
    add_others(g, item, shape, entry);
}

/* The usual key first; the others are what people write, too. */
static const char *const point_labels[] = {"label", "title", "name", NULL};
static const char *const point_texts[] = {"text", "body", "point", NULL};
static const char *const section_labels[] = {"heading", "title", "name", NULL};
static const char *const section_texts[] = {"body", "text", "content", NULL};
static const char *const question_labels[] = {"question", "q", NULL};
static const char *const question_texts[] = {"answer", "a", NULL};
static const char *const term_labels[] = {"title", "name", "term", NULL};
static const char *const term_texts[] = {"text", "summary", NULL};

static const struct entry_shape points_shape = {
    .labels = point_labels, .texts = point_texts, .add = add_point};
static const struct entry_shape sections_shape = {.labels = section_labels,
                                                  .texts = section_texts,
                                                  .is_label = true,
                                                  .add = add_section};
static const struct entry_shape questions_shape = {.labels = question_labels,
                                                   .texts = question_texts,
                                                   .is_label = true,
                                                   .add = add_question};
static const struct entry_shape terms_shape = {
    .labels = term_labels, .texts = term_texts, .is_label = true, .add = add_term};

static void add_points(struct giver *g, const struct yaml *points)
{
    if (!has_entries(points))
        return;
    add_heading(g, 2, STR("Key points"), points->line);
    add_entries(g, add_list(g, points->line), &points_shape, points, 2);
}

static void add_sections(struct giver *g, const struct yaml *sections)
{
    if (has_entries(sections))
        add_entries(g, g->doc->root, &sections_shape, sections, 2);
}

static void add_questions(struct giver *g, const struct yaml *faq)
{
    if (!has_entries(faq))
        return;
    add_heading(g, 2, STR("Questions"), faq->line);
    add_entries(g, g->doc->root, &questions_shape, faq, 3);
}

/* A list of terms, or one alone. */
static void add_related(struct giver *g, const struct yaml *related)
{
    if (!has_entries(related))
        return;
    add_heading(g, 2, STR("See also"), related->line);
    add_entries(g, add_list(g, related->line), &terms_shape, related, 2);
}

void structured_value(struct doc *doc, const struct yaml *value, struct str video_id)
{
    struct giver g = {.doc = doc, .video_id = video_id};
    if (value != NULL)
        add_labelled(&g, doc->root, (struct str){0}, value, 1);
}

void structured_before(struct doc *doc, const struct yaml *map, struct str video_id)
{
    structured_value(doc, yaml_get(map, "summary"), video_id);
}

/* The first heading that is not the page's own: what is before it is the lead. */
static struct node *first_section(const struct doc *doc)
{
    struct node *node = doc->root->first;
    while (node != NULL && (node->kind != NODE_HEADING || node->u.heading.level == 1))
        node = node->next;
    return node;
}

void structured_after(struct doc *doc, const struct yaml *map, struct str video_id)
{
    struct giver g = {.doc = doc, .video_id = video_id};
    struct node *section = first_section(doc), *last = doc->root->last;
    add_points(&g, yaml_get(map, "key_points"));
    /* The points come after the lead, so that their section takes nothing of it in. */
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
