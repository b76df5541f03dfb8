/* YAML: the tree of it, and articles in it. */
#include "base/error.h"
#include "fuzz.h"
#include "read/read.h"
#include "read/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct error error;
    struct yaml *yaml = NULL;
    struct str text = {(const char *)data, size};
    if (yaml_parse(&arena, text, 1, READ_YAML_EVENTS_MAX, &yaml, &error) == 0)
        MUST(yaml && yaml->kind <= YAML_MAP);
    else
        MUST(error_str(&error).len > 0);
    arena_release(&arena);
    fuzz_article(DOC_YAML, data, size);
    return 0;
}
