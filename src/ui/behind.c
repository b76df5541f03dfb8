#include "ui/behind.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "library/hooks.h"
#include "library/names.h"

enum {
    /* What the first screen waits for the tree: half of what one takes for at once.
     * Without a catalog a small library is looked through in a part of it, and for a
     * large one it would not do, so the articles nearest the root come at once. */
    FIRST_WAIT_MS = 50,
    FIRST_WAIT_NEW_MS = 15,
};

/* --- The pipe --- */

static int open_wake(int wake[2], struct error *err)
{
    if (pipe(wake) != 0) {
        wake[0] = wake[1] = -1;
        return error_errno(err, errno, "cannot make a pipe");
    }
    for (int i = 0; i < 2; i++) {
        fcntl(wake[i], F_SETFL, O_NONBLOCK);
        fcntl(wake[i], F_SETFD, FD_CLOEXEC);
    }
    return 0;
}

static void empty_pipe(const struct behind *behind)
{
    char bytes[64];
    while (read(behind->wake[0], bytes, sizeof bytes) == (ssize_t)sizeof bytes)
        continue;
}

/* --- Opening --- */

static int open_catalog(struct behind *behind, const char *made, const char *fallback,
                        struct error *err)
{
    struct catalog_options options = {
        .library = behind->path,
        .fallback = fallback,
        .given = behind->memory,
        .made = made,
        .wake_fd = behind->wake[1],
        .watch = behind->memory == NULL,
    };
    return catalog_open(&options, &behind->catalog, err);
}

/* Takes what the catalog knows for the library. */
static int open_view(struct behind *behind, struct error *err)
{
    behind->state = catalog_state(behind->catalog);
    return view_open(behind->catalog, &behind->view, err);
}

/* Waits for the tree, as long as it takes. */
static int wait_for_tree(struct behind *behind, struct error *err)
{
    if (catalog_wait_structure(behind->catalog, -1))
        return open_view(behind, err);
    if (!catalog_trouble(behind->catalog, err))
        error_set(err, "cannot open '%s'", catalog_path(behind->catalog));
    return -1;
}

/* Where the articles nearest the root are enough to begin with. */
static int open_folder(struct behind *behind, const struct behind_options *options,
                       uint32_t *start, struct error *err)
{
    struct error ignored;
    if (open_catalog(behind, options->made, options->fallback, err) != 0)
        return -1;
    int wait_ms = catalog_is_new(behind->catalog) ? FIRST_WAIT_NEW_MS : FIRST_WAIT_MS;
    if (catalog_wait_structure(behind->catalog, wait_ms))
        return open_view(behind, err);
    if (options->article == NULL &&
        library_open_shallow(behind->path, &behind->near, start, &ignored) == 0)
        return 0;
    return wait_for_tree(behind, err);
}

static int find_start(const struct behind *behind, const struct behind_options *options,
                      uint32_t *start, struct str *section, struct error *err)
{
    const struct library *library = behind_library(behind);
    if (options->article != NULL) {
        *start = library_find(library, str_from(options->article), section);
        if (*start == ARTICLE_NONE)
            return error_set(err, "no article '%s' in this library", options->article);
    } else if (behind->view != NULL && behind->memory == NULL) {
        *start = view_wanted(behind->view);
    }
    return 0;
}

int behind_open(struct behind *behind, const struct behind_options *options,
                uint32_t *start, struct str *section, struct error *err)
{
    bool in_memory =
        options->path == NULL ? options->made == NULL : strcmp(options->path, "-") == 0;
    *behind = (struct behind){.path = options->path, .wake = {-1, -1}};
    *start = ARTICLE_NONE;
    if (open_wake(behind->wake, err) == 0 &&
        (in_memory ? library_open(options->path, &behind->memory, start, err)
                   : open_folder(behind, options, start, err)) == 0 &&
        find_start(behind, options, start, section, err) == 0)
        return 0;
    behind_close(behind);
    return -1;
}

void behind_discard(struct behind *old)
{
    view_close(old->view);
    library_close(old->near);
    old->view = NULL;
    old->near = NULL;
}

void behind_close(struct behind *behind)
{
    behind_discard(behind);
    catalog_close(behind->catalog);
    library_close(behind->memory);
    for (int i = 0; i < 2; i++)
        if (behind->wake[i] >= 0)
            close(behind->wake[i]);
    *behind = (struct behind){.wake = {-1, -1}};
}

struct library *behind_library(const struct behind *behind)
{
    if (behind->memory != NULL)
        return behind->memory;
    return behind->near != NULL ? behind->near : view_library(behind->view);
}

/* --- While one reads --- */

void behind_begin(struct behind *behind)
{
    struct error ignored;
    /* Without a catalog nothing is known of the library but what one opens. */
    if (behind->catalog == NULL)
        (void)open_catalog(behind, NULL, NULL, &ignored);
}

enum behind_news behind_take(struct behind *behind, struct error *trouble)
{
    trouble->text[0] = '\0';
    empty_pipe(behind);
    if (behind->catalog == NULL)
        return NEWS_NONE;
    (void)catalog_trouble(behind->catalog, trouble);
    unsigned state = catalog_state(behind->catalog);
    if (state == behind->state || !catalog_wait_structure(behind->catalog, 0))
        return NEWS_NONE;
    behind->state = state;
    if (behind->memory != NULL && behind->view == NULL)
        return open_view(behind, trouble) == 0 ? NEWS_FACTS : NEWS_NONE;
    if (behind->memory == NULL &&
        (behind->view == NULL ||
         view_structure(behind->view) != catalog_structure(behind->catalog)))
        behind->is_old = true;
    return behind->is_old ? NEWS_LIBRARY : NEWS_FACTS;
}

struct behind behind_replace(struct behind *behind)
{
    struct behind old = *behind;
    struct error ignored;
    behind->is_old = false;
    behind->view = NULL;
    behind->near = NULL;
    if (open_view(behind, &ignored) == 0)
        return old;
    /* It cannot be read now: what was there stays, and the next news tries again. */
    behind->view = old.view;
    behind->near = old.near;
    old.view = NULL;
    old.near = NULL;
    return old;
}
