/*
 * What of an article is found by which words.
 */
#include "catalog/reading.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "catalog/record.h"
#include "catalog/schema.h"
#include "catalog/section.h"
#include "catalog/segment.h"
#include "library/gather.h"
#include "library/words.h"

struct maker {
    struct reading *reading;
    const struct library *library;
    const struct usage *usage; /* may be NULL */
    const struct article *article;
    const struct opened *opened;
    const struct facts *facts;
    struct packer *packer;
    struct buf text, segmented;
};

static struct str segmented(struct maker *it, struct str text)
{
    buf_clear(&it->segmented);
    segment_text(&it->segmented, text);
    return buf_keep(&it->segmented, &it->reading->arena);
}

/* What the whole article is called: title and other names. */
static struct str all_names(struct maker *it)
{
    buf_clear(&it->text);
    buf_puts(&it->text, it->article->title);
    for (size_t i = 0; i < it->article->alias_count; i++) {
        buf_putc(&it->text, ' ');
        text_clean_to(&it->text, it->article->aliases[i], TEXT_ONE_LINE);
    }
    return segmented(it, buf_str(&it->text));
}

static size_t at_most(size_t count, size_t most)
{
    return count < most ? count : most;
}

/* The next row of a list that has room for it. Numbers rise: FTS5 gathers the words of
 * rows only as long as they come in order. */
static struct reading_words *add_row(struct reading *reading,
                                     struct reading_words *rows, size_t *count,
                                     uint32_t number)
{
    uint32_t end = (number | 1) + 1;

    if (end > reading->rows)
        reading->rows = end;
    return &rows[(*count)++];
}

/* --- Sections -----------------------------------------------------------------------
 */

static void add_passage(struct maker *it, struct str names, uint32_t number)
{
    struct reading *reading = it->reading;
    struct str heading = {0}, body;

    buf_clear(&it->text);
    section_put(it->opened->doc, number, &it->text);
    body = segmented(it, buf_str(&it->text));
    if (number > 0)
        heading = segmented(it, it->facts->headings[number - 1].title);
    if (body.len > 0 || heading.len > 0 || number == 0)
        *add_row(reading, reading->passages, &reading->passage_count, number) =
            (struct reading_words){number, {names, heading, body}};
}

static void add_passages(struct maker *it)
{
    struct reading *reading = it->reading;
    size_t count = at_most(it->opened->doc->heading_count + 1, TEXT_PART_MAX);
    struct str names = all_names(it);

    reading->passages = ARENA_ARRAY(&reading->arena, count, struct reading_words);
    for (uint32_t i = 0; i < count; i++) {
        if (!section_is_top(it->opened->doc, i))
            add_passage(it, names, i);
    }
}

/* --- Key points and questions
 * --------------------------------------------------------- */

/* Where it stands: the words of its section and article lead to it, too. */
static struct str place_of(struct maker *it, const struct fact_heading *section)
{
    buf_clear(&it->text);
    if (section != NULL && !section->is_title) {
        buf_puts(&it->text, section->title);
        buf_putc(&it->text, ' ');
    }
    buf_puts(&it->text, it->article->title);
    return segmented(it, buf_str(&it->text));
}

static void add_item(struct maker *it, uint32_t number, struct str label,
                     struct str text, const struct fact_heading *section)
{
    struct str first = segmented(it, label), second = segmented(it, text);

    *add_row(it->reading, it->reading->items, &it->reading->item_count, number) =
        (struct reading_words){number, {first, second, place_of(it, section)}};
}

static void add_items(struct maker *it)
{
    const struct facts *facts = it->facts;
    size_t points = at_most(facts->point_count, TEXT_PART_MAX);
    size_t questions = at_most(facts->question_count, TEXT_PART_MAX);

    it->reading->items =
        ARENA_ARRAY(&it->reading->arena, points + questions, struct reading_words);
    for (uint32_t i = 0; i < points || i < questions; i++) {
        if (i < points)
            add_item(it, 2 * i, facts->points[i].label, facts->points[i].text,
                     facts->points[i].section);
        if (i < questions)
            add_item(it, 2 * i + 1, facts->questions[i].question,
                     facts->questions[i].answer, facts->questions[i].section);
    }
}

/* --- Names
 * ---------------------------------------------------------------------------- */

static void add_name(struct maker *it, uint32_t number, struct str name)
{
    if (name.len > 0)
        *add_row(it->reading, it->reading->called, &it->reading->called_count, number) =
            (struct reading_words){number, {segmented(it, name)}};
}

/* The title, the path and then the other names, as they are shown. */
static struct str name_of(struct maker *it, size_t index)
{
    const struct article *article = it->article;
    struct arena *arena = &it->reading->arena;

    if (index == 0)
        return article->title;
    return text_clean(arena, index == 1 ? article->path : article->aliases[index - 2],
                      TEXT_ONE_LINE);
}

static void add_called(struct maker *it)
{
    size_t names = at_most(it->article->alias_count + 2, TEXT_PART_MAX);
    size_t headings = at_most(it->facts->heading_count, TEXT_PART_MAX);

    it->reading->called =
        ARENA_ARRAY(&it->reading->arena, names + headings, struct reading_words);
    for (uint32_t i = 0; i < names || i < headings; i++) {
        if (i < names)
            add_name(it, 2 * i, name_of(it, i));
        if (i < headings && !it->facts->headings[i].is_title)
            add_name(it, 2 * i + 1, it->facts->headings[i].title);
    }
}

/* --- Links
 * ---------------------------------------------------------------------------- */

/* Links that lead to another article, or may when names change: what is a file now, or
 * this article itself, or not there. */
static bool is_wanted(const struct opened *opened, size_t index)
{
    const struct node *node = opened->doc->links[index];

    if (node->kind != NODE_LINK || str_starts(node->u.link.dest, STR("#")))
        return false;
    switch (opened->targets[index].kind) {
    case TARGET_ARTICLE:
    case TARGET_SECTION:
    case TARGET_FAQ:
    case TARGET_ASSET:
        return true;
    case TARGET_FOOTNOTE:
    case TARGET_TIMESTAMP:
    case TARGET_URL:
        break;
    }
    return false;
}

/* The other article that a link leads to, or ARTICLE_NONE. */
static uint32_t target_of(const struct opened *opened, size_t index)
{
    const struct target *target = &opened->targets[index];

    return target->dangling || target->article == opened->article ? ARTICLE_NONE
                                                                  : target->article;
}

static void add_links(struct maker *it, struct arena *scratch)
{
    const struct doc *doc = it->opened->doc;
    struct reading *reading = it->reading;

    reading->links = ARENA_ARRAY(&reading->arena, doc->link_count, struct record_link);
    for (size_t i = 0; i < doc->link_count; i++) {
        const struct node *node = doc->links[i];

        if (!is_wanted(it->opened, i))
            continue;
        reading->links[reading->link_count++] = (struct record_link){
            .target = target_of(it->opened, i),
            .form = node->u.link.form,
            .dest = arena_str(&reading->arena, node->u.link.dest),
            .text = arena_str(&reading->arena, node_text_in(node, scratch)),
            .section = (uint32_t)(doc_heading_index(doc, node->id) + 1),
        };
    }
}

/* --- All
 * -------------------------------------------------------------------------------- */

static void put_records(struct maker *it, struct arena *scratch)
{
    struct reading *reading = it->reading;

    buf_clear(&it->text);
    record_put_facts(it->packer, &it->text, it->facts, reading->links,
                     reading->link_count);
    reading->facts = buf_keep(&it->text, &reading->arena);
    if (it->opened == NULL)
        return;
    buf_clear(&it->text);
    record_put_words(&it->text,
                     words_gather(it->opened, words_most(it->library->article_count),
                                  it->usage, scratch, scratch),
                     it->usage);
    reading->words = buf_keep(&it->text, &reading->arena);
}

static void gather(struct maker *it, struct arena *scratch)
{
    it->facts = facts_gather(it->library, it->opened, scratch, scratch);
    add_passages(it);
    add_items(it);
    add_links(it, scratch);
}

struct reading *reading_new(const struct library *library, const struct usage *usage,
                            uint32_t article, const atomic_bool *stop,
                            struct packer *packer, struct arena *scratch)
{
    struct reading *reading = mem_zalloc(1, sizeof *reading);
    struct maker it = {
        .reading = reading,
        .library = library,
        .usage = usage,
        .article = library_article(library, article),
        .packer = packer,
    };
    struct error unread = {0};
    struct opened *opened = NULL;

    arena_clear(scratch);
    reading->article = article;
    reading->rows = 2;
    reading->bytes = (size_t)it.article->stamp.size_bytes;
    (void)article_open_until(library, article, stop, scratch, &opened, &unread);
    if (atomic_load_explicit(stop, memory_order_relaxed)) {
        reading_free(reading);
        return NULL;
    }
    it.opened = opened;
    if (opened != NULL)
        gather(&it, scratch);
    else
        it.facts = facts_of_unread(error_str(&unread), scratch);
    add_called(&it);
    put_records(&it, scratch);
    buf_release(&it.text);
    buf_release(&it.segmented);
    return reading;
}

void reading_free(struct reading *reading)
{
    if (reading == NULL)
        return;
    arena_release(&reading->arena);
    free(reading);
}
