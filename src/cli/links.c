/*
 * lectern links: the links of an article or of the library, and where they lead.
 */
#include "base/json.h"
#include "base/text.h"
#include "cli/access.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/record.h"
#include "library/check.h"
#include "library/survey.h"

static void put_text(struct call *call, const struct opened *opened, size_t index)
{
    const struct doc *doc = opened->doc;
    const struct node *link = doc->links[index];
    const struct target *target = &opened->targets[index];
    struct arena arena = {0};

    text_clean_to(&call->out, library_article(call->library, opened->article)->path,
                  TEXT_ONE_LINE);
    buf_printf(&call->out, ":%u: ", link->line);
    node_text(link, &call->out);
    buf_puts(&call->out, target->dangling ? STR(" ✗ ") : STR(" → "));
    text_clean_to(&call->out, record_target(call->library, link, target, &arena),
                  TEXT_ONE_LINE);
    if (target->place_missing)
        buf_puts(&call->out, STR(" (no such section)"));
    buf_putc(&call->out, '\n');
    arena_release(&arena);
}

static void put_json(struct call *call, const struct opened *opened, size_t index)
{
    struct json json;

    json_init(&json, &call->out);
    json_open(&json, NULL, '{');
    json_str(&json, "path", library_article(call->library, opened->article)->path);
    json_int(&json, "line", opened->doc->links[index]->line);
    record_link(&json, call->library, opened, index);
    json_close(&json, '}');
    json_end(&json);
}

/* Footnotes lead to their own page and are not listed. */
static size_t put_links(struct call *call, const struct opened *opened)
{
    size_t count = 0;

    for (size_t i = 0; i < opened->doc->link_count; i++) {
        const struct target *target = &opened->targets[i];

        if (target->kind == TARGET_FOOTNOTE && !target->dangling)
            continue;
        if (call->broken && !target->dangling && !target->place_missing)
            continue;
        if (call->json)
            put_json(call, opened, i);
        else
            put_text(call, opened, i);
        count++;
    }
    return count;
}

/* Links into sections that other articles do not have. */
struct missing {
    const struct missing_section *items; /* in reading order */
    size_t count;
};

/* The first of them of an article. */
static size_t first_of(const struct missing *missing, uint32_t article)
{
    size_t low = 0, high = missing->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (missing->items[middle].from < article)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Both are in reading order. */
static void mark_missing(struct opened *opened, const struct missing *missing)
{
    size_t next = first_of(missing, opened->article);

    for (size_t i = 0; i < opened->doc->link_count; i++) {
        const struct node *link = opened->doc->links[i];

        if (next == missing->count || missing->items[next].from != opened->article)
            return;
        if (link->kind == NODE_LINK && link->line == missing->items[next].link->line &&
            str_eq(link->u.link.dest, missing->items[next].link->dest)) {
            opened->targets[i].place_missing = true;
            next++;
        }
    }
}

/* `all` is what is missing in the whole library; NULL when it is not known. */
static void put_article(struct call *call, uint32_t article, const struct missing *all,
                        size_t *count)
{
    struct arena arena = {0};
    struct error unread = {0};
    struct opened *opened;

    if (article_open(call->library, article, &arena, &opened, &unread) < 0) {
        cli_report(error_str(&unread), call->utf8);
    } else {
        struct missing_section *items;
        struct missing own = {0};

        if (all == NULL) {
            own.count = check_article_sections(call->library, opened, &arena, &items);
            own.items = items;
        }
        mark_missing(opened, all != NULL ? all : &own);
        *count += put_links(call, opened);
    }
    arena_release(&arena);
}

/* Broken links are findings; to find links at all is what the plain call is for. */
static int status_of(const struct call *call, size_t count)
{
    return (count > 0) == call->broken ? CLI_NOTHING : CLI_FOUND;
}

static int put_one(struct access *access, struct call *call, bool *is_sure,
                   struct error *err)
{
    struct str section;
    uint32_t article;
    size_t count = 0;
    int status = find_article(call, &article, &section, err);

    (void)access, (void)is_sure;
    if (status != CLI_FOUND)
        return status;
    put_article(call, article, NULL, &count);
    return status_of(call, count);
}

static int put_each(struct call *call, const struct missing *all)
{
    uint32_t article = ARTICLE_NONE;
    size_t count = 0;

    do {
        article = library_step(call->library, article, +1);
        if (article != ARTICLE_NONE)
            put_article(call, article, all, &count);
    } while (output_flush(call) && article != ARTICLE_NONE);
    return status_of(call, count);
}

/* Reads all twice: what a link leads to may come later in the library. */
static int put_all(struct call *call, struct error *err)
{
    struct survey *survey = survey_run(call->library, NULL);
    struct arena arena = {0};
    struct missing_section *items;
    struct missing all = {.count = check_sections(survey, &arena, &items)};
    int status;

    (void)err;
    all.items = items;
    status = put_each(call, &all);
    arena_release(&arena);
    survey_free(survey);
    return status;
}

/* A survey is of a library in memory only. */
static int put_all_made(struct access *access, struct call *call, bool *is_sure,
                        struct error *err)
{
    (void)access, (void)is_sure, (void)err;
    return put_each(call, NULL);
}

/* Those of all articles are found by reading all, and where they lead is found in
 * memory more quickly than in a catalog. */
int run_links(struct call *call, struct error *err)
{
    if (call->argument != NULL)
        return access_run(call, true, put_one, err);
    return call->catalog != NULL ? access_run(call, false, put_all_made, err)
                                 : run_in_memory(call, put_all, err);
}
