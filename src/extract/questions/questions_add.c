/*
 * Adding a question with what answers it.
 */
#include "base/mem.h"
#include "extract/questions/questions.h"

/* True when something in [from, to) can be read. */
static bool has_answer(const struct doc *doc, uint32_t from, uint32_t to)
{
    for (uint32_t id = from; id < to; id++) {
        const struct node *node = doc->nodes[id];
        if ((node->kind == NODE_TEXT || node->kind == NODE_CODE) &&
            str_trim(node->u.text).len > 0)
            return true;
        if (node->kind == NODE_CODE_BLOCK || node->kind == NODE_IMAGE)
            return true;
    }
    return false;
}

bool questions_add(struct question_scan *scan, struct found_question found)
{
    if (found.to > scan->body_end)
        found.to = scan->body_end;
    if (!has_answer(scan->doc, found.from, found.to))
        return false;
    scan->found = mem_grow(scan->found, scan->count, &scan->cap, sizeof *scan->found);
    scan->found[scan->count++] = found;
    found.node->flags |= NODE_QUESTION;
    return true;
}
