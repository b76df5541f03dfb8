/*
 * How fast libraries open: the topic tree and a first article.
 * Prints JSON Lines; `starter` is the library that is compiled in.
 *
 *     bench_library [FOLDER...]
 */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/text.h"
#include "library/library.h"

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static bool measure(const char *name, const char *path)
{
    struct library *library;
    struct error error;
    struct arena arena = {0};
    double start = now_ms();
    if (library_open(path, &library, NULL, &error) != 0) {
        fprintf(stderr, "%s\n", error.text);
        return false;
    }
    double was_opened = now_ms();
    struct opened *opened;
    bool read = article_open(library, 0, &arena, &opened, &error) == 0;
    double was_read = now_ms();
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf(
        "{\"bench\":\"library\",\"library\":\"%s\",\"articles\":%zu,\"open_ms\":%.1f,"
        "\"article_ms\":%.1f,\"peak_kib\":%ld}\n",
        name, library->article_count, was_opened - start, was_read - was_opened,
        usage.ru_maxrss);
    arena_release(&arena);
    library_close(library);
    return read;
}

int main(int argc, char **argv)
{
    text_setup();
    bool done = measure("starter", NULL);
    for (int i = 1; i < argc; i++) {
        const char *slash = strrchr(argv[i], '/');
        done &= measure(slash ? slash + 1 : argv[i], argv[i]);
    }
    return done ? 0 : 1;
}
