/*
 * Lists of attributes: "source,c", "cols=\"1,2\",options=header".
 */
#include "read/asciidoc/adoc_reader.h"

/* Up to a comma outside of quotes. */
static struct str cut_part(struct str *rest)
{
    size_t at = 0;
    bool quoted = false;
    for (; at < rest->len && (quoted || rest->ptr[at] != ','); at++)
        quoted ^= rest->ptr[at] == '"';
    const struct str part = str_trim(str_slice(*rest, 0, at));
    *rest = at < rest->len ? str_tail(*rest, at + 1) : (struct str){0};
    return part;
}

static struct str without_quotes(struct str s)
{
    s = str_trim(s);
    if (s.len >= 2 && (s.ptr[0] == '"' || s.ptr[0] == '\'') &&
        s.ptr[s.len - 1] == s.ptr[0])
        return str_slice(s, 1, s.len - 1);
    return s;
}

void adoc_parse_attributes(struct str text, struct adoc_attributes *attributes)
{
    attributes->count = 0;
    while (text.ptr != NULL && attributes->count < ADOC_ATTRIBUTES_MAX) {
        const struct str part = cut_part(&text);
        const size_t equals =
            part.len > 0 && part.ptr[0] != '"' ? str_chr(part, '=') : part.len;
        const bool named = equals > 0 && equals < part.len &&
                           str_chr(str_slice(part, 0, equals), ' ') == equals;
        attributes->at[attributes->count++] = (struct adoc_attribute){
            .name = named ? str_slice(part, 0, equals) : (struct str){0},
            .value = without_quotes(named ? str_tail(part, equals + 1) : part)};
    }
}

struct str adoc_named(const struct adoc_attributes *attributes, struct str name)
{
    for (size_t i = 0; i < attributes->count; i++) {
        if (str_eq(attributes->at[i].name, name))
            return attributes->at[i].value;
    }
    return (struct str){0};
}

struct str adoc_placed(const struct adoc_attributes *attributes, size_t place)
{
    for (size_t i = 0; i < attributes->count; i++) {
        if (attributes->at[i].name.len == 0 && place-- == 0)
            return attributes->at[i].value;
    }
    return (struct str){0};
}
