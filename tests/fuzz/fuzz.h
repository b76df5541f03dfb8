/*
 * What the fuzz targets share. A target is a LLVMFuzzerTestOneInput(): `make fuzz`
 * gives it to libFuzzer, `make check` to replay.c. What must hold is checked by MUST,
 * which works in every build.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "doc/doc.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition)                                                                \
    do {                                                                               \
        if (!(condition))                                                              \
            fuzz_broken(__FILE__, __LINE__, #condition);                               \
    } while (0)
_Noreturn void fuzz_broken(const char *file, int line, const char *condition);

/* Well-formed and without a character that a terminal must never be sent, found without
 * the sanitiser's help; and clean in the sanitiser's own eyes as well. */
void fuzz_must_be_harmless(struct str s);
void fuzz_must_be_clean(struct str s);

/* Reads the article as the program does and checks the tree, what is found in it, and
 * its layout at several widths. */
void fuzz_article(enum doc_format format, const uint8_t *data, size_t size);

#endif
