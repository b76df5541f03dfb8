/*
 * Front matter (see the header): finding the block.
 */
#include "read/yaml/front_matter.h"

#include "base/ascii.h"
#include "read/read_limits.h"
#include "read/yaml/lenient.h"
#include "read/yaml/meta.h"

static struct str without_trailing_blanks(struct str s)
{
    while (s.len > 0 && ascii_is_blank(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

static enum front_kind kind_of(struct str first_line)
{
    const struct str line = without_trailing_blanks(first_line);
    if (str_eq(line, STR("---")))
        return FRONT_YAML;
    if (str_eq(line, STR("+++")))
        return FRONT_TOML;
    return str_eq(line, STR("{")) ? FRONT_JSON : FRONT_NONE;
}

static bool ends_block(enum front_kind kind, struct str line)
{
    line = without_trailing_blanks(line);
    switch (kind) {
    case FRONT_YAML:
        return str_eq(line, STR("---")) || str_eq(line, STR("..."));
    case FRONT_TOML:
        return str_eq(line, STR("+++"));
    case FRONT_JSON:
        return str_eq(line, STR("}"));
    case FRONT_PROPERTIES:
    case FRONT_NONE:
        break;
    }
    return false;
}

/* --- Properties --- */

/* The colons of "key:: value"; the length of the line when it is none. */
static size_t property_colons(struct str line)
{
    size_t at = 0;
    while (at < line.len && (ascii_is_alnum(line.ptr[at]) || line.ptr[at] == '-' ||
                             line.ptr[at] == '_' || line.ptr[at] == '.'))
        at++;
    const struct str rest = str_tail(line, at);
    return at > 0 && ascii_is_letter(*line.ptr) && str_starts(rest, STR(":: ")) &&
                   str_trim(str_tail(rest, 3)).len > 0
               ? at
               : line.len;
}

/* The lines of properties that the text begins with. */
static struct front_cut cut_properties(struct str text)
{
    struct str rest = text, after = text, line;
    uint32_t lines = 0;
    while (lines < READ_FRONT_MATTER_MAX_LINES && str_cut_line(&after, &line) &&
           property_colons(line) < line.len) {
        rest = after;
        lines++;
    }
    return (struct front_cut){
        .kind = lines > 0 ? FRONT_PROPERTIES : FRONT_NONE,
        .block = str_slice(text, 0, text.len - rest.len),
        .body = rest,
        .body_line = lines + 1,
    };
}

/* A value without the brackets of its links. */
static struct str without_brackets(struct arena *arena, struct str s)
{
    char *copy = arena_bytes(arena, s.len);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        const struct str rest = str_tail(s, i);
        if (str_starts(rest, STR("[[")) || str_starts(rest, STR("]]")))
            i++;
        else
            copy[len++] = s.ptr[i];
    }
    return (struct str){copy, len};
}

static struct meta *read_properties(struct arena *arena, struct str block)
{
    struct meta_list list = {.arena = arena};
    for (struct str line; str_cut_line(&block, &line);) {
        const size_t at = property_colons(line);
        struct meta *meta = meta_key(&list, str_slice(line, 0, at));
        meta_add(&list, meta, without_brackets(arena, str_trim(str_tail(line, at + 2))),
                 false);
    }
    return list.first;
}

/* --- The block --- */

bool front_may_begin(struct str text)
{
    struct str line;
    return str_cut_line(&text, &line) && kind_of(line) != FRONT_NONE;
}

struct front_cut front_cut(struct str text)
{
    struct front_cut none = {.kind = FRONT_NONE, .body = text, .body_line = 1};
    struct str rest = text, line;
    if (!str_cut_line(&rest, &line))
        return none;
    const enum front_kind kind = kind_of(line);
    if (kind == FRONT_NONE)
        return cut_properties(text);
    const char *from = kind == FRONT_JSON ? text.ptr : rest.ptr;
    bool has_key = false;
    for (uint32_t lines = 1; str_cut_line(&rest, &line); lines++) {
        const size_t bytes = (size_t)(line.ptr - text.ptr);
        if (lines == 1)
            has_key = str_chr(line, ':') < line.len || str_chr(line, '=') < line.len;
        none.is_too_long = has_key && (lines > READ_FRONT_MATTER_MAX_LINES ||
                                       bytes > READ_FRONT_MATTER_MAX_BYTES);
        if (lines > READ_FRONT_MATTER_MAX_LINES || bytes > READ_FRONT_MATTER_MAX_BYTES)
            break;
        if (!ends_block(kind, line))
            continue;
        const char *to = kind == FRONT_JSON ? line.ptr + line.len : line.ptr;
        return (struct front_cut){.kind = kind,
                                  .block = {from, (size_t)(to - from)},
                                  .body = rest,
                                  .body_line = lines + 2};
    }
    return none;
}

void front_read(struct arena *arena, const struct front_cut *cut,
                struct front_matter *out)
{
    *out = (struct front_matter){0};
    if (cut->kind == FRONT_NONE)
        return;
    if (cut->kind == FRONT_PROPERTIES) {
        out->meta = read_properties(arena, cut->block);
        return;
    }
    if (cut->kind == FRONT_TOML) {
        out->meta = lenient_read(arena, cut->block, '=');
        return;
    }
    const uint32_t first_line = cut->kind == FRONT_JSON ? 1 : 2;
    struct yaml *top;
    if (yaml_parse(arena, cut->block, first_line, READ_YAML_EVENTS_MAX, &top,
                   &out->error) != 0) {
        out->broken = true;
        out->meta = lenient_read(arena, cut->block, ':');
    } else if (top->kind == YAML_MAP) {
        out->yaml = top;
        out->meta = front_meta(arena, top);
    }
}

/* True when blank lines are beside both rules. */
static bool is_apart(struct str block)
{
    const size_t first = str_chr(block, '\n');
    const struct str trimmed = str_trim(block);
    const struct str end =
        trimmed.len > 0
            ? str_tail(block, (size_t)(trimmed.ptr - block.ptr) + trimmed.len)
            : (struct str){0};
    return first < block.len && str_trim(str_slice(block, 0, first)).len == 0 &&
           str_find(end, STR("\n\n")) < end.len;
}

bool front_is_text(const struct front_cut *cut, const struct front_matter *front)
{
    const bool any = str_trim(cut->block).len > 0;
    if (cut->kind == FRONT_NONE || cut->kind == FRONT_TOML ||
        cut->kind == FRONT_PROPERTIES || !any)
        return false;
    return front->broken || front->yaml == NULL ||
           (cut->kind == FRONT_YAML && is_apart(cut->block) &&
            yaml_get(front->yaml, "title") == NULL);
}

struct str front_value(const struct meta *meta, struct str key)
{
    for (; meta != NULL; meta = meta->next) {
        if (str_eq_nocase(meta->key, key) && meta->count > 0)
            return meta->values[0];
    }
    return (struct str){0};
}

/* --- Facts --- */

static void add_list(struct meta_list *list, struct meta *meta,
                     const struct yaml *entry)
{
    meta->is_list = true;
    for (const struct yaml *item = entry->first; item != NULL; item = item->next) {
        if (item->kind == YAML_SCALAR)
            meta_add(list, meta, item->scalar, true);
    }
}

/* Keys that hold parts of the article itself (read/yaml/structured_body.h). */
static bool is_content(struct str key)
{
    return str_eq_nocase(key, STR("body")) || str_eq_nocase(key, STR("sections")) ||
           str_eq_nocase(key, STR("key_points")) || str_eq_nocase(key, STR("faq"));
}

enum { META_DEPTH_MAX = 3 }; /* of keys within keys: `menu: {docs: {weight: 2}}` */

/* Adds the keys of a map, those of a map within it as "outer.inner". `*left` keys are
 * taken, since they are looked for one by one. */
static void add_map(struct meta_list *list, const struct yaml *map, struct str prefix,
                    int depth, size_t *left)
{
    for (const struct yaml *entry = map->first; entry != NULL && *left > 0;
         entry = entry->next, --*left) {
        if (entry->key.len == 0 || (depth == 1 && is_content(entry->key)))
            continue;
        struct str key = entry->key;
        if (prefix.len > 0)
            key = arena_printf(list->arena, STR_FMT "." STR_FMT, STR_ARG(prefix),
                               STR_ARG(key));
        if (entry->kind == YAML_MAP && depth < META_DEPTH_MAX)
            add_map(list, entry, key, depth + 1, left);
        else if (entry->kind == YAML_SCALAR)
            meta_add(list, meta_key(list, key), entry->scalar, false);
        else if (entry->kind == YAML_LIST)
            add_list(list, meta_key(list, key), entry);
        else if (entry->kind == YAML_NULL)
            (void)meta_key(list, key);
    }
}

struct meta *front_meta(struct arena *arena, const struct yaml *map)
{
    struct meta_list list = {.arena = arena};
    size_t left = READ_FRONT_MATTER_MAX_LINES;
    add_map(&list, map, (struct str){0}, 1, &left);
    return list.first;
}
