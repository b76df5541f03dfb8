/*
 * Components (see the header).
 */
#include "read/html/component.h"

#include "base/ascii.h"
#include "read/html/html_inline.h"

bool component_is_empty(const struct html_part *tag)
{
    return str_ends(tag->text, STR("/>"));
}

bool component_is_box(const struct template_use *use)
{
    return use->kind == USE_BOX || use->kind == USE_SECTION || use->kind == USE_DETAILS;
}

/* Components that show a line of code. */
static bool is_command(struct str name)
{
    static const struct str names[] = {STR_INIT("Snippet"),     STR_INIT("Command"),
                                       STR_INIT("Terminal"),    STR_INIT("Code"),
                                       STR_INIT("CodeSnippet"), STR_INIT("Cmd")};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_eq(name, names[i]))
            return true;
    }
    return false;
}

struct template_use component_use(struct convert *c, const struct html_part *tag)
{
    if (tag->element != HTML_UNKNOWN || tag->name.len == 0 ||
        !ascii_is_upper(*tag->name.ptr) || html_is_word(c, tag))
        return (struct template_use){.kind = USE_NONE};
    const size_t from = (tag->closing ? 2 : 1) + tag->name.len;
    const size_t end = tag->text.len - (component_is_empty(tag) ? 2 : 1);
    const struct template_tag read = {
        .name = tag->name,
        .args = str_slice(tag->text, from < end ? from : end, end),
        .closing = tag->closing,
    };
    struct template_use use = template_use(c->doc->arena, &read);
    if (use.kind == USE_NONE)
        use.text = template_get(read.args, STR("text"));
    if (use.text.len > 0 && is_command(tag->name))
        use.kind = USE_CODE;
    return use;
}

static struct str decoded(struct convert *c, struct str s)
{
    buf_clear(&c->dest);
    html_decode(&c->dest, s);
    return buf_keep(&c->dest, c->doc->arena);
}

void component_inline(struct convert *c, struct node *parent,
                      const struct template_use *use, uint32_t line)
{
    if (use->kind == USE_CODE) {
        struct node *code = doc_node(c->doc, NODE_CODE, line);
        code->u.text = convert_clean(c, use->text, TEXT_ONE_LINE);
        node_append(parent, code);
        return;
    }
    const struct str title = decoded(c, use->title);
    const enum node_kind kind = use->kind == USE_IMAGE ? NODE_IMAGE : NODE_LINK;
    if (use->target.len == 0) {
        (void)convert_plain(c, parent, title.len > 0 ? title : use->text, line);
        return;
    }
    const struct str dest = decoded(c, use->target);
    struct node *link = convert_link(c, parent, kind, LINK_INLINE, dest, line);
    (void)convert_plain(c, link, title.len > 0 || kind == NODE_IMAGE ? title : dest,
                        line);
}

/* The title of a callout; a link when it leads somewhere. */
static void add_title(struct convert *c, struct node *box, enum node_kind kind,
                      const struct template_use *use, uint32_t line)
{
    if (use->title.len == 0)
        return;
    struct node *title = doc_node(c->doc, kind, line);
    if (kind == NODE_PARAGRAPH)
        title->flags |= NODE_GIVEN;
    node_append(box, title);
    component_inline(c, title, use, line);
}

struct node *component_box(struct convert *c, struct node *parent,
                           const struct html_part *tag, const struct template_use *use,
                           uint32_t line)
{
    const bool folds = use->kind == USE_DETAILS;
    struct node *box =
        convert_add_block(c, parent, folds ? NODE_DETAILS : NODE_CALLOUT, line);
    if (!folds) {
        buf_clear(&c->dest);
        const struct str type = template_box_type(use, tag->name);
        for (size_t i = 0; i < type.len; i++)
            buf_putc(&c->dest, ascii_lower(type.ptr[i]));
        box->u.callout.type = convert_clean(c, buf_str(&c->dest), TEXT_ONE_LINE);
        box->u.callout.open = true;
    }
    add_title(c, box, folds ? NODE_SUMMARY : NODE_PARAGRAPH, use, line);
    return box;
}

void component_count(struct convert *c, const struct html_part *tag)
{
    if (!tag->closing)
        c->inline_boxes += !component_is_empty(tag);
    else if (c->inline_boxes > 0)
        c->inline_boxes--;
    else
        c->box_ends++;
}
