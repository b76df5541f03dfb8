#include "cli/finding.h"

#include "base/text.h"
#include "cli/cli.h"
#include "cli/indexing.h"

enum {
    FLUSH_BYTES = 1 << 16,
};

static int open_catalog(struct finding *finding, const char *path, struct error *err)
{
    struct call *call = finding->call;
    struct session_options options = {
        .mode = SESSION_IN_STEP, .path = path, .prebuilt = call->catalog};

    if (session_open(&options, &finding->session, err) != 0)
        return -1;
    finding->catalog = session_catalog(finding->session);
    if (indexing_wait(finding->catalog, true, call->utf8, err) != 0)
        return -1;
    return search_open(finding->catalog, &finding->search, err);
}

/* What is asked for may stand in what the catalog does not have yet. */
static void report_behind(const struct finding *finding)
{
    struct error line;

    if (indexing_is_behind(finding->catalog, finding->call->subcommand->past, &line))
        cli_report(error_str(&line), finding->call->utf8);
}

static int open_finding(struct finding *finding, struct call *call, struct error *err)
{
    bool is_file;
    const char *path;

    *finding = (struct finding){.call = call, .article = ARTICLE_NONE};
    call->start = ARTICLE_NONE;
    path = find_path(call, &finding->arena, &is_file);
    if (open_catalog(finding, path, err) != 0)
        return CLI_ERROR;
    finding->view = search_view(finding->search);
    call->library = view_library(finding->view);
    if (is_file)
        call->start = session_library(finding->session) != NULL
                          ? session_article(finding->session)
                          : view_wanted(finding->view);
    view_hold(finding->view);
    if (!call->subcommand->lists_notices)
        report_notices(call);
    report_behind(finding);
    return find_scope(call, &finding->scope, err);
}

static void close_finding(struct finding *finding)
{
    finding->call->library = NULL;
    search_close(finding->search);
    session_close(finding->session);
    arena_release(&finding->facts_arena);
    arena_release(&finding->arena);
}

static void tell_left_out(struct finding *finding)
{
    struct str line = search_left_out(finding->query, &finding->arena);
    if (line.len > 0)
        cli_report(line, finding->call->utf8);
}

static void tell(struct finding *finding)
{
    struct buf line = {0};

    if (finding->query == NULL)
        return;
    tell_left_out(finding);
    if (finding->shown == finding->found)
        return;
    buf_puts(&line, STR("the first "));
    output_count(&line, finding->shown);
    buf_puts(&line, STR(" of "));
    output_count(&line, finding->found);
    buf_puts(&line, STR("; --limit shows more"));
    cli_report(buf_str(&line), finding->call->utf8);
    buf_release(&line);
}

/* What is wrong with the catalog that was used, if something is. */
static bool is_damaged(const struct finding *finding, struct error *trouble)
{
    return finding->catalog != NULL && catalog_trouble(finding->catalog, trouble);
}

/* `*again` when the answer is none, and there may be a better one. */
static int run(struct call *call, find_fn *find, bool *again, struct error *err)
{
    struct finding finding;
    struct error trouble;
    int status = open_finding(&finding, call, err);

    if (status == CLI_FOUND)
        status = find(&finding, err);
    *again = is_damaged(&finding, &trouble);
    if (*again) {
        *err = trouble;
        status = CLI_ERROR;
        *again = call->catalog == NULL && !finding.has_written;
        buf_clear(&call->out);
    } else if (output_flush(call)) {
        tell(&finding);
    }
    close_finding(&finding);
    return status;
}

/* The catalog that was damaged is gone when it is closed. */
int finding_run(struct call *call, find_fn *find, struct error *err)
{
    bool again;
    int status = run(call, find, &again, err);

    if (!again)
        return status;
    *err = (struct error){0};
    return run(call, find, &again, err);
}

const struct facts *finding_facts(struct finding *finding, uint32_t article)
{
    if (finding->article != article) {
        arena_clear(&finding->facts_arena);
        finding->facts = view_facts(finding->view, article, &finding->facts_arena);
        finding->article = article;
    }
    return finding->facts;
}

bool finding_flush(struct finding *finding)
{
    if (finding->call->out.len < FLUSH_BYTES)
        return true;
    finding->has_written = true;
    return output_flush(finding->call);
}
