#include "cli/access.h"

#include "cli/cli.h"

struct access {
    struct call *call;
    struct arena arena;
    bool is_file; /* the path names an article */
    struct session *session;
};

static void use(struct access *access)
{
    access->call->library = session_library(access->session);
    access->call->start =
        access->is_file ? session_article(access->session) : ARTICLE_NONE;
}

static int open_access(struct access *access, struct error *err)
{
    struct session_options options = {
        .mode = SESSION_AS_IS,
        .path = find_path(access->call, &access->arena, &access->is_file),
        .prebuilt = access->call->catalog,
    };
    if (session_open(&options, &access->session, err) != 0)
        return -1;
    use(access);
    return 0;
}

static int renew(struct access *access, bool *changed, struct error *err)
{
    if (session_renew(access->session, changed, err) != 0)
        return -1;
    use(access);
    return 0;
}

static int again(struct access *access, answer_fn *answer, struct error *err)
{
    bool is_sure;
    buf_clear(&access->call->out);
    *err = (struct error){0};
    use(access);
    return answer(access->session, access->call, &is_sure, err);
}

static int get_answer(struct access *access, answer_fn *answer, struct error *err)
{
    bool is_sure = true, changed = false;
    int status = answer(access->session, access->call, &is_sure, err);
    struct error trouble;
    if (session_trouble(access->session, &trouble)) {
        buf_clear(&access->call->out);
        *err = trouble;
        return session_leave_catalog(access->session, err) == 0
                   ? again(access, answer, err)
                   : CLI_ERROR;
    }
    if (!is_sure && renew(access, &changed, err) != 0)
        return CLI_ERROR;
    return changed ? again(access, answer, err) : status;
}

int access_run(struct call *call, bool compare, answer_fn *answer, struct error *err)
{
    struct access access = {.call = call};
    bool changed;
    int status = CLI_ERROR;
    if (open_access(&access, err) == 0 &&
        (!compare || renew(&access, &changed, err) == 0)) {
        status = get_answer(&access, answer, err);
        call->library = session_library(access.session);
        if (call->library != NULL)
            report_notices(call);
    }
    call->library = NULL;
    session_close(access.session);
    arena_release(&access.arena);
    return status;
}
