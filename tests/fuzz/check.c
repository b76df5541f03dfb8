#include "fuzz.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "extract/extract.h"
#include "layout/layout.h"
#include "read/read.h"

/* libFuzzer and replay.c call it first. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    text_setup();
    return 0;
}

void fuzz_broken(const char *file, int line, const char *condition)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
    abort();
}

/* --- Clean text ----------------------------------------------------------------- */

/* The length of the well-formed character at `s`, and the character; 0 if there is
 * none. */
static size_t decode(const unsigned char *s, size_t left, uint32_t *c)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t len = s[0] < 0x80             ? 1
                 : (s[0] & 0xE0) == 0xC0 ? 2
                 : (s[0] & 0xF0) == 0xE0 ? 3
                 : (s[0] & 0xF8) == 0xF0 ? 4
                                         : 0;
    if (len == 0 || len > left)
        return 0;
    *c = len == 1 ? s[0] : s[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
        *c = *c << 6 | (s[i] & 0x3F);
    }
    bool surrogate = *c >= 0xD800 && *c < 0xE000;
    return *c >= least[len] && *c <= 0x10FFFF && !surrogate ? len : 0;
}

static bool is_forbidden(uint32_t c)
{
    /* clang-format off */
    static const struct { uint32_t from, to; } ranges[] = {
        {0x00, 0x09}, {0x0B, 0x1F}, {0x7F, 0x9F},             /* controls */
        {0x061C, 0x061C}, {0x200E, 0x200F},                   /* bidirectional */
        {0x202A, 0x202E}, {0x2066, 0x2069},
        {0x200B, 0x200B}, {0x2028, 0x2029}, {0x2060, 0x2064}, /* invisible */
        {0x206A, 0x206F}, {0x180E, 0x180E}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB},
        {0xFDD0, 0xFDEF}, {0xE0000, 0xE007F},                 /* no characters, tags */
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (c >= ranges[i].from && c <= ranges[i].to)
            return true;
    }
    return (c & 0xFFFE) == 0xFFFE;
}

void fuzz_must_be_harmless(struct str s)
{
    const unsigned char *bytes = (const unsigned char *)s.ptr;
    for (size_t at = 0; at < s.len;) {
        uint32_t c;
        size_t len = decode(bytes + at, s.len - at, &c);
        MUST(len > 0);
        MUST(!is_forbidden(c));
        at += len;
    }
}

void fuzz_must_be_clean(struct str s)
{
    fuzz_must_be_harmless(s);
    MUST(text_is_clean(s));
}

static void must_be_one_line(struct str s)
{
    fuzz_must_be_clean(s);
    MUST(str_chr(s, '\n') == s.len);
}

/* --- Articles ------------------------------------------------------------------- */

static void check_node(const struct doc *doc, const struct node *node, uint32_t id)
{
    MUST(node->id == id);
    MUST(node->kind < NODE_KIND_COUNT);
    MUST(id == 0 || node->parent->id < id);
    switch (node->kind) {
    case NODE_TEXT:
    case NODE_CODE:
        must_be_one_line(node->u.text);
        break;
    case NODE_CODE_BLOCK:
        fuzz_must_be_clean(node->u.code.text);
        must_be_one_line(node->u.code.info);
        break;
    case NODE_HEADING:
        MUST(node->u.heading.level >= 1 && node->u.heading.level <= 6);
        fuzz_must_be_harmless(node->u.heading.slug);
        break;
    case NODE_LINK:
    case NODE_FOOTNOTE_REF:
        MUST(doc->link_count > 0);
        break;
    default:
        break;
    }
}

static void check_document(const struct doc *doc)
{
    must_be_one_line(doc->title);
    MUST(doc->title.len <= DOC_TITLE_MAX_BYTES + 3); /* "…" behind what was cut */
    MUST(doc->heading_count <= DOC_HEADINGS_MAX);
    for (uint32_t id = 0; id < doc->node_count; id++)
        check_node(doc, doc->nodes[id], id);
    for (const struct notice *notice = doc->notices; notice; notice = notice->next)
        must_be_one_line(notice->text);
    for (const struct meta *meta = doc->meta; meta; meta = meta->next) {
        must_be_one_line(meta->key);
        for (size_t i = 0; i < meta->count; i++)
            fuzz_must_be_clean(meta->values[i]);
    }
}

static void check_extract(const struct doc *doc, const struct extract *extract)
{
    for (size_t i = 0; i < extract->point_count; i++) {
        must_be_one_line(extract->points[i].label);
        must_be_one_line(extract->points[i].text);
    }
    for (size_t i = 0; i < extract->question_count; i++) {
        const struct question *question = &extract->questions[i];
        must_be_one_line(question->question);
        fuzz_must_be_clean(question->answer);
        MUST(question->from <= question->to && question->to <= doc->node_count);
    }
}

/* --- Layout --------------------------------------------------------------------- */

/* Bytes of the document's text that are no blanks: no word is lost at any width. */
static size_t ink(const struct span *span)
{
    size_t bytes = 0;
    for (size_t i = 0; span->is_text && i < span->text.len; i++)
        bytes += span->text.ptr[i] != ' ';
    return bytes;
}

static size_t check_line(const struct layout *layout, const struct line *line)
{
    size_t bytes = 0;
    int free_col = 0;
    MUST(line->first + line->count <= layout->span_count);
    MUST(line->anchor.node < layout->doc->node_count);
    for (uint32_t i = 0; i < line->count; i++) {
        const struct span *span = &layout->spans[line->first + i];
        must_be_one_line(span->text);
        MUST(span->col >= free_col);
        MUST(span->cols == text_cols(span->text));
        MUST(span->col + span->cols <= layout->width_cols);
        MUST(span->node < layout->doc->node_count);
        MUST(span->role < ROLE_COUNT);
        MUST(span->link == SPAN_NO_LINK || span->link < layout->doc->link_count);
        free_col = span->col + span->cols;
        bytes += ink(span);
    }
    return bytes;
}

/* Lays out at a width and returns the bytes that are shown. */
static size_t check_layout(const struct doc *doc, int width_cols)
{
    struct arena arena = {0};
    struct layout_options options = {.width_cols = width_cols};
    const struct layout *layout = layout_new(&arena, doc, &options);
    size_t bytes = 0;
    MUST(layout->width_cols == width_cols);
    for (size_t i = 0; i < layout->line_count; i++) {
        const struct line *line = &layout->lines[i];
        bytes += check_line(layout, line);
        MUST(layout_line_of(layout, line->anchor) < layout->line_count);
    }
    arena_release(&arena);
    return bytes;
}

void fuzz_article(enum doc_format format, const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    /* A copy of just that size, so that a step beyond it is seen. */
    char *copy = malloc(size ? size : 1);
    memcpy(copy, data, size);
    struct doc *doc = read_document(&arena, format, (struct str){copy, size});
    free(copy);
    check_document(doc);
    const struct extract *extract = extract_all(&arena, doc);
    check_document(doc);
    check_extract(doc, extract);

    /* Two columns are the least that takes every character. */
    static const int widths[] = {2, 7, 23, 40, 300};
    size_t bytes = check_layout(doc, 80);
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++)
        MUST(check_layout(doc, widths[i]) == bytes);
    check_layout(doc, 1);
    arena_release(&arena);
}
