/*
 * What a library holds: articles, the topics that list them, notices. How they are
 * asked for is in library/library.h.
 */
#ifndef LECTERN_LIBRARY_CONTENTS_H
#define LECTERN_LIBRARY_CONTENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/file.h"
#include "base/str.h"
#include "doc/doc.h"
#include "read/read_limits.h"

enum {
    LIBRARY_DEPTH_MAX = 64,              /* of folders and of topics */
    LIBRARY_SUMMARY_MAX_BYTES = 8 << 10, /* of a topic: as much as a scalar of YAML */
    LIBRARY_NOTICES_MAX =
        1000, /* a million unreadable files need no million messages */
    LIBRARY_FILES_MAX = 2000000,           /* beyond it files are counted, not listed */
    LIBRARY_HEAD_BYTES = READ_TITLE_BYTES, /* of a file, read for its title and names */
    /* Of a large article, shown while the rest is read: some 750 lines, which take no
     * longer to open than a short article, and well below a tenth of a second where
     * every few bytes are an item of a list. */
    ARTICLE_HEAD_BYTES = 64 << 10,
};

/* No article; a macro, since an enumerator is an int. */
#define ARTICLE_NONE UINT32_MAX

struct article {
    uint32_t index;
    struct str path;
    struct str title; /* clean, never empty: nav, front matter, heading, line, name */
    struct str own_title; /* what its file says, where the navigation has another */
    bool title_inferred;
    enum doc_format format;
    struct str *aliases;
    size_t alias_count;
    struct str *topics; /* of the front matter: topics, tags, categories */
    size_t topic_count;
    struct str *addresses; /* permalinks and redirects, without '/' at the ends */
    size_t address_count;
    struct topic *topic; /* the first topic that lists it; NULL when none does */
    struct file_stamp stamp;
};

/* A node of the topic tree: a topic or an article's place in it. Every topic below the
 * root has an article. The root's own page is not its `article` but its first child. */
struct topic {
    uint64_t id; /* the same as long as it has its name and its place; the root has 0 */
    struct topic *parent, *next;
    struct topic *first;       /* ask library_children(), it may not be there yet */
    struct str title, summary; /* clean */
    uint32_t article; /* a place of one; for a topic its own page, or ARTICLE_NONE */
    bool is_topic, has_children;
    uint32_t articles_below; /* places below a topic, its own page included */
};

/* The trees of a library; the number is the id of the root topic. */
enum library_tree {
    TREE_OF_ORDER, /* the collection's own */
    TREE_BY_TOPIC, /* by the topics of front matter */
    TREE_LEFT_OUT, /* what the own one has no place for */
    LIBRARY_TREES,
};

/* Where the order of the topic tree comes from. */
enum library_order {
    ORDER_LIBRARY_YAML,
    ORDER_MKDOCS,
    ORDER_SUMMARY,
    ORDER_NAVIGATION, /* any other file */
    ORDER_FOLDERS,
};

struct library_notice {
    struct str path; /* of the file it is about; may be empty */
    struct str text; /* clean, one line */
    bool is_unread;  /* the file could not be read, which may pass */
    struct library_notice *next;
};

#endif
