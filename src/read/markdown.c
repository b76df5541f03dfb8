/*
 * Markdown: the phases in their order (see the header).
 */
#include "read/markdown.h"

#include <stdlib.h>

#include "base/mem.h"
#include "read/convert.h"
#include "read/lines.h"

enum { ROOM_MIN_BYTES = 256 };

/* cmark lets the text of every block grow from nothing by half its size; in powers of
 * two it moves seldom, and the C library's heap has a fifth less to do. */
static void *grow(void *place, size_t bytes)
{
    size_t room = ROOM_MIN_BYTES;
    while (room < bytes && room < SIZE_MAX / 2)
        room *= 2;
    return mem_realloc(place, room < bytes ? bytes : room);
}

/* `memory` has to last as long as the tree. */
static cmark_node *parse(struct str text, const struct tokens *tokens,
                         cmark_mem *memory)
{
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, memory);
    const struct str fragments = buf_str(&tokens->fragments);
    if (fragments.len > 0)
        cmark_parser_feed(parser, fragments.ptr, fragments.len);
    if (text.len > 0)
        cmark_parser_feed(parser, text.ptr, text.len);
    cmark_node *tree = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return tree;
}

static void convert(struct doc *doc, struct node *parent,
                    const struct markdown_input *input, const struct tokens *tokens,
                    cmark_node *tree)
{
    struct convert c = {
        .doc = doc,
        .root = parent,
        .input = input,
        .tokens = tokens,
        .fragments = mem_zalloc(tokens->fragment_count + 1, sizeof *c.fragments),
        .notes = doc_node(doc, NODE_DOCUMENT, 0),
        .lines_before = tokens_lines(tokens),
    };
    convert_tree(&c, tree);
    node_adopt(doc->root, c.notes);
    free(c.fragments);
    buf_release(&c.text);
    buf_release(&c.scratch);
    buf_release(&c.dest);
    buf_release(&c.html);
}

void markdown_read(struct doc *doc, struct node *parent,
                   const struct markdown_input *input)
{
    struct tokens tokens = {.arena = doc->arena};
    struct buf rewritten = {0};
    const struct str text =
        lines_rewrite(&tokens, input->text, input->first_line, &rewritten);
    /* cmark has no branch for a failed allocation; ours end the program in die(). */
    cmark_mem memory = {mem_zalloc, grow, free};
    cmark_node *tree = parse(text, &tokens, &memory);
    convert(doc, parent, input, &tokens, tree);
    cmark_node_free(tree);
    buf_release(&rewritten);
    tokens_release(&tokens);
}
