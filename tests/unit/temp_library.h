/*
 * Libraries made for one test, in a temporary folder.
 */
#ifndef LECTERN_TESTS_TEMP_LIBRARY_H
#define LECTERN_TESTS_TEMP_LIBRARY_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "library/library.h"

struct temp_library {
    char path[64];
    struct library *library;
    uint32_t start;
};

static inline void temp_make(struct temp_library *temp)
{
    *temp = (struct temp_library){.path = "/tmp/lectern-test-XXXXXX"};
    assert_non_null(mkdtemp(temp->path));
    assert_int_equal(chmod(temp->path, 0755), 0);
}

static inline void temp_path(const struct temp_library *temp, const char *name,
                             char *out, size_t cap)
{
    assert_true((size_t)snprintf(out, cap, "%s/%s", temp->path, name) < cap);
}

/* Makes the folders above `name`, too. */
static inline void temp_write_bytes(const struct temp_library *temp, const char *name,
                                    const char *bytes, size_t len)
{
    char path[4096];
    temp_path(temp, name, path, sizeof path);
    for (char *slash = path + strlen(temp->path) + 1;
         (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        (void)mkdir(path, 0755);
        *slash = '/';
    }
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static inline void temp_write(const struct temp_library *temp, const char *name,
                              const char *text)
{
    temp_write_bytes(temp, name, text, strlen(text));
}

/* Opens the folder, which must work. */
static inline struct library *temp_open(struct temp_library *temp)
{
    struct error err = {{0}};
    if (library_open(temp->path, &temp->library, &temp->start, &err) != 0)
        fail_msg("library_open: %s", err.text);
    return temp->library;
}

static inline int temp_remove_entry(const char *path, const struct stat *st, int type,
                                    struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

static inline void temp_remove(struct temp_library *temp)
{
    library_close(temp->library);
    (void)nftw(temp->path, temp_remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

/* The number of the article at a path; ARTICLE_NONE when there is none. */
static inline uint32_t temp_article(const struct temp_library *temp, const char *path)
{
    for (uint32_t i = 0; i < temp->library->article_count; i++) {
        if (str_eq(temp->library->articles[i].path, str_from(path)))
            return i;
    }
    return ARTICLE_NONE;
}

/* Compares a slice with what is expected and shows both when they differ. */
static inline void assert_text(struct str text, const char *expected)
{
    char copy[4096];
    assert_true(text.len < sizeof copy);
    memcpy(copy, text.len > 0 ? text.ptr : "", text.len);
    copy[text.len] = '\0';
    assert_string_equal(copy, expected);
}

#endif
