/*
 * lectern links: the links of an article or of the library, and where they lead.
 */
#include <stdlib.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"
#include "catalog/check.h"
#include "cli/article_record.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/each.h"

/* --- One article --- */

static void put_text(struct buf *out, const struct library *library,
                     const struct opened *opened, size_t index)
{
    const struct doc *doc = opened->doc;
    const struct node *link = doc->links[index];
    const struct target *target = &opened->targets[index];
    struct arena arena = {0};
    text_clean_to(out, library_article(library, opened->article)->path, TEXT_ONE_LINE);
    buf_printf(out, ":%u: ", link->line);
    node_text(link, out);
    buf_puts(out, target->dangling ? STR(" ✗ ") : STR(" → "));
    text_clean_to(out, record_target(library, link, target, &arena), TEXT_ONE_LINE);
    if (target->place_missing)
        buf_puts(out, STR(" (no such section)"));
    buf_putc(out, '\n');
    arena_release(&arena);
}

static void put_json(struct buf *out, const struct library *library,
                     const struct opened *opened, size_t index)
{
    struct json json;
    json_init(&json, out);
    json_open(&json, NULL, '{');
    json_str(&json, "path", library_article(library, opened->article)->path);
    json_int(&json, "line", opened->doc->links[index]->line);
    record_link(&json, library, opened, index);
    json_close(&json, '}');
    json_end(&json);
}

/* Footnotes lead to their own page and are not listed. */
static size_t put_links(const struct call *call, const struct opened *opened,
                        struct buf *out)
{
    size_t count = 0;
    for (size_t i = 0; i < opened->doc->link_count; i++) {
        const struct target *target = &opened->targets[i];
        if (target->kind == TARGET_FOOTNOTE && !target->dangling)
            continue;
        if (call->broken && !target->dangling && !target->place_missing)
            continue;
        if (call->json)
            put_json(out, call->library, opened, i);
        else
            put_text(out, call->library, opened, i);
        count++;
    }
    return count;
}

/* Broken links are findings; to find links at all is what the plain call is for. */
static int status_of(const struct call *call, size_t count)
{
    return (count > 0) == call->broken ? CLI_NOTHING : CLI_FOUND;
}

static int put_one(struct answer *answer, struct error *err)
{
    struct call *call = answer->call;
    struct arena arena = {0};
    struct str section;
    uint32_t article;
    int status = find_article(call, &article, &section, err);
    if (status != CLI_FOUND)
        return status;
    struct opened *opened;
    if (article_open(call->library, article, &arena, &opened, err) == 0) {
        article_check_sections(call->library, opened, &arena);
        status = status_of(call, put_links(call, opened, &call->out));
    } else {
        status = CLI_ERROR;
    }
    arena_release(&arena);
    return status;
}

/* --- All articles --- */

/* A link to a section that is not there. */
struct missing {
    uint32_t article, link;
    struct str dest;
};

struct listing {
    struct call *call;
    struct missing *missing; /* by their articles, then in order of the links */
    size_t count;
    struct arena arena;
};

static int compare_missing(const void *a, const void *b)
{
    const struct missing *left = a, *right = b;
    if (left->article != right->article)
        return left->article < right->article ? -1 : 1;
    return left->link < right->link ? -1 : left->link > right->link;
}

static void collect_missing(struct listing *it, struct view *view)
{
    struct check *check = check_begin(view, CHECK_SECTION);
    struct flaw flaw;
    size_t cap = 0;
    while (check_next(check, &flaw)) {
        it->missing = mem_grow(it->missing, it->count, &cap, sizeof *it->missing);
        it->missing[it->count++] = (struct missing){flaw.article, flaw.order,
                                                    arena_str(&it->arena, flaw.text)};
    }
    check_end(check);
    if (it->count > 0)
        qsort(it->missing, it->count, sizeof *it->missing, compare_missing);
}

/* The first of an article, or of one after it. */
static size_t first_of(const struct listing *it, uint32_t article)
{
    size_t low = 0, high = it->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (it->missing[middle].article < article)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A file that changed since it was indexed may have other links. */
static void mark_missing(const struct listing *it, struct opened *opened)
{
    for (size_t i = first_of(it, opened->article);
         i < it->count && it->missing[i].article == opened->article; i++) {
        const struct missing *missing = &it->missing[i];
        if (missing->link < opened->doc->link_count) {
            const struct node *link = opened->doc->links[missing->link];
            if (link->kind == NODE_LINK && str_eq(link->u.link.dest, missing->dest))
                opened->targets[missing->link].place_missing = true;
        }
    }
}

static void write_article(void *context, uint32_t article, struct arena *scratch,
                          struct each_result *result)
{
    const struct listing *it = context;
    struct opened *opened;
    if (article_open(it->call->library, article, scratch, &opened, &result->err) != 0)
        return;
    mark_missing(it, opened);
    result->count = put_links(it->call, opened, &result->out);
}

static int put_all(struct answer *answer, struct error *err)
{
    struct listing it = {.call = answer->call};
    (void)err;
    collect_missing(&it, answer->view);
    size_t count = each_article(answer, write_article, &it).count;
    free(it.missing);
    arena_release(&it.arena);
    return status_of(answer->call, count);
}

int run_links(struct call *call, struct error *err)
{
    return call->argument != NULL ? answer_run(call, ANSWER_COMPARED, put_one, err)
                                  : answer_run(call, ANSWER_IN_STEP, put_all, err);
}
