/*
 * Files that were edited in place, and nothing else: what most runs find.
 *
 * Of each folder the catalog has a digest of the files in it (library/probes.h). Where
 * a few folders differ alone, from a walk or because a watch has named them, these are
 * listed and compared with the rows of their files. If all that differs is a few
 * articles that are each still called as they were, names, topics and the rows of all
 * others stay, and the library is not opened: the run takes as long as its walk, or as
 * the listing of a few folders.
 */
#ifndef LECTERN_CATALOG_SYNC_EDITED_H
#define LECTERN_CATALOG_SYNC_EDITED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "catalog/store/database.h"
#include "catalog/store/schema.h"
#include "library/hooks.h"
#include "library/probes.h"
#include "library/source.h"

enum {
    /* More are read by several threads, for which the library is opened. */
    EDITED_MAX = 16,
};

/* --- Files as the catalog knows them --- */

struct known_file {
    struct str path, head; /* the head as a record */
    struct str title;      /* of an article, which a list of articles may give it */
    struct file_stamp stamp;
    uint32_t id;
    bool is_named; /* as articles are, or by the user who opened it: it is one if its
                      bytes are */
    bool is_article;
    enum schema_read read; /* of an article */
};

/* Values of article.format for files that are not articles. */
enum { FORMAT_NO_ARTICLE = -1, FORMAT_NOT_NAMED = -2 };

/* What a row begins with that is to be a known file. */
#define KNOWN_FILE_COLUMNS "path, size, mtime, ctime, inode, device, format"

/* Path, stamp and is_named of a row, as long as it lasts. */
struct known_file known_file_of(const struct statement *row);

/* Whether a file says how others are arranged, or may: its head does not tell. */
bool known_file_arranges(struct str path, const struct head *head);

/* --- Edited files --- */

struct edited_folder {
    struct str path;
    uint64_t
        found; /* as struct probe has it, in the catalog; when looked at, as it is */
};

struct edited_file {
    struct known_file known; /* with the stamp of now, once it was looked at */
    uint64_t mark;           /* its digest in the catalog */
};

struct edited {
    struct arena arena; /* of the paths and heads */
    struct edited_folder folders[EDITED_MAX];
    size_t folder_count;
    struct edited_file files[EDITED_MAX];
    size_t count;
    uint64_t change; /* of the digest of all files */
};

void edited_release(struct edited *edited);

/* Forgets folders and files. */
void edited_forget(struct edited *edited);

/* Adds a folder to look at; false when there are too many, or the catalog does not have
 * it. */
bool edited_add_folder(struct edited *edited, struct database *database,
                       struct str path);

/* Adds the folders in which a walk has found something else than the catalog has.
 * False, without folders, when there are none or too many, or more than files differs.
 */
bool edited_add_different(struct edited *edited, struct database *database,
                          const struct probes *probes);

/* Whether what decides besides folders what a walk finds is as the catalog has it. */
bool edited_has_same_rules(struct database *database, const struct source *source);

/* Looks at the folders: fills `files` with those that differ from their rows, and reads
 * their heads. False when more than that differs. `wanted` is the file that was named,
 * or empty. */
bool edited_look(struct edited *edited, struct database *database,
                 const struct source *source, struct str wanted);

/* Writes what the files and folders are now, and that the files are to be read, in one
 * transaction. */
void edited_write(const struct edited *edited, struct database *database);

#endif
