/*
 * From what a person types to what is opened.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "catalog/session.h"

static bool exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

static const char *file_of(struct str given, struct str *section, struct arena *arena)
{
    struct str file = given;
    const char *path = arena_cstr(arena, file);
    while (!exists(path)) {
        do {
            if (file.len == 0) { /* nothing exists: the first '#' counts */
                file.len = str_chr(given, '#');
                *section = str_tail(given, file.len + 1);
                return arena_cstr(arena, str_slice(given, 0, file.len));
            }
            file.len--;
        } while (given.ptr[file.len] != '#');
        path = arena_cstr(arena, str_slice(given, 0, file.len));
    }
    *section = str_tail(given, file.len + 1);
    return path;
}

struct session_name session_name(const char *given, struct arena *arena)
{
    struct session_name name = {.section = {"", 0}};
    if (given == NULL)
        return name;
    name.path = file_of(arena_str(arena, str_from(given)), &name.section, arena);
    struct stat st;
    name.is_article = strcmp(name.path, "-") == 0 ||
                      (stat(name.path, &st) == 0 && S_ISREG(st.st_mode));
    return name;
}

const char *session_default(const char *given)
{
    const char *path = given != NULL ? given : getenv("LECTERN_LIBRARY");
    return path != NULL && *path != '\0' ? path : NULL;
}
