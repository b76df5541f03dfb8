/*
 * What all of a view use.
 */
#include "catalog/view_own.h"

#include "base/text.h"
#include "catalog/catalog.h"

void view_lock(struct view *view)
{
    pthread_mutex_lock(&view->lock);
}

void view_unlock(struct view *view)
{
    switch (database_fault(&view->database)) {
    case FAULT_BROKEN:
        catalog_is_broken(view->catalog);
        break;
    case FAULT_NONE:
    case FAULT_FULL:
    case FAULT_BUSY:
    case FAULT_STOPPED:
    case FAULT_OTHER:
        database_clear_error(&view->database);
    }
    pthread_mutex_unlock(&view->lock);
}

/* What is clean already is not copied by text_clean(), and a row goes away. */
struct str view_line(struct arena *arena, struct str raw)
{
    return text_clean(arena, arena_str(arena, raw), TEXT_ONE_LINE);
}
