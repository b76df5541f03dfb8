/*
 * Files that were edited in place, and nothing else: what most runs find.
 *
 * The files that a walk has met and the rows of `article` are compared as marks, a hash
 * of path and stamp each. Where a few articles differ alone and each is still called as
 * it was, names, topics and the rows of all others stay, and the library is not opened:
 * the run takes as long as its walk.
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

struct edited {
    struct arena arena; /* of the files */
    uint64_t *marks;    /* of what the walk has met */
    size_t mark_count, mark_cap;
    struct known_file files[EDITED_MAX];
    uint64_t digest; /* of all files with the stamps of these */
    size_t count;
};

void edited_release(struct edited *edited);

void edited_meet(struct edited *edited, const struct scan_file *file);

/* Fills `files` with those of which the row differs from what was met, `digest` being
 * that of the rows. False, without files, when more than that differs. */
bool edited_find(struct edited *edited, struct database *database, uint64_t digest);

/* Reads their heads. False when one of them is called otherwise now, or is not as the
 * walk has met it. */
bool edited_confirm(struct edited *edited, const struct source *source);

/* Writes their stamps, and that they are to be read, in one transaction. */
void edited_write(const struct edited *edited, struct database *database);

#endif
