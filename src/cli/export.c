/*
 * lectern export: all that is known of each article, one JSON object a line.
 *
 * The catalog knows what the rest of the library tells of an article; its full texts
 * are in its file, which is read once.
 */
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/each.h"
#include "cli/finding.h"
#include "cli/record.h"

static void write_article(void *context, uint32_t article, struct arena *scratch,
                          struct each_result *result)
{
    struct finding *finding = context;
    struct opened *opened;
    if (article_open(finding->call->library, article, scratch, &opened, &result->err) !=
        0)
        return;
    record_write(&result->out, finding->view, opened, scratch);
}

static int export(struct finding *finding, struct error *err)
{
    struct call *call = finding->call;
    struct each_sum sum;
    call->json = true; /* there is no other form */
    if (call->argument == NULL) {
        sum = each_article(finding, write_article, finding);
    } else {
        struct str section;
        uint32_t article;
        int status = find_article(call, &article, &section, err);
        if (status != CLI_FOUND)
            return status;
        sum = each_one(finding, article, write_article, finding);
    }
    return sum.has_failed ? CLI_ERROR : CLI_FOUND;
}

int run_export(struct call *call, struct error *err)
{
    return finding_run(call, export, err);
}
