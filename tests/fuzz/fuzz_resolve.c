/* Where links lead: paths never out of the root, targets never out of the library. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "fuzz.h"
#include "library/library.h"

/* By its parts, not by the code under test. */
static bool leaves_root(struct str path)
{
    bool leaves = str_starts(path, STR("/"));
    for (struct str part; str_cut(&path, '/', &part);)
        leaves |= str_eq(part, STR("..")) || str_eq(part, STR("."));
    return leaves;
}

static void check_join(struct arena *arena, struct str text)
{
    struct str folder = str_slice(text, 0, text.len / 3), joined;
    struct str path = str_tail(text, text.len / 3);
    if (!leaves_root(folder) && path_join(arena, folder, path, &joined))
        MUST(!leaves_root(joined));
    MUST(path_folder(path).len + path_name(path).len <= path.len);
    MUST(path_stem(path).len + path_suffix(path).len <= path_name(path).len);
}

static void check_target(const struct library *library, const struct target *target)
{
    MUST(target->kind <= TARGET_URL);
    MUST(target->article == ARTICLE_NONE || target->article < library->article_count);
    if (target->kind == TARGET_ARTICLE && !target->dangling)
        MUST(target->article != ARTICLE_NONE);
    fuzz_must_be_clean(target->text);
    MUST(str_chr(target->text, '\n') == target->text.len);
}

/* Opened once: it takes longer than all that is done with it. */
static const struct library *starter(void)
{
    static struct library *library;
    struct error error;
    if (!library)
        MUST(library_open(NULL, &library, NULL, &error) == 0);
    return library;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct library *library = starter();
    struct arena arena = {0};
    char *copy = malloc(size ? size : 1);
    memcpy(copy, data, size);
    struct str text = {copy, size};
    check_join(&arena, text);
    for (int form = LINK_INLINE; form <= LINK_TERM; form++) {
        uint32_t from = form % 2 ? 0 : (uint32_t)library->article_count - 1;
        struct target target =
            library_resolve(library, from, (enum link_form)form, text, &arena);
        check_target(library, &target);
        target =
            library_resolve(library, ARTICLE_NONE, (enum link_form)form, text, &arena);
        check_target(library, &target);
    }
    struct str section;
    uint32_t found = library_find(library, text, &section);
    MUST(found == ARTICLE_NONE || found < library->article_count);
    arena_release(&arena);
    free(copy);
    return 0;
}
