/*
 * The library: a folder's articles, their topic tree, and where links lead.
 *
 * A library comes from a folder (through base/file.h, so nothing outside it is ever
 * read), from one stream (standard input), or from the starter articles that are
 * compiled into the program. Opening one reads the heads of all files, which gives
 * titles, aliases and topics; the bodies are read one by one by article_open().
 *
 * An article is known by its path, in every run. It has a number, too, as long as the
 * library is open: what is kept for longer keeps the path. In a library that is held in
 * memory the number is the place in the reading order of the topic tree; one that is
 * kept in a catalog (catalog/catalog.h) numbers as it likes and brings articles and
 * topics into memory as they are asked for. Paths are relative to the root, bytes as on
 * disk, '/' between names.
 */
#ifndef LECTERN_LIBRARY_LIBRARY_H
#define LECTERN_LIBRARY_LIBRARY_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/parallel.h"
#include "base/str.h"
#include "doc/doc.h"
#include "library/contents.h"

struct extract;
struct library;
struct library_opening;
struct names;
struct source;
struct opened;
struct target;

/* Where articles and topics are: in memory, or in a catalog that brings them there when
 * they are asked for. The contracts are those of library_article() and its kin. */
struct library_ops {
    const struct article *(*article)(const struct library *library, uint32_t id);
    uint32_t (*step)(const struct library *library, uint32_t id, int direction);
    struct topic *(*children)(const struct library *library, struct topic *topic);
    /* See library_begin_read(); NULL where that saves nothing. */
    void (*hold)(const struct library *library, bool holds);
};

struct library {
    struct arena arena;
    struct str title; /* clean */
    enum library_order order;
    const struct library_ops *ops; /* private */
    void *backing;                 /* private: of the ops */
    struct article *articles;      /* of a library in memory: ask library_article() */
    size_t article_count;
    struct topic *tree; /* the root topic of the collection's own order */
    struct topic *by_topic, *left_out; /* roots of other trees; ask library_tree() */
    uint32_t home;                     /* the article shown first, or ARTICLE_NONE */
    struct library_notice *notices;
    struct names *names;   /* the index of what articles are called; private */
    struct source *source; /* where the bytes come from; private */
    struct arena heads[PARALLEL_MAX]; /* titles and names; private */
};

/*
 * Opens what `path` names: a folder; a file (its folder is the library, `*start` the
 * file's article); "-" for standard input; NULL for the starter library. `start` may be
 * NULL and is ARTICLE_NONE when the path names no single article. Fails with one line
 * when the path is missing or unreadable or holds no article; broken files inside are
 * notices. Free with library_close().
 */
int library_open(const char *path, struct library **out, uint32_t *start,
                 struct error *err);
/* The same for a caller that remembers it, or cannot wait for all of it
 * (library/hooks.h). Returns LIBRARY_NOT_WANTED when a hook saw no need to go on. */
enum { LIBRARY_NOT_WANTED = 1 };

int library_open_as(const char *path, const struct library_opening *how,
                    struct library **out, uint32_t *start, struct error *err);

void library_close(struct library *library);

/* --- Articles and topics --- */

/* While much is asked of a library at once: it stays in one state until it is let go
 * again, which is quicker. As often as it is held. */
void library_begin_read(const struct library *library);
void library_end_read(const struct library *library);

/* An article by its number, valid as long as the library is open. Never NULL: one that
 * is gone meanwhile has an empty path and says so in its title. */
const struct article *library_article(const struct library *library, uint32_t id);

/* The number of the article with this path; ARTICLE_NONE when there is none. */
uint32_t library_article_at(const struct library *library, struct str path);

/* The article after (+1) or before (-1) this one in reading order; from ARTICLE_NONE
 * the first or the last. ARTICLE_NONE at the end. */
uint32_t library_step(const struct library *library, uint32_t id, int direction);

/* The root topic of one of the library's trees; never NULL. */
struct topic *library_tree(const struct library *library, enum library_tree tree);

/* The first child of a topic of this library; NULL when it has none. */
struct topic *library_children(const struct library *library, struct topic *topic);

/*
 * Reads an article whole: document, terms, extraction and resolved links. Fails when
 * the file cannot be read now. Everything is in `arena`, and the document keeps nothing
 * of the library but targets' indexes. Safe to call from several threads at once, each
 * with its own arena.
 */
int article_open(const struct library *library, uint32_t index, struct arena *arena,
                 struct opened **out, struct error *err);

/* The same, but gives up (and fails) between two steps once `*stop` is set, if it is
 * not NULL. What is in the arena then is of no use. Terms keep the words of the author:
 * what is made of these depends on no other article. */
int article_open_until(const struct library *library, uint32_t index,
                       const atomic_bool *stop, struct arena *arena,
                       struct opened **out, struct error *err);

/* A term of `related:` may be a file's name. It gets the title of the article that it
 * leads to, for a caller that shows it. */
void article_name_terms(const struct library *library, struct opened *opened,
                        struct arena *arena);

/* Sets `place_missing` of links to sections that other articles do not have. Reads each
 * of these once; one that cannot be read has other troubles. */
void article_check_sections(const struct library *library, struct opened *opened,
                            struct arena *arena);

/*
 * As article_open() of the first ARTICLE_HEAD_BYTES of its file, cut off where a block
 * ends (read_cut), so that links and notes whose other end comes later stay text. The
 * body is empty where no such place is found. An article that is no longer is opened
 * whole.
 */
int article_open_head(const struct library *library, uint32_t index,
                      struct arena *arena, struct opened **out, struct error *err);

/* As article_open_until, but the document alone, as its reader makes it: with the same
 * headings, but terms are no links yet, and where links lead is not looked up, which
 * takes longer than all the rest where the library is in a catalog. For callers that
 * want only the text. */
int article_read(const struct library *library, uint32_t index, const atomic_bool *stop,
                 struct arena *arena, struct doc **out, struct error *err);

/* An article as it was read, with where its links lead. */
struct opened {
    uint32_t article;
    struct file_stamp stamp; /* of the file when it was read */
    bool is_head;            /* it goes on after the end of the document */
    struct doc *doc;
    struct extract *extract;
    struct target *targets; /* one per doc->links */
};

/* --- Links --- */

enum target_kind {
    TARGET_ARTICLE,   /* another article, or this one */
    TARGET_SECTION,   /* a heading or a marked place in one */
    TARGET_FAQ,       /* a question in one */
    TARGET_FOOTNOTE,  /* in this article */
    TARGET_TIMESTAMP, /* a moment of a video */
    TARGET_ASSET,     /* a file of the library that is no article */
    TARGET_URL,
};

struct target {
    enum target_kind kind;
    bool dangling;       /* the article or file is not in the library */
    bool place_missing;  /* the article is there, its section is not: open the top */
    bool ambiguous;      /* several articles fit as well; the rule's first was taken */
    uint32_t article;    /* of ARTICLE, SECTION, FAQ */
    struct str fragment; /* of a section: as written, without '#', percent-decoded */
    struct str slug;     /* of the section found, for SECTION and FAQ in this article;
                          * else as far as known without reading the other */
    struct str text;     /* clean: a URL; of what is there its path, without the
                          * fragment; of what dangles the destination as written */
};

/*
 * Where a link leads, by the rules of lectern-library.5. `from` is the article it is in
 * (its folder matters), ARTICLE_NONE for a name typed by a person. Never reads another
 * article's body: whether a section of it exists is found when it is opened
 * (target_place). Results in the arena.
 */
struct target library_resolve(const struct library *library, uint32_t from,
                              enum link_form form, struct str dest,
                              struct arena *arena);

/*
 * The node that `fragment` names in a document: heading text exact, case folded,
 * punctuation stripped, slug, {#id}, block id, nested "H1#H2"; in that order. NULL when
 * there is none.
 */
const struct node *target_place(const struct doc *doc, struct str fragment);

/* The article that a person means by a path, a title, an alias or a file's name; the
 * part after the first '#' that is not in a name is the section. ARTICLE_NONE when
 * there is none. */
uint32_t library_find(const struct library *library, struct str words,
                      struct str *section);

#endif
