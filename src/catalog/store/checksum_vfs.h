/*
 * Checksums on the pages of a database.
 *
 * SQLite finds damage in the structure of a database, but not in what it holds: a byte
 * that changed in a word, a list of places or a path is an answer that is wrong, for as
 * long as the file lives. So the last bytes of each page are a checksum of the rest and
 * of where the page lies: pages that were changed, exchanged, emptied or cut off are
 * SQLITE_CORRUPT when they are read.
 *
 * It is a layer between SQLite and the file. Pages are checked when they are read from
 * the database file and get their checksum when they are written there; journals and
 * logs have SQLite's own.
 */
#ifndef LECTERN_CATALOG_STORE_CHECKSUM_VFS_H
#define LECTERN_CATALOG_STORE_CHECKSUM_VFS_H

#include <sqlite3.h>

/* The name of the layer, for sqlite3_open_v2(); NULL, which is SQLite's own, when there
 * is none. From any thread. */
const char *checksum_vfs(void);

/* Makes room for the checksums in a database that is still to be made. Returns what
 * SQLite returns. */
int checksum_reserve(sqlite3 *handle);

#endif
