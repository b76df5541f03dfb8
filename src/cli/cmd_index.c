/*
 * lectern index: makes a catalog, or brings it up to date, ahead of reading.
 */
#include <stdlib.h>
#include <sys/stat.h>

#include "base/json.h"
#include "catalog/catalog.h"
#include "catalog/session.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/indexing.h"

static long long size_of(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 ? (long long)st.st_size : 0;
}

static void put_json(struct call *call, const char *path, struct str root,
                     size_t articles)
{
    struct json json;
    json_init(&json, &call->out);
    json_open(&json, NULL, '{');
    json_str(&json, "library", root);
    json_str(&json, "catalog", str_from(path));
    json_int(&json, "articles", (long long)articles);
    json_int(&json, "bytes", size_of(path));
    json_close(&json, '}');
    json_end(&json);
}

int run_index(struct call *call, struct error *err)
{
    const char *library = session_default(call->library_path);
    struct catalog_options options = {
        .library = library, .output = call->output, .wake_fd = -1, .must_keep = true};
    if (library == NULL) {
        error_set(err, "the starter library needs no catalog; give one with -L");
        return CLI_ERROR;
    }
    struct catalog *catalog;
    if (catalog_open(&options, &catalog, err) != 0)
        return CLI_ERROR;
    int status = indexing_wait(catalog, false, call->utf8, err);
    if (status == 0 && indexing_is_behind(catalog, "indexed", err))
        status = -1;
    if (status == 0 && !catalog_is_kept(catalog))
        status = error_set(err, "there is no place to keep a catalog; give one with "
                                "--output");
    char *path = catalog_file(catalog);
    struct view *view;
    if (status == 0 && (status = view_open(catalog, &view, err)) == 0) {
        size_t articles = view_library(view)->article_count;
        view_close(view);
        if (call->json)
            put_json(call, path, str_from(library), articles);
        else
            buf_printf(&call->out, "%zu articles in %s\n", articles, path);
    }
    catalog_close(catalog);
    free(path);
    return status == 0 ? CLI_FOUND : CLI_ERROR;
}
