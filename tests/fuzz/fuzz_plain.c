/* Plain text whose structure is inferred, from bytes to lines. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_article(DOC_TEXT, data, size);
    return 0;
}
