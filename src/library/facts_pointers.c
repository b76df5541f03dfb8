/*
 * The links of an answer, as facts: by them the author says where more is said. Where
 * they lead depends on the names of the library, so it is no part of them.
 */
#include "base/text.h"
#include "library/facts_gather.h"
#include "library/links/dest.h"

struct pointer_gatherer {
    const struct opened *opened;
    struct arena *arena;
    uint32_t *numbers; /* of each link among those that go by name */
};

static bool has_word(struct str text)
{
    for (size_t pos = 0; pos < text.len;) {
        if (text_is_word(text_next(text, &pos)))
            return true;
    }
    return false;
}

/* True when no word follows a link before the answer is over. */
static bool is_last(const struct doc *doc, const struct node *link, uint32_t to)
{
    for (uint32_t i = node_end(link); i < to; i++) {
        const struct node *node = doc->nodes[i];
        if (node->kind != NODE_TEXT || has_word(node->u.text))
            return false;
    }
    return true;
}

static bool is_own(const struct node *link)
{
    return str_starts(link->u.link.dest, STR("#"));
}

static bool points(const struct pointer_gatherer *it, size_t index)
{
    const struct node *node = it->opened->doc->links[index];
    return node->kind == NODE_LINK && node->u.link.form != LINK_EMBED &&
           (is_own(node) || facts_is_by_name(it->opened, index));
}

/* After the last '#' of a destination. */
static struct str fragment_of(const struct pointer_gatherer *it,
                              const struct node *link)
{
    struct str dest = link->u.link.dest;
    size_t at = dest.len;
    while (at > 0 && dest.ptr[at - 1] != '#')
        at--;
    return at == 0 ? (struct str){0} : dest_decoded(it->arena, str_tail(dest, at));
}

static struct fact_pointer pointer_of(const struct pointer_gatherer *it, size_t index,
                                      uint32_t to)
{
    const struct node *node = it->opened->doc->links[index];
    struct str fragment = fragment_of(it, node);
    return (struct fact_pointer){
        .link = is_own(node) ? POINTER_OWN : it->numbers[index],
        .fragment = arena_str(it->arena, fragment),
        .is_aimed = fragment.len > 0 || node->u.link.form == LINK_TERM ||
                    is_last(it->opened->doc, node, to),
    };
}

static void gather(const struct pointer_gatherer *it, struct fact_question *question)
{
    const struct doc *doc = it->opened->doc;
    size_t first = doc_link_at(doc, question->from);
    size_t last = doc_link_at(doc, question->to);
    question->pointers = ARENA_ARRAY(it->arena, POINTERS_MAX, struct fact_pointer);
    for (size_t i = first; i < last && question->pointer_count <= POINTERS_MAX; i++) {
        if (points(it, i) && question->pointer_count++ < POINTERS_MAX)
            question->pointers[question->pointer_count - 1] =
                pointer_of(it, i, question->to);
    }
    if (question->pointer_count > POINTERS_MAX)
        question->pointer_count = 0;
}

void facts_gather_pointers(struct facts *facts, const struct opened *opened,
                           struct arena *arena, struct arena *scratch)
{
    size_t count = opened->doc->link_count;
    struct pointer_gatherer it = {.opened = opened, .arena = arena};
    uint32_t number = 0;
    if (facts->question_count == 0)
        return;
    it.numbers = ARENA_ARRAY(scratch, count, uint32_t);
    for (size_t i = 0; i < count; i++) {
        it.numbers[i] = number;
        number += facts_is_by_name(opened, i);
    }
    for (size_t i = 0; i < facts->question_count; i++)
        gather(&it, &facts->questions[i]);
}
