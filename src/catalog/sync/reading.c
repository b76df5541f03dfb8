/*
 * What of an article is found by which words.
 */
#include "catalog/sync/reading.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/text.h"
#include "catalog/store/record.h"
#include "catalog/text/body.h"
#include "catalog/text/segment.h"
#include "catalog/text/tokenizer.h"
#include "library/facts_gather.h"

struct reading_maker {
    struct reading *reading;
    const struct library *library;
    const struct article *article;
    const struct opened *opened;
    const struct facts *facts;
    struct reading_tools *tools;
    struct buf text, segmented;
};

/* --- Words --- */

static struct str segmented(struct reading_maker *it, struct str text)
{
    buf_clear(&it->segmented);
    segment_text(&it->segmented, text);
    return buf_keep(&it->segmented, &it->reading->arena);
}

/* What the whole article is called: title and other names. The title of its file is not
 * among the words of its text, so that it counts as well where the tree has another. */
static struct str all_names(struct reading_maker *it)
{
    const struct article *article = it->article;
    buf_clear(&it->text);
    buf_puts(&it->text, article->title);
    if (article->own_title.len > 0 && !str_eq(article->own_title, article->title)) {
        buf_putc(&it->text, ' ');
        buf_puts(&it->text, article->own_title);
    }
    for (size_t i = 0; i < it->article->alias_count; i++) {
        buf_putc(&it->text, ' ');
        text_clean_to(&it->text, it->article->aliases[i], TEXT_ONE_LINE);
    }
    return segmented(it, buf_str(&it->text));
}

static struct str names_and_path(struct reading_maker *it)
{
    buf_clear(&it->text);
    buf_puts(&it->text, it->reading->columns.title);
    buf_putc(&it->text, ' ');
    text_clean_to(&it->text, it->article->path, TEXT_ONE_LINE);
    return segmented(it, buf_str(&it->text));
}

/* But for the one that is the title. */
static struct str all_headings(struct reading_maker *it)
{
    buf_clear(&it->text);
    for (size_t i = 0; i < it->facts->heading_count; i++) {
        if (it->facts->headings[i].is_title)
            continue;
        buf_puts(&it->text, it->facts->headings[i].title);
        buf_putc(&it->text, ' ');
    }
    return segmented(it, buf_str(&it->text));
}

static void put_words(struct reading_maker *it, struct arena *scratch)
{
    struct reading *reading = it->reading;
    struct word_span nothing = {0};
    struct body body = {.spans.of[SPAN_SECTION] = {&nothing, 1}};
    if (it->opened != NULL)
        body = body_make(it->opened, it->facts, scratch);
    reading->columns.title = all_names(it);
    reading->columns.body = arena_str(&reading->arena, body.text);
    reading->columns.names = names_and_path(it);
    reading->columns.headings = all_headings(it);
    body.spans.title_words = tokenizer_count(reading->columns.title);
    buf_clear(&it->text);
    spans_put(&it->text, &body.spans);
    reading->spans = buf_keep(&it->text, &reading->arena);
    buf_clear(&it->text);
    struct str unnumbered;
    terms_put(it->tools->counter, it->tools->packer, &it->text, &reading->columns,
              &unnumbered);
    reading->terms = buf_keep(&it->text, &reading->arena);
    reading->unnumbered = arena_str(&reading->arena, unnumbered);
}

/* --- Languages --- */

static enum language said_language(const struct doc *doc)
{
    const struct meta *meta = doc_meta(doc, STR("lang"));
    if (meta == NULL)
        meta = doc_meta(doc, STR("language"));
    return meta != NULL && meta->count > 0 ? language_of(meta->values[0])
                                           : LANGUAGE_COUNT;
}

/* --- Links --- */

/* The other article that a link leads to, or ARTICLE_NONE. */
static uint32_t target_of(const struct opened *opened, size_t index)
{
    const struct target *target = &opened->targets[index];
    return target->dangling || target->article == opened->article ? ARTICLE_NONE
                                                                  : target->article;
}

static void add_links(struct reading_maker *it, struct arena *scratch)
{
    const struct doc *doc = it->opened->doc;
    struct reading *reading = it->reading;
    reading->links = ARENA_ARRAY(&reading->arena, doc->link_count, struct record_link);
    for (size_t i = 0; i < doc->link_count; i++) {
        const struct node *node = doc->links[i];
        if (!facts_is_by_name(it->opened, i))
            continue;
        reading->links[reading->link_count++] = (struct record_link){
            .target = target_of(it->opened, i),
            .form = node->u.link.form,
            .dest = arena_str(&reading->arena, node->u.link.dest),
            .text = arena_str(&reading->arena, node_text_in(node, scratch)),
            .section = (uint32_t)(doc_heading_index(doc, node->id) + 1),
            .order = (uint32_t)i,
            .line = node->line,
            .given = (node->flags & NODE_GIVEN) != 0,
        };
    }
}

static void keep_flaws(struct reading_maker *it)
{
    struct reading *reading = it->reading;
    struct arena *arena = &reading->arena;
    reading->flaw_count = it->facts->flaw_count;
    reading->flaws = ARENA_ARRAY(arena, reading->flaw_count, struct fact_flaw);
    for (size_t i = 0; i < reading->flaw_count; i++) {
        struct fact_flaw *flaw = &reading->flaws[i];
        *flaw = it->facts->flaws[i];
        flaw->text = arena_str(arena, flaw->text);
        flaw->fragment = arena_str(arena, flaw->fragment);
    }
}

/* --- All --- */

static void put_facts(struct reading_maker *it)
{
    struct reading *reading = it->reading;
    buf_clear(&it->text);
    record_put_facts(it->tools->packer, &it->text, it->facts, reading->links,
                     reading->link_count);
    reading->facts = buf_keep(&it->text, &reading->arena);
}

void reading_tools_init(struct reading_tools *tools, const struct lexicon *lexicon)
{
    *tools = (struct reading_tools){
        .packer = packer_new(),
        .counter = term_counter_new(lexicon),
    };
}

void reading_tools_release(struct reading_tools *tools)
{
    packer_free(tools->packer);
    term_counter_free(tools->counter);
    arena_release(&tools->scratch);
}

struct reading *reading_new(const struct library *library, uint32_t article,
                            const atomic_bool *stop, struct reading_tools *tools)
{
    struct arena *scratch = &tools->scratch;
    struct reading *reading = mem_zalloc(1, sizeof *reading);
    struct reading_maker it = {
        .reading = reading,
        .library = library,
        .article = library_article(library, article),
        .tools = tools,
    };
    struct error unread = {0};
    struct opened *opened = NULL;
    arena_clear(scratch);
    reading->article = article;
    reading->bytes = (size_t)it.article->stamp.size_bytes;
    (void)article_open_until(library, article, stop, scratch, &opened, &unread);
    if (atomic_load_explicit(stop, memory_order_relaxed)) {
        reading_free(reading);
        return NULL;
    }
    it.opened = opened;
    reading->has_failed = opened == NULL;
    if (opened != NULL)
        it.facts = facts_gather(library, opened, scratch, scratch);
    else
        it.facts = facts_of_unread(error_str(&unread), scratch);
    put_words(&it, scratch);
    reading->said = opened != NULL ? said_language(opened->doc) : LANGUAGE_COUNT;
    reading->in_path = language_of_path(it.article->path);
    if (opened != NULL)
        add_links(&it, scratch);
    keep_flaws(&it);
    put_facts(&it);
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
