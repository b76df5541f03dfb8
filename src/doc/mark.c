/*
 * Named places of a document.
 */
#include "doc/doc.h"

void doc_mark(struct doc *doc, struct str id, struct node *node)
{
    if (id.len == 0) {
        return;
    }
    struct mark *mark = ARENA_NEW(doc->arena, struct mark);
    mark->id = arena_str(doc->arena, id);
    mark->node = node;
    mark->next = doc->marks;
    doc->marks = mark;
}
