/*
 * Reading the heads of a library's files.
 *
 * Most titles are within the first few kilobytes; only where they do not is more of the
 * file read. The files are shared out among a few threads.
 */
#include "library/draft.h"

#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "base/parallel.h"
#include "base/text.h"
#include "library/file_rules.h"
#include "library/links/key.h"
#include "read/format.h"
#include "read/read.h"

enum {
    /* Bytes that are looked at to know whether a file is text. */
    HEAD_LOOK_BYTES = 512,
    /* Files that a thread draws at a time: about a millisecond of work, so that a
     * small library needs no second thread. */
    HEAD_BATCH = 64,
};

/* The files, shared out among readers. */
struct head_job {
    const struct source *source;
    const struct file_scan *scan;
    struct str wanted;
    const struct library_hooks *hooks;
    bool only_near;
    struct draft *drafts; /* one per file */
    struct head_reader *readers;
};

/* What one thread has for itself. */
struct head_reader {
    const struct head_job *job;
    struct arena *arena;  /* of the library */
    struct arena scratch; /* one file's head */
};

enum head_result { HEAD_ARTICLE, HEAD_NO_ARTICLE, HEAD_UNREADABLE };

static bool is_wanted(const struct head_reader *reader, const struct draft *draft)
{
    return str_eq(draft->article.path, reader->job->wanted);
}

/* Without the line at the end that was torn, and with it any torn character. */
static struct str whole_lines(struct str raw)
{
    size_t end = str_rchr(raw, '\n');
    return end < raw.len ? str_slice(raw, 0, end + 1) : raw;
}

/* Reads the first `cap_bytes` of a file; `*more` when these are not enough. */
static enum head_result read_first(struct head_reader *reader, struct draft *draft,
                                   size_t cap_bytes, struct read_head *head, bool *more)
{
    const struct head_job *job = reader->job;
    struct article *article = &draft->article;
    arena_clear(&reader->scratch);
    struct error err;
    struct str raw;
    if (job->source->ops->read(job->source, article->path, cap_bytes, true,
                               &reader->scratch, &raw, &article->stamp, &err) != 0) {
        draft->trouble = arena_str(reader->arena, error_str(&err));
        return HEAD_UNREADABLE;
    }
    if (!is_wanted(reader, draft) && !format_facts(article->format)->is_judged &&
        text_is_binary(str_slice(raw, 0, HEAD_LOOK_BYTES)))
        return HEAD_NO_ARTICLE;
    if (!is_wanted(reader, draft) && library_is_summary(article->path, raw))
        return HEAD_NO_ARTICLE;
    bool is_part = raw.len == cap_bytes && raw.len < article->stamp.size_bytes;
    if (is_part)
        raw = whole_lines(raw);
    read_head(&reader->scratch, article->format, raw, !is_part, head);
    *more = is_part && (head->wants_more ||
                        (head->title.len == 0 && article->format != DOC_MARKDOWN));
    return *more || head->is_article || is_wanted(reader, draft) ? HEAD_ARTICLE
                                                                 : HEAD_NO_ARTICLE;
}

static void take_name(struct draft *draft, struct arena *arena)
{
    draft->article.title = title_from_path(arena, draft->article.path);
    draft->article.title_inferred = false;
}

/* Fills the draft of the file at its path; false when it is no article. */
static bool read_draft(struct head_reader *reader, struct draft *draft)
{
    struct article *article = &draft->article;
    struct read_head head = {0};
    bool more = false;
    const struct format *format = format_facts(article->format);
    enum head_result result =
        read_first(reader, draft, format->head_bytes, &head, &more);
    if (result == HEAD_ARTICLE && more)
        result = read_first(reader, draft, format->head_most_bytes, &head, &more);
    if (result == HEAD_NO_ARTICLE ||
        (result == HEAD_ARTICLE && !head.is_article && !is_wanted(reader, draft)))
        return false;
    draft->order.place = HEAD_NO_PLACE;
    if (result == HEAD_ARTICLE) {
        article->title = arena_str(reader->arena, head.title);
        article->title_inferred = head.title_inferred;
        draft_take_meta(draft, head.meta, reader->arena);
    }
    if (article->title.len == 0 ||
        (article->title_inferred && name_says_something(article->path)))
        take_name(draft, reader->arena);
    return true;
}

static bool is_known(struct head_reader *reader, const struct scan_file *file,
                     struct head *head)
{
    const struct library_hooks *hooks = reader->job->hooks;
    return hooks->find != NULL &&
           hooks->find(hooks->context, file, reader->arena, head);
}

static void draft_put_head(struct draft *draft, const struct head *head)
{
    struct article *article = &draft->article;
    draft->is_article = head->is_article;
    draft->order = head->order;
    draft->article.addresses = head->addresses;
    draft->article.address_count = head->address_count;
    draft->trouble = head->trouble;
    article->title = head->title;
    article->title_inferred = head->title_inferred;
    article->aliases = head->aliases;
    article->alias_count = head->alias_count;
    article->topics = head->topics;
    article->topic_count = head->topic_count;
}

static struct head draft_head(const struct draft *draft)
{
    const struct article *article = &draft->article;
    return (struct head){
        .is_article = draft->is_article,
        .title_inferred = article->title_inferred,
        .order = draft->order,
        .title = article->title,
        .aliases = article->aliases,
        .topics = article->topics,
        .alias_count = article->alias_count,
        .topic_count = article->topic_count,
        .addresses = draft->article.addresses,
        .address_count = draft->article.address_count,
        .trouble = draft->trouble,
    };
}

/* Near the root are its own files and the pages of its folders: their places decide
 * what is shown first. */
static bool is_near(struct str path)
{
    struct str folder = path_folder(path);
    return folder.len == 0 || library_gives_order(path) ||
           (str_chr(folder, '/') == folder.len && key_page_rank(path) > 0);
}

/* An article by its name alone: an article that only its bytes show is missed. */
static bool name_only(struct head_reader *reader, struct draft *draft)
{
    if (format_facts(draft->article.format)->is_judged)
        return false;
    draft->order.place = HEAD_NO_PLACE;
    take_name(draft, reader->arena);
    return true;
}

static void read_file(struct head_reader *reader, size_t index)
{
    const struct scan_file *file = &reader->job->scan->files[index];
    struct draft *draft = &reader->job->drafts[index];
    struct head known = {0};
    draft->article = (struct article){
        .path = file->path,
        .format = file->format,
        .stamp = file->stamp,
    };
    if (is_known(reader, file, &known))
        draft_put_head(draft, &known);
    else if (reader->job->only_near && !is_near(file->path) &&
             !str_eq(file->path, reader->job->wanted))
        draft->is_article = file->is_article && name_only(reader, draft);
    else
        draft->is_article = file->is_article && read_draft(reader, draft);
}

static void read_files(void *context, size_t thread, size_t from, size_t to)
{
    const struct head_job *job = context;
    for (size_t i = from; i < to && !source_is_stopped(job->source); i++)
        read_file(&job->readers[thread], i);
}

static void read_in_parallel(struct head_job *job, struct arena *arenas)
{
    struct head_reader readers[PARALLEL_MAX];
    job->readers = readers;
    for (size_t i = 0; i < PARALLEL_MAX; i++)
        readers[i] = (struct head_reader){.job = job, .arena = &arenas[i]};
    parallel_run(job->scan->count, HEAD_BATCH, read_files, job);
    for (size_t i = 0; i < PARALLEL_MAX; i++)
        arena_release(&readers[i].scratch);
}

static void tell_learned(const struct drafts *drafts, size_t count,
                         const struct source *source, const struct library_hooks *hooks)
{
    if (hooks->learned == NULL)
        return;
    for (size_t i = 0; i < count && !source_is_stopped(source); i++) {
        struct head head = draft_head(&drafts->items[i]);
        const struct article *article = &drafts->items[i].article;
        hooks->learned(hooks->context, article->path, &article->stamp, &head);
    }
}

/* Parts articles from other files; what was unreadable becomes notices. */
static void sort_out(struct drafts *drafts, size_t count, struct notices *notices)
{
    for (size_t i = 0; i < count; i++) {
        const struct draft *draft = &drafts->items[i];
        if (draft->trouble.len > 0)
            notice_unread(notices, draft->article.path, draft->trouble);
        if (draft->is_article)
            drafts->items[drafts->count++] = *draft;
        else
            drafts->others[drafts->other_count++] = draft->article.path;
    }
}

void drafts_read(struct drafts *drafts, const struct source *source,
                 const struct file_scan *scan, struct str wanted, bool only_near,
                 const struct library_hooks *hooks, struct notices *notices,
                 struct arena *arenas)
{
    struct head_job job = {.source = source,
                           .scan = scan,
                           .wanted = wanted,
                           .hooks = hooks,
                           .only_near = only_near};
    drafts->items = job.drafts = mem_zalloc(scan->count, sizeof *drafts->items);
    drafts->others = mem_zalloc(scan->count, sizeof *drafts->others);
    read_in_parallel(&job, arenas);
    tell_learned(drafts, scan->count, source, hooks);
    sort_out(drafts, scan->count, notices);
}

bool library_read_head(const struct source *source, struct str path,
                       struct arena *arena, struct head *head, struct file_stamp *stamp)
{
    const struct head_job job = {.source = source};
    struct head_reader reader = {.job = &job, .arena = arena};
    struct draft draft = {.article = {.path = path}};
    bool is_named = library_file_format(path, &draft.article.format);
    draft.is_article = is_named && read_draft(&reader, &draft);
    arena_release(&reader.scratch);
    *head = draft_head(&draft);
    *stamp = draft.article.stamp;
    return is_named && head->trouble.len == 0;
}

void drafts_leave_out(struct drafts *drafts, time_t now)
{
    struct tm tm;
    if (gmtime_r(&now, &tm) == NULL)
        return;
    int64_t day =
        ((tm.tm_year + 1900) * INT64_C(100) + tm.tm_mon + 1) * 100 + tm.tm_mday;
    int64_t minute = day * 10000 + tm.tm_hour * 100 + tm.tm_min;
    for (size_t i = 0; i < drafts->count; i++) {
        const struct head_order *order = &drafts->items[i].order;
        drafts->items[i].is_apart = order->is_draft || order->from > minute ||
                                    (order->until != 0 && order->until <= minute);
    }
}

void drafts_release(struct drafts *drafts)
{
    free(drafts->items);
    free(drafts->others);
    *drafts = (struct drafts){0};
}
