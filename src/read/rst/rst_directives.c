/*
 * Directives: what each of them is for a reader.
 */
#include "base/ascii.h"
#include "base/text.h"
#include "read/rst/rst_reader.h"

typedef void (*directive_reader)(struct rst *rst, struct node *parent,
                                 const struct rst_directive *directive,
                                 struct str parameter);

struct directive_rule {
    struct str name;
    directive_reader read; /* NULL: leaves quietly */
    struct str parameter;
};

bool rst_option(const struct rst_directive *directive, struct str name,
                struct str *value)
{
    const struct excerpt *lines = &directive->options;
    for (size_t i = lines->from; i < lines->to; i++) {
        const struct str line = str_trim(excerpt_line(lines, i));
        struct str key;
        uint32_t cols;
        if (rst_field(line, &key, &cols) && str_eq(key, name)) {
            *value = str_trim(str_tail(line, cols));
            return true;
        }
    }
    return false;
}

/* --- Notes --- */

static void read_note(struct rst *rst, struct node *parent,
                      const struct rst_directive *directive, struct str type)
{
    struct node *note =
        markup_callout(&rst->m, parent, type, (struct str){0}, directive->line);
    rst_body(rst, note, &directive->content);
    if (directive->content.from != directive->body.from &&
        directive->argument.len > 0 && directive->options.to > directive->options.from)
        rst_body(rst, note, &directive->body);
}

/* Its first line is its title. */
static void read_titled(struct rst *rst, struct node *parent,
                        const struct rst_directive *directive, struct str type)
{
    struct str own = {0};
    if (rst_option(directive, STR("class"), &own) && str_chr(own, ' ') == own.len &&
        own.len > 0 && str_starts(directive->name, STR("adm")))
        type = own;
    struct node *note =
        markup_callout(&rst->m, parent, type, directive->argument, directive->line);
    rst_body(rst, note, &directive->body);
}

/* "New in version 3.2: text". */
static void read_version(struct rst *rst, struct node *parent,
                         const struct rst_directive *directive, struct str words)
{
    struct doc *doc = rst->m.doc;
    const size_t end = str_chr(directive->argument, ' ');
    const size_t newline = str_chr(directive->argument, '\n');
    const size_t cut = end < newline ? end : newline;
    const struct str text = str_trim(str_tail(directive->argument, cut));
    struct node *block = markup_block(&rst->m, parent, NODE_PARAGRAPH, directive->line);
    struct node *label = markup_block(&rst->m, block, NODE_EMPHASIS, directive->line);
    doc_text(doc, label,
             arena_printf(doc->arena, STR_FMT " " STR_FMT, STR_ARG(words),
                          STR_ARG(str_slice(directive->argument, 0, cut))),
             directive->line);
    if (text.len > 0) {
        doc_text(doc, block, STR(": "), directive->line);
        rst->m.inlines(&rst->m, block, text, directive->line);
    }
    rst_body(rst, parent, &directive->body);
}

/* --- Code --- */

static void read_code(struct rst *rst, struct node *parent,
                      const struct rst_directive *directive, struct str language)
{
    struct str caption;
    const struct str named =
        directive->argument.len > 0 ? directive->argument : language;
    if (rst_option(directive, STR("caption"), &caption) && caption.len > 0)
        markup_inline_block(&rst->m, parent, NODE_PARAGRAPH, caption, directive->line);
    markup_code(&rst->m, parent, named,
                excerpt_text(&directive->body, rst->m.doc->arena), directive->line);
}

/* A block whose first lines may be code already. */
static void read_verbatim(struct rst *rst, struct node *parent,
                          const struct rst_directive *directive, struct str language)
{
    markup_code(&rst->m, parent, language,
                excerpt_text(&directive->content, rst->m.doc->arena), directive->line);
}

/* Marks inside are text: they would show as marks. */
static void read_parsed_literal(struct rst *rst, struct node *parent,
                                const struct rst_directive *directive,
                                struct str language)
{
    struct arena *arena = rst->m.doc->arena;
    struct buf text = {0};
    struct str rest = excerpt_text(&directive->content, arena), line;
    while (str_cut_line(&rest, &line)) {
        buf_puts(&text, markup_plain(&rst->m, line, directive->line));
        buf_putc(&text, '\n');
    }
    markup_code(&rst->m, parent, language, buf_keep(&text, arena), directive->line);
    buf_release(&text);
}

static void read_highlight(struct rst *rst, struct node *parent,
                           const struct rst_directive *directive, struct str parameter)
{
    (void)parent;
    (void)parameter;
    rst->language =
        str_eq(directive->argument, STR("none")) ? STR("") : directive->argument;
}

/* --- Files and pictures --- */

static void read_file(struct rst *rst, struct node *parent,
                      const struct rst_directive *directive, struct str parameter)
{
    (void)parameter;
    if (directive->argument.len > 0 && directive->argument.ptr[0] != '<')
        markup_file_link(&rst->m, parent, directive->argument, directive->argument,
                         directive->line);
}

static void read_image(struct rst *rst, struct node *parent,
                       const struct rst_directive *directive, struct str parameter)
{
    (void)parameter;
    struct str alt = {0};
    rst_option(directive, STR("alt"), &alt);
    if (directive->argument.len > 0)
        markup_figure(&rst->m, parent, directive->argument, alt, directive->line);
    rst_body(rst, parent, &directive->body);
}

/* --- Text --- */

/* A container whose text is what counts. Its body stands where the container does. */
static void read_inside(struct rst *rst, struct node *parent,
                        const struct rst_directive *directive, struct str parameter)
{
    (void)parameter;
    rst_body(rst, parent, &directive->body);
}

static void read_content(struct rst *rst, struct node *parent,
                         const struct rst_directive *directive, struct str parameter)
{
    (void)parameter;
    rst_body(rst, parent, &directive->content);
}

static void read_quotation(struct rst *rst, struct node *parent,
                           const struct rst_directive *directive, struct str parameter)
{
    (void)parameter;
    rst_body(rst, markup_block(&rst->m, parent, NODE_QUOTE, directive->line),
             &directive->content);
}

/* A heading that is in no table of contents, a tab's or a table's name. */
static void add_caption(struct rst *rst, struct node *parent, struct str text,
                        uint32_t line)
{
    if (text.len == 0)
        return;
    struct node *block = markup_block(&rst->m, parent, NODE_PARAGRAPH, line);
    struct node *strong = markup_block(&rst->m, block, NODE_STRONG, line);
    rst->m.inlines(&rst->m, strong, text, line);
}

static void read_captioned(struct rst *rst, struct node *parent,
                           const struct rst_directive *directive, struct str parameter)
{
    (void)parameter;
    add_caption(rst, parent, directive->argument, directive->line);
    rst_body(rst, parent, &directive->body);
}

static void read_details(struct rst *rst, struct node *parent,
                         const struct rst_directive *directive, struct str parameter)
{
    (void)parameter;
    struct node *details = markup_block(&rst->m, parent, NODE_DETAILS, directive->line);
    markup_inline_block(&rst->m, details, NODE_SUMMARY, directive->argument,
                        directive->line);
    rst_body(rst, details, &directive->body);
}

/* --- Contents --- */

static void add_entry(struct rst *rst, struct node *list, struct str entry,
                      uint32_t line)
{
    struct str text, target;
    if (!rst_split_target(entry, &text, &target))
        text = target = entry;
    struct node *item = markup_block(&rst->m, list, NODE_ITEM, line);
    struct node *block = markup_block(&rst->m, item, NODE_PARAGRAPH, line);
    struct node *link = rst_link_to(rst, block, target, line);
    doc_text(rst->m.doc, link, text, line);
}

static bool is_entry(struct str entry)
{
    return entry.len > 0 && !str_eq(entry, STR("self")) &&
           str_chr(entry, '*') == entry.len && !str_starts(entry, STR(".. "));
}

static void read_toctree(struct rst *rst, struct node *parent,
                         const struct rst_directive *directive, struct str parameter)
{
    (void)parameter;
    struct str caption;
    if (rst_option(directive, STR("caption"), &caption))
        add_caption(rst, parent, caption, directive->line);
    const struct excerpt *lines = &directive->body;
    struct node *list = NULL;
    for (size_t i = lines->from; i < lines->to; i++) {
        const struct str entry = str_trim(excerpt_line(lines, i));
        if (!is_entry(entry))
            continue;
        if (list == NULL)
            list = markup_list(&rst->m, parent, false, 0, directive->line);
        add_entry(rst, list, entry, excerpt_number(lines, i));
    }
    if (list != NULL)
        list->u.list.tight = true;
}

/* --- Glossary and objects --- */

static void read_glossary(struct rst *rst, struct node *parent,
                          const struct rst_directive *directive, struct str parameter)
{
    (void)parameter;
    const struct excerpt *lines = &directive->body;
    struct node *terms = markup_terms(&rst->m, parent, directive->line);
    size_t at = excerpt_skip_blank(lines, lines->from);
    while (at < lines->to) {
        const uint32_t line = excerpt_number(lines, at);
        if (excerpt_indent(lines, at) > 0) {
            const size_t end = excerpt_indented_end(lines, at, 1);
            const uint32_t cols = excerpt_least_indent(lines, at, end);
            const struct excerpt body = excerpt_body(lines, at, end, cols, cols);
            rst_body(rst, markup_block(&rst->m, terms, NODE_DEFINITION, line), &body);
            at = excerpt_skip_blank(lines, end);
            continue;
        }
        const struct str whole = excerpt_line(lines, at);
        if (!str_starts(whole, STR(".."))) {
            const struct str term = str_slice(whole, 0, str_find(whole, STR(" : ")));
            struct node *node =
                markup_inline_block(&rst->m, terms, NODE_TERM, term, line);
            doc_mark(rst->m.doc, rst_term_id(rst, term), node);
        }
        at = excerpt_skip_blank(lines, at + 1);
    }
    if (terms->first == NULL)
        node_unlink(terms);
}

struct str rst_object_name(struct str signature)
{
    struct str name = str_slice(signature, 0, str_chr(signature, '('));
    const size_t blank = str_rchr(str_trim(name), ' ');
    name = str_trim(name);
    return blank < name.len && name.ptr[0] != '-' ? str_tail(name, blank + 1) : name;
}

static void read_object(struct rst *rst, struct node *parent,
                        const struct rst_directive *directive, struct str parameter)
{
    (void)parameter;
    struct node *terms = markup_terms(&rst->m, parent, directive->line);
    struct str rest = directive->argument, line;
    while (str_cut_line(&rest, &line)) {
        const struct str signature = rst_unescape(rst, str_trim(line));
        struct node *term = markup_block(&rst->m, terms, NODE_TERM, directive->line);
        markup_code_span(&rst->m, term, signature, directive->line);
        doc_mark(rst->m.doc, rst_object_name(signature), term);
        rst_attach_labels(rst, term);
    }
    if (terms->first == NULL) {
        node_unlink(terms);
        rst_body(rst, parent, &directive->body);
        return;
    }
    rst_body(rst, markup_block(&rst->m, terms, NODE_DEFINITION, directive->line),
             &directive->body);
}

/* What is made of the source of a program when the documentation is built. */
static void read_named(struct rst *rst, struct node *parent,
                       const struct rst_directive *directive, struct str parameter)
{
    (void)parameter;
    struct node *block = markup_block(&rst->m, parent, NODE_PARAGRAPH, directive->line);
    if (markup_code_span(&rst->m, block, directive->argument, directive->line) == NULL)
        node_unlink(block);
    rst_body(rst, parent, &directive->body);
}

/* --- Facts --- */

static void read_meta(struct rst *rst, struct node *parent,
                      const struct rst_directive *directive, struct str parameter)
{
    (void)parent;
    (void)parameter;
    const struct excerpt *lines = &directive->options;
    for (size_t i = lines->from; i < lines->to; i++) {
        const struct str line = str_trim(excerpt_line(lines, i));
        struct str key;
        uint32_t cols;
        if (rst_field(line, &key, &cols))
            meta_add(&rst->meta,
                     meta_key(&rst->meta, str_slice(key, 0, str_chr(key, ' '))),
                     str_tail(line, cols), false);
    }
}

static void read_title(struct rst *rst, struct node *parent,
                       const struct rst_directive *directive, struct str parameter)
{
    (void)parent;
    (void)parameter;
    meta_add(&rst->meta, meta_key(&rst->meta, STR("title")), directive->argument, true);
}

static void read_module(struct rst *rst, struct node *parent,
                        const struct rst_directive *directive, struct str parameter)
{
    (void)parent;
    (void)parameter;
    rst_add_label(rst, directive->argument);
}

/* --- The table --- */

static void read_list_table(struct rst *rst, struct node *parent,
                            const struct rst_directive *directive, struct str parameter)
{
    (void)parameter;
    add_caption(rst, parent, directive->argument, directive->line);
    rst_list_table(rst, parent, directive);
}

static void read_csv_table(struct rst *rst, struct node *parent,
                           const struct rst_directive *directive, struct str parameter)
{
    (void)parameter;
    add_caption(rst, parent, directive->argument, directive->line);
    rst_csv_table(rst, parent, directive);
}

#define NONE STR_INIT("")

/* clang-format off */
static const struct directive_rule rules[] = {
    {STR_INIT("note"),       read_note,  STR_INIT("note")},
    {STR_INIT("warning"),    read_note,  STR_INIT("warning")},
    {STR_INIT("tip"),        read_note,  STR_INIT("tip")},
    {STR_INIT("hint"),       read_note,  STR_INIT("hint")},
    {STR_INIT("important"),  read_note,  STR_INIT("important")},
    {STR_INIT("caution"),    read_note,  STR_INIT("caution")},
    {STR_INIT("danger"),     read_note,  STR_INIT("danger")},
    {STR_INIT("error"),      read_note,  STR_INIT("error")},
    {STR_INIT("attention"),  read_note,  STR_INIT("attention")},
    {STR_INIT("seealso"),    read_note,  STR_INIT("see also")},
    {STR_INIT("todo"),       read_note,  STR_INIT("todo")},
    {STR_INIT("impl-detail"), read_note, STR_INIT("implementation detail")},
    {STR_INIT("admonition"), read_titled, STR_INIT("note")},
    {STR_INIT("topic"),      read_titled, STR_INIT("note")},
    {STR_INIT("sidebar"),    read_titled, STR_INIT("note")},
    {STR_INIT("versionadded"),   read_version, STR_INIT("New in version")},
    {STR_INIT("versionchanged"), read_version, STR_INIT("Changed in version")},
    {STR_INIT("deprecated"),     read_version, STR_INIT("Deprecated since version")},
    {STR_INIT("versionremoved"), read_version, STR_INIT("Removed in version")},
    {STR_INIT("deprecated-removed"), read_version, STR_INIT("Deprecated since version")},
    {STR_INIT("code-block"), read_code, NONE},
    {STR_INIT("code"),       read_code, NONE},
    {STR_INIT("sourcecode"), read_code, NONE},
    {STR_INIT("code-tab"),   read_code, NONE},
    {STR_INIT("highlight"),  read_highlight, NONE},
    {STR_INIT("doctest"),    read_code, STR_INIT("python")},
    {STR_INIT("testcode"),   read_code, STR_INIT("python")},
    {STR_INIT("testoutput"), read_code, NONE},
    {STR_INIT("testsetup"),  NULL, NONE},
    {STR_INIT("testcleanup"), NULL, NONE},
    {STR_INIT("ipython"),    read_verbatim, STR_INIT("python")},
    {STR_INIT("plot"),       read_verbatim, STR_INIT("python")},
    {STR_INIT("prompt"),     read_code, STR_INIT("console")},
    {STR_INIT("console"),    read_verbatim, STR_INIT("console")},
    {STR_INIT("productionlist"), read_verbatim, NONE},
    {STR_INIT("parsed-literal"), read_parsed_literal, NONE},
    {STR_INIT("math"),       read_verbatim, STR_INIT("math")},
    {STR_INIT("graphviz"),   read_code, STR_INIT("dot")},
    {STR_INIT("digraph"),    read_code, STR_INIT("dot")},
    {STR_INIT("kernel-render"), read_code, STR_INIT("dot")},
    {STR_INIT("mermaid"),    read_verbatim, STR_INIT("mermaid")},
    {STR_INIT("uml"),        read_verbatim, STR_INIT("plantuml")},
    {STR_INIT("include"),    read_file, NONE},
    {STR_INIT("literalinclude"), read_file, NONE},
    {STR_INIT("kernel-include"), read_file, NONE},
    {STR_INIT("image"),      read_image, NONE},
    {STR_INIT("figure"),     read_image, NONE},
    {STR_INIT("kernel-figure"), read_image, NONE},
    {STR_INIT("kernel-image"), read_image, NONE},
    {STR_INIT("thumbnail"),  read_image, NONE},
    {STR_INIT("compound"),   read_content, NONE},
    {STR_INIT("epigraph"),   read_quotation, NONE},
    {STR_INIT("highlights"), read_quotation, NONE},
    {STR_INIT("pull-quote"), read_quotation, NONE},
    {STR_INIT("rubric"),     read_captioned, NONE},
    {STR_INIT("centered"),   read_captioned, NONE},
    {STR_INIT("table"),      read_captioned, NONE},
    {STR_INIT("tab"),        read_captioned, NONE},
    {STR_INIT("tab-item"),   read_captioned, NONE},
    {STR_INIT("group-tab"),  read_captioned, NONE},
    {STR_INIT("card"),       read_captioned, NONE},
    {STR_INIT("grid-item-card"), read_captioned, NONE},
    {STR_INIT("dropdown"),   read_details, NONE},
    {STR_INIT("collapse"),   read_details, NONE},
    {STR_INIT("details"),    read_details, NONE},
    {STR_INIT("list-table"), read_list_table, NONE},
    {STR_INIT("flat-table"), read_list_table, NONE},
    {STR_INIT("csv-table"),  read_csv_table, NONE},
    {STR_INIT("toctree"),    read_toctree, NONE},
    {STR_INIT("glossary"),   read_glossary, NONE},
    {STR_INIT("hlist"),      read_inside, NONE},
    {STR_INIT("meta"),       read_meta, NONE},
    {STR_INIT("title"),      read_title, NONE},
    {STR_INIT("module"),     read_module, NONE},
    {STR_INIT("kernel-doc"), read_named, NONE},
    {STR_INIT("only"),       read_inside, NONE},
    {STR_INIT("raw"),        NULL, NONE},
    {STR_INIT("index"),      NULL, NONE},
    {STR_INIT("contents"),   NULL, NONE},
    {STR_INIT("sectnum"),    NULL, NONE},
    {STR_INIT("role"),       NULL, NONE},
    {STR_INIT("default-role"), NULL, NONE},
    {STR_INIT("sectionauthor"), NULL, NONE},
    {STR_INIT("codeauthor"), NULL, NONE},
    {STR_INIT("header"),     NULL, NONE},
    {STR_INIT("footer"),     NULL, NONE},
    {STR_INIT("tabularcolumns"), NULL, NONE},
    {STR_INIT("highlightlang"), read_highlight, NONE},
};

static const struct str objects[] = {
    STR_INIT("function"), STR_INIT("class"), STR_INIT("method"), STR_INIT("data"),
    STR_INIT("attribute"), STR_INIT("exception"), STR_INIT("staticmethod"),
    STR_INIT("classmethod"), STR_INIT("property"), STR_INIT("decorator"),
    STR_INIT("decoratormethod"), STR_INIT("describe"), STR_INIT("object"),
    STR_INIT("option"), STR_INIT("cmdoption"), STR_INIT("envvar"), STR_INIT("opcode"),
    STR_INIT("pdbcommand"), STR_INIT("coroutinefunction"), STR_INIT("coroutinemethod"),
    STR_INIT("awaitablefunction"), STR_INIT("awaitablemethod"),
    STR_INIT("abstractmethod"), STR_INIT("2to3fixer"), STR_INIT("audit-event"),
    STR_INIT("member"), STR_INIT("type"), STR_INIT("macro"), STR_INIT("var"),
    STR_INIT("struct"), STR_INIT("enum"), STR_INIT("enumerator"), STR_INIT("union"),
    STR_INIT("setting"), STR_INIT("django-admin"), STR_INIT("django-admin-option"),
    STR_INIT("fieldlookup"), STR_INIT("templatetag"), STR_INIT("templatefilter"),
    STR_INIT("confval"), STR_INIT("directive"),
};
/* clang-format on */

/* Without the language that it belongs to: "py:", "c:". */
static struct str without_domain(struct str name)
{
    const size_t colon = str_chr(name, ':');
    return colon < name.len && colon <= 4 ? str_tail(name, colon + 1) : name;
}

bool rst_describes_object(struct str name)
{
    const struct str bare = without_domain(name);
    for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
        if (str_eq(bare, objects[i]))
            return true;
    }
    return false;
}

static const struct directive_rule *rule_of(struct str name)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (str_eq_nocase(name, rules[i].name))
            return &rules[i];
    }
    return NULL;
}

void rst_directive(struct rst *rst, struct node *parent,
                   const struct rst_directive *directive)
{
    static const struct str none = {0};
    const struct directive_rule *rule = rule_of(without_domain(directive->name));
    if (rule != NULL && rule->read != NULL)
        rule->read(rst, parent, directive, rule->parameter);
    else if (rule != NULL)
        return;
    else if (rst_describes_object(directive->name) && directive->argument.len > 0)
        read_object(rst, parent, directive, none);
    else if (str_starts(directive->name, STR("auto")) ||
             str_starts(directive->name, STR("doxygen")))
        read_named(rst, parent, directive, none);
    else
        read_inside(rst, parent, directive, none);
}
