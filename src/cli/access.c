#include "cli/access.h"

#include "catalog/catalog.h"
#include "catalog/compare.h"
#include "catalog/view.h"
#include "cli/cli.h"

enum {
    /* To look through a folder of so many articles takes half a second; nobody waits
     * longer than that to be shown one. */
    SURE_ARTICLES_MAX = 100000,
};

struct access {
    struct call *call;
    struct arena arena;
    const char *path; /* as library_open() takes it */
    bool is_file;     /* that names an article */
    struct catalog *catalog;
    struct view *view;
    struct library *memory; /* instead of the view */
};

/* --- Opening ---------------------------------------------------------------------- */

static void close_catalog(struct access *access)
{
    view_close(access->view);
    catalog_close(access->catalog);
    access->view = NULL;
    access->catalog = NULL;
}

static void use(struct access *access, struct library *library, uint32_t start)
{
    access->call->library = library;
    access->call->start = access->is_file ? start : ARTICLE_NONE;
}

static int open_memory(struct access *access, struct error *err)
{
    uint32_t start;

    close_catalog(access);
    if (library_open(access->path, &access->memory, &start, err) != 0)
        return -1;
    use(access, access->memory, start);
    return 0;
}

static int open_view(struct access *access, struct error *err)
{
    if (view_open(access->catalog, &access->view, err) != 0)
        return -1;
    view_hold(access->view);
    use(access, view_library(access->view), view_wanted(access->view));
    return 0;
}

static int open_made(struct access *access, struct error *err)
{
    struct catalog_options options = {.library = access->path,
                                      .fallback = cli_library_path(NULL),
                                      .made = access->call->catalog,
                                      .wake_fd = -1};

    if (catalog_open(&options, &access->catalog, err) != 0)
        return -1;
    return open_view(access, err);
}

/* The catalog is a cache: what is wrong with it is no matter here. */
static bool open_cached(struct access *access)
{
    struct error ignored;

    if (access->path == NULL || str_eq(str_from(access->path), STR("-")) ||
        compare_open(access->path, &access->catalog, &ignored) != 0)
        return false;
    if (open_view(access, &ignored) == 0)
        return true;
    close_catalog(access);
    return false;
}

static int open_access(struct access *access, struct error *err)
{
    access->path = find_path(access->call, &access->arena, &access->is_file);
    if (access->call->catalog != NULL)
        return open_made(access, err);
    return open_cached(access) ? 0 : open_memory(access, err);
}

static void close_access(struct access *access)
{
    access->call->library = NULL;
    close_catalog(access);
    library_close(access->memory);
    arena_release(&access->arena);
}

/* --- Whether it holds ------------------------------------------------------------- */

static bool is_sure_target(const struct access *access, const struct opened *opened,
                           const struct target *target)
{
    switch (target->kind) {
    case TARGET_ARTICLE:
    case TARGET_SECTION:
    case TARGET_FAQ:
        return !target->dangling && (target->article == opened->article ||
                                     view_is_current(access->view, target->article));
    case TARGET_ASSET:
        return false;
    case TARGET_FOOTNOTE:
    case TARGET_TIMESTAMP:
    case TARGET_URL:
        break;
    }
    return true;
}

/* A catalog that was made ahead is taken at its word. */
static bool may_be_behind(const struct access *access)
{
    return access->view != NULL && access->call->catalog == NULL;
}

bool access_is_sure(const struct access *access, const struct opened *opened)
{
    const struct library *library = access->call->library;
    bool is_sure = true;

    if (!may_be_behind(access))
        return true;
    if (!view_is_current(access->view, opened->article) || library->notices != NULL)
        return false;
    if (library->article_count > SURE_ARTICLES_MAX)
        return true;
    for (size_t i = 0; i < opened->doc->link_count && is_sure; i++)
        is_sure = is_sure_target(access, opened, &opened->targets[i]);
    return is_sure;
}

/* Compares the catalog with the folder, and if it is behind takes the library from
 * there; `*changed` then. */
static int renew(struct access *access, bool *changed, struct error *err)
{
    struct library *library;
    uint32_t start;

    *changed = false;
    if (!may_be_behind(access))
        return 0;
    if (compare_folder(access->catalog, &library, &start, err) != 0)
        return -1;
    if (library == NULL)
        return 0;
    *changed = true;
    close_catalog(access);
    access->memory = library;
    use(access, library, start);
    return 0;
}

struct view *access_view(const struct access *access)
{
    return access->view;
}

/* --- Answering -------------------------------------------------------------------- */

static bool is_damaged(const struct access *access, struct error *trouble)
{
    return access->catalog != NULL && catalog_trouble(access->catalog, trouble);
}

static int again(struct access *access, answer_fn *answer, struct error *err)
{
    bool is_sure;

    buf_clear(&access->call->out);
    *err = (struct error){0};
    return answer(access, access->call, &is_sure, err);
}

static int get_answer(struct access *access, answer_fn *answer, struct error *err)
{
    bool is_sure = true, changed = false;
    int status = answer(access, access->call, &is_sure, err);
    struct error trouble;

    if (is_damaged(access, &trouble)) {
        buf_clear(&access->call->out);
        *err = trouble;
        if (access->call->catalog != NULL || open_memory(access, err) != 0)
            return CLI_ERROR;
        return again(access, answer, err);
    }
    if (!is_sure && renew(access, &changed, err) != 0)
        return CLI_ERROR;
    return changed ? again(access, answer, err) : status;
}

int access_run(struct call *call, bool compare, answer_fn *answer, struct error *err)
{
    struct access access = {.call = call};
    bool changed;
    int status = CLI_ERROR;

    if (open_access(&access, err) == 0 &&
        (!compare || renew(&access, &changed, err) == 0)) {
        status = get_answer(&access, answer, err);
        if (call->library != NULL)
            report_notices(call);
    }
    close_access(&access);
    return status;
}
