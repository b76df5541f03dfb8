/*
 * YAML as a small tree (see the header).
 *
 * libyaml's events are put together with a stack of the lists and maps that are open.
 * Duplicate keys stay in the tree; yaml_get() takes the last.
 */
#include "read/yaml.h"

#include <yaml.h>

#include "base/mem.h"
#include "read/read_limits.h"

enum {
    /* libyaml compares each with all before it; nobody writes more than a few. */
    DIRECTIVES_MAX = 64,
};

/* A list or map that is open. */
struct level {
    struct yaml *node;
    struct yaml *last; /* of its entries */
    struct str key;    /* of the next value, in a map */
    bool has_key;
};

struct yaml_builder {
    struct arena *arena;
    uint32_t first_line;
    size_t events_left;
    struct level levels[READ_YAML_DEPTH_MAX];
    size_t depth;
    struct yaml *top;
    struct error *err;
    bool done;
};

static int fail_at(struct yaml_builder *b, const yaml_mark_t *mark, const char *reason)
{
    return error_set(b->err, "line %zu, column %zu: %s", mark->line + b->first_line,
                     mark->column + 1, reason);
}

static int fail_parse(struct yaml_builder *b, const yaml_parser_t *parser)
{
    if (parser->error == YAML_MEMORY_ERROR)
        die("out of memory");
    /* Errors of the reader have no mark: the parser's place is the nearest. */
    const bool reader = parser->error == YAML_READER_ERROR;
    const yaml_mark_t *mark = reader ? &parser->mark : &parser->problem_mark;
    return fail_at(b, mark, parser->problem ? parser->problem : "not YAML");
}

/* Puts a finished or just opened value where it belongs: as a key, an entry, the
 * top. */
static void place(struct yaml_builder *b, struct yaml *value)
{
    if (b->depth == 0) {
        b->top = value;
        return;
    }
    struct level *level = &b->levels[b->depth - 1];
    if (level->node->kind == YAML_MAP && !level->has_key) {
        level->key = value->scalar;
        level->has_key = true;
        return;
    }
    value->key = level->key;
    level->key = (struct str){0};
    level->has_key = false;
    if (level->last == NULL)
        level->node->first = value;
    else
        level->last->next = value;
    level->last = value;
}

static struct yaml *new_value(struct yaml_builder *b, enum yaml_kind kind,
                              const yaml_event_t *event)
{
    struct yaml *value = ARENA_NEW(b->arena, struct yaml);
    value->kind = kind;
    value->line = (uint32_t)event->start_mark.line + b->first_line;
    return value;
}

static int open_level(struct yaml_builder *b, enum yaml_kind kind,
                      const yaml_event_t *event)
{
    if (b->depth == READ_YAML_DEPTH_MAX)
        return fail_at(b, &event->start_mark, "nested too deeply");
    struct yaml *value = new_value(b, kind, event);
    place(b, value);
    b->levels[b->depth++] = (struct level){.node = value};
    return 0;
}

static bool is_null(struct str text, const yaml_event_t *event)
{
    return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
           (text.len == 0 || str_eq(text, STR("~")) ||
            str_eq_nocase(text, STR("null")));
}

static void add_scalar(struct yaml_builder *b, const yaml_event_t *event)
{
    const struct str text = {(const char *)event->data.scalar.value,
                             event->data.scalar.length};
    const enum yaml_kind kind = is_null(text, event) ? YAML_NULL : YAML_SCALAR;
    struct yaml *value = new_value(b, kind, event);
    value->scalar = arena_str(b->arena, text);
    place(b, value);
}

static void close_level(struct yaml_builder *b)
{
    b->depth--;
}

static int take_event(struct yaml_builder *b, const yaml_event_t *event)
{
    if (b->events_left == 0)
        return fail_at(b, &event->start_mark, "too many values");
    b->events_left--;
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        add_scalar(b, event);
        break;
    case YAML_ALIAS_EVENT:
        place(b, new_value(b, YAML_NULL, event));
        break;
    case YAML_SEQUENCE_START_EVENT:
        return open_level(b, YAML_LIST, event);
    case YAML_MAPPING_START_EVENT:
        return open_level(b, YAML_MAP, event);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_level(b);
        break;
    case YAML_DOCUMENT_END_EVENT:
    case YAML_STREAM_END_EVENT:
        b->done = true;
        break;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_START_EVENT:
        break;
    }
    return 0;
}

static int take_all(struct yaml_builder *b, yaml_parser_t *parser)
{
    while (!b->done) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event))
            return fail_parse(b, parser);
        const int rc = take_event(b, &event);
        yaml_event_delete(&event);
        if (rc != 0)
            return rc;
    }
    return 0;
}

static bool has_many_directives(struct str text)
{
    size_t count = 0;
    for (struct str line; str_cut_line(&text, &line);)
        count += line.len > 0 && line.ptr[0] == '%';
    return count > DIRECTIVES_MAX;
}

int yaml_parse(struct arena *arena, struct str text, uint32_t first_line,
               size_t max_events, struct yaml **out, struct error *err)
{
    struct yaml_builder b = {.arena = arena,
                             .first_line = first_line,
                             .events_left = max_events,
                             .err = err};
    if (has_many_directives(text))
        return error_set(err, "line %u, column 1: too many directives", first_line);
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        die("out of memory");
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &parser, (const unsigned char *)(text.ptr ? text.ptr : ""), text.len);
    const int rc = take_all(&b, &parser);
    yaml_parser_delete(&parser);
    if (rc != 0)
        return rc;
    if (b.top == NULL)
        b.top = ARENA_NEW(arena, struct yaml);
    *out = b.top;
    return 0;
}

const struct yaml *yaml_get(const struct yaml *map, const char *key)
{
    const struct yaml *found = NULL;
    if (map == NULL || map->kind != YAML_MAP)
        return NULL;
    for (const struct yaml *entry = map->first; entry != NULL; entry = entry->next) {
        if (str_eq_nocase(entry->key, str_from(key)))
            found = entry;
    }
    return found;
}

struct str yaml_str(const struct yaml *map, const char *key)
{
    const struct yaml *value = yaml_get(map, key);
    return value != NULL && value->kind == YAML_SCALAR ? value->scalar
                                                       : (struct str){0};
}
