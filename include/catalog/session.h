/*
 * A session: a library as a person names it, open for as long as a screen or a command
 * needs it. There is no other way to one.
 *
 * A folder has its catalog in the cache folder, or where one was made ahead; what has
 * no folder (the starter library, standard input) has it in memory. The mode says what
 * the first answer comes from:
 *
 *     SESSION_NOW      the catalog as it is; where it has no tree yet or lacks what was
 *                      named, what can be known of the folder at once. A thread brings
 *                      the catalog in step and watches the folder meanwhile.
 *     SESSION_AS_IS    the catalog as it is, or else the folder. Nothing is written or
 *                      waited for; session_renew() compares with the folder.
 *     SESSION_IN_STEP  the catalog, once a thread has brought it in step: the caller
 *                      waits for that (catalog_wait), then opens a search or a view.
 */
#ifndef LECTERN_CATALOG_SESSION_H
#define LECTERN_CATALOG_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "catalog/view.h"
#include "library/library.h"

/* --- What a person names --- */

struct session_name {
    const char *path;   /* of a folder or file; "-"; NULL for the starter library */
    struct str section; /* of a file, named after '#'; else empty */
    bool is_article;    /* a file or "-": an article, whose library is around it */
};

/* Reads "PATH[#SECTION]". A file's name may contain '#': the longest prefix that is a
 * file is the path, else the part before the first '#'. In the arena. */
struct session_name session_name(const char *given, struct arena *arena);

/* The library that is meant when `given` is NULL: $LECTERN_LIBRARY, else NULL for the
 * starter library. An empty value counts as none. */
const char *session_default(const char *given);

/* --- Opening --- */

enum session_mode { SESSION_NOW, SESSION_AS_IS, SESSION_IN_STEP };

struct session_options {
    enum session_mode mode;
    const char *path;     /* as struct session_name has it */
    const char *prebuilt; /* a catalog that was made ahead; NULL: the cache's */
    /* SESSION_NOW: the article to begin with, by its path or what a person calls it,
     * perhaps with a section; NULL: where the path leads. */
    const char *article;
    /* SESSION_IN_STEP: as struct catalog_options has it. */
    size_t unwalked_from;
};

struct session;

/* Fails with one line. The strings of the options must outlive the session. */
int session_open(const struct session_options *options, struct session **out,
                 struct error *err);
void session_close(struct session *session); /* NULL is fine */

/* The library; NULL in SESSION_IN_STEP. It is the view's, if there is one. */
struct library *session_library(const struct session *session);

/* NULL while there is only what can be known at once, or the folder itself. */
struct view *session_view(const struct session *session);

/* NULL when there is none, or not before session_begin(). */
struct catalog *session_catalog(const struct session *session);

/* The article that was named, or ARTICLE_NONE; and its section, or empty. */
uint32_t session_article(const struct session *session);
struct str session_section(const struct session *session);

/* --- For the screen --- */

/* A pipe: can be read when there may be news; others may write to its second end. */
int session_wake_fd(const struct session *session);
int session_notify_fd(const struct session *session);

/* Begins what can wait until the first screen is there. */
void session_begin(struct session *session);

enum session_news {
    SESSION_NO_NEWS,
    SESSION_FACTS,   /* more is known of articles, or something in them changed */
    SESSION_LIBRARY, /* there is another library: session_swap() */
};

/* Empties the pipe and looks for news. `trouble` is empty when there is none. */
enum session_news session_poll(struct session *session, struct error *trouble);

/* Whether session_poll() found another library that was not swapped in yet. */
bool session_is_old(const struct session *session);

/* Puts the new library in the place of the old one, which stays until
 * session_drop_old(): nothing must refer to it then. False when the new one cannot be
 * read now. */
bool session_swap(struct session *session);
void session_drop_old(struct session *session);

/* --- For one answer --- */

/* SESSION_AS_IS: whether an article as it was opened can be relied upon: its file and
 * those that its links lead to are as the catalog has them. A link that leads nowhere
 * may lead somewhere by now, so with one of these it cannot, except in a library that
 * is too large to look through for one article. */
bool session_is_sure(const struct session *session, const struct opened *opened);

/* SESSION_AS_IS: compares the catalog with the folder, and takes the library from there
 * when they differ; `*changed` then. */
int session_renew(struct session *session, bool *changed, struct error *err);

/* SESSION_AS_IS: goes on without the catalog, which is damaged. Fails where it was made
 * ahead. */
int session_leave_catalog(struct session *session, struct error *err);

/* What went wrong with the catalog since it was asked last; false when nothing did. */
bool session_trouble(struct session *session, struct error *trouble);

#endif
