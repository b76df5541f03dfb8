/*
 * Questions as linked data (see the header).
 */
#include "read/web/questions.h"

#include "base/map.h"
#include "base/text.h"
#include "read/html/html.h"
#include "read/read_limits.h"
#include "read/yaml.h"

enum {
    NESTING_MAX = 8,     /* of lists and graphs in which a FAQPage is looked for */
    QUESTIONS_MAX = 500, /* of a page */
};

struct asker {
    struct doc *doc;
    struct map shown; /* nodes by the hash of what they say, folded */
    size_t count;
    bool has_heading;
    void (*put)(struct doc *doc, struct str html, uint32_t line);
};

static bool is_type(const struct yaml *map, const char *type)
{
    const struct yaml *value = yaml_get(map, "@type");
    if (value == NULL)
        return false;
    if (value->kind == YAML_SCALAR)
        return str_eq(value->scalar, str_from(type));
    const struct yaml *one = value->kind == YAML_LIST ? value->first : NULL;
    while (one != NULL && !str_eq(one->scalar, str_from(type)))
        one = one->next;
    return one != NULL;
}

static uint64_t hash_of(struct asker *it, struct str text)
{
    return str_hash(text_fold(it->doc->arena, text, false)) | 1;
}

/* What the page shows already. */
static void find_shown(struct asker *it)
{
    for (struct node *node = it->doc->root; node != NULL;
         node = node_following(node, it->doc->root)) {
        if (node->kind == NODE_HEADING || node->kind == NODE_SUMMARY ||
            node->kind == NODE_TERM || node->kind == NODE_PARAGRAPH)
            map_put_thing(&it->shown, hash_of(it, node_text_in(node, it->doc->arena)),
                          node);
    }
}

static struct str words_of(struct asker *it, struct str html)
{
    struct buf out = {0};
    html_decode(&out, html);
    const struct str words = str_trim(arena_str(
        it->doc->arena, text_clean(it->doc->arena, buf_str(&out), TEXT_ONE_LINE)));
    buf_release(&out);
    return words;
}

static void put_given(struct asker *it, struct str question, struct str answer)
{
    if (!it->has_heading)
        doc_heading(it->doc, 2, STR("Questions"), 0)->flags |= NODE_GIVEN;
    it->has_heading = true;
    doc_heading(it->doc, 3, question, 0)->flags |= NODE_GIVEN | NODE_QUESTION;
    struct node *last = it->doc->root->last;
    it->put(it->doc, answer, 0);
    while ((last = last->next) != NULL)
        last->flags |= NODE_GIVEN;
}

static void take_question(struct asker *it, const struct yaml *map)
{
    struct str name = yaml_str(map, "name");
    const struct yaml *answer = yaml_get(map, "acceptedAnswer");
    if (answer != NULL && answer->kind == YAML_LIST)
        answer = answer->first;
    const struct str question = words_of(it, name);
    if (!is_type(map, "Question") || question.len == 0 || answer == NULL ||
        it->count++ >= QUESTIONS_MAX)
        return;
    struct node *shown = map_thing(&it->shown, hash_of(it, question));
    if (shown == NULL)
        put_given(it, question, yaml_str(answer, "text"));
    else if (shown->kind == NODE_HEADING)
        shown->flags |= NODE_QUESTION;
}

static void take_value(struct asker *it, const struct yaml *value, int depth)
{
    if (value == NULL || depth > NESTING_MAX)
        return;
    if (value->kind == YAML_MAP && is_type(value, "FAQPage")) {
        const struct yaml *questions = yaml_get(value, "mainEntity");
        if (questions != NULL && questions->kind == YAML_MAP)
            take_question(it, questions);
        else if (questions != NULL)
            for (const struct yaml *one = questions->first; one; one = one->next)
                take_question(it, one);
    } else if (value->kind == YAML_MAP) {
        take_value(it, yaml_get(value, "@graph"), depth + 1);
        take_value(it, yaml_get(value, "mainEntity"), depth + 1);
    } else {
        for (const struct yaml *one = value->first; one != NULL; one = one->next)
            take_value(it, one, depth + 1);
    }
}

void questions_put(struct doc *doc, struct str data,
                   void (*put)(struct doc *doc, struct str html, uint32_t line))
{
    struct asker it = {.doc = doc, .put = put};
    struct str script;
    while (str_cut(&data, '\0', &script)) {
        struct yaml *value;
        if (str_find(script, STR("FAQPage")) == script.len ||
            yaml_parse(doc->arena, script, 1, READ_YAML_EVENTS_MAX, &value, NULL) != 0)
            continue;
        if (it.shown.count == 0)
            find_shown(&it);
        take_value(&it, value, 0);
    }
    map_release(&it.shown);
}
