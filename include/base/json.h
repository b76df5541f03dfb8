/*
 * Writing JSON (RFC 8259), one value per line.
 *
 * The writer keeps commas and nesting; the caller opens and closes. Text is written so
 * that it is both exact and harmless: every code point that the sanitiser would change
 * is written as a \u escape, and ill-formed bytes become U+FFFD.
 */
#ifndef LECTERN_BASE_JSON_H
#define LECTERN_BASE_JSON_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

struct json {
    struct buf *out;
    bool comma; /* a value came before, in the same array or object */
};

void json_init(struct json *json, struct buf *out);

/* `key` is NULL inside an array and at the top, and plain ASCII elsewhere. */
void json_open(struct json *json, const char *key, char bracket);
void json_close(struct json *json, char bracket);
void json_str(struct json *json, const char *key, struct str value);
void json_int(struct json *json, const char *key, long long value);

/* With three digits after the point; what is no number is 0. */
void json_real(struct json *json, const char *key, double value);
void json_bool(struct json *json, const char *key, bool value);

/* A key that comes from a document, before json_open or a value with key NULL. */
void json_key(struct json *json, struct str key);

/* The end of a line of JSON Lines. */
void json_end(struct json *json);

#endif
