/*
 * Reading the heads of a library's files.
 *
 * Most titles stand within the first few kilobytes; only where they do not is more of
 * the file read.
 */
#include "library/draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "library/key.h"
#include "read/read.h"

enum {
    /* A page of memory holds the front matter and the first heading of nearly every
     * article; of 1,584 articles of one wiki, all. */
    HEAD_FIRST_BYTES = 4 << 10,
    /* Names of an article that are kept; more are a mistake or an attack. */
    DRAFT_NAMES_MAX = 64,
};

/* --- Metadata --------------------------------------------------------------------- */

/* Appends the values of `meta`; commas part the names of a single value, as older
 * front matter writes them. */
static void collect(struct arena *arena, const struct meta *meta, struct str *list,
                    size_t *count)
{
    for (size_t i = 0; i < meta->count; i++) {
        struct str rest = meta->values[i], part;

        while (*count < DRAFT_NAMES_MAX && str_cut(&rest, ',', &part)) {
            if (meta->is_list) { /* a list needs no commas: they are part of a name */
                part = meta->values[i];
                rest = (struct str){0};
            }
            part = str_trim(part);
            if (part.len > 0)
                list[(*count)++] = arena_str(arena, part);
        }
    }
}

enum meta_use { USE_NOTHING, USE_ALIASES, USE_TOPICS, USE_ADDRESSES, USE_PLACE };

static enum meta_use use_of(struct str key)
{
    static const struct {
        struct str key;
        enum meta_use use;
    } uses[] = {
        {STR_INIT("aliases"), USE_ALIASES},
        {STR_INIT("alias"), USE_ALIASES},
        {STR_INIT("topics"), USE_TOPICS},
        {STR_INIT("tags"), USE_TOPICS},
        {STR_INIT("tag"), USE_TOPICS},
        {STR_INIT("categories"), USE_TOPICS},
        {STR_INIT("category"), USE_TOPICS},
        {STR_INIT("permalink"), USE_ADDRESSES},
        {STR_INIT("redirect_from"), USE_ADDRESSES},
        {STR_INIT("url"), USE_ADDRESSES},
        {STR_INIT("weight"), USE_PLACE},
        {STR_INIT("sidebar_position"), USE_PLACE},
        {STR_INIT("nav_order"), USE_PLACE},
        {STR_INIT("order"), USE_PLACE},
    };

    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        if (str_eq_nocase(key, uses[i].key))
            return uses[i].use;
    }
    return USE_NOTHING;
}

/* A whole number; false for anything else. Weights with a fraction are cut. */
static bool parse_place(struct str text, int32_t *place)
{
    struct str digits = str_trim(text);
    bool negative = str_starts(digits, STR("-"));
    int64_t value = 0;
    size_t i = negative;

    for (; i < digits.len && digits.ptr[i] >= '0' && digits.ptr[i] <= '9'; i++) {
        value = value * 10 + (digits.ptr[i] - '0');
        if (value >= DRAFT_NO_PLACE)
            return false;
    }
    if (i == negative || (i < digits.len && digits.ptr[i] != '.'))
        return false;
    *place = (int32_t)(negative ? -value : value);
    return true;
}

static struct str trim_slashes(struct str path)
{
    while (str_starts(path, STR("/")))
        path = str_tail(path, 1);
    while (str_ends(path, STR("/")))
        path.len--;
    return path;
}

/* Lists that grow while the metadata of one head is gone through. */
struct gathered {
    struct str aliases[DRAFT_NAMES_MAX], topics[DRAFT_NAMES_MAX],
        addresses[DRAFT_NAMES_MAX];
    size_t alias_count, topic_count, address_count;
};

static struct str *keep(struct arena *arena, const struct str *list, size_t count)
{
    struct str *kept;

    if (count == 0)
        return NULL;
    kept = ARENA_ARRAY(arena, count, struct str);
    memcpy(kept, list, count * sizeof *list);
    return kept;
}

/* In Hugo an alias with a slash is an old address, not a name. */
static void part_addresses(struct gathered *all)
{
    size_t names = 0;

    for (size_t i = 0; i < all->alias_count; i++) {
        struct str alias = all->aliases[i];

        if (str_chr(alias, '/') == alias.len)
            all->aliases[names++] = alias;
        else if (all->address_count < DRAFT_NAMES_MAX)
            all->addresses[all->address_count++] = alias;
    }
    all->alias_count = names;
    for (size_t i = 0; i < all->address_count; i++)
        all->addresses[i] = trim_slashes(all->addresses[i]);
}

/* Tags are written with and without a '#'. */
static void trim_tags(struct gathered *all)
{
    for (size_t i = 0; i < all->topic_count; i++) {
        if (str_starts(all->topics[i], STR("#")))
            all->topics[i] = str_tail(all->topics[i], 1);
    }
}

static void take_meta(struct draft *draft, struct arena *arena, const struct meta *meta)
{
    struct gathered all;

    all.alias_count = all.topic_count = all.address_count = 0;
    for (; meta != NULL; meta = meta->next) {
        switch (use_of(meta->key)) {
        case USE_ALIASES:
            collect(arena, meta, all.aliases, &all.alias_count);
            break;
        case USE_TOPICS:
            collect(arena, meta, all.topics, &all.topic_count);
            break;
        case USE_ADDRESSES:
            collect(arena, meta, all.addresses, &all.address_count);
            break;
        case USE_PLACE:
            if (meta->count > 0)
                (void)parse_place(meta->values[0], &draft->place);
            break;
        case USE_NOTHING:
            break;
        }
    }
    part_addresses(&all);
    trim_tags(&all);
    draft->article.aliases = keep(arena, all.aliases, all.alias_count);
    draft->article.alias_count = all.alias_count;
    draft->article.topics = keep(arena, all.topics, all.topic_count);
    draft->article.topic_count = all.topic_count;
    draft->addresses = keep(arena, all.addresses, all.address_count);
    draft->address_count = all.address_count;
}

/* --- Heads ------------------------------------------------------------------------ */

struct head_reader {
    const struct source *source;
    struct arena *arena;  /* of the library */
    struct arena scratch; /* one file's head */
    struct notices *notices;
    struct str wanted;
};

enum head_result { HEAD_ARTICLE, HEAD_NO_ARTICLE, HEAD_UNREADABLE };

static bool is_article(const struct head_reader *reader, const struct draft *draft,
                       struct str raw)
{
    if (str_eq(draft->article.path, reader->wanted))
        return true;
    if (draft->article.format == DOC_YAML)
        return read_is_yaml_article(raw);
    return !text_is_binary(raw);
}

/* Reads the first `cap_bytes` of a file; `*whole` when there are no more. */
static enum head_result read_first(struct head_reader *reader, struct draft *draft,
                                   size_t cap_bytes, struct read_head *head,
                                   bool *whole)
{
    struct article *article = &draft->article;
    struct error err;
    struct str raw;

    arena_clear(&reader->scratch);
    if (reader->source->ops->read(reader->source, article->path, cap_bytes, true,
                                  &reader->scratch, &raw, &article->stamp, &err) != 0) {
        notice_add(reader->notices, article->path, "%s", err.text);
        return HEAD_UNREADABLE;
    }
    *whole = raw.len < cap_bytes || raw.len == article->stamp.size_bytes;
    if (!is_article(reader, draft, raw))
        return HEAD_NO_ARTICLE;
    read_head(&reader->scratch, article->format, raw, head);
    return HEAD_ARTICLE;
}

static bool wants_more(const struct read_head *head)
{
    return head->title.len == 0 || head->title_inferred;
}

/* Fills the draft of the file at its path; false when it is no article. */
static bool read_draft(struct head_reader *reader, struct draft *draft)
{
    struct article *article = &draft->article;
    struct read_head head = {0};
    bool whole = false;
    /* A mapping cannot be judged by its first lines. */
    size_t first = article->format == DOC_YAML ? LIBRARY_HEAD_BYTES : HEAD_FIRST_BYTES;
    enum head_result result = read_first(reader, draft, first, &head, &whole);

    if (result == HEAD_ARTICLE && !whole && wants_more(&head) &&
        first < LIBRARY_HEAD_BYTES)
        result = read_first(reader, draft, LIBRARY_HEAD_BYTES, &head, &whole);
    if (result == HEAD_NO_ARTICLE)
        return false;
    draft->place = DRAFT_NO_PLACE;
    if (result == HEAD_ARTICLE) {
        article->title = arena_str(reader->arena, head.title);
        article->title_inferred = head.title_inferred;
        take_meta(draft, reader->arena, head.meta);
    }
    if (article->title.len == 0) {
        article->title = title_from_name(reader->arena, article->path);
        article->title_inferred = true;
    }
    return true;
}

static int compare_paths(const void *a, const void *b)
{
    const struct scan_file *left = a, *right = b;

    return str_cmp(left->path, right->path);
}

void drafts_read(struct drafts *drafts, const struct source *source,
                 const struct scan *scan, struct str wanted, struct notices *notices)
{
    struct head_reader reader = {
        .source = source,
        .arena = notices->arena,
        .notices = notices,
        .wanted = wanted,
    };

    qsort(scan->files, scan->count, sizeof *scan->files, compare_paths);
    drafts->items = ARENA_ARRAY(notices->arena, scan->count, struct draft);
    drafts->others = ARENA_ARRAY(notices->arena, scan->count, struct str);
    for (size_t i = 0; i < scan->count; i++) {
        const struct scan_file *file = &scan->files[i];
        struct draft *draft = &drafts->items[drafts->count];

        draft->article = (struct article){
            .path = file->path,
            .format = file->format,
            .stamp = file->stamp,
        };
        if (file->is_article && read_draft(&reader, draft))
            drafts->count++;
        else
            drafts->others[drafts->other_count++] = file->path;
    }
    arena_release(&reader.scratch);
}

/* --- Names ------------------------------------------------------------------------ */

struct ranked {
    struct str path;
    uint32_t id;
    uint32_t depth;
    bool is_article;
};

static uint32_t depth_of(struct str path)
{
    uint32_t depth = 0;

    for (size_t i = 0; i < path.len; i++)
        depth += path.ptr[i] == '/';
    return depth;
}

/* What is preferred among files of one name. */
static int compare_ranks(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;

    if (left->depth != right->depth)
        return left->depth < right->depth ? -1 : 1;
    if (left->path.len != right->path.len)
        return left->path.len < right->path.len ? -1 : 1;
    return str_cmp(left->path, right->path);
}

static void name_draft(const struct draft *draft, uint32_t id, struct names *names,
                       struct arena *arena)
{
    const struct article *article = &draft->article;

    names_add(names, NAME_TITLE, key_folded(arena, article->title), id, 0);
    names_add(names, NAME_LOOSE_TITLE, key_loose(arena, article->title), id, 0);
    for (size_t i = 0; i < article->alias_count; i++) {
        names_add(names, NAME_ALIAS, key_folded(arena, article->aliases[i]), id, 0);
        names_add(names, NAME_LOOSE_TITLE, key_loose(arena, article->aliases[i]), id,
                  0);
    }
    for (size_t i = 0; i < draft->address_count; i++)
        names_add(names, NAME_ADDRESS, draft->addresses[i], id, 0);
}

void drafts_name(const struct drafts *drafts, const struct scan *scan,
                 struct names *names, struct arena *arena)
{
    size_t count = drafts->count + drafts->other_count;
    struct arena scratch = {0};
    struct ranked *ranked = ARENA_ARRAY(&scratch, count, struct ranked);

    for (size_t i = 0; i < count; i++) {
        bool is_article = i < drafts->count;
        size_t id = is_article ? i : i - drafts->count;
        struct str path =
            is_article ? drafts->items[id].article.path : drafts->others[id];

        ranked[i] = (struct ranked){path, (uint32_t)id, depth_of(path), is_article};
    }
    qsort(ranked, count, sizeof *ranked, compare_ranks);
    for (size_t i = 0; i < count; i++) {
        const struct ranked *file = &ranked[i];

        names_add_file(names, arena, file->path, file->id, file->is_article);
        if (file->is_article)
            name_draft(&drafts->items[file->id], file->id, names, arena);
    }
    for (size_t i = 0; i < scan->folder_count; i++)
        names_add(names, NAME_FOLDER, scan->folders[i], (uint32_t)i, 0);
    arena_release(&scratch);
}
