/*
 * A catalog that was made ahead, and handed on: whether it can be used, and where the
 * library is that it was made of.
 *
 * It says so itself, in `state`. When a catalog is named and no library, that one is
 * meant, so its folder is opened: the catalog is not believed more for that than one
 * whose library was named. The folder is read only, nothing outside it is read, and of
 * what is in it only what a walk would have taken for an article (view_library.c),
 * never what is hidden: a stranger's catalog can make a reader look at no more than a
 * stranger's line `lectern FOLDER` could, and what is read goes nowhere but to the
 * reader. Programs that take catalogs from others, and show what they find to these,
 * have to name the library.
 */
#ifndef LECTERN_CATALOG_STORE_PREBUILT_H
#define LECTERN_CATALOG_STORE_PREBUILT_H

#include "base/arena.h"
#include "base/error.h"
#include "catalog/store/database.h"
#include "library/source.h"

/* Notes the folder of the library that the catalog is of, if it is not noted yet. */
void prebuilt_note_library(struct database *database, struct str root);

/* Fails when the file is no catalog of this version that was finished. */
int prebuilt_check(const char *path, struct error *err);

/* The folder that the catalog was made of, in the arena. Fails when it does not say so,
 * or there is no folder there. */
int prebuilt_library(const char *path, struct arena *arena, const char **library,
                     struct error *err);

/* Fails when of some articles of the catalog hardly one is in the folder, `library`,
 * that was opened for it: then it is another library's. */
int prebuilt_check_library(const char *path, const char *library,
                           const struct source *source, struct error *err);

#endif
