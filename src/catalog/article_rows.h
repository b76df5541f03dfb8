/*
 * Articles and their names out of the rows of a catalog: each article is made once,
 * when it is asked for, and kept.
 *
 * It has no lock: a caller with several threads must hold one of its own.
 */
#ifndef LECTERN_CATALOG_ARTICLE_ROWS_H
#define LECTERN_CATALOG_ARTICLE_ROWS_H

#include "base/map.h"
#include "catalog/store/database.h"
#include "library/library.h"
#include "library/names.h"

struct article_rows {
    struct database *database;
    struct arena *arena; /* of the articles */
    struct map made;
    struct article gone; /* what is asked for and is not there */
    struct statement *article, *name;
    struct str wanted; /* a path that is an article's, whatever it is called */
    /* The topic of an id, for the articles; NULL for none. */
    struct topic *(*topic)(void *context, int64_t id);
    void *context;
};

/* The database and the arena must outlive the rows. Release them. */
void article_rows_init(struct article_rows *rows, struct database *database,
                       struct arena *arena);
void article_rows_release(struct article_rows *rows);

/* The article of an id; `gone` when there is none. It lasts as long as the arena. */
const struct article *article_rows_get(struct article_rows *rows, uint32_t id);

/* Adds to the list what is called so, the preferred first; see names_finder. */
void article_rows_called(struct article_rows *rows, enum name_class class,
                         struct str key, unsigned char ext, struct name_list *list);

/* A line of a catalog, clean and no longer than that, in the arena: a catalog may be a
 * stranger's, and what comes from it has the limits of what is read from files. */
struct str article_rows_line(struct arena *arena, struct str raw, size_t max_bytes);

#endif
