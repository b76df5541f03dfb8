/* The readers of line-based markup, from bytes to lines. The first byte says which. */
#include "fuzz.h"

static const enum doc_format formats[] = {DOC_RST, DOC_ORG, DOC_ASCIIDOC, DOC_GEMTEXT};

enum { FORMATS = sizeof formats / sizeof *formats };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 0)
        fuzz_article(formats[data[0] % FORMATS], data + 1, size - 1);
    return 0;
}
