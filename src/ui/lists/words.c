/* Matching and showing the words that filter a list. */
#include "ui/lists/words.h"

#include <stdio.h>

#include "base/text.h"

enum {
    /* More words than this are not looked for; nobody types them. */
    WORDS_MAX = 16,
    /* Code points from here on are of scripts that are written without spaces. */
    UNSPACED_FIRST = 0x2E80,
};

struct list_words words_of(struct arena *arena, struct str query)
{
    struct list_words words = {.items = ARENA_ARRAY(arena, WORDS_MAX, struct str)};
    struct str rest = text_fold_typed(arena, query, false);
    if (rest.len == 0)
        return words;
    for (struct str word; words.count < WORDS_MAX && str_cut(&rest, ' ', &word);)
        if (word.len > 0)
            words.items[words.count++] = word;
    return words;
}

struct list_words words_of_terms(struct arena *arena, struct str terms)
{
    struct list_words words = {.items = ARENA_ARRAY(arena, WORDS_MAX, struct str),
                               .starts_only = true};
    for (struct str term; words.count < WORDS_MAX && str_cut_line(&terms, &term);)
        if (term.len > 0)
            words.items[words.count++] = term;
    return words;
}

static bool begins_word(struct str text, size_t at)
{
    if (at == 0)
        return true;
    size_t pos = at - 1;
    while (pos > 0 && ((unsigned char)text.ptr[pos] & 0xC0) == 0x80)
        pos--;
    return !text_is_word(text_next(text, &pos));
}

/* How well a word is in the text: 0 not at all, 1 within a word, 2 at the start of one,
 * 3 at the start of all. */
static int word_rank(struct str word, struct str text)
{
    int best = 0;
    for (size_t from = 0; from < text.len;) {
        size_t at = from + str_find(str_tail(text, from), word);
        if (at >= text.len)
            break;
        int rank = at == 0 ? 3 : begins_word(text, at) ? 2 : 1;
        best = rank > best ? rank : best;
        if (best >= 2)
            break;
        from = at + 1;
    }
    return best;
}

int words_match(const struct list_words *words, struct str folded)
{
    int first = 3, worst = 3;
    for (size_t i = 0; i < words->count; i++) {
        int rank = word_rank(words->items[i], folded);
        if (rank == 0)
            return 0;
        if (i == 0)
            first = rank;
        worst = rank < worst ? rank : worst;
    }
    return first == 3 && worst >= 2 ? 3 : worst >= 2 ? 2 : 1;
}

/* --- Showing --- */

void write_count(struct buf *out, size_t count)
{
    char digits[24];
    size_t len = (size_t)snprintf(digits, sizeof digits, "%zu", count);
    for (size_t i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            buf_putc(out, ',');
        buf_putc(out, digits[i]);
    }
}

/* A cluster as it is compared; a blank, which folds to nothing by itself, too. */
static struct str fold_cluster(struct str cluster, struct arena *scratch)
{
    struct str folded = text_fold_typed(scratch, cluster, false);
    return folded.len > 0 ? folded : STR(" ");
}

/* The byte of `text` after the word that starts at `from`, or `from` when none does.
 * Texts fold cluster by cluster, so that a word ends where enough of them are
 * folded. */
static size_t word_end(const struct list_words *words, struct str text, size_t from,
                       struct arena *scratch)
{
    struct buf folded = {0};
    size_t end = from;
    for (size_t i = 0; i < words->count && end == from; i++) {
        struct str word = words->items[i];
        buf_clear(&folded);
        for (size_t pos = from; pos < text.len && folded.len < word.len;) {
            int cols;
            struct str cluster = text_cluster(text, &pos, &cols);
            buf_puts(&folded, fold_cluster(cluster, scratch));
            if (!str_starts(word, str_slice(buf_str(&folded), 0, word.len)))
                break;
            if (folded.len >= word.len)
                end = pos;
        }
    }
    buf_release(&folded);
    return end;
}

/* Scripts without spaces have no beginnings of words: there a word is anywhere. */
static bool starts_here(struct str text, size_t at)
{
    size_t pos = at;
    return begins_word(text, at) || text_next(text, &pos) >= UNSPACED_FIRST;
}

int words_draw(const struct list_words *words, struct grid *grid, struct area area,
               int row, int col, struct str text, enum role role)
{
    if (words->count == 0)
        return grid_put(grid, area, row, col, text, role, 0);
    struct arena scratch = {0};
    for (size_t pos = 0; pos < text.len && col < area.cols;) {
        size_t end = pos;
        if (!words->starts_only || starts_here(text, pos))
            end = word_end(words, text, pos, &scratch);
        enum role look = end > pos ? ROLE_MATCH : role;
        int cols;
        if (end == pos)
            text_cluster(text, &end, &cols);
        col = grid_put(grid, area, row, col, str_slice(text, pos, end), look, 0);
        pos = end;
    }
    arena_release(&scratch);
    return col;
}

/* Where a part begins that has this range after its first third at most: at the
 * beginning of a word, where there is one. */
static size_t part_start(struct str text, size_t match, size_t cols)
{
    size_t left = text_cols(str_slice(text, 0, match)), first = match;
    for (size_t pos = 0; pos < match;) {
        size_t start = pos;
        if (left <= cols / 3) {
            first = start < first ? start : first;
            if (start == 0 || text.ptr[start - 1] == ' ')
                return start;
        }
        int cluster_cols;
        text_cluster(text, &pos, &cluster_cols);
        left -= (size_t)cluster_cols <= left ? (size_t)cluster_cols : left;
    }
    return first;
}

/* The part of the text from a byte on that is seen, where it is cut on both sides. */
static size_t part_end(struct str text, size_t start, size_t cols)
{
    size_t air = start > 0 ? 3 : 1;
    return start + text_fit(str_tail(text, start), cols > air ? cols - air : 0).len;
}

static size_t count_within(const struct byte_ranges *ranges, size_t from, size_t to)
{
    size_t count = 0;
    for (size_t i = 0; i < ranges->count; i++)
        count += ranges->items[i].from >= from && ranges->items[i].to <= to;
    return count;
}

/* The best of the parts that begin a little before a range. */
static size_t best_start(const struct byte_ranges *ranges, struct str text, size_t cols)
{
    size_t best = 0, most = count_within(ranges, 0, part_end(text, 0, cols));
    for (size_t i = 0; i < ranges->count && most < ranges->count; i++) {
        size_t start = part_start(text, ranges->items[i].from, cols);
        size_t count = count_within(ranges, start, part_end(text, start, cols));
        if (count > most) {
            most = count;
            best = start;
        }
    }
    return best;
}

struct str ranges_part(const struct byte_ranges *ranges, struct str text, int cols,
                       struct arena *arena, struct byte_ranges *kept)
{
    size_t room = cols > 0 ? (size_t)cols : 0, start = 0;
    *kept = *ranges;
    if (ranges->count > 0 && text_cols(text) > room)
        start = best_start(ranges, text, room);
    if (start == 0)
        return text;
    struct str before = STR("… ");
    *kept = (struct byte_ranges){
        .items = ARENA_ARRAY(arena, ranges->count, struct byte_range)};
    for (size_t i = 0; i < ranges->count; i++)
        if (ranges->items[i].from >= start)
            kept->items[kept->count++] =
                (struct byte_range){ranges->items[i].from - start + before.len,
                                    ranges->items[i].to - start + before.len};
    return arena_printf(arena, STR_FMT STR_FMT, STR_ARG(before),
                        STR_ARG(str_tail(text, start)));
}

/* How much of the beginning two texts have in common. */
static size_t common_len(struct str a, struct str b)
{
    size_t len = 0;
    while (len < a.len && len < b.len && a.ptr[len] == b.ptr[len])
        len++;
    return len;
}

int ranges_draw(const struct byte_ranges *ranges, struct grid *grid, struct area area,
                int row, int col, struct str text, struct str whole, enum role role)
{
    size_t kept = common_len(text, whole), next = 0;
    for (size_t pos = 0; pos < text.len && col < area.cols;) {
        size_t from = pos;
        int cols;
        struct str cluster = text_cluster(text, &pos, &cols);
        while (next < ranges->count && ranges->items[next].to <= from)
            next++;
        bool is_marked =
            pos <= kept && next < ranges->count && ranges->items[next].from < pos;
        col = grid_put(grid, area, row, col, cluster, is_marked ? ROLE_MATCH : role, 0);
    }
    return col;
}
