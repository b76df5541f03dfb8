/*
 * A library made for one test, and its survey.
 */
#ifndef LECTERN_TESTS_SURVEYED_H
#define LECTERN_TESTS_SURVEYED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"
#include "library/survey.h"
#include "temp_library.h"

struct surveyed {
    struct temp_library temp;
    struct survey *survey;
    struct arena arena;
};

struct file {
    const char *name, *text;
};

static inline void surveyed_make(struct surveyed *it, const struct file *files,
                                 size_t count)
{
    *it = (struct surveyed){0};
    temp_make(&it->temp);
    for (size_t i = 0; i < count; i++)
        temp_write(&it->temp, files[i].name, files[i].text);
    it->survey = survey_run(temp_open(&it->temp), NULL);
}

#define SURVEYED(it, files)                                                            \
    surveyed_make((it), (files), sizeof(files) / sizeof *(files))

static inline void surveyed_remove(struct surveyed *it)
{
    survey_free(it->survey);
    arena_release(&it->arena);
    temp_remove(&it->temp);
}

static inline uint32_t surveyed_article(const struct surveyed *it, const char *path)
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
