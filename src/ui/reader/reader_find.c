/* Finding in the page that is shown. */
#include <stdlib.h>

#include "ui/reader/reader.h"

void reader_finding_release(struct finding *finding)
{
    buf_release(&finding->words);
    arena_release(&finding->arena);
    arena_release(&finding->all_arena);
    *finding = (struct finding){0};
}

size_t reader_match_count(const struct reader *reader)
{
    const struct matches *matches = reader->finding.matches;
    return matches == NULL ? 0 : matches->match_count;
}

struct place_key {
    struct anchor anchor;
    uint32_t piece;
};

static int compare_places(const void *a, const void *b)
{
    const struct place_key *left = a, *right = b;
    if (left->anchor.node != right->anchor.node)
        return left->anchor.node < right->anchor.node ? -1 : 1;
    if (left->anchor.byte != right->anchor.byte)
        return left->anchor.byte < right->anchor.byte ? -1 : 1;
    return left->piece < right->piece ? -1 : left->piece > right->piece;
}

/* The pieces by their place in the document, for drawing spans. */
static void sort_pieces(struct finding *finding)
{
    const struct matches *matches = finding->matches;
    struct place_key *keys =
        ARENA_ARRAY(&finding->arena, matches->count, struct place_key);
    bool is_sorted = true; /* as they are but in tables: there may be a million */
    for (size_t i = 0; i < matches->count; i++) {
        keys[i] = (struct place_key){matches->items[i].anchor, (uint32_t)i};
        is_sorted = is_sorted && (i == 0 || compare_places(&keys[i - 1], &keys[i]) < 0);
    }
    if (!is_sorted)
        qsort(keys, matches->count, sizeof *keys, compare_places);
    finding->by_place = ARENA_ARRAY(&finding->arena, matches->count, uint32_t);
    for (size_t i = 0; i < matches->count; i++)
        finding->by_place[i] = keys[i].piece;
}

static void index_matches(struct finding *finding)
{
    const struct matches *matches = finding->matches;
    finding->first = ARENA_ARRAY(&finding->arena, matches->match_count, size_t);
    finding->line = ARENA_ARRAY(&finding->arena, matches->match_count, size_t);
    finding->hidden = ARENA_ARRAY(&finding->arena, matches->match_count, bool);
    finding->match_of = ARENA_ARRAY(&finding->arena, matches->count, uint32_t);
    uint32_t match = 0;
    bool inside = false;
    for (size_t i = 0; i < matches->count && match < matches->match_count; i++) {
        if (!inside)
            finding->first[match] = i;
        finding->match_of[i] = match;
        inside = matches->items[i].more;
        match += !inside;
    }
    sort_pieces(finding);
}

bool reader_match_place(const struct reader *reader, struct anchor *place)
{
    const struct finding *finding = &reader->finding;
    if (finding->current >= reader_match_count(reader))
        return false;
    *place = finding->matches->items[finding->first[finding->current]].anchor;
    return true;
}

/* The match that begins at an anchor; match_count when none does. */
static size_t match_at(const struct finding *finding, struct anchor anchor)
{
    size_t match = 0;
    for (; match < finding->matches->match_count; match++) {
        const struct anchor *at =
            &finding->matches->items[finding->first[match]].anchor;
        if (at->node == anchor.node && at->byte == anchor.byte)
            break;
    }
    return match;
}

static bool are_of(const struct doc *doc, const struct footer *footer,
                   const struct reader *reader)
{
    struct content content = reader_content(reader);
    return doc == content.doc && footer == content.footer;
}

/* Whether all of what is shown now is laid out. */
static bool has_all(const struct reader *reader)
{
    const struct layout *all = reader->finding.all;
    return all != NULL && are_of(all->doc, all->footer, reader) &&
           all->width_cols == reader->box.cols;
}

bool reader_find_waits(const struct reader *reader)
{
    return reader->may_lag && reader->hides && !page_waits(reader->page) &&
           page_is_long(reader->page) && !has_all(reader);
}

void reader_take_all(struct reader *reader, struct prepared_lines *lines)
{
    reader_find_settle(reader);
    reader->finding.all_arena = lines->arena;
    reader->finding.all = lines->layout;
    reader->finding.all->arena = &reader->finding.all_arena;
    *lines = (struct prepared_lines){0};
}

/* In what is shown, and in what is folded. What is found does not change when more or
 * less is folded, so that this is laid out only while other words are typed. */
static struct matches *find_everywhere(struct reader *reader)
{
    struct finding *finding = &reader->finding;
    struct str words = buf_str(&finding->words);
    if (!reader->hides)
        return layout_find(&finding->arena, reader->layout, words);
    if (!has_all(reader)) {
        arena_clear(&finding->all_arena);
        finding->all = reader_lay_out_all(reader, &finding->all_arena, NULL);
    }
    return layout_find(&finding->arena, finding->all, words);
}

void reader_find_settle(struct reader *reader)
{
    arena_release(&reader->finding.all_arena);
    reader->finding.all = NULL;
}

/* Where the matches are on the lines that are shown, and which are not on any. `known`
 * says that the lines are those that they were found in. */
static void find_lines(struct reader *reader, bool known)
{
    struct finding *finding = &reader->finding;
    const struct matches *matches = finding->matches;
    for (size_t i = 0; i < matches->match_count; i++) {
        const struct match *match = &matches->items[finding->first[i]];
        finding->line[i] =
            known ? match->line : layout_line_of(reader->layout, match->anchor);
        finding->hidden[i] =
            reader->hides &&
            !reader_line_shows(reader, finding->line[i],
                               reader_node(reader, match->anchor.node));
    }
}

/* Finds the words in the layout as it is now; the current match is that one, if there
 * are so many. */
static void find_in_layout(struct reader *reader, size_t current)
{
    struct finding *finding = &reader->finding;
    arena_clear(&finding->arena);
    finding->matches = find_everywhere(reader);
    finding->content = reader_content(reader);
    finding->width_cols = reader->layout->width_cols;
    index_matches(finding);
    find_lines(reader, !reader->hides);
    size_t count = finding->matches->match_count;
    finding->current = current < count ? current : count;
}

void reader_find_again(struct reader *reader)
{
    struct finding *finding = &reader->finding;
    if (finding->matches == NULL)
        return;
    if (are_of(finding->content.doc, finding->content.footer, reader) &&
        finding->width_cols == reader->layout->width_cols) {
        find_lines(reader, false); /* other things are folded, no more */
        return;
    }
    struct anchor place;
    bool is_there = reader_match_place(reader, &place) &&
                    (place.node < reader_doc(reader)->node_count ||
                     finding->content.footer == reader_content(reader).footer);
    reader_find_back(reader, is_there ? &place : NULL);
}

void reader_find(struct reader *reader, struct str words)
{
    struct finding *finding = &reader->finding;
    arena_clear(&finding->arena);
    buf_clear(&finding->words);
    buf_puts(&finding->words, words);
    finding->matches = NULL;
    finding->current = 0;
    if (words.len > 0)
        find_in_layout(reader, SIZE_MAX);
}

void reader_find_back(struct reader *reader, const struct anchor *place)
{
    find_in_layout(reader, SIZE_MAX);
    if (place != NULL)
        reader->finding.current = match_at(&reader->finding, *place);
}

void reader_find_all(struct reader *reader, struct str words, size_t line)
{
    reader_find(reader, words);
    if (reader_match_from(reader, line))
        reader_match_reveal(reader);
}

static size_t match_line(const struct finding *finding, size_t match)
{
    return finding->line[match];
}

/* Makes a match the current one and brings it to the screen, with lines around it. */
static void go_match(struct reader *reader, size_t match)
{
    reader->finding.current = match;
    size_t line = match_line(&reader->finding, match);
    size_t rows = (size_t)(reader->box.rows > 0 ? reader->box.rows : 1);
    if (line < reader->top || line >= reader->top + rows)
        reader_go_line(reader, line > rows / 3 ? line - rows / 3 : 0);
}

bool reader_match_hidden(const struct reader *reader)
{
    const struct finding *finding = &reader->finding;
    return finding->current < reader_match_count(reader) &&
           finding->hidden[finding->current];
}

void reader_match_reveal(struct reader *reader)
{
    struct anchor place;
    if (!reader_match_hidden(reader) || !reader_match_place(reader, &place))
        return;
    const struct node *node = reader_node(reader, place.node);
    if (reader->skim)
        reader_unskim_at(reader, node);
    else
        reader_unfold_around(reader, node);
    go_match(reader, reader->finding.current);
}

/* The first match on the line or after it; matches are in the order of lines, but for
 * those in the columns of a table, which a step by step search would not mind
 * either. */
static size_t match_from(const struct finding *finding, size_t line)
{
    size_t match = 0;
    while (match < finding->matches->match_count && match_line(finding, match) < line)
        match++;
    return match;
}

bool reader_match_from(struct reader *reader, size_t line)
{
    size_t count = reader_match_count(reader);
    if (count == 0)
        return false;
    size_t match = match_from(&reader->finding, line);
    go_match(reader, match < count ? match : 0);
    return true;
}

/* True when the current match is on the screen; from anywhere else one goes on from
 * what is. */
static bool sees_current(const struct reader *reader)
{
    const struct finding *finding = &reader->finding;
    if (finding->current >= finding->matches->match_count)
        return false;
    size_t line = match_line(finding, finding->current);
    size_t rows = (size_t)(reader->box.rows > 0 ? reader->box.rows : 1);
    return line >= reader->top && line < reader->top + rows;
}

/* The next match in a direction, of one at least. */
static size_t next_match(const struct reader *reader, int direction, bool *wrapped)
{
    size_t count = reader_match_count(reader);
    const struct finding *finding = &reader->finding;
    bool seen = sees_current(reader);
    size_t match = seen ? finding->current : match_from(finding, reader->top);
    if (direction > 0) {
        match += seen;
        *wrapped = match >= count;
        return match % count;
    }
    *wrapped = match == 0;
    return (match == 0 ? count : match) - 1;
}

bool reader_match_wraps(const struct reader *reader, int direction)
{
    bool wrapped = true;
    if (reader_match_count(reader) > 0)
        (void)next_match(reader, direction, &wrapped);
    return wrapped;
}

bool reader_match_step(struct reader *reader, int direction, bool *wrapped)
{
    *wrapped = false;
    if (reader_match_count(reader) == 0)
        return false;
    go_match(reader, next_match(reader, direction, wrapped));
    reader_match_reveal(reader);
    return true;
}
