/*
 * Patterns of gitignore.
 *
 * A pattern is matched on two levels: its parts between slashes against the names of a
 * path, and each part's bytes against a name. On both a star (`**` between slashes, `*`
 * within a name) is tried greedily and only the last one is ever gone back to. That is
 * enough, since what an earlier star took more of a later one could have taken as well;
 * so no pattern costs more than its length times that of the path, squared at worst in
 * the number of names, which the depth of a library bounds.
 */
#include "library/files/ignore.h"

#include <ctype.h>
#include <stdint.h>

#include "base/file.h"

enum { RULE_MAX_BYTES = 4096 };

struct ignore_rule {
    struct str pattern; /* without '!', the anchoring '/' and the final '/' */
    bool keep;          /* '!': takes back what an earlier rule left out */
    bool folders_only;
    bool anchored; /* fits the path from the folder down, else any name below it */
};

/* --- One name --- */

struct posix_class {
    struct str name;
    int (*holds)(int c);
};

/* clang-format off */
static const struct posix_class posix_classes[] = {
    {STR_INIT("alnum"), isalnum}, {STR_INIT("alpha"), isalpha},
    {STR_INIT("blank"), isblank}, {STR_INIT("cntrl"), iscntrl},
    {STR_INIT("digit"), isdigit}, {STR_INIT("graph"), isgraph},
    {STR_INIT("lower"), islower}, {STR_INIT("print"), isprint},
    {STR_INIT("punct"), ispunct}, {STR_INIT("space"), isspace},
    {STR_INIT("upper"), isupper}, {STR_INIT("xdigit"), isxdigit},
};
/* clang-format on */

/* "[:name:]" at `pos`: whether it holds `c`, and moves past it; false when there is no
 * such class, and `pos` stays. */
static bool is_posix_class(struct str pattern, size_t *pos, unsigned char c,
                           bool *holds)
{
    struct str rest = str_tail(pattern, *pos);
    if (!str_starts(rest, STR("[:")))
        return false;
    rest = str_tail(rest, 2);
    size_t end = str_find(rest, STR(":]"));
    for (size_t i = 0; i < sizeof posix_classes / sizeof *posix_classes; i++) {
        if (str_eq(str_slice(rest, 0, end), posix_classes[i].name)) {
            *holds = posix_classes[i].holds(c) != 0;
            *pos += end + 4;
            return true;
        }
    }
    return false;
}

/* One byte of a class at `pos`, its escape taken off. */
static unsigned char class_byte(struct str pattern, size_t *pos)
{
    if (pattern.ptr[*pos] == '\\' && *pos + 1 < pattern.len)
        ++*pos;
    return (unsigned char)pattern.ptr[(*pos)++];
}

/* The "[...]" whose content starts at `pos`: whether it holds `c`, and moves past it.
 * A class that is never closed holds nothing and ends the pattern. */
static bool class_holds(struct str pattern, size_t *pos, unsigned char c)
{
    bool negated = false, found = false;
    if (*pos < pattern.len && (pattern.ptr[*pos] == '!' || pattern.ptr[*pos] == '^')) {
        negated = true;
        ++*pos;
    }
    size_t first;
    for (first = *pos; *pos < pattern.len;) {
        if (pattern.ptr[*pos] == ']' && *pos > first) {
            ++*pos;
            return found != negated;
        }
        bool holds;
        if (is_posix_class(pattern, pos, c, &holds)) {
            found |= holds;
            continue;
        }
        unsigned char low, high;
        low = high = class_byte(pattern, pos);
        if (*pos + 1 < pattern.len && pattern.ptr[*pos] == '-' &&
            pattern.ptr[*pos + 1] != ']') {
            ++*pos;
            high = class_byte(pattern, pos);
        }
        found |= low <= c && c <= high;
    }
    return false;
}

/* Whether the piece of `pattern` at `pos`, which is no star, fits the byte `c`; moves
 * past the piece. */
static bool piece_fits(struct str pattern, size_t *pos, unsigned char c)
{
    char piece = pattern.ptr[(*pos)++];
    if (piece == '?')
        return true;
    if (piece == '[')
        return class_holds(pattern, pos, c);
    if (piece == '\\') {
        if (*pos == pattern.len)
            return false;
        piece = pattern.ptr[(*pos)++];
    }
    return (unsigned char)piece == c;
}

static bool name_fits(struct str pattern, struct str name)
{
    size_t p = 0, n = 0;
    size_t star = SIZE_MAX, taken = 0; /* after the last star; what it has taken */
    while (n < name.len || p < pattern.len) {
        if (p < pattern.len && pattern.ptr[p] == '*') {
            star = ++p;
            taken = n;
            continue;
        }
        if (p < pattern.len && n < name.len &&
            piece_fits(pattern, &p, (unsigned char)name.ptr[n])) {
            n++;
            continue;
        }
        if (star == SIZE_MAX || taken >= name.len)
            return false;
        p = star;
        n = ++taken;
    }
    return true;
}

/* --- A path --- */

/* The part of `s` at `pos` up to the next slash. */
static struct str part_at(struct str s, size_t pos)
{
    struct str rest = str_tail(s, pos);
    return str_slice(rest, 0, str_chr(rest, '/'));
}

/* Where the part after the one at `pos` starts; beyond the end when there is none. */
static size_t next_part(struct str s, size_t pos)
{
    return pos + part_at(s, pos).len + 1;
}

/* Two stars and more, and nothing else. */
static bool is_any_folders(struct str part)
{
    for (size_t i = 0; i < part.len; i++) {
        if (part.ptr[i] != '*')
            return false;
    }
    return part.len >= 2;
}

bool ignore_glob(struct str pattern, struct str path)
{
    size_t p = 0, n = 0;
    size_t star = SIZE_MAX, taken = 0;
    while (n < path.len || p < pattern.len) {
        struct str part = part_at(pattern, p);
        if (p < pattern.len && is_any_folders(part)) {
            star = p = next_part(pattern, p);
            /* "a/" and two stars are what is in the folder, not the folder. */
            if (star >= pattern.len)
                return n < path.len;
            taken = n;
            continue;
        }
        if (p < pattern.len && n < path.len && name_fits(part, part_at(path, n))) {
            p = next_part(pattern, p);
            n = next_part(path, n);
            continue;
        }
        if (star == SIZE_MAX || taken >= path.len)
            return false;
        p = star;
        n = taken = next_part(path, taken);
    }
    return true;
}

/* --- Rules --- */

/* Without blanks at the end, but for an escaped one. */
static struct str trim_end(struct str line)
{
    if (str_ends(line, STR("\r")))
        line.len--;
    while (line.len > 0 && line.ptr[line.len - 1] == ' ' &&
           !(line.len > 1 && line.ptr[line.len - 2] == '\\'))
        line.len--;
    return line;
}

static bool parse_rule(struct str line, struct ignore_rule *rule)
{
    struct str pattern = trim_end(line);
    *rule = (struct ignore_rule){0};
    if (pattern.len == 0 || pattern.ptr[0] == '#' || pattern.len > RULE_MAX_BYTES)
        return false;
    if (pattern.ptr[0] == '!') {
        rule->keep = true;
        pattern = str_tail(pattern, 1);
    }
    if (str_ends(pattern, STR("/"))) {
        rule->folders_only = true;
        pattern.len--;
    }
    rule->anchored = str_chr(pattern, '/') < pattern.len;
    if (str_starts(pattern, STR("/")))
        pattern = str_tail(pattern, 1);
    rule->pattern = pattern;
    /* No name is empty: what still ends in a slash fits nothing. */
    return pattern.len > 0 && !str_ends(pattern, STR("/"));
}

struct ignore *ignore_parse(struct arena *arena, const struct ignore *outer,
                            struct str folder, struct str text)
{
    struct ignore *ignore = ARENA_NEW(arena, struct ignore);
    struct str rest = text;
    size_t lines = 1;
    if (str_starts(rest, STR("\xEF\xBB\xBF")))
        rest = str_tail(rest, 3);
    for (size_t i = 0; i < rest.len; i++)
        lines += rest.ptr[i] == '\n';
    if (lines > IGNORE_RULES_MAX)
        lines = IGNORE_RULES_MAX;
    ignore->outer = outer;
    ignore->folder = folder;
    ignore->rules = ARENA_ARRAY(arena, lines, struct ignore_rule);
    struct str line;
    while (ignore->count < lines && str_cut_line(&rest, &line)) {
        struct ignore_rule rule;
        if (!parse_rule(line, &rule))
            continue;
        rule.pattern = arena_str(arena, rule.pattern);
        ignore->rules[ignore->count++] = rule;
    }
    return ignore;
}

static bool rule_fits(const struct ignore_rule *rule, struct str below, struct str name,
                      bool is_folder)
{
    if (rule->folders_only && !is_folder)
        return false;
    return rule->anchored ? ignore_glob(rule->pattern, below)
                          : name_fits(rule->pattern, name);
}

bool ignore_matches(const struct ignore *ignore, struct str path, bool is_folder)
{
    struct str name = path_name(path);
    for (; ignore != NULL; ignore = ignore->outer) {
        size_t above = ignore->folder.len;
        struct str below = str_tail(path, above == 0 ? 0 : above + 1);
        for (size_t i = ignore->count; i-- > 0;) {
            if (rule_fits(&ignore->rules[i], below, name, is_folder))
                return !ignore->rules[i].keep;
        }
    }
    return false;
}
