/*
 * Opening a library: source, walk, heads, names, tree, in this order.
 */
#include "library/library.h"

#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "base/text.h"
#include "library/called.h"
#include "library/draft.h"
#include "library/file_rules.h"
#include "library/files/scan.h"
#include "library/hooks.h"
#include "library/links/key.h"
#include "library/links/lookup.h"
#include "library/names.h"
#include "library/nav/nav.h"
#include "library/nav/tree.h"
#include "library/notice.h"
#include "library/source.h"
#include "read/format.h"
#include "read/read.h"

enum {
    /* Files of which all heads are read even for a shallow library: a tenth of a second
     * of a slow machine. */
    SHALLOW_HEADS_MAX = 1000,
};

/* What is known of a library while it is being opened. */
struct opening {
    struct library *library;
    const struct library_hooks *hooks;
    bool shallow;
    struct str asked; /* of a shallow one: a path in it that may be a file's */
    struct located at;
    struct arena scratch;
    struct notices notices;
    struct file_scan scan;
    struct drafts drafts;
};

/* --- A stream --- */

/* Marks that prose without markup does not have at the start of a line or within. */
static bool is_markdown_line(struct str line)
{
    static const struct str starts[] = {
        STR_INIT("# "),  STR_INIT("## "),  STR_INIT("### "),   STR_INIT("```"),
        STR_INIT("~~~"), STR_INIT("> [!"), STR_INIT("- [ ] "),
    };
    static const struct str inner[] = {
        STR_INIT("]("),
        STR_INIT("[["),
        STR_INIT("**"),
        STR_INIT("|--"),
    };

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (str_starts(line, starts[i]))
            return true;
    }
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++) {
        if (str_find(line, inner[i]) < line.len)
            return true;
    }
    return false;
}

/* A YAML article is one document: a mark after its beginning ends front matter. */
static bool is_yaml(struct str text)
{
    size_t mark = str_find(text, STR("\n---"));
    return mark == text.len && read_is_yaml_article(text);
}

/* A stream has no name that would show its format. */
static enum doc_format stream_format(struct str text)
{
    struct str rest = str_slice(text, 0, LIBRARY_HEAD_BYTES);
    enum doc_format format;
    if (format_by_looks(text, &format))
        return format;
    if (is_yaml(text))
        return DOC_YAML;
    if (str_starts(rest, STR("---\n")))
        return DOC_MARKDOWN;
    struct str line;
    while (str_cut_line(&rest, &line)) {
        if (is_markdown_line(line))
            return DOC_MARKDOWN;
    }
    return DOC_TEXT;
}

/* Nor a name to make a title of: its opening words are the best there is. */
static void set_stream_title(struct opening *opening)
{
    struct library *library = opening->library;
    struct article *article = &opening->drafts.items[0].article;
    if (!str_eq(article->path, SOURCE_STREAM_PATH) ||
        !str_eq(article->title, SOURCE_STREAM_PATH))
        return;
    struct str first = str_slice(library->source->stream, 0, LIBRARY_HEAD_BYTES);
    const struct doc *doc = read_document(&opening->scratch, article->format, first);
    article->title_inferred = doc->title.len > 0;
    article->title =
        doc->title.len > 0 ? arena_str(&library->arena, doc->title) : opening->at.name;
}

static void set_stream_format(struct opening *opening)
{
    const struct source *source = opening->library->source;
    if (str_eq(opening->at.wanted, SOURCE_STREAM_PATH) && opening->scan.count == 1 &&
        source->root.fd < 0)
        opening->scan.files[0].format = stream_format(source->stream);
}

/* --- The tree --- */

/* The order of a file at the root, or of one that the root's folder for sources has. */
static bool apply_root(struct tree *tree, enum library_order *order)
{
    static const struct str folders[] = {STR_INIT(""), STR_INIT("src")};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        struct nav nav;
        tree_restart(tree);
        if (nav_apply(tree, folders[i], tree->root, true, &nav)) {
            *order = nav.order;
            return true;
        }
    }
    return false;
}

static enum library_order build_tree(struct tree *tree)
{
    enum library_order order = ORDER_FOLDERS;
    tree_restart(tree);
    if (tree_by_library_yaml(tree))
        return ORDER_LIBRARY_YAML;
    if (apply_root(tree, &order)) {
        tree_add_rest(tree, STR("Not in the navigation"));
        if (tree->home == ARTICLE_NONE)
            tree->home = tree_find_page(tree, (struct str){0});
        return order;
    }
    tree_restart(tree);
    tree_by_folders(tree);
    return ORDER_FOLDERS;
}

static void number_articles(struct library *library, const struct drafts *drafts,
                            const uint32_t *order)
{
    library->article_count = drafts->count;
    library->articles = ARENA_ARRAY(&library->arena, drafts->count, struct article);
    for (uint32_t i = 0; i < drafts->count; i++) {
        library->articles[i] = drafts->items[order[i]].article;
        library->articles[i].index = i;
    }
}

/* While they are no articles yet. */
static bool called_in_drafts(void *context, enum name_class class, uint32_t id,
                             struct str key)
{
    const struct drafts *drafts = context;
    return article_is_called(&drafts->items[id].article, class, key);
}

static bool called_in_library(void *context, enum name_class class, uint32_t id,
                              struct str key)
{
    const struct library *library = context;
    return article_is_called(library_article(library, id), class, key);
}

static void arrange(struct opening *opening)
{
    struct library *library = opening->library;
    struct tree tree = {
        .arena = &library->arena,
        .scratch = &opening->scratch,
        .source = library->source,
        .names = library->names,
        .drafts = &opening->drafts,
        .scan = &opening->scan,
        .notices = &opening->notices,
    };
    uint32_t *order = ARENA_ARRAY(&opening->scratch, opening->drafts.count, uint32_t);
    drafts_leave_out(&opening->drafts, time(NULL));
    tree_init(&tree);
    library->order = build_tree(&tree);
    tree_add_lists(&tree);
    library->tree = tree_finish(&tree, order);
    library->by_topic = branch_topic(tree.by_topic);
    library->left_out = branch_topic(tree.left_out);
    library->home = tree.home;
    library->title = tree.title;
    if (library->title.len == 0)
        library->title = title_from_name(&library->arena, opening->at.name);
    library->tree->title = library->title;
    number_articles(library, &opening->drafts, order);
    names_check_by(library->names, called_in_library, library);
}

/* --- In memory --- */

static const struct article *article_of(const struct library *library, uint32_t id)
{
    return &library->articles[id];
}

static uint32_t step_from(const struct library *library, uint32_t id, int direction)
{
    uint32_t last = (uint32_t)library->article_count - 1;
    if (id == ARTICLE_NONE)
        return direction > 0 ? 0 : last;
    if (id == (direction > 0 ? last : 0))
        return ARTICLE_NONE;
    return direction > 0 ? id + 1 : id - 1;
}

static struct topic *children_of(const struct library *library, struct topic *topic)
{
    (void)library;
    return topic->first;
}

static const struct library_ops in_memory = {
    .article = article_of,
    .step = step_from,
    .children = children_of,
};

void library_begin_read(const struct library *library)
{
    if (library->ops->hold != NULL)
        library->ops->hold(library, true);
}

void library_end_read(const struct library *library)
{
    if (library->ops->hold != NULL)
        library->ops->hold(library, false);
}

const struct article *library_article(const struct library *library, uint32_t id)
{
    return library->ops->article(library, id);
}

uint32_t library_article_at(const struct library *library, struct str path)
{
    struct name_list list = {.count = 0};
    if (path.len > 0)
        names_find(library->names, NAME_PATH, path, &list);
    return list.count > 0 ? list.items[0].id : ARTICLE_NONE;
}

uint32_t library_step(const struct library *library, uint32_t id, int direction)
{
    return library->ops->step(library, id, direction);
}

struct topic *library_tree(const struct library *library, enum library_tree tree)
{
    struct topic *root = tree == TREE_BY_TOPIC   ? library->by_topic
                         : tree == TREE_LEFT_OUT ? library->left_out
                                                 : library->tree;
    return root != NULL ? root : library->tree;
}

struct topic *library_children(const struct library *library, struct topic *topic)
{
    return library->ops->children(library, topic);
}

/* --- Opening --- */

/* By the size alone: what is too large stays so until it changes. */
static bool can_read(struct source *source, struct str path)
{
    struct arena arena = {0};
    struct file_stamp stamp;
    struct error ignored;
    struct str first;
    bool can = source->ops->read(source, path, 1, true, &arena, &first, &stamp,
                                 &ignored) == 0 &&
               stamp.size_bytes <= READ_FILE_MAX_BYTES;
    arena_release(&arena);
    return can;
}

static void try_unread(const struct opening *opening)
{
    const struct library_hooks *hooks = opening->hooks;
    struct str path;
    for (size_t i = 0; hooks->unread != NULL && hooks->unread(hooks->context, i, &path);
         i++) {
        if (can_read(opening->library->source, path)) {
            hooks->readable(hooks->context);
            return;
        }
    }
}

/* 0 when something changed, or that is not known. */
static int look_first(const struct opening *opening, struct error *err)
{
    const struct library_hooks *hooks = opening->hooks;
    if (hooks->met == NULL)
        return 0;
    try_unread(opening);
    if (hooks->is_same != NULL &&
        hooks->is_same(hooks->context, opening->library->source, opening->at.wanted))
        return LIBRARY_NOT_WANTED;
    if (scan_show(opening->library->source, opening->at.wanted, hooks, err) != 0)
        return -1;
    return hooks->has_changed(hooks->context) ? 0 : LIBRARY_NOT_WANTED;
}

static bool is_wanted(const struct opening *opening)
{
    const struct library_hooks *hooks = opening->hooks;
    return hooks->walked == NULL ||
           hooks->walked(hooks->context, opening->scan.files, opening->scan.count);
}

static int check_stopped(const struct opening *opening, struct error *err)
{
    return source_is_stopped(opening->library->source) ? error_set(err, "stopped") : 0;
}

/* A file that is asked for by its path is shown, wherever it lies. */
static void take_asked(struct opening *opening)
{
    const struct source *source = opening->library->source;
    if (opening->at.wanted.len == 0 && library_may_hold(opening->asked) &&
        source_has(source, opening->asked))
        opening->at.wanted = arena_str(&opening->library->arena, opening->asked);
}

/* Whether only names are read at first, since all heads would take long. */
static bool is_by_name(const struct opening *opening)
{
    return opening->shallow &&
           (opening->scan.is_partial || opening->scan.count > SHALLOW_HEADS_MAX);
}

static int read_library(struct opening *opening, const char *path, struct error *err)
{
    struct library *library = opening->library;
    if (source_locate(library->source, path, &library->arena, &opening->at, err) != 0)
        return -1;
    library->source->root.stop = opening->hooks->stop;
    take_asked(opening);
    int status;
    if ((status = look_first(opening, err)) != 0)
        return status;
    if (scan_source(library->source, opening->at.wanted, opening->shallow,
                    opening->hooks, &opening->notices, &opening->scan, err) != 0)
        return -1;
    set_stream_format(opening);
    if (!is_wanted(opening))
        return LIBRARY_NOT_WANTED;
    bool by_name = is_by_name(opening);
    drafts_read(&opening->drafts, library->source, &opening->scan, opening->at.wanted,
                by_name, opening->hooks, &opening->notices, library->heads);
    scan_forget_files(&opening->scan);
    if (check_stopped(opening, err) != 0)
        return -1;
    if (opening->drafts.count == 0 && opening->hooks->empty != NULL)
        opening->hooks->empty(opening->hooks->context);
    if (opening->drafts.count == 0)
        return error_set(err, "no articles in '%s': it holds no Markdown, text or YAML",
                         path == NULL ? "the starter library" : path);
    set_stream_title(opening);
    names_check_by(library->names, called_in_drafts, &opening->drafts);
    drafts_name(&opening->drafts, &opening->scan, library->source, library->names);
    if (check_stopped(opening, err) != 0)
        return -1;
    arrange(opening);
    if (check_stopped(opening, err) != 0)
        return -1;
    if (!by_name) /* else much is missing that is there */
        library->notices = opening->notices.first;
    return 0;
}

int library_open_as(const char *path, const struct library_opening *how,
                    struct library **out, uint32_t *start, struct error *err)
{
    static const struct library_hooks no_hooks;
    struct library *library = mem_zalloc(1, sizeof *library);
    struct opening opening = {
        .library = library,
        .hooks = how->hooks != NULL ? how->hooks : &no_hooks,
        .shallow = how->shallow,
        .asked = how->file,
        .notices = {.arena = &library->arena},
    };
    library->source = mem_zalloc(1, sizeof *library->source);
    library->source->root.fd = -1;
    library->names = names_new();
    library->ops = &in_memory;
    int status = read_library(&opening, path, err);
    arena_release(&opening.scratch);
    scan_release(&opening.scan);
    drafts_release(&opening.drafts);
    if (status != 0) {
        library_close(library);
        return status;
    }
    if (start != NULL)
        *start = library_article_at(library, opening.at.wanted);
    *out = library;
    return 0;
}

int library_open(const char *path, struct library **out, uint32_t *start,
                 struct error *err)
{
    return library_open_as(path, &(struct library_opening){.shallow = false}, out,
                           start, err);
}

void library_close(struct library *library)
{
    if (library == NULL)
        return;
    names_free(library->names);
    source_close(library->source);
    free(library->source);
    for (size_t i = 0; i < PARALLEL_MAX; i++)
        arena_release(&library->heads[i]);
    arena_release(&library->arena);
    free(library);
}
