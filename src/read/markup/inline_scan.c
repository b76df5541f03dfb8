/*
 * Going through inlines (see the header).
 */
#include "read/markup/inline_scan.h"

#include "base/ascii.h"
#include "read/budget.h"

char inline_at(const struct inline_scan *in, size_t at)
{
    return at < in->text.len ? in->text.ptr[at] : '\n';
}

char inline_before(const struct inline_scan *in, size_t at)
{
    return at > 0 ? in->text.ptr[at - 1] : '\n';
}

bool inline_is_word(char c)
{
    return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

void inline_scan_flush(struct inline_scan *in, size_t at, size_t to)
{
    if (at > in->done)
        markup_text(in->m, in->parent, str_slice(in->text, in->done, at), in->line);
    in->done = to;
}

void inline_scan_run(struct inline_scan *in)
{
    size_t at = 0;
    while (at < in->text.len && !budget_is_spent(in->m->doc)) {
        const inline_take take = in->takes[(unsigned char)in->text.ptr[at]];
        const size_t end = take != NULL ? take(in, at) : at;
        at = end > at ? end : at + 1;
    }
    inline_scan_flush(in, in->text.len, in->text.len);
}

void inline_scan_inside(struct inline_scan *in, struct node *parent, struct str text)
{
    struct inline_scan inside = {.m = in->m,
                                 .text = text,
                                 .parent = parent,
                                 .line = in->line,
                                 .takes = in->takes,
                                 .depth = in->depth + 1};
    if (inside.depth > INLINE_NEST_MAX)
        markup_text(in->m, parent, text, in->line);
    else
        inline_scan_run(&inside);
}

size_t inline_find_end(struct inline_scan *in, size_t at, struct str mark, unsigned bit,
                       bool (*is_end)(const struct inline_scan *in, size_t at,
                                      size_t to))
{
    if (in->missing & 1u << bit)
        return in->text.len;
    while (at < in->text.len) {
        at += str_find(str_tail(in->text, at), mark);
        if (at < in->text.len && (is_end == NULL || is_end(in, at, at + mark.len)))
            return at;
        at++;
    }
    in->missing |= 1u << bit;
    return in->text.len;
}
