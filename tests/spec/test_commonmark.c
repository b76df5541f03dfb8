/*
 * CommonMark's own examples, run through the document tree.
 *
 * Each example's HTML and our tree are both brought into one form, a line of tags and
 * text: blocks, emphasis, links with their destinations and titles, code, images,
 * breaks. White space outside code is folded and percent-encoding is undone on both
 * sides, as these belong to the writing of HTML. Everything else has to be the same.
 * Examples that differ on purpose stand in a table with the reason; one that differs
 * without standing there fails, and so does one that stands there without differing.
 * The table names an example by a digest of its text, since each version of the
 * specification numbers them differently.
 *
 * The examples come with Debian's golang-github-yuin-goldmark-dev; the test is skipped
 * where they are not installed. COMMONMARK_SPEC names another spec.json.
 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/text.h"
#include "doc/doc.h"
#include "read/html/html.h"
#include "read/read.h"
#include "read/yaml.h"

static const char default_spec[] =
    "/usr/share/gocode/src/github.com/yuin/goldmark/_test/spec.json";

enum { EVENTS_MAX = 1000000 };

/* Why an example differs. */
static const char html[] = "HTML is read for its text and structure, not passed on";
static const char tabs[] = "tabs are shown as the blanks that they stand for";
static const char wiki[] = "[[text]] is a wikilink, ![[text]] an embed";
static const char urls[] = "a bare URL or address is a link, as in GFM";
/* Version 0.31 of the specification changed what these mean; they are as expected or
 * not by the version of cmark. */
static const char version[] = "cmark follows an older specification";
static const char links[] =
    "a destination may have blanks, a name without a meaning goes";
static const char front[] = "a leading block between '---' lines is front matter";

/* clang-format off */
static const struct {
    uint32_t digest;
    const char *reason;
} differences[] = {
    {0x5901cc5c, tabs}, {0x4232b504, tabs}, {0xb4a335d2, tabs}, {0x3c434914, html},
    {0x60fa7327, html}, {0x2ba1d63f, html}, {0xc26e3009, html}, {0x997fb35f, html},
    {0x73a13abd, html}, {0x5f732474, html}, {0x731a792e, html}, {0xc9bc1903, html},
    {0x2fc5a5c9, html}, {0xdd1cae91, html}, {0x614d90c6, html}, {0x89de7df2, html},
    {0xb7aa4e96, html}, {0x1242bf50, html}, {0xb2b019ae, html}, {0x24e8ea9b, html},
    {0xafea42c5, html}, {0x98cda658, html}, {0xf2c54fb7, html}, {0x53e87ec4, html},
    {0x0d908718, html}, {0x69c39b50, html}, {0xad76c898, html}, {0xf8e9c619, html},
    {0x5f497cc9, html}, {0xfccb1acc, html}, {0xb633c200, html}, {0xf7803b3b, html},
    {0xa6b911f4, html}, {0x8d6f4271, html}, {0x259cbe70, html}, {0x9cbae3fc, html},
    {0xf8cd1b57, html}, {0x5922c567, html}, {0x5bffabfb, html}, {0x8dc10ee2, html},
    {0xb88aacb5, html}, {0x3dd13757, html}, {0x58f45235, html}, {0xa3599f4d, html},
    {0xff23f45a, html}, {0x23fd7124, html}, {0x5a2a367a, html}, {0x1e7bd1a1, html}, {0xe9529416, html},
    {0xba2b524e, html}, {0xe77d4245, html}, {0x769be0f0, html}, {0x8ee09d42, html},
    {0xa280df15, html}, {0xa6f3529b, html}, {0x00b55f02, html}, {0x78dc9320, html},
    {0x3081190c, html}, {0x1bfb47b2, html}, {0xffb8a1f6, html},
    {0x554a90a4, html}, {0xa7d00a07, html}, {0x9263bacb, html},
    {0xcd3d9c3a, front}, {0x36a122c5, front}, {0x440c28a1, wiki}, {0xf953a47c, wiki}, {0x7b4641aa, urls},
    {0x70fa947e, urls}, {0x534227ca, urls}, {0xf28a3eb9, urls},
    {0xb6bf4ebf, urls}, {0xbdfba19b, urls}, {0xde40a1e8, version}, {0x8f48c3ba, version},
    {0x8ea56b16, version}, {0x400bbe47, links}, {0x487802c3, links}, {0x415b164e, links},
};
/* clang-format on */

/* --- The form that is compared -----------------------------------------------------
 */

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Text outside code: runs of white space are one space, none next to a block's tag. */
static void put_folded(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!is_space(text.ptr[i]))
            buf_putc(out, text.ptr[i]);
        else if (out->len > 0 && out->data[out->len - 1] != ' ' &&
                 out->data[out->len - 1] != '\n')
            buf_putc(out, ' ');
    }
}

static void put_block(struct buf *out, const char *tag)
{
    while (out->len > 0 && out->data[out->len - 1] == ' ')
        out->len--;
    buf_printf(out, "<%s>\n", tag);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void put_dest(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        const bool coded = s.ptr[i] == '%' && i + 2 < s.len &&
                           hex_digit(s.ptr[i + 1]) >= 0 && hex_digit(s.ptr[i + 2]) >= 0;
        if (!coded) {
            buf_putc(out, s.ptr[i]);
            continue;
        }
        buf_putc(out, (char)(hex_digit(s.ptr[i + 1]) * 16 + hex_digit(s.ptr[i + 2])));
        i += 2;
    }
}

static void put_link(struct buf *out, const char *tag, struct str dest,
                     struct str title)
{
    buf_printf(out, "<%s ", tag);
    put_dest(out, dest);
    buf_puts(out, STR("|"));
    put_folded(out, title);
    buf_puts(out, STR(">"));
}

/* --- From the HTML of an example ---------------------------------------------------
 */

struct expected {
    struct buf *out;
    bool in_code_block;
    struct buf scratch, dest, title;
};

static void take_text(struct expected *e, struct str text)
{
    buf_clear(&e->scratch);
    html_decode(&e->scratch, text);
    if (e->in_code_block)
        buf_puts(e->out, buf_str(&e->scratch));
    else
        put_folded(e->out, buf_str(&e->scratch));
}

static void attribute(const struct html_part *tag, const char *name, struct buf *out)
{
    if (!html_attribute(tag, str_from(name), out))
        buf_clear(out);
}

static void take_image(struct expected *e, const struct html_part *tag)
{
    attribute(tag, "src", &e->dest);
    attribute(tag, "title", &e->title);
    put_link(e->out, "img", buf_str(&e->dest), buf_str(&e->title));
    attribute(tag, "alt", &e->dest);
    put_folded(e->out, buf_str(&e->dest));
    buf_puts(e->out, STR("</img>"));
}

static void take_link(struct expected *e, const struct html_part *tag)
{
    attribute(tag, "href", &e->dest);
    attribute(tag, "title", &e->title);
    put_link(e->out, "a", buf_str(&e->dest), buf_str(&e->title));
}

static void take_list(struct expected *e, const struct html_part *tag)
{
    attribute(tag, "start", &e->dest);
    if (e->dest.len == 0)
        buf_putc(&e->dest, '1');
    buf_putc(&e->dest, '\0');
    buf_putc(&e->scratch, '\0');
    char name[64];
    snprintf(name, sizeof name, "ol %s", e->dest.data);
    put_block(e->out, name);
}

static void take_code(struct expected *e, const struct html_part *tag)
{
    if (!e->in_code_block) {
        buf_puts(e->out, tag->closing ? STR("</code>") : STR("<code>"));
        return;
    }
    if (tag->closing)
        return;
    attribute(tag, "class", &e->dest);
    struct str info = buf_str(&e->dest);
    if (str_starts(info, STR("language-")))
        info = str_tail(info, 9);
    buf_puts(e->out, info);
    buf_putc(e->out, '\n');
}

static void take_tag(struct expected *e, const struct html_part *tag)
{
    static const char *const blocks[] = {"p",  "h1", "h2", "h3",         "h4", "h5",
                                         "h6", "hr", "ul", "blockquote", "li"};
    char name[80];
    snprintf(name, sizeof name, "%s" STR_FMT, tag->closing ? "/" : "",
             STR_ARG(tag->name));
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        if (str_eq(tag->name, str_from(blocks[i]))) {
            put_block(e->out, name);
            return;
        }
    }
    if (str_eq(tag->name, STR("ol"))) {
        if (tag->closing)
            put_block(e->out, name);
        else
            take_list(e, tag);
    } else if (str_eq(tag->name, STR("pre"))) {
        e->in_code_block = !tag->closing;
        put_block(e->out, name);
    } else if (str_eq(tag->name, STR("code")))
        take_code(e, tag);
    else if (str_eq(tag->name, STR("img")))
        take_image(e, tag);
    else if (str_eq(tag->name, STR("br")))
        buf_puts(e->out, STR("<br>\n"));
    else if (str_eq(tag->name, STR("a")) && !tag->closing)
        take_link(e, tag);
    else
        buf_printf(e->out, "<%s>", name);
}

static void from_html(struct buf *out, struct str text)
{
    struct expected e = {.out = out};
    struct html_reader reader = {.rest = text};
    for (struct html_part part; html_next(&reader, &part);) {
        if (part.kind == HTML_PART_TEXT)
            take_text(&e, part.text);
        else if (part.kind == HTML_PART_TAG)
            take_tag(&e, &part);
    }
    buf_release(&e.scratch);
    buf_release(&e.dest);
    buf_release(&e.title);
}

/* --- From our tree ------------------------------------------------------------------
 */

static bool is_in_tight_list(const struct node *node)
{
    return node->parent->kind == NODE_ITEM && node->parent->parent->u.list.tight;
}

static void put_code_block(struct buf *out, const struct node *node)
{
    put_block(out, "pre");
    buf_puts(out, node->u.code.info);
    buf_putc(out, '\n');
    buf_puts(out, node->u.code.text);
    put_block(out, "/pre");
}

static void put_tagged(struct buf *out, const char *tag, bool entering)
{
    buf_printf(out, "<%s%s>", entering ? "" : "/", tag);
}

static void put_blocks(struct buf *out, const struct node *node, bool entering)
{
    char tag[64] = "";
    if (node->kind == NODE_HEADING)
        snprintf(tag, sizeof tag, "h%u", node->u.heading.level);
    else if (node->kind == NODE_PARAGRAPH && !is_in_tight_list(node))
        snprintf(tag, sizeof tag, "p");
    else if (node->kind == NODE_QUOTE)
        snprintf(tag, sizeof tag, "blockquote");
    else if (node->kind == NODE_ITEM)
        snprintf(tag, sizeof tag, "li");
    else if (node->kind == NODE_LIST && !node->u.list.ordered)
        snprintf(tag, sizeof tag, "ul");
    else if (node->kind == NODE_LIST && entering)
        snprintf(tag, sizeof tag, "ol %u", node->u.list.start);
    else if (node->kind == NODE_LIST)
        snprintf(tag, sizeof tag, "ol");
    else if (node->kind == NODE_RULE)
        snprintf(tag, sizeof tag, "hr");
    if (tag[0] != '\0') {
        char whole[80];
        snprintf(whole, sizeof whole, "%s%s", entering ? "" : "/", tag);
        put_block(out, whole);
    }
}

static void put_linked(struct buf *out, const struct node *node, bool entering)
{
    const char *tag = node->kind == NODE_IMAGE ? "img" : "a";
    if (!entering)
        buf_printf(out, "</%s>", tag);
    else if (node->u.link.form == LINK_URL &&
             !str_starts(node->u.link.dest, STR("mailto:")))
        put_link(out, tag, node->u.link.dest, node->u.link.title);
    else
        put_link(out, tag, node->u.link.dest, node->u.link.title);
}

static void put_node(struct buf *out, const struct node *node, bool entering)
{
    switch ((int)node->kind) {
    case NODE_TEXT:
        put_folded(out, node->u.text);
        break;
    case NODE_CODE:
        buf_puts(out, STR("<code>"));
        put_folded(out, node->u.text);
        buf_puts(out, STR("</code>"));
        break;
    case NODE_SOFT_BREAK:
        put_folded(out, STR(" "));
        break;
    case NODE_LINE_BREAK:
        buf_puts(out, STR("<br>\n"));
        break;
    case NODE_CODE_BLOCK:
        put_code_block(out, node);
        break;
    case NODE_EMPHASIS:
        put_tagged(out, "em", entering);
        break;
    case NODE_STRONG:
        put_tagged(out, "strong", entering);
        break;
    case NODE_LINK:
    case NODE_IMAGE:
        put_linked(out, node, entering);
        break;
    case NODE_DOCUMENT:
        break;
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_QUOTE:
    case NODE_LIST:
    case NODE_ITEM:
    case NODE_RULE:
        put_blocks(out, node, entering);
        break;
    default:
        put_tagged(out, "other", entering);
        break;
    }
}

/* Images show their alternative text only, as HTML does. */
static bool is_in_image(const struct node *node)
{
    return node->parent != NULL && node_within(node->parent, NODE_IMAGE) != NULL;
}

static void from_tree(struct buf *out, const struct doc *doc)
{
    struct walk walk = walk_begin(doc->root);
    for (const struct node *node; (node = walk_next(&walk)) != NULL;) {
        if (!is_in_image(node))
            put_node(out, node, walk.entering);
        else if (node->kind == NODE_TEXT || node->kind == NODE_CODE)
            put_folded(out, node->u.text);
    }
}

/* --- Examples -----------------------------------------------------------------------
 */

/* FNV-1a, 32 bits. */
static uint32_t digest_of(struct str text)
{
    uint32_t digest = 0x811c9dc5;
    for (size_t i = 0; i < text.len; i++)
        digest = (digest ^ (unsigned char)text.ptr[i]) * 0x01000193;
    return digest;
}

static const char *reason_of(uint32_t digest)
{
    for (size_t i = 0; i < sizeof differences / sizeof *differences; i++) {
        if (differences[i].digest == digest)
            return differences[i].reason;
    }
    return NULL;
}

static struct str without_blanks_behind(const struct buf *buf)
{
    return str_trim(buf_str(buf));
}

static bool matches(const struct yaml *example, bool loud)
{
    struct arena arena = {0};
    struct buf ours = {0}, theirs = {0};
    const struct doc *doc =
        read_document(&arena, DOC_MARKDOWN, yaml_str(example, "markdown"));
    from_tree(&ours, doc);
    from_html(&theirs, yaml_str(example, "html"));
    const bool same =
        str_eq(without_blanks_behind(&ours), without_blanks_behind(&theirs));
    if (loud && !same)
        printf("example " STR_FMT "\n" STR_FMT "--- expected\n" STR_FMT
               "\n--- found\n" STR_FMT "\n",
               STR_ARG(yaml_str(example, "example")),
               STR_ARG(yaml_str(example, "markdown")), STR_ARG(buf_str(&theirs)),
               STR_ARG(buf_str(&ours)));
    buf_release(&ours);
    buf_release(&theirs);
    arena_release(&arena);
    return same;
}

static struct str read_file(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return (struct str){0};
    struct buf content = {0};
    for (int c; (c = fgetc(file)) != EOF;)
        buf_putc(&content, (char)c);
    fclose(file);
    const struct str kept = buf_keep(&content, arena);
    buf_release(&content);
    return kept;
}

static void examples_of_the_specification(void **state)
{
    (void)state;
    const char *path = getenv("COMMONMARK_SPEC");
    struct arena arena = {0};
    const struct str json = read_file(&arena, path ? path : default_spec);
    if (json.len == 0) {
        printf("commonmark: no examples installed, skipped\n");
        arena_release(&arena);
        skip();
    }
    struct yaml *list;
    struct error err;
    assert_int_equal(yaml_parse(&arena, json, 1, EVENTS_MAX, &list, &err), 0);
    int total = 0, same = 0, expected = 0, wrong = 0;
    for (const struct yaml *e = list->first; e != NULL; e = e->next, total++) {
        const uint32_t digest = digest_of(yaml_str(e, "markdown"));
        const bool differs = reason_of(digest) != NULL;
        const bool equal = matches(e, !differs);
        same += equal;
        expected += !equal && differs;
        if (equal == differs && reason_of(digest) != version) {
            printf("example %d, {0x%08" PRIx32 ", ...}, %s\n", total + 1, digest,
                   equal ? "is listed as different and is not" : "differs");
            wrong++;
        }
    }
    printf("commonmark: %d examples, %d as expected, %d different on purpose\n", total,
           same, expected);
    arena_release(&arena);
    assert_true(total >= 600);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    text_setup();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_of_the_specification),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
