/*
 * A view: the library as its catalog has it, for one thread at a time.
 *
 * Articles and topics come into memory as they are asked for and stay until the view is
 * closed. A view shows one state of the library's structure; when that has changed
 * (catalog_structure) a new view shows the new one. Numbers of articles are the same in
 * all views of a catalog, as long as the files are there under their names.
 *
 * Everything a view says is small and found by its key, so a screen may ask it while
 * one types. What has to be searched for is asked of a search (catalog/search.h).
 */
#ifndef LECTERN_CATALOG_VIEW_H
#define LECTERN_CATALOG_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "catalog/catalog.h"
#include "catalog/related.h"
#include "library/facts.h"
#include "library/library.h"

struct view;

/* A link as seen from its target. */
struct backlink {
    uint32_t from;    /* the article it is in */
    struct str text;  /* its label, clean */
    uint32_t heading; /* of the section it is in: its index, or HEADING_NONE */
};

/* Fails when the catalog cannot be read. The catalog must outlive the view. */
int view_open(struct catalog *catalog, struct view **out, struct error *err);
void view_close(struct view *view); /* NULL is fine */

/* As view_open(), of a catalog whose thread was not started yet: what the catalog holds
 * is known from then on. Fails soon when it holds no tree, or another process is in the
 * way. */
int view_open_known(struct catalog *catalog, struct view **out, struct error *err);

/* Looks at one state of the catalog from now on until the view is closed. Quicker, but
 * only for a view that is closed soon: meanwhile a writer cannot tidy up the log. */
void view_begin_read(struct view *view);

/* Lets the view keep what it reads, up to `bytes` of each kind: a caller that asks
 * about all articles reads the same rows many times. To be called before the first
 * question. */
void view_reserve(struct view *view, size_t bytes);

/* The library; valid until the view is closed. Of one that is held in memory it is that
 * one. */
struct library *view_library(const struct view *view);

/* The article of the file that was named when the catalog was opened, or
 * ARTICLE_NONE. */
uint32_t view_wanted(const struct view *view);

/* What is known now of the file of an article, past what the view remembers; false when
 * it is gone. */
bool view_stamp(struct view *view, uint32_t article, struct file_stamp *stamp);

/* The article whose file has that stamp, but for the time at which it got its name;
 * ARTICLE_NONE when there is none. Looks at all of them. */
uint32_t view_find_file(struct view *view, const struct file_stamp *stamp);

/* Whether the file of an article is as it was when the catalog learned its name. */
bool view_is_current(struct view *view, uint32_t article);

/* Which state it shows: catalog_structure() when it was opened. */
unsigned view_structure(const struct view *view);

/* What is known of an article, without links and flaws and with long texts cut; NULL
 * while it was not read yet. All of these are in the arena. */
const struct facts *view_facts(struct view *view, uint32_t article,
                               struct arena *arena);

/* The facts of several articles, in an arena of the caller's: each is read once,
 * however often it is asked for. */
struct facts_cache {
    struct view *view;
    struct arena *arena;
    struct map by_article;
};

const struct facts *facts_cache_get(struct facts_cache *cache, uint32_t article);
void facts_cache_release(struct facts_cache *cache);

/* Links that lead to an article: those of one section count once. In reading order,
 * without their texts. */
struct backlink *view_backlinks(struct view *view, uint32_t article,
                                struct arena *arena, size_t *count);

/* Fills in the texts of links that lead to the article: of each section's the first.
 * They are in the arena. Takes some ten microseconds for each article that they are
 * in. */
void view_backlink_texts(struct view *view, uint32_t article, struct backlink *list,
                         size_t count, struct arena *arena);

/* The sections that say more about question `index` of an article with these facts
 * (view_facts; NULL has none): of its own article first, then of others. Only the first
 * few hundred questions of an article have any. Takes one to three milliseconds. */
struct see_also *view_see_also(struct view *view, uint32_t article,
                               const struct facts *facts, size_t index,
                               struct arena *arena, size_t *count);

/* The articles near this one, the nearest first. Takes a few milliseconds. */
struct related *view_related(struct view *view, uint32_t article, struct arena *arena,
                             size_t *count);

/* Whether all articles were read and all links resolved, as they are now. */
bool view_is_complete(struct view *view);

#endif
