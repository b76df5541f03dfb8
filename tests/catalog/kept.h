/*
 * A library in a temporary folder and its catalog in a cache folder of its own.
 */
#ifndef LECTERN_TESTS_KEPT_H
#define LECTERN_TESTS_KEPT_H

#include "contents.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>

#include "../unit/temp_library.h"
#include "catalog/catalog.h"
#include "catalog/view.h"

struct kept {
    struct temp_library temp;
    struct temp_library cache; /* the folder alone */
    struct catalog *catalog;
    struct view *view;
};

static inline void kept_make(struct kept *it)
{
    *it = (struct kept){0};
    temp_make(&it->temp);
    temp_make(&it->cache);
    assert_int_equal(setenv("XDG_CACHE_HOME", it->cache.path, 1), 0);
}

static inline void kept_close(struct kept *it)
{
    view_close(it->view);
    catalog_close(it->catalog);
    it->view = NULL;
    it->catalog = NULL;
}

static inline void kept_remove(struct kept *it)
{
    kept_close(it);
    temp_remove(&it->temp);
    temp_remove(&it->cache);
}

static inline struct catalog *kept_try_open(struct kept *it,
                                            struct catalog_options options)
{
    struct error err = {{0}};
    assert_null(it->catalog);
    if (options.library == NULL && options.given == NULL)
        options.library = it->temp.path;
    if (options.wake_fd == 0)
        options.wake_fd = -1;
    if (catalog_open(&options, &it->catalog, &err) != 0)
        fail_msg("catalog_open: %s", err.text);
    return it->catalog;
}

/* Opens the catalog and waits until it is in step. */
static inline struct catalog *kept_open(struct kept *it)
{
    struct catalog *catalog = kept_try_open(it, (struct catalog_options){0});
    assert_true(catalog_wait(catalog, -1));
    return catalog;
}

static inline struct view *kept_view(struct kept *it)
{
    struct error err = {{0}};
    view_close(it->view);
    it->view = NULL;
    if (view_open(it->catalog, &it->view, &err) != 0)
        fail_msg("view_open: %s", err.text);
    return it->view;
}

static inline void kept_assert_no_trouble(struct kept *it)
{
    struct error trouble;
    if (catalog_trouble(it->catalog, &trouble))
        fail_msg("trouble: %s", trouble.text);
}

/* Trouble was said, once, and with these words in it. */
static inline void kept_assert_trouble(struct kept *it, const char *words)
{
    struct error trouble;
    assert_true(catalog_trouble(it->catalog, &trouble));
    if (strstr(trouble.text, words) == NULL)
        fail_msg("'%s' says nothing of '%s'", trouble.text, words);
    assert_false(catalog_trouble(it->catalog, &trouble));
}

/* Brings the catalog in step, in one life of its thread. */
static inline void kept_sync(struct kept *it)
{
    kept_open(it);
    kept_assert_no_trouble(it);
    kept_close(it);
}

/* The catalog's file; the caller's. */
static inline char *kept_file(struct kept *it)
{
    struct catalog *was = it->catalog;
    if (was == NULL)
        kept_open(it);
    char *path = catalog_file(it->catalog);
    if (was == NULL)
        kept_close(it);
    return path;
}

/* What a catalog that is made of the library in one go holds. */
static inline struct contents_lines kept_made_anew(struct kept *it)
{
    struct kept other = {.temp = it->temp};
    temp_make(&other.cache);
    setenv("XDG_CACHE_HOME", other.cache.path, 1);
    kept_open(&other);
    kept_assert_no_trouble(&other);
    char *path = catalog_file(other.catalog);
    kept_close(&other);
    struct contents_lines lines = contents_of(path);
    free(path);
    temp_remove(&other.cache);
    setenv("XDG_CACHE_HOME", it->cache.path, 1);
    return lines;
}

/* The catalog, which no one has open, is what it would be if made anew. */
static inline void kept_assert_right(struct kept *it)
{
    char *path = kept_file(it);
    struct contents_lines should_be = kept_made_anew(it);
    contents_assert_sound(path);
    struct contents_lines is = contents_of(path);
    contents_assert_equal(&is, &should_be);
    contents_free(&is);
    contents_free(&should_be);
    free(path);
}

/* The article at a path in the view; fails when there is none. */
static inline uint32_t kept_article(struct kept *it, const char *path)
{
    const struct library *library = view_library(it->view);
    for (uint32_t id = library_step(library, ARTICLE_NONE, 1); id != ARTICLE_NONE;
         id = library_step(library, id, 1)) {
        if (str_eq(library_article(library, id)->path, str_from(path)))
            return id;
    }
    fail_msg("no article '%s'", path);
    return ARTICLE_NONE;
}

#endif
