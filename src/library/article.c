/*
 * Reading one article whole.
 *
 * Large ones are read one at a time in the whole process: the reader on the screen and
 * those of the catalog want the same one at the same time, and a hostile one takes some
 * hundred megabytes while it is read.
 */
#include "library/library.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "extract/extract.h"
#include "library/fragments.h"
#include "library/source.h"
#include "read/read.h"

/* Index of the places of the document, made when the first link asks for one. */
static const struct node *find_place(struct fragment_index **places,
                                     const struct opened *opened, struct str fragment,
                                     struct arena *arena)
{
    if (*places == NULL)
        *places = fragment_index_new(arena, opened->doc);
    return fragment_index_find(*places, fragment, arena);
}

static struct str slug_of(const struct doc *doc, const struct node *node)
{
    const struct node *heading = doc_heading_of(doc, node);
    return heading == NULL ? (struct str){0} : heading->u.heading.slug;
}

/* What this article itself says of a link into it. */
static void finish_own(struct target *target, struct fragment_index **places,
                       const struct opened *opened, struct arena *arena)
{
    const struct node *node = find_place(places, opened, target->fragment, arena);
    if (node == NULL) {
        target->place_missing = true;
        return;
    }
    target->slug = slug_of(opened->doc, node);
    if (node->flags & NODE_QUESTION)
        target->kind = TARGET_FAQ;
}

static struct target footnote_target(const struct node *ref, struct arena *arena)
{
    return (struct target){
        .kind = TARGET_FOOTNOTE,
        .dangling = ref->u.footnote.other == NULL,
        .article = ARTICLE_NONE,
        .text = arena_printf(arena, "[^" STR_FMT "]", STR_ARG(ref->u.footnote.label)),
    };
}

static void mark_node(struct node *node, const struct target *target)
{
    if (target->dangling)
        node->flags |= NODE_DANGLING;
    if (target->kind == TARGET_URL || target->kind == TARGET_TIMESTAMP)
        node->flags |= NODE_EXTERNAL;
}

enum {
    LARGE_BYTES = 4 << 20,  /* of an article that is read alone */
    TURN_LOOK_NS = 5000000, /* between two looks whether it is one's turn */
};

static pthread_mutex_t large_turn = PTHREAD_MUTEX_INITIALIZER;

/* False once whoever asked for the article wants it no more. */
static bool is_wanted(const atomic_bool *stop)
{
    return stop == NULL || !atomic_load_explicit(stop, memory_order_relaxed);
}

static void resolve_all(const struct library *library, struct opened *opened,
                        const atomic_bool *stop, struct arena *arena)
{
    struct doc *doc = opened->doc;
    struct fragment_index *places = NULL;
    library_begin_read(library);
    for (size_t i = 0; i < doc->link_count && is_wanted(stop); i++) {
        struct node *node = doc->links[i];
        struct target *target = &opened->targets[i];
        if (node->kind == NODE_FOOTNOTE_REF) {
            *target = footnote_target(node, arena);
        } else {
            *target = library_resolve(library, opened->article,
                                      (enum link_form)node->u.link.form,
                                      node->u.link.dest, arena);
            if (target->kind == TARGET_SECTION && target->article == opened->article)
                finish_own(target, &places, opened, arena);
        }
        mark_node(node, target);
    }
    library_end_read(library);
}

static struct doc *read_bytes(const struct article *article, struct str raw,
                              struct arena *arena)
{
    struct doc *doc = read_document(arena, article->format, raw);
    if (doc->title.len == 0 || (doc->title_inferred && article->title.len > 0)) {
        doc->title = arena_str(arena, article->title);
        doc->title_inferred = article->title_inferred;
    }
    return doc;
}

/* From the bytes to the links. False when it was stopped on the way. */
static bool open_bytes(const struct library *library, struct opened *opened,
                       struct str raw, struct arena *arena, const atomic_bool *stop)
{
    const struct article *article = library_article(library, opened->article);
    opened->doc = read_bytes(article, raw, arena);
    if (!is_wanted(stop))
        return false;
    opened->extract = extract_all(arena, opened->doc);
    if (!is_wanted(stop))
        return false;
    opened->targets = ARENA_ARRAY(arena, opened->doc->link_count, struct target);
    resolve_all(library, opened, stop, arena);
    return is_wanted(stop);
}

/* What is gone from a catalog, or may not be read through it, has no path. */
static int read_file(const struct source *source, const struct article *article,
                     size_t max_bytes, bool head, struct arena *arena, struct str *raw,
                     struct file_stamp *stamp, struct error *err)
{
    if (article->path.len == 0)
        return error_set(err, "the article is not in the library");
    return source->ops->read(source, article->path, max_bytes, head, arena, raw, stamp,
                             err);
}

/* Waits while another large article is read; false when it is no longer wanted. */
static bool begin_turn(const atomic_bool *stop)
{
    const struct timespec pause = {.tv_nsec = TURN_LOOK_NS};
    while (pthread_mutex_trylock(&large_turn) != 0) {
        if (!is_wanted(stop))
            return false;
        (void)nanosleep(&pause, NULL);
    }
    return true;
}

static bool open_in_turn(const struct library *library, struct opened *opened,
                         struct str raw, struct arena *arena, const atomic_bool *stop)
{
    if (raw.len < LARGE_BYTES)
        return open_bytes(library, opened, raw, arena, stop);
    if (!begin_turn(stop))
        return false;
    bool is_done = open_bytes(library, opened, raw, arena, stop);
    pthread_mutex_unlock(&large_turn);
    return is_done;
}

static struct opened *opened_new(uint32_t index, struct arena *arena)
{
    struct opened *opened = ARENA_NEW(arena, struct opened);
    opened->article = index;
    return opened;
}

int article_open_until(const struct library *library, uint32_t index,
                       const atomic_bool *stop, struct arena *arena,
                       struct opened **out, struct error *err)
{
    const struct article *article = library_article(library, index);
    const struct source *source = library->source;
    struct file_stamp stamp;
    struct arena bytes = {0};
    struct str raw;
    int status = read_file(source, article, READ_FILE_MAX_BYTES, false, &bytes, &raw,
                           &stamp, err);
    if (status == 0) {
        struct opened *opened = opened_new(index, arena);
        opened->stamp = stamp;
        if (is_wanted(stop) && open_in_turn(library, opened, raw, arena, stop))
            *out = opened;
        else
            status = error_set(err, "no longer wanted");
    }
    arena_release(&bytes);
    return status;
}

static void name_term(const struct library *library, struct node *node,
                      const struct target *target, struct arena *arena)
{
    struct node *text = node->first;
    if (node->kind == NODE_LINK && node->u.link.form == LINK_TERM &&
        (node->parent->flags & NODE_GIVEN) && target->kind == TARGET_ARTICLE &&
        !target->dangling && text != NULL && text->kind == NODE_TEXT)
        text->u.text =
            arena_str(arena, library_article(library, target->article)->title);
}

void article_name_terms(const struct library *library, struct opened *opened,
                        struct arena *arena)
{
    library_begin_read(library);
    for (size_t i = 0; i < opened->doc->link_count; i++)
        name_term(library, opened->doc->links[i], &opened->targets[i], arena);
    library_end_read(library);
}

int article_open(const struct library *library, uint32_t index, struct arena *arena,
                 struct opened **out, struct error *err)
{
    int status = article_open_until(library, index, NULL, arena, out, err);
    if (status == 0)
        article_name_terms(library, *out, arena);
    return status;
}

int article_read(const struct library *library, uint32_t index, const atomic_bool *stop,
                 struct arena *arena, struct doc **out, struct error *err)
{
    const struct article *article = library_article(library, index);
    const struct source *source = library->source;
    struct str raw;
    if (read_file(source, article, READ_FILE_MAX_BYTES, false, arena, &raw, NULL,
                  err) != 0)
        return -1;
    if (!is_wanted(stop))
        return error_set(err, "no longer wanted");
    *out = read_bytes(article, raw, arena);
    return 0;
}

int article_open_head(const struct library *library, uint32_t index,
                      struct arena *arena, struct opened **out, struct error *err)
{
    const struct article *article = library_article(library, index);
    const struct source *source = library->source;
    struct file_stamp stamp = {0};
    struct str raw;
    if (read_file(source, article, ARTICLE_HEAD_BYTES, true, arena, &raw, &stamp,
                  err) != 0)
        return -1;
    struct opened *opened = opened_new(index, arena);
    opened->stamp = stamp;
    opened->is_head = stamp.size_bytes > raw.len;
    if (opened->is_head)
        raw = str_slice(raw, 0, read_cut(article->format, raw));
    (void)open_bytes(library, opened, raw, arena, NULL);
    article_name_terms(library, opened, arena);
    *out = opened;
    return 0;
}

/* --- Sections that links name --- */

/* Links to sections of other articles, by these; then as they are. */
static int compare_targets(const void *a, const void *b)
{
    const struct target *const *left = a, *const *right = b;
    if ((*left)->article != (*right)->article)
        return (*left)->article < (*right)->article ? -1 : 1;
    return *left < *right ? -1 : *left > *right;
}

static size_t collect(struct opened *opened, struct target **links)
{
    size_t count = 0;
    for (size_t i = 0; i < opened->doc->link_count; i++) {
        struct target *target = &opened->targets[i];
        if (target->kind == TARGET_SECTION && !target->dangling &&
            target->article != opened->article)
            links[count++] = target;
    }
    if (count > 0)
        qsort(links, count, sizeof *links, compare_targets);
    return count;
}

/* Checks the links to one article, which is read once. */
static void check_one(const struct library *library, struct target **links,
                      size_t count, struct arena *scratch)
{
    struct doc *doc;
    struct error ignored;
    if (article_read(library, links[0]->article, NULL, scratch, &doc, &ignored) != 0)
        return;
    struct fragment_index *places = fragment_index_new(scratch, doc);
    for (size_t i = 0; i < count; i++)
        links[i]->place_missing =
            fragment_index_find(places, links[i]->fragment, scratch) == NULL;
}

void article_check_sections(const struct library *library, struct opened *opened,
                            struct arena *arena)
{
    struct target **links =
        ARENA_ARRAY(arena, opened->doc->link_count, struct target *);
    size_t count = collect(opened, links);
    struct arena scratch = {0};
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && links[end]->article == links[i]->article;)
            end++;
        check_one(library, links + i, end - i, &scratch);
        arena_clear(&scratch);
    }
    arena_release(&scratch);
}
