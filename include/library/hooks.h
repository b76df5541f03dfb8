/*
 * Opening a library for a caller that remembers it: the catalog.
 *
 * What is known of a file from before is not read again, what was learned is handed
 * over to be remembered, and if a walk shows that nothing changed at all the library
 * need not be opened: that walk itself holds nothing for each file.
 */
#ifndef LECTERN_LIBRARY_HOOKS_H
#define LECTERN_LIBRARY_HOOKS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/str.h"
#include "doc/doc.h"
#include "library/source.h"

/* A file that the walk has seen. */
struct scan_file {
    struct str path;
    enum doc_format format; /* of an article */
    bool is_article;        /* by its name; its bytes may show that it is none */
    struct file_stamp stamp;
};

/* A place that front matter asks for; what asks for none comes after. */
enum { HEAD_NO_PLACE = INT32_MAX };

/* What front matter says of an article's place in the tree. Texts are clean, and empty
 * where nothing was said. */
struct head_order {
    int32_t place; /* the least first; HEAD_NO_PLACE */
    bool is_draft;
    bool in_menu;        /* `parent` is an entry of a menu, else an article's title */
    int64_t date;        /* in digits, YYYYMMDDhhmm; 0 where there is none */
    int64_t from, until; /* when it is public, likewise; 0: always */
    struct str label;    /* its title in the tree */
    struct str parent, grand_parent;
};

/* What the beginning of a file says. */
struct head {
    bool is_article; /* its bytes, too, are those of an article; else nothing follows */
    bool title_inferred;
    struct head_order order;
    struct str title;
    struct str *aliases, *topics;
    size_t alias_count, topic_count;
    struct str *addresses; /* permalinks and redirects, without '/' at the ends */
    size_t address_count;
    struct str trouble; /* why it could not be read */
};

/* Each may be NULL. */
struct library_hooks {
    void *context;
    /* Once it is set the library is not opened, which fails soon. */
    const atomic_bool *stop;
    /* Whether the library is as it was, as far as can be told before a walk. `wanted`
     * is the file that was named, or empty. */
    bool (*is_same)(void *context, const struct source *source, struct str wanted);
    /* A folder, before it is listed, with its stamp from before that; a walk begins
     * with the root. */
    void (*folder)(void *context, struct str path, const struct file_stamp *stamp);
    /* What decides besides folders what a walk finds (probes.h). */
    void (*probe)(void *context, struct str path, const struct file_stamp *stamp);
    /* A file that counts only because it was named. */
    void (*odd)(void *context);
    /* What the walk has found wrong, at its end. */
    void (*noticed)(void *context, struct str path, struct str text);
    /* A walk that keeps nothing comes first, where there is a `met`: it is shown each
     * file, in no order, with a path that does not outlast the call. Then `has_changed`
     * says whether there is need to go on. */
    void (*met)(void *context, const struct scan_file *file);
    bool (*has_changed)(void *context);
    /* The files that could not be read the last time, one after the other, and that one
     * of them can be read now, which a walk does not see. */
    bool (*unread)(void *context, size_t index, struct str *path);
    void (*readable)(void *context);
    /* The walk's files in order of their paths. False when there is no need to go
     * on. */
    bool (*walked)(void *context, const struct scan_file *files, size_t count);
    /* Whether the head of the file is known; asked by several threads at once. What it
     * gives must last as long as the library, or is put into `arena`, which does. */
    bool (*find)(void *context, const struct scan_file *file, struct arena *arena,
                 struct head *head);
    /* Each file's head, in order of their paths; `stamp` is of when it was read. The
     * path is the library's. */
    void (*learned)(void *context, struct str path, const struct file_stamp *stamp,
                    const struct head *head);
    /* There is no article, so that the opening fails. */
    void (*empty)(void *context);
};

/* How a library is opened by a caller that remembers it, or cannot wait for all of
 * it. */
struct library_opening {
    const struct library_hooks *hooks; /* NULL: none */
    /* A folder or file that is to be shown until the library itself is there. It takes
     * no longer in one of a million articles, but begins with the same page: a small
     * one is whole; of a larger one the titles are those of the navigation, of the
     * files near the root and of names, and where nothing gives an order only the first
     * folders are there. */
    bool shallow;
    struct str
        file; /* of a shallow one: a path in it that may be the start, or empty */
};

struct source;

/* Shows the files that lie directly in a folder which a walk has met to `met` of the
 * hooks: by the rules that hold there, without a look at any other folder but for its
 * ignore file. `wanted` is a file that was named, or empty. Fails when some of them
 * cannot be looked at. */
int library_show_folder(const struct source *source, struct str path, struct str wanted,
                        const struct library_hooks *hooks, struct error *err);

/* Reads the head of one file as opening its library would, into the arena, and its
 * stamp. False when it cannot be read, or its name is not an article's. */
bool library_read_head(const struct source *source, struct str path,
                       struct arena *arena, struct head *head,
                       struct file_stamp *stamp);

#endif
