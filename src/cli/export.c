/*
 * lectern export: all that is known of each article, one JSON object a line.
 */
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/record.h"

int run_export(struct call *call, struct error *err)
{
    uint32_t from = 0, to = (uint32_t)call->library->article_count;
    struct survey *survey;
    struct arena arena = {0};
    int status = CLI_FOUND;

    call->json = true; /* there is no other form */
    if (call->argument != NULL) {
        struct str section;

        status = find_article(call, &from, &section, err);
        if (status != CLI_FOUND)
            return status;
        to = from + 1;
    }
    survey = survey_run(call->library);
    for (uint32_t i = from; i < to; i++) {
        struct error unread = {0};
        struct opened *opened;

        if (article_open(call->library, i, &arena, &opened, &unread) < 0) {
            report(error_str(&unread), call->utf8);
            status = CLI_ERROR;
        } else {
            record_article(&call->out, call->library, survey, opened);
        }
        output_flush(call);
        arena_clear(&arena);
    }
    survey_free(survey);
    arena_release(&arena);
    return status;
}
