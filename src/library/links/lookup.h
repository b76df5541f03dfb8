/*
 * Finding an article by what a link or a person calls it (lectern-library.5, LINKS).
 */
#ifndef LECTERN_LIBRARY_LINKS_LOOKUP_H
#define LECTERN_LIBRARY_LINKS_LOOKUP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "library/names.h"

struct lookup {
    const struct names *names;
    struct arena *arena; /* for keys and paths that are tried */
    struct str folder;   /* of the article that asks; the root for a person */
};

enum found_kind { FOUND_NOTHING, FOUND_ARTICLE, FOUND_FILE, FOUND_FOLDER };

struct lookup_result {
    enum found_kind kind;
    bool ambiguous; /* others are called so as well */
    uint32_t id;    /* of an article */
};

/* A wikilink's name: path from the root, path from the folder, path suffix or base
 * name, alias, title, loose name; then a file, then a folder. */
struct lookup_result lookup_wiki(const struct lookup *lookup, struct str name);

/* The path of a Markdown link, decoded, a leading '/' being the root: file, file
 * without suffix, folder with a page, page of a web site, then as a suffix of a
 * path. */
struct lookup_result lookup_path(const struct lookup *lookup, struct str path);

/* A term as prose has it: as a wikilink's name, then without what is after a dash or in
 * brackets, in the singular and the plural. Articles only. */
struct lookup_result lookup_term(const struct lookup *lookup, struct str term);

#endif
