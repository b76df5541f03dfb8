#include "ui/page.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"
#include "read/read.h"
#include "ui/made.h"

void shelf_init(struct shelf *shelf, const struct library *library)
{
    *shelf = (struct shelf){.library = library, .large_bytes = PAGE_LARGE_BYTES};
}

void page_free(struct page *page)
{
    if (page == NULL)
        return;
    page_footer_drop(page->footer);
    arena_release(&page->arena);
    free(page);
}

void shelf_release(struct shelf *shelf)
{
    for (unsigned i = 0; i < shelf->count; i++)
        page_free(shelf->pages[i]);
    shelf->count = 0;
}

static void remove_at(struct shelf *shelf, unsigned index)
{
    page_free(shelf->pages[index]);
    shelf->pages[index] = shelf->pages[--shelf->count];
}

static size_t shelf_bytes(const struct shelf *shelf)
{
    size_t sum = 0;
    for (unsigned i = 0; i < shelf->count; i++)
        sum += shelf->pages[i]->arena.total_bytes;
    return sum;
}

/* The page that nobody holds and that was not asked for longest; -1 when all are held.
 */
static int oldest(const struct shelf *shelf)
{
    int found = -1;
    for (unsigned i = 0; i < shelf->count; i++) {
        if (shelf->pages[i]->holds > 0)
            continue;
        if (found < 0 || shelf->pages[i]->used < shelf->pages[found]->used)
            found = (int)i;
    }
    return found;
}

static void make_room(struct shelf *shelf)
{
    while (shelf->count == SHELF_PAGES_MAX || shelf_bytes(shelf) > SHELF_MAX_BYTES) {
        int index = oldest(shelf);
        if (index < 0)
            break;
        remove_at(shelf, (unsigned)index);
    }
    /* At most a few pages are held at once: the one shown and a preview. */
    assert(shelf->count < SHELF_PAGES_MAX);
}

bool shelf_has_head(const struct shelf *shelf, uint32_t article)
{
    uint64_t bytes = library_article(shelf->library, article)->stamp.size_bytes;
    return bytes >= shelf->large_bytes && bytes <= READ_FILE_MAX_BYTES;
}

static int say_gone(const struct shelf *shelf, uint32_t article, struct error *err)
{
    if (shelf->lost.len == 0 || article != shelf->lost_article)
        return error_set(err, "its file is no longer in the library");
    return error_set(err, "'" STR_FMT "' is no longer in the library",
                     STR_ARG(shelf->lost));
}

static int read_article(const struct shelf *shelf, struct page *page, struct error *err)
{
    const struct library *library = shelf->library;
    uint32_t article = page->article;
    if (library_article(library, article)->path.len == 0)
        return say_gone(shelf, article, err);
    if (shelf_has_head(shelf, article))
        return article_open_head(library, article, &page->arena, &page->opened, err);
    return article_open(library, article, &page->arena, &page->opened, err);
}

static void open_article(const struct shelf *shelf, struct page *page)
{
    struct error err = {0};
    const struct article *article = library_article(shelf->library, page->article);
    page->title = article->title;
    int status = read_article(shelf, page, &err);
    page->failed = status != 0;
    if (page->failed)
        page->opened = made_error(&page->arena, article, error_str(&err));
    page->is_head = page->opened->is_head;
    if (page->is_head && page->opened->doc->root->first == NULL)
        page->opened = made_waiting(&page->arena, article);
}

bool page_wants_footer(const struct page *page)
{
    return page->article != ARTICLE_NONE && !page->failed && !page->is_head &&
           (page->footer == NULL || page->footer_is_old);
}

void page_set_footer(struct page *page, struct page_footer *footer)
{
    struct page_footer *old = page->footer;
    bool is_other = old == NULL || old->digest != footer->digest;
    page_footer_drop(is_other ? old : footer);
    if (is_other)
        page->footer = footer;
}

struct page *page_read(const struct library *library, uint32_t article,
                       const atomic_bool *stop, struct error *err)
{
    struct page *page = mem_zalloc(1, sizeof *page);
    page->kind = PAGE_ARTICLE;
    page->article = article;
    page->title = library_article(library, article)->title;
    if (article_open_until(library, article, stop, &page->arena, &page->opened, err) !=
        0) {
        page_free(page);
        return NULL;
    }
    article_name_terms(library, page->opened, &page->arena);
    return page;
}

/* What a page shows, apart from who holds it. */
static void move_content(struct page *to, const struct page *from)
{
    to->failed = from->failed;
    to->is_head = from->is_head;
    to->trouble = from->trouble;
    to->title = from->title;
    to->opened = from->opened;
    to->footer = from->footer;
    to->footer_is_old = from->footer_is_old;
    to->arena = from->arena;
    to->opened->doc->arena = &to->arena;
}

void page_exchange(struct page *a, struct page *b)
{
    struct page was = *a;
    move_content(a, b);
    move_content(b, &was);
}

bool page_waits(const struct page *page)
{
    return page->is_head && page->trouble.text[0] == '\0';
}

bool page_is_long(const struct page *page)
{
    return page->arena.total_bytes > PAGE_LONG_BYTES;
}

static struct page *page_new(const struct shelf *shelf, enum page_kind kind,
                             uint32_t article, const struct page *about)
{
    struct page *page = mem_zalloc(1, sizeof *page);
    page->kind = kind;
    page->article = kind == PAGE_ARTICLE ? article : ARTICLE_NONE;
    switch (kind) {
    case PAGE_ARTICLE:
        open_article(shelf, page);
        break;
    case PAGE_HELP:
        page->title = STR("Help");
        page->opened = made_help(&page->arena);
        break;
    case PAGE_NOTICES:
        page->title = STR("Notices");
        page->opened = made_notices(&page->arena, shelf->library,
                                    about != NULL ? about->opened->doc : NULL,
                                    about != NULL ? about->title : (struct str){0});
        break;
    }
    return page;
}

static struct page *find(const struct shelf *shelf, enum page_kind kind,
                         uint32_t article, unsigned *index)
{
    for (unsigned i = 0; i < shelf->count; i++) {
        struct page *page = shelf->pages[i];
        if (page->kind == kind && !page->forgotten &&
            (kind != PAGE_ARTICLE || page->article == article)) {
            *index = i;
            return page;
        }
    }
    return NULL;
}

/* The article that was asked for last: the one whose notices one wants to read. */
static const struct page *latest_article(const struct shelf *shelf)
{
    const struct page *latest = NULL;
    for (unsigned i = 0; i < shelf->count; i++) {
        const struct page *page = shelf->pages[i];
        if (page->kind == PAGE_ARTICLE && (!latest || page->used > latest->used))
            latest = page;
    }
    return latest;
}

bool shelf_has(const struct shelf *shelf, enum page_kind kind, uint32_t article)
{
    unsigned index;
    const struct page *page = find(shelf, kind, article, &index);
    return page != NULL && !page->failed && page->trouble.text[0] == '\0';
}

void shelf_put(struct shelf *shelf, struct page *page)
{
    make_room(shelf);
    page->used = ++shelf->clock;
    shelf->pages[shelf->count++] = page;
}

struct page *shelf_take(struct shelf *shelf, enum page_kind kind, uint32_t article)
{
    unsigned index;
    struct page *page = find(shelf, kind, article, &index);
    /* What failed may succeed now, and there may be other notices than before. */
    bool lacking = page != NULL && (page->failed || page->trouble.text[0] != '\0');
    if (page != NULL && page->holds == 0 && (lacking || kind == PAGE_NOTICES)) {
        remove_at(shelf, index);
        page = NULL;
    }
    if (page == NULL) {
        page = page_new(shelf, kind, article, latest_article(shelf));
        shelf_put(shelf, page);
    }
    page->used = ++shelf->clock;
    page->holds++;
    return page;
}

void shelf_doubt_footers(struct shelf *shelf)
{
    for (unsigned i = 0; i < shelf->count; i++)
        shelf->pages[i]->footer_is_old = true;
}

struct content page_content(const struct page *page)
{
    return (struct content){page->opened->doc,
                            page->footer != NULL ? &page->footer->parts : NULL};
}

void page_drop(struct page *page)
{
    if (page == NULL)
        return;
    assert(page->holds > 0);
    page->holds--;
}

void shelf_forget(struct shelf *shelf, enum page_kind kind, uint32_t article)
{
    unsigned index;
    struct page *page = find(shelf, kind, article, &index);
    if (page == NULL)
        return;
    page->forgotten = page->holds > 0;
    if (!page->forgotten)
        remove_at(shelf, index);
}
