/*
 * A library made for one test, in memory with its catalog.
 */
#ifndef LECTERN_TESTS_INDEXED_H
#define LECTERN_TESTS_INDEXED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "catalog/catalog.h"
#include "catalog/view.h"
#include "temp_library.h"

struct indexed {
    struct temp_library temp;
    struct catalog *catalog;
    struct view *view; /* its articles have the numbers of the library */
    struct arena arena;
};

struct file {
    const char *name, *text;
};

/* Makes the catalog of the library as its files are now. */
static inline void indexed_open(struct indexed *it)
{
    struct catalog_options options = {.given = it->temp.library, .wake_fd = -1};
    struct error err = {{0}};
    if (catalog_open(&options, &it->catalog, &err) != 0)
        fail_msg("catalog_open: %s", err.text);
    assert_true(catalog_wait(it->catalog, -1));
    if (view_open(it->catalog, &it->view, &err) != 0)
        fail_msg("view_open: %s", err.text);
}

static inline void indexed_make(struct indexed *it, const struct file *files,
                                size_t count)
{
    *it = (struct indexed){0};
    temp_make(&it->temp);
    for (size_t i = 0; i < count; i++)
        temp_write(&it->temp, files[i].name, files[i].text);
    temp_open(&it->temp);
    indexed_open(it);
}

#define INDEXED(it, files) indexed_make((it), (files), sizeof(files) / sizeof *(files))

static inline void indexed_remove(struct indexed *it)
{
    view_close(it->view);
    catalog_close(it->catalog);
    arena_release(&it->arena);
    temp_remove(&it->temp);
}

static inline const struct facts *indexed_facts(struct indexed *it, uint32_t article)
{
    const struct facts *facts = view_facts(it->view, article, &it->arena);
    assert_non_null(facts);
    return facts;
}

static inline uint32_t indexed_article(const struct indexed *it, const char *path)
{
    const struct library *library = it->temp.library;
    for (uint32_t i = 0; i < library->article_count; i++) {
        if (str_eq(library->articles[i].path, str_from(path)))
            return i;
    }
    fail_msg("no article '%s'", path);
    return ARTICLE_NONE;
}

#endif
