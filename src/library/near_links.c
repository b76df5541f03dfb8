#include <stdlib.h>

#include "base/mem.h"
#include "library/near_parts.h"

struct near_links *near_links_new(size_t articles)
{
    struct near_links *links = mem_zalloc(1, sizeof *links);

    links->articles = articles;
    return links;
}

void near_links_free(struct near_links *links)
{
    if (links == NULL)
        return;
    free(links->pairs);
    free(links->given);
    free(links->out_firsts);
    free(links->in_firsts);
    free(links->out);
    free(links->in);
    free(links);
}

static uint64_t pair_of(uint32_t from, uint32_t to)
{
    return (uint64_t)from << 32 | to;
}

void near_links_take(struct near_links *links, uint32_t from, uint32_t to, bool given)
{
    if (from == to)
        return;
    links->pairs =
        mem_grow(links->pairs, links->count, &links->cap, sizeof *links->pairs);
    links->pairs[links->count++] = pair_of(from, to);
    if (!given)
        return;
    links->given = mem_grow(links->given, links->given_count, &links->given_cap,
                            sizeof *links->given);
    links->given[links->given_count++] = pair_of(from, to);
}

static int compare_pairs(const void *a, const void *b)
{
    const uint64_t *left = a, *right = b;

    return *left < *right ? -1 : *left > *right;
}

static void drop_repeated(struct near_links *links)
{
    size_t kept = 0;

    for (size_t i = 0; i < links->count; i++) {
        if (i == 0 || links->pairs[i] != links->pairs[i - 1])
            links->pairs[kept++] = links->pairs[i];
    }
    links->count = kept;
}

static uint32_t from_of(uint64_t pair)
{
    return (uint32_t)(pair >> 32);
}

static uint32_t to_of(uint64_t pair)
{
    return (uint32_t)pair;
}

/* The pairs are in order of `from`, so what leads to an article comes out rising, too.
 * While it is put there each first moves on to the end of its list, which is where the
 * next one begins. */
static void lay_out(struct near_links *links)
{
    size_t size = links->articles + 2, out = 0, in = 0;

    links->out_firsts = mem_zalloc(size, sizeof *links->out_firsts);
    links->in_firsts = mem_zalloc(size, sizeof *links->in_firsts);
    links->out = mem_zalloc(links->count, sizeof *links->out);
    links->in = mem_zalloc(links->count, sizeof *links->in);
    for (size_t i = 0; i < links->count; i++) {
        links->out_firsts[from_of(links->pairs[i]) + 2]++;
        links->in_firsts[to_of(links->pairs[i]) + 2]++;
    }
    for (size_t i = 2; i < size; i++) {
        links->out_firsts[i] = out += links->out_firsts[i];
        links->in_firsts[i] = in += links->in_firsts[i];
    }
    for (size_t i = 0; i < links->count; i++) {
        uint32_t from = from_of(links->pairs[i]), to = to_of(links->pairs[i]);

        links->out[links->out_firsts[from + 1]++] = to;
        links->in[links->in_firsts[to + 1]++] = from;
    }
}

void near_links_sort(struct near_links *links)
{
    if (links->out != NULL)
        return;
    if (links->count > 0)
        qsort(links->pairs, links->count, sizeof *links->pairs, compare_pairs);
    if (links->given_count > 0)
        qsort(links->given, links->given_count, sizeof *links->given, compare_pairs);
    drop_repeated(links);
    lay_out(links);
    free(links->pairs);
    links->pairs = NULL;
    links->cap = 0;
}

bool near_links_is_given(const struct near_links *links, uint32_t from, uint32_t to)
{
    uint64_t pair = pair_of(from, to);

    return links->given_count > 0 &&
           bsearch(&pair, links->given, links->given_count, sizeof *links->given,
                   compare_pairs) != NULL;
}
