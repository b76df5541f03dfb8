/*
 * Reading: which reader an article gets.
 */
#include "read/read.h"

#include "base/file.h"
#include "base/text.h"
#include "read/markdown.h"
#include "read/plain.h"
#include "read/title.h"

struct suffix {
    struct str suffix;
    enum doc_format format;
};

static const struct suffix suffixes[] = {
    {STR_INIT("md"), DOC_MARKDOWN},    {STR_INIT("markdown"), DOC_MARKDOWN},
    {STR_INIT("mdown"), DOC_MARKDOWN}, {STR_INIT("mkd"), DOC_MARKDOWN},
    {STR_INIT("txt"), DOC_TEXT},       {STR_INIT("text"), DOC_TEXT},
    {STR_INIT("yaml"), DOC_YAML},      {STR_INIT("yml"), DOC_YAML},
};

bool read_format_of(struct str path, enum doc_format *format)
{
    const struct str suffix = path_suffix(path);
    const struct str name = path_name(path);
    if (suffix.len == 0 && name.len > 0 && name.ptr[name.len - 1] != '.') {
        *format = DOC_TEXT;
        return true;
    }
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        if (str_eq_nocase(suffix, suffixes[i].suffix)) {
            *format = suffixes[i].format;
            return true;
        }
    }
    return false;
}

struct doc *read_document(struct arena *arena, enum doc_format format, struct str raw)
{
    struct doc *doc = doc_new(arena, format);
    const struct str text = text_decode(arena, raw);
    if (format == DOC_MARKDOWN) {
        const struct markdown_input input = {.text = text, .first_line = 1};
        markdown_read(doc, doc->root, &input);
    } else {
        plain_read(doc, text, 1);
    }
    doc_finish(doc);
    title_find(doc);
    return doc;
}
