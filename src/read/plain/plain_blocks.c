/*
 * Chunks to blocks: the tree of the document, built in one walk over the chunks with
 * the lists that are open at the moment.
 */
#include "read/plain/plain_lines.h"

#include <string.h>

#include "base/text.h"
#include "read/budget.h"

enum {
    LIST_DEPTH_MAX = 24, /* two nodes each: stays below DOC_DEPTH_MAX */
    SAME_INDENT = 1,     /* columns that items of one list may differ */
};

struct list_level {
    struct node *list, *item;
    size_t indent;
    uint32_t number; /* of the last item */
};

struct block_builder {
    struct plain *plain;
    struct doc *doc;
    struct list_level levels[LIST_DEPTH_MAX];
    size_t depth; /* open lists */
    struct buf words;
    size_t headings;
    struct node *verse; /* the paragraph that the next chunk's line may join */
};

bool chunk_is_explicit(const struct plain *plain, const struct chunk *chunk)
{
    return (plain->lines[chunk->first].flags & (LINE_MARKED | LINE_UNDERLINED)) != 0;
}

static uint32_t number_of(const struct block_builder *builder,
                          const struct chunk *chunk)
{
    return builder->plain->lines[chunk->first].number;
}

static struct str words_of(struct block_builder *builder, const struct chunk *chunk)
{
    buf_clear(&builder->words);
    plain_words(builder->plain, chunk, &builder->words);
    return buf_str(&builder->words);
}

static struct node *add_block(struct block_builder *builder, struct node *parent,
                              enum node_kind kind, const struct chunk *chunk)
{
    struct node *node = doc_node(builder->doc, kind, number_of(builder, chunk));
    node_append(parent, node);
    return node;
}

static void add_words(struct block_builder *builder, struct node *node,
                      const struct chunk *chunk)
{
    buf_clear(&builder->words);
    plain_styled(builder->plain, chunk, node, &builder->words);
}

/* --- Headings --- */

/* The words between the marks of == H == and # H. */
static struct str without_marks(struct str s)
{
    char sign = s.len > 0 ? s.ptr[0] : '\0';
    while (s.len > 0 && s.ptr[0] == sign) {
        s = str_tail(s, 1);
    }
    while (s.len > 0 && s.ptr[s.len - 1] == sign) {
        s.len--;
    }
    return str_trim(s);
}

static void add_heading(struct block_builder *builder, const struct chunk *chunk)
{
    struct plain *plain = builder->plain;
    struct doc *doc = builder->doc;
    struct str s = words_of(builder, chunk);
    if (plain->lines[chunk->first].flags & LINE_MARKED) {
        s = without_marks(s);
    }
    struct node *heading = doc_heading(doc, chunk->level, s, number_of(builder, chunk));
    if (!chunk_is_explicit(plain, chunk)) {
        heading->flags |= NODE_INFERRED;
    }
    builder->headings++;
    if (plain->title == (size_t)(chunk - plain->chunks) + 1 && doc->title.len == 0) {
        s = str_slice(s, 0, DOC_TITLE_MAX_BYTES);
        doc->title = text_clean(doc->arena, arena_str(doc->arena, s), TEXT_ONE_LINE);
        doc->title_node = heading;
    }
}

/* --- Paragraphs --- */

/* The item that a chunk belongs to by its indent; NULL when it ends the lists. */
static struct list_level *item_for(struct block_builder *builder,
                                   const struct chunk *chunk)
{
    size_t indent = builder->plain->lines[chunk->first].indent;
    while (builder->depth > 0 && builder->levels[builder->depth - 1].indent >= indent) {
        builder->depth--;
    }
    return builder->depth > 0 ? &builder->levels[builder->depth - 1] : NULL;
}

/* True when the chunk is a line of its own of the paragraph before it: of a verse, an
 * address or an item, whose break is meant. */
static bool joins_verse(const struct block_builder *builder, const struct chunk *chunk)
{
    const struct plain_line *line = &builder->plain->lines[chunk->first];
    if (builder->verse == NULL || chunk->blanks > 0) {
        return false;
    }
    if (builder->verse->parent->kind == NODE_ITEM) {
        return line->indent > builder->levels[builder->depth - 1].indent;
    }
    return chunk->flags & CHUNK_VERSE;
}

static void add_paragraph(struct block_builder *builder, const struct chunk *chunk)
{
    if (joins_verse(builder, chunk)) {
        node_append(builder->verse,
                    doc_node(builder->doc, NODE_LINE_BREAK, number_of(builder, chunk)));
        add_words(builder, builder->verse, chunk);
        return;
    }
    struct list_level *level = item_for(builder, chunk);
    struct node *parent = level != NULL ? level->item : builder->doc->root;
    struct node *paragraph = add_block(builder, parent, NODE_PARAGRAPH, chunk);
    add_words(builder, paragraph, chunk);
    if (level != NULL) {
        level->list->u.list.tight = false;
    }
    bool verse = level != NULL || (chunk->flags & CHUNK_VERSE);
    builder->verse = verse ? paragraph : NULL;
}

static void add_marker(struct block_builder *builder, const struct chunk *chunk)
{
    struct node *marker = add_block(builder, builder->doc->root, NODE_PARAGRAPH, chunk);
    add_words(builder, marker, chunk);
    marker->flags |= NODE_HIDDEN | NODE_QUESTION | NODE_INFERRED;
}

/* --- Lists --- */

static struct item_mark mark_of(const struct block_builder *builder,
                                const struct chunk *chunk)
{
    return plain_item_mark(builder->plain, &builder->plain->lines[chunk->first]);
}

static struct node *new_list(struct block_builder *builder, struct node *parent,
                             const struct chunk *chunk)
{
    struct node *list = add_block(builder, parent, NODE_LIST, chunk);
    list->u.list.tight = true;
    list->u.list.ordered = chunk->kind == LINE_NUMBER;
    if (chunk->kind == LINE_NUMBER) {
        struct item_mark mark = mark_of(builder, chunk);
        list->u.list.start = mark.number;
        list->u.list.delimiter = mark.delimiter;
        list->u.list.numbering = mark.numbering;
        list->u.list.enclosed = mark.enclosed;
    }
    return list;
}

/* True when the item goes on with the list. Bullets are often mixed; of numbers only
 * the next one does, so that each is shown as it is written. */
static bool fits_list(const struct block_builder *builder,
                      const struct list_level *level, const struct chunk *chunk)
{
    const struct node *list = level->list;
    if (list->u.list.ordered != (chunk->kind == LINE_NUMBER)) {
        return false;
    }
    if (chunk->kind != LINE_NUMBER) {
        return true;
    }
    struct item_mark mark = mark_of(builder, chunk);
    return mark.number == level->number + 1 &&
           mark.delimiter == list->u.list.delimiter &&
           mark.numbering == list->u.list.numbering &&
           mark.enclosed == list->u.list.enclosed;
}

/* The open list for an item at that indent, opened if need be. */
static struct list_level *list_for(struct block_builder *builder,
                                   const struct chunk *chunk)
{
    size_t indent = builder->plain->lines[chunk->first].indent;
    while (builder->depth > 0 &&
           builder->levels[builder->depth - 1].indent > indent + SAME_INDENT) {
        builder->depth--;
    }
    struct list_level *top =
        builder->depth > 0 ? &builder->levels[builder->depth - 1] : NULL;
    bool deeper = top != NULL && indent > top->indent + SAME_INDENT;
    if (top != NULL && !deeper) {
        if (fits_list(builder, top, chunk)) {
            return top;
        }
        builder->depth--;
        top = builder->depth > 0 ? top - 1 : NULL;
    }
    if (builder->depth == LIST_DEPTH_MAX) {
        return top;
    }
    struct node *parent = top != NULL ? top->item : builder->doc->root;
    struct list_level *level = &builder->levels[builder->depth++];
    *level =
        (struct list_level){.list = new_list(builder, parent, chunk), .indent = indent};
    return level;
}

static void add_item(struct block_builder *builder, const struct chunk *chunk)
{
    struct list_level *level = list_for(builder, chunk);
    if (chunk->blanks > 0 && level->item != NULL) {
        level->list->u.list.tight = false;
    }
    level->item = add_block(builder, level->list, NODE_ITEM, chunk);
    level->number = chunk->kind == LINE_NUMBER ? mark_of(builder, chunk).number : 0;
    struct node *paragraph = add_block(builder, level->item, NODE_PARAGRAPH, chunk);
    add_words(builder, paragraph, chunk);
    builder->verse = paragraph;
}

/* --- Verbatim --- */

static size_t least_indent(const struct block_builder *builder,
                           const struct chunk *chunk)
{
    size_t least = SIZE_MAX;
    for (size_t i = chunk->first; i < chunk->end; i++) {
        size_t indent = builder->plain->lines[i].indent;
        least = indent < least ? indent : least;
    }
    return least;
}

static void add_code(struct block_builder *builder, const struct chunk *chunk,
                     struct node *parent)
{
    struct buf *text = &builder->words;
    size_t least = least_indent(builder, chunk);
    buf_clear(text);
    for (size_t i = chunk->first; i < chunk->end; i++) {
        const struct plain_line *line = &builder->plain->lines[i];
        if (i > chunk->first) {
            buf_repeat(text, '\n', line->blanks);
        }
        buf_repeat(text, ' ', line->indent - least);
        buf_puts(text, line_str(builder->plain, line));
        buf_putc(text, '\n');
    }
    struct node *code = add_block(builder, parent, NODE_CODE_BLOCK, chunk);
    struct arena *arena = builder->doc->arena;
    code->u.code.text = text_clean(arena, buf_keep(text, arena), TEXT_MANY_LINES);
}

/* Code between two items belongs to the first of them. */
static struct node *parent_of_code(struct block_builder *builder,
                                   const struct chunk *chunk)
{
    const struct plain *plain = builder->plain;
    bool last = (size_t)(chunk - plain->chunks) + 1 == plain->chunk_count;
    bool item_next =
        !last && (chunk[1].kind == LINE_BULLET || chunk[1].kind == LINE_NUMBER);
    struct list_level *level = item_next ? item_for(builder, chunk) : NULL;
    if (level == NULL) {
        builder->depth = 0;
        return builder->doc->root;
    }
    return level->item;
}

static void add_quote(struct block_builder *builder, const struct chunk *chunk)
{
    struct node *quote = add_block(builder, builder->doc->root, NODE_QUOTE, chunk);
    struct node *paragraph = NULL;
    for (size_t i = chunk->first; i < chunk->end; i++) {
        const struct plain_line *line = &builder->plain->lines[i];
        struct str s = str_trim(line_body(builder->plain, line));
        if (s.len == 0) {
            paragraph = NULL;
            continue;
        }
        if (paragraph == NULL) {
            paragraph = doc_node(builder->doc, NODE_PARAGRAPH, line->number);
            node_append(quote, paragraph);
        } else {
            bool meant = (line[-1].flags & LINE_GOES_ON) == 0;
            node_append(paragraph, doc_node(builder->doc,
                                            meant ? NODE_LINE_BREAK : NODE_SOFT_BREAK,
                                            line->number));
        }
        plain_inline(builder->plain, paragraph, s, line->number);
    }
}

/* --- Walk --- */

static void add_chunk(struct block_builder *builder, const struct chunk *chunk)
{
    struct node *root = builder->doc->root;
    switch ((enum line_kind)chunk->kind) {
    case LINE_TEXT:
    case LINE_FENCE:
        add_paragraph(builder, chunk);
        return;
    case LINE_BULLET:
    case LINE_NUMBER:
        add_item(builder, chunk);
        return;
    case LINE_ROW:
    case LINE_ROW_RULE:
        builder->depth = 0;
        if (!plain_table(builder->plain, chunk)) {
            add_code(builder, chunk, root);
        }
        break;
    case LINE_ART:
    case LINE_CODE:
        add_code(builder, chunk, parent_of_code(builder, chunk));
        break;
    case LINE_RULE:
        builder->depth = 0;
        add_block(builder, root, NODE_RULE, chunk);
        break;
    case LINE_QUOTE:
        builder->depth = 0;
        add_quote(builder, chunk);
        break;
    case LINE_MARKER:
        builder->depth = 0;
        add_marker(builder, chunk);
        break;
    case LINE_DROPPED:
        break;
    }
    builder->verse = NULL;
}

void plain_blocks(struct plain *plain)
{
    struct block_builder builder = {.plain = plain, .doc = plain->doc};
    for (size_t i = 0; i < plain->chunk_count && !budget_is_spent(plain->doc); i++) {
        struct chunk *chunk = &plain->chunks[i];
        if (chunk->level > 0 && builder.headings < DOC_HEADINGS_MAX) {
            builder.depth = 0;
            builder.verse = NULL;
            add_heading(&builder, chunk);
        } else {
            chunk->level = 0;
            add_chunk(&builder, chunk);
        }
    }
    buf_release(&builder.words);
}
