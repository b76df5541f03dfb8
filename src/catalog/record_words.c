/*
 * The record of an article's words.
 *
 *     sections, and of each its length
 *     stems of the sections, each with the places where it stands
 *     questions, and of each its own sections, its length and its stems
 *
 * Stems are in two lists: those of the usage by their number there, which are small
 * numbers, and the others by their id. Both rise, so the steps between them are stored.
 * A place is a section, again as the step from the one before, and how often the stem
 * is there: mostly all in one byte.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "catalog/record.h"
#include "catalog/varint.h"

enum {
    /* Of a place: whether another follows, and the count, less 1, when it is no more
     * than PLACE_COUNT_MAX; else that, and the rest behind. */
    PLACE_MORE = 1,
    PLACE_COUNT_SHIFT = 1,
    PLACE_COUNT_MAX = 3,
    PLACE_STEP_SHIFT = 3,
    /* Of one section; the rest of a count says nothing any more. */
    COUNT_MAX = 255,
    /* What a question's stems are in the place of sections. */
    NO_SECTION = 0,
    /* A key is put in order by so many digits. */
    DIGIT_BITS = 8,
    DIGITS = 1 << DIGIT_BITS,
    KEY_DIGITS = 32 / DIGIT_BITS,
};

/* --- Writing ------------------------------------------------------------------------
 */

/* A stem that stands in a section. */
struct standing {
    uint32_t key; /* number in the usage, or id */
    uint32_t section;
    uint32_t count;
    bool is_known;
};

struct standings {
    struct standing *items, *spare; /* both have room for all */
    size_t count;
};

static void add_standings(struct standings *list, const struct stems *stems,
                          uint32_t section, const struct usage *usage)
{
    for (uint32_t i = 0; i < stems->count; i++) {
        struct standing *standing = &list->items[list->count++];
        float count = stems->items[i].count;

        *standing = (struct standing){
            .key = stems->items[i].id,
            .section = section,
            .count = count < COUNT_MAX ? (uint32_t)count : COUNT_MAX,
        };
        standing->is_known =
            usage != NULL && usage_find(usage, standing->key, &standing->key);
    }
}

static void put_place(struct buf *out, const struct standing *standing, uint32_t step,
                      bool more)
{
    uint32_t less = standing->count - 1;
    uint32_t kept = less < PLACE_COUNT_MAX ? less : PLACE_COUNT_MAX;

    varint_put(out, (uint64_t)step << PLACE_STEP_SHIFT | kept << PLACE_COUNT_SHIFT |
                        (more ? PLACE_MORE : 0));
    if (kept == PLACE_COUNT_MAX)
        varint_put(out, less - PLACE_COUNT_MAX);
}

/* The end of those of one stem. */
static size_t run_end(const struct standings *list, size_t from)
{
    size_t to = from;

    while (to < list->count && list->items[to].key == list->items[from].key &&
           list->items[to].is_known == list->items[from].is_known)
        to++;
    return to;
}

static void put_run(struct buf *out, const struct standing *run, size_t count)
{
    uint32_t section = 0;

    for (size_t i = 0; i < count; i++) {
        put_place(out, &run[i], run[i].section - section, i + 1 < count);
        section = run[i].section;
    }
}

static size_t count_runs(const struct standings *list, size_t from, bool is_known)
{
    size_t count = 0;

    while (from < list->count && list->items[from].is_known == is_known) {
        from = run_end(list, from);
        count++;
    }
    return count;
}

/* Where it ended. */
static size_t put_runs(struct buf *out, const struct standings *list, size_t from,
                       bool is_known)
{
    uint32_t last = 0;

    varint_put(out, count_runs(list, from, is_known));
    while (from < list->count && list->items[from].is_known == is_known) {
        size_t to = run_end(list, from);

        varint_put(out, list->items[from].key - last);
        last = list->items[from].key;
        put_run(out, &list->items[from], to - from);
        from = to;
    }
    return from;
}

/* A digit of what standings are in order of: those that are known, and then by key. */
static size_t digit_of(const struct standing *standing, int place)
{
    return place < KEY_DIGITS ? standing->key >> (place * DIGIT_BITS) & (DIGITS - 1)
                              : !standing->is_known;
}

/* Moves them in order of one digit, those with the same as they stood. */
static void sort_by(struct standings *list, int place)
{
    struct standing *moved = list->items;
    size_t from[DIGITS] = {0}, sum = 0;

    for (size_t i = 0; i < list->count; i++)
        from[digit_of(&list->items[i], place)]++;
    for (size_t digit = 0; digit < DIGITS; digit++) {
        size_t many = from[digit];

        from[digit] = sum;
        sum += many;
    }
    for (size_t i = 0; i < list->count; i++)
        list->spare[from[digit_of(&list->items[i], place)]++] = list->items[i];
    list->items = list->spare;
    list->spare = moved;
}

/* They come section by section, and those of one stem stay so. By digits that takes a
 * fifth of the time that comparing them does. */
static void put_standings(struct buf *out, struct standings *list)
{
    for (int place = 0; place <= KEY_DIGITS; place++)
        sort_by(list, place);
    (void)put_runs(out, list, put_runs(out, list, 0, true), false);
}

static size_t most_standings(const struct article_words *words)
{
    size_t most = 0;

    for (uint32_t i = 0; i < words->section_count; i++)
        most += words->sections[i].count;
    for (uint32_t i = 0; i < words->question_count; i++) {
        if (words->questions[i].stems.count > most)
            most = words->questions[i].stems.count;
    }
    return most;
}

static void put_question(struct buf *out, const struct question_words *question,
                         const struct usage *usage, struct standings *list)
{
    varint_put(out, question->own.home);
    varint_put(out, question->own.heading);
    varint_put(out, question->own.from);
    varint_put(out, question->own.to);
    varint_put(out, (uint64_t)question->stems.total);
    list->count = 0;
    add_standings(list, &question->stems, NO_SECTION, usage);
    put_standings(out, list);
}

void record_put_words(struct buf *out, const struct article_words *words,
                      const struct usage *usage)
{
    size_t most = most_standings(words);
    struct standing *room = mem_alloc(2 * most * sizeof *room);
    struct standings list = {.items = room, .spare = room + most};

    varint_put(out, words->section_count);
    for (uint32_t i = 0; i < words->section_count; i++) {
        const struct stems *stems = &words->sections[i];

        varint_put(out, stems->count > 0 ? (uint64_t)stems->total : 0);
        add_standings(&list, stems, i, usage);
    }
    put_standings(out, &list);
    varint_put(out, words->question_count);
    for (uint32_t i = 0; i < words->question_count; i++)
        put_question(out, &words->questions[i], usage, &list);
    free(room);
}

/* --- Reading ------------------------------------------------------------------------
 */

struct reading {
    struct str rest;
    const struct usage *usage;
    struct arena *arena;
    struct standing *list; /* room for as many as the record has bytes */
    size_t count;
    bool failed; /* sticky; what is read then is 0 or empty */
};

static uint32_t get(struct reading *it)
{
    uint64_t value = 0;

    it->failed |= !varint_get(&it->rest, &value) || value > UINT32_MAX;
    return it->failed ? 0 : (uint32_t)value;
}

/* How many things follow that take so many bytes at least: more than can be there are
 * not believed, nor is memory taken for them. */
static uint32_t get_count(struct reading *it, size_t least)
{
    uint32_t count = get(it);

    it->failed |= count > it->rest.len / least;
    return it->failed ? 0 : count;
}

enum {
    LEAST_SECTION = 1,  /* its length */
    LEAST_RUN = 2,      /* a step and a place */
    LEAST_QUESTION = 7, /* four sections, length, two lists */
};

/* The sum of two that must not pass the most there can be. */
static uint32_t step_on(struct reading *it, uint32_t from, uint32_t step, uint32_t end)
{
    it->failed |= step >= end - from;
    return it->failed ? 0 : from + step;
}

/* True when another follows. */
static bool get_place(struct reading *it, uint32_t key, uint32_t *section,
                      uint32_t section_count)
{
    uint32_t place = get(it);
    uint32_t count = place >> PLACE_COUNT_SHIFT & PLACE_COUNT_MAX;

    if (count == PLACE_COUNT_MAX) {
        uint32_t rest = get(it);

        count += rest < COUNT_MAX ? rest : COUNT_MAX;
    }
    *section = step_on(it, *section, place >> PLACE_STEP_SHIFT, section_count);
    if (it->failed)
        return false;
    it->list[it->count++] =
        (struct standing){.key = key, .section = *section, .count = count + 1};
    return (place & PLACE_MORE) != 0;
}

static void get_runs(struct reading *it, bool is_known, uint32_t section_count)
{
    uint32_t count = get_count(it, LEAST_RUN), key = 0;
    size_t known = it->usage == NULL ? 0 : usage_count(it->usage);
    uint32_t end = is_known ? (uint32_t)known : UINT32_MAX, articles;

    for (uint32_t i = 0; i < count && !it->failed; i++) {
        uint32_t id, section = 0;

        key = step_on(it, key, get(it), end);
        if (it->failed)
            return;
        id = is_known ? usage_stem(it->usage, key, &articles) : key;
        while (get_place(it, id, &section, section_count))
            continue;
    }
}

/* Gives each of `sections` what stands in it. */
static void share_out(struct reading *it, struct stems *sections, uint32_t count)
{
    for (size_t i = 0; i < it->count; i++)
        sections[it->list[i].section].count++;
    for (uint32_t i = 0; i < count; i++) {
        sections[i].items = ARENA_ARRAY(it->arena, sections[i].count, struct stem);
        sections[i].count = 0;
    }
    for (size_t i = 0; i < it->count; i++) {
        struct stems *stems = &sections[it->list[i].section];

        stems->items[stems->count++] =
            (struct stem){it->list[i].key, (float)it->list[i].count};
    }
    it->count = 0;
}

static void get_standings(struct reading *it, struct stems *sections, uint32_t count)
{
    get_runs(it, true, count);
    get_runs(it, false, count);
    if (!it->failed)
        share_out(it, sections, count);
}

static struct question_words get_question(struct reading *it)
{
    struct question_words question = {0};

    question.own.home = get(it);
    question.own.heading = get(it);
    question.own.from = get(it);
    question.own.to = get(it);
    question.stems.total = (float)get(it);
    get_standings(it, &question.stems, 1);
    return question;
}

bool record_get_words(struct str record, const struct usage *usage, struct arena *arena,
                      struct article_words **words)
{
    struct reading it = {.rest = record, .usage = usage, .arena = arena};
    struct article_words *read = ARENA_NEW(arena, struct article_words);

    it.list = ARENA_ARRAY(arena, record.len, struct standing);
    read->section_count = get_count(&it, LEAST_SECTION);
    read->sections = ARENA_ARRAY(arena, read->section_count, struct stems);
    for (uint32_t i = 0; i < read->section_count; i++)
        read->sections[i].total = (float)get(&it);
    get_standings(&it, read->sections, read->section_count);
    read->question_count = get_count(&it, LEAST_QUESTION);
    read->questions = ARENA_ARRAY(arena, read->question_count, struct question_words);
    for (uint32_t i = 0; i < read->question_count && !it.failed; i++)
        read->questions[i] = get_question(&it);
    if (it.failed || it.rest.len > 0)
        return false;
    *words = read;
    return true;
}
