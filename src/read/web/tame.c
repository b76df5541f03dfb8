/*
 * HTML made harmless (see the header).
 */
#include "read/web/tame.h"

#include <stdint.h>
#include <string.h>

#include "base/ascii.h"
#include "read/read_limits.h"
#include "read/web/tag.h"

enum {
    BUCKETS = 256, /* of names of open elements; a power of two */
    ATTRIBUTES_MAX = 32,
    NAME_MAX_BYTES = 32, /* the longest of an element of HTML has 10 */
};

/* How an element is passed on. */
enum manner {
    PASS,       /* as it is; is open until its end tag */
    PASS_LOOSE, /* its end may come before that of what is within it */
    PASS_VOID,  /* has no end */
    PASS_ONCE,  /* the first one only */
    PASS_TEXT,  /* what it holds is no markup */
    AS_BLOCK,   /* as a <div> */
    AS_SILENT,  /* as an element that is not shown */
    NO_TAG,     /* the tag goes, what it holds stays */
    NO_BODY,    /* with what it holds, which is no markup */
};

/* What an element is within when the tag of another one of its kind ends it. */
enum ends { ENDS_NOTHING, ENDS_ITEM, ENDS_TERM, ENDS_CELL, ENDS_ROW, ENDS_GROUP };

struct shape {
    struct str name;
    enum manner manner;
    enum ends ends;
};

/* clang-format off */
static const struct shape shapes[] = {
    {STR_INIT("a"), PASS_LOOSE, 0},        {STR_INIT("area"), PASS_VOID, 0},
    {STR_INIT("b"), PASS_LOOSE, 0},        {STR_INIT("base"), PASS_VOID, 0},
    {STR_INIT("big"), PASS_LOOSE, 0},      {STR_INIT("body"), PASS_ONCE, 0},
    {STR_INIT("br"), PASS_VOID, 0},        {STR_INIT("code"), PASS_LOOSE, 0},
    {STR_INIT("col"), PASS_VOID, 0},       {STR_INIT("dd"), PASS, ENDS_TERM},
    {STR_INIT("dt"), PASS, ENDS_TERM},     {STR_INIT("em"), PASS_LOOSE, 0},
    {STR_INIT("embed"), PASS_VOID, 0},     {STR_INIT("font"), NO_TAG, 0},
    {STR_INIT("form"), AS_BLOCK, 0},       {STR_INIT("frame"), PASS_VOID, 0},
    {STR_INIT("frameset"), NO_TAG, 0},     {STR_INIT("head"), PASS_ONCE, 0},
    {STR_INIT("hr"), PASS_VOID, 0},        {STR_INIT("html"), PASS_ONCE, 0},
    {STR_INIT("i"), PASS_LOOSE, 0},        {STR_INIT("iframe"), PASS_TEXT, 0},
    {STR_INIT("image"), PASS_VOID, 0},     {STR_INIT("img"), PASS_VOID, 0},
    {STR_INIT("input"), PASS_VOID, 0},     {STR_INIT("isindex"), NO_TAG, 0},
    {STR_INIT("keygen"), NO_TAG, 0},       {STR_INIT("li"), PASS, ENDS_ITEM},
    {STR_INIT("link"), PASS_VOID, 0},      {STR_INIT("listing"), PASS, 0},
    {STR_INIT("meta"), PASS_VOID, 0},      {STR_INIT("nobr"), NO_TAG, 0},
    {STR_INIT("noembed"), NO_BODY, 0},     {STR_INIT("noframes"), NO_BODY, 0},
    {STR_INIT("param"), PASS_VOID, 0},     {STR_INIT("plaintext"), NO_TAG, 0},
    {STR_INIT("s"), PASS_LOOSE, 0},        {STR_INIT("script"), NO_BODY, 0},
    {STR_INIT("select"), AS_SILENT, 0},    {STR_INIT("small"), NO_TAG, 0},
    {STR_INIT("source"), PASS_VOID, 0},    {STR_INIT("strike"), PASS_LOOSE, 0},
    {STR_INIT("strong"), PASS_LOOSE, 0},   {STR_INIT("style"), NO_BODY, 0},
    {STR_INIT("svg"), NO_BODY, 0},         {STR_INIT("tbody"), PASS, ENDS_GROUP},
    {STR_INIT("td"), PASS, ENDS_CELL},     {STR_INIT("template"), AS_SILENT, 0},
    {STR_INIT("textarea"), NO_BODY, 0},    {STR_INIT("tfoot"), PASS, ENDS_GROUP},
    {STR_INIT("th"), PASS, ENDS_CELL},     {STR_INIT("thead"), PASS, ENDS_GROUP},
    {STR_INIT("title"), PASS_TEXT, 0},     {STR_INIT("tr"), PASS, ENDS_ROW},
    {STR_INIT("track"), PASS_VOID, 0},     {STR_INIT("tt"), PASS_LOOSE, 0},
    {STR_INIT("u"), PASS_LOOSE, 0},        {STR_INIT("wbr"), PASS_VOID, 0},
    {STR_INIT("xmp"), PASS_TEXT, 0},
};

/* Elements within which another item, term or cell ends none outside. */
static const struct str holders[] = {
    [ENDS_ITEM] = STR_INIT("ul ol menu dir"), [ENDS_TERM] = STR_INIT("dl"),
    [ENDS_CELL] = STR_INIT("table tr"),       [ENDS_ROW] = STR_INIT("table"),
    [ENDS_GROUP] = STR_INIT("table"),
};

/* Attributes that are read. */
static const struct str used[] = {
    STR_INIT("accesskey"),  STR_INIT("align"),     STR_INIT("alt"),
    STR_INIT("alttext"),    STR_INIT("aria-hidden"), STR_INIT("checked"),
    STR_INIT("class"),      STR_INIT("colspan"),   STR_INIT("content"),
    STR_INIT("data-lang"),  STR_INIT("data-language"), STR_INIT("hidden"),
    STR_INIT("href"),       STR_INIT("id"),        STR_INIT("itemprop"),
    STR_INIT("itemtype"),   STR_INIT("lang"),      STR_INIT("name"),
    STR_INIT("open"),       STR_INIT("property"),  STR_INIT("rel"),
    STR_INIT("role"),       STR_INIT("rowspan"),   STR_INIT("src"),
    STR_INIT("start"),      STR_INIT("title"),     STR_INIT("type"),
    STR_INIT("xml:lang"),
};
/* clang-format on */

_Static_assert(sizeof shapes / sizeof *shapes < 64, "`endless` has a bit for each");

struct open_element {
    uint64_t hash; /* of its name in lower case */
    enum ends ends;
    bool is_loose;
};

struct tamer {
    struct str rest;
    struct buf *page, *data;
    bool no_end;       /* no tag that begins from here on has one */
    bool is_xml;       /* <p/> is <p></p> */
    size_t owed_lines; /* line ends of what went, put into the next tag */
    bool has_once[3];  /* html, head, body */
    struct open_element open[TAME_DEPTH_MAX];
    size_t depth;
    uint16_t count[BUCKETS]; /* of open elements, by hash */
    size_t dropped;          /* tags that were open too deep, and are still */
    uint64_t endless;        /* elements of text, by shape: none ends from here on */
};

static size_t lower_name(struct str name, char *lower)
{
    const size_t len = name.len < NAME_MAX_BYTES ? name.len : NAME_MAX_BYTES;
    for (size_t i = 0; i < len; i++)
        lower[i] = (char)(name.ptr[i] | (ascii_is_letter(name.ptr[i]) ? 0x20 : 0));
    return len;
}

static int cmp_name(struct str name, struct str other)
{
    const int order = name.ptr[0] - other.ptr[0];
    return order != 0 ? order : str_cmp(name, other);
}

/* Its place in the table; the size of the table for others. */
static size_t shape_of(struct str name)
{
    size_t from = 0, to = sizeof shapes / sizeof *shapes;
    while (from < to) {
        const size_t middle = (from + to) / 2;
        const int order = cmp_name(name, shapes[middle].name);
        if (order == 0)
            return middle;
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return sizeof shapes / sizeof *shapes;
}

/* --- What goes --- */

static void owe_lines(struct tamer *it, struct str gone)
{
    for (size_t at = 0; (at += str_chr(str_tail(gone, at), '\n')) < gone.len; at++)
        it->owed_lines++;
}

static void drop(struct tamer *it, size_t bytes)
{
    owe_lines(it, str_slice(it->rest, 0, bytes));
    it->rest = str_tail(it->rest, bytes);
}

static void pass(struct tamer *it, size_t bytes)
{
    buf_puts(it->page, str_slice(it->rest, 0, bytes));
    it->rest = str_tail(it->rest, bytes);
}

/* --- Attributes --- */

static bool is_used(struct str name)
{
    size_t from = 0, to = sizeof used / sizeof *used;
    while (from < to) {
        const size_t middle = (from + to) / 2;
        const int order = cmp_name(name, used[middle]);
        if (order == 0)
            return true;
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return false;
}

static bool hides(struct str style)
{
    const size_t at = str_find(style, STR("display"));
    return at < style.len &&
           str_find(str_tail(style, at), STR("none")) < style.len - at;
}

static void put_attribute(struct tamer *it, struct str name, struct str value)
{
    const char quote = str_chr(value, '"') < value.len ? '\'' : '"';
    buf_putc(it->page, ' ');
    buf_puts(it->page, name);
    if (value.len == 0 || value.len > READ_DEST_MAX_BYTES ||
        str_chr(value, quote) < value.len)
        return;
    buf_putc(it->page, '=');
    buf_putc(it->page, quote);
    buf_puts(it->page, value);
    buf_putc(it->page, quote);
}

static void put_attributes(struct tamer *it, struct str attributes)
{
    struct tag_attribute attribute;
    size_t count = 0;
    while (count < ATTRIBUTES_MAX && tag_attribute(&attributes, &attribute)) {
        char lower[NAME_MAX_BYTES];
        const struct str name = {lower, lower_name(attribute.name, lower)};
        if (str_eq(name, STR("style")) && hides(attribute.value))
            put_attribute(it, STR("hidden"), (struct str){0});
        else if (attribute.name.len <= NAME_MAX_BYTES && is_used(name))
            put_attribute(it, name, attribute.value);
        else
            continue;
        count++;
    }
}

static void put_tag(struct tamer *it, struct str name, const struct tag *tag)
{
    const size_t from = it->page->len;
    const size_t lines = it->owed_lines;
    buf_putc(it->page, '<');
    if (tag->closing)
        buf_putc(it->page, '/');
    buf_puts(it->page, name);
    if (!tag->closing)
        put_attributes(it, tag->attributes);
    /* As many line ends as there were. */
    size_t put = 0;
    const struct str made = str_tail(buf_str(it->page), from);
    for (size_t at = 0; (at += str_chr(str_tail(made, at), '\n')) < made.len; at++)
        put++;
    it->owed_lines = lines;
    owe_lines(it, tag->attributes);
    it->owed_lines -= put < it->owed_lines ? put : it->owed_lines;
    buf_repeat(it->page, '\n', it->owed_lines);
    it->owed_lines = 0;
    buf_putc(it->page, '>');
}

/* --- Depth --- */

static uint16_t *count_of(struct tamer *it, uint64_t hash)
{
    return &it->count[hash & (BUCKETS - 1)];
}

static void pop_to(struct tamer *it, size_t depth)
{
    while (it->depth > depth)
        --*count_of(it, it->open[--it->depth].hash);
}

/* The place of the innermost element of that name; `depth` when none is open. */
static size_t find_open(const struct tamer *it, uint64_t hash)
{
    if (it->count[hash & (BUCKETS - 1)] == 0)
        return it->depth;
    size_t at = it->depth;
    while (at > 0 && it->open[at - 1].hash != hash)
        at--;
    return at > 0 ? at - 1 : it->depth;
}

static bool is_holder(enum ends ends, uint64_t hash)
{
    struct str rest = holders[ends], name;
    while (str_cut(&rest, ' ', &name)) {
        if (str_hash(name) == hash)
            return true;
    }
    return false;
}

/* An item ends the item before it, a row the row before it with what cell is open in
 * that, and so on: down to the outermost of these within their list or table. */
static void end_alike(struct tamer *it, enum ends ends)
{
    size_t ended = it->depth;
    for (size_t at = it->depth; ends != ENDS_NOTHING && at > 0; at--) {
        const struct open_element *element = &it->open[at - 1];
        if (is_holder(ends, element->hash))
            break;
        const bool is_part = ends > ENDS_CELL && element->ends >= ENDS_CELL;
        if (element->ends == ends || (is_part && element->ends < ends))
            ended = at - 1;
        if (element->ends == ends)
            break;
    }
    pop_to(it, ended);
}

/* False when no such element is open. */
static bool close_element(struct tamer *it, struct str name, bool is_loose)
{
    const uint64_t hash = str_hash(name);
    const size_t at = find_open(it, hash);
    if (at == it->depth)
        return false;
    if (!is_loose) {
        pop_to(it, at);
        return true;
    }
    --*count_of(it, hash);
    it->depth--;
    memmove(&it->open[at], &it->open[at + 1], (it->depth - at) * sizeof *it->open);
    return true;
}

/* A paragraph ends the one before it, with the emphasis that is open in it. */
static void end_paragraph(struct tamer *it, uint64_t hash)
{
    size_t at = it->depth;
    while (at > 0 && it->open[at - 1].is_loose)
        at--;
    if (at > 0 && it->open[at - 1].hash == hash)
        pop_to(it, at - 1);
}

/* False when it is too deep. */
static bool open_element(struct tamer *it, struct str name, const struct shape *shape)
{
    const uint64_t hash = str_hash(name);
    const bool is_loose = shape->manner == PASS_LOOSE;
    end_alike(it, shape->ends);
    if (str_eq(name, STR("p")))
        end_paragraph(it, hash);
    if (str_eq(name, STR("a")))
        (void)close_element(it, name, true);
    if (it->depth == TAME_DEPTH_MAX)
        return false;
    it->open[it->depth++] = (struct open_element){hash, shape->ends, is_loose};
    ++*count_of(it, hash);
    return true;
}

/* --- Elements --- */

static bool is_first(struct tamer *it, struct str name)
{
    const size_t at = str_eq(name, STR("html")) ? 0 : str_eq(name, STR("head")) ? 1 : 2;
    const bool first = !it->has_once[at];
    it->has_once[at] = true;
    return first;
}

static bool is_linked_data(const struct tag *tag)
{
    struct str rest = tag->attributes;
    struct tag_attribute attribute;
    while (tag_attribute(&rest, &attribute)) {
        if (str_eq_nocase(attribute.name, STR("type")))
            return str_eq_nocase(attribute.value, STR("application/ld+json"));
    }
    return false;
}

/* The bytes that an element of text holds; SIZE_MAX when it does not end. That is
 * looked for in vain only once. */
static size_t text_bytes(struct tamer *it, struct str rest, struct str name,
                         size_t shape)
{
    if (it->endless >> shape & 1)
        return SIZE_MAX;
    const size_t end = tag_end_of(rest, name);
    if (end < rest.len)
        return end;
    it->endless |= (uint64_t)1 << shape;
    return SIZE_MAX;
}

static void drop_body(struct tamer *it, const struct tag *tag, size_t shape)
{
    drop(it, tag->end);
    const size_t end = text_bytes(it, it->rest, tag->name, shape);
    if (end == SIZE_MAX)
        return;
    if (it->data != NULL && str_eq_nocase(tag->name, STR("script")) &&
        is_linked_data(tag)) {
        buf_puts(it->data, str_slice(it->rest, 0, end));
        buf_putc(it->data, '\0');
    }
    drop(it, end);
}

static void pass_text(struct tamer *it, const struct tag *tag, size_t shape)
{
    const size_t from = tag->end;
    const size_t bytes = text_bytes(it, str_tail(it->rest, from), tag->name, shape);
    if (bytes == SIZE_MAX) {
        drop(it, from);
        return;
    }
    put_tag(it, tag->name, tag);
    it->rest = str_tail(it->rest, from);
    pass(it, bytes);
    buf_puts(it->page, STR("</"));
    buf_puts(it->page, tag->name);
    buf_putc(it->page, '>');
}

static void pass_start(struct tamer *it, struct str name, const struct tag *tag,
                       const struct shape *shape)
{
    const bool is_closed = tag->empty && it->is_xml;
    if (!open_element(it, name, shape)) {
        it->dropped += !is_closed;
        owe_lines(it, tag->attributes);
        return;
    }
    put_tag(it, name, tag);
    if (!is_closed)
        return;
    pop_to(it, it->depth - 1);
    buf_puts(it->page, STR("</"));
    buf_puts(it->page, name);
    buf_putc(it->page, '>');
}

static void pass_end(struct tamer *it, struct str name, const struct tag *tag,
                     bool is_loose)
{
    if (it->dropped > 0)
        it->dropped--;
    else if (close_element(it, name, is_loose) || is_loose)
        put_tag(it, name, tag); /* emphasis outlives the block that it began in */
}

static void take_element(struct tamer *it, struct str name, const struct tag *tag,
                         const struct shape *shape)
{
    if (tag->closing)
        pass_end(it, name, tag, shape->manner == PASS_LOOSE);
    else
        pass_start(it, name, tag, shape);
    it->rest = str_tail(it->rest, tag->end);
}

static void take_tag(struct tamer *it, const struct tag *tag)
{
    char lower[NAME_MAX_BYTES];
    const struct str name = {lower, lower_name(tag->name, lower)};
    static const struct shape other = {.manner = PASS};
    const size_t at = shape_of(name);
    const struct shape shape = at < sizeof shapes / sizeof *shapes ? shapes[at] : other;
    switch (shape.manner) {
    case PASS:
    case PASS_LOOSE:
        take_element(it, name, tag, &shape);
        break;
    case AS_BLOCK:
        take_element(it, STR("div"), tag, &shape);
        break;
    case AS_SILENT:
        take_element(it, STR("noscript"), tag, &shape);
        break;
    case PASS_ONCE:
        if (!tag->closing && is_first(it, name))
            put_tag(it, name, tag);
        it->rest = str_tail(it->rest, tag->end);
        break;
    case PASS_VOID:
        if (!tag->closing)
            put_tag(it, name, tag);
        it->rest = str_tail(it->rest, tag->end);
        break;
    case PASS_TEXT:
        if (tag->closing || (tag->empty && it->is_xml))
            drop(it, tag->end);
        else
            pass_text(it, tag, at);
        break;
    case NO_BODY:
        if (tag->closing || (tag->empty && it->is_xml))
            drop(it, tag->end);
        else
            drop_body(it, tag, at);
        break;
    case NO_TAG:
        drop(it, tag->end);
        break;
    }
}

/* CDATA of XHTML is text, elsewhere a comment. */
static size_t cdata(struct tamer *it)
{
    const struct str start = STR("<![CDATA["), end = STR("]]>");
    if (!it->is_xml || !str_starts(it->rest, start))
        return 0;
    const size_t to = str_find(it->rest, end);
    const struct str text = str_slice(it->rest, start.len, to);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '<')
            buf_puts(it->page, STR("&lt;"));
        else if (text.ptr[i] == '&')
            buf_puts(it->page, STR("&amp;"));
        else
            buf_putc(it->page, text.ptr[i]);
    }
    it->rest =
        str_tail(it->rest, to + end.len < it->rest.len ? to + end.len : it->rest.len);
    return to;
}

static void take_markup(struct tamer *it)
{
    struct tag tag;
    if (cdata(it) > 0)
        return;
    const size_t comment = tag_comment(it->rest);
    if (comment > 0)
        drop(it, comment);
    else if (tag_read(it->rest, &tag, &it->no_end))
        take_tag(it, &tag);
    else {
        buf_puts(it->page, STR("&lt;"));
        it->rest = str_tail(it->rest, 1);
    }
}

void tame(struct str html, struct buf *page, struct buf *data)
{
    struct tamer it = {
        .rest = html, .page = page, .data = data, .is_xml = tag_is_xml(html)};
    buf_reserve(page, html.len);
    while (it.rest.len > 0) {
        pass(&it, str_chr(it.rest, '<'));
        if (it.rest.len > 0)
            take_markup(&it);
    }
}
