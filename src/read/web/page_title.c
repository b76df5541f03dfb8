/*
 * Titles of pages (see the header).
 */
#include "read/web/page_title.h"

#include "base/ascii.h"
#include "base/text.h"
#include "read/html/html.h"
#include "read/read_limits.h"
#include "read/title.h"
#include "read/web/tag.h"

enum { HEADING_BYTES = 4 << 10 };

struct seeker {
    struct arena *arena;
    struct str rest;
    bool no_end;
    bool is_xml;     /* <title/> holds nothing */
    bool in_article; /* after <main>, <article> */
    struct str title;
    struct str first_one; /* <h1> before the article, or without one */
    struct str article_one;
    struct str heading; /* the first of any level */
};

/* --- Words --- */

static struct str without_signs(struct str text)
{
    static const struct str signs[] = {STR_INIT("\xC2\xB6"), STR_INIT("#"),
                                       STR_INIT("\xC2\xA7"), STR_INIT("\xEF\x83\x81"),
                                       STR_INIT("\xF0\x9F\x94\x97")};
    text = str_trim(text);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (text.len > signs[i].len && str_ends(text, signs[i]))
            return str_trim(str_slice(text, 0, text.len - signs[i].len));
    }
    return text;
}

/* The text between tags, entities decoded. */
static struct str words_of(struct arena *arena, struct str html)
{
    struct buf out = {0};
    bool no_end = false;
    while (html.len > 0) {
        const size_t at = str_chr(html, '<');
        html_decode(&out, str_slice(html, 0, at));
        html = str_tail(html, at);
        struct tag tag;
        const size_t comment = html.len > 0 ? tag_comment(html) : 0;
        if (comment > 0)
            html = str_tail(html, comment);
        else if (html.len > 0 && tag_read(html, &tag, &no_end))
            html = str_tail(html, tag.end);
        else if (html.len > 0) {
            buf_putc(&out, '<');
            html = str_tail(html, 1);
        }
    }
    const struct str words = without_signs(title_clean(arena, buf_str(&out)));
    buf_release(&out);
    return words;
}

static bool holds(struct arena *arena, struct str text, struct str part)
{
    const struct str folded = text_fold(arena, text, true);
    return part.len > 0 && str_find(folded, text_fold(arena, part, true)) < folded.len;
}

/* Where the site's part of "Page - Site" begins, with the mark between; the length when
 * there is none. */
static size_t site_part(struct str title)
{
    static const struct str marks[] = {
        STR_INIT(" \xE2\x80\x94 "),
        STR_INIT(" \xE2\x80\x93 "),
        STR_INIT(" | "),
        STR_INIT(" \xC2\xB7 "),
        STR_INIT(" \xC2\xBB "),
        STR_INIT(" :: "),
        STR_INIT(" - "),
    };
    size_t last = title.len;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && last == title.len; i++) {
        struct str rest = title;
        for (size_t at; (at = str_find(rest, marks[i])) < rest.len;) {
            last = (size_t)(rest.ptr - title.ptr) + at;
            rest = str_tail(rest, at + marks[i].len);
        }
    }
    return last > 0 ? last : title.len;
}

/* --- Search --- */

static bool has_value(const struct tag *tag, const char *name, const char *value)
{
    struct str rest = tag->attributes;
    struct tag_attribute attribute;
    while (tag_attribute(&rest, &attribute)) {
        if (str_eq_nocase(attribute.name, str_from(name)) &&
            (value == NULL || str_eq_nocase(attribute.value, str_from(value))))
            return true;
    }
    return false;
}

static bool is_called(const struct tag *tag, const char *name)
{
    return str_eq_nocase(tag->name, str_from(name));
}

static bool is_one_of(const struct tag *tag, const char *const *names)
{
    while (*names != NULL && !is_called(tag, *names))
        names++;
    return *names != NULL;
}

/* Goes after the element that begins with the tag: to the end when it has none here, so
 * that an end is looked for in vain only once. */
static struct str skip_element(struct seeker *it, const struct tag *tag)
{
    it->rest = str_tail(it->rest, tag->end);
    const size_t end = tag_end_of(it->rest, tag->name);
    const struct str inside = str_slice(it->rest, 0, end);
    it->rest = str_tail(it->rest, end);
    return inside;
}

static void take_heading(struct seeker *it, const struct tag *tag)
{
    const struct str rest = str_slice(str_tail(it->rest, tag->end), 0, HEADING_BYTES);
    const size_t end = tag_end_of(rest, tag->name);
    it->rest = str_tail(it->rest, tag->end);
    if (end == rest.len)
        return;
    const struct str text = words_of(it->arena, str_slice(rest, 0, end));
    const bool is_one = tag->name.ptr[1] == '1' || (tag->name.ptr[0] | 0x20) == 'd';
    if (text.len == 0)
        return;
    if (it->heading.len == 0)
        it->heading = text;
    if (is_one && it->in_article && it->article_one.len == 0)
        it->article_one = text;
    if (is_one && it->first_one.len == 0)
        it->first_one = text;
}

/* Headings; and Doxygen's <div class="title">, which <title> repeats. */
static bool is_heading(struct seeker *it, const struct tag *tag)
{
    static const char *const names[] = {"h1", "h2", "h3", NULL};
    return is_one_of(tag, names) || (it->first_one.len == 0 && is_called(tag, "div") &&
                                     has_value(tag, "class", "title"));
}

static void take_tag(struct seeker *it, const struct tag *tag)
{
    static const char *const skipped[] = {"script",   "style",    "svg",   "textarea",
                                          "nav",      "noscript", "aside", "footer",
                                          "template", NULL};
    static const char *const articles[] = {"main", "article", NULL};
    if (tag->closing || (tag->empty && it->is_xml)) {
        it->rest = str_tail(it->rest, tag->end);
    } else if (is_one_of(tag, skipped)) {
        (void)skip_element(it, tag);
    } else if (is_called(tag, "title")) {
        const struct str inside = skip_element(it, tag);
        if (it->title.len == 0)
            it->title = words_of(it->arena, inside);
    } else if (is_heading(it, tag)) {
        take_heading(it, tag);
    } else {
        it->in_article |= is_one_of(tag, articles) || has_value(tag, "role", "main");
        it->rest = str_tail(it->rest, tag->end);
    }
}

static void seek(struct seeker *it)
{
    while (it->rest.len > 0 && it->article_one.len == 0) {
        struct tag tag;
        it->rest = str_tail(it->rest, str_chr(it->rest, '<'));
        const size_t comment = tag_comment(it->rest);
        if (comment > 0)
            it->rest = str_tail(it->rest, comment);
        else if (it->rest.len > 0 && tag_read(it->rest, &tag, &it->no_end))
            take_tag(it, &tag);
        else if (it->rest.len > 0)
            it->rest = str_tail(it->rest, 1);
    }
}

/* --- Choice --- */

/* A heading that is the same on all pages of a site: "Page - Site" ends with it. */
static bool is_site(struct arena *arena, struct str title, struct str heading)
{
    const size_t at = site_part(title);
    return at < title.len && holds(arena, str_tail(title, at), heading) &&
           !holds(arena, str_slice(title, 0, at), heading);
}

static struct str choose(const struct seeker *it)
{
    if (it->article_one.len > 0)
        return it->article_one;
    if (it->first_one.len > 0 && !is_site(it->arena, it->title, it->first_one))
        return it->first_one;
    if (holds(it->arena, it->title, it->heading) &&
        !is_site(it->arena, it->title, it->heading))
        return it->heading;
    return str_trim(str_slice(it->title, 0, site_part(it->title)));
}

bool page_title(struct arena *arena, struct str html, struct str *title)
{
    struct seeker it = {.arena = arena, .rest = str_slice(html, 0, READ_TITLE_BYTES)};
    it.is_xml = tag_is_xml(html);
    seek(&it);
    *title = choose(&it);
    return it.article_one.len > 0;
}
