/*
 * Find in the article.
 *
 * The text spans, in the order of the document (cells of a table are side by side on
 * the screen), make one *haystack*, folded as what is typed is (text_fold_typed), with
 * its case if the words have an upper-case letter. *Stretches* lead from its bytes back
 * to the document. Between spans is a blank where there is white space or a line end
 * between them, and a line end where a block ends, which no words match.
 */
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/text.h"
#include "layout/layout.h"

enum { FIND_LINES_MAX = 32 };

/* Bytes of the haystack that come from one place of a span's text. */
struct text_stretch {
    uint32_t at, hay_len; /* in the haystack */
    uint32_t span;        /* index into the layout's */
    uint32_t from;        /* byte of its text */
    uint32_t line;
    bool is_plain; /* letters are as long as there; else they are gone through again to
                    * tell where one is */
};

struct haystack_piece {
    const struct span *span;
    uint32_t line;
};

/* The text to look in, folded or with its case: made once for a layout. */
struct haystack {
    struct str hay;
    struct text_stretch *stretches;
    size_t stretch_count;
    bool keeps_case;
};

/* A haystack that is being made. */
struct haystack_maker {
    const struct layout *layout;
    struct haystack_piece *pieces; /* text spans in the order of the document */
    size_t piece_count;
    struct buf hay;
    struct text_stretch *stretches;
    size_t stretch_count, stretch_cap;
    bool fold;
};

/* --- Order --- */

static size_t node_count(const struct layout *layout)
{
    return layout->doc->node_count +
           (layout->footer != NULL ? layout->footer->doc->node_count : 0);
}

/* How many text spans each node has, as the place of its first in the order. */
static size_t *places_of(const struct layout *layout)
{
    size_t count = node_count(layout), *places = mem_zalloc(count + 1, sizeof *places);
    for (size_t i = 0; i < layout->span_count; i++) {
        if (layout->spans[i].is_text)
            places[layout->spans[i].node + 1]++;
    }
    for (size_t i = 0; i < count; i++)
        places[i + 1] += places[i];
    return places;
}

/* Moves the pieces of the annexes, which are numbered after those of the document, to
 * where they are. */
static void place_annexes(struct haystack_maker *search)
{
    const struct footer *footer = search->layout->footer;
    uint32_t count = search->layout->doc->node_count;
    struct haystack_piece *old = search->pieces, *to;
    size_t own = 0, next = 0;
    to = mem_zalloc(search->piece_count + 1, sizeof *to);
    search->pieces = to;
    while (old[next].span && old[next].span->node < count)
        next++;
    for (size_t i = 0; i < footer->annex_count; i++) {
        uint32_t below = node_end(footer->annexes[i].below);
        uint32_t last = node_end(footer->annexes[i].node);
        for (; old[own].span && old[own].span->node < below; own++)
            *to++ = old[own];
        for (; old[next].span && old[next].span->node < last; next++)
            *to++ = old[next];
    }
    for (; old[own].span && old[own].span->node < count; own++)
        *to++ = old[own];
    for (; old[next].span; next++)
        *to++ = old[next];
    free(old);
}

static void order_pieces(struct haystack_maker *search)
{
    const struct layout *layout = search->layout;
    size_t *places = places_of(layout);
    search->piece_count = places[node_count(layout)];
    search->pieces = mem_zalloc(search->piece_count + 1, sizeof *search->pieces);
    for (size_t i = 0; i < layout->line_count; i++) {
        const struct line *line = &layout->lines[i];
        for (uint32_t j = 0; j < line->count; j++) {
            const struct span *span = &layout->spans[line->first + j];
            if (span->is_text)
                search->pieces[places[span->node]++] =
                    (struct haystack_piece){span, (uint32_t)i};
        }
    }
    free(places);
    if (layout->footer != NULL && layout->footer->annex_count > 0)
        place_annexes(search);
}

/* --- Haystack --- */

/* How many bytes are ASCII, less the last one if a mark may follow it. */
static size_t ascii_len(struct str s)
{
    size_t len = 0;
    while (len < s.len && (unsigned char)s.ptr[len] < 0x80)
        len++;
    return len < s.len && len > 0 ? len - 1 : len;
}

static void put_ascii(struct haystack_maker *search, struct str ascii)
{
    size_t from = search->hay.len;
    buf_puts(&search->hay, ascii);
    for (size_t i = from; i < search->hay.len && search->fold; i++) {
        char c = search->hay.data[i];
        if (ascii_is_upper(c))
            search->hay.data[i] = (char)(c - 'A' + 'a');
    }
}

/* Puts the letter into the haystack; how many bytes it has there. */
static size_t put_letter(struct haystack_maker *search,
                         const struct text_letter *letter)
{
    size_t from = search->hay.len;
    for (size_t i = 0; i < letter->count; i++)
        text_put(&search->hay, letter->codes[i]);
    return search->hay.len - from;
}

static bool ends_in_blank(const struct haystack_maker *search)
{
    return search->hay.len > 0 && search->hay.data[search->hay.len - 1] == ' ';
}

static void begin_stretch(struct haystack_maker *search,
                          const struct haystack_piece *piece, size_t from)
{
    search->stretches = mem_grow(search->stretches, search->stretch_count,
                                 &search->stretch_cap, sizeof *search->stretches);
    search->stretches[search->stretch_count++] = (struct text_stretch){
        .at = (uint32_t)search->hay.len,
        .span = (uint32_t)(piece->span - search->layout->spans),
        .from = (uint32_t)from,
        .line = piece->line,
        .is_plain = true,
    };
}

static void end_stretch(struct haystack_maker *search)
{
    struct text_stretch *stretch = &search->stretches[search->stretch_count - 1];
    stretch->hay_len = (uint32_t)(search->hay.len - stretch->at);
}

/* True for a blank after another blank, as where two stretches meet: one is enough. */
static bool is_left_out(const struct haystack_maker *search,
                        const struct text_letter *letter)
{
    return letter->codes[0] == ' ' && ends_in_blank(search);
}

static void add_letter(struct haystack_maker *search,
                       const struct haystack_piece *piece,
                       const struct text_letter *letter)
{
    struct text_stretch *stretch = &search->stretches[search->stretch_count - 1];
    if (is_left_out(search, letter)) {
        end_stretch(search);
        begin_stretch(search, piece, letter->to);
    } else if (put_letter(search, letter) != letter->to - letter->from) {
        stretch->is_plain = false;
    }
}

static void add_part(struct haystack_maker *search, const struct haystack_piece *piece,
                     size_t from, size_t end)
{
    struct str text = str_slice(piece->span->text, 0, end);
    while (from < text.len && text.ptr[from] == ' ' && ends_in_blank(search))
        from++;
    begin_stretch(search, piece, from);
    struct text_letter letter;
    for (size_t pos = from; pos < text.len;) {
        size_t ascii = ascii_len(str_tail(text, pos));
        if (ascii > 0 && text.ptr[pos] == ' ' && ends_in_blank(search)) {
            end_stretch(search);
            begin_stretch(search, piece, ++pos);
            continue;
        }
        put_ascii(search, str_slice(text, pos, pos + ascii));
        pos += ascii;
        if (pos == text.len || !text_letter_next(text, &pos, !search->fold, &letter))
            break;
        if (letter.from != pos - (letter.to - letter.from))
            search->stretches[search->stretch_count - 1].is_plain = false;
        add_letter(search, piece, &letter);
    }
    end_stretch(search);
}

/* Bytes of a folded letter. */
static size_t letter_len(const struct text_letter *letter)
{
    size_t len = 0;
    for (size_t i = 0; i < letter->count; i++) {
        uint32_t c = letter->codes[i];
        len += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }
    return len;
}

/* Adds a piece; of several blanks in a row only the first goes into the haystack. */
static void add_piece(struct haystack_maker *search, const struct haystack_piece *piece)
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
    const struct node *node = footer_node(layout->doc, layout->footer, id);
    while (node->parent && node_is_inline(node))
        node = node->parent;
    return node;
}

/* The separator of two neighbours in the order: nothing, ' ' or '\n'. */
static char gap_between(const struct layout *layout, const struct haystack_piece *a,
                        const struct haystack_piece *b)
{
    const struct span *left = a->span, *right = b->span;
    if (left->node == right->node) {
        bool touch = left->byte + left->text.len == right->byte;
        if (block_of(layout, left->node)->kind == NODE_CODE_BLOCK)
            return touch ? '\0' : '\n';
        return touch ? '\0' : ' ';
    }
    if (block_of(layout, left->node) != block_of(layout, right->node))
        return '\n';
    return a->line == b->line && left->col + left->cols == right->col ? '\0' : ' ';
}

static void build_haystack(struct haystack_maker *search)
{
    for (size_t i = 0; i < search->piece_count; i++) {
        const struct haystack_piece *piece = &search->pieces[i];
        char gap = '\0';
        if (i > 0)
            gap = gap_between(search->layout, piece - 1, piece);
        if (gap == ' ' && ends_in_blank(search))
            gap = '\0';
        if (gap != '\0')
            buf_putc(&search->hay, gap);
        add_piece(search, piece);
    }
}

static void make_haystack(const struct layout *layout, bool fold, struct arena *arena,
                          struct haystack *haystack)
{
    struct haystack_maker search = {.layout = layout, .fold = fold};
    order_pieces(&search);
    build_haystack(&search);
    free(search.pieces);
    haystack->keeps_case = !fold;
    haystack->hay = (struct str){arena_adopt(arena, search.hay.data, search.hay.len, 1),
                                 search.hay.len};
    haystack->stretch_count = search.stretch_count;
    haystack->stretches = arena_adopt(arena, search.stretches, search.stretch_count,
                                      sizeof *search.stretches);
}

void layout_prepare_find(struct layout *layout)
{
    if (layout->haystack != NULL)
        return;
    struct haystack *haystack = ARENA_NEW(layout->arena, struct haystack);
    make_haystack(layout, true, layout->arena, haystack);
    layout->haystack = haystack;
}

/* --- Matches --- */

struct match_list {
    struct match *items;
    size_t count, cap, match_count;
};

/* Where a place in the haystack is in the span's text: the beginning of the letter that
 * it is in, or after that if it `ends` there. */
static size_t source_of(const struct haystack *haystack,
                        const struct text_stretch *stretch, struct str text, size_t at,
                        bool ends)
{
    struct text_letter letter = {.from = stretch->from, .to = stretch->from};
    size_t hay = stretch->at, pos = stretch->from;
    if (stretch->is_plain)
        return stretch->from + (at - stretch->at);
    while (text_letter_next(text, &pos, haystack->keeps_case, &letter)) {
        hay += letter_len(&letter);
        if (at < hay || (ends && at == hay))
            break;
    }
    return ends ? letter.to : letter.from;
}

/* The text to look in, and the matches. */
struct looking {
    const struct layout *layout;
    const struct haystack *haystack;
    struct match_list *found;
};

static void add_match(const struct looking *looking, const struct text_stretch *stretch,
                      size_t from, size_t to, bool is_first)
{
    struct match_list *found = looking->found;
    struct match *last = is_first ? NULL : &found->items[found->count - 1];
    const struct span *span = &looking->layout->spans[stretch->span];
    uint32_t byte = span->byte + (uint32_t)source_of(looking->haystack, stretch,
                                                     span->text, from, false);
    uint32_t end = span->byte + (uint32_t)source_of(looking->haystack, stretch,
                                                    span->text, to, true);
    if (last && last->anchor.node == span->node) {
        last->len = end - last->anchor.byte;
        return;
    }
    if (last)
        last->more = true;
    found->items =
        mem_grow(found->items, found->count, &found->cap, sizeof *found->items);
    found->items[found->count++] = (struct match){
        .line = stretch->line, .anchor = {span->node, byte}, .len = end - byte};
}

/* The pieces of the match [from, to) of the haystack; `*next` is the first stretch that
 * may touch it and is moved on. */
static void add_pieces(const struct looking *looking, size_t *next, size_t from,
                       size_t to)
{
    const struct haystack *haystack = looking->haystack;
    bool is_first = true;
    for (; *next < haystack->stretch_count; (*next)++) {
        const struct text_stretch *stretch = &haystack->stretches[*next];
        size_t end = (size_t)stretch->at + stretch->hay_len;
        if (stretch->at >= to)
            break;
        if (end > from) {
            add_match(looking, stretch, from > stretch->at ? from : stretch->at,
                      to < end ? to : end, is_first);
            is_first = false;
        }
        if (end >= to)
            break;
    }
    looking->found->match_count += !is_first;
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
    return text_fold_typed(arena, text_clean(arena, words, TEXT_ONE_LINE), !fold);
}

/* A word to look for, and where it occurs next. */
struct needle {
    struct str text;
    size_t at;
};

struct needles {
    struct needle items[FIND_LINES_MAX];
    size_t count;
    bool starts_only; /* only where a word begins */
};

/* A letter or digit is before the place. */
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

/* The needle that comes next, the longest of those that begin there; NULL at the
 * end. */
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

static void look_for(const struct looking *looking, struct needles *needles)
{
    struct str hay = looking->haystack->hay;
    size_t next = 0, from = 0;
    for (size_t i = 0; i < needles->count; i++)
        needles->items[i].at = find_next(needles, hay, 0, needles->items[i].text);
    const struct needle *needle;
    while ((needle = next_needle(needles, hay, from)) != NULL) {
        from = needle->at + needle->text.len;
        add_pieces(looking, &next, needle->at, from);
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

static void find_all(struct layout *layout, struct match_list *found, struct str words)
{
    bool fold = !has_upper(words);
    struct arena scratch = {0};
    struct needles needles = needles_of(&scratch, fold, words);
    struct haystack with_case;
    struct looking looking = {.layout = layout, .found = found};
    if (needles.count > 0 && fold) {
        layout_prepare_find(layout);
        looking.haystack = layout->haystack;
        look_for(&looking, &needles);
    } else if (needles.count > 0) {
        make_haystack(layout, false, &scratch, &with_case);
        looking.haystack = &with_case;
        look_for(&looking, &needles);
    }
    arena_release(&scratch);
}

struct matches *layout_find(struct arena *arena, struct layout *layout,
                            struct str words)
{
    struct matches *matches = ARENA_NEW(arena, struct matches);
    struct match_list found = {0};
    find_all(layout, &found, words);
    matches->count = found.count;
    matches->match_count = found.match_count;
    matches->items = ARENA_ARRAY(arena, found.count, struct match);
    if (found.count > 0)
        memcpy(matches->items, found.items, found.count * sizeof *found.items);
    free(found.items);
    return matches;
}
