/*
 * Headings get their own role first; then roles are inherited from parents to
 * children, in document order, so that one pass is enough.
 */
#include "extract/sections.h"

#include "base/text.h"
#include "extract/marker.h"

enum { LEVELS = 7 }; /* 1-6, and 0 for the document */

bool text_asks(struct str line)
{
    static const struct str signs[] = {STR_INIT("？"), STR_INIT("؟"),  STR_INIT("⁇"),
                                       STR_INIT("⁈"),  STR_INIT("︖"), STR_INIT("՞"),
                                       STR_INIT("፧")};
    size_t end = line.len;
    /* Back over what may follow the sign: quotes, brackets, spaces, emoji. */
    while (end > 0) {
        size_t start = end - 1;
        while (start > 0 && ((unsigned char)line.ptr[start] & 0xC0) == 0x80)
            start--;
        if (line.ptr[start] == '?')
            return true;
        for (size_t i = 0; end - start > 1 && i < sizeof signs / sizeof *signs; i++) {
            if (str_eq(str_slice(line, start, end), signs[i]))
                return true;
        }
        size_t pos = start;
        uint32_t c = text_next(line, &pos);
        if (text_is_word(c) || c == '.' || c == ':' || c == ',' || c == ';')
            return false;
        end = start;
    }
    return false;
}

/* The first of many headings that ask: a page of questions whose title is elsewhere. */
static bool is_first_question(struct arena *arena, const struct doc *doc, size_t index)
{
    uint32_t end = doc_section_end(doc, index);
    return end < doc->node_count && doc->nodes[end]->kind == NODE_HEADING &&
           text_asks(node_text_in(doc->headings[index], arena)) &&
           text_asks(node_text_in(doc->nodes[end], arena));
}

/* The title heads the whole article: the one the reader found, or a heading that opens
 * the document, has others below it and none beside it. */
static bool is_title(struct arena *arena, const struct doc *doc, size_t index)
{
    const struct node *heading = doc->headings[index];
    if (heading == doc->title_node)
        return !is_first_question(arena, doc, index);
    if (index != 0 || doc_section_end(doc, 0) < doc->node_count)
        return false;
    if (heading->u.heading.level == 1)
        return true;
    return doc->title.len == 0 && doc->heading_count > 1;
}

static void read_heading(struct arena *arena, const struct head_index *heads,
                         struct section *section, bool alone)
{
    struct str text = node_text_in(section->heading, arena);
    if (section->titles) {
        /* A whole article with parts that is called "Highlights" is no list of key
         * points; one called "FAQ" is a list of questions. */
        section->own = head_role(heads, arena, text);
        if (section->own != HEAD_FAQ && section->own != HEAD_ASIDE && !alone)
            section->own = HEAD_OTHER;
        return;
    }
    struct marker cue = marker_opens(text, MARKER_QUESTION);
    section->asks = text_asks(text) || (cue.bytes > 0 && !cue.numbered);
    if (!section->asks)
        section->own = head_role(heads, arena, text);
}

/* "For managers" below "Key takeaways" heads key points, a part of a summary nothing.
 * What was given in YAML has no parts: the body of the article follows it. */
static bool is_inherited(const struct section *parent)
{
    bool given = parent->heading != NULL && (parent->heading->flags & NODE_GIVEN);
    return parent->role == HEAD_FAQ || (parent->role != HEAD_SUMMARY && !given);
}

/* Finds each section's parent with a stack of the open headings, one a level. */
static void link_parents(struct sections *sections)
{
    size_t open[LEVELS] = {0};
    for (size_t i = 1; i < sections->count; i++) {
        struct section *section = &sections->items[i];
        unsigned level = section->heading->u.heading.level;
        level = level >= LEVELS ? LEVELS - 1 : level < 1 ? 1 : level;
        section->parent = open[level - 1];
        for (unsigned deeper = level; deeper < LEVELS; deeper++)
            open[deeper] = i;
    }
}

static void mark_questions_below(struct sections *sections)
{
    for (size_t i = sections->count; i-- > 1;) {
        const struct section *section = &sections->items[i];
        if (section->asks || section->has_questions)
            sections->items[section->parent].has_questions = true;
    }
}

/* What a heading inherits, and whether it asks without a question cue because it is
 * below "FAQ" and is no mere group of questions. */
static void settle(struct section *section, const struct section *parent)
{
    section->below_ask = parent->asks || parent->below_ask;
    section->role = section->own;
    if (section->own == HEAD_OTHER && is_inherited(parent))
        section->role = parent->role;
    bool asks_by_place = section->own == HEAD_OTHER && section->role == HEAD_FAQ &&
                         !section->below_ask && !section->has_questions &&
                         !section->titles;
    section->asks = section->asks || asks_by_place ||
                    ((section->heading->flags & NODE_QUESTION) && !section->titles);
    if (section->role == HEAD_CONTENTS || section->role == HEAD_ASIDE ||
        node_within(section->heading, NODE_QUOTE) != NULL)
        section->asks = false;
}

struct sections sections_of(struct arena *arena, const struct doc *doc)
{
    struct sections sections = {.count = doc->heading_count + 1,
                                .heads = head_index_new(arena)};
    sections.items = ARENA_ARRAY(arena, sections.count, struct section);
    sections.items[0].end = doc->node_count;
    if (head_role(sections.heads, arena, doc->title) == HEAD_FAQ)
        sections.items[0].own = sections.items[0].role = HEAD_FAQ;
    for (size_t i = 1; i < sections.count; i++) {
        struct section *section = &sections.items[i];
        section->heading = doc->headings[i - 1];
        section->from = doc->headings[i - 1]->id + 1;
        section->end = doc_section_end(doc, i - 1);
        section->titles = is_title(arena, doc, i - 1);
        read_heading(arena, sections.heads, section, doc->heading_count == 1);
    }
    link_parents(&sections);
    mark_questions_below(&sections);
    for (size_t i = 1; i < sections.count; i++)
        settle(&sections.items[i], &sections.items[sections.items[i].parent]);
    return sections;
}

const struct section *sections_at(const struct sections *sections, size_t *at,
                                  uint32_t id)
{
    while (*at + 1 < sections->count && sections->items[*at + 1].heading->id <= id)
        ++*at;
    return &sections->items[*at];
}
