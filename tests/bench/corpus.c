/*
 * Corpora: reading them, counting their words, finding by name.
 */
#include "corpus.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"

enum {
    ARTICLE_BYTES_MAX = 16 << 20,
    RARE_MAX = 64, /* nine of ten words, one of six in the text */
    WORD_BYTES_MIN = 3,
    WORD_BYTES_MAX = 31,
    COUNTERS = 1 << 20, /* words that meet in one seem a bit less rare */
};

/* --- Words ---------------------------------------------------------------------- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_sticky(char c)
{
    return (c >= '0' && c <= '9') || (unsigned char)c >= 0x80 || c == '&';
}

size_t corpus_letters(struct str text, size_t at)
{
    size_t end = at;
    while (end < text.len && is_letter(text.ptr[end]))
        end++;
    return end - at;
}

uint64_t corpus_word(struct str text, size_t at, size_t len)
{
    char word[WORD_BYTES_MAX];
    if (len < WORD_BYTES_MIN || len > sizeof word ||
        (at > 0 && is_sticky(text.ptr[at - 1])) ||
        (at + len < text.len && is_sticky(text.ptr[at + len])))
        return 0;
    for (size_t i = 0; i < len; i++) {
        bool capital = text.ptr[at + i] < 'a';
        if (capital && i > 0)
            return 0;
        word[i] = (char)(text.ptr[at + i] + (capital ? 'a' - 'A' : 0));
    }
    return str_hash((struct str){word, len});
}

static void count_words(struct corpus *corpus, struct str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t len = corpus_letters(text, at);
        uint64_t hash = corpus_word(text, at, len);
        if (hash)
            corpus->counters[hash % COUNTERS]++;
        at += len ? len : 1;
    }
}

/* --- The corpus ------------------------------------------------------------------ */

/* As links are compared: case, '_', '-' and blanks do not count. */
static struct str fold_name(struct arena *arena, struct str name)
{
    char *folded = arena_bytes(arena, name.len);
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool capital = c >= 'A' && c <= 'Z';
        folded[i] = (char)(capital ? c - 'A' + 'a' : c == ' ' || c == '-' ? '_' : c);
    }
    return (struct str){folded, name.len};
}

static int add_article(struct corpus *corpus, const struct file_root *root,
                       struct str path, struct error *err)
{
    if (!str_eq(path_suffix(path), STR("md")))
        return 0;
    struct original article = {.path = path};
    article.name = fold_name(&corpus->arena, path_stem(path));
    if (file_read(root, path, ARTICLE_BYTES_MAX, false, &corpus->arena, &article.text,
                  NULL, err) != 0)
        return -1;
    corpus->articles = mem_grow(corpus->articles, corpus->count, &corpus->cap,
                                sizeof *corpus->articles);
    corpus->articles[corpus->count++] = article;
    return 0;
}

struct folders {
    struct str *items;
    size_t count, cap;
};

static void add_folder(struct folders *folders, struct str path)
{
    folders->items =
        mem_grow(folders->items, folders->count, &folders->cap, sizeof(struct str));
    folders->items[folders->count++] = path;
}

static int read_folder(struct corpus *corpus, const struct file_root *root,
                       struct str folder, struct folders *folders, struct error *err)
{
    struct file_entry *entries = NULL;
    size_t count = 0;
    if (file_list(root, folder, &corpus->arena, &entries, &count, err) != 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        struct str path;
        if (entries[i].name.ptr[0] == '.' || entries[i].is_link ||
            !path_join(&corpus->arena, folder, entries[i].name, &path))
            continue;
        if (entries[i].kind == FILE_FOLDER)
            add_folder(folders, path);
        else if (entries[i].kind == FILE_REGULAR &&
                 add_article(corpus, root, path, err) != 0)
            return -1;
    }
    return 0;
}

static int compare_paths(const void *a, const void *b)
{
    return str_cmp(((const struct original *)a)->path,
                   ((const struct original *)b)->path);
}

static int compare_names(const void *a, const void *b)
{
    return str_cmp((*(const struct original *const *)a)->name,
                   (*(const struct original *const *)b)->name);
}

/* Sorts what was read and counts its words. */
static void corpus_finish(struct corpus *corpus)
{
    qsort(corpus->articles, corpus->count, sizeof *corpus->articles, compare_paths);
    corpus->by_name =
        ARENA_ARRAY(&corpus->arena, corpus->count, const struct original *);
    corpus->counters = ARENA_ARRAY(&corpus->arena, COUNTERS, unsigned);
    for (size_t i = 0; i < corpus->count; i++) {
        corpus->by_name[i] = &corpus->articles[i];
        count_words(corpus, corpus->articles[i].text);
    }
    qsort(corpus->by_name, corpus->count, sizeof(corpus->by_name[0]), compare_names);
}

int corpus_read(struct corpus *corpus, const char *path, struct error *err)
{
    struct file_root root = {.fd = -1};
    struct folders folders = {0};
    if (file_root_open(&root, path, err) != 0)
        return -1;
    add_folder(&folders, STR(""));
    int result = 0;
    for (size_t i = 0; i < folders.count && result == 0; i++)
        result = read_folder(corpus, &root, folders.items[i], &folders, err);
    free(folders.items);
    file_root_close(&root);
    if (result == 0 && corpus->count == 0)
        result = error_set(err, "no article in '%s'", path);
    if (result == 0)
        corpus_finish(corpus);
    return result;
}

void corpus_release(struct corpus *corpus)
{
    free(corpus->articles);
    arena_release(&corpus->arena);
}

size_t corpus_find(const struct corpus *corpus, struct str target)
{
    struct arena arena = {0};
    struct original key = {.name = fold_name(&arena, target)};
    const struct original *wanted = &key;
    const struct original **found = bsearch(&wanted, corpus->by_name, corpus->count,
                                            sizeof(corpus->by_name[0]), compare_names);
    arena_release(&arena);
    return found ? (size_t)(*found - corpus->articles) : corpus->count;
}

bool corpus_is_rare(const struct corpus *corpus, uint64_t hash)
{
    return hash && corpus->counters[hash % COUNTERS] <= RARE_MAX;
}
