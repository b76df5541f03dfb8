/*
 * The lenient reader (see the header).
 */
#include "read/yaml/lenient.h"

#include "base/ascii.h"
#include "read/read_limits.h"
#include "read/yaml/meta.h"

static bool is_key_char(char c)
{
    return ascii_is_alnum(c) || c == '_' || c == '-' || (unsigned char)c >= 0x80;
}

/* The key of a line that starts with one; false when it does not. */
static bool cut_key(struct str line, char separator, struct str *key, struct str *value)
{
    size_t end = 0;
    while (end < line.len && is_key_char(line.ptr[end]))
        end++;
    size_t at = end;
    while (at < line.len && ascii_is_blank(line.ptr[at]))
        at++;
    if (end == 0 || at == line.len || line.ptr[at] != separator)
        return false;
    *key = str_slice(line, 0, end);
    *value = str_trim(str_tail(line, at + 1));
    return true;
}

static struct str unquoted(struct str s)
{
    s = str_trim(s);
    const bool quoted = s.len >= 2 && (s.ptr[0] == '"' || s.ptr[0] == '\'') &&
                        s.ptr[s.len - 1] == s.ptr[0];
    return quoted ? str_slice(s, 1, s.len - 1) : s;
}

static void add_value(struct meta_list *list, struct meta *meta, struct str value,
                      bool item)
{
    if (value.len >= 2 && value.ptr[0] == '[' && value.ptr[value.len - 1] == ']') {
        struct str rest = str_slice(value, 1, value.len - 1);
        meta->is_list = true;
        for (struct str part; str_cut(&rest, ',', &part);)
            meta_add(list, meta, unquoted(part), true);
        return;
    }
    meta_add(list, meta, unquoted(value), item);
}

/* "[menu.docs]" and "[[menu.docs]]" name the table that the next lines belong to. */
static struct str table_name(struct str line)
{
    while (str_starts(line, STR("[")))
        line = str_tail(line, 1);
    return str_trim(str_slice(line, 0, str_chr(line, ']')));
}

struct meta *lenient_read(struct arena *arena, struct str block, char separator)
{
    struct meta_list list = {.arena = arena};
    struct meta *meta = NULL;
    struct str table = {0};                    /* of TOML, that the lines are in */
    size_t left = READ_FRONT_MATTER_MAX_LINES; /* keys are looked for one by one */
    for (struct str line; left > 0 && str_cut_line(&block, &line);) {
        const struct str trimmed = str_trim(line);
        if (separator == '=' && str_starts(line, STR("["))) {
            table = table_name(trimmed);
            meta = NULL;
            continue;
        }
        struct str key, value;
        if (cut_key(line, separator, &key, &value)) {
            left--;
            if (table.len > 0)
                key = arena_printf(arena, STR_FMT "." STR_FMT, STR_ARG(table),
                                   STR_ARG(key));
            meta = meta_key(&list, key);
            add_value(&list, meta, value, false);
        } else if (meta != NULL && str_starts(trimmed, STR("- "))) {
            meta->is_list = true;
            add_value(&list, meta, str_tail(trimmed, 2), true);
        }
    }
    return list.first;
}
