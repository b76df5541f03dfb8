/*
 * The reader of Org: keywords, headings, and what is below them (org.h).
 */
#include "read/org/org.h"

#include <string.h>

#include "base/ascii.h"
#include "base/map.h"
#include "base/text.h"
#include "read/org/org_reader.h"

/* --- First pass: what is known before blocks are read --- */

static void add_states(struct org *org, struct str words)
{
    struct str word;
    while (str_cut(&words, ' ', &word)) {
        const struct str state = str_slice(word, 0, str_chr(word, '('));
        if (state.len > 0 && !str_eq(state, STR("|")))
            labels_put(&org->states, state, state, true);
    }
}

/* Keys that are facts, and what they are called in front matter. */
static const struct {
    struct str key, fact;
} facts[] = {
    {STR_INIT("title"), STR_INIT("title")},
    {STR_INIT("author"), STR_INIT("author")},
    {STR_INIT("date"), STR_INIT("date")},
    {STR_INIT("description"), STR_INIT("description")},
    {STR_INIT("subtitle"), STR_INIT("subtitle")},
    {STR_INIT("keywords"), STR_INIT("keywords")},
    {STR_INIT("filetags"), STR_INIT("tags")},
    {STR_INIT("hugo_tags"), STR_INIT("tags")},
    {STR_INIT("roam_tags"), STR_INIT("tags")},
    {STR_INIT("roam_alias"), STR_INIT("aliases")},
    {STR_INIT("language"), STR_INIT("language")},
};

/* ":a:b:" and "a b" name two. */
static void add_tags(struct org *org, struct meta *meta, struct str value)
{
    size_t from = 0;
    for (size_t at = 0; at <= value.len; at++) {
        if (at < value.len && value.ptr[at] != ':' && value.ptr[at] != ' ' &&
            value.ptr[at] != ',')
            continue;
        meta_add(&org->meta, meta, str_slice(value, from, at), true);
        from = at + 1;
    }
}

static void add_fact(struct org *org, struct str key, struct str value, uint32_t line)
{
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (!str_eq_nocase(key, facts[i].key) || value.len == 0)
            continue;
        struct meta *meta = meta_more(&org->meta, facts[i].fact);
        const struct str plain = markup_plain(&org->m, value, line);
        if (str_eq(facts[i].fact, STR("tags")))
            add_tags(org, meta, plain);
        else if (str_eq(facts[i].fact, STR("title")) && meta->count > 0)
            meta->values[0] = arena_printf(org->m.doc->arena, STR_FMT " " STR_FMT,
                                           STR_ARG(meta->values[0]), STR_ARG(plain));
        else
            meta_add(&org->meta, meta, plain, false);
    }
}

static void gather_keyword(struct org *org, struct str key, struct str value,
                           uint32_t line)
{
    const size_t blank = str_chr(value, ' ');
    const struct str name = str_slice(value, 0, blank);
    if (str_eq_nocase(key, STR("macro")))
        labels_put(&org->macros, name, str_trim(str_tail(value, blank)), false);
    else if (str_eq_nocase(key, STR("link")))
        labels_put(&org->links, name, str_trim(str_tail(value, blank)), false);
    else if (str_eq_nocase(key, STR("todo")) || str_eq_nocase(key, STR("seq_todo")) ||
             str_eq_nocase(key, STR("typ_todo")))
        add_states(org, value);
    else if (str_eq_nocase(key, STR("name")))
        labels_put(&org->places, value, value, true);
    else
        add_fact(org, key, value, line);
}

static void gather_names(struct org *org, struct str line, uint32_t number)
{
    struct str key, value;
    if (org_keyword(line, &key, &value)) {
        gather_keyword(org, key, value, number);
    } else if (str_starts(line, STR("[fn:"))) {
        const struct str label = str_slice(line, 4, str_chr(line, ']'));
        labels_put(&org->notes, label, label, true);
    }
    for (size_t at = str_find(line, STR("<<")); at < line.len;) {
        const struct str rest = str_tail(line, at + 2);
        const size_t end = str_find(rest, STR(">>"));
        const struct str name = str_slice(rest, str_starts(rest, STR("<")), end);
        if (end < rest.len && name.len < 128)
            labels_put(&org->places, name, name, true);
        at += 2 + end;
        at += str_find(str_tail(line, at), STR("<<"));
    }
}

/* Where blocks and drawers end, from the last line to the first: the next end of the
 * same name. */
static void find_ends(struct org *org)
{
    const struct source_lines *source = &org->m.lines;
    struct map ends = {0}; /* of blocks, by a hash of their name: the line, plus 1 */
    uint32_t drawer_end = UINT32_MAX;
    org->ends = ARENA_ARRAY(org->m.doc->arena, source->count, uint32_t);
    for (size_t i = source->count; i-- > 0;) {
        const struct str line = str_trim(source->at[i].text);
        struct str name, arguments;
        org->ends[i] = UINT32_MAX;
        if (line.len > 6 && line.ptr[0] == '#' &&
            str_eq_nocase(str_slice(line, 0, 6), STR("#+end_"))) {
            const struct str end =
                text_fold(org->m.doc->arena, str_tail(line, 6), true);
            map_put(&ends, str_hash(end), i + 1);
        } else if (org_block_begin(line, &name, &arguments)) {
            const struct str folded = text_fold(org->m.doc->arena, name, true);
            const uint64_t end = map_get(&ends, str_hash(folded));
            org->ends[i] = end > 0 ? (uint32_t)(end - 1) : UINT32_MAX;
        } else if (str_eq_nocase(line, STR(":end:"))) {
            drawer_end = (uint32_t)i;
        } else if (org_drawer(line, &name)) {
            org->ends[i] = drawer_end;
        }
    }
    map_release(&ends);
}

static void first_pass(struct org *org)
{
    const struct source_lines *source = &org->m.lines;
    add_states(org, STR("TODO DONE NEXT WAITING CANCELLED CANCELED HOLD STARTED"));
    for (size_t i = 0; i < source->count; i++)
        gather_names(org, str_trim(source->at[i].text),
                     source->first_line + (uint32_t)i);
    find_ends(org);
}

/* --- Headings --- */

static size_t stars_of(struct str line)
{
    size_t at = 0;
    while (at < line.len && line.ptr[at] == '*')
        at++;
    return at > 0 && (at == line.len || line.ptr[at] == ' ') ? at : 0;
}

/* ":a:b:" at the end of a title. */
static struct str without_tags(struct str title)
{
    const size_t blank = str_rchr(title, ' ');
    const struct str last = blank < title.len ? str_tail(title, blank + 1) : title;
    if (last.len < 3 || last.ptr[0] != ':' || last.ptr[last.len - 1] != ':')
        return title;
    for (size_t i = 0; i < last.len; i++) {
        if (!ascii_is_alnum(last.ptr[i]) && (unsigned char)last.ptr[i] < 0x80 &&
            strchr(":_@#%", last.ptr[i]) == NULL)
            return title;
    }
    return str_trim(str_slice(title, 0, title.len - last.len));
}

/* "TODO [#A] Title :tag:" */
static struct str title_of(const struct org *org, struct str text)
{
    text = str_trim(text);
    const size_t blank = str_chr(text, ' ');
    const struct str word = str_slice(text, 0, blank);
    const struct label *state = labels_find(&org->states, word);
    if (blank < text.len && state != NULL && str_eq(state->value, word))
        text = str_trim(str_tail(text, blank));
    if (str_starts(text, STR("[#")) && text.len > 4 && text.ptr[3] == ']')
        text = str_trim(str_tail(text, 4));
    return without_tags(text);
}

/* --- Sections --- */

static bool is_planning(struct str line)
{
    return str_starts(line, STR("SCHEDULED:")) || str_starts(line, STR("DEADLINE:")) ||
           str_starts(line, STR("CLOSED:")) || str_starts(line, STR("CLOCK:"));
}

static void read_property(struct org *org, struct str line, struct node *heading)
{
    const struct str rest = str_tail(line, 1);
    const size_t colon = str_chr(rest, ':');
    const struct str key = str_slice(rest, 0, colon);
    const struct str value = str_trim(str_tail(rest, colon + 1));
    if (heading != NULL &&
        (str_eq_nocase(key, STR("custom_id")) || str_eq_nocase(key, STR("id"))))
        doc_mark(org->m.doc, value, heading);
}

/* Planning and properties stand right below a heading. Returns the line after them. */
static size_t read_properties(struct org *org, const struct excerpt *lines,
                              struct node *heading)
{
    size_t at = lines->from;
    struct str name;
    while (at < lines->to && is_planning(str_trim(excerpt_line(lines, at))))
        at++;
    if (at >= lines->to || !org_drawer(str_trim(excerpt_line(lines, at)), &name) ||
        !str_eq_nocase(name, STR("properties")) || org->ends[at] >= lines->to)
        return at;
    const size_t end = org->ends[at];
    for (at++; at < end; at++)
        read_property(org, str_trim(excerpt_line(lines, at)), heading);
    return end + 1;
}

static size_t next_heading(const struct excerpt *lines, size_t at)
{
    while (at < lines->to && stars_of(lines->source->at[at].text) == 0)
        at++;
    return at;
}

/* The line after a heading that is a comment, with all below it. */
static size_t skip_comment(const struct excerpt *lines, size_t at, size_t stars)
{
    at = next_heading(lines, at + 1);
    while (at < lines->to && stars_of(lines->source->at[at].text) > stars)
        at = next_heading(lines, at + 1);
    return at;
}

static void read_section(struct org *org, const struct excerpt *lines,
                         struct node *heading)
{
    const size_t at = read_properties(org, lines, heading);
    const struct excerpt rest =
        excerpt_part(lines, at < lines->to ? at : lines->to, lines->to);
    org_blocks(org, org->m.doc->root, &rest);
}

static void read_sections(struct org *org)
{
    const struct excerpt all = excerpt_all(&org->m.lines);
    size_t at = next_heading(&all, 0);
    const struct excerpt opening = excerpt_part(&all, 0, at);
    read_section(org, &opening, NULL);
    while (at < all.to) {
        const struct str line = excerpt_line(&all, at);
        const size_t stars = stars_of(line);
        const struct str title = title_of(org, str_tail(line, stars));
        if (str_eq(title, STR("COMMENT")) || str_starts(title, STR("COMMENT "))) {
            at = skip_comment(&all, at, stars);
            continue;
        }
        struct node *heading =
            markup_heading(&org->m, org->m.doc->root, stars > 6 ? 6 : (int)stars, title,
                           excerpt_number(&all, at));
        const size_t end = next_heading(&all, at + 1);
        const struct excerpt section = excerpt_part(&all, at + 1, end);
        read_section(org, &section, heading);
        at = end;
    }
}

/* --- All --- */

void org_labels(struct arena *arena, struct str text, struct meta **meta)
{
    struct meta_list list = meta_list_of(arena, *meta);
    struct meta *aliases = NULL;
    struct str line;
    while (str_cut_line(&text, &line)) {
        const struct str bare = str_trim(line);
        if (bare.len < 5 || !str_eq_nocase(str_slice(bare, 0, 4), STR(":id:")))
            continue;
        if (aliases == NULL)
            aliases = meta_more(&list, STR("aliases"));
        meta_add(&list, aliases, str_tail(bare, 4), true);
    }
    *meta = list.first;
}

void org_read(struct doc *doc, struct str text, uint32_t first_line)
{
    struct org org = {.m.inlines = org_inlines};
    struct labels *const all[] = {&org.macros, &org.links, &org.states, &org.notes,
                                  &org.places};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        all[i]->arena = doc->arena;
    if (!markup_begin(&org.m, doc, text, first_line))
        return;
    org.meta = meta_list_of(doc->arena, doc->meta);
    first_pass(&org);
    read_sections(&org);
    doc->meta = org.meta.first;
    org_labels(doc->arena, text, &doc->meta);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        labels_release(all[i]);
}
