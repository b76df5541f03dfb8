/*
 * Bare URLs and mail addresses (see the header).
 */
#include "read/inline/autolink.h"

#include <string.h>

#include "base/ascii.h"

/* A link starts at the start of the text or after white space or one of "*_~(". */
static bool may_start(struct str text, size_t from)
{
    if (from == 0)
        return true;
    const char before = text.ptr[from - 1];
    return ascii_is_space(before) || memchr("*_~([\"'", before, 7) != NULL ||
           (unsigned char)before >= 0x80;
}

/*
 * The end of a domain: letters, digits, '-', '_' and '.', and anything beyond ASCII.
 * Good when it has a dot (or `lone` is fine) and no '_' in its last two parts.
 */
static bool scan_domain(struct str text, size_t from, bool lone, size_t *end)
{
    size_t at = from, dots = 0, scores = 0, scores_before = 0;
    for (; at < text.len; at++) {
        const char c = text.ptr[at];
        if (c == '.') {
            dots++;
            scores_before = scores;
            scores = 0;
        } else if (c == '_') {
            scores++;
        } else if (!ascii_is_alnum(c) && c != '-' && (unsigned char)c < 0x80) {
            break;
        }
    }
    *end = at;
    return at > from && ascii_is_alnum(text.ptr[from]) && (dots > 0 || lone) &&
           scores == 0 && scores_before == 0;
}

/* Where "&name;" at the end of text[from, end) starts; `end` when there is none. */
static size_t entity_before(struct str text, size_t from, size_t end)
{
    size_t at = end - 1;
    while (at > from && ascii_is_alnum(text.ptr[at - 1]))
        at--;
    return at > from && at < end - 1 && text.ptr[at - 1] == '&' ? at - 1 : end;
}

/* How far `close` outnumbers `open`. */
static long excess_brackets(struct str s, char open, char close)
{
    long excess = 0;
    for (size_t i = 0; i < s.len; i++)
        excess += s.ptr[i] == close ? 1 : s.ptr[i] == open ? -1 : 0;
    return excess;
}

/* Takes off punctuation that belongs to the sentence rather than to the link. */
static size_t trim_end(struct str text, size_t from, size_t end)
{
    const struct str link = str_slice(text, from, end);
    long round = excess_brackets(link, '(', ')');
    long square = excess_brackets(link, '[', ']');
    while (end > from) {
        const char last = text.ptr[end - 1];
        if (last == ')' && round > 0) {
            round--;
            end--;
        } else if (last == ']' && square > 0) {
            square--;
            end--;
        } else if (memchr("?!.,:*_~'\"", last, 10) != NULL) {
            end--;
        } else if (last == ';') {
            const size_t cut = entity_before(text, from, end);
            end = cut < end ? cut : end - 1;
        } else {
            break;
        }
    }
    return end;
}

/* CJK punctuation, full-width and in the block U+3000, ends a sentence and a link. */
static bool is_wide_punctuation(struct str text, size_t at)
{
    const unsigned char *p = (const unsigned char *)text.ptr + at;
    if (text.len - at < 3)
        return false;
    return (p[0] == 0xE3 && p[1] == 0x80) ||
           (p[0] == 0xEF && p[1] == 0xBC && p[2] >= 0x81 && p[2] <= 0x9F);
}

static size_t scan_url_end(struct str text, size_t at)
{
    while (at < text.len && !ascii_is_space(text.ptr[at]) && text.ptr[at] != '<' &&
           !is_wide_punctuation(text, at))
        at++;
    return at;
}

static bool finish_url(struct str text, size_t from, size_t domain, bool lone,
                       struct autolink *link, size_t *next)
{
    size_t end;
    if (!scan_domain(text, domain, lone, &end)) {
        *next = end > *next ? end : *next;
        return false;
    }
    link->from = from;
    /* The domain takes letters of any script; what follows it may be punctuation. */
    link->to = trim_end(text, from, scan_url_end(text, domain));
    return link->to > domain;
}

static bool match_scheme(struct str text, size_t colon, size_t floor,
                         struct autolink *link, size_t *next)
{
    static const struct str schemes[] = {STR_INIT("http"), STR_INIT("https"),
                                         STR_INIT("ftp")};
    if (!str_starts(str_tail(text, colon), STR("://")))
        return false;
    size_t from = colon;
    while (from > floor && ascii_is_letter(text.ptr[from - 1]) && colon - from < 6)
        from--;
    const struct str scheme = str_slice(text, from, colon);
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (str_eq_nocase(scheme, schemes[i]) && may_start(text, from)) {
            link->kind = AUTOLINK_URL;
            return finish_url(text, from, colon + 3, true, link, next);
        }
    }
    return false;
}

static bool match_www(struct str text, size_t at, struct autolink *link, size_t *next)
{
    if (text.len - at < 5 || !str_eq_nocase(str_slice(text, at, at + 4), STR("www.")) ||
        !may_start(text, at))
        return false;
    link->kind = AUTOLINK_WWW;
    return finish_url(text, at, at, false, link, next);
}

static bool is_local_part(char c)
{
    return ascii_is_alnum(c) || c == '.' || c == '-' || c == '_' || c == '+';
}

static bool match_mail(struct str text, size_t at, size_t floor, struct autolink *link)
{
    size_t from = at, end = at + 1, dots = 0;
    while (from > floor && is_local_part(text.ptr[from - 1]))
        from--;
    while (end < text.len && (ascii_is_alnum(text.ptr[end]) || text.ptr[end] == '-' ||
                              text.ptr[end] == '_' || text.ptr[end] == '.')) {
        dots += text.ptr[end] == '.' && end + 1 < text.len &&
                ascii_is_alnum(text.ptr[end + 1]);
        end++;
    }
    while (end > at + 1 && text.ptr[end - 1] == '.')
        end--;
    const char last = text.ptr[end - 1];
    if (from == at || end == at + 1 || dots == 0 || last == '-' || last == '_')
        return false;
    *link = (struct autolink){.kind = AUTOLINK_MAIL, .from = from, .to = end};
    return true;
}

bool autolink_at(struct str text, size_t at, size_t floor, struct autolink *link,
                 size_t *next)
{
    *next = at + 1;
    switch (text.ptr[at]) {
    case ':':
        return match_scheme(text, at, floor, link, next);
    case '@':
        return match_mail(text, at, floor, link);
    default:
        return match_www(text, at, link, next);
    }
}
