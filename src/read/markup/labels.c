/*
 * Names known in a file (see the header).
 */
#include "read/markup/labels.h"

#include "base/text.h"

void labels_release(struct labels *labels)
{
    map_release(&labels->by_hash);
}

static struct label *find_folded(const struct labels *labels, struct str key)
{
    struct label *label = map_thing(&labels->by_hash, str_hash(key));
    while (label != NULL && !str_eq(label->key, key))
        label = label->next;
    return label;
}

void labels_put(struct labels *labels, struct str name, struct str value, bool is_first)
{
    const struct str key = text_fold(labels->arena, str_trim(name), true);
    if (key.len == 0)
        return;
    struct label *label = find_folded(labels, key);
    if (label != NULL) {
        if (!is_first)
            label->value = value;
        return;
    }
    label = ARENA_NEW(labels->arena, struct label);
    label->key = key;
    label->value = value;
    label->next = map_thing(&labels->by_hash, str_hash(key));
    map_put_thing(&labels->by_hash, str_hash(key), label);
}

const struct label *labels_find(const struct labels *labels, struct str name)
{
    return find_folded(labels, text_fold(labels->arena, str_trim(name), true));
}
