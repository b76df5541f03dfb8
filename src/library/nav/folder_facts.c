/*
 * Facts of folders (see the header).
 */
#include "library/nav/folder_facts.h"

#include <stdlib.h>

#include "base/file.h"
#include "library/file_rules.h"
#include "library/nav/nav.h"

static bool says_of_folder(struct str name)
{
    static const struct str names[] = {
        STR_INIT("_category_.json"), STR_INIT("_category_.yml"),
        STR_INIT("_category_.yaml"), STR_INIT(".pages"),
        STR_INIT(".nav.yml"),        STR_INIT("meta.json"),
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_eq(name, names[i]))
            return true;
    }
    return false;
}

static int32_t number_of(struct str text)
{
    char digits[16] = {0};
    for (size_t i = 0; i < text.len && i + 1 < sizeof digits; i++)
        digits[i] = text.ptr[i];
    char *end;
    long value = strtol(digits, &end, 10);
    return end == digits || value >= HEAD_NO_PLACE || value <= INT32_MIN
               ? HEAD_NO_PLACE
               : (int32_t)value;
}

static void read_one(struct tree *tree, struct str path, struct folder_facts *facts)
{
    struct nav nav = {.tree = tree, .path = path};
    struct yaml *root;
    if (!nav_parse(&nav, &root) || root->kind != YAML_MAP)
        return;
    struct str title = yaml_str(root, "label");
    if (title.len == 0)
        title = yaml_str(root, "title");
    if (title.len > 0)
        facts->title = title;
    if (yaml_get(root, "position") != NULL)
        facts->place = number_of(yaml_str(root, "position"));
    facts->is_backward = str_eq_nocase(yaml_str(root, "order"), STR("desc"));
}

struct folder_facts *folder_facts_read(struct tree *tree)
{
    size_t count = tree->scan->folder_count + 1;
    struct folder_facts *all = ARENA_ARRAY(tree->scratch, count, struct folder_facts);
    for (size_t i = 0; i < count; i++)
        all[i] = (struct folder_facts){.place = HEAD_NO_PLACE};
    for (size_t i = 0; i < tree->drafts->other_count && !tree_is_stopped(tree); i++) {
        struct str path = tree->drafts->others[i];
        if (!library_gives_order(path))
            continue;
        struct folder_facts *facts = &all[tree_folder(tree, path_folder(path))];
        facts->has_order = true;
        if (says_of_folder(path_name(path)))
            read_one(tree, path, facts);
    }
    return all;
}
