/*
 * A cache of outlines by article: titles and headings are cut into words, each with
 * its base, when an article is first asked about.
 */
#include "catalog/near/outlines.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/map.h"
#include "base/mem.h"
#include "catalog/near/word_bases.h"
#include "catalog/store/record.h"
#include "catalog/text/segment.h"

struct outlines {
    struct database *database;
    struct statement *article, *facts;
    int64_t state;
    struct arena arena; /* of all outlines */
    struct map by_article;
    struct arena scratch;
};

struct outlines *outlines_new(struct database *database)
{
    struct outlines *outlines = mem_zalloc(1, sizeof *outlines);
    outlines->database = database;
    outlines->article =
        statement_new(database, "SELECT ord, title FROM article WHERE id = ?");
    outlines->facts =
        statement_new(database, "SELECT data FROM facts WHERE article = ?");
    return outlines;
}

void outlines_free(struct outlines *outlines)
{
    if (outlines == NULL)
        return;
    statement_free(outlines->article);
    statement_free(outlines->facts);
    arena_release(&outlines->arena);
    arena_release(&outlines->scratch);
    map_release(&outlines->by_article);
    free(outlines);
}

void outlines_begin(struct outlines *outlines, int64_t state, size_t kept_bytes)
{
    if (outlines->state == state && outlines->arena.total_bytes < kept_bytes)
        return;
    outlines->state = state;
    arena_release(&outlines->arena);
    map_release(&outlines->by_article);
}

static bool is_number(struct str word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (!ascii_is_digit(word.ptr[i]))
            return false;
    }
    return true;
}

bool name_has(const struct name *name, struct str base)
{
    for (size_t i = 0; i < name->count; i++) {
        if (str_eq(name->words[i].base, base))
            return true;
    }
    return false;
}

static struct name take_apart(struct arena *arena, struct str text)
{
    struct name_word words[NAME_WORDS_MAX];
    struct name name = {.words = words};
    struct segment_words rest;
    segment_words_init(&rest, text);
    struct segment_word word;
    while (name.count < NAME_WORDS_MAX && segment_next(&rest, &word)) {
        struct str base = form_base(word.folded);
        if (!is_number(base) && !name_has(&name, base))
            words[name.count++] = (struct name_word){arena_str(arena, base),
                                                     str_hash(base), form_looks(base)};
    }
    segment_words_release(&rest);
    struct name_word *kept = ARENA_ARRAY(arena, name.count, struct name_word);
    if (name.count > 0)
        memcpy(kept, words, name.count * sizeof *words);
    for (size_t i = 0; i < name.count; i++)
        name.marks |= name_mark(kept[i].hash);
    return (struct name){kept, name.count, name.marks};
}

static void read_headings(struct outlines *outlines, int64_t article,
                          struct outline *outline)
{
    size_t count = 0;
    outline->has_headings = true;
    arena_clear(&outlines->scratch);
    statement_int(outlines->facts, 1, article);
    struct str *titles;
    if (statement_next(outlines->facts) &&
        !record_get_headings(column_bytes(outlines->facts, 0), &outlines->scratch,
                             &titles, &count))
        database_mark_corrupt(outlines->database);
    statement_end(outlines->facts);
    outline->headings = ARENA_ARRAY(&outlines->arena, count, struct name);
    outline->heading_count = count;
    for (size_t i = 0; i < count; i++)
        outline->headings[i] = take_apart(&outlines->arena, titles[i]);
}

static struct outline *read_outline(struct outlines *outlines, int64_t article)
{
    struct outline *outline = ARENA_NEW(&outlines->arena, struct outline);
    *outline = (struct outline){.order = INT64_MAX};
    statement_int(outlines->article, 1, article);
    if (statement_next(outlines->article)) {
        if (!column_is_null(outlines->article, 0))
            outline->order = column_int(outlines->article, 0);
        outline->title =
            take_apart(&outlines->arena, column_bytes(outlines->article, 1));
    }
    statement_end(outlines->article);
    map_put_thing(&outlines->by_article, (uint64_t)article, outline);
    return outline;
}

const struct outline *outlines_of(struct outlines *outlines, int64_t article,
                                  bool with_headings)
{
    struct outline *outline = map_thing(&outlines->by_article, (uint64_t)article);
    if (outline == NULL)
        outline = read_outline(outlines, article);
    if (with_headings && !outline->has_headings)
        read_headings(outlines, article, outline);
    return outline;
}
