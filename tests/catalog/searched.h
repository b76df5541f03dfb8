/*
 * A small library and a search in its catalog. What is found is compared as one line,
 * best first: articles by their paths, sections behind a '#', apart by spaces.
 */
#ifndef LECTERN_TESTS_SEARCHED_H
#define LECTERN_TESTS_SEARCHED_H

#include "kept.h"

#include "base/text.h"
#include "catalog/query/query.h"
#include "catalog/search.h"

enum { LIMIT = 50 };

struct searched {
    struct kept kept;
    struct search *search;
    struct arena arena;
};

struct file {
    const char *name, *text;
};

static inline void searched_open(struct searched *it)
{
    struct error err = {{0}};
    kept_open(&it->kept);
    if (search_open(it->kept.catalog, &it->search, &err) != 0)
        fail_msg("search_open: %s", err.text);
}

static inline void searched_close(struct searched *it)
{
    search_close(it->search);
    it->search = NULL;
    kept_close(&it->kept);
    arena_release(&it->arena);
}

static inline void searched_make(struct searched *it, const struct file *files,
                                 size_t count)
{
    *it = (struct searched){0};
    kept_make(&it->kept);
    for (size_t i = 0; i < count; i++)
        temp_write(&it->kept.temp, files[i].name, files[i].text);
    searched_open(it);
}

#define SEARCHED(it, files)                                                            \
    searched_make((it), (files), sizeof(files) / sizeof *(files))

static inline void searched_remove(struct searched *it)
{
    searched_close(it);
    kept_remove(&it->kept);
}

static inline struct scope searched_in(struct searched *it, const char *name)
{
    struct scope scope;
    assert_true(
        scope_find(view_library(search_view(it->search)), str_from(name), &scope));
    return scope;
}

static inline struct str path_of(struct searched *it, uint32_t article)
{
    return library_article(view_library(search_view(it->search)), article)->path;
}

static inline const struct facts *facts_of(struct searched *it, uint32_t article)
{
    const struct facts *facts =
        view_facts(search_view(it->search), article, &it->arena);
    assert_non_null(facts);
    return facts;
}

/* --- Lines ---------------------------------------------------------------------- */

static inline void next_word(struct buf *line)
{
    if (line->len > 0)
        buf_putc(line, ' ');
}

static inline void assert_line(struct buf *line, const char *typed,
                               const char *expected)
{
    if (!str_eq(buf_str(line), str_from(expected)))
        fail_msg("'%s' finds\n  " STR_FMT "\nnot\n  %s", typed, STR_ARG(buf_str(line)),
                 expected);
    buf_release(line);
}

static inline struct passages searched_passages(struct searched *it, const char *text,
                                                bool typing, struct scope scope,
                                                size_t limit)
{
    struct passages found;
    assert_int_equal(search_passages(it->search, str_from(text), typing, scope, limit,
                                     &it->arena, &found),
                     SEARCH_DONE);
    return found;
}

/* What it lacks, behind a minus; what is elsewhere in its article, behind a plus. */
static inline void put_lacking(const struct query *query, uint32_t missing,
                               uint32_t elsewhere, struct buf *line)
{
    for (size_t i = 0; i < query->term_count; i++) {
        if (((missing | elsewhere) >> i & 1) == 0)
            continue;
        buf_putc(line, missing >> i & 1 ? '-' : '+');
        buf_puts(line, query->terms[i].text);
    }
}

static inline void put_passage(struct searched *it, const struct query *query,
                               const struct passage_hit *hit, struct buf *line)
{
    if (hit->heading != SEARCH_TOP) {
        const struct facts *facts = facts_of(it, hit->article);
        assert_true(hit->heading < facts->heading_count);
        buf_putc(line, '#');
        buf_puts(line, facts->headings[hit->heading].slug);
    }
    put_lacking(query, hit->missing, hit->elsewhere, line);
}

/* Other sections of the same article follow behind an ampersand. */
static inline void put_passages(struct searched *it, const struct passages *found,
                                struct buf *line)
{
    for (size_t i = 0; i < found->count; i++) {
        const struct passage_hit *hit = &found->hits[i];
        next_word(line);
        buf_puts(line, path_of(it, hit->article));
        put_passage(it, found->query, hit, line);
        for (size_t k = 0; k < hit->more_count; k++) {
            assert_int_equal(hit->more[k].article, hit->article);
            buf_puts(line, STR(" &"));
            put_passage(it, found->query, &hit->more[k], line);
        }
    }
}

/* With a limit and without one the same is found in a small library. */
static inline void assert_passages_in(struct searched *it, const char *text,
                                      bool typing, struct scope scope,
                                      const char *expected)
{
    static const size_t limits[] = {LIMIT, 0};

    for (size_t i = 0; i < 2; i++) {
        struct passages found = searched_passages(it, text, typing, scope, limits[i]);
        struct buf line = {0};
        put_passages(it, &found, &line);
        assert_line(&line, text, expected);
    }
}

static inline void assert_found(struct searched *it, const char *text,
                                const char *expected)
{
    assert_passages_in(it, text, false, SCOPE_LIBRARY, expected);
}

static inline void assert_typed(struct searched *it, const char *text,
                                const char *expected)
{
    assert_passages_in(it, text, true, SCOPE_LIBRARY, expected);
}

/* Labels of key points, or questions. */
static inline void assert_items_in(struct searched *it, enum item_kind kind,
                                   const char *text, bool typing, struct scope scope,
                                   const char *expected)
{
    static const size_t limits[] = {LIMIT, 0};

    for (size_t i = 0; i < 2; i++) {
        struct buf line = {0};
        struct items found;
        assert_int_equal(search_items(it->search, kind, str_from(text), typing, scope,
                                      limits[i], &it->arena, &found),
                         SEARCH_DONE);
        for (size_t k = 0; k < found.count; k++) {
            const struct item_hit *hit = &found.hits[k];
            const struct facts *facts = facts_of(it, hit->article);
            next_word(&line);
            buf_puts(&line, kind == ITEM_POINT ? facts->points[hit->index].label
                                               : facts->questions[hit->index].question);
            put_lacking(found.query, hit->missing, 0, &line);
        }
        assert_line(&line, text, expected);
    }
}

static inline void assert_items(struct searched *it, enum item_kind kind,
                                const char *text, struct scope scope,
                                const char *expected)
{
    assert_items_in(it, kind, text, false, scope, expected);
}

static inline void assert_typed_items(struct searched *it, enum item_kind kind,
                                      const char *text, const char *expected)
{
    assert_items_in(it, kind, text, true, SCOPE_LIBRARY, expected);
}

#endif
