/*
 * Inside a view. Its library may be asked by several threads of its owner (article_open
 * resolves links wherever it runs), so the connection is guarded by a lock.
 */
#ifndef LECTERN_CATALOG_VIEW_OWN_H
#define LECTERN_CATALOG_VIEW_OWN_H

#include <pthread.h>

#include "base/map.h"
#include "catalog/article_rows.h"
#include "catalog/near/related_find.h"
#include "catalog/near/see_also.h"
#include "catalog/store/database.h"
#include "library/library.h"
#include "library/source.h"

struct view {
    struct library own; /* when the catalog's is not in memory */
    struct library *library;
    struct catalog *catalog;
    unsigned structure;
    struct database database;
    pthread_mutex_t lock;
    struct source source;
    struct article_rows rows;
    struct map topics;
    size_t kept_bytes; /* see view_reserve() */
    unsigned holds;    /* how often it is held, in one transaction */
    struct statement *topic, *children, *next, *previous, *first, *last;
    struct statement *facts, *links, *backlinks, *stamp;
    struct related_finder *related; /* NULL until it is asked */
    struct see_also_finder *see;    /* likewise */
};

void view_lock(struct view *view);

/* What is damaged stays so until a new view is opened. What kept it from being read for
 * a moment only is forgotten. */
void view_unlock(struct view *view);

/* A text of a row, clean, in the arena. */
struct str view_line(struct arena *arena, struct str raw);

/* Makes the view's own library out of rows: all of it but what is asked for later. */
void view_load_library(struct view *view);

#endif
