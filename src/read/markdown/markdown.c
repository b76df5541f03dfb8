/*
 * Markdown: the phases in their order (see the header).
 */
#include "read/markdown/markdown.h"

#include <stdlib.h>

#include "base/mem.h"
#include "read/budget.h"
#include "read/convert/convert.h"
#include "read/markdown/prepass.h"
#include "read/markdown/tree_memory.h"

enum {
    /* The size of a piece for cmark: its tree takes some 3 MB. */
    PIECE_BYTES = 256 << 10,
};

/* What cmark gets at once: fragments and text. */
struct source_piece {
    struct str fragments, text;
    uint32_t first_fragment, fragment_count;
    uint32_t line; /* of the source that `text` begins with */
    bool is_last;
};

struct pieces {
    const struct tokens *tokens;
    struct str fragments, text; /* not yet taken */
    size_t taken;               /* bytes of the text */
    size_t cut;
    uint32_t fragment, line;
    bool is_one; /* all at once */
};

/* NULL when the tree would be too large. `memory` has to last as long as the tree. */
static cmark_node *parse(const struct source_piece *piece, struct tree_memory *memory)
{
    if (setjmp(memory->over) != 0)
        return NULL;
    memory->is_bounded = true;
    cmark_parser *parser =
        cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory->functions);
    if (piece->fragments.len > 0)
        cmark_parser_feed(parser, piece->fragments.ptr, piece->fragments.len);
    if (piece->text.len > 0)
        cmark_parser_feed(parser, piece->text.ptr, piece->text.len);
    cmark_node *tree = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    memory->is_bounded = false;
    return tree;
}

/* --- Pieces --- */

/* "[label]: destination" holds in the whole text, so that it cannot be parted. */
static bool may_define(struct str s)
{
    const struct str mark = STR("]:");
    return str_find(s, mark) < s.len;
}

/* Fragments are paragraphs of one line each. */
static void take_fragments(struct pieces *pieces, struct source_piece *piece)
{
    const struct str end = STR("\n\n");
    size_t len = 0;
    while (len < pieces->fragments.len && len < pieces->tokens->piece_bytes) {
        len += str_find(str_tail(pieces->fragments, len), end) + end.len;
        piece->fragment_count++;
    }
    piece->fragments = str_slice(pieces->fragments, 0, len);
    pieces->fragments = str_tail(pieces->fragments, len);
    pieces->fragment += piece->fragment_count;
}

static void take_text(struct pieces *pieces, struct source_piece *piece)
{
    const struct tokens *tokens = pieces->tokens;
    const bool has_cut = pieces->cut < tokens->cut_count;
    const size_t len =
        has_cut ? tokens->cuts[pieces->cut].at - pieces->taken : pieces->text.len;
    piece->text = str_slice(pieces->text, 0, len);
    piece->is_last = !has_cut;
    pieces->text = str_tail(pieces->text, len);
    pieces->taken += len;
    if (has_cut)
        pieces->line = tokens->cuts[pieces->cut++].line;
}

static struct source_piece next_piece(struct pieces *pieces)
{
    struct source_piece piece = {.first_fragment = pieces->fragment,
                                 .line = pieces->line};
    if (pieces->is_one) {
        piece.fragments = pieces->fragments;
        piece.fragment_count = (uint32_t)pieces->tokens->fragment_count;
        piece.text = pieces->text;
        piece.is_last = true;
    } else if (pieces->fragments.len > 0) {
        take_fragments(pieces, &piece);
    } else {
        take_text(pieces, &piece);
    }
    return piece;
}

/* --- All --- */

/* False when the budget is spent. */
static bool read_piece(struct convert *c, const struct source_piece *piece,
                       struct tree_memory *memory)
{
    cmark_node *tree = parse(piece, memory);
    if (tree == NULL) {
        c->doc->is_over = true;
        return false;
    }
    c->lines_before = 2 * piece->fragment_count;
    c->first_fragment = piece->first_fragment;
    c->first_line = piece->line;
    convert_tree(c, tree, piece->is_last);
    tree_memory_clear(memory);
    return !budget_is_spent(c->doc);
}

static void read_pieces(struct convert *c, struct pieces *pieces)
{
    struct tree_memory memory;
    tree_memory_begin(&memory, pieces->text.len);
    struct source_piece piece;
    do {
        piece = next_piece(pieces);
    } while (read_piece(c, &piece, &memory) && !piece.is_last);
    tree_memory_end(&memory);
}

static void read_rewritten(struct doc *doc, struct node *parent,
                           const struct markdown_input *input,
                           const struct tokens *tokens, struct str text)
{
    struct pieces pieces = {
        .tokens = tokens,
        .fragments = buf_str(&tokens->fragments),
        .text = text,
        .line = input->first_line,
    };
    pieces.is_one = tokens->fragment_count + tokens->cut_count == 0 ||
                    may_define(text) || may_define(pieces.fragments);
    struct convert c = {
        .doc = doc,
        .root = parent,
        .place = parent,
        .input = input,
        .tokens = tokens,
        .fragments = mem_zalloc(tokens->fragment_count + 1, sizeof *c.fragments),
        .notes = doc_node(doc, NODE_DOCUMENT, 0),
    };
    read_pieces(&c, &pieces);
    node_adopt(doc->root, c.notes);
    free(c.fragments);
    components_release(&c.components);
    buf_release(&c.text);
    buf_release(&c.scratch);
    buf_release(&c.dest);
    buf_release(&c.html);
}

void markdown_read(struct doc *doc, struct node *parent,
                   const struct markdown_input *input)
{
    if (budget_is_spent(doc))
        return;
    struct tokens tokens = {.arena = doc->arena,
                            .references.text = input->text,
                            .piece_bytes = input->piece_bytes > 0 ? input->piece_bytes
                                                                  : PIECE_BYTES};
    struct buf rewritten = {0};
    const struct str text =
        lines_rewrite(&tokens, input->text, input->first_line, &rewritten);
    if (tokens_are_too_many(&tokens))
        doc->is_over = true;
    else
        read_rewritten(doc, parent, input, &tokens, text);
    buf_release(&rewritten);
    tokens_release(&tokens);
}
