/*
 * What is found in an article: outline, key points, FAQ entries, links, terms.
 *
 * The tree changes on the way (terms of See also lists become links, answers are parted
 * from their questions); after that it only gets flags.
 */
#ifndef LECTERN_EXTRACT_EXTRACT_H
#define LECTERN_EXTRACT_EXTRACT_H

#include "base/arena.h"
#include "doc/doc.h"
#include "extract/found_items.h"

/*
 * Turns the terms of See also lists and sentences, of Related and Further reading
 * sections and of `related:` into LINK_TERM links; makes blocks of their own of
 * questions and answers that share a paragraph, and flags lost questions; and finishes
 * the document again if anything changed.
 *
 * Then finds key points and FAQ entries; sets NODE_POINT, NODE_QUESTION and
 * NODE_ANSWER. The marker of a lost question becomes a paragraph that shows the
 * question's name; `arena` must last as long as the document. Once for a document.
 */
struct extract *extract_all(struct arena *arena, struct doc *doc);

#endif
