/*
 * Makes big libraries to measure with; the same arguments give the same bytes. TO must
 * not exist. Prints what was made as one line of JSON.
 *
 *     make_library --from FOLDER COUNT TO    copies of a corpus, changed
 * (make_copies.c) make_library --small COUNT TO          small articles (make_small.c)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "made.h"

/* `from` is NULL for small articles. */
static int make(const char *from, size_t count, const char *to)
{
    struct made_library library;
    struct error error;
    double start = clock_ms();
    int result = made_library_create(&library, to, &error);
    if (result == 0)
        result = from ? make_copies(&library, from, count, &error)
                      : make_small(&library, count, &error);
    made_library_close(&library);
    if (result != 0) {
        fprintf(stderr, "make_library: %s\n", error.text);
        return 2;
    }
    printf("{\"bench\":\"make\",\"articles\":%zu,\"folders\":%zu,\"bytes\":%llu,"
           "\"s\":%.2f}\n",
           library.articles, library.folders, (unsigned long long)library.bytes,
           (clock_ms() - start) * 1e-3);
    return 0;
}

int main(int argc, char **argv)
{
    bool copies = argc == 5 && strcmp(argv[1], "--from") == 0;
    bool small = argc == 4 && strcmp(argv[1], "--small") == 0;
    char *end = NULL;
    unsigned long count = copies || small ? strtoul(argv[argc - 2], &end, 10) : 0;
    if (count == 0 || *end) {
        fputs("usage: make_library --from FOLDER COUNT TO\n"
              "       make_library --small COUNT TO\n",
              stderr);
        return 2;
    }
    return make(copies ? argv[2] : NULL, count, argv[argc - 1]);
}
