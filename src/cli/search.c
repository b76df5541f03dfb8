/*
 * lectern search: the passages of a library that have what is asked for.
 */
#include "catalog/search.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/indexing.h"
#include "cli/place.h"

enum {
    LIMIT = 50, /* when none is given */
    SNIPPET_BYTES = 240,
};

/* A catalog, open to be asked. */
struct asking {
    struct call *call;
    struct catalog *catalog;
    struct search *search;
    struct arena arena;
};

/* The library that is asked: one in memory brings its catalog along. */
static int open_catalog(struct asking *it, struct error *err)
{
    const char *path = cli_library_path(it->call->library_path);
    bool in_memory = path == NULL || str_eq(str_from(path), STR("-"));
    struct catalog_options options = {
        .library = path, .made = it->call->catalog, .wake_fd = -1};

    if (in_memory && library_open(path, &it->call->library, NULL, err) != 0)
        return -1;
    options.given = it->call->library;
    if (catalog_open(&options, &it->catalog, err) != 0)
        return -1;
    if (indexing_wait(it->catalog, it->call->utf8, err) != 0)
        return -1;
    return search_open(it->catalog, &it->search, err);
}

static const struct library *library_of(struct asking *it)
{
    return view_library(search_view(it->search));
}

static int find_scope_of(struct asking *it, struct scope *scope, struct error *err)
{
    *scope = SCOPE_LIBRARY;
    if (it->call->in == NULL ||
        scope_find(library_of(it), str_from(it->call->in), scope))
        return CLI_FOUND;
    error_set(err, "no article or topic '%s' in this library", it->call->in);
    return CLI_NOTHING;
}

static const struct fact_heading *heading_of(struct asking *it,
                                             const struct passage_hit *hit)
{
    const struct facts *facts =
        view_facts(search_view(it->search), hit->article, &it->arena);

    if (facts == NULL || hit->heading >= facts->heading_count)
        return NULL;
    return &facts->headings[hit->heading];
}

static void put_marks(struct json *json, const struct snippet *snippet)
{
    json_open(json, "matches", '[');
    for (size_t i = 0; i < snippet->mark_count; i++) {
        json_open(json, NULL, '[');
        json_int(json, NULL, (long long)snippet->marks[i].from);
        json_int(json, NULL, (long long)snippet->marks[i].to);
        json_close(json, ']');
    }
    json_close(json, ']');
}

/* Scores are for comparing: whole thousandths are enough. */
static void put_json(struct asking *it, const struct passage_hit *hit,
                     const struct snippet *snippet)
{
    struct json json;

    json_init(&json, &it->call->out);
    json_open(&json, NULL, '{');
    place_put_json(&json, library_of(it), hit->article, heading_of(it, hit));
    json_int(&json, "score", (long long)(hit->score * 1000));
    json_str(&json, "snippet", snippet->text);
    put_marks(&json, snippet);
    json_close(&json, '}');
    json_end(&json);
}

static void put_text(struct asking *it, const struct passage_hit *hit,
                     const struct snippet *snippet)
{
    struct buf *out = &it->call->out;

    place_put(out, library_of(it), hit->article, heading_of(it, hit));
    buf_puts(out, STR("\n    "));
    buf_puts(out, snippet->text);
    buf_putc(out, '\n');
}

static void put_hits(struct asking *it, const struct passages *found)
{
    for (size_t i = 0; i < found->count; i++) {
        struct snippet snippet = {0};

        (void)search_snippet(it->search, found->query, &found->hits[i], SNIPPET_BYTES,
                             &it->arena, &snippet);
        if (it->call->json)
            put_json(it, &found->hits[i], &snippet);
        else
            put_text(it, &found->hits[i], &snippet);
    }
}

static int search(struct asking *it, struct error *err)
{
    size_t limit = it->call->limit > 0 ? (size_t)it->call->limit : LIMIT;
    struct passages found = {0};
    struct scope scope;
    int status = find_scope_of(it, &scope, err);

    if (status != CLI_FOUND)
        return status;
    if (search_passages(it->search, str_from(it->call->argument), false, scope, limit,
                        &it->arena, &found) != SEARCH_DONE) {
        error_set(err, "cannot search: the catalog is damaged; try again");
        return CLI_ERROR;
    }
    put_hits(it, &found);
    return found.count > 0 ? CLI_FOUND : CLI_NOTHING;
}

int run_search(struct call *call, struct error *err)
{
    struct asking it = {.call = call};
    int status = CLI_ERROR;

    if (call->argument == NULL) {
        error_set(err, "'search' needs WORDS; see lectern search --help");
        return CLI_ERROR;
    }
    if (open_catalog(&it, err) == 0)
        status = search(&it, err);
    output_flush(call);
    search_close(it.search);
    catalog_close(it.catalog);
    library_close(call->library);
    call->library = NULL;
    arena_release(&it.arena);
    return status;
}
