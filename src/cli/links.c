/*
 * lectern links: the links of an article or of the library, and where they lead.
 */
#include "base/json.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/record.h"

static void put_text(struct call *call, const struct opened *opened, size_t index)
{
    const struct doc *doc = opened->doc;
    const struct node *link = doc->links[index];
    const struct target *target = &opened->targets[index];
    struct arena arena = {0};

    text_clean_to(&call->out, library_article(call->library, opened->article)->path,
                  TEXT_ONE_LINE);
    buf_printf(&call->out, ":%u: ", link->line);
    node_text(link, &call->out);
    buf_puts(&call->out, target->dangling ? STR(" ✗ ") : STR(" → "));
    text_clean_to(&call->out, record_target(call->library, link, target, &arena),
                  TEXT_ONE_LINE);
    if (target->place_missing)
        buf_puts(&call->out, STR(" (no such section)"));
    buf_putc(&call->out, '\n');
    arena_release(&arena);
}

static void put_json(struct call *call, const struct opened *opened, size_t index)
{
    struct json json;

    json_init(&json, &call->out);
    json_open(&json, NULL, '{');
    json_str(&json, "path", library_article(call->library, opened->article)->path);
    json_int(&json, "line", opened->doc->links[index]->line);
    record_link(&json, call->library, opened, index);
    json_close(&json, '}');
    json_end(&json);
}

/* Footnotes lead to their own page and are not listed. */
static size_t put_links(struct call *call, const struct opened *opened)
{
    size_t count = 0;

    for (size_t i = 0; i < opened->doc->link_count; i++) {
        const struct target *target = &opened->targets[i];

        if (target->kind == TARGET_FOOTNOTE && !target->dangling)
            continue;
        if (call->broken && !target->dangling && !target->place_missing)
            continue;
        if (call->json)
            put_json(call, opened, i);
        else
            put_text(call, opened, i);
        count++;
    }
    return count;
}

int run_links(struct call *call, struct error *err)
{
    uint32_t from = 0, to = (uint32_t)call->library->article_count;
    struct arena arena = {0};
    size_t count = 0;

    if (call->argument != NULL) {
        struct str section;
        int status = find_article(call, &from, &section, err);

        if (status != CLI_FOUND)
            return status;
        to = from + 1;
    }
    for (uint32_t i = from; i < to; i++) {
        struct error unread = {0};
        struct opened *opened;

        if (article_open(call->library, i, &arena, &opened, &unread) < 0)
            report(error_str(&unread), call->utf8);
        else
            count += put_links(call, opened);
        output_flush(call);
        arena_clear(&arena);
    }
    arena_release(&arena);
    /* Broken links are findings; to find links at all is what the plain call is for. */
    return (count > 0) == call->broken ? CLI_NOTHING : CLI_FOUND;
}
