/*
 * lectern export: all that is known of each article, one JSON object a line.
 *
 * The catalog knows what the rest of the library says about an article; its full texts
 * are in its file, which is read once.
 */
#include "cli/answer.h"
#include "cli/article_record.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/each.h"

enum {
    /* Holds two fifths of what 21,000 articles ask for again and again. */
    KEPT_BYTES = 32 << 20,
};

static void write_article(void *context, uint32_t article, struct arena *scratch,
                          struct each_result *result)
{
    struct answer *answer = context;
    struct opened *opened;
    if (article_open(answer->call->library, article, scratch, &opened, &result->err) !=
        0)
        return;
    record_write(&result->out, answer->view, opened, scratch);
}

static int export(struct answer *answer, struct error *err)
{
    struct call *call = answer->call;
    call->json = true; /* there is no other form */
    struct each_sum sum;
    if (call->argument == NULL) {
        view_reserve(answer->view, KEPT_BYTES);
        sum = each_article(answer, write_article, answer);
    } else {
        struct str section;
        uint32_t article;
        int status = find_article(call, &article, &section, err);
        if (status != CLI_FOUND)
            return status;
        sum = each_one(answer, article, write_article, answer);
    }
    return sum.has_failed ? CLI_ERROR : CLI_FOUND;
}

int run_export(struct call *call, struct error *err)
{
    return answer_run(call, ANSWER_IN_STEP, export, err);
}
