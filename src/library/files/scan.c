/*
 * The walk. Folders wait on a stack, so the depth of a library is no depth of calls;
 * symbolic links to folders wait on a second one until the first is empty.
 */
#include "library/files/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/map.h"
#include "base/mem.h"
#include "library/file_rules.h"
#include "library/files/ignore.h"
#include "read/read.h"

struct folder {
    struct str path;
    const struct ignore *ignore;
    size_t depth; /* of the root: 0 */
    struct file_stamp stamp;
};

struct folder_stack {
    struct folder *items;
    size_t count, cap;
};

struct walker {
    const struct source *source;
    struct str wanted;
    bool shallow, has_order; /* a file of the root that gives an order */
    bool is_partial;
    bool only_shows; /* files to the hooks, and keeps none */
    const struct library_hooks *hooks;
    struct notices *notices;
    struct arena *arena;  /* what lasts */
    struct arena scratch; /* one folder's entries */
    struct folder_stack waiting, linked;
    struct map seen; /* folders, a set of their devices and inodes in one number */
    struct scan_file *files;
    size_t file_count, file_cap;
    bool has_wanted;
    struct str *folders;
    size_t folder_count, folder_cap;
    size_t too_deep, too_many;
};

/* --- Folders seen --- */

/* True the first time that a folder is shown. */
static bool seen_add(struct map *seen, const struct file_stamp *stamp)
{
    if (stamp->inode == 0)
        return true; /* in memory: no links there */
    return map_add(seen, stamp->inode ^ stamp->device * UINT64_C(0x9E3779B97F4A7C15));
}

/* --- The walk --- */

static void push(struct folder_stack *stack, struct folder folder)
{
    stack->items =
        mem_grow(stack->items, stack->count, &stack->cap, sizeof *stack->items);
    stack->items[stack->count++] = folder;
}

static void add_folder(struct walker *walker, const struct folder *above,
                       struct str path, const struct file_entry *entry,
                       const struct ignore *ignore)
{
    struct folder folder = {
        .path = arena_str(walker->arena, path),
        .ignore = ignore,
        .depth = above->depth + 1,
        .stamp = entry->stamp,
    };
    if (folder.depth > LIBRARY_DEPTH_MAX)
        walker->too_deep++;
    else
        push(entry->is_link ? &walker->linked : &walker->waiting, folder);
}

static void probe(struct walker *walker, struct str path,
                  const struct file_stamp *stamp)
{
    if (walker->hooks->probe != NULL)
        walker->hooks->probe(walker->hooks->context, path, stamp);
}

static void found_odd(struct walker *walker)
{
    if (walker->hooks->odd != NULL)
        walker->hooks->odd(walker->hooks->context);
}

/* The file that was asked for by name is an article, whatever it is called. */
static void put_file(struct walker *walker, struct scan_file file)
{
    bool is_wanted = walker->wanted.len > 0 && str_eq(file.path, walker->wanted);
    file.is_article = library_file_format(file.path, &file.format);
    if (is_wanted && !file.is_article) {
        file.format = DOC_TEXT;
        file.is_article = true;
        found_odd(walker);
    }
    walker->has_wanted |= is_wanted;
    if (walker->only_shows) {
        walker->hooks->met(walker->hooks->context, &file);
        walker->file_count++;
        return;
    }
    file.path = arena_str(walker->arena, file.path);
    walker->files = mem_grow(walker->files, walker->file_count, &walker->file_cap,
                             sizeof *walker->files);
    walker->files[walker->file_count++] = file;
}

static void add_file(struct walker *walker, struct str path,
                     const struct file_entry *entry)
{
    if (walker->file_count == LIBRARY_FILES_MAX)
        walker->too_many++;
    else
        put_file(walker, (struct scan_file){.path = path, .stamp = entry->stamp});
}

static struct str path_below(struct arena *arena, struct str folder, struct str name)
{
    size_t slash = folder.len > 0;
    char *path = arena_bytes(arena, folder.len + slash + name.len);
    if (slash) {
        memcpy(path, folder.ptr, folder.len);
        path[folder.len] = '/';
    }
    memcpy(path + folder.len + slash, name.ptr, name.len);
    return (struct str){path, folder.len + slash + name.len};
}

/* Some files that give an order are hidden. */
static bool is_hidden(const struct file_entry *entry)
{
    return entry->name.ptr[0] == '.' &&
           (entry->kind != FILE_REGULAR || !library_gives_order(entry->name));
}

static void add_entry(struct walker *walker, const struct folder *folder,
                      const struct ignore *ignore, const struct file_entry *entry)
{
    bool is_folder = entry->kind == FILE_FOLDER;
    if ((entry->kind == FILE_OTHER && !entry->is_link) || entry->name.len == 0 ||
        is_hidden(entry) || (is_folder && library_is_private(entry->name)))
        return;
    struct str path = path_below(&walker->scratch, folder->path, entry->name);
    if (ignore_matches(ignore, path, is_folder))
        return;
    if (entry->is_link || library_gives_order(path))
        probe(walker, path, &entry->stamp);
    if (entry->kind == FILE_OTHER)
        return;
    if (is_folder)
        add_folder(walker, folder, path, entry, ignore);
    else
        add_file(walker, path, entry);
}

/* The rules of a folder's file, `path`, before those from above. */
static const struct ignore *read_rules(struct walker *walker,
                                       const struct ignore *above, struct str folder,
                                       struct str path)
{
    struct str text;
    struct error err;
    if (walker->source->ops->read(walker->source, path, IGNORE_FILE_MAX_BYTES, false,
                                  &walker->scratch, &text, NULL, &err) != 0) {
        notice_add(walker->notices, path, "%s", err.text);
        return above;
    }
    return ignore_parse(walker->arena, above, folder, text);
}

/* The same of an entry of a folder that is walked, if it has one. */
static const struct ignore *entry_rules(struct walker *walker,
                                        const struct ignore *above,
                                        const struct folder *folder,
                                        const struct file_entry *entry)
{
    if (entry == NULL)
        return above;
    struct str path = path_below(walker->arena, folder->path, entry->name);
    probe(walker, path, &entry->stamp);
    return entry->is_link && entry->kind == FILE_OTHER
               ? above
               : read_rules(walker, above, folder->path, path);
}

/* The rules that hold in a folder: those of its own files, if it has any, before those
 * from above, and ours before git's. */
static const struct ignore *rules_in(struct walker *walker, const struct folder *folder,
                                     const struct file_entry *entries, size_t count)
{
    const struct file_entry *own = NULL, *git = NULL;
    for (size_t i = 0; i < count; i++) {
        if (str_eq(entries[i].name, IGNORE_FILE_NAME))
            own = &entries[i];
        else if (str_eq(entries[i].name, IGNORE_GIT_NAME))
            git = &entries[i];
    }
    const struct ignore *rules = entry_rules(walker, folder->ignore, folder, git);
    return entry_rules(walker, rules, folder, own);
}

/* The rules that come into a folder from those above it. */
static const struct ignore *rules_above(struct walker *walker, struct str folder)
{
    const struct str names[] = {IGNORE_GIT_NAME, IGNORE_FILE_NAME};
    const struct ignore *rules = NULL;
    for (size_t len = 0; len < folder.len;) {
        struct str above = str_slice(folder, 0, len);
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            struct str path = path_below(walker->arena, above, names[i]);
            if (source_has(walker->source, path))
                rules = read_rules(walker, rules, above, path);
        }
        len += len > 0;
        len += str_chr(str_tail(folder, len), '/');
    }
    return rules;
}

static bool is_numbered(struct str name)
{
    return name.len > 0 && ascii_is_digit(name.ptr[0]);
}

/* As the topic tree has folders (nav/folders.c), but for what front matter says. */
static int compare_entries(const void *a, const void *b)
{
    const struct file_entry *left = a, *right = b;
    bool numbered = is_numbered(left->name);
    if (numbered != is_numbered(right->name))
        return numbered ? -1 : 1;
    return str_cmp_natural(left->name, right->name);
}

/* A walk that ends early begins with the folders that are shown first, not with what
 * the disk lists first: of the folders put on the stack last, the first is taken next.
 */
static void reverse(struct folder_stack *stack, size_t from)
{
    for (size_t to = stack->count; from + 1 < to; from++) {
        struct folder folder = stack->items[from];
        stack->items[from] = stack->items[--to];
        stack->items[to] = folder;
    }
}

static void keep_folder(struct walker *walker, struct str path)
{
    walker->folders = mem_grow(walker->folders, walker->folder_count,
                               &walker->folder_cap, sizeof *walker->folders);
    walker->folders[walker->folder_count++] = path;
}

static int walk_folder(struct walker *walker, const struct folder *folder,
                       struct error *err)
{
    size_t waiting = walker->waiting.count;
    if (walker->hooks->folder != NULL)
        walker->hooks->folder(walker->hooks->context, folder->path, &folder->stamp);
    arena_clear(&walker->scratch);
    size_t count;
    struct file_entry *entries;
    int status = walker->source->ops->list(walker->source, folder->path,
                                           &walker->scratch, &entries, &count, err);
    if (status < 0)
        return -1;
    if (status == FILE_LISTED_IN_PART)
        notice_add(walker->notices, folder->path, "%s", err->text);
    if (folder->path.len > 0)
        keep_folder(walker, folder->path);
    const struct ignore *ignore = rules_in(walker, folder, entries, count);
    if (walker->shallow && count > 0)
        qsort(entries, count, sizeof *entries, compare_entries);
    for (size_t i = 0; i < count && !source_is_stopped(walker->source); i++)
        add_entry(walker, folder, ignore, &entries[i]);
    if (walker->shallow)
        reverse(&walker->waiting, waiting);
    return 0;
}

static bool next_folder(struct walker *walker, struct folder *folder)
{
    struct folder_stack *stack =
        walker->waiting.count > 0 ? &walker->waiting : &walker->linked;
    if (stack->count == 0)
        return false;
    *folder = stack->items[--stack->count];
    return true;
}

/* Whether a shallow walk has seen what is to be shown first. */
static bool is_shallow_enough(const struct walker *walker)
{
    return walker->shallow &&
           (walker->wanted.len > 0 ||
            (!walker->has_order && (walker->file_count >= SCAN_SHALLOW_FILES ||
                                    walker->folder_count >= SCAN_SHALLOW_FOLDERS)));
}

/* Adds the page of a folder that is not listed, if it has one. */
static void add_page(struct walker *walker, const struct folder *folder)
{
    const struct str names[] = {STR("_index"), STR("index"),   STR("README"),
                                STR("readme"), STR("article"), path_name(folder->path)};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct file_stamp stamp;
        struct error ignored;
        struct str first;
        arena_clear(&walker->scratch);
        struct str path = arena_printf(&walker->scratch, STR_FMT "/" STR_FMT ".md",
                                       STR_ARG(folder->path), STR_ARG(names[i]));
        if (ignore_matches(folder->ignore, path, false) ||
            walker->source->ops->read(walker->source, path, 1, true, &walker->scratch,
                                      &first, &stamp, &ignored) != 0)
            continue;
        put_file(walker, (struct scan_file){.path = path, .stamp = stamp});
        keep_folder(walker, folder->path);
        return;
    }
}

/* The place of a folder among those of the root may be said in its page alone, so of
 * each of these that is there, however soon the walk ends. */
static void add_pages(struct walker *walker)
{
    size_t most = SCAN_SHALLOW_PAGES;
    for (size_t i = walker->waiting.count; i-- > 0 && most > 0;) {
        const struct folder *folder = &walker->waiting.items[i];
        if (folder->depth == 1) {
            add_page(walker, folder);
            most--;
        }
    }
}

static void walk_rest(struct walker *walker)
{
    struct folder folder;
    struct error err;
    while (!source_is_stopped(walker->source) && next_folder(walker, &folder)) {
        if (is_shallow_enough(walker)) {
            walker->is_partial = true;
            if (walker->wanted.len == 0)
                add_pages(walker);
            return;
        }
        if (walker->file_count == LIBRARY_FILES_MAX) {
            walker->too_many++;
            return;
        }
        if (!seen_add(&walker->seen, &folder.stamp))
            continue;
        if (walk_folder(walker, &folder, &err) != 0)
            notice_add(walker->notices, folder.path, "%s", err.text);
    }
}

/* Listed or not. */
static void add_wanted(struct walker *walker)
{
    if (walker->wanted.len == 0 || walker->has_wanted)
        return;
    found_odd(walker);
    put_file(walker, (struct scan_file){.path = walker->wanted});
}

static void report_limits(struct walker *walker)
{
    struct str none = {0};
    if (walker->too_deep > 0)
        notice_add(walker->notices, none,
                   "%zu folders are left out: they lie deeper than %d",
                   walker->too_deep, LIBRARY_DEPTH_MAX);
    if (walker->too_many > 0)
        notice_add(walker->notices, none, "only the first %d files are listed",
                   LIBRARY_FILES_MAX);
}

/* The notices are those of the walk alone: nothing was read yet. */
static void tell_noticed(const struct walker *walker)
{
    const struct library_hooks *hooks = walker->hooks;
    if (hooks->noticed == NULL)
        return;
    for (const struct library_notice *notice = walker->notices->first; notice != NULL;
         notice = notice->next)
        hooks->noticed(hooks->context, notice->path, notice->text);
}

static int compare_paths(const void *a, const void *b)
{
    const struct scan_file *left = a, *right = b;
    return str_cmp(left->path, right->path);
}

static void hand_over(struct walker *walker, struct file_scan *scan)
{
    *scan = (struct file_scan){
        .files = walker->files,
        .count = walker->file_count,
        .folders = walker->folders,
        .folder_count = walker->folder_count,
        .is_partial = walker->is_partial,
    };
    walker->files = NULL;
    walker->folders = NULL;
    if (scan->count > 0)
        qsort(scan->files, scan->count, sizeof *scan->files, compare_paths);
}

void scan_forget_files(struct file_scan *scan)
{
    free(scan->files);
    scan->files = NULL;
    scan->count = 0;
}

void scan_release(struct file_scan *scan)
{
    free(scan->files);
    free(scan->folders);
    *scan = (struct file_scan){0};
}

static int walk(struct walker *walker, struct error *err)
{
    struct folder root = {.stamp = walker->source->root_stamp};
    (void)seen_add(&walker->seen, &walker->source->root_stamp);
    walker->has_order = walker->shallow && library_has_order(walker->source);
    if (walk_folder(walker, &root, err) != 0)
        return -1;
    walk_rest(walker);
    if (source_is_stopped(walker->source))
        return error_set(err, "stopped");
    add_wanted(walker);
    report_limits(walker);
    tell_noticed(walker);
    return 0;
}

static int walk_one_folder(struct walker *walker, struct str path, struct error *err)
{
    const struct folder folder = {.path = path, .ignore = rules_above(walker, path)};
    if (walk_folder(walker, &folder, err) != 0)
        return -1;
    const struct library_notice *notice = walker->notices->first;
    return notice == NULL ? 0 : error_set(err, STR_FMT, STR_ARG(notice->text));
}

static void walker_release(struct walker *walker)
{
    arena_release(&walker->scratch);
    free(walker->waiting.items);
    free(walker->linked.items);
    map_release(&walker->seen);
    free(walker->files);
    free(walker->folders);
}

int scan_source(const struct source *source, struct str wanted, bool shallow,
                const struct library_hooks *hooks, struct notices *notices,
                struct file_scan *scan, struct error *err)
{
    struct walker walker = {
        .source = source,
        .wanted = wanted,
        .shallow = shallow,
        .hooks = hooks,
        .notices = notices,
        .arena = notices->arena,
    };
    int status = walk(&walker, err);
    if (status == 0)
        hand_over(&walker, scan);
    walker_release(&walker);
    return status;
}

/* Shows files, and keeps none. */
static int show(const struct source *source, struct str wanted, const struct str *path,
                const struct library_hooks *hooks, struct error *err)
{
    struct arena arena = {0};
    struct notices notices = {.arena = &arena};
    struct walker walker = {
        .source = source,
        .wanted = wanted,
        .only_shows = true,
        .hooks = hooks,
        .notices = &notices,
        .arena = &arena,
    };
    int status =
        path == NULL ? walk(&walker, err) : walk_one_folder(&walker, *path, err);
    walker_release(&walker);
    arena_release(&arena);
    return status;
}

int scan_show(const struct source *source, struct str wanted,
              const struct library_hooks *hooks, struct error *err)
{
    return show(source, wanted, NULL, hooks, err);
}

int library_show_folder(const struct source *source, struct str path, struct str wanted,
                        const struct library_hooks *hooks, struct error *err)
{
    return show(source, wanted, &path, hooks, err);
}
