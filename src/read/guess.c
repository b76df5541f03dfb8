/*
 * Telling Markdown from plain text (see the header).
 */
#include "read/guess.h"

enum {
    GUESS_BYTES = 64 << 10,
    GUESS_ENOUGH = 3, /* weights; a single sign may be chance */
};

/* "## Heading" with a letter behind; one '#' alone may be a comment of a script. */
static bool is_heading(struct str line)
{
    size_t at = 0;
    while (at < line.len && line.ptr[at] == '#')
        at++;
    return at >= 2 && at <= 6 && at + 1 < line.len && line.ptr[at] == ' ' &&
           line.ptr[at + 1] != ' ' && line.ptr[at + 1] != '#';
}

static bool is_fence(struct str line)
{
    return str_starts(line, STR("```"));
}

/* An opening mark with its closing one later in the line. */
static bool has_pair(struct str line, struct str open, struct str close)
{
    const size_t at = str_find(line, open);
    if (at == line.len)
        return false;
    const struct str rest = str_tail(line, at + open.len);
    const size_t end = str_find(rest, close);
    return end > 0 && end < rest.len && rest.ptr[0] != ' ';
}

static int weight_of(struct str line)
{
    int weight = is_heading(line) ? 2 : 0;
    weight += is_fence(line);
    weight += has_pair(line, STR("**"), STR("**"));
    weight += has_pair(line, STR("[["), STR("]]"));
    weight += has_pair(line, STR("]("), STR(")"));
    return weight;
}

bool guess_markdown(struct str text)
{
    struct str rest = str_slice(text, 0, GUESS_BYTES), line;
    int weight = 0;
    while (weight < GUESS_ENOUGH && str_cut_line(&rest, &line))
        weight += weight_of(line);
    return weight >= GUESS_ENOUGH;
}
