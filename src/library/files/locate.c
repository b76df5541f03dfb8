/*
 * From what a person names to the source of a library.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "library/source.h"

static int cannot_open(const char *path, int errnum, struct error *err)
{
    return error_errno(err, errnum, "cannot open '%s'", path);
}

/* The folder at `path`, "." and links seen through. */
static struct str real_path(struct arena *arena, const char *path)
{
    char *real = realpath(path, NULL);
    struct str whole = arena_str(arena, str_from(real != NULL ? real : path));
    free(real);
    return whole;
}

static int open_folder(struct source *source, const char *path, struct arena *arena,
                       struct located *located, struct error *err)
{
    located->root = real_path(arena, path);
    located->name = path_name(located->root);
    return source_open_folder(source, path, err);
}

/* Opens the folder of the file `path` and sees that the file can be read beneath it. */
static int open_folder_of(struct source *source, const char *path, struct arena *arena,
                          struct located *located, struct error *err)
{
    struct str whole = arena_str(arena, str_from(path)), folder = path_folder(whole);
    if (folder.len == 0)
        folder = str_starts(whole, STR("/")) ? STR("/") : STR(".");
    located->wanted = path_name(whole);
    if (open_folder(source, arena_cstr(arena, folder), arena, located, err) != 0)
        return -1;
    struct str first;
    return source->ops->read(source, located->wanted, 1, true, arena, &first, NULL,
                             err);
}

/* A link that was named by the reader may lead anywhere: the library is then where the
 * file truly lies. */
static int open_file(struct source *source, const char *path, struct arena *arena,
                     struct located *located, struct error *err)
{
    if (open_folder_of(source, path, arena, located, err) == 0)
        return 0;
    char *real = realpath(path, NULL);
    if (real == NULL || strcmp(real, path) == 0) {
        free(real);
        return -1;
    }
    source_close(source);
    struct error ignored;
    int status = open_folder_of(source, real, arena, located, &ignored);
    free(real);
    return status;
}

int source_locate(struct source *source, const char *path, struct arena *arena,
                  struct located *located, struct error *err)
{
    *located = (struct located){0};
    *source = (struct source){.root = {.fd = -1}};
    if (path == NULL) {
        source_open_starter(source);
        located->name = STR("Starter library");
        return 0;
    }
    if (strcmp(path, "-") == 0) {
        located->wanted = SOURCE_STREAM_PATH;
        located->name = STR("Standard input");
        return source_open_stream(source, STDIN_FILENO, arena, err);
    }
    struct stat st;
    if (stat(path, &st) != 0)
        return cannot_open(path, errno, err);
    if (S_ISDIR(st.st_mode))
        return open_folder(source, path, arena, located, err);
    if (S_ISREG(st.st_mode))
        return open_file(source, path, arena, located, err);
    return error_set(err, "cannot open '%s': neither a file nor a folder", path);
}
