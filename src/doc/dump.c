/*
 * The tree as text: what the tests compare and what a developer looks at.
 */
#include "doc/doc.h"

static const char *const form_names[] = {
    [LINK_INLINE] = "inline", [LINK_WIKI] = "wiki",           [LINK_EMBED] = "embed",
    [LINK_URL] = "url",       [LINK_TIMESTAMP] = "timestamp", [LINK_TERM] = "term",
};

static const char align_names[] = "-lcr";

static void put_quoted(struct buf *out, struct str s)
{
    buf_putc(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '\n')
            buf_puts(out, STR("\\n"));
        else
            buf_putc(out, s.ptr[i]);
    }
    buf_putc(out, '"');
}

static void put_list(const struct node *node, struct buf *out)
{
    static const char *const numberings[] = {"", " letters", " LETTERS", " roman",
                                             " ROMAN"};

    if (node->u.list.ordered)
        buf_printf(out, " ordered %s%u%c%s", node->u.list.enclosed ? "(" : "",
                   node->u.list.start,
                   node->u.list.delimiter ? node->u.list.delimiter : '.',
                   numberings[node->u.list.numbering]);
    buf_puts(out, node->u.list.tight ? STR(" tight") : STR(" loose"));
}

static void put_table(const struct node *node, struct buf *out)
{
    buf_puts(out, node->u.table.header ? STR(" header ") : STR(" "));
    for (size_t i = 0; i < node->u.table.columns; i++)
        buf_putc(out, align_names[node->u.table.align ? node->u.table.align[i] : 0]);
}

static void put_facts(const struct node *node, struct buf *out)
{
    switch (node->kind) {
    case NODE_HEADING:
        buf_printf(out, " %u #" STR_FMT, node->u.heading.level,
                   STR_ARG(node->u.heading.slug));
        break;
    case NODE_LIST:
        put_list(node, out);
        break;
    case NODE_ITEM:
        if (node->u.item.task)
            buf_puts(out, node->u.item.done ? STR(" [x]") : STR(" [ ]"));
        break;
    case NODE_CALLOUT:
        buf_printf(out, " " STR_FMT "%s", STR_ARG(node->u.callout.type),
                   !node->u.callout.fold  ? ""
                   : node->u.callout.open ? " +"
                                          : " -");
        break;
    case NODE_CODE_BLOCK:
        buf_printf(out, " " STR_FMT " ", STR_ARG(node->u.code.info));
        put_quoted(out, node->u.code.text);
        break;
    case NODE_TABLE:
        put_table(node, out);
        break;
    case NODE_DETAILS:
        buf_puts(out, node->u.details.open ? STR(" open") : STR(""));
        break;
    case NODE_FOOTNOTE:
    case NODE_FOOTNOTE_REF:
        buf_printf(out, " " STR_FMT " %u", STR_ARG(node->u.footnote.label),
                   node->u.footnote.number);
        break;
    case NODE_LINK:
    case NODE_IMAGE:
        buf_printf(out, " %s ", form_names[node->u.link.form]);
        put_quoted(out, node->u.link.dest);
        if (node->u.link.title.len > 0) {
            buf_putc(out, ' ');
            put_quoted(out, node->u.link.title);
        }
        break;
    case NODE_TEXT:
    case NODE_CODE:
        buf_putc(out, ' ');
        put_quoted(out, node->u.text);
        break;
    default:
        break;
    }
}

static void put_flags(const struct node *node, struct buf *out)
{
    static const struct {
        enum node_flag flag;
        const char *name;
    } names[] = {
        {NODE_INFERRED, "inferred"}, {NODE_DANGLING, "dangling"}, {NODE_POINT, "point"},
        {NODE_QUESTION, "question"}, {NODE_ANSWER, "answer"},     {NODE_GIVEN, "given"},
        {NODE_HIDDEN, "hidden"},     {NODE_EXTERNAL, "external"},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (node->flags & names[i].flag)
            buf_printf(out, " (%s)", names[i].name);
    }
}

void doc_dump(const struct doc *doc, struct buf *out)
{
    struct walk walk = walk_begin(doc->root);
    size_t depth = 0;
    for (const struct node *node; (node = walk_next(&walk)) != NULL;) {
        if (!walk.entering) {
            depth--;
            continue;
        }
        buf_repeat(out, ' ', depth * 2);
        buf_puts(out, str_from(node_kind_name(node)));
        put_facts(node, out);
        put_flags(node, out);
        buf_putc(out, '\n');
        depth += !node_is_leaf(node);
    }
}
