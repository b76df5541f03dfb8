/*
 * The order of the passes over a finished document: those that change the tree, then
 * those that only read it.
 */
#include "extract/extract.h"

#include <assert.h>

#include "extract/points/points.h"
#include "extract/questions/questions.h"
#include "extract/questions/split.h"
#include "extract/sections.h"
#include "extract/terms/terms.h"

static const char *const source_names[] = {
    [POINT_YAML] = "yaml",       [POINT_TABLE] = "table", [POINT_LIST] = "list",
    [POINT_CALLOUT] = "callout", [POINT_LABEL] = "label",
};

const char *point_source_name(enum point_source source)
{
    assert((size_t)source < sizeof source_names / sizeof *source_names);
    return source_names[source];
}

/* What is rebuilt in the tree before anything is found in it: links of terms, and
 * paragraphs that held a question and its answer. */
static bool change(struct doc *doc, const struct sections *sections,
                   struct arena *scratch)
{
    bool terms = terms_find(doc, sections, scratch);
    bool questions = split_questions(doc, sections);
    return terms || questions;
}

struct extract *extract_all(struct arena *arena, struct doc *doc)
{
    struct extract *extract = ARENA_NEW(arena, struct extract);
    struct arena scratch = {0};
    struct sections sections = sections_of(&scratch, doc);
    if (change(doc, &sections, &scratch)) {
        doc_finish(doc);
        sections = sections_of(&scratch, doc);
    }
    points_find(arena, doc, &sections, extract);
    questions_find(arena, doc, &sections, extract);
    arena_release(&scratch);
    return extract;
}
