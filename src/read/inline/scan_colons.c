/*
 * Colons: pictures and names in the line, as DocFX has them; properties of an outliner
 * (see the header).
 */
#include "read/inline/scan_parts.h"

#include "base/ascii.h"

/* Keys that an outliner keeps for itself. */
static bool is_own_key(struct str key)
{
    static const struct str keys[] = {
        STR_INIT("id"),         STR_INIT("collapsed"),   STR_INIT("background-color"),
        STR_INIT("created-at"), STR_INIT("updated-at"),  STR_INIT("heading"),
        STR_INIT("ls-type"),    STR_INIT("hl-page"),     STR_INIT("hl-type"),
        STR_INIT("hl-color"),   STR_INIT("query-table"), STR_INIT("query-properties"),
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (str_eq(key, keys[i]))
            return true;
    }
    return str_starts(key, STR("logseq."));
}

/* "key:: value" in a block of an outliner: what is its own goes, and others are read as
 * "key: value". */
static bool take_property(struct token_scan *scan, size_t at, struct scan_found *found)
{
    const struct str s = scan->text;
    const struct str key = str_trim(str_slice(s, 0, at));
    for (size_t i = 0; i < key.len; i++) {
        if (!ascii_is_alnum(key.ptr[i]) && key.ptr[i] != '-' && key.ptr[i] != '_' &&
            key.ptr[i] != '.')
            return false;
    }
    if (key.len == 0 || scan->floor > 0 ||
        (at + 2 < s.len && !ascii_is_blank(s.ptr[at + 2])))
        return false;
    if (is_own_key(key)) {
        found->from = (size_t)(key.ptr - s.ptr);
        found->to = s.len;
        found->token.kind = TOKEN_COMMENT;
        return true;
    }
    *found = (struct scan_found){.from = at, .to = at + 1};
    return true;
}

bool scan_colons(struct token_scan *scan, struct arena *arena, size_t at,
                 struct scan_found *found)
{
    const struct str s = str_tail(scan->text, at);
    const struct str end = STR(":::");
    const bool is_image = str_starts(s, STR(":::image "));
    if (s.len < 3 || s.ptr[2] != ':')
        return take_property(scan, at, found);
    if (at < scan->code_end || (!is_image && !str_starts(s, STR(":::no-loc "))))
        return false;
    const struct str rest = str_tail(s, end.len);
    const size_t len = str_find(rest, end);
    if (len == rest.len)
        return false;
    *found = (struct scan_found){.from = at, .to = at + 2 * end.len + len};
    const struct str args = str_slice(rest, is_image ? 5 : 6, len);
    found->plain = template_get(args, STR("text"));
    if (is_image)
        found->plain = arena_printf(arena, "![" STR_FMT "](<" STR_FMT ">)",
                                    STR_ARG(template_get(args, STR("alt-text"))),
                                    STR_ARG(template_get(args, STR("source"))));
    return true;
}
