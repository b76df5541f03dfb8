/*
 * Find in the article.
 *
 * The text spans, in the order of the document (cells of a table stand side by side on
 * the screen), make one *haystack*, folded unless the words have an upper-case letter.
 * *Stretches* lead from its bytes back to the document. Between spans stands a blank
 * where there is white space or a line end between them, and a line end where a block
 * ends, which no words match.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "layout/layout.h"

enum { FIND_LINES_MAX = 32 };

/* Bytes of the haystack that come from one place of a node's text. */
struct stretch {
    uint32_t at, hay_len; /* in the haystack */
    uint32_t node, byte;  /* in the document */
    uint32_t len;         /* there; when it is not hay_len it is one cluster */
    uint32_t line;
};

struct piece {
    const struct span *span;
    uint32_t line;
};

/* What is looked in, folded or as it is: made once for a layout. */
struct haystack {
    struct str hay;
    struct stretch *stretches;
    size_t stretch_count;
};

/* A haystack that is being made. */
struct search {
    const struct layout *layout;
    struct piece *pieces; /* text spans in the order of the document */
    size_t piece_count;
    struct buf hay;
    struct stretch *stretches;
    size_t stretch_count, stretch_cap;
    struct arena scratch;
    bool fold;
};

/* --- Order ---------------------------------------------------------------------- */

/* How many text spans each node has, as the place of its first in the order. */
static size_t *places_of(const struct layout *layout)
{
    size_t *places = mem_zalloc((size_t)layout->doc->node_count + 1, sizeof *places);

    for (size_t i = 0; i < layout->span_count; i++) {
        if (layout->spans[i].is_text)
            places[layout->spans[i].node + 1]++;
    }
    for (uint32_t i = 0; i < layout->doc->node_count; i++)
        places[i + 1] += places[i];
    return places;
}

static void order_pieces(struct search *search)
{
    const struct layout *layout = search->layout;
    size_t *places = places_of(layout);

    search->piece_count = places[layout->doc->node_count];
    search->pieces = mem_zalloc(search->piece_count + 1, sizeof *search->pieces);
    for (size_t i = 0; i < layout->line_count; i++) {
        const struct line *line = &layout->lines[i];

        for (uint32_t j = 0; j < line->count; j++) {
            const struct span *span = &layout->spans[line->first + j];

            if (span->is_text)
                search->pieces[places[span->node]++] =
                    (struct piece){span, (uint32_t)i};
        }
    }
    free(places);
}

/* --- Haystack ------------------------------------------------------------------- */

static void add_stretch(struct search *search, const struct piece *piece, size_t from,
                        struct str source, struct str folded)
{
    search->stretches = mem_grow(search->stretches, search->stretch_count,
                                 &search->stretch_cap, sizeof *search->stretches);
    search->stretches[search->stretch_count++] =
        (struct stretch){.at = (uint32_t)search->hay.len,
                         .hay_len = (uint32_t)folded.len,
                         .node = piece->span->node,
                         .byte = piece->span->byte + (uint32_t)from,
                         .len = (uint32_t)source.len,
                         .line = piece->line};
    buf_puts(&search->hay, folded);
}

/* The letters U+00C0 to U+00FF: a lead byte and a second one, of which that of a small
 * letter is larger by 0x20. */
enum {
    LATIN_LEAD = 0xC3,
    LATIN_TIMES = 0x97,
    LATIN_SHARP_S = 0x9F,
    LATIN_SMALL = 0xA0
};

/* Text that folds byte by byte: ASCII and those letters, but for the sharp s. */
static bool is_simple(struct str s)
{
    const unsigned char *at = (const unsigned char *)s.ptr;

    for (size_t i = 0; i < s.len; i++) {
        if (at[i] < 0x80)
            continue;
        if (at[i] != LATIN_LEAD || i + 1 == s.len || at[i + 1] == LATIN_SHARP_S)
            return false;
        i++;
    }
    return true;
}

static void lower_from(struct buf *hay, size_t from)
{
    unsigned char *at = (unsigned char *)hay->data;

    for (; from < hay->len; from++) {
        if (at[from] >= 'A' && at[from] <= 'Z') {
            at[from] = (unsigned char)(at[from] - 'A' + 'a');
        } else if (at[from] == LATIN_LEAD) {
            from++;
            if (at[from] < LATIN_SMALL && at[from] != LATIN_TIMES)
                at[from] |= 0x20;
        }
    }
}

static void add_simple(struct search *search, const struct piece *piece, size_t from,
                       struct str part)
{
    size_t at = search->hay.len;

    if (part.len == 0)
        return;
    add_stretch(search, piece, from, part, part);
    if (search->fold)
        lower_from(&search->hay, at);
}

/* How many bytes are ASCII, less the last one if a mark may follow it. */
static size_t ascii_len(struct str s)
{
    size_t len = 0;

    while (len < s.len && (unsigned char)s.ptr[len] < 0x80)
        len++;
    return len < s.len && len > 0 ? len - 1 : len;
}

/* Folding may change lengths: then cluster by cluster, so that places stay known. */
static void add_clusters(struct search *search, const struct piece *piece, size_t pos,
                         size_t end)
{
    struct str text = str_slice(piece->span->text, 0, end);

    while (pos < text.len) {
        struct str ascii = str_slice(text, pos, pos + ascii_len(str_tail(text, pos)));
        struct str cluster, folded;
        size_t from;
        int cols;

        add_simple(search, piece, pos, ascii);
        from = pos += ascii.len;
        if (pos == text.len)
            break;
        cluster = text_cluster(text, &pos, &cols);
        folded = text_fold(&search->scratch, cluster, true);
        /* The folding of a blank alone is nothing. */
        add_stretch(search, piece, from, cluster, folded.len > 0 ? folded : STR(" "));
    }
}

static void add_part(struct search *search, const struct piece *piece, size_t from,
                     size_t end)
{
    struct str part = str_slice(piece->span->text, from, end);

    if (!search->fold || is_simple(part)) {
        add_simple(search, piece, from, part);
        return;
    }
    if (str_eq(text_fold(&search->scratch, part, true), part))
        add_stretch(search, piece, from, part, part);
    else
        add_clusters(search, piece, from, end);
    arena_clear(&search->scratch);
}

/* Of several blanks in a row only the first goes into the haystack. */
static void add_piece(struct search *search, const struct piece *piece)
{
    struct str text = piece->span->text;

    for (size_t from = 0; from < text.len;) {
        size_t end = from + str_find(str_tail(text, from), STR("  "));

        if (end < text.len)
            end++;
        add_part(search, piece, from, end);
        for (from = end; from < text.len && text.ptr[from] == ' ';)
            from++;
    }
}

static const struct node *block_of(const struct layout *layout, uint32_t id)
{
    const struct node *node = layout->doc->nodes[id];

    while (node->parent && node_is_inline(node))
        node = node->parent;
    return node;
}

/* What stands between two neighbours in the order: nothing, ' ' or '\n'. */
static char gap_between(const struct layout *layout, const struct piece *a,
                        const struct piece *b)
{
    const struct span *left = a->span, *right = b->span;

    if (left->node == right->node) {
        bool touch = left->byte + left->text.len == right->byte;

        if (layout->doc->nodes[left->node]->kind == NODE_CODE_BLOCK)
            return touch ? '\0' : '\n';
        return touch ? '\0' : ' ';
    }
    if (block_of(layout, left->node) != block_of(layout, right->node))
        return '\n';
    return a->line == b->line && left->col + left->cols == right->col ? '\0' : ' ';
}

static void build_haystack(struct search *search)
{
    for (size_t i = 0; i < search->piece_count; i++) {
        const struct piece *piece = &search->pieces[i];
        char gap = '\0';

        if (i > 0)
            gap = gap_between(search->layout, piece - 1, piece);
        if (gap == ' ' && search->hay.data[search->hay.len - 1] == ' ')
            gap = '\0';
        if (gap != '\0')
            buf_putc(&search->hay, gap);
        add_piece(search, piece);
    }
}

static void make_haystack(const struct layout *layout, bool fold, struct arena *arena,
                          struct haystack *haystack)
{
    struct search search = {.layout = layout, .fold = fold};

    order_pieces(&search);
    build_haystack(&search);
    free(search.pieces);
    haystack->hay = buf_keep(&search.hay, arena);
    buf_release(&search.hay);
    haystack->stretch_count = search.stretch_count;
    haystack->stretches = ARENA_ARRAY(arena, search.stretch_count, struct stretch);
    if (search.stretch_count > 0)
        memcpy(haystack->stretches, search.stretches,
               search.stretch_count * sizeof *search.stretches);
    free(search.stretches);
    arena_release(&search.scratch);
}

void layout_prepare_find(struct layout *layout)
{
    struct haystack *haystack;

    if (layout->haystack != NULL)
        return;
    haystack = ARENA_NEW(layout->arena, struct haystack);
    make_haystack(layout, true, layout->arena, haystack);
    layout->haystack = haystack;
}

/* --- Matches -------------------------------------------------------------------- */

struct found {
    struct match *items;
    size_t count, cap, match_count;
};

static void add_match(struct found *found, const struct stretch *stretch, size_t from,
                      size_t to, bool is_first)
{
    struct match *last = is_first ? NULL : &found->items[found->count - 1];
    uint32_t byte = stretch->byte, end = stretch->byte + stretch->len;

    if (stretch->hay_len == stretch->len) {
        byte += (uint32_t)(from - stretch->at);
        end = byte + (uint32_t)(to - from);
    }
    if (last && last->anchor.node == stretch->node) {
        last->len = end - last->anchor.byte;
        return;
    }
    if (last)
        last->more = true;
    found->items =
        mem_grow(found->items, found->count, &found->cap, sizeof *found->items);
    found->items[found->count++] = (struct match){
        .line = stretch->line, .anchor = {stretch->node, byte}, .len = end - byte};
}

/* The pieces of the match [from, to) of the haystack; `*next` is the first stretch that
 * may touch it and is moved on. */
static void add_pieces(struct found *found, const struct haystack *haystack,
                       size_t *next, size_t from, size_t to)
{
    bool is_first = true;

    for (; *next < haystack->stretch_count; (*next)++) {
        const struct stretch *stretch = &haystack->stretches[*next];
        size_t end = (size_t)stretch->at + stretch->hay_len;

        if (stretch->at >= to)
            break;
        if (end > from) {
            add_match(found, stretch, from > stretch->at ? from : stretch->at,
                      to < end ? to : end, is_first);
            is_first = false;
        }
        if (end >= to)
            break;
    }
    found->match_count += !is_first;
}

static bool has_upper(struct str words)
{
    for (size_t pos = 0; pos < words.len;) {
        if (text_is_upper(text_next(words, &pos)))
            return true;
    }
    return false;
}

/* The words as the haystack would have them. */
static struct str needle_of(struct arena *arena, bool fold, struct str words)
{
    struct buf needle = {0};
    struct str clean = text_clean(arena, words, TEXT_ONE_LINE), kept;

    if (fold)
        return text_fold(arena, clean, true);
    for (size_t i = 0; i < clean.len; i++) {
        if (clean.ptr[i] != ' ' || i == 0 || clean.ptr[i - 1] != ' ')
            buf_putc(&needle, clean.ptr[i]);
    }
    kept = buf_keep(&needle, arena);
    buf_release(&needle);
    return kept;
}

/* What is looked for, and where it is found next. */
struct needle {
    struct str text;
    size_t at;
};

struct needles {
    struct needle items[FIND_LINES_MAX];
    size_t count;
    bool starts_only; /* only where a word begins */
};

/* A letter or digit stands before the place. */
static bool is_inside_word(struct str hay, size_t at)
{
    size_t pos = at;

    if (at == 0)
        return false;
    do
        pos--;
    while (pos > 0 && ((unsigned char)hay.ptr[pos] & 0xC0) == 0x80);
    return text_is_word(text_next(hay, &pos));
}

static size_t find_next(const struct needles *needles, struct str hay, size_t from,
                        struct str needle)
{
    size_t at = from + str_find(str_tail(hay, from), needle);

    while (at < hay.len && needles->starts_only && is_inside_word(hay, at))
        at += 1 + str_find(str_tail(hay, at + 1), needle);
    return at;
}

/* The needle that comes next, the longest of those that begin there; NULL at the end.
 */
static const struct needle *next_needle(struct needles *needles, struct str hay,
                                        size_t from)
{
    const struct needle *best = NULL;

    for (size_t i = 0; i < needles->count; i++) {
        struct needle *needle = &needles->items[i];

        if (needle->at < from)
            needle->at = find_next(needles, hay, from, needle->text);
        if (needle->at < hay.len &&
            (best == NULL || needle->at < best->at ||
             (needle->at == best->at && needle->text.len > best->text.len)))
            best = needle;
    }
    return best;
}

static void look_for(struct found *found, const struct haystack *haystack,
                     struct needles *needles)
{
    struct str hay = haystack->hay;
    const struct needle *needle;
    size_t next = 0, from = 0;

    for (size_t i = 0; i < needles->count; i++)
        needles->items[i].at = find_next(needles, hay, 0, needles->items[i].text);
    while ((needle = next_needle(needles, hay, from)) != NULL) {
        from = needle->at + needle->text.len;
        add_pieces(found, haystack, &next, needle->at, from);
    }
}

static struct needles needles_of(struct arena *arena, bool fold, struct str words)
{
    struct needles needles = {.starts_only = str_chr(words, '\n') < words.len};

    for (struct str line;
         needles.count < FIND_LINES_MAX && str_cut_line(&words, &line);) {
        struct str needle = needle_of(arena, fold, line);

        if (needle.len > 0)
            needles.items[needles.count++].text = needle;
    }
    return needles;
}

static void find_all(struct layout *layout, struct found *found, struct str words)
{
    bool fold = !has_upper(words);
    struct arena scratch = {0};
    struct needles needles = needles_of(&scratch, fold, words);
    struct haystack as_it_is;

    if (needles.count > 0 && fold) {
        layout_prepare_find(layout);
        look_for(found, layout->haystack, &needles);
    } else if (needles.count > 0) {
        make_haystack(layout, false, &scratch, &as_it_is);
        look_for(found, &as_it_is, &needles);
    }
    arena_release(&scratch);
}

struct matches *layout_find(struct arena *arena, struct layout *layout,
                            struct str words)
{
    struct matches *matches = ARENA_NEW(arena, struct matches);
    struct found found = {0};

    find_all(layout, &found, words);
    matches->count = found.count;
    matches->match_count = found.match_count;
    matches->items = ARENA_ARRAY(arena, found.count, struct match);
    if (found.count > 0)
        memcpy(matches->items, found.items, found.count * sizeof *found.items);
    free(found.items);
    return matches;
}
