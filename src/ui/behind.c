#include "ui/behind.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "library/hooks.h"
#include "library/names.h"

enum {
    /* What the first screen waits for the tree: half of what one takes for at once.
     * Without a catalog a small library is looked through in a part of it; a large one
     * is not, and begins with what can be known of it at once. */
    FIRST_WAIT_MS = 50,
    FIRST_WAIT_NEW_MS = 15,
    LOOK_STEP_MS = 20, /* between two looks for an article that is named by its title */
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

/* The article that was named, by its path or by what a person calls it: false when the
 * library that is open has none such. */
static bool find_named(struct behind *behind, const struct behind_options *options,
                       uint32_t *start, struct str *section)
{
    const struct library *library = behind_library(behind);
    if (options->article != NULL)
        *start = library_find(library, str_from(options->article), section);
    else if (catalog_wanted(behind->catalog).len == 0)
        return true;
    else if (behind->view != NULL)
        *start = view_wanted(behind->view);
    return *start != ARTICLE_NONE;
}

/* What the catalog knows already; false when that is not what is to be shown. */
static bool open_known(struct behind *behind, const struct behind_options *options,
                       uint32_t *start, struct str *section)
{
    struct error ignored;
    int wait_ms = catalog_is_new(behind->catalog) ? FIRST_WAIT_NEW_MS : FIRST_WAIT_MS;
    if (!catalog_wait_structure(behind->catalog, wait_ms) ||
        open_view(behind, &ignored) != 0)
        return false;
    if (catalog_is_made(behind->catalog) || find_named(behind, options, start, section))
        return true;
    behind_discard(behind);
    return false;
}

/* What can be known of the folder at once: a file that is named by its path, or else
 * the page that the library begins with. */
static bool open_near(struct behind *behind, const struct behind_options *options,
                      uint32_t *start, struct str *section)
{
    struct str file = str_from(options->article), none = {0};
    size_t hash = str_chr(file, '#');
    struct error ignored;
    if (library_open_shallow(behind->path, str_slice(file, 0, hash), &behind->near,
                             start, &ignored) != 0)
        return false;
    if (*start != ARTICLE_NONE)
        behind->named = library_article(behind->near, *start)->path;
    if (options->article == NULL)
        return true;
    if (*start != ARTICLE_NONE) {
        *section = hash < file.len ? str_tail(file, hash + 1) : none;
        return true;
    }
    behind_discard(behind);
    return false;
}

/* Whether the folder has been looked through, or somebody else keeps us from that. */
static bool is_looked_through(const struct behind *behind)
{
    switch (catalog_progress(behind->catalog).phase) {
    case CATALOG_LOOKING:
        return false;
    case CATALOG_WAITING:
    case CATALOG_READING:
    case CATALOG_RELATING:
    case CATALOG_READY:
        break;
    }
    return true;
}

/* Waits for the tree, as long as it takes, until it has what was named. */
static int wait_for_tree(struct behind *behind, const struct behind_options *options,
                         uint32_t *start, struct str *section, struct error *err)
{
    bool is_last;
    do {
        behind_discard(behind);
        is_last = is_looked_through(behind);
        if (!catalog_wait_structure(behind->catalog, -1)) {
            if (!catalog_trouble(behind->catalog, err))
                error_set(err, "cannot open '%s'", catalog_path(behind->catalog));
            return -1;
        }
        if (open_view(behind, err) != 0)
            return -1;
        if (find_named(behind, options, start, section))
            return 0;
        (void)catalog_wait(behind->catalog, LOOK_STEP_MS);
    } while (!is_last);
    return 0;
}

/* The page that is shown first does not depend on how far the catalog is. */
static int open_folder(struct behind *behind, const struct behind_options *options,
                       uint32_t *start, struct str *section, struct error *err)
{
    if (open_catalog(behind, options->made, options->fallback, err) != 0)
        return -1;
    if (open_known(behind, options, start, section) ||
        (!catalog_is_made(behind->catalog) &&
         open_near(behind, options, start, section)))
        return 0;
    return wait_for_tree(behind, options, start, section, err);
}

/* An article that was named is the one to begin with, or there is none. */
static int check_start(const struct behind *behind,
                       const struct behind_options *options, uint32_t *start,
                       struct str *section, struct error *err)
{
    if (options->article == NULL)
        return 0;
    if (*start == ARTICLE_NONE)
        *start =
            library_find(behind_library(behind), str_from(options->article), section);
    if (*start == ARTICLE_NONE)
        return error_set(err, "no article '%s' in this library", options->article);
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
                   : open_folder(behind, options, start, section, err)) == 0 &&
        check_start(behind, options, start, section, err) == 0)
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
    old->named = (struct str){0};
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

/* A catalog from before may not have what was named, which is shown already: it will
 * have it when the folder was looked through. */
static bool lacks_named(const struct behind *behind, struct str named)
{
    struct name_list list;
    if (named.len == 0 || is_looked_through(behind))
        return false;
    names_find(view_library(behind->view)->names, NAME_PATH, named, &list);
    return list.count == 0;
}

struct behind behind_replace(struct behind *behind)
{
    struct behind old = *behind;
    struct error ignored;
    behind->is_old = false;
    behind->view = NULL;
    behind->near = NULL;
    behind->named = (struct str){0};
    if (open_view(behind, &ignored) == 0 && !lacks_named(behind, old.named))
        return old;
    /* It cannot be read now: what was there stays, and the next news tries again. */
    view_close(behind->view);
    behind->view = old.view;
    behind->named = old.named;
    behind->near = old.near;
    old.view = NULL;
    old.near = NULL;
    return old;
}
