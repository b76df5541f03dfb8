/*
 * The sizes up to which articles, and what is in them, are read.
 */
#ifndef LECTERN_READ_READ_LIMITS_H
#define LECTERN_READ_READ_LIMITS_H

enum {
    /* Larger articles are shown as plain text. cmark reads 85 MB/s, so this many bytes
     * stay well below half a second (SECURITY.md). */
    READ_MARKDOWN_MAX_BYTES = 32 << 20,
    /* The same of HTML: gumbo reads 20 MB/s and takes 16 bytes for each. */
    READ_HTML_MAX_BYTES = 16 << 20,
    /* Larger files are refused by the library: an article is read whole into memory. */
    READ_FILE_MAX_BYTES = 64 << 20,
    READ_FRONT_MATTER_MAX_BYTES = 64 << 10,
    READ_FRONT_MATTER_MAX_LINES = 1000,
    READ_YAML_DEPTH_MAX = 32,
    READ_YAML_EVENTS_MAX = 10000,      /* of front matter */
    READ_ARTICLE_EVENTS_MAX = 2000000, /* of a YAML article; its size is bounded, too */
    READ_TITLE_BYTES = 64 << 10,       /* in which the heading that is the title is */
    READ_SCALAR_MAX_BYTES = 8 << 10,
    READ_DEST_MAX_BYTES = 8 << 10, /* of a link destination that is kept */
};

#endif
