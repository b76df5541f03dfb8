/*
 * The catalog: what is known of a library, in a SQLite database that can be thrown away
 * at any time, and the thread that keeps it in step with the folder.
 *
 * It lies in the reader's cache folder, never in the library. What cannot be kept there
 * is kept in a temporary file or in memory; a catalog that is damaged is made again;
 * and of both it is said so (catalog_trouble). The library stays readable in any case.
 *
 *     catalog   one per open library; starts the thread
 *     view      a look at it (catalog/view.h), one per thread that asks
 */
#ifndef LECTERN_CATALOG_CATALOG_H
#define LECTERN_CATALOG_CATALOG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/str.h"
#include "catalog/phase.h"
#include "library/library.h"

struct catalog_options {
    /* Of the folder or file, as library_open() takes it. Of a catalog that was made
     * ahead NULL for the folder that it was made of. */
    const char *library;
    /* That to be opened instead when that folder is not there; may be NULL. */
    const char *fallback;
    /* A library that is held in memory, whose catalog is then, too; else NULL. It must
     * outlive the catalog, whose numbers of articles are its own. */
    struct library *given;
    /* A catalog that was made ahead: it is only read, and the folder is not looked at.
     * NULL: the one in the cache folder. */
    const char *made;
    /* A file to make or bring up to date instead of the one in the cache folder. */
    const char *output;
    /* Gets a byte when there is news, if it is not -1; must not block. */
    int wake_fd;
    /* Goes on watching the folder when all is known. */
    bool watch;
    /* The thread of one in the cache folder is not started before catalog_start(): what
     * the first screen is made of does not compete with it. */
    bool starts_later;
    /* Waits for another process that writes it, however long, rather than to make one
     * for this process alone. */
    bool must_keep;
    /* A library of so many files or more is not walked when its folders show that no
     * file was added, removed or renamed; 0: it is always walked. An article that was
     * written to in place is not noticed then (catalog_is_unwalked). */
    size_t unwalked_from;
};

/* How far the thread is. */
struct catalog_progress {
    enum catalog_phase phase;
    size_t done, total; /* articles, while they are read */
};

struct catalog;
struct source;

/* Opens the catalog and starts its thread, unless that is to be later. Fails when the
 * library cannot be opened at all, or a catalog that was made ahead cannot be read. */
int catalog_open(const struct catalog_options *options, struct catalog **out,
                 struct error *err);

/* Starts the thread; nothing when it was started before, or there is none to start. */
int catalog_start(struct catalog *catalog, struct error *err);

/* Lets the thread end soon, without waiting for it. What was not committed is lost, and
 * a catalog that is temporary is of no use any more. NULL is fine. */
void catalog_stop(struct catalog *catalog);

/* Stops the thread and waits for it. Views must be closed before. NULL is fine. */
void catalog_close(struct catalog *catalog);

/* Waits until the tree is known, `ms` at most; negative: as long as it takes. False
 * when it is not known yet, or cannot be known: catalog_trouble says. */
bool catalog_wait_structure(struct catalog *catalog, int ms);

/* Waits until the phase is CATALOG_READY, or that failed; likewise. */
bool catalog_wait(struct catalog *catalog, int ms);

struct catalog_progress catalog_progress(const struct catalog *catalog);

/* Counts what was committed: another number means there is more to see. The first is of
 * files, names and topics (a view is opened again then), the second of anything. */
unsigned catalog_structure(const struct catalog *catalog);
unsigned catalog_state(const struct catalog *catalog);

/* What went wrong and what was done about it, one line, not clean; false when nothing
 * did since the last call. */
bool catalog_trouble(struct catalog *catalog, struct error *trouble);

/* Looks for changes now, if the thread goes on watching; catalog_wait() waits for
 * it. */
void catalog_rescan(struct catalog *catalog);

/* A reader found it damaged: it is made again, by the thread if it still watches, else
 * when it is opened the next time. */
void catalog_is_broken(struct catalog *catalog);

/* For a view: the library in memory, or NULL; the file that was named, or empty;
 * whether the catalog is never written; the folder of the library, opened for the
 * caller, with what it names in `arena`. */
struct library *catalog_given(const struct catalog *catalog);
struct str catalog_wanted(const struct catalog *catalog);
const char *catalog_path(const struct catalog *catalog); /* as it was opened */
bool catalog_is_prebuilt(const struct catalog *catalog);
int catalog_source(const struct catalog *catalog, struct arena *arena,
                   struct source *source, struct error *err);

/* Whether there was nothing in its place when it was opened, so that nothing is known
 * before the folder was looked through. */
bool catalog_is_new(const struct catalog *catalog);

/* Whether it is made for this process alone, as another one writes that of the library
 * and has nothing to show yet. */
bool catalog_is_beside(const struct catalog *catalog);

/* Whether it will be there when this process is not. */
bool catalog_is_kept(struct catalog *catalog);

/* Whether it was taken to be in step with its library without a walk. */
bool catalog_is_unwalked(const struct catalog *catalog);

/* Walks the folder and counts the articles that the catalog does not have as they are
 * now, of how many. It may be being written meanwhile. */
int catalog_count_unseen(struct catalog *catalog, size_t *unseen, size_t *articles,
                         struct error *err);

/* Where it is kept; the caller's. */
char *catalog_file(struct catalog *catalog);

#endif
