/*
 * Keys: names in the forms under which they are compared.
 *
 * *Folded*: case and compatibility forms do not count. *Loose*: neither do accents,
 * punctuation, nor how words are joined ("us_china-Relations" is "US China relations").
 * Both are clean, whatever bytes the name has. Keys are never shown.
 */
#ifndef LECTERN_LIBRARY_LINKS_KEY_H
#define LECTERN_LIBRARY_LINKS_KEY_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

struct str key_folded(struct arena *arena, struct str name);
struct str key_loose(struct arena *arena, struct str name);

/* `path` without the suffix of an article; `*ext` says which it was, 0 for none. */
struct str key_stem(struct str path, unsigned char *ext);

/* The name without a number that gives it its place ("02-setting-out"), if that is all
 * the number does: a year or a version stays. */
struct str name_without_number(struct str name);

/* A title made from a file's or folder's name: no suffix, no number for its place,
 * dashes and underscores as spaces, a capital first if there is none. Clean; never
 * empty. */
struct str title_from_name(struct arena *arena, struct str name);

/* The same of a path; the page of a folder is called as the folder. */
struct str title_from_path(struct arena *arena, struct str path);

/* True when the name of a file says in words what is in it: "harbour-rules.txt" does,
 * "README", "2031-04-01.txt" and "000_eb527153aa29.txt" do not. */
bool name_says_something(struct str path);

/* How well a file's name speaks for its folder; 0 for not at all. A file called as its
 * folder is what some note-takers have for an index. */
unsigned char key_page_rank(struct str path);

#endif
