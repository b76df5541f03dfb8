/*
 * Whole articles, read and laid out: what they look like and what must hold of every
 * layout.
 *
 * Beside NAME.md, .txt or .yaml stand the pages NAME.w12.txt to NAME.w120.txt; with
 * GOLDEN set in the environment, or --golden as an argument, they are written again. At
 * many widths, for these articles and for those of further folders named as arguments,
 * no line may be wider than asked, no text may be lost or twice, and lines must be in
 * the order of their anchors.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "layout/layout.h"
#include "read/read.h"

enum { ARTICLE_MAX_BYTES = 64 << 20, WIDTHS_MAX = 130 };

static const int golden_widths[] = {12, 24, 40, 60, 80, 100, 120};

struct suite {
    struct file_root root;
    struct arena arena; /* of one article */
    struct doc *doc;
    bool write;
    int done, failed;
};

static void report(struct suite *suite, bool ok, const char *what, struct str name,
                   int width)
{
    suite->done++;
    suite->failed += !ok;
    printf("%s %d - " STR_FMT " %s at %d\n", ok ? "ok" : "not ok", suite->done,
           STR_ARG(name), what, width);
}

static bool fold_nothing(const void *context, const struct node *node)
{
    (void)context;
    (void)node;
    return false;
}

static struct layout *lay_out(struct suite *suite, int width, bool open)
{
    const struct layout_options options = {.width_cols = width,
                                           .folded = open ? fold_nothing : NULL};
    return layout_new(&suite->arena, suite->doc, &options);
}

/* --- What must hold ------------------------------------------------------------------
 */

static bool lines_fit(const struct layout *layout)
{
    for (size_t i = 0; i < layout->line_count; i++) {
        const struct line *line = &layout->lines[i];
        int col = 0;
        for (uint32_t j = 0; j < line->count; j++) {
            const struct span *span = &layout->spans[line->first + j];
            if (span->col < col || span->cols != text_cols(span->text))
                return false;
            col = span->col + span->cols;
        }
        if (col > layout->width_cols)
            return false;
    }
    return true;
}

static bool anchors_ascend(const struct layout *layout)
{
    for (size_t i = 1; i < layout->line_count; i++) {
        struct anchor a = layout->lines[i - 1].anchor, b = layout->lines[i].anchor;
        if (a.node > b.node || (a.node == b.node && a.byte > b.byte))
            return false;
    }
    return true;
}

static bool is_blank(unsigned char c)
{
    return c == ' ' || c == '\n';
}

/* Bytes of a node's text that are no blanks. */
static size_t solid_bytes(struct str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += !is_blank((unsigned char)text.ptr[i]);
    return count;
}

static struct str text_of(const struct node *node)
{
    if (node->kind == NODE_TEXT || node->kind == NODE_CODE)
        return node->u.text;
    return node->kind == NODE_CODE_BLOCK ? node->u.code.text : (struct str){0};
}

static bool is_moment(const struct node *node)
{
    const struct node *link = node_within(node, NODE_LINK);
    return link && link->u.link.form == LINK_TIMESTAMP;
}

static bool is_hidden(const struct node *node)
{
    for (; node; node = node->parent) {
        if (node->flags & NODE_HIDDEN)
            return true;
    }
    return false;
}

/* Every byte of text that is no blank is shown exactly once, at its place. */
static bool text_is_kept(struct suite *suite, const struct layout *layout)
{
    const struct doc *doc = suite->doc;
    size_t *shown = ARENA_ARRAY(&suite->arena, doc->node_count, size_t);
    for (size_t i = 0; i < layout->span_count; i++) {
        const struct span *span = &layout->spans[i];
        struct str text = text_of(doc->nodes[span->node]);
        if (!span->is_text)
            continue;
        if (!str_eq(str_slice(text, span->byte, span->byte + span->text.len),
                    span->text))
            return false;
        shown[span->node] += solid_bytes(span->text);
    }
    for (uint32_t id = 0; id < doc->node_count; id++) {
        const struct node *node = doc->nodes[id];
        /* Of a moment brackets and zeros are left out. */
        if (shown[id] != solid_bytes(text_of(node)) && !is_moment(node) &&
            !is_hidden(node))
            return false;
    }
    return true;
}

static bool places_are_found(const struct layout *layout)
{
    for (size_t i = 0; i < layout->line_count; i++) {
        struct anchor anchor = layout->lines[i].anchor;
        size_t line = layout_line_of(layout, anchor);
        struct anchor found = layout->lines[line].anchor;
        if (line > i || found.node != anchor.node || found.byte != anchor.byte)
            return false;
    }
    return true;
}

static void check_width(struct suite *suite, struct str name, int width)
{
    const struct layout *layout = lay_out(suite, width, true);
    bool fits = lines_fit(layout), ascends = anchors_ascend(layout);
    /* In one column something stands for what is two columns wide. */
    bool kept = width == 1 || text_is_kept(suite, layout);
    bool found = places_are_found(layout);
    if (fits && ascends && kept && found)
        return;
    report(suite, fits, "fits", name, width);
    report(suite, ascends, "is in order", name, width);
    report(suite, kept, "keeps its text", name, width);
    report(suite, found, "finds its places", name, width);
}

/* --- Goldens -------------------------------------------------------------------------
 */

static void write_golden(struct suite *suite, const char *folder, struct str path,
                         struct str text)
{
    char *full = arena_cstr(&suite->arena, arena_printf(&suite->arena, "%s/" STR_FMT,
                                                        folder, STR_ARG(path)));
    FILE *file = fopen(full, "w");
    if (!file || fwrite(text.ptr, 1, text.len, file) != text.len || fclose(file) != 0)
        printf("Bail out! cannot write %s\n", full);
}

static void check_golden(struct suite *suite, const char *folder, struct str name,
                         int width)
{
    struct str path = arena_printf(&suite->arena, STR_FMT ".w%d.txt",
                                   STR_ARG(path_stem(name)), width);
    struct str wanted = {0};
    struct buf out = {0};
    layout_plain(lay_out(suite, width, false), &out);
    if (suite->write)
        write_golden(suite, folder, path, buf_str(&out));
    file_read(&suite->root, path, ARTICLE_MAX_BYTES, false, &suite->arena, &wanted,
              NULL, NULL);
    bool same = str_eq(wanted, buf_str(&out));
    report(suite, same, "looks as it should", name, width);
    if (!same) {
        struct str rest = buf_str(&out);
        for (struct str line; str_cut_line(&rest, &line);)
            printf("# " STR_FMT "\n", STR_ARG(line));
    }
    buf_release(&out);
}

/* --- Articles ------------------------------------------------------------------------
 */

static bool is_golden(struct str name)
{
    struct str stem = path_stem(name);
    size_t dot = str_rchr(stem, '.');
    return str_ends(name, STR(".txt")) && dot < stem.len && dot + 2 < stem.len &&
           stem.ptr[dot + 1] == 'w';
}

static bool open_article(struct suite *suite, struct str name)
{
    arena_clear(&suite->arena);
    enum doc_format format;
    if (is_golden(name) || path_suffix(name).len == 0 || !read_format_of(name, &format))
        return false;
    struct str raw;
    if (file_read(&suite->root, name, ARTICLE_MAX_BYTES, false, &suite->arena, &raw,
                  NULL, NULL) != 0)
        return false;
    suite->doc = read_document(&suite->arena, format, raw);
    return true;
}

static void check_folder(struct suite *suite, const char *folder, bool goldens)
{
    struct arena names = {0};
    struct file_entry *entries;
    size_t count;
    int articles = 0, step = goldens ? 1 : 7;
    if (file_root_open(&suite->root, folder, NULL) != 0 ||
        file_list(&suite->root, STR(""), &names, &entries, &count, NULL) != 0)
        return;
    for (size_t i = 0; i < count; i++) {
        struct str name = entries[i].name;
        if (!open_article(suite, name))
            continue;
        articles++;
        for (int width = 1; width <= WIDTHS_MAX; width += step)
            check_width(suite, name, width);
        for (size_t j = 0; goldens && j < sizeof golden_widths / sizeof(int); j++)
            check_golden(suite, folder, name, golden_widths[j]);
    }
    suite->done++;
    printf("ok %d - widths of %d articles in %s\n", suite->done, articles, folder);
    file_root_close(&suite->root);
    arena_release(&names);
}

/* The starter library: the articles that everyone sees first. */
static void check_seeds(struct suite *suite)
{
    struct arena names = {0};
    struct file_root root;
    size_t count = 0;
    if (file_root_open(&root, "seeds", NULL) != 0)
        return;
    struct file_entry *entries;
    if (file_list(&root, STR(""), &names, &entries, &count, NULL) != 0)
        count = 0;
    for (size_t i = 0; i < count; i++) {
        struct str path =
            arena_printf(&names, "seeds/" STR_FMT, STR_ARG(entries[i].name));
        if (entries[i].kind == FILE_FOLDER)
            check_folder(suite, arena_cstr(&names, path), false);
    }
    file_root_close(&root);
    arena_release(&names);
}

int main(int argc, char **argv)
{
    struct suite suite = {.write = getenv("GOLDEN") != NULL};
    text_setup();
    for (int i = 1; i < argc; i++)
        suite.write = suite.write || strcmp(argv[i], "--golden") == 0;
    check_folder(&suite, "tests/layout", true);
    check_seeds(&suite);
    for (int i = 1; i < argc; i++) {
        if (*argv[i] != '-')
            check_folder(&suite, argv[i], false);
    }
    printf("1..%d\n", suite.done);
    arena_release(&suite.arena);
    return suite.failed > 0;
}
