/*
 * What the tests of the screen share: a small library in a folder of its own, an app
 * without a terminal that shows it, keys, and the screen as text.
 */
#ifndef LECTERN_TESTS_UI_CASE_H
#define LECTERN_TESTS_UI_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "ui/follow.h"
#include "ui/keys/input.h"
#include "ui/keys/pending.h"
#include "ui/known.h"
#include "ui/lists/lists.h"
#include "ui/lists/prompt.h"
#include "ui/lists/suggestions.h"
#include "ui/state.h"
#include "ui/tasks.h"
#include "ui/travel.h"
#include "ui/updates.h"

struct ui_case {
    char folder[64];
    char *files[16]; /* paths, to take away again */
    int file_count;
    struct library *library;
    struct catalog *catalog; /* NULL before know() */
    struct app app;
    bool running;
    struct buf text; /* of the last screen that was asked for */
};

static inline void write_file(struct ui_case *at, const char *name, const char *content)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", at->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(content, file);
    fclose(file);
    for (int i = 0; i < at->file_count; i++)
        if (strcmp(at->files[i], path) == 0)
            return;
    assert_true(at->file_count < 16);
    at->files[at->file_count++] = strdup(path);
}

static inline int ui_setup(void **state)
{
    struct ui_case *at = calloc(1, sizeof *at);
    text_setup();
    snprintf(at->folder, sizeof at->folder, "/tmp/lectern-ui-XXXXXX");
    assert_non_null(mkdtemp(at->folder));
    *state = at;
    return 0;
}

static inline void close_case(struct ui_case *at)
{
    if (!at->running)
        return;
    struct view *view = at->app.view;
    search_thread_free(at->app.asker);
    at->app.asker = NULL;
    app_release(&at->app);
    view_close(view);
    catalog_close(at->catalog);
    at->catalog = NULL;
    library_close(at->library);
    at->running = false;
}

static inline int ui_teardown(void **state)
{
    struct ui_case *at = *state;
    close_case(at);
    for (int i = 0; i < at->file_count; i++) {
        unlink(at->files[i]);
        free(at->files[i]);
    }
    rmdir(at->folder);
    buf_release(&at->text);
    free(at);
    return 0;
}

/* Opens the folder in a screen of this size. */
static inline void start(struct ui_case *at, int rows, int cols)
{
    struct error err = {0};
    uint32_t article;
    if (library_open(at->folder, &at->library, &article, &err) != 0)
        fail_msg("%s", err.text);
    struct app_start begin = {.article = article, .footer_ms = -1};
    app_init(&at->app, at->library, NULL, &begin, rows, cols);
    at->running = true;
}

/* The answer to what was asked already; what was typed since is not asked yet. */
static inline void take_answer(struct ui_case *at)
{
    while (at->app.list.open && at->app.asker != NULL && list_awaits_reply(&at->app)) {
        search_thread_wait(at->app.asker);
        list_take_answer(&at->app);
    }
}

/* The pages that are shown have their footers. */
static inline void make_footers(struct ui_case *at)
{
    enum reaction reaction = REACT_NONE;
    for (app_ask_footer(&at->app); at->app.footer != NULL; app_ask_footer(&at->app)) {
        task_wait(footer_task(at->app.footer), -1);
        reaction |= app_footer_news(&at->app);
    }
    if (reaction != REACT_NONE)
        app_refresh(&at->app);
}

/* What is asked of the catalog is answered. */
static inline void answered(struct ui_case *at)
{
    if (at->app.list.open)
        list_settle(&at->app);
    take_answer(at);
    app_refresh(&at->app);
    make_footers(at);
}

/* All is known of the library from here on. */
static inline void know(struct ui_case *at)
{
    struct catalog_options options = {.given = at->library, .wake_fd = -1};
    struct error err = {0};
    if (catalog_open(&options, &at->catalog, &err) != 0 ||
        !catalog_wait(at->catalog, -1) ||
        view_open(at->catalog, &at->app.view, &err) != 0)
        fail_msg("%s", err.text);
    at->app.catalog = at->catalog;
    at->app.asker = search_thread_new(at->catalog, -1);
    app_take_facts(&at->app);
    answered(at);
}

/* Presses keys as they are written in the table of bindings, without blanks. */
static inline enum reaction press(struct ui_case *at, const char *keys)
{
    enum reaction all = REACT_NONE;
    while (*keys != '\0') {
        const char *end = *keys == '<' ? strchr(keys, '>') : NULL;
        size_t len = 1;
        if (end != NULL)
            len = (size_t)(end - keys) + 1;
        else
            while (((unsigned char)keys[len] & 0xC0) == 0x80)
                len++;
        char one[32] = {0};
        memcpy(one, keys, len);
        struct key key[KEYS_SEQUENCE_MAX] = {{' ', 0}};
        if (strcmp(one, " ") != 0)
            assert_int_equal(keys_parse(one, key), 1);
        all |= app_key(&at->app, key[0]);
        take_answer(at);
        keys += len;
    }
    answered(at);
    return all;
}

/* The whole screen, a row a line, without blanks at the ends of rows. */
static inline const char *screen(struct ui_case *at)
{
    buf_clear(&at->text);
    grid_dump(&at->app.grid, &at->text);
    buf_putc(&at->text, '\0');
    return at->text.data;
}

static inline void looks(struct ui_case *at, const char *expected)
{
    if (strcmp(screen(at), expected) == 0)
        return;
    fprintf(stderr, "expected:\n%s\nseen:\n%s", expected, at->text.data);
    fail_msg("the screen is another");
}

/* One row of it; -1 is the last. */
static inline const char *row(struct ui_case *at, int index)
{
    screen(at);
    if (index < 0)
        index += at->app.grid.rows;
    char *line = at->text.data;
    for (; index > 0; index--)
        line = strchr(line, '\n') + 1;
    *strchr(line, '\n') = '\0';
    return line;
}

/* The roles of the cells, as grid_dump_roles has them. */
static inline const char *roles(struct ui_case *at)
{
    buf_clear(&at->text);
    grid_dump_roles(&at->app.grid, &at->text);
    buf_putc(&at->text, '\0');
    return at->text.data;
}

static inline void shows(struct ui_case *at, const char *text)
{
    if (strstr(screen(at), text) == NULL)
        fail_msg("'%s' is not on the screen:\n%s", text, at->text.data);
}

static inline void hides(struct ui_case *at, const char *text)
{
    if (strstr(screen(at), text) != NULL)
        fail_msg("'%s' is on the screen:\n%s", text, at->text.data);
}

#define ui_test(name) cmocka_unit_test_setup_teardown(name, ui_setup, ui_teardown)

#endif
