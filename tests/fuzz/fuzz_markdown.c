/* Markdown with all that is built on it, from bytes to lines. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_article(DOC_MARKDOWN, data, size);
    return 0;
}
