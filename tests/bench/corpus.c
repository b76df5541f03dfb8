/*
 * Corpora: reading them, counting their words, finding by name.
 */
#include "corpus.h"

#include <stdlib.h>

#include "base/file.h"
#include "paths.h"

enum {
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

static int compare_names(const void *a, const void *b)
{
    return str_cmp((*(const struct original *const *)a)->name,
                   (*(const struct original *const *)b)->name);
}

static int read_articles(struct corpus *corpus, const struct file_root *root,
                         const struct paths *paths, struct error *err)
{
    struct arena *arena = &corpus->arena;
    corpus->articles = ARENA_ARRAY(arena, paths->count, struct original);
    corpus->by_name = ARENA_ARRAY(arena, paths->count, const struct original *);
    corpus->counters = ARENA_ARRAY(arena, COUNTERS, unsigned);
    corpus->count = paths->count;
    for (size_t i = 0; i < paths->count; i++) {
        struct original *article = &corpus->articles[i];
        article->path = arena_str(arena, paths->items[i]);
        article->name = fold_name(arena, path_stem(article->path));
        if (file_read(root, article->path, PATHS_FILE_BYTES_MAX, false, arena,
                      &article->text, NULL, err) != 0)
            return -1;
        corpus->by_name[i] = article;
        count_words(corpus, article->text);
    }
    qsort(corpus->by_name, corpus->count, sizeof(corpus->by_name[0]), compare_names);
    return 0;
}

int corpus_read(struct corpus *corpus, const char *path, struct error *err)
{
    struct file_root root = {.fd = -1};
    *corpus = (struct corpus){0};
    if (file_root_open(&root, path, err) != 0)
        return -1;
    struct paths paths;
    int result = paths_read(&paths, &root, err);
    if (result == 0)
        result = read_articles(corpus, &root, &paths, err);
    paths_release(&paths);
    file_root_close(&root);
    return result;
}

void corpus_release(struct corpus *corpus)
{
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
