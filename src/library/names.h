/*
 * The index of what the articles and files of a library are called.
 *
 * One hash table holds keys of several classes; under a key stand the numbers of all
 * that are called so, the preferred first. Preferred is what lies less deep, then what
 * has the shorter path, then what sorts first: entries are added in that order.
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

struct names;

struct name_entry {
    uint32_t id;       /* of the article, or of the file or folder by its order */
    uint32_t next;     /* index into the entries; 0 at the end */
    unsigned char ext; /* of an article's file, as key_stem() numbers them */
};

struct names *names_new(void);
void names_free(struct names *names);

/* Adds `id` under a key, behind what is there; the same number twice counts once. The
 * key is not copied. */
void names_add(struct names *names, enum name_class class, struct str key, uint32_t id,
               unsigned char ext);

/* Adds an article's file under its path, stem and all folded suffixes; a file that is
 * no article with is_article unset. Keys go into `arena`. */
void names_add_file(struct names *names, struct arena *arena, struct str path,
                    uint32_t id, bool is_article);

/* The first entry of a key, and the one behind an entry; NULL when there is none. */
const struct name_entry *names_find(const struct names *names, enum name_class class,
                                    struct str key);
const struct name_entry *names_next(const struct names *names,
                                    const struct name_entry *entry);

/* Replaces every article's number `id` by `map[id]`. */
void names_renumber(struct names *names, const uint32_t *map);

#endif
