/*
 * The reader of AsciiDoc: conditions, delimiters, the header (asciidoc.h).
 */
#include "read/asciidoc/asciidoc.h"

#include "base/ascii.h"
#include "base/map.h"
#include "base/text.h"
#include "read/asciidoc/adoc_reader.h"

/* --- Attributes --- */

bool adoc_attribute(struct str line, struct str *name, struct str *value)
{
    if (line.len < 3 || line.ptr[0] != ':')
        return false;
    const struct str rest = str_tail(line, 1);
    const size_t colon = str_chr(rest, ':');
    *name = str_slice(rest, 0, colon);
    if (colon >= rest.len || name->len == 0 ||
        (colon + 1 < rest.len && rest.ptr[colon + 1] != ' '))
        return false;
    for (size_t i = 0; i < name->len; i++) {
        const char c = name->ptr[i];
        if (!ascii_is_alnum(c) && c != '-' && c != '_' && c != '!')
            return false;
    }
    *value = str_trim(str_tail(rest, colon + 1));
    return true;
}

/* Attributes that are facts, and what they are called in front matter. */
static const struct {
    struct str name, fact;
} facts[] = {
    {STR_INIT("author"), STR_INIT("author")},
    {STR_INIT("authors"), STR_INIT("authors")},
    {STR_INIT("revdate"), STR_INIT("date")},
    {STR_INIT("date"), STR_INIT("date")},
    {STR_INIT("revnumber"), STR_INIT("version")},
    {STR_INIT("description"), STR_INIT("description")},
    {STR_INIT("summary"), STR_INIT("summary")},
    {STR_INIT("keywords"), STR_INIT("keywords")},
    {STR_INIT("tags"), STR_INIT("tags")},
    {STR_INIT("page-tags"), STR_INIT("tags")},
    {STR_INIT("page-aliases"), STR_INIT("aliases")},
    {STR_INIT("categories"), STR_INIT("categories")},
    {STR_INIT("title"), STR_INIT("title")},
};

static void add_fact(struct adoc *adoc, struct str name, struct str value)
{
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (str_eq(name, facts[i].name) && value.len > 0)
            meta_add(&adoc->meta, meta_key(&adoc->meta, facts[i].fact),
                     markup_plain(&adoc->m, value, 0), false);
    }
}

size_t adoc_set_attribute(struct adoc *adoc, const struct excerpt *lines, size_t at)
{
    struct str name, value;
    if (!adoc_attribute(excerpt_line(lines, at), &name, &value))
        return at;
    size_t end = at + 1;
    struct buf all = {0};
    buf_puts(&all, value);
    while (str_ends(buf_str(&all), STR(" \\")) && end < lines->to) {
        buf_truncate(&all, all.len - 1);
        buf_puts(&all, str_trim(excerpt_line(lines, end++)));
    }
    const bool unset = str_starts(name, STR("!")) || str_ends(name, STR("!"));
    if (unset)
        name = str_slice(name, name.ptr[0] == '!', name.len - (name.ptr[0] != '!'));
    value = buf_keep(&all, adoc->m.doc->arena);
    buf_release(&all);
    labels_put(&adoc->attributes, name, unset ? (struct str){0} : value, false);
    if (!unset)
        add_fact(adoc, name, value);
    return end;
}

/* --- First pass: conditions --- */

/* "ifdef::name[]": whether what is below stays. A condition with its text in the
 * brackets is one line. */
static bool read_condition(const struct adoc *adoc, struct str line, bool *stays,
                           struct str *text)
{
    const bool def = str_starts(line, STR("ifdef::"));
    const bool not_def = str_starts(line, STR("ifndef::"));
    const bool eval = str_starts(line, STR("ifeval::"));
    const size_t open = str_chr(line, '[');
    if ((!def && !not_def && !eval) || open >= line.len || !str_ends(line, STR("]")))
        return false;
    const struct str name = str_slice(line, def ? 7 : 8, open);
    *text = str_slice(line, open + 1, line.len - 1);
    *stays = eval || (labels_find(&adoc->attributes, name) != NULL) == def;
    return true;
}

enum { CONDITIONS_MAX = 64 };

/* Takes out lines that conditions leave out, and the conditions. */
static void take_out(struct adoc *adoc)
{
    struct source_lines *source = &adoc->m.lines;
    uint64_t outs = 0; /* a bit for each condition that is open */
    size_t depth = 0, kept = 0;
    for (size_t i = 0; i < source->count; i++) {
        const struct str line = source->at[i].text;
        struct str text, name, value;
        bool stays;
        if (str_starts(line, STR("endif::"))) {
            depth -= depth > 0;
            outs &= ((uint64_t)1 << depth) - 1;
        } else if (read_condition(adoc, line, &stays, &text)) {
            if (text.len == 0 || str_starts(line, STR("ifeval"))) {
                if (depth + 1 < CONDITIONS_MAX)
                    outs |= (uint64_t)!stays << depth++;
            } else if (outs == 0 && stays) {
                source->at[kept] = source->at[i];
                source->at[kept++].text = text;
            }
        } else if (outs == 0) {
            if (adoc_attribute(line, &name, &value))
                labels_put(&adoc->attributes, name, value, false);
            source->at[kept++] = source->at[i];
        }
    }
    source->count = kept;
}

/* --- First pass: ends of blocks, ids of headings --- */

static void find_ends(struct adoc *adoc)
{
    const struct source_lines *source = &adoc->m.lines;
    struct map next = {0}; /* by a hash of the line: its number, plus 1 */
    adoc->ends = ARENA_ARRAY(adoc->m.doc->arena, source->count, uint32_t);
    for (size_t i = source->count; i-- > 0;) {
        const struct str line = source->at[i].text;
        adoc->ends[i] = UINT32_MAX;
        if (!adoc_delimits(line))
            continue;
        /* "```c" ends at "```". */
        const struct str end = str_starts(line, STR("```")) ? STR("```") : line;
        const uint64_t at = map_get(&next, str_hash(end));
        adoc->ends[i] = at > 0 ? (uint32_t)(at - 1) : UINT32_MAX;
        if (end.len == line.len)
            map_put(&next, str_hash(line), i + 1);
    }
    map_release(&next);
}

/* "[[id]]", "[[id,text]]" and "[#id]" alone in a line. */
static bool id_of(struct str line, struct str *id)
{
    if (str_starts(line, STR("[[")) && str_ends(line, STR("]]")) && line.len > 4)
        *id = str_slice(line, 2, line.len - 2);
    else if (str_starts(line, STR("[#")) && str_ends(line, STR("]")) && line.len > 3)
        *id = str_slice(line, 2, line.len - 1);
    else
        return false;
    *id = str_slice(*id, 0, str_chr(*id, ','));
    return true;
}

static void gather_titles(struct adoc *adoc)
{
    const struct excerpt all = excerpt_all(&adoc->m.lines);
    struct str id = {0}, title;
    for (size_t at = 0; at < all.to; at++) {
        const struct str line = excerpt_line(&all, at);
        struct str found;
        if (id_of(line, &found)) {
            id = found;
            continue;
        }
        const bool underlined = adoc_underlined(&all, at) > 0;
        if (underlined)
            title = line;
        if (id.len > 0 && (underlined || adoc_heading(line, &title) > 0))
            labels_put(&adoc->titles, id, title, true);
        if (line.len > 0 && line.ptr[0] != '[')
            id = (struct str){0};
    }
}

/* --- The header --- */

static bool is_comment(struct str line)
{
    return str_starts(line, STR("//")) && !str_starts(line, STR("///"));
}

/* "Ann Lee <ann@x.example>; Bo" */
static void read_authors(struct adoc *adoc, struct str line)
{
    struct meta *meta = meta_key(&adoc->meta, STR("author"));
    struct str part;
    while (str_cut(&line, ';', &part))
        meta_add(&adoc->meta, meta, str_slice(part, 0, str_chr(part, '<')), true);
}

/* "v1.2, 2020-01-31: remark" */
static void read_revision(struct adoc *adoc, struct str line)
{
    const struct str until = str_slice(line, 0, str_find(line, STR(": ")));
    const size_t comma = str_chr(until, ',');
    const struct str date =
        str_trim(comma < until.len ? str_tail(until, comma + 1) : until);
    if (date.len > 0 && ascii_is_digit(date.ptr[0]))
        meta_add(&adoc->meta, meta_key(&adoc->meta, STR("date")), date, true);
}

static bool is_author_line(struct str line)
{
    return line.len > 0 &&
           (ascii_is_letter(line.ptr[0]) || (unsigned char)line.ptr[0] >= 0x80);
}

/* What is right below the title, up to an empty line. */
static size_t read_header(struct adoc *adoc, const struct excerpt *lines, size_t at)
{
    int texts = 0;
    while (!excerpt_is_blank(lines, at)) {
        const struct str line = excerpt_line(lines, at);
        const size_t end = adoc_set_attribute(adoc, lines, at);
        if (end > at) {
            at = end;
            continue;
        }
        if (!is_comment(line)) {
            if (texts == 0 && is_author_line(line))
                read_authors(adoc, line);
            else if (texts == 1)
                read_revision(adoc, line);
            else
                break;
            texts++;
        }
        at++;
    }
    return at;
}

/* Attributes and comments, the title, the header; returns the line after them. */
static size_t read_opening(struct adoc *adoc, const struct excerpt *lines)
{
    size_t at = excerpt_skip_blank(lines, 0);
    while (at < lines->to) {
        const size_t end = adoc_set_attribute(adoc, lines, at);
        if (end == at && !is_comment(excerpt_line(lines, at)))
            break;
        at = excerpt_skip_blank(lines, end > at ? end : at + 1);
    }
    if (at >= lines->to)
        return at;
    struct str title = excerpt_line(lines, at);
    const uint32_t line = excerpt_number(lines, at);
    if (adoc_underlined(lines, at) == 1) {
        adoc->is_old = true;
        at += 2;
    } else if (adoc_heading(title, &title) == 1) {
        at++;
    } else {
        return at;
    }
    markup_heading(&adoc->m, adoc->m.doc->root, 1, title, line);
    return read_header(adoc, lines, at);
}

void asciidoc_read(struct doc *doc, struct str text, uint32_t first_line)
{
    struct adoc adoc = {.m.inlines = adoc_inlines};
    adoc.attributes.arena = adoc.titles.arena = doc->arena;
    if (!markup_begin(&adoc.m, doc, text, first_line))
        return;
    adoc.meta = meta_list_of(doc->arena, doc->meta);
    take_out(&adoc);
    find_ends(&adoc);
    gather_titles(&adoc);
    const struct excerpt all = excerpt_all(&adoc.m.lines);
    const struct excerpt rest = excerpt_part(&all, read_opening(&adoc, &all), all.to);
    adoc_blocks(&adoc, doc->root, &rest);
    doc->meta = adoc.meta.first;
    labels_release(&adoc.attributes);
    labels_release(&adoc.titles);
}
