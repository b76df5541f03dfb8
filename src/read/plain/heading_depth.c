/*
 * How deep the headings are.
 *
 * Marks, underlines and numbers say it themselves. Where they do not, three things in
 * the text show that headings are below others:
 *
 * - a heading with another right after it has no text of its own: it heads what
 *   follows, up to the next heading of that kind or of another look;
 * - sections of prose with a long heading take turns with sections that hold lists or
 *   tables and have a short heading: of each pair the second is in the first;
 * - all else is side by side.
 *
 * A heading that opens the text is the title's, level 1; all else starts at level 2.
 */
#include "read/plain/plain_lines.h"

#include <stdlib.h>

#include "base/mem.h"

enum {
    LEVEL_MAX = 6,
    TOP_LEVEL = 2,    /* of the sections below a title */
    TURNS_MIN = 3,    /* pairs of sections that make a pattern and no accident */
    TURNS_LONGER = 4, /* of five parents, how many have the longer heading */
};

/* How headings look: those of one level mostly look alike. */
enum look_of { LOOKS_PLAIN, LOOKS_ASKING, LOOKS_NUMBERED, LOOKS_LABEL };

struct heading_style {
    struct chunk *heading;
    bool has_body;  /* text, or anything, between it and the next heading */
    bool has_parts; /* lists, tables, code */
    bool only_text;
    enum look_of look;
};

static uint8_t clamp(size_t level)
{
    return (uint8_t)(level < LEVEL_MAX ? level : LEVEL_MAX);
}

static enum look_of look_of(const struct chunk_facts *facts)
{
    if (facts->number_depth > 0 || (facts->bits & FACT_ENUMERATED)) {
        return LOOKS_NUMBERED;
    }
    if (facts->end == EDGE_QUESTION) {
        return LOOKS_ASKING;
    }
    return facts->bits & FACT_LABEL ? LOOKS_LABEL : LOOKS_PLAIN;
}

/* What is between a heading and the next one. */
static void look_into(const struct plain *plain, struct heading_style *section)
{
    const struct chunk *end = plain->chunks + plain->chunk_count;
    section->only_text = true;
    for (const struct chunk *c = section->heading + 1; c < end && c->level == 0; c++) {
        bool item = c->kind == LINE_BULLET || c->kind == LINE_NUMBER;
        bool part = item || c->kind == LINE_ROW || c->kind == LINE_CODE;
        section->has_body |= c->kind != LINE_RULE && c->kind != LINE_MARKER;
        section->has_parts |= part;
        section->only_text &= c->kind == LINE_TEXT;
    }
    section->look = look_of(&section->heading->facts);
}

static struct heading_style *find_sections(struct plain *plain, size_t *count)
{
    struct heading_style *sections = NULL;
    size_t cap = 0;
    *count = 0;
    for (size_t i = 0; i < plain->chunk_count; i++) {
        if (plain->chunks[i].level > 0) {
            sections = mem_grow(sections, *count, &cap, sizeof *sections);
            sections[*count] = (struct heading_style){.heading = &plain->chunks[i]};
            look_into(plain, &sections[(*count)++]);
        }
    }
    return sections;
}

static bool is_open(const struct heading_style *section)
{
    return section->heading->level == HEADING_LEVEL_OPEN;
}

/* --- Numbers --- */

/* "3.1" is one level below "3", wherever the text has such numbers. */
static bool are_levels_numbered(const struct heading_style *sections, size_t count)
{
    size_t deep = 0;
    for (size_t i = 0; i < count; i++) {
        deep += sections[i].heading->facts.number_depth > 1;
    }
    return deep > 1;
}

static void level_by_number(struct heading_style *sections, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t depth = sections[i].heading->facts.number_depth;
        if (is_open(&sections[i])) {
            sections[i].heading->level = clamp(TOP_LEVEL + (depth > 0 ? depth - 1 : 0));
        }
    }
}

/* --- Headings without a text --- */

/* True when the section, after `parent` and its parts, is none of these parts. */
static bool ends_parts(const struct heading_style *parent,
                       const struct heading_style *first,
                       const struct heading_style *section, bool last)
{
    bool heads_others = !section->has_body && !last;
    bool other_look = section->look != first->look && section->look == parent->look;
    return heads_others || other_look;
}

/* A heading with another right after it heads that one and its like. */
static void level_by_body(struct heading_style *sections, size_t count)
{
    const struct heading_style *parent = NULL, *first = NULL;
    for (size_t i = 0; i < count; i++) {
        struct heading_style *section = &sections[i];
        bool last = i + 1 == count;
        if (parent != NULL && first != NULL &&
            ends_parts(parent, first, section, last)) {
            parent = first = NULL;
        }
        if (parent != NULL) {
            first = first == NULL ? section : first;
        }
        if (is_open(section)) {
            section->heading->level = clamp(TOP_LEVEL + (parent != NULL));
        }
        if (parent == NULL && !section->has_body && !last) {
            parent = section;
        }
    }
}

/* --- Turns --- */

static bool take_turns(const struct heading_style *parent,
                       const struct heading_style *part)
{
    return parent->has_body && parent->only_text && part->has_parts &&
           is_open(parent) && is_open(part) && parent->look == part->look;
}

/* Pairs from `i` on that take turns. */
static size_t count_turns(const struct heading_style *sections, size_t count, size_t i,
                          size_t *longer)
{
    size_t turns = 0;
    *longer = 0;
    for (; i + 1 < count && take_turns(&sections[i], &sections[i + 1]); i += 2) {
        turns++;
        *longer += sections[i].heading->facts.ems > sections[i + 1].heading->facts.ems;
    }
    return turns;
}

static void level_by_turns(struct heading_style *sections, size_t count)
{
    for (size_t i = 0; i < count;) {
        size_t longer, turns = count_turns(sections, count, i, &longer);
        bool pattern = turns >= TURNS_MIN && longer * 5 >= turns * TURNS_LONGER;
        for (size_t k = 0; pattern && k < 2 * turns; k++) {
            sections[i + k].heading->level = clamp(TOP_LEVEL + k % 2);
        }
        i += turns > 0 ? 2 * turns : 1;
    }
}

/* --- Underlines --- */

/* Sections underlined as the first kind are below a title that is not underlined. */
static void sink_underlined(const struct plain *plain, struct heading_style *sections,
                            size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct chunk *heading = sections[i].heading;
        if (plain->lines[heading->first].flags & LINE_UNDERLINED) {
            heading->level = clamp(heading->level + 1u);
        }
    }
}

/* A line before prose is the heading of a section. */
static bool is_title(const struct plain *plain, const struct heading_style *section)
{
    size_t at = plain_find_title(plain);
    return at < plain->chunk_count && section->heading == &plain->chunks[at];
}

void plain_depth(struct plain *plain)
{
    size_t count;
    struct heading_style *sections = find_sections(plain, &count);
    size_t from = 0;
    if (count == 0) {
        free(sections);
        return;
    }
    if (is_open(&sections[0]) && sections[0].look != LOOKS_NUMBERED &&
        is_title(plain, &sections[0])) {
        sections[0].heading->level = 1;
        from = 1;
        sink_underlined(plain, sections, count);
    }
    if (are_levels_numbered(sections + from, count - from)) {
        level_by_number(sections + from, count - from);
    } else {
        level_by_turns(sections + from, count - from);
        level_by_body(sections + from, count - from);
    }
    free(sections);
}
