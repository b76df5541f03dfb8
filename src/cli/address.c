/*
 * Printing where something is in the library; used by every subcommand that lists
 * places.
 */
#include "cli/address.h"

#include "base/text.h"

static bool is_part(const struct fact_heading *section)
{
    return section != NULL && !section->is_title;
}

static void put_address(struct buf *out, const struct library *library,
                        uint32_t article, const struct fact_heading *section)
{
    buf_puts(out, STR("  "));
    text_clean_to(out, library_article(library, article)->path, TEXT_ONE_LINE);
    if (is_part(section)) {
        buf_putc(out, '#');
        buf_puts(out, section->slug);
    }
}

void place_put(struct buf *out, const struct library *library, uint32_t article,
               const struct fact_heading *section)
{
    buf_puts(out, library_article(library, article)->title);
    if (is_part(section)) {
        buf_puts(out, STR(" › "));
        buf_puts(out, section->title);
    }
    put_address(out, library, article, section);
}

void place_put_within(struct buf *out, const struct library *library, uint32_t article,
                      const struct fact_heading *section)
{
    buf_puts(out, is_part(section) ? section->title
                                   : library_article(library, article)->title);
    put_address(out, library, article, section);
}

void place_put_json(struct json *json, const struct library *library, uint32_t article,
                    const struct fact_heading *section)
{
    json_str(json, "path", library_article(library, article)->path);
    json_str(json, "title", library_article(library, article)->title);
    json_str(json, "section", section != NULL ? section->slug : STR(""));
    json_str(json, "section_title", section != NULL ? section->title : STR(""));
}
