/*
 * The reader of plain text: its steps in order (plain.h lists them).
 */
#include "read/plain/plain.h"

#include <stdlib.h>

#include "base/text.h"
#include "read/plain/plain_lines.h"

enum {
    /* The size of a paragraph of running text: large enough to be few, small enough to
     * be laid out and searched at once. */
    RUNNING_PIECE_BYTES = 64 << 10,
};

static void find_structure(struct plain *plain)
{
    plain_boilerplate(plain);
    plain_shape(plain);
    plain_chunks(plain);
    plain_facts(plain);
    plain_model(plain);
    plain_title_line(plain);
    plain_depth(plain);
    plain_title(plain);
    plain_blocks(plain);
}

void plain_read(struct doc *doc, struct str text, uint32_t first_line)
{
    struct plain plain = {.doc = doc, .text = text, .first_line = first_line};
    if (text.len > UINT32_MAX) {
        doc_notice(doc, first_line, "text is cut at 4 GB");
        plain.text.len = UINT32_MAX;
    }
    plain_overstrike(&plain);
    plain_lines(&plain);
    if (!doc->is_over)
        find_structure(&plain);
    free(plain.lines);
    free(plain.chunks);
    free(plain.styles);
}

/* Bytes of the next piece of running text: up to a line end or a blank, or at least no
 * part of a character is left. */
static size_t piece_of(struct str text)
{
    if (text.len <= RUNNING_PIECE_BYTES)
        return text.len;
    size_t end = RUNNING_PIECE_BYTES;
    while (end > 0 && text.ptr[end - 1] != '\n' && text.ptr[end - 1] != ' ')
        end--;
    if (end > 0)
        return end;
    end = RUNNING_PIECE_BYTES;
    while (((unsigned char)text.ptr[end] & 0xC0) == 0x80)
        end--;
    return end;
}

static uint32_t count_lines(struct str s)
{
    uint32_t count = 0;
    for (size_t at = str_chr(s, '\n'); at < s.len; at = str_chr(s, '\n')) {
        s = str_tail(s, at + 1);
        count++;
    }
    return count;
}

void plain_read_running(struct doc *doc, struct str text, uint32_t first_line)
{
    uint32_t line = first_line;
    while (text.len > 0) {
        const struct str piece = str_slice(text, 0, piece_of(text));
        text = str_tail(text, piece.len);
        const struct str clean = text_clean(doc->arena, piece, TEXT_ONE_LINE);
        if (clean.len > 0) {
            struct node *paragraph = doc_node(doc, NODE_PARAGRAPH, line);
            struct node *words = doc_node(doc, NODE_TEXT, line);
            words->u.text =
                clean.ptr == piece.ptr ? arena_str(doc->arena, clean) : clean;
            node_append(paragraph, words);
            node_append(doc->root, paragraph);
        }
        line += count_lines(piece);
    }
}
