/*
 * The byte format of records: one put_ and one get_ function for each part, in the
 * same order. A reader of records never trusts a count: each is bounded by the bytes
 * that are left.
 */
#include "catalog/store/record.h"

#include "base/text.h"
#include "catalog/store/varint.h"

/* --- Writing --- */

static void put(struct buf *out, uint64_t value)
{
    varint_put(out, value);
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

/* Flags of a heading. Nearly every slug is made from the title, and then left out. */
enum { FLAG_INFERRED = 1, FLAG_IS_TITLE = 2, FLAG_OWN_SLUG = 4 };

static void put_heading(struct buf *out, const struct fact_heading *heading,
                        struct arena *scratch)
{
    bool has_own_slug = !str_eq(heading->slug, text_slug(scratch, heading->title));
    put_str(out, heading->title);
    put(out, (heading->inferred ? FLAG_INFERRED : 0u) |
                 (heading->is_title ? FLAG_IS_TITLE : 0u) |
                 (has_own_slug ? FLAG_OWN_SLUG : 0u));
    if (has_own_slug)
        put_str(out, heading->slug);
    put(out, heading->node);
    put(out, heading->level);
}

/* All that goes before the key points. */
static void put_front(struct buf *out, const struct facts *facts)
{
    struct arena scratch = {0};
    put(out, facts->words);
    put(out, facts->heading_count);
    for (size_t i = 0; i < facts->heading_count; i++)
        put_heading(out, &facts->headings[i], &scratch);
    arena_release(&scratch);
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

static void put_pointers(struct buf *out, const struct fact_question *question)
{
    put(out, question->pointer_count);
    for (size_t i = 0; i < question->pointer_count; i++) {
        const struct fact_pointer *pointer = &question->pointers[i];
        put(out, (uint64_t)(uint32_t)(pointer->link + 1) << 1 | pointer->is_aimed);
        put_str(out, pointer->fragment);
    }
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
    put_pointers(out, question);
}

static void put_rest(struct buf *out, const struct facts *facts)
{
    put(out, facts->point_count);
    for (size_t i = 0; i < facts->point_count; i++)
        put_point(out, facts, &facts->points[i]);
    put(out, facts->question_count);
    for (size_t i = 0; i < facts->question_count; i++)
        put_question(out, facts, &facts->questions[i]);
}

/* Flags of a link; its form is in the bits above. */
enum { LINK_TEXT_IS_DEST = 1, LINK_GIVEN = 2, LINK_FORM_SHIFT = 2 };

static void put_links(struct buf *out, const struct record_link *links, size_t count)
{
    struct record_link last = {.section = 0};
    put(out, count);
    for (size_t i = 0; i < count; i++) {
        bool is_dest = str_eq(links[i].text, links[i].dest);
        put(out, (uint64_t)links[i].form << LINK_FORM_SHIFT |
                     (is_dest ? LINK_TEXT_IS_DEST : 0) |
                     (links[i].given ? LINK_GIVEN : 0));
        put(out, (uint32_t)(links[i].section - last.section));
        put(out, (uint32_t)(links[i].order - last.order));
        put(out, (uint32_t)(links[i].line - last.line)); /* most lines do not fall */
        put_str(out, links[i].dest);
        if (!is_dest)
            put_str(out, links[i].text);
        last = links[i];
    }
}

/* What is asked for most is first; outside is where it ends, so that no more need be
 * unpacked. */
void record_put_facts(struct packer *packer, struct buf *out, const struct facts *facts,
                      const struct record_link *links, size_t count)
{
    struct buf *bytes = packer_begin(packer);
    put_front(bytes, facts);
    put(out, bytes->len);
    put_rest(bytes, facts);
    put(out, bytes->len);
    put_links(bytes, links, count);
    packer_end(packer, out);
}

/* Each target is written as its distance from the article, which is short within a
 * folder; 0 is none. */
void record_put_targets(struct buf *out, uint32_t article,
                        const struct record_link *links, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t target = links[i].target;
        if (target == ARTICLE_NONE)
            put(out, 0);
        else if (target >= article)
            put(out, (uint64_t)(target - article) * 2 + 1);
        else
            put(out, (uint64_t)(article - target) * 2);
    }
}

static void put_list(struct buf *out, const struct str *list, size_t count)
{
    put(out, count);
    for (size_t i = 0; i < count; i++)
        put_str(out, list[i]);
}

static void put_order(struct buf *out, const struct head_order *order)
{
    put(out, (uint64_t)order->is_draft | (uint64_t)order->in_menu << 1);
    put(out, (uint32_t)order->place);
    put(out, (uint64_t)order->date);
    put(out, (uint64_t)order->from);
    put(out, (uint64_t)order->until);
    put_str(out, order->label);
    put_str(out, order->parent);
    put_str(out, order->grand_parent);
}

void record_put_head(struct buf *out, const struct head *head)
{
    put(out, (uint64_t)head->is_article | (uint64_t)head->title_inferred << 1);
    put_order(out, &head->order);
    put_str(out, head->title);
    put_list(out, head->aliases, head->alias_count);
    put_list(out, head->topics, head->topic_count);
    put_list(out, head->addresses, head->address_count);
    put_str(out, head->trouble);
}

/* --- Reading --- */

struct record_reader {
    struct str rest; /* in the arena, if there are texts in it */
    struct arena *arena;
    bool failed; /* sticky; what is read then is 0 or empty */
};

static uint64_t get(struct record_reader *it)
{
    uint64_t value = 0;
    it->failed |= !varint_get(&it->rest, &value);
    return value;
}

static uint32_t get_u32(struct record_reader *it)
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
    LEAST_HEADING = 4,  /* text, flags, node, level */
    LEAST_POINT = 6,    /* two texts, source, weight, section, node */
    LEAST_QUESTION = 8, /* two texts, flag, section, three nodes, pointers */
    LEAST_POINTER = 2,  /* link, fragment */
    LEAST_LINK = 5,     /* form, section, order, line, text */
};

/* How many things follow that take so many bytes at least. */
static size_t get_count(struct record_reader *it, size_t least)
{
    uint64_t count = get(it);
    it->failed |= count > it->rest.len / least;
    return it->failed ? 0 : (size_t)count;
}

static struct str get_bytes(struct record_reader *it)
{
    size_t len = get_count(it, LEAST_BYTE);
    struct str bytes = str_slice(it->rest, 0, len);
    it->rest = str_tail(it->rest, len);
    return bytes;
}

static struct str get_line(struct record_reader *it)
{
    return text_clean(it->arena, get_bytes(it), TEXT_ONE_LINE);
}

static const struct fact_heading *get_section(struct record_reader *it,
                                              const struct facts *facts)
{
    uint64_t number = get(it);
    it->failed |= number > facts->heading_count;
    return number == 0 || it->failed ? NULL : &facts->headings[number - 1];
}

static void get_headings(struct record_reader *it, struct facts *facts)
{
    facts->heading_count = get_count(it, LEAST_HEADING);
    facts->headings = ARENA_ARRAY(it->arena, facts->heading_count, struct fact_heading);
    for (size_t i = 0; i < facts->heading_count && !it->failed; i++) {
        struct fact_heading *heading = &facts->headings[i];
        heading->title = get_line(it);
        uint64_t flags = get(it);
        heading->inferred = (flags & FLAG_INFERRED) != 0;
        heading->is_title = (flags & FLAG_IS_TITLE) != 0;
        heading->slug = (flags & FLAG_OWN_SLUG) != 0
                            ? get_line(it)
                            : text_slug(it->arena, heading->title);
        heading->node = get_u32(it);
        heading->level = (uint8_t)get(it);
    }
}

static enum point_source get_source(struct record_reader *it)
{
    uint64_t source = get(it);
    it->failed |= source > POINT_LABEL;
    return it->failed ? POINT_LABEL : (enum point_source)source;
}

static void get_points(struct record_reader *it, struct facts *facts)
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

static void get_pointers(struct record_reader *it, struct fact_question *question)
{
    question->pointer_count = get_count(it, LEAST_POINTER);
    question->pointers =
        ARENA_ARRAY(it->arena, question->pointer_count, struct fact_pointer);
    for (size_t i = 0; i < question->pointer_count && !it->failed; i++) {
        struct fact_pointer *pointer = &question->pointers[i];
        uint64_t link = get(it);
        it->failed |= link >> 1 > UINT32_MAX;
        pointer->link = (uint32_t)(link >> 1) - 1;
        pointer->is_aimed = (link & 1) != 0;
        pointer->fragment = get_bytes(it);
    }
}

static void get_questions(struct record_reader *it, struct facts *facts)
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
        get_pointers(it, question);
    }
}

/* Parts of a record of facts. */
enum facts_part { PART_HEADINGS, PART_FACTS, PART_LINKS };

/* The bytes that were packed to the end of a part, and of links only those. */
static struct record_reader unpack_facts(struct str record, enum facts_part part,
                                         struct arena *arena)
{
    struct record_reader it = {.rest = record, .arena = arena};
    size_t headings = get_u32(&it), facts = get_u32(&it);
    size_t most = part == PART_HEADINGS ? headings
                  : part == PART_FACTS  ? facts
                                        : SIZE_MAX;
    it.failed |= !pack_get(it.rest, most, arena, &it.rest);
    if (part == PART_LINKS)
        it.rest = str_tail(it.rest, facts);
    return it;
}

bool record_get_facts(struct str record, struct arena *arena, struct facts **facts)
{
    struct record_reader it = unpack_facts(record, PART_FACTS, arena);
    struct facts *read = ARENA_NEW(arena, struct facts);
    read->words = (size_t)get(&it);
    get_headings(&it, read);
    get_points(&it, read);
    get_questions(&it, read);
    if (it.failed || it.rest.len > 0)
        return false;
    *facts = read;
    return true;
}

static void skip_bytes(struct record_reader *it)
{
    it->rest = str_tail(it->rest, get_count(it, LEAST_BYTE));
}

bool record_get_headings(struct str record, struct arena *arena, struct str **titles,
                         size_t *count)
{
    struct record_reader it = unpack_facts(record, PART_HEADINGS, arena);
    get(&it); /* words */
    *count = get_count(&it, LEAST_HEADING);
    *titles = ARENA_ARRAY(arena, *count, struct str);
    for (size_t i = 0; i < *count && !it.failed; i++) {
        struct str title = get_line(&it);
        uint64_t flags = get(&it);
        if ((flags & FLAG_IS_TITLE) == 0)
            (*titles)[i] = title;
        if ((flags & FLAG_OWN_SLUG) != 0)
            skip_bytes(&it);
        get(&it); /* node */
        get(&it); /* level */
    }
    return !it.failed;
}

static enum link_form get_form(struct record_reader *it, uint64_t flags)
{
    uint64_t form = flags >> LINK_FORM_SHIFT;
    it->failed |= form > LINK_TERM;
    return it->failed ? LINK_INLINE : (enum link_form)form;
}

bool record_get_links(struct str record, struct arena *arena,
                      struct record_link **links, size_t *count)
{
    struct record_reader it = unpack_facts(record, PART_LINKS, arena);
    struct record_link last = {.section = 0};
    *count = get_count(&it, LEAST_LINK);
    *links = ARENA_ARRAY(arena, *count, struct record_link);
    for (size_t i = 0; i < *count && !it.failed; i++) {
        struct record_link *link = &(*links)[i];
        uint64_t flags = get(&it);
        link->form = get_form(&it, flags);
        link->given = (flags & LINK_GIVEN) != 0;
        link->section = last.section + get_u32(&it);
        link->order = last.order + get_u32(&it);
        link->line = last.line + get_u32(&it);
        link->dest = get_bytes(&it);
        link->text = (flags & LINK_TEXT_IS_DEST) != 0
                         ? text_clean(arena, link->dest, TEXT_ONE_LINE)
                         : get_line(&it);
        link->target = ARTICLE_NONE;
        last = *link;
    }
    return !it.failed && it.rest.len == 0;
}

bool record_get_target(struct str *rest, uint32_t article, uint32_t *target)
{
    uint64_t way;
    if (!varint_get(rest, &way))
        return false;
    uint64_t id = way % 2 != 0 ? article + way / 2 : article - way / 2;
    *target = way == 0 ? ARTICLE_NONE : (uint32_t)id;
    return way == 0 || id < ARTICLE_NONE;
}

bool record_get_targets(struct str record, uint32_t article, struct record_link *links,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!record_get_target(&record, article, &links[i].target))
            return false;
    }
    return record.len == 0;
}

static struct str *get_list(struct record_reader *it, size_t *count)
{
    *count = get_count(it, LEAST_TEXT);
    struct str *list = ARENA_ARRAY(it->arena, *count, struct str);
    for (size_t i = 0; i < *count && !it->failed; i++)
        list[i] = get_bytes(it);
    return list;
}

static void get_order(struct record_reader *it, struct head_order *order)
{
    uint64_t flags = get(it);
    order->is_draft = (flags & 1) != 0;
    order->in_menu = (flags & 2) != 0;
    order->place = (int32_t)get_u32(it);
    order->date = (int64_t)get(it);
    order->from = (int64_t)get(it);
    order->until = (int64_t)get(it);
    order->label = get_line(it);
    order->parent = get_line(it);
    order->grand_parent = get_line(it);
}

bool record_get_head(struct str record, struct arena *arena, struct head *head)
{
    struct record_reader it = {.rest = arena_str(arena, record), .arena = arena};
    struct head read = {0};
    uint64_t flags = get(&it);
    read.is_article = (flags & 1) != 0;
    read.title_inferred = (flags & 2) != 0;
    get_order(&it, &read.order);
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
