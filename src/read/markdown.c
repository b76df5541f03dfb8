/*
 * Markdown: the phases in their order (see the header).
 */
#include "read/markdown.h"

#include <stdlib.h>

#include "base/mem.h"
#include "read/convert.h"
#include "read/lines.h"
#include "read/tree_memory.h"

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
                    cmark_node *tree, bool frees_nodes)
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
    convert_tree(&c, tree, frees_nodes);
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
    struct tree_memory memory;
    tree_memory_begin(&memory, text.len + tokens.fragments.len);
    cmark_node *tree = parse(text, &tokens, &memory.functions);
    convert(doc, parent, input, &tokens, tree, !memory.is_arena);
    if (!memory.is_arena)
        cmark_node_free(tree);
    tree_memory_end(&memory);
    buf_release(&rewritten);
    tokens_release(&tokens);
}
