/*
 * The structure of a library in the catalog: its files, names, topics and titles; all
 * but what is in the articles.
 *
 * A run compares the walk with the files that the catalog knows, by a digest of all of
 * them: so a library of a million files is looked through without holding one of them.
 * Where nothing differs the library is not even opened. A caller in a hurry may leave
 * out the walk when the probes (library/probes.h) are as the last walk met them. Where
 * something does, it is opened with the heads that are known still, and what is
 * different is written in one transaction, so that a reader sees the library as it was
 * or as it is.
 */
#ifndef LECTERN_CATALOG_SYNC_STRUCTURE_H
#define LECTERN_CATALOG_SYNC_STRUCTURE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "catalog/phase.h"
#include "catalog/store/database.h"
#include "catalog/store/schema.h"
#include "catalog/sync/edited.h"
#include "library/hooks.h"
#include "library/library.h"
#include "library/probes.h"
#include "library/watch.h"

enum {
    /* Ids are not given twice, and arrays go by them. So many are used up when a
     * library of as many files as there can be was renamed whole a few times; then, as
     * with an id that is larger, the catalog is made again. */
    STRUCTURE_IDS_MAX = 8 * LIBRARY_FILES_MAX,
};

/* A file as this run has found it. */
struct learned_file {
    struct str path, head;
    struct file_stamp stamp;
    bool is_named;
    const struct known_file *known; /* NULL for a new one */
};

struct structure {
    struct database *database;
    void (*folder)(void *context, struct str path); /* as in struct sync */
    void (*progress)(void *context, enum catalog_phase phase, size_t done,
                     size_t total);
    void *context;
    size_t walked_count;     /* files that the walk found, */
    atomic_size_t looked_at; /* and those that their heads were asked of */
    uint64_t digest, met;    /* of all files: as they are known, and as met */
    uint64_t rest, rest_met; /* of folders and what was wrong with the walk */
    int64_t began_ns;        /* before anything was looked at */
    struct probes probes;    /* as the walk met them */
    struct str *unread;      /* paths that could not be read; once asked for */
    size_t unread_count;
    struct arena arena;             /* of the numbers and ids */
    struct arena files;             /* of what is known and learned of files */
    const struct scan_file *walked; /* what the walk found; NULL without one */
    struct known_file *known;       /* in order of their paths; once loaded */
    size_t known_count;
    struct learned_file *learned; /* likewise */
    size_t learned_count, learned_cap;
    bool wants_edited; /* set it to be shown in `edited` where files were only edited */
    struct edited edited;
    bool only_files;      /* set it where it does not matter what is left to be read */
    size_t unwalked_from; /* as in struct sync */
    bool is_unwalked;     /* the probes were the same */
    bool changed_files;   /* some file differs */
    bool changed_names;   /* what things are called, or where they are, may differ */
    bool has_asked_unread;
    bool is_readable;  /* one of those that could not be read can be read now */
    uint32_t *ids;     /* by the number of an article in the library: its id; NULL when
                          the numbers are the ids */
    uint32_t *numbers; /* by id: the number in the library, or ARTICLE_NONE */
    uint32_t id_count; /* ids are below */
};

void structure_init(struct structure *structure, struct database *database);
void structure_release(struct structure *structure);

/* Hooks to open the library with; they write into `structure`. They stop the opening
 * when nothing changed and nothing is left to be read, and when files were edited in
 * place alone and that is wanted. */
struct library_hooks structure_hooks(struct structure *structure);

/* What is known of a file that a walk has met; once loaded. */
enum structure_sight { SIGHT_NO_ARTICLE, SIGHT_UNSEEN, SIGHT_SEEN };
enum structure_sight structure_sight(const struct structure *structure,
                                     const struct scan_file *file);

/* Takes in what is known, where there is no walk to tell whether that is needed. Of a
 * catalog that cannot be read nothing is known. */
void structure_load(struct structure *structure);

/* Writes what differs, in one transaction, and fills `ids` and `numbers`. What was
 * known and learned of files is forgotten then. */
void structure_write(struct structure *structure, const struct library *library);

/* Puts the folders that a watch has named into `edited`; false where a walk is needed
 * to know what changed. */
bool structure_take_places(struct structure *structure,
                           const struct watch_place *places, size_t count);

/* Writes what the walk has met of probes, where nothing else differs. */
void structure_write_probes(struct structure *structure);

/* Brings what was learned without a walk in order. */
void structure_sort(struct structure *structure);

/* The id of an article of the library. */
static inline uint32_t structure_id(const struct structure *structure, uint32_t number)
{
    return structure->ids != NULL ? structure->ids[number] : number;
}

/* The number in the library of the article with an id; ARTICLE_NONE when it is none. */
uint32_t structure_number(const struct structure *structure, int64_t id);

#endif
