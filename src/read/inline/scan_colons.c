/*
 * Pictures and names in the line, as DocFX has them (see the header).
 */
#include "read/inline/scan_parts.h"

bool scan_colons(struct token_scan *scan, struct arena *arena, size_t at,
                 struct scan_found *found)
{
    const struct str s = str_tail(scan->text, at);
    const struct str end = STR(":::");
    const bool is_image = str_starts(s, STR(":::image "));
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
