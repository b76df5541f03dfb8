/* Pages of HTML with all that is built on them, from bytes to lines. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_article(DOC_HTML, data, size);
    return 0;
}
