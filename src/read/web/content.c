/*
 * The article of a page (see the header).
 *
 * What generators and sites call their parts is taken from what they write: Sphinx,
 * DocBook's style sheets, Texinfo, Doxygen, Javadoc, Asciidoctor, pandoc, MkDocs,
 * MediaWiki.
 */
#include "read/web/content.h"

#include "base/ascii.h"
#include <stdint.h>

#include "base/buf.h"

enum {
    SOME_TEXT_BYTES = 200, /* of an article: less is a teaser, or nothing yet */
    LINE_BYTES = 400,      /* of links to the pages beside: longer ones are text */
    LINE_NODES = 100,
    CONTENTS_NODES = 20000,
};

/* --- Furniture by its name --- */

/* clang-format off */
/* Words of `class` or `id`. */
static const struct str furniture_words[] = {
    STR_INIT("navheader"), STR_INIT("navfooter"), STR_INIT("nav-panel"),
    STR_INIT("nav-path"), STR_INIT("navpath"), STR_INIT("navigation"),
    STR_INIT("navbar"), STR_INIT("topnav"), STR_INIT("subnav"), STR_INIT("bottomnav"),
    STR_INIT("skipnav"), STR_INIT("sidebar"), STR_INIT("sidebar-wrapper"),
    STR_INIT("sphinxsidebar"), STR_INIT("related"), STR_INIT("breadcrumb"),
    STR_INIT("breadcrumbs"), STR_INIT("crumbs"), STR_INIT("menu"), STR_INIT("tabs"),
    STR_INIT("tablist"), STR_INIT("headerlink"), STR_INIT("hash-link"),
    STR_INIT("anchor-link"), STR_INIT("copiable-link"), STR_INIT("copiable-anchor"),
    STR_INIT("mw-editsection"), STR_INIT("mw-jump-link"), STR_INIT("mw-navigation"),
    STR_INIT("mw-panel"), STR_INIT("mw-head"), STR_INIT("catlinks"), STR_INIT("navbox"),
    STR_INIT("printfooter"), STR_INIT("noprint"), STR_INIT("sitesub"),
    STR_INIT("contentsub"), STR_INIT("jump-to-nav"), STR_INIT("skip-link"),
    STR_INIT("skip-to-content"), STR_INIT("sr-only"), STR_INIT("visually-hidden"),
    STR_INIT("screen-reader-text"), STR_INIT("linenos"), STR_INIT("lineno"),
    STR_INIT("linenodiv"), STR_INIT("line-numbers-rows"), STR_INIT("viewcode-link"),
    STR_INIT("legalcopy"), STR_INIT("page-footer"), STR_INIT("site-footer"),
    STR_INIT("site-header"), STR_INIT("page-nav"), STR_INIT("pagination"),
    STR_INIT("pager"), STR_INIT("prev-next"), STR_INIT("prev-next-area"),
    STR_INIT("share"), STR_INIT("social"), STR_INIT("cookie-banner"),
    STR_INIT("footer-text"), STR_INIT("ui-resizable"), STR_INIT("nav-wrapper"),
    STR_INIT("sidetoc"), STR_INIT("nav-container"), STR_INIT("menu-bar"),
    STR_INIT("settings-menu"), STR_INIT("out-of-band"), STR_INIT("srclink"),
    STR_INIT("logo"), STR_INIT("sidebar-logo"), STR_INIT("logo-container"),
    STR_INIT("sub-logo-container"), STR_INIT("test-arrow"), STR_INIT("fn-bracket"),
    STR_INIT("rustdoc-toggle-hideme"), STR_INIT("collapse-toggle"),
};

static const struct str furniture_roles[] = {
    STR_INIT("navigation"), STR_INIT("banner"), STR_INIT("contentinfo"),
    STR_INIT("search"), STR_INIT("menu"), STR_INIT("menubar"), STR_INIT("toolbar"),
    STR_INIT("tablist"), STR_INIT("complementary"), STR_INIT("dialog"),
};
/* clang-format on */

static bool is_named(const GumboNode *node)
{
    const struct str id = dom_attribute(node, "id");
    if (dom_attribute(node, "class").len == 0 && id.len == 0)
        return false;
    for (size_t i = 0; i < sizeof furniture_words / sizeof *furniture_words; i++) {
        if (str_eq_nocase(id, furniture_words[i]) ||
            dom_has_word(node, "class", furniture_words[i]))
            return true;
    }
    return false;
}

static bool has_furniture_role(const GumboNode *node)
{
    const struct str role = dom_attribute(node, "role");
    for (size_t i = 0; i < sizeof furniture_roles / sizeof *furniture_roles; i++) {
        if (str_eq_nocase(role, furniture_roles[i]))
            return true;
    }
    return false;
}

static bool is_hidden(const GumboNode *node)
{
    return dom_has_attribute(node, "hidden") ||
           str_eq_nocase(dom_attribute(node, "aria-hidden"), STR("true"));
}

/* Headings, lists of terms and code are called what their authors like. */
static bool may_be_named(const GumboNode *node)
{
    switch ((int)node->v.element.tag) {
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
        return false;
    default:
        return true;
    }
}

/* --- Furniture by what it holds --- */

static bool is_heading_one(const GumboNode *node, void *context)
{
    (void)context;
    return dom_is(node, GUMBO_TAG_H1);
}

/* A link that pages of a book have to their neighbours. */
static bool leads_to_neighbour(const GumboNode *node, void *context)
{
    static const struct str ways[] = {STR_INIT("next"), STR_INIT("prev"),
                                      STR_INIT("previous"), STR_INIT("up")};
    (void)context;
    if (!dom_is(node, GUMBO_TAG_A))
        return false;
    const struct str key = dom_attribute(node, "accesskey");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (dom_has_word(node, "rel", ways[i]) ||
            (key.len == 1 && (key.ptr[0] | 0x20) == ways[i].ptr[0]))
            return true;
    }
    return false;
}

/* Bytes of text, and of those in links, below a node; counting ends at `max`. */
struct measure {
    size_t text, linked, max;
    size_t nodes,
        nodes_max;     /* seen; so that a deep page costs no more than a flat one */
    bool has_block;    /* a heading, a list or code: more than a line */
    bool leads_beyond; /* a link that does not lead into this page */
    struct str path;   /* of the page that the links with a '#' name; empty: this one */
};

static bool is_over(const struct measure *at)
{
    return at->text >= at->max || at->nodes >= at->nodes_max;
}

/* Links to sections of one page, which its contents may name in full, lead into it. */
static void note_target(struct measure *at, struct str dest)
{
    const size_t mark = str_chr(dest, '#');
    const struct str path = str_slice(dest, 0, mark);
    if (mark == dest.len || (at->path.len > 0 && !str_eq(path, at->path)))
        at->leads_beyond = true;
    at->path = path;
}

static void measure(const GumboNode *node, struct measure *at, bool linked, int depth)
{
    at->nodes++;
    if (dom_is_text(node)) {
        const size_t len = str_trim(dom_text(node)).len;
        at->text += len;
        at->linked += linked ? len : 0;
        return;
    }
    if (!dom_is_element(node))
        return;
    const bool is_link = dom_is(node, GUMBO_TAG_A) && dom_has_attribute(node, "href");
    if (is_link)
        note_target(at, dom_attribute(node, "href"));
    at->has_block |= dom_is(node, GUMBO_TAG_PRE) || dom_is(node, GUMBO_TAG_H1) ||
                     dom_is(node, GUMBO_TAG_H2) || dom_is(node, GUMBO_TAG_DL);
    for (size_t i = 0; i < dom_count(node) && depth < DOM_DEPTH_MAX && !is_over(at);
         i++)
        measure(dom_child(node, i), at, linked || is_link, depth + 1);
}

/* "Next: A, Previous: B, Up: C": a short line that is links. */
static bool is_line_of_neighbours(const GumboNode *node)
{
    struct measure at = {.max = LINE_BYTES, .nodes_max = LINE_NODES};
    measure(node, &at, false, 0);
    return !is_over(&at) && !at.has_block && 2 * at.linked > at.text / 2 &&
           dom_find(node, leads_to_neighbour, NULL) != NULL;
}

/* A table of contents of this page: the outline says the same. */
static bool is_own_contents(const GumboNode *node)
{
    struct measure at = {.max = SIZE_MAX, .nodes_max = CONTENTS_NODES};
    const struct str id = dom_attribute(node, "id");
    if (!str_eq_nocase(id, STR("toc")) &&
        !str_eq_nocase(id, STR("table-of-contents")) &&
        !str_eq_nocase(id, STR("sec_contents")) &&
        !dom_has_word(node, "class", STR("toc")) &&
        !dom_has_word(node, "class", STR("contents")) &&
        !dom_has_word(node, "class", STR("contents_element")) &&
        !dom_has_word(node, "class", STR("table-of-contents")))
        return false;
    measure(node, &at, false, 0);
    return !is_over(&at) && !at.leads_beyond && 2 * at.linked > at.text;
}

bool content_is_furniture(const GumboNode *node)
{
    if (is_hidden(node) || has_furniture_role(node))
        return true;
    switch ((int)node->v.element.tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_MAP:
        return true;
    case GUMBO_TAG_HEADER:
        return dom_find(node, is_heading_one, NULL) == NULL;
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_P:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ASIDE:
        if (is_line_of_neighbours(node) || is_own_contents(node))
            return true;
        break;
    default:
        break;
    }
    return may_be_named(node) && is_named(node);
}

/* --- The article --- */

static bool is_main(const GumboNode *node, void *context)
{
    (void)context;
    return dom_is(node, GUMBO_TAG_MAIN) ||
           (dom_is_element(node) &&
            str_eq_nocase(dom_attribute(node, "role"), STR("main")));
}

static bool is_body(const GumboNode *node, void *context)
{
    (void)context;
    return dom_is(node, GUMBO_TAG_BODY);
}

struct articles {
    const GumboNode *first;
    size_t count;
};

static bool count_article(const GumboNode *node, void *context)
{
    struct articles *articles = context;
    if (!dom_is(node, GUMBO_TAG_ARTICLE))
        return false;
    if (articles->count++ == 0)
        articles->first = node;
    return articles->count > 1;
}

static size_t text_bytes(const GumboNode *node)
{
    struct measure at = {.max = SIZE_MAX, .nodes_max = SIZE_MAX};
    measure(node, &at, false, 0);
    return at.text;
}

/* The one <article> of `place`, when it has most of its text. */
static const GumboNode *article_in(const GumboNode *place)
{
    struct articles articles = {0};
    (void)dom_find(place, count_article, &articles);
    if (articles.count != 1)
        return place;
    const size_t bytes = text_bytes(articles.first);
    return bytes >= SOME_TEXT_BYTES || 2 * bytes > text_bytes(place) ? articles.first
                                                                     : place;
}

const GumboNode *content_of(const GumboNode *root)
{
    const GumboNode *body = dom_find(root, is_body, NULL);
    if (body == NULL)
        return NULL;
    const GumboNode *main = dom_find(body, is_main, NULL);
    if (main != NULL && text_bytes(main) == 0)
        main = NULL;
    return article_in(main != NULL ? main : body);
}
