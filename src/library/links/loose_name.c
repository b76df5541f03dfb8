#include "library/loose_name.h"

#include "base/file.h"
#include "library/links/dest.h"
#include "library/links/key.h"

struct str loose_name(struct arena *arena, struct str name)
{
    return str_slice(key_loose(arena, name), 0, LOOSE_NAME_BYTES_MAX);
}

size_t loose_names_of_link(struct arena *arena, struct str dest,
                           struct str keys[LOOSE_NAMES_MAX])
{
    unsigned char ext;
    struct str name =
        key_stem(dest_decoded(arena, str_slice(dest, 0, str_chr(dest, '#'))), &ext);
    size_t count = 0;
    keys[count] = loose_name(arena, name);
    count += keys[count].len > 0;
    /* "TCP/IP" is a name; "notes/tides" is a path, whose folder may be what is
     * wrong. */
    if (str_chr(name, '/') < name.len) {
        keys[count] = loose_name(arena, path_name(name));
        count += keys[count].len > 0;
    }
    return count;
}
