#include "extract/extract.h"

#include <assert.h>

#include "extract/points.h"
#include "extract/questions.h"
#include "extract/sections.h"

static const char *const source_names[] = {
    [POINT_YAML] = "yaml",       [POINT_TABLE] = "table", [POINT_LIST] = "list",
    [POINT_CALLOUT] = "callout", [POINT_LABEL] = "label",
};

const char *point_source_name(enum point_source source)
{
    assert((size_t)source < sizeof source_names / sizeof *source_names);
    return source_names[source];
}

struct extract *extract_all(struct arena *arena, struct doc *doc)
{
    struct extract *extract = ARENA_NEW(arena, struct extract);
    struct sections sections = sections_of(arena, doc);

    points_find(arena, doc, &sections, extract);
    questions_find(arena, doc, &sections, extract);
    return extract;
}
