/*
 * Compares a key with every name that an article has. A hash index may answer with an
 * article whose key merely collides; this is the test that settles it.
 */
#include "library/called.h"

#include "base/file.h"
#include "library/links/key.h"

static bool is_one_of(const struct str *list, size_t count, struct str key)
{
    for (size_t i = 0; i < count; i++) {
        if (str_eq(list[i], key))
            return true;
    }
    return false;
}

/* The whole path, or the part of it after one of its slashes. */
static bool is_suffix(struct str path, struct str key)
{
    return str_ends(path, key) &&
           (path.len == key.len || path.ptr[path.len - key.len - 1] == '/');
}

typedef struct str make_key(struct arena *arena, struct str name);

static bool is_titled(const struct article *article, make_key *make,
                      struct arena *arena, struct str key)
{
    return str_eq(make(arena, article->title), key) ||
           str_eq(make(arena, article->own_title), key);
}

static bool has_alias(const struct article *article, make_key *make,
                      struct arena *arena, struct str key)
{
    for (size_t i = 0; i < article->alias_count; i++) {
        if (str_eq(make(arena, article->aliases[i]), key))
            return true;
    }
    return false;
}

static bool is_called(const struct article *article, enum name_class class,
                      struct arena *arena, struct str key)
{
    unsigned char ext;
    struct str stem = key_stem(article->path, &ext);
    switch (class) {
    case NAME_PATH:
        return str_eq(article->path, key);
    case NAME_STEM:
        return str_eq(stem, key);
    case NAME_SUFFIX:
        return is_suffix(key_folded(arena, stem), key);
    case NAME_ADDRESS:
        return is_one_of(article->addresses, article->address_count, key);
    case NAME_ALIAS:
        return has_alias(article, key_folded, arena, key);
    case NAME_TITLE:
        return is_titled(article, key_folded, arena, key);
    case NAME_LOOSE_BASE:
        return str_eq(key_loose(arena, path_name(stem)), key);
    case NAME_LOOSE_TITLE:
        return is_titled(article, key_loose, arena, key) ||
               has_alias(article, key_loose, arena, key);
    case NAME_FILE:
    case NAME_FILE_SUFFIX:
    case NAME_FOLDER:
    case NAME_CLASS_COUNT:
        break;
    }
    return true;
}

bool article_is_called(const struct article *article, enum name_class class,
                       struct str key)
{
    struct arena arena = {0};
    bool is = is_called(article, class, &arena, key);
    arena_release(&arena);
    return is;
}
