/*
 * Reading: from the bytes of a file to a document tree.
 *
 * Any bytes at all are an article. What a reader cannot take as it is (a limit, a
 * broken YAML block) is a notice of the document, never a failure.
 */
#ifndef LECTERN_READ_READ_H
#define LECTERN_READ_READ_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "doc/doc.h"
#include "read/read_head.h"
#include "read/read_limits.h"

/* The format that a file name promises, by the table of read/format.h; names without a
 * suffix are plain text. False when the name promises no article. */
bool read_format_of(struct str path, enum doc_format *format);

/*
 * Reads `raw` as `format` into a new document in the arena, which also keeps what it
 * needs of `raw` (so `raw` may go). A YAML file without `title` and a body is read as
 * text. Front matter is honoured in Markdown and in plain text.
 * The document is finished (doc_finish) and has its title (lectern-library.5): front
 * matter, first heading, first line; empty when there is none (the caller then names it
 * by its file).
 */
struct doc *read_document(struct arena *arena, enum doc_format format, struct str raw);

/*
 * The head of an article, read cheaply from the first bytes of its file: what the topic
 * tree and the names need. A part of a file must end after a line end; what is found in
 * it is what read_document() finds in the whole, unless `wants_more` is set. Plain text
 * is judged by its beginning.
 */
void read_head(struct arena *arena, enum doc_format format, struct str raw,
               bool is_whole, struct read_head *head);

/*
 * How many of the first bytes of a larger file may be read alone, as a head that looks
 * as it does in the whole: up to an empty line after which something new begins,
 * outside of front matter, code, HTML, comments, lists and notes. 0 when there is no
 * such place, and for YAML.
 */
size_t read_cut(enum doc_format format, struct str raw);

/* True when the bytes of a whole .yaml file are an article: a mapping with `title` and
 * one of body, sections, key_points, faq, summary. */
bool read_is_yaml_article(struct str raw);

#endif
