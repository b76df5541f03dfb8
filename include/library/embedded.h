/*
 * The starter library: the files of seeds/, compiled into the program so that the bare
 * binary has something to read. The table is generated (src/library/embed.sh).
 */
#ifndef LECTERN_LIBRARY_EMBEDDED_H
#define LECTERN_LIBRARY_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
    const char *path; /* relative to the root, '/' between names */
    const unsigned char *data;
    size_t len; /* bytes */
};

/* Sorted by path, bytewise. */
extern const struct embedded_file embedded_files[];
extern const size_t embedded_file_count;

#endif
