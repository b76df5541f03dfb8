#include "catalog/record.h"

#include "base/text.h"

/* --- Writing ------------------------------------------------------------------------
 */

static void put(struct buf *out, uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        buf_putc(out, (char)(value | 0x80));
    buf_putc(out, (char)value);
}

static void put_str(struct buf *out, struct str text)
{
    put(out, text.len);
    buf_puts(out, text);
}

/* The beginning of a text, ended between two characters. */
static struct str beginning(struct str text, size_t bytes)
{
    if (text.len <= bytes)
        return text;
    while (bytes > 0 && ((unsigned char)text.ptr[bytes] & 0xC0) == 0x80)
        bytes--;
    return str_slice(text, 0, bytes);
}

static void put_section(struct buf *out, const struct facts *facts,
                        const struct fact_heading *section)
{
    put(out, section == NULL ? 0 : (uint64_t)(section - facts->headings) + 1);
}

static void put_heading(struct buf *out, const struct fact_heading *heading)
{
    put_str(out, heading->title);
    put_str(out, heading->slug);
    put(out, heading->node);
    put(out, heading->level);
    put(out, (uint64_t)heading->inferred | (uint64_t)heading->is_title << 1);
}

static void put_point(struct buf *out, const struct facts *facts,
                      const struct fact_point *point)
{
    put_str(out, point->label);
    put_str(out, beginning(point->text, RECORD_POINT_BYTES));
    put(out, point->source);
    put(out, (uint64_t)(point->weight < 0 ? 0 : point->weight));
    put_section(out, facts, point->section);
    put(out, point->node);
}

static void put_question(struct buf *out, const struct facts *facts,
                         const struct fact_question *question)
{
    put_str(out, question->question);
    put_str(out, beginning(question->answer, RECORD_ANSWER_BYTES));
    put(out, question->inferred);
    put_section(out, facts, question->section);
    put(out, question->node);
    put(out, question->from);
    put(out, question->to);
}

void record_put_facts(struct buf *out, const struct facts *facts)
{
    put_str(out, facts->trouble);
    put(out, facts->words);
    put(out, facts->untitled);
    put(out, facts->heading_count);
    for (size_t i = 0; i < facts->heading_count; i++)
        put_heading(out, &facts->headings[i]);
    put(out, facts->point_count);
    for (size_t i = 0; i < facts->point_count; i++)
        put_point(out, facts, &facts->points[i]);
    put(out, facts->question_count);
    for (size_t i = 0; i < facts->question_count; i++)
        put_question(out, facts, &facts->questions[i]);
    put(out, facts->notice_count);
    for (size_t i = 0; i < facts->notice_count; i++) {
        put_str(out, facts->notices[i].text);
        put(out, facts->notices[i].line);
    }
}

/* Ids are in order, so the steps between them are stored, with a bit that tells whether
 * a count follows: most words stand but once in a section. */
static void put_stems(struct buf *out, const struct stems *stems)
{
    uint32_t last = 0;

    put(out, stems->count);
    put(out, (uint64_t)stems->total);
    for (uint32_t i = 0; i < stems->count; i++) {
        uint64_t count = (uint64_t)stems->items[i].count;

        put(out, (uint64_t)(stems->items[i].id - last) << 1 | (count != 1));
        if (count != 1)
            put(out, count);
        last = stems->items[i].id;
    }
}

void record_put_words(struct buf *out, const struct article_words *words)
{
    put(out, words->section_count);
    for (uint32_t i = 0; i < words->section_count; i++)
        put_stems(out, &words->sections[i]);
    put(out, words->question_count);
    for (uint32_t i = 0; i < words->question_count; i++) {
        const struct question_words *asked = &words->questions[i];

        put(out, asked->own.home);
        put(out, asked->own.heading);
        put(out, asked->own.from);
        put(out, asked->own.to);
        put_stems(out, &asked->stems);
    }
}

static void put_list(struct buf *out, const struct str *list, size_t count)
{
    put(out, count);
    for (size_t i = 0; i < count; i++)
        put_str(out, list[i]);
}

void record_put_head(struct buf *out, const struct head *head)
{
    put(out, (uint64_t)head->is_article | (uint64_t)head->title_inferred << 1);
    put(out, (uint32_t)head->place);
    put_str(out, head->title);
    put_list(out, head->aliases, head->alias_count);
    put_list(out, head->topics, head->topic_count);
    put_list(out, head->addresses, head->address_count);
    put_str(out, head->trouble);
}

/* --- Reading ------------------------------------------------------------------------
 */

struct reading {
    struct str rest;
    struct arena *arena;
    bool failed; /* sticky; what is read then is 0 or empty */
};

static uint64_t get(struct reading *it)
{
    uint64_t value = 0;

    for (unsigned shift = 0; shift < 64; shift += 7) {
        unsigned char byte;

        if (it->rest.len == 0)
            break;
        byte = (unsigned char)it->rest.ptr[0];
        it->rest = str_tail(it->rest, 1);
        value |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return value;
    }
    it->failed = true;
    return 0;
}

static uint32_t get_u32(struct reading *it)
{
    uint64_t value = get(it);

    it->failed |= value > UINT32_MAX;
    return (uint32_t)value;
}

/* The fewest bytes that things take in a record: more of them than the rest of it can
 * hold are not believed, nor is memory taken for them. */
enum {
    LEAST_BYTE = 1,
    LEAST_TEXT = 1,     /* its length */
    LEAST_HEADING = 5,  /* two texts, node, level, flags */
    LEAST_POINT = 6,    /* two texts, source, weight, section, node */
    LEAST_QUESTION = 7, /* two texts, flag, section, three nodes */
    LEAST_NOTICE = 2,   /* text, line */
    LEAST_STEMS = 2,    /* count, total */
    LEAST_STEM = 1,     /* the step */
    LEAST_ASKED = 6,    /* four sections, stems */
};

/* How many things follow that take so many bytes at least. */
static size_t get_count(struct reading *it, size_t least)
{
    uint64_t count = get(it);

    it->failed |= count > it->rest.len / least;
    return it->failed ? 0 : (size_t)count;
}

static struct str get_bytes(struct reading *it)
{
    size_t len = get_count(it, LEAST_BYTE);
    struct str bytes = str_slice(it->rest, 0, len);

    it->rest = str_tail(it->rest, len);
    return arena_str(it->arena, bytes);
}

static struct str get_line(struct reading *it)
{
    return text_clean(it->arena, get_bytes(it), TEXT_ONE_LINE);
}

static const struct fact_heading *get_section(struct reading *it,
                                              const struct facts *facts)
{
    uint64_t number = get(it);

    it->failed |= number > facts->heading_count;
    return number == 0 || it->failed ? NULL : &facts->headings[number - 1];
}

static void get_headings(struct reading *it, struct facts *facts)
{
    facts->heading_count = get_count(it, LEAST_HEADING);
    facts->headings = ARENA_ARRAY(it->arena, facts->heading_count, struct fact_heading);
    for (size_t i = 0; i < facts->heading_count && !it->failed; i++) {
        struct fact_heading *heading = &facts->headings[i];
        uint64_t flags;

        heading->title = get_line(it);
        heading->slug = get_line(it);
        heading->node = get_u32(it);
        heading->level = (uint8_t)get(it);
        flags = get(it);
        heading->inferred = (flags & 1) != 0;
        heading->is_title = (flags & 2) != 0;
    }
}

static enum point_source get_source(struct reading *it)
{
    uint64_t source = get(it);

    it->failed |= source > POINT_LABEL;
    return it->failed ? POINT_LABEL : (enum point_source)source;
}

static void get_points(struct reading *it, struct facts *facts)
{
    facts->point_count = get_count(it, LEAST_POINT);
    facts->points = ARENA_ARRAY(it->arena, facts->point_count, struct fact_point);
    for (size_t i = 0; i < facts->point_count && !it->failed; i++) {
        struct fact_point *point = &facts->points[i];

        point->label = get_line(it);
        point->text = get_line(it);
        point->source = get_source(it);
        point->weight = (int)(get_u32(it) & INT32_MAX);
        point->section = get_section(it, facts);
        point->node = get_u32(it);
    }
}

static void get_questions(struct reading *it, struct facts *facts)
{
    facts->question_count = get_count(it, LEAST_QUESTION);
    facts->questions =
        ARENA_ARRAY(it->arena, facts->question_count, struct fact_question);
    for (size_t i = 0; i < facts->question_count && !it->failed; i++) {
        struct fact_question *question = &facts->questions[i];

        question->question = get_line(it);
        question->answer = text_clean(it->arena, get_bytes(it), TEXT_MANY_LINES);
        question->inferred = get(it) != 0;
        question->section = get_section(it, facts);
        question->node = get_u32(it);
        question->from = get_u32(it);
        question->to = get_u32(it);
    }
}

static void get_notices(struct reading *it, struct facts *facts)
{
    facts->notice_count = get_count(it, LEAST_NOTICE);
    facts->notices = ARENA_ARRAY(it->arena, facts->notice_count, struct fact_notice);
    for (size_t i = 0; i < facts->notice_count && !it->failed; i++) {
        facts->notices[i].text = get_line(it);
        facts->notices[i].line = get_u32(it);
    }
}

bool record_get_facts(struct str record, struct arena *arena, struct facts **facts)
{
    struct reading it = {.rest = record, .arena = arena};
    struct facts *read = ARENA_NEW(arena, struct facts);

    read->trouble = get_line(&it);
    read->words = (size_t)get(&it);
    read->untitled = get(&it) != 0;
    get_headings(&it, read);
    get_points(&it, read);
    get_questions(&it, read);
    get_notices(&it, read);
    if (it.failed || it.rest.len > 0)
        return false;
    *facts = read;
    return true;
}

static void skip_bytes(struct reading *it)
{
    it->rest = str_tail(it->rest, get_count(it, LEAST_BYTE));
}

bool record_get_headings(struct str record, struct arena *arena, struct str **titles,
                         size_t *count)
{
    struct reading it = {.rest = record, .arena = arena};

    skip_bytes(&it);
    get(&it); /* words */
    get(&it); /* untitled */
    *count = get_count(&it, LEAST_HEADING);
    *titles = ARENA_ARRAY(arena, *count, struct str);
    for (size_t i = 0; i < *count && !it.failed; i++) {
        (*titles)[i] = get_line(&it);
        skip_bytes(&it);
        get(&it); /* node */
        get(&it); /* level */
        if (get(&it) & 2)
            (*titles)[i] = (struct str){0};
    }
    return !it.failed;
}

static struct stems get_stems(struct reading *it)
{
    struct stems stems = {.count = (uint32_t)get_count(it, LEAST_STEM)};
    uint32_t id = 0;

    stems.total = (float)get(it);
    stems.items = ARENA_ARRAY(it->arena, stems.count, struct stem);
    for (uint32_t i = 0; i < stems.count && !it->failed; i++) {
        uint64_t step = get(it), by = step >> 1;

        /* They rise, or who merges them would be led astray. */
        it->failed |= by > UINT32_MAX - id || (by == 0 && i > 0);
        id += (uint32_t)by;
        stems.items[i] = (struct stem){id, (step & 1) != 0 ? (float)get(it) : 1.0F};
    }
    return stems;
}

static struct question_words get_question_words(struct reading *it)
{
    struct question_words asked = {0};

    asked.own.home = get_u32(it);
    asked.own.heading = get_u32(it);
    asked.own.from = get_u32(it);
    asked.own.to = get_u32(it);
    asked.stems = get_stems(it);
    return asked;
}

bool record_get_words(struct str record, struct arena *arena,
                      struct article_words **words)
{
    struct reading it = {.rest = record, .arena = arena};
    struct article_words *read = ARENA_NEW(arena, struct article_words);

    read->section_count = (uint32_t)get_count(&it, LEAST_STEMS);
    read->sections = ARENA_ARRAY(arena, read->section_count, struct stems);
    for (uint32_t i = 0; i < read->section_count && !it.failed; i++)
        read->sections[i] = get_stems(&it);
    read->question_count = (uint32_t)get_count(&it, LEAST_ASKED);
    read->questions = ARENA_ARRAY(arena, read->question_count, struct question_words);
    for (uint32_t i = 0; i < read->question_count && !it.failed; i++)
        read->questions[i] = get_question_words(&it);
    if (it.failed || it.rest.len > 0)
        return false;
    *words = read;
    return true;
}

static struct str *get_list(struct reading *it, size_t *count)
{
    struct str *list;

    *count = get_count(it, LEAST_TEXT);
    list = ARENA_ARRAY(it->arena, *count, struct str);
    for (size_t i = 0; i < *count && !it->failed; i++)
        list[i] = get_bytes(it);
    return list;
}

bool record_get_head(struct str record, struct arena *arena, struct head *head)
{
    struct reading it = {.rest = record, .arena = arena};
    struct head read = {0};
    uint64_t flags = get(&it);

    read.is_article = (flags & 1) != 0;
    read.title_inferred = (flags & 2) != 0;
    read.place = (int32_t)get_u32(&it);
    read.title = get_line(&it);
    read.aliases = get_list(&it, &read.alias_count);
    read.topics = get_list(&it, &read.topic_count);
    read.addresses = get_list(&it, &read.address_count);
    read.trouble = get_bytes(&it);
    if (it.failed || it.rest.len > 0)
        return false;
    *head = read;
    return true;
}
