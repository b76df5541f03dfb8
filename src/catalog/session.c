/*
 * Opening a session by its mode, and replacing its library and view when the catalog
 * has something newer. What is replaced stays alive until the screen has let go of it
 * (session_swap, session_drop_old).
 */
#include "catalog/session.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "catalog/sync/compare.h"
#include "library/hooks.h"

enum {
    /* What the first screen waits for the tree, where the catalog has none yet: a small
     * library is looked through in a part of it where the disk is quick; else one
     * begins with what can be known of it at once. */
    FIRST_WAIT_MS = 5,
    LOOK_STEP_MS = 20, /* between two looks for an article that is named by its title */
    /* To look through a folder of so many articles takes half a second; nobody waits
     * longer than that to be shown one. */
    SURE_ARTICLES_MAX = 100000,
};

/* Where the library is read from: one of the two, but for SESSION_IN_STEP. */
struct session_source {
    struct view *view;
    struct library *direct; /* from the folder, without the catalog */
};

struct session {
    struct session_options options;
    struct library *held; /* of what has no folder, else NULL; its view's, too */
    struct catalog *catalog;
    struct session_source now, old;
    uint32_t article;
    struct str section;
    int wake[2];      /* a pipe, of SESSION_NOW */
    struct str named; /* path of the article that is shown directly, or empty */
    unsigned state;   /* catalog_state() when it was asked last */
    bool is_old;
};

/* --- The pipe --- */

static int open_wake(int wake[2], struct error *err)
{
    if (pipe(wake) != 0) {
        wake[0] = wake[1] = -1;
        return error_errno(err, errno, "cannot make a pipe");
    }
    for (int i = 0; i < 2; i++) {
        fcntl(wake[i], F_SETFL, O_NONBLOCK);
        fcntl(wake[i], F_SETFD, FD_CLOEXEC);
    }
    return 0;
}

static void empty_pipe(const struct session *session)
{
    char bytes[64];
    while (read(session->wake[0], bytes, sizeof bytes) == (ssize_t)sizeof bytes)
        continue;
}

/* --- Parts --- */

static void close_shown(struct session_source *shown)
{
    view_close(shown->view);
    library_close(shown->direct);
    *shown = (struct session_source){0};
}

/* The starter library and standard input. */
static bool has_no_folder(const struct session_options *options)
{
    return options->path == NULL ? options->prebuilt == NULL
                                 : strcmp(options->path, "-") == 0;
}

static int open_catalog(struct session *session, struct error *err)
{
    struct catalog_options options = {
        .library = session->options.path,
        .fallback = session_default(NULL),
        .given = session->held,
        .made = session->options.prebuilt,
        .wake_fd = session->wake[1],
        .unwalked_from = session->options.unwalked_from,
        .watch = session->options.mode == SESSION_NOW && session->held == NULL,
        .starts_later = session->options.mode == SESSION_NOW && session->held == NULL,
    };
    return catalog_open(&options, &session->catalog, err);
}

static int open_view(struct session *session, struct error *err)
{
    session->state = catalog_state(session->catalog);
    return view_open(session->catalog, &session->now.view, err);
}

static int open_held(struct session *session, struct error *err)
{
    return library_open(session->options.path, &session->held, &session->article, err);
}

/* --- SESSION_NOW --- */

/* The article that was named, by its path or by what a person calls it: false when the
 * library that is open has none such. */
static bool find_named(struct session *session)
{
    const char *article = session->options.article;
    if (article != NULL)
        session->article = library_find(session_library(session), str_from(article),
                                        &session->section);
    else if (catalog_wanted(session->catalog).len == 0)
        return true;
    else if (session->now.view != NULL)
        session->article = view_wanted(session->now.view);
    return session->article != ARTICLE_NONE;
}

/* What lies in the catalog is looked at here, before its thread begins: the first
 * screen waits for no other thread and no other process. */
static bool open_known(struct session *session)
{
    struct error ignored;
    if (session->options.prebuilt == NULL && !catalog_is_new(session->catalog) &&
        view_open_known(session->catalog, &session->now.view, &ignored) == 0) {
        session->state = catalog_state(session->catalog);
        return true;
    }
    return catalog_start(session->catalog, &ignored) == 0 &&
           catalog_wait_structure(session->catalog, FIRST_WAIT_MS) &&
           open_view(session, &ignored) == 0;
}

/* What the catalog has; false when that is not what is to be shown. */
static bool show_known(struct session *session)
{
    if (!open_known(session))
        return false;
    if (find_named(session) || session->options.prebuilt != NULL)
        return true;
    close_shown(&session->now);
    return false;
}

/* What can be known of the folder at once: a file that is named by its path, or else
 * the page that the library begins with. */
static bool show_directly(struct session *session)
{
    struct str file = str_from(session->options.article);
    size_t hash = str_chr(file, '#');
    struct library_opening how = {.shallow = true, .file = str_slice(file, 0, hash)};
    struct error ignored;
    if (library_open_as(session->options.path, &how, &session->now.direct,
                        &session->article, &ignored) != 0)
        return false;
    if (session->article != ARTICLE_NONE)
        session->named = library_article(session->now.direct, session->article)->path;
    if (session->options.article == NULL)
        return true;
    if (session->article != ARTICLE_NONE) {
        session->section = str_tail(file, hash < file.len ? hash + 1 : hash);
        return true;
    }
    close_shown(&session->now);
    return false;
}

/* Whether the folder has been looked through, or somebody else keeps us from that. */
static bool is_looked_through(const struct session *session)
{
    return catalog_progress(session->catalog).phase != CATALOG_LOOKING;
}

/* Waits for the tree, as long as it takes, until it has what was named. */
static int wait_for_tree(struct session *session, struct error *err)
{
    bool is_last;
    if (catalog_start(session->catalog, err) != 0)
        return -1;
    do {
        close_shown(&session->now);
        is_last = is_looked_through(session);
        if (!catalog_wait_structure(session->catalog, -1)) {
            if (!catalog_trouble(session->catalog, err))
                error_set(err, "cannot open '%s'", catalog_path(session->catalog));
            return -1;
        }
        if (open_view(session, err) != 0)
            return -1;
        if (find_named(session))
            return 0;
        (void)catalog_wait(session->catalog, LOOK_STEP_MS);
    } while (!is_last);
    return 0;
}

/* An article that was named is the one to begin with, or there is none. */
static int check_named(struct session *session, struct error *err)
{
    const char *article = session->options.article;
    if (article == NULL)
        return 0;
    if (session->article == ARTICLE_NONE)
        session->article = library_find(session_library(session), str_from(article),
                                        &session->section);
    if (session->article == ARTICLE_NONE)
        return error_set(err, "no article '%s' in this library", article);
    return 0;
}

/* The page that is shown first does not depend on how far the catalog is. */
static int show_folder(struct session *session, struct error *err)
{
    if (open_catalog(session, err) != 0)
        return -1;
    if (show_known(session) ||
        (session->options.prebuilt == NULL && show_directly(session)))
        return 0;
    return wait_for_tree(session, err);
}

static int open_now(struct session *session, struct error *err)
{
    if (open_wake(session->wake, err) != 0)
        return -1;
    if ((has_no_folder(&session->options) ? open_held(session, err)
                                          : show_folder(session, err)) != 0)
        return -1;
    return check_named(session, err);
}

/* --- SESSION_AS_IS and SESSION_IN_STEP --- */

static void close_catalog(struct session *session)
{
    close_shown(&session->now);
    catalog_close(session->catalog);
    session->catalog = NULL;
}

static int open_folder(struct session *session, struct error *err)
{
    close_catalog(session);
    return library_open(session->options.path, &session->now.direct, &session->article,
                        err);
}

static int show_held(struct session *session, struct error *err)
{
    if (open_view(session, err) != 0)
        return -1;
    view_begin_read(session->now.view);
    session->article = view_wanted(session->now.view);
    return 0;
}

/* The catalog is a cache: what is wrong with it is no matter here. */
static bool show_cached(struct session *session)
{
    struct error ignored;
    if (compare_open(session->options.path, &session->catalog, &ignored) == 0 &&
        show_held(session, &ignored) == 0)
        return true;
    close_catalog(session);
    return false;
}

static int open_as_is(struct session *session, struct error *err)
{
    if (session->options.prebuilt != NULL)
        return open_catalog(session, err) == 0 ? show_held(session, err) : -1;
    if (!has_no_folder(&session->options) && show_cached(session))
        return 0;
    return open_folder(session, err);
}

static int open_in_step(struct session *session, struct error *err)
{
    if (has_no_folder(&session->options) && open_held(session, err) != 0)
        return -1;
    return open_catalog(session, err);
}

/* --- All --- */

int session_open(const struct session_options *options, struct session **out,
                 struct error *err)
{
    static int (*const modes[])(struct session *, struct error *) = {
        [SESSION_NOW] = open_now,
        [SESSION_AS_IS] = open_as_is,
        [SESSION_IN_STEP] = open_in_step,
    };
    struct session *session = mem_zalloc(1, sizeof *session);
    session->options = *options;
    session->article = ARTICLE_NONE;
    session->section = (struct str){"", 0};
    session->wake[0] = session->wake[1] = -1;
    if (modes[options->mode](session, err) != 0) {
        session_close(session);
        return -1;
    }
    *out = session;
    return 0;
}

void session_close(struct session *session)
{
    if (session == NULL)
        return;
    session_drop_old(session);
    close_catalog(session);
    library_close(session->held);
    for (int i = 0; i < 2; i++)
        if (session->wake[i] >= 0)
            close(session->wake[i]);
    free(session);
}

struct library *session_library(const struct session *session)
{
    if (session->held != NULL)
        return session->held;
    if (session->now.direct != NULL)
        return session->now.direct;
    return session->now.view != NULL ? view_library(session->now.view) : NULL;
}

struct view *session_view(const struct session *session)
{
    return session->now.view;
}

struct catalog *session_catalog(const struct session *session)
{
    return session->catalog;
}

uint32_t session_article(const struct session *session)
{
    return session->article;
}

struct str session_section(const struct session *session)
{
    return session->section;
}

/* --- For the screen --- */

int session_wake_fd(const struct session *session)
{
    return session->wake[0];
}

int session_notify_fd(const struct session *session)
{
    return session->wake[1];
}

void session_begin(struct session *session)
{
    struct error ignored;
    /* Without a catalog nothing is known of the library but what one opens. */
    if (session->catalog == NULL)
        (void)open_catalog(session, &ignored);
    else
        (void)catalog_start(session->catalog, &ignored);
}

enum session_news session_poll(struct session *session, struct error *trouble)
{
    trouble->text[0] = '\0';
    empty_pipe(session);
    if (session->catalog == NULL)
        return SESSION_NO_NEWS;
    (void)catalog_trouble(session->catalog, trouble);
    unsigned state = catalog_state(session->catalog);
    if (state == session->state || !catalog_wait_structure(session->catalog, 0))
        return SESSION_NO_NEWS;
    session->state = state;
    if (session->held != NULL && session->now.view == NULL)
        return open_view(session, trouble) == 0 ? SESSION_FACTS : SESSION_NO_NEWS;
    if (session->held == NULL &&
        (session->now.view == NULL ||
         view_structure(session->now.view) != catalog_structure(session->catalog)))
        session->is_old = true;
    return session->is_old ? SESSION_LIBRARY : SESSION_FACTS;
}

bool session_is_old(const struct session *session)
{
    return session->is_old;
}

/* A catalog from before may not have what was named, which is shown already: it will
 * have it when the folder was looked through. */
static bool lacks_named(const struct session *session, const struct view *view)
{
    return session->named.len > 0 && !is_looked_through(session) &&
           library_article_at(view_library(view), session->named) == ARTICLE_NONE;
}

/* What cannot be read now is tried again with the next news. */
bool session_swap(struct session *session)
{
    session->is_old = false;
    session->state = catalog_state(session->catalog);
    struct error ignored;
    struct view *view;
    if (view_open(session->catalog, &view, &ignored) != 0)
        return false;
    if (lacks_named(session, view)) {
        view_close(view);
        return false;
    }
    session->old = session->now;
    session->now = (struct session_source){.view = view};
    session->named = (struct str){0};
    return true;
}

void session_drop_old(struct session *session)
{
    close_shown(&session->old);
}

/* --- For one answer --- */

static bool is_sure_target(const struct session *session, const struct opened *opened,
                           const struct target *target)
{
    switch (target->kind) {
    case TARGET_ARTICLE:
    case TARGET_SECTION:
    case TARGET_FAQ:
        return !target->dangling &&
               (target->article == opened->article ||
                view_is_current(session->now.view, target->article));
    case TARGET_ASSET:
        return false;
    case TARGET_FOOTNOTE:
    case TARGET_TIMESTAMP:
    case TARGET_URL:
        break;
    }
    return true;
}

/* A catalog that was made ahead is taken at its word. */
static bool may_be_behind(const struct session *session)
{
    return session->now.view != NULL && session->options.prebuilt == NULL;
}

bool session_is_sure(const struct session *session, const struct opened *opened)
{
    const struct library *library = session_library(session);
    bool is_sure = true;
    if (!may_be_behind(session))
        return true;
    if (!view_is_current(session->now.view, opened->article) ||
        library->notices != NULL)
        return false;
    if (library->article_count > SURE_ARTICLES_MAX)
        return true;
    for (size_t i = 0; i < opened->doc->link_count && is_sure; i++)
        is_sure = is_sure_target(session, opened, &opened->targets[i]);
    return is_sure;
}

/* A file that is named is shown though its library does not count it as an article. */
static bool has_wanted(const struct session *session)
{
    return catalog_wanted(session->catalog).len == 0 ||
           session->article != ARTICLE_NONE;
}

int session_renew(struct session *session, bool *changed, struct error *err)
{
    *changed = false;
    if (!may_be_behind(session))
        return 0;
    struct library *library;
    uint32_t article;
    if (compare_folder(session->catalog, &library, &article, err) != 0)
        return -1;
    if (library == NULL && has_wanted(session))
        return 0;
    *changed = true;
    if (library == NULL)
        return open_folder(session, err);
    close_catalog(session);
    session->now.direct = library;
    session->article = article;
    return 0;
}

int session_leave_catalog(struct session *session, struct error *err)
{
    return session->options.prebuilt != NULL ? -1 : open_folder(session, err);
}

bool session_trouble(struct session *session, struct error *trouble)
{
    return session->catalog != NULL && catalog_trouble(session->catalog, trouble);
}
