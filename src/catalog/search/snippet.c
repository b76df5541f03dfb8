/*
 * Snippets: the part of a section that shows best why it was found.
 */
#include "catalog/query/query.h"
#include "catalog/search.h"
#include "catalog/search/searching.h"

/* A longer word may be parted. */
enum { WORD_BYTES = 32 };

/* --- Choosing the part --- */

/* What is in a part of the text. */
struct covered {
    size_t of[QUERY_TERMS_MAX]; /* matches of each term */
    size_t terms, bytes;        /* that there are, and of the matches */
};

static void cover(struct covered *covered, const struct query_light *light, bool is_in)
{
    size_t bytes = light->range.to - light->range.from;
    covered->bytes = is_in ? covered->bytes + bytes : covered->bytes - bytes;
    for (size_t i = 0; i < QUERY_TERMS_MAX && light->terms >> i != 0; i++) {
        if ((light->terms >> i & 1) == 0)
            continue;
        covered->terms += is_in && covered->of[i] == 0;
        covered->of[i] = is_in ? covered->of[i] + 1 : covered->of[i] - 1;
        covered->terms -= !is_in && covered->of[i] == 0;
    }
}

/* The first match of those within `bytes` that are of most terms, and of these the ones
 * that cover most. */
static size_t find_cluster(const struct query_light *lights, size_t count, size_t bytes)
{
    struct covered covered = {.terms = 0};
    size_t best = 0, most_terms = 0, most_bytes = 0, last = 0;
    for (size_t first = 0; first < count; first++) {
        while (last < count &&
               (last == first ||
                lights[last].range.to - lights[first].range.from <= bytes))
            cover(&covered, &lights[last++], true);
        if (covered.terms > most_terms ||
            (covered.terms == most_terms && covered.bytes > most_bytes)) {
            most_terms = covered.terms;
            most_bytes = covered.bytes;
            best = first;
        }
        cover(&covered, &lights[first], false);
    }
    return best;
}

static bool is_inside_code(struct str text, size_t at)
{
    return at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

/* The beginning of a word at or before `at`, not before `least`; text without spaces is
 * parted between two characters. */
static size_t word_start(struct str text, size_t at, size_t least)
{
    size_t start = at;
    while (start > least && text.ptr[start - 1] != ' ')
        start--;
    if (start == least && least > 0 && text.ptr[least - 1] != ' ')
        start = at;
    while (is_inside_code(text, start))
        start++;
    return start;
}

/* The end of a word at or before `at`, not before `least`. */
static size_t word_end(struct str text, size_t at, size_t least)
{
    size_t end = at;
    if (at >= text.len)
        return text.len;
    while (end > least && text.ptr[end] != ' ')
        end--;
    if (end <= least)
        end = at;
    while (end > 0 && is_inside_code(text, end))
        end--;
    return end;
}

/* The part to show: a third of the room is before the matches. */
static struct byte_range choose_part(struct str text, const struct query_light *lights,
                                     size_t count, size_t bytes)
{
    struct byte_range part = {0, bytes};
    size_t match =
        count > 0 ? lights[find_cluster(lights, count, bytes - bytes / 3)].range.from
                  : 0;
    if (text.len <= bytes)
        return (struct byte_range){0, text.len};
    if (match > bytes / 3) {
        size_t from = match - bytes / 3;
        if (from + bytes >= text.len) {
            from = text.len - bytes;
            part.to = text.len;
        }
        part.from = word_start(text, from, from > WORD_BYTES ? from - WORD_BYTES : 0);
        if (part.to < text.len)
            part.to = part.from + bytes;
    }
    part.to = word_end(text, part.to, part.from + bytes / 2);
    return part;
}

/* --- All --- */

static void cut(struct snippet *snippet, struct str text, struct byte_range part,
                const struct query_light *lights, size_t count, struct arena *arena)
{
    struct str before = part.from > 0 ? STR("… ") : STR("");
    struct str after = part.to < text.len ? STR(" …") : STR("");
    snippet->text =
        arena_printf(arena, STR_FMT STR_FMT STR_FMT, STR_ARG(before),
                     STR_ARG(str_slice(text, part.from, part.to)), STR_ARG(after));
    snippet->marks = ARENA_ARRAY(arena, count, struct byte_range);
    snippet->mark_count = 0;
    for (size_t i = 0; i < count; i++) {
        struct byte_range range = lights[i].range;
        if (range.from < part.from || range.to > part.to)
            continue;
        snippet->marks[snippet->mark_count++] = (struct byte_range){
            range.from - part.from + before.len, range.to - part.from + before.len};
    }
}

bool search_snippet(struct search *search, const struct query *query,
                    const struct passage_hit *hit, size_t bytes, struct arena *arena,
                    struct snippet *snippet)
{
    size_t number = hit->heading == SEARCH_TOP ? 0 : (size_t)hit->heading + 1, count;
    const struct str *sections = text_cache_sections(
        &search->read, view_library(search->view), hit->article, &search->stop, &count);
    if (sections == NULL || number >= count)
        return false;
    struct str text = sections[number];
    const struct query_light *lights = query_highlight(query, text, arena, &count);
    cut(snippet, text, choose_part(text, lights, count, bytes), lights, count, arena);
    return true;
}
