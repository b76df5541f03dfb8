/*
 * The table of formats (see the header).
 */
#include "read/format.h"

#include <assert.h>

#include "base/file.h"
#include "base/text.h"
#include "read/asciidoc/asciidoc.h"
#include "read/gemtext/gemtext.h"
#include "read/markdown/markdown.h"
#include "read/org/org.h"
#include "read/plain/plain.h"
#include "read/read_limits.h"
#include "read/rst/rst.h"
#include "read/web/charset.h"
#include "read/web/web.h"
#include "read/yaml/front_matter.h"

enum {
    /* Holds the front matter and the first heading of nearly every article. */
    HEAD_FIRST_BYTES = 2 << 10,
    /* Plain text is judged by its looks, which takes a few paragraphs. */
    HEAD_TEXT_BYTES = 4 << 10,
    /* Pages have menus and style sheets first. */
    HEAD_PAGE_BYTES = 16 << 10,
    /* A larger YAML article is known by its first keys. */
    HEAD_YAML_BYTES = 1 << 20,
};

static void read_markdown(struct doc *doc, struct str text, uint32_t first_line)
{
    const struct markdown_input input = {
        .text = text,
        .first_line = first_line,
        .video_id = front_value(doc->meta, STR("videoId")),
    };
    markdown_read(doc, doc->root, &input);
}

/* clang-format off */
static const struct format formats[] = {
    [DOC_MARKDOWN] = {
        .name = "markdown",
        .endings = {STR_INIT("md"), STR_INIT("markdown"), STR_INIT("mdown"), STR_INIT("mkd"),
                    STR_INIT("mdx")},
        .read = read_markdown, .max_bytes = READ_MARKDOWN_MAX_BYTES,
        .head_bytes = HEAD_FIRST_BYTES, .head_most_bytes = READ_TITLE_BYTES, .is_cut = true,
    },
    [DOC_TEXT] = {
        .name = "text",
        .endings = {STR_INIT("txt"), STR_INIT("text")},
        .read = plain_read,
        .head_bytes = HEAD_TEXT_BYTES, .head_most_bytes = READ_TITLE_BYTES, .is_cut = true,
    },
    [DOC_YAML] = {
        .name = "yaml",
        .endings = {STR_INIT("yaml"), STR_INIT("yml")},
        .read = plain_read, /* of what is no article; read.c reads those that are */
        .head_bytes = READ_TITLE_BYTES, .head_most_bytes = HEAD_YAML_BYTES, .is_judged = true,
    },
    [DOC_HTML] = {
        .name = "html",
        .endings = {STR_INIT("html"), STR_INIT("htm"), STR_INIT("xhtml")},
        .read = web_read, .head = web_head, .decode = charset_decode, .looks = web_looks,
        .max_bytes = READ_HTML_MAX_BYTES,
        .head_bytes = HEAD_PAGE_BYTES, .head_most_bytes = READ_TITLE_BYTES,
    },
    [DOC_RST] = {
        .name = "rst",
        .endings = {STR_INIT("rst"), STR_INIT("rest")},
        .read = rst_read, .labels = rst_labels,
        .head_bytes = READ_TITLE_BYTES, .head_most_bytes = READ_TITLE_BYTES,
        .is_named_txt = true,
    },
    [DOC_ORG] = {
        .name = "org",
        .endings = {STR_INIT("org")},
        .read = org_read, .labels = org_labels,
        .head_bytes = READ_TITLE_BYTES, .head_most_bytes = READ_TITLE_BYTES,
    },
    [DOC_ASCIIDOC] = {
        .name = "asciidoc",
        .endings = {STR_INIT("adoc"), STR_INIT("asciidoc"), STR_INIT("asc")},
        .read = asciidoc_read,
        .head_bytes = HEAD_TEXT_BYTES, .head_most_bytes = READ_TITLE_BYTES,
    },
    [DOC_GEMTEXT] = {
        .name = "gemtext",
        .endings = {STR_INIT("gmi"), STR_INIT("gemini")},
        .read = gemtext_read,
        .head_bytes = HEAD_TEXT_BYTES, .head_most_bytes = READ_TITLE_BYTES,
    },
};
/* clang-format on */

static_assert(sizeof formats / sizeof *formats == DOC_FORMAT_COUNT,
              "every format has its row");

const struct format *format_facts(enum doc_format format)
{
    return &formats[format];
}

struct str format_decode(struct arena *arena, enum doc_format format, struct str raw)
{
    return formats[format].decode != NULL ? formats[format].decode(arena, raw)
                                          : text_decode(arena, raw);
}

bool format_by_looks(struct str text, enum doc_format *format)
{
    for (unsigned f = 0; f < DOC_FORMAT_COUNT; f++) {
        if (formats[f].looks == NULL || !formats[f].looks(text))
            continue;
        *format = (enum doc_format)f;
        return true;
    }
    return false;
}

static bool find_ending(struct str ending, enum doc_format *format,
                        unsigned char *number)
{
    *number = 0;
    for (unsigned f = 0; f < DOC_FORMAT_COUNT; f++) {
        const struct str *endings = formats[f].endings;
        for (size_t i = 0; i < FORMAT_ENDINGS_MAX && endings[i].len > 0; i++) {
            ++*number;
            *format = (enum doc_format)f;
            if (str_eq_nocase(ending, endings[i]))
                return true;
        }
    }
    return false;
}

struct str format_stem(struct str path, enum doc_format *format, unsigned char *number)
{
    const struct str ending = path_suffix(path);
    const struct str stem = str_slice(path, 0, path.len - ending.len - 1);
    const struct str inner = path_suffix(stem);
    if (!find_ending(ending, format, number))
        return path;
    if (*format != DOC_TEXT || !find_ending(inner, format, number) ||
        !formats[*format].is_named_txt) {
        find_ending(ending, format, number);
        return stem;
    }
    return str_slice(stem, 0, stem.len - inner.len - 1);
}

bool format_ending(struct str path, enum doc_format *format, unsigned char *number)
{
    return format_stem(path, format, number).len < path.len;
}
