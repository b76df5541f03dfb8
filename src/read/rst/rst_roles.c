/*
 * Roles: what `:role:`text`` is for a reader.
 */
#include "base/ascii.h"
#include "base/text.h"
#include "read/rst/rst_reader.h"

enum role_kind {
    ROLE_TEXT, /* unknown ones keep their text */
    ROLE_CODE,
    ROLE_CALL,       /* code that is shown with "()" */
    ROLE_PLAIN_CODE, /* code without targets and '~' */
    ROLE_EMPHASIS,
    ROLE_STRONG,
    ROLE_MENU,
    ROLE_KEY,
    ROLE_SUB,
    ROLE_SUP,
    ROLE_LABEL,
    ROLE_DOCUMENT,
    ROLE_TERM,
    ROLE_FILE_LINK,
    ROLE_PEP,
    ROLE_RFC,
};

/* clang-format off */
static const struct {
    struct str name;
    enum role_kind kind;
} rules[] = {
    {STR_INIT("ref"), ROLE_LABEL}, {STR_INIT("numref"), ROLE_LABEL},
    {STR_INIT("any"), ROLE_LABEL}, {STR_INIT("eq"), ROLE_LABEL},
    {STR_INIT("doc"), ROLE_DOCUMENT}, {STR_INIT("term"), ROLE_TERM},
    {STR_INIT("download"), ROLE_FILE_LINK},
    {STR_INIT("func"), ROLE_CALL}, {STR_INIT("meth"), ROLE_CALL},
    {STR_INIT("mod"), ROLE_CODE}, {STR_INIT("class"), ROLE_CODE},
    {STR_INIT("data"), ROLE_CODE}, {STR_INIT("const"), ROLE_CODE},
    {STR_INIT("attr"), ROLE_CODE}, {STR_INIT("exc"), ROLE_CODE},
    {STR_INIT("obj"), ROLE_CODE}, {STR_INIT("type"), ROLE_CODE},
    {STR_INIT("macro"), ROLE_CODE}, {STR_INIT("member"), ROLE_CODE},
    {STR_INIT("struct"), ROLE_CODE}, {STR_INIT("enum"), ROLE_CODE},
    {STR_INIT("enumerator"), ROLE_CODE}, {STR_INIT("union"), ROLE_CODE},
    {STR_INIT("var"), ROLE_CODE}, {STR_INIT("expr"), ROLE_CODE},
    {STR_INIT("option"), ROLE_CODE}, {STR_INIT("envvar"), ROLE_CODE},
    {STR_INIT("token"), ROLE_CODE}, {STR_INIT("keyword"), ROLE_CODE},
    {STR_INIT("opcode"), ROLE_CODE}, {STR_INIT("pdbcmd"), ROLE_CODE},
    {STR_INIT("setting"), ROLE_CODE}, {STR_INIT("lookup"), ROLE_CODE},
    {STR_INIT("ttag"), ROLE_CODE}, {STR_INIT("tfilter"), ROLE_CODE},
    {STR_INIT("djadmin"), ROLE_CODE}, {STR_INIT("djadminopt"), ROLE_CODE},
    {STR_INIT("confval"), ROLE_CODE}, {STR_INIT("dir"), ROLE_CODE},
    {STR_INIT("rst:dir"), ROLE_CODE}, {STR_INIT("rst:role"), ROLE_CODE},
    {STR_INIT("file"), ROLE_PLAIN_CODE}, {STR_INIT("samp"), ROLE_PLAIN_CODE},
    {STR_INIT("code"), ROLE_PLAIN_CODE}, {STR_INIT("literal"), ROLE_PLAIN_CODE},
    {STR_INIT("program"), ROLE_PLAIN_CODE}, {STR_INIT("command"), ROLE_PLAIN_CODE},
    {STR_INIT("math"), ROLE_PLAIN_CODE}, {STR_INIT("mimetype"), ROLE_PLAIN_CODE},
    {STR_INIT("regexp"), ROLE_PLAIN_CODE}, {STR_INIT("makevar"), ROLE_PLAIN_CODE},
    {STR_INIT("source"), ROLE_PLAIN_CODE}, {STR_INIT("console"), ROLE_PLAIN_CODE},
    {STR_INIT("emphasis"), ROLE_EMPHASIS}, {STR_INIT("dfn"), ROLE_EMPHASIS},
    {STR_INIT("title-reference"), ROLE_EMPHASIS}, {STR_INIT("title"), ROLE_EMPHASIS},
    {STR_INIT("t"), ROLE_EMPHASIS}, {STR_INIT("newsgroup"), ROLE_EMPHASIS},
    {STR_INIT("strong"), ROLE_STRONG}, {STR_INIT("guilabel"), ROLE_STRONG},
    {STR_INIT("menuselection"), ROLE_MENU}, {STR_INIT("kbd"), ROLE_KEY},
    {STR_INIT("sub"), ROLE_SUB}, {STR_INIT("subscript"), ROLE_SUB},
    {STR_INIT("sup"), ROLE_SUP}, {STR_INIT("superscript"), ROLE_SUP},
    {STR_INIT("pep"), ROLE_PEP}, {STR_INIT("rfc"), ROLE_RFC},
    {STR_INIT("manpage"), ROLE_EMPHASIS},
};
/* clang-format on */

static enum role_kind kind_of(struct str role)
{
    const size_t colon = str_rchr(role, ':');
    if (colon < role.len)
        role = str_tail(role, colon + 1);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (str_eq_nocase(role, rules[i].name))
            return rules[i].kind;
    }
    return ROLE_TEXT;
}

/* What is shown of "text <target>". */
static struct str text_of(struct str raw)
{
    struct str text, target;
    return rst_split_target(raw, &text, &target) && text.len > 0 ? text : raw;
}

/* --- Code --- */

/* An object is linked to where this file describes it. */
static void put_object(struct rst *rst, struct node *parent, struct str raw, bool call,
                       uint32_t line)
{
    struct arena *arena = rst->m.doc->arena;
    struct str text = raw, target = raw;
    const bool titled = rst_split_target(raw, &text, &target) && text.len > 0;
    if (!titled) {
        const bool shortened = str_starts(raw, STR("~"));
        target = str_starts(raw, STR("!")) || shortened ? str_tail(raw, 1) : raw;
        const size_t dot = str_rchr(target, '.');
        text = shortened && dot < target.len ? str_tail(target, dot + 1) : target;
        if (str_starts(text, STR(".")))
            text = target = str_tail(text, 1);
    }
    const struct label *known =
        labels_find(&rst->objects, str_slice(target, 0, str_chr(target, '(')));
    if (known != NULL)
        parent =
            markup_link(&rst->m, parent, NODE_LINK, LINK_INLINE,
                        arena_printf(arena, "#" STR_FMT, STR_ARG(known->value)), line);
    if (call && !titled && !str_ends(text, STR(")")))
        text = arena_printf(arena, STR_FMT "()", STR_ARG(text));
    markup_code_span(&rst->m, parent, rst_unescape(rst, text), line);
}

/* Braces in `:file:` and `:samp:` mark what is to be replaced. */
static void put_plain_code(struct rst *rst, struct node *parent, struct str role,
                           struct str raw, uint32_t line)
{
    struct buf out = {0};
    const bool braces = str_eq(role, STR("file")) || str_eq(role, STR("samp"));
    const struct str text = str_eq(role, STR("math")) ? raw : text_of(raw);
    for (size_t i = 0; i < text.len; i++) {
        if (!braces || (text.ptr[i] != '{' && text.ptr[i] != '}'))
            buf_putc(&out, text.ptr[i]);
    }
    const struct str kept = buf_keep(&out, rst->m.doc->arena);
    markup_code_span(&rst->m, parent,
                     str_eq(role, STR("math")) ? kept : rst_unescape(rst, kept), line);
    buf_release(&out);
}

/* --- Links --- */

struct str rst_term_id(struct rst *rst, struct str term)
{
    struct arena *arena = rst->m.doc->arena;
    return arena_printf(arena, "term-" STR_FMT, STR_ARG(text_slug(arena, term)));
}

/* Pages that Sphinx makes. */
static bool is_made_page(struct str target)
{
    return str_eq(target, STR("genindex")) || str_eq(target, STR("modindex")) ||
           str_eq(target, STR("search")) || str_eq(target, STR("py-modindex"));
}

/* A label of this file is a place in it. One of another file is a name that that
 * article has (its aliases are its labels), and a place in it. */
static void put_label(struct rst *rst, struct node *parent, struct str raw,
                      uint32_t line)
{
    struct arena *arena = rst->m.doc->arena;
    struct str text = {0}, target = raw;
    if (!rst_split_target(raw, &text, &target))
        target = raw;
    if (str_starts(target, STR("!")))
        target = str_tail(target, 1);
    const struct label *here = labels_find(&rst->targets, target);
    const struct label *title = labels_find(&rst->titles, target);
    const struct str id = text_fold(arena, str_trim(target), true);
    if (text.len == 0)
        text = title != NULL ? markup_plain(&rst->m, title->value, line) : target;
    if (here == NULL && is_made_page(target)) {
        markup_text(&rst->m, parent, text, line);
        return;
    }
    const struct str dest = here != NULL ? arena_printf(arena, "#" STR_FMT, STR_ARG(id))
                                         : arena_printf(arena, STR_FMT "#" STR_FMT,
                                                        STR_ARG(id), STR_ARG(id));
    struct node *link = markup_link(&rst->m, parent, NODE_LINK,
                                    here != NULL ? LINK_INLINE : LINK_WIKI, dest, line);
    doc_text(rst->m.doc, link, rst_unescape(rst, text), line);
}

static void put_file_link(struct rst *rst, struct node *parent, struct str raw,
                          uint32_t line)
{
    struct str text = raw, target = raw;
    if (!rst_split_target(raw, &text, &target) || text.len == 0)
        text = target;
    struct node *link = rst_link_to(rst, parent, target, line);
    doc_text(rst->m.doc, link, rst_unescape(rst, text), line);
}

/* A term of a glossary: in this file, or in the one that is called so. */
static void put_term(struct rst *rst, struct node *parent, struct str raw,
                     uint32_t line)
{
    struct arena *arena = rst->m.doc->arena;
    struct str text = raw, term = raw;
    if (!rst_split_target(raw, &text, &term) || text.len == 0)
        text = term;
    const bool here = labels_find(&rst->terms, term) != NULL;
    const struct str id = rst_term_id(rst, term);
    const struct str dest =
        arena_printf(arena, "%s#" STR_FMT, here ? "" : "glossary", STR_ARG(id));
    struct node *link = markup_link(&rst->m, parent, NODE_LINK,
                                    here ? LINK_INLINE : LINK_WIKI, dest, line);
    doc_text(rst->m.doc, link, rst_unescape(rst, text), line);
}

static void put_numbered(struct rst *rst, struct node *parent, const char *before,
                         size_t digits, const char *name, struct str raw, uint32_t line)
{
    struct arena *arena = rst->m.doc->arena;
    struct str text = {0}, target = raw;
    if (!rst_split_target(raw, &text, &target))
        target = raw;
    const struct str number = str_slice(target, 0, str_chr(target, '#'));
    uint32_t value = 0;
    for (size_t i = 0; i < number.len && ascii_is_digit(number.ptr[i]) && i < 6; i++)
        value = value * 10 + (uint32_t)(number.ptr[i] - '0');
    if (text.len == 0)
        text = arena_printf(arena, "%s " STR_FMT, name, STR_ARG(number));
    struct buf dest = {0};
    buf_puts(&dest, str_from(before));
    buf_number(&dest, value, digits);
    buf_puts(&dest, str_tail(target, number.len));
    struct node *link =
        markup_link(&rst->m, parent, NODE_LINK, LINK_URL, buf_str(&dest), line);
    buf_release(&dest);
    doc_text(rst->m.doc, link, rst_unescape(rst, text), line);
}

/* --- Marks --- */

static void put_marked(struct rst *rst, struct node *parent, enum node_kind kind,
                       struct str raw, uint32_t line)
{
    struct node *node = markup_block(&rst->m, parent, kind, line);
    markup_text(&rst->m, node, rst_unescape(rst, text_of(raw)), line);
}

/* "File --> Open" with arrows; '&' marks the key of an entry. */
static void put_menu(struct rst *rst, struct node *parent, struct str raw,
                     uint32_t line)
{
    struct buf out = {0};
    for (size_t i = 0; i < raw.len; i++) {
        if (str_starts(str_tail(raw, i), STR("-->"))) {
            buf_puts(&out, STR("\xE2\x80\xBA"));
            i += 2;
        } else if (raw.ptr[i] != '&') {
            buf_putc(&out, raw.ptr[i]);
        }
    }
    put_marked(rst, parent, NODE_STRONG, buf_keep(&out, rst->m.doc->arena), line);
    buf_release(&out);
}

void rst_role(struct rst *rst, struct node *parent, struct str role, struct str raw,
              uint32_t line)
{
    switch (kind_of(role)) {
    case ROLE_CODE:
        put_object(rst, parent, raw, false, line);
        return;
    case ROLE_CALL:
        put_object(rst, parent, raw, true, line);
        return;
    case ROLE_PLAIN_CODE:
        put_plain_code(rst, parent, role, raw, line);
        return;
    case ROLE_EMPHASIS:
        put_marked(rst, parent, NODE_EMPHASIS, raw, line);
        return;
    case ROLE_STRONG:
        put_marked(rst, parent, NODE_STRONG, raw, line);
        return;
    case ROLE_MENU:
        put_menu(rst, parent, raw, line);
        return;
    case ROLE_KEY:
        put_marked(rst, parent, NODE_KEY, raw, line);
        return;
    case ROLE_SUB:
        put_marked(rst, parent, NODE_SUBSCRIPT, raw, line);
        return;
    case ROLE_SUP:
        put_marked(rst, parent, NODE_SUPERSCRIPT, raw, line);
        return;
    case ROLE_LABEL:
        put_label(rst, parent, raw, line);
        return;
    case ROLE_DOCUMENT:
    case ROLE_FILE_LINK:
        put_file_link(rst, parent, raw, line);
        return;
    case ROLE_TERM:
        put_term(rst, parent, raw, line);
        return;
    case ROLE_PEP:
        put_numbered(rst, parent, "https://peps.python.org/pep-", 4, "PEP", raw, line);
        return;
    case ROLE_RFC:
        put_numbered(rst, parent, "https://www.rfc-editor.org/rfc/rfc", 1, "RFC", raw,
                     line);
        return;
    case ROLE_TEXT:
        break;
    }
    markup_text(&rst->m, parent, rst_unescape(rst, text_of(raw)), line);
}
