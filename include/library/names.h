/*
 * The index of what the articles and files of a library are called.
 *
 * One hash table holds keys of several classes; under a key are the numbers of all that
 * are called so, the preferred first. Preferred is what lies less deep, then what has
 * the shorter path, then what sorts first: entries are added in that order.
 */
#ifndef LECTERN_LIBRARY_NAMES_H
#define LECTERN_LIBRARY_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum name_class {
    /* Of articles. */
    NAME_PATH,    /* the path as on disk */
    NAME_STEM,    /* the path without its suffix */
    NAME_SUFFIX,  /* folded: the last 1, 2, ... names of the stem */
    NAME_ADDRESS, /* where a web site keeps it: permalinks, redirects; no '/' at ends */
    NAME_ALIAS,   /* folded */
    NAME_TITLE,   /* folded */
    NAME_LOOSE_BASE,  /* loose: the base name */
    NAME_LOOSE_TITLE, /* loose: title and aliases */
    /* Of the rest. */
    NAME_FILE,        /* the path of a file that is no article */
    NAME_FILE_SUFFIX, /* folded: the last 1, 2, ... names of that path */
    NAME_FOLDER,      /* the path of a folder */
    NAME_CLASS_COUNT
};

enum {
    /* Of all that are called alike, how many one question gives: the caller takes the
     * first that fits, and wants to know whether there are more. So many are kept for
     * each way in which the file of an article may end, since that may be asked for. */
    NAMES_LIST_MAX = 2,
};

struct names;

struct name_entry {
    uint32_t id;       /* of the article, or of the file or folder by its order */
    unsigned char ext; /* of an article's file, as key_stem() numbers them */
};

/* What is under a key, the preferred first. */
struct name_list {
    struct name_entry items[NAMES_LIST_MAX];
    size_t count;
};

struct names *names_new(void);

/* An index that is kept elsewhere: `find` answers for names_find(), perhaps for several
 * threads at once. Nothing can be added to it. */
typedef void names_finder(void *context, enum name_class class, struct str key,
                          unsigned char ext, struct name_list *list);
struct names *names_new_elsewhere(names_finder *find, void *context);

/* Returns whether the item of a number has the key as a name. It distinguishes two keys
 * that have one hash. Several threads may call it at once. */
typedef bool names_checker(void *context, enum name_class class, uint32_t id,
                           struct str key);

/* Keys of articles are checked so from now on. Without, the hash counts alone. */
void names_check_by(struct names *names, names_checker *check, void *context);

/* NULL is fine. */
void names_free(struct names *names);

/* Adds `id` under a key, after what is there; the same number twice counts once. The
 * key need not last. */
void names_add(struct names *names, enum name_class class, struct str key, uint32_t id,
               unsigned char ext);

/* Adds `id` under what is made of a name. */
void names_add_folded(struct names *names, enum name_class class, struct str name,
                      uint32_t id);
void names_add_loose(struct names *names, enum name_class class, struct str name,
                     uint32_t id);

/* Adds an article's file under its path, stem and all folded suffixes; a file that is
 * no article with is_article unset. */
void names_add_file(struct names *names, struct str path, uint32_t id, bool is_article);

void names_find(const struct names *names, enum name_class class, struct str key,
                struct name_list *list);

/* A key that is looked for in several classes. */
struct name_key {
    struct str text;
    uint64_t hash;
};

struct name_key name_key(struct str text);

/* Only those that end in `ext`, if it is not 0. */
void names_find_key(const struct names *names, enum name_class class,
                    struct name_key key, unsigned char ext, struct name_list *list);

/* Replaces every article's number `id` by `map[id]`. */
void names_renumber(struct names *names, const uint32_t *map);

/* The hash under which a key of a class is kept: the same in every run. */
uint64_t names_hash(enum name_class class, struct str key);

/* Shows every entry of an index in memory, in order of the hashes as signed numbers;
 * those of one hash follow each other, the preferred first. Stops when `visit` returns
 * false. */
typedef bool names_visitor(void *context, enum name_class class, uint64_t hash,
                           struct name_entry entry);
void names_each(const struct names *names, names_visitor *visit, void *context);

#endif
