/*
 * What tags mean (see the header).
 */
#include "read/templates/template_use.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"

/* --- Names --- */

struct known {
    struct str name;
    enum template_kind kind;
    struct str type; /* empty of a callout: its arguments say it */
};

/* clang-format off */
static const struct known knowns[] = {
    {STR_INIT("admonition"), USE_BOX, STR_INIT("")},
    {STR_INIT("alert"), USE_BOX, STR_INIT("")},
    {STR_INIT("aside"), USE_BOX, STR_INIT("")},
    {STR_INIT("callout"), USE_BOX, STR_INIT("")},
    {STR_INIT("hint"), USE_BOX, STR_INIT("")},
    {STR_INIT("infobox"), USE_BOX, STR_INIT("")},
    {STR_INIT("message"), USE_BOX, STR_INIT("")},
    {STR_INIT("notice"), USE_BOX, STR_INIT("")},
    {STR_INIT("pageinfo"), USE_BOX, STR_INIT("")},
    {STR_INIT("notification"), USE_BOX, STR_INIT("")},
    {STR_INIT("attention"), USE_BOX, STR_INIT("attention")},
    {STR_INIT("caution"), USE_BOX, STR_INIT("caution")},
    {STR_INIT("danger"), USE_BOX, STR_INIT("danger")},
    {STR_INIT("error"), USE_BOX, STR_INIT("error")},
    {STR_INIT("important"), USE_BOX, STR_INIT("important")},
    {STR_INIT("info"), USE_BOX, STR_INIT("info")},
    {STR_INIT("note"), USE_BOX, STR_INIT("note")},
    {STR_INIT("remark"), USE_BOX, STR_INIT("note")},
    {STR_INIT("success"), USE_BOX, STR_INIT("success")},
    {STR_INIT("tip"), USE_BOX, STR_INIT("tip")},
    {STR_INIT("protip"), USE_BOX, STR_INIT("tip")},
    {STR_INIT("warn"), USE_BOX, STR_INIT("warning")},
    {STR_INIT("warning"), USE_BOX, STR_INIT("warning")},

    {STR_INIT("accordionitem"), USE_DETAILS, STR_INIT("")},
    {STR_INIT("accordion"), USE_DETAILS, STR_INIT("")},
    {STR_INIT("collapse"), USE_DETAILS, STR_INIT("")},
    {STR_INIT("collapsible"), USE_DETAILS, STR_INIT("")},
    {STR_INIT("details"), USE_DETAILS, STR_INIT("")},
    {STR_INIT("dropdown"), USE_DETAILS, STR_INIT("")},
    {STR_INIT("expand"), USE_DETAILS, STR_INIT("")},
    {STR_INIT("expandable"), USE_DETAILS, STR_INIT("")},
    {STR_INIT("faq"), USE_DETAILS, STR_INIT("")},
    {STR_INIT("spoiler"), USE_DETAILS, STR_INIT("")},
    {STR_INIT("toggle"), USE_DETAILS, STR_INIT("")},

    {STR_INIT("card"), USE_SECTION, STR_INIT("")},
    {STR_INIT("linkcard"), USE_SECTION, STR_INIT("")},
    {STR_INIT("panel"), USE_SECTION, STR_INIT("")},
    {STR_INIT("step"), USE_SECTION, STR_INIT("")},
    {STR_INIT("tab"), USE_SECTION, STR_INIT("")},
    {STR_INIT("tabitem"), USE_SECTION, STR_INIT("")},
    {STR_INIT("tab-item"), USE_SECTION, STR_INIT("")},
    {STR_INIT("tabpanel"), USE_SECTION, STR_INIT("")},
    {STR_INIT("codetab"), USE_SECTION, STR_INIT("")},

    {STR_INIT("figure"), USE_IMAGE, STR_INIT("")},
    {STR_INIT("fig"), USE_IMAGE, STR_INIT("")},
    {STR_INIT("image"), USE_IMAGE, STR_INIT("")},
    {STR_INIT("image_tag"), USE_IMAGE, STR_INIT("")},
    {STR_INIT("image_with_class"), USE_IMAGE, STR_INIT("")},
    {STR_INIT("img"), USE_IMAGE, STR_INIT("")},
    {STR_INIT("imgproc"), USE_IMAGE, STR_INIT("")},
    {STR_INIT("picture"), USE_IMAGE, STR_INIT("")},
    {STR_INIT("screenshot"), USE_IMAGE, STR_INIT("")},

    {STR_INIT("asciinema"), USE_LINK, STR_INIT("https://asciinema.org/a/")},
    {STR_INIT("button"), USE_LINK, STR_INIT("")},
    {STR_INIT("btn"), USE_LINK, STR_INIT("")},
    {STR_INIT("codepen"), USE_LINK, STR_INIT("")},
    {STR_INIT("embed"), USE_LINK, STR_INIT("")},
    {STR_INIT("file"), USE_LINK, STR_INIT("")},
    {STR_INIT("gist"), USE_LINK, STR_INIT("https://gist.github.com/")},
    {STR_INIT("instagram"), USE_LINK, STR_INIT("https://www.instagram.com/p/")},
    {STR_INIT("link_to"), USE_LINK, STR_INIT("")},
    {STR_INIT("tweet"), USE_LINK, STR_INIT("https://twitter.com/i/status/")},
    {STR_INIT("twitter"), USE_LINK, STR_INIT("https://twitter.com/i/status/")},
    {STR_INIT("video"), USE_LINK, STR_INIT("")},
    {STR_INIT("vimeo"), USE_LINK, STR_INIT("https://vimeo.com/")},
    {STR_INIT("youtube"), USE_LINK, STR_INIT("https://youtu.be/")},

    {STR_INIT("codeblock"), USE_CODE, STR_INIT("")},
    {STR_INIT("highlight"), USE_CODE, STR_INIT("")},
    {STR_INIT("prism"), USE_CODE, STR_INIT("")},
    {STR_INIT("raw"), USE_RAW, STR_INIT("")},
    {STR_INIT("verbatim"), USE_RAW, STR_INIT("")},
    {STR_INIT("comment"), USE_COMMENT, STR_INIT("")},
};
/* clang-format on */

static const struct known *find(struct str name)
{
    for (size_t i = 0; i < sizeof knowns / sizeof *knowns; i++) {
        if (str_eq_nocase(name, knowns[i].name))
            return &knowns[i];
    }
    return NULL;
}

/* --- Arguments --- */

/* The first argument of these names that is there. */
static struct str any_of(struct str args, const struct str *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct str value = template_get(args, names[i]);
        if (value.len > 0)
            return value;
    }
    return (struct str){0};
}

#define ANY_OF(args, names) any_of(args, names, sizeof(names) / sizeof *(names))

/* The argument without a name that is the number `at`, from 0. */
static struct str positional(struct str args, size_t at)
{
    struct template_argument argument;
    while (template_next(&args, &argument)) {
        if (argument.name.len == 0 && at-- == 0)
            return argument.value;
    }
    return (struct str){0};
}

static bool is_path(struct str s)
{
    const struct str slash = STR("/");
    return str_find(s, slash) < s.len || str_starts(s, STR("#")) ||
           str_ends(s, STR(".md")) || str_ends(s, STR(".html"));
}

/* Words in quotes that are no path. */
static struct str first_words(struct str args)
{
    struct template_argument argument;
    while (template_next(&args, &argument)) {
        if (argument.name.len == 0 && argument.quoted && !is_path(argument.value))
            return argument.value;
    }
    return (struct str){0};
}

static const struct str title_names[] = {
    STR_INIT("title"),   STR_INIT("header"),  STR_INIT("heading"),
    STR_INIT("summary"), STR_INIT("caption"), STR_INIT("label"),
    STR_INIT("name"),    STR_INIT("alt"),     STR_INIT("text"),
};
static const struct str text_names[] = {STR_INIT("content"), STR_INIT("text"),
                                        STR_INIT("message"), STR_INIT("body")};
static const struct str target_names[] = {
    STR_INIT("src"),  STR_INIT("href"), STR_INIT("url"), STR_INIT("to"),
    STR_INIT("file"), STR_INIT("link"), STR_INIT("id"),  STR_INIT("path"),
};
static const struct str type_names[] = {
    STR_INIT("type"),   STR_INIT("style"),   STR_INIT("kind"),  STR_INIT("level"),
    STR_INIT("intent"), STR_INIT("variant"), STR_INIT("color"), STR_INIT("status"),
};

/* The word of a list of classes, "alert-info", that names a callout. */
static struct str type_in(struct str words)
{
    while (words.len > 0) {
        size_t end = 0;
        while (end < words.len && ascii_is_alnum(words.ptr[end]))
            end++;
        const struct known *known = find(str_slice(words, 0, end));
        if (known != NULL && known->kind == USE_BOX && known->type.len > 0)
            return known->type;
        words = str_tail(words, end + 1);
    }
    return (struct str){0};
}

static void fill_box(struct template_use *use, struct str args)
{
    static const struct str titles[] = {STR_INIT("title"), STR_INIT("header"),
                                        STR_INIT("heading"), STR_INIT("summary")};
    const struct str first = positional(args, 0);
    const struct str given = ANY_OF(args, type_names);
    const bool is_generic = use->type.len == 0;
    if (is_generic)
        use->type = type_in(given.len > 0 ? given : first);
    use->title = ANY_OF(args, titles);
    if (use->title.len == 0)
        use->title = positional(args, is_generic && first.len > 0 ? 1 : 0);
    if (use->title.len == 0 && is_generic && use->type.len == 0)
        use->title = first_words(args);
    if (use->type.len == 0)
        use->type = STR("note");
}

static void fill_target(struct arena *arena, struct template_use *use, struct str args)
{
    const struct str words = first_words(args);
    const struct str base = use->type;
    use->type = (struct str){0};
    use->target = ANY_OF(args, target_names);
    if (use->target.len == 0)
        use->target = positional(args, 0);
    if (base.len > 0 && use->target.len > 0 && !is_path(use->target)) {
        const struct str more = positional(args, 1);
        use->target =
            arena_printf(arena, STR_FMT STR_FMT "%s" STR_FMT, STR_ARG(base),
                         STR_ARG(use->target), more.len > 0 ? "/" : "", STR_ARG(more));
    }
    use->title = ANY_OF(args, title_names);
    if (use->title.len == 0 && base.len == 0 && words.ptr != use->target.ptr)
        use->title = words;
    if (base.len == 0 && use->title.len == 0)
        use->title = positional(args, 1);
}

/* "{% include note.html content="..." %}" and the like: a callout or a picture by the
 * name of the file. */
static void fill_include(struct arena *arena, struct template_use *use, struct str args)
{
    const struct str file = positional(args, 0);
    const size_t slash = str_rchr(file, '/');
    const struct str base = slash < file.len ? str_tail(file, slash + 1) : file;
    const struct known *known = find(str_slice(base, 0, str_chr(base, '.')));
    use->text = ANY_OF(args, text_names);
    if (known == NULL || file.len == args.len)
        return;
    use->type = known->type;
    const struct str rest = str_tail(args, (size_t)(file.ptr - args.ptr) + file.len);
    if (known->kind == USE_BOX && use->text.len > 0) {
        use->kind = USE_NOTICE;
        fill_box(use, rest);
    } else if (known->kind == USE_IMAGE || known->kind == USE_LINK) {
        use->kind = known->kind;
        fill_target(arena, use, rest);
    }
}

static bool is_include(struct str name)
{
    return str_starts(name, STR("include")) || str_eq(name, STR("render")) ||
           str_eq(name, STR("partial"));
}

/* --- Values --- */

/* The last part of "site.data.name"; empty when there is more in it than names. */
static struct str last_name(struct str s)
{
    s = str_trim(str_slice(s, 0, str_chr(s, '|')));
    for (size_t i = 0; i < s.len; i++) {
        const char c = s.ptr[i];
        if (!ascii_is_alnum(c) && c != '.' && c != '_' && c != '-' && c != '$')
            return (struct str){0};
    }
    const size_t dot = str_rchr(s, '.');
    return dot < s.len ? str_tail(s, dot + 1) : s;
}

static bool is_bare_name(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!ascii_is_alnum(s.ptr[i]) && memchr("_- :", s.ptr[i], 4) == NULL)
            return false;
    }
    return s.len > 0;
}

/* What a value says in a line of prose: its words, or its name as code. */
static struct str value_text(struct arena *arena, struct str value)
{
    struct str rest = value;
    struct template_argument argument;
    if (value.len > 0 && memchr("\"'", value.ptr[0], 2) != NULL)
        return template_next(&rest, &argument) ? argument.value : (struct str){0};
    if (is_bare_name(value))
        return arena_printf(arena, "`{{" STR_FMT "}}`", STR_ARG(value));
    const struct str name = last_name(value);
    return name.len > 0 ? arena_printf(arena, "`" STR_FMT "`", STR_ARG(name))
                        : first_words(value);
}

/* The same of a tag whose name nobody knows. */
static struct str unknown_text(struct arena *arena, const struct template_tag *tag)
{
    if (tag->closing)
        return (struct str){0};
    const struct str text = ANY_OF(tag->args, text_names);
    if (text.len > 0)
        return text;
    if (str_eq(tag->name, STR("data")))
        return value_text(arena, tag->args);
    return first_words(tag->args);
}

static bool is_control(struct str name)
{
    static const struct str names[] = {
        STR_INIT("if"),     STR_INIT("ifversion"), STR_INIT("unless"),
        STR_INIT("elsif"),  STR_INIT("elif"),      STR_INIT("else"),
        STR_INIT("case"),   STR_INIT("when"),      STR_INIT("for"),
        STR_INIT("assign"), STR_INIT("set"),       STR_INIT("capture"),
        STR_INIT("import"), STR_INIT("from"),      STR_INIT("extends"),
        STR_INIT("block"),  STR_INIT("layout"),    STR_INIT("load"),
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_eq(name, names[i]))
            return true;
    }
    return false;
}

struct template_use template_use(struct arena *arena, const struct template_tag *tag)
{
    struct template_use use = {.kind = USE_NONE};
    if (tag->form == TEMPLATE_VALUE)
        use.text = value_text(arena, tag->args);
    if (tag->form != TEMPLATE_STATEMENT)
        return use;
    if (is_include(tag->name)) {
        fill_include(arena, &use, tag->args);
        return use;
    }
    const struct known *known = find(tag->name);
    if (known == NULL) {
        use.text = is_control(tag->name) ? (struct str){0} : unknown_text(arena, tag);
        return use;
    }
    use.kind = known->kind;
    use.type = known->type;
    if (known->kind == USE_BOX)
        fill_box(&use, tag->args);
    else if (known->kind == USE_IMAGE || known->kind == USE_LINK)
        fill_target(arena, &use, tag->args);
    else if (known->kind == USE_CODE)
        use.type = positional(tag->args, 0);
    else {
        static const struct str links[] = {STR_INIT("href"), STR_INIT("link"),
                                           STR_INIT("url"), STR_INIT("to")};
        use.title = ANY_OF(tag->args, title_names);
        if (use.title.len == 0)
            use.title = template_get(tag->args, STR("value"));
        if (use.title.len == 0)
            use.title = positional(tag->args, 0);
        use.target = ANY_OF(tag->args, links);
    }
    return use;
}

struct str template_box_type(const struct template_use *use, struct str name)
{
    return use->kind == USE_DETAILS   ? STR("details")
           : use->kind == USE_SECTION ? name
                                      : use->type;
}

/* --- Destinations --- */

/* "static" and the like name a folder, not the file. */
static struct str target_argument(struct str args)
{
    static const struct str names[] = {STR_INIT("filename"), STR_INIT("path"),
                                       STR_INIT("page"), STR_INIT("slug")};
    const struct str named = ANY_OF(args, names);
    return named.len > 0 ? named : positional(args, 0);
}

static bool is_call(struct str value)
{
    static const struct str names[] = {STR_INIT("url_for"), STR_INIT("ref"),
                                       STR_INIT("relref"),  STR_INIT("link_to"),
                                       STR_INIT("url"),     STR_INIT("static"),
                                       STR_INIT("asset"),   STR_INIT("path")};
    size_t end = 0;
    while (end < value.len && (ascii_is_alnum(value.ptr[end]) || value.ptr[end] == '_'))
        end++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_eq(str_slice(value, 0, end), names[i]))
            return end < value.len && (value.ptr[end] == '(' || value.ptr[end] == ' ');
    }
    return false;
}

struct str template_target(struct arena *arena, const struct template_tag *tag)
{
    (void)arena;
    struct str value = tag->args;
    if (tag->form == TEMPLATE_STATEMENT)
        return tag->closing || is_control(tag->name) ? (struct str){0}
                                                     : target_argument(tag->args);
    if (tag->form == TEMPLATE_COMMENT || value.len == 0)
        return (struct str){0};
    struct template_argument argument;
    if (value.ptr[0] == '"' || value.ptr[0] == '\'')
        return template_next(&value, &argument) ? argument.value : (struct str){0};
    const size_t open = str_chr(value, '(');
    if (is_call(value))
        return target_argument(
            str_tail(value, open < value.len ? open : str_chr(value, ' ')));
    return (struct str){0};
}

/* --- Texts --- */

static struct str replace(struct arena *arena, struct str s,
                          struct str (*of)(struct arena *, const struct template_tag *))
{
    struct buf out = {0};
    size_t done = 0;
    bool any = false;
    for (size_t at = 0; at < s.len; at++) {
        struct template_tag tag;
        const size_t len = s.ptr[at] == '{' || s.ptr[at] == '<'
                               ? template_read(str_tail(s, at), &tag)
                               : 0;
        if (len == 0)
            continue;
        any = true;
        buf_puts(&out, str_slice(s, done, at));
        buf_puts(&out, of(arena, &tag));
        done = at + len;
        at = done - 1;
    }
    buf_puts(&out, str_tail(s, done));
    const struct str kept = any ? buf_keep(&out, arena) : s;
    buf_release(&out);
    return kept;
}

struct str template_resolve(struct arena *arena, struct str s)
{
    return replace(arena, s, template_target);
}

/* Without the ticks of code. */
static struct str said(struct arena *arena, const struct template_tag *tag)
{
    const struct template_use use = template_use(arena, tag);
    const struct str s = use.text;
    return s.len > 1 && s.ptr[0] == '`' ? str_slice(s, 1, s.len - 1) : s;
}

struct str template_strip(struct arena *arena, struct str s)
{
    return replace(arena, s, said);
}
